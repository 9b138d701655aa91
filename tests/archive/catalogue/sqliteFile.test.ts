import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { ArchiveFault } from "../../../src/archive/archiveFault.ts";
import type { Catalogue } from "../../../src/archive/catalogue/catalogue.ts";
import { openSqliteCatalogue } from "../../../src/archive/catalogue/sqlite/openSqliteCatalogue.ts";
import { scratchFolder } from "../../cli/command.ts";
import { query } from "./behaviour.ts";
import { newRevision } from "./revisions.ts";

const wholePage = { limit: 1000, offset: 0 };

/** A closed database with a few editions. */
async function madeDatabase(folder = scratchFolder()): Promise<string> {
  const path = join(folder, "catalogue.db");
  const catalogue = await openSqliteCatalogue(path, { mode: "write", create: true });
  for (const number of ["1", "2", "3", "4", "5"]) {
    const articles = Array.from({ length: 30 }, (_, index) => `كتاب ${number} ${Array.from({ length: 60 }, (_word, word) => `كلمة ${number}${index}${word}`).join(" ")}`);
    await catalogue.add(newRevision({ edition: { number, date: `2022-01-0${number}` }, articles, files: [{}, {}] }));
  }
  await catalogue.close();
  return path;
}

async function faultOf(work: Promise<unknown>): Promise<ArchiveFault["diagnostic"]> {
  const error: unknown = await work.then(() => undefined, (thrown: unknown) => thrown);
  if (!(error instanceof ArchiveFault)) throw new Error(`no fault of the archive: ${String(error)}`);
  return error.diagnostic;
}

/** Everything that can be done with a catalogue; only faults of the archive may come of it. */
async function useAll(catalogue: Catalogue): Promise<{ readonly faults: string[]; readonly findings: readonly string[] }> {
  const faults: string[] = [];
  const findings: string[] = [];
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ArchiveFault)) throw error;
      faults.push(error.diagnostic.code);
    }
  };
  await attempt(() => catalogue.list({}, { allRevisions: true }));
  await attempt(() => catalogue.search(query("كتاب"), {}, wholePage));
  await attempt(() => catalogue.search(query("كتاب", "1"), { from: "2022-01-01" }, wholePage));
  await attempt(() => catalogue.counts());
  await attempt(async () => {
    for await (const object of catalogue.objects()) if (object.name === "") throw new Error("an object has no name");
  });
  await attempt(async () => { findings.push(...(await catalogue.check())); });
  await attempt(() => catalogue.add(newRevision({ edition: { number: "9" }, articles: ["كتاب"] })));
  return { faults, findings };
}

describe("a damaged database", () => {
  test.each([
    ["a text", (path: string) => { writeFileSync(path, "Notes of mine\n".repeat(500)); }],
    ["nothing", (path: string) => { writeFileSync(path, ""); }],
    ["zeros", (path: string) => { writeFileSync(path, new Uint8Array(8192)); }],
  ])("that is %s is told when it is opened, and left as it is", async (_, damage) => {
    const path = await madeDatabase();
    damage(path);
    const before = readFileSync(path);
    for (const mode of ["read", "write"] as const) {
      const { code, hint } = await faultOf(openSqliteCatalogue(path, { mode }));
      expect(code).toBe("archive/damaged-database");
      expect(hint).toContain("nashra archive reindex");
    }
    expect(readFileSync(path)).toEqual(before);
  });

  test("that was cut or overwritten in the middle is told by faults of the archive and by its check", async () => {
    const whole = await madeDatabase();
    const { size } = statSync(whole);
    const damages: readonly (readonly [string, (path: string) => void])[] = [
      ["cut to a half", (path) => { truncateSync(path, Math.floor(size / 2)); }],
      ["cut to three quarters and a bit", (path) => { truncateSync(path, Math.floor(size * 0.75) + 100); }],
      ...[0.1, 0.3, 0.5, 0.7, 0.9].map((share) => [`overwritten at ${share}`, (path: string) => {
        const bytes = readFileSync(path);
        bytes.fill(0xa5, Math.floor(size * share), Math.floor(size * share) + 12_000);
        writeFileSync(path, bytes);
      }] as const),
    ];
    for (const [name, damage] of damages) {
      const path = join(scratchFolder(), "catalogue.db");
      copyFileSync(whole, path);
      damage(path);
      const opened = await openSqliteCatalogue(path, { mode: "write" }).catch((error: unknown) => error);
      if (opened instanceof ArchiveFault) {
        expect(opened.diagnostic.code, name).toBe("archive/damaged-database");
        continue;
      }
      if (opened instanceof Error) throw opened;
      const catalogue = await openSqliteCatalogue(path, { mode: "write" });
      const { faults, findings } = await useAll(catalogue);
      expect([...faults, ...findings].length, name).toBeGreaterThan(0);
      for (const fault of faults) expect(fault, name).toBe("archive/damaged-database");
      await catalogue.close();
    }
  });

  test("with an article whose content was changed says so where it is read", async () => {
    const path = await madeDatabase();
    const database = new Database(path);
    database.exec("UPDATE contents SET deflated = x'00112233' WHERE article IN (SELECT min(article) FROM contents)");
    database.close();
    const catalogue = await openSqliteCatalogue(path, { mode: "read" });
    expect((await faultOf(catalogue.search(query("كتاب"), {}, wholePage))).code).toBe("archive/damaged-database");
    await catalogue.close();
  });

  test("with rows that are gone fails its check", async () => {
    const path = await madeDatabase();
    const database = new Database(path);
    database.pragma("foreign_keys = OFF");
    database.exec("DELETE FROM contents WHERE article IN (SELECT min(article) FROM contents); DELETE FROM editions WHERE number = '3'");
    database.close();
    const catalogue = await openSqliteCatalogue(path, { mode: "read" });
    const findings = (await catalogue.check()).join("\n");
    expect(findings).toContain("30 articles, of which 29");
    expect(findings).toContain("editions");
    await catalogue.close();
  });
});

describe("a database that is not to be used", () => {
  test("of another program is refused and left as it is", async () => {
    const path = join(scratchFolder(), "catalogue.db");
    const other = new Database(path);
    other.exec("CREATE TABLE bookmarks (url TEXT)");
    other.close();
    const before = readFileSync(path);
    for (const options of [{ mode: "read" }, { mode: "write" }, { mode: "write", create: true }] as const) expect((await faultOf(openSqliteCatalogue(path, options))).code).toBe("archive/foreign-database");
    expect(readFileSync(path)).toEqual(before);
  });

  test("of a newer schema is refused and left as it is", async () => {
    const path = await madeDatabase();
    const newer = new Database(path);
    newer.pragma("user_version = 4711");
    newer.close();
    for (const options of [{ mode: "read" }, { mode: "write" }, { mode: "write", create: true }] as const) {
      const { code, message } = await faultOf(openSqliteCatalogue(path, options));
      expect(code).toBe("archive/newer-schema");
      expect(message).toContain("a newer Nashra");
      expect(message).toContain("4711");
    }
  });

  test("that is not there is told and not made, unless it is to be", async () => {
    const folder = scratchFolder();
    const path = join(folder, "catalogue.db");
    for (const options of [{ mode: "read" }, { mode: "write" }, { mode: "read", create: true }] as const) expect((await faultOf(openSqliteCatalogue(path, options))).code).toBe("archive/no-database");
    expect(readdirSync(folder)).toEqual([]);
    const below = join(folder, "new/folder/catalogue.db");
    await (await openSqliteCatalogue(below, { mode: "write", create: true })).close();
    expect(existsSync(below)).toBe(true);
    expect((await faultOf(openSqliteCatalogue(folder, { mode: "read" }))).code).toBe("archive/damaged-database");
    writeFileSync(join(folder, "file"), "");
    for (const options of [{ mode: "read" }, { mode: "write", create: true }] as const) expect((await faultOf(openSqliteCatalogue(join(folder, "file/catalogue.db"), options))).code).toBe("archive/not-readable");
  });

  test("that another process keeps to itself may still be read", async () => {
    const path = await madeDatabase();
    const other = new Database(path);
    other.exec("BEGIN IMMEDIATE");
    const catalogue = await openSqliteCatalogue(path, { mode: "read" });
    expect((await catalogue.list({})).length).toBe(5);
    await catalogue.close();
    other.exec("ROLLBACK");
    other.close();
  });
});

describe("a database that may only be read", () => {
  test("gives all it has, and is not written", async () => {
    const path = await madeDatabase();
    const before = readFileSync(path);
    const catalogue = await openSqliteCatalogue(path, { mode: "read" });
    expect((await catalogue.search(query("كتاب"), {}, wholePage)).total).toBe(150);
    expect(await catalogue.check()).toEqual([]);
    expect((await faultOf(catalogue.add(newRevision({ edition: { number: "9" } })))).code).toBe("archive/not-writable");
    await catalogue.close();
    expect(readFileSync(path)).toEqual(before);
  });

  test("in a folder that may only be read gives what its write-ahead log has too", async () => {
    const folder = scratchFolder();
    const path = await madeDatabase(folder);
    // As a process that was killed leaves it: the last transaction stands in the log alone.
    const killed = new Database(path);
    killed.pragma("wal_autocheckpoint = 0");
    killed.exec("UPDATE revisions SET title = 'في السجل' WHERE number = '1'");
    const copy = join(folder, "copy");
    mkdirSync(copy);
    for (const name of ["catalogue.db", "catalogue.db-wal"]) copyFileSync(join(folder, name), join(copy, name));
    killed.close();
    chmodSync(copy, 0o555);
    try {
      const read = `
        import { openSqliteCatalogue } from ${JSON.stringify(new URL("../../../src/archive/catalogue/sqlite/openSqliteCatalogue.ts", import.meta.url).href)};
        const catalogue = await openSqliteCatalogue(${JSON.stringify(join(copy, "catalogue.db"))}, { mode: "read" });
        const { total } = await catalogue.search({ terms: [{ words: [{ spelling: "كتاب", folded: "كتاب", forms: [], prefix: false }], excluded: false }] }, {}, { limit: 1, offset: 0 });
        const listed = await catalogue.list({ number: "1" });
        await catalogue.close();
        console.log(JSON.stringify([total, listed[0].title, catalogue.place]));
      `;
      // Root may write anywhere: another user reads.
      chmodSync(folder, 0o755);
      const temporary = join(folder, "tmp");
      mkdirSync(temporary, { mode: 0o777 });
      chmodSync(temporary, 0o777);
      const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
      const child = spawnSync(process.execPath, ["--import", import.meta.resolve("tsx"), "--input-type=module", "--eval", read], { encoding: "utf8", env: { ...process.env, TMPDIR: temporary, HOME: temporary }, cwd: tmpdir(), ...user });
      expect(child.stderr).toBe("");
      expect(JSON.parse(child.stdout)).toEqual([150, "في السجل", join(copy, "catalogue.db")]);
      expect(readdirSync(temporary).filter((name) => name.startsWith("nashra-"))).toEqual([]);
      expect(readdirSync(copy).sort()).toEqual(["catalogue.db", "catalogue.db-wal"]);
    } finally {
      chmodSync(copy, 0o755);
    }
  });
});
