import { rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { isSystemError, reasonOf } from "../files/index.ts";
import { ArchiveFault } from "./archiveFault.ts";
import { parseArchivePlace, type ArchivePlace } from "./archivePlace.ts";
import { openStores, type Stores } from "./openStores.ts";

/**
 * Opens an archive whose database is to be made anew. Where it is damaged, it is set aside under another name beside its place, never deleted, and a new one begun; one that is whole stays.
 *
 * Throws `ArchiveFault` as `openStores` does, for all but the damage; a damaged PostgreSQL database is its administrator's to mend.
 */
export async function openForReindexing(place: ArchivePlace, now: Date): Promise<Stores> {
  await expectObjects(place);
  try {
    const stores = await openStores(place, { mode: "write", create: "anew" });
    if ((await stores.catalogue.check()).length === 0) return stores;
    await stores.catalogue.close();
    await stores.objects.close();
  } catch (error) {
    if (!(error instanceof ArchiveFault) || error.diagnostic.code !== "archive/damaged-database") throw error;
  }
  const { catalogue } = parseArchivePlace(place);
  if (catalogue.kind === "postgres") throw new ArchiveFault("archive/damaged-database", "The PostgreSQL database is damaged.", "Restore it from a backup, or give --archive another, empty database.");
  await setAside(catalogue.file, now);
  return openStores(place, { mode: "write", create: "anew" });
}

/** A mistyped folder has nothing to make a database from. */
async function expectObjects(place: ArchivePlace): Promise<void> {
  const { objects } = parseArchivePlace(place);
  if (objects.kind !== "folder") return;
  const isThere = await stat(join(objects.folder, "objects")).then((found) => found.isDirectory(), () => false);
  if (!isThere) throw new ArchiveFault("archive/none-there", `There are no kept files in ${objects.folder}.`, "Give --archive the folder of an archive, the one with the folder objects in it.");
}

/** With the files that SQLite keeps beside its database. */
async function setAside(file: string, now: Date): Promise<void> {
  const mark = now.toISOString().replace(/[:.]/g, "-");
  for (const ending of ["", "-wal", "-shm"]) {
    try {
      await rename(`${file}${ending}`, `${file}.damaged-${mark}${ending}`);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      if (error.code === "ENOENT") continue;
      throw new ArchiveFault("archive/not-writable", `The damaged database ${file} cannot be set aside: ${reasonOf(error)}.`, "Change the folder's permissions, or move the file away by hand.");
    }
  }
}
