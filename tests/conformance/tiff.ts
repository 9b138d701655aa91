/** A picture of one value for each pixel, row after row from the top. */
export interface Greys {
  readonly width: number;
  readonly height: number;
  readonly values: Uint8Array;
}

/** Baseline tags (TIFF 6.0). */
const tags = { width: 256, height: 257, bits: 258, compression: 259, photometric: 262, offsets: 273, samples: 277, counts: 279 };

/** Reads what Ghostscript writes for a plate: eight bits a pixel, not compressed, dark as 0. */
export function readTiff(bytes: Buffer): Greys {
  if (bytes.toString("latin1", 0, 4) !== "II*\0") throw new Error("this is no TIFF file of little-endian numbers");
  const directory = bytes.readUInt32LE(4);
  const fields = new Map<number, number[]>();
  for (let entry = 0; entry < bytes.readUInt16LE(directory); entry++) {
    const at = directory + 2 + 12 * entry;
    const size = bytes.readUInt16LE(at + 2) === 3 ? 2 : 4;
    const count = bytes.readUInt32LE(at + 4);
    const from = count * size <= 4 ? at + 8 : bytes.readUInt32LE(at + 8);
    if (from + count * size > bytes.length) continue;
    fields.set(bytes.readUInt16LE(at), Array.from({ length: count }, (_, index) => bytes.readUIntLE(from + index * size, size)));
  }
  const field = (tag: number): number[] => fields.get(tag) ?? [];
  const [width = 0] = field(tags.width);
  const [height = 0] = field(tags.height);
  if (field(tags.bits)[0] !== 8 || field(tags.compression)[0] !== 1 || field(tags.photometric)[0] !== 1 || field(tags.samples)[0] !== 1) {
    throw new Error("this TIFF file is no plain picture in grey");
  }
  const strips = field(tags.offsets).map((offset, index) => bytes.subarray(offset, offset + (field(tags.counts)[index] ?? 0)));
  const values = new Uint8Array(Buffer.concat(strips));
  if (values.length !== width * height) throw new Error("this TIFF file has not all of its pixels");
  return { width, height, values };
}
