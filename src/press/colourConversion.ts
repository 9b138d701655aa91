import type { Color } from "../style/index.ts";
import type { Output } from "./openOutput.ts";
import type { Promises } from "./profiles.ts";

/** A colour as the output wants it; alpha stays. */
export type ConvertColour = (color: Color) => Color;

type Cmyk = Extract<Color, { readonly space: "cmyk" }>;
type Rgb = Extract<Color, { readonly space: "rgb" }>;

/**
 * Opens the conversion of a document's colours: for `inks`, RGB becomes CMYK by the output condition's ICC profile; for `sRGB`, CMYK and spot colours become
 * RGB; else they stay. Conversion is relative colorimetric with black point compensation (ISO 18619). Greys are a matter of lightness alone: an RGB grey is printed with black ink, and black
 * ink alone is shown as a grey, black as black.
 *
 * @param wanted what becomes of colours
 * @param colours those that will be converted; ICC is loaded only if one needs it
 */
export async function openColours(wanted: Promises["colours"], { condition }: Pick<Output, "condition">, colours: Iterable<Color>): Promise<ConvertColour> {
  if (wanted === "kept") return (color) => color;
  const target = wanted === "inks" ? "cmyk" : "rgb";
  const foreign = [...colours].filter((color) => color.alpha > 0 && !isIn(color, target));
  if (foreign.every(isExtreme)) return (color) => (isIn(color, target) ? color : extreme(color, target));
  const engine = await engineOf(condition.profile.bytes());
  const converted = new Map<Color, Color>();
  return (color) => {
    if (isIn(color, target)) return color;
    let found = converted.get(color);
    if (found === undefined) {
      found = isExtreme(color) ? extreme(color, target) : color.space === "rgb" ? engine.toInks(color) : { ...engine.toScreen(processOf(color)), alpha: color.alpha };
      converted.set(color, found);
    }
    return found;
  };
}

/** Spot colours are inks too. */
function isIn(color: Color, target: "cmyk" | "rgb"): boolean {
  return target === "rgb" ? color.space === "rgb" : color.space !== "rgb";
}

/** A spot colour mixed from process inks. */
function processOf(color: Exclude<Color, Rgb>): Cmyk {
  if (color.space === "cmyk") return color;
  const { alternate: { c, m, y, k }, tint, alpha } = color;
  return { space: "cmyk", c: c * tint, m: m * tint, y: y * tint, k: k * tint, alpha };
}

/** White, black and what cannot be seen, which need no profile. */
function isExtreme(color: Color): boolean {
  if (color.alpha === 0) return true;
  if (color.space === "rgb") return color.r === color.g && color.g === color.b && (color.r === 0 || color.r === 1);
  const { c, m, y, k } = processOf(color);
  return c === 0 && m === 0 && y === 0 && (k === 0 || k === 1);
}

function extreme(color: Color, target: "cmyk" | "rgb"): Color {
  const white = color.space === "rgb" ? color.r === 1 : processOf(color).k === 0;
  const { alpha } = color;
  if (target === "cmyk") return { space: "cmyk", c: 0, m: 0, y: 0, k: white ? 0 : 1, alpha };
  const level = white ? 1 : 0;
  return { space: "rgb", r: level, g: level, b: level, alpha };
}

interface Engine {
  readonly toInks: (color: Rgb) => Cmyk;
  readonly toScreen: (color: Cmyk) => Rgb;
}

/** Steps of the search for the black that is as light as a grey: half of them in every step, to less than an 8-bit level. */
const SEARCH_STEPS = 12;

/** By profile: reading one takes longer than an edition's colours take to convert. */
const engines = new WeakMap<Uint8Array, Promise<Engine>>();

function engineOf(profile: Uint8Array): Promise<Engine> {
  let engine = engines.get(profile);
  if (engine === undefined) {
    engine = openEngine(profile);
    engines.set(profile, engine);
  }
  return engine;
}

async function openEngine(profile: Uint8Array): Promise<Engine> {
  const { default: { Profile, Transform, eIntent } } = await import("jscolorengine");
  const press = new Profile();
  press.loadBinary(profile);
  type Space = typeof press | "*sRGB" | "*Lab";
  // In its own format of colours the engine rounds to whole per cent, and gives nothing where the same one comes twice running.
  const open = (from: Space, to: Space, BPC = true): ((...components: number[]) => number[]) => {
    const transform = new Transform({ buildLut: false, BPC, dataFormat: "device" });
    transform.create(from, to, eIntent.relative);
    return (...components) => numbersOf(transform.transform(components));
  };
  const once = <T>(make: () => T): (() => T) => {
    let made: { readonly value: T } | undefined;
    return () => (made ??= { value: make() }).value;
  };
  const intoInks = once(() => open("*sRGB", press));
  const ontoScreen = once(() => open(press, "*sRGB"));
  const ofInks = once(() => open(press, "*Lab", false));
  const ofScreen = once(() => open("*sRGB", "*Lab", false));

  /** L* of black ink alone, stretched so that its full strength is black: paper is white, as relative colorimetry has it. */
  const lightnessOfBlack = (k: number): number => {
    const of = (share: number): number => ofInks()(0, 0, 0, share)[0] ?? 0;
    const [black, paper] = [of(1), of(0)];
    return (of(k) - black) / (paper - black);
  };
  const lightnessOfGrey = (level: number): number => ofScreen()(level, level, level)[0] ?? 0;

  return {
    toInks: ({ r, g, b, alpha }) => {
      if (r === g && g === b) return { space: "cmyk", c: 0, m: 0, y: 0, k: search(lightnessOfGrey(r), lightnessOfBlack), alpha };
      const [c = 0, m = 0, y = 0, k = 0] = intoInks()(r, g, b);
      return { space: "cmyk", c, m, y, k, alpha };
    },
    toScreen: ({ c, m, y, k, alpha }) => {
      if (c === 0 && m === 0 && y === 0) {
        const level = 1 - search(lightnessOfBlack(k), (dark) => lightnessOfGrey(1 - dark));
        return { space: "rgb", r: level, g: level, b: level, alpha };
      }
      const [r = 0, g = 0, b = 0] = ontoScreen()(c, m, y, k);
      return { space: "rgb", r, g, b, alpha };
    },
  };
}

/** The share from 0 to 1 at which a falling measure reaches a value. */
function search(value: number, measure: (share: number) => number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < SEARCH_STEPS; step++) {
    const middle = (low + high) / 2;
    if (measure(middle) > value) low = middle;
    else high = middle;
  }
  return Math.round(((low + high) / 2) * 1000) / 1000;
}

/** The channels of a colour that the engine gave, each within 0 and 1. */
function numbersOf(color: unknown): number[] {
  if (!Array.isArray(color)) throw new Error("The colour engine gave no colour");
  return color.map((value: unknown) => {
    if (typeof value !== "number" || Number.isNaN(value)) throw new Error("The colour engine gave a colour without a channel");
    return Math.min(1, Math.max(0, value));
  });
}
