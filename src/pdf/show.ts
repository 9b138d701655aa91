import type { GlyphRun } from "../text/index.ts";
import type { GlyphCell } from "./glyphCells.ts";
import type { LineCells } from "./lineCells.ts";
import { widthOf, widthOfAll } from "./lineCells.ts";

export const RLM = "\u200f";
export const LRM = "\u200e";

/** What one text-showing operator shows; lengths in pt from the line's left edge. */
export interface Show<Tag> {
  readonly run: GlyphRun<Tag>;
  /** From left to right; none for directional marks by themselves. */
  readonly cells: readonly GlyphCell[];
  readonly left: number;
  readonly width: number;
  /** Directional marks without width, before and after the cells. */
  readonly before: string;
  readonly after: string;
  /** Where pdf.js is to see the string end, pt; absent: where it ends. */
  readonly seenEnd?: number;
  /** The string goes on from left to right with the one before it in the stream. */
  readonly flows?: boolean;
  /** A directional mark that begins the operator elsewhere: PDFium sorts operators by where they begin. */
  readonly mark?: { readonly cell: GlyphCell; readonly at: number };
}

/** The cells `from` to `to` (exclusive), which are of one style and stand side by side, as one string. */
export function showOf<Tag>(line: LineCells<Tag>, from: number, to: number, before = "", after = ""): Show<Tag> | undefined {
  const run = line.runs[from];
  const left = line.lefts[from];
  const first = line.cells[from];
  if (run === undefined || left === undefined || first === undefined) return undefined;
  if (to === from + 1) return { run, cells: [first], left, width: widthOf(first, run), before, after };
  const cells = line.cells.slice(from, to);
  return { run, cells, left, width: widthOfAll(cells, run), before, after };
}
