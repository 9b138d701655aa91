import type { Page, TextItem } from "../layout/index.ts";

/** A line of text on a page; lengths in pt from the page's left edge. */
export interface PageLine {
  readonly item: TextItem;
  readonly left: number;
  readonly right: number;
  /** Of the smallest and the largest type on it, pt. */
  readonly size: number;
  readonly largest: number;
}

/** A page's lines in reading order, but for empty ones. */
export function linesOf({ items }: Page): PageLine[] {
  const lines: PageLine[] = [];
  for (const item of items) {
    if (item.kind !== "text") continue;
    const first = item.runs[0];
    const last = item.runs.at(-1);
    if (first === undefined || last === undefined) continue;
    let size = first.size;
    let largest = first.size;
    for (const run of item.runs) {
      size = Math.min(size, run.size);
      largest = Math.max(largest, run.size);
    }
    lines.push({ item, left: item.x + first.x, right: item.x + last.x + last.width, size, largest });
  }
  return lines;
}
