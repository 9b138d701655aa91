/**
 * Adds made-up editions to an archive, as one of several machines: `archiveWorker.ts ARCHIVE OBJECTS SALT FIRST LAST`. Prints each edition's number and what became of it as soon as it is added. The same number and salt give the same edition;
 * all editions share a file.
 */
import { createHash } from "node:crypto";
import { addRevision } from "../../src/archive/addRevision.ts";
import { ArchiveFault } from "../../src/archive/archiveFault.ts";
import { openStores } from "../../src/archive/openStores.ts";
import type { Submission } from "../../src/archive/submission.ts";

const [archive = "", objects = "", salt = "", first = "1", last = "1"] = process.argv.slice(2);

function madeUp(number: number): Submission {
  const bytes = Buffer.concat(Array.from({ length: 3000 }, (_, index) => createHash("sha256").update(`${salt}/${number}/${index}`).digest()));
  return {
    edition: { publication: "النشرة", number: String(number), date: `2022-01-${String((number % 28) + 1).padStart(2, "0")}`, title: "النشرة", language: "ar", pages: 1, credits: [], fonts: [] },
    articles: Array.from({ length: 5 }, (_, index) => ({ kind: "article" as const, headline: `خبر ${number} ${salt}`, paragraphs: [`قال مصدر ${index} إن المدينة هادئة. `.repeat(40)] })),
    pages: [],
    files: [
      { role: "pdf", name: "pdf/archive.pdf", mediaType: "application/pdf", profile: "archive", bytes },
      { role: "template", name: "template/style.css", mediaType: "text/css", bytes: Buffer.from("p { margin: 0 }") },
    ],
  };
}

try {
  const stores = await openStores({ archive, objects }, { mode: "write", create: true });
  for (let number = Number(first); number <= Number(last); number++) {
    const { outcome } = await addRevision(madeUp(number), { ...stores, program: "worker", now: () => new Date("2026-01-02T03:04:05.678Z") });
    process.stdout.write(`${number} ${outcome}\n`);
  }
  await stores.catalogue.close();
  await stores.objects.close();
} catch (error) {
  if (!(error instanceof ArchiveFault)) throw error;
  process.stderr.write(`${error.diagnostic.code}: ${error.message} ${error.diagnostic.hint ?? ""}\n`);
  process.exitCode = 3;
}
