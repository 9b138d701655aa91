/** From left to right, pt. */
export type Extent = readonly [left: number, right: number];

export function overlap([left, right]: Extent, [otherLeft, otherRight]: Extent): boolean {
  return left < otherRight && otherLeft < right;
}
