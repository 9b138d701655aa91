import { describe, expect, test } from "vitest";
import { emStretch } from "../../src/pdf/emStretch.ts";
import { linesOf } from "../../src/pdf/pageLines.ts";
import { newspaper, setColumns, type Setting } from "./columns.ts";
import { exactTexts } from "./extractionTexts.ts";

const sample = exactTexts[0]!.text.paragraphs;
const stretchOf = (setting: Partial<Setting>): number => emStretch(setColumns([...sample, ...sample], { ...newspaper, ...setting }).document.pages.map(linesOf));

describe("the em is stretched", () => {
  test.each([[11, 16, 1], [11, 15.9, 1], [10, 20, 2 / 1.45], [12, 28, 28 / 12 / 1.45]])("until lines of %d pt on %d pt are no farther apart than poppler allows", (size, leading, factor) => {
    expect(stretchOf({ size, leading })).toBeCloseTo(Math.max(1, factor, leading / size / 1.45), 6);
  });

  test.each([[9, 1.2], [7.6, 7.6 / 7.5], [4, 1]])("no further than poppler tells columns apart that are %d pt apart", (gap, most) => {
    expect(stretchOf({ size: 10, leading: 22, gap })).toBeCloseTo(most, 6);
  });

  test("not at all for a document without text", () => {
    expect(emStretch([])).toBe(1);
  });
});
