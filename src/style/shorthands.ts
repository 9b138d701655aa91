import { identifier, isComma, isSlash, parseValue, type ValueNode } from "./cssSyntax.ts";
import { isPropertyName, longhands, propertyNames } from "./properties.ts";
import type { PropertyName } from "./propertyTypes.ts";

/** A logical longhand's physical ones (CSS Logical Properties 1, section 4); text runs horizontally. */
export interface LogicalLonghand {
  readonly rtl: PropertyName;
  readonly ltr: PropertyName;
}

function both(name: PropertyName): LogicalLonghand {
  return { rtl: name, ltr: name };
}

export const logicalLonghands: Readonly<Record<string, LogicalLonghand>> = {
  "margin-block-start": both("margin-top"),
  "margin-block-end": both("margin-bottom"),
  "margin-inline-start": { rtl: "margin-right", ltr: "margin-left" },
  "margin-inline-end": { rtl: "margin-left", ltr: "margin-right" },
  "padding-block-start": both("padding-top"),
  "padding-block-end": both("padding-bottom"),
  "padding-inline-start": { rtl: "padding-right", ltr: "padding-left" },
  "padding-inline-end": { rtl: "padding-left", ltr: "padding-right" },
  "border-block-start-width": both("border-top-width"),
  "border-block-end-width": both("border-bottom-width"),
  "border-inline-start-width": { rtl: "border-right-width", ltr: "border-left-width" },
  "border-inline-end-width": { rtl: "border-left-width", ltr: "border-right-width" },
  "border-block-start-style": both("border-top-style"),
  "border-block-end-style": both("border-bottom-style"),
  "border-inline-start-style": { rtl: "border-right-style", ltr: "border-left-style" },
  "border-inline-end-style": { rtl: "border-left-style", ltr: "border-right-style" },
  "border-block-start-color": both("border-top-color"),
  "border-block-end-color": both("border-bottom-color"),
  "border-inline-start-color": { rtl: "border-right-color", ltr: "border-left-color" },
  "border-inline-end-color": { rtl: "border-left-color", ltr: "border-right-color" },
  "inline-size": both("width"),
  "block-size": both("height"),
  "min-inline-size": both("min-width"),
  "max-inline-size": both("max-width"),
  "min-block-size": both("min-height"),
  "max-block-size": both("max-height"),
};

/** The components that a shorthand gives each of its longhands; a longhand left out gets its initial value. */
type Split = (nodes: readonly ValueNode[]) => ReadonlyMap<string, readonly ValueNode[]> | undefined;

export interface Shorthand {
  /** Physical or logical. */
  readonly longhands: readonly string[];
  readonly split: Split;
  /** The values accepted, in the notation of CSS Values 4, section 2. */
  readonly syntax: string;
}

function longhandSyntax(longhand: string): string {
  const name = isPropertyName(longhand) ? longhand : logicalLonghands[longhand]?.ltr;
  return name === undefined ? "" : longhands[name].syntax;
}

function accepts(longhand: string, nodes: readonly ValueNode[]): boolean {
  const name = isPropertyName(longhand) ? longhand : logicalLonghands[longhand]?.ltr;
  return name !== undefined && longhands[name].parse(nodes) !== undefined;
}

/** One component for all, two for opposite sides, … four in the longhands' order. */
function sides(...names: readonly [string, string, string, string]): Shorthand {
  return {
    longhands: names,
    syntax: `[ ${longhandSyntax(names[0])} ]{1,4}`,
    split: (nodes) => {
      const [top, right = top, bottom = top, left = right] = nodes;
      if (nodes.length > 4 || !top || !right || !bottom || !left) return undefined;
      return new Map([[names[0], [top]], [names[1], [right]], [names[2], [bottom]], [names[3], [left]]]);
    },
  };
}

/** One component for both, or one for each. */
function pair(first: string, second: string): Shorthand {
  return {
    longhands: [first, second],
    syntax: `[ ${longhandSyntax(first)} ]{1,2}`,
    split: (nodes) => {
      const [start, end = start] = nodes;
      return nodes.length > 2 || !start || !end ? undefined : new Map([[first, [start]], [second, [end]]]);
    },
  };
}

/** `a || b || c`: each component goes to the first longhand still free that accepts it. */
function anyOrder(...names: readonly string[]): Shorthand {
  const [only = ""] = names;
  const syntax = names.length === 1 ? longhandSyntax(only) : names.map((name) => `<'${name}'>`).join(" || ");
  return { longhands: names, syntax, split: (nodes) => splitInAnyOrder(nodes, names) };
}

function splitInAnyOrder(nodes: readonly ValueNode[], names: readonly string[]): Map<string, readonly ValueNode[]> | undefined {
  const found = new Map<string, readonly ValueNode[]>();
  for (const node of nodes) {
    const name = names.find((candidate) => !found.has(candidate) && accepts(candidate, [node]));
    if (name === undefined) return undefined;
    found.set(name, [node]);
  }
  return found.size > 0 ? found : undefined;
}

/** The same width, style and colour for several sides. */
function strokes(...prefixes: readonly string[]): Shorthand {
  const parts = ["width", "style", "color"];
  const [first = ""] = prefixes;
  return {
    longhands: prefixes.flatMap((prefix) => parts.map((part) => `${prefix}-${part}`)),
    syntax: parts.map((part) => `<'${first}-${part}'>`).join(" || "),
    split: (nodes) => {
      const found = splitInAnyOrder(nodes, parts.map((part) => `${first}-${part}`));
      return found && new Map(prefixes.flatMap((prefix) => [...found].map(([name, part]) => [prefix + name.slice(first.length), part] as const)));
    },
  };
}

/** CSS Fragmentation 3, section 3.4: the older names, which take the keywords given and no others. */
function pageBreak(longhand: string, meanings: Readonly<Record<string, string>>): Shorthand {
  return {
    longhands: [longhand],
    syntax: Object.keys(meanings).join(" | "),
    split: (nodes) => {
      const name = nodes.length === 1 ? identifier(nodes[0]) : undefined;
      const value = name !== undefined && Object.hasOwn(meanings, name) ? parseValue(meanings[name] ?? name) : undefined;
      return value && new Map([[longhand, value]]);
    },
  };
}

/** CSS Flexible Box 1, section 7.1.1: left out, grow is 1, shrink 1 and the basis 0. */
const splitFlex: Split = (nodes) => {
  const values = (text: string): readonly ValueNode[] => parseValue(text) ?? [];
  const name = nodes.length === 1 ? identifier(nodes[0]) : undefined;
  if (name === "none") return new Map([["flex-grow", values("0")], ["flex-shrink", values("0")], ["flex-basis", values("auto")]]);
  const factors = nodes.filter(({ type }) => type === "Number");
  const others = nodes.filter(({ type }) => type !== "Number");
  const [grow, shrink, basis] = factors;
  const numbersAdjoin = !nodes.some((node, i) => i > 0 && i < nodes.length - 1 && node.type !== "Number");
  if (nodes.length === 0 || factors.length > 3 || others.length > 1 || !numbersAdjoin || (basis && others.length > 0)) return undefined;
  return new Map([
    ["flex-grow", grow ? [grow] : values("1")],
    ["flex-shrink", shrink ? [shrink] : values("1")],
    ["flex-basis", others.length > 0 ? others : basis ? [basis] : values("0")],
  ]);
};

/** CSS Fonts 4, section 2.7: `[ <style> || <weight> || normal ]? <size> [ / <line-height> ]? <family>#` */
const splitFont: Split = (nodes) => {
  const at = nodes.findIndex((node) => accepts("font-size", [node]) && !accepts("font-weight", [node]));
  const size = nodes[at];
  if (!size) return undefined;
  const before = nodes.slice(0, at).filter((node) => identifier(node) !== "normal");
  if (at > 3) return undefined;
  const found = before.length === 0 ? new Map<string, readonly ValueNode[]>() : splitInAnyOrder(before, ["font-style", "font-weight"]);
  if (!found) return undefined;
  found.set("font-size", [size]);
  let rest = nodes.slice(at + 1);
  const [, height] = rest;
  if (isSlash(rest[0])) {
    if (!height) return undefined;
    found.set("line-height", [height]);
    rest = rest.slice(2);
  }
  return rest.length > 0 && !isComma(rest[0]) ? found.set("font-family", rest) : undefined;
};

const physical = ["top", "right", "bottom", "left"] as const;

/** Every shorthand and every other name of a longhand. */
export const shorthands: Readonly<Record<string, Shorthand>> = {
  "margin": sides("margin-top", "margin-right", "margin-bottom", "margin-left"),
  "margin-inline": pair("margin-inline-start", "margin-inline-end"),
  "margin-block": pair("margin-block-start", "margin-block-end"),
  "padding": sides("padding-top", "padding-right", "padding-bottom", "padding-left"),
  "padding-inline": pair("padding-inline-start", "padding-inline-end"),
  "padding-block": pair("padding-block-start", "padding-block-end"),
  "border": strokes(...physical.map((side) => `border-${side}`)),
  "border-top": strokes("border-top"),
  "border-right": strokes("border-right"),
  "border-bottom": strokes("border-bottom"),
  "border-left": strokes("border-left"),
  "border-inline": strokes("border-inline-start", "border-inline-end"),
  "border-inline-start": strokes("border-inline-start"),
  "border-inline-end": strokes("border-inline-end"),
  "border-block": strokes("border-block-start", "border-block-end"),
  "border-block-start": strokes("border-block-start"),
  "border-block-end": strokes("border-block-end"),
  "border-width": sides("border-top-width", "border-right-width", "border-bottom-width", "border-left-width"),
  "border-style": sides("border-top-style", "border-right-style", "border-bottom-style", "border-left-style"),
  "border-color": sides("border-top-color", "border-right-color", "border-bottom-color", "border-left-color"),
  "border-inline-width": pair("border-inline-start-width", "border-inline-end-width"),
  "border-inline-style": pair("border-inline-start-style", "border-inline-end-style"),
  "border-inline-color": pair("border-inline-start-color", "border-inline-end-color"),
  "border-block-width": pair("border-block-start-width", "border-block-end-width"),
  "border-block-style": pair("border-block-start-style", "border-block-end-style"),
  "border-block-color": pair("border-block-start-color", "border-block-end-color"),
  "background": anyOrder("background-color"),
  "font": {
    longhands: ["font-style", "font-weight", "font-size", "line-height", "font-family", "font-feature-settings"],
    syntax: "[ <'font-style'> || <'font-weight'> || normal ]? <'font-size'> [ / <'line-height'> ]? <'font-family'>",
    split: splitFont,
  },
  "flex": {
    longhands: ["flex-grow", "flex-shrink", "flex-basis"],
    syntax: "none | [ <'flex-grow'> <'flex-shrink'>? || <'flex-basis'> ]",
    split: splitFlex,
  },
  "flex-flow": anyOrder("flex-direction", "flex-wrap"),
  "gap": pair("row-gap", "column-gap"),
  "columns": anyOrder("column-width", "column-count"),
  "column-rule": strokes("column-rule"),
  "list-style": anyOrder("list-style-type"),
  "text-decoration": anyOrder("text-decoration-line"),
  "page-break-before": pageBreak("break-before", { auto: "auto", always: "page", avoid: "avoid" }),
  "page-break-after": pageBreak("break-after", { auto: "auto", always: "page", avoid: "avoid" }),
  "page-break-inside": pageBreak("break-inside", { auto: "auto", avoid: "avoid" }),
  "all": {
    syntax: "inherit | initial | unset | revert",
    longhands: propertyNames.filter((name) => name !== "direction" && name !== "unicode-bidi" && longhands[name].scope.startsWith("element")),
    split: () => undefined,
  },
};

/** The values that a property accepts; `undefined` if there is no such property. */
export function syntaxOf(property: string): string | undefined {
  if (Object.hasOwn(shorthands, property)) return shorthands[property]?.syntax;
  return longhandSyntax(property) || undefined;
}

/** Every property name that may be declared, custom properties aside. */
export function declarableNames(): readonly string[] {
  return [...propertyNames, ...Object.keys(logicalLonghands), ...Object.keys(shorthands)];
}
