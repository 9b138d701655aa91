import { readFile } from "node:fs/promises";
import type { Report } from "../../diagnostics/index.ts";
import { isSystemError, readingReasonOf } from "../../files/index.ts";

/** Reads a file that the command line names; reports `archive/unreadable-file` (an error) where it cannot be read. */
export async function readGiven(file: string, report: Report): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    report({ severity: "error", code: "archive/unreadable-file", message: `The file ${file} cannot be read: ${readingReasonOf(error)}.`, hint: "Give the path of a file." });
    return undefined;
  }
}
