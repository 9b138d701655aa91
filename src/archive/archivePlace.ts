import { join, resolve } from "node:path";
import { ArchiveFault } from "./archiveFault.ts";
import { parseS3Place, type S3Place } from "./objects/s3Place.ts";

/** Where an archive is, as a person says it. */
export interface ArchivePlace {
  /** A folder, or `postgres://…`; the default is what `NASHRA_ARCHIVE` says, or else the folder `archive`. */
  readonly archive?: string;
  /** A folder, or `s3://bucket/prefix`; of an archive in a folder the default is that folder. */
  readonly objects?: string;
}

/** Where an archive's database and its objects are. */
export interface StorePlaces {
  readonly catalogue: { readonly kind: "sqlite"; readonly folder: string; readonly file: string } | { readonly kind: "postgres"; readonly url: string };
  readonly objects: { readonly kind: "folder"; readonly folder: string } | { readonly kind: "s3"; readonly place: S3Place };
}

/** The database of an archive in a folder. */
export const DATABASE_FILE = "nashra-archive.db";
const placesHint = "An archive is a folder, or a database postgres://user@host/database with --objects s3://bucket/prefix or a folder that all machines share.";

/**
 * Reads where an archive is: a folder with its database and its objects, or a database in PostgreSQL with a bucket of S3 or a folder for the objects.
 *
 * Throws `ArchiveFault`: `archive/bad-place` where it cannot be that, `archive/no-objects` where nothing says where the objects of an archive in PostgreSQL are. No message holds a URL, which may have a password in it.
 */
export function parseArchivePlace({ archive, objects }: ArchivePlace, environment: Readonly<Record<string, string | undefined>> = process.env): StorePlaces {
  const told = archive ?? (environment.NASHRA_ARCHIVE || "archive");
  const catalogue = parseCatalogue(told);
  if (objects !== undefined) return { catalogue, objects: parseObjects(objects) };
  if (catalogue.kind === "postgres") throw new ArchiveFault("archive/no-objects", "An archive in PostgreSQL needs a place for its files.", "Say it with --objects s3://bucket/prefix, or --objects and a folder that all machines share.");
  return { catalogue, objects: { kind: "folder", folder: catalogue.folder } };
}

function parseCatalogue(told: string): StorePlaces["catalogue"] {
  const scheme = schemeOf(told);
  if (scheme === "postgres" || scheme === "postgresql") return { kind: "postgres", url: told };
  const folder = parseFolder(told, scheme, "--archive");
  return { kind: "sqlite", folder, file: join(folder, DATABASE_FILE) };
}

function parseObjects(told: string): StorePlaces["objects"] {
  const scheme = schemeOf(told);
  return scheme === "s3" ? { kind: "s3", place: parseS3Place(told) } : { kind: "folder", folder: parseFolder(told, scheme, "--objects") };
}

function parseFolder(told: string, scheme: string | undefined, option: string): string {
  if (scheme !== undefined) throw new ArchiveFault("archive/bad-place", `${option} does not know ${scheme}: addresses.`, placesHint);
  if (told.trim() === "" || told.includes("\0")) throw new ArchiveFault("archive/bad-place", `${option} names no folder.`, placesHint);
  return resolve(told);
}

/** In lower case; a letter alone is a Windows drive's. */
function schemeOf(told: string): string | undefined {
  return /^([a-z][a-z0-9+.-]+):(?:\/\/|$)/i.exec(told)?.[1]?.toLowerCase() ?? /^(postgres|postgresql|s3):/i.exec(told)?.[1]?.toLowerCase();
}
