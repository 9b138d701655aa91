import { describe, expect, test } from "vitest";
import type { PageLine } from "../../src/pdf/pageLines.ts";
import { linesOf } from "../../src/pdf/pageLines.ts";
import { rulerFor } from "../../src/pdf/ruler.ts";
import { placeTexts, placedPages } from "./placedPages.ts";
import { newspaper, setColumns } from "./columns.ts";
import { exactTexts } from "./extractionTexts.ts";

const lines = ({ document }: ReturnType<typeof setColumns>): PageLine[] => linesOf(document.pages[0]!);

describe("a blank across the page, by which PDFium knows that its lines run across", () => {
  test.each(placedPages.map(([name, texts]) => [name, texts] as const))("is as wide as all text where that leaves much white: %s", (_, texts) => {
    const all = lines(placeTexts(texts));
    const left = Math.min(...all.map((line) => line.left));
    const right = Math.max(...all.map((line) => line.right));
    const covered = Array.from({ length: 1000 }, (__, step) => left + ((right - left) * (step + 0.5)) / 1000).filter((x) => all.some((line) => line.left <= x && x <= line.right)).length / 1000;
    const ruler = rulerFor(all);
    if (ruler === undefined) {
      expect(covered).toBeGreaterThan(0.8);
      return;
    }
    expect(ruler.left).toBeLessThan(left);
    expect(ruler.left + ruler.width).toBeGreaterThanOrEqual(right);
    expect(covered < 0.86 || right - left < 8 * all[0]!.largest).toBe(true);
  });

  test.each([1, 2, 3, 4])("is not there for justified text in %d columns", (columns) => {
    expect(rulerFor(lines(setColumns(exactTexts[0]!.text.paragraphs, { ...newspaper, columns })))).toBeUndefined();
  });

  test("is not there without text", () => {
    expect(rulerFor([])).toBeUndefined();
  });
});
