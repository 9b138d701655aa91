import { rmSync } from "node:fs";
import { lstat, readlink, rename, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Diagnostic, Report } from "../diagnostics/index.ts";
import { isSystemError, makeFolders, reasonOf, writeFlushed, type SystemError } from "../files/index.ts";

/**
 * Writes a file whole or not at all: to a temporary name in the same folder, flushed, then renamed, so that what was there before stays
 * until the new file is complete. An interrupt in between takes the temporary file away. A symbolic link is followed; what is no file (a
 * device, a pipe) is not replaced.
 *
 * @returns whether the file was written
 *
 * Reports `output/not-written` (error: no such folder, no permission, disk full …).
 */
export async function writeWhole(path: string, bytes: Uint8Array, report: Report): Promise<boolean> {
  const target = await followLinks(path);
  const temporary = join(dirname(target), `.nashra-${process.pid}.tmp`);
  const discard = (): void => {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // Where the file could not be made, its folder may not even be looked at; the first error is the one to tell.
    }
  };
  const interrupted = (signal: NodeJS.Signals): void => {
    discard();
    process.kill(process.pid, signal);
  };
  for (const signal of interrupts) process.once(signal, interrupted);
  try {
    if (await isNoFile(target)) {
      report({ severity: "error", code: "output/not-written", message: `${path} is no file and is not replaced.`, hint: "Give --out the path of a PDF." });
      return false;
    }
    await writeFlushed(temporary, bytes);
    await rename(temporary, target);
    return true;
  } catch (error) {
    discard();
    if (!isSystemError(error)) throw error;
    report(notWritten(path, error));
    return false;
  } finally {
    for (const signal of interrupts) process.off(signal, interrupted);
  }
}

/**
 * Makes a folder for what is written, with those above it, where it is not there.
 *
 * @returns whether it is there
 *
 * Reports `output/not-written` (error).
 */
export async function makeOutputFolder(path: string, report: Report): Promise<boolean> {
  try {
    await makeFolders(path);
    return true;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    report(notWritten(path, error));
    return false;
  }
}

/** Where a chain of symbolic links ends, whether or not something is there; links that go round in a circle are an error when the file is opened. */
async function followLinks(path: string, left = 40): Promise<string> {
  const isLink = await lstat(path).then((found) => found.isSymbolicLink(), () => false);
  return isLink && left > 0 ? followLinks(resolve(dirname(path), await readlink(path)), left - 1) : path;
}

async function isNoFile(path: string): Promise<boolean> {
  return stat(path).then((found) => !found.isFile(), () => false);
}

const interrupts = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const elsewhere = "Give --out another path.";
const permissions = "Change the folder's permissions, or give --out another path.";
const room = "Make room on the disk, or give --out a path on another one.";

const hints: Readonly<Record<string, string>> = {
  ENOENT: "Make the folder, or give --out another path.",
  EISDIR: "End the path with a slash to write into the folder, or give --out another name.",
  EACCES: permissions,
  EPERM: permissions,
  EROFS: "Give --out a path on another disk.",
  ENOSPC: room,
  EDQUOT: room,
  ENAMETOOLONG: "Give --out a shorter name.",
};

function notWritten(path: string, error: SystemError): Diagnostic {
  return { severity: "error", code: "output/not-written", message: `${path} could not be written: ${reasonOf(error)}.`, hint: hints[error.code] ?? elsewhere };
}
