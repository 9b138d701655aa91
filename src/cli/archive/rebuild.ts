import { basename, join } from "node:path";
import type { RevisionSummary } from "../../archive/index.ts";
import type { Report } from "../../diagnostics/index.ts";
import { rebuildEdition, type Rebuilt } from "../../rebuildEdition.ts";
import { linearize } from "../linearize.ts";
import { makeOutputFolder, writeWhole } from "../writeOutput.ts";
import { nameOf, shown } from "./describe.ts";
import { program, type PlaceOptions } from "./place.ts";
import { printJson, printLines, withArchive, type ArchiveOutcome } from "./withArchive.ts";

export interface RebuildCommandOptions extends PlaceOptions {
  readonly fonts?: readonly string[];
  readonly out?: string;
  readonly json?: true;
}

/** `nashra archive rebuild`: makes an edition's PDFs again from what is kept, and says on stdout whether they are the same byte by byte; with `--out` they are written to a folder. */
export async function rebuild(edition: string, options: RebuildCommandOptions): Promise<ArchiveOutcome> {
  return withArchive(options, "read", async (archive, report) => {
    const { summary, record } = await archive.resolve(edition);
    const rebuilt = await rebuildEdition(archive, { record }, { fontFolders: options.fonts ?? [], linearize, report });
    if (!rebuilt) return false;
    for (const { pdf, diagnostics } of rebuilt.pdfs) if (pdf === undefined) diagnostics.forEach(report);
    if (options.json) printJson(asJson(rebuilt, summary));
    else printLines(describe(rebuilt, summary));
    const written = options.out === undefined || (await writeAll(rebuilt, options.out, report));
    return written && rebuilt.pdfs.every(({ identical }) => identical);
  });
}

function describe({ pdfs, otherFonts }: Rebuilt, summary: RevisionSummary): string[] {
  const verdict = ({ pdf, identical }: Rebuilt["pdfs"][number]): string => (pdf === undefined ? "could not be made" : identical ? "byte-identical" : "DIFFERS");
  const differs = pdfs.some(({ identical }) => !identical);
  return [
    ...pdfs.map((rebuilt) => `${rebuilt.kept.name} of ${nameOf(summary)}: ${verdict(rebuilt)}`),
    ...(differs && summary.addedBy !== program ? [`made by ${summary.addedBy}, made again by ${program}`] : []),
    ...otherFonts.map(({ kept, now }) => `font ${shown(kept.postscriptName)}: was ${shown(kept.version)}, ${now ? `is ${shown(now.version)}` : "is not used now"}`),
  ];
}

async function writeAll({ pdfs }: Rebuilt, folder: string, report: Report): Promise<boolean> {
  if (!(await makeOutputFolder(folder, report))) return false;
  for (const { kept, pdf } of pdfs) {
    if (pdf !== undefined && !(await writeWhole(join(folder, basename(kept.name)), pdf, report))) return false;
  }
  return true;
}

function asJson({ pdfs, otherFonts }: Rebuilt, { name, revision, addedBy }: RevisionSummary): unknown {
  return {
    edition: name, revision, addedBy, rebuiltBy: program, otherFonts,
    pdfs: pdfs.map(({ kept, pdf, identical, diagnostics }) => ({ name: kept.name, sha256: kept.sha256, made: pdf !== undefined, identical, diagnostics })),
  };
}
