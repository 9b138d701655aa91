import { describe, expect, test } from "vitest";
import { joiningGroupOf, joiningTypeOf } from "../../../src/text/joining.ts";
import { elongationPlaces, gapPlaces } from "../../../src/text/justification/elongationPlaces.ts";
import { profileNamed, type Line, type TextStyle } from "../../../src/text/index.ts";
import { sindhiNews, soraniNews } from "../../corpus/libraryNews.ts";
import { declarations } from "../../corpus/texts.ts";
import { elongationsOf } from "../elongations.ts";
import { compose } from "../paragraphs.ts";

/** A word with tatweels at its places, the best first. */
function elongated(word: string): string[] {
  return elongationPlaces(word, 0, word.length).map(({ offset }) => `${word.slice(0, offset)}ـ${word.slice(offset)}`);
}

const codePoint = (letter: string): number => letter.codePointAt(0) ?? 0;

describe("letters that Arabic has not", () => {
  test.each([
    ["toothed", "D", "Beh", "پٻڀٺٽٿٹټ"],
    ["toothed at the beginning and in the middle", "D", "Noon", "ںڻڼ"],
    ["toothed, two dots or none", "D", "Yeh", "یىېێئ"],
    ["Yeh, final alone", "R", "Yeh", "ۍےۓ"],
    ["Seen", "D", "Seen", "ښۺ"],
    ["Hah", "D", "other", "چڄڃڇځڅ"],
    ["Dal", "R", "Dal", "ڈډڊڏڌ"],
    ["Reh", "R", "Reh", "ژړږڕڙڑ"],
    ["Feh", "D", "Feh", "ڤڦ"],
    ["Kaf with a stroke", "D", "Gaf", "کگګڳڱ"],
    ["Kaf", "D", "Kaf", "ڪڭ"],
    ["Lam", "D", "Lam", "ڵ"],
    ["Waw", "R", "Waw", "ۆۇۈۋ"],
    ["Heh that joins onward", "D", "Heh", "ھہۂ"],
    ["Heh that does not", "R", "Teh_Marbuta", "ەۃۀ"],
  ])("%s", (_, type, group, letters) => {
    for (const letter of letters) expect([letter, joiningTypeOf(codePoint(letter)), joiningGroupOf(codePoint(letter))]).toEqual([letter, type, group]);
  });
});

describe("places to elongate", () => {
  test.each([
    ["Persian", "می‌شود", ["می‌شـود"]],
    ["Persian, at a joiner that parts letters", "خانه‌ها", ["خانـه‌ها", "خانه‌هـا", "خـانه‌ها"]],
    ["Urdu, Heh in the middle", "تمہارے", ["تمہـارے"]],
    ["Urdu, Heh at the end", "کیونکہ", ["کیونکـہ", "کیـونکہ"]],
    ["Urdu, Noon without a dot", "آنکھیں", ["آنکھیـں"]],
    ["Kurdish, before the vowel ە and never after it", "ماڵەوە", ["ماڵـەوە", "مـاڵەوە"]],
    ["Kurdish, Lam with a sign before Alef", "سڵاو", ["سـڵاو"]],
    ["Uyghur", "كىشىلىك", ["كىشـىلىك", "كىشىلىـك"]],
    ["Pashto, after its own Seen", "پښتو", ["پښـتو", "پښتـو"]],
    ["Sindhi, before the wide Kaf", "ملڪ", ["ملـڪ"]],
    ["Sindhi, after the wide Kaf", "ڪارڻ", ["ڪـارڻ"]],
    ["Sindhi", "ڳوٺ", ["ڳـوٺ"]],
  ])("%s", (_, word, expected) => {
    expect(elongated(word)).toEqual(expected);
  });

  test.each([
    ["before a final Yeh, whichever", ["کی", "بێ", "لۍ", "چې", "بے", "ئى"]],
    ["before Yeh Barree, whose stroke turns back below the letters, not even after Seen", ["سے", "شۓ"]],
    ["between a letter and the ھ that is its breath", ["بھ", "بھی", "تھے"]],
    ["after ە", ["ەوە", "دەدا"]],
    ["between a hamza that carries a word's first vowel and the vowel", ["ئا", "ئە", "ئو", "ئۆ", "ئې", "«ئە"]],
    ["between Lam and Alef", ["ڵا"]],
  ])("never %s", (_, words) => {
    for (const word of words) expect([word, elongated(word)]).toEqual([word, []]);
  });

  test("words that have such a place are elongated in another", () => {
    expect(elongated("پیسے")).toEqual(["پیـسے"]);
    expect(elongated("کچھ")).toEqual(["کـچھ"]);
    expect(elongated("ساتھ")).toEqual(["سـاتھ"]);
    expect(elongated("سمجھتے")).toEqual(["سـمجھتے", "سمجھـتے"]);
    expect(elongated("ئەركىن")).toEqual(["ئەركىـن"]);
    expect(elongated("ئىنسان")).toEqual(["ئىنسـان"]);
    expect(elongated("ئێمە")).toEqual(["ئێمـە"]);
  });

  test("a hamza within a word may be elongated after", () => {
    expect(elongated("رئاسة")).toEqual(["رئاسـة", "رئـاسة"]);
    expect(elongated("مەسئۇل")).toContain("مەسئـۇل");
  });
});

test("gaps stand after letters that do not join, never at a joiner that parts letters", () => {
  expect(gapPlaces("ماڵەوە")).toEqual([2, 4, 5]);
  expect(gapPlaces("بۆڵێن")).toEqual([2]);
  expect(gapPlaces("آزادی‌ها")).toEqual([1, 2, 3, 4]);
  expect(gapPlaces("دو‌باره")).toEqual([1, 5, 6]);
  expect(gapPlaces("وړاندې")).toEqual([1, 2, 3, 5]);
});

const texts = [...declarations().filter(({ language, paragraphs }) => language !== "ar" && paragraphs.length > 1), soraniNews, sindhiNews];
const display = { justification: profileNamed("display") };

function inFamily(family: string, language: string): Partial<TextStyle<string>> {
  return { language, font: { families: [family], weight: 400, style: "normal" } };
}

/** The text of a line with a tatweel wherever it is elongated. */
function shown({ text, runs }: Line<string>): string {
  const after = new Set(runs.flatMap((run) => run.glyphs().flatMap(({ widened, cluster }) => (widened === undefined ? [] : [cluster]))));
  return Array.from(text, (letter, offset) => `${letter}${after.has(offset) ? "ـ" : ""}`).join("");
}

describe.each(texts)("running text: $name", ({ language, paragraphs }) => {
  test.each(["Noto Naskh Arabic", "Scheherazade New", "Amiri"])("is elongated in %s where it may be", (family) => {
    const lines = paragraphs.slice(0, 20).flatMap((text) => compose(text, { measure: 150, style: inFamily(family, language), paragraph: display }).lines.map(shown));
    const all = lines.join("\n");
    expect(all.match(/ـ/gu)?.length ?? 0).toBeGreaterThan(2);
    expect(all).not.toMatch(/[ەدذرزژوۆۇۈۋڕڙړږاآےۍ]\p{M}*ـ/u);
    expect(all).not.toMatch(/ـ[ےۓھ]/u);
    expect(all).not.toMatch(/(?<![^\s«(])ئـ/u);
    expect(all).not.toMatch(/ـ\u200c|\u200cـ/u);
  });

  test("is not elongated in Nastaliq", () => {
    for (const text of paragraphs.slice(0, 12)) {
      const { lines, diagnostics } = compose(text, { measure: 150, style: inFamily("Noto Nastaliq Urdu", language), paragraph: display });
      expect(lines.flatMap(elongationsOf)).toEqual([]);
      expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    }
  });
});
