import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { ArchiveFault } from "../../src/archive/archiveFault.ts";
import type { ArticleFilter, Catalogue } from "../../src/archive/catalogue/catalogue.ts";
import { openPostgresCatalogue } from "../../src/archive/catalogue/postgres/openPostgresCatalogue.ts";
import { openSqliteCatalogue } from "../../src/archive/catalogue/sqlite/openSqliteCatalogue.ts";
import type { Query } from "../../src/archive/words/query.ts";
import { parseQuery } from "../../src/archive/words/query.ts";
import { describeCatalogue, query, queryTerm } from "../archive/catalogue/behaviour.ts";
import { newRevision, type ToldRevision } from "../archive/catalogue/revisions.ts";
import { declarations, sampleArticle } from "../corpus/texts.ts";
import { output } from "./programs.ts";
import { postgresPassword, startPostgres, type PostgresServer } from "./servers.ts";

let server: PostgresServer;
beforeAll(async () => { server = await startPostgres(); });
afterAll(() => { server.discard(); });

const everything = { limit: 100_000, offset: 0 };

describeCatalogue("a catalogue in PostgreSQL", async () => {
  const { url, drop } = await server.createDatabase();
  const catalogue = await openPostgresCatalogue(url, { mode: "write" });
  return {
    catalogue,
    again: () => openPostgresCatalogue(url, { mode: "write" }),
    discard: async () => {
      await catalogue.close();
      await drop();
    },
  };
});

/** A database for one test. */
async function emptyDatabase(): Promise<{ readonly name: string; readonly url: string }> {
  const { name, url, drop } = await server.createDatabase();
  onTestFinished(drop);
  return { name, url };
}

/** Opens a catalogue for one test. */
async function open(url: string, options: Parameters<typeof openPostgresCatalogue>[1] = { mode: "write" }): Promise<Catalogue> {
  const catalogue = await openPostgresCatalogue(url, options);
  onTestFinished(() => catalogue.close());
  return catalogue;
}

async function faultOf(work: Promise<unknown>): Promise<ArchiveFault["diagnostic"]> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
    const { diagnostic } = error;
    expect(`${diagnostic.message} ${diagnostic.hint ?? ""}`).not.toContain(postgresPassword);
    expect(`${diagnostic.message} ${diagnostic.hint ?? ""}`).not.toContain(encodeURIComponent(postgresPassword));
    return diagnostic;
  }
  throw new Error("no fault");
}

describe("beside SQLite", () => {
  const sentences = [...declarations().filter(({ language }) => language === "ar"), sampleArticle()].flatMap(({ paragraphs }) => paragraphs.slice(0, 25)).flatMap((text) => text.split(/(?<=[.؟!،])\s+/u));
  const words = [...new Set(sentences.flatMap((text) => text.match(/[\p{L}\p{M}\p{Nd}]+/gu) ?? []))];
  const anySentences = (maxLength: number): fc.Arbitrary<string> => fc.array(fc.constantFrom(...sentences), { maxLength }).map((chosen) => chosen.join(" "));
  const anyRevision: fc.Arbitrary<ToldRevision> = fc.record({
    edition: fc.record({ number: fc.integer({ min: 1, max: 12 }).map(String), date: fc.integer({ min: 10, max: 28 }).map((day) => `2022-01-${day}`) }, { requiredKeys: ["number"] }),
    articles: fc.array(fc.record({ headline: anySentences(1), body: anySentences(8), section: fc.constantFrom("رأي", "رأى", "ثقافة"), author: anySentences(1) }, { requiredKeys: ["headline", "body"] }), { maxLength: 12 }),
  });
  const anyPhrase = fc.tuple(fc.constantFrom(...sentences), fc.nat(), fc.integer({ min: 1, max: 3 })).map(([text, from, length]) => {
    const all = text.match(/[\p{L}\p{M}\p{Nd}]+/gu) ?? ["كلمة"];
    return all.slice(from % all.length).slice(0, length).join(" ");
  });
  const anyTerm = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...words) },
    { weight: 2, arbitrary: anyPhrase.map((phrase) => `"${phrase}"`) },
    { weight: 1, arbitrary: fc.constantFrom(...words).map((word) => `${word.slice(0, 3)}*`) },
    { weight: 1, arbitrary: fc.constantFrom(...words).map((word) => `-${word}`) },
    { weight: 1, arbitrary: anyPhrase.map((phrase) => `-"${phrase}"`) },
  );
  const anyWords = fc.tuple(fc.constantFrom(...words, "في", "من", "حق"), fc.array(anyTerm, { maxLength: 2 })).map(([first, others]) => [first, ...others].join(" "));
  const anyFilter: fc.Arbitrary<ArticleFilter> = fc.oneof(fc.constant({}), fc.record({ from: fc.constant("2022-01-14"), to: fc.constant("2022-01-24"), section: fc.constant("رأي"), author: fc.constant("الحق"), allRevisions: fc.constant(true as const) }, { requiredKeys: [] }));

  test.each([1, 2, 3])("both find the same in a random archive, equally near (%i)", async (seed) => {
    const folder = mkdtempSync(join(tmpdir(), "nashra-both-"));
    onTestFinished(() => { rmSync(folder, { recursive: true }); });
    const lite = await openSqliteCatalogue(join(folder, "archive.db"), { mode: "write", create: true });
    onTestFinished(() => lite.close());
    const postgres = await open((await emptyDatabase()).url);
    for (const told of fc.sample(anyRevision, { seed, numRuns: 30 })) expect(await postgres.add(newRevision(told))).toEqual(await lite.add(newRevision(told)));
    expect(await postgres.list({}, { allRevisions: true })).toEqual(await lite.list({}, { allRevisions: true }));
    const { databaseBytes: ofPostgres, ...counts } = await postgres.counts();
    const { databaseBytes: ofLite, ...liteCounts } = await lite.counts();
    expect(counts).toEqual(liteCounts);
    expect(Math.min(ofPostgres, ofLite)).toBeGreaterThan(0);

    const hitsOf = async (catalogue: Catalogue, asked: Query, filter: ArticleFilter): Promise<string[]> =>
      (await catalogue.search(asked, filter, everything)).hits.map(({ nearness, article, revision }) => `${nearness} ${revision.name} ${article.position}`).sort();
    let found = 0;
    await fc.assert(fc.asyncProperty(anyWords, anyFilter, async (typed, filter) => {
      const asked = parseQuery(typed, () => undefined);
      if (asked === undefined) return;
      const hits = await hitsOf(postgres, asked, filter);
      expect(hits).toEqual(await hitsOf(lite, asked, filter));
      found += hits.length;
    }), { numRuns: 150, seed });
    expect(found).toBeGreaterThan(100);
  });
});

describe("texts of any length and any characters", () => {
  test("words and phrases are found at the end of a text that is longer than PostgreSQL counts, and of one with more words than it holds", async () => {
    const catalogue = await open((await emptyDatabase()).url);
    const long = `${"في البيت كتاب ".repeat(30_000)}في المدينة آخر الكلام`;
    const rich = `${Array.from({ length: 150_000 }, (_, index) => `كلمة${"ابتثجحخدذر"[index % 10] ?? ""}${index.toString(36).replace(/\d/g, (digit) => "سشصضطظعغفق".charAt(Number(digit)))}`).join(" ")} النهاية السعيدة`;
    await catalogue.add(newRevision({ edition: { number: "1" }, articles: [{ headline: "طويل", body: long }, { headline: "غني", body: rich }, { headline: "قصير", body: "النهاية" }] }));
    const found = async (asked: Query): Promise<string[]> => (await catalogue.search(asked, {}, everything)).hits.map(({ nearness, article }) => `${nearness} ${article.headline}`).sort();
    expect(await found(query("آخر"))).toEqual(["spelling طويل"]);
    expect(await found(query("اخر"))).toEqual(["word طويل"]);
    expect(await found(query(queryTerm("في المدينة اخر")))).toEqual(["word طويل"]);
    expect(await found(query(queryTerm("كتاب في البيت")))).toEqual(["spelling طويل"]);
    expect(await found(query("النهاية"))).toEqual(["spelling غني", "spelling قصير"]);
    expect(await found(query("النهايه"))).toEqual(["word غني", "word قصير"]);
    expect(await found(query(queryTerm("النهاية السعيدة")))).toEqual(["spelling غني"]);
    expect(await found(query("النهاية", queryTerm("السعيدة", { excluded: true })))).toEqual(["spelling قصير"]);
    expect(await found(query(queryTerm("السعيدة النهاية")))).toEqual([]);
    expect(await catalogue.check()).toEqual([]);
  });

  test("what PostgreSQL's texts do not hold comes back as it was", async () => {
    const catalogue = await open((await emptyDatabase()).url);
    const article = { position: 1, kind: "page" as const, headline: "a\0b \ud800", body: "كتاب\0\u{10ffff}\ufeff \udc00x", section: "\0", author: "x\0y", pageStarts: [] };
    const edition = { publication: "النشرة\0", number: "1\0", title: "\0", date: "2022-01-01" };
    const { summary } = await catalogue.add(newRevision({ edition, articles: [article], files: [{ name: "sources/a\0.txt" }] }));
    expect(summary).toMatchObject({ ...edition, name: "النشرة\0/1\0" });
    expect((await catalogue.search(query("كتاب"), {}, everything)).hits).toEqual([{ nearness: "spelling", article, revision: summary }]);
    expect(await catalogue.list({ number: "1\0" })).toEqual([summary]);
  });
});

describe("machines that open and add at once", () => {
  test("all find the tables made, by one alone", async () => {
    const { url } = await emptyDatabase();
    const catalogues = await Promise.all(Array.from({ length: 8 }, () => open(url)));
    const outcomes = await Promise.all(catalogues.map((catalogue, index) => catalogue.add(newRevision({ edition: { number: "1" }, salt: String(index) }))));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["added", ...Array.from({ length: 7 }, () => "revised")]);
    expect((await catalogues[0]!.list({}, { allRevisions: true })).map(({ revision }) => revision)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  });

  test("the same edition added by all is there once", async () => {
    const { url } = await emptyDatabase();
    const catalogues = await Promise.all(Array.from({ length: 6 }, () => open(url)));
    for (let number = 1; number <= 10; number++) {
      const outcomes = await Promise.all(catalogues.map((catalogue) => catalogue.add(newRevision({ edition: { number: String(number) }, articles: ["كتاب", "بيت"], files: [{}] }))));
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["added", ...Array.from({ length: 5 }, () => "known")]);
    }
    expect(await catalogues[0]!.counts()).toMatchObject({ editions: 10, revisions: 10, articles: 20, files: 10 });
    expect(await catalogues[0]!.check()).toEqual([]);
  });

  test("a database is shared with other programs: nothing is made outside the schema nashra", async () => {
    const { name, url } = await emptyDatabase();
    const others = "SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname NOT IN ('nashra', 'pg_toast') ORDER BY 1";
    const before = await server.run(others, name);
    await open(url);
    expect(await server.run(others, name)).toEqual(before);
  });
});

describe("faults", () => {
  test("no server, a wrong password and no database are told apart, and no message holds the password", async () => {
    const login = { user: "owner", password: postgresPassword };
    const at9 = server.urlOf("archive", login).replace(`:${server.port}/`, ":9/");
    expect(await faultOf(open(at9))).toMatchObject({ code: "archive/unreachable" });
    expect(await faultOf(open(`postgres://owner:${encodeURIComponent(postgresPassword)}@nowhere.invalid/archive`))).toMatchObject({ code: "archive/unreachable" });
    expect(await faultOf(open(server.urlOf("postgres", { ...login, password: "wrong" })))).toMatchObject({ code: "archive/access-denied" });
    expect(await faultOf(open(`postgres://owner@127.0.0.1:${server.port}/postgres`))).toMatchObject({ code: "archive/access-denied" });
    expect(await faultOf(open(server.urlOf("not_there")))).toMatchObject({ code: "archive/no-database", message: `There is no database postgres://owner@127.0.0.1:${server.port}/not_there: database "not_there" does not exist.` });
    expect(await faultOf(open(`${server.urlOf("postgres")}?sslmode=verify-full`))).toMatchObject({ code: "archive/unreachable" });
  });

  test("a database without an archive is not read, and made to one only where that is meant", async () => {
    const { name, url } = await emptyDatabase();
    expect((await faultOf(open(url, { mode: "read" }))).code).toBe("archive/none-there");
    expect((await faultOf(open(url, { mode: "write", create: false }))).code).toBe("archive/none-there");
    expect(await server.run("SELECT FROM pg_namespace WHERE nspname = 'nashra'", name)).toEqual([]);
  });

  test("an archive of a newer version is left alone, one of an older version is read only when it was brought up to date", async () => {
    const { name, url } = await emptyDatabase();
    await (await open(url)).add(newRevision());
    await server.run("UPDATE nashra.schema_version SET version = 99", name);
    for (const mode of ["read", "write"] as const) expect((await faultOf(open(url, { mode }))).code).toBe("archive/newer-schema");
    await server.run("UPDATE nashra.schema_version SET version = 0", name);
    expect((await faultOf(open(url, { mode: "read" }))).code).toBe("archive/older-schema");
  });

  test("a database that does not hold all letters is refused", async () => {
    await server.run("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");
    expect((await faultOf(open(server.urlOf("latin")))).code).toBe("archive/database");
  });

  test("a user without rights adds nothing; with SELECT alone it reads", async () => {
    const { name, url } = await emptyDatabase();
    const reader = { user: "reader", password: postgresPassword };
    await server.run(`CREATE USER reader PASSWORD '${postgresPassword}'`);
    expect((await faultOf(open(server.urlOf(name, reader)))).code).toBe("archive/access-denied");
    await (await open(url)).add(newRevision({ articles: ["كتاب"] }));
    expect((await faultOf(open(server.urlOf(name, reader), { mode: "read" }))).code).toBe("archive/access-denied");
    await server.run("GRANT USAGE ON SCHEMA nashra TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA nashra TO reader", name);
    expect((await (await open(server.urlOf(name, reader), { mode: "read" })).search(query("كتاب"), {}, everything)).total).toBe(1);
    expect((await faultOf((await open(server.urlOf(name, reader))).add(newRevision({ salt: "b" })))).code).toBe("archive/access-denied");
  });

  test("a replica, which may only be read, is named as such", async () => {
    const { name, url } = await emptyDatabase();
    await open(url);
    await server.run(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    const catalogue = await open(url);
    expect(await catalogue.list({})).toEqual([]);
    expect((await faultOf(catalogue.add(newRevision()))).code).toBe("archive/not-writable");
  });

  test("a connection that is cut in the middle of an add leaves nothing, and the next one is made by itself", async () => {
    const { name, url } = await emptyDatabase();
    const catalogue = await open(url);
    await catalogue.add(newRevision({ edition: { number: "1" } }));
    // The add gets as far as the articles, and waits there for the trigger.
    await server.run("CREATE FUNCTION public.slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(30); RETURN NEW; END'; CREATE TRIGGER slow BEFORE INSERT ON nashra.article EXECUTE FUNCTION public.slow()", name);
    const adding = faultOf(catalogue.add(newRevision({ edition: { number: "2" } })));
    const waiting = `SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity WHERE datname = '${name}' AND wait_event = 'PgSleep'`;
    while ((await server.run(waiting)).length === 0) await wait(20);
    expect(await adding).toMatchObject({ code: "archive/unreachable" });
    await server.run("DROP TRIGGER slow ON nashra.article", name);
    expect((await catalogue.list({})).map(({ number }) => number)).toEqual(["1"]);
    expect(await catalogue.add(newRevision({ edition: { number: "2" } }))).toMatchObject({ outcome: "added" });
    expect(await catalogue.check()).toEqual([]);
  });

  test("a server that ends in the middle of adds leaves what was added, whole", async () => {
    const { url } = await emptyDatabase();
    const catalogue = await open(url);
    const added: string[] = [];
    const fault = faultOf((async () => {
      for (let number = 1; ; number++) added.push((await catalogue.add(newRevision({ edition: { number: String(number) }, articles: ["كتاب", "بيت"], files: [{}] }))).summary.name);
    })());
    while (added.length < 10) await wait(5);
    server.kill();
    expect((await fault).code).toBe("archive/unreachable");
    expect((await faultOf(catalogue.list({}))).code).toBe("archive/unreachable");
    server.start();
    const there = (await catalogue.list({})).map(({ name }) => name);
    expect(there).toEqual(expect.arrayContaining(added));
    expect(there.length).toBeLessThanOrEqual(added.length + 1);
    expect(await catalogue.check()).toEqual([]);
  });

  test("a full disk is named as such, and nothing of the add is there", async ({ skip }) => {
    const disk = mkdtempSync(join(tmpdir(), "nashra-disk-"));
    onTestFinished(() => { rmSync(disk, { recursive: true, force: true }); });
    if (spawnSync("mount", ["-t", "tmpfs", "-o", `size=24m,uid=${output("id", ["-u", "postgres"]).trim()},mode=0700`, "tmpfs", disk]).status !== 0) return skip("this user may not mount a disk");
    onTestFinished(() => { spawnSync("umount", [disk]); });
    await server.run(`CREATE TABLESPACE small LOCATION '${disk}'`);
    await server.run("CREATE DATABASE small TABLESPACE small");
    onTestFinished(async () => {
      await server.run("DROP DATABASE small WITH (FORCE)");
      await server.run("DROP TABLESPACE small");
    });
    const catalogue = await open(server.urlOf("small"));
    const added: string[] = [];
    const fault = await faultOf((async () => {
      for (let number = 1; number < 500; number++) {
        const body = Array.from({ length: 3000 }, (_, index) => `كلمة ${number * 7919 + index * 104_729}`).join(" ");
        added.push((await catalogue.add(newRevision({ edition: { number: String(number) }, articles: [body, body] }))).summary.name);
      }
    })());
    expect(fault.code).toBe("archive/disk-full");
    expect((await catalogue.list({})).map(({ name }) => name).sort()).toEqual([...added].sort());
    expect(await catalogue.check()).toEqual([]);
  });

  test("damaged pages of a table are found by the check", async () => {
    const { name, url } = await emptyDatabase();
    const catalogue = await open(url);
    await catalogue.add(newRevision({ files: Array.from({ length: 500 }, (_, index) => ({ name: `sources/${index}.txt` })) }));
    expect(await catalogue.check()).toEqual([]);
    const [row] = await server.run("SELECT pg_relation_filepath('nashra.file') AS path", name);
    await server.run("CHECKPOINT");
    server.kill();
    const path = join(server.dataFolder, String(row?.path));
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 8192, 8192 + 200);
    writeFileSync(path, bytes);
    server.start();
    await wait(100);
    expect((await catalogue.check()).join("\n")).toMatch(/damaged: invalid page in block 1/);
    expect((await faultOf(catalogue.byFile("0".repeat(64)).then(() => catalogue.counts()))).code).toBe("archive/damaged-database");
  });

  test("rows that contradict each other are found by the check", async () => {
    const { name, url } = await emptyDatabase();
    const catalogue = await open(url);
    await catalogue.add(newRevision({ articles: ["كتاب", "بيت", "قلم"] }));
    await server.run("DELETE FROM nashra.article WHERE position = 1", name);
    await server.run("UPDATE nashra.article SET words = '' WHERE position = 2", name);
    await server.run("UPDATE nashra.article SET newest = false WHERE position = 3", name);
    expect(await catalogue.check()).toHaveLength(3);
  });
});
