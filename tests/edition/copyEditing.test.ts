import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { copyEditRules, type CopyEditRule } from "../../src/edition/index.ts";
import { allBut, editParagraph, read, texts } from "./reading.ts";

const sample = readFileSync(fileURLToPath(new URL("../../examples/wire-article.txt", import.meta.url)), "utf8");

test("the sample, copy-edited, is the reference text, and its corrections are the reference list", async () => {
  const { edition, diagnostics } = read(sample);
  if (!edition) throw new Error("the sample was not read");
  expect(diagnostics).toEqual([]);
  const credits = edition.credits.map(({ role, name }) => `${role.text}: ${name.text}`);
  await expect([...credits, "", ...texts(edition).flatMap((text) => [text, ""])].join("\n")).toMatchFileSnapshot("references/wire-article.edited.txt");
  const edits = edition.copyEdits.map(({ rule, span, before, after }) => `${span.start.line}:${span.start.column} ${rule}\n  ${before}\n  ${after}\n`);
  await expect(edits.join("")).toMatchFileSnapshot("references/wire-article.edits.txt");
});

/** What is typed, and what a copy editor makes of it. */
const corrected: Record<CopyEditRule, readonly (readonly [string, string])[]> = {
  "space-before-punctuation": [
    ["سيرجي لافروف ، أن تكون", "سيرجي لافروف، أن تكون"],
    ["قال : نعم", "قال: نعم"],
    ["انتهى الخبر .", "انتهى الخبر."],
    ["أولا ؛ ثانيا", "أولا؛ ثانيا"],
    ["هل جاء ؟ نعم !", "هل جاء؟ نعم!"],
    ["هل جاء ؟! نعم", "هل جاء؟! نعم"],
    ["عام 1992 ، من قبل", "عام 1992، من قبل"],
    ["بنسبة 50% ، وهو", "بنسبة 50%، وهو"],
    ["(بعد ذلك) ، ثم", "(بعد ذلك)، ثم"],
    ["قائماً ، ثم", "قائماً، ثم"],
    ["«نوفوستي» ، اليوم", "«نوفوستي»، اليوم"],
    ["لافروف\u00a0، أن", "لافروف، أن"],
    ["لافروف \u00a0 ، أن", "لافروف، أن"],
    ["من CNN . وأضاف", "من CNN. وأضاف"],
    ["علم , وعمل", "علم, وعمل"],
    ["في 15 ،16 مايو", "في 15،16 مايو"],
    ["اس کا حق ہے ۔ کوئی شخص", "اس کا حق ہے۔ کوئی شخص"],
    ["برخمن شي ۔", "برخمن شي۔"],
    ["الأرقام (1) : نعم", "الأرقام (1): نعم"],
  ],
  "space-after-punctuation": [
    ["نفسها،الموقعة بتاريخ", "نفسها، الموقعة بتاريخ"],
    ["قال:نعم", "قال: نعم"],
    ["انتهى.وقال", "انتهى. وقال"],
    ["اس کا حق ہے۔کوئی شخص", "اس کا حق ہے۔ کوئی شخص"],
    ["أولا؛ثانيا", "أولا؛ ثانيا"],
    ["هل جاء؟نعم!حقا", "هل جاء؟ نعم! حقا"],
    ["هل جاء؟!نعم", "هل جاء؟! نعم"],
    ["عام 2012.وقال", "عام 2012. وقال"],
    ["وروسيا،15 مايو", "وروسيا، 15 مايو"],
    ["قال:«نعم»", "قال: «نعم»"],
    ["قال:(نعم)", "قال: (نعم)"],
    ["«نعم»،«لا»", "«نعم»، «لا»"],
    ["«نعم».وأضاف", "«نعم». وأضاف"],
    ["د.أحمد زويل", "د. أحمد زويل"],
    ["أ.د.أحمد زويل", "أ.د. أحمد زويل"],
    ["وكالة أ.ف.ب.وقال", "وكالة أ.ف.ب. وقال"],
    ["قناة بي.بي.سي.وقالت", "قناة بي.بي.سي. وقالت"],
    ["ذكرت Reuters.وقال", "ذكرت Reuters. وقال"],
    ["قال.John جاء", "قال. John جاء"],
    ["1.المقدمة", "1. المقدمة"],
    ["البقرة:255", "البقرة: 255"],
    ["،،نعم،،لا", "،،نعم،، لا"],
    ["قيمة:$50", "قيمة: $50"],
    ["الوسم:#مصر", "الوسم: #مصر"],
    ["سنة 1444هـ،وقال", "سنة 1444هـ، وقال"],
    ["علم,وعمل", "علم, وعمل"],
    ["«نعم»وأضاف", "«نعم» وأضاف"],
    ["قناة«نعم»ثم", "قناة «نعم» ثم"],
    ["عام 2012“نعم”", "عام 2012 “نعم”"],
    ['قال "نعم"ثم', 'قال "نعم" ثم'],
    ["وبال«نعم» ولل«لا»، و«نعم»", "وبال«نعم» ولل«لا»، و«نعم»"],
    ["«نعم»ـه", "«نعم»ـه"],
  ],
  "space-inside-quotes": [
    ['قال " نعم " ثم', 'قال "نعم" ثم'],
    ["قال « نعم » ثم", "قال «نعم» ثم"],
    ["قال “ نعم ” ثم", "قال “نعم” ثم"],
    ['وقال لافروف " يدرك أصدقاؤنا".', 'وقال لافروف "يدرك أصدقاؤنا".'],
    ['قال\u00a0"\u00a0نعم \u00a0"', 'قال\u00a0"نعم"'],
    ['قال" نعم "ثم', 'قال "نعم" ثم'],
    ["قال« نعم »ثم", "قال «نعم» ثم"],
    ['وقال:" نعم"', 'وقال:"نعم"'],
  ],
  "quotation-marks": [
    ['قناة "روسيا 24" ووكالة "نوفوستي"، اليوم', "قناة «روسيا 24» ووكالة «نوفوستي»، اليوم"],
    ['"قال "نعم" وذهب"', "«قال “نعم” وذهب»"],
    ['"قال "نعم""', "«قال “نعم”»"],
    ['"قال و"نعم" ثم"', "«قال و“نعم” ثم»"],
    ['""نعم""', "«“نعم”»"],
    ['"نعم""لا"', "«نعم»«لا»"],
    ['«قال "نعم" وذهب»', "«قال “نعم” وذهب»"],
    ['“قال "نعم" وذهب”', "“قال ‘نعم’ وذهب”"],
    ['و"نعم" لـ"لا" وب"ربما"', "و«نعم» لـ«لا» وب«ربما»"],
    ['("نعم")', "(«نعم»)"],
    ['"نعم"-"لا"', "«نعم»-«لا»"],
    ['"في عام 2012"', "«في عام 2012»"],
    ['شاشة 24" من "سوني"', 'شاشة 24" من «سوني»'],
    ['"شاشة 24" كبيرة" جديدة', '«شاشة 24" كبيرة» جديدة'],
    ['قال:"نعم"."لا"', "قال:«نعم».«لا»"],
    ['"انتهت الحرب."وقال', "«انتهت الحرب.»وقال"],
    ['قال" نعم "ثم', "قال« نعم »ثم"],
  ],
  "repeated-spaces": [
    ["كلمة  كلمة   كلمة", "كلمة كلمة كلمة"],
    ["كلمة \u00a0 كلمة", "كلمة كلمة"],
    ["15\u00a0\u00a0مايو", "15\u00a0مايو"],
    ["كلمة\t\tكلمة", "كلمة كلمة"],
    ["لافروف   ، أن", "لافروف ، أن"],
  ],
  "arabic-punctuation": [
    ["علم, وعمل; وأمل", "علم، وعمل؛ وأمل"],
    ["علم,وعمل", "علم،وعمل"],
    ["هل جاء?", "هل جاء؟"],
    ["هل جاء?! نعم", "هل جاء؟! نعم"],
    ["«هل جاء?»", "«هل جاء؟»"],
    ["(هل جاء?) نعم", "(هل جاء؟) نعم"],
    ["عام 2012, من قبل", "عام 2012، من قبل"],
    ["بنسبة 50%, وهو", "بنسبة 50%، وهو"],
    ["في مايو, 15 منه", "في مايو، 15 منه"],
    ["قائماً, ثم", "قائماً، ثم"],
    ["من قناة «نوفوستي», اليوم", "من قناة «نوفوستي»، اليوم"],
  ],
};

describe.each(copyEditRules)("%s, alone,", (rule) => {
  test.each(corrected[rule])("makes %j to %j", (typed, edited) => {
    const { text, edition, diagnostics } = editParagraph(typed, allBut(rule));
    expect(text).toBe(edited);
    expect(diagnostics).toEqual([]);
    expect(new Set(edition.copyEdits.map((edit) => edit.rule))).toEqual(new Set(typed === edited ? [] : [rule]));
  });

  test("does nothing when it is off", () => {
    const all = copyEditRules.flatMap((each) => corrected[each].map(([typed]) => typed)).join("\n");
    const { edition } = read(`عنوان\n${all}`, { without: [rule] });
    const rules = new Set(edition?.copyEdits.map((edit) => edit.rule));
    expect(rules.has(rule)).toBe(false);
    expect(rules.size).toBe(copyEditRules.length - 1);
  });
});

test.each([
  ["لافروف ،أن", "لافروف، أن"],
  ['وأضاف لافروف:" من غير', 'وأضاف لافروف:" من غير'],
  ['وأضاف لافروف:" من غير المرجح".', "وأضاف لافروف: «من غير المرجح»."],
  ['وقال لافروف " يدرك أصدقاؤنا ".', "وقال لافروف «يدرك أصدقاؤنا»."],
  ["قال :نعم", "قال: نعم"],
  ["انتهى .وقال", "انتهى. وقال"],
  ["علم ,وعمل", "علم، وعمل"],
  ["هل جاء ?نعم", "هل جاء؟ نعم"],
  ['قال" نعم "ثم', "قال «نعم» ثم"],
  ["كلمة  ،  كلمة", "كلمة، كلمة"],
  ["في 15 ،16 مايو", "في 15، 16 مايو"],
  ['قال "الإخبار"وأضاف"وفي الختام".', "قال «الإخبار» وأضاف «وفي الختام»."],
  ['"الإخبار"وأضاف', "«الإخبار» وأضاف"],
  ['قناة"نعم".', "قناة «نعم»."],
  ['بال"نعم"ثم', "بال«نعم» ثم"],
  ['قال "Yes", ثم', "قال «Yes», ثم"],
])("all rules together make %j to %j", (typed, edited) => {
  expect(editParagraph(typed).text).toBe(edited);
});

test.each([
  "بلغت 1,000 و1٬000 و١٬٠٠٠ و3.5 و٣٫٥ و3,5 و1.000.000",
  "الساعة 12:30 و١٢:٣٠ يوم 24/11/2022 و24.11.2022",
  "بنتيجة 2 : 1 و 3:0، وبنسبة .5",
  "الأعداد ١،٥ و1،000",
  "العنوان https://ar.wikipedia.org/wiki/روسيا،_الاتحادية?a=1,2;b:3 هنا",
  "الموقع http://example.com:8080/a,b;c?d=1.x والبريد a.b@example.com هنا",
  "في (https://example.com/a.b,c) نعم",
  "موقع www.example.com أو example.com/a?b=c,d أو youm7.com",
  "Yes,no;maybe?ok. He said: \u201cyes\u201d , etc.",
  "انتظر... ثم قال … وبعد...ذلك . . . نعم",
  "«...وأضاف»",
  "بی۔بی۔سی اور پی۔ٹی۔آئی اور ص۔ب",
  "وكالة أ.ف.ب ووكالة د.ب.أ وأ.ش.أ و ص.ب 123 وق.م و ج.م.ع و بي.بي.سي و سي.إن.إن",
  "السيد د. أحمد وأ.د. محمد",
  "عام 1444هـ. و2023م. نعم",
  "لغة .NET ونطاق .com وملف copy.txt",
  "طوله 5' 6\" وعرضه 24\" فقط",
  "وقال «نعم» و“لا” و‘ربما’",
  "l'article d'hier",
  'He said: "Yes", and "no".',
  '"Reuters"',
  'Он сказал "да".',
  "؟! !! ،، ؛؛",
  "علامة ( ، ) وعلامة [ . ]",
  "النتيجة:- نعم",
  "رائع :)",
  "في لغة A, B, C ثم A; B",
  "الأعداد 1, 2, 3 فقط",
  "15\u00a0مايو",
  "&nbsp; &quot; &#1575;",
  "كـ«نعم» ولـ«لا»",
])("%j is right as it is", (typed) => {
  const { text, edition, diagnostics } = editParagraph(typed);
  expect(text).toBe(typed);
  expect(edition.copyEdits).toEqual([]);
  expect(diagnostics).toEqual([]);
});

test.each([
  ['قال "نعم ثم ذهب', 5],
  ['قال نعم" ثم ذهب', 8],
  ["قال «نعم ثم ذهب", 5],
  ["قال نعم» ثم ذهب", 8],
  ["قال “نعم ثم ذهب", 5],
  ['"أ" و"ب', 6],
  ['"قال "نعم" ثم', 1],
  ["«قال “نعم» ثم”", 1],
  ['في عام 2012" قال', 12],
  ['الإخبار"وأضاف"وفي', 8],
])("the marks of %j don't pair: a warning at column %i, and the marks stay as typed", (typed, column) => {
  const { text, edition, diagnostics } = editParagraph(typed);
  expect(diagnostics.map(({ severity, code, span }) => ({ severity, code, span }))).toEqual([
    { severity: "warning", code: "edition/unbalanced-quote", span: { file: "1.txt", start: { line: 2, column }, end: { line: 2, column: column + 1 } } },
  ]);
  expect(diagnostics[0]?.hint).toBeTruthy();
  expect(text).toBe(typed);
  expect(edition.copyEdits).toEqual([]);
});

test("what is wrong beside unpaired quotation marks is put right all the same, and other paragraphs are not touched by them", () => {
  const { edition } = read('عنوان\nقال " نعم ،ثم ذهب\nوقال "لا"');
  expect(edition?.articles[0]?.body.map(({ content }) => content.text)).toEqual(['قال " نعم، ثم ذهب', "وقال «لا»"]);
});

test("nothing is said of unpaired quotation marks when no rule looks at them", () => {
  expect(editParagraph('قال "نعم', ["quotation-marks", "space-inside-quotes"]).diagnostics).toEqual([]);
});

test("a paragraph that was trimmed tells the places of its edits and marks in the line as it was typed", () => {
  const { edition, diagnostics } = read("عنوان\n\n \u00a0 \tقال ، نعم  ،لا  \u00a0\n\u00a0\u00a0قال «نعم");
  expect(edition?.copyEdits.map(({ span: { start, end }, before, after }) => [start.line, start.column, end?.column, before, after])).toEqual([
    [3, 5, 10, "قال ،", "قال،"],
    [3, 11, 19, "نعم  ،لا", "نعم،لا"],
    [3, 16, 19, "،لا", "، لا"],
  ]);
  expect(diagnostics[0]?.span?.start).toEqual({ line: 4, column: 7 });
});

const pieces = fc.constantFrom(
  "كلمة", "و", "ب", "أ", "قائماً", "هـ", "word", "A", "x", "12", "٣", "24", "2012", "%", " ", " ", " ", "  ", "\u00a0", "\t",
  '"', '"', "«", "»", "“", "”", "„", "'", "،", "؛", ".", ".", ":", "؟", "!", ",", ";", "?", "...", "…", "(", ")", "[", "]", "-", "–", "/",
  "https://a.b/c", "http://", "a@b.cd", "#", "$", "ـ", "\u200f", "😀", "\u064b",
);
const typedText = fc.array(pieces, { minLength: 1, maxLength: 14 }).map((parts) => parts.join("")).filter((text) => text.trim() !== "");
const someRules = fc.subarray([...copyEditRules]);

test("a quotation of spaces alone is closed up, with the missing space outside, at once", () => {
  expect(editParagraph("” “كلمة", []).text).toBe("”“ كلمة");
});

test("editing edited copy changes nothing, whichever rules are off", () => {
  fc.assert(
    fc.property(typedText, someRules, (typed, without) => {
      const once = editParagraph(typed, without).text;
      const again = editParagraph(once, without);
      expect(again.text).toBe(once);
      expect(again.edition.copyEdits).toEqual([]);
    }),
    { numRuns: 3000 },
  );
});

const edited = /[\s"«»“”‘’,;?،؛؟]/gu;

test("no quotation mark that was set stands close to a word outside it, but for what is written on", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("الإخبار", "أضاف", "12", '"', '"', " ", "، "), { minLength: 3, maxLength: 14 }).map((parts) => parts.join("")), (typed) => {
      fc.pre(typed.trim() !== "");
      expect(editParagraph(typed).text).not.toMatch(/[\p{L}\p{Nd}][«“]|[»”][\p{L}\p{Nd}]/u);
    }),
    { numRuns: 1000 },
  );
});

test("copy-editing changes spaces, quotation marks and Latin punctuation, and nothing else", () => {
  fc.assert(
    fc.property(typedText, someRules, (typed, without) => {
      expect(editParagraph(typed, without).text.replace(edited, "")).toBe(typed.replace(edited, ""));
    }),
    { numRuns: 2000 },
  );
});

test("every edit is told as the source has it at its place, with what its rule makes of it, in the order of the source", () => {
  fc.assert(
    fc.property(fc.array(typedText, { minLength: 1, maxLength: 3 }), someRules, (paragraphs, without) => {
      const lines = ["عنوان", ...paragraphs];
      const { edition } = read(lines.join("\n"), { without });
      const places = (edition?.copyEdits ?? []).map(({ rule, span, before, after }) => {
        expect(lines[span.start.line - 1]?.slice(span.start.column - 1, (span.end?.column ?? 0) - 1)).toBe(before);
        expect(after).not.toBe(before);
        expect(before.length).toBeLessThanOrEqual(70);
        expect(without).not.toContain(rule);
        return span.start.line * 1000 + span.start.column;
      });
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }),
    { numRuns: 1000 },
  );
});

test("without any rule the text is as typed", () => {
  fc.assert(
    fc.property(typedText, (typed) => {
      expect(editParagraph(typed, copyEditRules).text).toBe(typed.trim());
    }),
  );
});

test.each([
  ["a word of commas", "ا،".repeat(50_000)],
  ["commas alone", ",".repeat(100_000)],
  ["spaces within", `كلمة${" ".repeat(100_000)}كلمة`],
  ["spaced commas", "ا ,".repeat(40_000)],
  ["full stops between letters", "أ.".repeat(50_000)],
  ["quotation marks alone", '"'.repeat(100_000)],
  ["opening quotation marks", '"ا '.repeat(40_000)],
  ["brackets", `${"(".repeat(100_000)},${")".repeat(100_000)}`],
  ["addresses", "://a".repeat(30_000)],
  ["one address", `https://a/${"ا".repeat(100_000)}`],
  ["digits", `${"1".repeat(100_000)},ا`],
  ["tatweel", `و${"ـ".repeat(100_000)}"ا"`],
  ["one word", "ب".repeat(100_000)],
])("%s: a hundred thousand of them are edited in no time", (_, typed) => {
  const before = performance.now();
  editParagraph(typed);
  expect(performance.now() - before).toBeLessThan(5000);
});
