import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import type { Catalogue } from "../../src/archive/catalogue/catalogue.ts";
import type { ObjectStore } from "../../src/archive/objects/objectStore.ts";
import { openStores } from "../../src/archive/openStores.ts";
import { verifyArchive } from "../../src/archive/verify.ts";
import { end, root } from "../cli/command.ts";
import { query } from "../archive/catalogue/behaviour.ts";
import { startPostgres, startS3, type PostgresServer, type S3Server } from "./servers.ts";

let postgres: PostgresServer;
let s3: S3Server;
beforeAll(async () => { [postgres, s3] = await Promise.all([startPostgres(), startS3()]); });
afterAll(async () => {
  postgres.discard();
  await s3.discard();
});

let archive: string;
let objects: string;
let environment: Readonly<Record<string, string>>;
beforeEach(async () => {
  environment = { ...s3.env, AWS_CONFIG_FILE: "/nonexistent", AWS_SHARED_CREDENTIALS_FILE: "/nonexistent" };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const { url, drop } = await postgres.createDatabase();
  archive = url;
  objects = `s3://${await s3.createBucket()}/النشرة`;
  onTestFinished(drop);
});
afterEach(() => { vi.unstubAllEnvs(); });

/** Another machine that adds editions of its own or of others'. */
function machine(salt: string, first: number, last: number): ChildProcess {
  const program = new URL("archiveWorker.ts", import.meta.url).pathname;
  return spawn(process.execPath, ["--import", import.meta.resolve("tsx"), program, archive, objects, salt, String(first), String(last)], { cwd: root, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...environment } });
}

async function open(mode: "read" | "write" = "read"): Promise<{ readonly catalogue: Catalogue; readonly objects: ObjectStore }> {
  const stores = await openStores({ archive, objects }, { mode, create: false });
  onTestFinished(async () => {
    await stores.catalogue.close();
    await stores.objects.close();
  });
  return stores;
}

/** What verifying finds that an interrupted add may not leave. */
async function harm(): Promise<readonly unknown[]> {
  const stores = await open();
  const { findings } = await verifyArchive(stores);
  return findings.filter(({ kind }) => kind !== "unlisted" && kind !== "leftover");
}

test("machines that add to one archive at once all succeed, with their own editions, the same ones, and revisions of each other's", async () => {
  await openStores({ archive, objects }, { mode: "write", create: true }).then(async (stores) => {
    await stores.catalogue.close();
    await stores.objects.close();
  });
  const ended = await Promise.all([machine("a", 1, 20), machine("a", 1, 20), machine("b", 11, 30)].map(end));
  expect(ended.map(({ code, stderr }) => `${String(code)} ${stderr}`)).toEqual(["0 ", "0 ", "0 "]);
  const { catalogue } = await open();
  expect(await catalogue.counts()).toMatchObject({ publications: 1, editions: 30, revisions: 40, articles: 200 });
  expect((await catalogue.search(query("المدينة"), {}, { limit: 1, offset: 0 })).total).toBe(150);
  expect((await catalogue.search(query("المدينة"), { allRevisions: true }, { limit: 1, offset: 0 })).total).toBe(200);
  expect(await harm()).toEqual([]);
});

test("a machine that is killed at any moment of its adds leaves an archive that is whole, with each edition there or not there", async () => {
  const moments = Array.from({ length: 20 }, (_, index) => index);
  for (const moment of moments) {
    const [first, last] = [moment * 1000 + 1, moment * 1000 + 999];
    const child = machine("a", first, last);
    let told = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => { told += text; });
    // Some are killed before their first edition is there, others after a few.
    while (told.split("\n").length <= moment % 4 && child.exitCode === null) await wait(1);
    await wait(moment % 4 === 0 ? 400 + 40 * moment : (moment * 7) % 40);
    child.kill("SIGKILL");
    await once(child, "close");
    const { catalogue } = await open(moment === 0 ? "write" : "read").catch(() => ({ catalogue: undefined }));
    const there = new Set((await catalogue?.list({}))?.map(({ number }) => number));
    for (const line of told.split("\n").filter((text) => text.endsWith(" added"))) expect(there).toContain(line.split(" ")[0]);
  }
  const { code, stderr } = await end(machine("a", 1, 3));
  expect(`${String(code)} ${stderr}`).toBe("0 ");
  expect(await harm()).toEqual([]);
  const { catalogue } = await open();
  for (const { articles } of await catalogue.list({})) expect(articles).toBe(5);
}, 180_000);

test.each(["the database", "the objects"])("where the server of %s ends in the middle, the machine says so, and what it had added is whole", async (which) => {
  const child = machine("a", 1, 100_000);
  const ended = end(child);
  let told = "";
  child.stdout?.on("data", (text: string) => { told += text; });
  while (!told.includes("3 added") && child.exitCode === null) await wait(5);
  if (which === "the database") postgres.kill();
  else await s3.kill();
  const { code, stderr } = await ended;
  if (which === "the database") postgres.start();
  else await s3.start();
  await wait(100);
  expect(stderr).toMatch(/^archive\/unreachable: The (database|server of) .* cannot be reached: [^\n]*\n$/);
  expect(code).toBe(3);
  const { catalogue } = await open();
  expect((await catalogue.list({})).length).toBeGreaterThanOrEqual(told.split("\n").length - 1);
  expect(await harm()).toEqual([]);
});
