import { join } from "node:path";
import { exportEdition } from "../../archive/index.ts";
import { makeOutputFolder } from "../writeOutput.ts";
import { fileNameOf, nameOf, shown } from "./describe.ts";
import type { PlaceOptions } from "./place.ts";
import { withArchive, type ArchiveOutcome } from "./withArchive.ts";

export interface ExportOptions extends PlaceOptions {
  readonly out: string;
}

/** `nashra archive export`: one edition as a bag at `--out`, several as bags within it. */
export async function exportEditions(editions: readonly string[], options: ExportOptions): Promise<ArchiveOutcome> {
  return withArchive(options, "read", async (archive, report) => {
    const alone = editions.length === 1;
    if (!alone && !(await makeOutputFolder(options.out, report))) return false;
    for (const edition of editions) {
      const { summary, record } = await archive.resolve(edition);
      const folder = alone ? options.out : join(options.out, fileNameOf(summary));
      await exportEdition({ summary, record, pages: await archive.readPages(record), readFile: archive.readFile }, folder);
      process.stderr.write(`${nameOf(summary)}: bag in ${shown(folder)}\n`);
    }
    return true;
  });
}
