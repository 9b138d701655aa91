import type { BreakTable, LineMeasures } from "./breakTable.ts";
import { firstFit } from "./firstFit.ts";

/** How near to the narrowest measure the search ends, pt. */
const precision = 0.25;

/**
 * Makes lines as even in length as can be without adding one, for headings (CSS Text 4, `text-wrap: balance`): fills lines of the narrowest
 * measure that still needs no more of them.
 */
export function balancedFit(table: BreakTable, { first, rest }: LineMeasures): number[] {
  const filled = firstFit(table, { first, rest });
  let best = filled;
  let widest = Math.min(first, rest);
  let narrowest = widest / 2;
  while (filled.length > 1 && widest - narrowest > precision) {
    const middle = (widest + narrowest) / 2;
    const cut = Math.min(first, rest) - middle;
    const breaks = firstFit(table, { first: first - cut, rest: rest - cut });
    if (breaks.length > filled.length || sticksOut(table, breaks, { first, rest })) {
      narrowest = middle;
    } else {
      best = breaks;
      widest = middle;
    }
  }
  return best;
}

/** Whether a word that is wider than the measure searched would stick out of the one asked for. */
function sticksOut({ start, inkEnd }: BreakTable, breaks: readonly number[], { first, rest }: LineMeasures): boolean {
  return breaks.some((to, index) => (inkEnd[to] ?? 0) - (start[breaks[index - 1] ?? 0] ?? 0) > (index === 0 ? first : rest));
}
