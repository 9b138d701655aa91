import type { PageText } from "../model.ts";
import { foldWords } from "../words/foldWords.ts";

/** Words of the pages, one after the other through all of them. */
export interface PageWords {
  /** Folded, each without white space. */
  readonly words: readonly string[];
  /** The page of each, from 1. */
  readonly pages: readonly number[];
  /** The block of each, counted through all pages from 0. */
  readonly blocks: readonly number[];
  /** Where so many words ({@link ANCHOR}) stand one after the other, in order. */
  readonly anchors: ReadonlyMap<string, readonly number[]>;
  /** Where a word stands, in order. */
  readonly places: ReadonlyMap<string, readonly number[]>;
}

/** A word of copy. */
export interface CopyWord {
  /** Folded, without white space. */
  readonly folded: string;
  /** UTF-16 offset in the copy. */
  readonly offset: number;
}

/** So many words in a row say where a text stands: fewer are met by chance. */
export const ANCHOR = 4;

/** A word without what it is not compared by; may be empty. */
export type Folding = (word: string) => string;

/** Folds words to their letters and digits alone, each only once: most of a text's words come again. */
export function openFolding(): Folding {
  const known = new Map<string, string>();
  return (word) => {
    let folded = known.get(word);
    if (folded === undefined) known.set(word, (folded = foldWords(word).join("")));
    return folded;
  };
}

/** The words of copy, as they are compared with pages: what stands between white spaces, letters and digits alone. */
export function copyWords(text: string, fold: Folding): CopyWord[] {
  return [...text.matchAll(/\S+/gu)].map(({ 0: word, index }) => ({ folded: fold(word), offset: index })).filter(({ folded }) => folded !== "");
}

export function readPageWords(pages: readonly PageText[], fold: Folding): PageWords {
  const words: string[] = [];
  const pageOf: number[] = [];
  const blockOf: number[] = [];
  let block = -1;
  for (const { number, blocks } of pages) {
    for (const { lines } of blocks) {
      block++;
      for (const { text } of lines.flatMap((line) => line.words)) {
        const folded = fold(text);
        if (folded === "") continue;
        words.push(folded);
        pageOf.push(number);
        blockOf.push(block);
      }
    }
  }
  return { words, pages: pageOf, blocks: blockOf, anchors: placesBy(words, (index) => anchorAt(words, index)), places: placesBy(words, (index) => words[index]) };
}

/** The anchor that begins at a word; `undefined` where too few words follow. */
export function anchorAt(words: readonly string[], index: number): string | undefined {
  return index + ANCHOR > words.length ? undefined : words.slice(index, index + ANCHOR).join(" ");
}

function placesBy(words: readonly string[], keyOf: (index: number) => string | undefined): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const index of words.keys()) {
    const key = keyOf(index);
    if (key === undefined) continue;
    const known = places.get(key);
    if (known === undefined) places.set(key, [index]);
    else known.push(index);
  }
  return places;
}
