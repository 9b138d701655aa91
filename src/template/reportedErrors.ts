import type { Report } from "../diagnostics/index.ts";

/** A way of reporting that remembers whether an error was among what it handed on. */
export interface WatchedReport {
  readonly report: Report;
  readonly failed: () => boolean;
}

export function watchErrors(report: Report): WatchedReport {
  let failed = false;
  return {
    report: (diagnostic) => {
      failed ||= diagnostic.severity === "error";
      report(diagnostic);
    },
    failed: () => failed,
  };
}
