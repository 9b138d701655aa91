import type { LengthPercentage } from "./computed.ts";
import type { ValueNode } from "./cssSyntax.ts";

/** What relative units refer to. */
export interface LengthContext {
  /** pt: the element's own font size, the parent's for `font-size` itself. */
  readonly fontSize: number;
  /** pt: the root element's font size. */
  readonly rootFontSize: number;
}

/** A length before its context is known: every unit is a multiple of the point, of the em or of the root's em. */
export interface Length {
  readonly kind: "length";
  readonly pt: number;
  readonly em: number;
  readonly rem: number;
  /** 100 = the whole; a pure length has 0. */
  readonly percent: number;
  /** A percentage stands in the value, be it 0%. */
  readonly relative: boolean;
  /** The value was written as calc(), whose range is enforced by clamping (CSS Values 4, section 10.12). */
  readonly calculated: boolean;
}

export interface PlainNumber {
  readonly kind: "number";
  readonly value: number;
  readonly calculated: boolean;
}

export type Quantity = Length | PlainNumber;

/** Points to the unit (CSS Values 4, section 6.2). */
const absoluteUnits: Readonly<Record<string, number>> = {
  pt: 1, px: 0.75, mm: 72 / 25.4, cm: 72 / 2.54, q: 72 / 101.6, in: 72, pc: 12,
};

/** Ems to the unit; ex and ch are taken as half an em, as the standard has it where the font is not known. */
const emUnits: Readonly<Record<string, number>> = { em: 1, ex: 0.5, ch: 0.5 };

export const supportedUnits: readonly string[] = [...Object.keys(absoluteUnits), ...Object.keys(emUnits), "rem"];

/**
 * Reads a number, a length, a percentage or a calc() of them (CSS Values 4, section 10).
 *
 * @returns `undefined` if the node is none of these, has an unknown unit, or the types in calc() do not fit.
 */
export function readQuantity(node: ValueNode | undefined): Quantity | undefined {
  switch (node?.type) {
    case "Number":
      return finite({ kind: "number", value: Number(node.value), calculated: false });
    case "Percentage":
      return finite(length({ percent: Number(node.value), relative: true }));
    case "Dimension":
      return readDimension(Number(node.value), node.unit.toLowerCase());
    case "Function": {
      if (node.name.toLowerCase() !== "calc") return undefined;
      const result = readSum(node.children.toArray());
      return result && finite({ ...result, calculated: true });
    }
    case "Parentheses":
      return readSum(node.children.toArray());
    default:
      return undefined;
  }
}

function length(parts: Partial<Length>): Length {
  return { kind: "length", pt: 0, em: 0, rem: 0, percent: 0, relative: false, calculated: false, ...parts };
}

function readDimension(value: number, unit: string): Quantity | undefined {
  const points = absoluteUnits[unit];
  if (points !== undefined) return finite(length({ pt: value * points }));
  const ems = emUnits[unit];
  if (ems !== undefined) return finite(length({ em: value * ems }));
  return unit === "rem" ? finite(length({ rem: value })) : undefined;
}

function finite(quantity: Quantity): Quantity | undefined {
  const parts = quantity.kind === "number" ? [quantity.value] : [quantity.pt, quantity.em, quantity.rem, quantity.percent];
  return parts.every(Number.isFinite) ? quantity : undefined;
}

/** `<calc-product> [ [ '+' | '-' ] <calc-product> ]*`; css-tree keeps in the operator the white space that + and - must have on both sides. */
function readSum(nodes: readonly ValueNode[]): Quantity | undefined {
  let total: Quantity | undefined;
  let sign = 1;
  let start = 0;
  for (let i = 0; i <= nodes.length; i++) {
    const node = nodes[i];
    const operator = node?.type === "Operator" ? node.value : undefined;
    const additive = operator?.trim() === "+" || operator?.trim() === "-";
    if (node && !additive) continue;
    if (operator !== undefined && !/^\s[+-]\s$/.test(operator.replace(/\s+/g, " "))) return undefined;
    const product = readProduct(nodes.slice(start, i));
    if (!product) return undefined;
    const term = scale(product, sign);
    total = total ? add(total, term) : term;
    if (!total) return undefined;
    sign = operator?.trim() === "-" ? -1 : 1;
    start = i + 1;
  }
  return total;
}

/** `<calc-value> [ '*' <calc-value> | '/' <number> ]*` */
function readProduct(nodes: readonly ValueNode[]): Quantity | undefined {
  let product = readQuantity(nodes[0]);
  for (let i = 1; product && i < nodes.length; i += 2) {
    const operator = nodes[i];
    const factor = readQuantity(nodes[i + 1]);
    if (operator?.type !== "Operator" || !factor) return undefined;
    switch (operator.value.trim()) {
      case "*":
        product = multiply(product, factor);
        break;
      case "/":
        product = factor.kind === "number" && factor.value !== 0 ? scale(product, 1 / factor.value) : undefined;
        break;
      default:
        return undefined;
    }
  }
  return product;
}

function multiply(a: Quantity, b: Quantity): Quantity | undefined {
  if (b.kind === "number") return scale(a, b.value);
  return a.kind === "number" ? scale(b, a.value) : undefined;
}

function scale(quantity: Quantity, factor: number): Quantity {
  if (quantity.kind === "number") return { ...quantity, value: quantity.value * factor };
  const { pt, em, rem, percent } = quantity;
  return { ...quantity, pt: pt * factor, em: em * factor, rem: rem * factor, percent: percent * factor };
}

function add(a: Quantity, b: Quantity): Quantity | undefined {
  if (a.kind === "number" && b.kind === "number") return { ...a, value: a.value + b.value };
  if (a.kind !== "length" || b.kind !== "length") return undefined;
  return length({ pt: a.pt + b.pt, em: a.em + b.em, rem: a.rem + b.rem, percent: a.percent + b.percent, relative: a.relative || b.relative });
}

/** pt of a length that has no percentage. */
export function resolveLength({ pt, em, rem }: Length, { fontSize, rootFontSize }: LengthContext): number {
  return pt + em * fontSize + rem * rootFontSize;
}

/** pt, or what layout has to take a share of. */
export function resolveLengthPercentage(value: Length, context: LengthContext): LengthPercentage {
  const offset = resolveLength(value, context);
  if (!value.relative) return offset;
  return offset === 0 ? { percent: value.percent } : { percent: value.percent, offset };
}
