import type Library from "sharp";
import { damaged, type ImageFault } from "./imageFault.ts";
import type { OpenedImage } from "./openedImage.ts";
import { partPixels, type Pixels } from "./pixels.ts";

type Sharp = typeof Library;

/** Loaded when the first image is opened, since it takes longer than a page of text takes to set. */
export async function loadSharp(): Promise<Sharp> {
  const { default: sharp } = await import("sharp");
  sharp.cache(false);
  return sharp;
}

/** More pixels than these are taken for a mistake: an A3 page at 600 ppi has 70 million. */
export const PIXEL_LIMIT = 200_000_000;

/** How files are read: no colour conversion, upright by their Exif orientation; whatever is wrong with the data counts. */
export const readingOptions = { ignoreIcc: true, autoOrient: true, failOn: "warning", limitInputPixels: PIXEL_LIMIT } as const;

/**
 * Decodes an image as its file has it, 16 bits reduced to 8.
 *
 * @param size px to scale it down to; its own if absent
 */
export async function decode(image: OpenedImage, size?: { readonly width: number; readonly height: number }): Promise<Pixels | ImageFault> {
  const sharp = await loadSharp();
  const opened = sharp(image.bytes, readingOptions);
  const scaled = size === undefined ? opened : opened.resize({ ...size, fit: "fill", kernel: "lanczos3" });
  const inSpace = image.space === "cmyk" ? scaled.pipelineColourspace("cmyk").toColourspace("cmyk") : scaled;
  try {
    const { data, info } = await inSpace.raw().toBuffer({ resolveWithObject: true });
    const isWide = data.byteLength === info.width * info.height * info.channels * 2;
    const samples = isWide ? highBytes(data) : data;
    return partPixels(samples, info, image.space, image.hasAlpha);
  } catch (error) {
    return damaged(image.src, error);
  }
}

function highBytes(data: Uint8Array): Uint8Array {
  const wide = new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2);
  return Uint8Array.from(wide, (sample) => sample >> 8);
}

export function isFault(value: object): value is ImageFault {
  return "code" in value && "hint" in value;
}
