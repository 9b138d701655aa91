import type { RevisionSummary } from "../../archive/index.ts";
import { counted, nameOf, shown } from "./describe.ts";
import { editionFilter, type EditionFilterOptions } from "./filters.ts";
import type { PlaceOptions } from "./place.ts";
import { printJson, printLines, refuse, withArchive, type ArchiveOutcome } from "./withArchive.ts";

export interface ListOptions extends PlaceOptions, EditionFilterOptions {
  readonly allRevisions?: true;
  readonly json?: true;
}

/** `nashra archive list`: the editions, the newest first, a line each on stdout. */
export async function list(options: ListOptions): Promise<ArchiveOutcome> {
  const filter = editionFilter(options);
  if (typeof filter === "string") return refuse(filter);
  return withArchive(options, "read", async (archive) => {
    const editions = await archive.list(filter, options.allRevisions ? { allRevisions: true } : {});
    if (options.json) printJson(editions);
    else printLines(editions.map(describeEdition));
    if (!options.json) process.stderr.write(`${counted(editions.length, options.allRevisions ? "revision" : "edition")}\n`);
    return true;
  });
}

function describeEdition(summary: RevisionSummary): string {
  const { date, pages, articles, revisions, title, digest } = summary;
  const told = [date ?? "undated   ", nameOf(summary), counted(pages, "page"), counted(articles, "article"), ...(revisions > 1 ? [counted(revisions, "revision")] : []), digest.slice(0, 12), shown(title)];
  return told.join("  ");
}
