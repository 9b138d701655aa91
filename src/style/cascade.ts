import { nearestName } from "../diagnostics/index.ts";
import { textBlack } from "./colors.ts";
import type { Color, ComputedStyle } from "./computed.ts";
import { toComputedStyle } from "./computedStyle.ts";
import { computeCustomValues, fillIn, noCustomValues, referencesIn, type CustomValues } from "./customProperties.ts";
import {
  expandText, reportFilledIn,
  type CssWideKeyword, type CustomDeclaration, type DeclarationBlock, type Declarations, type DeclaredValue, type PendingValue, type Target,
} from "./declarations.ts";
import { longhands, propertyNames } from "./properties.ts";
import type { PropertyName, PropertyValues } from "./propertyTypes.ts";
import type { ComputationContext } from "./valueParsers.ts";

/** Whose stylesheet a rule stands in (CSS Cascade 4, section 6.2). */
export type Origin = "user-agent" | "author";

/** An element's values, as inheritance and as layout want them. */
export interface ElementStyle {
  readonly values: Readonly<PropertyValues>;
  readonly custom: CustomValues;
  readonly computed: ComputedStyle;
}

export interface WeightedBlock {
  readonly origin: Origin;
  readonly block: DeclarationBlock;
}

/** Whom an element inherits from; neither for the root. */
export interface Ancestry {
  readonly parent: ElementStyle | undefined;
  readonly root: ElementStyle | undefined;
}

function copy<P extends PropertyName>(name: P, from: Readonly<Pick<PropertyValues, P>>, to: Pick<PropertyValues, P>): void {
  to[name] = from[name];
}

function setInitial<P extends PropertyName>(name: P, values: Partial<Pick<PropertyValues, P>>): void {
  values[name] = longhands[name].initial;
}

function isComplete(values: Partial<PropertyValues>): values is PropertyValues {
  return propertyNames.every((name) => name in values);
}

function allInitial(): Readonly<PropertyValues> {
  const values: Partial<PropertyValues> = {};
  for (const name of propertyNames) setInitial(name, values);
  if (!isComplete(values)) throw new TypeError("a property has no initial value");
  return values;
}

const initialValues = allInitial();

const inheritedNames: readonly PropertyName[] = propertyNames.filter((name) => longhands[name].inherited);

interface Layer {
  readonly origin: Origin;
  readonly declarations: Declarations;
}

/** All declarations in ascending precedence (CSS Cascade 4, section 6.1). */
function layersOf(blocks: readonly WeightedBlock[], inline: DeclarationBlock | undefined): readonly Layer[] {
  const layers: Layer[] = blocks.map(({ origin, block }) => ({ origin, declarations: block.normal }));
  if (inline) layers.push({ origin: "author", declarations: inline.normal });
  const important = (wanted: Origin): void => {
    for (const { origin, block } of blocks) if (origin === wanted && hasAny(block.important)) layers.push({ origin, declarations: block.important });
  };
  important("author");
  if (inline && hasAny(inline.important)) layers.push({ origin: "author", declarations: inline.important });
  important("user-agent");
  return layers;
}

function hasAny({ rtl, custom }: Declarations): boolean {
  return rtl.length > 0 || custom.length > 0;
}

/**
 * Computes an element's values: cascade, var(), inheritance, absolute lengths (CSS Cascade 4, CSS Custom Properties 1).
 *
 * Reports `style/invalid-value` and `style/undefined-variable` once for each declaration whose var() come to nothing.
 *
 * @param blocks The blocks of the rules that match, in ascending order of origin, specificity and place.
 * @param inline What the `style` attribute says.
 */
export function computeStyle(blocks: readonly WeightedBlock[], inline: DeclarationBlock | undefined, { parent, root }: Ancestry): ElementStyle {
  const layers = layersOf(blocks, inline);
  const inherited = parent?.values ?? initialValues;
  const values: PropertyValues = { ...initialValues };
  for (const name of inheritedNames) copy(name, inherited, values);

  const custom = computeCustom(layers, parent?.custom ?? noCustomValues);
  const parentFontSize = inherited["font-size"];
  const context: ComputationContext = {
    fontSize: parentFontSize,
    rootFontSize: root?.values["font-size"] ?? parentFontSize,
    parentFontSize,
    parentFontWeight: inherited["font-weight"],
    parentTextAlign: inherited["text-align"],
    parentDirection: parent?.values.direction,
  };
  const computation: Computation = { layers, inherited, values, custom };

  const direction = lastOf("direction", layers, "ltr");
  if (direction) settle("direction", direction, context, computation);
  const side = values.direction;
  const winners = new Map<PropertyName, DeclaredValue>();
  for (const { declarations } of layers) for (const { property, value } of declarations[side]) winners.set(property, value);
  const size = winners.get("font-size");
  if (size) settle("font-size", size, context, computation);
  const ownContext = { ...context, fontSize: values["font-size"], rootFontSize: root?.values["font-size"] ?? values["font-size"] };
  for (const [property, value] of winners) {
    if (property !== "font-size" && property !== "direction") settle(property, value, ownContext, computation);
  }

  const color = colorOf(values, inherited);
  values.color = color;
  if (values.display === "inline" && (!parent || parent.values.display === "flex")) values.display = "block";
  return { values, custom, computed: toComputedStyle(values, custom, color, parent?.computed.textDecorationLine ?? "none") };
}

function colorOf(values: PropertyValues, inherited: Readonly<PropertyValues>): Color {
  if (values.color !== "currentcolor") return values.color;
  return inherited.color === "currentcolor" ? textBlack : inherited.color;
}

interface Computation {
  readonly layers: readonly Layer[];
  readonly inherited: Readonly<PropertyValues>;
  readonly values: PropertyValues;
  readonly custom: CustomValues;
}

function lastOf(property: PropertyName, layers: readonly Layer[], side: "rtl" | "ltr"): DeclaredValue | undefined {
  for (let i = layers.length - 1; i >= 0; i--) {
    const target = layers[i]?.declarations[side].findLast((candidate) => candidate.property === property);
    if (target) return target.value;
  }
  return undefined;
}

/** Gives a property the value that won the cascade. */
function settle(property: PropertyName, value: DeclaredValue, context: ComputationContext, computation: Computation): void {
  switch (value.kind) {
    case "value":
      value.assign(computation.values, context);
      break;
    case "keyword":
      settleKeyword(property, value.keyword, context, computation);
      break;
    case "pending": {
      const filled = fillInPending(property, value.pending, computation);
      if (filled) settle(property, filled, context, computation);
      else settleKeyword(property, "unset", context, computation);
    }
  }
}

function settleKeyword(property: PropertyName, keyword: CssWideKeyword, context: ComputationContext, computation: Computation): void {
  const { inherited, values } = computation;
  switch (keyword) {
    case "inherit":
      copy(property, inherited, values);
      break;
    case "initial":
      setInitial(property, values);
      break;
    case "unset":
      if (longhands[property].inherited) copy(property, inherited, values);
      else setInitial(property, values);
      break;
    case "revert": {
      const builtIn = computation.layers.filter(({ origin }) => origin === "user-agent");
      const value = lastOf(property, builtIn, values.direction);
      if (value && !(value.kind === "keyword" && value.keyword === "revert")) settle(property, value, context, computation);
      else settleKeyword(property, "unset", context, computation);
    }
  }
}

const unresolved = "";

/** The property's part of a value whose var() are filled in; `undefined` where that makes the value invalid. */
function fillInPending(property: PropertyName, pending: PendingValue, { custom, values }: Computation): DeclaredValue | undefined {
  const filled = fillIn(pending.text, (name) => custom.get(name)) ?? unresolved;
  if (!pending.expansions.has(filled)) {
    const targets = filled === unresolved ? undefined : expandText(pending.property, filled.replaceAll("/**/", " ").trim());
    pending.expansions.set(filled, targets);
    if (filled === unresolved) reportUnresolved(pending, custom);
    else if (!targets) reportFilledIn(pending, filled.replaceAll("/**/", ""));
  }
  const targets: readonly Target[] | undefined = pending.expansions.get(filled)?.[values.direction];
  return targets?.find((target) => target.property === property)?.value;
}

function reportUnresolved({ property, text, sheet, span }: PendingValue, custom: CustomValues): void {
  const missing = referencesIn(text).filter((name) => !custom.has(name));
  const [first] = missing;
  const near = first === undefined ? undefined : nearestName(first, [...custom.keys()]);
  sheet.report({
    severity: "warning",
    code: "style/undefined-variable",
    message: first === undefined ? `\`var()\` in \`${property}\` cannot be read.` : `\`${first}\` has no value here, so that \`${property}\` is left out.`,
    hint: near === undefined ? "Declare it on the element or one around it, or give var() a fallback after a comma." : `Did you mean \`${near}\`?`,
    span: span(),
  });
}

function computeCustom(layers: readonly Layer[], inherited: CustomValues): CustomValues {
  const winners = new Map<string, CustomDeclaration["value"]>();
  for (const { declarations } of layers) for (const { name, value } of declarations.custom) winners.set(name, value);
  if (winners.size === 0) return inherited;
  const declared = new Map<string, string | undefined>();
  for (const [name, value] of winners) {
    if (typeof value === "string") declared.set(name, value);
    else if (value.keyword === "initial") declared.set(name, undefined);
  }
  return computeCustomValues(inherited, declared);
}
