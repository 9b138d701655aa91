/** What of a TrueType or OpenType program (ISO/IEC 14496-22) rules ask about. */
export interface FontProgram {
  readonly unitsPerEm: number;
  readonly glyphs: number;
  /** The advance of a glyph in font units; `undefined` for one that the program has not. */
  readonly advance: (glyph: number) => number | undefined;
  /** The glyph of a character by a subtable of `cmap`, if the program has that subtable. */
  readonly glyphOf: (platform: number, encoding: number, character: number) => number | undefined;
  readonly hasSubtable: (platform: number, encoding: number) => boolean;
}

type Tables = ReadonlyMap<string, DataView>;

/** Reads a program; `undefined` for what is none or lacks the tables that say how wide its glyphs are. */
export function readFontProgram(bytes: Uint8Array): FontProgram | undefined {
  try {
    return readTables(tablesOf(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
  } catch (error) {
    // A DataView throws where a table is shorter than it must be.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function tablesOf(file: DataView): Tables {
  const tables = new Map<string, DataView>();
  const count = file.getUint16(4);
  for (let index = 0; index < count; index++) {
    const entry = 12 + 16 * index;
    const tag = String.fromCharCode(file.getUint8(entry), file.getUint8(entry + 1), file.getUint8(entry + 2), file.getUint8(entry + 3));
    tables.set(tag, new DataView(file.buffer, file.byteOffset + file.getUint32(entry + 8), file.getUint32(entry + 12)));
  }
  return tables;
}

function readTables(tables: Tables): FontProgram | undefined {
  const [head, hhea, maxp, hmtx] = ["head", "hhea", "maxp", "hmtx"].map((tag) => tables.get(tag));
  if (!head || !hhea || !maxp || !hmtx) return undefined;
  const glyphs = maxp.getUint16(4);
  const metrics = hhea.getUint16(34);
  if (metrics === 0 || hmtx.byteLength < 4 * metrics) return undefined;
  const subtables = subtablesOf(tables.get("cmap"));
  return {
    unitsPerEm: head.getUint16(18), glyphs,
    advance: (glyph) => (glyph < glyphs ? hmtx.getUint16(4 * Math.min(glyph, metrics - 1)) : undefined),
    glyphOf: (platform, encoding, character) => {
      const subtable = subtables.get(`${platform} ${encoding}`);
      return subtable === undefined ? undefined : lookUp(subtable, character);
    },
    hasSubtable: (platform, encoding) => subtables.has(`${platform} ${encoding}`),
  };
}

function subtablesOf(cmap: DataView | undefined): Map<string, DataView> {
  const subtables = new Map<string, DataView>();
  for (let index = 0; cmap !== undefined && index < cmap.getUint16(2); index++) {
    const entry = 4 + 8 * index;
    const offset = cmap.getUint32(entry + 4);
    subtables.set(`${cmap.getUint16(entry)} ${cmap.getUint16(entry + 2)}`, new DataView(cmap.buffer, cmap.byteOffset + offset, cmap.byteLength - offset));
  }
  return subtables;
}

/** Formats 0, 4 and 6, which simple fonts use. */
function lookUp(table: DataView, character: number): number {
  const format = table.getUint16(0);
  if (format === 0) return character < 256 ? table.getUint8(6 + character) : 0;
  if (format === 6) {
    const index = character - table.getUint16(6);
    return index >= 0 && index < table.getUint16(8) ? table.getUint16(10 + 2 * index) : 0;
  }
  return format === 4 ? lookUpSegment(table, character) : 0;
}

function lookUpSegment(table: DataView, character: number): number {
  const doubled = table.getUint16(6);
  for (let at = 0; at < doubled; at += 2) {
    if (table.getUint16(14 + at) < character) continue;
    const start = table.getUint16(16 + doubled + at);
    if (start > character) return 0;
    const delta = table.getUint16(16 + 2 * doubled + at);
    const place = 16 + 3 * doubled + at;
    const range = table.getUint16(place);
    if (range === 0) return (character + delta) & 0xffff;
    const glyph = table.getUint16(place + range + 2 * (character - start));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  }
  return 0;
}
