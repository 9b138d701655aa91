import type { Font } from "harfbuzzjs";
import { writeGlyphDescription, type Contour, type ContourPoint } from "./glyphDescription.ts";
import { quadraticControls, type Point } from "./quadratics.ts";
import { readSfntTables, writeSfnt } from "./sfnt.ts";

/** How far quadratic curves may lie from the cubic ones, in font units, before points are rounded to whole units. */
const TOLERANCE = 0.5;

/** Tables that go with outlines of the other kind, or that list what is in the file. */
const droppedTables = ["CFF ", "CFF2", "VORG", "DSIG"];

/** Changes a font file with CFF or CFF2 outlines into one with TrueType outlines. */
export type OutlineConverter = (data: Uint8Array) => Uint8Array;

/**
 * Loads what converts fonts with CFF outlines to TrueType outlines: glyph ids, advances, character map and layout tables stay; the curves are
 * those that HarfBuzz draws, approximated by quadratic ones within half a font unit.
 */
export async function loadOutlineConverter(): Promise<OutlineConverter> {
  const { Blob, DrawFuncs, Face, Font } = await import("harfbuzzjs");
  const pen = new DrawFuncs();
  let drawing: Drawing = startDrawing();
  pen.setMoveToFunc((x, y) => { drawing.moveTo({ x, y }); });
  pen.setLineToFunc((x, y) => { drawing.lineTo({ x, y }); });
  pen.setQuadraticToFunc((controlX, controlY, x, y) => { drawing.quadraticTo({ x: controlX, y: controlY }, { x, y }); });
  pen.setCubicToFunc((ax, ay, bx, by, x, y) => { drawing.cubicTo({ x: ax, y: ay }, { x: bx, y: by }, { x, y }); });
  pen.setClosePathFunc(() => undefined);
  const contoursOf = (font: Font, glyph: number): Contour[] => {
    drawing = startDrawing();
    font.drawGlyphOrFail(glyph, pen);
    return drawing.contours();
  };
  return (data) => {
    const font = new Font(new Face(new Blob(data)));
    return withTrueTypeOutlines(data, (glyph) => contoursOf(font, glyph));
  };
}

interface Drawing {
  readonly moveTo: (point: Point) => void;
  readonly lineTo: (point: Point) => void;
  readonly quadraticTo: (control: Point, end: Point) => void;
  readonly cubicTo: (first: Point, second: Point, end: Point) => void;
  /** Contours in TrueType's direction, outer ones clockwise. */
  readonly contours: () => Contour[];
}

function startDrawing(): Drawing {
  const contours: ContourPoint[][] = [];
  let pen: Point = { x: 0, y: 0 };
  const add = ({ x, y }: Point, onCurve: boolean): void => { contours.at(-1)?.push({ x: Math.round(x), y: Math.round(y), onCurve }); };
  const lineTo = (end: Point): void => {
    add(end, true);
    pen = end;
  };
  return {
    moveTo(point) {
      contours.push([]);
      lineTo(point);
    },
    lineTo,
    quadraticTo(control, end) {
      add(control, false);
      lineTo(end);
    },
    cubicTo(first, second, end) {
      for (const control of quadraticControls([pen, first, second, end], TOLERANCE)) add(control, false);
      lineTo(end);
    },
    contours: () => contours.map(closed).filter((contour) => contour.length > 1),
  };
}

/** The contour reversed (CFF draws outer contours counter-clockwise), without a last point that only returns to the first. */
function closed(points: readonly ContourPoint[]): Contour {
  const [first] = points;
  const last = points.at(-1);
  const returns = points.length > 1 && first && last && last.onCurve && first.x === last.x && first.y === last.y;
  return (returns ? points.slice(0, -1) : points).toReversed();
}

interface Metric {
  readonly advance: number;
  readonly leftSideBearing: number;
}

function withTrueTypeOutlines(data: Uint8Array, contoursOf: (glyph: number) => Contour[]): Uint8Array {
  const tables = new Map(readSfntTables(data));
  const head = copyOf(tables, "head");
  const hhea = copyOf(tables, "hhea");
  const count = viewOf(copyOf(tables, "maxp")).getUint16(4);
  const advanceOf = advances(copyOf(tables, "hmtx"), viewOf(hhea).getUint16(34));
  const contours = Array.from({ length: count }, (_, glyph) => contoursOf(glyph));
  const descriptions = contours.map(writeGlyphDescription);
  const metrics = descriptions.map((description, glyph): Metric => ({
    advance: advanceOf(glyph),
    leftSideBearing: description.length === 0 ? 0 : viewOf(description).getInt16(2),
  }));
  viewOf(head).setInt16(50, 1);
  viewOf(hhea).setUint16(34, count);
  for (const tag of droppedTables) tables.delete(tag);
  tables.set("head", head).set("hhea", hhea).set("maxp", maximumProfile(contours)).set("hmtx", horizontalMetrics(metrics));
  tables.set("glyf", concatenated(descriptions)).set("loca", locations(descriptions));
  return writeSfnt(tables);
}

function copyOf(tables: ReadonlyMap<string, Uint8Array>, tag: string): Uint8Array {
  const table = tables.get(tag);
  if (!table) throw new Error(`The font has no ${tag} table`);
  return table.slice();
}

function viewOf(data: Uint8Array): DataView {
  return new DataView(data.buffer, data.byteOffset, data.byteLength);
}

function advances(hmtx: Uint8Array, longMetrics: number): (glyph: number) => number {
  const view = viewOf(hmtx);
  return (glyph) => view.getUint16(Math.min(glyph, longMetrics - 1) * 4);
}

function horizontalMetrics(metrics: readonly Metric[]): Uint8Array {
  const table = new Uint8Array(metrics.length * 4);
  const view = viewOf(table);
  for (const [glyph, { advance, leftSideBearing }] of metrics.entries()) {
    view.setUint16(glyph * 4, advance);
    view.setInt16(glyph * 4 + 2, leftSideBearing);
  }
  return table;
}

/** OpenType 1.9, maxp, version 1.0, for simple glyphs without instructions. */
function maximumProfile(glyphs: readonly (readonly Contour[])[]): Uint8Array {
  const table = new Uint8Array(32);
  const view = viewOf(table);
  view.setUint32(0, 0x00010000);
  view.setUint16(4, glyphs.length);
  view.setUint16(6, glyphs.reduce((most, contours) => Math.max(most, contours.reduce((sum, contour) => sum + contour.length, 0)), 0));
  view.setUint16(8, glyphs.reduce((most, contours) => Math.max(most, contours.length), 0));
  // maxZones: only the zone of the glyph's own points is used.
  view.setUint16(14, 1);
  return table;
}

function locations(descriptions: readonly Uint8Array[]): Uint8Array {
  const table = new Uint8Array((descriptions.length + 1) * 4);
  const view = viewOf(table);
  let end = 0;
  for (const [glyph, { byteLength }] of descriptions.entries()) {
    end += byteLength;
    view.setUint32((glyph + 1) * 4, end);
  }
  return table;
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.byteLength;
  }
  return whole;
}
