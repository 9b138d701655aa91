import { counted, sized } from "./describe.ts";
import type { PlaceOptions } from "./place.ts";
import { printJson, printLines, withArchive, type ArchiveOutcome } from "./withArchive.ts";

/** `nashra archive stats`: how much the archive holds, on stdout. */
export async function stats(options: PlaceOptions & { readonly json?: true }): Promise<ArchiveOutcome> {
  return withArchive(options, "read", async (archive) => {
    const counts = await archive.counts();
    if (options.json) {
      printJson(counts);
      return true;
    }
    const { publications, editions, revisions, articles, files, fileBytes, textBytes, databaseBytes, firstDate, lastDate } = counts;
    printLines([
      `${counted(publications, "publication")}, ${counted(editions, "edition")} in ${counted(revisions, "revision")}, ${counted(articles, "article")}`,
      ...(firstDate === undefined || lastDate === undefined ? [] : [`from ${firstDate} to ${lastDate}`]),
      `${counted(files, "file")}, ${sized(fileBytes)}; text ${sized(textBytes)}, database ${sized(databaseBytes)}`,
    ]);
    return true;
  });
}
