import * as z from "zod/mini";
import { writeDigits } from "../numerals/index.ts";
import { ArchiveFault } from "./archiveFault.ts";
import type { Added, Catalogue } from "./catalogue/catalogue.ts";
import { orderedJson, sha256Of } from "./digest.ts";
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
 * An edition that is there already, equal in every file and word, is left as it is, and nothing is written but files that were lost.
 *
 * Throws `ArchiveFault`: `archive/no-identity`, `archive/bad-number` and `archive/bad-date` where it could not be named by its facts, and what the stores do.
 */
export async function addRevision({ recipe, ...submission }: Submission, { catalogue, objects, program, now }: AddingContext): Promise<Added> {
  const edition = checkedEdition(submission.edition);
  const files = submission.files.map(describeFile);
  const digest = sha256Of(orderedJson({ edition, articles: submission.articles, files, recipe }));
  const pages = pagesFile(submission.pages);
  const [known] = await catalogue.byDigest(digest);
  // Of a known edition nothing is written that is there; what was lost of it since is there again.
  await putAll(known ? submission.files : [...submission.files, pages], objects);
  if (known) return { outcome: "known", summary: known };

  const articles = placeArticles(submission.articles, submission.pages);
  const record: RevisionRecord = {
    format: "nashra-revision", formatVersion: 1, digest, addedAt: now().toISOString(), addedBy: program, edition, articles, files: [...files, describeFile(pages)], ...(recipe && { recipe }),
  };
  const recordSha256 = await objects.put(new TextEncoder().encode(JSON.stringify(record)));
  return catalogue.add({ record, recordSha256, folded: articles.map(foldArticle) });
}

async function putAll(files: readonly SubmittedFile[], objects: ObjectStore): Promise<void> {
  for (let at = 0; at < files.length; at += putsAtOnce) await Promise.all(files.slice(at, at + putsAtOnce).map(({ bytes }) => objects.put(bytes)));
}

function describeFile({ role, name, mediaType, profile, bytes }: SubmittedFile): KeptFile {
  return { role, name, mediaType, sha256: sha256Of(bytes), bytes: bytes.byteLength, ...(profile !== undefined && { profile }) };
}

/** A catalogue sorts by dates and finds numbers, however they are written; an edition must be one that a person can name. */
function checkedEdition({ number: givenNumber, date: givenDate, ...edition }: EditionFacts): EditionFacts {
  const number = writeDigits(givenNumber ?? "", "european").trim();
  const date = writeDigits(givenDate ?? "", "european").trim().replace(/^(\d{4})-(\d{1,2})-(\d{1,2})$/, (_date, year: string, month: string, day: string) => `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  if (edition.publication.trim() === "" || (number === "" && date === "")) {
    throw new ArchiveFault("archive/no-identity", "The edition does not say its publication, and its number or date, by which it is known in the archive.", "Give --set publication=…, and --set number=12 or --set date=2022-11-24.");
  }
  if (/@\d+$|\p{Cc}/u.test(number)) throw new ArchiveFault("archive/bad-number", `The edition's number “${number}” could be taken for a revision.`, "Write it without an at sign and digits at its end.");
  if (date !== "" && !z.iso.date().safeParse(date).success) throw new ArchiveFault("archive/bad-date", `The edition's date “${date}” is no day of the calendar.`, "Write year-month-day, as in 2022-11-24.");
  return { ...edition, ...(number !== "" && { number }), ...(date !== "" && { date }) };
}
