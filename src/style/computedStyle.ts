import type { SpecifiedColor } from "./colors.ts";
import type { Color, ComputedStyle, Sides, Stroke } from "./computed.ts";
import type { CustomValues } from "./customProperties.ts";
import { limitsOf } from "./justifyLimits.ts";
import type { PropertyValues } from "./propertyTypes.ts";

/** `currentcolor` filled in; nothing at all where the colour is wholly transparent. */
export function toColor(value: SpecifiedColor, current: Color): Color | undefined {
  const color = value === "currentcolor" ? current : value;
  return color.alpha === 0 ? undefined : color;
}

function stroke(width: number, style: Stroke["style"], value: SpecifiedColor, current: Color): Stroke {
  return { width: style === "none" ? 0 : width, style, color: value === "currentcolor" ? current : value };
}

function borders(values: PropertyValues, current: Color): Sides<Stroke> {
  return {
    top: stroke(values["border-top-width"], values["border-top-style"], values["border-top-color"], current),
    right: stroke(values["border-right-width"], values["border-right-style"], values["border-right-color"], current),
    bottom: stroke(values["border-bottom-width"], values["border-bottom-style"], values["border-bottom-color"], current),
    left: stroke(values["border-left-width"], values["border-left-style"], values["border-left-color"], current),
  };
}

function lineHeight(value: PropertyValues["line-height"], fontSize: number): number | "normal" {
  return typeof value === "object" ? value.factor * fontSize : value;
}

/**
 * Gathers the computed values in the shape that layout takes.
 *
 * @param color The element's own colour.
 * @param decoration The line of the nearest ancestor that has one: it runs on under the text within (CSS Text Decoration 3, section 2).
 */
export function toComputedStyle(values: PropertyValues, custom: CustomValues, color: Color, decoration: ComputedStyle["textDecorationLine"]): ComputedStyle {
  return {
    display: values.display,
    direction: values.direction,
    margin: { top: values["margin-top"], right: values["margin-right"], bottom: values["margin-bottom"], left: values["margin-left"] },
    padding: { top: values["padding-top"], right: values["padding-right"], bottom: values["padding-bottom"], left: values["padding-left"] },
    border: borders(values, color),
    backgroundColor: toColor(values["background-color"], color),
    width: values.width,
    height: values.height,
    minWidth: values["min-width"],
    maxWidth: values["max-width"],
    minHeight: values["min-height"],
    maxHeight: values["max-height"],
    boxSizing: values["box-sizing"],
    objectFit: values["object-fit"],
    objectPosition: values["object-position"],
    flexDirection: values["flex-direction"],
    flexWrap: values["flex-wrap"],
    flexGrow: values["flex-grow"],
    flexShrink: values["flex-shrink"],
    flexBasis: values["flex-basis"],
    justifyContent: values["justify-content"],
    alignItems: values["align-items"],
    alignSelf: values["align-self"],
    rowGap: values["row-gap"],
    columnGap: values["column-gap"],
    color,
    fontFamily: values["font-family"],
    fontSize: values["font-size"],
    fontWeight: values["font-weight"],
    fontStyle: values["font-style"],
    fontFeatures: values["font-feature-settings"],
    lineHeight: lineHeight(values["line-height"], values["font-size"]),
    baselineGrid: values["-nashra-baseline-grid"] === 0 ? "none" : values["-nashra-baseline-grid"],
    numerals: values["-nashra-numerals"],
    letterSpacing: values["letter-spacing"],
    wordSpacing: values["word-spacing"],
    textAlign: values["text-align"],
    textAlignLast: values["text-align-last"],
    textJustify: values["text-justify"],
    justifyProfile: values["-nashra-justify"],
    justifyLimits: limitsOf(custom),
    fit: values["-nashra-fit"],
    initial: values["-nashra-initial"],
    textIndent: values["text-indent"],
    whiteSpace: values["white-space"],
    textWrap: values["text-wrap"],
    hyphens: values.hyphens,
    hyphenateLanguage: values["-nashra-hyphenate-language"],
    verticalAlign: values["vertical-align"],
    textDecorationLine: values["text-decoration-line"] === "none" ? decoration : values["text-decoration-line"],
    unicodeBidi: values["unicode-bidi"],
    columnCount: values["column-count"],
    columnWidth: values["column-width"],
    columnRule: stroke(values["column-rule-width"], values["column-rule-style"], values["column-rule-color"], color),
    columnSpan: values["column-span"],
    columnFill: values["column-fill"],
    breakBefore: values["break-before"],
    breakAfter: values["break-after"],
    breakInside: values["break-inside"],
    orphans: values.orphans,
    widows: values.widows,
  };
}
