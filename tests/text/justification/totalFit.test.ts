import fc from "fast-check";
import { expect, test } from "vitest";
import { measureOfLine, type BreakTable, type LineMeasures } from "../../../src/text/breakTable.ts";
import { firstFit } from "../../../src/text/justification/firstFit.ts";
import { openFormOptions } from "../../../src/text/justification/formOptions.ts";
import { openLineFitter } from "../../../src/text/justification/lineFit.ts";
import { profileNamed } from "../../../src/text/justification/profile.ts";
import { totalFit } from "../../../src/text/justification/totalFit.ts";
import type { WordForms } from "../../../src/text/justification/wordForms.ts";

const space = 3;

/** A paragraph of words of these widths with a space of 3 pt between each two. */
function tableOf(words: readonly number[]): BreakTable {
  const count = words.length + 1;
  const table = {
    offsets: Int32Array.from({ length: count }, (_, index) => index * 2),
    start: new Float64Array(count), inkEnd: new Float64Array(count),
    spaceWidthAtStart: new Float64Array(count), spaceWidthAtInkEnd: new Float64Array(count),
    gapEmsAtStart: new Float64Array(count), gapEmsAtInkEnd: new Float64Array(count), firstWord: new Int32Array(count), endWord: new Int32Array(count),
    words: { first: 0, start: new Float64Array(), spaceWidth: new Float64Array(), gapEms: new Float64Array() },
  };
  let width = 0;
  words.forEach((word, index) => {
    const isLast = index === words.length - 1;
    table.inkEnd[index + 1] = width + word;
    width += word + (isLast ? 0 : space);
    table.start[index + 1] = width;
    table.spaceWidthAtInkEnd[index + 1] = index * space;
    table.spaceWidthAtStart[index + 1] = (isLast ? index : index + 1) * space;
  });
  return table;
}

const plainForms: WordForms = { elongations: () => ({ candidates: [], letters: 0 }), elongated: () => undefined, alternates: () => [] };
const thirds = { ...profileNamed("spaces-only"), spaces: { least: 2 / 3, most: 1.5, worst: 3 } };

/** Breaks chosen with spaces as the only means: they give a third and take a half. */
function breaksOf(words: readonly number[], measures: LineMeasures, divisibleFrom = 0): number[] {
  const table = tableOf(words);
  return totalFit({ table, measures, fitter: openLineFitter(table, [], thirds, openFormOptions([], "", thirds, plainForms), 1), fillsLast: false, divisibleFrom, hyphenation: thirds.hyphenation }).map(({ to }) => to);
}

const even = (measure: number): LineMeasures => ({ leading: [], rest: measure });

/** How far each line but the last is from its measure, in widths of its spaces; infinite where it is too long. */
function ratios(words: readonly number[], breaks: readonly number[], measure: number): number[] {
  let from = 0;
  return breaks.slice(0, -1).map((to) => {
    const line = words.slice(from, to);
    from = to;
    const spaces = (line.length - 1) * space;
    const room = measure - line.reduce((sum, word) => sum + word, 0) - spaces;
    if (spaces === 0) return room < -1e-6 ? Number.POSITIVE_INFINITY : room;
    return room < -spaces / 3 - 1e-6 ? Number.POSITIVE_INFINITY : room / spaces;
  });
}

const wordWidths = fc.array(fc.integer({ min: 4, max: 40 }), { minLength: 1, maxLength: 60 });
const measures = fc.integer({ min: 45, max: 200 });

test("breaks ascend and the last one is the paragraph's end", () => {
  fc.assert(
    fc.property(wordWidths, measures, (words, measure) => {
      for (const breaks of [firstFit(tableOf(words), even(measure)), breaksOf(words, even(measure))]) {
        expect(breaks.at(-1)).toBe(words.length);
        expect(breaks).toEqual([...new Set(breaks)].sort((a, b) => a - b));
      }
    }),
  );
});

test("no line is longer than its spaces can shrink", () => {
  fc.assert(
    fc.property(wordWidths, measures, (words, measure) => {
      const breaks = breaksOf(words, even(measure));
      expect(ratios(words, breaks, measure).filter((ratio) => ratio === Number.POSITIVE_INFINITY)).toEqual([]);
    }),
  );
});

/** A line as Knuth and Plass judge it, put down once more from the paper: (badness, fitness class). */
function judge(words: readonly number[], measure: number, isLast: boolean): [number, number] {
  const spaces = (words.length - 1) * space;
  const room = measure - words.reduce((sum, word) => sum + word, 0) - spaces;
  if (isLast && room >= 0) return [0, 1];
  if (room < -spaces / 3 - 1e-6) return [100 * 1000 ** 3, 0];
  if (spaces === 0) return room < 1e-6 ? [0, 1] : [100 * 200 ** 3, 3];
  const ratio = room < 0 ? room / (spaces / 3) : Math.min(200, room / (spaces / 2));
  return [100 * Math.abs(ratio) ** 3, ratio < -0.5 ? 0 : ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3];
}

function demeritsOf(words: readonly number[], breaks: readonly number[], measures: LineMeasures): number {
  let total = 0;
  let from = 0;
  let before = 0;
  for (const [index, to] of breaks.entries()) {
    const line = words.slice(from, to);
    const measure = measureOfLine(measures, index);
    const isLast = to === words.length;
    const [badness, fitness] = judge(line, measure, isLast);
    const natural = line.reduce((sum, word) => sum + word, 0) + (line.length - 1) * space;
    total += (10 + badness) ** 2;
    if (isLast && from > 0 && natural < measure * 0.2) total += 25_000;
    if (from > 0 && Math.abs(before - fitness) > 1) total += 10_000;
    before = fitness;
    from = to;
  }
  return total;
}

test("of all ways to break a paragraph it finds one that costs the least, whether lines are alike or the first ones shorter", () => {
  const anyWords = fc.array(fc.integer({ min: 4, max: 30 }), { minLength: 2, maxLength: 11 });
  const anyMeasure = fc.integer({ min: 31, max: 90 });
  fc.assert(
    fc.property(anyWords, fc.record({ leading: fc.array(anyMeasure, { maxLength: 3 }), rest: anyMeasure }), (words, measures) => {
      let least = Number.POSITIVE_INFINITY;
      for (let choice = 0; choice < 1 << (words.length - 1); choice++) {
        const breaks = [...words.keys()].slice(1).filter((index) => (choice >> (index - 1)) & 1);
        least = Math.min(least, demeritsOf(words, [...breaks, words.length], measures));
      }
      expect(demeritsOf(words, breaksOf(words, measures), measures) / least).toBeCloseTo(1, 9);
    }),
  );
});

test("a long word before the end does not leave a gap that better breaks before it can avoid", () => {
  // First fit sets 20+3+20+3+20 | 20+3+20 (37 pt of gap) | 60 … ; setting two words on the first line shares the gap out.
  const words = [20, 20, 20, 20, 20, 60, 20, 20, 20, 20];
  const breaks = breaksOf(words, even(80));
  const worst = Math.max(...ratios(words, breaks, 80));
  const worstFirst = Math.max(...ratios(words, firstFit(tableOf(words), even(80)), 80));
  expect(worst).toBeLessThanOrEqual(worstFirst);
});

test("where no line can be even, none takes all the unevenness", () => {
  // Words that fill two thirds of a line each, with short ones between: every line is loose, but one word alone is never left out of reason.
  const words = [60, 8, 8, 60, 8, 8, 60, 8, 8, 60];
  const found = ratios(words, breaksOf(words, even(90)), 90);
  expect(Math.max(...found)).toBeLessThan(5);
});

test("a shorter first line is taken into account", () => {
  const words = Array.from({ length: 12 }, () => 20);
  const breaks = breaksOf(words, { leading: [66], rest: 89 });
  expect(breaks[0]).toBe(3);
  expect(breaks[1]).toBe(7);
});

test("a word that is wider than the measure stands alone", () => {
  const words = [20, 20, 200, 20, 20];
  const breaks = breaksOf(words, even(80));
  expect(breaks).toEqual([2, 3, 5]);
});

test("a paragraph that fits on one line is one line", () => {
  expect(breaksOf([20, 20, 20], even(70))).toEqual([3]);
});

test("a paragraph too short to be divided between columns gets a line more, or fewer, where that costs little", () => {
  const words = Array.from({ length: 57 }, () => 8);
  expect(breaksOf(words, even(200))).toHaveLength(3);
  expect(breaksOf(words, even(200), 4)).toHaveLength(4);
  expect(breaksOf([20, 20], even(75), 4)).toEqual([2]);
});
