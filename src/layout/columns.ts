import type { ComputedStyle } from "../style/index.ts";
import { resolveLength } from "./boxModel.ts";
import { measureColumns, measureSolid, tolerance, type ColumnMeasure } from "./columnMeasure.ts";
import { breakLevel, type BreakLevel, type ColumnGeometry, type Fragment, type Galley, type RowStrip, type Strip } from "./strips.ts";

/** What a row's columns took. */
export interface RowFill {
  /** pt that a grid moves all columns down together, so that the lines between them begin with the text. */
  readonly shift: number;
  readonly columns: readonly Fragment[];
  /** pt of the tallest column. */
  readonly height: number;
  /** The strip that comes first on the next page; `undefined` where the row ends here. */
  readonly next: number | undefined;
  readonly overflowing: readonly Strip[];
}

/** How exactly the least height of balanced columns is looked for before it snaps to a real column's height; pt. */
const balancePrecision = 0.01;

export function isMulticol(style: ComputedStyle): boolean {
  return style.display === "block" && (style.columnCount !== "auto" || style.columnWidth !== "auto");
}

/**
 * How many columns there are and how wide (CSS Multi-column Layout 1, section 3.4); never one narrower than a point.
 *
 * @param x pt of the content box's left edge
 * @param width pt of the content box
 */
export function columnGeometry(style: ComputedStyle, x: number, width: number): ColumnGeometry {
  const gap = style.columnGap === "normal" ? style.fontSize : resolveLength(style.columnGap, width);
  const fitting = style.columnWidth === "auto" ? Number.POSITIVE_INFINITY : Math.floor((width + gap) / (Math.max(1, style.columnWidth) + gap));
  const asked = style.columnCount === "auto" ? fitting : Math.min(style.columnCount, fitting);
  const most = Math.floor((width + gap) / (1 + gap));
  const count = Math.max(1, Math.min(asked, most));
  return { x, width, count, gap, style, columnWidth: (width - gap * (count - 1)) / count };
}

/** pt from the galley's left edge to the left edge of the column read as number `index` (from 0): from the right in RTL. */
export function columnLeft(geometry: ColumnGeometry, index: number): number {
  const place = geometry.style.direction === "rtl" ? geometry.count - 1 - index : index;
  return geometry.x + place * (geometry.columnWidth + geometry.gap);
}

/** Where a row's columns stand on the page. */
export interface RowPlace {
  /** pt from the top of the page's content. */
  readonly top: number;
  /** pt of height; endless where nothing limits it: more forced breaks than columns then say nothing. */
  readonly room: number;
}

interface ColumnSpan {
  readonly start: number;
  readonly end: number;
  readonly level: BreakLevel;
  /** What fits no column, or would fit but for the grid, stands at its column's top. */
  readonly offGrid?: true;
}

/**
 * Fills a row's columns with what comes next. Where all the rest fits, the columns are balanced (`column-fill: balance`): the least
 * height at which it fits, found by bisection over the galley's offsets without composing anything again, and within that height
 * as even as the break places allow, the last column the shortest. Margins at the head of a column fall away, so that first
 * baselines stand on one line.
 *
 * @param from the strip to begin with
 * @param maxLevel the worst break allowed between columns
 * @param overflow whether what fits no column may stick out of one
 */
export function fillRow(row: RowStrip, from: number, { top, room }: RowPlace, maxLevel: BreakLevel, overflow: boolean): RowFill {
  const { galley, to } = row;
  const { count, style } = row.columns;
  const measure = measureColumns(galley, top);
  const overflowing: Strip[] = [];
  const finite = Number.isFinite(room) ? room : measure.heightOf(from, to);
  let spans = takeColumns(galley, measure, from, to, count, finite, maxLevel, overflow ? overflowing : undefined);
  if (spans.at(-1)?.end === to) {
    const fitting = spans.every(({ offGrid }) => offGrid !== true);
    if (fitting && style.columnFill === "balance" && count > 1) spans = balance(galley, measure, from, to, count, spans);
  } else if (!Number.isFinite(room)) {
    spans = [{ start: skipSpace(galley, from, to), end: to, level: breakLevel.free }];
  }
  const end = spans.at(-1)?.end ?? from;
  const placed = spans.map((span) => columnFragment(galley, measure, span));
  const shift = sharedShift(placed);
  const columns = shift > 0 ? placed.map((column) => raised(column, shift)) : placed;
  const height = columns.reduce((most, column) => Math.max(most, column.height), 0);
  return { shift, columns, height, next: end === to ? undefined : end, overflowing };
}

/** pt that the first strips of all columns have moved down; rounding, which may have moved them up, aside. */
function sharedShift(columns: readonly Fragment[]): number {
  const least = columns.reduce((most, column) => Math.min(most, column.tops[0] ?? 0), Number.POSITIVE_INFINITY);
  return Number.isFinite(least) ? Math.max(0, least) : 0;
}

function raised(column: Fragment, by: number): Fragment {
  return { ...column, tops: column.tops.map((top) => top - by), height: column.height - by };
}

function columnFragment(galley: Galley, onGrid: ColumnMeasure, { start, end, offGrid }: ColumnSpan): Fragment {
  const measure = offGrid === true ? measureSolid(galley) : onGrid;
  return { galley, from: start, to: end, tops: measure.topsOf(start, end), height: measure.heightOf(start, end), rows: [] };
}

/** As many columns as it takes, each filled as far as it goes; fewer than needed where one can take nothing. */
function takeColumns(
  galley: Galley,
  measure: ColumnMeasure,
  from: number,
  to: number,
  count: number,
  room: number,
  maxLevel: BreakLevel,
  overflowing: Strip[] | undefined,
): ColumnSpan[] {
  const spans: ColumnSpan[] = [];
  let position = from;
  while (spans.length < count && position < to) {
    const start = skipSpace(galley, position, to);
    const span = takeColumn(galley, measure, start, to, room, maxLevel) ?? (overflowing && stickOut(galley, start, to, room, overflowing));
    if (span === undefined) break;
    spans.push(span);
    position = span.end;
  }
  return spans;
}

/** One column: to the last place that fits, of those the one that offends least. */
function takeColumn(galley: Galley, measure: ColumnMeasure, start: number, to: number, room: number, maxLevel: BreakLevel): ColumnSpan | undefined {
  const reachable = measure.furthest(start, to, room);
  const forced = firstForced(galley, start, to);
  if (forced !== undefined && forced <= reachable) return { start, end: forced, level: breakLevel.free };
  if (reachable === to) return { start, end: to, level: breakLevel.free };
  const solid = firstSolid(galley, start, to);
  let best: ColumnSpan | undefined;
  for (let end = reachable; end > solid; end--) {
    const level = galley.strips[end]?.level ?? breakLevel.structural;
    if (level > maxLevel || (best !== undefined && level >= best.level)) continue;
    best = { start, end, level };
    if (level === breakLevel.free) break;
  }
  return best;
}

/** The strip that fits nowhere takes a column of its own, together with the edges around it. */
function stickOut(galley: Galley, start: number, to: number, room: number, overflowing: Strip[]): ColumnSpan {
  let end = firstSolid(galley, start, to);
  while (end < to && galley.strips[end]?.kind === "edge") end++;
  const strip = galley.strips[end];
  if (strip !== undefined && end < to && measureSolid(galley).heightOf(start, end + 1) > room + tolerance) overflowing.push(strip);
  end = Math.min(to, end + 1);
  while (end < to && (galley.strips[end]?.kind === "close" || galley.strips[end]?.kind === "edge")) end++;
  return { start, end, level: breakLevel.structural, offGrid: true };
}

function firstForced(galley: Galley, start: number, to: number): number | undefined {
  let low = 0;
  let high = galley.forced.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((galley.forced[middle] ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const found = galley.forced[low];
  return found === undefined || found >= to ? undefined : found;
}

function skipSpace(galley: Galley, from: number, to: number): number {
  let index = from;
  while (index < to && galley.strips[index]?.kind === "space") index++;
  return index;
}

function firstSolid(galley: Galley, from: number, to: number): number {
  let index = from;
  while (index < to) {
    const kind = galley.strips[index]?.kind;
    if (kind !== "space" && kind !== "open" && kind !== "close") break;
    index++;
  }
  return index;
}

/** @param greedy columns that hold everything, each as full as it can be */
function balance(galley: Galley, measure: ColumnMeasure, from: number, to: number, count: number, greedy: ColumnSpan[]): ColumnSpan[] {
  const level = greedy.reduce<BreakLevel>((most, span) => (span.level > most ? span.level : most), breakLevel.free);
  const heightsOf = (spans: readonly ColumnSpan[]): number => spans.reduce((most, span) => Math.max(most, measure.heightOf(span.start, span.end)), 0);
  const fitInto = (start: number, columns: number, height: number): ColumnSpan[] | undefined => {
    const spans = takeColumns(galley, measure, start, to, columns, height, level, undefined);
    return start >= to || spans.at(-1)?.end === to ? spans : undefined;
  };
  let best = greedy;
  let low = measureSolid(galley).heightOf(skipSpace(galley, from, to), to) / count;
  let high = heightsOf(greedy);
  while (high - low > balancePrecision) {
    const middle = (low + high) / 2;
    const spans = fitInto(from, count, middle);
    if (spans === undefined) {
      low = middle;
    } else {
      best = spans;
      high = Math.min(middle, heightsOf(spans));
    }
  }
  return firstForced(galley, from, to) === undefined ? even(best, high) : best;

  function even(spans: ColumnSpan[], height: number): ColumnSpan[] {
    const evened: ColumnSpan[] = [];
    let start = skipSpace(galley, from, to);
    for (let left = count; left > 1 && start < to; left--) {
      const fullest = takeColumn(galley, measure, start, to, height, level);
      if (fullest === undefined) return spans;
      const chosen = leastHolding(fullest, left - 1);
      evened.push(chosen);
      start = skipSpace(galley, chosen.end, to);
    }
    if (start < to) evened.push({ start, end: to, level: breakLevel.free });
    return evened.every((span) => measure.heightOf(span.start, span.end) <= height + tolerance) ? evened : spans;
  }

  /** The shortest column, no longer than the fullest one, that is at least as high as the rest in the columns after it. */
  function leastHolding(fullest: ColumnSpan, columnsAfter: number): ColumnSpan {
    const { start } = fullest;
    const ends: number[] = [];
    for (let end = firstSolid(galley, start, to) + 1; end < fullest.end; end++) {
      if ((galley.strips[end]?.level ?? breakLevel.structural) <= level) ends.push(end);
    }
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const end = ends[middle] ?? fullest.end;
      if (fitInto(skipSpace(galley, end, to), columnsAfter, measure.heightOf(start, end)) === undefined) low = middle + 1;
      else high = middle;
    }
    return { ...fullest, end: ends[low] ?? fullest.end };
  }
}
