import type { Report } from "../diagnostics/index.ts";
import type { ArticleFilter, Catalogue, Found, Hit, Nearness } from "./catalogue/catalogue.ts";
import type { ArchivedArticle, RevisionSummary } from "./model.ts";
import { excerptOf, type Excerpt } from "./words/excerpt.ts";
import { findMatches, type Match } from "./words/matches.ts";
import { parseQuery, type Query } from "./words/query.ts";

/** An article that was found, with what to show of it. */
export interface SearchHit {
  readonly nearness: Nearness;
  readonly revision: RevisionSummary;
  readonly article: ArchivedArticle;
  /** The page of the headline where words stand there, else of the excerpt's first match, from 1; absent where the article was not found on any. */
  readonly page?: number;
  /** Matches in the headline (UTF-16). */
  readonly headlineMatches: readonly Match[];
  /** Of the body. */
  readonly excerpt: Excerpt;
}

export interface SearchResult extends Pick<Found, "total" | "totalIsAtLeast"> {
  readonly query: Query;
  readonly hits: readonly SearchHit[];
}

/** Letters that an excerpt has at most. */
const EXCERPT_LENGTH = 240;

/**
 * Searches the words of all articles. See `parseQuery` for what may be asked, docs/archive.md for what is found.
 *
 * Reports what `parseQuery` does; throws `ArchiveFault` as the catalogue does.
 *
 * @returns `undefined` after an error in the query
 */
export async function searchArchive(
  words: string, filter: ArticleFilter, window: { readonly limit: number; readonly offset: number }, { catalogue, report }: { readonly catalogue: Catalogue; readonly report: Report },
): Promise<SearchResult | undefined> {
  const query = parseQuery(words, report);
  if (!query) return undefined;
  const { hits, ...found } = await catalogue.search(query, filter, window);
  return { ...found, query, hits: hits.map((hit) => shown(hit, query)) };
}

function shown({ nearness, article, revision }: Hit, query: Query): SearchHit {
  const headlineMatches = findMatches(article.headline, query);
  const matches = findMatches(article.body, query);
  const excerpt = excerptOf(article.body, matches, { length: EXCERPT_LENGTH });
  const [first] = excerpt.marks;
  const page = headlineMatches.length > 0 || first === undefined ? article.page : pageAt(article, excerpt.offset + first.start);
  return { nearness, revision, article, headlineMatches, excerpt, ...(page !== undefined && { page }) };
}

/** The page on which a place in an article's body (UTF-16) stands. */
function pageAt({ pageStarts, page }: ArchivedArticle, offset: number): number | undefined {
  return pageStarts.findLast((start) => start.offset <= offset)?.page ?? page;
}
