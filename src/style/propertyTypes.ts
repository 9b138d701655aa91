import type { SpecifiedColor } from "./colors.ts";
import type { BorderStyle, BreakValue, ComputedStyle, ContentPart, LengthPercentage, LengthPercentageAuto, PrinterMarks } from "./computed.ts";
import type { LineHeightFactor, PageSize, Parser } from "./valueParsers.ts";

/** The computed value of every longhand, physical, by its CSS name; lengths in pt. */
export interface PropertyValues {
  "direction": ComputedStyle["direction"];
  "font-size": number;
  "display": ComputedStyle["display"];
  "margin-top": LengthPercentageAuto;
  "margin-right": LengthPercentageAuto;
  "margin-bottom": LengthPercentageAuto;
  "margin-left": LengthPercentageAuto;
  "padding-top": LengthPercentage;
  "padding-right": LengthPercentage;
  "padding-bottom": LengthPercentage;
  "padding-left": LengthPercentage;
  "border-top-width": number;
  "border-right-width": number;
  "border-bottom-width": number;
  "border-left-width": number;
  "border-top-style": BorderStyle;
  "border-right-style": BorderStyle;
  "border-bottom-style": BorderStyle;
  "border-left-style": BorderStyle;
  "border-top-color": SpecifiedColor;
  "border-right-color": SpecifiedColor;
  "border-bottom-color": SpecifiedColor;
  "border-left-color": SpecifiedColor;
  "background-color": SpecifiedColor;
  "width": LengthPercentageAuto;
  "height": LengthPercentageAuto;
  "min-width": LengthPercentageAuto;
  "max-width": LengthPercentage | "none";
  "min-height": LengthPercentageAuto;
  "max-height": LengthPercentage | "none";
  "box-sizing": ComputedStyle["boxSizing"];
  "object-fit": ComputedStyle["objectFit"];
  "object-position": ComputedStyle["objectPosition"];
  "flex-direction": ComputedStyle["flexDirection"];
  "flex-wrap": ComputedStyle["flexWrap"];
  "flex-grow": number;
  "flex-shrink": number;
  "flex-basis": LengthPercentageAuto;
  "justify-content": ComputedStyle["justifyContent"];
  "align-items": ComputedStyle["alignItems"];
  "align-self": ComputedStyle["alignSelf"];
  "row-gap": LengthPercentage;
  "column-gap": LengthPercentage | "normal";
  "color": SpecifiedColor;
  "font-family": readonly string[];
  "font-weight": number;
  "font-style": ComputedStyle["fontStyle"];
  "font-feature-settings": Readonly<Record<string, number>>;
  "line-height": number | "normal" | LineHeightFactor;
  "-nashra-baseline-grid": number | "none";
  "-nashra-numerals": ComputedStyle["numerals"];
  "letter-spacing": number;
  "word-spacing": number;
  "text-align": ComputedStyle["textAlign"];
  "text-align-last": ComputedStyle["textAlignLast"];
  "text-justify": ComputedStyle["textJustify"];
  "-nashra-justify": ComputedStyle["justifyProfile"];
  "-nashra-fit": ComputedStyle["fit"];
  "-nashra-initial": ComputedStyle["initial"];
  "text-indent": LengthPercentage;
  "white-space": ComputedStyle["whiteSpace"];
  "text-wrap": ComputedStyle["textWrap"];
  "hyphens": ComputedStyle["hyphens"];
  "-nashra-hyphenate-language": string;
  "vertical-align": ComputedStyle["verticalAlign"];
  "text-decoration-line": ComputedStyle["textDecorationLine"];
  "unicode-bidi": ComputedStyle["unicodeBidi"];
  "list-style-type": "none";
  "column-count": number | "auto";
  "column-width": number | "auto";
  "column-rule-width": number;
  "column-rule-style": BorderStyle;
  "column-rule-color": SpecifiedColor;
  "column-span": ComputedStyle["columnSpan"];
  "column-fill": ComputedStyle["columnFill"];
  "break-before": BreakValue;
  "break-after": BreakValue;
  "break-inside": ComputedStyle["breakInside"];
  "orphans": number;
  "widows": number;
  "size": PageSize;
  "bleed": number | "auto";
  "marks": PrinterMarks | "auto";
  "content": readonly ContentPart[] | "none";
}

export type PropertyName = keyof PropertyValues;

/** Where a property has a meaning: on elements and margin boxes, on those and on the page itself, on one of the last two alone. */
export type Scope = "element" | "element and page" | "page" | "margin box";

/** All that is known of a longhand. */
export interface Longhand<T> {
  readonly inherited: boolean;
  readonly initial: T;
  readonly parse: Parser<T>;
  /** The values accepted, in the notation of CSS Values 4, section 2. */
  readonly syntax: string;
  /** The initial value as CSS writes it. */
  readonly initialText: string;
  readonly scope: Scope;
  /** What is made of it. */
  readonly effect: string;
}
