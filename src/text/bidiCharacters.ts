import { ON } from "./bidiClasses.ts";
import { decodeNumbers, decodeTable, valueOf } from "./codePointTable.ts";
import { bidiBracketPairs, bidiClassTable, bidiMirrorPairs } from "./unicodeTables.ts";

const table = decodeTable(bidiClassTable);

/** The number of the class of a code point in {@link bidiClassNames}. */
export function bidiClass(codePoint: number): number {
  return valueOf(table, codePoint);
}

/**
 * The class of each UTF-16 unit: both halves of a surrogate pair have the class of their character, which changes
 * nothing in the algorithm, as no rule counts characters of the classes that occur beyond U+FFFF.
 *
 * @param classes Filled from its start, `text.length` values.
 * @returns A set of the classes seen: bit n stands for class n.
 */
export function classify(text: string, classes: Uint8Array): number {
  const { bmp } = table;
  let seen = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if ((unit & 0xfc00) === 0xd800) {
      const codePoint = text.codePointAt(i) ?? unit;
      const value = valueOf(table, codePoint);
      classes[i] = value;
      if (codePoint !== unit) classes[++i] = value;
      seen |= 1 << value;
    } else {
      const value = bmp[unit] ?? ON;
      classes[i] = value;
      seen |= 1 << value;
    }
  }
  return seen;
}

/**
 * Brackets that pair have the same number here: an opening bracket its partner, a closing one itself, both after
 * canonical decomposition (BD14 to BD16).
 */
export function bracketPair(unit: number): number {
  return (brackets ??= decodeBrackets()).get(unit) ?? -1;
}

let brackets: ReadonlyMap<number, number> | undefined;

function decodeBrackets(): ReadonlyMap<number, number> {
  const numbers = decodeNumbers(bidiBracketPairs);
  const pairs = new Map<number, number>();
  for (let i = 0; i + 1 < numbers.length; i += 2) pairs.set(numbers[i] ?? 0, numbers[i + 1] ?? 0);
  return pairs;
}

/**
 * The character whose glyph usually is the mirror image of another's (UAX #9, L4; Bidi_Mirroring_Glyph).
 *
 * @returns The code point itself where there is none.
 */
export function mirrored(codePoint: number): number {
  return (mirrors ??= decodeMirrors()).get(codePoint) ?? codePoint;
}

let mirrors: ReadonlyMap<number, number> | undefined;

function decodeMirrors(): ReadonlyMap<number, number> {
  const numbers = decodeNumbers(bidiMirrorPairs);
  const pairs = new Map<number, number>();
  for (let i = 0; i + 1 < numbers.length; i += 2) pairs.set(numbers[i] ?? 0, numbers[i + 1] ?? 0);
  return pairs;
}
