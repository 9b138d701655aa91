import type { PixelSpace } from "./openedImage.ts";

/** Decoded pixels, 8 bits a sample, row by row from the top. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly space: PixelSpace;
  /** Interleaved, without alpha; CMYK as shares of ink. */
  readonly samples: Uint8Array;
  /** 255 is opaque; `undefined` where all is. Colours are not multiplied by it. */
  readonly alpha: Uint8Array | undefined;
}

export const channelsOf: Readonly<Record<PixelSpace, 1 | 3 | 4>> = { grey: 1, rgb: 3, cmyk: 4 };

/**
 * Parts what a decoder gives into colours and alpha.
 *
 * @param channels of `data`: greys may come as RGB, the last one may be alpha
 */
export function partPixels(data: Uint8Array, { width, height, channels }: { readonly width: number; readonly height: number; readonly channels: number }, space: PixelSpace, hasAlpha: boolean): Pixels {
  const wanted = channelsOf[space];
  if (channels === wanted) return { width, height, space, samples: data, alpha: undefined };
  const count = width * height;
  const samples = new Uint8Array(count * wanted);
  const alpha = hasAlpha ? new Uint8Array(count) : undefined;
  let opaque = true;
  for (let pixel = 0; pixel < count; pixel++) {
    const from = pixel * channels;
    for (let channel = 0; channel < wanted; channel++) samples[pixel * wanted + channel] = data[from + channel] ?? 0;
    if (alpha === undefined) continue;
    const cover = data[from + channels - 1] ?? 255;
    alpha[pixel] = cover;
    if (cover !== 255) opaque = false;
  }
  return { width, height, space, samples, alpha: opaque ? undefined : alpha };
}

/** RGB whose every pixel is a grey is a grey image; any other stays. */
export function greyIfGrey(pixels: Pixels): Pixels {
  if (pixels.space !== "rgb") return pixels;
  const { samples } = pixels;
  for (let at = 0; at < samples.length; at += 3) {
    if (samples[at] !== samples[at + 1] || samples[at] !== samples[at + 2]) return pixels;
  }
  return { ...pixels, space: "grey", samples: Uint8Array.from({ length: samples.length / 3 }, (_, pixel) => samples[pixel * 3] ?? 0) };
}

/** Whether nothing but black and white is in it. */
export function isBilevel({ space, samples, alpha }: Pixels): boolean {
  return space === "grey" && alpha === undefined && samples.every((level) => level === 0 || level === 255);
}
