import { Buffer } from "node:buffer";
import { deflateSync } from "node:zlib";
import { loadSharp } from "./decode.ts";
import { channelsOf, type Pixels } from "./pixels.ts";

/** Samples as a PDF file holds them. */
export interface EncodedSamples {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  readonly bits: 1 | 8;
  readonly data: Uint8Array;
  /** `deflate` of rows under PNG's predictors where there are 8 bits. */
  readonly coding: "jpeg" | "deflate";
  /** Samples are stored as 255 less what they are. */
  readonly inverted: boolean;
}

const DEFLATE_LEVEL = 6;

/**
 * Without loss, rows predicted as PNG does (W3C PNG, 9). What a PNG file holds of its pixels is what a PDF file holds (ISO 32000-1, 7.4.4.4), so a PNG encoder makes it,
 * twenty times as fast as a loop here would; four inks go through it as RGB with alpha, which it has no reason to tell from them.
 */
export async function deflateSamples(samples: Uint8Array, { width, height, channels }: Pick<EncodedSamples, "width" | "height" | "channels">): Promise<EncodedSamples> {
  const sharp = await loadSharp();
  const png = await sharp(samples, { limitInputPixels: false, raw: { width, height, channels } })
    .toColourspace(channels === 1 ? "b-w" : "srgb")
    .png({ compressionLevel: DEFLATE_LEVEL, adaptiveFiltering: true })
    .toBuffer();
  return { width, height, channels, bits: 8, data: pixelDataOf(png, channels), coding: "deflate", inverted: false };
}

/** Colour types of PNG by channels. */
const colourTypes = { 1: 0, 3: 2, 4: 6 } as const;

/** The IDAT chunks of a PNG file (W3C PNG, 5.3 and 11.2.4), joined. */
function pixelDataOf(png: Buffer, channels: EncodedSamples["channels"]): Uint8Array {
  const parts: Buffer[] = [];
  for (let at = 8; at + 8 <= png.byteLength; ) {
    const length = png.readUInt32BE(at);
    const name = png.toString("latin1", at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    const isAsAsked = data[8] === 8 && data[9] === colourTypes[channels] && data[12] === 0;
    if (name === "IHDR" && !isAsAsked) throw new Error("the PNG encoder changed the kind of its pixels");
    if (name === "IDAT") parts.push(data);
    at += 12 + length;
  }
  return Buffer.concat(parts);
}

/** Black and white, eight pixels to the byte; 1 is white. */
export function deflateBilevel({ width, height, samples }: Pixels): EncodedSamples {
  const stride = Math.ceil(width / 8);
  const rows = new Uint8Array(stride * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if ((samples[row * width + column] ?? 0) > 127) rows[row * stride + (column >> 3)] = (rows[row * stride + (column >> 3)] ?? 0) | (0x80 >> (column & 7));
    }
  }
  return { width, height, channels: 1, bits: 1, data: deflateSync(rows, { level: DEFLATE_LEVEL }), coding: "deflate", inverted: false };
}

export interface JpegQuality {
  readonly quality: number;
  readonly chromaSubsampling: "4:4:4" | "4:2:0";
}

/** With loss, as photographs are. */
export async function encodeJpeg({ width, height, space, samples }: Pixels, quality: JpegQuality): Promise<EncodedSamples> {
  const sharp = await loadSharp();
  const channels = channelsOf[space];
  const limitInputPixels = false;
  const opened =
    space === "cmyk"
      ? sharp(cmykTiff(width, height, samples), { limitInputPixels }).pipelineColourspace("cmyk").toColourspace("cmyk")
      : sharp(samples, { limitInputPixels, raw: { width, height, channels } }).toColourspace(space === "grey" ? "b-w" : "srgb");
  const data = await opened.jpeg({ ...quality, optimiseCoding: true }).toBuffer();
  // libvips writes four inks as Adobe's programs do, inverted.
  return { width, height, channels, bits: 8, data, coding: "jpeg", inverted: space === "cmyk" };
}

/** sharp takes raw samples for RGB; a TIFF file (TIFF 6.0, sections 2 and 16) tells it that four channels are inks. */
function cmykTiff(width: number, height: number, samples: Uint8Array): Buffer {
  const [SHORT, LONG] = [3, 4];
  const entries = 10;
  const bitsAt = 8 + 2 + entries * 12 + 4;
  const dataAt = bitsAt + 8;
  const head = Buffer.alloc(dataAt);
  head.write("II*\0", 0, "latin1");
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(entries, 8);
  let at = 10;
  const entry = (tag: number, type: number, count: number, value: number): void => {
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(count, at + 4);
    head.writeUInt32LE(value, at + 8);
    at += 12;
  };
  entry(256, LONG, 1, width);
  entry(257, LONG, 1, height);
  entry(258, SHORT, 4, bitsAt);
  entry(259, SHORT, 1, 1); // not compressed
  entry(262, SHORT, 1, 5); // separated
  entry(273, LONG, 1, dataAt);
  entry(277, SHORT, 1, 4); // samples a pixel
  entry(278, LONG, 1, height);
  entry(279, LONG, 1, samples.byteLength);
  entry(332, SHORT, 1, 1); // CMYK
  for (let channel = 0; channel < 4; channel++) head.writeUInt16LE(8, bitsAt + channel * 2);
  return Buffer.concat([head, samples]);
}
