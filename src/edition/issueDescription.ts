/** What catalogues want to know of an issue of a paper. */
export interface IssueDescription {
  readonly title: string;
  /** A name for it that nothing else has. */
  readonly identifier?: string;
  readonly publication?: string;
  readonly number?: string;
  readonly volume?: string;
  /** Year-month-day. */
  readonly date?: string;
  /** BCP 47. */
  readonly language: string;
  /** How many it has, where that is known. */
  readonly pages?: number;
  readonly credits: readonly { readonly role: string; readonly name: string }[];
  /** In the order of the issue. */
  readonly articles: readonly ArticleDescription[];
}

export interface ArticleDescription {
  /** May be empty. */
  readonly headline: string;
  /** A page whose articles nobody has told is no article. */
  readonly kind: "article" | "page";
  readonly author?: string;
  readonly section?: string;
  readonly source?: string;
  /** Paragraphs, parted by `\n`. */
  readonly body: string;
  /** The page on which it begins, from 1. */
  readonly firstPage?: number;
  /** All pages that it stands on, where they are known. */
  readonly pages?: readonly number[];
}

/** Describes an issue and its articles as JSON-LD by schema.org: a `PublicationIssue` with its contributors, and in it a `NewsArticle` for each article. */
export function describeIssue({ title, identifier, publication, number, volume, date, language, pages, credits, articles }: IssueDescription): string {
  const newspaper = publication === undefined ? undefined : { "@type": "Newspaper", name: publication };
  const issue = {
    "@context": "https://schema.org",
    "@type": "PublicationIssue",
    name: title,
    identifier,
    issueNumber: number,
    datePublished: date,
    inLanguage: language,
    pageStart: pages === undefined || pages === 0 ? undefined : 1,
    pageEnd: pages === 0 ? undefined : pages,
    publisher: publication === undefined ? undefined : { "@type": "Organization", name: publication },
    isPartOf: volume === undefined ? newspaper : { "@type": "PublicationVolume", volumeNumber: volume, isPartOf: newspaper },
    contributor: credits.map(({ role, name }) => ({ "@type": "Role", roleName: role, contributor: { "@type": "Person", name } })),
    hasPart: articles.map((article, index) => describeArticle(article, index + 1, { date, language })),
  };
  return `${JSON.stringify(issue, undefined, 2)}\n`;
}

function describeArticle({ kind, headline, author, section, source, body, firstPage, pages = [] }: ArticleDescription, position: number, { date, language }: { readonly date: string | undefined; readonly language: string }): unknown {
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
    pageStart: firstPage,
    pageEnd: pages.at(-1),
    pagination: pages.length === 0 ? undefined : pages.join(", "),
    ...(kind === "article" ? { articleBody: body } : { text: body }),
  };
}
