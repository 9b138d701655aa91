import { overlap, type Extent } from "./extent.ts";

/** Lines that a river needs to be one. */
const fewestLines = 3;

/**
 * Counts rivers: word spaces of three or more lines on end, each overlapping the one above. A river that runs on is one; one that divides is as many
 * as it has arms where it becomes one.
 *
 * @param blocks stretches of lines without a gap, each line the extents of its word spaces
 */
export function countRivers(blocks: readonly (readonly (readonly Extent[])[])[]): number {
  let rivers = 0;
  for (const block of blocks) {
    let above: { readonly extent: Extent; readonly length: number }[] = [];
    for (const spaces of block) {
      const row = spaces.map((extent) => ({ extent, length: 1 + Math.max(0, ...above.filter((space) => overlap(space.extent, extent)).map(({ length }) => length)) }));
      rivers += row.filter(({ length }) => length === fewestLines).length;
      above = row;
    }
  }
  return rivers;
}
