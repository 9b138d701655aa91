import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Atrule, CssLocation, Declaration } from "css-tree";
import { nearestName } from "../diagnostics/index.ts";
import type { FontFaceRule } from "./computed.ts";
import { commaSeparated, components, identifier, type ValueNode } from "./cssSyntax.ts";
import { readBlock, type Sheet } from "./declarations.ts";
import { readQuantity } from "./quantities.ts";
import { familyName, featureSets } from "./valueParsers.ts";

export const fontFaceDescriptors = ["font-family", "src", "font-weight", "font-style", "-nashra-wider", "-nashra-narrower"] as const;

/** Formats that faces are read in; WOFF files are not. */
export const fontFormats: readonly string[] = ["truetype", "opentype"];

/** Descriptors of CSS Fonts 4 that need nothing done in print. */
const ignoredDescriptors: ReadonlySet<string> = new Set(["font-display"]);

interface Descriptors {
  family?: string;
  path?: string;
  weight: FontFaceRule["weight"];
  style: FontFaceRule["style"];
  alternates: Pick<FontFaceRule, "wider" | "narrower">;
}

/**
 * Reads `@font-face` (CSS Fonts 4, section 4). Of `src` the first file in a format that can be read is taken.
 *
 * Reports `style/font-face` (an error: no file, one on the network, one outside the template's folder), and of descriptors
 * `style/unknown-property`, `style/invalid-value`, `style/syntax`.
 *
 * @param folder Absolute; paths resolve against it and may not leave it.
 */
export function readFontFace(node: Atrule, folder: string, sheet: Sheet): FontFaceRule | undefined {
  const span = sheet.span(node.loc?.start ?? { line: 1, column: 1 }, node.loc?.end);
  const nodes = node.block?.children.toArray() ?? [];
  readBlock(nodes.filter(({ type }) => type === "Raw"), "element", sheet);
  const face: Descriptors = { weight: 400, style: "normal", alternates: {} };
  let refused = false;
  for (const declaration of nodes) {
    if (declaration.type === "Declaration") refused = !readDescriptor(declaration, face, folder, sheet) || refused;
  }
  const { family, path, weight, style, alternates } = face;
  if (family !== undefined && path !== undefined) return { family, path, weight, style, ...alternates, span };
  if (!refused) {
    const missing = family === undefined ? "font-family" : "src";
    sheet.report({ severity: "error", code: "style/font-face", message: `@font-face has no \`${missing}\`.`, hint: `Add \`${missing}\`.`, span });
  }
  return undefined;
}

/** @returns False where the fault makes an error of the whole rule and has been reported as such. */
function readDescriptor(node: Declaration, face: Descriptors, folder: string, sheet: Sheet): boolean {
  const name = node.property.toLowerCase();
  const nodes = node.value.type === "Value" ? components(node.value) : [];
  switch (name) {
    case "font-family": {
      const family = familyName(nodes);
      if (family === undefined) warn("font-family", "the name of one family", node.loc, sheet);
      else face.family = family;
      return true;
    }
    case "src": {
      const source = readSource(nodes, folder);
      if ("path" in source) {
        face.path = source.path;
        return true;
      }
      sheet.report({ severity: "error", code: "style/font-face", ...source, span: sheet.span(node.loc?.start ?? { line: 1, column: 1 }, node.loc?.end) });
      return false;
    }
    case "font-weight": {
      const weight = readWeight(nodes);
      if (weight === undefined) warn("font-weight", "normal, bold, or one or two numbers from 1 to 1000", node.loc, sheet);
      else face.weight = weight;
      return true;
    }
    case "font-style": {
      const style = nodes.length === 1 ? identifier(nodes[0]) : undefined;
      if (style === "normal") face.style = style;
      else if (style === "italic" || style === "oblique") face.style = "italic";
      else warn("font-style", "normal, italic or oblique", node.loc, sheet);
      return true;
    }
    case "-nashra-wider":
    case "-nashra-narrower": {
      const sets = featureSets(nodes);
      if (sets === undefined) warn(name, "none, or features one at a time: \"ss05\", \"cv10\" 2", node.loc, sheet);
      else face.alternates = { ...face.alternates, [name === "-nashra-wider" ? "wider" : "narrower"]: sets };
      return true;
    }
    default:
      if (!ignoredDescriptors.has(name)) reportDescriptor(name, node, sheet);
      return true;
  }
}

function warn(descriptor: string, takes: string, loc: CssLocation | null | undefined, sheet: Sheet): void {
  sheet.report({
    severity: "warning",
    code: "style/invalid-value",
    message: `This is no value for \`${descriptor}\` in @font-face.`,
    hint: `It takes ${takes}.`,
    span: sheet.span(loc?.start ?? { line: 1, column: 1 }, loc?.end),
  });
}

function reportDescriptor(name: string, node: Declaration, sheet: Sheet): void {
  const near = nearestName(name, fontFaceDescriptors);
  sheet.report({
    severity: "warning",
    code: "style/unknown-property",
    message: `@font-face knows no \`${name}\` here.`,
    hint: near === undefined ? `It takes ${fontFaceDescriptors.join(", ")}.` : `Did you mean \`${near}\`?`,
    span: sheet.span(node.loc?.start ?? { line: 1, column: 1 }, node.loc?.end),
  });
}

function readWeight(nodes: readonly ValueNode[]): FontFaceRule["weight"] | undefined {
  const weights = nodes.map((node) => {
    const name = identifier(node);
    if (name === "normal") return 400;
    if (name === "bold") return 700;
    const quantity = readQuantity(node);
    return quantity?.kind === "number" && quantity.value >= 1 && quantity.value <= 1000 ? quantity.value : undefined;
  });
  const [from, to] = weights;
  if (from === undefined || weights.length > 2) return undefined;
  if (weights.length === 1) return from;
  return to === undefined ? undefined : { from: Math.min(from, to), to: Math.max(from, to) };
}

/** A path, or why there is none. */
type Source = { readonly path: string } | { readonly message: string; readonly hint: string };

function readSource(nodes: readonly ValueNode[], folder: string): Source {
  for (const part of commaSeparated(nodes) ?? []) {
    const [url, ...rest] = part;
    if (url?.type === "Url" && isReadable(rest, url.value)) return resolveInside(folder, url.value);
  }
  return {
    message: "@font-face names no file that can be read.",
    hint: `Give \`src\` a url() of a TrueType or OpenType file, in format ${fontFormats.join(" or ")}.`,
  };
}

function resolveInside(folder: string, url: string): Source {
  if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(url)) {
    return { message: `The font \`${url}\` is not a path.`, hint: "Nothing is fetched from the network: put the font into the template's folder." };
  }
  const path = resolve(folder, decode(url.replace(/[?#].*$/s, "")));
  const inside = relative(folder, path);
  const leaves = inside === "" || inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  if (leaves || inside.includes("\0")) {
    return { message: `The font \`${url}\` lies outside the template's folder.`, hint: "Put the font into the template's folder." };
  }
  return { path };
}

/** By its `format()`, or by its name's ending where there is none. */
function isReadable(rest: readonly ValueNode[], url: string): boolean {
  const format = rest.find((node) => node.type === "Function" && node.name.toLowerCase() === "format");
  if (format?.type !== "Function") return !/\.(?:woff2?|eot|svg)(?:[?#]|$)/i.test(url);
  const [name] = format.children.toArray();
  return fontFormats.includes(name?.type === "String" ? name.value.toLowerCase() : (identifier(name) ?? ""));
}

function decode(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
