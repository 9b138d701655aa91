import type { ArchivedArticle } from "../model.ts";
import { foldWords, joinedWordsOf, wordsOf, type Word } from "./foldWords.ts";

/**
 * An article's words as catalogues index them: each a run of letters or digits, parted by single spaces, in the order of the text. After headline and body stand, once more, the words that zero-width
 * non-joiners part, as they are without.
 */
export interface FoldedArticle {
  /** Folded by `foldWords`. */
  readonly headline: string;
  readonly body: string;
  /** The distinct words of headline and body as they are spelled (`spelledWords`), for those that ask for a spelling. */
  readonly spellings: string;
  /** Folded; absent where the article has none. */
  readonly section?: string;
  /** Folded: the author, or the source where there is no author. */
  readonly author?: string;
}

/** Writes an article's words as catalogues index them. What holds no word is absent. */
export function foldArticle({ headline, body, section, author, source }: ArchivedArticle): FoldedArticle {
  const headlineWords = indexedWords(headline);
  const bodyWords = indexedWords(body);
  const spellings = new Set([...headlineWords, ...bodyWords].map(({ spelling }) => spelling));
  const foldedSection = foldWords(section ?? "").join(" ");
  const foldedAuthor = foldWords(author ?? "").join(" ") || foldWords(source ?? "").join(" ");
  return {
    headline: headlineWords.map(({ folded }) => folded).join(" "),
    body: bodyWords.map(({ folded }) => folded).join(" "),
    spellings: [...spellings].join(" "),
    ...(foldedSection === "" ? {} : { section: foldedSection }),
    ...(foldedAuthor === "" ? {} : { author: foldedAuthor }),
  };
}

function indexedWords(text: string): Word[] {
  return [...wordsOf(text), ...joinedWordsOf(text)];
}
