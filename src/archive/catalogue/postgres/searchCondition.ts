import type { Nearness } from "../catalogue.ts";
import type { Query, QueryTerm, QueryWord } from "../../words/query.ts";
import { checked, lexeme, pairLexeme, spelledLexeme } from "./searchVector.ts";

/** Takes a value in among those of a statement, and says how the statement's text names it: `$1` and so on. */
export function valueName(value: unknown, values: unknown[]): string {
  return `$${values.push(value)}`;
}

/** A set of articles, by the words that they have. */
export interface ArticleSet {
  /** A `tsquery` that the index answers by itself. */
  readonly indexed: string;
  /** A `tsquery` that tells which of those have the phrases: of each article, by its vector. Absent where there are no phrases. */
  readonly exact?: string;
  /** The same of articles that are searched by their texts, as a condition in SQL on `nashra.article a`. */
  readonly beyond: (values: unknown[]) => string;
}

/** Articles that are equally near. */
export interface Tier extends ArticleSet {
  readonly nearness: Nearness;
}

export interface ArticleSets {
  /** All that are found. */
  readonly all: ArticleSet;
  /** The nearest first; none has an article of another's. */
  readonly tiers: readonly Tier[];
  /** What ranks those that have the words as they are folded, as `ts_rank_cd` takes it: the words that are wanted, phrases as such. */
  readonly ranking: string;
}

/** Whether a word must stand there as it is folded, or in any of its forms. */
type Looked = "folded" | "forms";

export function articleSetsOf({ terms }: Query): ArticleSets {
  const wanted = terms.filter(({ excluded }) => !excluded);
  const hasPhrases = terms.some(isPhrase);
  const setOf = (looked: Looked): { readonly indexed: string; readonly exact: string; readonly beyond: ArticleSet["beyond"] } => ({
    indexed: terms.flatMap((term) => (term.excluded && isPhrase(term) ? [] : [indexQueryOf(term, looked)])).join(" & "),
    exact: terms.map((term) => exactQueryOf(term, looked)).join(" & "),
    beyond: (values) => terms.map((term) => textCondition(term, looked, values)).join(" AND "),
  });
  const [folded, forms] = [setOf("folded"), setOf("forms")];
  const words = wanted.flatMap((term) => term.words);
  const spelled = words.map((word) => opened(spelledLexeme(word.spelling), word)).join(" & ");
  // Whoever has a word as it is spelled has it as it is folded.
  const spellingSuffices = terms.every(({ words: [word, ...others], excluded }) => others.length === 0 && !excluded && !word.prefix);
  const beyondSpelled: ArticleSet["beyond"] = (values) => words.map((word) => `${spelledText} LIKE ${valueName(`% ${checked(word.spelling)}${word.prefix ? "" : " "}%`, values)}`).join(" AND ");
  const tier = (nearness: Nearness, indexed: string, exact: string, beyond: ArticleSet["beyond"]): Tier => ({ nearness, indexed, beyond, ...(hasPhrases && { exact }) });
  const tiers = [
    tier("spelling", spellingSuffices ? spelled : `${spelled} & ${folded.indexed}`, folded.exact, (values) => `${folded.beyond(values)} AND ${beyondSpelled(values)}`),
    tier("word", `${folded.indexed} & !(${spelled})`, folded.exact, (values) => `${folded.beyond(values)} AND NOT (${beyondSpelled(values)})`),
    // That it has the phrase as it is folded only the article itself tells for certain.
    tier("form", hasPhrases ? forms.indexed : `${forms.indexed} & !(${folded.indexed})`, `${forms.exact} & !(${folded.exact})`, (values) => `${forms.beyond(values)} AND NOT (${folded.beyond(values)})`),
  ];
  const hasForms = wanted.some(({ words: [first] }) => first.forms.length > 0);
  const { exact, ...all } = forms;
  return { all: { ...all, ...(hasPhrases && { exact }) }, tiers: hasForms ? tiers : tiers.slice(0, 2), ranking: wanted.map((term) => exactQueryOf(term, "folded")).join(" & ") };
}

/** A phrase's words must stand there, and those that follow each other in it do so somewhere. */
function indexQueryOf({ words: [first, ...others], excluded }: QueryTerm, looked: Looked): string {
  const [second] = others;
  const beginnings = writingsOf(first, excluded ? "forms" : looked).map((writing) => [opened(lexeme(writing), first), ...pairOf({ ...first, folded: writing }, second)].join(" & "));
  const rest = others.flatMap((word, index) => [opened(lexeme(word.folded), word), ...pairOf(word, others[index + 1])]);
  return `${excluded ? "!" : ""}(${[`(${beginnings.map((beginning) => `(${beginning})`).join(" | ")})`, ...rest].join(" & ")})`;
}

/** Of words of which only the beginning is known no pair is. */
function pairOf(first: QueryWord, second: QueryWord | undefined): string[] {
  return second === undefined || first.prefix || second.prefix ? [] : [pairLexeme(first.folded, second.folded)];
}

function exactQueryOf({ words: [first, ...others], excluded }: QueryTerm, looked: Looked): string {
  const beginning = `(${writingsOf(first, excluded ? "forms" : looked).map((writing) => opened(lexeme(writing), first)).join(" | ")})`;
  return `${excluded ? "!" : ""}(${[beginning, ...others.map((word) => opened(lexeme(word.folded), word))].join(" <-> ")})`;
}

function opened(written: string, { prefix }: QueryWord): string {
  return prefix ? `${written}:*` : written;
}

/** The texts that count as the word. */
function writingsOf({ folded, forms }: QueryWord, looked: Looked): readonly string[] {
  return looked === "folded" ? [folded] : [folded, ...forms];
}

/** A text is taken out of its storage once for all forms of a word: by what makes a new text of it. */
const [foldedText, spelledText] = ["(a.text || '')", "(a.spelled_text || '')"];

function textCondition({ words, excluded }: QueryTerm, looked: Looked, values: unknown[]): string {
  const [first, ...others] = words;
  const rest = others.map(({ folded, prefix }) => ({ text: checked(folded), open: prefix }));
  const alternatives = writingsOf(first, excluded ? "forms" : looked).map((writing) => [{ text: checked(writing), open: first.prefix }, ...rest]);
  // What is between spaces stands as it is in LIKE and in regular expressions, as words have letters and digits alone.
  const isOpenWithin = words.slice(0, -1).some(({ prefix }) => prefix);
  const patterns = alternatives.map((parts) => (isOpenWithin ? expressionOf(parts) : `% ${parts.map(({ text }) => text).join(" ")}${parts.at(-1)?.open === true ? "" : " "}%`));
  return `${excluded ? "NOT " : ""}${foldedText} ${isOpenWithin ? "~" : "LIKE"} ANY (${valueName(patterns, values)}::text[])`;
}

function expressionOf(parts: readonly { readonly text: string; readonly open: boolean }[]): string {
  return ` ${parts.map(({ text, open }, index) => text + (index === parts.length - 1 ? (open ? "" : " ") : open ? "[^ ]* " : " ")).join("")}`;
}

/** A phrase of several words. */
function isPhrase({ words }: QueryTerm): boolean {
  return words.length > 1;
}
