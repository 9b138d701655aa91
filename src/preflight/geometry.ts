import type { PdfArray } from "./objects.ts";

/** a b c d e f of ISO 32000-1, 8.3.4. */
export type Matrix = readonly [number, number, number, number, number, number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** An upright rectangle in points. */
export interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** Applies `first`, then `second`. */
export function multiply(first: Matrix, second: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [A, B, C, D, E, F] = second;
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

export function matrixOf(numbers: readonly number[] | undefined): Matrix {
  const [a, b, c, d, e, f] = numbers ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined || e === undefined || f === undefined) return identity;
  return [a, b, c, d, e, f];
}

export function pointAt([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** How much larger things become, both directions taken together. */
export function scaleOf([a, b, c, d]: Matrix): number {
  return Math.sqrt(Math.abs(a * d - b * c));
}

/** The box round a rectangle after a transformation. */
export function transformedBox(matrix: Matrix, { left, bottom, right, top }: Box): Box {
  return boxRound([pointAt(matrix, left, bottom), pointAt(matrix, right, bottom), pointAt(matrix, left, top), pointAt(matrix, right, top)]);
}

export function boxRound(points: readonly (readonly [number, number])[]): Box {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    bottom = Math.min(bottom, y);
    right = Math.max(right, x);
    top = Math.max(top, y);
  }
  return { left, bottom, right, top };
}

/** What two boxes have in common; empty where they do not meet. */
export function overlap(one: Box, other: Box): Box {
  return {
    left: Math.max(one.left, other.left), bottom: Math.max(one.bottom, other.bottom), right: Math.min(one.right, other.right), top: Math.min(one.top, other.top),
  };
}

export function isEmpty({ left, bottom, right, top }: Box): boolean {
  return left >= right || bottom >= top;
}

/** A rectangle of four numbers, whichever of its corners come first (ISO 32000-1, 7.9.5). */
export function boxOf(rectangle: PdfArray | undefined): Box | undefined {
  const [x1, y1, x2, y2] = rectangle?.numbers() ?? [];
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return undefined;
  return { left: Math.min(x1, x2), bottom: Math.min(y1, y2), right: Math.max(x1, x2), top: Math.max(y1, y2) };
}

/** Rounded numbers may lie this far apart. */
const tolerance = 0.01;

/** Whether the inner box lies in the outer one. */
export function contains(outer: Box, inner: Box): boolean {
  return inner.left >= outer.left - tolerance && inner.bottom >= outer.bottom - tolerance && inner.right <= outer.right + tolerance && inner.top <= outer.top + tolerance;
}
