import { measureOfLine, type BreakTable, type LineMeasures } from "../breakTable.ts";
import type { JustificationProfile } from "./profile.ts";
import { demeritsOf, type FormChoice, type LineFitter, type LineSetting } from "./lineFit.ts";

/** A line as it was chosen: where it ends (index into the table), and how it fills its measure. */
export interface ChosenLine {
  readonly to: number;
  readonly setting: LineSetting;
}

/** Demerits of neighbours that contrast, and of a last line that looks like a widow. */
const fitnessDemerits = 10_000;
const shortLastLineDemerits = 25_000;
/** Lines that even with other forms of words would cost so much more than the best way to their end are not tried with them. */
const formSlack = 1_000;
/** A last line shorter than this share of the measure is too short. */
const shortLastLine = 0.2;

/** For each line after the first of a paragraph that is too short to be divided. */
const indivisibleLineDemerits = 2_000;

const fitnessClasses = 4;
const tolerance = 1e-6;

/** What is to be broken into lines, and what is wanted of them. */
export interface FitTask {
  readonly table: BreakTable;
  readonly measures: LineMeasures;
  readonly fitter: LineFitter;
  /** Whether the last line has to fill its measure, too. */
  readonly fillsLast: boolean;
  /**
   * A paragraph of fewer lines than this cannot be divided between columns without a widow or an orphan: the more of them it has, the deeper the
   * hole that it may leave at a column's foot. 0 where that does not matter.
   */
  readonly divisibleFrom: number;
  /** See `JustificationProfile`. */
  readonly hyphenation: JustificationProfile["hyphenation"];
}

/**
 * Chooses all breaks of a paragraph together so that its lines are as even as can be: Knuth and Plass, “Breaking Paragraphs into Lines”,
 * Software: Practice and Experience 11 (1981). Where the original has glue, each line is set by the fitter, which weighs all means against one another
 * and knows how the line above is set. Every measure has a solution: a line that nothing fills well costs much, and one that is too long stands
 * alone.
 */
export function totalFit(task: FitTask): ChosenLine[] {
  const { table, measures, fitter } = task;
  const count = table.offsets.length;
  const widest = Math.max(measures.rest, ...measures.leading);
  const paths = openPaths(count, Math.max(measures.leading.length, linesToCount(task, widest)) + 1, task);
  leave(paths, 0);
  let first = 0;
  for (let to = 1; to < count; to++) {
    while (first < to - 1 && fitter.ratioOf(first, to, widest) < -1 - tolerance) first++;
    // The longest lines first: against them most of the shorter ones need not be looked into.
    for (let from = first; from < to; from++) arriveFrom(paths, task, from, to);
    leave(paths, to);
  }
  return traceBack(paths, task);
}

/** How many lines have to be told apart by their number: a long paragraph has enough of them in any case. */
function linesToCount({ table, divisibleFrom }: FitTask, widest: number): number {
  const length = table.inkEnd.at(-1) ?? 0;
  return divisibleFrom > 1 && length > widest && length < widest * divisibleFrom ? divisibleFrom : 0;
}

/** Considers the line between two breaks, in each layer: by the number of lines before it, as long as that matters. */
function arriveFrom(paths: Paths, task: FitTask, from: number, to: number): void {
  const { table, measures, fitter, fillsLast } = task;
  const isLast = to === table.offsets.length - 1;
  const { layers, cheapest } = paths;
  const natural = (table.inkEnd[to] ?? 0) - (table.start[from] ?? 0);
  const hyphen = table.hyphenated === undefined ? 0 : hyphenDemerits(task, table.hyphenated, from, to);
  const lastLayer = from === 0 ? 0 : layers - 1;
  for (let layer = from === 0 ? 0 : Math.min(1, layers - 1); layer <= lastLayer; layer++) {
    if (cheapest[from * layers + layer] === Number.POSITIVE_INFINITY) continue;
    const measure = measureOfLine(measures, layer);
    const isFree = isLast && !fillsLast && natural <= measure + tolerance;
    const ratio = isFree ? 0 : fitter.ratioOf(from, to, measure);
    if (ratio < -1 - tolerance && from < to - 1) continue;
    const more = hyphen + (isLast && from > 0 && natural < measure * shortLastLine ? shortLastLineDemerits : 0);
    const before = cheapest[from * layers + layer] ?? 0;
    const after = to * layers + nextLayer(paths, layer);
    // Whatever costs more than the best way to the break and a contrast with the next line is outdone by those.
    if (before + more + demeritsOf(0) >= toBeat(paths, to, after) + fitnessDemerits) continue;
    const demerits = demeritsOf(ratio) + more;
    if (before + demerits < toBeat(paths, to, after) + fitnessDemerits) arrive(paths, from, layer, to, fitnessOf(ratio), demerits);
    if (isFree) continue;
    const limit = toBeat(paths, to, after) + formSlack;
    if (before + more + fitter.leastWithForms(from, to, measure, ratio) < limit) arriveWithForms(paths, fitter, from, layer, to, measure, more);
  }
}

/** What it costs at most to come to a break by so many lines: as many fewer or more are better than to pay more for that than the number is worth. */
function toBeat({ cheapest, cheapestOfAll, spread }: Paths, to: number, place: number): number {
  return Math.min(cheapest[place] ?? 0, (cheapestOfAll[to] ?? 0) + spread);
}

/** Of a line that ends with a hyphen, and of one below another such. */
function hyphenDemerits({ hyphenation: { cost, consecutive } }: FitTask, hyphenated: Uint8Array, from: number, to: number): number {
  if (hyphenated[to] !== 1) return 0;
  return hyphenated[from] === 1 ? cost + consecutive : cost;
}

/** 0 tight, 1 decent, 2 loose, 3 very loose. */
function fitnessOf(ratio: number): number {
  if (ratio < -0.5) return 0;
  if (ratio <= 0.5) return 1;
  return ratio <= 1 ? 2 : 3;
}

/** The best ways found to each break: by the number of lines so far (layer), the fitness of the line that ends there and by that of the line that begins there. */
interface Paths {
  readonly layers: number;
  /** Demerits of all lines up to a break, and the state that the last of them came from. */
  readonly cost: Float64Array;
  readonly cameFrom: Int32Array;
  /** The same with what the next line's fitness adds, and the state at the break that it is best to come from. */
  readonly onward: Float64Array;
  readonly onwardFrom: Int32Array;
  /** The least cost of all states of a break and a layer, and of all layers in which measures differ no more. */
  readonly cheapest: Float64Array;
  readonly cheapestOfAll: Float64Array;
  /** The first layer in which measures differ no more. */
  readonly even: number;
  /** What the number of a paragraph's lines makes in its demerits at most. */
  readonly spread: number;
  /** How the line that ends in a state is set, where words take other forms. */
  readonly settings: Map<number, LineSetting>;
}

function openPaths(count: number, layers: number, { measures, divisibleFrom }: FitTask): Paths {
  const size = count * layers * fitnessClasses;
  const paths = {
    layers,
    cost: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
    cameFrom: new Int32Array(size),
    onward: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
    onwardFrom: new Int32Array(size),
    cheapest: new Float64Array(count * layers).fill(Number.POSITIVE_INFINITY),
    cheapestOfAll: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
    even: measures.leading.length,
    spread: Math.max(0, divisibleFrom - 2) * indivisibleLineDemerits,
    settings: new Map<number, LineSetting>(),
  };
  paths.cost.fill(0, 0, fitnessClasses);
  paths.cheapest[0] = 0;
  return paths;
}

function stateOf({ layers }: Paths, at: number, layer: number): number {
  return (at * layers + layer) * fitnessClasses;
}

/** The layer of the line after one. */
function nextLayer({ layers }: Paths, layer: number): number {
  return Math.min(layer + 1, layers - 1);
}

/** Takes into account a line of plain words between two breaks. */
function arrive(paths: Paths, from: number, layer: number, to: number, fitness: number, demerits: number): void {
  const before = stateOf(paths, from, layer) + fitness;
  enter(paths, stateOf(paths, to, nextLayer(paths, layer)) + fitness, (paths.onward[before] ?? 0) + demerits, paths.onwardFrom[before] ?? 0, undefined);
}

function enter({ cost, cameFrom, cheapest, cheapestOfAll, even, layers, settings }: Paths, state: number, total: number, before: number, setting: LineSetting | undefined): void {
  if (total >= (cost[state] ?? 0)) return;
  cost[state] = total;
  cameFrom[state] = before;
  const place = Math.floor(state / fitnessClasses);
  if (total < (cheapest[place] ?? 0)) cheapest[place] = total;
  const at = Math.floor(place / layers);
  if (place % layers >= even && total < (cheapestOfAll[at] ?? 0)) cheapestOfAll[at] = total;
  if (setting !== undefined) settings.set(state, setting);
  else if (settings.size > 0) settings.delete(state);
}

/** The same for a line whose words may take other forms: which ones depends on the line above. */
function arriveWithForms(paths: Paths, fitter: LineFitter, from: number, layer: number, to: number, measure: number, more: number): void {
  const { cost, settings } = paths;
  const before = stateOf(paths, from, layer);
  const after = stateOf(paths, to, nextLayer(paths, layer));
  let choice: FormChoice | undefined;
  let settled: LineSetting | undefined;
  for (let own = 0; own < fitnessClasses; own++) {
    const soFar = cost[before + own] ?? 0;
    if (soFar === Number.POSITIVE_INFINITY) continue;
    choice ??= fitter.choose(from, to, measure);
    if (totalOf(choice, own, soFar, from) + more >= (cost[after + fitnessOf(choice.ratio)] ?? 0)) continue;
    settled ??= fitter.settle(from, to, measure, choice);
    const above = settings.get(before + own)?.elongated;
    const setting = above === undefined ? settled : fitter.below(settled, from, to, measure, above);
    enter(paths, after + fitnessOf(setting.ratio), totalOf(setting, own, soFar, from) + more, before + own, setting);
  }
}

/** @param own fitness of the line above */
function totalOf({ ratio, cost }: Pick<FormChoice, "ratio" | "cost">, own: number, soFar: number, from: number): number {
  const contrast = from > 0 && Math.abs(own - fitnessOf(ratio)) > 1 ? fitnessDemerits : 0;
  return soFar + contrast + demeritsOf(ratio) + cost;
}

/** Settles, once all lines that end at a break are known, how best to go on from it; lines that contrast cost more. */
function leave(paths: Paths, at: number): void {
  const { cost, cheapest, onward, onwardFrom, layers } = paths;
  for (let layer = 0; layer < layers; layer++) {
    if (cheapest[at * layers + layer] === Number.POSITIVE_INFINITY) continue;
    const state = stateOf(paths, at, layer);
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
}

/** @param lines of the paragraph, counted up to `divisibleFrom` */
function indivisibleDemerits(lines: number, divisibleFrom: number): number {
  return lines > 1 && lines < divisibleFrom ? (lines - 1) * indivisibleLineDemerits : 0;
}

function traceBack(paths: Paths, { table, measures, fitter, fillsLast, divisibleFrom }: FitTask): ChosenLine[] {
  const { cost, cameFrom, settings, layers } = paths;
  const statesAtBreak = layers * fitnessClasses;
  const end = table.offsets.length - 1;
  const lineOf = (state: number): number => Math.floor((state % statesAtBreak) / fitnessClasses);
  const isCounted = layers > divisibleFrom;
  const totalOf = (state: number): number => (cost[state] ?? 0) + (isCounted ? indivisibleDemerits(lineOf(state), divisibleFrom) : 0);
  let state = end * statesAtBreak;
  for (let other = state + 1; other < (end + 1) * statesAtBreak; other++) if (totalOf(other) < totalOf(state)) state = other;
  const lines: ChosenLine[] = [];
  while (state >= statesAtBreak) {
    const before = cameFrom[state] ?? 0;
    const to = Math.floor(state / statesAtBreak);
    const from = Math.floor(before / statesAtBreak);
    const measure = measureOfLine(measures, lineOf(before));
    const setting = settings.get(state) ?? fitter.plain(from, to, measure);
    lines.push({ to, setting: to === end && !fillsLast && setting.ratio > 0 ? naturalSetting : setting });
    state = before;
  }
  return lines.reverse();
}

/** A line that is left as its font has it. */
export const naturalSetting: LineSetting = { ratio: 0, gap: 0, forms: [], elongated: [], cost: 0 };
