import type { Color } from "./computed.ts";
import { identifier, isComma, isSlash, type ValueNode } from "./cssSyntax.ts";
import { namedColors } from "./namedColors.ts";
import { readQuantity } from "./quantities.ts";
import { readSpot, spotFunction, type SpotFault } from "./spotColors.ts";

/** A colour before it is known what `currentcolor` stands for. */
export type SpecifiedColor = Color | "currentcolor";

/** The black of printed text: the black plate alone. */
export const textBlack: Color = { space: "cmyk", c: 0, m: 0, y: 0, k: 1, alpha: 1 };

export const transparent: Color = { space: "rgb", r: 0, g: 0, b: 0, alpha: 0 };

/** The functions that `readColor` knows. */
export const colorFunctions = ["rgb", "rgba", "hsl", "hsla", "hwb", "device-cmyk", spotFunction] as const;

/**
 * Reads a colour: names, `#hex`, rgb(), hsl(), hwb() (CSS Color 4, sections 5 to 8), device-cmyk() (CSS Color 5, section 8) in
 * the modern and the comma-separated forms, -nashra-spot(), `transparent`, `currentcolor`. Black in RGB becomes device-cmyk(0 0 0 1).
 *
 * @returns Components from 0 to 1, those out of range clamped; `undefined` if the node is no such colour.
 */
export function readColor(node: ValueNode | undefined): SpecifiedColor | undefined {
  if (node?.type === "Hash") return readHex(node.value);
  if (node?.type === "Function") return readColorFunction(node.name.toLowerCase(), node.children.toArray());
  const name = identifier(node);
  if (name === undefined) return undefined;
  if (name === "currentcolor") return "currentcolor";
  if (name === "transparent") return transparent;
  const value = Object.hasOwn(namedColors, name) ? namedColors[name] : undefined;
  return value === undefined ? undefined : rgb((value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255, 1);
}

/** Black is the black plate alone whatever it is called: four inks on top of each other would blur small type. */
function rgb(r: number, g: number, b: number, alpha: number): Color {
  if (r <= 0 && g <= 0 && b <= 0) return { ...textBlack, alpha: unit(alpha) };
  return { space: "rgb", r: unit(r), g: unit(g), b: unit(b), alpha: unit(alpha) };
}

function unit(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function readHex(digits: string): Color | undefined {
  if (!/^(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.test(digits)) return undefined;
  const step = digits.length < 6 ? 1 : 2;
  const component = (index: number): number => {
    const text = digits.slice(index * step, (index + 1) * step);
    if (text === "") return 1;
    return Number.parseInt(step === 1 ? text + text : text, 16) / 255;
  };
  return rgb(component(0), component(1), component(2), component(3));
}

/** A component as written: `none` counts as 0 (CSS Color 4, section 4.4). */
interface Component {
  readonly value: number;
  readonly unit: "number" | "percent" | "angle";
}

function readColorFunction(name: string, nodes: readonly ValueNode[]): Color | undefined {
  switch (name) {
    case "rgb":
    case "rgba":
      return readRgb(readArguments(nodes, 3, true));
    case "hsl":
    case "hsla":
      return readHue(readArguments(nodes, 3, true), hslToRgb);
    case "hwb":
      return readHue(readArguments(nodes, 3, false), hwbToRgb);
    case "device-cmyk":
      return readCmyk(readArguments(nodes, 4, true));
    case spotFunction: {
      const spot = readSpot(nodes, spotParts);
      return "message" in spot ? undefined : spot;
    }
    default:
      return undefined;
  }
}

const spotParts = {
  readColor,
  readShare: (node: ValueNode): number | undefined => {
    const component = readComponent(node, true);
    return component === undefined || component.unit === "angle" ? undefined : component.unit === "percent" ? component.value / 100 : component.value;
  },
};

/** Why a value's spot colour is none, where it has one and that is so. */
export function spotFaultIn(nodes: readonly ValueNode[]): SpotFault | undefined {
  for (const node of nodes) {
    if (node.type !== "Function" || node.name.toLowerCase() !== spotFunction) continue;
    const spot = readSpot(node.children.toArray(), spotParts);
    if ("message" in spot) return spot;
  }
  return undefined;
}

interface Arguments {
  readonly components: readonly Component[];
  readonly alpha: number;
  readonly legacy: boolean;
}

function readArguments(nodes: readonly ValueNode[], count: number, legacyAllowed: boolean): Arguments | undefined {
  const legacy = nodes.some(isComma);
  if (legacy && !legacyAllowed) return undefined;
  const components: Component[] = [];
  let alpha: Component | undefined = { value: 1, unit: "number" };
  let expectSeparator = false;
  for (const [index, node] of nodes.entries()) {
    if (expectSeparator && components.length === count) {
      const separates = legacy ? isComma(node) : isSlash(node);
      if (!separates || index !== nodes.length - 2) return undefined;
      alpha = readComponent(nodes[index + 1], legacy);
      break;
    }
    if (legacy && expectSeparator) {
      if (!isComma(node)) return undefined;
      expectSeparator = false;
      continue;
    }
    const component = readComponent(node, legacy);
    if (!component) return undefined;
    components.push(component);
    expectSeparator = legacy || components.length === count;
  }
  if (components.length !== count || alpha === undefined || alpha.unit === "angle") return undefined;
  return { components, alpha: alpha.unit === "percent" ? alpha.value / 100 : alpha.value, legacy };
}

/** Degrees to the unit (CSS Values 4, section 7.1). */
const angleUnits: Readonly<Record<string, number>> = { deg: 1, grad: 0.9, rad: 180 / Math.PI, turn: 360 };

function readComponent(node: ValueNode | undefined, legacy: boolean): Component | undefined {
  if (identifier(node) === "none") return legacy ? undefined : { value: 0, unit: "number" };
  if (node?.type === "Dimension") {
    const degrees = angleUnits[node.unit.toLowerCase()];
    return degrees === undefined ? undefined : { value: Number(node.value) * degrees, unit: "angle" };
  }
  const quantity = readQuantity(node);
  if (quantity?.kind === "number") return { value: quantity.value, unit: "number" };
  const isPercentage = quantity?.kind === "length" && quantity.relative && quantity.pt === 0 && quantity.em === 0 && quantity.rem === 0;
  return isPercentage ? { value: quantity.percent, unit: "percent" } : undefined;
}

function readRgb(parsed: Arguments | undefined): Color | undefined {
  if (!parsed) return undefined;
  const { components, alpha, legacy } = parsed;
  if (components.some(({ unit }) => unit === "angle")) return undefined;
  if (legacy && new Set(components.map(({ unit }) => unit)).size > 1) return undefined;
  const [r = 0, g = 0, b = 0] = components.map(({ value, unit }) => value / (unit === "percent" ? 100 : 255));
  return rgb(r, g, b, alpha);
}

function readCmyk(parsed: Arguments | undefined): Color | undefined {
  if (!parsed || parsed.components.some(({ unit }) => unit === "angle")) return undefined;
  const [c = 0, m = 0, y = 0, k = 0] = parsed.components.map(({ value, unit: kind }) => unit(kind === "percent" ? value / 100 : value));
  return { space: "cmyk", c, m, y, k, alpha: unit(parsed.alpha) };
}

type HueConversion = (hue: number, second: number, third: number) => readonly [number, number, number];

function readHue(parsed: Arguments | undefined, convert: HueConversion): Color | undefined {
  if (!parsed) return undefined;
  const [hue, second, third] = parsed.components;
  if (!hue || !second || !third || hue.unit === "percent" || second.unit === "angle" || third.unit === "angle") return undefined;
  if (parsed.legacy && (second.unit !== "percent" || third.unit !== "percent")) return undefined;
  const turned = ((hue.value % 360) + 360) % 360;
  return rgb(...convert(turned, unit(second.value / 100), unit(third.value / 100)), parsed.alpha);
}

/** CSS Color 4, section 7.1. */
function hslToRgb(hue: number, saturation: number, lightness: number): readonly [number, number, number] {
  const component = (n: number): number => {
    const k = (n + hue / 30) % 12;
    return lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  };
  return [component(0), component(8), component(4)];
}

/** CSS Color 4, section 8.1. */
function hwbToRgb(hue: number, whiteness: number, blackness: number): readonly [number, number, number] {
  const sum = whiteness + blackness;
  if (sum >= 1) return [whiteness / sum, whiteness / sum, whiteness / sum];
  const scale = (value: number): number => value * (1 - sum) + whiteness;
  const [r, g, b] = hslToRgb(hue, 1, 0.5);
  return [scale(r), scale(g), scale(b)];
}
