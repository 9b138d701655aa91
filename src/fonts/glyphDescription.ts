import type { Point } from "./quadratics.ts";

/** A point of a TrueType contour; between two control points stands an unwritten point of the curve, midway. */
export interface ContourPoint extends Point {
  readonly onCurve: boolean;
}

export type Contour = readonly ContourPoint[];

const ON_CURVE = 0x01;
const X_SHORT = 0x02;
const Y_SHORT = 0x04;
const REPEAT = 0x08;
const X_SAME_OR_POSITIVE = 0x10;
const Y_SAME_OR_POSITIVE = 0x20;
const OVERLAP_SIMPLE = 0x40;

/**
 * Writes a simple glyph description without instructions, padded to four bytes; nothing for no contours.
 *
 * Source: OpenType 1.9, glyf, "Simple Glyph Description".
 *
 * @param contours points of whole font units
 */
export function writeGlyphDescription(contours: readonly Contour[]): Uint8Array {
  const points = contours.flat();
  if (points.length === 0) return new Uint8Array();
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const header = [contours.length, least(xs), least(ys), greatest(xs), greatest(ys)];
  let last = -1;
  const ends = contours.map((contour) => (last += contour.length));
  const words = [...header, ...ends, 0].flatMap(word);
  const { flags, xBytes, yBytes } = coordinates(points);
  const bytes = [...words, ...repeated(flags), ...xBytes, ...yBytes];
  while (bytes.length % 4 !== 0) bytes.push(0);
  return Uint8Array.from(bytes);
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));
const greatest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b));
const word = (value: number): [number, number] => [(value >> 8) & 0xff, value & 0xff];

function coordinates(points: readonly ContourPoint[]): { flags: number[]; xBytes: number[]; yBytes: number[] } {
  const flags: number[] = [];
  const xBytes: number[] = [];
  const yBytes: number[] = [];
  let before: Point = { x: 0, y: 0 };
  for (const [index, point] of points.entries()) {
    const flag = (point.onCurve ? ON_CURVE : 0) | (index === 0 ? OVERLAP_SIMPLE : 0);
    const x = writeDelta(point.x - before.x, X_SHORT, X_SAME_OR_POSITIVE, xBytes);
    const y = writeDelta(point.y - before.y, Y_SHORT, Y_SAME_OR_POSITIVE, yBytes);
    flags.push(flag | x | y);
    before = point;
  }
  return { flags, xBytes, yBytes };
}

function writeDelta(delta: number, short: number, sameOrPositive: number, bytes: number[]): number {
  if (delta === 0) return sameOrPositive;
  if (Math.abs(delta) > 0xff) {
    bytes.push(...word(delta));
    return 0;
  }
  bytes.push(Math.abs(delta));
  return delta > 0 ? short | sameOrPositive : short;
}

/** Runs of the same flag as one flag and a count. */
function repeated(flags: readonly number[]): number[] {
  const written: number[] = [];
  for (let place = 0; place < flags.length; ) {
    const flag = flags[place] ?? 0;
    let count = 1;
    while (count < 0x100 && flags[place + count] === flag) count++;
    if (count > 2) written.push(flag | REPEAT, count - 1);
    else for (let copy = 0; copy < count; copy++) written.push(flag);
    place += count;
  }
  return written;
}
