import type { Report } from "../diagnostics/index.ts";
import { conditionDescribed, readProfileFacts, type Output } from "../press/index.ts";
import { decode, isFault } from "./decode.ts";
import { deflateBilevel, deflateSamples, encodeJpeg, type EncodedSamples, type JpegQuality } from "./encode.ts";
import { reportAt, reportFault, shownName } from "./imageFault.ts";
import { checkInk } from "./inkMeasure.ts";
import { readJpegHeader, withoutMetadata } from "./jpegHeader.ts";
import type { OpenedImage, PixelSpace } from "./openedImage.ts";
import { openPixelColours, type Device, type PixelColours } from "./pixelColours.ts";
import { channelsOf, greyIfGrey, isBilevel, type Pixels } from "./pixels.ts";

/** An image as the file for an output holds it. */
export interface PreparedImage {
  readonly space: PixelSpace;
  /** What its colours mean where they are not those of the file: of sRGB, or the output condition's inks. */
  readonly profile: Uint8Array | undefined;
  readonly samples: EncodedSamples;
  /** How opaque each pixel is; absent where all are. */
  readonly mask: EncodedSamples | undefined;
}

/** The size at which an image is set, pt: the largest where there are several. */
export interface SetSize {
  readonly width: number;
  readonly height: number;
}

/** @returns `undefined` after an error */
export type PrepareImage = (image: OpenedImage, set: SetSize) => Promise<PreparedImage | undefined>;

/** Photographs on paper: what is left out lies below the screen ruling. */
const PRINT_QUALITY: JpegQuality = { quality: 88, chromaSubsampling: "4:4:4" };
const SCREEN_QUALITY: JpegQuality = { quality: 82, chromaSubsampling: "4:2:0" };
/** Pixels to the inch beyond which a screen shows no more. */
const SCREEN_RESOLUTION = 200;
/** A little more than that is left as it is, rather than lose by being scaled. */
const SCALING_SLACK = 1.1;

/**
 * Opens the preparation of images for an output. For `inks`, RGB becomes CMYK of the output condition and grey becomes black ink, unless colours are bound late,
 * in which case RGB keeps its values and its profile; CMYK stays, converted only from another press. For `kept`, all keep their values and profiles. For `sRGB`,
 * all become sRGB, and no more than 200 pixels to the inch are kept. The coded picture of a JPEG whose pixels stay as they are goes into the file byte for byte.
 *
 * Reports the error `image/damaged`, the warnings `image/bad-profile` and `image/ink-limit`, and the notice `image/other-press` (CMYK converted).
 */
export function openPreparation(output: Output, report: Report): PrepareImage {
  const colours = openPixelColours(output);
  return async (image, set) => {
    const steps = stepsFor(image, set, output, report);
    const untouched = steps.change === undefined && steps.scaled === undefined && image.uprightJpeg;
    // A file that goes in as it is must still be whole.
    const decoded = await decode(image, steps.scaled);
    if (isFault(decoded)) {
      reportFault(decoded, image.place, report);
      return undefined;
    }
    if (untouched) {
      if (output.promises.colours === "inks") checkInk(image, decoded, output.condition.inkLimit, report);
      return { space: image.space, profile: steps.profile, samples: passThrough(image, decoded), mask: undefined };
    }
    const converted = steps.change === undefined ? decoded : await steps.change(decoded, colours);
    if (output.promises.colours === "inks") checkInk(image, converted, output.condition.inkLimit, report);
    const mask = converted.alpha && await deflateSamples(converted.alpha, { ...converted, channels: 1 });
    const quality = output.promises.colours === "sRGB" ? SCREEN_QUALITY : PRINT_QUALITY;
    return { space: converted.space, profile: steps.profile, samples: await encode(converted, image.lossy, quality), mask };
  };
}

/** What is done to an image. */
interface Steps {
  /** px to scale it down to. */
  readonly scaled: { readonly width: number; readonly height: number } | undefined;
  readonly change: ((pixels: Pixels, colours: PixelColours) => Promise<Pixels>) | undefined;
  /** To be told of in the file. */
  readonly profile: Uint8Array | undefined;
}

function stepsFor(image: OpenedImage, set: SetSize, output: Output, report: Report): Steps {
  const { promises, condition, lateBinding } = output;
  const { space, profile } = image;
  const kept: Steps = { scaled: undefined, change: undefined, profile };
  const own: Device = profile ?? "sRGB";
  const inks: Device = condition.profile.bytes();
  const to = (device: Device, from: Device, target: PixelSpace) => async (pixels: Pixels, colours: PixelColours): Promise<Pixels> => {
    const convert = await colours.between(from, device, pixels.space);
    if (convert !== undefined) return { ...pixels, space: target, samples: convert(pixels.samples) };
    reportUnusable(image, report);
    const assumed: Device = space === "cmyk" ? inks : "sRGB";
    const fallback = assumed === device ? undefined : await colours.between(assumed, device, pixels.space);
    return fallback === undefined ? pixels : { ...pixels, space: target, samples: fallback(pixels.samples) };
  };
  const toScreenGrey = async (pixels: Pixels, colours: PixelColours): Promise<Pixels> => (profile === undefined ? pixels : to("sRGB", profile, "grey")(pixels, colours));

  switch (promises.colours) {
    case "kept":
      return space === "cmyk" && isOfPress(profile, output) ? { ...kept, profile: undefined } : kept;
    case "inks": {
      const toInk = async (pixels: Pixels, colours: PixelColours): Promise<Pixels> => ({ ...pixels, samples: (await colours.greyInInk())(pixels.samples) });
      if (space === "grey") return { ...kept, profile: undefined, change: async (pixels, colours) => toInk(await toScreenGrey(pixels, colours), colours) };
      if (space === "rgb") {
        if (lateBinding) return { ...kept, profile: profile ?? output.sRGB };
        const convert = to(inks, own, "cmyk");
        const change = async (pixels: Pixels, colours: PixelColours): Promise<Pixels> => {
          const simplest = profile === undefined ? greyIfGrey(pixels) : pixels;
          return simplest.space === "grey" ? toInk(simplest, colours) : convert(simplest, colours);
        };
        return { ...kept, profile: undefined, change };
      }
      if (profile === undefined || isOfPress(profile, output)) return { ...kept, profile: undefined };
      reportOtherPress(image, profile, output, report);
      return { ...kept, profile: undefined, change: to(inks, profile, "cmyk") };
    }
    case "sRGB": {
      const scaled = scaledFor(image, set);
      if (space === "grey") return { scaled, change: profile === undefined ? undefined : toScreenGrey, profile: undefined };
      if (space === "rgb") return { scaled, change: profile === undefined ? undefined : to("sRGB", profile, "rgb"), profile: undefined };
      return { scaled, change: to("sRGB", profile ?? inks, "rgb"), profile: undefined };
    }
  }
}

/** Whether a CMYK profile is that of the output condition, or of the same one by another maker. */
function isOfPress(profile: Uint8Array | undefined, { condition }: Output): boolean {
  if (profile === undefined) return true;
  const press = condition.profile.bytes();
  if (profile.byteLength === press.byteLength && profile.every((byte, place) => byte === press[place])) return true;
  const facts = readProfileFacts(profile);
  return typeof facts !== "string" && conditionDescribed(facts.description)?.identifier === condition.identifier;
}

function scaledFor({ width, height }: OpenedImage, set: SetSize): Steps["scaled"] {
  const most = { width: (set.width / 72) * SCREEN_RESOLUTION, height: (set.height / 72) * SCREEN_RESOLUTION };
  // Both ways alike, so that what is set too narrow or too low by one of them keeps its sharpness in the other.
  const scale = Math.max(most.width / width, most.height / height);
  if (!(scale > 0) || scale * SCALING_SLACK >= 1) return undefined;
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

function passThrough({ bytes, space }: OpenedImage, { width, height }: Pixels): EncodedSamples {
  return { width, height, channels: channelsOf[space], bits: 8, data: withoutMetadata(bytes), coding: "jpeg", inverted: space === "cmyk" && readJpegHeader(bytes)?.adobe === true };
}

async function encode(pixels: Pixels, lossy: boolean, quality: JpegQuality): Promise<EncodedSamples> {
  if (isBilevel(pixels)) return deflateBilevel(pixels);
  return lossy ? encodeJpeg(pixels, quality) : deflateSamples(pixels.samples, { ...pixels, channels: channelsOf[pixels.space] });
}

function reportUnusable({ src, place }: OpenedImage, report: Report): void {
  reportAt(place, {
    severity: "warning",
    code: "bad-profile",
    message: `Colours cannot be converted by the ICC profile in the image “${shownName(src)}”; it is passed over.`,
    hint: "Save the image anew with a profile of its colours that other programs take.",
  }, report);
}

function reportOtherPress({ src, place }: OpenedImage, profile: Uint8Array, { condition }: Output, report: Report): void {
  const facts = readProfileFacts(profile);
  const name = typeof facts === "string" || facts.description === "" ? "another press" : `“${facts.description}”`;
  reportAt(place, {
    severity: "notice",
    code: "other-press",
    message: `The inks of the image “${shownName(src)}” are those of ${name}; they are converted to ${condition.identifier}, and what was black ink alone may get other inks.`,
    hint: "Give the image in RGB, or in the inks of the press it is printed by.",
  }, report);
}
