import { bidiClass, classify } from "./bidiCharacters.ts";
import { AL, B, BN, CLOSE, CS, EN, ES, ET, L, LRE, NSM, ON, OPEN, PDI, R, S, WS } from "./bidiClasses.ts";
import { firstStrongLevel, resolveExplicit } from "./bidiExplicit.ts";
import { impliedLevel, resolveSequence } from "./bidiSequence.ts";

export { mirrored } from "./bidiCharacters.ts";

/** The outcome of the bidirectional algorithm for a paragraph, before it is broken into lines. */
export interface ResolvedLevels {
  /** The embedding level of each UTF-16 unit: odd is right-to-left. */
  readonly levels: Uint8Array;
  /** 0 left-to-right, 1 right-to-left */
  readonly paragraphLevel: number;
}

const neutral = set(NSM, BN, S, WS, ON, OPEN, CLOSE, CS, ES, ET);
const leftToRightOnly = neutral | set(L, EN);
const rightToLeftOnly = neutral | set(R, AL);
const explicit = set(...Array.from({ length: PDI - LRE + 1 }, (_, i) => LRE + i));

function set(...classes: number[]): number {
  return classes.reduce((bits, own) => bits | (1 << own), 0);
}

/**
 * Resolves the embedding levels of a paragraph (UAX #9, P2 to I2; L1 is applied line by line: {@link lineLevels}).
 *
 * A paragraph separator within the text (`\n`, U+2029) ends what UAX #9 calls a paragraph: embeddings and isolates end
 * there, and neutrals beside it take the paragraph's direction. CSS Writing Modes (section 2.4, “bidi paragraph”) asks the
 * same of a forced break. All of these parts have one paragraph level.
 *
 * @param text Logical order.
 * @param direction `auto` takes the direction of the first strong character that is in no isolate, left-to-right if there
 *   is none.
 * @returns The levels; what rule X9 removes (explicit embeddings, zero-width non-joiners …) has the level of what is before it.
 */
export function resolveLevels(text: string, direction: "rtl" | "ltr" | "auto"): ResolvedLevels {
  const levels = new Uint8Array(text.length);
  const classes = new Uint8Array(text.length);
  const seen = classify(text, classes);
  const paragraphLevel = direction === "auto" ? firstStrongLevel(classes) : direction === "rtl" ? 1 : 0;
  if (!(seen & (1 << B))) {
    resolvePart(text, classes, seen, levels, paragraphLevel);
    return { levels, paragraphLevel };
  }
  levels.fill(paragraphLevel);
  for (let start = 0; start < text.length; ) {
    const separator = classes.indexOf(B, start);
    const end = separator < 0 ? text.length : separator;
    if (end > start) resolvePart(text.slice(start, end), classes.subarray(start, end), seen, levels.subarray(start, end), paragraphLevel);
    start = end + 1;
  }
  return { levels, paragraphLevel };
}

/**
 * Resolves what holds no paragraph separator, by the shortest way that its classes allow.
 *
 * @param seen The set of classes of which the part's are some.
 */
function resolvePart(text: string, classes: Uint8Array, seen: number, levels: Uint8Array, paragraphLevel: number): void {
  const onlyOneDirection = paragraphLevel === 1 ? rightToLeftOnly : leftToRightOnly;
  if ((seen & ~(onlyOneDirection | (1 << B))) === 0) levels.fill(paragraphLevel);
  else if (seen & explicit) resolveExplicit(text, classes, levels, paragraphLevel);
  else resolvePlain(text, classes, seen, levels, paragraphLevel);
}

/** A part without explicit formatting characters is a single sequence. */
function resolvePlain(text: string, classes: Uint8Array, seen: number, levels: Uint8Array, paragraphLevel: number): void {
  const edge = paragraphLevel === 1 ? R : L;
  const sequence = { classes, length: text.length, level: paragraphLevel, start: edge, end: edge };
  if (!(seen & (1 << BN))) {
    resolveSequence(sequence, text);
    for (let i = 0; i < levels.length; i++) levels[i] = impliedLevel(paragraphLevel, classes[i] ?? ON);
    return;
  }
  const offsets = new Int32Array(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const own = classes[i] ?? ON;
    if (own === BN) continue;
    classes[length] = own;
    offsets[length++] = i;
  }
  resolveSequence({ ...sequence, length, offsets }, text);
  let level = paragraphLevel;
  for (let i = 0, next = 0; i < levels.length; i++) {
    if (next < length && offsets[next] === i) level = impliedLevel(paragraphLevel, classes[next++] ?? ON);
    levels[i] = level;
  }
}

/**
 * The levels of a line: separators, and white space before them or at the line's end, fall back to the paragraph's level
 * (UAX #9, L1).
 *
 * @param levels The paragraph's levels, left as they are.
 * @param text The paragraph's text.
 * @param start Where in it the line starts and ends (UTF-16 offsets).
 * @returns One level for each unit of the line.
 */
export function lineLevels(levels: Uint8Array, paragraphLevel: number, text: string, start: number, end: number): Uint8Array {
  const line = levels.slice(start, end);
  let trailing = true;
  for (let i = line.length - 1; i >= 0; i--) {
    const isSecondHalf = i > 0 && (text.charCodeAt(start + i) & 0xfc00) === 0xdc00;
    const own = bidiClass(text.codePointAt(isSecondHalf ? start + i - 1 : start + i) ?? 0);
    if (own === B || own === S) trailing = true;
    else if (own !== WS && own !== BN && own < LRE) trailing = false;
    if (trailing) line[i] = paragraphLevel;
  }
  return line;
}

/**
 * The order in which runs of a line stand from left to right (UAX #9, L2).
 *
 * @param levels The level of each run, in logical order.
 * @returns The runs' indices, the leftmost first.
 */
export function visualOrder(levels: ArrayLike<number>): number[] {
  const order = Array.from({ length: levels.length }, (_, i) => i);
  let highest = 0;
  let lowestOdd = Number.POSITIVE_INFINITY;
  for (const i of order) {
    const level = levels[i] ?? 0;
    highest = Math.max(highest, level);
    if (level & 1) lowestOdd = Math.min(lowestOdd, level);
  }
  for (let level = highest; level >= lowestOdd; level--) {
    for (let start = 0; start < levels.length; start++) {
      if ((levels[start] ?? 0) < level) continue;
      let end = start + 1;
      while (end < levels.length && (levels[end] ?? 0) >= level) end++;
      reverse(order, start, end);
      start = end;
    }
  }
  return order;
}

function reverse(order: number[], start: number, end: number): void {
  for (let i = start, j = end - 1; i < j; i++, j--) {
    const swapped = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = swapped;
  }
}
