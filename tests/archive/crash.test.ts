import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { openArchive, type Archive } from "../../src/archive/archive.ts";
import { isWhole } from "../../src/archive/verify.ts";
import { randomNumbers } from "../../bench/archive/corpus.ts";
import { scratchFolder } from "../cli/command.ts";
import { bundleAdder, startAdder, type Adder } from "./crash/adders.ts";
import { articlesOfEach, submissionOf, wordOf } from "./crash/submissions.ts";

const kills = 200;
/** Each archive is used for so many kills, so that its making is interrupted too. */
const killsOfArchive = 10;
/** Number of the edition that is added after each kill. */
const addedAfter = 500_000;

async function openToWrite(folder: string): Promise<Archive> {
  return openArchive({ archive: folder }, { mode: "write", program: "nashra test" });
}

async function numbersIn(archive: Archive): Promise<number[]> {
  return (await archive.list({})).map(({ number }) => Number(number));
}

/** An edition that is there is there with its record, its files and every word. */
async function expectEntire(archive: Archive, number: number): Promise<void> {
  const { summary, record } = await archive.resolve(`النشرة/${number}`);
  expect(summary.articles).toBe(articlesOfEach);
  const expected = submissionOf(number);
  expect(record.files.map(({ name }) => name)).toEqual(expect.arrayContaining(expected.files.map(({ name }) => name)));
  for (const { name, bytes } of expected.files) {
    const file = record.files.find((kept) => kept.name === name);
    expect(file && Buffer.from(await archive.readFile(file))).toEqual(Buffer.from(bytes));
  }
  expect((await archive.search(wordOf(number), {}, { limit: 10, offset: 0 }, () => undefined))?.total).toBe(articlesOfEach);
}

test(`an add that is killed, at each of ${kills} moments, leaves a whole archive with the edition there or not there`, { timeout: 180_000 }, async () => {
  const random = randomNumbers(5);
  const script = await bundleAdder(scratchFolder());
  const folders = Array.from({ length: kills / killsOfArchive }, () => scratchFolder());
  const folderOf = (kill: number): string => join(folders[Math.floor(kill / killsOfArchive)] ?? "", "archive");
  const waiting = new Map<number, Promise<Adder>>();
  const adderOf = (kill: number): Promise<Adder> => waiting.get(kill) ?? startAdder(script, folderOf(kill));
  let interrupted = 0;
  let half = 0;
  for (let kill = 0; kill < kills; kill++) {
    for (const next of [kill + 1, kill + 2]) if (next < kills && !waiting.has(next)) waiting.set(next, startAdder(script, folderOf(next)));
    const adder = await adderOf(kill);
    waiting.delete(kill);
    const first = kill * 1000 + 1;
    adder.begin(first, 999);
    await pause(random() * 60);
    adder.kill();
    const said = (await adder.ended).length;

    const archive = await openToWrite(folderOf(kill));
    const numbers = new Set(await numbersIn(archive));
    for (let number = first; number < first + said; number++) expect(numbers, `after kill ${kill}`).toContain(number);
    const { findings, ...verified } = await archive.verify();
    expect(isWhole({ findings, ...verified }), JSON.stringify(findings)).toBe(true);
    if (findings.length > 0) half++;
    const last = first + said;
    if (numbers.has(last)) await expectEntire(archive, last);
    else interrupted++;
    expect(numbers).not.toContain(last + 1);
    expect(await archive.add(submissionOf(addedAfter + kill))).toMatchObject({ outcome: "added" });
    await expectEntire(archive, addedAfter + kill);
    // What was interrupted can be added again.
    expect((await archive.add(submissionOf(last))).outcome).toBe(numbers.has(last) ? "known" : "added");
    await archive.close();
  }
  // Else every add was over or none had begun when it was killed.
  expect(interrupted).toBeGreaterThan(kills / 4);
  expect(half).toBeGreaterThan(kills / 20);
});

test("processes that add at once all succeed: other editions, equal ones, two revisions of one", { timeout: 60_000 }, async () => {
  const folder = join(scratchFolder(), "archive");
  const script = await bundleAdder(scratchFolder());
  const adders = await Promise.all(Array.from({ length: 6 }, () => startAdder(script, folder)));
  const tasks: readonly (readonly [number, number, string])[] = [[1, 8, ""], [101, 8, ""], [1, 8, ""], [201, 5, "a"], [201, 5, "b"], [201, 5, "a"]];
  for (const [index, task] of tasks.entries()) adders[index]?.begin(...task);
  const said = await Promise.all(adders.map(({ ended }) => ended));
  expect(said.map((lines) => lines.length)).toEqual(tasks.map(([, count]) => count));
  const outcomes = (index: number): string[] => said[index]?.map((line) => line.split(" ")[0] ?? "") ?? [];
  expect(outcomes(1)).toEqual(Array.from({ length: 8 }, () => "added"));
  for (let edition = 0; edition < 8; edition++) expect([outcomes(0)[edition], outcomes(2)[edition]].sort()).toEqual(["added", "known"]);
  for (let edition = 0; edition < 5; edition++) expect([3, 4, 5].map((index) => outcomes(index)[edition]).sort()).toEqual(["added", "known", "revised"]);

  const archive = await openToWrite(folder);
  expect(await archive.counts()).toMatchObject({ editions: 21, revisions: 26, articles: 26 * articlesOfEach });
  // Of two that add the same, the record of the one that came later is left over.
  expect((await archive.verify()).findings.filter(({ kind }) => kind !== "unlisted")).toEqual([]);
  await archive.close();
});
