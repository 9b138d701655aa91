import { foldRepeats, renderDiagnostic, sourceMap, type Diagnostic } from "../diagnostics/index.ts";

/** Tells diagnostics on stderr, each with its source line, those that repeat once. */
export function tellDiagnostics(diagnostics: readonly Diagnostic[]): void {
  const sources = sourceMap();
  const color = process.stderr.isTTY && process.env.NO_COLOR === undefined;
  for (const diagnostic of foldRepeats(diagnostics)) process.stderr.write(`${renderDiagnostic(diagnostic, sources, { color })}\n`);
}
