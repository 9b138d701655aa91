import { constants, inflateSync } from "node:zlib";
import { PdfArray, PdfDictionary, PdfName } from "./objects.ts";
import type { PdfFile } from "./openFile.ts";

/** More than any page needs; a stream that grows beyond it is refused. */
const mostBytes = 1 << 28;

/** Filters by the short names that inline images may use (ISO 32000-1, table 94). */
const shortNames: Readonly<Record<string, string>> = {
  AHx: "ASCIIHexDecode", A85: "ASCII85Decode", LZW: "LZWDecode", Fl: "FlateDecode", RL: "RunLengthDecode", CCF: "CCITTFaxDecode", DCT: "DCTDecode",
};

/** The names of a stream's filters, in the order in which they come off, written in full. */
export function filtersOf(stream: PdfDictionary): string[] {
  const value = stream.get("Filter") ?? stream.get("F");
  const names = value instanceof PdfName ? [value.value] : value instanceof PdfArray ? value.names() : [];
  return names.map((name) => shortNames[name] ?? name);
}

/**
 * A stream's data with its filters taken off (ISO 32000-1, 7.4).
 *
 * @returns `undefined` where the data is broken or a filter is one of images (DCT, JPX, CCITT, JBIG2)
 */
export function streamData(stream: PdfDictionary, file: Pick<PdfFile, "unfilter">): Uint8Array | undefined {
  const { stream: raw } = stream;
  if (raw === undefined) return undefined;
  const parameters = parametersOf(stream);
  try {
    return filtersOf(stream).reduce((data, filter, index) => takeOff(filter, data, parameters[index], file), raw);
  } catch {
    // zlib and the parser throw where the data is no such stream.
    return undefined;
  }
}

function parametersOf(stream: PdfDictionary): (PdfDictionary | undefined)[] {
  const value = stream.get("DecodeParms") ?? stream.get("DP");
  if (value instanceof PdfDictionary) return [value];
  return value instanceof PdfArray ? value.values().map((item) => (item instanceof PdfDictionary ? item : undefined)) : [];
}

function takeOff(filter: string, data: Uint8Array, parameters: PdfDictionary | undefined, file: Pick<PdfFile, "unfilter">): Uint8Array {
  if (filter === "Crypt") return data;
  const plain = filter === "FlateDecode"
    ? inflateSync(data, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: mostBytes })
    : file.unfilter(filter, data, parameters?.number("EarlyChange") ?? 1);
  return filter === "FlateDecode" || filter === "LZWDecode" ? withoutPredictor(plain, parameters) : plain;
}

/** Predictors of TIFF and PNG (ISO 32000-1, 7.4.4.4); of TIFF's only that for bytes. */
function withoutPredictor(data: Uint8Array, parameters: PdfDictionary | undefined): Uint8Array {
  const predictor = parameters?.number("Predictor") ?? 1;
  if (parameters === undefined || predictor < 2) return data;
  const colours = parameters.number("Colors") ?? 1;
  const bits = parameters.number("BitsPerComponent") ?? 8;
  const step = Math.max(1, (colours * bits) >> 3);
  const width = Math.ceil((colours * bits * (parameters.number("Columns") ?? 1)) / 8);
  if (predictor === 2) return bits === 8 ? addedUp(data, step, width) : data;

  const rows = Math.ceil(data.length / (width + 1));
  const plain = new Uint8Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const source = data.subarray(row * (width + 1), (row + 1) * (width + 1));
    unpredict(source, plain.subarray((row - 1) * width, row * width), plain.subarray(row * width, (row + 1) * width), step);
  }
  return plain;
}

function addedUp(data: Uint8Array, step: number, width: number): Uint8Array {
  const plain = Uint8Array.from(data);
  for (let at = 0; at < plain.length; at++) if (at % width >= step) plain[at] = ((plain[at] ?? 0) + (plain[at - step] ?? 0)) & 0xff;
  return plain;
}

/** One row of PNG (ISO/IEC 15948, 9.2): its filter's number stands before it. */
function unpredict(source: Uint8Array, above: Uint8Array, row: Uint8Array, step: number): void {
  const kind = source[0] ?? 0;
  for (let at = 0; at < row.length; at++) {
    const left = at >= step ? (row[at - step] ?? 0) : 0;
    const up = above[at] ?? 0;
    const corner = at >= step ? (above[at - step] ?? 0) : 0;
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][kind] ?? 0;
    row[at] = ((source[at + 1] ?? 0) + guess) & 0xff;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
