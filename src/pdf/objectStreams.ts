import { Buffer } from "node:buffer";

/** An object as it is written into an object stream. */
export interface PackedObject {
  readonly id: number;
  /** Latin-1. */
  readonly text: string;
}

/** Where an object is found: at a byte of the file, or in an object stream at a place. */
export type ObjectPlace = { readonly offset: number } | { readonly stream: number; readonly index: number };

/** How many objects share a stream: more are hardly smaller, and a reader has to inflate all for one. */
export const OBJECTS_PER_STREAM = 250;

/**
 * The content of an object stream (ISO 32000-1, 7.5.7): pairs of numbers and offsets, then the objects.
 *
 * @returns `first` is the offset of the first object
 */
export function objectStream(objects: readonly PackedObject[]): { readonly first: number; readonly content: Uint8Array } {
  let offset = 0;
  const pairs: string[] = [];
  for (const { id, text } of objects) {
    pairs.push(`${id} ${offset}`);
    offset += text.length + 1;
  }
  const head = `${pairs.join(" ")}\n`;
  return { first: head.length, content: Buffer.from(head + objects.map(({ text }) => `${text}\n`).join(""), "latin1") };
}

/** Bytes of an entry: its kind, an offset or a stream's number, a generation or a place. */
export const ENTRY_WIDTHS = [1, 4, 2];
const ENTRY_LENGTH = 7;

/**
 * The content of a cross-reference stream (ISO 32000-1, 7.5.8) before it is deflated: entries from object 0 on, each the difference to the one above (PNG's predictor Up), since neighbours
 * are alike.
 *
 * @param places of objects from number 1 on
 */
export function crossReference(places: readonly ObjectPlace[]): Uint8Array {
  const rows = [Buffer.alloc(ENTRY_LENGTH)];
  rows[0]?.writeUInt16BE(0xffff, 5);
  for (const place of places) {
    const row = Buffer.alloc(ENTRY_LENGTH);
    if ("offset" in place) {
      row[0] = 1;
      row.writeUInt32BE(place.offset, 1);
    } else {
      row[0] = 2;
      row.writeUInt32BE(place.stream, 1);
      row.writeUInt16BE(place.index, 5);
    }
    rows.push(row);
  }
  const content = new Uint8Array(rows.length * (ENTRY_LENGTH + 1));
  rows.forEach((row, index) => {
    const at = index * (ENTRY_LENGTH + 1);
    content[at] = UP;
    row.forEach((byte, place) => { content[at + 1 + place] = byte - (rows[index - 1]?.[place] ?? 0); });
  });
  return content;
}

const UP = 2;

/** How the entries are to be read. */
export const ENTRY_PARAMETERS = { Predictor: 12, Columns: ENTRY_LENGTH };
