import { PdfArray, PdfDictionary, PdfName, PdfText, type PdfObject } from "./objects.ts";

export type DeviceFamily = "DeviceGray" | "DeviceRGB" | "DeviceCMYK";

interface Common {
  /** The same for the same space, wherever it stands. */
  readonly key: string;
  readonly components: number;
}

/** A colour space (ISO 32000-1, 8.6). */
export type ColourSpace =
  | (Common & { readonly family: DeviceFamily })
  | (Common & { readonly family: "CalGray" | "CalRGB" | "Lab" })
  | (Common & { readonly family: "ICCBased"; readonly profile: PdfDictionary })
  | (Common & { readonly family: "Indexed"; readonly base: ColourSpace; readonly high: number | undefined; readonly table: PdfObject | undefined })
  | (Common & { readonly family: "Pattern"; readonly base: ColourSpace | undefined })
  | (Common & { readonly family: "Separation" | "DeviceN"; readonly names: readonly string[]; readonly alternate: ColourSpace; readonly array: PdfArray })
  | (Common & { readonly family: "unknown" });

const devices: Readonly<Record<string, { readonly family: DeviceFamily; readonly components: number; readonly replacedBy: string }>> = {
  DeviceGray: { family: "DeviceGray", components: 1, replacedBy: "DefaultGray" },
  DeviceRGB: { family: "DeviceRGB", components: 3, replacedBy: "DefaultRGB" },
  DeviceCMYK: { family: "DeviceCMYK", components: 4, replacedBy: "DefaultCMYK" },
};

/** The short names of inline images (ISO 32000-1, table 94). */
const shortNames: Readonly<Record<string, string>> = { G: "DeviceGray", RGB: "DeviceRGB", CMYK: "DeviceCMYK", I: "Indexed" };

const unknown: ColourSpace = { family: "unknown", key: "unknown", components: 0 };

/** Spaces stand in each other: a Pattern's in an Indexed one's in a Separation's … */
const deepest = 8;

/**
 * Reads a colour space, device spaces replaced by the defaults that the resources give for them (ISO 32000-1, 8.6.5.6).
 *
 * @param resources Where names are looked up.
 */
export function readColourSpace(object: PdfObject | undefined, resources: PdfDictionary | undefined, depth = 0): ColourSpace {
  if (depth > deepest) return unknown;
  const spaces = resources?.dictionary("ColorSpace");
  if (object instanceof PdfName) {
    const name = shortNames[object.value] ?? object.value;
    const named = spaces?.get(object.value);
    if (name === "Pattern") return { family: "Pattern", key: "Pattern", components: 0, base: undefined };
    const device = devices[name];
    if (device === undefined) return named === undefined ? unknown : readColourSpace(named, resources, depth + 1);
    const replacement = spaces?.get(device.replacedBy);
    return replacement instanceof PdfArray ? readColourSpace(replacement, undefined, depth + 1) : { family: device.family, key: device.family, components: device.components };
  }
  if (!(object instanceof PdfArray)) return unknown;
  const first = object.at(0);
  if (!(first instanceof PdfName)) return unknown;
  const family = shortNames[first.value] ?? first.value;
  return object.length === 1 ? readColourSpace(first, resources, depth + 1) : readArray(family, object, resources, depth + 1);
}

function readArray(family: string, array: PdfArray, resources: PdfDictionary | undefined, depth: number): ColourSpace {
  const second = array.at(1);
  if (family === "CalGray") return { family, key: `${family} ${array.id}`, components: 1 };
  if (family === "CalRGB" || family === "Lab") return { family, key: `${family} ${array.id}`, components: 3 };
  if (family === "ICCBased" && second instanceof PdfDictionary) {
    return { family, key: `ICCBased ${second.id}`, components: second.number("N") ?? 0, profile: second };
  }
  if (family === "Indexed") {
    const base = readColourSpace(second, resources, depth);
    const high = array.at(2);
    return { family, key: `Indexed ${base.key} ${array.id}`, components: 1, base, high: typeof high === "number" ? high : undefined, table: array.at(3) };
  }
  if (family === "Pattern") {
    const base = second === undefined ? undefined : readColourSpace(second, resources, depth);
    return { family, key: `Pattern ${base?.key ?? ""}`, components: base?.components ?? 0, base };
  }
  if (family === "Separation" || family === "DeviceN") {
    const names = second instanceof PdfName ? [second.value] : second instanceof PdfArray ? second.names() : [];
    return { family, key: `${family} ${names.join(" ")} ${array.id}`, components: names.length, names, alternate: readColourSpace(array.at(2), resources, depth), array };
  }
  return unknown;
}

/** A space with all that it is based on. */
export function spacesWithin(space: ColourSpace): ColourSpace[] {
  if (space.family === "Indexed") return [space, ...spacesWithin(space.base)];
  if (space.family === "Pattern") return [space, ...(space.base === undefined ? [] : spacesWithin(space.base))];
  if (space.family === "Separation" || space.family === "DeviceN") return [space, ...spacesWithin(space.alternate)];
  return [space];
}

/** The bytes of an Indexed space's table, where it is a string. */
export function tableBytes(table: PdfObject | undefined): Uint8Array | undefined {
  return table instanceof PdfText ? table.bytes : undefined;
}

/** The colour that a space begins with (ISO 32000-1, 8.6.5 and 8.6.6). */
export function initialColour(space: ColourSpace): readonly number[] {
  if (space.family === "DeviceCMYK") return [0, 0, 0, 1];
  const ink = space.family === "Separation" || space.family === "DeviceN";
  return Array.from({ length: space.components }, () => (ink ? 1 : 0));
}

/**
 * How much ink a colour lays down, in per cent of one full ink; `undefined` where that depends on a conversion.
 * Registration colour (All) is left out: it belongs into marks beyond the trim.
 */
export function inkOf(space: ColourSpace, components: readonly number[]): number | undefined {
  const isInk = space.family === "DeviceCMYK" || space.family === "DeviceGray" || space.family === "DeviceN" || space.family === "Separation" || isCmykProfile(space);
  if (!isInk || ((space.family === "Separation" || space.family === "DeviceN") && space.names.includes("All"))) return undefined;
  const sum = components.reduce((total, value) => total + Math.min(1, Math.max(0, value)), 0);
  return 100 * (space.family === "DeviceGray" ? 1 - sum : sum);
}

export function isCmykProfile(space: ColourSpace): boolean {
  return space.family === "ICCBased" && space.components === 4;
}
