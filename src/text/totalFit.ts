import type { BreakTable, LineMeasures } from "./breakTable.ts";

/** How word spaces give way, as shares of their natural width: the least allowed, and the width at which a line counts as loose (r = 1). */
const shrinkLimit = 1 / 3;
const stretchUnit = 1 / 2;

/** Demerits, in the manner of TeX's parameters. */
const linePenalty = 10;
const fitnessDemerits = 10_000;
const shortLastLineDemerits = 25_000;
/** A last line shorter than this share of the measure looks like a widow. */
const shortLastLine = 0.2;

const fitnessClasses = 4;
const tolerance = 1e-6;

/**
 * Chooses all breaks of a paragraph together so that its lines are as even as can be: Knuth and Plass, “Breaking Paragraphs into Lines”,
 * Software: Practice and Experience 11 (1981), with word spaces as the only glue. Every measure has a solution: a line that no
 * stretching fills well costs much, and one that is too long stands alone.
 */
export function totalFit(table: BreakTable, measures: LineMeasures): number[] {
  const count = table.offsets.length;
  const paths = openPaths(count);
  leave(paths, 0);
  for (let to = 1; to < count; to++) {
    for (let from = to - 1; from >= 0; from--) {
      const measure = from === 0 ? measures.first : measures.rest;
      const natural = (table.inkEnd[to] ?? 0) - (table.start[from] ?? 0);
      const space = (table.spaceWidthAtInkEnd[to] ?? 0) - (table.spaceWidthAtStart[from] ?? 0);
      if (from < to - 1 && natural - space * shrinkLimit > measure + tolerance) break;
      const isLast = to === count - 1;
      const ratio = stretchRatio(natural, space, measure, isLast);
      const short = isLast && from > 0 && natural < measure * shortLastLine ? shortLastLineDemerits : 0;
      arrive(paths, from, to, fitnessOf(ratio), (linePenalty + badnessOf(ratio)) ** 2 + short);
    }
    leave(paths, to);
  }
  return traceBack(paths, count);
}

/** Ratios that no stretching or shrinking has: a line that is too long, one without a space that is too short. Their badness outdoes all others. */
const tooLong = -1000;
const tooShort = 200;

/** How far spaces give way, 1 where they are at `stretchUnit`, -1 where they can shrink no more. */
function stretchRatio(natural: number, space: number, measure: number, isLast: boolean): number {
  const room = measure - natural;
  if (isLast && room >= 0) return 0;
  if (room < -space * shrinkLimit - tolerance) return tooLong;
  if (space <= 0) return room <= tolerance ? 0 : tooShort;
  return Math.min(tooShort, room / (space * (room < 0 ? shrinkLimit : stretchUnit)));
}

function badnessOf(ratio: number): number {
  return 100 * Math.abs(ratio) ** 3;
}

/** 0 tight, 1 decent, 2 loose, 3 very loose. */
function fitnessOf(ratio: number): number {
  if (ratio < -0.5) return 0;
  if (ratio <= 0.5) return 1;
  return ratio <= 1 ? 2 : 3;
}

/** The best ways found to each break, by the fitness of the line that ends there and by that of the line that begins there. */
interface Paths {
  /** Demerits of all lines up to a break, and the state that the last of them came from. */
  readonly cost: Float64Array;
  readonly cameFrom: Int32Array;
  /** The same with what the next line's fitness adds, and the state at the break that it is best to come from. */
  readonly onward: Float64Array;
  readonly onwardFrom: Int32Array;
}

function openPaths(count: number): Paths {
  const size = count * fitnessClasses;
  const paths = {
    cost: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
    cameFrom: new Int32Array(size),
    onward: new Float64Array(size),
    onwardFrom: new Int32Array(size),
  };
  paths.cost.fill(0, 0, fitnessClasses);
  return paths;
}

/** Takes into account a line between two breaks. */
function arrive({ cost, cameFrom, onward, onwardFrom }: Paths, from: number, to: number, fitness: number, demerits: number): void {
  const before = from * fitnessClasses + fitness;
  const at = to * fitnessClasses + fitness;
  const total = (onward[before] ?? 0) + demerits;
  if (total >= (cost[at] ?? 0)) return;
  cost[at] = total;
  cameFrom[at] = onwardFrom[before] ?? 0;
}

/** Settles, once all lines that end at a break are known, how best to go on from it; lines that contrast cost more. */
function leave({ cost, onward, onwardFrom }: Paths, at: number): void {
  const state = at * fitnessClasses;
  for (let next = 0; next < fitnessClasses; next++) {
    let least = Number.POSITIVE_INFINITY;
    for (let own = 0; own < fitnessClasses; own++) {
      const contrast = at > 0 && Math.abs(own - next) > 1 ? fitnessDemerits : 0;
      const total = (cost[state + own] ?? 0) + contrast;
      if (total >= least) continue;
      least = total;
      onwardFrom[state + next] = state + own;
    }
    onward[state + next] = least;
  }
}

function traceBack({ cost, cameFrom }: Paths, count: number): number[] {
  let at = (count - 1) * fitnessClasses;
  for (let fitness = 1; fitness < fitnessClasses; fitness++) {
    const other = (count - 1) * fitnessClasses + fitness;
    if ((cost[other] ?? 0) < (cost[at] ?? 0)) at = other;
  }
  const breaks: number[] = [];
  for (; at >= fitnessClasses; at = cameFrom[at] ?? 0) breaks.push(Math.floor(at / fitnessClasses));
  return breaks.reverse();
}
