import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { ArchiveFault } from "./archiveFault.ts";
import { parseArchivePlace, type ArchivePlace, type StorePlaces } from "./archivePlace.ts";
import type { Catalogue } from "./catalogue/catalogue.ts";
import type { ObjectStore } from "./objects/objectStore.ts";

export type { ArchivePlace };

/** What an archive is opened for. */
export interface OpeningOptions {
  readonly mode: "write" | "read";
  /** Whether one that is not there is made; of those that are written alone. `anew` makes a database where files of an archive lie already. */
  readonly create: boolean | "anew";
}

/** What an archive consists of. */
export interface Stores {
  readonly catalogue: Catalogue;
  readonly objects: ObjectStore;
}

/**
 * Opens an archive's database and the place of its files; see `parseArchivePlace` for how they are named.
 *
 * Throws `ArchiveFault`: `archive/none-there` where there is no archive and none is to be made, `archive/lost-database` where its files lie without it, what `parseArchivePlace` does, and what the stores do. Nothing is left open then.
 */
export async function openStores(place: ArchivePlace, options: OpeningOptions): Promise<Stores> {
  const places = parseArchivePlace(place);
  if (places.catalogue.kind === "sqlite" && !(options.mode === "write" && options.create)) await expectArchive(places.catalogue);
  if (places.catalogue.kind === "sqlite" && options.create === true) await expectNoLostDatabase(places.catalogue);
  // A mistyped bucket should leave no empty database behind.
  const objects = await openObjects(places.objects);
  try {
    return { catalogue: await openCatalogue(places.catalogue, options), objects };
  } catch (error) {
    await objects.close();
    throw error;
  }
}

async function openObjects(place: StorePlaces["objects"]): Promise<ObjectStore> {
  if (place.kind === "s3") return (await import("./objects/s3Objects.ts")).openS3Objects(place.place);
  return (await import("./objects/folderObjects.ts")).openFolderObjects(place.folder);
}

async function openCatalogue(place: StorePlaces["catalogue"], { mode, create }: OpeningOptions): Promise<Catalogue> {
  const options = { mode, create: create !== false };
  if (place.kind === "postgres") return (await import("./catalogue/postgres/openPostgresCatalogue.ts")).openPostgresCatalogue(place.url, options);
  return (await import("./catalogue/sqlite/openSqliteCatalogue.ts")).openSqliteCatalogue(place.file, options);
}

/** A new, empty database beside files that another one had would hide that they are not found any more. */
async function expectNoLostDatabase({ folder, file }: { readonly folder: string; readonly file: string }): Promise<void> {
  // In this order: whoever makes an archive in this moment writes its database first.
  const objects = await readdir(join(folder, "objects")).catch(() => []);
  const size = await stat(file).then((found) => found.size, () => 0);
  if (size > 0 || objects.length === 0) return;
  throw new ArchiveFault("archive/lost-database", `The archive in ${folder} has lost its database.`, "nashra archive reindex makes it anew from the kept files; then add again.");
}

async function expectArchive({ folder, file }: { readonly folder: string; readonly file: string }): Promise<void> {
  for (const path of [folder, file]) {
    try {
      await stat(path);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      // Whoever may not look is told so by the database.
      if (code !== "ENOENT" && code !== "ENOTDIR") return;
      throw new ArchiveFault(
        "archive/none-there",
        path === folder ? `There is no folder ${folder}.` : `There is no archive in ${folder}.`,
        "Give --archive the folder of an archive, or set NASHRA_ARCHIVE. nashra archive add makes an archive where there is none; where its database was lost, nashra archive reindex makes it anew from the kept files.",
      );
    }
  }
}
