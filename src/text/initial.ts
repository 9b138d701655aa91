import type { Report } from "../diagnostics/index.ts";
import { glyphOutlinesOf } from "../fonts/index.ts";
import { visualOrder } from "./bidi.ts";
import { measureBreaks } from "./breakTable.ts";
import { initialRange, type InitialRange } from "./initialText.ts";
import type { Item } from "./itemize.ts";
import type { Glyph, GlyphRun, Initial, Line, Paragraph } from "./paragraph.ts";
import { shapeItems } from "./shapedText.ts";
import { glyphFields } from "./shaper.ts";
import type { WordShaper } from "./wordShapes.ts";

/** A paragraph that is cut into items. */
export interface ItemizedParagraph<Tag> {
  readonly paragraph: Paragraph<Tag>;
  readonly text: string;
  readonly levels: Uint8Array;
  /** UAX #9 */
  readonly baseLevel: number;
  readonly items: readonly Item<Tag>[];
}

/** An initial that is set, and what of the paragraph stands beside it and below. */
export interface SetInitial<Tag> {
  /** UTF-16 offset in the paragraph's text where the rest begins. */
  readonly end: number;
  readonly rest: readonly Item<Tag>[];
  readonly lines: number;
  /** pt that these lines are shorter by at their start. */
  readonly room: number;
  /** Visual order. */
  readonly runs: readonly GlyphRun<Tag>[];
}

/** How much larger than a letter that is as high as an alef a lower one may be set: it would look too heavy otherwise. */
const mostEnlarged = 1.25;
/** em of the text: the white between the initial and the lines beside it. */
const gapEms = 0.4;
/** An initial leaves the lines beside it this share of the measure at least, unless a line that needs less is all there is. */
const leastBeside = 0.5;
/** Slack that rounding needs, pt. */
const tolerance = 1e-6;
/** Fonts hold no wider advances (OpenType 1.9, `hmtx`). */
const mostUnits = 0xffff;

/**
 * Sets a paragraph's initial beside its first lines. Its letters keep the forms that they have in their word. Its foot stands on the last line's baseline and
 * its head as high as the first line's alefs (capitals, from left to right); a letter that reaches below the baseline is set as high as it has to be to
 * keep clear of the line that follows, and smaller where that is needed. Its drawing, not its room, is flush with the edge of the measure.
 *
 * In the text it stays the beginning of the first line: its glyphs are those of the text's size, with larger drawings that hang down from the first
 * baseline, so that it is read where it is written.
 *
 * @param measure pt
 * @returns `undefined` where the text begins with neither letter nor number, or no initial fits
 *
 * Reports `text/initial` (warning: it would take more than half of the measure, or is too wide for a font).
 */
export function setInitial<Tag>(itemized: ItemizedParagraph<Tag>, initial: Initial, measure: number, shaper: WordShaper, report: Report): SetInitial<Tag> | undefined {
  const { paragraph, text, levels, baseLevel } = itemized;
  const wished = initialRange(text, levels, baseLevel, initial.of);
  if (wished === undefined) return undefined;
  const set = setRange(itemized, wished, initial, measure, shaper);
  if (set !== undefined) return set;
  const letter = initial.of === "word" ? initialRange(text, levels, baseLevel, "letter") : undefined;
  const instead = letter === undefined || letter.inkEnd === wished.inkEnd ? undefined : setRange(itemized, letter, initial, measure, shaper);
  report({
    severity: "warning",
    code: "text/initial",
    message: `“${text.slice(0, wished.inkEnd)}” is too large as an initial of ${initial.lines} lines: ${instead === undefined ? "it is set like the rest" : "its first letter is set large instead"}.`,
    ...(paragraph.source && { span: paragraph.source }),
    hint: "Let it span fewer lines, or give the text a wider measure.",
  });
  return instead;
}

/** The first line with the initial before it. */
export function withInitial<Tag>(line: Line<Tag>, { end, runs, room }: SetInitial<Tag>, text: string, baseLevel: number): Line<Tag> {
  const rest = line.runs.map(
    (run): GlyphRun<Tag> => ({
      ...run,
      start: run.start + end,
      end: run.end + end,
      glyphs: () => run.glyphs().map((glyph) => ({ ...glyph, cluster: glyph.cluster + end })),
    }),
  );
  return {
    ...line,
    text: text.slice(0, end) + line.text,
    offset: 0,
    width: line.width + room,
    runs: baseLevel % 2 === 1 ? [...rest, ...runs] : [...runs, ...rest],
  };
}

/** Part of an initial that is one run, not yet enlarged. */
interface PlainRun<Tag> {
  readonly item: Item<Tag>;
  readonly tag: Tag;
  readonly start: number;
  readonly end: number;
  /** Visual order; white space has no width yet. */
  readonly glyphs: readonly Glyph[];
}

/** What is drawn, before it is enlarged: pt from where the pen begins and from the baseline. */
interface Ink {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
  /** Where the pen ends. */
  readonly pen: number;
}

/** How an initial is placed. */
interface Placing {
  /** What its drawings and the ways of the pen are enlarged by. */
  readonly scale: number;
  /** pt, upwards from the first line's baseline to the initial's. */
  readonly rise: number;
}

function setRange<Tag>(
  { text, baseLevel, items }: ItemizedParagraph<Tag>, range: InitialRange, initial: Initial, measure: number, shaper: WordShaper,
): SetInitial<Tag> | undefined {
  const { before: own, after: rest } = cutItems(items, range.end);
  const lettered = own.find((item) => item.end >= range.inkEnd);
  if (lettered === undefined || own.some(({ style }) => style.size <= 0)) return undefined;
  const runs = visualOrder(own.map(({ level }) => level)).flatMap((index) => (own[index] === undefined ? [] : plainRuns(own[index], range, text, shaper)));
  const ink = inkOf(runs);
  if (ink === undefined) return undefined;
  const placing = placingOf(ink, heightOf(lettered, baseLevel, shaper), initial);
  const room = placing.scale * (ink.right - ink.left) + gapEms * lettered.style.size;
  if (own.some(({ face, style }) => (room * face.unitsPerEm) / style.size > mostUnits)) return undefined;
  if (room > measure * (1 - leastBeside) && room + widthOf(rest, range.end, text, shaper) > measure + tolerance) return undefined;
  return { end: range.end, rest, lines: initial.lines, room, runs: placeRuns(runs, ink, placing, room, measure, baseLevel, range.inkEnd) };
}

/** pt that the rest of the text takes on one line. */
function widthOf<Tag>(rest: readonly Item<Tag>[], start: number, text: string, shaper: WordShaper): number {
  return measureBreaks(shapeItems(rest, text, shaper), text, Int32Array.of(start, text.length), shaper).inkEnd[1] ?? 0;
}

/** Cuts items at an offset in the text. */
function cutItems<Tag>(items: readonly Item<Tag>[], at: number): { before: Item<Tag>[]; after: Item<Tag>[] } {
  const before: Item<Tag>[] = [];
  const after: Item<Tag>[] = [];
  for (const item of items) {
    if (item.start < at) {
      // A word's drawing stands on one baseline, whatever is raised in it.
      const style = { ...item.style, rise: 0, letterSpacing: 0 };
      before.push({ ...item, end: Math.min(item.end, at), style, tags: item.tags.filter(({ start }) => start < at) });
    }
    if (item.end <= at) continue;
    if (item.start >= at) {
      after.push(item);
      continue;
    }
    const own = item.tags.findLast(({ start }) => start <= at);
    const tags = [{ start: at, tag: own?.tag ?? item.style.tag }, ...item.tags.filter(({ start }) => start > at)];
    after.push({ ...item, start: at, style: { ...item.style, tag: tags[0]?.tag ?? item.style.tag }, tags });
  }
  return { before, after };
}

/** pt: how high the letters of the item's face are that an initial is to be as high as. */
function heightOf<Tag>({ face, style }: Item<Tag>, baseLevel: number, shaper: WordShaper): number {
  const scale = style.size / face.unitsPerEm;
  if (baseLevel % 2 === 0 || !face.covers(alef)) return face.capHeightUnits * scale;
  const shaping = { face, script: "Arab", rightToLeft: true, language: style.language, features: {} };
  const { glyphs } = shaper.alone(shaping, { text: String.fromCharCode(alef), before: "", after: "" });
  return (glyphOutlinesOf(face).bounds(glyphs[glyphFields.id] ?? 0)?.yMax ?? face.capHeightUnits) * scale;
}

const alef = 0x627;

/** Shapes an item, and parts its glyphs by their tags. */
function plainRuns<Tag>(item: Item<Tag>, { inkEnd }: InitialRange, text: string, shaper: WordShaper): PlainRun<Tag>[] {
  const words = shapeItems([item], text, shaper);
  const scale = item.style.size / item.face.unitsPerEm;
  const glyphs: Glyph[] = [];
  for (const { start, word } of item.level % 2 === 1 ? words.toReversed() : words) {
    const packed = word.glyphs;
    for (let at = 0; at < packed.length; at += glyphFields.count) {
      const cluster = start + (packed[at + glyphFields.cluster] ?? 0);
      const advanceUnits = packed[at + glyphFields.advance] ?? 0;
      const advance = cluster >= inkEnd ? 0 : advanceUnits * scale;
      const [xOffset, yOffset] = [(packed[at + glyphFields.xOffset] ?? 0) * scale, (packed[at + glyphFields.yOffset] ?? 0) * scale];
      glyphs.push({ id: packed[at + glyphFields.id] ?? 0, cluster, advance, xOffset, yOffset, advanceUnits });
    }
  }
  const runs = item.tags.map(({ start, tag }, index): PlainRun<Tag> => {
    const end = item.tags[index + 1]?.start ?? item.end;
    return { item, tag, start, end, glyphs: glyphs.filter(({ cluster }) => cluster >= start && cluster < end) };
  });
  return item.level % 2 === 1 ? runs.reverse() : runs;
}

/** @param runs in visual order */
function inkOf<Tag>(runs: readonly PlainRun<Tag>[]): Ink | undefined {
  let [pen, left, right, bottom, top] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (const { item, glyphs } of runs) {
    const scale = item.style.size / item.face.unitsPerEm;
    const { bounds } = glyphOutlinesOf(item.face);
    for (const { id, advance, xOffset, yOffset } of glyphs) {
      const drawn = bounds(id);
      if (drawn !== undefined) {
        left = Math.min(left, pen + xOffset + drawn.xMin * scale);
        right = Math.max(right, pen + xOffset + drawn.xMax * scale);
        bottom = Math.min(bottom, yOffset + drawn.yMin * scale);
        top = Math.max(top, yOffset + drawn.yMax * scale);
      }
      pen += advance;
    }
  }
  return right > left && top > bottom ? { left, right, bottom, top, pen } : undefined;
}

/** @param height pt of the first line's letters, to which the initial reaches up */
function placingOf({ bottom, top }: Ink, height: number, { lines, drop }: Initial): Placing {
  // Half of the white down to the heads of the next line is the initial's: about where the tails of the line beside it end.
  const tail = Math.max(0, drop / (lines - 1) - height) / 2;
  const whole = drop + height;
  const scale = Math.min((mostEnlarged * whole) / height, whole / top, (whole + tail) / (top - bottom));
  return { scale, rise: Math.max(-drop, -drop - tail - scale * bottom) };
}

/**
 * Places the runs at the start of the measure, their pens' ways in the room that the initial takes, no more and no less: readers tell columns apart by
 * the gaps between them. The white after the initial is the width of the space that follows it or belongs to its last letter, so that
 * what is read as one word stands together.
 *
 * @param plain in visual order
 */
function placeRuns<Tag>(
  plain: readonly PlainRun<Tag>[], ink: Ink, { scale, rise }: Placing, room: number, measure: number, baseLevel: number, inkEnd: number,
): GlyphRun<Tag>[] {
  const rightToLeft = baseLevel % 2 === 1;
  const gap = room - scale * (ink.right - ink.left);
  const large = plain.flatMap(({ glyphs }) => glyphs.map((glyph) => enlarge(glyph, scale, rise)));
  const isDrawn = ({ cluster }: Glyph): boolean => cluster < inkEnd;
  const flushLeft = widened(large, large.findIndex(isDrawn), -scale * ink.left, 0);
  const flush = widened(flushLeft, large.findLastIndex(isDrawn), 0, -scale * (ink.pen - ink.right));
  const spaced = rightToLeft ? widened(flush, 0, gap, 0) : widened(flush, flush.length - 1, 0, gap);
  let x = rightToLeft ? measure - room : 0;
  let count = 0;
  return plain.map(({ item: { face, level, style }, tag, start, end, glyphs }): GlyphRun<Tag> => {
    const own = spaced.slice(count, (count += glyphs.length));
    const width = own.reduce((sum, { advance }) => sum + advance, 0);
    const left = x;
    x += width;
    return { face, size: style.size, level, x: left, rise: 0, width, start, end, glyphs: () => own, language: style.language, tag, initial: true };
  });
}

function enlarge(glyph: Glyph, scale: number, rise: number): Glyph {
  return { ...glyph, advance: glyph.advance * scale, xOffset: glyph.xOffset * scale, yOffset: glyph.yOffset * scale + rise, enlarged: scale };
}

/** Lets the pen go farther by so much before and behind a glyph, which is drawn where it was. */
function widened(glyphs: readonly Glyph[], index: number, before: number, behind: number): readonly Glyph[] {
  const glyph = glyphs[index];
  if (glyph === undefined) return glyphs;
  return glyphs.with(index, { ...glyph, advance: glyph.advance + before + behind, xOffset: glyph.xOffset + before });
}
