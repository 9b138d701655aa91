import type { PageText } from "../layout/index.ts";

/** What an edition is known by: a publication's number, or its day where it has no number. */
export interface EditionIdentity {
  readonly publication: string;
  /** In European digits. */
  readonly number?: string;
  /** Year-month-day. */
  readonly date?: string;
}

/** What an edition says of itself. */
export interface EditionFacts extends EditionIdentity {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly volume?: string;
  readonly pages: number;
  readonly credits: readonly { readonly role: string; readonly name: string }[];
  readonly fonts: readonly { readonly family: string; readonly postscriptName: string; readonly version: string }[];
}

/** An article as it was printed, or a page of a PDF whose articles nobody has told. */
export interface ArchivedArticle {
  /** From 1, in the order of the edition. */
  readonly position: number;
  readonly kind: "article" | "page";
  /** May be empty. */
  readonly headline: string;
  readonly author?: string;
  readonly section?: string;
  /** The agency or paper that it comes from. */
  readonly source?: string;
  /** Paragraphs, parted by `\n`. */
  readonly body: string;
  /** The page of the headline, from 1; absent where it was not found on any. */
  readonly page?: number;
  /** Where in `body` (UTF-16) which page begins, in order; empty where it was not found. */
  readonly pageStarts: readonly { readonly offset: number; readonly page: number }[];
}

/** What a kept file is to its edition. */
export type FileRole = "pdf" | "source" | "template" | "image" | "profile" | "pages";

/** A file that a revision keeps. */
export interface KeptFile {
  readonly role: FileRole;
  /** A relative path with `/`, unique in its revision, safe in any file system: `pdf/archive.pdf`, `sources/a.txt`. */
  readonly name: string;
  readonly mediaType: string;
  /** Of the content, in hex: the name that the object store knows it by. */
  readonly sha256: string;
  readonly bytes: number;
  /** Of a PDF: what it was made for; `given` for one that was not made here. */
  readonly profile?: "print" | "archive" | "screen" | "given";
}

/** How a kept PDF is made again from the kept files; absent for PDFs that were not made here. Names are of kept files. */
export interface Recipe {
  readonly template: { readonly folder: string };
  readonly sources: readonly string[];
  readonly settings: Readonly<Record<string, string>>;
  readonly language?: string;
  readonly roles: readonly string[];
  readonly withoutEdits: readonly string[];
  readonly justify?: string;
  readonly marks?: string;
  /** By article's source: what the manifest told of it. */
  readonly articles: Readonly<Record<string, { readonly author?: string; readonly section?: string }>>;
  /** One for each kept PDF, by its name. */
  readonly outputs: Readonly<Record<string, { readonly profile: string; readonly condition?: string; readonly iccProfile?: string; readonly inkLimit?: number; readonly lateBinding?: true; readonly linearize?: true }>>;
}

/**
 * All that the archive knows of one revision of an edition. It is itself kept as an object, so that the catalogue can be made anew from the objects alone.
 */
export interface RevisionRecord {
  readonly format: "nashra-revision";
  readonly formatVersion: 1;
  /** SHA-256 in hex over what the edition is: equal for equal editions, whenever and by which program they were added. */
  readonly digest: string;
  /** ISO 8601, UTC. */
  readonly addedAt: string;
  /** The program's name and version. */
  readonly addedBy: string;
  readonly edition: EditionFacts;
  readonly articles: readonly ArchivedArticle[];
  readonly files: readonly KeptFile[];
  readonly recipe?: Recipe;
}

/** A revision as the catalogue names it. */
export interface RevisionSummary {
  /** What a person calls it by: `النشرة/12`, with `@2` for another than the newest revision. */
  readonly name: string;
  /** From 1. */
  readonly revision: number;
  /** How many revisions the edition has. */
  readonly revisions: number;
  readonly digest: string;
  /** SHA-256 of the object that holds the {@link RevisionRecord}. */
  readonly record: string;
  readonly addedAt: string;
  readonly addedBy: string;
  readonly publication: string;
  readonly number?: string;
  readonly date?: string;
  readonly title: string;
  readonly language: string;
  readonly pages: number;
  readonly articles: number;
}

/** Reads the words on the kept pages. */
export type { PageText };
