import { Buffer } from "node:buffer";

/** What a JPEG file says of its coding (ITU-T T.81, annex B) and its colours. */
export interface JpegHeader {
  /** The second byte of its SOF marker: 0xc0 baseline, 0xc1 extended, 0xc2 progressive. */
  readonly process: number;
  /** Bits of a sample. */
  readonly precision: number;
  readonly components: number;
  /** Its components are R, G and B by name, without a marker that readers of PDF would know that from. */
  readonly namedRgb: boolean;
  /** It has Adobe's APP14 marker: components of four are then stored inverted. */
  readonly adobe: boolean;
}

const SOF_MARKERS: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);
const APP0 = 0xe0;
const APP14 = 0xee;
const APP15 = 0xef;
const COMMENT = 0xfe;
const START_OF_SCAN = 0xda;
const latin1 = new TextDecoder("latin1");

interface Segment {
  readonly marker: number;
  /** Of the marker. */
  readonly start: number;
  readonly end: number;
}

/** The segments before the first scan; `undefined` where the file is none, or broken before that. */
function segmentsOf(bytes: Uint8Array): readonly Segment[] | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  const segments: Segment[] = [];
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === START_OF_SCAN) return segments;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    segments.push({ marker, start: at, end });
    at = end;
  }
  return undefined;
}

/** Reads a JPEG file's header; `undefined` where it is none. */
export function readJpegHeader(bytes: Uint8Array): JpegHeader | undefined {
  const segments = segmentsOf(bytes);
  const frame = segments?.find(({ marker }) => SOF_MARKERS.has(marker));
  if (segments === undefined || frame === undefined) return undefined;
  const components = bytes[frame.start + 9] ?? 0;
  const names = Array.from({ length: components }, (_, index) => String.fromCharCode(bytes[frame.start + 10 + index * 3] ?? 0)).join("");
  const adobe = segments.some(({ marker, start }) => marker === APP14 && latin1.decode(bytes.subarray(start + 4, start + 9)) === "Adobe");
  return { process: frame.marker, precision: bytes[frame.start + 4] ?? 0, components, namedRgb: names === "RGB", adobe };
}

/**
 * A JPEG file without what is told beside the picture: Exif with the place and the camera, thumbnails, profiles (the PDF file says itself what the colours mean),
 * comments. The coded picture and the markers that tell its colours stay byte for byte.
 */
export function withoutMetadata(bytes: Uint8Array): Uint8Array {
  const segments = segmentsOf(bytes) ?? [];
  const dropped = segments.filter(({ marker }) => marker === COMMENT || (marker > APP0 && marker <= APP15 && marker !== APP14));
  if (dropped.length === 0) return bytes;
  const kept: Uint8Array[] = [];
  let at = 0;
  for (const { start, end } of dropped) {
    kept.push(bytes.subarray(at, start));
    at = end;
  }
  return Buffer.concat([...kept, bytes.subarray(at)]);
}

/** Whether readers of PDF decode it with the same pixels as other programs (ISO 32000-1, 7.4.8): 8 bits, Huffman-coded, its colours known by its markers. */
export function fitsPdf({ process, precision, namedRgb, adobe }: JpegHeader): boolean {
  return precision === 8 && process >= 0xc0 && process <= 0xc2 && (!namedRgb || adobe);
}
