import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldArticle } from "../../../src/archive/words/foldArticle.ts";
import { foldWords, joinedWordsOf, likelyWords, spelledWords, wordsOf } from "../../../src/archive/words/foldWords.ts";
import { foldSpelling } from "../../../src/edition/index.ts";
import { declarations, sampleArticle, vocalisedText } from "../../corpus/texts.ts";
import { copy } from "./copy.ts";

const corpora = [sampleArticle(), ...declarations(), vocalisedText(1, 3)].flatMap(({ paragraphs }) => paragraphs);

describe("the words of any text", () => {
  test("are letters alone or digits alone, in one way of writing, and not long", () => {
    fc.assert(fc.property(copy, (text) => {
      for (const word of [...foldWords(text), ...spelledWords(text)]) {
        expect(word).toMatch(/^(?:\p{L}+|\p{N}+)$/u);
        expect(word.normalize("NFKC")).toBe(word);
        expect(word.length).toBeLessThanOrEqual(128);
      }
    }), { numRuns: 1000 });
  });

  test("are folded for good, and so is each spelling", () => {
    fc.assert(fc.property(copy, (text) => {
      expect(foldWords(foldWords(text).join(" "))).toEqual(foldWords(text));
      expect(foldWords(spelledWords(text).join(" "))).toEqual(foldWords(text));
      expect(spelledWords(spelledWords(text).join(" "))).toEqual(spelledWords(text));
    }), { numRuns: 1000 });
  });

  test("are told by a glimpse at their first letters and lengths: none that is sought is passed over", () => {
    fc.assert(fc.property(copy, fc.nat(), (text, choice) => {
      const words = wordsOf(text);
      const { folded: sought = "" } = words[choice % Math.max(1, words.length)] ?? {};
      const likely = likelyWords(text, (first, length) => first === sought.charCodeAt(0) && length === sought.length);
      for (const [index, word] of words.entries()) if (word.folded === sought) expect(likely.get(index)).toEqual(word);
      for (const [index, word] of likely) expect(word).toEqual(words[index]);
      expect([...likelyWords(text, () => true).values()]).toEqual(words);
    }), { numRuns: 2000 });
  });

  test("stand at their places, in order, and no place parts a character", () => {
    fc.assert(fc.property(copy, (text) => {
      const words = wordsOf(text);
      for (const [index, { start, end }] of words.entries()) {
        expect(foldWords(text.slice(start, end))).toEqual(words.filter((word) => word.start === start).map(({ folded }) => folded));
        expect(text.slice(start, end)).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
        const after = words[index + 1];
        if (after !== undefined && after.start !== start) expect(after.start).toBeGreaterThanOrEqual(end);
      }
    }), { numRuns: 1000 });
  });

  test("are the same with harakat and tatweel after any of its letters, and spelt the same", () => {
    const added = fc.array(fc.constantFrom("\u064e", "\u064f", "\u0650", "\u0651", "\u0652", "\u064b", "\u0670", "\u0640", ""), { minLength: 400, maxLength: 400 });
    fc.assert(fc.property(fc.constantFrom(...corpora), added, (paragraph, marks) => {
      const text = paragraph.slice(0, 400).normalize("NFC");
      const dressed = text.replace(/[\u0621-\u064a]/gu, (letter, index: number) => letter + (marks[index] ?? ""));
      expect(foldWords(dressed)).toEqual(foldWords(text));
      expect(spelledWords(dressed)).toEqual(spelledWords(text));
    }));
  });

  test("hold every letter and digit that Unicode has, as foldSpelling writes it", () => {
    const wrong: string[] = [];
    for (let code = 0; code <= 0x1ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const character = String.fromCodePoint(code);
      if (!/[\p{L}\p{N}]/u.test(character)) continue;
      const expected = foldSpelling(character).replace(/[^\p{L}\p{N}]/gu, "");
      if (foldWords(character).join("") !== expected) wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  test("are all of a corpus's white-space-parted words, but for punctuation", () => {
    for (const paragraph of corpora) expect(foldWords(paragraph).join("")).toBe(foldSpelling(paragraph).replace(/[^\p{L}\p{N}]/gu, ""));
  });
});

test.each(["ا", "1", "\u064b", "\u200f", "ـ", "a\u200f", "1,111", "ا\u200c", "ﷺ", "é", "٢٬", "ا1", "aا"])("a hundred thousand of %j are words soon", (unit) => {
  const text = unit.repeat(100_000);
  const words = wordsOf(text);
  expect(words.every(({ folded }) => folded.length <= 128)).toBe(true);
  expect(words.at(-1)?.end ?? 0).toBeLessThanOrEqual(text.length);
  expect(joinedWordsOf(text).length).toBe(unit.includes("\u200c") ? 1 : 0);
});

test.each([
  ["1,23,456 1,234,56", ["1", "23", "456", "1", "234", "56"]],
  ["12,345,678.90", ["12345678", "90"]],
  ["2022,123", ["2022", "123"]],
  ["مح\ufe76مد", ["محمد"]],
  ["1½ ١٢م² Ⅻ", ["1", "1", "2", "12", "م", "2", "xii"]],
  ["ـ ـه \u064e", ["ه"]],
])("the words of %s are %j", (text, words) => {
  expect(foldWords(text)).toEqual(words);
});

test("a word's place holds its harakat, and what is not seen within it, but not after it", () => {
  const text = "\u200fكل\u00adمةٌ\u200f؟ Re\u00aduters\u200e";
  expect(wordsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(["كل\u00adمةٌ", "Re\u00aduters"]);
});

test("words that zero-width non-joiners part are known as one, too, at the place of all their parts", () => {
  const text = "او می‌خواهد کتاب‌هایش را";
  expect(foldWords(text)).toEqual(["او", "مي", "خواهد", "كتاب", "هايش", "را"]);
  expect(joinedWordsOf(text).map(({ spelling, start, end }) => [spelling, text.slice(start, end)])).toEqual([["میخواهد", "می‌خواهد"], ["کتابهایش", "کتاب‌هایش"]]);
});

describe("an article's words", () => {
  const article = { position: 1, kind: "article", headline: "قمةُ العرب", body: "قالت «قِمة» العرب: ١٢\nمی‌خواهد", pageStarts: [] } as const;

  test("are those of headline and body, and each spelling once", () => {
    expect(foldArticle(article)).toEqual({ headline: "قمه العرب", body: "قالت قمه العرب 12 مي خواهد ميخواهد", spellings: "قمة العرب قالت ١٢ می خواهد میخواهد" });
  });

  test("are its section's and its author's, or its source's where it has no author", () => {
    expect(foldArticle({ ...article, section: "الرياضة", author: "أحمد صبري", source: "رويترز" })).toMatchObject({ section: "الرياضه", author: "احمد صبري" });
    expect(foldArticle({ ...article, source: "رويترز" })).toMatchObject({ author: "رويترز" });
    expect(foldArticle({ ...article, section: "—", author: "***" })).not.toHaveProperty("section");
    expect(foldArticle({ ...article, section: "—", author: "***" })).not.toHaveProperty("author");
  });
});
