import type { Article, Edition } from "./model.ts";

/** What the set edition says of itself. */
export interface IssueFacts {
  readonly title: string;
  /** By the names of HTML's `meta` elements. */
  readonly metadata: Readonly<Record<string, string>>;
  /** The headings in order, each with its page, from 1. */
  readonly outline: readonly { readonly title: string; readonly page: number }[];
}

/**
 * Describes an edition's articles for catalogues, as JSON-LD by schema.org: a `PublicationIssue` with its number, day and contributors, and a `NewsArticle` for each article with its headline, author,
 * section, source, language, text, number of words, place in the edition and the page on which it begins, where its headline is among the headings.
 */
export function describeArticles({ language, credits, articles }: Edition, { title, metadata, outline }: IssueFacts): string {
  const pageOf = openHeadings(outline);
  const issue = {
    "@context": "https://schema.org",
    "@type": "PublicationIssue",
    name: title,
    issueNumber: metadata["number"],
    isPartOf: metadata["volume"] === undefined ? undefined : { "@type": "PublicationVolume", volumeNumber: metadata["volume"] },
    datePublished: metadata["date"],
    publisher: metadata["publisher"] === undefined ? undefined : { "@type": "Organization", name: metadata["publisher"] },
    inLanguage: language,
    contributor: credits.map(({ role, name }) => ({ "@type": "Role", roleName: role.text, contributor: { "@type": "Person", name: name.text } })),
    hasPart: articles.map((article, index) => describeArticle(article, index, language, pageOf(article.headline.text))),
  };
  return `${JSON.stringify(issue, undefined, 2)}\n`;
}

function describeArticle({ headline, sourceLine, section, author, body }: Article, index: number, language: string, page: number | undefined): unknown {
  return {
    "@type": "NewsArticle",
    headline: headline.text,
    articleSection: section?.text,
    author: author && { "@type": "Person", name: author.text },
    sourceOrganization: sourceLine === undefined ? undefined : { "@type": "Organization", name: sourceLine.text },
    inLanguage: language,
    wordCount: body.reduce((words, { content }) => words + (content.text.match(/\S+/g) ?? []).length, 0),
    articleBody: body.map(({ content }) => content.text).join("\n"),
    position: index + 1,
    pageStart: page,
  };
}

/** Gives the page of a headline; of several that are alike each is given once, in their order. */
function openHeadings(outline: IssueFacts["outline"]): (headline: string) => number | undefined {
  const pages = new Map<string, number[]>();
  for (const { title, page } of outline) {
    const known = pages.get(bare(title));
    if (known === undefined) pages.set(bare(title), [page]);
    else known.push(page);
  }
  return (headline) => (bare(headline) === "" ? undefined : pages.get(bare(headline))?.shift());
}

/** Letters alone: templates may set digits, spaces and marks otherwise. */
function bare(title: string): string {
  return title.normalize("NFC").replace(/[^\p{L}]+/gu, "");
}
