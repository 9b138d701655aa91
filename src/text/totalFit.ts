import type { BreakTable, LineMeasures } from "./breakTable.ts";

/** How word spaces give way, as shares of their natural width: the least allowed, and the width at which a line counts as loose (r = 1). */
const shrinkLimit = 1 / 3;
const stretchUnit = 1 / 2;

/** Demerits, in the manner of TeX's parameters. */
const linePenalty = 10;
const worstBadness = 10_000;
const fitnessDemerits = 10_000;
const shortLastLineDemerits = 25_000;
/** A last line shorter than this share of the measure looks like a widow. */
const shortLastLine = 0.2;

const fitnessClasses = 4;
const tolerance = 1e-6;

/** How a line fills its measure. */
interface LineFit {
  readonly badness: number;
  /** 0 tight, 1 decent, 2 loose, 3 very loose. */
  readonly fitness: number;
}

/**
 * Chooses all breaks of a paragraph together so that its lines are as even as can be: Knuth and Plass, “Breaking Paragraphs into Lines”,
 * Software: Practice and Experience 11 (1981), with word spaces as the only glue. Every measure has a solution: a line that no
 * stretching fills well costs much, and one that is too long stands alone.
 */
export function totalFit(table: BreakTable, measures: LineMeasures): number[] {
  const count = table.offsets.length;
  const cost = new Float64Array(count * fitnessClasses).fill(Number.POSITIVE_INFINITY);
  const cameFrom = new Int32Array(count * fitnessClasses).fill(-1);
  cost[1] = 0;
  for (let to = 1; to < count; to++) {
    for (let from = to - 1; from >= 0; from--) {
      const measure = from === 0 ? measures.first : measures.rest;
      const isOnly = from === to - 1;
      if (!isOnly && leastWidth(table, from, to) > measure + tolerance) break;
      extend(table, from, to, measure, cost, cameFrom);
    }
  }
  return traceBack(cost, cameFrom, count);
}

/** pt of the line with its word spaces as narrow as they may be. */
function leastWidth(table: BreakTable, from: number, to: number): number {
  return naturalWidth(table, from, to) - spaceWidth(table, from, to) * shrinkLimit;
}

function naturalWidth({ start, inkEnd }: BreakTable, from: number, to: number): number {
  return (inkEnd[to] ?? 0) - (start[from] ?? 0);
}

function spaceWidth({ spaceWidthAtInkEnd, spaceWidthAtStart }: BreakTable, from: number, to: number): number {
  return (spaceWidthAtInkEnd[to] ?? 0) - (spaceWidthAtStart[from] ?? 0);
}

/** Takes the line from one break to the other into account, after each way of reaching its start. */
function extend(table: BreakTable, from: number, to: number, measure: number, cost: Float64Array, cameFrom: Int32Array): void {
  const isLast = to === table.offsets.length - 1;
  const { badness, fitness } = fitOf(naturalWidth(table, from, to), spaceWidth(table, from, to), measure, isLast);
  const short = isLast && from > 0 && naturalWidth(table, from, to) < measure * shortLastLine ? shortLastLineDemerits : 0;
  const demerits = (linePenalty + badness) ** 2 + short;
  for (let before = 0; before < fitnessClasses; before++) {
    const soFar = cost[from * fitnessClasses + before] ?? Number.POSITIVE_INFINITY;
    if (soFar === Number.POSITIVE_INFINITY) continue;
    const contrast = from > 0 && Math.abs(before - fitness) > 1 ? fitnessDemerits : 0;
    const total = soFar + demerits + contrast;
    const at = to * fitnessClasses + fitness;
    if (total < (cost[at] ?? 0)) {
      cost[at] = total;
      cameFrom[at] = from * fitnessClasses + before;
    }
  }
}

function fitOf(natural: number, space: number, measure: number, isLast: boolean): LineFit {
  const room = measure - natural;
  if (isLast && room >= 0) return { badness: 0, fitness: 1 };
  if (room < -space * shrinkLimit - tolerance) return { badness: worstBadness * 10, fitness: 0 };
  if (space <= 0) return { badness: room <= tolerance ? 0 : worstBadness, fitness: 3 };
  const ratio = room / (space * (room < 0 ? shrinkLimit : stretchUnit));
  const badness = Math.min(worstBadness, 100 * Math.abs(ratio) ** 3);
  return { badness, fitness: ratio < -0.5 ? 0 : ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3 };
}

function traceBack(cost: Float64Array, cameFrom: Int32Array, count: number): number[] {
  let at = (count - 1) * fitnessClasses;
  for (let fitness = 1; fitness < fitnessClasses; fitness++) {
    const other = (count - 1) * fitnessClasses + fitness;
    if ((cost[other] ?? 0) < (cost[at] ?? 0)) at = other;
  }
  const breaks: number[] = [];
  for (; at >= fitnessClasses; at = cameFrom[at] ?? 0) breaks.push(Math.floor(at / fitnessClasses));
  return breaks.reverse();
}
