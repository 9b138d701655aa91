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
  /** Counts the cells of a store from 0. */
  readonly number: number;
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

/** How much more of a cluster's room a letter gets than a mark. */
const LETTER_WEIGHT = 6;

/** A cluster narrower than this share of the em has no room of its own: a mark, or a letter kerned away. */
const NARROWEST_SHARE = 0.02;

/** Says where a word may be divided and is no character of it: words are found whole where it is not written. */
const SOFT_HYPHEN = "\u00ad";

function isJoiner(text: string): boolean {
  return text === "\u200c" || text === "\u200d";
}

function isPlain({ text, outlines }: GlyphCell, character: number, dx: number, dy: number): boolean {
  const outline = outlines[0];
  return outline !== undefined && outline.dx === dx && outline.dy === dy && text.charCodeAt(0) === character;
}

/** Opens an empty store for a face. */
export function openCellStore(unitsPerEm: number): CellStore {
  const known = new Map<string, GlyphCell>();
  const plainCells: Map<number, GlyphCell[]>[] = [];
  /** The cell given last for each glyph: most often the next one's too. */
  const recent: (GlyphCell | undefined)[] = [];
  let count = 0;

  function make(text: string, width: number, outlines: readonly PlacedOutline[]): GlyphCell {
    const letter = text.length > 1 && isJoiner(text.charAt(0)) ? text.slice(1) : text;
    return { number: count++, text, width, outlines, kind: readingClassOf(letter), changes: changesWhenTurned(letter) };
  }

  function cell(text: string, width: number, outlines: readonly PlacedOutline[]): GlyphCell {
    const [only] = outlines;
    if (only !== undefined && only.scale === undefined && outlines.length === 1 && text.length === 1) return plain(text.charCodeAt(0), width, only.glyph, only.dx, only.dy);
    let key = `${text}|${width}`;
    for (const { glyph, dx, dy, scale } of outlines) key += scale === undefined ? `|${glyph},${dx},${dy}` : `|${glyph},${dx},${dy},${scale}`;
    let found = known.get(key);
    if (found === undefined) {
      found = make(text, width, outlines);
      known.set(key, found);
    }
    return found;
  }

  function plain(character: number, width: number, glyph: number, dx: number, dy: number): GlyphCell {
    const last = recent[glyph];
    if (last !== undefined && last.width === width && isPlain(last, character, dx, dy)) return last;
    const byWidth = (plainCells[glyph] ??= new Map<number, GlyphCell[]>());
    let variants = byWidth.get(width);
    if (variants === undefined) {
      variants = [];
      byWidth.set(width, variants);
    }
    let found = variants.find((variant) => isPlain(variant, character, dx, dy));
    if (found === undefined) {
      found = make(String.fromCharCode(character), width, [{ glyph, dx, dy }]);
      variants.push(found);
    }
    recent[glyph] = found;
    return found;
  }

  return { unitsPerEm, cell, plain };
}

/** Each glyph's left edge in font units from the run's left edge, whole numbers, and the run's right edge last. */
function pensOf(glyphs: readonly Glyph[], unitsPerPoint: number): Int32Array {
  const pens = new Int32Array(glyphs.length + 1);
  let pen = 0;
  // What rounding to whole units has cut off so far; the next glyph takes it up, so that a line never drifts.
  let carry = 0;
  for (let index = 0; index < glyphs.length; index++) {
    const glyph = glyphs[index];
    if (glyph === undefined) break;
    const exact = glyph.advance * unitsPerPoint;
    let width = glyph.advanceUnits;
    if (Math.abs(exact - width) > 1e-3) {
      width = Math.round(exact + carry);
      carry += exact - width;
    }
    pen += width;
    pens[index + 1] = pen;
  }
  return pens;
}

/** A run whose glyphs are made, and their places in font units. */
interface PlacedRun {
  readonly run: GlyphRun;
  readonly glyphs: readonly Glyph[];
  readonly pens: Int32Array;
  readonly text: string;
  readonly unitsPerPoint: number;
  /** `RIGHT_TO_LEFT_OVERLAP` in a right-to-left run. */
  readonly overlap: number;
}

/** The run's clusters in visual order, packed: offsets of their text in the line's, `end` exclusive, and indices of their glyphs, `last` exclusive. */
interface Clusters {
  readonly count: number;
  readonly fields: Int32Array;
}

const START = 0;
const END = 1;
const FIRST = 2;
const LAST = 3;
const FIELDS = 4;

/** The run's clusters; those without room of their own belong to the letter before them in the text. */
function clustersOf({ run, glyphs, pens }: PlacedRun): Clusters {
  const rightToLeft = run.level % 2 === 1;
  const fields = new Int32Array(glyphs.length * FIELDS);
  const narrowest = run.face.unitsPerEm * NARROWEST_SHARE;
  let count = 0;
  let anyNarrow = false;
  let end = run.end;
  for (let first = 0; first < glyphs.length;) {
    const start = glyphs[first]?.cluster ?? 0;
    let last = first + 1;
    while (last < glyphs.length && glyphs[last]?.cluster === start) last++;
    const at = count * FIELDS;
    fields[at + START] = start;
    fields[at + END] = rightToLeft ? end : (glyphs[last]?.cluster ?? run.end);
    fields[at + FIRST] = first;
    fields[at + LAST] = last;
    anyNarrow ||= (pens[last] ?? 0) - (pens[first] ?? 0) < narrowest;
    end = start;
    first = last;
    count++;
  }
  const clusters = { count, fields };
  return anyNarrow && count > 1 ? mergeNarrow(clusters, pens, narrowest, rightToLeft) : clusters;
}

function mergeNarrow({ count, fields }: Clusters, pens: Int32Array, narrowest: number, rightToLeft: boolean): Clusters {
  const merged: Int32Array[] = [];
  const isNarrow = (cluster: Int32Array): boolean => (pens[cluster[LAST] ?? 0] ?? 0) - (pens[cluster[FIRST] ?? 0] ?? 0) < narrowest;
  for (let place = 0; place < count; place++) {
    const at = (rightToLeft ? count - 1 - place : place) * FIELDS;
    const cluster = fields.slice(at, at + FIELDS);
    const previous = merged.at(-1);
    if (previous === undefined || !(isNarrow(cluster) || isNarrow(previous))) {
      merged.push(cluster);
      continue;
    }
    previous[END] = cluster[END] ?? 0;
    if (rightToLeft) previous[FIRST] = cluster[FIRST] ?? 0;
    else previous[LAST] = cluster[LAST] ?? 0;
  }
  if (rightToLeft) merged.reverse();
  const packed = new Int32Array(merged.length * FIELDS);
  merged.forEach((cluster, place) => { packed.set(cluster, place * FIELDS); });
  return { count: merged.length, fields: packed };
}

/** Cuts a cluster of several glyphs or characters into a cell for each character, but for soft hyphens, which have none. */
function cutCluster({ glyphs, pens, text, unitsPerPoint, overlap }: PlacedRun, cluster: Int32Array, left: number, width: number, store: CellStore, cells: GlyphCell[]): void {
  const [start = 0, end = 0, first = 0, last = 0] = cluster;
  const outlines: PlacedOutline[] = [];
  for (let index = first; index < last; index++) {
    const glyph = glyphs[index];
    // An initial is drawn as a path: readers tell lines apart by how high glyphs are.
    if (glyph === undefined || glyph.enlarged !== undefined) continue;
    const dx = (pens[index] ?? 0) + Math.round(glyph.xOffset * unitsPerPoint) - left;
    outlines.push({ glyph: glyph.id, dx, dy: Math.round(glyph.yOffset * unitsPerPoint), ...(glyph.widened !== undefined && { scale: glyph.widened }) });
  }
  const characters = Array.from(text.slice(start, end)).filter((character) => character !== SOFT_HYPHEN);
  if (overlap > 0) characters.reverse();
  // Letters get most of the room: poppler takes equal letters that begin less than 0.1 em apart for one that is printed twice.
  const weights = characters.map((character) => (readingClassOf(character) === "mark" ? 1 : LETTER_WEIGHT));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // One outline to each character where the numbers allow; else what is left over goes to the last, or the last ones stay blank.
  let shared = 0;
  let weighed = 0;
  characters.forEach((character, index) => {
    weighed += weights[index] ?? 0;
    const upTo = Math.round((width * weighed) / total);
    const own = index + 1 < characters.length ? outlines.slice(index, index + 1) : outlines.slice(index);
    cells.push(
      store.cell(
        character,
        upTo - shared + overlap,
        own.map((outline) => ({ ...outline, dx: outline.dx - shared })),
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
 * Cuts a glyph run into cells, one for each character of its text but soft hyphens, in visual order. The cells stand edge to edge from the run's left edge,
 * but for the overlap; together they draw exactly what HarfBuzz placed, to half a unit of the font.
 *
 * @param run glyphs in visual order, with clusters as offsets in `text`
 * @param text the line's text, logical order
 */
export function cellsOfRun(run: GlyphRun, text: string, store: CellStore): GlyphCell[] {
  const unitsPerPoint = run.face.unitsPerEm / run.size;
  const glyphs = run.glyphs();
  const pens = pensOf(glyphs, unitsPerPoint);
  const overlap = run.level % 2 === 1 ? RIGHT_TO_LEFT_OVERLAP : 0;
  const placed = { run, glyphs, pens, text, unitsPerPoint, overlap };
  const { count, fields } = clustersOf(placed);
  const cells: GlyphCell[] = [];
  let left = 0;
  for (let at = 0; at < count * FIELDS; at += FIELDS) {
    const start = fields[at + START] ?? 0;
    const first = fields[at + FIRST] ?? 0;
    const last = fields[at + LAST] ?? 0;
    const right = Math.max(left, pens[last] ?? 0);
    const glyph = glyphs[first];
    if (glyph !== undefined && glyph.widened === undefined && glyph.enlarged === undefined && (fields[at + END] ?? 0) - start === 1 && last - first === 1 && text[start] !== SOFT_HYPHEN) {
      const dx = (pens[first] ?? 0) - left + (glyph.xOffset === 0 ? 0 : Math.round(glyph.xOffset * unitsPerPoint));
      const dy = glyph.yOffset === 0 ? 0 : Math.round(glyph.yOffset * unitsPerPoint);
      cells.push(store.plain(text.charCodeAt(start), right - left + overlap, glyph.id, dx, dy));
    } else {
      cutCluster(placed, fields.subarray(at, at + FIELDS), left, right - left, store, cells);
    }
    left = right;
  }
  return overlap > 0 && cells.some(({ text: shown }) => isJoiner(shown)) ? bindJoiners(cells, store) : cells;
}
