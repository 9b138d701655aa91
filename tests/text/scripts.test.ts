import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scriptRuns } from "../../src/text/scripts.ts";

/** Runs as `script:text`. */
function shown(text: string): string[] {
  return scriptRuns(text).map(({ start, end, script }) => `${script}:${text.slice(start, end)}`);
}

describe("script runs", () => {
  it.each([
    ["Arabic is one run with its punctuation, digits, marks and tatweels", "قال: «مُحَمّد ـ ١٢٣، 45؟»", ["Arab:قال: «مُحَمّد ـ ١٢٣، 45؟»"]],
    ["brackets are of the script around them", "قال (BBC) إن", ["Arab:قال (", "Latn:BBC", "Arab:) إن"]],
    ["brackets within brackets, too", "قال [انظر (BBC) هنا] ثم", ["Arab:قال [انظر (", "Latn:BBC", "Arab:) هنا] ثم"]],
    ["so are quotation marks", "قال «BBC News» إن “CNN” ثم", ["Arab:قال «", "Latn:BBC News", "Arab:» إن “", "Latn:CNN", "Arab:” ثم"]],
    ["a bracket that closes nothing goes with what is before it", "قال BBC) إن", ["Arab:قال ", "Latn:BBC) ", "Arab:إن"]],
    ["a bracket opened in another script's run closes in its script", "BBC (قال) BBC", ["Latn:BBC (", "Arab:قال", "Latn:) BBC"]],
    ["what begins the text goes with what follows", "«123» (قال)", ["Arab:«123» (قال)"]],
    ["an Arabic comma after Latin is Arabic", "BBC، قال", ["Latn:BBC", "Arab:، قال"]],
    ["what is of several scripts and stands alone is of the likeliest", "abc ـ ١٢ ،", ["Latn:abc ", "Arab:ـ ١٢ ،"]],
    ["Persian, Urdu and Uyghur are Arabic", "می\u200cخواهم ۱۲٪ اردو۔ ئۇيغۇرچە", ["Arab:می\u200cخواهم ۱۲٪ اردو۔ ئۇيغۇرچە"]],
    ["Syriac takes Arabic marks and punctuation", "ܫܠܡܐ\u064b، ܫ", ["Syrc:ܫܠܡܐ\u064b، ܫ"]],
    ["an Arabic mark makes a dotted circle Arabic", "abc ◌\u064b abc", ["Latn:abc ", "Arab:◌\u064b ", "Latn:abc"]],
    ["a mark stays with a base of another script", "a\u064bb", ["Latn:a\u064bb"]],
    ["Japanese mixes three", "日本のテレビー", ["Hani:日本", "Hira:の", "Kana:テレビー"]],
    ["emoji and private use go with what is before them", "قال 😀\ue000 abc 👍🏽", ["Arab:قال 😀\ue000 ", "Latn:abc 👍🏽"]],
    ["characters beyond the basic plane have scripts", "\u{1ee00} \u{10d00}\u{10d24}", ["Arab:\u{1ee00} ", "Rohg:\u{10d00}\u{10d24}"]],
    ["nothing tells", "12 (34) …", ["Zyyy:12 (34) …"]],
    ["no text", "", []],
  ])("%s", (_, text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it("give letters the script that Unicode gives them", () => {
    const scripts = { Arab: /\p{Script=Arabic}/u, Latn: /\p{Script=Latin}/u, Hebr: /\p{Script=Hebrew}/u, Syrc: /\p{Script=Syriac}/u, Thaa: /\p{Script=Thaana}/u, Grek: /\p{Script=Greek}/u, Cyrl: /\p{Script=Cyrillic}/u };
    const counts: Record<string, number> = {};
    for (let codePoint = 0; codePoint < 0x20000; codePoint++) {
      const character = String.fromCodePoint(codePoint);
      if (!/\p{L}/u.test(character)) continue;
      const [script] = Object.entries(scripts).find(([, pattern]) => pattern.test(character)) ?? [];
      const [run] = scriptRuns(character);
      // What a later version of Unicode added is of no script here.
      if (script === undefined || run?.script === "Zyyy") continue;
      expect(run?.script, `U+${codePoint.toString(16)}`).toBe(script);
      counts[script] = (counts[script] ?? 0) + 1;
    }
    expect(counts.Arab).toBeGreaterThan(1100);
    expect(counts.Latn).toBeGreaterThan(1300);
  });
});

describe("the runs of any text", () => {
  const pieces = ["ب", "م", "،", "ـ", "١", "1", " ", ".", "(", ")", "«", "»", "[", "]", "a", "é", "я", "ש", "ܫ", "ޔ", "の", "漢", "ー", "\u064b", "\u0301", "\u0711", "\u200d", "\u200c", "\u{1f600}", "\ud800", "\n"];
  const any = fc.oneof(fc.string({ unit: fc.constantFrom(...pieces), maxLength: 40 }), fc.string({ unit: "binary" }));

  it("tile it, and neighbours differ", () => {
    fc.assert(
      fc.property(any, (text) => {
        const runs = scriptRuns(text);
        let end = 0;
        for (const [i, run] of runs.entries()) {
          expect(run.start).toBe(end);
          expect(run.end).toBeGreaterThan(run.start);
          expect(run.script).toMatch(/^[A-Z][a-z]{3}$/);
          expect(run.script).not.toBe(runs[i - 1]?.script);
          end = run.end;
        }
        expect(end).toBe(text.length);
      }),
      { numRuns: 1000 },
    );
  });

  it("part no mark and no joiner from its base, and no surrogate pair", () => {
    fc.assert(
      fc.property(any, (text) => {
        for (const { start } of scriptRuns(text).slice(1)) {
          expect(text.slice(start)).not.toMatch(/^[\u0300-\u036f\u064b-\u065f\u200c\u200d\u0711]/);
          expect(text.codePointAt(start - 1)).toBeLessThanOrEqual(0xffff);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("give each letter its own script, whatever stands about it", () => {
    const scriptOf: Readonly<Record<string, string>> = { ب: "Arab", a: "Latn", я: "Cyrl", ש: "Hebr", ܫ: "Syrc", ޔ: "Thaa", の: "Hira", 漢: "Hani" };
    fc.assert(
      fc.property(any, (text) => {
        for (const { start, end, script } of scriptRuns(text)) {
          for (const letter of text.slice(start, end)) expect(scriptOf[letter] ?? script).toBe(script);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("give a pair of brackets about other scripts one script", () => {
    const pair = fc.constantFrom("()", "[]", "{}", "«»", "“”", "‹›");
    const inner = fc.string({ unit: fc.constantFrom("a", "ب", "я", "1", " ", "، ", "b\u064b"), maxLength: 12 });
    const outer = fc.constantFrom("ب", "a", "я");
    fc.assert(
      fc.property(outer, pair, inner, outer, (before, [opening, closing], content, after) => {
        const text = `${before} ${opening!}${content}${closing!} ${after}`;
        const runs = scriptRuns(text);
        const scriptAt = (offset: number) => runs.find(({ end }) => end > offset)?.script;
        const open = before.length + 1;
        expect(scriptAt(open)).toBe(scriptAt(0));
        expect(scriptAt(open + 1 + content.length)).toBe(scriptAt(open));
      }),
      { numRuns: 500 },
    );
  });
});

describe("a paragraph of 100,000 letters", () => {
  const long = 100_000;
  it.each([
    ["one word", "ب".repeat(long)],
    ["a script a letter", "بa".repeat(long / 2)],
    ["brackets that open", "(".repeat(long)],
    ["brackets that close nothing", "([".repeat(40) + "}".repeat(long)],
    ["pairs", "(ب) [a] ".repeat(long / 8)],
    ["marks", "◌" + "\u064b".repeat(long)],
    ["marks without a base", "\u064b".repeat(long)],
  ])("is read: %s", (_, text) => {
    expect(scriptRuns(text).at(-1)?.end).toBe(text.length);
  }, 5000);
});
