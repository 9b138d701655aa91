import * as z from "zod/mini";
import type { Report } from "../../diagnostics/index.ts";
import { latinLanguage, patternsOf, type LatinWords } from "./languages.ts";

/** Tells where a word may be divided: UTF-16 offsets in it, ascending. */
export type Hyphenator = (word: string) => readonly number[];

/** The hyphenators of a build. */
export interface Hyphenators {
  /** @param language BCP 47 @returns `undefined` for one that was not asked for or has no patterns */
  readonly of: (language: string) => Hyphenator | undefined;
}

/** Divides no word. */
export const noHyphenators: Hyphenators = { of: () => undefined };

/**
 * Opens the hyphenators that texts ask for, and loads neither the library nor patterns where none does.
 *
 * Reports `text/hyphenation` (warning: the language named for Latin words has no patterns).
 */
export async function openHyphenators(asked: Iterable<LatinWords>, report: Report): Promise<Hyphenators> {
  const hyphenators = new Map<string, Hyphenator>();
  const seen = new Set<string>();
  for (const words of asked) {
    const language = latinLanguage(words);
    if (language === undefined || seen.has(language)) continue;
    seen.add(language);
    const patterns = patternsOf(language);
    if (patterns !== undefined) hyphenators.set(language, await openHyphenator(patterns, language));
    else if (language === words.hyphenateLanguage) report(unknownLanguage(language));
  }
  return { of: (language) => hyphenators.get(language) };
}

function unknownLanguage(language: string): Parameters<Report>[0] {
  return {
    severity: "warning",
    code: "text/hyphenation",
    message: `Words in Latin letters are not hyphenated: there are no patterns for \`${language}\`.`,
    hint: "Name another language in -nashra-hyphenate-language, such as \"en\" or \"fr\".",
  };
}

/** As the package has them: a table of levels, a trie, and words with the places where they are divided. */
const patternModule = z.object({ default: z.tuple([z.array(z.array(z.number())), z.looseObject({})], z.record(z.string(), z.array(z.number()))) });

const SOFT_HYPHEN = "\u00ad";
/** Shorter words the library leaves alone. */
const minWordLength = 2;

const opened = new Map<string, Promise<Hyphenator>>();

/** Once in a process for each language. */
function openHyphenator(patterns: string, language: string): Promise<Hyphenator> {
  let hyphenator = opened.get(language);
  if (hyphenator === undefined) opened.set(language, (hyphenator = loadHyphenator(patterns, language)));
  return hyphenator;
}

async function loadHyphenator(name: string, language: string): Promise<Hyphenator> {
  const { default: createHyphenator } = await import("hyphen");
  const loaded: unknown = await import(`hyphen/patterns/${name}.js`);
  const { default: patterns } = patternModule.parse(loaded);
  const hyphenate = createHyphenator(patterns, { hyphenChar: SOFT_HYPHEN, html: false, minWordLength });
  const known = new Map<string, readonly number[]>();
  return (word) => {
    let places = known.get(word);
    if (places === undefined) known.set(word, (places = placesIn(word, hyphenate, language)));
    return places;
  };
}

/** The library folds case by the language of the machine, so that it is given lower case; a word that becomes longer by that stays whole. */
function placesIn(word: string, hyphenate: (word: string) => string, language: string): readonly number[] {
  const lower = word.toLocaleLowerCase(language).replaceAll("’", "'");
  if (lower.length !== word.length) return [];
  const places: number[] = [];
  let offset = 0;
  for (const part of hyphenate(lower).split(SOFT_HYPHEN)) {
    offset += part.length;
    places.push(offset);
  }
  places.pop();
  return places;
}
