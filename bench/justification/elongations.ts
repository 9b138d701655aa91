import { elongationsOf } from "../../tests/text/elongations.ts";
import type { Line } from "../../src/text/index.ts";
import { overlap, type Extent } from "./extent.ts";

/** How much a column is elongated. */
export interface ElongationFigures {
  /** In a hundred words. */
  readonly count: number;
  /** pt */
  readonly longest: number;
  /** Elongations that stand directly below another and overlap it, in a hundred words. */
  readonly stacked: number;
}

/**
 * Counts a column's elongations.
 *
 * @param blocks stretches of lines without a gap, each line the extents of its elongations
 * @param words of the column
 */
export function countElongations(blocks: readonly (readonly (readonly Extent[])[])[], words: number): ElongationFigures {
  const all = blocks.flat(2);
  let stacked = 0;
  for (const block of blocks) {
    for (const [index, extents] of block.entries()) {
      const above = block[index - 1] ?? [];
      stacked += extents.filter((extent) => above.some((other) => overlap(extent, other))).length;
    }
  }
  return {
    count: (all.length / words) * 100,
    longest: all.reduce((most, [left, right]) => Math.max(most, right - left), 0),
    stacked: (stacked / words) * 100,
  };
}

/** Where on a composed line, pt from its left edge, words have been elongated. */
export function extensionsOf(line: Line): Extent[] {
  return elongationsOf(line).map(({ x, width }) => [x, x + width]);
}
