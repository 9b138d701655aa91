import { changeOfBreak, letterSpacingOf, type PlacedWord } from "./shapedText.ts";
import { glyphFields } from "./shaper.ts";
import { hangsAtLineEnd, isWordSpace, type WordShaper } from "./wordShapes.ts";

/**
 * All that choosing a paragraph's line breaks needs to know of its text: the places where a line may end, and what is between
 * them. Entry 0 is the start of the stretch (a paragraph, or what stands between forced breaks), the last entry its end.
 * A line from entry i to entry j is `inkEnd[j] - start[i]` wide. Lengths in pt.
 */
export interface BreakTable {
  /** UTF-16 offsets in the paragraph's text, ascending. */
  readonly offsets: Int32Array;
  /** From the stretch's start to where a line that begins here begins. */
  readonly start: Float64Array;
  /** From the stretch's start to where a line that ends here ends, white space at its end left out. */
  readonly inkEnd: Float64Array;
  /** The natural widths of the word spaces before those two places, added up. */
  readonly spaceWidthAtStart: Float64Array;
  readonly spaceWidthAtInkEnd: Float64Array;
  /** The em (pt) of each small gap that may stand before those two places, added up. */
  readonly gapEmsAtStart: Float64Array;
  readonly gapEmsAtInkEnd: Float64Array;
  /** A line from entry i to entry j has the words `firstWord[i]` to `endWord[j]` (exclusive) whole; indices into the paragraph's words. */
  readonly firstWord: Int32Array;
  readonly endWord: Int32Array;
  readonly words: WordPositions;
  /** pt by which punctuation that begins or ends a line there stands out into the margin, and is left out of `start` and `inkEnd`. */
  readonly hangAtStart?: Float64Array;
  readonly hangAtEnd?: Float64Array;
  /** 1 where a line that ends there has a hyphen, which is part of `inkEnd`; absent where there are none. */
  readonly hyphenated?: Uint8Array;
}

/** Where the words of a stretch begin, each from the stretch's start: pt, and the sums of space widths and gap ems before them. */
export interface WordPositions {
  /** Index of the first of them in the paragraph. */
  readonly first: number;
  readonly start: Float64Array;
  readonly spaceWidth: Float64Array;
  readonly gapEms: Float64Array;
}

/** What the lines are set to. */
export interface LineMeasures {
  /** pt of the first lines, where they differ. */
  readonly leading: readonly number[];
  /** pt of all others. */
  readonly rest: number;
}

/** The measure of a line by its number, 0 the first; pt. */
export function measureOfLine({ leading, rest }: LineMeasures, line: number): number {
  return leading[line] ?? rest;
}

/** The width of a text from its start, that of the word spaces in it, and the ems of the gaps; pt. */
interface Extent {
  readonly width: number;
  readonly spaceWidth: number;
  readonly gapEms: number;
}

const nothing: Extent = { width: 0, spaceWidth: 0, gapEms: 0 };

/**
 * Measures a stretch of a paragraph at each place where a line may end.
 *
 * @param words shaped words, in order, that cover the stretch
 * @param offsets the places, UTF-16 offsets in the paragraph's text, ascending, the stretch's start first and its end last
 */
export function measureBreaks<Tag>(words: readonly PlacedWord<Tag>[], text: string, offsets: Int32Array, shaper: WordShaper): BreakTable {
  const count = offsets.length;
  const stretchStart = offsets[0] ?? 0;
  const stretchEnd = offsets[count - 1] ?? 0;
  const first = wordAt(words, stretchStart);
  const last = wordAt(words, stretchEnd);
  const table = emptyTable(offsets, first, last - first + 1);
  const enter = (index: number, here: Extent, ink: Extent, firstWord: number, endWord: number): void => {
    table.start[index] = here.width;
    table.spaceWidthAtStart[index] = here.spaceWidth;
    table.gapEmsAtStart[index] = here.gapEms;
    table.inkEnd[index] = ink.width;
    table.spaceWidthAtInkEnd[index] = ink.spaceWidth;
    table.gapEmsAtInkEnd[index] = ink.gapEms;
    table.firstWord[index] = firstWord;
    table.endWord[index] = endWord;
  };
  let here = nothing;
  let ink = here;
  let next = 1;
  for (let index = first; index <= last; index++) {
    const placed = words[index];
    if (placed === undefined) break;
    const end = placed.start + placed.word.length;
    if (end <= stretchStart) continue;
    if (placed.start >= stretchEnd) break;
    table.words.start[index - first] = here.width;
    table.words.spaceWidth[index - first] = here.spaceWidth;
    table.words.gapEms[index - first] = here.gapEms;
    const isCut = placed.start < stretchStart || end > stretchEnd || (offsets[next] ?? end) < end;
    if (isCut) {
      const extents = extentsWithin(placed, text, Math.max(stretchStart, placed.start), here, ink);
      const limit = Math.min(end, stretchEnd);
      for (; next < count && (offsets[next] ?? 0) < limit; next++) {
        const offset = offsets[next] ?? 0;
        const change = changeOfBreak(placed, text, offset, shaper);
        const within = extents(offset);
        enter(next, widen(within.here, -change.after), widen(within.ink, change.before), index + 1, index);
      }
      ({ here, ink } = extents(limit));
    } else {
      const after = wholeWord(placed, here);
      if (placed.word.inkLength > 0) ink = withoutTrailing(placed, after);
      here = after;
    }
    if (offsets[next] === Math.min(end, stretchEnd)) enter(next++, here, ink, index + 1, end > stretchEnd ? index : index + 1);
  }
  for (; next < count; next++) enter(next, here, ink, last + 1, last + 1);
  if (words[first] !== undefined && words[first].start < stretchStart) table.firstWord[0] = first + 1;
  return table;
}

function emptyTable(offsets: Int32Array, firstWord: number, words: number): BreakTable {
  const count = offsets.length;
  return {
    offsets,
    start: new Float64Array(count),
    inkEnd: new Float64Array(count),
    spaceWidthAtStart: new Float64Array(count),
    spaceWidthAtInkEnd: new Float64Array(count),
    gapEmsAtStart: new Float64Array(count),
    gapEmsAtInkEnd: new Float64Array(count),
    firstWord: new Int32Array(count).fill(firstWord),
    endWord: new Int32Array(count),
    words: { first: firstWord, start: new Float64Array(words), spaceWidth: new Float64Array(words), gapEms: new Float64Array(words) },
  };
}

/** The index of the word that holds the character at an offset; the last one's for an offset behind all. */
export function wordAt<Tag>(words: readonly PlacedWord<Tag>[], offset: number): number {
  let low = 0;
  let high = words.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((words[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function widen(extent: Extent, by: number): Extent {
  return { ...extent, width: extent.width + by };
}

/** Gaps stand in right-to-left words alone. */
function gapEmsOf({ item }: PlacedWord<unknown>, gaps: number): number {
  return item.level % 2 === 1 ? gaps * item.style.size : 0;
}

function wholeWord(placed: PlacedWord<unknown>, before: Extent): Extent {
  const { item, word } = placed;
  const scale = item.style.size / item.face.unitsPerEm;
  return {
    width: before.width + word.advance * scale + word.spaces * item.style.wordSpacing + word.clusters * letterSpacingOf(item),
    spaceWidth: before.spaceWidth + word.spaceAdvance * scale + word.spaces * item.style.wordSpacing,
    gapEms: before.gapEms + gapEmsOf(placed, word.gaps.length),
  };
}

function withoutTrailing({ item, word }: PlacedWord<unknown>, after: Extent): Extent {
  if (word.inkLength === word.length) return after;
  const scale = item.style.size / item.face.unitsPerEm;
  const wordSpacing = word.trailingSpaces * item.style.wordSpacing;
  return {
    width: after.width - word.trailing * scale - wordSpacing - (word.length - word.inkLength) * letterSpacingOf(item),
    spaceWidth: after.spaceWidth - word.trailingSpaceAdvance * scale - wordSpacing,
    gapEms: after.gapEms,
  };
}

/** Measures within a word: the extents at any offset of the paragraph's text that lies in it. */
function extentsWithin<Tag>(
  placed: PlacedWord<Tag>,
  text: string,
  from: number,
  before: Extent,
  inkBefore: Extent,
): (offset: number) => { readonly here: Extent; readonly ink: Extent } {
  const { item, start, word } = placed;
  const scale = item.style.size / item.face.unitsPerEm;
  const letterSpacing = letterSpacingOf(item);
  const widths = new Float64Array(word.length + 1);
  const spaceWidths = new Float64Array(word.length + 1);
  for (let at = 0; at < word.glyphs.length; at += glyphFields.count) {
    const cluster = word.glyphs[at + glyphFields.cluster] ?? 0;
    const advance = (word.glyphs[at + glyphFields.advance] ?? 0) * scale;
    widths[cluster + 1] = (widths[cluster + 1] ?? 0) + advance;
    if (isWordSpace(text.charCodeAt(start + cluster))) spaceWidths[cluster + 1] = (spaceWidths[cluster + 1] ?? 0) + advance;
  }
  for (let offset = 1; offset <= word.length; offset++) {
    const isSpace = isWordSpace(text.charCodeAt(start + offset - 1));
    const wordSpacing = isSpace ? item.style.wordSpacing : 0;
    const spacing = (widths[offset] ?? 0) > 0 ? letterSpacing : 0;
    widths[offset] = (widths[offset] ?? 0) + (widths[offset - 1] ?? 0) + wordSpacing + spacing;
    spaceWidths[offset] = (spaceWidths[offset] ?? 0) + (spaceWidths[offset - 1] ?? 0) + wordSpacing;
  }
  /** Of each offset in the word: the gaps before it. */
  const gaps = new Int32Array(word.length + 2);
  for (const gap of word.gaps) gaps[gap + 1] = 1;
  for (let offset = 1; offset < gaps.length; offset++) gaps[offset] = (gaps[offset] ?? 0) + (gaps[offset - 1] ?? 0);
  const extentAt = (offset: number): Extent => ({
    width: before.width + (widths[offset - start] ?? 0) - (widths[from - start] ?? 0),
    spaceWidth: before.spaceWidth + (spaceWidths[offset - start] ?? 0) - (spaceWidths[from - start] ?? 0),
    gapEms: before.gapEms + gapEmsOf(placed, Math.max(0, (gaps[offset - start] ?? 0) - (gaps[from - start + 1] ?? 0))),
  });
  return (offset) => {
    let inkOffset = offset;
    while (inkOffset > from && hangsAtLineEnd(text.charCodeAt(inkOffset - 1))) inkOffset--;
    return { here: extentAt(offset), ink: inkOffset > from ? extentAt(inkOffset) : inkBefore };
  };
}
