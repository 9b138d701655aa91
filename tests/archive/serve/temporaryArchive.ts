import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openArchive, type Archive } from "../../../src/archive/index.ts";

/** An archive in a folder of its own, which goes with it. */
export async function temporaryArchive(): Promise<{ readonly archive: Archive; readonly folder: string; readonly remove: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "nashra-served-"));
  const archive = await openArchive({ archive: folder }, { mode: "write", program: "tests", now: () => new Date("2022-11-25T08:00:00Z") });
  const remove = async (): Promise<void> => {
    await archive.close();
    rmSync(folder, { recursive: true });
  };
  return { archive, folder, remove };
}
