import type { Report } from "../diagnostics/index.ts";
import { checkResolution, openPreparation, type EncodedSamples, type ImagePlace, type OpenedImage, type PreparedImage } from "../images/index.ts";
import type { ImageItem, PagedDocument } from "../layout/index.ts";
import type { Output, OutputCondition } from "../press/index.ts";
import type { ContentStream } from "./contentStream.ts";
import { decimal } from "./decimal.ts";
import type { PdfFile, PdfReference, PdfValue } from "./pdfkitDocument.ts";

/** An image in the file, for all pages that show it. */
export interface ImageObject {
  /** Of its resource. */
  readonly name: string;
  readonly reference: PdfReference;
  /** Something shows through. */
  readonly translucent: boolean;
}

export type ImageObjects = ReadonlyMap<OpenedImage, ImageObject>;

export interface ImageColours {
  readonly output: Output;
  /** The press whose inks the file's device colours are; they are sRGB without one. */
  readonly condition: OutputCondition | undefined;
  /** Gives the profile of RGB colours, written once. */
  readonly sRGB: () => PdfReference;
  readonly report: Report;
}

/** Whether a document has images in inks, whose look only an output condition tells. */
export function haveInks(document: Pick<PagedDocument, "pages">): boolean {
  return placesOf(document).some(({ image }) => image.space === "cmyk");
}

/**
 * Writes the images of a document as image XObjects (ISO 32000-1, 8.9.5), one each however often it is shown, one after the other so that the pixels of one alone
 * are in memory.
 *
 * Reports what the preparation of images does, and `image/low-resolution` for the press.
 *
 * @returns `undefined` after an error
 */
export async function writeImages(file: PdfFile, document: Pick<PagedDocument, "pages">, { output, condition, sRGB, report }: ImageColours): Promise<ImageObjects | undefined> {
  const places = placesOf(document);
  if (output.promises.colours === "inks") checkResolution(places, report);
  const sizes = new Map<OpenedImage, { width: number; height: number }>();
  for (const { image, width, height } of places) {
    const known = sizes.get(image);
    sizes.set(image, { width: Math.max(width, known?.width ?? 0), height: Math.max(height, known?.height ?? 0) });
  }
  const prepare = openPreparation(output, report);
  const spaceOf = openSpaces(file, { output, condition, sRGB });
  const objects = new Map<OpenedImage, ImageObject>();
  let failed = false;
  for (const [image, size] of sizes) {
    const prepared = await prepare(image, size);
    if (prepared === undefined) {
      failed = true;
      continue;
    }
    const { samples, mask } = prepared;
    const data: Record<string, PdfValue> = { ...dictionaryOf(samples), ColorSpace: spaceOf(prepared) };
    if (mask !== undefined) data["SMask"] = file.stream({ ...dictionaryOf(mask), ColorSpace: "DeviceGray" }, mask.data);
    objects.set(image, { name: `Im${objects.size + 1}`, reference: file.stream(data, samples.data), translucent: mask !== undefined });
  }
  return failed ? undefined : objects;
}

function placesOf({ pages }: Pick<PagedDocument, "pages">): ImagePlace[] {
  return pages.flatMap(({ number, items }) =>
    items.flatMap((item) => (item.kind === "image" ? [{ image: item.image, width: item.rect.width, height: item.rect.height, page: number }] : [])),
  );
}

function dictionaryOf({ width, height, channels, bits, coding, inverted }: EncodedSamples): Record<string, PdfValue> {
  const data: Record<string, PdfValue> = {
    Type: "XObject", Subtype: "Image", Width: width, Height: height, BitsPerComponent: bits, Filter: coding === "jpeg" ? "DCTDecode" : "FlateDecode",
  };
  if (coding === "deflate" && bits === 8) data["DecodeParms"] = { Predictor: 15, Colors: channels, BitsPerComponent: 8, Columns: width };
  if (inverted) data["Decode"] = Array.from({ length: channels * 2 }, (_, place) => (place + 1) % 2);
  return data;
}

type SpaceOf = (image: PreparedImage) => PdfValue;

/** Grey of sRGB's tone curve under D50, about (ISO 32000-1, 8.6.5.2): device greys are black ink where the file is for a press. */
const SCREEN_GREY: PdfValue = ["CalGray", { WhitePoint: [0.9642, 1, 0.8249], Gamma: 2.2 }];

function openSpaces(file: PdfFile, { output, condition, sRGB }: Omit<ImageColours, "report">): SpaceOf {
  const profiles = new Map<Uint8Array, PdfReference>();
  const channels = { grey: 1, rgb: 3, cmyk: 4 } as const;
  return ({ space, profile }) => {
    if (profile !== undefined && profile !== output.sRGB) {
      const known = profiles.get(profile) ?? file.stream({ N: channels[space] }, profile);
      profiles.set(profile, known);
      return ["ICCBased", known];
    }
    switch (space) {
      case "grey":
        return condition !== undefined && output.promises.colours === "kept" ? SCREEN_GREY : "DeviceGray";
      case "rgb":
        return condition === undefined ? "DeviceRGB" : ["ICCBased", sRGB()];
      case "cmyk":
        return "DeviceCMYK";
    }
  };
}

/** Shows an image: its unit square comes onto its rectangle, cut off where it sticks out. */
export function paintImage(content: ContentStream, { rect, clip }: ImageItem, { name }: ImageObject, pageHeight: number): void {
  content.setOpaque();
  content.writeLine("q");
  if (clip !== undefined) content.write(`${decimal(clip.x)} ${decimal(pageHeight - clip.y - clip.height)} ${decimal(clip.width)} ${decimal(clip.height)} re W n\n`);
  content.write(`${decimal(rect.width)} 0 0 ${decimal(rect.height)} ${decimal(rect.x)} ${decimal(pageHeight - rect.y - rect.height)} cm\n/${name} Do\nQ\n`);
}
