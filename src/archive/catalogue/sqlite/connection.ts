import { copyFile, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type BetterSqlite3 from "better-sqlite3";
import * as z from "zod/mini";
import { isSystemError, makeFolders, reasonOf } from "../../../files/index.ts";
import { ArchiveFault } from "../../archiveFault.ts";
import { damagedDatabase, databaseFault, sqliteCode } from "./databaseFault.ts";
import { applicationId, migrations, schemaVersion } from "./migrations.ts";

type Parameter = string | number | null | Uint8Array;

/** An open database. Statements are compiled once. */
export interface Connection {
  readonly path: string;
  readonly rows: (sql: string, ...parameters: readonly Parameter[]) => unknown[];
  readonly row: (sql: string, ...parameters: readonly Parameter[]) => unknown;
  /** Rows one by one; nothing else may be done with the connection before the last one or a `break`. */
  readonly each: (sql: string, ...parameters: readonly Parameter[]) => Iterable<unknown>;
  /** The first column of the first row; `undefined` where there is none. */
  readonly value: (sql: string, ...parameters: readonly Parameter[]) => unknown;
  /** The first column of every row. */
  readonly values: (sql: string, ...parameters: readonly Parameter[]) => unknown[];
  /** @returns the number of the row that was added last */
  readonly run: (sql: string, ...parameters: readonly Parameter[]) => number;
  /** Does work whole or not at all, beside no other that writes. */
  readonly writing: <T>(work: () => T) => T;
  readonly close: () => Promise<void>;
}

export interface OpenDatabaseOptions {
  readonly mode: "write" | "read";
  /** Whether a database that is not there is made. */
  readonly create: boolean;
}

/** For how long a process waits for another one that writes, ms. */
const patience = 30_000;

/**
 * Opens an archive's database; one of an older version is brought up to date.
 *
 * SQLite reads a database in WAL mode only where it may write beside it. One in a folder that may only be read is copied into a temporary folder together with its write-ahead log, and read there.
 *
 * Throws `ArchiveFault`: `archive/no-database`, `archive/damaged-database`, `archive/foreign-database`, `archive/newer-schema`, and what `databaseFault` knows.
 */
export async function openDatabase(path: string, options: OpenDatabaseOptions): Promise<Connection> {
  try {
    await expectDatabase(path, options);
    return options.mode === "write" ? await openToWrite(path, options.create) : await openToRead(path);
  } catch (error) {
    throw databaseFault(error, path);
  }
}

async function expectDatabase(path: string, { mode, create }: OpenDatabaseOptions): Promise<void> {
  const isMade = mode === "write" && create;
  try {
    if (isMade) await makeFolders(dirname(path));
    const found = await stat(path);
    if (!found.isFile()) throw damagedDatabase(path, "is no file");
    if (found.size === 0 && !isMade) throw damagedDatabase(path, "is empty");
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code !== "ENOENT") throw new ArchiveFault("archive/not-readable", `The database ${path} could not be opened: ${reasonOf(error)}.`, "Look whether you may read and write the archive's folder.");
    if (isMade) return;
    throw new ArchiveFault("archive/no-database", `There is no database ${path}.`, "Give --archive the folder of an archive; where its database was lost, nashra archive reindex makes a new one from the kept files.");
  }
}

async function openToWrite(path: string, create: boolean): Promise<Connection> {
  const database = await connect(path, { readonly: false, fileMustExist: !create });
  try {
    const isNew = isEmptyDatabase(database);
    if (!(isNew && create)) checkOrigin(database, path);
    await useWriteAheadLog(database);
    database.pragma("synchronous = FULL");
    database.pragma("foreign_keys = ON");
    database.pragma("journal_size_limit = 67108864");
    migrate(database);
    return connection(database, path);
  } catch (error) {
    database.close();
    throw error;
  }
}

async function openToRead(path: string): Promise<Connection> {
  try {
    return await openBeside(path);
  } catch (error) {
    if (!/^SQLITE_(?:CANTOPEN|READONLY|PERM|IOERR)/.test(sqliteCode(error) ?? "")) throw error;
    return openCopy(path);
  }
}

async function openBeside(path: string): Promise<Connection> {
  const database = await connect(path, { readonly: true, fileMustExist: true });
  try {
    const version = checkOrigin(database, path);
    if (version < schemaVersion) {
      database.close();
      await (await openToWrite(path, false)).close();
      return await openBeside(path);
    }
    return connection(database, path);
  } catch (error) {
    database.close();
    throw error;
  }
}

async function openCopy(path: string): Promise<Connection> {
  const folder = await mkdtemp(join(tmpdir(), "nashra-archive-"));
  const discard = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, basename(path));
    await copyFile(path, copy);
    await copyFile(`${path}-wal`, `${copy}-wal`).catch((error: unknown) => {
      if (!isSystemError(error) || error.code !== "ENOENT") throw error;
    });
    const opened = await openBeside(copy);
    return { ...opened, path, close: () => opened.close().finally(discard) };
  } catch (error) {
    await discard();
    if (!isSystemError(error)) throw error;
    throw new ArchiveFault("archive/not-readable", `The database ${path} lies where nothing may be written, and could not be copied to be read: ${reasonOf(error)}.`, "Look whether you may read it, and whether the folder for temporary files (TMPDIR) has room for it.");
  }
}

async function connect(path: string, options: BetterSqlite3.Options): Promise<BetterSqlite3.Database> {
  const { default: Database } = await import("better-sqlite3");
  return new Database(path, { timeout: patience, ...options });
}

/** Changing to a write-ahead log needs the database alone, and SQLite does not wait for that. */
async function useWriteAheadLog(database: BetterSqlite3.Database): Promise<void> {
  for (let waited = 0; ; waited += 20) {
    try {
      database.pragma("journal_mode = WAL");
      return;
    } catch (error) {
      if (!(sqliteCode(error) ?? "").startsWith("SQLITE_BUSY") || waited >= patience) throw error;
      await pause(20);
    }
  }
}

/** Without a table, as a file is before the first transaction. */
function isEmptyDatabase(database: BetterSqlite3.Database): boolean {
  return pragma(database, "application_id") === 0 && database.prepare("SELECT count(*) FROM sqlite_schema").pluck().get() === 0;
}

/** @returns the version of the schema */
function checkOrigin(database: BetterSqlite3.Database, path: string): number {
  if (isEmptyDatabase(database)) throw damagedDatabase(path, "is empty");
  if (pragma(database, "application_id") !== applicationId) {
    throw new ArchiveFault("archive/foreign-database", `The database ${path} is another program's.`, "Give --archive the folder of an archive that Nashra made, or a new folder.");
  }
  const version = pragma(database, "user_version");
  if (version > schemaVersion) {
    throw new ArchiveFault("archive/newer-schema", `The database ${path} was made by a newer Nashra: its version is ${version}, this program knows ${schemaVersion}.`, "Use the newer Nashra for this archive.");
  }
  return version;
}

function migrate(database: BetterSqlite3.Database): void {
  if (pragma(database, "application_id") === applicationId && pragma(database, "user_version") === schemaVersion) return;
  database.transaction(() => {
    const version = pragma(database, "user_version");
    for (const { to, sql } of migrations) {
      if (to <= version) continue;
      database.exec(sql);
      database.pragma(`user_version = ${to}`);
    }
    database.pragma(`application_id = ${applicationId}`);
  }).immediate();
}

function pragma(database: BetterSqlite3.Database, name: string): number {
  return z.number().parse(database.pragma(name, { simple: true }));
}

/** KiB of the database that is kept in memory once it was read. */
const cacheSize = 131_072;

function connection(database: BetterSqlite3.Database, path: string): Connection {
  database.pragma(`cache_size = -${cacheSize}`);
  const compiled = new Map<string, BetterSqlite3.Statement>();
  const statement = (sql: string, key = sql): BetterSqlite3.Statement => {
    const known = compiled.get(key);
    if (known) return known;
    const made = database.prepare(sql);
    compiled.set(key, made);
    return made;
  };
  const plucking = (sql: string): BetterSqlite3.Statement => statement(sql, `first column: ${sql}`).pluck();
  return {
    path,
    rows: (sql, ...parameters) => statement(sql).all(...parameters),
    row: (sql, ...parameters) => statement(sql).get(...parameters),
    each: (sql, ...parameters) => statement(sql).iterate(...parameters),
    value: (sql, ...parameters) => plucking(sql).get(...parameters),
    values: (sql, ...parameters) => plucking(sql).all(...parameters),
    run: (sql, ...parameters) => Number(statement(sql).run(...parameters).lastInsertRowid),
    writing: (work) => database.transaction(work).immediate(),
    close: async () => {
      database.close();
      return Promise.resolve();
    },
  };
}
