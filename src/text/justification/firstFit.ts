import { measureOfLine, type BreakTable, type LineMeasures } from "../breakTable.ts";

/** Slack that rounding needs, pt. */
const tolerance = 1e-6;

/** Fills each line as far as it goes, one after the other: for text that is set ragged. */
export function firstFit({ start, inkEnd, offsets }: BreakTable, measures: LineMeasures): number[] {
  const breaks: number[] = [];
  const last = offsets.length - 1;
  for (let from = 0; from < last;) {
    const measure = measureOfLine(measures, breaks.length);
    let to = from + 1;
    while (to < last && (inkEnd[to + 1] ?? 0) - (start[from] ?? 0) <= measure + tolerance) to++;
    breaks.push(to);
    from = to;
  }
  return breaks;
}
