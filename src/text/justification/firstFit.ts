import { measureOfLine, type BreakTable, type LineMeasures } from "../breakTable.ts";

/** Slack that rounding needs, pt. */
const tolerance = 1e-6;

/** Fills each line as far as it goes, one after the other: for text that is set ragged. */
export function firstFit(table: BreakTable, measures: LineMeasures): number[] {
  const { start, inkEnd, offsets } = table;
  const breaks: number[] = [];
  const last = offsets.length - 1;
  for (let from = 0; from < last;) {
    const measure = measureOfLine(measures, breaks.length);
    let to = from + 1;
    while (to < last && (inkEnd[to + 1] ?? 0) - (start[from] ?? 0) <= measure + tolerance) to++;
    to = withoutHyphen(table, from, to, measure);
    breaks.push(to);
    from = to;
  }
  return breaks;
}

/** A word that is not divided may leave this share of the measure empty. */
const hyphenationZone = 0.15;

/** The last place before a hyphen, where a line that ends there is filled well enough. */
function withoutHyphen({ start, inkEnd, hyphenated }: BreakTable, from: number, to: number, measure: number): number {
  if (hyphenated?.[to] !== 1) return to;
  let whole = to;
  while (whole > from && hyphenated[whole] === 1) whole--;
  return whole > from && (inkEnd[whole] ?? 0) - (start[from] ?? 0) >= measure * (1 - hyphenationZone) ? whole : to;
}
