import type { BorderStyle, BreakValue, ComputedStyle, ContentPart, LengthPercentage, LengthPercentageAuto } from "./computed.ts";
import { textBlack, transparent, type SpecifiedColor } from "./colors.ts";
import { justifyProfiles } from "./justifyLimits.ts";
import {
  borderStyle, borderWidth, color, content, defaultPageSize, either, fontFamily, fontFeatures, fontSize, fontWeight, initialSize, keyword, keywordMap, lengthIn,
  lengthPercentageIn, lineHeight, marks, numberIn, pageSize, textAlign,
  type LineHeightFactor, type PageSize, type Parser, type PrinterMarks,
} from "./valueParsers.ts";

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
  "marks": PrinterMarks;
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

const nonNegative = { negative: false } as const;
const anySign = { negative: true } as const;
const auto = keyword("auto");
const none = keyword("none");

const marginSide = (side: string): Longhand<PropertyValues["margin-top"]> => ({
  inherited: false, initial: 0, initialText: "0", scope: "element and page",
  parse: either(auto, lengthPercentageIn(anySign)), syntax: "<length-percentage> | auto",
  effect: `Space outside the ${side} border; adjoining block margins collapse. On a page: the space between its edge and the text.`,
});

const paddingSide = (side: string): Longhand<PropertyValues["padding-top"]> => ({
  inherited: false, initial: 0, initialText: "0", scope: "element",
  parse: lengthPercentageIn(nonNegative), syntax: "<length-percentage [0,∞]>", effect: `Space inside the ${side} border.`,
});

const strokeWidth = (what: string): Longhand<PropertyValues["border-top-width"]> => ({
  inherited: false, initial: 2.25, initialText: "medium", scope: "element",
  parse: borderWidth, syntax: "<length [0,∞]> | thin | medium | thick", effect: `Thickness of the ${what}; 0 where its style is none.`,
});

const strokeStyle = (what: string): Longhand<PropertyValues["border-top-style"]> => ({
  inherited: false, initial: "none", initialText: "none", scope: "element",
  parse: borderStyle, syntax: "none | hidden | solid | double | dashed | dotted", effect: `How the ${what} is drawn.`,
});

const strokeColor = (what: string): Longhand<PropertyValues["border-top-color"]> => ({
  inherited: false, initial: "currentcolor", initialText: "currentcolor", scope: "element",
  parse: color, syntax: "<color>", effect: `Colour of the ${what}.`,
});

const extent = (effect: string): Longhand<PropertyValues["width"]> => ({
  inherited: false, initial: "auto", initialText: "auto", scope: "element",
  parse: either(auto, lengthPercentageIn(nonNegative)), syntax: "<length-percentage [0,∞]> | auto", effect,
});

const maximum = (effect: string): Longhand<PropertyValues["max-width"]> => ({
  inherited: false, initial: "none", initialText: "none", scope: "element",
  parse: either(none, lengthPercentageIn(nonNegative)), syntax: "<length-percentage [0,∞]> | none", effect,
});

const breakBetween = (where: string): Longhand<PropertyValues["break-before"]> => ({
  inherited: false, initial: "auto", initialText: "auto", scope: "element",
  parse: keyword("auto", "avoid", "page", "column", "avoid-page", "avoid-column"),
  syntax: "auto | avoid | page | column | avoid-page | avoid-column", effect: `Forces or avoids a page or column break ${where} the box.`,
});

const lineCount = (effect: string): Longhand<PropertyValues["orphans"]> => ({
  inherited: true, initial: 2, initialText: "2", scope: "element", parse: numberIn({ from: 1, integer: true }), syntax: "<integer [1,∞]>", effect,
});

const flexFactor = (initial: number, effect: string): Longhand<PropertyValues["flex-grow"]> => ({
  inherited: false, initial, initialText: `${initial}`, scope: "element", parse: numberIn({ from: 0 }), syntax: "<number [0,∞]>", effect,
});

const spacing = (effect: string): Longhand<PropertyValues["letter-spacing"]> => ({
  inherited: true, initial: 0, initialText: "normal", scope: "element and page",
  parse: either(keywordMap({ normal: 0 }), lengthIn(anySign)), syntax: "normal | <length>", effect,
});

/** Every longhand. `direction` and `font-size` stand first: logical names and relative lengths need them computed. */
export const longhands: { readonly [P in PropertyName]: Longhand<PropertyValues[P]> } = {
  "direction": {
    inherited: true, initial: "ltr", initialText: "ltr", scope: "element and page",
    parse: keyword("rtl", "ltr"), syntax: "rtl | ltr",
    effect: "Base direction of paragraphs, side of the first column, meaning of logical properties. The built-in stylesheet sets rtl on html.",
  },
  "font-size": {
    inherited: true, initial: 12, initialText: "medium", scope: "element and page",
    parse: fontSize, syntax: "<length-percentage [0,∞]> | <absolute-size> | smaller | larger", effect: "Size of the em; medium is 12 pt.",
  },
  "display": {
    inherited: false, initial: "inline", initialText: "inline", scope: "element",
    parse: keyword("block", "inline", "flex", "none"), syntax: "block | inline | flex | none",
    effect: "Kind of box; none removes the element and all in it. Children of a flex container and the root are blocks.",
  },
  "margin-top": marginSide("top"),
  "margin-right": marginSide("right"),
  "margin-bottom": marginSide("bottom"),
  "margin-left": marginSide("left"),
  "padding-top": paddingSide("top"),
  "padding-right": paddingSide("right"),
  "padding-bottom": paddingSide("bottom"),
  "padding-left": paddingSide("left"),
  "border-top-width": strokeWidth("top border"),
  "border-right-width": strokeWidth("right border"),
  "border-bottom-width": strokeWidth("bottom border"),
  "border-left-width": strokeWidth("left border"),
  "border-top-style": strokeStyle("top border"),
  "border-right-style": strokeStyle("right border"),
  "border-bottom-style": strokeStyle("bottom border"),
  "border-left-style": strokeStyle("left border"),
  "border-top-color": strokeColor("top border"),
  "border-right-color": strokeColor("right border"),
  "border-bottom-color": strokeColor("bottom border"),
  "border-left-color": strokeColor("left border"),
  "background-color": {
    inherited: false, initial: transparent, initialText: "transparent", scope: "element and page",
    parse: color, syntax: "<color>", effect: "Fill of the padding box; on a page, of the whole page and its bleed.",
  },
  "width": extent("Width of the box named by box-sizing."),
  "height": extent("Height of the box named by box-sizing."),
  "min-width": extent("Least width."),
  "max-width": maximum("Greatest width."),
  "min-height": extent("Least height."),
  "max-height": maximum("Greatest height."),
  "box-sizing": {
    inherited: false, initial: "content-box", initialText: "content-box", scope: "element",
    parse: keyword("content-box", "border-box"), syntax: "content-box | border-box", effect: "Which box width and height measure.",
  },
  "flex-direction": {
    inherited: false, initial: "row", initialText: "row", scope: "element",
    parse: keyword("row", "row-reverse", "column", "column-reverse"), syntax: "row | row-reverse | column | column-reverse",
    effect: "Main axis of a flex container; a row starts on the side where its direction starts.",
  },
  "flex-wrap": {
    inherited: false, initial: "nowrap", initialText: "nowrap", scope: "element",
    parse: keyword("nowrap", "wrap", "wrap-reverse"), syntax: "nowrap | wrap | wrap-reverse", effect: "Whether flex items go to several lines.",
  },
  "flex-grow": flexFactor(0, "Share of the free space that a flex item takes."),
  "flex-shrink": flexFactor(1, "Share of the missing space that a flex item gives up."),
  "flex-basis": extent("Main size of a flex item before it grows or shrinks."),
  "justify-content": {
    inherited: false, initial: "flex-start", initialText: "normal", scope: "element",
    parse: keywordMap({
      "normal": "flex-start", "flex-start": "flex-start", "flex-end": "flex-end", "center": "center",
      "space-between": "space-between", "space-around": "space-around", "space-evenly": "space-evenly",
    }),
    syntax: "normal | flex-start | flex-end | center | space-between | space-around | space-evenly",
    effect: "Place of flex items along the main axis; normal is flex-start.",
  },
  "align-items": {
    inherited: false, initial: "stretch", initialText: "normal", scope: "element",
    parse: keywordMap({
      "normal": "stretch", "stretch": "stretch", "flex-start": "flex-start", "flex-end": "flex-end", "center": "center", "baseline": "baseline",
    }),
    syntax: "normal | stretch | flex-start | flex-end | center | baseline", effect: "Place of flex items across the main axis; normal is stretch.",
  },
  "align-self": {
    inherited: false, initial: "auto", initialText: "auto", scope: "element",
    parse: keyword("auto", "stretch", "flex-start", "flex-end", "center", "baseline"),
    syntax: "auto | stretch | flex-start | flex-end | center | baseline", effect: "The same for one item.",
  },
  "row-gap": {
    inherited: false, initial: 0, initialText: "normal", scope: "element",
    parse: either(keywordMap({ normal: 0 }), lengthPercentageIn(nonNegative)), syntax: "normal | <length-percentage [0,∞]>",
    effect: "Space between the lines of a flex container.",
  },
  "column-gap": {
    inherited: false, initial: "normal", initialText: "normal", scope: "element",
    parse: either(keyword("normal"), lengthPercentageIn(nonNegative)), syntax: "normal | <length-percentage [0,∞]>",
    effect: "Space between columns (normal: 1 em) or flex items (normal: 0).",
  },
  "color": {
    inherited: true, initial: textBlack, initialText: "device-cmyk(0 0 0 1)", scope: "element and page",
    parse: color, syntax: "<color>", effect: "Colour of text and its decoration; initially the black plate alone.",
  },
  "font-family": {
    inherited: true, initial: ["serif"], initialText: "serif", scope: "element and page",
    parse: fontFamily, syntax: "[ <family-name> | <generic-family> ]#", effect: "Faces in the order of preference, character by character.",
  },
  "font-weight": {
    inherited: true, initial: 400, initialText: "normal", scope: "element and page",
    parse: fontWeight, syntax: "normal | bold | bolder | lighter | <number [1,1000]>", effect: "Weight of the face.",
  },
  "font-style": {
    inherited: true, initial: "normal", initialText: "normal", scope: "element and page",
    parse: keywordMap({ normal: "normal", italic: "italic", oblique: "italic" }), syntax: "normal | italic | oblique",
    effect: "Slope of the face; oblique is taken as italic, and nothing is slanted artificially.",
  },
  "font-feature-settings": {
    inherited: true, initial: {}, initialText: "normal", scope: "element and page",
    parse: fontFeatures, syntax: "normal | [ <string> [ <integer [0,∞]> | on | off ]? ]#", effect: "OpenType features handed to the shaper.",
  },
  "line-height": {
    inherited: true, initial: "normal", initialText: "normal", scope: "element and page",
    parse: lineHeight, syntax: "normal | <number [0,∞]> | <length-percentage [0,∞]>",
    effect: "Distance of baselines; normal asks the font. A number is inherited as a number.",
  },
  "-nashra-baseline-grid": {
    inherited: true, initial: "none", initialText: "none", scope: "element",
    parse: either(none, lengthIn(nonNegative)), syntax: "none | <length [0,∞]>",
    effect: "Sets lines on a grid of this step, one for the whole page (see below); 0 is none.",
  },
  "-nashra-numerals": {
    inherited: true, initial: "auto", initialText: "auto", scope: "element and page",
    parse: keyword("auto", "european", "arabic-indic", "persian"), syntax: "auto | european | arabic-indic | persian",
    effect: "The digits that the text's numbers are written in (see below); auto leaves them as typed.",
  },
  "letter-spacing": spacing("Space added after each letter; joined letters stay joined."),
  "word-spacing": spacing("Space added to each word space."),
  "text-align": {
    inherited: true, initial: "start", initialText: "start", scope: "element and page",
    parse: textAlign, syntax: "start | end | left | right | center | justify | match-parent",
    effect: "Place of lines in the measure; start is the right side where direction is rtl.",
  },
  "text-align-last": {
    inherited: true, initial: "auto", initialText: "auto", scope: "element and page",
    parse: keyword("auto", "start", "end", "left", "right", "center", "justify"), syntax: "auto | start | end | left | right | center | justify",
    effect: "The same for the last line of a paragraph and lines before a forced break.",
  },
  "text-justify": {
    inherited: true, initial: "auto", initialText: "auto", scope: "element and page",
    parse: keyword("auto", "inter-word", "kashida", "none"), syntax: "auto | inter-word | kashida | none",
    effect: "What justified lines are filled with: all means of the profile, word spaces alone, elongation before anything else, nothing. Headings have inter-word.",
  },
  "-nashra-justify": {
    inherited: true, initial: "newspaper", initialText: "newspaper", scope: "element and page",
    parse: keyword(...justifyProfiles), syntax: justifyProfiles.join(" | "),
    effect: "The justification profile: see [justification.md](justification.md), also for the custom properties that change its limits.",
  },
  "-nashra-fit": {
    inherited: false, initial: "none", initialText: "none", scope: "element",
    parse: keyword("none", "kashida"), syntax: "none | kashida",
    effect: "`kashida` stretches each line of the block to the measure by elongation: for a nameplate.",
  },
  "-nashra-initial": {
    inherited: false, initial: "none", initialText: "none", scope: "element",
    parse: either(none, initialSize), syntax: "none | [ letter | word ] || <integer [2,∞]>",
    effect: "Sets the block's first letter, or its first word, so large that it stands beside so many lines (see below); a letter and 3 lines unless it says otherwise.",
  },
  "text-indent": {
    inherited: true, initial: 0, initialText: "0", scope: "element",
    parse: lengthPercentageIn(anySign), syntax: "<length-percentage>", effect: "Indent of the first line at its start.",
  },
  "white-space": {
    inherited: true, initial: "normal", initialText: "normal", scope: "element and page",
    parse: keyword("normal", "nowrap", "pre", "pre-wrap", "pre-line"), syntax: "normal | nowrap | pre | pre-wrap | pre-line",
    effect: "Whether white space is collapsed and lines are broken.",
  },
  "text-wrap": {
    inherited: true, initial: "wrap", initialText: "wrap", scope: "element and page",
    parse: keyword("wrap", "balance"), syntax: "wrap | balance", effect: "`balance` makes the lines of text that is not justified even in length.",
  },
  "vertical-align": {
    inherited: false, initial: "baseline", initialText: "baseline", scope: "element",
    parse: either(keyword("baseline", "sub", "super"), lengthIn(anySign)), syntax: "baseline | sub | super | <length>",
    effect: "Raises inline text from the baseline.",
  },
  "text-decoration-line": {
    inherited: false, initial: "none", initialText: "none", scope: "element",
    parse: keyword("none", "underline", "line-through"), syntax: "none | underline | line-through",
    effect: "Line under or through text, in the text's colour; reaches all inline text within.",
  },
  "unicode-bidi": {
    inherited: false, initial: "normal", initialText: "normal", scope: "element",
    parse: keyword("normal", "embed", "isolate", "bidi-override", "isolate-override", "plaintext"),
    syntax: "normal | embed | isolate | bidi-override | isolate-override | plaintext",
    effect: "How an inline element's direction takes part in the bidi algorithm.",
  },
  "list-style-type": {
    inherited: true, initial: "none", initialText: "none", scope: "element",
    parse: none, syntax: "none", effect: "Markers are never drawn, whatever the list; only that may be declared.",
  },
  "column-count": {
    inherited: false, initial: "auto", initialText: "auto", scope: "element",
    parse: either(auto, numberIn({ from: 1, integer: true })), syntax: "auto | <integer [1,∞]>", effect: "Number of columns.",
  },
  "column-width": {
    inherited: false, initial: "auto", initialText: "auto", scope: "element",
    parse: either(auto, lengthIn(nonNegative)), syntax: "auto | <length [0,∞]>", effect: "Least width of a column.",
  },
  "column-rule-width": strokeWidth("line between columns"),
  "column-rule-style": strokeStyle("line between columns"),
  "column-rule-color": strokeColor("line between columns"),
  "column-span": {
    inherited: false, initial: "none", initialText: "none", scope: "element",
    parse: keyword("none", "all"), syntax: "none | all", effect: "Whether a block stands across all columns.",
  },
  "column-fill": {
    inherited: false, initial: "balance", initialText: "balance", scope: "element",
    parse: keyword("balance", "auto"), syntax: "balance | auto", effect: "Whether columns are filled evenly or one after the other.",
  },
  "break-before": breakBetween("before"),
  "break-after": breakBetween("after"),
  "break-inside": {
    inherited: false, initial: "auto", initialText: "auto", scope: "element",
    parse: keyword("auto", "avoid", "avoid-page", "avoid-column"), syntax: "auto | avoid | avoid-page | avoid-column",
    effect: "Avoids a break within the box.",
  },
  "orphans": lineCount("Least number of lines left before a break."),
  "widows": lineCount("Least number of lines taken after a break."),
  "size": {
    inherited: false, initial: defaultPageSize, initialText: "auto", scope: "page",
    parse: pageSize, syntax: "auto | <length [0,∞]>{1,2} | [ a3 | a4 | a5 | b4 | b5 | letter | legal | ledger ] || [ portrait | landscape ]",
    effect: "Trimmed size of the page; auto is A4 portrait.",
  },
  "bleed": {
    inherited: false, initial: "auto", initialText: "auto", scope: "page",
    parse: either(auto, lengthIn(nonNegative)), syntax: "auto | <length [0,∞]>",
    effect: "How far the page is painted beyond its trimmed edge; auto is 6 pt with crop marks, otherwise 0.",
  },
  "marks": {
    inherited: false, initial: { crop: false, cross: false }, initialText: "none", scope: "page",
    parse: marks, syntax: "none | [ crop || cross ]", effect: "Crop and register marks outside the bleed.",
  },
  "content": {
    inherited: false, initial: "none", initialText: "normal", scope: "margin box",
    parse: content, syntax: "normal | none | [ <string> | counter( [ page | pages ] [, decimal | arabic-indic | persian ]? ) ]+",
    effect: "Text of a margin box; normal and none leave the box out.",
  },
};

export function isPropertyName(name: string): name is PropertyName {
  return Object.hasOwn(longhands, name);
}

export const propertyNames: readonly PropertyName[] = Object.keys(longhands).filter(isPropertyName);
