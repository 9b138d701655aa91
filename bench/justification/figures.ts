import type { PdfColumn, PdfLine } from "./pdfLines.ts";
import { countRivers } from "./rivers.ts";

/** How evenly a column is set. Ratios are a line's mean word space over the font's own space. */
export interface Figures {
  readonly lines: number;
  readonly mean: number;
  readonly deviation: number;
  readonly percentile95: number;
  readonly most: number;
  readonly least: number;
  /** Share of lines whose ratio is past the soft maximum. */
  readonly wide: number;
  /** Share of lines that run over the measure, hanging punctuation not counted. */
  readonly overfull: number;
  /** In a hundred lines. */
  readonly rivers: number;
}

/** The ratio past which a line counts as wide. */
export const softMaximum = 1.5;

/** pt by which a line may be longer than the measure before it counts as overfull. */
const overfullBy = 0.5;

/** The figures of a column. */
export function figuresOf({ naturalSpace, blocks }: PdfColumn, measure: number): Figures {
  const lines = blocks.flat();
  const ratios = lines.filter(({ spaces }) => spaces.length > 0).map((line) => meanSpace(line) / naturalSpace);
  const mean = average(ratios);
  return {
    lines: lines.length,
    mean,
    deviation: Math.sqrt(average(ratios.map((ratio) => (ratio - mean) ** 2))),
    percentile95: quantile(ratios, 0.95),
    most: ratios.reduce((most, ratio) => Math.max(most, ratio), 0),
    least: ratios.reduce((least, ratio) => Math.min(least, ratio), Infinity),
    wide: ratios.filter((ratio) => ratio > softMaximum).length / lines.length,
    overfull: lines.filter(({ coreLeft, coreRight }) => coreRight - coreLeft > measure + overfullBy).length / lines.length,
    rivers: (countRivers(blocks.map((block) => block.map(({ spaces }) => spaces))) / lines.length) * 100,
  };
}

function meanSpace({ spaces }: PdfLine): number {
  return average(spaces.map(([left, right]) => right - left));
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Between the values that stand to either side of the quantile's place. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}
