import { describeIssue, type ArticleDescription } from "./issueDescription.ts";
import type { Article, Edition } from "./model.ts";

/** What the set edition says of itself. */
export interface IssueFacts {
  readonly title: string;
  /** By the names of HTML's `meta` elements. */
  readonly metadata: Readonly<Record<string, string>>;
  /** The headings in order, each with its page, from 1. */
  readonly outline: readonly { readonly title: string; readonly page: number }[];
}

/** Describes an edition's articles for catalogues: see `describeIssue`. The page on which an article begins is that of its headline, where it is among the headings. */
export function describeArticles({ language, credits, articles }: Edition, { title, metadata, outline }: IssueFacts): string {
  const pageOf = openHeadings(outline);
  const { publisher, number, volume, date } = metadata;
  return describeIssue({
    title, language,
    ...(publisher !== undefined && { publication: publisher }), ...(number !== undefined && { number }), ...(volume !== undefined && { volume }), ...(date !== undefined && { date }),
    credits: credits.map(({ role, name }) => ({ role: role.text, name: name.text })),
    articles: articles.map((article) => articleDescription(article, pageOf(article.headline.text))),
  });
}

function articleDescription({ headline, sourceLine, section, author, body }: Article, firstPage: number | undefined): ArticleDescription {
  return {
    kind: "article", headline: headline.text, body: body.map(({ content }) => content.text).join("\n"),
    ...(section && { section: section.text }), ...(author && { author: author.text }), ...(sourceLine && { source: sourceLine.text }), ...(firstPage !== undefined && { firstPage }),
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
