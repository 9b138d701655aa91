import { ArchiveFault } from "../../archiveFault.ts";

/** SQLite's primary result codes that say something of the machine or the file, not of the program: https://www.sqlite.org/rescode.html */
const faults: Readonly<Record<string, { readonly code: `archive/${string}`; readonly reason: string; readonly hint: string }>> = {
  SQLITE_CORRUPT: { code: "archive/damaged-database", reason: "is damaged", hint: damagedHint() },
  SQLITE_NOTADB: { code: "archive/damaged-database", reason: "is damaged, or no database", hint: damagedHint() },
  SQLITE_FULL: { code: "archive/disk-full", reason: "could not be written: the disk is full", hint: "Make room on the disk and do it again; what was in the archive is unchanged." },
  SQLITE_READONLY: { code: "archive/not-writable", reason: "may only be read", hint: "Change the permissions of the archive's folder, or copy the archive to a disk that can be written." },
  SQLITE_CANTOPEN: { code: "archive/not-readable", reason: "could not be opened", hint: "Look whether you may read and write the archive's folder and the files in it." },
  SQLITE_PERM: { code: "archive/not-readable", reason: "could not be opened: you have no permission", hint: "Change the permissions of the archive's folder." },
  SQLITE_AUTH: { code: "archive/not-readable", reason: "could not be opened: you have no permission", hint: "Change the permissions of the archive's folder." },
  SQLITE_BUSY: { code: "archive/busy", reason: "is in use by another process that does not let go of it", hint: "Wait until it has ended, and do it again." },
  SQLITE_LOCKED: { code: "archive/busy", reason: "is in use by another process that does not let go of it", hint: "Wait until it has ended, and do it again." },
  SQLITE_IOERR: { code: "archive/disk-error", reason: "could not be read or written: the disk reported an error", hint: "Look whether the disk is full or damaged; copy the archive to another one." },
  SQLITE_NOLFS: { code: "archive/disk-error", reason: "is larger than the disk lets a file be", hint: "Copy the archive to a disk with another file system." },
};

function damagedHint(): string {
  return "The kept files are untouched: nashra archive reindex sets the database aside and makes a new one from them.";
}

/** A database that is not what its archive's database was. */
export function damagedDatabase(place: string, how: string): ArchiveFault {
  return new ArchiveFault("archive/damaged-database", `The database ${place} ${how}.`, damagedHint());
}

/** What an error of SQLite's means for a person; other errors as they are. */
export function databaseFault(error: unknown, place: string): unknown {
  const code = sqliteCode(error);
  const fault = code === undefined ? undefined : faults[/^SQLITE_[A-Z]+/.exec(code)?.[0] ?? ""];
  return fault === undefined ? error : new ArchiveFault(fault.code, `The database ${place} ${fault.reason}.`, fault.hint);
}

/** SQLite's extended result code, where an error is SQLite's. */
export function sqliteCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("SQLITE_") ? error.code : undefined;
}
