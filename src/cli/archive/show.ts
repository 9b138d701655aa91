import type { RevisionRecord, RevisionSummary } from "../../archive/index.ts";
import { counted, nameOf, shown, sized } from "./describe.ts";
import type { PlaceOptions } from "./place.ts";
import { printJson, printLines, withArchive, type ArchiveOutcome } from "./withArchive.ts";

export interface ShowOptions extends PlaceOptions {
  readonly json?: true;
}

/** `nashra archive show`: all that is known of one edition, on stdout. */
export async function show(edition: string, options: ShowOptions): Promise<ArchiveOutcome> {
  return withArchive(options, "read", async (archive) => {
    const { summary, record } = await archive.resolve(edition);
    if (options.json) printJson({ ...summary, ...record });
    else printLines(describe(summary, record));
    return true;
  });
}

function describe(summary: RevisionSummary, { edition, articles, files, recipe }: RevisionRecord): string[] {
  const { digest, addedAt, addedBy, revision, revisions } = summary;
  const row = (key: string, value: string | undefined): string[] => (value === undefined ? [] : [`${key.padEnd(12)}${value}`]);
  return [
    ...row("edition", nameOf(summary)), ...row("title", shown(edition.title)), ...row("publication", shown(edition.publication)), ...row("number", edition.number && shown(edition.number)), ...row("volume", edition.volume && shown(edition.volume)),
    ...row("date", edition.date), ...row("language", shown(edition.language)), ...row("pages", String(edition.pages)), ...row("revision", `${revision} of ${revisions}`), ...row("digest", digest),
    ...row("added", `${addedAt} by ${shown(addedBy)}`), ...row("rebuilt", recipe ? "can be made again from what is kept" : "was given as a PDF"),
    ...edition.credits.flatMap(({ role, name }) => row("credit", `${shown(role)}: ${shown(name)}`)),
    "", counted(articles.length, articles[0]?.kind === "page" ? "page" : "article"),
    ...articles.map(({ position, page, headline, section, author }) => `  ${position}. ${[page === undefined ? undefined : `p. ${page}`, headline === "" ? "(no headline)" : shown(headline), section && shown(section), author && shown(author)].filter((part) => part !== undefined).join("  ")}`),
    "", counted(edition.fonts.length, "font"),
    ...edition.fonts.map(({ postscriptName, version }) => `  ${shown(postscriptName)}  ${shown(version)}`),
    "", counted(files.length, "file"),
    ...files.map(({ name, bytes, sha256 }) => `  ${sha256}  ${sized(bytes).padStart(9)}  ${shown(name)}`),
  ];
}
