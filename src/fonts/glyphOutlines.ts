import type { Contour, ContourPoint } from "./glyphDescription.ts";
import type { FontFace } from "./face.ts";
import { readSfntTables } from "./sfnt.ts";

/** What a glyph's drawing reaches to; font units, y upwards. */
export interface GlyphBounds {
  readonly xMin: number;
  readonly yMin: number;
  readonly xMax: number;
  readonly yMax: number;
}

/** The drawings of a TrueType font, where a rasteriser shows them: their left edges at the left side bearing. */
export interface GlyphOutlines {
  /** `undefined` for a blank. */
  readonly bounds: (glyph: number) => GlyphBounds | undefined;
  /** All the glyph draws, its components resolved; what two contours cover is drawn once. */
  readonly contours: (glyph: number) => Contour[];
}

// Flags of simple glyph descriptions, OpenType 1.9, `glyf`.
const ON_CURVE_POINT = 0x01;
const X_SHORT_VECTOR = 0x02;
const Y_SHORT_VECTOR = 0x04;
const REPEAT_FLAG = 0x08;
const X_IS_SAME_OR_POSITIVE = 0x10;
const Y_IS_SAME_OR_POSITIVE = 0x20;

// Flags of composite glyph descriptions.
const ARG_1_AND_2_ARE_WORDS = 0x0001;
const ARGS_ARE_XY_VALUES = 0x0002;
const WE_HAVE_A_SCALE = 0x0008;
const MORE_COMPONENTS = 0x0020;
const WE_HAVE_AN_X_AND_Y_SCALE = 0x0040;
const WE_HAVE_A_TWO_BY_TWO = 0x0080;

/** How deep composites may lie in each other: those that hold themselves end here. */
const DEEPEST = 8;

/** 1 as OpenType's F2DOT14. */
const F2DOT14_ONE = 0x4000;

const opened = new WeakMap<FontFace, GlyphOutlines>();

/** The outlines of a face, opened when they are first asked for. */
export function glyphOutlinesOf(face: FontFace): GlyphOutlines {
  let outlines = opened.get(face);
  if (outlines === undefined) opened.set(face, (outlines = openGlyphOutlines(face.data)));
  return outlines;
}

/**
 * Opens the outlines of a font.
 *
 * Source: OpenType 1.9, tables glyf, loca, hmtx.
 *
 * @param data a whole font file with a `glyf` table
 */
function openGlyphOutlines(data: Uint8Array): GlyphOutlines {
  const tables = readSfntTables(data);
  const viewOfTable = (tag: string): DataView => viewOf(tables.get(tag) ?? new Uint8Array());
  const glyf = tables.get("glyf") ?? new Uint8Array();
  const loca = viewOfTable("loca");
  const hmtx = viewOfTable("hmtx");
  const isLong = viewOfTable("head").getInt16(50) === 1;
  const count = viewOfTable("maxp").getUint16(4);
  const longMetrics = viewOfTable("hhea").getUint16(34);

  const descriptionOf = (glyph: number): Uint8Array => {
    if (glyph >= count) return new Uint8Array();
    return isLong ? glyf.subarray(loca.getUint32(glyph * 4), loca.getUint32(glyph * 4 + 4)) : glyf.subarray(loca.getUint16(glyph * 2) * 2, loca.getUint16(glyph * 2 + 2) * 2);
  };
  const bearingOf = (glyph: number): number =>
    glyph < longMetrics ? hmtx.getInt16(glyph * 4 + 2) : hmtx.getInt16(longMetrics * 4 + (glyph - longMetrics) * 2);

  const contoursWithin = (glyph: number, depth: number): Contour[] => {
    const description = descriptionOf(glyph);
    if (description.byteLength === 0 || depth > DEEPEST) return [];
    if (viewOf(description).getInt16(0) >= 0) return simpleContours(description);
    return componentsOf(description).flatMap(({ glyph: component, place }) => contoursWithin(component, depth + 1).map((contour) => contour.map(place)));
  };

  return {
    bounds(glyph) {
      const description = descriptionOf(glyph);
      if (description.byteLength === 0) return undefined;
      const view = viewOf(description);
      const left = view.getInt16(2);
      const shift = bearingOf(glyph) - left;
      return { xMin: left + shift, yMin: view.getInt16(4), xMax: view.getInt16(6) + shift, yMax: view.getInt16(8) };
    },
    contours(glyph) {
      const description = descriptionOf(glyph);
      if (description.byteLength === 0) return [];
      const shift = bearingOf(glyph) - viewOf(description).getInt16(2);
      const contours = contoursWithin(glyph, 0);
      return shift === 0 ? contours : contours.map((contour) => contour.map((point) => ({ ...point, x: point.x + shift })));
    },
  };
}

function viewOf(data: Uint8Array): DataView {
  return new DataView(data.buffer, data.byteOffset, data.byteLength);
}

function simpleContours(description: Uint8Array): Contour[] {
  const view = viewOf(description);
  const ends = Array.from({ length: view.getInt16(0) }, (_, contour) => view.getUint16(10 + contour * 2));
  const count = (ends.at(-1) ?? -1) + 1;
  let place = 10 + ends.length * 2;
  place += 2 + view.getUint16(place);
  const flags: number[] = [];
  while (flags.length < count) {
    const flag = view.getUint8(place++);
    const times = (flag & REPEAT_FLAG) === 0 ? 1 : 1 + view.getUint8(place++);
    for (let time = 0; time < times; time++) flags.push(flag);
  }
  const coordinates = (short: number, same: number): number[] => {
    let at = 0;
    return flags.slice(0, count).map((flag) => {
      if ((flag & short) !== 0) at += (flag & same) === 0 ? -view.getUint8(place++) : view.getUint8(place++);
      else if ((flag & same) === 0) {
        at += view.getInt16(place);
        place += 2;
      }
      return at;
    });
  };
  const xs = coordinates(X_SHORT_VECTOR, X_IS_SAME_OR_POSITIVE);
  const ys = coordinates(Y_SHORT_VECTOR, Y_IS_SAME_OR_POSITIVE);
  const points = xs.map((x, index): ContourPoint => ({ x, y: ys[index] ?? 0, onCurve: ((flags[index] ?? 0) & ON_CURVE_POINT) !== 0 }));
  return ends.map((end, contour) => points.slice((ends[contour - 1] ?? -1) + 1, end + 1));
}

interface Component {
  readonly glyph: number;
  readonly place: (point: ContourPoint) => ContourPoint;
}

/** The components of a composite; one that is placed by points instead of offsets, which fonts no longer do, stays where it is. */
function componentsOf(description: Uint8Array): Component[] {
  const view = viewOf(description);
  const found: Component[] = [];
  for (let at = 10, more = true; more;) {
    const flags = view.getUint16(at);
    const glyph = view.getUint16(at + 2);
    const isOffset = (flags & ARGS_ARE_XY_VALUES) !== 0;
    const isWide = (flags & ARG_1_AND_2_ARE_WORDS) !== 0;
    const dx = isOffset ? (isWide ? view.getInt16(at + 4) : view.getInt8(at + 4)) : 0;
    const dy = isOffset ? (isWide ? view.getInt16(at + 6) : view.getInt8(at + 5)) : 0;
    at += isWide ? 8 : 6;
    const share = (index: number): number => view.getInt16(at + index * 2) / F2DOT14_ONE;
    let [xx, xy, yx, yy] = [1, 0, 0, 1];
    if ((flags & WE_HAVE_A_SCALE) !== 0) {
      xx = yy = share(0);
      at += 2;
    } else if ((flags & WE_HAVE_AN_X_AND_Y_SCALE) !== 0) {
      [xx, yy] = [share(0), share(1)];
      at += 4;
    } else if ((flags & WE_HAVE_A_TWO_BY_TWO) !== 0) {
      [xx, xy, yx, yy] = [share(0), share(1), share(2), share(3)];
      at += 8;
    }
    found.push({ glyph, place: ({ x, y, onCurve }) => ({ x: xx * x + yx * y + dx, y: xy * x + yy * y + dy, onCurve }) });
    more = (flags & MORE_COMPONENTS) !== 0;
  }
  return found;
}
