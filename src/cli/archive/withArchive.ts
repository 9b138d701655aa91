import { openArchive, reportingFaults, type Archive, type ArchiveOptions } from "../../archive/index.ts";
import { collectDiagnostics, type Report } from "../../diagnostics/index.ts";
import { tellDiagnostics } from "../tellDiagnostics.ts";
import { archivePlace, program, type PlaceOptions } from "./place.ts";

/** How a command of the archive ended, for the shell. */
export type ArchiveOutcome = "done" | "inputAtFault" | "wrongUsage";

/**
 * Opens the archive for a command, closes it after, and tells on stderr what was reported.
 *
 * @param work returns whether all went well; errors that it reports say no in any case
 */
export async function withArchive(options: PlaceOptions, mode: ArchiveOptions["mode"], work: (archive: Archive, report: Report) => Promise<boolean>): Promise<ArchiveOutcome> {
  const { report, diagnostics } = collectDiagnostics();
  const went = await reportingFaults(report, async () => {
    const archive = await openArchive(archivePlace(options), { mode, program });
    try {
      return await work(archive, report);
    } finally {
      await archive.close();
    }
  });
  tellDiagnostics(diagnostics);
  return went === true && diagnostics.every(({ severity }) => severity !== "error") ? "done" : "inputAtFault";
}

/** Refuses a command line. */
export function refuse(message: string): ArchiveOutcome {
  process.stderr.write(`error: ${message}\n`);
  return "wrongUsage";
}

export function printLines(lines: readonly string[]): void {
  if (lines.length > 0) process.stdout.write(`${lines.join("\n")}\n`);
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
}
