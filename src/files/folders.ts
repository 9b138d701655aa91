import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { isSystemError } from "./systemErrors.ts";

/**
 * Makes a folder and those above it that are not there; throws the system's error where one cannot be made. `mkdir` with `recursive` never ends where a file system makes no folders and says that the one above is
 * missing, as Linux's /proc does.
 */
export async function makeFolders(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  if (dirname(folder) !== folder) await makeFolders(dirname(folder));
  try {
    await mkdir(folder);
  } catch (error) {
    // Another process may have made it in this moment.
    if (!isSystemError(error) || error.code !== "EEXIST" || !(await isFolder(folder))) throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then((found) => found.isDirectory(), () => false);
}
