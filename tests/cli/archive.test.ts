import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod/mini";
import { end, nashra, scratchFolder, start, type Ended } from "./command.ts";

const folder = mkdtempSync(join(tmpdir(), "nashra-test-"));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** A command of the archive, run in the folder that holds it. */
const archive = (...words: readonly string[]): Promise<Ended> => nashra(["archive", ...words], folder);

const copy = (headline: string, body: string): string => `رئيس التحرير\nأحمد صبري\n\n${headline}\n\nصدى البلد\n\n${body}\n`;
const oilBody = "أعلنت وزارةُ النفط اليوم الخميس زيادة في إنتاج الحقول الشمالية بمقدار عشرين ألف برميل يوميا.\nوقال الوزير إن الشركات الوطنية ستتولى مشروع التطوير كاملا خلال العام المقبل.";
const matchBody = "تأهل المنتخب الوطني إلى نهائي البطولة العربية بعد فوزه على ضيفه بهدفين دون رد في مباراة مثيرة.";

beforeAll(async () => {
  writeFileSync(join(folder, "oil.txt"), copy("زيادة في إنتاج النفط", oilBody));
  writeFileSync(join(folder, "match.txt"), copy("المنتخب إلى النهائي", matchBody));
  writeFileSync(join(folder, "edition.yaml"), "articles:\n  - {source: oil.txt, section: اقتصاد, author: سلمى حسن}\n  - {source: match.txt, section: رياضة}\nsettings: {publication: الصباح, number: ١٢, date: 2022-11-24}\n");
  const built = await nashra(["build", "edition.yaml", "--archive", "--out", "printed.pdf"], folder);
  expect(built).toMatchObject({ code: 0 });
  expect(built.stderr).toMatch(/الصباح\/12.*: kept, .*2 articles/u);
});

test("a bulletin that is built with --archive is kept as it was printed and as archives keep it", async () => {
  const { stdout, code } = await archive("show", "12", "--json");
  expect(code).toBe(0);
  const shown = z.object({
    name: z.string(), edition: z.object({ number: z.string(), date: z.string() }), files: z.array(z.object({ name: z.string(), sha256: z.string() })),
    articles: z.array(z.object({ headline: z.string(), page: z.optional(z.number()), section: z.optional(z.string()), author: z.optional(z.string()), body: z.string() })),
  }).parse(JSON.parse(stdout));
  expect(shown).toMatchObject({ name: "الصباح/12", edition: { number: "12", date: "2022-11-24" } });
  expect(shown.files.map(({ name }) => name)).toEqual(expect.arrayContaining(["pdf/archive.pdf", "pdf/print.pdf", "sources/oil.txt", "sources/match.txt", "template/page.hbs", "template/style.css", "template/partials/story.hbs", "pages.json.gz"]));
  expect(shown.files.find(({ name }) => name === "pdf/print.pdf")?.sha256).toBe(createHash("sha256").update(readFileSync(join(folder, "printed.pdf"))).digest("hex"));
  expect(shown.articles).toMatchObject([{ headline: "زيادة في إنتاج النفط", section: "اقتصاد", author: "سلمى حسن", page: 1, body: oilBody }, { headline: "المنتخب إلى النهائي", section: "رياضة", body: matchBody }]);
});

test("an article is found by its words however they are spelled, with its page and what stands round them", async () => {
  const { stdout, stderr, code } = await archive("search", "وزارة", "نفط");
  expect(code).toBe(0);
  expect(stdout).toMatch(/1\. .*الصباح\/12.*2022-11-24.*p\. 1/u);
  expect(stdout).toContain("[وزارةُ] [النفط]");
  expect(stderr).toContain("1 article found");
  const filtered = await archive("search", "الوطني", "--section", "رياضه", "--from", "٢٠٢٢-١١", "--to", "2022", "--json");
  expect(JSON.parse(filtered.stdout)).toMatchObject({ total: 1, hits: [{ headline: "المنتخب إلى النهائي", edition: "الصباح/12", number: "12", nearness: "spelling" }] });
  expect(JSON.parse((await archive("search", "الوطني", "--from", "2023", "--json")).stdout)).toMatchObject({ total: 0, hits: [] });
  expect(JSON.parse((await archive("search", "الوزير", "-البطولة", "--author", "سلمى", "--json")).stdout)).toMatchObject({ total: 1 });
});

test("the kept edition is made again byte by byte, and the archive is whole", async () => {
  const rebuilt = await archive("rebuild", "الصباح/12", "--out", "again");
  expect(rebuilt.stdout).toMatch(/pdf\/archive\.pdf.*byte-identical\n.*pdf\/print\.pdf.*byte-identical/u);
  expect(rebuilt.code).toBe(0);
  expect(readFileSync(join(folder, "again/print.pdf")).equals(readFileSync(join(folder, "printed.pdf")))).toBe(true);
  const verified = await archive("verify");
  expect(verified).toMatchObject({ code: 0 });
  expect(verified.stdout).toMatch(/^whole: 1 revision, /u);
});

test("a file is recognised as the one that was printed, and another is not", async () => {
  const known = await archive("verify", "printed.pdf");
  expect(known.stdout).toMatch(/printed\.pdf: is pdf\/print\.pdf of .*الصباح\/12/u);
  expect(known.code).toBe(0);
  const other = await archive("verify", "oil.txt", "edition.yaml");
  expect(other).toMatchObject({ code: 1 });
  expect(other.stdout).toMatch(/oil\.txt: is sources\/oil\.txt of .*\nedition\.yaml: is kept in no edition/u);
});

test("adding again changes nothing, and a changed edition is a new revision beside the old one", async () => {
  const again = await nashra(["build", "edition.yaml", "--archive", "--out", "printed.pdf"], folder);
  expect(again.stderr).toMatch(/is kept already/u);
  writeFileSync(join(folder, "oil.txt"), copy("زيادة في إنتاج النفط والغاز", oilBody));
  const changed = await archive("add", ".");
  expect(changed).toMatchObject({ code: 0 });
  expect(changed.stderr).toMatch(/kept as revision 2/u);
  expect((await archive("show", "12@1")).stdout).toMatch(/revision +1 of 2/u);
  expect((await archive("show", "12")).stdout).toMatch(/revision +2 of 2/u);
  expect((await archive("list")).stdout.trim().split("\n")).toHaveLength(1);
  expect((await archive("list", "--all-revisions")).stdout.trim().split("\n")).toHaveLength(2);
  expect(JSON.parse((await archive("search", "والغاز", "--json")).stdout)).toMatchObject({ total: 1, hits: [{ revision: 2 }] });
  expect(JSON.parse((await archive("search", "النفط", "--all-revisions", "--json")).stdout)).toMatchObject({ total: 2 });
  expect((await archive("rebuild", "12@1")).code).toBe(0);
});

test("a kept PDF is written out, and given as a file it is an edition of its own", async () => {
  const opened = await archive("open", "12", "--out", "copy.pdf");
  expect(opened).toMatchObject({ code: 0, stdout: "copy.pdf\n" });
  const added = await archive("add", "copy.pdf", "--set", "publication=أرشيف قديم", "--set", "number=7");
  expect(added.stderr).toMatch(/أرشيف قديم\/7.*: kept, .*2 articles/u);
  const found = await archive("search", "\"زيادة في إنتاج\"", "--publication", "ارشيف قديم", "--json");
  expect(JSON.parse(found.stdout)).toMatchObject({ total: 1, hits: [{ page: 1, section: "اقتصاد", author: "سلمى حسن" }] });
  expect((await archive("rebuild", "أرشيف قديم/7")).stderr).toContain("archive/no-recipe");
});

test("an edition leaves as a bag", async () => {
  expect(await archive("export", "الصباح/12", "--out", "bag")).toMatchObject({ code: 0 });
  expect(readdirSync(join(folder, "bag")).sort()).toEqual(expect.arrayContaining(["bag-info.txt", "bagit.txt", "data", "manifest-sha256.txt", "manifest-sha512.txt"]));
});

test("the archive tells how much it holds", async () => {
  const { stdout } = await archive("stats", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ editions: 2, revisions: 3, articles: 6, firstDate: "2022-11-24" });
});

test.each([
  ["an edition that is not there", ["show", "13"], "archive/no-edition", 1],
  ["a revision that is not there", ["show", "الصباح/12@9"], "archive/no-revision", 1],
  ["a query without words", ["search", "-روسيا"], "archive/empty-query", 1],
  ["a misspelt option", ["search", "نفط", "--limt", "3"], "unknown option '--limt'", 2],
  ["a day that is none", ["search", "نفط", "--from", "2022-13"], "--from wants a day", 2],
  ["days the wrong way round", ["list", "--from", "٢٠٢٣", "--to", "2022"], "--from 2023-01-01 is later than --to 2022-12-31", 2],
  ["an archive that is not there", ["list", "--archive", "nowhere"], "archive/none-there", 1],
  ["copy that is not there", ["add", "nowhere.txt"], "edition/not-found", 1],
  ["an edition without number and date", ["add", "match.txt"], "archive/no-identity", 1],
  ["a misspelt manifest", ["add", "nowhere.yaml"], "edition/no-manifest", 1],
  ["a setting that is none", ["add", "match.txt", "--set", "number"], "--set wants key=value", 2],
  ["several editions of one name", ["show", "2022-11-24"], "archive/ambiguous", 1],
  ["a folder for bags that cannot be made", ["export", "الصباح/12", "الصباح/12@1", "--out", "oil.txt/bags"], "output/not-written", 1],
  ["a folder for PDFs made again that cannot be made", ["rebuild", "الصباح/12", "--out", "oil.txt/again"], "output/not-written", 1],
  ["a profile that was not kept", ["open", "الصباح/12", "--profile", "screen"], "archive/no-such-pdf", 1],
])("%s is refused with a message and a hint", async (_fault, words, told, code) => {
  const ended = await archive(...words);
  expect(ended.stderr).toContain(told);
  expect(ended.stderr).not.toMatch(/\n +at /u);
  expect(ended.code).toBe(code);
});

test("what goes wrong behind a page is told where the server runs, while it runs", async () => {
  const scratch = scratchFolder();
  writeFileSync(join(scratch, "match.txt"), copy("المنتخب إلى النهائي", matchBody));
  expect((await nashra(["archive", "add", "match.txt", "--set", "number=3"], scratch)).code).toBe(0);
  const { digest, files } = z.object({ digest: z.string(), files: z.array(z.object({ name: z.string(), sha256: z.string() })) }).parse(JSON.parse((await nashra(["archive", "show", "3", "--json"], scratch)).stdout));
  const [file] = files;
  truncateSync(join(scratch, "archive", "objects", file?.sha256.slice(0, 2) ?? "", file?.sha256.slice(2) ?? ""), 9);
  const server = start(["archive", "serve", "--port", "0"], scratch);
  const told = async (pattern: RegExp): Promise<string> => {
    let stderr = "";
    for await (const chunk of server.stderr?.iterator({ destroyOnReturn: false }) ?? []) {
      stderr += String(chunk);
      const found = pattern.exec(stderr)?.[0];
      if (found !== undefined) return found;
    }
    throw new Error(stderr);
  };
  try {
    const url = await told(/http:\S+/);
    expect((await fetch(`${url}files/${digest}/${file?.name ?? ""}`)).status).toBe(500);
    expect(await told(/archive\/[\w-]+/)).toBe("archive/damaged-object");
  } finally {
    const ended = end(server);
    server.kill("SIGTERM");
    expect((await ended).code).toBe(0);
  }
});

test("a PDF that was cut off is refused, and the edition beside it is kept", async () => {
  const scratch = scratchFolder();
  writeFileSync(join(scratch, "cut.pdf"), readFileSync(join(folder, "printed.pdf")));
  truncateSync(join(scratch, "cut.pdf"), 40_000);
  writeFileSync(join(scratch, "match.txt"), copy("المنتخب إلى النهائي", matchBody));
  mkdirSync(join(scratch, "kept"));
  const added = await nashra(["archive", "add", "cut.pdf", "match.txt", "--set", "number=3", "--archive", "kept"], scratch);
  expect(added.code).toBe(1);
  expect(added.stderr).toContain("archive/unreadable-pdf");
  expect(added.stderr).toMatch(/\/3.*: kept/u);
});

test("of files that are given together, none takes the place of another, and each that is refused is named", async () => {
  const scratch = scratchFolder();
  const printed = readFileSync(join(folder, "printed.pdf"));
  writeFileSync(join(scratch, "first.pdf"), printed);
  writeFileSync(join(scratch, "again.pdf"), printed);
  expect(await archive("open", "الصباح/12", "--profile", "archive", "--out", join(scratch, "second.pdf"))).toMatchObject({ code: 0 });
  writeFileSync(join(scratch, "empty.pdf"), "");
  const added = await nashra(["archive", "add", "first.pdf", "again.pdf", "second.pdf", "empty.pdf", "--set", "number=٥", "--archive", "kept"], scratch);
  expect(added.code).toBe(1);
  expect(added.stderr).toMatch(/\/5.*: kept, [^]*\/5.*: is kept already[^]*archive\/same-edition[^]*second\.pdf would take the place of again\.pdf[^]*empty\.pdf: The file is empty/u);
  expect((await nashra(["archive", "stats", "--archive", "kept"], scratch)).stdout).toContain("1 edition in 1 revision,");
  expect((await nashra(["archive", "add", "second.pdf", "--set", "number=5", "--archive", "kept"], scratch)).stderr).toContain("kept as revision 2");
});

test("a file larger than can be read at once is refused in words", async () => {
  const scratch = scratchFolder();
  writeFileSync(join(scratch, "huge.pdf"), "%PDF-");
  truncateSync(join(scratch, "huge.pdf"), 6 * 1024 ** 3);
  const added = await nashra(["archive", "add", "huge.pdf", "--set", "number=1"], scratch);
  expect(added).toMatchObject({ code: 1 });
  expect(added.stderr).toContain("The file huge.pdf cannot be read: it is larger than 2 GB.");
});

test("a fact that is set to nothing is none", async () => {
  const scratch = scratchFolder();
  writeFileSync(join(scratch, "a.pdf"), readFileSync(join(folder, "printed.pdf")));
  const added = await nashra(["archive", "add", "a.pdf", "--set", "number="], scratch);
  expect(added.stderr).toMatch(/الصباح\/12.*: kept/u);
});

test("nothing that an edition says takes effect on the terminal", async () => {
  const scratch = scratchFolder();
  writeFileSync(join(scratch, "edition.yaml"), "articles: [{source: a.txt, section: \"س\\e[31mر\"}]\nsettings: {number: 1, date: 2022-11-24, publication: \"ص\\e]0;x\\a\"}\n");
  writeFileSync(join(scratch, "a.txt"), copy("المنتخب إلى النهائي", matchBody));
  expect((await nashra(["archive", "add", "edition.yaml"], scratch)).code).toBe(0);
  for (const words of [["list"], ["show", "2022-11-24"], ["search", "المنتخب"]]) {
    const { stdout } = await nashra(["archive", ...words], scratch);
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/u);
    expect(stdout).toContain("1");
  }
});
