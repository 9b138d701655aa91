/** A point or a vector, font units. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A cubic Bézier curve: start, two control points, end. */
export type Cubic = readonly [Point, Point, Point, Point];

const MOST_PIECES = 100;

const plus = (a: Point, b: Point): Point => ({ x: a.x + b.x, y: a.y + b.y });
const minus = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y });
const times = (a: Point, factor: number): Point => ({ x: a.x * factor, y: a.y * factor });
const between = (a: Point, b: Point, share: number): Point => plus(a, times(minus(b, a), share));
const length = ({ x, y }: Point): number => Math.hypot(x, y);

/**
 * Approximates a cubic curve by quadratic ones that meet smoothly: each meeting point lies midway between the control points beside it, so that
 * TrueType needs to store the control points alone. The ends keep their tangents.
 *
 * Source: the method of cu2qu (J. Kew, B. Behdad; in fontTools), after A. Dubuc and others.
 *
 * @param tolerance how far, in font units, the result may lie from the cubic at the same parameter
 * @returns the control points, one for each quadratic curve
 */
export function quadraticControls(cubic: Cubic, tolerance: number): Point[] {
  for (let pieces = 1; pieces < MOST_PIECES; pieces++) {
    const controls = pieces === 1 ? singleControl(cubic, tolerance) : splineControls(cubic, pieces, tolerance);
    if (controls) return controls;
  }
  throw new Error(`No quadratic spline of fewer than ${MOST_PIECES} pieces comes within ${tolerance} of a curve`);
}

/** One quadratic curve: its control point lies where the tangents at the ends meet. */
function singleControl([start, first, second, end]: Cubic, tolerance: number): Point[] | undefined {
  const one = minus(first, start);
  const other = minus(end, second);
  const cross = one.x * other.y - one.y * other.x;
  if (cross === 0) return undefined;
  const toEnd = minus(end, start);
  const control = plus(start, times(one, (toEnd.x * other.y - toEnd.y * other.x) / cross));
  const away: Cubic = [zero, minus(between(start, control, 2 / 3), first), minus(between(end, control, 2 / 3), second), zero];
  return staysWithin(away, tolerance) ? [control] : undefined;
}

const zero: Point = { x: 0, y: 0 };

function splineControls(cubic: Cubic, pieces: number, tolerance: number): Point[] | undefined {
  const parts = Array.from({ length: pieces }, (_, index) => partOf(cubic, index / pieces, (index + 1) / pieces));
  const controls = parts.map((part, index) => controlOf(part, index / (pieces - 1)));
  let start = cubic[0];
  let awayAtStart = zero;
  for (const [index, [, first, second, end]] of parts.entries()) {
    const control = controls[index] ?? zero;
    const next = controls[index + 1];
    const meeting = next === undefined ? end : between(control, next, 0.5);
    const awayAtEnd = minus(meeting, end);
    const away: Cubic = [awayAtStart, minus(between(start, control, 2 / 3), first), minus(between(meeting, control, 2 / 3), second), awayAtEnd];
    if (length(awayAtEnd) > tolerance || !staysWithin(away, tolerance)) return undefined;
    start = meeting;
    awayAtStart = awayAtEnd;
  }
  return controls;
}

/** A control point between that which keeps the tangent at the start (share 0) and that which keeps it at the end (share 1). */
function controlOf([start, first, second, end]: Cubic, share: number): Point {
  return between(between(start, first, 1.5), between(end, second, 1.5), share);
}

/** The part of a curve from one parameter to another (by blossoming). */
function partOf(cubic: Cubic, from: number, to: number): Cubic {
  return [blossom(cubic, from, from, from), blossom(cubic, from, from, to), blossom(cubic, from, to, to), blossom(cubic, to, to, to)];
}

function blossom([a, b, c, d]: Cubic, r: number, s: number, t: number): Point {
  const ab = between(a, b, r);
  const bc = between(b, c, r);
  const cd = between(c, d, r);
  return between(between(ab, bc, s), between(bc, cd, s), t);
}

/** Whether a curve whose ends are near the origin stays within a distance of it. */
function staysWithin([start, first, second, end]: Cubic, distance: number): boolean {
  if (length(first) <= distance && length(second) <= distance) return true;
  const middle = times(plus(plus(start, end), times(plus(first, second), 3)), 1 / 8);
  if (length(middle) > distance) return false;
  const tangent = times(minus(plus(end, second), plus(first, start)), 1 / 8);
  return (
    staysWithin([start, between(start, first, 0.5), minus(middle, tangent), middle], distance) &&
    staysWithin([middle, plus(middle, tangent), between(second, end, 0.5), end], distance)
  );
}
