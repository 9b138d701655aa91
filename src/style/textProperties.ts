import { justifyProfiles } from "./justifyLimits.ts";
import { textBlack } from "./colors.ts";
import type { Longhand, PropertyName, PropertyValues } from "./propertyTypes.ts";
import {
  color, either, fontFamily, fontFeatures, fontWeight, initialSize, keyword, keywordMap, lengthIn, lengthPercentageIn, lineHeight, nonEmptyString, textAlign,
} from "./valueParsers.ts";

const nonNegative = { negative: false } as const;
const anySign = { negative: true } as const;
const auto = keyword("auto");
const none = keyword("none");

const spacing = (effect: string): Longhand<PropertyValues["letter-spacing"]> => ({
  inherited: true, initial: 0, initialText: "normal", scope: "element and page",
  parse: either(keywordMap({ normal: 0 }), lengthIn(anySign)), syntax: "normal | <length>", effect,
});

/** The longhands that say how text is set: its face, its lines, its direction. */
export const textLonghands = {
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
  "hyphens": {
    inherited: true, initial: "manual", initialText: "manual", scope: "element and page",
    parse: keyword("none", "manual", "auto"), syntax: "none | manual | auto",
    effect: "Where words may be divided: nowhere, at typed soft hyphens, in Latin letters also where their language has it (see below). Headings have `manual`.",
  },
  "-nashra-hyphenate-language": {
    inherited: true, initial: "auto", initialText: "auto", scope: "element and page",
    parse: either(auto, nonEmptyString), syntax: "auto | <string>",
    effect: "The language, such as `\"en\"`, in which Latin words are hyphenated in text of a language with other letters; auto is none.",
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
} satisfies { readonly [P in PropertyName]?: Longhand<PropertyValues[P]> };
