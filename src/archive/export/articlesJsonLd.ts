import type { ArchivedArticle, EditionFacts } from "../model.ts";

/** Describes an edition and its articles as JSON-LD by schema.org: a `PublicationIssue` of its publication, and in it a `NewsArticle` for each article, its pages as the archive found them and its text with it. */
export function articlesJsonLd(edition: EditionFacts, articles: readonly ArchivedArticle[], identifier: string): Uint8Array {
  const { publication, title, number, volume, date, language, pages, credits } = edition;
  const issue = {
    "@context": "https://schema.org",
    "@type": "PublicationIssue",
    name: title,
    identifier,
    issueNumber: number,
    datePublished: date,
    inLanguage: language,
    pageStart: pages > 0 ? 1 : undefined,
    pageEnd: pages > 0 ? pages : undefined,
    publisher: { "@type": "Organization", name: publication },
    isPartOf: volume === undefined ? { "@type": "Newspaper", name: publication } : { "@type": "PublicationVolume", volumeNumber: volume, isPartOf: { "@type": "Newspaper", name: publication } },
    contributor: credits.map(({ role, name }) => ({ "@type": "Role", roleName: role, contributor: { "@type": "Person", name } })),
    hasPart: articles.map((article) => describeArticle(article, edition)),
  };
  return new TextEncoder().encode(`${JSON.stringify(issue, undefined, 2)}\n`);
}

function describeArticle({ kind, position, headline, author, section, source, body, page, pageStarts }: ArchivedArticle, { date, language }: EditionFacts): unknown {
  const pages = [...new Set([...(page === undefined ? [] : [page]), ...pageStarts.map((start) => start.page)])];
  return {
    "@type": kind === "article" ? "NewsArticle" : "CreativeWork",
    position,
    headline: headline === "" ? undefined : headline,
    articleSection: section,
    author: author === undefined ? undefined : { "@type": "Person", name: author },
    sourceOrganization: source === undefined ? undefined : { "@type": "Organization", name: source },
    datePublished: date,
    inLanguage: language,
    wordCount: kind === "article" ? (body.match(/\S+/gu) ?? []).length : undefined,
    pageStart: pages[0],
    pageEnd: pages.at(-1),
    pagination: pages.length === 0 ? undefined : pages.join(", "),
    ...(kind === "article" ? { articleBody: body } : { text: body }),
  };
}
