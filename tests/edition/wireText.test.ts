import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { copyEditRules, foldSpelling, type CopyText, type Edition } from "../../src/edition/index.ts";
import { read, texts } from "./reading.ts";

const without = copyEditRules;
const sample = readFileSync(fileURLToPath(new URL("../../examples/wire-article.txt", import.meta.url)), "utf8");

/** The edition in short: credits as `role/name`, then each article's headline, source line and paragraphs. */
function shape(edition: Edition | undefined) {
  return {
    credits: edition?.credits.map(({ role, name }) => `${role.text}/${name.text}`),
    articles: edition?.articles.map(({ headline, sourceLine, body }) => [headline.text, sourceLine?.text, ...body.map(({ content }) => content.text)]),
  };
}

const paragraph = "نفى وزير الخارجية الروسي أن تكون بلاده قد توجهت إلى شركائها بطلب المساعدة في العملية العسكرية بأوكرانيا.";

test("the sample has its credits once, its headline, its source line and nine paragraphs, each with its place", () => {
  const { edition, diagnostics } = read(sample, { without });
  expect(diagnostics).toEqual([]);
  expect(edition?.language).toBe("ar");
  expect(edition?.credits.map(({ role, name }) => [role.text, name.text])).toEqual([
    ["الإشراف العام", "إلهام أبو الفتح"],
    ["رئيس التحرير", "أحمــد صبـري"],
  ]);
  const [article, ...others] = edition?.articles ?? [];
  expect(others).toEqual([]);
  expect(article?.headline.text).toBe("لافروف: لم نتوجه إلى دول معاهدة الأمن الجماعي للمساعدة بخصوص العملية في أوكرانيا");
  expect(article?.sourceLine?.text).toBe("صدى البلد");
  expect(article?.body.map(({ content }) => content.span.start)).toEqual([14, 15, 16, 17, 18, 19, 20, 21, 22].map((line) => ({ line, column: line === 14 ? 3 : 1 })));
});

test("every text stands in the source at its place, as it is, without the rules of copy-editing", () => {
  const lines = sample.split("\n");
  const { edition } = read(sample, { without });
  const all = [
    ...(edition?.credits.flatMap(({ role, name }) => [role, name]) ?? []),
    ...(edition?.articles.flatMap(({ headline, sourceLine, body }) => [headline, ...(sourceLine ? [sourceLine] : []), ...body.map(({ content }) => content)]) ?? []),
  ];
  expect(all.length).toBe(15);
  for (const { text, span } of all) {
    expect(span.end?.line).toBe(span.start.line);
    expect(lines[span.start.line - 1]?.slice(span.start.column - 1, (span.end?.column ?? 0) - 1)).toBe(text);
    expect(text).toBe(text.trim());
  }
});

test("lines may end in CR LF or CR, and places are told alike", () => {
  const expected = read(sample, { without });
  expect(read(sample.replaceAll("\n", "\r\n"), { without })).toEqual(expected);
  expect(read(sample.replaceAll("\n", "\r"), { without })).toEqual(expected);
});

test("a line of spaces, no-break spaces and tabs is blank, and those at a line's ends go", () => {
  const { edition } = read(`\u00a0عنوان الخبر\t\n \u00a0\t \n  وكالة \n\u00a0\n\u202f${paragraph}\u00a0\n \nثم  هذا`, { without });
  expect(shape(edition).articles).toEqual([["عنوان الخبر", "وكالة", paragraph, "ثم  هذا"]]);
});

describe("credits", () => {
  const article = `\n\nعنوان الخبر\n\nوكالة\n\n${paragraph}`;
  const rest = [["عنوان الخبر", "وكالة", paragraph]];

  test.each([
    ["a role line and a name line", "رئيس التحرير\nأحمد صبري", ["رئيس التحرير/أحمد صبري"]],
    ["several in a row, blank lines between", "الإشراف العام\nإلهام أبو الفتح\n\nرئيس التحرير\nأحمد صبري", ["الإشراف العام/إلهام أبو الفتح", "رئيس التحرير/أحمد صبري"]],
    ["a role with a colon", "رئيس التحرير:\nأحمد صبري", ["رئيس التحرير/أحمد صبري"]],
    ["both on one line", "الإشراف العام: إلهام أبو الفتح\nرئيس التحرير : أحمد صبري", ["الإشراف العام/إلهام أبو الفتح", "رئيس التحرير/أحمد صبري"]],
    ["one alone on one line", "رئيس التحرير: أحمد صبري", ["رئيس التحرير/أحمد صبري"]],
    ["a dash, a slash, a bar between", "رئيس التحرير - أحمد صبري\nمدير التحرير / منى علي\nالمدير الفني | علي حسن", ["رئيس التحرير/أحمد صبري", "مدير التحرير/منى علي", "المدير الفني/علي حسن"]],
    ["one-line credits with blank lines between", "رئيس التحرير: أحمد صبري\n\nمدير التحرير: منى علي", ["رئيس التحرير/أحمد صبري", "مدير التحرير/منى علي"]],
    ["everything double-spaced", "الإشراف العام\n\nإلهام أبو الفتح\n\nرئيس التحرير\n\nأحمد صبري", ["الإشراف العام/إلهام أبو الفتح", "رئيس التحرير/أحمد صبري"]],
    ["other spellings of a role", "الاشراف العــام\nإلهام\nرَئِيس  التحرير\nأحمد\nالمدير المسئول\nعلي", ["الاشراف العــام/إلهام", "رَئِيس  التحرير/أحمد", "المدير المسئول/علي"]],
    ["two roles in one hand", "رئيس مجلس الإدارة ورئيس التحرير\nأحمد صبري", ["رئيس مجلس الإدارة ورئيس التحرير/أحمد صبري"]],
    ["a role that several hold", "هيئة التحرير\nأحمد صبري\nمنى علي\nعلي حسن", ["هيئة التحرير/أحمد صبري", "هيئة التحرير/منى علي", "هيئة التحرير/علي حسن"]],
    ["a title before the name", "رئيس التحرير\nأ.د. أحمد محمد عبد الله", ["رئيس التحرير/أ.د. أحمد محمد عبد الله"]],
  ])("%s", (_, masthead, credits) => {
    const { edition, diagnostics } = read(masthead + article, { without });
    expect(shape(edition)).toEqual({ credits, articles: rest });
    expect(diagnostics).toEqual([]);
  });

  test("stand once in whatever spelling they are repeated, as typed first; the same name under another role stays", () => {
    const { edition } = read(`رئيس التحرير\nأحمــد صبـري\nرئيس التَّحرير\nاحمد صبرى\nمدير التحرير\nأحمد صبري${article}`, { without });
    expect(shape(edition).credits).toEqual(["رئيس التحرير/أحمــد صبـري", "مدير التحرير/أحمد صبري"]);
  });

  test("may stand at the end, in a block of their own", () => {
    const { edition } = read(`عنوان الخبر\n\nوكالة\n\n${paragraph}\n\nرئيس التحرير\nأحمد صبري\nمدير التحرير: منى علي`, { without });
    expect(shape(edition)).toEqual({ credits: ["رئيس التحرير/أحمد صبري", "مدير التحرير/منى علي"], articles: rest });
  });

  test("are not taken out of the midst of a text", () => {
    const body = [paragraph, "رئيس التحرير", "أحمد صبري", paragraph];
    const { edition, diagnostics } = read(`عنوان الخبر\n\nوكالة\n\n${body.join("\n")}`, { without });
    expect(shape(edition)).toEqual({ credits: [], articles: [["عنوان الخبر", "وكالة", ...body]] });
    expect(diagnostics).toEqual([]);
  });

  test("know the roles that one adds", () => {
    const copy = `كبير المراسلين الميدانيين\nأحمد صبري${article}`;
    expect(shape(read(copy, { without, roles: ["كبير المراسلين الميدانيين"] }).edition)).toEqual({ credits: ["كبير المراسلين الميدانيين/أحمد صبري"], articles: rest });
    expect(shape(read(copy, { without }).edition).credits).toEqual([]);
  });

  describe("on one line, alone,", () => {
    const headline = "المجلس يقر الموازنة الجديدة";
    const follows = `\n\n${headline}\n\n${paragraph}`;

    test.each([
      "رئيس التحرير: أحمد شوقي",
      "رئيس التحرير: أ.د. أحمد محمد عبد الله",
      "سردبیر: رضا احمدی",
      "صاحب امتیاز و مدیرمسئول: رضا احمدی",
      "سەرنووسەر: ئازاد ئەحمەد",
      "چیف ایڈیٹر: محمد علی خان",
    ])("%s is a credit, whatever follows, and nothing is said", (line) => {
      const credits = [line.replace(": ", "/")];
      const { edition, diagnostics } = read(line + follows, { without });
      expect(shape(edition)).toEqual({ credits, articles: [[headline, undefined, paragraph]] });
      expect(diagnostics).toEqual([]);
      expect(shape(read([line, `${headline}\n\n${paragraph}`], { without }).edition).credits).toEqual(credits);
    });

    test.each(["المدير الفني: حسام حسن", "الرئيس التنفيذي - منى علي", "رئيس التحرير: أحمد"])("%s may be a headline: a notice tells how it was taken, and where it stands", (line) => {
      const asHeadline = read(line + follows, { without });
      expect(shape(asHeadline.edition)).toEqual({ credits: [], articles: [[line, headline, paragraph]] });
      const asCredit = read(`${line}\n\n${headline}\n\nوكالة\n\n${paragraph}`, { without });
      expect(shape(asCredit.edition).articles).toEqual([[headline, "وكالة", paragraph]]);
      const span = { file: "1.txt", start: { line: 1, column: 1 }, end: { line: 1, column: line.length + 1 } };
      for (const { diagnostics } of [asHeadline, asCredit]) {
        expect(diagnostics).toMatchObject([{ severity: "notice", code: "edition/credit-or-headline", span }]);
        expect(diagnostics[0]?.hint).toBeTruthy();
      }
      expect(asHeadline.diagnostics[0]?.message).not.toBe(asCredit.diagnostics[0]?.message);
    });

    test("a headline in which the name's place is taken by a sentence is a headline, and nothing is said", () => {
      const { edition, diagnostics } = read(`المدير الفني: لن نتهاون مع أحد${follows}`, { without });
      expect(shape(edition).articles).toEqual([["المدير الفني: لن نتهاون مع أحد", headline, paragraph]]);
      expect(diagnostics).toEqual([]);
    });

    test("a headline after credits and a blank line is not taken for one more", () => {
      const { edition } = read(`رئيس التحرير: أحمد شوقي\n\nالمدير الفني: الفريق جاهز\n\nصدى البلد\n\n${paragraph}`, { without });
      expect(shape(edition)).toEqual({ credits: ["رئيس التحرير/أحمد شوقي"], articles: [["المدير الفني: الفريق جاهز", "صدى البلد", paragraph]] });
    });

    test("a role that one adds is the paper's own", () => {
      const { edition, diagnostics } = read(`المدير الفني: حسام حسن${follows}`, { without, roles: ["المدير الفني"] });
      expect(shape(edition).credits).toEqual(["المدير الفني/حسام حسن"]);
      expect(diagnostics).toEqual([]);
    });
  });

  test("a block of the body is no masthead if others than a newspaper may have all its roles", () => {
    const lines = ["المدير الفني: الفريق جاهز", "الرئيس التنفيذي: الأرباح زادت"];
    const { edition } = read(`عنوان الخبر\n\nوكالة\n\n${paragraph}\n\n${lines.join("\n")}`, { without });
    expect(shape(edition)).toEqual({ credits: [], articles: [["عنوان الخبر", "وكالة", paragraph, ...lines]] });
  });

  test.each([
    ["Arabic", "التحرير"],
    ["Arabic", "أسرة التحرير"],
    ["Persian", "سردبیر"],
    ["Persian", "مدیر مسئول"],
    ["Persian", "صاحب امتیاز"],
    ["Urdu", "ایڈیٹر"],
    ["Urdu", "مدیر اعلیٰ"],
    ["Sorani", "سەرنووسەر"],
    ["Uyghur", "باش مۇھەررىر"],
    ["Pashto", "مسؤول مدیر"],
    ["Sindhi", "چيف ايڊيٽر"],
  ])("the %s office %s is known", (_, role) => {
    const { edition, diagnostics } = read(`${role}\nأحمد صبري${article}`, { without });
    expect(shape(edition)).toEqual({ credits: [`${role}/أحمد صبري`], articles: rest });
    expect(diagnostics).toEqual([]);
  });

  test.each([
    ["on the next line", "مسؤول الأرشيف\nأحمد صبري"],
    ["after a blank line, a headline after it", `مسؤول الأرشيف\n\nأحمد صبري`],
  ])("a headline of two words with what may be a name %s gets a warning: it may be a role", (_, masthead) => {
    const { diagnostics } = read(masthead + article, { without });
    expect(diagnostics).toMatchObject([{ severity: "warning", code: "edition/unknown-role", span: { start: { line: 1, column: 1 }, end: { line: 1, column: 14 } } }]);
    expect(diagnostics[0]?.hint).toContain('--role "مسؤول الأرشيف"');
    expect(read(masthead + article, { without, roles: ["مسؤول الأرشيف"] }).diagnostics.map(({ code }) => code)).not.toContain("edition/unknown-role");
  });

  test("nothing is said of a short headline with its source line and its body", () => {
    expect(read(`خبر عاجل\n\nصدى البلد\n\n${paragraph}\n\n${paragraph}`, { without }).diagnostics).toEqual([]);
  });

  test("of several files are merged, and a file may hold nothing else", () => {
    const { edition, diagnostics } = read([sample, "رئيس التحرير\nأحمد صبرى\nالمدير الفني\nعلي حسن", `رئيس التحرير\nأحمد صبري${article}`], { without });
    expect(diagnostics).toEqual([]);
    expect(shape(edition).credits).toEqual(["الإشراف العام/إلهام أبو الفتح", "رئيس التحرير/أحمــد صبـري", "المدير الفني/علي حسن"]);
    expect(edition?.articles.map(({ headline }) => headline.span.file)).toEqual(["1.txt", "3.txt"]);
  });

  test("without any article are an error", () => {
    const { edition, diagnostics } = read("رئيس التحرير\nأحمد صبري");
    expect(edition).toBeUndefined();
    expect(diagnostics).toMatchObject([{ severity: "error", code: "edition/no-article", span: { file: "1.txt" } }]);
    expect(diagnostics[0]?.hint).toBeTruthy();
  });

  test.each([
    ["before a blank line", `رئيس التحرير${article}`],
    ["before another role", `رئيس التحرير\nمدير التحرير\nمنى علي${article}`],
    ["before a sentence", `رئيس التحرير\n${paragraph}`],
  ])("a role without a name, %s, goes into the body with a warning at its place", (_, copy) => {
    const { edition, diagnostics } = read(copy, { without });
    const [warning] = diagnostics;
    expect(warning).toMatchObject({ severity: "warning", code: "edition/role-without-name", span: { file: "1.txt", start: { line: 1, column: 1 }, end: { line: 1, column: 13 } } });
    expect(warning?.hint).toBeTruthy();
    expect(edition?.articles[0]?.body[0]?.content.text).toBe("رئيس التحرير");
  });
});

describe("headline and source line", () => {
  test.each([
    ["a headline of a role's name and a colon stays a headline", "المدير الفني: الفريق جاهز للمباراة", "صدى البلد"],
    ["and so after credits", "رئيس التحرير: لن نسكت", "صدى البلد"],
  ])("%s", (_, headline, sourceLine) => {
    expect(shape(read(`${headline}\n\n${sourceLine}\n\n${paragraph}`, { without }).edition)).toEqual({ credits: [], articles: [[headline, sourceLine, paragraph]] });
    const behind = read(`مدير التحرير\nمنى علي\n\n${headline}\n\n${sourceLine}\n\n${paragraph}`, { without }).edition;
    expect(shape(behind)).toEqual({ credits: ["مدير التحرير/منى علي"], articles: [[headline, sourceLine, paragraph]] });
  });

  test.each([
    ["there is no blank line before it", `عنوان الخبر\nوكالة\n\n${paragraph}`],
    ["there is no blank line after it", `عنوان الخبر\n\nوكالة\n${paragraph}`],
    ["nothing follows it", `عنوان الخبر\n\nوكالة`],
    ["it is a sentence", `عنوان الخبر\n\nقتل ثلاثة.\n\n${paragraph}`],
    ["it is long", `عنوان الخبر\n\nنقلا عن وكالة الأنباء الروسية الرسمية نوفوستي\n\n${paragraph}`],
  ])("a second line is a paragraph if %s", (_, copy) => {
    const { edition, diagnostics } = read(copy, { without });
    expect(edition?.articles[0]?.sourceLine).toBeUndefined();
    expect(texts(edition ?? expect.fail("nothing was read"))).toEqual(copy.split("\n").filter((line) => line !== ""));
    expect(diagnostics).toEqual([]);
  });

  test.each([
    ["a sentence of many words", "نفى وزير الخارجية الروسي سيرجي لافروف أن تكون بلاده قد توجهت إلى شركائها بطلب المساعدة في العملية العسكرية."],
    ["a line of a hundred and one words", "كلمة ".repeat(101).trim()],
    ["a word of a thousand letters", "ب".repeat(1000)],
  ])("%s at the beginning is no headline: a warning, an empty headline, the line in the body", (_, first) => {
    const { edition, diagnostics } = read(`\n${first}\n\nوكالة\n\n${paragraph}`, { without });
    expect(diagnostics).toMatchObject([{ severity: "warning", code: "edition/no-headline", span: { start: { line: 2, column: 1 } } }]);
    expect(diagnostics[0]?.hint).toBeTruthy();
    expect(shape(edition).articles).toEqual([["", undefined, first, "وكالة", paragraph]]);
  });

  test("a line of sixty words is the headline where a source line and a body follow in their places, and only there", () => {
    const long = "كلمة ".repeat(60).trim();
    const placed = read(`${long}\n\nوكالة\n\n${paragraph}`, { without });
    expect(placed.diagnostics).toEqual([]);
    expect(shape(placed.edition).articles).toEqual([[long, "وكالة", paragraph]]);
    for (const rest of [`\n\n${paragraph}\n\n${paragraph}`, `\n\nوكالة\n${paragraph}`, "\n\nوكالة\n\nخبر قصير"]) {
      expect(read(long + rest, { without }).diagnostics).toMatchObject([{ code: "edition/no-headline" }]);
    }
  });

  test("a headline alone is an article with a warning", () => {
    const { edition, diagnostics } = read("عنوان الخبر", { without });
    expect(shape(edition).articles).toEqual([["عنوان الخبر", undefined]]);
    expect(diagnostics).toMatchObject([{ severity: "warning", code: "edition/no-body", span: { start: { line: 1, column: 1 } } }]);
  });
});

test("a paragraph separator, a line separator, a form feed part paragraphs and not lines", () => {
  const { edition } = read("عنوان الخبر\u2028أولا\u2029ثانيا\fثالثا\nرابعا", { without });
  expect(shape(edition).articles).toEqual([["عنوان الخبر", undefined, "أولا", "ثانيا", "ثالثا", "رابعا"]]);
  expect(edition?.articles[0]?.body.map(({ content }) => content.span.start)).toEqual([
    { line: 1, column: 13 },
    { line: 1, column: 18 },
    { line: 1, column: 24 },
    { line: 2, column: 1 },
  ]);
});

const words = fc.constantFrom("كلمة", "وزير", "لافروف", "عام", "2012", "٢٤", "word", "ﷺ", "قائماً", "محمد،", "نعم.", "“نعم”", "(لا)", "قال:", "😀", "𐎀", "\u200c");
const line = fc.oneof(
  { weight: 4, arbitrary: fc.array(words, { minLength: 1, maxLength: 20 }).map((parts) => parts.join(" ")) },
  { weight: 3, arbitrary: fc.constantFrom("رئيس التحرير", "الإشراف العام", "مدير التحرير:", "هيئة التحرير", "رئيس مجلس الإدارة ورئيس التحرير", "المدير الفني") },
  { weight: 2, arbitrary: fc.constantFrom("أحمد صبري", "إلهام أبو الفتح", "رئيس التحرير: أحمد صبري", "المدير الفني: الفريق جاهز", "رئيس التحرير - منى علي") },
  { weight: 3, arbitrary: fc.constantFrom("", "", " ", "\u00a0\t") },
);
const copy = fc.array(fc.tuple(line, fc.constantFrom("\n", "\n", "\n", "\r\n", "\n\n", "\u2029")), { minLength: 1, maxLength: 14 }).map((lines) => lines.flat().join("")).filter((text) => text.trim() !== "");

/** The offsets at which the lines of a text begin, as editors count lines. */
function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\r|\n/gu)].map(({ index, 0: end }) => index + end.length)];
}

test("every letter and digit of the copy stands in the edition at its place, but for credits that are there already; nothing stands twice", () => {
  fc.assert(
    fc.property(copy, (text) => {
      const { edition } = read(text, { without });
      fc.pre(edition !== undefined);
      const starts = lineStarts(text);
      const offset = ({ line, column }: { line: number; column: number }): number => (starts[line - 1] ?? NaN) + column - 1;
      const placed = (copies: readonly CopyText[]): { start: number; end: number }[] =>
        copies.map(({ text: held, span }) => {
          const range = { start: offset(span.start), end: offset(span.end ?? span.start) };
          expect(text.slice(range.start, range.end)).toBe(held);
          return range;
        });
      const inArticles = placed(edition.articles.flatMap(({ headline, sourceLine, body }) => [headline, ...(sourceLine ? [sourceLine] : []), ...body.map(({ content }) => content)]));
      const inCredits = placed(edition.credits.flatMap(({ role, name }) => [role, name]));
      const times = new Uint8Array(text.length);
      for (const { start, end } of inArticles) for (let at = start; at < end; at++) times[at]!++;
      expect(Math.max(0, ...times)).toBeLessThanOrEqual(1);
      for (const { start, end } of inCredits) for (let at = start; at < end; at++) times[at]!++;

      const known = new Set(edition.credits.flatMap(({ role, name }) => [role.text, name.text, `${role.text} ${name.text}`]).map(foldSpelling));
      for (const { index, 0: line } of text.matchAll(/[^\n\r\u2029]+/gu)) {
        const lost = [...line.matchAll(/[\p{L}\p{M}\p{Nd}]/gu)].filter(({ index: within }) => times[index + within] === 0);
        if (lost.length > 0) expect(known).toContain(foldSpelling(line.replace(/[:-]/gu, " ")));
      }
    }),
    { numRuns: 3000 },
  );
});

test("without credits the articles are the copy's lines, trimmed, each once and in order", () => {
  const lines = fc.array(fc.array(words, { minLength: 1, maxLength: 30 }).map((parts) => parts.join(" ")), { minLength: 1, maxLength: 8 });
  const parts = fc.constantFrom("\n", "\n\n", "\r\n \r\n", "\n\u00a0\n\n");
  fc.assert(
    fc.property(lines, parts, fc.constantFrom("", " ", "\u00a0\t"), (typed, between, margin) => {
      const { edition } = read(typed.map((each) => `${margin}${each}${margin}`).join(between), { without });
      expect(texts(edition ?? expect.fail("nothing was read")).filter((text) => text !== "")).toEqual(typed.map((each) => each.trim()));
    }),
    { numRuns: 1000 },
  );
});

test("a whole edition of 20 MB is read in a few seconds", () => {
  const body = sample.slice(sample.indexOf("وقال لافروف، في"));
  const { edition, diagnostics } = read(`عنوان\n\nوكالة\n\n${`${body}\n`.repeat(Math.ceil(11_000_000 / body.length))}`);
  expect(diagnostics).toEqual([]);
  expect(edition?.copyEdits.length).toBeGreaterThan(50_000);
});

test("a headline, a role line or a name of a hundred thousand characters is read in no time", () => {
  const before = performance.now();
  for (const long of ["ب".repeat(100_000), " ب".repeat(50_000), `ب${" ".repeat(100_000)}ب`, "رئيس - ".repeat(15_000), ":".repeat(100_000)]) {
    read(`${long}\n${long}\n\n${long}\n\n${long}`);
    read(`رئيس التحرير\n${long}\n${long}`);
  }
  expect(performance.now() - before).toBeLessThan(8000);
});
