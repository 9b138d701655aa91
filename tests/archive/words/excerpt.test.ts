import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { excerptOf } from "../../../src/archive/words/excerpt.ts";
import { foldArticle } from "../../../src/archive/words/foldArticle.ts";
import { wordsOf } from "../../../src/archive/words/foldWords.ts";
import { findMatches, wordMatches, type Match } from "../../../src/archive/words/matches.ts";
import { parseQuery, type Query } from "../../../src/archive/words/query.ts";
import { declarations, sampleArticle } from "../../corpus/texts.ts";
import { copy, recurringWords } from "./copy.ts";
import { nearnessOf } from "./nearness.ts";

const paragraphs = [sampleArticle(), ...declarations()].flatMap((text) => text.paragraphs);

function queryOf(text: string): Query {
  const query = parseQuery(text, ({ severity, message }) => severity === "error" && expect.fail(message));
  if (query === undefined) throw new Error(text);
  return query;
}

function marked(text: string, matches: readonly Match[]): string {
  return matches.toReversed().reduce((all, { start, end }) => `${all.slice(0, start)}[${all.slice(start, end)}]${all.slice(end)}`, text);
}

describe("the matches in a text", () => {
  test.each([
    ["وزير", "قال الوَزيرُ: «وزيـر» النقل", "قال [الوَزيرُ]: «[وزيـر]» النقل"],
    ['"مجلس الوزراء"', "قرر مجلس الوزراء، ومجلس\nالوزراء ثم مجلس النواب", "قرر [مجلس الوزراء]، [ومجلس\nالوزراء] ثم مجلس النواب"],
    ["وز* -نقل", "وزارة النقل ووزير", "[وزارة] النقل ووزير"],
    ['"ا ب" "ب ج"', "ا ب ج", "[ا ب ج]"],
    ["ب ب", "ا ب ب", "ا [ب] [ب]"],
    ["1234", "بلغ ١٬٢٣٤٫٥ طنا", "بلغ [١٬٢٣٤]٫٥ طنا"],
    ["الله", "قال ﷺ", "قال [ﷺ]"],
    ["میخواهد", "او می‌خواهد", "او [می‌خواهد]"],
    ["خواهد", "او می‌خواهد", "او می‌[خواهد]"],
    ["𞸀", "𞸀 ا", "[𞸀] [ا]"],
  ])("of %s are marked in %s", (typed, text, expected) => {
    expect(marked(text, findMatches(text, queryOf(typed)))).toBe(expected);
  });

  test("are there if, and only if, the text is what is asked for", () => {
    fc.assert(fc.property(recurringWords, recurringWords, fc.constantFrom("word", "phrase", "beginning"), (text, asked, kind) => {
      const words = asked.slice(0, kind === "phrase" ? 2 : 1).join(" ");
      const typed = kind === "beginning" ? `${words}ال*` : kind === "phrase" ? `"${words}"` : words;
      const query = queryOf(typed);
      const body = text.join(" ");
      const nearness = nearnessOf(foldArticle({ position: 1, kind: "article", headline: "", body, pageStarts: [] }), query);
      expect(findMatches(body, query).length > 0).toBe(nearness !== undefined);
    }), { numRuns: 1000 });
  });

  test("stand in order and apart, and each word in them is one to mark on a page", () => {
    fc.assert(fc.property(copy, copy, (text, typed) => {
      const query = parseQuery(typed, () => undefined);
      fc.pre(query !== undefined);
      const whole = `${text} ${typed}`;
      const matches = findMatches(whole, query);
      const isMarked = wordMatches(query);
      for (const [index, { start, end }] of matches.entries()) {
        expect(start).toBeLessThan(end);
        expect(start).toBeGreaterThanOrEqual(matches[index - 1]?.end ?? 0);
        for (const word of wordsOf(whole)) if (word.start >= start && word.end <= end && start === word.start && end === word.end) expect(isMarked(`«${whole.slice(word.start, word.end)}»،`)).toBe(true);
      }
    }), { numRuns: 500 });
  });

  test("on a page are a phrase's words each, but none of what is excluded", () => {
    const isMarked = wordMatches(queryOf('"مجلس الوزراء" -النقل'));
    expect(["«مجلس", "بمجلس", "الوزراءِ»،", "النقل", "الوزير", "—"].map(isMarked)).toEqual([true, true, true, false, false, false]);
  });
});

describe("an excerpt", () => {
  const bodies = fc.oneof(recurringWords.map((words) => words.join(" ")), fc.constantFrom(...paragraphs), fc.array(fc.constantFrom(...paragraphs), { maxLength: 4 }).map((all) => all.join("\n")));

  test("is a passage of whole words with all its matches, where most of them are", () => {
    fc.assert(fc.property(bodies, fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 300 }), (body, picks, length) => {
      const words = wordsOf(body);
      fc.pre(words.length > 0);
      const matches = findMatches(body, queryOf(picks.map((pick) => words[pick % words.length]?.spelling ?? "").join(" ")));
      const { text, marks, offset, cutBefore, cutAfter } = excerptOf(body, matches, { length });
      expect(body.startsWith(text, offset)).toBe(true);
      const end = offset + text.length;
      const longest = Math.max(...matches.map((match) => match.end - match.start));
      expect(text.length).toBeLessThanOrEqual(Math.max(length, longest));
      expect(marks.map((mark) => ({ start: mark.start + offset, end: mark.end + offset }))).toEqual(matches.filter((match) => match.start < end && match.end > offset));
      const mostIn = Math.max(...matches.map((first) => matches.filter((match) => match.start >= first.start && match.end <= first.start + length).length));
      expect(marks.length).toBeGreaterThanOrEqual(Math.max(1, mostIn));
      for (const word of words) expect(word.end <= offset || word.start >= end || (word.start >= offset && word.end <= end), body.slice(word.start, word.end)).toBe(true);
      expect([cutBefore, cutAfter]).toEqual([body.slice(0, offset).trim() !== "", body.slice(end).trim() !== ""]);
      expect(text.trim()).toBe(text);
    }), { numRuns: 500 });
  });

  test("is the beginning where nothing matches, and is filled where there is more text", () => {
    const body = sampleArticle().paragraphs.join("\n");
    const { text, marks, offset, cutBefore, cutAfter } = excerptOf(`\n${body}`, [], { length: 100 });
    expect({ marks, offset, cutBefore, cutAfter }).toEqual({ marks: [], offset: 1, cutBefore: false, cutAfter: true });
    expect(text.length).toBeGreaterThan(80);
    const [match] = findMatches(body, queryOf(wordsOf(body).at(-1)?.spelling ?? ""));
    expect(match).toBeDefined();
    expect(excerptOf(body, match === undefined ? [] : [match], { length: 100 }).text.length).toBeGreaterThan(80);
  });

  test("has as much before its matches as after them", () => {
    const body = [...Array.from({ length: 100 }, () => "قال"), "وزير", ...Array.from({ length: 100 }, () => "قال")].join(" ");
    const { text, marks } = excerptOf(body, findMatches(body, queryOf("وزير")), { length: 100 });
    expect(marks).toEqual([{ start: text.indexOf("وزير"), end: text.indexOf("وزير") + 4 }]);
    expect(Math.abs(text.indexOf("وزير") - (text.length - text.indexOf("وزير") - 4))).toBeLessThanOrEqual(8);
  });

  test("of nothing is nothing, of what fits is all", () => {
    for (const body of ["", " ", "كلمة", " كلمة وأخرى\n"]) expect(excerptOf(body, [], { length: 50 })).toMatchObject({ text: body.trim(), cutBefore: false, cutAfter: false });
  });

  test("parts no character where a text has no white space", () => {
    for (const length of [9, 10, 11]) {
      expect(excerptOf("😀".repeat(50_000), [], { length }).text).toBe("😀".repeat(Math.floor(length / 2)));
      const body = `${"😀".repeat(50_000)}كلمة${"😀".repeat(50_000)}`;
      expect(excerptOf(body, findMatches(body, queryOf("كلمة")), { length })).toMatchObject({ text: "كلمة", marks: [{ start: 0, end: 4 }], cutBefore: true, cutAfter: true });
    }
  });
});
