import type { SourceSpan } from "../diagnostics/index.ts";
import type { FontFace, FontQuery } from "../fonts/index.ts";
import type { JustificationProfile } from "./justification/profile.ts";

/** How a stretch of text is set. `tag` is the caller's own mark on it (layout: which element it belongs to). */
export interface TextStyle<Tag = unknown> {
  readonly font: FontQuery;
  /** pt */
  readonly size: number;
  readonly features: Readonly<Record<string, number>>;
  /** pt added after every cluster; breaks joining in no case. */
  readonly letterSpacing: number;
  /** pt added to every word space. */
  readonly wordSpacing: number;
  /** pt, upwards; superscripts. */
  readonly rise: number;
  /** BCP 47; reaches HarfBuzz. */
  readonly language: string;
  /** Whether words are divided at soft hyphens (`manual`, also where it is absent) and where their language has it (`auto`). */
  readonly hyphens?: "none" | "manual" | "auto";
  /** BCP 47: the language of words in Latin letters where `language` is written in others. */
  readonly hyphenateLanguage?: string;
  readonly tag: Tag;
}

export interface TextSpan<Tag = unknown> {
  /** Logical order; white space already collapsed; `\n` forces a line break. */
  readonly text: string;
  readonly style: TextStyle<Tag>;
}

/** How a paragraph's lines are set in the measure. */
export type Alignment = "start" | "end" | "left" | "right" | "center" | "justify";

/** What a paragraph begins with, set so large that it stands beside its first lines. */
export interface Initial {
  /** Its first letter, with its marks and the punctuation before it, or its first word. */
  readonly of: "letter" | "word";
  /** How many lines it spans, 2 or more. */
  readonly lines: number;
  /** pt from the first of these lines' baselines to the last one's. */
  readonly drop: number;
}

export interface Paragraph<Tag = unknown> {
  readonly spans: readonly TextSpan<Tag>[];
  readonly direction: "rtl" | "ltr" | "auto";
  readonly align: Alignment;
  readonly alignLast: Alignment;
  /** pt by which the first line is shorter at its start. */
  readonly indent: number;
  /** Takes the indent's place. */
  readonly initial?: Initial;
  readonly wrap: boolean;
  /** Lines that are not justified are made even in length. */
  readonly balance: boolean;
  /** How lines that are justified fill the measure. */
  readonly justification: JustificationProfile;
  /** The number of lines from which on columns may divide it: orphans and widows together; 0 where that does not matter. */
  readonly divisibleFrom: number;
  readonly source?: SourceSpan;
}

/** A glyph as HarfBuzz placed it. */
export interface Glyph {
  readonly id: number;
  /** Offset (UTF-16) in the line's text of the first character of the cluster that the glyph belongs to. */
  readonly cluster: number;
  /** pt the pen moves, justification and letter spacing included. */
  readonly advance: number;
  /** pt from the pen to the glyph's origin, x rightwards, y upwards. */
  readonly xOffset: number;
  readonly yOffset: number;
  /** HarfBuzz's own advance in font units: what the font program says after positioning, before justification. */
  readonly advanceUnits: number;
  /** What the drawing is widened by: in an elongation, whose glyphs show no text of their own. */
  readonly widened?: number;
  /** What the drawing is enlarged by, both ways, from the glyph's origin: in an initial. */
  readonly enlarged?: number;
}

/** Glyphs of one face, size, level and style, in visual order, left to right. */
export interface GlyphRun<Tag = unknown> {
  readonly face: FontFace;
  /** pt; in an initial that of the text, which the glyphs' drawings are enlarged from. */
  readonly size: number;
  /** UAX #9 embedding level: odd is right-to-left. */
  readonly level: number;
  /** pt from the line's left edge to the run's first pen position. */
  readonly x: number;
  /** pt, upwards from the baseline. */
  readonly rise: number;
  /** pt */
  readonly width: number;
  /** The range of the line's text that the run shows (UTF-16). */
  readonly start: number;
  readonly end: number;
  /** Makes the glyphs anew each time it is called: those of an edition, kept, would take more memory than all else. */
  readonly glyphs: () => readonly Glyph[];
  readonly language: string;
  readonly tag: Tag;
  /** Part of an initial. */
  readonly initial?: true;
}

/** A composed line. */
export interface Line<Tag = unknown> {
  /** The line's text in logical order, trailing white space included (a `\n` is left out). */
  readonly text: string;
  /** Offset of that text in the whole paragraph's text (UTF-16). */
  readonly offset: number;
  /** Visual order, left to right; x runs from the measure's left edge, alignment applied. */
  readonly runs: readonly GlyphRun<Tag>[];
  /** pt from the left edge of the leftmost glyph's pen to the end of the rightmost, trailing white space not counted. */
  readonly width: number;
  /** pt by which punctuation is drawn outside the measure on either side; its room ends at the edge. */
  readonly hang: { readonly left: number; readonly right: number };
  /** What each word space gained, as a share of its natural width. */
  readonly spaceStretch: number;
  /** pt above and below the baseline of the tallest font used, both positive. */
  readonly ascent: number;
  readonly descent: number;
  /** Last of its paragraph or followed by a forced break. */
  readonly last: boolean;
}
