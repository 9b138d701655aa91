import { inflateSync } from "node:zlib";
import sharp from "sharp";
import type { EncodedSamples } from "../../src/images/index.ts";

/** Samples as a reader of PDF gets them (ISO 32000-1, 7.4.4.4 and 8.9.5.2). */
export async function samplesOf(encoded: EncodedSamples): Promise<Uint8Array> {
  if (encoded.coding === "jpeg") return jpegSamples(encoded);
  const bytes = inflateSync(encoded.data);
  return encoded.bits === 1 ? bytes : unpredicted(bytes, encoded);
}

async function jpegSamples({ data, channels }: EncodedSamples): Promise<Uint8Array> {
  const opened = sharp(data, { ignoreIcc: true });
  // libvips turns Adobe's inverted inks round, as `Decode` makes readers of PDF do.
  const decoded = await (channels === 4 ? opened.pipelineColourspace("cmyk").toColourspace("cmyk") : channels === 1 ? opened.toColourspace("b-w") : opened).raw().toBuffer();
  return decoded;
}

/** W3C PNG, section 9. */
function unpredicted(bytes: Uint8Array, { width, height, channels }: EncodedSamples): Uint8Array {
  const stride = width * channels;
  const samples = new Uint8Array(stride * height);
  const sampleAt = (row: number, place: number): number => (row < 0 || place < 0 ? 0 : samples[row * stride + place]!);
  for (let row = 0; row < height; row++) {
    const filter = bytes[row * (stride + 1)]!;
    for (let place = 0; place < stride; place++) {
      const left = sampleAt(row, place - channels);
      const above = sampleAt(row - 1, place);
      const corner = place < channels ? 0 : sampleAt(row - 1, place - channels);
      const estimate = left + above - corner;
      const paeth = [left, above, corner].reduce((best, each) => (Math.abs(estimate - each) < Math.abs(estimate - best) ? each : best));
      const predicted = [0, left, above, (left + above) >> 1, paeth][filter]!;
      samples[row * stride + place] = bytes[row * (stride + 1) + 1 + place]! + predicted;
    }
  }
  return samples;
}

export function largestDifference(one: ArrayLike<number>, other: ArrayLike<number>): number {
  expectSameLength(one, other);
  return Array.from(one).reduce((most, value, place) => Math.max(most, Math.abs(value - other[place]!)), 0);
}

function expectSameLength(one: ArrayLike<number>, other: ArrayLike<number>): void {
  if (one.length !== other.length) throw new Error(`${one.length} samples and ${other.length}`);
}
