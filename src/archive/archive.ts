import type { Report } from "../diagnostics/index.ts";
import { addRevision } from "./addRevision.ts";
import { ArchiveFault } from "./archiveFault.ts";
import type { Added, ArchiveCounts, ArticleFilter, Catalogue } from "./catalogue/catalogue.ts";
import { sha256Of } from "./digest.ts";
import { findEdition } from "./findEdition.ts";
import type { KeptFile, PageText, RevisionRecord, RevisionSummary } from "./model.ts";
import { openStores, type ArchivePlace } from "./openStores.ts";
import { readPagesFile } from "./pages/pagesFile.ts";
import { readRecord } from "./readRecord.ts";
import { reindexArchive, type Reindexed } from "./reindex.ts";
import { searchArchive, type SearchResult } from "./search.ts";
import { openForReindexing } from "./setAside.ts";
import type { Submission } from "./submission.ts";
import { verifyArchive, type Verification } from "./verify.ts";

/** A part of a list. */
export interface Window {
  readonly limit: number;
  readonly offset: number;
}

/** Editions kept and found again. All functions throw `ArchiveFault` for what is the input's or the machine's fault. */
export interface Archive {
  /** How messages name it. */
  readonly place: string;
  /** Keeps an edition, whole or not at all; what is there already is left as it is. */
  readonly add: (submission: Submission) => Promise<Added>;
  /** Finds articles by their words; reports what is wrong with the query, and is then `undefined`. */
  readonly search: (words: string, filter: ArticleFilter, window: Window, report: Report) => Promise<SearchResult | undefined>;
  /** The newest first. */
  readonly list: Catalogue["list"];
  /** How many editions each month has. */
  readonly months: Catalogue["months"];
  /** One revision with all that is known of it, by what a person calls it: see `findEdition`. */
  readonly resolve: (name: string) => Promise<{ readonly summary: RevisionSummary; readonly record: RevisionRecord }>;
  /** A kept file's content, checked against its hash. */
  readonly readFile: (file: Pick<KeptFile, "sha256" | "name">) => Promise<Uint8Array>;
  /** The words on an edition's pages. */
  readonly readPages: (record: RevisionRecord) => Promise<readonly PageText[]>;
  /** Which kept files have this content: what proves that a file is the one that was printed. */
  readonly identify: (bytes: Uint8Array) => Promise<readonly (RevisionSummary & { readonly fileName: string })[]>;
  readonly counts: () => Promise<ArchiveCounts>;
  readonly verify: () => Promise<Verification>;
  /** Makes the catalogue anew from the objects. */
  readonly reindex: () => Promise<Reindexed>;
  readonly close: () => Promise<void>;
}

export interface ArchiveOptions {
  /** To `reindex` makes a new database where it is lost or damaged; to `write` makes a new archive where there is none. */
  readonly mode: "read" | "write" | "reindex";
  /** The program's name and version, written down with what it adds. */
  readonly program: string;
  readonly now?: () => Date;
}

/**
 * Opens an archive: a folder, or a PostgreSQL database with a folder or a bucket for its objects.
 *
 * Throws `ArchiveFault`: what the stores do, `archive/none-there` where there is none to be read.
 */
export async function openArchive(place: ArchivePlace, { mode, program, now = () => new Date() }: ArchiveOptions): Promise<Archive> {
  const { catalogue, objects } = mode === "reindex" ? await openForReindexing(place, now()) : await openStores(place, { mode, create: mode === "write" });
  const readFile: Archive["readFile"] = async ({ sha256, name }) => {
    const bytes = await objects.get(sha256);
    if (bytes !== undefined && sha256Of(bytes) === sha256) return bytes;
    throw new ArchiveFault("archive/damaged-object", `The kept file ${name} is ${bytes === undefined ? "missing" : "damaged"}.`, "Run nashra archive verify to see what else is, and restore it from a copy of the archive.");
  };
  return {
    place: catalogue.place,
    add: (submission) => addRevision(submission, { catalogue, objects, program, now }),
    search: (words, filter, window, report) => searchArchive(words, filter, window, { catalogue, report }),
    list: catalogue.list,
    months: catalogue.months,
    resolve: async (name) => {
      const summary = await findEdition(name, catalogue);
      const record = readRecord(await readFile({ sha256: summary.record, name: `record of ${summary.name}` }));
      if (record) return { summary, record };
      throw new ArchiveFault("archive/newer-record", `The record of ${summary.name} cannot be read by this version.`, "Use the version of Nashra that added it, or a newer one.");
    },
    readFile,
    readPages: async ({ files }) => {
      const file = files.find(({ role }) => role === "pages");
      return file ? readPagesFile(await readFile(file)) : [];
    },
    identify: (bytes) => catalogue.byFile(sha256Of(bytes)),
    counts: catalogue.counts,
    verify: () => verifyArchive({ catalogue, objects }),
    reindex: () => reindexArchive({ catalogue, objects }),
    close: async () => {
      await catalogue.close();
      await objects.close();
    },
  };
}
