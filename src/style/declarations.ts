import type { CssLocation, CssNode, Declaration as DeclarationNode, Raw, SyntaxParseError } from "css-tree";
import { knownNamesHint, nearestName, type Report, type SourcePosition, type SourceSpan } from "../diagnostics/index.ts";
import { spotFaultIn } from "./colors.ts";
import { components, identifier, parseValue, type ValueNode } from "./cssSyntax.ts";
import { longhands, isPropertyName } from "./properties.ts";
import type { Longhand, PropertyName, PropertyValues, Scope } from "./propertyTypes.ts";
import { justifyLimits, limitPrefix } from "./justifyLimits.ts";
import { isCssProperty, isCssValue } from "./propertyNames.ts";
import { namedColors } from "./namedColors.ts";
import { declarableNames, logicalLonghands, shorthands, syntaxOf } from "./shorthands.ts";
import type { SpotFault } from "./spotColors.ts";
import type { ComputationContext } from "./valueParsers.ts";

/** A stylesheet's text and what its diagnostics need. */
export interface Sheet {
  readonly text: string;
  readonly report: Report;
  /** Where in which file a place of the text stands. */
  readonly span: (start: SourcePosition, end?: SourcePosition) => SourceSpan;
  /** What the parser could not read, by the node that it kept of it. */
  readonly errors: ReadonlyMap<CssNode, SyntaxParseError>;
}

export type CssWideKeyword = "inherit" | "initial" | "unset" | "revert";

/** Writes a property's computed value. */
export type Assignment = (values: PropertyValues, context: ComputationContext) => void;

/** A value whose var() have to be filled in for each element. */
export interface PendingValue {
  /** As declared; perhaps a shorthand. */
  readonly property: string;
  readonly text: string;
  readonly sheet: Sheet;
  /** Found only for a diagnostic: in markup that is dear. */
  readonly span: () => SourceSpan;
  /** What the value comes to, by its text once filled in; `undefined` where that is invalid. */
  readonly expansions: Map<string, Targets | undefined>;
}

export type DeclaredValue =
  | { readonly kind: "value"; readonly assign: Assignment }
  | { readonly kind: "keyword"; readonly keyword: CssWideKeyword }
  | { readonly kind: "pending"; readonly pending: PendingValue };

export interface Target {
  readonly property: PropertyName;
  readonly value: DeclaredValue;
}

/** The physical longhands that a declaration sets in each direction; one and the same array where it makes no difference. */
export interface Targets {
  readonly rtl: readonly Target[];
  readonly ltr: readonly Target[];
}

export interface CustomDeclaration {
  /** With its two dashes. */
  readonly name: string;
  readonly value: string | { readonly keyword: CssWideKeyword };
}

/** The declarations of one weight, in order. */
export interface Declarations {
  readonly rtl: Target[];
  readonly ltr: Target[];
  readonly custom: CustomDeclaration[];
}

/** What stands between a rule's braces. */
export interface DeclarationBlock {
  readonly normal: Declarations;
  readonly important: Declarations;
}

const cssWideKeywords: ReadonlyMap<string, CssWideKeyword> = new Map(
  (["inherit", "initial", "unset", "revert"] as const).map((keyword) => [keyword, keyword]),
);

export type BlockScope = "element" | "page" | "margin box";

/** Whether a property of this scope may stand in such a block. */
function applies(scope: Scope, block: BlockScope): boolean {
  switch (block) {
    case "element":
      return scope === "element" || scope === "element and page";
    case "page":
      return scope === "page" || scope === "element and page";
    case "margin box":
      return scope !== "page";
  }
}

/**
 * Reads the declarations of a block; what else stands in it is left to the caller, except for what the parser could not read.
 *
 * Reports `style/unknown-property`, `style/unsupported-property`, `style/invalid-value`, `style/unsupported-value`, `style/syntax`, `style/spot-ink` (an error).
 */
export function readBlock(nodes: readonly CssNode[], scope: BlockScope, sheet: Sheet): DeclarationBlock {
  const block: DeclarationBlock = { normal: { rtl: [], ltr: [], custom: [] }, important: { rtl: [], ltr: [], custom: [] } };
  for (const node of nodes) {
    if (node.type === "Raw") reportUnreadable(node, sheet);
    if (node.type === "Declaration") readDeclaration(node, scope, sheet, block);
  }
  return block;
}

function readDeclaration(node: DeclarationNode, scope: BlockScope, sheet: Sheet, block: DeclarationBlock): void {
  const declarations = node.important === true ? block.important : block.normal;
  const warn = warner(sheet, node.loc);
  if (typeof node.important === "string") {
    warn("invalid-value", `\`!${node.important}\` is not \`!important\`.`, "Remove it.");
    return;
  }
  if (node.property.startsWith("--")) {
    const text = node.value.type === "Raw" ? node.value.value.trim() : sourceOf(node.value, sheet);
    const keyword = cssWideKeywords.get(text.toLowerCase());
    if (node.property.startsWith(limitPrefix) && !keyword && !text.includes("var(")) checkLimit(node.property, text, warn);
    declarations.custom.push({ name: node.property, value: keyword ? { keyword } : text });
    return;
  }
  const property = node.property.toLowerCase();
  const names = affectedLonghands(property);
  if (!names) {
    reportProperty(property, warn);
    return;
  }
  if (!names.every((name) => applies(longhands[name].scope, scope))) {
    const place = scope === "element" ? "outside @page and its margin boxes" : scope === "page" ? "in @page" : "in a margin box";
    warn("unsupported-property", `\`${property}\` has no meaning ${place}.`, "docs/css.md says where each property applies.");
    return;
  }
  const targets = readTargets(node, property, sheet, warn);
  if (!targets) return;
  declarations.rtl.push(...targets.rtl);
  declarations.ltr.push(...targets.ltr);
}

/** Custom properties take anything, but those that set limits of justification are the program's own. */
function checkLimit(name: string, text: string, warn: Warn): void {
  const limit = Object.hasOwn(justifyLimits, name) ? justifyLimits[name] : undefined;
  if (limit === undefined) warn("unknown-property", `There is no limit of justification \`${name}\`.`, knownNamesHint(name, Object.keys(justifyLimits), "limits"));
  else if (limit.read(text) === undefined) warn("invalid-value", `\`${text}\` is no value of \`${name}\`.`, `It takes ${limit.syntax}.`);
}

type Warn = (code: string, message: string, hint: string) => void;

function warner(sheet: Sheet, loc: CssLocation | null | undefined): Warn {
  return (code, message, hint) => {
    sheet.report({ severity: "warning", code: `style/${code}`, message, hint, span: spanOf(sheet, loc) });
  };
}

/** The place of a node, without the white space that the parser counts to its end. */
function spanOf(sheet: Sheet, loc: CssLocation | null | undefined): SourceSpan {
  if (!loc) return sheet.span({ line: 1, column: 1 });
  const { line, column } = loc.start;
  const lines = sheet.text.slice(loc.start.offset, loc.end.offset).trimEnd().split(/\r\n|[\n\r\f]/);
  const last = lines.at(-1)?.length ?? 0;
  return sheet.span({ line, column }, { line: line + lines.length - 1, column: lines.length === 1 ? column + last : last + 1 });
}

function sourceOf(node: CssNode, sheet: Sheet): string {
  return node.loc ? sheet.text.slice(node.loc.start.offset, node.loc.end.offset).trim() : "";
}

/** The longhands that a property sets where text runs left to right; `undefined` if there is no such property. */
function affectedLonghands(property: string): readonly PropertyName[] | undefined {
  if (isPropertyName(property)) return [property];
  const logical = Object.hasOwn(logicalLonghands, property) ? logicalLonghands[property] : undefined;
  if (logical) return [logical.ltr];
  const shorthand = Object.hasOwn(shorthands, property) ? shorthands[property] : undefined;
  return shorthand?.longhands.flatMap((name) => affectedLonghands(name) ?? []);
}

function readTargets(node: DeclarationNode, property: string, sheet: Sheet, warn: Warn): Targets | undefined {
  if (node.value.type === "Raw") {
    const error = sheet.errors.get(node.value);
    const place = error ? { line: error.line, column: error.column } : (node.loc?.start ?? { line: 1, column: 1 });
    sheet.report({
      severity: "warning",
      code: "style/syntax",
      message: `The value of \`${property}\` cannot be read: ${lowerFirst(error?.message ?? "unexpected input")}.`,
      hint: "The declaration is left out; look for a quotation mark, bracket or semicolon that is missing or too many.",
      span: sheet.span(place),
    });
    return undefined;
  }
  const text = sourceOf(node.value, sheet);
  const nodes = components(node.value);
  const keyword = nodes.length === 1 ? cssWideKeywords.get(identifier(nodes[0]) ?? "") : undefined;
  if (keyword) return sameForAll(property, { kind: "keyword", keyword });
  if (/\bvar\(/i.test(text)) {
    const span = (): SourceSpan => spanOf(sheet, node.loc);
    return sameForAll(property, { kind: "pending", pending: { property, text, sheet, span, expansions: new Map() } });
  }
  const targets = expand(property, nodes);
  const spotFault = targets ? undefined : spotFaultIn(nodes);
  if (spotFault) reportSpot(spotFault, sheet, spanOf(sheet, node.value.loc));
  else if (!targets) reportValue(property, text, nodes, warner(sheet, node.value.loc), warn);
  return targets;
}

/** Every longhand of the property gets the same declared value. */
function sameForAll(property: string, value: DeclaredValue): Targets {
  const names = Object.hasOwn(shorthands, property) ? (shorthands[property]?.longhands ?? []) : [property];
  return inBothDirections(names.map((name) => [name, () => value] as const)) ?? { rtl: [], ltr: [] };
}

/**
 * Parses a value into the longhands that it sets.
 *
 * @returns `undefined` if the value is invalid.
 */
export function expand(property: string, nodes: readonly ValueNode[]): Targets | undefined {
  const shorthand = Object.hasOwn(shorthands, property) ? shorthands[property] : undefined;
  if (!shorthand) return inBothDirections([[property, (name) => parsed(name, longhands[name], nodes)]]);
  const parts = shorthand.split(nodes);
  if (!parts) return undefined;
  return inBothDirections(
    shorthand.longhands.map((longhand) => {
      const part = parts.get(longhand);
      return [longhand, (name) => (part ? parsed(name, longhands[name], part) : { kind: "keyword", keyword: "initial" })] as const;
    }),
  );
}

type Declare = (name: PropertyName) => DeclaredValue | undefined;

function inBothDirections(entries: readonly (readonly [string, Declare])[]): Targets | undefined {
  const rtl: Target[] = [];
  const ltr: Target[] = [];
  for (const [longhand, declare] of entries) {
    const names = isPropertyName(longhand) ? { rtl: longhand, ltr: longhand } : logicalLonghands[longhand];
    const left = names && declare(names.ltr);
    const right = names?.rtl === names?.ltr ? left : names && declare(names.rtl);
    if (!names || !left || !right) return undefined;
    ltr.push({ property: names.ltr, value: left });
    rtl.push({ property: names.rtl, value: right });
  }
  return { rtl, ltr };
}

function parsed<P extends PropertyName>(name: P, { parse }: Longhand<PropertyValues[P]>, nodes: readonly ValueNode[]): DeclaredValue | undefined {
  const specified = parse(nodes);
  return specified && { kind: "value", assign: (values, context) => { values[name] = specified(context); } };
}

/** Reports text in a block that is no declaration. A brace in it means that a whole rule has been lost. */
function reportUnreadable(node: Raw, sheet: Sheet): void {
  const text = node.value.trim();
  if (/^;*$/.test(text)) return;
  const error = sheet.errors.get(node);
  const place = error ? { line: error.line, column: error.column } : (node.loc?.start ?? { line: 1, column: 1 });
  const nested = text.includes("{");
  sheet.report({
    severity: nested ? "error" : "warning",
    code: "style/syntax",
    message: nested ? "A rule stands inside another rule's block." : `\`${excerpt(text)}\` is no declaration: ${lowerFirst(error?.message ?? "unexpected input")}.`,
    hint: nested
      ? "Close the block above with `}`; nested rules are not supported, write the selectors out."
      : "Write `property: value;`.",
    span: sheet.span(place),
  });
}

function excerpt(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function reportProperty(property: string, warn: Warn): void {
  if (isCssProperty(property)) {
    warn("unsupported-property", `\`${property}\` is not supported.`, "docs/css.md lists the properties that are.");
    return;
  }
  const near = nearestName(property, declarableNames());
  warn(
    "unknown-property",
    `There is no property \`${property}\`.`,
    near === undefined ? "docs/css.md lists the properties that there are." : `Did you mean \`${near}\`?`,
  );
}

function reportValue(property: string, text: string, nodes: readonly ValueNode[], warnValue: Warn, warnDeclaration: Warn): void {
  const warn = text === "" ? warnDeclaration : warnValue;
  const takes = `It takes ${syntaxOf(property) ?? "nothing"}.`;
  if (isCssProperty(property) && isCssValue(property, text)) {
    warn("unsupported-value", `\`${excerpt(text)}\` is not supported for \`${property}\`.`, takes);
    return;
  }
  const typed = nodes.length === 1 ? identifier(nodes[0]) : undefined;
  const near = typed === undefined ? undefined : nearestName(typed, keywordsOf(property));
  const message = text === "" ? `\`${property}\` has no value.` : `\`${excerpt(text)}\` is no value for \`${property}\`.`;
  warn("invalid-value", message, near === undefined ? takes : `Did you mean \`${near}\`? ${takes}`);
}

/** An error, unlike other faults of values: what is printed with the wrong ink is printed in vain. */
function reportSpot({ message, hint }: SpotFault, sheet: Sheet, span: SourceSpan): void {
  sheet.report({ severity: "error", code: "style/spot-ink", message, hint, span });
}

/** Told at computed-value time, when var() made a value that does not fit. */
export function reportFilledIn({ property, sheet, span }: PendingValue, filled: string): void {
  const spotFault = spotFaultIn(parseValue(filled) ?? []);
  if (spotFault) {
    reportSpot(spotFault, sheet, span());
    return;
  }
  sheet.report({
    severity: "warning",
    code: "style/invalid-value",
    message: `\`${excerpt(filled)}\` is no value for \`${property}\` once its var() are filled in.`,
    hint: `It takes ${syntaxOf(property) ?? "nothing"}.`,
    span: span(),
  });
}

function keywordsOf(property: string): readonly string[] {
  const names = affectedLonghands(property) ?? [];
  const syntaxes = names.map((name) => longhands[name].syntax);
  const words = syntaxes.flatMap((syntax) => syntax.replace(/<[^>]*>|\w+\(/g, " ").match(/-?[a-z][a-z-]+/g) ?? []);
  return [...words, ...cssWideKeywords.keys(), ...(syntaxes.some((syntax) => syntax.includes("<color>")) ? Object.keys(namedColors) : [])];
}

/** Parses a value that var() have been filled into. */
export function expandText(property: string, text: string): Targets | undefined {
  const nodes = parseValue(text);
  if (!nodes) return undefined;
  const keyword = nodes.length === 1 ? cssWideKeywords.get(identifier(nodes[0]) ?? "") : undefined;
  return keyword ? sameForAll(property, { kind: "keyword", keyword }) : expand(property, nodes);
}
