import { ContentTokens } from "./contentTokens.ts";
import { PdfArray, PdfText, type PdfDictionary, type PdfObject } from "./objects.ts";
import type { PdfFile } from "./openFile.ts";
import { streamData } from "./streamData.ts";

/** Which byte sequences are codes (ISO 32000-1, 9.7.6.2). */
interface CodeRange {
  readonly bytes: number;
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** A CMap: which codes there are, and what each is mapped to. */
export interface CodeMap {
  readonly ranges: readonly CodeRange[];
  /** From code, by {@link codeKey}, to CIDs. */
  readonly cids: ReadonlyMap<string, number>;
  /** From code, by {@link codeKey}, to text. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Ranges in CMaps may name millions of codes that nothing shows. */
const mostCodes = 1 << 17;

export function codeKey(bytes: number, code: number): string {
  return `${bytes}:${code}`;
}

/** Reads a CMap's stream (ISO 32000-1, 9.7.5 and 9.10.3); `undefined` where it is broken. */
export function readCodeMap(stream: PdfDictionary, file: Pick<PdfFile, "unfilter">): CodeMap | undefined {
  const data = streamData(stream, file);
  if (data === undefined) return undefined;
  const ranges: CodeRange[] = [];
  const cids = new Map<string, number>();
  const texts = new Map<string, string>();
  const tokens = new ContentTokens(data, stream.id);
  for (let operation = tokens.next(); operation; operation = tokens.next()) {
    const { operator, operands } = operation;
    if (operator === "endcodespacerange") addRanges(operands, ranges);
    else if (operator === "endcidchar" || operator === "endcidrange") addCids(operands, operator === "endcidchar" ? 2 : 3, cids);
    else if (operator === "endbfchar" || operator === "endbfrange") addTexts(operands, operator === "endbfchar" ? 2 : 3, texts);
  }
  return { ranges, cids, texts };
}

function numberOf(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

function addRanges(operands: readonly PdfObject[], ranges: CodeRange[]): void {
  for (let index = 0; index + 1 < operands.length; index += 2) {
    const [low, high] = [operands[index], operands[index + 1]];
    if (low instanceof PdfText && high instanceof PdfText) ranges.push({ bytes: low.bytes.length, low: [...low.bytes], high: [...high.bytes] });
  }
}

/** Entries of two (code, value) or three (first, last, value) operands. */
function* mapped(operands: readonly PdfObject[], each: number): Generator<{ bytes: number; code: number; offset: number; value: PdfObject }> {
  let given = 0;
  for (let index = 0; index + each <= operands.length; index += each) {
    const [first, last, value] = [operands[index], operands[index + each - 2], operands[index + each - 1]];
    if (!(first instanceof PdfText) || !(last instanceof PdfText) || value === undefined) continue;
    const start = numberOf(first.bytes);
    const count = each === 2 ? 1 : numberOf(last.bytes) - start + 1;
    for (let offset = 0; offset < count && given < mostCodes; offset++, given++) yield { bytes: first.bytes.length, code: start + offset, offset, value };
  }
}

function addCids(operands: readonly PdfObject[], each: number, cids: Map<string, number>): void {
  for (const { bytes, code, offset, value } of mapped(operands, each)) if (typeof value === "number") cids.set(codeKey(bytes, code), value + offset);
}

function addTexts(operands: readonly PdfObject[], each: number, texts: Map<string, string>): void {
  for (const { bytes, code, offset, value } of mapped(operands, each)) {
    const target = value instanceof PdfArray ? value.at(offset) : value;
    if (target instanceof PdfText) texts.set(codeKey(bytes, code), advanced(target.bytes, value instanceof PdfArray ? 0 : offset));
  }
}

/** UTF-16BE whose last unit is raised by an offset. */
function advanced(bytes: Uint8Array, offset: number): string {
  const units: number[] = [];
  for (let at = 0; at + 1 < bytes.length; at += 2) units.push(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
  const last = units.pop();
  return last === undefined ? "" : String.fromCharCode(...units, last + offset);
}

/** Splits a shown string into codes. Without ranges every code has `width` bytes. */
export function splitCodes(bytes: Uint8Array, ranges: readonly CodeRange[], width: number): { bytes: number; code: number }[] {
  const codes: { bytes: number; code: number }[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = ranges.find((range) => fits(range, bytes, at))?.bytes ?? ranges[0]?.bytes ?? width;
    codes.push({ bytes: length, code: numberOf(bytes.subarray(at, at + length)) });
    at += Math.max(1, length);
  }
  return codes;
}

function fits({ bytes, low, high }: CodeRange, text: Uint8Array, at: number): boolean {
  if (at + bytes > text.length) return false;
  return low.every((least, index) => (text[at + index] ?? 0) >= least && (text[at + index] ?? 0) <= (high[index] ?? 255));
}
