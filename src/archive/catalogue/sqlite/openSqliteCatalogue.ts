import type { Catalogue } from "../catalogue.ts";
import { openDatabase, type Connection } from "./connection.ts";
import { databaseFault, sqliteCode } from "./databaseFault.ts";
import { checkDatabase, countAll, countMonths, listRevisions, neededObjects, revisionsByDigest, revisionsByFile } from "./revisions.ts";
import { searchArticles } from "./searchArticles.ts";
import { writeRevision } from "./writeRevision.ts";

/** How a catalogue is opened. */
export interface SqliteCatalogueOptions {
  /** To `read` changes nothing of what the archive holds. */
  readonly mode: "write" | "read";
  /** Whether one that is not there is made, in `write` mode. */
  readonly create?: boolean;
}

/**
 * Opens the catalogue of an archive that is a folder: one SQLite database, in WAL mode, flushed to the disk after every revision. Several processes may read and write it at once.
 *
 * Throws `ArchiveFault`: `archive/no-database` where there is none, `archive/damaged-database`, `archive/foreign-database` (another program's), `archive/newer-schema`, `archive/not-readable`, and while it is used
 * also `archive/disk-full`, `archive/not-writable`, `archive/busy`, `archive/disk-error`.
 */
export async function openSqliteCatalogue(path: string, { mode, create = false }: SqliteCatalogueOptions): Promise<Catalogue> {
  const database = await openDatabase(path, { mode, create });
  /** SQLite answers at once; what it finds wrong is told as a promise is. */
  const guarded = async <T>(work: () => T): Promise<T> => {
    try {
      return await Promise.resolve(work());
    } catch (error) {
      throw databaseFault(error, path);
    }
  };
  return {
    place: path,
    add: (revision) => guarded(() => writeRevision(database, revision)),
    list: (...asked) => guarded(() => listRevisions(database, ...asked)),
    months: () => guarded(() => countMonths(database)),
    byDigest: (beginning) => guarded(() => revisionsByDigest(database, beginning)),
    byFile: (sha256) => guarded(() => revisionsByFile(database, sha256)),
    search: (query, filter, window) => guarded(() => searchArticles(database, query, filter, window)),
    objects: async function* () {
      const objects = neededObjects(database);
      for (let next = await guarded(() => objects.next()); next.done !== true; next = await guarded(() => objects.next())) yield next.value;
    },
    counts: () => guarded(() => countAll(database)),
    check: () => guarded(() => checkWhole(database)),
    close: () => database.close(),
  };
}

/** A database that is too damaged to be checked says so by its error. */
function checkWhole(database: Connection): string[] {
  try {
    return checkDatabase(database);
  } catch (error) {
    if (error instanceof Error && /^SQLITE_(?:CORRUPT|NOTADB)/.test(sqliteCode(error) ?? "")) return [error.message];
    throw error;
  }
}
