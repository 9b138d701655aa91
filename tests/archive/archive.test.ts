import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ArchiveFault, isWhole, openArchive, type Archive } from "../../src/archive/index.ts";
import type { ObjectStore } from "../../src/archive/objects/objectStore.ts";
import { openStores } from "../../src/archive/openStores.ts";
import { verifyArchive } from "../../src/archive/verify.ts";
import { made, opened, scratchFolder } from "./made.ts";

const names = async (archive: Archive): Promise<string[]> => (await archive.list({}, { allRevisions: true })).map(({ name, revision }) => `${name} ${revision}`);

async function faultOf(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(() => undefined, (error: unknown) => (error instanceof ArchiveFault ? error.diagnostic.code : String(error)));
}

/** Every file below a folder with its size and time. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => !/nashra-archive\.db/.test(name)).map((name) => `${name} ${statSync(join(folder, name)).mtimeMs}`).sort();
}

function objectOf(folder: string, sha256: string): string {
  return join(folder, "objects", sha256.slice(0, 2), sha256.slice(2));
}

test("an equal edition is kept once and nothing is written, a changed one is a revision, and the old one stays", async () => {
  const folder = scratchFolder();
  const archive = await opened(folder);
  expect((await archive.add(made({ number: "12" }))).outcome).toBe("added");
  const before = filesBelow(folder);
  expect((await archive.add(made({ number: "12" }))).outcome).toBe("known");
  expect(filesBelow(folder)).toEqual(before);
  const revised = await archive.add(made({ number: "12", pdf: "%PDF other" }));
  expect(revised).toMatchObject({ outcome: "revised", summary: { revision: 2, revisions: 2 } });
  expect((await archive.add(made({ number: "12" }))).summary).toMatchObject({ revision: 1, revisions: 2 });
  const { record } = await archive.resolve("12@1");
  const [pdf] = record.files;
  expect(new TextDecoder().decode(pdf && (await archive.readFile(pdf)))).toBe("%PDF 12");
});

test("editions are found by number, by day, by publication and by digest", async () => {
  const archive = await opened(scratchFolder());
  const { summary } = await archive.add(made({ number: "12", date: "2022-11-24" }));
  await archive.add(made({ publication: "المساء", date: "2022-11-25" }));
  await archive.add(made({ publication: "المساء", number: "12", date: "2022-11-26" }));
  expect((await archive.resolve("2022-11-24")).summary.name).toBe("الصباح/12");
  expect((await archive.resolve("٢٠٢٢-١١-٢٥")).summary.name).toBe("المساء/2022-11-25");
  expect((await archive.resolve("المساء/١٢")).summary.date).toBe("2022-11-26");
  expect((await archive.resolve(summary.digest.slice(0, 10))).summary.name).toBe("الصباح/12");
  expect(await faultOf(archive.resolve("12"))).toBe("archive/ambiguous");
  expect(await faultOf(archive.resolve("13"))).toBe("archive/no-edition");
  expect(await faultOf(archive.resolve("المساء/12@2"))).toBe("archive/no-revision");
});

test("a revision is that of the edition that was named, by whatever it was named and whatever else is of its day", async () => {
  const archive = await opened(scratchFolder());
  await archive.add(made({ number: "12", date: "2022-11-24" }));
  const { summary } = await archive.add(made({ publication: "الصّباح", number: "12", date: "2022-11-25", pdf: "%PDF second" }));
  await archive.add(made({ number: "13", date: "2022-11-24" }));
  await archive.add(made({ number: "13", date: "2022-11-24", pdf: "%PDF second" }));
  expect((await archive.resolve("2022-11-24@1")).summary).toMatchObject({ number: "13", revision: 1 });
  expect((await archive.resolve("2022-11-25@1")).summary).toMatchObject({ number: "12", revision: 1 });
  expect((await archive.resolve(`${summary.digest.slice(0, 12)}@1`)).summary).toMatchObject({ number: "12", revision: 1 });
});

test("editions are found by the names that they are shown with, slashes or not", async () => {
  const archive = await opened(scratchFolder());
  for (const names of [{ number: "5/2022" }, { publication: "الرأي/الملحق", number: "7" }, { publication: "الرأي/الملحق", number: "8/9" }]) {
    const { summary } = await archive.add(made(names));
    expect((await archive.resolve(summary.name)).summary).toMatchObject(names);
  }
  expect((await archive.resolve("٥/٢٠٢٢")).summary.name).toBe("الصباح/5/2022");
});

test("the nearest name is offered for one that is misspelt", async () => {
  const archive = await opened(scratchFolder());
  await archive.add(made({ number: "12" }));
  const fault = await archive.resolve("الصباج/12").then(() => undefined, (error: unknown) => error);
  expect(fault instanceof ArchiveFault && fault.diagnostic.hint).toContain("الصباح/12");
});

test("a day that is none is refused and nothing is kept", async () => {
  const folder = scratchFolder();
  const archive = await opened(folder);
  const before = filesBelow(folder);
  expect(await faultOf(archive.add(made({ date: "2022-02-30" })))).toBe("archive/bad-date");
  expect((await archive.add(made({ date: "٢٠٢٢-١-٥" }))).summary.date).toBe("2022-01-05");
  expect(await names(archive)).toHaveLength(1);
  expect(before).toEqual([]);
});

test("verifying names what is damaged, missing, foreign and left over, and whose it is", async () => {
  const folder = scratchFolder();
  const archive = await opened(folder);
  await archive.add(made({ number: "12" }));
  await archive.add(made({ number: "13", articles: [{ headline: "آخر", body: "خبر آخر" }] }));
  expect(await archive.verify()).toMatchObject({ findings: [], revisions: 2, objects: 7 });

  const files = (await archive.resolve("12")).record.files;
  const [pdf, source] = files;
  appendFileSync(objectOf(folder, pdf?.sha256 ?? ""), "x");
  rmSync(objectOf(folder, source?.sha256 ?? ""));
  writeFileSync(join(folder, "notes.txt"), "mine");
  mkdirSync(join(folder, "incoming"), { recursive: true });
  writeFileSync(join(folder, "incoming", "interrupted.tmp"), "half");
  const verification = await archive.verify();
  expect(isWhole(verification)).toBe(false);
  expect(verification.findings.map(({ kind, of }) => [kind, of]).sort()).toEqual([
    ["damaged", "pdf/archive.pdf of الصباح/12@1"], ["foreign", undefined], ["leftover", undefined], ["missing", "sources/a.txt of الصباح/12@1"],
  ]);
  expect(await faultOf(archive.readFile(files[0] ?? { sha256: "", name: "" }))).toBe("archive/damaged-object");
});

test("an object that the disk does not give is told with the others", async () => {
  const folder = scratchFolder();
  const archive = await opened(folder);
  await archive.add(made({ number: "12" }));
  const { files } = (await archive.resolve("12")).record;
  const [pdf, source] = files.map(({ sha256 }) => sha256);
  const { catalogue, objects } = await openStores({ archive: folder }, { mode: "read", create: false });
  onTestFinished(() => catalogue.close());
  const unreadable: ObjectStore = {
    ...objects,
    get: (sha256) => (sha256 === pdf ? Promise.reject(new ArchiveFault("archive/not-readable", "It could not be read: the disk reports an error.", "")) : objects.get(sha256)),
  };
  appendFileSync(objectOf(folder, source ?? ""), "x");
  const { findings } = await verifyArchive({ catalogue, objects: unreadable });
  expect(findings.map(({ kind, of, message }) => [kind, of, message.includes("disk")]).sort()).toEqual([["damaged", "pdf/archive.pdf of الصباح/12@1", true], ["damaged", "sources/a.txt of الصباح/12@1", false]]);
});

test("objects that no edition has are told, and harm nothing", async () => {
  const folder = scratchFolder();
  const archive = await opened(folder);
  await archive.add(made({ number: "12" }));
  const orphan = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
  mkdirSync(join(folder, "objects", "2c"), { recursive: true });
  writeFileSync(objectOf(folder, orphan), "hello");
  const verification = await archive.verify();
  expect(verification.findings.map(({ kind }) => kind)).toEqual(["unlisted"]);
  expect(isWhole(verification)).toBe(true);
});

test.each([
  ["lost", (path: string) => { rmSync(path); }],
  ["no database", (path: string) => { writeFileSync(path, "not a database at all, but some text that somebody put there"); }],
  ["damaged in the middle", (path: string) => { writeFileSync(path, readFileSync(path).fill(0x5a, 4096, 40_000)); }],
])("a database that is %s is made anew from what is kept: editions, revisions, their order and their words", async (_state, damage) => {
  const folder = scratchFolder();
  const archive = await openArchive({ archive: folder }, { mode: "write", program: "Nashra test" });
  await archive.add(made({ number: "12", date: "2022-11-24" }));
  await archive.add(made({ number: "12", date: "2022-11-24", pdf: "%PDF second", articles: [{ headline: "النفط", body: "زيادة الإنتاج", section: "اقتصاد" }] }));
  await archive.add(made({ publication: "المساء", number: "3" }));
  const told = await archive.list({}, { allRevisions: true });
  await archive.close();

  const path = join(folder, "nashra-archive.db");
  const stray = readdirSync(folder).filter((name) => /-wal|-shm/.test(name));
  expect(stray).toEqual([]);
  damage(path);
  const mended = await opened(folder, "reindex");
  expect(await mended.reindex()).toMatchObject({ added: 3, damaged: [] });
  expect(await mended.list({}, { allRevisions: true })).toEqual(told);
  expect(await mended.search("انتاج", { section: "اقتصاد" }, { limit: 10, offset: 0 }, () => undefined)).toMatchObject({ total: 1, hits: [{ revision: { revision: 2 } }] });
  expect((await mended.verify()).findings).toEqual([]);
  expect(await mended.reindex()).toMatchObject({ added: 0, known: 3 });
});

test("a damaged record is told when the database is made anew, and the others are taken", async () => {
  const folder = scratchFolder();
  const archive = await openArchive({ archive: folder }, { mode: "write", program: "Nashra test" });
  const { summary } = await archive.add(made({ number: "12" }));
  await archive.add(made({ number: "13" }));
  await archive.close();
  rmSync(join(folder, "nashra-archive.db"));
  appendFileSync(objectOf(folder, summary.record), " ");
  const mended = await opened(folder, "reindex");
  expect(await mended.reindex()).toMatchObject({ added: 1, damaged: [expect.stringContaining(summary.record.slice(2))] });
});

test("a record of a newer version is told when the database is made anew, and stays", async () => {
  const folder = scratchFolder();
  const archive = await opened(folder);
  await archive.add(made({ number: "12" }));
  const record = '{"format":"nashra-revision","formatVersion":2}';
  const sha256 = createHash("sha256").update(record).digest("hex");
  mkdirSync(join(folder, "objects", sha256.slice(0, 2)), { recursive: true });
  writeFileSync(objectOf(folder, sha256), record);
  const mended = await opened(folder, "reindex");
  expect(await mended.reindex()).toMatchObject({ known: 1, damaged: [], newer: [expect.stringContaining(sha256.slice(2))] });
});

test("an archive that has lost its database is not taken for a new one", async () => {
  const folder = scratchFolder();
  const archive = await openArchive({ archive: folder }, { mode: "write", program: "Nashra test" });
  await archive.add(made({ number: "12" }));
  await archive.close();
  for (const lose of [rmSync, (path: string) => { writeFileSync(path, ""); }]) {
    lose(join(folder, "nashra-archive.db"));
    expect(await faultOf(openArchive({ archive: folder }, { mode: "write", program: "Nashra test" }))).toBe("archive/lost-database");
  }
  const mended = await opened(folder, "reindex");
  expect(await mended.reindex()).toMatchObject({ added: 1 });
});

test("what was lost of an edition is there again when it is added again", async () => {
  const folder = scratchFolder();
  const archive = await opened(folder);
  const { summary } = await archive.add(made({ number: "12" }));
  const [pdf] = (await archive.resolve("12")).record.files;
  rmSync(objectOf(folder, pdf?.sha256 ?? ""));
  expect((await archive.add(made({ number: "12" }))).summary).toEqual(summary);
  expect(isWhole(await archive.verify())).toBe(true);
});

test("publications without a letter are told apart, and numbers that could not be named are refused", async () => {
  const archive = await opened(scratchFolder());
  await archive.add(made({ publication: "☆", number: "1" }));
  expect((await archive.add(made({ publication: "♥", number: "1" }))).outcome).toBe("added");
  expect((await archive.resolve("♥/1")).summary.publication).toBe("♥");
  expect(await faultOf(archive.add(made({ number: "12@1" })))).toBe("archive/bad-number");
  expect(await faultOf(archive.add(made({ number: " " })))).toBe("archive/no-identity");
  expect(await faultOf(archive.add(made({ publication: "", number: "3" })))).toBe("archive/no-identity");
});

test("a record that the database does not have is told by its name", async () => {
  const [folder, other] = [scratchFolder(), scratchFolder()];
  const [archive, older] = [await opened(folder), await opened(other)];
  await archive.add(made({ number: "12" }));
  const { summary } = await older.add(made({ number: "13" }));
  mkdirSync(join(folder, "objects", summary.record.slice(0, 2)), { recursive: true });
  writeFileSync(objectOf(folder, summary.record), readFileSync(objectOf(other, summary.record)));
  const { findings } = await archive.verify();
  expect(findings.map(({ kind, message }) => [kind, message.includes("الصباح/13")])).toEqual([["unlisted", true]]);
});

test("there is nothing to make a database from in a folder that is no archive", async () => {
  expect(await faultOf(openArchive({ archive: join(scratchFolder(), "nowhere") }, { mode: "reindex", program: "Nashra test" }))).toBe("archive/none-there");
});
