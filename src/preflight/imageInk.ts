import type { PdfDictionary } from "./objects.ts";

/** So many pixels tell of a whole image. */
const mostLookedAt = 1_000_000;

/**
 * The share of a CMYK image's pixels that lay down more ink than a limit, in per cent of one full ink. 0 for images whose data is not plain bytes.
 *
 * @param data with its filters taken off
 */
export function inkShareAbove(image: PdfDictionary, data: Uint8Array | undefined, limit: number): number {
  const bits = image.number("BitsPerComponent") ?? image.number("BPC");
  const pixels = (image.number("Width") ?? image.number("W") ?? 0) * (image.number("Height") ?? image.number("H") ?? 0);
  if (bits !== 8 || data === undefined || data.length < 4 * pixels || pixels === 0) return 0;
  const isInverted = (image.array("Decode")?.numbers() ?? [])[0] === 1;
  const most = (limit * 255) / 100;
  const step = Math.ceil(pixels / mostLookedAt);
  let [above, looked] = [0, 0];
  for (let pixel = 0; pixel < pixels; pixel += step, looked++) {
    const at = 4 * pixel;
    const sum = (data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0) + (data[at + 3] ?? 0);
    if ((isInverted ? 1020 - sum : sum) > most + 1) above++;
  }
  return above / looked;
}
