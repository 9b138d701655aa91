import { foldLetters, plainSpelling } from "../../edition/index.ts";

/** A word of a text. */
export interface Word {
  /** Letters alone or digits alone, as any that count as the same are written. */
  readonly folded: string;
  /** As it is spelt: without harakat and tatweel, in lower case, presentation forms as letters. */
  readonly spelling: string;
  /** Where it stands in the text, UTF-16; exclusive end. Harakat are part of it. A character that stands for several words (ﷺ) is the place of each. */
  readonly start: number;
  readonly end: number;
}

/** Longer words are cut: databases bound the words of an index (PostgreSQL 15, 12.2: 2 KB of a lexeme), and no language has any. UTF-16 units. */
const longestWord = 128;

/** What is not seen and parts no word: soft hyphen, zero-width joiner, word joiner, byte order mark, directional controls (UAX #9, section 2). */
const unseenCharacters = "\\u00ad\\u061c\\u200d-\\u200f\\u202a-\\u202e\\u2060\\u2066-\\u2069\\ufeff";
const unseen = new RegExp(`[${unseenCharacters}]`, "gu");
const isUnseen = new RegExp(`^[${unseenCharacters}]$`, "u");
/** What a character is to words: a letter; what any letter may have with it, marks, tatweel and the unseen; a digit; a number by itself (², ½, Ⅻ); or what parts words. */
const [arabic, foreign, carried, decimal, numeral, parting] = [1, 2, 3, 4, 5, 6];
const tests: readonly (readonly [kind: number, characters: RegExp])[] = [
  [carried, new RegExp(`^[\\p{M}\\u0640${unseenCharacters}]`, "u")], [arabic, /^(?=\p{Script=Arabic})\p{L}/u], [foreign, /^\p{L}/u], [decimal, /^\p{Nd}/u], [numeral, /^[\p{Nl}\p{No}]/u], [parting, /^/u],
];
/** By UTF-16 unit, filled as they are met: to ask regular expressions of each character would take most of the time. */
const kinds = new Uint8Array(0x10000);
const digits = "[0-9\\u0660-\\u0669\\u06f0-\\u06f9]";
/** A whole number in groups of three: 1,234,567 and ١٬٢٣٤٬٥٦٧. */
const grouped = new RegExp(`(?<!${digits}[,٬])${digits}{1,3}(?:[,٬]${digits}{3})+(?![,٬]?${digits})`, "uy");
const startsWithDigit = new RegExp(`^${digits}`, "u");
/** A mark that Unicode writes on a space where it stands alone (U+FE70 and its like, which belong to the letter before them). */
const spacedMark = /\s(?=\p{M})/gu;
/** Letters and digits that are written in one way alone, but for letters that {@link foldLetters} folds: a word of these is its own plain spelling. */
const plain = /^(?:[0-9a-z]+|[\u0621-\u063a\u0641-\u064a\u0660-\u0669\u0671-\u0673\u0679-\u06d5\u06f0-\u06f9]+)$/;
/** Marks that make no other letter of the one before them, and tatweel. */
const harakat = /[\u0640\u064b-\u0652\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/g;
const letterOrDigitRuns = /\p{L}+|\p{N}+/gu;

/**
 * Finds the words of a text, in its order. A word is a run of Arabic letters, of other letters or of digits: «2022م», «الـBBC», G20 and كوفيد-19 are two words each. Marks, tatweel and invisible characters part no word; the
 * zero-width non-joiner does (but see {@link joinedWordsOf}). Separators of thousands are left out of numbers, those of decimals part them.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  eachRun(text, (start, end) => { addWords(text.slice(start, end), start, words); });
  return words;
}

/**
 * Finds those of the words of a text that may be sought, by their number among all that {@link wordsOf} finds. The others are passed over by a glimpse, for folding them all takes ten times as long.
 *
 * @param mayBe by a word's first folded letter (UTF-16 unit) and its folded length
 */
export function likelyWords(text: string, mayBe: (first: number, length: number) => boolean): ReadonlyMap<number, Word> {
  const likely = new Map<number, Word>();
  let count = 0;
  eachRun(text, (start, end) => {
    const length = foldedLength(text, start, end);
    if (length !== undefined && !mayBe(glimpseAt(text, start), length)) {
      count++;
      return;
    }
    const words: Word[] = [];
    addWords(text.slice(start, end), start, words);
    for (const word of words) likely.set(count++, word);
  });
  return likely;
}

/** Calls for each run of characters that stands for words, in order. */
function eachRun(text: string, take: (start: number, end: number) => void): void {
  let end = 0;
  for (let start = 0; start < text.length; start = end) {
    const kind = kindAt(text, start);
    end = endOfRun(text, start, kind);
    if (kind === parting) continue;
    if (kind === decimal && end - start <= 3 && startsWithDigit.test(text.charAt(start))) {
      grouped.lastIndex = start;
      if (grouped.test(text)) end = grouped.lastIndex;
    }
    take(start, end);
  }
}

/** By UTF-16 unit: the letter that it folds to; or that it is dropped; or that it has to be looked at with the letters about it. */
const glimpses = new Uint16Array(0x10000);
const [dropped, unclear] = [1, 2];

function glimpseAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const known = glimpses[unit] ?? 0;
  if (known !== 0) return known;
  const character = text.charAt(at);
  const glimpse = plain.test(character) ? foldLetters(character).charCodeAt(0) : character.replace(harakat, "") === "" ? dropped : unclear;
  glimpses[unit] = glimpse;
  return glimpse;
}

/** @returns `undefined` for a run that is not one word letter by letter, harakat aside */
function foldedLength(text: string, start: number, end: number): number | undefined {
  if (glimpseAt(text, start) <= unclear) return undefined;
  let length = 0;
  for (let at = start; at < end; at++) {
    const glimpse = glimpseAt(text, at);
    if (glimpse === unclear) return undefined;
    if (glimpse !== dropped) length++;
  }
  return length <= longestWord ? length : undefined;
}

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const known = kinds[unit] ?? 0;
  if (known !== 0) return known;
  const character = String.fromCodePoint(text.codePointAt(at) ?? unit);
  const kind = tests.find(([, characters]) => characters.test(character))?.[0] ?? parting;
  if (character.length === 1) kinds[unit] = kind;
  return kind;
}

/** A run of Arabic letters or of others, with what they carry; of digits; else one character. */
function endOfRun(text: string, start: number, kind: number): number {
  let end = start + widthAt(text, start);
  if (kind === numeral || kind === parting) return end;
  const letter = kind === carried ? arabic : kind;
  while (end < text.length) {
    const next = kindAt(text, end);
    if (next !== letter && (next !== carried || kind === decimal)) break;
    end += widthAt(text, end);
  }
  return end;
}

/** Of a character, in UTF-16 units. */
function widthAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdbff && (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/** The zero-width non-joiner: between parts of Persian words. */
const nonJoiner = "\u200c";
const joinable = /[\p{L}\p{M}]+(?:\u200c+[\p{L}\p{M}]+)+/gu;

/**
 * Finds the words of a text that zero-width non-joiners part, each as one: «می‌خواهد» as it is spelt without, «میخواهد». In its order; {@link wordsOf} has their parts.
 */
export function joinedWordsOf(text: string): Word[] {
  if (!text.includes(nonJoiner)) return [];
  return Array.from(text.matchAll(joinable), ({ 0: parted, index }) => ({ parted, index })).flatMap(({ parted, index }) => {
    const [first, last] = [wordsOf(parted).at(0), wordsOf(parted).at(-1)];
    const words = wordsOf(withoutNonJoiners(parted));
    if (first === undefined || last === undefined || first.start === last.start) return [];
    return words.map(({ folded, spelling }) => ({ folded, spelling, start: index + first.start, end: index + last.end }));
  });
}

export function withoutNonJoiners(text: string): string {
  return text.replaceAll(nonJoiner, "");
}

/** Adds the words that a run of characters stands for: one, mostly. */
function addWords(run: string, offset: number, words: Word[]): void {
  const bare = plain.test(run) ? run : run.replace(harakat, "");
  if (bare.length <= longestWord && plain.test(bare)) {
    words.push({ folded: foldLetters(bare), spelling: bare, start: offset, end: offset + run.length });
    return;
  }
  const first = run.search(/[\p{L}\p{N}]/u);
  if (first < 0) return;
  let last = run.length;
  while (isUnseen.test(run.charAt(last - 1))) last--;
  const place = { start: offset + first, end: offset + last };
  const composed = run.slice(first, last).replace(unseen, "").replace(/[,٬]/gu, "").normalize("NFKC").replace(spacedMark, "");
  for (const [spelt] of plainSpelling(composed).matchAll(letterOrDigitRuns)) {
    const spelling = cut(spelt);
    words.push({ folded: cut(foldLetters(spelling)), spelling, ...place });
  }
}

/** Never within a surrogate pair. */
function cut(word: string): string {
  if (word.length <= longestWord) return word;
  const kept = word.slice(0, longestWord);
  return /[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept;
}

/** The words of a text as databases index them: see {@link wordsOf}. */
export function foldWords(text: string): string[] {
  return wordsOf(text).map(({ folded }) => folded);
}

/** The same words as {@link foldWords}, each as it is spelt. */
export function spelledWords(text: string): string[] {
  return wordsOf(text).map(({ spelling }) => spelling);
}

/** A name as it is compared with others: its folded words, or itself where it has none, as ☆. */
export function foldName(name: string): string {
  return foldWords(name).join(" ") || name.trim();
}
