import * as z from "zod/mini";
import { ArchiveFault } from "../../archiveFault.ts";
import type { Catalogue } from "../catalogue.ts";
import { addRevision } from "./addRevision.ts";
import { countArchive, examine, neededObjects } from "./census.ts";
import { connect, type Database } from "./database.ts";
import { migrations } from "./migrations.ts";
import { parsePostgresUrl } from "./postgresUrl.ts";
import { countMonths, listRevisions, revisionsByDigest, revisionsByFile } from "./revisionRows.ts";
import { searchArticles, searchSettings } from "./searchArticles.ts";

/** What machines that open the same database at once agree on, so that one alone changes its tables. Any number will do that no other program takes. */
const MIGRATION_LOCK = 0x6e617368;

/**
 * Opens the catalogue of an archive in a PostgreSQL database, version 12 or newer, with UTF-8 as its encoding. Its tables lie in the schema `nashra`. Connections are made as they are needed and made again where they were lost.
 *
 * @param url `postgres://user:password@host:port/database`; what it leaves out comes from where PostgreSQL's own programs take it: `PGUSER`, `PGPASSWORD`, `~/.pgpass`, `PGHOST` …
 * @param options `write` makes the tables where there are none, or brings them to this version (unless `create` is false); `read` changes nothing
 *
 * Throws `ArchiveFault`: `archive/bad-place`, `archive/unreachable`, `archive/access-denied`, `archive/no-database`, `archive/none-there`, `archive/newer-schema`, `archive/older-schema`, `archive/database`; its functions these
 * and `archive/disk-full`, `archive/not-writable`, `archive/busy`, `archive/damaged-database`. No message holds a password.
 */
export async function openPostgresCatalogue(url: string, { mode, create = mode === "write" }: { readonly mode: "write" | "read"; readonly create?: boolean }): Promise<Catalogue> {
  const { place, url: checked } = parsePostgresUrl(url);
  const database = await connect(checked, place);
  try {
    await (mode === "write" ? prepareForWriting(database, create) : prepareForReading(database));
  } catch (error) {
    await database.close();
    throw error;
  }
  return {
    place,
    add: (revision) => {
      if (mode === "read") throw new Error("the catalogue was opened for reading");
      return database.transaction((query) => addRevision(query, revision));
    },
    list: (filter, options) => listRevisions(database.query, filter, options),
    months: () => countMonths(database.query),
    byDigest: (beginning) => revisionsByDigest(database.query, beginning),
    byFile: (sha256) => revisionsByFile(database.query, sha256),
    search: (query, filter, window) => database.transaction((run) => searchArticles({ query: run, place }, query, filter, window), searchSettings),
    objects: () => neededObjects(database),
    counts: () => countArchive(database),
    check: () => examine(database),
    close: () => database.close(),
  };
}

async function prepareForReading(database: Database): Promise<void> {
  const version = await schemaVersion(database);
  if (version === undefined) throw noneThere(database);
  if (version < migrations.length) {
    throw new ArchiveFault("archive/older-schema", `The archive in ${database.place} was made by an older version of Nashra.`, "Add an edition to it with this version, which brings it up to date.");
  }
}

async function prepareForWriting(database: Database, create: boolean): Promise<void> {
  const version = await schemaVersion(database);
  if (version === undefined && !create) throw noneThere(database);
  if (version === migrations.length) return;
  await database.transaction(async (query) => {
    const nothing = z.object({});
    await query(nothing, "SELECT FROM pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
    // Another machine may have done it in the meantime.
    const now = await schemaVersion({ ...database, query });
    if (now === undefined) {
      const [schema] = await query(nothing, "SELECT FROM pg_namespace WHERE nspname = 'nashra'");
      if (!schema) await query(nothing, "CREATE SCHEMA nashra");
      await query(nothing, "CREATE TABLE nashra.schema_version (version integer NOT NULL)");
      await query(nothing, "INSERT INTO nashra.schema_version VALUES (0)");
    }
    for (const statement of migrations.slice(now ?? 0).flat()) await query(nothing, statement);
    await query(nothing, "UPDATE nashra.schema_version SET version = $1", [migrations.length]);
  });
}

/** `undefined` where there is no archive. */
async function schemaVersion({ query, place }: Pick<Database, "query" | "place">): Promise<number | undefined> {
  const [server] = await query(
    z.object({ encoding: z.string(), known: z.boolean() }),
    `SELECT current_setting('server_encoding') AS encoding,
       EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'nashra' AND c.relname = 'schema_version') AS known`,
  );
  if (server?.encoding !== "UTF8") {
    throw new ArchiveFault("archive/database", `The database ${place} is encoded as ${server?.encoding ?? "nothing"}, which does not hold all letters.`, "Create one with UTF-8: createdb --encoding=UTF8 --template=template0.");
  }
  if (!server.known) return undefined;
  const [row] = await query(z.object({ version: z.number() }), "SELECT version FROM nashra.schema_version");
  const version = row?.version ?? 0;
  if (version > migrations.length) {
    throw new ArchiveFault("archive/newer-schema", `The archive in ${place} was made by a newer version of Nashra.`, "Use that version, or a newer one. Nothing was changed.");
  }
  return version;
}

function noneThere({ place }: Database): ArchiveFault {
  return new ArchiveFault("archive/none-there", `There is no archive in ${place}.`, "Check the database's name. nashra archive add makes an archive where there is none.");
}
