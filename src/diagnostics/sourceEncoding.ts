import { isUtf8 } from "node:buffer";
import { looksLikeWindows1256, utf8SequenceLength } from "./windows1256.ts";

/** The encodings in which a source may stand. UTF-16 is known by its byte order mark only. */
export type SourceEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1256";

/** Bytes that mean nothing in the encoding of their file. */
export interface EncodingFault {
  /** The UTF-16 offset in the decoded text, where U+FFFD stands for them. */
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** They are half of a surrogate pair, which no text holds alone (Unicode D71, D76). */
  readonly surrogate: boolean;
}

/** A source as text, without its byte order mark. */
export interface DecodedSource {
  readonly text: string;
  readonly encoding: SourceEncoding;
  /** The first bytes that could not be decoded. */
  readonly fault?: EncodingFault;
}

/**
 * Decodes a source: by its byte order mark, else as UTF-8, else as Windows-1256 where the bytes read like Arabic in it. What is none of them is taken for
 * UTF-8 with a fault, U+FFFD in place of the bytes (WHATWG Encoding Standard). All who tell places in a source decode it here, so that their columns
 * agree.
 */
export function decodeSource(bytes: Uint8Array): DecodedSource {
  if (startsWith(bytes, [0xff, 0xfe])) return decodeUtf16(bytes.subarray(2), "utf-16le");
  if (startsWith(bytes, [0xfe, 0xff])) return decodeUtf16(bytes.subarray(2), "utf-16be");
  const marked = startsWith(bytes, [0xef, 0xbb, 0xbf]);
  const content = marked ? bytes.subarray(3) : bytes;
  if (isUtf8(content)) return { text: decode(content, "utf-8"), encoding: "utf-8" };
  if (!marked && looksLikeWindows1256(content)) return { text: decode(content, "windows-1256"), encoding: "windows-1256" };
  return decodeFaultyUtf8(content);
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

/** `ignoreBOM` keeps a U+FEFF that follows the byte order mark, which was cut off already. */
function decode(bytes: Uint8Array, encoding: SourceEncoding): string {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}

function decodeFaultyUtf8(bytes: Uint8Array): DecodedSource {
  const text = decode(bytes, "utf-8");
  const { offset, byteOffset } = firstStandIn(text, (at) => !startsWith(bytes.subarray(at), [0xef, 0xbf, 0xbd]));
  const lead = bytes[byteOffset] ?? 0;
  const length = utf8SequenceLength(lead);
  const continuations = bytes.subarray(byteOffset + 1, byteOffset + length);
  const broken = continuations.findIndex((byte) => !isContinuation(byte));
  const bad = bytes.subarray(byteOffset, byteOffset + 1 + (broken < 0 ? continuations.length : broken));
  return { text, encoding: "utf-8", fault: { offset, bytes: bad, surrogate: lead === 0xed && bad.length === 3 && (bad[1] ?? 0) >= 0xa0 } };
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

/**
 * The first U+FFFD that stands for bad bytes and was not in the source itself.
 *
 * @param standsIn Told the byte offset of a U+FFFD before which all is valid UTF-8.
 */
function firstStandIn(text: string, standsIn: (byteOffset: number) => boolean): { offset: number; byteOffset: number } {
  let byteOffset = 0;
  let from = 0;
  for (;;) {
    const offset = text.indexOf("\uFFFD", from);
    if (offset < 0) throw new RangeError("the text holds no U+FFFD for bytes that are not UTF-8");
    byteOffset += Buffer.byteLength(text.slice(from, offset));
    if (standsIn(byteOffset)) return { offset, byteOffset };
    byteOffset += 3;
    from = offset + 1;
  }
}

function decodeUtf16(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be"): DecodedSource {
  const text = decode(bytes, encoding);
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return { text, encoding };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  const offset = firstFaultyUnit(text, bytes, encoding);
  const bad = bytes.subarray(2 * offset, 2 * offset + 2);
  return { text, encoding, fault: { offset, bytes: bad, surrogate: bad.length === 2 } };
}

/** In UTF-16 text and bytes keep step: the fault is the first U+FFFD whose two bytes say something else. */
function firstFaultyUnit(text: string, bytes: Uint8Array, encoding: "utf-16le" | "utf-16be"): number {
  const [high, low] = encoding === "utf-16le" ? [1, 0] : [0, 1];
  let offset = text.indexOf("\uFFFD");
  while (offset >= 0 && bytes[2 * offset + high] === 0xff && bytes[2 * offset + low] === 0xfd) offset = text.indexOf("\uFFFD", offset + 1);
  return offset < 0 ? text.length : offset;
}
