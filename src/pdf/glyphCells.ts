import type { Glyph, GlyphRun } from "../text/index.ts";
import type { ReadingClass } from "./textClasses.ts";
import { changesWhenTurned, readingClassOf } from "./textClasses.ts";
import type { PlacedOutline } from "./trueTypeSubset.ts";

/**
 * One character as the PDF shows it: a width of its own and what it draws. A ligature's outlines are shared out among its characters or some
 * stay blank; a vowel mark shares its letter's width, so that every reader meets the characters one after the other. Equal cells of a
 * store are the same object.
 */
export interface GlyphCell {
  /** What the cell reads as: one character, rarely with a joiner or a space that belongs to it, in visual order. */
  readonly text: string;
  /** Font units, a whole number, 0 or more; a right-to-left cell's takes in `RIGHT_TO_LEFT_OVERLAP`. */
  readonly width: number;
  /** Font units from the cell's left edge. */
  readonly outlines: readonly PlacedOutline[];
  /** The reading class of the text's letter. */
  readonly kind: ReadingClass;
  /** See `changesWhenTurned`. */
  readonly changes: boolean;
}

/** The cells of one face. */
export interface CellStore {
  readonly unitsPerEm: number;
  readonly cell: (text: string, width: number, outlines: readonly PlacedOutline[]) => GlyphCell;
  /** The cell of one UTF-16 code unit and one glyph: `cell` for the common case, without building anything that is known. */
  readonly plain: (character: number, width: number, glyph: number, dx: number, dy: number) => GlyphCell;
}

/**
 * Font units by which a right-to-left cell is wider than its room, so that it overlaps the one on its right: where letters only ever touch,
 * poppler takes the smallest gap that it can measure for the letters' distance and all others for spaces.
 */
export const RIGHT_TO_LEFT_OVERLAP = 1;

/** A cluster narrower than this share of the em has no room of its own: a mark, or a letter kerned away. */
const NARROWEST_SHARE = 0.02;

function isJoiner(text: string): boolean {
  return text === "\u200c" || text === "\u200d";
}

/** Opens an empty store for a face. */
export function openCellStore(unitsPerEm: number): CellStore {
  const known = new Map<string, GlyphCell>();
  const byGlyph: GlyphCell[][] = [];

  function make(text: string, width: number, outlines: readonly PlacedOutline[]): GlyphCell {
    const letter = text.length > 1 && isJoiner(text.charAt(0)) ? text.slice(1) : text;
    return { text, width, outlines, kind: readingClassOf(letter), changes: changesWhenTurned(letter) };
  }

  function cell(text: string, width: number, outlines: readonly PlacedOutline[]): GlyphCell {
    const [only] = outlines;
    if (only !== undefined && outlines.length === 1 && text.length === 1) return plain(text.charCodeAt(0), width, only.glyph, only.dx, only.dy);
    let key = `${text}|${width}`;
    for (const { glyph, dx, dy } of outlines) key += `|${glyph},${dx},${dy}`;
    let found = known.get(key);
    if (found === undefined) {
      found = make(text, width, outlines);
      known.set(key, found);
    }
    return found;
  }

  function plain(character: number, width: number, glyph: number, dx: number, dy: number): GlyphCell {
    const variants = (byGlyph[glyph] ??= []);
    for (const variant of variants) {
      const outline = variant.outlines[0];
      if (variant.width === width && outline?.dx === dx && outline.dy === dy && variant.text.charCodeAt(0) === character) return variant;
    }
    const made = make(String.fromCharCode(character), width, [{ glyph, dx, dy }]);
    variants.push(made);
    return made;
  }

  return { unitsPerEm, cell, plain };
}

interface Cluster {
  /** UTF-16 offsets in the line's text. */
  start: number;
  end: number;
  /** Indices in the run's glyphs, `last` exclusive. */
  first: number;
  last: number;
}

/** Each glyph's left edge in font units from the run's left edge, whole numbers, and the run's right edge last. */
function pensOf(glyphs: readonly Glyph[], unitsPerPoint: number): number[] {
  const pens = [0];
  let pen = 0;
  // What rounding to whole units has cut off so far; the next glyph takes it up, so that a line never drifts.
  let carry = 0;
  for (const { advance, advanceUnits } of glyphs) {
    const exact = advance * unitsPerPoint;
    let width = advanceUnits;
    if (Math.abs(exact - width) > 1e-3) {
      width = Math.round(exact + carry);
      carry += exact - width;
    }
    pen += width;
    pens.push(pen);
  }
  return pens;
}

/** The run's clusters in visual order; those without room of their own belong to the letter before them in the text. */
function clustersOf(run: GlyphRun, glyphs: readonly Glyph[], pens: readonly number[]): Cluster[] {
  const rightToLeft = run.level % 2 === 1;
  const clusters: Cluster[] = [];
  let current: Cluster | undefined;
  for (let index = 0; index < glyphs.length; index++) {
    const start = glyphs[index]?.cluster ?? 0;
    if (current !== undefined && current.start === start) {
      current.last = index + 1;
      continue;
    }
    if (current !== undefined && !rightToLeft) current.end = start;
    current = { start, end: rightToLeft ? (current?.start ?? run.end) : run.end, first: index, last: index + 1 };
    clusters.push(current);
  }
  const narrowest = run.face.unitsPerEm * NARROWEST_SHARE;
  const isNarrow = ({ first, last }: Cluster): boolean => (pens[last] ?? 0) - (pens[first] ?? 0) < narrowest;
  if (clusters.length < 2 || !clusters.some(isNarrow)) return clusters;

  const merged: Cluster[] = [];
  const logical = rightToLeft ? clusters.reverse() : clusters;
  for (const cluster of logical) {
    const previous = merged.at(-1);
    if (previous !== undefined && (isNarrow(cluster) || isNarrow(previous))) {
      previous.end = cluster.end;
      if (rightToLeft) previous.first = cluster.first;
      else previous.last = cluster.last;
    } else {
      merged.push(cluster);
    }
  }
  return rightToLeft ? merged.reverse() : merged;
}

function holdsJoiner(text: string, { start, end }: Cluster): boolean {
  for (let place = start; place < end; place++) {
    const character = text.charCodeAt(place);
    if (character === 0x200c || character === 0x200d) return true;
  }
  return false;
}

function codePointsOf(text: string, start: number, end: number): string[] {
  return Array.from(text.slice(start, end));
}

/** Cuts one cluster into a cell for each of its characters. */
function cellsOfCluster(run: GlyphRun, glyphs: readonly Glyph[], text: string, cluster: Cluster, pens: readonly number[], left: number, width: number, store: CellStore, cells: GlyphCell[]): void {
  const unitsPerPoint = run.face.unitsPerEm / run.size;
  const outlines: PlacedOutline[] = [];
  for (let index = cluster.first; index < cluster.last; index++) {
    const glyph = glyphs[index];
    if (glyph === undefined) continue;
    const dx = (pens[index] ?? 0) + Math.round(glyph.xOffset * unitsPerPoint) - left;
    outlines.push({ glyph: glyph.id, dx, dy: Math.round(glyph.yOffset * unitsPerPoint) });
  }
  const characters = codePointsOf(text, cluster.start, cluster.end);
  const overlap = run.level % 2 === 1 ? RIGHT_TO_LEFT_OVERLAP : 0;
  if (overlap > 0) characters.reverse();
  // One outline to each character where the numbers allow; else what is left over goes to the last, or the last ones stay blank.
  let shared = 0;
  characters.forEach((character, index) => {
    const upTo = Math.round((width * (index + 1)) / characters.length);
    const own = index + 1 < characters.length ? outlines.slice(index, index + 1) : outlines.slice(index);
    cells.push(
      store.cell(
        character,
        upTo - shared + overlap,
        own.map(({ glyph, dx, dy }) => ({ glyph, dx: dx - shared, dy })),
      ),
    );
    shared = upTo;
  });
}

/** Joins a joiner to the letter before it in the text, in visual order: pdf.js leaves out format characters that come alone. */
function bindJoiners(cells: GlyphCell[], store: CellStore): GlyphCell[] {
  const bound: GlyphCell[] = [];
  for (const cell of cells) {
    const joiner = bound.at(-1);
    if (joiner !== undefined && isJoiner(joiner.text) && cell.kind === "right") {
      const outlines = [...joiner.outlines, ...cell.outlines.map((part) => ({ ...part, dx: part.dx + joiner.width - RIGHT_TO_LEFT_OVERLAP }))];
      bound[bound.length - 1] = store.cell(joiner.text + cell.text, joiner.width + cell.width - RIGHT_TO_LEFT_OVERLAP, outlines);
    } else {
      bound.push(cell);
    }
  }
  return bound;
}

/**
 * Cuts a glyph run into cells, one for each character of its text, in visual order. The cells stand edge to edge from the run's left edge,
 * but for the overlap; together they draw exactly what HarfBuzz placed, to half a unit of the font.
 *
 * @param run glyphs in visual order, with clusters as offsets in `text`
 * @param text the line's text, logical order
 */
export function cellsOfRun(run: GlyphRun, text: string, store: CellStore): GlyphCell[] {
  const unitsPerPoint = run.face.unitsPerEm / run.size;
  const glyphs = run.glyphs();
  const pens = pensOf(glyphs, unitsPerPoint);
  const cells: GlyphCell[] = [];
  const overlap = run.level % 2 === 1 ? RIGHT_TO_LEFT_OVERLAP : 0;
  let left = 0;
  let joiners = false;
  for (const cluster of clustersOf(run, glyphs, pens)) {
    const right = Math.max(left, pens[cluster.last] ?? 0);
    const glyph = glyphs[cluster.first];
    const character = text.charCodeAt(cluster.start);
    joiners ||= holdsJoiner(text, cluster);
    if (glyph !== undefined && cluster.end - cluster.start === 1 && cluster.last - cluster.first === 1) {
      const dx = (pens[cluster.first] ?? 0) - left + (glyph.xOffset === 0 ? 0 : Math.round(glyph.xOffset * unitsPerPoint));
      cells.push(store.plain(character, right - left + overlap, glyph.id, dx, glyph.yOffset === 0 ? 0 : Math.round(glyph.yOffset * unitsPerPoint)));
    } else {
      cellsOfCluster(run, glyphs, text, cluster, pens, left, right - left, store, cells);
    }
    left = right;
  }
  return joiners && run.level % 2 === 1 ? bindJoiners(cells, store) : cells;
}
