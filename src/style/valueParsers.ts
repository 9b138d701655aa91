import type { Numerals } from "../numerals/index.ts";
import type { BorderStyle, ComputedStyle, ContentPart, InitialSize, LengthPercentage, PrinterMarks } from "./computed.ts";
import { readColor, type SpecifiedColor } from "./colors.ts";
import { commaSeparated, identifier, isComma, type ValueNode } from "./cssSyntax.ts";
import { readQuantity, resolveLength, resolveLengthPercentage, type LengthContext } from "./quantities.ts";

/** What a value is computed against: the element's own font size and its parent's values. */
export interface ComputationContext extends LengthContext {
  readonly parentFontWeight: number;
  readonly parentFontSize: number;
  readonly parentTextAlign: ComputedStyle["textAlign"];
  /** Absent for the root. */
  readonly parentDirection: ComputedStyle["direction"] | undefined;
}

/** A parsed value, waiting for what its relative parts refer to. */
export type Specified<T> = (context: ComputationContext) => T;

/** Reads a whole value; `undefined` if it does not fit the property's grammar. */
export type Parser<T> = (nodes: readonly ValueNode[]) => Specified<T> | undefined;

function constant<T>(value: T): Specified<T> {
  return () => value;
}

function single(nodes: readonly ValueNode[]): ValueNode | undefined {
  return nodes.length === 1 ? nodes[0] : undefined;
}

/** One of some keywords. */
export function keyword<const K extends string>(...names: readonly K[]): Parser<K> {
  const values = new Map<string, Specified<K>>(names.map((name) => [name, constant(name)]));
  return (nodes) => values.get(identifier(single(nodes)) ?? "");
}

/** Keywords that stand for something else. */
export function keywordMap<T>(meanings: Readonly<Record<string, T>>): Parser<T> {
  const values = new Map<string, Specified<T>>(Object.entries(meanings).map(([name, value]) => [name, constant(value)]));
  return (nodes) => values.get(identifier(single(nodes)) ?? "");
}

/** A string with something in it. */
export const nonEmptyString: Parser<string> = (nodes) => {
  const node = single(nodes);
  return node?.type === "String" && node.value !== "" ? constant(node.value) : undefined;
};

/** The first parser that accepts. */
export function either<A, B>(first: Parser<A>, second: Parser<B>): Parser<A | B> {
  return (nodes) => first(nodes) ?? second(nodes);
}

interface Range {
  readonly negative: boolean;
}

/** `<length>`, to pt. A number is one only where it is 0 (CSS Values 4, section 6). */
export function lengthIn({ negative }: Range): Parser<number> {
  return (nodes) => {
    const quantity = readQuantity(single(nodes));
    if (quantity?.kind === "number") return quantity.value === 0 && !quantity.calculated ? constant(0) : undefined;
    if (!quantity || quantity.relative) return undefined;
    if (negative) return (context) => resolveLength(quantity, context);
    if (!quantity.calculated && (quantity.pt < 0 || quantity.em < 0 || quantity.rem < 0)) return undefined;
    return (context) => Math.max(0, resolveLength(quantity, context));
  };
}

/** `<length-percentage>`, to pt or a share. */
export function lengthPercentageIn({ negative }: Range): Parser<LengthPercentage> {
  const asLength = lengthIn({ negative });
  return (nodes) => {
    const quantity = readQuantity(single(nodes));
    if (quantity?.kind !== "length" || !quantity.relative) return asLength(nodes);
    if (!negative && !quantity.calculated && quantity.percent < 0) return undefined;
    return (context) => resolveLengthPercentage(quantity, context);
  };
}

interface NumberRange {
  readonly from: number;
  readonly to?: number;
  readonly integer?: boolean;
}

/** `<number>` or `<integer>`; calc() is rounded and clamped to the range. */
export function numberIn({ from, to = Infinity, integer = false }: NumberRange): Parser<number> {
  return (nodes) => {
    const quantity = readQuantity(single(nodes));
    if (quantity?.kind !== "number") return undefined;
    const { value, calculated } = quantity;
    if (calculated) return constant(Math.min(to, Math.max(from, integer ? Math.round(value) : value)));
    return value < from || value > to || (integer && !Number.isInteger(value)) ? undefined : constant(value);
  };
}

export const color: Parser<SpecifiedColor> = (nodes) => {
  const value = readColor(single(nodes));
  return value && constant(value);
};

/** CSS Backgrounds 3, section 4.3: thin, medium and thick are 1, 3 and 5 px. */
export const borderWidth: Parser<number> = either(keywordMap({ thin: 0.75, medium: 2.25, thick: 3.75 }), lengthIn({ negative: false }));

export const borderStyle: Parser<BorderStyle> = keywordMap({
  none: "none", hidden: "none", solid: "solid", double: "double", dashed: "dashed", dotted: "dotted",
});

/** Absolute sizes after CSS Fonts 4, section 2.5.1, medium being 16 px. */
const absoluteFontSizes: Parser<number> = keywordMap({
  "xx-small": 7.2, "x-small": 9, small: 10.67, medium: 12, large: 14.4, "x-large": 18, "xx-large": 24, "xxx-large": 36,
});

/** A percentage and em refer to the parent's size, which the context of `font-size` has as its font size. */
export const fontSize: Parser<number> = (nodes) => {
  const relative = identifier(single(nodes));
  if (relative === "larger") return ({ parentFontSize }) => parentFontSize * 1.2;
  if (relative === "smaller") return ({ parentFontSize }) => parentFontSize / 1.2;
  const absolute = absoluteFontSizes(nodes);
  if (absolute) return absolute;
  const size = lengthPercentageIn({ negative: false })(nodes);
  return size && ((context) => {
    const value = size(context);
    if (typeof value === "number") return value;
    return Math.max(0, (value.percent / 100) * context.parentFontSize + (value.offset ?? 0));
  });
};

export const fontWeight: Parser<number> = (nodes) => {
  switch (identifier(single(nodes))) {
    case "normal":
      return constant(400);
    case "bold":
      return constant(700);
    case "bolder":
      return ({ parentFontWeight: weight }) => (weight < 350 ? 400 : weight < 550 ? 700 : weight < 900 ? 900 : weight);
    case "lighter":
      return ({ parentFontWeight: weight }) => (weight < 100 ? weight : weight < 550 ? 100 : weight < 750 ? 400 : 700);
    default:
      return numberIn({ from: 1, to: 1000 })(nodes);
  }
};

const cssWideKeywords: ReadonlySet<string> = new Set(["inherit", "initial", "unset", "revert", "revert-layer", "default"]);

/** One family name: a string, or identifiers joined by single spaces. */
export function familyName(nodes: readonly ValueNode[]): string | undefined {
  const [first] = nodes;
  if (nodes.length === 1 && first?.type === "String") return first.value;
  const words = nodes.map((node) => (node.type === "Identifier" ? node.name : undefined));
  if (words.length === 0 || words.includes(undefined)) return undefined;
  return nodes.length === 1 && cssWideKeywords.has(words[0]?.toLowerCase() ?? "") ? undefined : words.join(" ");
}

export const fontFamily: Parser<readonly string[]> = (nodes) => {
  const names = commaSeparated(nodes)?.map(familyName);
  if (!names) return undefined;
  const known = names.filter((name) => name !== undefined);
  return known.length === names.length ? constant(known) : undefined;
};

/** CSS Fonts 4, section 6.12: `[ <opentype-tag> [ <integer [0,∞]> | on | off ]? ]#`. */
export const fontFeatures: Parser<Readonly<Record<string, number>>> = (nodes) => {
  if (identifier(single(nodes)) === "normal") return constant({});
  const features: Record<string, number> = {};
  for (const part of commaSeparated(nodes) ?? [[]]) {
    const [tag, value] = part;
    if (tag?.type !== "String" || !/^[\x20-\x7e]{4}$/.test(tag.value) || part.length > 2) return undefined;
    const setting = featureValue(value);
    if (setting === undefined) return undefined;
    features[tag.value] = setting;
  }
  return constant(features);
};

/** `none | [ <opentype-tag> [ <integer [0,∞]> | on | off ]? ]#`, each a set of its own. */
export function featureSets(nodes: readonly ValueNode[]): readonly Readonly<Record<string, number>>[] | undefined {
  if (identifier(single(nodes)) === "none") return [];
  const sets: Readonly<Record<string, number>>[] = [];
  for (const part of commaSeparated(nodes) ?? [[]]) {
    const [tag, value] = part;
    const setting = featureValue(value);
    if (tag?.type !== "String" || !/^[\x20-\x7e]{4}$/.test(tag.value) || part.length > 2 || setting === undefined) return undefined;
    sets.push({ [tag.value]: setting });
  }
  return sets;
}

function featureValue(node: ValueNode | undefined): number | undefined {
  if (!node) return 1;
  const name = identifier(node);
  if (name !== undefined) return name === "on" ? 1 : name === "off" ? 0 : undefined;
  return node.type === "Number" && /^\+?\d+$/.test(node.value) ? Number(node.value) : undefined;
}

/** A line height that follows each descendant's own font size. */
export interface LineHeightFactor {
  readonly factor: number;
}

export const lineHeight: Parser<number | "normal" | LineHeightFactor> = (nodes) => {
  if (identifier(single(nodes)) === "normal") return constant("normal");
  const factor = numberIn({ from: 0 })(nodes);
  if (factor) return (context) => ({ factor: factor(context) });
  const size = lengthPercentageIn({ negative: false })(nodes);
  return size && ((context) => {
    const value = size(context);
    return typeof value === "number" ? value : Math.max(0, (value.percent / 100) * context.fontSize + (value.offset ?? 0));
  });
};

const alignment = keyword("start", "end", "left", "right", "center", "justify");

/** `match-parent` is the side on which the parent's lines start or end (CSS Text 3, section 6.1). */
export const textAlign: Parser<ComputedStyle["textAlign"]> = (nodes) => {
  if (identifier(single(nodes)) !== "match-parent") return alignment(nodes);
  return ({ parentTextAlign, parentDirection }) => {
    if (parentDirection === undefined || (parentTextAlign !== "start" && parentTextAlign !== "end")) return parentTextAlign;
    return (parentTextAlign === "start") === (parentDirection === "rtl") ? "right" : "left";
  };
};

/** Page sizes in pt (CSS Paged Media 3, section 7.1), portrait. */
const millimetre = 72 / 25.4;
const pageSizes: Readonly<Record<string, readonly [width: number, height: number]>> = {
  a3: [297 * millimetre, 420 * millimetre],
  a4: [210 * millimetre, 297 * millimetre],
  a5: [148 * millimetre, 210 * millimetre],
  b4: [250 * millimetre, 353 * millimetre],
  b5: [176 * millimetre, 250 * millimetre],
  letter: [612, 792],
  legal: [612, 1008],
  ledger: [792, 1224],
};

export interface PageSize {
  /** pt */
  readonly width: number;
  readonly height: number;
}

export const defaultPageSize: PageSize = { width: 210 * millimetre, height: 297 * millimetre };

/** `<length>{1,2} | auto | [ <page-size> || [ portrait | landscape ] ]`; `auto` is A4. */
export const pageSize: Parser<PageSize> = (nodes) => {
  const lengths = nodes.map((node) => lengthIn({ negative: false })([node]));
  const [width, height = width] = lengths;
  if (nodes.length <= 2 && !lengths.includes(undefined) && width && height) {
    return (context) => ({ width: width(context), height: height(context) });
  }
  const names = nodes.map((node) => identifier(node) ?? "");
  if (names.length === 1 && names[0] === "auto") return constant(defaultPageSize);
  const orientations = names.filter((name) => name === "portrait" || name === "landscape");
  const sizes = names.filter((name) => Object.hasOwn(pageSizes, name));
  if (names.length === 0 || orientations.length > 1 || sizes.length > 1 || orientations.length + sizes.length !== names.length) return undefined;
  const [short, long] = pageSizes[sizes[0] ?? "a4"] ?? [defaultPageSize.width, defaultPageSize.height];
  return constant(orientations[0] === "landscape" ? { width: long, height: short } : { width: short, height: long });
};

export const noMarks: PrinterMarks = { crop: false, cross: false, bars: false, slug: false };
export const allMarks: PrinterMarks = { crop: true, cross: true, bars: true, slug: true };

const markNames: ReadonlyMap<string, keyof PrinterMarks> = new Map([["crop", "crop"], ["cross", "cross"], ["-nashra-bars", "bars"], ["-nashra-slug", "slug"]]);

/** `auto | none | [ crop || cross || -nashra-bars || -nashra-slug ]` */
export const marks: Parser<PrinterMarks | "auto"> = (nodes) => {
  const names = nodes.map((node) => identifier(node) ?? "");
  if (names.length === 1 && names[0] === "auto") return constant("auto");
  if (names.length === 1 && names[0] === "none") return constant(noMarks);
  const asked = new Set(names.map((name) => markNames.get(name)));
  if (names.length === 0 || asked.size !== names.length || asked.has(undefined)) return undefined;
  return constant({ crop: asked.has("crop"), cross: asked.has("cross"), bars: asked.has("bars"), slug: asked.has("slug") });
};

/** `[ letter | word ] || <integer [2,∞]>` */
export const initialSize: Parser<InitialSize> = (nodes) => {
  const kinds = nodes.map((node) => identifier(node)).filter((name) => name === "letter" || name === "word");
  const counts = nodes.map((node) => numberIn({ from: 2, integer: true })([node])).filter((count) => count !== undefined);
  if (nodes.length === 0 || kinds.length > 1 || counts.length > 1 || kinds.length + counts.length !== nodes.length) return undefined;
  const [of = "letter"] = kinds;
  const [lines = constant(3)] = counts;
  return (context) => ({ of, lines: lines(context) });
};

/** Shares of the room left over at which each keyword puts an image, and along which axis. */
const sides: Readonly<Record<string, { readonly axis?: "x" | "y"; readonly percent: number }>> = {
  left: { axis: "x", percent: 0 }, right: { axis: "x", percent: 100 }, top: { axis: "y", percent: 0 }, bottom: { axis: "y", percent: 100 }, center: { percent: 50 },
};

/** `<position>` of one or two values (CSS Values 4, section 9): the horizontal one first unless keywords say otherwise; what isn't given is the middle. */
export const objectPosition: Parser<ComputedStyle["objectPosition"]> = (nodes) => {
  if (nodes.length < 1 || nodes.length > 2) return undefined;
  const parts = nodes.map((node) => {
    const name = identifier(node) ?? "";
    const side = Object.hasOwn(sides, name) ? sides[name] : undefined;
    if (side) return { axis: side.axis, value: constant<LengthPercentage>({ percent: side.percent }), isKeyword: true };
    const value = lengthPercentageIn({ negative: true })([node]);
    return value && { axis: undefined, value, isKeyword: false };
  });
  const [first, second] = parts;
  if (!first || (nodes.length === 2 && !second)) return undefined;
  const turned = first.axis === "y" || second?.axis === "x";
  const [horizontal, vertical] = turned ? [second, first] : [first, second];
  if (horizontal?.axis === "y" || vertical?.axis === "x") return undefined;
  if (turned && second !== undefined && !(first.isKeyword && second.isKeyword)) return undefined;
  const middle = constant<LengthPercentage>({ percent: 50 });
  const [x, y] = [horizontal?.value ?? middle, vertical?.value ?? middle];
  return (context) => ({ x: x(context), y: y(context) });
};

const counterStyles: Readonly<Record<string, Numerals>> = {
  decimal: "european", "arabic-indic": "arabic-indic", persian: "persian",
};

/** `normal | none | [ <string> | counter(page | pages [, decimal | arabic-indic | persian]?) ]+` */
export const content: Parser<readonly ContentPart[] | "none"> = (nodes) => {
  const name = identifier(single(nodes));
  if (name === "none" || name === "normal") return constant("none");
  const parts = nodes.map(contentPart);
  const known = parts.filter((part) => part !== undefined);
  return known.length > 0 && known.length === parts.length ? constant(known) : undefined;
};

function contentPart(node: ValueNode): ContentPart | undefined {
  if (node.type === "String") return { kind: "string", text: node.value };
  if (node.type !== "Function" || node.name.toLowerCase() !== "counter") return undefined;
  const [counter, comma, style, ...rest] = node.children.toArray();
  const name = identifier(counter);
  const set = comma ? counterStyles[identifier(style) ?? ""] : "european";
  if ((name !== "page" && name !== "pages") || (comma && !isComma(comma)) || set === undefined || rest.length > 0) return undefined;
  return { kind: "counter", name, numerals: set };
}
