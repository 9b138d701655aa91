import * as z from "zod/mini";
import { writeDigits } from "../numerals/index.ts";
import { ArchiveFault } from "./archiveFault.ts";
import type { Added, Catalogue } from "./catalogue/catalogue.ts";
import { sha256Of } from "./digest.ts";
import type { EditionFacts, KeptFile, RevisionRecord } from "./model.ts";
import type { ObjectStore } from "./objects/objectStore.ts";
import { pagesFile } from "./pages/pagesFile.ts";
import { placeArticles } from "./pages/placeArticles.ts";
import type { Submission, SubmittedFile } from "./submission.ts";
import { foldArticle } from "./words/foldArticle.ts";

/** Where a revision goes, and who puts it there. */
export interface AddingContext {
  readonly catalogue: Catalogue;
  readonly objects: ObjectStore;
  /** The program's name and version. */
  readonly program: string;
  readonly now: () => Date;
}

/** Disks flush several files at once in hardly more time than one, and networks answer so. */
const putsAtOnce = 16;

/**
 * Keeps an edition: first its files, each flushed to the disk, then the record that names them all, then, in one transaction, its place in the catalogue. Whatever happens in between, the edition is there whole
 * or not at all; files without a record are left over and harm nothing.
 *
 * An edition that is there already, equal in every file and word, is left as it is, and nothing is written.
 *
 * Throws `ArchiveFault`: `archive/bad-date` where the edition's date is no day, and what the stores do.
 */
export async function addRevision({ recipe, ...submission }: Submission, { catalogue, objects, program, now }: AddingContext): Promise<Added> {
  const edition = checkedEdition(submission.edition);
  const files = submission.files.map(describeFile);
  const digest = sha256Of(JSON.stringify({ edition, articles: submission.articles, files, recipe }));
  const [known] = await catalogue.byDigest(digest);
  if (known) return { outcome: "known", summary: known };

  const pages = pagesFile(submission.pages);
  const kept = [...submission.files, pages];
  for (let at = 0; at < kept.length; at += putsAtOnce) await Promise.all(kept.slice(at, at + putsAtOnce).map(({ bytes }) => objects.put(bytes)));
  const articles = placeArticles(submission.articles, submission.pages);
  const record: RevisionRecord = {
    format: "nashra-revision", formatVersion: 1, digest, addedAt: now().toISOString(), addedBy: program, edition, articles, files: [...files, describeFile(pages)], ...(recipe && { recipe }),
  };
  const recordSha256 = await objects.put(new TextEncoder().encode(JSON.stringify(record)));
  return catalogue.add({ record, recordSha256, folded: articles.map(foldArticle) });
}

function describeFile({ role, name, mediaType, profile, bytes }: SubmittedFile): KeptFile {
  return { role, name, mediaType, sha256: sha256Of(bytes), bytes: bytes.byteLength, ...(profile !== undefined && { profile }) };
}

/** A catalogue sorts by dates and finds numbers, however they are written. */
function checkedEdition(edition: EditionFacts): EditionFacts {
  const { date, number } = edition;
  const day = date && writeDigits(date, "european").replace(/^(\d{4})-(\d{1,2})-(\d{1,2})$/, (_date, year: string, month: string, of: string) => `${year}-${month.padStart(2, "0")}-${of.padStart(2, "0")}`);
  if (day !== undefined && !z.iso.date().safeParse(day).success) {
    throw new ArchiveFault("archive/bad-date", `The edition's date “${date ?? ""}” is no day of the calendar.`, "Write year-month-day, as in 2022-11-24.");
  }
  return { ...edition, ...(number !== undefined && { number: writeDigits(number, "european").trim() }), ...(day !== undefined && { date: day }) };
}
