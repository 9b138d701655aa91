import type { PixelSpace } from "./openedImage.ts";
import { openColours, readProfileFacts, type Output } from "../press/index.ts";

/** A device whose colours are meant: a profile's bytes, or sRGB. */
export type Device = Uint8Array | "sRGB";

/** Converts samples, interleaved; the result has the target's channels. */
export type ConvertSamples = (samples: Uint8Array) => Uint8Array;

/** Converts between devices, relative colorimetric with black point compensation (ISO 18619), as colours of the stylesheet are. */
export interface PixelColours {
  /** @returns `undefined` where the source's profile is one that cannot be used. */
  readonly between: (from: Device, to: Device, fromSpace: PixelSpace) => Promise<ConvertSamples | undefined>;
  /** Greys as shares of black ink that look as light, written as greys again: 0 is full ink. */
  readonly greyInInk: () => Promise<ConvertSamples>;
}

/**
 * Opens the conversion of pixels. libvips could do it too, but its binding converts by perception alone and without black point compensation, so that an image
 * would not meet the flat colour beside it.
 */
export function openPixelColours(output: Pick<Output, "condition">): PixelColours {
  const conversions = new Map<Device, Map<Device, Promise<ConvertSamples | undefined>>>();
  let inkLevels: Promise<Uint8Array> | undefined;
  return {
    between: (from, to, fromSpace) => {
      const known = conversions.get(from) ?? new Map<Device, Promise<ConvertSamples | undefined>>();
      conversions.set(from, known);
      const conversion = known.get(to) ?? openConversion(from, to, fromSpace);
      known.set(to, conversion);
      return conversion;
    },
    greyInInk: async () => {
      inkLevels ??= levelsInInk(output);
      return throughTable(await inkLevels);
    },
  };
}

async function openConversion(from: Device, to: Device, fromSpace: PixelSpace): Promise<ConvertSamples | undefined> {
  const { default: { Profile, Transform, eIntent } } = await import("jscolorengine");
  const open = (device: Device): InstanceType<typeof Profile> | "*sRGB" | undefined => {
    if (device === "sRGB") return "*sRGB";
    const profile = new Profile();
    profile.loadBinary(device);
    return profile.loaded ? profile : undefined;
  };
  try {
    const [source, target] = [open(from), open(to)];
    if (source === undefined || target === undefined) return undefined;
    const transform = new Transform({ buildLut: !(isByCurves(from) && isByCurves(to)), BPC: true, dataFormat: "int8", ...GRID });
    transform.create(source, target, eIntent.relative);
    const convert: ConvertSamples = (samples) => samplesOf(transform.array(samples, false, false));
    // A grey has 256 colours: they are converted once, and one channel is enough for what comes out grey.
    return fromSpace === "grey" ? throughTable(firstOfThree(convert(everyLevel))) : convert;
  } catch {
    // The engine throws at profiles that are damaged or of a kind that it does not know.
    return undefined;
  }
}

/** So fine that a table is off by 1 of 255 at most from what it was made of, by 3 where there are four inks. */
const GRID = { lutGridPoints3D: 49, lutGridPoints4D: 25 } as const;

/** Primaries and tone curves: the engine is exact and fastest with these alone, and a table would be off by up to 25. */
function isByCurves(device: Device): boolean {
  if (device === "sRGB") return true;
  const facts = readProfileFacts(device);
  return typeof facts !== "string" && facts.space === "RGB" && !facts.hasTables;
}

const everyLevel = Uint8Array.from({ length: 256 }, (_, level) => level);

function throughTable(table: Uint8Array): ConvertSamples {
  return (samples) => samples.map((level) => table[level] ?? level);
}

function firstOfThree(samples: Uint8Array): Uint8Array {
  return Uint8Array.from(everyLevel, (level) => samples[level * 3] ?? level);
}

function samplesOf(result: unknown): Uint8Array {
  if (!(result instanceof Uint8Array || result instanceof Uint8ClampedArray)) throw new Error("the colour engine gave no samples");
  return new Uint8Array(result.buffer, result.byteOffset, result.byteLength);
}

async function levelsInInk({ condition }: Pick<Output, "condition">): Promise<Uint8Array> {
  const greys = Array.from(everyLevel, (level) => ({ space: "rgb", r: level / 255, g: level / 255, b: level / 255, alpha: 1 }) as const);
  const convert = await openColours("inks", { condition }, greys);
  return Uint8Array.from(greys, (grey) => {
    const printed = convert(grey);
    return printed.space === "cmyk" ? Math.round((1 - printed.k) * 255) : 0;
  });
}
