import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ArchiveFault } from "../../../src/archive/archiveFault.ts";
import { sha256Of } from "../../../src/archive/digest.ts";
import { openFolderObjects } from "../../../src/archive/objects/folderObjects.ts";
import type { ObjectStore, StoredThing } from "../../../src/archive/objects/objectStore.ts";
import { scratchFolder } from "../../cli/command.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

async function listed(store: ObjectStore): Promise<StoredThing[]> {
  const things: StoredThing[] = [];
  for await (const thing of store.list()) things.push(thing);
  return things.sort((a, b) => (a.place < b.place ? -1 : 1));
}

/** The diagnostic's code and message. */
async function faultOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(() => undefined, (thrown: unknown) => thrown);
  if (!(error instanceof ArchiveFault)) throw new Error(`no fault of the archive: ${String(error)}`);
  return `${error.diagnostic.code}: ${error.message}`;
}

/** Where an object lies. */
function placeIn(folder: string, sha256: string): string {
  return join(folder, "objects", sha256.slice(0, 2), sha256.slice(2));
}

describe("an object", () => {
  test("is kept under its SHA-256 and given back as it was, whatever its bytes are", async () => {
    const folder = scratchFolder();
    const store = openFolderObjects(folder);
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
      const sha256 = await store.put(bytes);
      expect(sha256).toBe(sha256Of(bytes));
      expect(Buffer.from((await store.get(sha256)) ?? [])).toEqual(Buffer.from(bytes));
      expect(readFileSync(placeIn(folder, sha256))).toEqual(Buffer.from(bytes));
    }), { numRuns: 25 });
    expect(readdirSync(join(folder, "incoming"))).toEqual([]);
  });

  test("that is put again is left as it is", async () => {
    const folder = scratchFolder();
    const sha256 = await openFolderObjects(folder).put(bytesOf("once"));
    const before = statSync(placeIn(folder, sha256));
    expect(await openFolderObjects(folder).put(bytesOf("once"))).toBe(sha256);
    expect(statSync(placeIn(folder, sha256))).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
  });

  test("may be put by many at once", async () => {
    const folder = scratchFolder();
    const contents = Array.from({ length: 10 }, (_, index) => randomBytes(3000 + index));
    await Promise.all([1, 2, 3].flatMap(() => {
      const store = openFolderObjects(folder);
      return contents.map((bytes) => store.put(bytes));
    }));
    const things = await listed(openFolderObjects(folder));
    expect(things.map(({ kind, sha256 }) => `${kind} ${sha256 ?? ""}`).sort()).toEqual(contents.map((bytes) => `object ${sha256Of(bytes)}`).sort());
  });

  test.each([
    ["other bytes of the same length", "twicf"],
    ["fewer bytes", "twi"],
    ["no bytes", ""],
  ])("that is damaged, %s, is told and not overwritten", async (_, damaged) => {
    const folder = scratchFolder();
    const store = openFolderObjects(folder);
    const sha256 = await store.put(bytesOf("twice"));
    await chmod(placeIn(folder, sha256), 0o644);
    writeFileSync(placeIn(folder, sha256), damaged);
    expect(await faultOf(store.put(bytesOf("twice")))).toContain("archive/damaged-object");
    expect(readFileSync(placeIn(folder, sha256), "utf8")).toBe(damaged);
    expect(readdirSync(join(folder, "incoming"))).toEqual([]);
    expect(Buffer.from((await store.get(sha256)) ?? []).toString()).toBe(damaged);
  });

  test("that is not there is undefined, and so is what is no hash", async () => {
    const folder = scratchFolder();
    const store = openFolderObjects(folder);
    expect(await store.get(sha256Of("never"))).toBeUndefined();
    await store.put(bytesOf("one"));
    expect(await store.get(sha256Of("never"))).toBeUndefined();
    writeFileSync(join(folder, "secret"), "secret");
    for (const name of ["", "..", "../secret", "xx/../../../secret", sha256Of("one").toUpperCase()]) expect(await store.get(name)).toBeUndefined();
  });

  test("in whose place a link, a folder or a pipe lies is neither read nor overwritten", async () => {
    const folder = scratchFolder();
    const store = openFolderObjects(folder);
    await store.put(bytesOf("one"));
    for (const [content, make] of [
      ["a link", (place: string) => { symlinkSync("/etc/hostname", place); }],
      ["a folder", (place: string) => { mkdirSync(place); }],
      ["a pipe", (place: string) => { spawnSync("mkfifo", [place]); }],
    ] as const) {
      const place = placeIn(folder, sha256Of(content));
      mkdirSync(join(place, ".."), { recursive: true });
      make(place);
      if (!existsSync(place)) continue;
      expect(await store.get(sha256Of(content)), content).toBeUndefined();
      expect(await faultOf(store.put(bytesOf(content)))).toContain("archive/damaged-object");
    }
  });
});

describe("a list", () => {
  test("tells objects from leftovers and from what is foreign, and leaves the database out", async () => {
    const folder = scratchFolder();
    const store = openFolderObjects(folder);
    const sha256 = await store.put(bytesOf("kept"));
    for (const name of ["nashra-archive.db", "nashra-archive.db-wal", "nashra-archive.db-shm"]) writeFileSync(join(folder, name), "");
    writeFileSync(join(folder, "incoming/1-2"), "half");
    writeFileSync(join(folder, "notes.txt"), "mine");
    writeFileSync(join(folder, "objects/README"), "mine");
    mkdirSync(join(folder, "incoming/sub"));
    writeFileSync(join(folder, "incoming/sub/nashra-archive.db"), "mine");
    mkdirSync(join(folder, "objects/zz"));
    writeFileSync(join(folder, "objects/zz", sha256.slice(2)), "mine");
    writeFileSync(join(folder, "objects", sha256.slice(0, 2), sha256.slice(2).toUpperCase()), "mine");
    symlinkSync("/etc", join(folder, "elsewhere"));
    symlinkSync("1-2", join(folder, "incoming/link"));
    const told = (await listed(store)).map(({ place, bytes, kind, sha256: name }) => [kind, place, kind === "foreign" ? "" : bytes, name ?? ""].join(" ").trim());
    expect(told.sort()).toEqual([
      "foreign elsewhere",
      "foreign incoming/link",
      "foreign incoming/sub/nashra-archive.db",
      "foreign notes.txt",
      "foreign objects/README",
      `foreign objects/${sha256.slice(0, 2)}/${sha256.slice(2).toUpperCase()}`,
      `foreign objects/zz/${sha256.slice(2)}`,
      "leftover incoming/1-2 4",
      `object objects/${sha256.slice(0, 2)}/${sha256.slice(2)} 4 ${sha256}`,
    ].sort());
  });

  test("of a folder that is not there is empty", async () => {
    expect(await listed(openFolderObjects(join(scratchFolder(), "none")))).toEqual([]);
  });
});

describe("a fault of the machine", () => {
  test("says why nothing could be written", async () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, "file"), "");
    expect(await faultOf(openFolderObjects(join(folder, "file")).put(bytesOf("x")))).toMatch(/archive\/not-writable: .*is a file and no folder\./);
    expect(await faultOf(openFolderObjects(join(folder, "long".repeat(100))).put(bytesOf("x")))).toMatch(/archive\/not-writable: .*name is too long\./);
    writeFileSync(join(folder, "objects"), "");
    expect(await faultOf(openFolderObjects(folder).put(bytesOf("x")))).toMatch(/archive\/not-writable/);
    expect(await faultOf(openFolderObjects(folder).get(sha256Of("x")))).toMatch(/archive\/not-readable/);
  });

  test("leaves nothing in incoming", async () => {
    const folder = scratchFolder();
    mkdirSync(join(folder, "objects"), { recursive: true });
    writeFileSync(join(folder, "objects", sha256Of("x").slice(0, 2)), "");
    await expect(openFolderObjects(folder).put(bytesOf("x"))).rejects.toThrow(ArchiveFault);
    expect((await listed(openFolderObjects(folder))).filter(({ kind }) => kind === "leftover")).toEqual([]);
    rmSync(join(folder, "objects"), { recursive: true });
    await openFolderObjects(folder).put(bytesOf("x"));
    expect((await listed(openFolderObjects(folder))).map(({ kind }) => kind)).toEqual(["object"]);
  });
});
