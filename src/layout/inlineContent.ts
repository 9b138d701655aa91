import { writeCopyNumerals, type Numerals } from "../numerals/index.ts";
import type { Color, ComputedStyle, StyledElement } from "../style/index.ts";
import type { GlyphRun, TextSpan, TextStyle } from "../text/index.ts";
import type { RunPaint } from "./displayList.ts";
import type { StructureDraft } from "./structure.ts";

/** How far an inline box reaches above and below its baseline, pt, both downwards and upwards positive; half-leading included. */
export interface Strut {
  readonly above: number;
  readonly below: number;
}

/** What layout gives a run through composition: its paint, and its part of the line box. */
export interface InlineTag extends RunPaint {
  /** `undefined` where `line-height: normal` asks each run's own face. */
  readonly extent: Strut | undefined;
  readonly structureDraft: StructureDraft | undefined;
}

/** Finds the face that a style's metrics come from. */
export type InlineFonts = (query: TextStyle["font"]) => GlyphRun["face"];

/** What an inline element hands to the text inside it. */
export interface InlineContext {
  readonly style: ComputedStyle;
  readonly textStyle: TextStyle<InlineTag>;
  readonly decoration: RunPaint["decoration"];
  /** pt, upwards, summed over the ancestors */
  readonly rise: number;
  readonly structure: StructureDraft | undefined;
}

/** Inline content, white space collapsed, ready to be composed. */
export interface InlineContent {
  readonly spans: readonly TextSpan<InlineTag>[];
  readonly strut: Strut;
}

export interface InlineBuilder {
  readonly root: InlineContext;
  readonly enter: (element: StyledElement, parent: InlineContext, structure: StructureDraft | undefined) => InlineContext;
  /** The context of an element that a block has split, for its text after that. @param structure of that part */
  readonly resume: (element: StyledElement, parent: InlineContext, structure: StructureDraft | undefined) => InlineContext;
  readonly leave: (parent: InlineContext) => void;
  readonly text: (text: string, context: InlineContext) => void;
  readonly lineBreak: (context: InlineContext) => void;
  /** The content gathered since the last call; `undefined` where all of it collapsed away. */
  readonly close: () => InlineContent | undefined;
}

/** White space that collapsing may change. */
const collapsible = /[\t\n\r\f]| {2}|^ | $/;

interface Piece {
  readonly text: string;
  readonly context: InlineContext;
}

/**
 * Opens the inline content of a block container.
 *
 * White space collapses across element boundaries (CSS Text 3, section 4.1), bidi controls standing in for `unicode-bidi` (CSS Writing
 * Modes 3, section 2.4) being transparent to it. Nested styles become spans; `vertical-align` moves the baseline. Numbers are written in the digits
 * that `-nashra-numerals` asks for, so that they are read from the page as they are printed.
 */
export function openInline(style: ComputedStyle, language: string, fonts: InlineFonts): InlineBuilder {
  const rootDecoration = style.textDecorationLine;
  const root = contextOf(style, language, rootDecoration, 0, undefined, fonts);
  const strut = strutOf(style, fonts);

  let pieces: Piece[] = [];
  /** A collapsible space not yet known to stand inside a line, and the controls after it. */
  let pending: { space: Piece; controls: Piece[] } | undefined;
  let atLineStart = true;
  let visible = false;
  /** The elements whose bidi controls are open, the outermost first. */
  const isolating: { readonly open: string; readonly close: string }[] = [];
  const openings = (): string => isolating.map(({ open }) => open).join("");
  const closings = (): string => isolating.map(({ close }) => close).reverse().join("");

  const settle = (keepSpace: boolean): void => {
    if (pending === undefined) return;
    if (keepSpace) {
      pieces.push(pending.space);
      markUsed(pending.space.context);
    }
    pieces.push(...pending.controls);
    pending = undefined;
  };

  const control = (text: string, context: InlineContext): void => {
    if (text === "") return;
    (pending?.controls ?? pieces).push({ text, context });
  };

  const put = (text: string, context: InlineContext): void => {
    settle(!atLineStart);
    pieces.push({ text, context });
    atLineStart = false;
    visible = true;
    markUsed(context);
  };

  /** A forced break ends the bidi paragraph: embeddings and isolates close before it and open again after it (CSS Writing Modes 3, section 2.4.5). */
  const breakLine = (context: InlineContext): void => {
    settle(false);
    control(closings(), context);
    pieces.push({ text: "\n", context });
    control(openings(), context);
    atLineStart = true;
    visible = true;
  };

  const contextIn = (element: StyledElement, parent: InlineContext, structure: StructureDraft | undefined): InlineContext => {
    const own = element.style;
    const decoration = own.textDecorationLine === "none" ? parent.decoration : own.textDecorationLine;
    const context = contextOf(own, element.language, decoration, parent.rise + riseOf(own, parent.style), structure, fonts);
    // Letters join over the edges of an element that changes nothing, so it must not begin a span of its own.
    return sameText(context.textStyle, parent.textStyle) ? { ...context, textStyle: parent.textStyle } : context;
  };

  const space = (context: InlineContext): void => {
    if (!atLineStart) pending ??= { space: { text: " ", context }, controls: [] };
  };

  return {
    root,
    enter(element, parent, structure) {
      const controls = bidiControls(element.style);
      control(controls.open, parent);
      isolating.push(controls);
      return contextIn(element, parent, structure);
    },
    resume: contextIn,
    leave(parent) {
      control(isolating.pop()?.close ?? "", parent);
    },
    text(text, context) {
      const mode = context.style.whiteSpace;
      if (mode === "pre" || mode === "pre-wrap") {
        for (const [index, line] of text.split(/\r\n|[\n\r\f]/).entries()) {
          if (index > 0) breakLine(context);
          if (line !== "") put(line, context);
        }
        return;
      }
      if (!collapsible.test(text)) {
        if (text !== "") put(text, context);
        return;
      }
      const keepsBreaks = mode === "pre-line";
      for (const [part] of text.matchAll(/[ \t\n\r\f]+|[^ \t\n\r\f]+/g)) {
        if (!/^[ \t\n\r\f]/.test(part)) {
          put(part, context);
        } else if (keepsBreaks && part.includes("\n")) {
          for (let index = part.indexOf("\n"); index >= 0; index = part.indexOf("\n", index + 1)) breakLine(context);
        } else {
          space(context);
        }
      }
    },
    lineBreak: breakLine,
    close() {
      settle(false);
      control(closings(), root);
      const gathered = pieces;
      const wasVisible = visible;
      pieces = [];
      control(openings(), root);
      atLineStart = true;
      visible = false;
      return wasVisible ? { spans: spansOf(style.direction === "ltr" ? gathered : inNumerals(gathered)), strut } : undefined;
    },
  };
}

function markUsed({ structure }: InlineContext): void {
  if (structure !== undefined) structure.used = true;
}

/** Writes numbers in the digits of each piece's style. What a number belongs to is told by the text about it, in whatever piece that stands. */
function inNumerals(pieces: Piece[]): Piece[] {
  if (pieces.every(({ context }) => context.style.numerals === "auto")) return pieces;
  const typed = pieces.map(({ text }) => text).join("");
  const written = new Map<Numerals, string>();
  let end = 0;
  return pieces.map((piece) => {
    const { numerals } = piece.context.style;
    const start = end;
    end += piece.text.length;
    if (numerals === "auto") return piece;
    const whole = written.get(numerals) ?? writeCopyNumerals(typed, numerals);
    written.set(numerals, whole);
    return { ...piece, text: whole.slice(start, end) };
  });
}

/** Joins neighbouring pieces of one style; a forced break at the very end makes no line of its own. */
function spansOf(pieces: Piece[]): TextSpan<InlineTag>[] {
  if (pieces.length > 1 && pieces.at(-1)?.text === "\n") pieces.pop();
  const spans: TextSpan<InlineTag>[] = [];
  let start = 0;
  for (let index = 1; index <= pieces.length; index++) {
    const first = pieces[start];
    if (first === undefined || (index < pieces.length && pieces[index]?.context.textStyle === first.context.textStyle)) continue;
    spans.push({ text: pieces.slice(start, index).map((piece) => piece.text).join(""), style: first.context.textStyle });
    start = index;
  }
  return spans;
}

function contextOf(
  style: ComputedStyle,
  language: string,
  decoration: RunPaint["decoration"],
  rise: number,
  structure: StructureDraft | undefined,
  fonts: InlineFonts,
): InlineContext {
  const extent = style.lineHeight === "normal" ? undefined : strutOf(style, fonts);
  const tag = tagOf(style.color, decoration, extent, structure);
  const font = { families: style.fontFamily, weight: style.fontWeight, style: style.fontStyle };
  const { fontSize: size, fontFeatures: features, letterSpacing, wordSpacing, hyphens } = style;
  const hyphenation = { hyphens, ...(style.hyphenateLanguage !== "auto" && { hyphenateLanguage: style.hyphenateLanguage }) };
  return { style, decoration, rise, structure, textStyle: { font, size, features, letterSpacing, wordSpacing, rise, language, ...hyphenation, tag } };
}

function sameText(one: TextStyle<InlineTag>, other: TextStyle<InlineTag>): boolean {
  const { tag, ...style } = one;
  const { tag: otherTag, ...otherStyle } = other;
  return (
    tag.structureDraft === otherTag.structureDraft &&
    tag.decoration === otherTag.decoration &&
    JSON.stringify([style, tag.color, tag.extent]) === JSON.stringify([otherStyle, otherTag.color, otherTag.extent])
  );
}

/** The structure number is known only when the tree is complete, so it is read from the draft. */
function tagOf(color: Color, decoration: RunPaint["decoration"], extent: Strut | undefined, structure: StructureDraft | undefined): InlineTag {
  if (structure === undefined) return { color, decoration, extent, structureDraft: undefined };
  return {
    color,
    decoration,
    extent,
    structureDraft: structure,
    get structure() {
      // Bidi controls alone are no content: their element is not in the tree.
      return structure.id < 0 ? undefined : structure.id;
    },
  };
}

/**
 * The extent of an inline box around its baseline: the first face's ascent and descent, and half the leading on either side
 * (CSS 2.1, section 10.8.1); with `line-height: normal` the face's own line gap is the leading.
 */
export function strutOf(style: ComputedStyle, fonts: InlineFonts): Strut {
  const face = fonts({ families: style.fontFamily, weight: style.fontWeight, style: style.fontStyle });
  return extentOf(face, style.fontSize, style.lineHeight);
}

/** @param size pt @param lineHeight pt */
export function extentOf(face: GlyphRun["face"], size: number, lineHeight: number | "normal"): Strut {
  const scale = size / face.unitsPerEm;
  const ascent = face.ascentUnits * scale;
  const descent = -face.descentUnits * scale;
  const halfLeading = lineHeight === "normal" ? (Math.max(0, face.lineGapUnits) * scale) / 2 : (lineHeight - ascent - descent) / 2;
  return { above: ascent + halfLeading, below: descent + halfLeading };
}

/** Superscripts stand a third of the parent's size up, subscripts a fifth down: where office programs and browsers put them. */
function riseOf(style: ComputedStyle, parent: ComputedStyle): number {
  switch (style.verticalAlign) {
    case "baseline":
      return 0;
    case "super":
      return parent.fontSize / 3;
    case "sub":
      return -parent.fontSize / 5;
    default:
      return style.verticalAlign;
  }
}

function bidiControls(style: ComputedStyle): { readonly open: string; readonly close: string } {
  const rtl = style.direction === "rtl";
  switch (style.unicodeBidi) {
    case "normal":
      return { open: "", close: "" };
    case "embed":
      return { open: rtl ? "\u202B" : "\u202A", close: "\u202C" };
    case "bidi-override":
      return { open: rtl ? "\u202E" : "\u202D", close: "\u202C" };
    case "isolate":
      return { open: rtl ? "\u2067" : "\u2066", close: "\u2069" };
    case "isolate-override":
      return { open: rtl ? "\u2068\u202E" : "\u2068\u202D", close: "\u202C\u2069" };
    case "plaintext":
      return { open: "\u2068", close: "\u2069" };
  }
}
