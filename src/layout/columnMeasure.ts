import { shiftToGrid } from "./baselineGrid.ts";
import type { Galley, Strip } from "./strips.ts";

/** Rounding that a fit may be off by; pt. */
export const tolerance = 1e-4;

/** How much room a galley's strips take in columns that all begin at one height; pt. */
export interface ColumnMeasure {
  /** From a column's top to each strip's top where it begins with `start`. */
  readonly topsOf: (start: number, end: number) => Float64Array;
  /** From a column's top to the bottom of the strip before `end`. */
  readonly heightOf: (start: number, end: number) => number;
  /** The last strip up to which everything from `start` fits. @param room pt */
  readonly furthest: (start: number, to: number, room: number) => number;
}

/** pt of a strip's top where the strip before it ends at `y`, which is counted from the top of the page's content. */
export function topOfStrip(strip: Strip, y: number): number {
  if (strip.kind !== "line" && strip.kind !== "monolith") return y;
  return strip.snap === undefined ? y : y + shiftToGrid(strip.snap, y);
}

/**
 * Measures columns.
 *
 * @param top pt of where they begin, from the top of the page's content: what stands on a grid takes more room or less, depending on that
 */
export function measureColumns(galley: Galley, top: number): ColumnMeasure {
  return galley.snaps ? measureOnGrid(galley, top) : measureSolid(galley);
}

/** Without a grid a strip takes the same room everywhere, so that the galley's offsets tell it all. */
export function measureSolid(galley: Galley): ColumnMeasure {
  const { offsets, reach } = galley;
  const heightOf = (start: number, end: number): number => (offsets[end] ?? 0) - (offsets[start] ?? 0);
  return {
    heightOf,
    topsOf: (start, end) => {
      const tops = new Float64Array(end - start);
      for (let index = start; index < end; index++) tops[index - start] = heightOf(start, index);
      return tops;
    },
    furthest: (start, to, room) => {
      const limit = (offsets[start] ?? 0) + room + tolerance;
      return lastWithin(start, to, (index) => (reach[index] ?? 0) <= limit);
    },
  };
}

/** The strips from one on, as far as they have been looked at; all from the column's top. */
interface Walk {
  readonly tops: number[];
  /** Where the strips before each one end, one more than `tops`; and the running maximum of that. */
  readonly ends: number[];
  readonly reach: number[];
}

function measureOnGrid(galley: Galley, top: number): ColumnMeasure {
  /** By the strip begun with: balancing asks for the same ones again and again. */
  const walks = new Map<number, Walk>();

  const walkFrom = (start: number): Walk => {
    let walk = walks.get(start);
    if (walk === undefined) walks.set(start, (walk = { tops: [], ends: [0], reach: [0] }));
    return walk;
  };
  const step = (walk: Walk, start: number): void => {
    const strip = galley.strips[start + walk.tops.length];
    if (strip === undefined) throw new Error("a column goes on past its galley's end");
    const stripTop = topOfStrip(strip, top + (walk.ends.at(-1) ?? 0)) - top;
    const end = stripTop + strip.height;
    walk.tops.push(stripTop);
    walk.ends.push(end);
    walk.reach.push(Math.max(walk.reach.at(-1) ?? 0, end));
  };
  const walkTo = (start: number, end: number): Walk => {
    const walk = walkFrom(start);
    while (walk.tops.length < end - start) step(walk, start);
    return walk;
  };

  return {
    topsOf: (start, end) => Float64Array.from(walkTo(start, end).tops.slice(0, end - start)),
    heightOf: (start, end) => walkTo(start, end).ends[end - start] ?? 0,
    furthest: (start, to, room) => {
      const walk = walkFrom(start);
      const limit = room + tolerance;
      while (start + walk.tops.length < to && (walk.reach.at(-1) ?? 0) <= limit) step(walk, start);
      return lastWithin(start, Math.min(to, start + walk.tops.length), (index) => (walk.reach[index - start] ?? 0) <= limit);
    },
  };
}

/** The last index from `low` to `high` that is within, by bisection; `low` counts as within. */
function lastWithin(low: number, high: number, isWithin: (index: number) => boolean): number {
  let within = low;
  let last = high;
  while (within < last) {
    const middle = (within + last + 1) >> 1;
    if (isWithin(middle)) within = middle;
    else last = middle - 1;
  }
  return within;
}
