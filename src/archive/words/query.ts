import type { Diagnostic, Report } from "../../diagnostics/index.ts";
import { formsOf } from "./clitics.ts";
import { withoutNonJoiners, wordsOf, type Word } from "./foldWords.ts";

/** One word of a query. */
export interface QueryWord {
  /** As it was typed, without harakat and tatweel, in lower case (`spelledWords`). */
  readonly spelling: string;
  /** Folded by `foldWords`. */
  readonly folded: string;
  /** Other folded forms that count as the same word, article and clitics put on or taken off; never `folded` itself. None in a word that was asked for by its beginning or alone in quotation marks. */
  readonly forms: readonly string[];
  /** Words that begin so are meant: typed with `*` at its end. Of a phrase only the last word may be one. */
  readonly prefix: boolean;
}

/** What must stand in an article, or must not. */
export interface QueryTerm {
  /** One word, or those of a phrase, which stand one after another. In a phrase only the first word has forms. */
  readonly words: readonly [QueryWord, ...QueryWord[]];
  readonly excluded: boolean;
}

/** All terms that are not excluded must stand in an article, in its headline or its body. At least one is not excluded. */
export interface Query {
  readonly terms: readonly QueryTerm[];
}

/** Directional controls (UAX #9, section 2) and the byte order mark: they come with text that is copied, and nobody sees them. */
const unseen = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const sign = /^[-\u2010\u2011\u2013\u2212]$/u;
const quotationMarks: readonly string[] = ['"“”„‟', "«»"];
const asterisks = /[*٭]/gu;

/** Letters of a word's beginning: of one, each word of the language's dictionary would do. */
const leastOfPrefix = 2;
/** Words of a query; databases bound the length of an expression. */
const mostWords = 40;

/** A word or a phrase as it was typed. */
interface TypedTerm {
  readonly words: readonly Word[];
  readonly quoted: boolean;
  readonly excluded: boolean;
  /** The last word is the beginning of those that are meant. */
  readonly prefix: boolean;
  readonly strayAsterisk: boolean;
}

/**
 * Reads what a person typed to search for. All words must stand in an article; "…", “…” or «…» is a phrase; `-` before a word or a phrase excludes it; `*` at a word's end stands for what follows.
 *
 * @param report `archive/empty-query`, `archive/short-prefix` and `archive/long-query` are errors; `archive/unbalanced-quotation-mark` (the phrase goes on to the end) and
 *   `archive/stray-asterisk` (it is left out) are warnings
 * @returns `undefined` after an error
 */
export function parseQuery(text: string, report: Report): Query | undefined {
  const typed = typedTerms(text.replace(unseen, ""), report);
  if (typed.some(({ strayAsterisk }) => strayAsterisk)) {
    report({ severity: "warning", code: "archive/stray-asterisk", message: "An asterisk stands where it means nothing.", hint: "It may stand at the end of a word or of a phrase’s last word, for any letters that follow." });
  }
  const fault = faultOf(typed);
  if (fault !== undefined) {
    report({ severity: "error", ...fault });
    return undefined;
  }
  return { terms: typed.flatMap((term) => termOf(term) ?? []) };
}

function faultOf(typed: readonly TypedTerm[]): Omit<Diagnostic, "severity"> | undefined {
  const terms = typed.filter(({ words }) => words.length > 0);
  if (!terms.some(({ excluded }) => !excluded)) {
    const message = terms.length === 0 ? "The query has no word in it." : "The query says only what must not stand in an article.";
    return { code: "archive/empty-query", message, hint: "Give at least one word that must stand in the article." };
  }
  const count = terms.reduce((sum, { words }) => sum + words.length, 0);
  if (count > mostWords) return { code: "archive/long-query", message: `The query has ${count} words.`, hint: `Search for at most ${mostWords} words; a few rare ones or a short phrase find an article.` };
  const short = terms.find(({ prefix, words }) => prefix && lettersIn(words.at(-1)?.folded ?? "") < leastOfPrefix);
  if (short === undefined) return undefined;
  return { code: "archive/short-prefix", message: `Too many words begin with “${short.words.at(-1)?.spelling ?? ""}”.`, hint: `Type at least ${leastOfPrefix} letters before the asterisk.` };
}

function lettersIn(folded: string): number {
  return Array.from(folded).length;
}

function typedTerms(text: string, report: Report): TypedTerm[] {
  const terms: TypedTerm[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/u.test(text.charAt(at))) {
      at++;
      continue;
    }
    const excluded = sign.test(text.charAt(at)) && /\S/u.test(text.charAt(at + 1));
    if (excluded) at++;
    const marks = quotationMarks.find((family) => family.includes(text.charAt(at)));
    const end = marks === undefined ? endOfWord(text, at) : endOfPhrase(text, at + 1, marks);
    if (end === undefined) {
      report({ severity: "warning", code: "archive/unbalanced-quotation-mark", message: "A quotation mark has no other that ends the phrase.", hint: "Everything after it is searched for as one phrase; close the phrase where it ends." });
    }
    terms.push({ ...readTerm(text.slice(marks === undefined ? at : at + 1, end)), quoted: marks !== undefined, excluded });
    at = end === undefined ? text.length : end + (marks === undefined ? 0 : 1);
  }
  return terms;
}

/** Where white space or a phrase begins. */
function endOfWord(text: string, from: number): number {
  let end = from;
  while (end < text.length && !/[\s"“”„‟«»]/u.test(text.charAt(end))) end++;
  return end;
}

function endOfPhrase(text: string, from: number, marks: string): number | undefined {
  for (let end = from; end < text.length; end++) if (marks.includes(text.charAt(end))) return end;
  return undefined;
}

/** One word that zero-width non-joiners part is meant as a whole; in phrases its parts are words, as in {@link wordsOf}. */
function readTerm(typed: string): Pick<TypedTerm, "words" | "prefix" | "strayAsterisk"> {
  const joined = withoutNonJoiners(typed);
  const text = wordsOf(joined).length === 1 ? joined : typed;
  const words = wordsOf(text);
  const last = words.at(-1);
  const prefix = last !== undefined && /^[*٭]/u.test(text.slice(last.end));
  return { words, prefix, strayAsterisk: (text.match(asterisks)?.length ?? 0) > (prefix ? 1 : 0) };
}

/** @returns `undefined` where nothing but punctuation was typed */
function termOf({ words, prefix, quoted, excluded }: TypedTerm): QueryTerm | undefined {
  const alone = words.length === 1;
  const [first, ...others] = words.map((word, index) => queryWord(word, prefix && index === words.length - 1, index === 0 && !(quoted && alone)));
  return first === undefined ? undefined : { words: [first, ...others], excluded };
}

function queryWord({ folded, spelling }: Word, prefix: boolean, hasForms: boolean): QueryWord {
  return { spelling, folded, forms: hasForms && !prefix ? formsOf(folded, spelling) : [], prefix };
}
