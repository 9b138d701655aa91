import type { ComputedStyle } from "../style/index.ts";
import { strutOf, type InlineFonts, type Strut } from "./inlineContent.ts";

/** The lines that text of a page stands on; all pt, counted from the top of the page's content area. */
export interface BaselineGrid {
  readonly step: number;
  /** A line of the grid: the first one fills the top of the page, its baseline `above` below it. */
  readonly line: Strut;
}

/** What of a strip comes to stand on the grid: a baseline, pt below the strip's top. */
export interface SnapPoint {
  readonly grid: BaselineGrid;
  readonly baseline: number;
}

/** The grid that a style's lines stand on. */
export type GridOf = (style: ComputedStyle) => BaselineGrid | undefined;

/** Rounding by which a baseline may have passed a line of the grid and yet stands on it; pt. */
const tolerance = 1e-4;
/** How much higher than the grid's line one may be and still count as no higher, so that 1.32 times 11 pt is 14.5 pt; pt. */
const heightSlack = 0.1;

/**
 * The grids of a document. There is one for each step, wherever it is declared, so that all text of one step agrees on a page: its first
 * line is one of the root's font that is as high as the step, or as the root's own line if that is a whole number of steps.
 */
export function openBaselineGrids(root: ComputedStyle, fonts: InlineFonts): GridOf {
  const grids = new Map<number, BaselineGrid>();
  return ({ baselineGrid: step }) => {
    if (step === "none") return undefined;
    let grid = grids.get(step);
    if (grid === undefined) {
      grid = { step, line: strutOf({ ...root, lineHeight: isMultiple(root.lineHeight, step) ? root.lineHeight : step }, fonts) };
      grids.set(step, grid);
    }
    return grid;
  };
}

function isMultiple(height: number | "normal", step: number): height is number {
  if (height === "normal") return false;
  const steps = Math.round(height / step);
  return steps > 0 && Math.abs(height - steps * step) < tolerance;
}

/** An inline box on a line, before and after it is raised from the baseline; pt. */
export interface RaisedExtent {
  readonly extent: Strut;
  /** Upwards. */
  readonly rise: number;
}

/**
 * The room that a line takes on a grid. One that is no higher than the grid's line takes no more room than that above or below its
 * baseline, whatever its fonts: half-leading differs from font to font, and would cost lines of one height a whole step wherever the
 * font changes. What is raised or lowered by less than half of the line does not count, so that references and exponents keep their lines
 * on the grid.
 *
 * @param extent of the whole line box
 * @param boxes the line's strut and what stands on it
 */
export function extentOnGrid(grid: BaselineGrid, extent: Strut, boxes: Iterable<RaisedExtent>): Strut {
  const { above, below } = grid.line;
  const height = above + below;
  let tallest = 0;
  for (const { extent: own, rise } of boxes) {
    const moved = Math.abs(rise);
    tallest = Math.max(tallest, own.above + own.below + (moved < height / 2 ? 0 : moved));
  }
  if (tallest > height + heightSlack) return extent;
  return { above: Math.min(extent.above, above), below: Math.min(extent.below, below) };
}

/** How far down a strip moves to stand on its grid, pt. @param top pt of where it would stand, from the top of the page's content */
export function shiftToGrid({ grid, baseline }: SnapPoint, top: number): number {
  const passed = top + baseline - grid.line.above;
  return Math.ceil((passed - tolerance) / grid.step) * grid.step - passed;
}
