import type { ArchivedArticle, PageText, RevisionRecord, RevisionSummary } from "../../../src/archive/index.ts";
import { findMatches } from "../../../src/archive/words/matches.ts";
import { excerptOf } from "../../../src/archive/words/excerpt.ts";
import { parseQuery } from "../../../src/archive/words/query.ts";
import type { ServedArchive } from "../../../src/archive/serve/index.ts";

/** What an archive may hold and a person may type, one text for each. */
export interface MadeUpTexts {
  readonly publication: string;
  readonly number: string;
  readonly title: string;
  readonly language: string;
  readonly headline: string;
  readonly author: string;
  readonly section: string;
  readonly source: string;
  readonly body: string;
  readonly role: string;
  readonly name: string;
  readonly fileName: string;
}

export const digest = "0123456789abcdef".repeat(4);

export function madeUpSummary(more: Partial<RevisionSummary> = {}): RevisionSummary {
  return {
    name: "النشرة/1", revision: 1, revisions: 1, digest, record: digest, addedAt: "2022-11-25T08:00:00Z", addedBy: "tests", publication: "النشرة", number: "1", date: "2022-11-24", title: "النشرة", language: "ar", pages: 2, articles: 1,
    ...more,
  };
}

/** A page of blocks, each of lines, whose words are 10 pt wide. */
export function madeUpPage(blocks: readonly (readonly string[])[]): PageText {
  const wordsOf = (line: string, y: number): PageText["blocks"][number]["lines"][number]["words"] =>
    line.split(/\s+/u).filter((word) => word !== "").map((text, index) => ({ text, x: 290 - 10 * index, y, width: 10, height: 12 }));
  const place = { x: 0, y: 0, width: 300, height: 12 };
  return {
    number: 1, width: 300, height: 400,
    blocks: blocks.map((lines, block) => ({ ...place, lines: lines.map((line, index) => ({ ...place, words: wordsOf(line, 100 * block + 14 * index) })) })),
  };
}

/** An archive of one edition with one article, found whatever is searched for. */
export function madeUpArchive({ publication, number, title, language, headline, author, section, source, body, role, name, fileName }: MadeUpTexts): ServedArchive {
  const summary = madeUpSummary({ publication, number, title, language });
  const article: ArchivedArticle = { position: 1, kind: "article", headline, author, section, source, body, page: 1, pageStarts: [] };
  const record: RevisionRecord = {
    format: "nashra-revision", formatVersion: 1, digest, addedAt: summary.addedAt, addedBy: "tests", edition: { publication, number, title, language, pages: 2, date: "2022-11-24", credits: [{ role, name }], fonts: [] },
    articles: [article], files: [{ role: "source", name: fileName, mediaType: "text/plain", sha256: digest, bytes: 1 }],
  };
  return {
    list: () => Promise.resolve([summary]),
    months: () => Promise.resolve([{ month: "2022-11", editions: 1 }]),
    resolve: () => Promise.resolve({ summary, record }),
    readFile: () => Promise.resolve(new Uint8Array(1)),
    readPages: () => Promise.resolve([madeUpPage([[headline], [body]])]),
    search: (words, _filter, _window, report) => {
      const query = parseQuery(words, report);
      if (query === undefined) return Promise.resolve(undefined);
      return Promise.resolve({ query, total: 1, hits: [{ nearness: "word", revision: summary, article, page: 1, headlineMatches: findMatches(headline, query), excerpt: excerptOf(body, findMatches(body, query), { length: 100 }) }] });
    },
  };
}
