/**
 * Opens a numbering of headings without gaps (ISO 14289-1, 7.4.2): each gets one level more than the nearest one before it that ranks higher, the first of
 * all 1. So an h3 right after an h1 is of level 2, and so is the h2 after that.
 *
 * @returns gives the level of the next heading by its rank, 1 the highest
 */
export function openHeadingLevels(): (rank: number) => number {
  const open: number[] = [];
  return (rank) => {
    while ((open.at(-1) ?? 0) >= rank) open.pop();
    return open.push(rank);
  };
}
