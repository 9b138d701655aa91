/** A property of every code point as a small number, ready for look-up. */
export interface CodePointTable {
  /** The values of U+0000 to U+FFFF. */
  readonly bmp: Uint16Array;
  /** Beyond U+FFFF: where runs of one value start, ascending, and the value of each run. */
  readonly starts: Uint32Array;
  readonly values: Uint16Array;
}

const basicPlaneEnd = 0x10000;
const codePointEnd = 0x110000;

/** The digits of the encoding are the 64 characters from "?" to "~": five bits each, the sixth says that more follow. */
const firstDigit = 63;
const continues = 32;

/**
 * Writes a property as a string of numbers, run after run of equal values: the run's length less one, then its value.
 *
 * @param values One value for each code point, U+0000 to U+10FFFF.
 */
export function encodeTable(values: ArrayLike<number>): string {
  let encoded = "";
  for (let start = 0; start < values.length; ) {
    const value = values[start] ?? 0;
    let end = start + 1;
    while (end < values.length && values[end] === value) end++;
    encoded += encodeNumber(end - start - 1) + encodeNumber(value);
    start = end;
  }
  return encoded;
}

function encodeNumber(value: number): string {
  const last = String.fromCharCode(firstDigit + (value % continues));
  const more = Math.floor(value / continues);
  return more === 0 ? last : encodeLeading(more) + last;
}

function encodeLeading(value: number): string {
  const more = Math.floor(value / continues);
  return (more === 0 ? "" : encodeLeading(more)) + String.fromCharCode(firstDigit + continues + (value % continues));
}

/** Reads back the numbers of a string that {@link encodeNumbers} or {@link encodeTable} wrote. */
export function decodeNumbers(encoded: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  for (let i = 0; i < encoded.length; i++) {
    const digit = encoded.charCodeAt(i) - firstDigit;
    if (digit >= continues) {
      value = (value + digit - continues) * continues;
    } else {
      numbers.push(value + digit);
      value = 0;
    }
  }
  return numbers;
}

/** Writes whole numbers, none negative, as a string. */
export function encodeNumbers(numbers: readonly number[]): string {
  return numbers.map(encodeNumber).join("");
}

/** Makes a table for look-up of the string that {@link encodeTable} wrote. */
export function decodeTable(encoded: string): CodePointTable {
  const bmp = new Uint16Array(basicPlaneEnd);
  const starts: number[] = [];
  const values: number[] = [];
  let start = 0;
  let end = 0;
  let number = 0;
  let isLength = true;
  for (let i = 0; i < encoded.length; i++) {
    const digit = encoded.charCodeAt(i) - firstDigit;
    if (digit >= continues) {
      number = (number + digit - continues) * continues;
      continue;
    }
    number += digit;
    if (isLength) {
      end = start + number + 1;
    } else {
      if (start < basicPlaneEnd && number !== 0) bmp.fill(number, start, Math.min(end, basicPlaneEnd));
      if (end > basicPlaneEnd) {
        starts.push(Math.max(start, basicPlaneEnd));
        values.push(number);
      }
      start = end;
    }
    isLength = !isLength;
    number = 0;
  }
  if (start !== codePointEnd) throw new Error(`A table of code points ends at ${start.toString(16)}.`);
  return { bmp, starts: Uint32Array.from(starts), values: Uint16Array.from(values) };
}

/** The property's value for a code point. */
export function valueOf(table: CodePointTable, codePoint: number): number {
  return table.bmp[codePoint] ?? astralValue(table, codePoint);
}

function astralValue({ starts, values }: CodePointTable, codePoint: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? codePointEnd) <= codePoint) low = middle;
    else high = middle;
  }
  return values[low] ?? 0;
}
