/** Table tags to their bytes in an OpenType or TrueType file. */
export type SfntTables = ReadonlyMap<string, Uint8Array>;

/**
 * Reads the table directory of an OpenType font file (OpenType 1.9, "Organization of an OpenType Font").
 *
 * @param data the whole file, one face (no collection)
 * @returns every table's bytes, as views into `data`
 */
export function readSfntTables(data: Uint8Array): SfntTables {
  // A Buffer's `slice` shares its memory, unlike a Uint8Array's: whoever copies a table must really get a copy.
  const file = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const count = view.getUint16(4);
  const tables = new Map<string, Uint8Array>();
  for (let index = 0; index < count; index++) {
    const entry = 12 + index * 16;
    const tag = String.fromCharCode(...file.subarray(entry, entry + 4));
    const offset = view.getUint32(entry + 8);
    tables.set(tag, file.subarray(offset, offset + view.getUint32(entry + 12)));
  }
  return tables;
}

function tableChecksum(data: Uint8Array): number {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const whole = data.byteLength & ~3;
  let sum = 0;
  for (let offset = 0; offset < whole; offset += 4) sum = (sum + view.getUint32(offset)) >>> 0;
  let rest = 0;
  for (let offset = whole; offset < whole + 4; offset++) rest = (rest << 8) | (offset < data.byteLength ? view.getUint8(offset) : 0);
  return whole === data.byteLength ? sum : (sum + (rest >>> 0)) >>> 0;
}

const CHECKSUM_MAGIC = 0xb1b0afba;
const CHECKSUM_ADJUSTMENT_OFFSET = 8;

/**
 * Writes a TrueType file out of tables: directory sorted by tag, tables on four-byte bounds, checksums and `head`'s adjustment set
 * (OpenType 1.9, "Organization of an OpenType Font", "Calculating Checksums").
 *
 * @param tables tag to bytes; `head` is copied, its checksum adjustment overwritten in the result
 * @returns the file
 */
export function writeSfnt(tables: SfntTables): Uint8Array {
  const tags = [...tables.keys()].sort();
  const headerLength = 12 + tags.length * 16;
  let length = headerLength;
  for (const tag of tags) length += ((tables.get(tag)?.byteLength ?? 0) + 3) & ~3;
  const file = new Uint8Array(length);
  const view = new DataView(file.buffer);
  const log = Math.floor(Math.log2(tags.length));
  view.setUint32(0, 0x00010000);
  view.setUint16(4, tags.length);
  view.setUint16(6, 16 << log);
  view.setUint16(8, log);
  view.setUint16(10, tags.length * 16 - (16 << log));
  let offset = headerLength;
  let headOffset = 0;
  tags.forEach((tag, index) => {
    const table = tables.get(tag) ?? new Uint8Array();
    file.set(table, offset);
    if (tag === "head") {
      headOffset = offset;
      view.setUint32(offset + CHECKSUM_ADJUSTMENT_OFFSET, 0);
    }
    const entry = 12 + index * 16;
    for (let place = 0; place < 4; place++) file[entry + place] = tag.charCodeAt(place);
    view.setUint32(entry + 4, tableChecksum(file.subarray(offset, offset + table.byteLength)));
    view.setUint32(entry + 8, offset);
    view.setUint32(entry + 12, table.byteLength);
    offset += (table.byteLength + 3) & ~3;
  });
  view.setUint32(headOffset + CHECKSUM_ADJUSTMENT_OFFSET, (CHECKSUM_MAGIC - tableChecksum(file)) >>> 0);
  return file;
}
