import patterns from "./patterns.json" with { type: "json" };

/** What is asked of words in Latin letters: the language of their element, and the one they are in where that is written otherwise. */
export interface LatinWords {
  /** BCP 47; `und` is none. */
  readonly language: string;
  readonly hyphenateLanguage?: string;
}

const patternNames: ReadonlyMap<string, string> = new Map(Object.entries(patterns));

/**
 * The language that Latin words are hyphenated in: that of their element where it is written in Latin letters, else the one that is named for such words.
 *
 * @returns BCP 47; `undefined` where it is not known
 */
export function latinLanguage({ language, hyphenateLanguage }: LatinWords): string | undefined {
  if (language === "und") return undefined;
  return localeOf(language)?.maximize().script === "Latn" ? language : hyphenateLanguage;
}

/** The name of the patterns for a language (BCP 47); `undefined` where there are none. */
export function patternsOf(language: string): string | undefined {
  const locale = localeOf(language);
  if (locale === undefined || locale.language === "und" || locale.maximize().script !== "Latn") return undefined;
  return patternNames.get(`${locale.language}-${locale.region ?? ""}`) ?? patternNames.get(locale.language);
}

function localeOf(language: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(language);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
