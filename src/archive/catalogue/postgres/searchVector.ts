import type { FoldedArticle } from "../../words/foldArticle.ts";

/** What a `tsvector` holds (PostgreSQL 15, 12.11, "Limitations"). Its limit for one word, 2,046 bytes, is far above that of folded words. */
const LAST_POSITION = 16_383;
const POSITIONS_OF_A_LEXEME = 255;
/** Of all lexemes and positions; below the server's 1,048,575, which counts padding. */
const LARGEST_VECTOR = 1_000_000;

/** An article as the search index takes it: two `tsvector`s, which it joins. */
export interface IndexedText {
  /** The folded words with their places, which rank an article and tell its phrases. */
  readonly words: string;
  /** What only the index needs. */
  readonly others: string;
  readonly lexemes: number;
  /** What an article is searched by of whose words a `tsvector` does not hold all: folded and spelled words, each between spaces; the headline's, a line feed, the body's. */
  readonly texts: { readonly folded: string; readonly spelled: string } | undefined;
}

/**
 * Turns an article's words into `tsvector`s, written as PostgreSQL reads them: the folded words with their positions, the headline's with weight A, the body's with the least; and beside them the words as they are spelled
 * (see {@link spelledLexeme}), and which words follow each other (see {@link pairLexeme}), so that the index gives few articles for a phrase but those in which it stands. Where one of these finds no place, the article is one
 * that is searched by its texts; its vector then ranks it, and has as many folded words as go in.
 */
export function indexText({ headline, body, spellings }: FoldedArticle): IndexedText {
  const [ofHeadline, ofBody] = [wordsOf(headline), wordsOf(body)];
  const { places, isWhole, room } = placed(ofHeadline, ofBody);
  const others = [...new Set([...wordsOf(spellings).map(spelledLexeme), ...pairsOf(ofHeadline), ...pairsOf(ofBody)])];
  const words = [...places].map(([word, at]) => `${lexeme(word)}:${at.join(",")}`).join(" ");
  const fits = isWhole && others.reduce((left, other) => left - roomOf(other), room) >= 0;
  if (fits) return { words, others: others.join(" "), lexemes: places.size + others.length, texts: undefined };
  return { words, others: "", lexemes: places.size, texts: { folded: `${spaced(headline)}\n${spaced(body)}`, spelled: spaced(spellings) } };
}

interface PlacedWords {
  readonly places: ReadonlyMap<string, readonly string[]>;
  /** Whether each word has all its places. */
  readonly isWhole: boolean;
  readonly room: number;
}

function placed(headline: readonly string[], body: readonly string[]): PlacedWords {
  const places = new Map<string, string[]>();
  let [position, room, isWhole] = [0, LARGEST_VECTOR, true];
  const place = (word: string, weight: "A" | ""): void => {
    position++;
    const known = places.get(word);
    const needed = known === undefined ? roomOf(word) : 2;
    if (position > LAST_POSITION || room < needed || (known !== undefined && known.length === POSITIONS_OF_A_LEXEME)) {
      isWhole = false;
      return;
    }
    room -= needed;
    if (known === undefined) places.set(word, [`${position}${weight}`]);
    else known.push(`${position}${weight}`);
  };
  for (const word of headline) place(word, "A");
  // Nothing stands both in the headline and in the body.
  position++;
  for (const word of body) place(word, "");
  return { places, isWhole, room };
}

/** Bytes that a word takes at most, with its first position, padding and their count. */
function roomOf(word: string): number {
  return Buffer.byteLength(word) + 6;
}

/** A folded word as `tsvector` and `tsquery` are written with it. */
export function lexeme(word: string): string {
  return `'${checked(word)}'`;
}

/** A word as it is spelled. */
export function spelledLexeme(word: string): string {
  return `'=${checked(word)}'`;
}

/**
 * Two folded words, the second next to the first. Hashed to 20 bits (FNV-1a, folded as its authors have it: https://datatracker.ietf.org/doc/html/draft-eastlake-fnv), since most pairs are met once and would each take more of an
 * index than their place in it; that the same hash is found in an article that has both words apart is rare, and for the article's positions to tell.
 */
export function pairLexeme(first: string, second: string): string {
  let hash = 0x811c9dc5;
  const pair = `${first} ${second}`;
  for (let index = 0; index < pair.length; index++) hash = Math.imul(hash ^ pair.charCodeAt(index), 0x01000193);
  return `'+${(((hash >>> 20) ^ hash) & 0xfffff).toString(32)}'`;
}

function pairsOf(words: readonly string[]): string[] {
  return words.slice(1).map((word, index) => pairLexeme(words[index] ?? "", word));
}

/** A word that may stand as it is between quotation marks, in patterns and in expressions. */
export function checked(word: string): string {
  if (!/^[\p{L}\p{N}\p{M}]+$/u.test(word)) throw new Error(`“${word}” is no folded word`);
  return word;
}

function wordsOf(text: string): string[] {
  return text === "" ? [] : text.split(" ");
}

function spaced(text: string): string {
  return ` ${text} `;
}
