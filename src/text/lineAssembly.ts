import { visualOrder } from "./bidi.ts";
import type { Item } from "./itemize.ts";
import type { Alignment, Glyph, GlyphRun, Line, Paragraph } from "./paragraph.ts";
import { letterSpacingOf, partOfWord, type PlacedWord } from "./shapedText.ts";
import { glyphFields } from "./shaper.ts";
import { hangsAtLineEnd, isWordSpace, type WordShaper } from "./wordShapes.ts";

/** A paragraph that is shaped and waits to be cut into lines. */
export interface ShapedParagraph<Tag> {
  readonly paragraph: Paragraph<Tag>;
  readonly text: string;
  /** UAX #9 */
  readonly baseLevel: number;
  /** In logical order. */
  readonly words: readonly PlacedWord<Tag>[];
  readonly shaper: WordShaper;
}

/** Where a line stands in its paragraph. */
export interface LinePlace {
  /** UTF-16 offsets in the paragraph's text; `end` is after the white space that ends the line. */
  readonly start: number;
  readonly end: number;
  /** Index of the first word with something on the line. */
  readonly firstWord: number;
  /** pt from the measure's left edge to the line's room, and the room's width. */
  readonly left: number;
  readonly room: number;
  readonly last: boolean;
}

/** Part of a word on a line. Lengths in pt, before justification. */
interface WordPart<Tag> {
  readonly placed: PlacedWord<Tag>;
  /** UTF-16 offsets in the paragraph's text. */
  readonly start: number;
  readonly end: number;
  readonly width: number;
  /** Of its word spaces. */
  readonly spaceWidth: number;
}

/** Consecutive parts of one item and one tag. */
interface RunParts<Tag> {
  readonly item: Item<Tag>;
  readonly tag: Tag;
  readonly parts: WordPart<Tag>[];
}

/** Spaces never shrink by more than this share, even where a line is too long. */
const mostShrink = 1 / 3;

/**
 * Sets one line: takes its words' glyphs, shapes again what the break changed, puts the runs into visual order (UAX #9, L2; the white space at
 * the line's end, which L1 moves, is not set), fills the measure with the word spaces, and aligns.
 */
export function assembleLine<Tag>(shaped: ShapedParagraph<Tag>, place: LinePlace): Line<Tag> {
  const { text, paragraph, baseLevel } = shaped;
  let inkEnd = place.end;
  while (inkEnd > place.start && hangsAtLineEnd(text.charCodeAt(inkEnd - 1))) inkEnd--;

  const runs = runsOf(shaped, place, inkEnd);
  const natural = extentOf(runs.flatMap(({ parts }) => parts));
  const align = resolveAlignment(place.last ? paragraph.alignLast : paragraph.align, baseLevel);
  // A justified paragraph's last line is not stretched, but it may have been chosen because it can shrink.
  const shrinks = paragraph.align === "justify" && natural.width > place.room;
  const fills = (align === "justify" || shrinks) && natural.spaceWidth > 0;
  const stretch = fills ? Math.max(-mostShrink, (place.room - natural.width) / natural.spaceWidth) : 0;
  const width = natural.width + natural.spaceWidth * stretch;

  const glyphRuns: GlyphRun<Tag>[] = [];
  let x = place.left + slack(align, baseLevel) * (place.room - width);
  for (const index of visualOrder(runs.map(({ item }) => item.level))) {
    const run = runs[index];
    if (run === undefined) continue;
    const glyphRun = setRun(run, text, place.start, x, stretch);
    glyphRuns.push(glyphRun);
    x += glyphRun.width;
  }
  const heights = glyphRuns.length > 0 ? glyphRuns : emptyLine(shaped);
  return {
    text: text.slice(place.start, place.end).replace(/\n$/u, ""),
    offset: place.start,
    runs: glyphRuns,
    width,
    ascent: Math.max(0, ...heights.map(({ face, size, rise }) => (face.ascentUnits * size) / face.unitsPerEm + rise)),
    descent: Math.max(0, ...heights.map(({ face, size, rise }) => (-face.descentUnits * size) / face.unitsPerEm - rise)),
    last: place.last,
  };
}

function extentOf(parts: readonly Pick<WordPart<unknown>, "width" | "spaceWidth">[]): { readonly width: number; readonly spaceWidth: number } {
  let width = 0;
  let spaceWidth = 0;
  for (const part of parts) {
    width += part.width;
    spaceWidth += part.spaceWidth;
  }
  return { width, spaceWidth };
}

function runsOf<Tag>({ words, text, shaper }: ShapedParagraph<Tag>, { start, firstWord }: LinePlace, inkEnd: number): RunParts<Tag>[] {
  const runs: RunParts<Tag>[] = [];
  for (let index = firstWord; index < words.length; index++) {
    const word = words[index];
    if (word === undefined || word.start >= inkEnd) break;
    const from = Math.max(start, word.start);
    const to = Math.min(inkEnd, word.start + word.word.length);
    if (to <= from || word.item.style.size <= 0) continue;
    const placed = from === start || to === inkEnd ? partOfWord(word, text, from, to, shaper) : word;
    for (const range of tagsWithin(word.item, from, to)) {
      const part = measurePart(placed, text, range.start, range.end);
      const run = runs.at(-1);
      if (run?.item === word.item && run.tag === range.tag) run.parts.push(part);
      else runs.push({ item: word.item, tag: range.tag, parts: [part] });
    }
  }
  return runs;
}

interface TagRange<Tag> {
  readonly tag: Tag;
  readonly start: number;
  readonly end: number;
}

/** The tags of a range of an item, each with its part of the range. */
function tagsWithin<Tag>({ tags, style }: Item<Tag>, from: number, to: number): TagRange<Tag>[] {
  if (tags.length === 1) return [{ tag: style.tag, start: from, end: to }];
  return tags
    .map(({ start, tag }, index) => ({ tag, start: Math.max(from, start), end: Math.min(to, tags[index + 1]?.start ?? to) }))
    .filter(({ start, end }) => start < end);
}

function measurePart<Tag>(placed: PlacedWord<Tag>, text: string, start: number, end: number): WordPart<Tag> {
  const { item, word, start: wordStart } = placed;
  const isTrimmed = end === wordStart + word.inkLength;
  const isWhole = start === wordStart && (isTrimmed || end === wordStart + word.length);
  if (isWhole && letterSpacingOf(item) === 0) {
    const scale = item.style.size / item.face.unitsPerEm;
    const advance = word.advance - (isTrimmed ? word.trailing : 0);
    const spaceAdvance = word.spaceAdvance - (isTrimmed ? word.trailingSpaceAdvance : 0);
    const wordSpacing = (word.spaces - (isTrimmed ? word.trailingSpaces : 0)) * item.style.wordSpacing;
    return { placed, start, end, width: advance * scale + wordSpacing, spaceWidth: spaceAdvance * scale + wordSpacing };
  }
  const glyphs: Pick<WordPart<Tag>, "width" | "spaceWidth">[] = [];
  forEachGlyph(placed, start, end, text, (advance, isSpace) => glyphs.push({ width: advance, spaceWidth: isSpace ? advance : 0 }));
  return { placed, start, end, ...extentOf(glyphs) };
}

/**
 * Visits the glyphs of part of a word in visual order.
 *
 * @param visit `advance` in pt, word and letter spacing included; `at` is where the glyph stands in the word's packed glyphs
 */
function forEachGlyph<Tag>(
  { item, word, start: wordStart }: PlacedWord<Tag>,
  start: number,
  end: number,
  text: string,
  visit: (advance: number, isSpace: boolean, at: number, offset: number) => void,
): void {
  const { glyphs } = word;
  const scale = item.style.size / item.face.unitsPerEm;
  const letterSpacing = letterSpacingOf(item);
  const { count, cluster, advance } = glyphFields;
  for (let at = 0; at < glyphs.length; at += count) {
    const offset = wordStart + (glyphs[at + cluster] ?? 0);
    if (offset < start || offset >= end) continue;
    const isSpace = isWordSpace(text.charCodeAt(offset));
    const endsCluster = glyphs[at + count + cluster] !== glyphs[at + cluster];
    visit((glyphs[at + advance] ?? 0) * scale + (isSpace ? item.style.wordSpacing : 0) + (endsCluster ? letterSpacing : 0), isSpace, at, offset);
  }
}

/**
 * @param x pt of the run's left edge
 * @param stretch what each word space gains, as a share of its natural width
 */
function setRun<Tag>({ item, tag, parts }: RunParts<Tag>, text: string, lineStart: number, x: number, stretch: number): GlyphRun<Tag> {
  const { face, style, level } = item;
  const { width, spaceWidth } = extentOf(parts);
  return {
    face,
    size: style.size,
    level,
    x,
    rise: style.rise,
    width: width + spaceWidth * stretch,
    start: (parts[0]?.start ?? 0) - lineStart,
    end: (parts.at(-1)?.end ?? 0) - lineStart,
    glyphs: () => setGlyphs(level % 2 === 1 ? parts.toReversed() : parts, item, text, lineStart, stretch),
    language: style.language,
    tag,
  };
}

/** @param parts in visual order */
function setGlyphs<Tag>(parts: readonly WordPart<Tag>[], { face, style }: Item<Tag>, text: string, lineStart: number, stretch: number): Glyph[] {
  const scale = style.size / face.unitsPerEm;
  const glyphs: Glyph[] = [];
  for (const { placed, start, end } of parts) {
    const packed = placed.word.glyphs;
    forEachGlyph(placed, start, end, text, (natural, isSpace, at, offset) => {
      glyphs.push({
        id: packed[at + glyphFields.id] ?? 0,
        cluster: offset - lineStart,
        advance: isSpace ? natural * (1 + stretch) : natural,
        xOffset: (packed[at + glyphFields.xOffset] ?? 0) * scale,
        yOffset: (packed[at + glyphFields.yOffset] ?? 0) * scale,
        advanceUnits: packed[at + glyphFields.advance] ?? 0,
      });
    });
  }
  return glyphs;
}

type PhysicalAlignment = "left" | "right" | "center" | "justify";

function resolveAlignment(align: Alignment, baseLevel: number): PhysicalAlignment {
  const rightToLeft = baseLevel % 2 === 1;
  if (align === "start") return rightToLeft ? "right" : "left";
  if (align === "end") return rightToLeft ? "left" : "right";
  return align;
}

/** The share of a line's free room that stands on its left. */
function slack(align: PhysicalAlignment, baseLevel: number): number {
  if (align === "center") return 0.5;
  if (align === "justify") return baseLevel % 2 === 1 ? 1 : 0;
  return align === "right" ? 1 : 0;
}

/** What gives an empty line its height: the face of the paragraph's first text. */
function emptyLine<Tag>({ words }: ShapedParagraph<Tag>): { readonly face: Item<Tag>["face"]; readonly size: number; readonly rise: number }[] {
  const item = words[0]?.item;
  return item ? [{ face: item.face, size: item.style.size, rise: item.style.rise }] : [];
}
