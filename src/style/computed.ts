import type { SourceSpan } from "../diagnostics/index.ts";
import type { JustifyLimits, JustifyProfile } from "./justifyLimits.ts";
import type { Numerals } from "../numerals/index.ts";

/** A share of some length that only layout knows, 100 = the whole. */
export interface Percentage {
  readonly percent: number;
  /** pt added to the share, as in `calc(100% - 10mm)`; absent means 0. */
  readonly offset?: number;
}

/** Points, or a share of the containing block. */
export type LengthPercentage = number | Percentage;
export type LengthPercentageAuto = LengthPercentage | "auto";

/** Device colours, each component 0 to 1; a spot ink is shown by its mixture of process inks where it has no plate of its own. */
export type Color =
  | { readonly space: "spot"; readonly name: string; readonly tint: number; readonly alternate: InkMixture; readonly alpha: number }
  | { readonly space: "cmyk"; readonly c: number; readonly m: number; readonly y: number; readonly k: number; readonly alpha: number }
  | { readonly space: "rgb"; readonly r: number; readonly g: number; readonly b: number; readonly alpha: number };

/** Shares of the four process inks, 0 to 1. */
export interface InkMixture {
  readonly c: number;
  readonly m: number;
  readonly y: number;
  readonly k: number;
}

export interface Sides<T> {
  readonly top: T;
  readonly right: T;
  readonly bottom: T;
  readonly left: T;
}

export type BorderStyle = "none" | "solid" | "double" | "dashed" | "dotted";

/** A border, a column rule: drawn only where style is not `none` and width is above 0. */
export interface Stroke {
  /** pt; 0 where style is none. */
  readonly width: number;
  readonly style: BorderStyle;
  readonly color: Color;
}

export type BreakValue = "auto" | "avoid" | "page" | "column" | "avoid-page" | "avoid-column";

export type { JustifyLimits, JustifyProfile } from "./justifyLimits.ts";

export interface InitialSize {
  readonly of: "letter" | "word";
  readonly lines: number;
}

/** Every property's computed value, logical properties already resolved to physical ones by `direction`. All lengths in pt. */
export interface ComputedStyle {
  readonly display: "block" | "inline" | "flex" | "none";
  readonly direction: "rtl" | "ltr";

  readonly margin: Sides<LengthPercentageAuto>;
  readonly padding: Sides<LengthPercentage>;
  readonly border: Sides<Stroke>;
  readonly backgroundColor: Color | undefined;
  readonly width: LengthPercentageAuto;
  readonly height: LengthPercentageAuto;
  readonly minWidth: LengthPercentageAuto;
  readonly maxWidth: LengthPercentage | "none";
  readonly minHeight: LengthPercentageAuto;
  readonly maxHeight: LengthPercentage | "none";
  readonly boxSizing: "content-box" | "border-box";
  /** How an image fills its content box. */
  readonly objectFit: "fill" | "contain" | "cover" | "none" | "scale-down";
  /** Where in its content box an image stands that is smaller or larger; percentages of the room left over, from the left and from the top. */
  readonly objectPosition: { readonly x: LengthPercentage; readonly y: LengthPercentage };

  readonly flexDirection: "row" | "row-reverse" | "column" | "column-reverse";
  readonly flexWrap: "nowrap" | "wrap" | "wrap-reverse";
  readonly flexGrow: number;
  readonly flexShrink: number;
  readonly flexBasis: LengthPercentageAuto;
  readonly justifyContent: "flex-start" | "flex-end" | "center" | "space-between" | "space-around" | "space-evenly";
  readonly alignItems: "stretch" | "flex-start" | "flex-end" | "center" | "baseline";
  readonly alignSelf: "auto" | "stretch" | "flex-start" | "flex-end" | "center" | "baseline";
  readonly rowGap: LengthPercentage;
  /** `normal` is 1 em in columns and 0 in a flex container. */
  readonly columnGap: LengthPercentage | "normal";

  readonly color: Color;
  /** In the order of preference; generic names (`serif`, `sans-serif`) are kept as they are. */
  readonly fontFamily: readonly string[];
  /** pt */
  readonly fontSize: number;
  /** 1 to 1000 */
  readonly fontWeight: number;
  readonly fontStyle: "normal" | "italic";
  /** OpenType tags to values, as in `font-feature-settings`. */
  readonly fontFeatures: Readonly<Record<string, number>>;
  /** pt; `normal` asks the font. */
  readonly lineHeight: number | "normal";
  /** pt from one line of the page's grid to the next; above 0. */
  readonly baselineGrid: number | "none";
  /** `auto` is as typed. */
  readonly numerals: Numerals | "auto";
  /** pt */
  readonly letterSpacing: number;
  /** pt added to every word space */
  readonly wordSpacing: number;
  readonly textAlign: "start" | "end" | "left" | "right" | "center" | "justify";
  readonly textAlignLast: "auto" | "start" | "end" | "left" | "right" | "center" | "justify";
  readonly textJustify: "auto" | "inter-word" | "kashida" | "none";
  readonly justifyProfile: JustifyProfile;
  readonly justifyLimits: JustifyLimits;
  readonly fit: "none" | "kashida";
  /** What a block's text begins with, set as high as so many of its lines; 2 or more. */
  readonly initial: "none" | InitialSize;
  readonly textIndent: LengthPercentage;
  readonly whiteSpace: "normal" | "nowrap" | "pre" | "pre-wrap" | "pre-line";
  readonly textWrap: "wrap" | "balance";
  readonly hyphens: "none" | "manual" | "auto";
  /** BCP 47, of words in Latin letters in a language that has others; `auto` is none. */
  readonly hyphenateLanguage: string;
  readonly verticalAlign: "baseline" | "sub" | "super" | number;
  readonly textDecorationLine: "none" | "underline" | "line-through";
  readonly unicodeBidi: "normal" | "embed" | "isolate" | "bidi-override" | "isolate-override" | "plaintext";

  readonly columnCount: number | "auto";
  readonly columnWidth: number | "auto";
  readonly columnRule: Stroke;
  readonly columnSpan: "none" | "all";
  readonly columnFill: "balance" | "auto";

  readonly breakBefore: BreakValue;
  readonly breakAfter: BreakValue;
  readonly breakInside: "auto" | "avoid" | "avoid-page" | "avoid-column";
  readonly orphans: number;
  readonly widows: number;
}

export interface StyledElement {
  readonly kind: "element";
  /** Lower-case tag name. */
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly style: ComputedStyle;
  /** BCP 47, inherited from the nearest `lang`. */
  readonly language: string;
  readonly children: readonly StyledNode[];
  /** Where in the copy this element's text stands, where the template says so. */
  readonly source?: SourceSpan;
  /** Where in the markup an image or a link stands, which takes time to find out; absent on all other elements. */
  readonly place?: () => SourceSpan;
}

/** Character data as in the markup; white space is not yet collapsed. */
export interface StyledText {
  readonly kind: "text";
  readonly text: string;
}

export type StyledNode = StyledElement | StyledText;

/** A piece of a margin box's `content`. */
export type ContentPart =
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "counter"; readonly name: "page" | "pages"; readonly numerals: Numerals };

/** The sixteen margin boxes of CSS Paged Media 3, section 4.2. */
export type MarginBoxName =
  | "top-left-corner" | "top-left" | "top-center" | "top-right" | "top-right-corner"
  | "right-top" | "right-middle" | "right-bottom"
  | "bottom-right-corner" | "bottom-right" | "bottom-center" | "bottom-left" | "bottom-left-corner"
  | "left-bottom" | "left-middle" | "left-top";

export interface MarginBox {
  readonly name: MarginBoxName;
  readonly content: readonly ContentPart[];
  readonly style: ComputedStyle;
}

/** What stands round a page for the people who print it. */
export interface PrinterMarks {
  readonly crop: boolean;
  /** Register marks. */
  readonly cross: boolean;
  /** Patches of colour. */
  readonly bars: boolean;
  /** A line that says what is printed, and how. */
  readonly slug: boolean;
}

/** The page's geometry and furniture; all lengths in pt. */
export interface PageStyle {
  readonly width: number;
  readonly height: number;
  readonly margin: Sides<number>;
  readonly bleed: number;
  readonly marks: PrinterMarks;
  readonly marginBoxes: readonly MarginBox[];
  readonly backgroundColor: Color | undefined;
}

/** `@page` resolved for each kind of page that a selector can name; page 1 is a right page in no language: in RTL books it is a left one. */
export interface PageStyles {
  readonly first: PageStyle;
  readonly left: PageStyle;
  readonly right: PageStyle;
}

/** `@font-face`: a family that the stylesheet brings along. */
export interface FontFaceRule {
  readonly family: string;
  /** Absolute path. */
  readonly path: string;
  readonly weight: number | { readonly from: number; readonly to: number };
  readonly style: "normal" | "italic";
  /** Features that make its words wider or narrower, to be tried one at a time; absent where the font is taken as others are. */
  readonly wider?: readonly Readonly<Record<string, number>>[];
  readonly narrower?: readonly Readonly<Record<string, number>>[];
  readonly span: SourceSpan;
}

export interface StyledDocument {
  /** The `html` element. */
  readonly root: StyledElement;
  readonly title: string;
  /** The contents of the `meta` elements by their names, in lower case: `author`, `date`, `description`, `keywords`, `publisher` … */
  readonly metadata: Readonly<Record<string, string>>;
  readonly language: string;
  readonly pages: PageStyles;
  readonly fontFaces: readonly FontFaceRule[];
}
