import type { Diagnostic } from "./diagnostic.ts";

/** How many of the same kind are told before the others are only counted. */
const told = 3;

/**
 * Shortens a list for reading: of those with the same severity, code and message the first three stay, and the third says how many more there are.
 *
 * @returns The diagnostics to show, in their order.
 */
export function foldRepeats(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const counts = new Map<string, number>();
  for (const diagnostic of diagnostics) counts.set(kind(diagnostic), (counts.get(kind(diagnostic)) ?? 0) + 1);

  const seen = new Map<string, number>();
  return diagnostics.flatMap((diagnostic) => {
    const place = (seen.get(kind(diagnostic)) ?? 0) + 1;
    seen.set(kind(diagnostic), place);
    if (place > told) return [];
    const more = (counts.get(kind(diagnostic)) ?? 0) - told;
    return place < told || more < 1 ? [diagnostic] : [{ ...diagnostic, message: `${diagnostic.message} (And ${more} more like this.)` }];
  });
}

function kind({ severity, code, message }: Diagnostic): string {
  return JSON.stringify([severity, code, message]);
}
