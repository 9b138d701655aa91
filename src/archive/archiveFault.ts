import type { Diagnostic, Report } from "../diagnostics/index.ts";

/** A fault of the input or the machine, not of the program, met deep in the archive; the archive's public functions turn it into a report. */
export class ArchiveFault extends Error {
  readonly diagnostic: Diagnostic;

  constructor(code: `archive/${string}`, message: string, hint: string) {
    super(message);
    this.name = "ArchiveFault";
    this.diagnostic = { severity: "error", code, message, hint };
  }
}

/**
 * Runs work that may meet faults, and reports them.
 *
 * @returns `undefined` after a fault
 */
export async function reportingFaults<T>(report: Report, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
    report(error.diagnostic);
    return undefined;
  }
}
