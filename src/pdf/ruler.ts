import type { PageLine } from "./pageLines.ts";

/** PDFium takes a page for horizontal if more than 0.8 of its width between the first and the last character is covered; some margin on top. */
const COVERED_ENOUGH = 0.85;
/** And for vertical if all its text is narrower than two lines like the first are high. */
const NARROWEST_IN_EMS = 8;

/** Share of the em. */
const START_BEFORE = 0.05;

/** A blank as wide as a page's text; lengths in pt from the page's left edge. */
export interface Ruler {
  readonly left: number;
  readonly width: number;
}

/**
 * Finds out whether a page needs a blank across all its text: PDFium decides for a whole page in which direction its lines run, by what the text
 * covers, and holds short lines with much white beside them for vertical ones.
 *
 * @param lines in the order of the content
 * @returns `undefined` if the page needs none
 */
export function rulerFor(lines: readonly PageLine[]): Ruler | undefined {
  const [first] = lines;
  if (first === undefined) return undefined;
  const sorted = [...lines].sort((a, b) => a.left - b.left);
  const left = sorted[0]?.left ?? first.left;
  let right = left;
  let covered = 0;
  for (const line of sorted) {
    covered += Math.max(0, line.right - Math.max(right, line.left));
    right = Math.max(right, line.right);
  }
  const narrowest = NARROWEST_IN_EMS * first.largest;
  if (covered >= COVERED_ENOUGH * (right - left) && right - left >= narrowest) return undefined;
  // PDFium sorts what stands on a line by where it begins: the ruler has to come first.
  const begin = left - START_BEFORE * first.size;
  return { left: begin, width: Math.max(right - begin, narrowest) };
}
