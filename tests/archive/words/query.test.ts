import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldArticle } from "../../../src/archive/words/foldArticle.ts";
import { foldWords, spelledWords } from "../../../src/archive/words/foldWords.ts";
import { parseQuery, type Query } from "../../../src/archive/words/query.ts";
import type { Diagnostic } from "../../../src/diagnostics/index.ts";
import { declarations, sampleArticle } from "../../corpus/texts.ts";
import { copy } from "./copy.ts";
import { nearnessOf } from "./nearness.ts";

function read(text: string): { readonly query: Query | undefined; readonly reported: readonly Diagnostic[] } {
  const reported: Diagnostic[] = [];
  return { query: parseQuery(text, (diagnostic) => reported.push(diagnostic)), reported };
}

/** Terms in short: `-` excluded, `+` between a phrase's words, `*` a beginning, `~` with forms. */
function inShort(text: string): string[] {
  return (read(text).query?.terms ?? []).map(({ words, excluded }) => `${excluded ? "-" : ""}${words.map(({ folded, prefix, forms }) => `${folded}${prefix ? "*" : ""}${forms.length > 0 ? "~" : ""}`).join("+")}`);
}

describe("a query", () => {
  test("of any text is read, or an error tells why not", () => {
    fc.assert(fc.property(copy, (text) => {
      const { query, reported } = read(text);
      expect(query === undefined).toBe(reported.some(({ severity }) => severity === "error"));
      expect(reported.every(({ code, hint }) => code.startsWith("archive/") && hint !== undefined)).toBe(true);
    }), { numRuns: 1000 });
  });

  test("has all words of the text, in order, folded and spelt", () => {
    const seen = copy.map((text) => text.replace(/[\u200c-\u200f]/gu, ""));
    fc.assert(fc.property(seen, (text) => {
      const { query } = read(text);
      fc.pre(query !== undefined);
      const words = query.terms.flatMap((term) => term.words);
      expect(words.map(({ folded }) => folded)).toEqual(foldWords(text));
      expect(words.map(({ spelling }) => spelling)).toEqual(spelledWords(text));
    }), { numRuns: 1000 });
  });

  test("has forms for words by themselves and for a phrase's first, and a beginning only at the end", () => {
    fc.assert(fc.property(copy, (text) => {
      for (const { words } of read(text).query?.terms ?? []) {
        for (const [index, { forms, prefix, folded }] of words.entries()) {
          if (index > 0 || prefix) expect(forms).toEqual([]);
          if (index < words.length - 1) expect(prefix).toBe(false);
          expect(forms).not.toContain(folded);
        }
      }
    }), { numRuns: 1000 });
  });

  test("finds the paragraph that its words or its phrase were copied from", () => {
    const paragraphs = [sampleArticle(), ...declarations()].flatMap((text) => text.paragraphs);
    fc.assert(fc.property(fc.constantFrom(...paragraphs), fc.nat(), fc.integer({ min: 1, max: 6 }), fc.boolean(), (body, from, count, asPhrase) => {
      const words = body.split(" ");
      const copied = words.slice(from % words.length, (from % words.length) + count).join(" ").replaceAll(/["“”«»*]/gu, "").replaceAll(/(?<=^|\s)[-–]/gu, "");
      const { query } = read(asPhrase ? `«${copied}»` : copied);
      fc.pre(query !== undefined);
      expect(nearnessOf(foldArticle({ position: 1, kind: "article", headline: "", body, pageStarts: [] }), query)).toBe("spelling");
    }), { numRuns: 500 });
  });

  test.each([
    ['وزير "مجلس الوزراء" -حرب', ["وزير~", "مجلس~+الوزراء", "-حرب~"]],
    ["\u200f-كلمة\u200f أخرى", ["-كلمه~", "اخري~"]],
    ['-"كلمة أولى" أخرى', ["-كلمه~+اولي", "اخري~"]],
    ["‑حرب ‐سلم قمة", ["-حرب~", "-سلم~", "قمه~"]],
    ['قال"نعم"وسكت', ["قال~", "نعم", "وسكت~"]],
    ["«قال “نعم” أمس»", ["قال~+نعم+امس"]],
    ["الـBBC*", ["ال~+bbc*"]],
    ["١٬٢٣٤*", ["1234*"]],
    ["كتا٭", ["كتا*"]],
    ["كتاب*،", ["كتاب*"]],
    ['"كتا*"', ["كتا*"]],
    ["ـ - *وزير", ["وزير~"]],
    ['"" وزير', ["وزير~"]],
  ])("%s is read as %j", (text, terms) => {
    expect(inShort(text)).toEqual(terms);
  });

  test("without end is told to be too long, and soon", () => {
    for (const unit of ["ا ", "-", '"', "* ", "ا* ", "ا\u200c", "«ا» ", "\u200f", " "]) expect(read(unit.repeat(30_000)).query === undefined).toBe(unit !== "ا\u200c");
  });
});
