import { deflateSync, crc32 } from "node:zlib";
import sharp from "sharp";
import type { Diagnostic } from "../../src/diagnostics/index.ts";
import { openImages, openPreparation, type OpenedImage, type PreparedImage } from "../../src/images/index.ts";
import { openOutput, type Output, type OutputRequest } from "../../src/press/index.ts";
import type { StyledElement } from "../../src/style/index.ts";
import { element, styled } from "../layout/stage.ts";
import { profileFolder } from "../press/profiles.ts";

/** A smooth picture without any two pixels alike, as photographs are. */
export function gradient(width: number, height: number, channels: 3 | 4 = 3): Buffer {
  const pixels = Buffer.alloc(width * height * channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * channels;
      pixels[at] = Math.round((255 * x) / (width - 1));
      pixels[at + 1] = Math.round((255 * y) / (height - 1));
      pixels[at + 2] = Math.round((255 * (width - x + y)) / (width + height));
      if (channels === 4) pixels[at + 3] = Math.round((255 * x) / (width - 1));
    }
  }
  return pixels;
}

export const rawRgb = (pixels: Buffer, width: number, height: number, channels: 3 | 4 = 3) => sharp(pixels, { raw: { width, height, channels } });

export const pngOf = (pixels: Buffer, width: number, height: number, channels: 3 | 4 = 3): Promise<Buffer> => rawRgb(pixels, width, height, channels).png().toBuffer();

/** A PNG file as its specification has it; sharp would not write 16 bits of chosen values. @param colour 0 grey, 2 RGB, 6 RGB with alpha @param rows samples without filter bytes */
export function barePng(width: number, height: number, colour: 0 | 2 | 6, depth: 1 | 8 | 16, rows: Buffer): Buffer {
  const chunk = (name: string, data: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.byteLength);
    check.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = depth;
  header[9] = colour;
  const stride = rows.byteLength / height;
  const filtered = Buffer.concat(Array.from({ length: height }, (_, row) => Buffer.concat([Buffer.from([0]), rows.subarray(row * stride, (row + 1) * stride)])));
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", header), chunk("IDAT", deflateSync(filtered)), chunk("IEND", Buffer.alloc(0))]);
}

export interface Opened {
  readonly images: ReadonlyMap<string, OpenedImage> | undefined;
  readonly said: readonly Diagnostic[];
}

/** Opens images by the `src` of as many elements, each with a place in the copy. */
export async function openNamed(folders: readonly string[], ...sources: readonly string[]): Promise<Opened> {
  const said: Diagnostic[] = [];
  const document = styled(sources.map((src, index) => element("img", {}, [], { src, "data-source": String(index + 1) })));
  const images = await openImages(document, { folders, report: (diagnostic) => said.push(diagnostic) });
  return { images, said };
}

/** Opens bytes that must be an image, by way of a data: URL. */
export async function openBytes(bytes: Buffer): Promise<OpenedImage> {
  const src = `data:image/any;base64,${bytes.toString("base64")}`;
  const { images, said } = await openNamed([], src);
  const image = images?.get(src);
  if (image === undefined) throw new Error(said.map(({ message }) => message).join("\n"));
  return image;
}

export async function outputOf(request: Partial<OutputRequest> = {}): Promise<Output> {
  const output = await openOutput({ profile: "print", ...request }, profileFolder, ({ message }) => { throw new Error(message); });
  if (output === undefined) throw new Error("no output");
  return output;
}

export interface Prepared {
  readonly image: PreparedImage | undefined;
  readonly said: readonly Diagnostic[];
}

/** @param points pt that the image is set wide and high */
export async function prepared(bytes: Buffer, request: Partial<OutputRequest> = {}, points = 100): Promise<Prepared> {
  const said: Diagnostic[] = [];
  const prepare = openPreparation(await outputOf(request), (diagnostic) => said.push(diagnostic));
  return { image: await prepare(await openBytes(bytes), { width: points, height: points }), said };
}

export function imagesIn(root: StyledElement): StyledElement[] {
  return [...(root.tag === "img" ? [root] : []), ...root.children.flatMap((child) => (child.kind === "element" ? imagesIn(child) : []))];
}
