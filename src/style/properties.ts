import { transparent } from "./colors.ts";
import type { Longhand, PropertyName, PropertyValues } from "./propertyTypes.ts";
import { textLonghands } from "./textProperties.ts";
import {
  borderStyle, borderWidth, color, content, defaultPageSize, either, fontSize, keyword, keywordMap, lengthIn, lengthPercentageIn, marks, numberIn, objectPosition, pageSize,
} from "./valueParsers.ts";

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
  "object-fit": {
    inherited: false, initial: "fill", initialText: "fill", scope: "element",
    parse: keyword("fill", "contain", "cover", "none", "scale-down"), syntax: "fill | contain | cover | none | scale-down",
    effect: "How an image fills its box: stretched, whole, cut off at the box's edges, in its own size.",
  },
  "object-position": {
    inherited: false, initial: { x: { percent: 50 }, y: { percent: 50 } }, initialText: "50% 50%", scope: "element",
    parse: objectPosition, syntax: "[ left | center | right | top | bottom | <length-percentage> ]{1,2}",
    effect: "Which part of an image meets which part of its box.",
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
  ...textLonghands,
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
    inherited: false, initial: "auto", initialText: "auto", scope: "page",
    parse: marks, syntax: "auto | none | [ crop || cross || -nashra-bars || -nashra-slug ]",
    effect: "Crop and register marks, colour bars and a slug line outside the bleed (see below); auto is all of them in files for the press, otherwise none.",
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
