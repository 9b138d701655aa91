import { isWhole, type Archive, type Verification } from "../../archive/index.ts";
import type { Report } from "../../diagnostics/index.ts";
import { counted, nameOf, shown, sized } from "./describe.ts";
import type { PlaceOptions } from "./place.ts";
import { readGiven } from "./readGiven.ts";
import { printJson, printLines, withArchive, type ArchiveOutcome } from "./withArchive.ts";

export interface VerifyOptions extends PlaceOptions {
  readonly json?: true;
}

/** `nashra archive verify`: whether everything is as it was kept; with files, which kept file each of them is. On stdout. */
export async function verify(files: readonly string[], options: VerifyOptions): Promise<ArchiveOutcome> {
  return withArchive(options, "read", async (archive, report) => (files.length > 0 ? identify(files, archive, options, report) : verifyAll(archive, options)));
}

async function verifyAll(archive: Archive, { json }: VerifyOptions): Promise<boolean> {
  const verification = await archive.verify();
  if (json) printJson({ whole: isWhole(verification), ...verification });
  else tell(verification);
  return isWhole(verification);
}

function tell(verification: Verification): void {
  const { findings, objects, bytes, revisions } = verification;
  printLines(findings.map(({ kind, place, of, message }) => `${kind.padEnd(9)} ${shown(place)}${of === undefined ? "" : `  (${shown(of)})`}: ${message}`));
  const verdict = isWhole(verification) ? "whole" : "NOT whole";
  process.stdout.write(`${verdict}: ${counted(revisions, "revision")}, ${counted(objects, "object")} hashed, ${sized(bytes)}\n`);
}

async function identify(files: readonly string[], archive: Archive, { json }: VerifyOptions, report: Report): Promise<boolean> {
  const told: { readonly file: string; readonly kept: Awaited<ReturnType<Archive["identify"]>> }[] = [];
  for (const file of files) {
    const bytes = await readGiven(file, report);
    if (bytes) told.push({ file, kept: await archive.identify(bytes) });
  }
  if (json) printJson(told);
  else printLines(told.flatMap(({ file, kept }) => (kept.length === 0 ? [`${shown(file)}: is kept in no edition`] : kept.map((summary) => `${shown(file)}: is ${shown(summary.fileName)} of ${nameOf(summary)}, kept ${summary.addedAt}`))));
  return told.length === files.length && told.every(({ kept }) => kept.length > 0);
}
