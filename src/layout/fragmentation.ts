import { tolerance, topOfStrip } from "./columnMeasure.ts";
import { fillRow, type RowFill, type RowPlace } from "./columns.ts";
import { breakLevel, type BreakLevel, type Fragment, type Galley, type RowFragment, type Strip } from "./strips.ts";

/** Where a page takes over: a strip, and how far inside it where that is a row. */
export interface Cursor {
  readonly index: number;
  /** Strip of the row's own galley. */
  readonly within: number | undefined;
  /** The break was forced, or nothing came before: margins after it stay. */
  readonly keepsMargin: boolean;
}

/** One page's share of a galley. */
export interface PageShare {
  readonly fragment: Fragment;
  /** Where the rest goes on; `undefined` at the end. */
  readonly next: Cursor | undefined;
  /** Strips that stick out because nothing could break them. */
  readonly overflowing: readonly Strip[];
}

const levels: readonly BreakLevel[] = [0, 1, 2, 3, 4];

/**
 * Takes as much of a galley as a page holds. Breaks come at the last place that fits and offends no rule; where there is none, the
 * rules are given up one after another (CSS Fragmentation 3, section 4.4): `break-inside: avoid`, `break-before` and `break-after:
 * avoid` (and with them headings kept with their text), orphans and widows, edges kept with content. What still doesn't fit sticks out.
 *
 * @param available pt of the page's content height
 */
export function takePage(galley: Galley, start: Cursor, available: number): PageShare {
  for (const level of levels) {
    const share = tryPage(galley, start, available, level, false);
    if (share !== undefined) return share;
  }
  const share = tryPage(galley, start, available, breakLevel.structural, true);
  if (share === undefined) throw new Error("a page took nothing");
  return share;
}

interface Candidate {
  readonly index: number;
  readonly rowCount: number;
}

function tryPage(galley: Galley, start: Cursor, available: number, level: BreakLevel, overflow: boolean): PageShare | undefined {
  const { strips } = galley;
  const tops: number[] = [];
  /** Where what comes before each strip ends. */
  const ends: number[] = [];
  const rows: RowFragment[] = [];
  const overflowing: Strip[] = [];
  let y = 0;
  let solid = false;
  /** Something sticks out already: only what closes the boxes around it still comes on this page. */
  let stuck = false;
  let candidate: Candidate | undefined;
  let within = start.within;

  const share = (to: number, rowCount: number, next: Cursor | undefined): PageShare => {
    const height = ends[to - start.index] ?? y;
    const fragment = { galley, from: start.index, to, tops: Float64Array.from(tops.slice(0, to - start.index)), height, rows: rows.slice(0, rowCount) };
    return { fragment, next, overflowing };
  };
  const breakBefore = (index: number, rowCount: number, forced: boolean): PageShare =>
    share(index, rowCount, { index, within: undefined, keepsMargin: forced });

  for (let index = start.index; index < strips.length; index++) {
    const strip = strips[index];
    if (strip === undefined) break;
    if (stuck && strip.kind !== "close" && strip.kind !== "space" && strip.kind !== "edge") return breakBefore(index, rows.length, false);
    if (solid && strip.forced === "page") return breakBefore(index, rows.length, true);
    if (solid && strip.level <= level) candidate = { index, rowCount: rows.length };
    ends.push(y);
    const top = topOfStrip(strip, y);
    // What fits no page but for the grid stands where the page begins.
    const snaps = !overflow || solid || top + strip.height <= available + tolerance;
    if (snaps) y = top;
    tops.push(y);

    switch (strip.kind) {
      case "space":
        if (solid) y += strip.height;
        else if (start.keepsMargin) y += index === start.index && strip.forced !== undefined ? strip.own : strip.height;
        break;
      case "open":
      case "close":
        break;
      case "edge":
      case "line":
      case "monolith":
        if (y + strip.height > available + tolerance) {
          if (candidate !== undefined) return breakBefore(candidate.index, candidate.rowCount, false);
          if (!overflow) return undefined;
          if (!stuck) overflowing.push(strip);
          stuck = true;
        }
        y += strip.height;
        solid = true;
        break;
      case "row": {
        const from = within ?? strip.from;
        within = undefined;
        const room = available - y;
        // A row that starts its page finds no more room on the next one: its columns may break where they otherwise wouldn't.
        const columnLevel = solid && !overflow ? level : breakLevel.structural;
        const filled = room > tolerance || overflow ? fillBefore(strips, index, from, { top: y, room }, columnLevel, overflow) : undefined;
        const taken = filled !== undefined && filled.columns.length > 0 && (filled.next === undefined || strip.insideLevel <= level);
        if (!taken) {
          return candidate === undefined ? undefined : breakBefore(candidate.index, candidate.rowCount, false);
        }
        rows.push(rowFragment(strip, index, filled));
        overflowing.push(...filled.overflowing);
        tops[index - start.index] = y + filled.shift;
        y += filled.shift + filled.height;
        solid = true;
        if (filled.next !== undefined) {
          return share(index + 1, rows.length, { index, within: filled.next, keepsMargin: false });
        }
        break;
      }
    }
  }
  return share(strips.length, rows.length, undefined);
}

/** Fills the row at `index`; where it ends here, the edges of the boxes that end with it must fit as well, or its last lines go on. */
function fillBefore(strips: readonly Strip[], index: number, from: number, place: RowPlace, level: BreakLevel, overflow: boolean): RowFill | undefined {
  const row = strips[index];
  if (row?.kind !== "row") return undefined;
  let tail = 0;
  for (let after = index + 1; strips[after]?.kind === "edge" || strips[after]?.kind === "close"; after++) tail += strips[after]?.height ?? 0;
  const filled = fillRow(row, from, place, level, overflow);
  if (tail === 0 || filled.next !== undefined || filled.shift + filled.height + tail <= place.room + tolerance) return filled;
  const shorter = fillRow(row, from, { ...place, room: place.room - tail }, level, false);
  return shorter.columns.length > 0 ? shorter : filled;
}

function rowFragment(strip: RowFragment["strip"], index: number, filled: RowFill): RowFragment {
  return { strip, index, columns: filled.columns, height: filled.height };
}

/**
 * Places a whole galley in one piece, as in a box that never breaks; forced breaks in it say nothing.
 *
 * @param from the first strip that counts
 * @param place where it stands on the grid, and the room that rows of columns may fill; what doesn't fit sticks out
 */
export function placeWhole(galley: Galley, from: number, { top, room }: RowPlace): Fragment {
  const { strips } = galley;
  const tops = new Float64Array(strips.length - from);
  const rows: RowFragment[] = [];
  let y = 0;
  for (let index = from; index < strips.length; index++) {
    const strip = strips[index];
    if (strip === undefined) break;
    y = topOfStrip(strip, top + y) - top;
    tops[index - from] = y;
    if (strip.kind === "row") {
      const filled = wholeRow(strip, { top: top + y, room: room - y });
      rows.push(rowFragment(strip, index, filled));
      tops[index - from] = y + filled.shift;
      y += filled.shift + filled.height;
    } else {
      y += strip.height;
    }
  }
  return { galley, from, to: strips.length, tops, height: y, rows };
}

function wholeRow(strip: RowFragment["strip"], place: RowPlace): RowFill {
  for (const level of levels) {
    const filled = place.room > 0 ? fillRow(strip, strip.from, place, level, false) : undefined;
    if (filled !== undefined && filled.next === undefined) return filled;
  }
  const endless = fillRow(strip, strip.from, { ...place, room: Number.POSITIVE_INFINITY }, breakLevel.structural, true);
  if (endless.next !== undefined) throw new Error("an endless column did not take everything");
  return endless;
}
