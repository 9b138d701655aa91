import { measureOfLine, type BreakTable, type LineMeasures } from "../breakTable.ts";
import { firstFit } from "./firstFit.ts";

/** How near to the narrowest measure the search ends, pt. */
const precision = 0.25;

/**
 * Makes lines as even in length as can be without adding one, for headings (CSS Text 4, `text-wrap: balance`): fills lines of the narrowest
 * measure that still needs no more of them.
 */
export function balancedFit(table: BreakTable, measures: LineMeasures): number[] {
  const filled = firstFit(table, measures);
  const room = Math.min(measures.rest, ...measures.leading);
  let best = filled;
  let widest = room;
  let narrowest = room / 2;
  while (filled.length > 1 && widest - narrowest > precision) {
    const middle = (widest + narrowest) / 2;
    const cut = room - middle;
    const breaks = firstFit(table, { leading: measures.leading.map((measure) => measure - cut), rest: measures.rest - cut });
    if (breaks.length > filled.length || sticksOut(table, breaks, measures)) {
      narrowest = middle;
    } else {
      best = breaks;
      widest = middle;
    }
  }
  return best;
}

/** Whether a word that is wider than the measure searched would stick out of the one asked for. */
function sticksOut({ start, inkEnd }: BreakTable, breaks: readonly number[], measures: LineMeasures): boolean {
  return breaks.some((to, line) => (inkEnd[to] ?? 0) - (start[breaks[line - 1] ?? 0] ?? 0) > measureOfLine(measures, line));
}
