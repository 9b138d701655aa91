import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Catalogue } from "../../../src/archive/catalogue/catalogue.ts";
import { openSqliteCatalogue } from "../../../src/archive/catalogue/sqlite/openSqliteCatalogue.ts";
import type { Query } from "../../../src/archive/words/query.ts";
import { scratchFolder } from "../../cli/command.ts";
import { describeCatalogue, query, queryTerm, queryWord } from "./behaviour.ts";
import { newRevision } from "./revisions.ts";

describeCatalogue("a catalogue in SQLite", async () => {
  const folder = mkdtempSync(join(tmpdir(), "nashra-test-"));
  const path = join(folder, "catalogue.db");
  const catalogue = await openSqliteCatalogue(path, { mode: "write", create: true });
  return {
    catalogue,
    again: () => openSqliteCatalogue(path, { mode: "write" }),
    discard: async () => {
      await catalogue.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

async function newCatalogue(): Promise<Catalogue> {
  return openSqliteCatalogue(join(scratchFolder(), "catalogue.db"), { mode: "write", create: true });
}

async function positions(catalogue: Catalogue, asked: Query, window: { readonly limit: number; readonly offset: number }): Promise<string[]> {
  return (await catalogue.search(asked, {}, window)).hits.map(({ nearness, article }) => `${nearness} ${article.body}`);
}

test("a word of thousands of articles: the newest are ranked, the older follow by their age, and no page repeats or leaves out one", async () => {
  const catalogue = await newCatalogue();
  const old = Array.from({ length: 1500 }, (_, index) => (index === 700 ? { headline: "سنة", body: `سنة old ${index}` } : `${index % 3 === 0 ? "سنه" : "سنة"} old ${index}`));
  const recent = Array.from({ length: 2500 }, (_, index) => (index === 1801 ? { headline: "سنة", body: `سنة new ${index}` } : `${index % 5 === 0 ? "السنة" : "سنة"} new ${index}`));
  await catalogue.add(newRevision({ edition: { date: "2022-03-01" }, articles: recent }));
  await catalogue.add(newRevision({ edition: { date: "2022-01-01" }, articles: old }));
  const asked: Query = { terms: [{ words: [queryWord("سنة", { forms: ["السنه"] })], excluded: false }] };
  expect((await catalogue.search(asked, {}, { limit: 1, offset: 0 })).total).toBe(4000);
  const paged: string[] = [];
  for (let offset = 0; offset < 4000; offset += 370) paged.push(...(await positions(catalogue, asked, { limit: 370, offset })));
  expect(paged).toEqual(await positions(catalogue, asked, { limit: 4000, offset: 0 }));
  expect(new Set(paged).size).toBe(4000);
  expect(paged[0]).toBe("spelling سنة new 1801");
  expect(paged.filter((hit) => hit.startsWith("spelling")).length).toBe(2000 + 1000);
  // The headline of an article that is not among those that are ranked lifts it above none.
  expect(paged.slice(2000, 3000)).toEqual(old.flatMap((_, index) => (index % 3 === 0 ? [] : [`spelling سنة old ${index}`])).reverse());
  expect(await positions(catalogue, asked, { limit: 10, offset: 4000 })).toEqual([]);
  await catalogue.close();
});

test("hits are counted up to ten thousand", async () => {
  const catalogue = await newCatalogue();
  await catalogue.add(newRevision({ edition: { number: "1" }, articles: Array.from({ length: 10_000 }, () => "كتاب") }));
  expect(await catalogue.search(query("كتاب"), {}, { limit: 0, offset: 0 })).toEqual({ total: 10_000, hits: [] });
  await catalogue.add(newRevision({ edition: { number: "2" }, articles: ["كتاب"] }));
  expect(await catalogue.search(query("كتاب"), {}, { limit: 0, offset: 0 })).toEqual({ total: 10_000, totalIsAtLeast: true, hits: [] });
  expect((await catalogue.search(query("كتاب"), { number: "2" }, { limit: 5, offset: 0 })).total).toBe(1);
  expect((await catalogue.search(query("كتاب", queryTerm("كتاب", { excluded: true })), {}, { limit: 5, offset: 0 })).total).toBe(0);
  await catalogue.close();
});

test("editions of one day, more than a day has room for, and of days in between are all found by their dates", async () => {
  const catalogue = await newCatalogue();
  const dates = ["2022-01-01", "2022-01-01", "2022-01-01", "2022-01-03", "2022-01-02", undefined, "0001-01-01", "9999-12-31", undefined];
  for (const [index, date] of dates.entries()) {
    await catalogue.add(newRevision({ edition: { number: String(index), ...(date !== undefined && { date }) }, articles: Array.from({ length: 200 }, (_, article) => `كتاب ${index} ${article}`) }));
  }
  for (const [index, date] of dates.entries()) {
    const total = async (filter: { readonly from?: string; readonly to?: string; readonly number?: string }): Promise<number> => (await catalogue.search(query("كتاب"), filter, { limit: 1, offset: 0 })).total;
    expect(await total({ number: String(index) })).toBe(200);
    if (date !== undefined) expect(await total({ from: date, to: date })).toBe(200 * dates.filter((other) => other === date).length);
  }
  expect(await catalogue.check()).toEqual([]);
  await catalogue.close();
});
