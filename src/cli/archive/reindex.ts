import { counted } from "./describe.ts";
import type { PlaceOptions } from "./place.ts";
import { printJson, printLines, withArchive, type ArchiveOutcome } from "./withArchive.ts";

/** `nashra archive reindex`: makes the database anew from the kept objects, where it was lost or damaged. What became of it is told on stdout. */
export async function reindex(options: PlaceOptions & { readonly json?: true }): Promise<ArchiveOutcome> {
  return withArchive(options, "reindex", async (archive) => {
    const reindexed = await archive.reindex();
    const { added, known, damaged, newer } = reindexed;
    if (options.json) printJson(reindexed);
    else printLines([...damaged.map((place) => `damaged   ${place}`), ...newer.map((place) => `newer     ${place}`), `${counted(added, "revision")} written down, ${known} known already`]);
    return damaged.length === 0 && newer.length === 0;
  });
}
