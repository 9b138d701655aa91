import type { Color, InkMixture } from "../style/index.ts";
import { decimal } from "./decimal.ts";
import type { PdfFile, PdfReference, PdfValue } from "./pdfkitDocument.ts";

/** How a colour is set in a content stream. */
export interface Paint {
  /** Operators for filling and for stroking. */
  readonly fill: string;
  readonly stroke: string;
  /** The colour space resource that they name. */
  readonly space?: string;
  /** Black ink alone, at full strength and opaque: it may print over what lies below. */
  readonly black: boolean;
}

/** The colours of a file: what to write for them, and the colour spaces that this takes. */
export interface Inks {
  readonly paintOf: (color: Color) => Paint;
  /** The colour space resource of a name that a paint gave. */
  readonly spaceOf: (name: string) => PdfValue;
}

/** The resource in which printer's marks are drawn: a Separation named All, which every plate shows (ISO 32000-1, 8.6.6.4). */
export const REGISTRATION = "Registration";
const CALIBRATED = "SRGB";

export interface InkOptions {
  /** What becomes of a colour before it is written. */
  readonly convert: (color: Color) => Color;
  /** The ICC profile that RGB colours are tagged with; device colours without. */
  readonly calibration?: (() => PdfReference) | undefined;
}

/** Opens the colours of a file. */
export function openInks(file: Pick<PdfFile, "object">, { convert, calibration }: InkOptions): Inks {
  const paints = new Map<Color, Paint>();
  const spaces = new Map<string, () => PdfValue>([[REGISTRATION, () => separation(file, "All", { c: 1, m: 1, y: 1, k: 1 })]]);
  const written = new Map<string, PdfValue>();
  if (calibration !== undefined) spaces.set(CALIBRATED, () => ["ICCBased", calibration()]);
  const spots: string[] = [];

  /** A spot ink's first mixture is its only one: a name may not mean two colours (ISO 19005-2, 6.2.4.4). */
  function spotSpace(name: string, alternate: InkMixture): string {
    const known = spots.indexOf(name);
    const resource = `Spot${known < 0 ? spots.push(name) : known + 1}`;
    if (known < 0) spaces.set(resource, () => separation(file, name, alternate));
    return resource;
  }

  function makePaint(color: Color): Paint {
    switch (color.space) {
      case "cmyk": {
        const { c, m, y, k, alpha } = color;
        const components = [c, m, y, k].map(decimal).join(" ");
        return { fill: `${components} k`, stroke: `${components} K`, black: c === 0 && m === 0 && y === 0 && k === 1 && alpha === 1 };
      }
      case "rgb": {
        const components = [color.r, color.g, color.b].map(decimal).join(" ");
        if (calibration === undefined) return { fill: `${components} rg`, stroke: `${components} RG`, black: false };
        return { fill: `/${CALIBRATED} cs ${components} sc`, stroke: `/${CALIBRATED} CS ${components} SC`, space: CALIBRATED, black: false };
      }
      case "spot": {
        const space = spotSpace(color.name, color.alternate);
        return { fill: `/${space} cs ${decimal(color.tint)} scn`, stroke: `/${space} CS ${decimal(color.tint)} SCN`, space, black: false };
      }
    }
  }

  return {
    paintOf: (color) => {
      let paint = paints.get(color);
      if (paint === undefined) {
        paint = makePaint(convert(color));
        paints.set(color, paint);
      }
      return paint;
    },
    spaceOf: (name) => {
      let value = written.get(name);
      if (value === undefined) {
        const make = spaces.get(name);
        if (make === undefined) throw new Error(`A page names the colour space ${name}, which the file does not have`);
        value = make();
        written.set(name, value);
      }
      return value;
    },
  };
}

/** An ink with its own plate, and the mixture that shows it elsewhere (ISO 32000-1, 8.6.6.4). */
function separation(file: Pick<PdfFile, "object">, name: string, { c, m, y, k }: InkMixture): PdfValue {
  const tint = file.object({ FunctionType: 2, Domain: [0, 1], C0: [0, 0, 0, 0], C1: [c, m, y, k], N: 1 });
  tint.end();
  return ["Separation", pdfName(name), "DeviceCMYK", tint];
}

/** A name with all but plain characters escaped, in UTF-8 (ISO 32000-1, 7.3.5). */
export function pdfName(name: string): string {
  let escaped = "";
  for (const byte of new TextEncoder().encode(name)) {
    const character = String.fromCharCode(byte);
    escaped += /[A-Za-z0-9_.+-]/.test(character) ? character : `#${byte.toString(16).padStart(2, "0")}`;
  }
  return escaped;
}
