import { Blob, Face, Font } from "harfbuzzjs";
import { readSfntTables } from "../../src/fonts/index.ts";

/** A font as HarfBuzz reads it. */
export function harfBuzzFont(data: Uint8Array): Font {
  return new Font(new Face(new Blob(data)));
}

/** A contour: its operators, and its coordinates one after the other. */
export interface Contour {
  readonly operators: string;
  readonly coordinates: readonly number[];
}

/** Reads a path of SVG's absolute operators, moved; contours of a single point draw nothing and are left out. */
export function contoursOf(path: string, dx = 0, dy = 0): Contour[] {
  const contours = (path.match(/M[^M]*/g) ?? []).map((contour) => ({
    operators: contour.replace(/[^A-Z]/g, ""),
    coordinates: (contour.match(/-?[\d.]+(e[-+]?\d+)?/g) ?? []).map((number, index) => Number(number) + (index % 2 === 0 ? dx : dy)),
  }));
  return contours.filter(({ coordinates }) => coordinates.some((value, index) => value !== coordinates[index % 2]));
}

/** What a glyph draws, by HarfBuzz. */
export function drawn(font: Font, glyph: number, dx = 0, dy = 0): Contour[] {
  return contoursOf(font.glyphToPath(glyph), dx, dy);
}

/** By how much the points of contours lie apart at most; infinite where they have others. */
export function apart(some: readonly Contour[], others: readonly Contour[]): number {
  const operators = (contours: readonly Contour[]): string => contours.map((contour) => contour.operators).join(" ");
  if (operators(some) !== operators(others)) return Number.POSITIVE_INFINITY;
  const all = (contours: readonly Contour[]): number[] => contours.flatMap(({ coordinates }) => coordinates);
  const [these, those] = [all(some), all(others)];
  return these.reduce((most, value, index) => Math.max(most, Math.abs(value - (those[index] ?? Number.NaN))), 0);
}

export function viewOf(data: Uint8Array): DataView {
  return new DataView(data.buffer, data.byteOffset, data.byteLength);
}

/** One component of a composite glyph (OpenType 1.9, glyf). */
export interface Component {
  readonly glyph: number;
  readonly flags: number;
  /** Offsets and scales, as they stand in the file. */
  readonly placing: string;
}

/** The glyph descriptions of a TrueType font. */
export interface GlyphTable {
  readonly count: number;
  readonly description: (glyph: number) => Uint8Array;
  /** None for a simple glyph or a blank. */
  readonly components: (glyph: number) => Component[];
  /** How many composites lie in each other: 0 for a simple glyph. */
  readonly depth: (glyph: number) => number;
  /** Points and contours with all components. */
  readonly size: (glyph: number) => { readonly points: number; readonly contours: number };
}

export function glyphTableOf(font: Uint8Array): GlyphTable {
  const tables = readSfntTables(font);
  const table = (tag: string): DataView => viewOf(tables.get(tag)!);
  const long = table("head").getInt16(50) === 1;
  const offset = (glyph: number): number => (long ? table("loca").getUint32(glyph * 4) : table("loca").getUint16(glyph * 2) * 2);
  const description = (glyph: number): Uint8Array => tables.get("glyf")!.subarray(offset(glyph), offset(glyph + 1));

  function components(glyph: number): Component[] {
    const data = description(glyph);
    if (data.byteLength === 0 || viewOf(data).getInt16(0) >= 0) return [];
    const found: Component[] = [];
    for (let place = 10, more = true; more; ) {
      const flags = viewOf(data).getUint16(place);
      const length = (flags & 0x0001 ? 4 : 2) + (flags & 0x0008 ? 2 : flags & 0x0040 ? 4 : flags & 0x0080 ? 8 : 0);
      found.push({ glyph: viewOf(data).getUint16(place + 2), flags, placing: Buffer.from(data.subarray(place + 4, place + 4 + length)).toString("hex") });
      place += 4 + length;
      more = (flags & 0x0020) !== 0;
    }
    return found;
  }

  function depth(glyph: number): number {
    const parts = components(glyph);
    return parts.length === 0 ? 0 : 1 + Math.max(...parts.map((part) => depth(part.glyph)));
  }

  function size(glyph: number): { points: number; contours: number } {
    const data = description(glyph);
    if (data.byteLength === 0) return { points: 0, contours: 0 };
    const contours = viewOf(data).getInt16(0);
    if (contours >= 0) return { contours, points: contours === 0 ? 0 : viewOf(data).getUint16(10 + (contours - 1) * 2) + 1 };
    return components(glyph).map((part) => size(part.glyph)).reduce((a, b) => ({ points: a.points + b.points, contours: a.contours + b.contours }));
  }

  return { count: table("maxp").getUint16(4), description, components, depth, size };
}
