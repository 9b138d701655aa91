import type { SourceSpan } from "../diagnostics/index.ts";

/** What an image's pixels are made of, alpha aside. */
export type PixelSpace = "grey" | "rgb" | "cmyk";

/** Where an image is named: in the copy, or else in the HTML that the template makes. */
export interface NamingPlace {
  readonly span: SourceSpan;
  readonly inHtml: boolean;
}

/** Finds the place when something is to be told of it, which for HTML takes time. */
export type FindPlace = () => NamingPlace | undefined;

/** An image file that can be set: known by its header, its pixels not yet decoded. */
export interface OpenedImage {
  /** As the markup names it. */
  readonly src: string;
  /** Pixels, upright as its Exif orientation has it. */
  readonly width: number;
  readonly height: number;
  readonly space: PixelSpace;
  readonly hasAlpha: boolean;
  /** The ICC profile that says what its colours mean; `undefined` where it has none, or that of sRGB. The same object for all images of a document that have it. */
  readonly profile: Uint8Array | undefined;
  /** Compressed with loss, as photographs are; other files are kept without any. */
  readonly lossy: boolean;
  /** The file is a JPEG whose pixels stand upright as they are. */
  readonly uprightJpeg: boolean;
  /** The file's bytes. */
  readonly bytes: Uint8Array;
  /** One bit a pixel: drawings and type, whose edges no screen softens. */
  readonly isLineArt: boolean;
  /** Where it is first named. */
  readonly place: FindPlace;
}

/** pt: CSS sets 96 px to the inch. */
const PIXEL = 72 / 96;

/** The size that an image has of itself in pt: a pixel is a CSS px, whatever density its file claims (CSS Images 3, section 4.1). */
export function naturalSize({ width, height }: Pick<OpenedImage, "width" | "height">): { readonly width: number; readonly height: number } {
  return { width: width * PIXEL, height: height * PIXEL };
}
