import type { TextItem } from "../layout/index.ts";
import type { PageLine } from "./pageLines.ts";

/** poppler takes lines for parts of one column as long as their baselines are at most 1.5 em apart; some margin off it. */
const FARTHEST_LINES = 1.45;
/** poppler takes text for another column where the gap is at least 0.7 em; some margin on top. */
const NARROWEST_GUTTER = 0.75;

/**
 * Finds by how much the em of all fonts has to be stretched for poppler to see the lines of a column as one column: no more than that, and 1 where
 * the leading is no wider than poppler believes leading to be. What is drawn stays the same: sizes grow as the glyphs shrink within the em.
 *
 * @param pages each page's lines
 * @returns 1 or more
 */
export function emStretch(pages: readonly (readonly PageLine[])[]): number {
  let wanted = 1;
  let allowed = Number.POSITIVE_INFINITY;
  for (const lines of pages) {
    wanted = Math.max(wanted, widestLeading(lines) / FARTHEST_LINES);
    allowed = Math.min(allowed, narrowestGutter(lines) / NARROWEST_GUTTER);
  }
  return Math.max(1, Math.min(wanted, allowed));
}

/**
 * The distance between lines in ems: the widest within an element, or what is most common between lines of one size that stand one under another;
 * lists and verses have an element to each line.
 */
function widestLeading(lines: readonly PageLine[]): number {
  let widest = 0;
  const counts = new Map<number, number>();
  for (const [index, line] of lines.entries()) {
    const above = lines[index - 1];
    if (above === undefined || above.size !== line.size || above.left > line.right || line.left > above.right) continue;
    const leading = (line.item.baseline - above.item.baseline) / line.size;
    if (leading <= 0) continue;
    if (isSameElement(above.item, line.item)) widest = Math.max(widest, leading);
    const rounded = Math.round(leading * 100) / 100;
    counts.set(rounded, (counts.get(rounded) ?? 0) + 1);
  }
  const [common] = [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), [0, 0]);
  return Math.max(widest, common);
}

function isSameElement(a: TextItem, b: TextItem): boolean {
  return a.role.kind === "content" && b.role.kind === "content" && a.role.structure === b.role.structure;
}

/** The narrowest gap between lines that stand side by side, in ems. */
function narrowestGutter(lines: readonly PageLine[]): number {
  let narrowest = Number.POSITIVE_INFINITY;
  const sorted = [...lines].sort((a, b) => a.item.baseline - b.item.baseline || a.left - b.left);
  for (const [index, line] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next === undefined || next.item.baseline - line.item.baseline > line.size / 2) continue;
    const gap = Math.max(next.left - line.right, line.left - next.right);
    if (gap > 0) narrowest = Math.min(narrowest, gap / Math.max(line.size, next.size));
  }
  return narrowest;
}
