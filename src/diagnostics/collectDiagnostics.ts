import type { Diagnostic, Report } from "./diagnostic.ts";

/** What was reported so far, and where to report. */
export interface CollectedDiagnostics {
  readonly report: Report;
  /** In the order in which they were reported; grows with every report. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Starts an empty collection of diagnostics. */
export function collectDiagnostics(): CollectedDiagnostics {
  const diagnostics: Diagnostic[] = [];
  return { report: (diagnostic) => { diagnostics.push(diagnostic); }, diagnostics };
}
