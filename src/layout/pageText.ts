import { glyphOutlinesOf } from "../fonts/index.ts";
import type { Glyph, GlyphRun } from "../text/index.ts";
import type { Page, PagedDocument, Rect, TextItem } from "./displayList.ts";

/** pt; x rightwards and y downwards from the top left corner of what viewers show of the page: the CropBox, or the MediaBox where there is none. */
type Place = Rect;

/** What stands between two white spaces, punctuation included. Its box holds the glyphs that show it, as wide as their advances and as high as the font's ascent and descent. */
export interface PageWord extends Place {
  /** Logical order. */
  readonly text: string;
}

export interface PageLine extends Place {
  /** Logical order. */
  readonly words: readonly PageWord[];
}

/** A paragraph, a heading or the like, or the part of one that stands in one column. */
export interface PageBlock extends Place {
  readonly lines: readonly PageLine[];
}

/** The words of a page and where they stand. Text in the page's furniture (running heads, folios) is left out. */
export interface PageText {
  /** From 1. */
  readonly number: number;
  /** pt */
  readonly width: number;
  readonly height: number;
  /** Reading order. */
  readonly blocks: readonly PageBlock[];
}

/**
 * Reads a set document's pages: which words stand where. Each line of text is a line; lines of one structure element that stand one below another are a block. A word
 * that is divided at a line's end is two words, each without the hyphen, whose box is in the first one's. The box of a word that begins with an initial holds the initial too. Lengths are
 * rounded to hundredths of a point.
 */
export function readPageText({ pages }: Pick<PagedDocument, "pages">): PageText[] {
  return pages.map(readPage);
}

function readPage({ number, mediaBox, items }: Page): PageText {
  const blocks: PageLine[][] = [];
  let above: TextItem | undefined;
  for (const item of items) {
    if (item.kind !== "text" || item.role.kind !== "content") continue;
    const words = readWords(item);
    if (words.length === 0) continue;
    const line = { words, ...around(words) };
    const block = blocks.at(-1);
    if (block !== undefined && above !== undefined && goesOn(above, item)) block.push(line);
    else blocks.push([line]);
    above = item;
  }
  return { number, width: rounded(mediaBox.width), height: rounded(mediaBox.height), blocks: blocks.map((lines) => ({ lines, ...around(lines) })) };
}

/** Whether a line is of the same element as the one before it and stands below it; in a new column it stands higher. */
function goesOn(above: TextItem, { role, baseline }: TextItem): boolean {
  return above.role.kind === "content" && role.kind === "content" && above.role.structure === role.structure && baseline > above.baseline;
}

/** Edges, pt. */
interface Extent {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const nowhere: Extent = { left: Number.POSITIVE_INFINITY, right: Number.NEGATIVE_INFINITY, top: Number.POSITIVE_INFINITY, bottom: Number.NEGATIVE_INFINITY };

/** Characters that say how others are set and are none of the text: soft hyphens and directional controls (UAX #9, section 2). */
const unseen = /[\u00ad\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

function readWords(item: TextItem): PageWord[] {
  const words = [...item.text.matchAll(/\S+/gu)].map(({ 0: text, index }) => ({ text: text.replace(unseen, ""), start: index, end: index + text.length, extent: { ...nowhere } }));
  const wordAt = new Map<number, Extent>();
  for (const { start, end, extent } of words) for (let offset = start; offset < end; offset++) wordAt.set(offset, extent);
  for (const run of item.runs) {
    for (const cluster of clustersOf(run, item)) shareOut(cluster, run.level % 2 === 1, wordAt);
  }
  return words.flatMap(({ text, extent }) => (text === "" || extent.right < extent.left ? [] : [{ text, ...placeOf(extent) }]));
}

/** The glyphs that show the same characters. */
interface Cluster extends Extent {
  /** UTF-16 offsets in the line's text. */
  readonly start: number;
  end: number;
}

function clustersOf(run: GlyphRun, item: TextItem): Cluster[] {
  const clusters = new Map<number, Cluster>();
  const glyphs = run.glyphs();
  const hang = hangOf(run, item, glyphs);
  let pen = item.x + run.x;
  for (const [index, glyph] of glyphs.entries()) {
    const left = pen - (index === 0 ? hang.left : 0);
    pen += glyph.advance;
    const right = pen + (index === glyphs.length - 1 ? hang.right : 0);
    const cluster = clusters.get(glyph.cluster) ?? { start: glyph.cluster, end: run.end, ...nowhere };
    clusters.set(glyph.cluster, cluster);
    include(cluster, { left: Math.min(left, right), right: Math.max(left, right), ...heightOf(glyph, run, item.baseline) });
  }
  const ordered = [...clusters.values()].sort((a, b) => a.start - b.start);
  for (const [index, cluster] of ordered.entries()) cluster.end = ordered[index + 1]?.start ?? run.end;
  return ordered;
}

/** pt by which the outermost glyphs of a line are drawn beyond their advances, where punctuation stands out into the margin. */
function hangOf(run: GlyphRun, { runs }: TextItem, glyphs: readonly Glyph[]): { readonly left: number; readonly right: number } {
  const missing = (glyph: Glyph | undefined): number => (glyph === undefined || glyph.enlarged !== undefined ? 0 : Math.max(0, (glyph.advanceUnits * run.size) / run.face.unitsPerEm - glyph.advance));
  return { left: run === runs[0] ? missing(glyphs[0]) : 0, right: run === runs.at(-1) ? missing(glyphs.at(-1)) : 0 };
}

/** An initial is as high as its drawing: the ascent of letters as large as it would reach over the lines above. */
function heightOf({ id, enlarged, yOffset }: Glyph, { face, size, rise }: GlyphRun, baseline: number): Pick<Extent, "top" | "bottom"> {
  const scale = size / face.unitsPerEm;
  if (enlarged === undefined) return { top: baseline - rise - face.ascentUnits * scale, bottom: baseline - rise - face.descentUnits * scale };
  const bounds = glyphOutlinesOf(face).bounds(id);
  if (bounds === undefined) return { top: nowhere.top, bottom: nowhere.bottom };
  return { top: baseline - yOffset - bounds.yMax * scale * enlarged, bottom: baseline - yOffset - bounds.yMin * scale * enlarged };
}

/** Gives a cluster's room to its word; where a ligature stands for several, each has its characters' share. */
function shareOut({ start, end, left, right, top, bottom }: Cluster, rightToLeft: boolean, wordAt: ReadonlyMap<number, Extent>): void {
  const own = new Set<Extent>();
  for (let offset = start; offset < end; offset++) {
    const word = wordAt.get(offset);
    if (word !== undefined) own.add(word);
  }
  const share = (right - left) / (end - start);
  for (const word of own) {
    if (own.size === 1) {
      include(word, { left, right, top, bottom });
      continue;
    }
    for (let offset = start; offset < end; offset++) {
      if (wordAt.get(offset) !== word) continue;
      const from = rightToLeft ? right - (offset + 1 - start) * share : left + (offset - start) * share;
      include(word, { left: from, right: from + share, top, bottom });
    }
  }
}

function include(extent: Extent, { left, right, top, bottom }: Extent): void {
  extent.left = Math.min(extent.left, left);
  extent.right = Math.max(extent.right, right);
  extent.top = Math.min(extent.top, top);
  extent.bottom = Math.max(extent.bottom, bottom);
}

function around(places: readonly Place[]): Place {
  const extent = { ...nowhere };
  for (const { x, y, width, height } of places) include(extent, { left: x, right: x + width, top: y, bottom: y + height });
  return placeOf(extent);
}

function placeOf({ left, right, top, bottom }: Extent): Place {
  const [x, y] = [rounded(left), rounded(top)];
  return { x, y, width: rounded(rounded(right) - x), height: rounded(rounded(bottom) - y) };
}

function rounded(length: number): number {
  return Math.round(length * 100) / 100;
}
