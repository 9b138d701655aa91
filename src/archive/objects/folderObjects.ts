import { randomBytes } from "node:crypto";
import { constants, type Dirent } from "node:fs";
import { link, lstat, mkdir, open, opendir, rename, rm, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { flushFolder, isSystemError, reasonOf, writeFlushed } from "../../files/index.ts";
import { ArchiveFault } from "../archiveFault.ts";
import { DATABASE_FILE } from "../archivePlace.ts";
import { sha256Of } from "../digest.ts";
import type { ObjectStore, StoredThing } from "./objectStore.ts";

const hash = /^[0-9a-f]{64}$/;
/** Within an archive's folder: an object, and what an interrupted write left. */
const objectPlace = /^objects\/([0-9a-f]{2})\/([0-9a-f]{62})$/;
const leftoverPlace = /^incoming\/[^/]+$/;
/** The database, one that was set aside because it was damaged, and the files that SQLite keeps beside either: https://www.sqlite.org/tempfiles.html */
const besideDatabase = /^(?:\.damaged-[\dTZ-]+)?(?:-wal|-shm|-journal)?$/;

/**
 * Opens a folder as a store of objects: `objects/ab/…` by the first two and the other 62 digits of their hash. An object is written to `incoming/` under a name of its own, flushed, given its place and taken out of
 * `incoming/`, and the folders are flushed; whatever is interrupted leaves at most a file in `incoming/`. Symbolic links are foreign and not followed. Folders are made by the first object.
 *
 * Throws `ArchiveFault`: `archive/damaged-object`, `archive/disk-full`, `archive/not-writable`, `archive/not-readable`.
 */
export function openFolderObjects(folder: string): ObjectStore {
  const made = new Set<string>();
  return {
    place: folder,
    put: async (bytes) => {
      const sha256 = sha256Of(bytes);
      await telling("written", join(folder, "objects"), () => putObject(folder, sha256, bytes, made));
      return sha256;
    },
    get: (sha256) => telling("read", placeOf(folder, sha256), async () => (hash.test(sha256) ? readRegularFile(placeOf(folder, sha256)) : undefined)),
    list: () => listFolder(folder, ""),
    close: () => Promise.resolve(),
  };
}

function placeOf(folder: string, sha256: string): string {
  return join(folder, "objects", sha256.slice(0, 2), sha256.slice(2));
}

async function putObject(folder: string, sha256: string, bytes: Uint8Array, made: Set<string>): Promise<void> {
  const place = placeOf(folder, sha256);
  if (!(await isThere(place, bytes))) {
    await makeFolder(join(folder, "incoming"), made);
    await makeFolder(dirname(place), made);
    const incoming = join(folder, "incoming", `${process.pid}-${randomBytes(8).toString("hex")}`);
    try {
      await writeFlushed(incoming, bytes);
      await giveName(incoming, place, bytes);
    } finally {
      // Where it could not be made it is not there, and the first error is the one to tell.
      await rm(incoming, { force: true }).catch(() => undefined);
    }
  }
  // Another process may have put it there and not have flushed the folder yet.
  await flushFolder(dirname(place));
}

/** Whether an object is there and whole; throws where it is damaged. */
async function isThere(place: string, bytes: Uint8Array): Promise<boolean> {
  const found = await lstat(place).catch((error: unknown) => {
    if (isSystemError(error) && error.code === "ENOENT") return undefined;
    throw error;
  });
  if (found === undefined) return false;
  const content = found.isFile() && found.size === bytes.byteLength ? await readRegularFile(place) : undefined;
  if (content !== undefined && Buffer.compare(content, bytes) === 0) return true;
  throw new ArchiveFault("archive/damaged-object", `The kept file ${place} is damaged: its content is not what its name says.`, "It is left as it is. Restore it from a copy of the archive, or move it away and add the edition again.");
}

/** Never overwrites: a second name is refused where there is one. File systems that know only one name for a file may replace what another process put there in this moment, which is equal. */
async function giveName(incoming: string, place: string, bytes: Uint8Array): Promise<void> {
  try {
    await link(incoming, place);
    await unlink(incoming);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code !== "EEXIST" && !noLinks.has(error.code)) throw error;
    if (!(await isThere(place, bytes))) await rename(incoming, place);
  }
}

const noLinks: ReadonlySet<string> = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);

/** Makes a folder and those above it, and flushes what names them. */
async function makeFolder(path: string, made: Set<string>): Promise<void> {
  if (made.has(path)) return;
  const first = await mkdir(path, { recursive: true });
  if (first !== undefined) {
    for (let above = dirname(path); above.length >= dirname(first).length; above = dirname(above)) {
      await flushFolder(above);
      if (above === dirname(above)) break;
    }
  }
  made.add(path);
}

/** @returns `undefined` where no regular file is there */
async function readRegularFile(path: string): Promise<Uint8Array | undefined> {
  try {
    // Without O_NONBLOCK a pipe in an object's place would be waited for.
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      return (await file.stat()).isFile() ? await file.readFile() : undefined;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isSystemError(error) && nothingThere.has(error.code)) return undefined;
    throw error;
  }
}

const nothingThere: ReadonlySet<string> = new Set(["ENOENT", "ELOOP", "EISDIR", "ENXIO"]);

/** @param below the path within the store, empty or ending with a slash */
async function* listFolder(folder: string, below: string): AsyncGenerator<StoredThing> {
  const entries = await telling("read", join(folder, below), () => entriesOf(join(folder, below)));
  for (const entry of entries) {
    const place = `${below}${entry.name}`;
    if (entry.isDirectory()) yield* listFolder(folder, `${place}/`);
    else if (!isDatabase(place)) yield* describe(folder, place, entry.isFile());
  }
}

function isDatabase(place: string): boolean {
  return place.startsWith(DATABASE_FILE) && besideDatabase.test(place.slice(DATABASE_FILE.length));
}

async function entriesOf(path: string): Promise<Dirent[]> {
  const entries: Dirent[] = [];
  try {
    for await (const entry of await opendir(path)) entries.push(entry);
  } catch (error) {
    // Folders may go while others are looked at.
    if (!isSystemError(error) || error.code !== "ENOENT") throw error;
  }
  return entries;
}

async function* describe(folder: string, place: string, isFile: boolean): AsyncGenerator<StoredThing> {
  const found = await lstat(join(folder, place)).catch(() => undefined);
  if (found === undefined) return;
  const [, start, rest] = (isFile && objectPlace.exec(place)) || [];
  if (start !== undefined && rest !== undefined) yield { place, bytes: found.size, kind: "object", sha256: `${start}${rest}` };
  else yield { place, bytes: found.size, kind: isFile && leftoverPlace.test(place) ? "leftover" : "foreign" };
}

async function telling<T>(what: "written" | "read", place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const isFull = what === "written" && ["ENOSPC", "EDQUOT", "EFBIG"].includes(error.code);
    const code = isFull ? "archive/disk-full" : what === "written" ? "archive/not-writable" : "archive/not-readable";
    const hint = isFull
      ? "Make room on the disk and do it again; what was in the archive is unchanged."
      : ["EMFILE", "ENFILE"].includes(error.code)
        ? "Close other programs, or raise the limit of open files, and do it again."
        : what === "written"
          ? "Look whether you may write the archive's folder; what was in it is unchanged."
          : "Look whether you may read the archive's folder, and whether its disk is whole.";
    throw new ArchiveFault(code, `${place} could not be ${what}: ${reasonOf(error)}.`, hint);
  }
}
