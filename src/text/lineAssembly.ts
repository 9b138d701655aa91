import { visualOrder } from "./bidi.ts";
import { partWithHyphen } from "./hyphenation/hyphenatedWord.ts";
import type { Item } from "./itemize.ts";
import type { LineSetting } from "./justification/lineFit.ts";
import { wordFormsOf, type WordForms } from "./justification/wordForms.ts";
import type { Alignment, Glyph, GlyphRun, Line, Paragraph } from "./paragraph.ts";
import { letterSpacingOf, partOfWord, type PlacedWord } from "./shapedText.ts";
import { glyphFields, glyphFlags } from "./shaper.ts";
import { hangsAtLineEnd, isWordSpace, type WordShaper } from "./wordShapes.ts";

/** A paragraph that is shaped and waits to be cut into lines. */
export interface ShapedParagraph<Tag> {
  readonly paragraph: Paragraph<Tag>;
  readonly text: string;
  /** UAX #9 */
  readonly baseLevel: number;
  /** In logical order. */
  readonly words: readonly PlacedWord<Tag>[];
  /** UTF-16 offsets at which a line ends with a hyphen, if it ends there. */
  readonly hyphens: ReadonlySet<number>;
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
  readonly setting: LineSetting;
  /** pt by which punctuation stands out at the line's start and end. */
  readonly hang: { readonly start: number; readonly end: number };
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

/** How the parts of a line are set: what spaces and gaps gain. */
interface Justified {
  /** Share of each word space's natural width. */
  readonly stretch: number;
  /** em */
  readonly gap: number;
  /** pt by which the first and the last glyph, in visual order, are drawn beyond their room. */
  readonly hang: Line["hang"];
}

/**
 * Sets one line: takes its words' glyphs in the forms that were chosen, shapes again what the break changed, puts the runs into visual order (UAX #9,
 * L2; the white space at the line's end, which L1 moves, is not set), fills the measure with the word spaces, and aligns.
 */
export function assembleLine<Tag>(shaped: ShapedParagraph<Tag>, place: LinePlace): Line<Tag> {
  const { text, paragraph, baseLevel } = shaped;
  let inkEnd = place.end;
  while (inkEnd > place.start && hangsAtLineEnd(text.charCodeAt(inkEnd - 1))) inkEnd--;

  const runs = runsOf(shaped, place, inkEnd);
  const { gap } = place.setting;
  const parts = runs.flatMap((run) => run.parts);
  const natural = extentOf(parts);
  const gaps = gap > 0 ? parts.reduce((sum, part) => sum + gapsWithin(part) * gap * part.placed.item.style.size, 0) : 0;
  const align = resolveAlignment(place.last ? paragraph.alignLast : paragraph.align, baseLevel);
  // A justified paragraph's last line is not stretched, but it may have been chosen because it can shrink and stand out into the margins.
  const shrinks = paragraph.align === "justify" && natural.width > place.room;
  const hang = hangOnSides(place.hang, shrinks ? "justify" : align, baseLevel);
  const room = place.room + hang.left + hang.right;
  const fills = natural.spaceWidth > 0 && (align === "justify" || (shrinks && natural.width > room));
  const stretch = fills ? Math.max(paragraph.justification.spaces.least - 1, (room - natural.width - gaps) / natural.spaceWidth) : 0;
  const width = natural.width + gaps + natural.spaceWidth * stretch - hang.left - hang.right;

  const glyphRuns: GlyphRun<Tag>[] = [];
  let x = place.left + slack(align, baseLevel) * (place.room - width);
  const order = visualOrder(runs.map(({ item }) => item.level));
  for (const [position, index] of order.entries()) {
    const run = runs[index];
    if (run === undefined) continue;
    const own = { left: position === 0 ? hang.left : 0, right: position === order.length - 1 ? hang.right : 0 };
    const glyphRun = setRun(run, text, place.start, x, { stretch, gap, hang: own });
    glyphRuns.push(glyphRun);
    x += glyphRun.width;
  }
  const heights = glyphRuns.length > 0 ? glyphRuns : emptyLine(shaped);
  return {
    text: text.slice(place.start, place.end).replace(/\n$/u, ""),
    offset: place.start,
    runs: glyphRuns,
    width,
    hang,
    spaceStretch: stretch,
    ascent: Math.max(0, ...heights.map(({ face, size, rise }) => (face.ascentUnits * size) / face.unitsPerEm + rise)),
    descent: Math.max(0, ...heights.map(({ face, size, rise }) => (-face.descentUnits * size) / face.unitsPerEm - rise)),
    last: place.last,
  };
}

/** A line that does not reach an edge of the measure has nothing to stand out of there. */
function hangOnSides({ start, end }: LinePlace["hang"], align: PhysicalAlignment, baseLevel: number): Line["hang"] {
  const rightToLeft = baseLevel % 2 === 1;
  const [left, right] = rightToLeft ? [end, start] : [start, end];
  return { left: align === "justify" || align === "left" ? left : 0, right: align === "justify" || align === "right" ? right : 0 };
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

function runsOf<Tag>({ words, text, hyphens, shaper }: ShapedParagraph<Tag>, { start, firstWord, setting }: LinePlace, inkEnd: number): RunParts<Tag>[] {
  const runs: RunParts<Tag>[] = [];
  const forms = wordFormsOf(shaper);
  for (let index = firstWord; index < words.length; index++) {
    const word = words[index];
    if (word === undefined || word.start >= inkEnd) break;
    const from = Math.max(start, word.start);
    const to = Math.min(inkEnd, word.start + word.word.length);
    if (to <= from || word.item.style.size <= 0) continue;
    const form = formTaken(word, setting, index, text, forms);
    const cut = (): PlacedWord<Tag> => (to === inkEnd && hyphens.has(to) ? partWithHyphen : partOfWord)(word, text, from, to, shaper);
    const placed = form ?? (from === start || to === inkEnd ? cut() : word);
    for (const range of tagsWithin(word.item, from, to)) {
      const part = measurePart(placed, text, range.start, range.end);
      const run = runs.at(-1);
      if (run?.item === word.item && run.tag === range.tag) run.parts.push(part);
      else runs.push({ item: word.item, tag: range.tag, parts: [part] });
    }
  }
  return runs;
}

/** The word in the form that the line's setting has for it. */
function formTaken<Tag>(placed: PlacedWord<Tag>, { forms: taken }: LineSetting, index: number, text: string, forms: WordForms): PlacedWord<Tag> | undefined {
  for (const { option, units } of taken) {
    if (option.index !== index) continue;
    const word = option.kind === "elongation" ? forms.elongated(placed, text, option.candidate, units) : option.word;
    return word && { ...placed, word };
  }
  return undefined;
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

/** @param x pt of the run's left edge */
function setRun<Tag>({ item, tag, parts }: RunParts<Tag>, text: string, lineStart: number, x: number, justified: Justified): GlyphRun<Tag> {
  const { face, style, level } = item;
  return {
    face,
    size: style.size,
    level,
    x,
    rise: style.rise,
    width: widthOf(parts, item, justified) - justified.hang.left - justified.hang.right,
    start: (parts[0]?.start ?? 0) - lineStart,
    end: (parts.at(-1)?.end ?? 0) - lineStart,
    glyphs: () => hangOut(setGlyphs(level % 2 === 1 ? parts.toReversed() : parts, item, text, lineStart, justified), justified.hang),
    language: style.language,
    tag,
  };
}

/** Punctuation that stands out into the margin is drawn there, but its room ends with the measure's: so readers of the file see columns with straight edges. */
function hangOut(glyphs: Glyph[], { left, right }: Line["hang"]): Glyph[] {
  const first = glyphs[0];
  if (left > 0 && first !== undefined) glyphs[0] = { ...first, advance: first.advance - left, xOffset: first.xOffset - left };
  const last = glyphs.at(-1);
  if (right > 0 && last !== undefined) glyphs[glyphs.length - 1] = { ...last, advance: last.advance - right };
  return glyphs;
}

/** How many small gaps stand in the part. */
function gapsWithin({ placed: { item, word, start: wordStart }, start, end }: Pick<WordPart<unknown>, "placed" | "start" | "end">): number {
  if (item.level % 2 === 0) return 0;
  let count = 0;
  for (const gap of word.gaps) if (wordStart + gap > start && wordStart + gap < end) count++;
  return count;
}

/** @param parts in visual order */
function setGlyphs<Tag>(parts: readonly WordPart<Tag>[], { face, style }: Item<Tag>, text: string, lineStart: number, { stretch, gap }: Justified): Glyph[] {
  const scale = style.size / face.unitsPerEm;
  const glyphs: Glyph[] = [];
  for (const { placed, start, end } of parts) {
    const { glyphs: packed, gaps, elongation } = placed.word;
    const gapsHere = gap > 0 && placed.item.level % 2 === 1 ? gaps : noGaps;
    forEachGlyph(placed, start, end, text, (natural, isSpace, at, offset) => {
      const glyph: Glyph = {
        id: packed[at + glyphFields.id] ?? 0,
        cluster: offset - lineStart,
        advance: isSpace ? natural * (1 + stretch) : natural,
        xOffset: (packed[at + glyphFields.xOffset] ?? 0) * scale,
        yOffset: (packed[at + glyphFields.yOffset] ?? 0) * scale,
        advanceUnits: packed[at + glyphFields.advance] ?? 0,
      };
      const isElongation = elongation !== undefined && ((packed[at + glyphFields.flags] ?? 0) & glyphFlags.elongation) !== 0;
      // The gap stands right of the letter that follows it in the text, in visual order: after the last of its glyphs.
      const endsCluster = packed[at + glyphFields.count + glyphFields.cluster] !== packed[at + glyphFields.cluster];
      const hasGap = endsCluster && offset > start && gapsHere.includes(offset - placed.start);
      if (!isElongation && !hasGap) glyphs.push(glyph);
      else glyphs.push({ ...glyph, advance: glyph.advance + (hasGap ? gap * style.size : 0), ...(isElongation && { widened: elongation.scale }) });
    });
  }
  return glyphs;
}

const noGaps: readonly number[] = [];

/** pt of parts of one item, justified. */
function widthOf<Tag>(parts: readonly WordPart<Tag>[], { style }: Item<Tag>, { stretch, gap }: Justified): number {
  const { width, spaceWidth } = extentOf(parts);
  const gaps = gap > 0 ? parts.reduce((sum, part) => sum + gapsWithin(part), 0) * gap * style.size : 0;
  return width + gaps + spaceWidth * stretch;
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
