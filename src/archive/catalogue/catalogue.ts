import type { ArchivedArticle, RevisionRecord, RevisionSummary } from "../model.ts";
import type { FoldedArticle } from "../words/foldArticle.ts";
import type { Query } from "../words/query.ts";

/** A revision to be written down, its files and its record kept already. */
export interface NewRevision {
  readonly record: RevisionRecord;
  /** SHA-256 of the object that holds the record. */
  readonly recordSha256: string;
  /** In the order of `record.articles`. */
  readonly folded: readonly FoldedArticle[];
}

/** What became of a revision: written down, or known by its digest already. */
export interface Added {
  readonly outcome: "added" | "revised" | "known";
  readonly summary: RevisionSummary;
}

/** Which editions are meant; absent fields mean all. */
export interface EditionFilter {
  /** Compared as folded words (see `foldWords`): equal. */
  readonly publication?: string;
  /** Equal, in European digits. */
  readonly number?: string;
  /** Year-month-day, both included. Editions without a date are outside any range. */
  readonly from?: string;
  readonly to?: string;
}

/** Which articles are meant; absent fields mean all. */
export interface ArticleFilter extends EditionFilter {
  /** Folded and equal. */
  readonly section?: string;
  /** Folded: the words stand one after another in the author's name, or in the source's where the article names no author. */
  readonly author?: string;
  /** Articles of older revisions too; without it, of each edition's newest alone. */
  readonly allRevisions?: true;
}

/** How near an article comes to what was typed; nearer ones come first. */
export type Nearness =
  /** Every word stands there as it was typed, but for harakat and tatweel. */
  | "spelling"
  /** Every word stands there but for the forms of letters and digits that fold together. */
  | "word"
  /** Some word stands there only with or without article or clitics. */
  | "form";

export interface Hit {
  readonly nearness: Nearness;
  readonly article: ArchivedArticle;
  readonly revision: RevisionSummary;
}

export interface Found {
  /** Of all pages of the result. */
  readonly total: number;
  /** There are so many at the least: the catalogue stopped counting. */
  readonly totalIsAtLeast?: true;
  /** The nearest first; of equally near ones the most relevant; of equally relevant ones the newest edition. */
  readonly hits: readonly Hit[];
}

/** How many editions are of a month. */
export interface MonthCount {
  /** Year-month; absent of editions without a date. */
  readonly month?: string;
  readonly editions: number;
}

/** An object that a revision needs. */
export interface NeededObject {
  readonly sha256: string;
  /** The file's; `record.json` for the revision's record. */
  readonly name: string;
  /** The revision's, with its number: `النشرة/12@2`. */
  readonly revision: string;
  /** Of a record: the digest of its revision. */
  readonly digest?: string;
}

export interface ArchiveCounts {
  readonly publications: number;
  readonly editions: number;
  readonly revisions: number;
  readonly articles: number;
  /** Distinct files and their bytes. */
  readonly files: number;
  readonly fileBytes: number;
  /** UTF-8 bytes of headlines and bodies. */
  readonly textBytes: number;
  readonly databaseBytes: number;
  readonly firstDate?: string;
  readonly lastDate?: string;
}

/**
 * What editions there are, and the words of their articles. Whatever changes it does so whole or not at all, beside other processes that do the same.
 *
 * All functions throw `ArchiveFault` for what is the user's or the machine's fault.
 */
export interface Catalogue {
  /** How messages name it. */
  readonly place: string;
  /**
   * Writes down a revision, in one transaction. Where the edition (by publication and number, or by publication and date where it has no number) already has one with the same digest, nothing
   * changes. Else it becomes the newest revision.
   */
  readonly add: (revision: NewRevision) => Promise<Added>;
  /** Newest date first, those without a date last, then by publication and number; each edition's newest revision, or with `allRevisions` every one (newest first). */
  readonly list: (filter: EditionFilter, options?: { readonly allRevisions?: true; readonly limit?: number; readonly offset?: number }) => Promise<readonly RevisionSummary[]>;
  /** How many editions each month has, the newest month first; those without a date last, without a month. */
  readonly months: () => Promise<readonly MonthCount[]>;
  /** The revisions whose digest is this or begins so (at least 8 hex digits). */
  readonly byDigest: (beginning: string) => Promise<readonly RevisionSummary[]>;
  /** The revisions that keep a file with this SHA-256. */
  readonly byFile: (sha256: string) => Promise<readonly (RevisionSummary & { readonly fileName: string })[]>;
  readonly search: (query: Query, filter: ArticleFilter, window: { readonly limit: number; readonly offset: number }) => Promise<Found>;
  /** Every object that some revision needs. */
  readonly objects: () => AsyncIterable<NeededObject>;
  readonly counts: () => Promise<ArchiveCounts>;
  /** What the database itself finds wrong with itself, in words; empty where it is whole. */
  readonly check: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}
