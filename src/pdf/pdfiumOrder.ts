import type { GlyphCell } from "./glyphCells.ts";
import type { LineCells } from "./lineCells.ts";
import { widthOf } from "./lineCells.ts";

/**
 * PDFium sorts what stands on a line by where it begins and cuts the text into segments of one class of characters. In a document whose
 * reading direction is right to left, it then reads the segments from the last to the first and turns round the right-to-left ones, and
 * neutral ones after them. So it misreads a left-to-right stretch of more than one segment, unless it is made to find the last one first.
 */
type SegmentClass = "right" | "left" | "weak" | "neutral";

/** A range of cells. */
export interface Segment {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** A segment, and where it is to be sorted in: pt from the line's left edge; `undefined` where it stands. */
export interface SortedSegment extends Segment {
  readonly place: number | undefined;
}

/** Share of the em between the places at which the segments of a stretch are sorted in: several of the pen's steps. */
const STEP = 0.005;

function segmentClassOf({ kind }: GlyphCell): SegmentClass {
  switch (kind) {
    case "right":
    case "left":
      return kind;
    case "number":
    case "mark":
    case "format":
      return "weak";
    case "space":
    case "neutral":
      return "neutral";
  }
}

/** Cuts left-to-right cells where PDFium begins another segment, and before and after spaces. */
function cutSegments(cells: readonly GlyphCell[], from: number, to: number): Segment[] {
  const segments: { from: number; to: number }[] = [];
  let current: SegmentClass | undefined;
  let isSpace = false;
  for (let index = from; index < to; index++) {
    const cell = cells[index];
    if (cell === undefined) continue;
    const kind = segmentClassOf(cell);
    const last = segments.at(-1);
    if (last !== undefined && kind === current && (cell.kind === "space") === isSpace) last.to = index + 1;
    else segments.push({ from: index, to: index + 1 });
    current = kind;
    isSpace = cell.kind === "space";
  }
  return segments;
}

/** How many segments stand in a row, spaces apart, at the stretch's end and at most before that. */
function longestRows(cells: readonly GlyphCell[], segments: readonly Segment[]): { readonly last: number; readonly before: number } {
  let before = 0;
  let row = 0;
  for (const { from } of segments) {
    if (cells[from]?.kind !== "space") {
      row++;
      continue;
    }
    before = Math.max(before, row);
    row = 0;
  }
  return { last: row, before };
}

/**
 * Finds out in how many operators a left-to-right stretch of a right-to-left line has to be shown for PDFium to read it, and where those are to
 * begin. Words that are one segment each can be put in order, and a last one of two; a stretch with others is left in one: PDFium would read
 * spaces in it. All places are at the stretch's right end, where the last segment ends and poppler is not troubled by what stands there.
 *
 * @param from the cells `from` to `to` (exclusive)
 * @returns in the order of the text; a single one where nothing needs doing or nothing can be done
 */
export function sortSegments<Tag>(line: LineCells<Tag>, from: number, to: number): SortedSegment[] {
  const whole = { from, to, place: undefined };
  const segments = cutSegments(line.cells, from, to);
  const last = segments.at(-1);
  const run = line.runs[from];
  if (segments.length < 2 || last === undefined || run === undefined) return [whole];
  const rows = longestRows(line.cells, segments);
  if (rows.before > 1 || rows.last > 2 || rows.last === 0) return [whole];

  const lastCell = line.cells[last.to - 1];
  const right = (line.lefts[last.to - 1] ?? 0) + (lastCell === undefined ? 0 : widthOf(lastCell, run));
  return segments.map((segment, index) => ({ ...segment, place: segment === last ? undefined : right - (index + 1) * run.size * STEP }));
}
