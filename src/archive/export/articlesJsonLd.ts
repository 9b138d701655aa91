import { describeIssue, type ArticleDescription } from "../../edition/index.ts";
import type { ArchivedArticle, EditionFacts } from "../model.ts";

/** Describes an edition and its articles as JSON-LD by schema.org, with the pages on which the archive found them: see `describeIssue`. */
export function articlesJsonLd({ publication, title, number, volume, date, language, pages, credits }: EditionFacts, articles: readonly ArchivedArticle[], identifier: string): Uint8Array {
  const issue = describeIssue({
    title, identifier, publication, language, pages, credits, articles: articles.map(articleDescription),
    ...(number !== undefined && { number }), ...(volume !== undefined && { volume }), ...(date !== undefined && { date }),
  });
  return new TextEncoder().encode(issue);
}

function articleDescription({ kind, headline, author, section, source, body, page, pageStarts }: ArchivedArticle): ArticleDescription {
  const pages = [...new Set([...(page === undefined ? [] : [page]), ...pageStarts.map((start) => start.page)])];
  const [firstPage] = pages;
  return {
    kind, headline, body, pages,
    ...(author !== undefined && { author }), ...(section !== undefined && { section }), ...(source !== undefined && { source }), ...(firstPage !== undefined && { firstPage }),
  };
}
