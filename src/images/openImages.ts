import { createHash } from "node:crypto";
import type { Report } from "../diagnostics/index.ts";
import { readProfileFacts } from "../press/index.ts";
import type { StyledDocument, StyledElement } from "../style/index.ts";
import { loadSharp, PIXEL_LIMIT, readingOptions } from "./decode.ts";
import { damaged, reportAt, reportFault, shownName, type ImageFault } from "./imageFault.ts";
import { openImageFolders } from "./imageSource.ts";
import { fitsPdf, readJpegHeader } from "./jpegHeader.ts";
import type { FindPlace, NamingPlace, OpenedImage, PixelSpace } from "./openedImage.ts";

/** Images by the `src` that names them. */
export type OpenedImages = ReadonlyMap<string, OpenedImage>;

export interface OpenImagesOptions {
  /** Folders in which images may lie, absolute: the template's, then those of the copy. */
  readonly folders: readonly string[];
  readonly report: Report;
}

/**
 * Opens the images of a styled document: finds their files and reads their headers, so that layout knows their sizes. Each file is opened once.
 *
 * Reports errors `image/missing`, `image/network`, `image/unknown-address`, `image/outside-folder`, `image/unreadable`, `image/too-large`, `image/damaged`,
 * `image/unknown-format`, `image/svg`; and the warning `image/bad-profile`.
 *
 * @returns `undefined` after an error
 */
export async function openImages(document: Pick<StyledDocument, "root">, { folders, report }: OpenImagesOptions): Promise<OpenedImages | undefined> {
  const elements = imagesIn(document.root);
  const images = new Map<string, OpenedImage>();
  if (elements.length === 0) return images;
  const read = openImageFolders(folders);
  const shared = openProfiles();
  const told = new Set<string>();
  for (const element of elements) {
    const src = element.attributes["src"] ?? "";
    if (images.has(src) || told.has(src)) continue;
    const place = placeOf(element);
    const bytes = await read(src);
    const image = bytes instanceof Uint8Array ? await openImage(src, bytes, place, report) : bytes;
    if ("bytes" in image) {
      images.set(src, { ...image, profile: image.profile && shared(image.profile) });
    } else {
      told.add(src);
      reportFault(image, place, report);
    }
  }
  return told.size > 0 ? undefined : images;
}

/** Gives one and the same object for the same bytes: what is made of a profile is made once for all images that have it. */
function openProfiles(): (profile: Uint8Array) => Uint8Array {
  const profiles = new Map<string, Uint8Array>();
  return (profile) => {
    const digest = createHash("sha256").update(profile).digest("hex");
    const known = profiles.get(digest) ?? profile;
    profiles.set(digest, known);
    return known;
  };
}

function imagesIn(element: StyledElement): StyledElement[] {
  const inside = element.children.flatMap((child) => (child.kind === "element" ? imagesIn(child) : []));
  return element.tag === "img" ? [element] : inside;
}

/** In the copy where the template says so, else in the markup; that takes parsing it again, and is remembered. */
function placeOf({ source, place }: StyledElement): FindPlace {
  let found: NamingPlace | undefined;
  return () => {
    if (found !== undefined) return found;
    const span = source ?? place?.();
    found = span && { span, inHtml: source === undefined };
    return found;
  };
}

const formats: ReadonlySet<string> = new Set(["jpeg", "png", "tiff", "webp"]);

async function openImage(src: string, bytes: Uint8Array, place: FindPlace, report: Report): Promise<OpenedImage | ImageFault> {
  if (looksLikeSvg(bytes)) {
    return { code: "svg", message: `The image “${shownName(src)}” is an SVG drawing, which is not set.`, hint: "Export it as PNG or TIFF: at the size it is set, 600 pixels to the inch for line art." };
  }
  const known = formatOf(bytes);
  if (known === undefined) return unknownFormat(src);
  const sharp = await loadSharp();
  let facts;
  try {
    facts = await sharp(bytes, { ...readingOptions, limitInputPixels: false }).metadata();
  } catch (error) {
    return damaged(src, error);
  }
  if (!formats.has(facts.format)) return unknownFormat(src);
  const { width, height } = facts.autoOrient;
  if (width * height > PIXEL_LIMIT) {
    return {
      code: "too-large",
      message: `The image “${shownName(src)}” has ${width} × ${height} pixels, ${Math.round((width * height) / 1e6)} million.`,
      hint: `Scale it down to at most ${PIXEL_LIMIT / 1e6} million: a page at 300 pixels to the inch has 9.`,
    };
  }
  const space = spaceOf(facts.space, facts.channels, facts.hasAlpha);
  if (width < 1 || height < 1 || space === undefined) return damaged(src, "");
  const jpeg = readJpegHeader(bytes);
  return {
    src, width, height, space, bytes, place,
    hasAlpha: facts.hasAlpha,
    profile: facts.icc && usableProfile(src, facts.icc, space, place, report),
    isLineArt: space === "grey" && facts.bitsPerSample === 1,
    lossy: facts.format === "jpeg" || (facts.format === "webp" && !isLosslessWebp(bytes)),
    uprightJpeg: jpeg !== undefined && fitsPdf(jpeg) && (facts.orientation ?? 1) === 1,
  };
}

function unknownFormat(src: string): ImageFault {
  const claims = /\.(?:jpe?g|png|tiff?|webp)(?:[?#].*)?$/is.test(src);
  return {
    code: "unknown-format",
    message: `“${shownName(src)}” is no image that can be read${claims ? ", whatever its name says" : ""}.`,
    hint: "Give a JPEG, PNG, TIFF or WebP file.",
  };
}

/** By the first bytes: what follows them is the decoder's matter. */
function formatOf(bytes: Uint8Array): "jpeg" | "png" | "tiff" | "webp" | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 12));
  if (head.startsWith("\u00ff\u00d8\u00ff")) return "jpeg";
  if (bytes[0] === 0x89 && head.startsWith("PNG", 1)) return "png";
  if (head.startsWith("II*\0") || head.startsWith("MM\0*") || head.startsWith("II+\0") || head.startsWith("MM\0+")) return "tiff";
  return head.startsWith("RIFF") && head.endsWith("WEBP") ? "webp" : undefined;
}

function looksLikeSvg(bytes: Uint8Array): boolean {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 4096));
  return /^(?:\u00ef\u00bb\u00bf)?\s*<(?:\?xml|!--|!DOCTYPE svg|svg)/i.test(head) && /<(?:[a-z]+:)?svg[\s>]/i.test(head);
}

function isLosslessWebp(bytes: Uint8Array): boolean {
  return new TextDecoder("latin1").decode(bytes.subarray(0, 4096)).includes("VP8L");
}

function spaceOf(interpretation: string | undefined, channels: number, hasAlpha: boolean): PixelSpace | undefined {
  const colours = channels - (hasAlpha ? 1 : 0);
  if (interpretation === "cmyk") return colours >= 4 ? "cmyk" : undefined;
  if (interpretation === "b-w" || interpretation === "grey16") return "grey";
  return colours === 1 ? "grey" : "rgb";
}

const profileSpaces: Readonly<Record<PixelSpace, string>> = { grey: "GRAY", rgb: "RGB", cmyk: "CMYK" };
/** Devices whose profile may say what an image's colours mean (ISO 32000-1, 8.6.5.5). */
const profileClasses: ReadonlySet<string> = new Set(["scnr", "mntr", "prtr", "spac"]);

/** A profile of the image's own colour space; that of sRGB is as good as none, which is taken for sRGB too. */
function usableProfile(src: string, profile: Uint8Array, space: PixelSpace, place: FindPlace, report: Report): Uint8Array | undefined {
  const facts = readProfileFacts(profile);
  const fault =
    typeof facts === "string" ? facts
      : facts.space !== profileSpaces[space] ? `is for ${facts.space}, and the image is ${profileSpaces[space]}`
        : !profileClasses.has(facts.deviceClass) ? `is of class “${facts.deviceClass}”, which says nothing of an image's colours` : undefined;
  if (fault === undefined) return typeof facts !== "string" && space === "rgb" && /sRGB/i.test(facts.description) ? undefined : profile;
  reportAt(place, {
    severity: "warning",
    code: "bad-profile",
    message: `The ICC profile in the image “${shownName(src)}” ${fault}; it is passed over.`,
    hint: "Save the image anew with the profile of its colours.",
  }, report);
  return undefined;
}
