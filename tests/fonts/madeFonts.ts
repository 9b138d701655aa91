import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { readSfntTables, writeSfnt } from "../../src/fonts/sfnt.ts";
import { view } from "./fontFiles.ts";

const words = (...values: number[]): number[] => values.flatMap((value) => [(value >> 8) & 0xff, value & 0xff]);
const longs = (...values: number[]): number[] => values.flatMap((value) => words(value >>> 16, value & 0xffff));
const letters = (text: string): number[] => [...Buffer.from(text, "latin1")];

type Place = readonly [x: number, y: number];

/** The points of a simple glyph, or none for a composite or empty one (OpenType 1.9, glyf). */
function pointsOf(glyph: Uint8Array): Place[] {
  if (glyph.byteLength === 0 || view(glyph).getInt16(0) < 0) return [];
  const data = view(glyph);
  const contours = data.getInt16(0);
  const count = data.getUint16(10 + (contours - 1) * 2) + 1;
  let place = 10 + contours * 2;
  place += 2 + data.getUint16(place);
  const flags: number[] = [];
  while (flags.length < count) {
    const flag = data.getUint8(place++);
    const times = flag & 8 ? data.getUint8(place++) + 1 : 1;
    for (let copy = 0; copy < times; copy++) flags.push(flag);
  }
  const read = (short: number, same: number): number[] => {
    let value = 0;
    return flags.map((flag) => {
      if (flag & short) value += flag & same ? data.getUint8(place++) : -data.getUint8(place++);
      else if (!(flag & same)) { value += data.getInt16(place); place += 2; }
      return value;
    });
  };
  const xs = read(2, 16);
  const ys = read(4, 32);
  return xs.map((x, index) => [x, ys[index]!]);
}

interface Outlines {
  readonly count: number;
  readonly points: (glyph: number) => Place[];
  readonly advance: (glyph: number) => number;
}

function outlinesOf(font: Uint8Array): Outlines {
  const tables = readSfntTables(font);
  const table = (tag: string): DataView => view(tables.get(tag)!);
  const long = table("head").getInt16(50) === 1;
  const at = (glyph: number): number => (long ? table("loca").getUint32(glyph * 4) : table("loca").getUint16(glyph * 2) * 2);
  const metrics = table("hhea").getUint16(34);
  return {
    count: table("maxp").getUint16(4),
    points: (glyph) => pointsOf(tables.get("glyf")!.subarray(at(glyph), at(glyph + 1))),
    advance: (glyph) => table("hmtx").getUint16(Math.min(glyph, metrics - 1) * 4),
  };
}

/** Packed deltas: runs of at most 64 words. */
function packed(deltas: readonly number[]): number[] {
  const bytes: number[] = [];
  for (let place = 0; place < deltas.length; place += 64) {
    const run = deltas.slice(place, place + 64);
    bytes.push(0x40 | (run.length - 1), ...words(...run));
  }
  return bytes;
}

/** One glyph's variation: at the far end of the axis every point has moved by its delta. */
function variation(deltas: readonly Place[]): number[] {
  const serialized = [0, ...packed(deltas.map(([x]) => x)), ...packed(deltas.map(([, y]) => y))];
  const embeddedPeakAndPrivatePoints = 0xa000;
  const bytes = [...words(1, 10, serialized.length, embeddedPeakAndPrivatePoints, 0x4000), ...serialized];
  return bytes.length % 2 === 0 ? bytes : [...bytes, 0];
}

/**
 * A variable font with a weight axis from `from` (the default) to `to`, of two static fonts whose simple glyphs have the same points; glyphs
 * that differ in their points do not vary. Sources: OpenType 1.9, fvar, gvar.
 *
 * @returns the font, and the glyphs that are the heavy font's at the axis's end
 */
export function variableFont(light: Uint8Array, heavy: Uint8Array, { from, to }: { from: number; to: number }): { font: Uint8Array; varying: number[] } {
  const one = outlinesOf(light);
  const other = outlinesOf(heavy);
  const varying: number[] = [];
  const variations = Array.from({ length: one.count }, (_, glyph): number[] => {
    const points = one.points(glyph);
    const goals = other.points(glyph);
    if (points.length === 0 || points.length !== goals.length) return [];
    varying.push(glyph);
    const outline = points.map(([x, y], index): Place => [goals[index]![0] - x, goals[index]![1] - y]);
    return variation([...outline, [0, 0], [other.advance(glyph) - one.advance(glyph), 0], [0, 0], [0, 0]]);
  });
  let end = 0;
  const offsets = [0, ...variations.map(({ length }) => (end += length))];
  const header = 20;
  const start = header + offsets.length * 4;
  const gvar = [...words(1, 0, 1, 0), ...longs(start), ...words(one.count, 1), ...longs(start, ...offsets), ...variations.flat()];
  const fvar = [...words(1, 0, 16, 2, 1, 20, 0, 8), ...letters("wght"), ...longs(from * 65536, from * 65536, to * 65536), ...words(0, 256)];
  const tables = new Map(readSfntTables(light)).set("gvar", Uint8Array.from(gvar)).set("fvar", Uint8Array.from(fvar));
  return { font: writeSfnt(tables), varying };
}

interface CffIndex {
  readonly items: readonly (readonly [start: number, end: number])[];
  readonly end: number;
}

/** Adobe Technical Note 5176, section 5. */
function cffIndex(cff: Uint8Array, place: number): CffIndex {
  const count = view(cff).getUint16(place);
  if (count === 0) return { items: [], end: place + 2 };
  const size = cff[place + 2]!;
  const base = place + 3 + (count + 1) * size - 1;
  const offset = (item: number): number => base + cff.subarray(place + 3 + item * size, place + 3 + (item + 1) * size).reduce((sum, byte) => sum * 256 + byte, 0);
  return { items: Array.from({ length: count }, (_, item) => [offset(item), offset(item + 1)] as const), end: offset(count) };
}

/** How many glyphs a CFF font has: its CharStrings INDEX is named by operator 17 of the Top DICT. */
function cffGlyphCount(cff: Uint8Array): number {
  const names = cffIndex(cff, cff[2]!);
  const [[place, end]] = cffIndex(cff, names.end).items as [readonly [number, number]];
  let operand = 0;
  for (let at = place; at < end; ) {
    const byte = cff[at]!;
    if (byte === 17) return cffIndex(cff, operand).items.length;
    if (byte === 28) { operand = view(cff).getInt16(at + 1); at += 3; }
    else if (byte === 29) { operand = view(cff).getInt32(at + 1); at += 5; }
    else if (byte === 30) { at++; while ((cff[at]! & 0xf) !== 0xf && cff[at]! >> 4 !== 0xf) at++; at++; }
    else if (byte <= 21) at += byte === 12 ? 2 : 1;
    else if (byte <= 246) { operand = byte - 139; at++; }
    else { operand = byte <= 250 ? (byte - 247) * 256 + cff[at + 1]! + 108 : -(byte - 251) * 256 - cff[at + 1]! - 108; at += 2; }
  }
  throw new Error("no CharStrings");
}

/** Where the private-use characters of `cffFont` begin, one for each glyph. */
export const firstCffCharacter = 0xe000;

/** An OpenType font with CFF outlines: the bare CFF of a Foxit font, in the tables that a file must have. */
export function cffFont(name: string): { font: Uint8Array; glyphs: number } {
  const resolve = createRequire(import.meta.url).resolve;
  const cff = readFileSync(resolve(`pdfjs-dist/standard_fonts/${name}.pfb`));
  const glyphs = cffGlyphCount(cff);
  const names = [[1, "Foxit Test"], [2, "Regular"], [5, "Version 1"], [6, "FoxitTest"]] as const;
  let stored = 0;
  const records = names.flatMap(([id, text]) => {
    const record = words(3, 1, 0x409, id, text.length * 2, stored);
    stored += text.length * 2;
    return record;
  });
  const head = [...words(1, 0, 1, 0), ...longs(0, 0x5f0f3cf5), ...words(0, 1000), ...longs(0, 0, 0, 0), ...words(-300, -300, 1300, 1100, 0, 8, 2, 0, 0)];
  const os2 = words(
    4, 500, 400, 5, 0, ...Array<number>(11).fill(0), ...Array<number>(5).fill(0), ...Array<number>(8).fill(0), 0, 0,
    0x40, firstCffCharacter, firstCffCharacter + glyphs - 1, 800, -200, 100, 900, 300, 0, 0, 0, 0, 450, 660, 0, 32, 1,
  );
  const tables = new Map<string, Uint8Array>(
    Object.entries({
      "CFF ": [...cff],
      "OS/2": os2,
      cmap: [...words(0, 1, 3, 10), ...longs(12), ...words(12, 0), ...longs(28, 0, 1, firstCffCharacter, firstCffCharacter + glyphs - 1, 0)],
      head,
      hhea: [...words(1, 0, 800, -200, 100, 1000), ...Array<number>(22).fill(0), ...words(glyphs)],
      hmtx: Array.from({ length: glyphs }, (_, glyph) => words(300 + glyph, 0)).flat(),
      maxp: [...longs(0x5000), ...words(glyphs)],
      name: [...words(0, names.length, 6 + names.length * 12), ...records, ...names.flatMap(([, text]) => [...Buffer.from(text, "utf16le").swap16()])],
      post: [...longs(0x30000, 0), ...words(-100, 50), ...longs(0, 0, 0, 0, 0)],
    }).map(([tag, bytes]) => [tag, Uint8Array.from(bytes)]),
  );
  const font = writeSfnt(tables);
  font.set(letters("OTTO"));
  return { font, glyphs };
}
