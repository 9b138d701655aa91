import { readSfntTables, writeSfnt } from "../fonts/index.ts";

/** A glyph of the source font, moved: font units, y upwards. */
export interface PlacedOutline {
  readonly glyph: number;
  readonly dx: number;
  readonly dy: number;
  /** What it is widened by, from its origin; absent for 1. Less than 2. */
  readonly scale?: number;
}

/** A TrueType font that grows glyph by glyph and is then written. */
export interface TrueTypeSubset {
  /**
   * Adds a glyph that shows the given outlines, each at its own place, and that is `advance` wide; unless it is without width, its bounds
   * take in the strut, and a blank's go from the strut at its left edge to another at its right.
   *
   * @param outlines none for a blank
   * @param advance font units, a whole number from 0; what is more than 65,535 is cut off
   * @returns the new glyph's id, or `undefined` when the font has no room for another
   */
  readonly add: (outlines: readonly PlacedOutline[], advance: number) => number | undefined;
  readonly glyphCount: () => number;
  /** Font units. */
  readonly advanceOf: (glyph: number) => number;
  /** The font file as it stands. */
  readonly write: () => Uint8Array;
}

/** What the bounds of every glyph with a width take in, whatever it draws; font units, y upwards. */
export interface Strut {
  readonly bottom: number;
  readonly top: number;
}

const MAX_GLYPHS = 65_535;
/** OpenType 1.9, `hmtx`. */
const MAX_ADVANCE = 0xffff;
/** OpenType 1.9, `glyf`. */
const MAX_COORDINATE = 0x7fff;

// Flags of simple glyph descriptions, OpenType 1.9, `glyf`.
const ON_CURVE_POINT = 0x01;

// Flags of composite glyph descriptions, OpenType 1.9, `glyf`.
const ARG_1_AND_2_ARE_WORDS = 0x0001;
const ARGS_ARE_XY_VALUES = 0x0002;
const WE_HAVE_A_SCALE = 0x0008;
const MORE_COMPONENTS = 0x0020;
const WE_HAVE_AN_X_AND_Y_SCALE = 0x0040;
const WE_HAVE_A_TWO_BY_TWO = 0x0080;
const OVERLAP_COMPOUND = 0x0400;
const UNSCALED_COMPONENT_OFFSET = 0x1000;

/** Bytes of a component with its scale. */
const LONGEST_COMPONENT = 12;

function isByte(value: number): boolean {
  return value >= -0x80 && value <= 0x7f;
}

/** 1 as OpenType's F2DOT14. */
const F2DOT14_ONE = 0x4000;

interface Bounds {
  readonly xMin: number;
  readonly yMin: number;
  readonly xMax: number;
  readonly yMax: number;
}

interface WrittenGlyph {
  readonly data: Uint8Array;
  readonly advance: number;
  /** None for a blank. */
  readonly bounds?: Bounds;
  /** Composite nesting: 0 for a simple outline. */
  readonly depth: number;
}

/** Bytes of `glyf` up to which `loca` can count in pairs of bytes. */
const LONGEST_FOR_SHORT_LOCA = 0x1fffe;

/** Stands for the strut among the source's glyph ids. */
const STRUT = -1;

/** A real copy: a Buffer's `slice`, unlike a Uint8Array's, shares its memory. */
function copyOf(data: Uint8Array): Uint8Array {
  return new Uint8Array(data);
}

function viewOf(data: Uint8Array): DataView {
  return new DataView(data.buffer, data.byteOffset, data.byteLength);
}

function boundsOf(outline: Uint8Array): Bounds {
  const view = viewOf(outline);
  return { xMin: view.getInt16(2), yMin: view.getInt16(4), xMax: view.getInt16(6), yMax: view.getInt16(8) };
}

function requireTable(tables: ReadonlyMap<string, Uint8Array>, tag: string): Uint8Array {
  const table = tables.get(tag);
  if (table === undefined) throw new Error(`The font has no ${tag} table`);
  return table;
}

/** A glyph of two contours of one point each: it has bounds and draws nothing. */
function strutOutline({ bottom, top }: Strut): Uint8Array {
  const data = new Uint8Array(26);
  const view = viewOf(data);
  view.setInt16(0, 2);
  view.setInt16(4, bottom);
  view.setInt16(8, top);
  view.setUint16(10, 0);
  view.setUint16(12, 1);
  data.fill(ON_CURVE_POINT, 16, 18);
  view.setInt16(18, 0);
  view.setInt16(20, 0);
  view.setInt16(22, bottom);
  view.setInt16(24, top - bottom);
  return data;
}

/** Extremes of all glyphs. */
interface Extent extends Bounds {
  readonly widest: number;
  readonly leastRightBearing: number;
}

function extentOf(glyphs: readonly (WrittenGlyph | undefined)[]): Extent {
  let [xMin, yMin, xMax, yMax, widest, leastRightBearing] = [0x7fff, 0x7fff, -0x8000, -0x8000, 0, 0x7fff];
  for (const glyph of glyphs) {
    if (glyph === undefined) continue;
    widest = Math.max(widest, glyph.advance);
    if (glyph.bounds === undefined) continue;
    xMin = Math.min(xMin, glyph.bounds.xMin);
    yMin = Math.min(yMin, glyph.bounds.yMin);
    xMax = Math.max(xMax, glyph.bounds.xMax);
    yMax = Math.max(yMax, glyph.bounds.yMax);
    leastRightBearing = Math.min(leastRightBearing, glyph.advance - glyph.bounds.xMax);
  }
  return { xMin, yMin, xMax, yMax, widest, leastRightBearing };
}

/**
 * Starts a subset of a TrueType font whose glyphs are made to measure: each is one or more outlines of the source at given offsets, with an
 * advance of its own. Outlines are stored once; a glyph that moves them, or joins several, is a composite that refers to them, so hinting
 * programs and shapes stay as they are. Glyph 0 is the source's .notdef, glyph 1 the strut.
 *
 * Source: OpenType 1.9, tables glyf, loca, hmtx, hhea, maxp, head.
 *
 * @param source a whole font file with a `glyf` table
 * @param unitsPerEm the new font's, the source's if absent; nothing is scaled
 */
export function createTrueTypeSubset(source: Uint8Array, strut: Strut, unitsPerEm?: number): TrueTypeSubset {
  const tables = readSfntTables(source);
  const head = requireTable(tables, "head");
  const glyf = requireTable(tables, "glyf");
  const maxp = requireTable(tables, "maxp");
  const hhea = requireTable(tables, "hhea");
  const hmtx = viewOf(requireTable(tables, "hmtx"));
  const loca = viewOf(requireTable(tables, "loca"));
  const longLoca = viewOf(head).getInt16(50) === 1;
  const sourceGlyphCount = viewOf(maxp).getUint16(4);
  const longMetrics = viewOf(hhea).getUint16(34);

  const strutGlyph = strutOutline(strut);
  const glyphs: (WrittenGlyph | undefined)[] = [];
  const outlineIds = new Map<number, number>();

  function sourceOutline(glyph: number): Uint8Array {
    if (glyph === STRUT) return strutGlyph;
    if (glyph >= sourceGlyphCount) return new Uint8Array();
    const start = longLoca ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2;
    const end = longLoca ? loca.getUint32(glyph * 4 + 4) : loca.getUint16(glyph * 2 + 2) * 2;
    return glyf.subarray(start, end);
  }

  function sourceAdvance(glyph: number): number {
    return hmtx.getUint16(Math.min(glyph, longMetrics - 1) * 4);
  }

  /** How far right of its coordinates the source shows an outline: rasterisers bring its left edge to the left side bearing. */
  function sourceShift(glyph: number): number {
    if (glyph === STRUT) return 0;
    const bearing = glyph < longMetrics ? hmtx.getInt16(glyph * 4 + 2) : hmtx.getInt16(longMetrics * 4 + (glyph - longMetrics) * 2);
    return bearing - boundsOf(sourceOutline(glyph)).xMin;
  }

  /** Stores a source glyph's own description at `id`, its components stored before and referred to by their new ids. */
  function storeOutline(glyph: number, id: number, advance: number): void {
    outlineIds.set(glyph, id);
    const outline = sourceOutline(glyph);
    if (outline.byteLength === 0) {
      glyphs[id] = { data: outline, advance, depth: 0 };
      return;
    }
    const bounds = boundsOf(outline);
    if (viewOf(outline).getInt16(0) >= 0) {
      glyphs[id] = { data: outline, advance, bounds, depth: 0 };
      return;
    }
    const data = copyOf(outline);
    const view = viewOf(data);
    let depth = 0;
    for (let place = 10; ;) {
      const flags = view.getUint16(place);
      const component = idOfOutline(view.getUint16(place + 2));
      depth = Math.max(depth, glyphs[component]?.depth ?? 0);
      view.setUint16(place + 2, component);
      place += 4 + (flags & ARG_1_AND_2_ARE_WORDS ? 4 : 2);
      if (flags & WE_HAVE_A_SCALE) place += 2;
      else if (flags & WE_HAVE_AN_X_AND_Y_SCALE) place += 4;
      else if (flags & WE_HAVE_A_TWO_BY_TWO) place += 8;
      if (!(flags & MORE_COMPONENTS)) break;
    }
    glyphs[id] = { data, advance, bounds, depth: depth + 1 };
  }

  /** The id under which a source glyph's outline, unmoved, can be referred to. */
  function idOfOutline(glyph: number): number {
    const known = outlineIds.get(glyph);
    if (known !== undefined) return known;
    const id = glyphs.push(undefined) - 1;
    storeOutline(glyph, id, sourceAdvance(glyph));
    return id;
  }

  function composite(parts: readonly PlacedOutline[], advance: number): WrittenGlyph {
    const longest = new Uint8Array(10 + parts.length * LONGEST_COMPONENT);
    const view = viewOf(longest);
    let xMin = 0x7fff;
    let yMin = 0x7fff;
    let xMax = -0x8000;
    let yMax = -0x8000;
    let depth = 0;
    let place = 10;
    parts.forEach((part, index) => {
      const bounds = boundsOf(sourceOutline(part.glyph));
      const scale = part.scale ?? 1;
      const dx = part.dx + Math.round(sourceShift(part.glyph) * scale);
      xMin = Math.min(xMin, Math.floor(bounds.xMin * scale) + dx);
      yMin = Math.min(yMin, bounds.yMin + part.dy);
      xMax = Math.max(xMax, Math.ceil(bounds.xMax * scale) + dx);
      yMax = Math.max(yMax, bounds.yMax + part.dy);
      const component = idOfOutline(part.glyph);
      depth = Math.max(depth, glyphs[component]?.depth ?? 0);
      const more = index + 1 < parts.length ? MORE_COMPONENTS : 0;
      const overlap = index === 0 && parts.length > 1 ? OVERLAP_COMPOUND : 0;
      const words = isByte(dx) && isByte(part.dy) ? 0 : ARG_1_AND_2_ARE_WORDS;
      view.setUint16(place, words | ARGS_ARE_XY_VALUES | UNSCALED_COMPONENT_OFFSET | more | overlap | (part.scale === undefined ? 0 : WE_HAVE_AN_X_AND_Y_SCALE));
      view.setUint16(place + 2, component);
      if (words === 0) {
        view.setInt8(place + 4, dx);
        view.setInt8(place + 5, part.dy);
        place += 6;
      } else {
        view.setInt16(place + 4, dx);
        view.setInt16(place + 6, part.dy);
        place += 8;
      }
      if (part.scale === undefined) return;
      view.setInt16(place, Math.min(0x7fff, Math.round(part.scale * F2DOT14_ONE)));
      view.setInt16(place + 2, F2DOT14_ONE);
      place += 4;
    });
    view.setInt16(0, -1);
    view.setInt16(2, xMin);
    view.setInt16(4, yMin);
    view.setInt16(6, xMax);
    view.setInt16(8, yMax);
    return { data: longest.subarray(0, place), advance, bounds: { xMin, yMin, xMax, yMax }, depth: depth + 1 };
  }

  function add(outlines: readonly PlacedOutline[], width: number): number | undefined {
    const advance = Math.min(width, MAX_ADVANCE);
    const parts = outlines.filter((part) => sourceOutline(part.glyph).byteLength > 0);
    // A composite source may bring its components along; none of the fonts known nests more than a handful.
    if (glyphs.length + parts.length * 8 + 1 > MAX_GLYPHS) return undefined;
    if (advance > 0) {
      if (parts.length === 0) parts.push({ glyph: STRUT, dx: Math.min(advance, MAX_COORDINATE), dy: 0 });
      parts.push({ glyph: STRUT, dx: 0, dy: 0 });
    }
    const id = glyphs.push(undefined) - 1;
    glyphs[id] = parts.length === 0 ? { data: new Uint8Array(), advance, depth: 0 } : composite(parts, advance);
    return id;
  }

  function write(): Uint8Array {
    const count = glyphs.length;
    let glyfLength = 0;
    for (const glyph of glyphs) glyfLength += ((glyph?.data.byteLength ?? 0) + 1) & ~1;
    const newGlyf = new Uint8Array(glyfLength);
    const long = glyfLength > LONGEST_FOR_SHORT_LOCA;
    const newLoca = new Uint8Array((count + 1) * (long ? 4 : 2));
    const newHmtx = new Uint8Array(count * 4);
    const locaView = viewOf(newLoca);
    const hmtxView = viewOf(newHmtx);
    const writeOffset = (id: number, place: number): void => {
      if (long) locaView.setUint32(id * 4, place);
      else locaView.setUint16(id * 2, place / 2);
    };
    let offset = 0;
    let deepest = 0;
    let mostComponents = 0;
    glyphs.forEach((glyph, id) => {
      writeOffset(id, offset);
      if (glyph === undefined) return;
      newGlyf.set(glyph.data, offset);
      offset += (glyph.data.byteLength + 1) & ~1;
      hmtxView.setUint16(id * 4, glyph.advance);
      hmtxView.setInt16(id * 4 + 2, glyph.bounds?.xMin ?? 0);
      deepest = Math.max(deepest, glyph.depth);
      if (glyph.depth > 0) mostComponents = Math.max(mostComponents, Math.floor((glyph.data.byteLength - 10) / 6));
    });
    writeOffset(count, offset);

    const extent = extentOf(glyphs);
    const newHead = copyOf(head);
    const headView = viewOf(newHead);
    if (unitsPerEm !== undefined) headView.setUint16(18, unitsPerEm);
    headView.setInt16(36, extent.xMin);
    headView.setInt16(38, extent.yMin);
    headView.setInt16(40, extent.xMax);
    headView.setInt16(42, extent.yMax);
    headView.setInt16(50, long ? 1 : 0);
    const newHhea = copyOf(hhea);
    const hheaView = viewOf(newHhea);
    hheaView.setUint16(10, extent.widest);
    hheaView.setInt16(12, extent.xMin);
    hheaView.setInt16(14, extent.leastRightBearing);
    hheaView.setInt16(16, extent.xMax);
    hheaView.setUint16(34, count);
    const newMaxp = copyOf(maxp);
    const maxpView = viewOf(newMaxp);
    maxpView.setUint16(4, count);
    if (newMaxp.byteLength >= 32) {
      // Points and contours of composites: no more than all components of the source's largest glyph together.
      const parts = Math.max(1, mostComponents);
      const points = Math.max(maxpView.getUint16(6), maxpView.getUint16(10));
      const contours = Math.max(maxpView.getUint16(8), maxpView.getUint16(12));
      maxpView.setUint16(10, Math.min(0xffff, points * parts));
      maxpView.setUint16(12, Math.min(0xffff, contours * parts));
      maxpView.setUint16(28, Math.max(maxpView.getUint16(28), mostComponents));
      maxpView.setUint16(30, Math.max(maxpView.getUint16(30), deepest));
    }
    const written = new Map<string, Uint8Array>([
      ["glyf", newGlyf], ["head", newHead], ["hhea", newHhea], ["hmtx", newHmtx], ["loca", newLoca], ["maxp", newMaxp],
    ]);
    for (const tag of ["cvt ", "fpgm", "prep"]) {
      const table = tables.get(tag);
      if (table !== undefined) written.set(tag, table);
    }
    return writeSfnt(written);
  }

  glyphs.push(undefined);
  storeOutline(0, 0, sourceAdvance(0));
  glyphs.push({ data: strutGlyph, advance: 0, bounds: boundsOf(strutGlyph), depth: 0 });
  outlineIds.set(STRUT, 1);
  return { add, glyphCount: () => glyphs.length, advanceOf: (glyph) => glyphs[glyph]?.advance ?? 0, write };
}
