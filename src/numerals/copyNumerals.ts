import { latinMatter } from "./latinMatter.ts";
import { writeDigits, type Numerals } from "./numerals.ts";

const digits = "[0-9\\u0660-\\u0669\\u06f0-\\u06f9]";
const isDigit = new RegExp(`^${digits}`, "u");
const number = new RegExp(`${digits}+(?:[.,٫٬]${digits}+)*`, "gu");
const space = /^[ \u00a0]$/;

/**
 * Writes the numbers of copy in one set of digits, as a copy editor would: what belongs to Latin matter stays as typed ({@link latinMatter}).
 *
 * The separators follow where there can be no doubt what they are. Into European digits: `٫` becomes `.`, `٬` becomes `,`. Into the others:
 * `,` becomes `٬` before groups of three digits; `.` becomes `٫` where it is the number's only point and no thousands could be meant by it.
 * So `1.234`, `24.11.2022` and `5,50` keep theirs, as does `10.30` after `الساعة`. A per cent sign that touches a number, or that a space
 * parts from it, becomes `%` or `٪` with it.
 *
 * @param text Logical order; the whole paragraph, for a number may belong to the word before it.
 * @returns As many UTF-16 units, each in its place.
 */
export function writeCopyNumerals(text: string, numerals: Numerals): string {
  const numbers = [...text.matchAll(number)];
  if (numbers.length === 0) return text;
  const stays = latinMatter(text);
  const written = text.split("");
  const converted = new Uint8Array(text.length);
  for (const match of numbers) {
    const [own] = match;
    if (stays[match.index] === 1) continue;
    const mayBeClock = /(?:الساعة|ساعة|ساعت)[ \u00a0]$/u.test(text.slice(Math.max(0, match.index - 8), match.index));
    const result = writeSeparators(writeDigits(own, numerals), numerals, mayBeClock);
    for (let i = 0; i < own.length; i++) {
      written[match.index + i] = result.charAt(i);
      converted[match.index + i] = 1;
    }
  }
  const percent = numerals === "european" ? "%" : "٪";
  for (const { index } of text.matchAll(/[%٪]/g)) if (converted[numberBeside(text, index)] === 1) written[index] = percent;
  return written.join("");
}

/** The place of a digit of the number that a sign belongs to: the one that it touches, the one before it rather than the one after. */
function numberBeside(text: string, sign: number): number {
  const beside = [sign - 1, sign + 1];
  if (space.test(text.charAt(sign - 1))) beside.push(sign - 2);
  if (space.test(text.charAt(sign + 1))) beside.push(sign + 2);
  return beside.find((offset) => isDigit.test(text.charAt(offset))) ?? -1;
}

/** @param own a number whose digits are of the set already */
function writeSeparators(own: string, numerals: Numerals, mayBeClock: boolean): string {
  if (numerals === "european") return own.replaceAll("٫", ".").replaceAll("٬", ",");
  const plain = writeDigits(own, "european");
  if (/^\d{1,3}(?:[,٬]\d{3})+(?:[.٫]\d+)?$/.test(plain)) return own.replaceAll(",", "٬").replace(".", "٫");
  if (/^\d+\.\d+$/.test(plain) && !mayBeClock && !/^[1-9]\d{0,2}\.\d{3}$/.test(plain)) return own.replace(".", "٫");
  return own;
}
