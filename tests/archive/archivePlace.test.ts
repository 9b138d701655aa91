import fc from "fast-check";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { ArchiveFault } from "../../src/archive/archiveFault.ts";
import { parseArchivePlace, type ArchivePlace } from "../../src/archive/archivePlace.ts";
import { parsePostgresUrl } from "../../src/archive/catalogue/postgres/postgresUrl.ts";

function faultOf(work: () => unknown): ArchiveFault {
  try {
    work();
  } catch (error) {
    if (error instanceof ArchiveFault) return error;
    throw error;
  }
  throw new Error("no fault");
}

test("nothing given, an archive is in the folder that the environment names, or in ./archive, with its objects", () => {
  expect(parseArchivePlace({}, {})).toEqual({ catalogue: { kind: "sqlite", folder: resolve("archive"), file: resolve("archive/nashra-archive.db") }, objects: { kind: "folder", folder: resolve("archive") } });
  expect(parseArchivePlace({}, { NASHRA_ARCHIVE: "" }).objects).toEqual({ kind: "folder", folder: resolve("archive") });
  expect(parseArchivePlace({}, { NASHRA_ARCHIVE: "/kept" }).catalogue).toEqual({ kind: "sqlite", folder: "/kept", file: "/kept/nashra-archive.db" });
  expect(parseArchivePlace({ archive: "أرشيف" }, { NASHRA_ARCHIVE: "/kept" }).objects).toEqual({ kind: "folder", folder: resolve("أرشيف") });
});

test("database and objects may lie apart, each of either kind", () => {
  const [archive, objects] = ["postgres://me@db/archive", "s3://kept-files/daily"];
  expect(parseArchivePlace({ archive, objects })).toEqual({ catalogue: { kind: "postgres", url: archive }, objects: { kind: "s3", place: { bucket: "kept-files", prefix: "daily/", name: "s3://kept-files/daily/" } } });
  expect(parseArchivePlace({ archive: "/kept", objects }).catalogue.kind).toBe("sqlite");
  expect(parseArchivePlace({ archive: "PostgreSQL://me@db/archive", objects: "/shared" })).toMatchObject({ catalogue: { kind: "postgres" }, objects: { kind: "folder", folder: "/shared" } });
  expect(parseArchivePlace({}, { NASHRA_ARCHIVE: "s3kept" }).catalogue).toMatchObject({ folder: resolve("s3kept") });
});

test.each<[string, ArchivePlace, string]>([
  ["a database without a place for files", { archive: "postgres://me@db/archive" }, "archive/no-objects"],
  ["an address of another kind", { archive: "mysql://db/archive" }, "archive/bad-place"],
  ["a bucket as the archive", { archive: "s3://kept-files" }, "archive/bad-place"],
  ["a database as the objects", { archive: "/kept", objects: "postgres://db/archive" }, "archive/bad-place"],
  ["a web address as the objects", { archive: "/kept", objects: "https://s3.example.org/kept-files" }, "archive/bad-place"],
  ["no folder", { archive: "" }, "archive/bad-place"],
  ["a folder with U+0000", { archive: "a\0b" }, "archive/bad-place"],
  ["no bucket", { archive: "/kept", objects: "s3://" }, "archive/bad-place"],
  ["a bucket in upper case", { archive: "/kept", objects: "s3://Kept" }, "archive/bad-place"],
  ["one slash", { archive: "/kept", objects: "s3:/kept" }, "archive/bad-place"],
])("%s is a fault with a hint", (_what, place, code) => {
  const { diagnostic } = faultOf(() => parseArchivePlace(place, {}));
  expect(diagnostic.code).toBe(code);
  expect(diagnostic.hint).toMatch(/./);
});

test("a prefix ends in one slash, however it is given, and is taken as it stands", () => {
  const prefixOf = (objects: string): unknown => parseArchivePlace({ archive: "/kept", objects }).objects;
  for (const [url, prefix] of [["s3://abc", ""], ["s3://abc/", ""], ["s3://abc/x", "x/"], ["s3://abc/x/y/", "x/y/"], ["s3://abc/نشرة 1", "نشرة 1/"]]) expect(prefixOf(url ?? "")).toMatchObject({ place: { prefix } });
});

test("no message or hint holds the password of a malformed address", () => {
  const password = fc.stringMatching(/^[a-zA-Z0-9@/:#?%]{6,12}$/).map((text) => `S3CR${text}`);
  const place = fc.oneof(
    password.map((secret): ArchivePlace => ({ archive: "/kept", objects: `s3://key:${secret}@kept-files/x` })),
    password.map((secret): ArchivePlace => ({ archive: `mysql://me:${secret}@db/archive` })),
    password.map((secret): ArchivePlace => ({ archive: `postgres://me:${secret}@db/archive` })),
    password.map((secret): ArchivePlace => ({ archive: "/kept", objects: `postgres://me:${secret}@db/archive` })),
  );
  fc.assert(fc.property(place, (told) => {
    const { message, diagnostic } = faultOf(() => parseArchivePlace(told, {}));
    expect(`${message} ${diagnostic.hint ?? ""}`).not.toContain("S3CR");
  }));
});

test("a database is named by user, host and name, without password and settings", () => {
  expect(parsePostgresUrl("postgres://me:p%40ss@db.example.org:5433/archive?sslmode=verify-full&password=x").place).toBe("postgres://me@db.example.org:5433/archive");
  expect(parsePostgresUrl("postgresql:///archive?host=/var/run/postgresql").place).toBe("postgres:///var/run/postgresql/archive");
  for (const url of ["postgres://db", "postgres://db/", "postgres://me:S3CR/x@db/archive", "postgres://me:S3CR%@db/archive", "postgres://db:x/archive", "db/archive", ""]) {
    const { message, diagnostic } = faultOf(() => parsePostgresUrl(url));
    expect(diagnostic.code, url).toBe("archive/bad-place");
    expect(`${message} ${diagnostic.hint ?? ""}`).not.toContain("S3CR");
  }
});
