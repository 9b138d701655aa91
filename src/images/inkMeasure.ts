import type { Report } from "../diagnostics/index.ts";
import { reportAt, shownName } from "./imageFault.ts";
import type { OpenedImage } from "./openedImage.ts";
import type { Pixels } from "./pixels.ts";

/** Ink summed over the plates. */
export interface InkMeasure {
  /** Per cent that 99.9 of a hundred pixels stay within: single pixels, noise and the ringing of JPEG aside. */
  readonly most: number;
  /** The share of pixels above a limit, from 0 to 1. */
  readonly above: number;
}

/** Measures the ink of CMYK pixels; what shows through takes as much less. @param limit per cent */
export function measureInk({ samples, alpha }: Pick<Pixels, "samples" | "alpha">, limit: number): InkMeasure {
  const histogram = new Uint32Array(4 * 255 + 1);
  const count = samples.length / 4;
  for (let pixel = 0; pixel < count; pixel++) {
    const at = pixel * 4;
    const sum = (samples[at] ?? 0) + (samples[at + 1] ?? 0) + (samples[at + 2] ?? 0) + (samples[at + 3] ?? 0);
    const inked = alpha === undefined ? sum : Math.round((sum * (alpha[pixel] ?? 255)) / 255);
    histogram[inked] = (histogram[inked] ?? 0) + 1;
  }
  const inPerCent = (sum: number): number => (sum / 255) * 100;
  let seen = 0;
  let most = 0;
  let above = 0;
  for (const [sum, pixels] of histogram.entries()) {
    if (seen < count * 0.999) most = inPerCent(sum);
    seen += pixels;
    if (inPerCent(sum) > limit + ROUNDING) above += pixels;
  }
  return { most, above: count === 0 ? 0 : above / count };
}

/** Per cent that four plates of 8 bits may be off by. */
const ROUNDING = 0.8;

/** Reports an image that lays more ink on the paper than it takes: `image/ink-limit` (a warning). @param limit per cent */
export function checkInk({ src, place }: OpenedImage, pixels: Pixels, limit: number, report: Report): void {
  if (pixels.space !== "cmyk") return;
  const { most, above } = measureInk(pixels, limit);
  if (most <= limit + ROUNDING) return;
  reportAt(place, {
    severity: "warning",
    code: "ink-limit",
    message: `The image “${shownName(src)}” lays up to ${most.toFixed(0)} % of ink on the paper, which takes ${limit} %; ${(above * 100).toFixed(above < 0.1 ? 1 : 0)} % of its pixels are above that.`,
    hint: "Convert it with a profile of that limit, or give it in RGB.",
  }, report);
}
