import { joinedWordsOf, likelyWords, wordsOf, type Word } from "./foldWords.ts";
import type { Query, QueryTerm, QueryWord } from "./query.ts";

/** A part of a text that a query asks for, UTF-16; exclusive end. */
export interface Match {
  readonly start: number;
  readonly end: number;
}

type FoldedWordTest = (folded: string) => boolean;

function testFor({ folded, forms, prefix }: QueryWord): FoldedWordTest {
  if (prefix) return (word) => word.startsWith(folded);
  const meant = new Set([folded, ...forms]);
  return (word) => meant.has(word);
}

function wantedTerms({ terms }: Query): readonly QueryTerm[] {
  return terms.filter(({ excluded }) => !excluded);
}

/** Finds in a text what a query asks for: words, and phrases each as one range. In order, none overlaps another. */
export function findMatches(text: string, query: Query): Match[] {
  const terms = wantedTerms(query);
  const words = likelyWords(text, glimpseTest(terms));
  const joined = new Map(joinedWordsOf(text).entries());
  const found = terms.flatMap((term) => [...runsOf(term, words), ...(term.words.length === 1 ? runsOf(term, joined) : [])]);
  found.sort((a, b) => a.start - b.start || a.end - b.end);
  const matches: Match[] = [];
  for (const { start, end } of found) {
    const before = matches.at(-1);
    if (before === undefined || start >= before.end) matches.push({ start, end });
    else if (end > before.end) matches[matches.length - 1] = { start: before.start, end };
  }
  return matches;
}

/** Whether a word with this first letter and length may be one of those that are asked for. */
function glimpseTest(terms: readonly QueryTerm[]): (first: number, length: number) => boolean {
  const lengths = new Map<number, Set<number>>();
  const leastOfPrefix = new Map<number, number>();
  for (const { folded, forms, prefix } of terms.flatMap(({ words }) => words)) {
    if (prefix) leastOfPrefix.set(folded.charCodeAt(0), Math.min(folded.length, leastOfPrefix.get(folded.charCodeAt(0)) ?? folded.length));
    for (const form of prefix ? [] : [folded, ...forms]) {
      const known = lengths.get(form.charCodeAt(0));
      if (known) known.add(form.length);
      else lengths.set(form.charCodeAt(0), new Set([form.length]));
    }
  }
  return (first, length) => lengths.get(first)?.has(length) === true || length >= (leastOfPrefix.get(first) ?? Number.POSITIVE_INFINITY);
}

/** Where the words of a term stand one after another. */
function runsOf({ words }: QueryTerm, text: ReadonlyMap<number, Word>): Match[] {
  const tests = words.map(testFor);
  const runs: Match[] = [];
  for (const [index, { start }] of text) {
    const last = text.get(index + tests.length - 1);
    if (last !== undefined && tests.every((test, offset) => test(text.get(index + offset)?.folded ?? ""))) runs.push({ start, end: last.end });
  }
  return runs;
}

/**
 * Tells which words are to be marked where single words are known, as on a page: those that a query asks for, and each word of its phrases.
 *
 * @returns for a word with whatever punctuation stands at it
 */
export function wordMatches(query: Query): (word: string) => boolean {
  const tests = wantedTerms(query).flatMap(({ words }) => words.map(testFor));
  return (word) => [...wordsOf(word), ...joinedWordsOf(word)].some(({ folded }) => tests.some((test) => test(folded)));
}
