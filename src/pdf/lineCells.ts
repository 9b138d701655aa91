import type { FontFace } from "../fonts/index.ts";
import type { GlyphRun } from "../text/index.ts";
import type { CellStore, GlyphCell } from "./glyphCells.ts";
import { cellsOfRun, RIGHT_TO_LEFT_OVERLAP } from "./glyphCells.ts";

/** A line cut into cells, one for each character, in visual order from left to right. */
export interface LineCells<Tag> {
  readonly cells: readonly GlyphCell[];
  /** The run of each cell. */
  readonly runs: readonly GlyphRun<Tag>[];
  /** pt from the line's left edge to each cell's. */
  readonly lefts: readonly number[];
  /** In the order of the text. */
  readonly stretches: readonly RunCells<Tag>[];
}

/** The cells of one run. */
export interface RunCells<Tag> {
  readonly run: GlyphRun<Tag>;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** Whether the run's text runs from right to left. */
export function isRightToLeft(run: GlyphRun | undefined): boolean {
  return run !== undefined && run.level % 2 === 1;
}

/** pt */
export function widthOf(cell: GlyphCell, run: GlyphRun): number {
  return (cell.width * run.size) / run.face.unitsPerEm;
}

/** pt */
export function widthOfAll(cells: readonly GlyphCell[], run: GlyphRun): number {
  return cells.reduce((sum, cell) => sum + widthOf(cell, run), 0);
}

/**
 * Cuts a line into cells.
 *
 * @param runs the line's glyph runs in visual order
 * @param text the line's text in logical order
 */
export function cutLine<Tag>(runs: readonly GlyphRun<Tag>[], text: string, storeOf: (face: FontFace) => CellStore): LineCells<Tag> {
  const cells: GlyphCell[] = [];
  const runOfCell: GlyphRun<Tag>[] = [];
  const lefts: number[] = [];
  const stretches: RunCells<Tag>[] = [];
  for (const run of runs) {
    const from = cells.length;
    const scale = run.size / run.face.unitsPerEm;
    const overlap = isRightToLeft(run) ? RIGHT_TO_LEFT_OVERLAP : 0;
    let units = 0;
    for (const cell of cellsOfRun(run, text, storeOf(run.face))) {
      cells.push(cell);
      runOfCell.push(run);
      lefts.push(run.x + units * scale);
      units += cell.width - overlap;
    }
    stretches.push({ run, from, to: cells.length });
  }
  if (stretches.length > 1) stretches.sort((a, b) => a.run.start - b.run.start);
  return { cells, runs: runOfCell, lefts, stretches };
}
