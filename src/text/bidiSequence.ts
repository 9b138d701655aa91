import { bracketPair } from "./bidiCharacters.ts";
import { AL, AN, CLOSE, CS, EN, ES, ET, L, LRI, NSM, ON, OPEN, PDI, R } from "./bidiClasses.ts";

/** An isolating run sequence (UAX #9, BD13) without the characters that rule X9 removes. */
export interface RunSequence {
  /** Bidi classes, of which the first `length` count. {@link resolveSequence} leaves L, R, EN or AN in each. */
  readonly classes: Uint8Array;
  readonly length: number;
  /** Where in the text each of them stands (UTF-16 offset); the n-th at n if absent. */
  readonly offsets?: Int32Array;
  readonly level: number;
  /** L or R: the classes that stand for what is before and after the sequence (X10). */
  readonly start: number;
  readonly end: number;
}

/** Resolves weak characters, bracket pairs and neutrals in place (UAX #9, W1 to W7, N0 to N2). */
export function resolveSequence(sequence: RunSequence, text: string): void {
  const hasBrackets = resolveMarksAndDigits(sequence);
  resolveSeparators(sequence);
  if (hasBrackets) resolveBrackets(sequence, text);
  resolveNeutrals(sequence);
}

/** The level that a character of a resolved class has (UAX #9, I1 and I2). */
export function impliedLevel(level: number, resolved: number): number {
  if ((level & 1) === 0) return resolved === R ? level + 1 : resolved === L ? level : level + 2;
  return resolved === R ? level : level + 1;
}

/**
 * W1 to W3. A mark on a bracket stays NSM: it counts as a neutral from here on and follows its bracket in N0.
 *
 * @returns Whether an opening bracket was seen.
 */
function resolveMarksAndDigits({ classes, length, start }: RunSequence): boolean {
  let previous = start;
  let strong = start;
  let hasBrackets = false;
  for (let i = 0; i < length; i++) {
    let own = classes[i] ?? ON;
    if (own === NSM) {
      if (previous === OPEN || previous === CLOSE) previous = NSM;
      own = previous >= LRI && previous <= PDI ? ON : previous;
    } else if (own === AL) {
      strong = AL;
      own = R;
    } else if (own === L || own === R) {
      strong = own;
    } else if (own === EN) {
      if (strong === AL) own = AN;
    } else if (own === OPEN) {
      hasBrackets = true;
    }
    classes[i] = own;
    previous = own;
  }
  return hasBrackets;
}

/** W4 to W7. */
function resolveSeparators({ classes, length, start }: RunSequence): void {
  let strong = start;
  let previous = ON;
  for (let i = 0; i < length; i++) {
    let own = classes[i] ?? ON;
    if (own === ET) {
      let end = i + 1;
      while (end < length && classes[end] === ET) end++;
      const besideNumber = previous === EN || (end < length && classes[end] === EN);
      const resolved = besideNumber ? (strong === L ? L : EN) : ON;
      for (; i < end; i++) classes[i] = resolved;
      i--;
      previous = ET;
      continue;
    }
    if (own === L || own === R) {
      strong = own;
    } else if (own === ES || own === CS) {
      const next = i + 1 < length ? classes[i + 1] : ON;
      own = previous === next && (next === EN || (next === AN && own === CS)) ? next : ON;
    }
    classes[i] = own === EN && strong === L ? L : own;
    previous = own;
  }
}

/** The most opening brackets that wait for their partners at a time (BD16). */
const bracketStackSize = 63;

/** What strong classes stand between two brackets. */
const hasEmbedding = 1;
const hasOpposite = 2;

interface BracketPairs {
  /** Places in the sequence: of each opening bracket in order, and of its closing one, -1 if it has none. */
  readonly openings: readonly number[];
  readonly closings: readonly number[];
  /** A sum of {@link hasEmbedding} and {@link hasOpposite} for each. */
  readonly contents: readonly number[];
}

/** N0. */
function resolveBrackets(sequence: RunSequence, text: string): void {
  const { classes, length, level, start } = sequence;
  const { openings, closings, contents } = findPairs(sequence, text);
  const embedding = level & 1 ? R : L;
  let before = start;
  let at = 0;
  for (let pair = 0; pair < openings.length; pair++) {
    const opening = openings[pair] ?? 0;
    const closing = closings[pair] ?? -1;
    const content = contents[pair] ?? 0;
    if (closing < 0 || content === 0) continue;
    for (; at < opening; at++) {
      const own = strongClass(classes[at] ?? ON);
      if (own !== NEUTRAL) before = own;
    }
    const resolved = content & hasEmbedding ? embedding : before;
    setBracket(classes, opening, length, resolved);
    setBracket(classes, closing, length, resolved);
  }
}

const NEUTRAL = ON;

/** L or R as the rules for neutrals see a class, numbers being R, or {@link NEUTRAL}. */
function strongClass(own: number): number {
  if (own === L) return L;
  return own === R || own === EN || own === AN ? R : NEUTRAL;
}

function setBracket(classes: Uint8Array, place: number, length: number, resolved: number): void {
  classes[place] = resolved;
  for (let mark = place + 1; mark < length && classes[mark] === NSM; mark++) classes[mark] = resolved;
}

/** BD16. What stands in a pair is gathered on the way: the contents of what was opened later pass to what encloses it. */
function findPairs({ classes, length, offsets, level }: RunSequence, text: string): BracketPairs {
  const embedding = level & 1 ? R : L;
  const openings: number[] = [];
  const closings: number[] = [];
  const contents: number[] = [];
  const waiting: number[] = [];
  const partners: number[] = [];
  for (let i = 0; i < length; i++) {
    const own = classes[i] ?? ON;
    const last = waiting.at(-1);
    if (own === OPEN) {
      if (waiting.length === bracketStackSize) break;
      waiting.push(openings.length);
      partners.push(bracketPair(text.charCodeAt(offsets?.[i] ?? i)));
      openings.push(i);
      closings.push(-1);
      contents.push(0);
    } else if (last === undefined) {
      continue;
    } else if (own === CLOSE) {
      const depth = partners.lastIndexOf(bracketPair(text.charCodeAt(offsets?.[i] ?? i)));
      if (depth >= 0) close(depth, i);
    } else {
      const strong = strongClass(own);
      if (strong !== NEUTRAL) contents[last] = (contents[last] ?? 0) | (strong === embedding ? hasEmbedding : hasOpposite);
    }
  }
  return { openings, closings, contents };

  function close(depth: number, place: number): void {
    let content = 0;
    for (let above = waiting.length - 1; above >= depth; above--) content |= contents[waiting[above] ?? 0] ?? 0;
    const pair = waiting[depth] ?? 0;
    closings[pair] = place;
    contents[pair] = content;
    waiting.length = depth;
    partners.length = depth;
    const enclosing = waiting.at(-1);
    if (enclosing !== undefined) contents[enclosing] = (contents[enclosing] ?? 0) | content;
  }
}

/** N1 and N2. */
function resolveNeutrals({ classes, length, level, start, end }: RunSequence): void {
  const embedding = level & 1 ? R : L;
  let before = start;
  for (let i = 0; i < length; i++) {
    const own = strongClass(classes[i] ?? ON);
    if (own !== NEUTRAL) {
      before = own;
      continue;
    }
    let next = i + 1;
    while (next < length && strongClass(classes[next] ?? ON) === NEUTRAL) next++;
    const after = next < length ? strongClass(classes[next] ?? ON) : end;
    const resolved = before === after ? before : embedding;
    for (; i < next; i++) classes[i] = resolved;
    i--;
  }
}
