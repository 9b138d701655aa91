import type { ArticleFilter, Nearness } from "../../../src/archive/catalogue/catalogue.ts";
import type { RevisionSummary } from "../../../src/archive/model.ts";
import type { Query, QueryTerm, QueryWord } from "../../../src/archive/words/query.ts";
import { foldWords, spelledWords } from "../../../src/archive/words/foldWords.ts";
import { newRevision, type ToldRevision } from "./revisions.ts";

/**
 * What a search is to find, by reading every article; nothing here is ranked.
 *
 * @returns of each hit its nearness, its revision's digest and its position, parted by spaces
 */
export function findInPlainText(known: readonly { readonly told: ToldRevision; readonly summary: RevisionSummary }[], query: Query, filter: ArticleFilter): string[] {
  return known.flatMap(({ told, summary }) => {
    const isNewest = known.every(({ summary: other }) => other.revision <= summary.revision || editionOf(other) !== editionOf(summary));
    if ((!isNewest && filter.allRevisions !== true) || !isMeant(summary, filter)) return [];
    return newRevision(told).record.articles.flatMap((article) => {
      const byline = ` ${folded(article.author ?? article.source ?? "")} `;
      if (filter.section !== undefined && folded(article.section ?? "") !== folded(filter.section)) return [];
      if (filter.author !== undefined && !byline.includes(` ${folded(filter.author)} `)) return [];
      const nearness = nearnessOf(article.headline, article.body, query);
      return nearness === undefined ? [] : [`${nearness} ${summary.digest} ${article.position}`];
    });
  });
}

function folded(text: string): string {
  return foldWords(text).join(" ");
}

function editionOf({ publication, number = "" }: RevisionSummary): string {
  return `${folded(publication)}/${number}`;
}

function isMeant({ publication, number, date }: RevisionSummary, filter: ArticleFilter): boolean {
  if (filter.publication !== undefined && folded(filter.publication) !== folded(publication)) return false;
  if (filter.number !== undefined && filter.number !== number) return false;
  if (filter.from !== undefined && (date === undefined || date < filter.from)) return false;
  return filter.to === undefined || (date !== undefined && date <= filter.to);
}

function nearnessOf(headline: string, body: string, { terms }: Query): Nearness | undefined {
  const texts = [foldWords(headline), foldWords(body)];
  const stands = ({ words }: QueryTerm, withForms: boolean): boolean =>
    texts.some((text) => text.some((_, start) => words.every((word, index) => isWord(text[start + index], word, withForms))));
  const wanted = terms.filter(({ excluded }) => !excluded);
  if (terms.some((term) => term.excluded && stands(term, true)) || !wanted.every((term) => stands(term, true))) return undefined;
  if (!wanted.every((term) => stands(term, false))) return "form";
  const spellings = [...spelledWords(headline), ...spelledWords(body)];
  const isSpelled = ({ spelling, prefix }: QueryWord): boolean => spellings.some((word) => (prefix ? word.startsWith(spelling) : word === spelling));
  return wanted.every(({ words }) => words.every(isSpelled)) ? "spelling" : "word";
}

function isWord(word: string | undefined, { folded, forms, prefix }: QueryWord, withForms: boolean): boolean {
  if (word === undefined || word === "") return false;
  return (prefix ? word.startsWith(folded) : word === folded) || (withForms && forms.includes(word));
}
