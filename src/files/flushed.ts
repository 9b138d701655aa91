import { open } from "node:fs/promises";
import { isSystemError } from "./systemErrors.ts";

/**
 * Writes a new file and waits until the disk has it. Throws the system's error where there is one already or it cannot be written; it may stand there in part then.
 *
 * @param mode its permissions; the process's own if absent
 */
export async function writeFlushed(path: string, bytes: Uint8Array, mode?: number): Promise<void> {
  const file = await open(path, "wx", mode);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What a folder names is on the disk only when the folder is; file systems that cannot flush one say so. */
export async function flushFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, "r");
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    if (!isSystemError(error) || !unflushable.has(error.code)) throw error;
  }
}

const unflushable: ReadonlySet<string> = new Set(["EINVAL", "ENOTSUP", "EOPNOTSUPP", "EISDIR", ...(process.platform === "win32" ? ["EPERM", "EACCES"] : [])]);
