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
}

/** What the lines are set to. */
export interface LineMeasures {
  /** pt */
  readonly first: number;
  /** pt of all lines but the first. */
  readonly rest: number;
}

/**
 * Chooses where lines end: a line composer.
 *
 * @returns indices into the table, ascending, the last one being the table's last entry
 */
export type ChooseBreaks = (table: BreakTable, measures: LineMeasures) => number[];

/** The width of a text from its start, and that of the word spaces in it; pt. */
interface Extent {
  readonly width: number;
  readonly spaceWidth: number;
}

/**
 * Measures a stretch of a paragraph at each place where a line may end.
 *
 * @param words shaped words, in order, that cover the stretch
 * @param offsets the places, UTF-16 offsets in the paragraph's text, ascending, the stretch's start first and its end last
 */
export function measureBreaks<Tag>(words: readonly PlacedWord<Tag>[], text: string, offsets: Int32Array, shaper: WordShaper): BreakTable {
  const count = offsets.length;
  const table = {
    offsets,
    start: new Float64Array(count),
    inkEnd: new Float64Array(count),
    spaceWidthAtStart: new Float64Array(count),
    spaceWidthAtInkEnd: new Float64Array(count),
  };
  const enter = (index: number, here: Extent, ink: Extent): void => {
    table.start[index] = here.width;
    table.spaceWidthAtStart[index] = here.spaceWidth;
    table.inkEnd[index] = ink.width;
    table.spaceWidthAtInkEnd[index] = ink.spaceWidth;
  };
  const stretchStart = offsets[0] ?? 0;
  const stretchEnd = offsets[count - 1] ?? 0;
  let here: Extent = { width: 0, spaceWidth: 0 };
  let ink = here;
  let next = 1;
  for (const placed of words) {
    const end = placed.start + placed.word.length;
    if (end <= stretchStart) continue;
    if (placed.start >= stretchEnd) break;
    const isCut = placed.start < stretchStart || end > stretchEnd || (offsets[next] ?? end) < end;
    if (isCut) {
      const extents = extentsWithin(placed, text, Math.max(stretchStart, placed.start), here, ink);
      const limit = Math.min(end, stretchEnd);
      for (; next < count && (offsets[next] ?? 0) < limit; next++) {
        const offset = offsets[next] ?? 0;
        const change = changeOfBreak(placed, text, offset, shaper);
        const within = extents(offset);
        enter(next, widen(within.here, -change.after), widen(within.ink, change.before));
      }
      ({ here, ink } = extents(limit));
    } else {
      const after = wholeWord(placed, here);
      if (placed.word.inkLength > 0) ink = withoutTrailing(placed, after);
      here = after;
    }
    if (offsets[next] === Math.min(end, stretchEnd)) enter(next++, here, ink);
  }
  for (; next < count; next++) enter(next, here, ink);
  return table;
}

function widen({ width, spaceWidth }: Extent, by: number): Extent {
  return { width: width + by, spaceWidth };
}

function wholeWord({ item, word }: PlacedWord<unknown>, before: Extent): Extent {
  const scale = item.style.size / item.face.unitsPerEm;
  return {
    width: before.width + word.advance * scale + word.spaces * item.style.wordSpacing + word.clusters * letterSpacingOf(item),
    spaceWidth: before.spaceWidth + word.spaceAdvance * scale + word.spaces * item.style.wordSpacing,
  };
}

function withoutTrailing({ item, word }: PlacedWord<unknown>, after: Extent): Extent {
  if (word.inkLength === word.length) return after;
  const scale = item.style.size / item.face.unitsPerEm;
  const wordSpacing = word.trailingSpaces * item.style.wordSpacing;
  return {
    width: after.width - word.trailing * scale - wordSpacing - (word.length - word.inkLength) * letterSpacingOf(item),
    spaceWidth: after.spaceWidth - word.trailingSpaceAdvance * scale - wordSpacing,
  };
}

/** Measures within a word: the extents at any offset of the paragraph's text that lies in it. */
function extentsWithin<Tag>(
  { item, start, word }: PlacedWord<Tag>,
  text: string,
  from: number,
  before: Extent,
  inkBefore: Extent,
): (offset: number) => { readonly here: Extent; readonly ink: Extent } {
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
  const extentAt = (offset: number): Extent => ({
    width: before.width + (widths[offset - start] ?? 0) - (widths[from - start] ?? 0),
    spaceWidth: before.spaceWidth + (spaceWidths[offset - start] ?? 0) - (spaceWidths[from - start] ?? 0),
  });
  return (offset) => {
    let inkOffset = offset;
    while (inkOffset > from && hangsAtLineEnd(text.charCodeAt(inkOffset - 1))) inkOffset--;
    return { here: extentAt(offset), ink: inkOffset > from ? extentAt(inkOffset) : inkBefore };
  };
}
