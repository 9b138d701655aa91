import { copyFileSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import manifest from "../../package.json" with { type: "json" };
import { readPdf } from "../pdf/pdfObjects.ts";
import { nashra, sample, scratchFolder, start } from "./command.ts";

const printed = z.object({
  output: z.string().nullable(),
  pages: z.number(),
  bytes: z.number(),
  fonts: z.array(z.object({ family: z.string(), postscriptName: z.string(), version: z.string() })),
  diagnostics: z.array(z.object({ severity: z.string(), code: z.string(), message: z.string() })),
  copyEdits: z.array(z.object({ rule: z.string(), before: z.string(), after: z.string() })),
  milliseconds: z.record(z.string(), z.number()),
});

test("the sample becomes a PDF named after its source, in the working folder", async () => {
  const folder = scratchFolder();
  const { code, stdout, stderr } = await nashra(["build", sample], folder);
  expect({ code, stdout }, stderr).toEqual({ code: 0, stdout: "" });
  expect(readFileSync(join(folder, "wire-article.pdf")).subarray(0, 8).toString()).toBe("%PDF-1.6");
  expect(stderr).toMatch(/wire-article\.pdf: 1 page, \d+ kB, \d+ ms, \d+ corrections/u);
});

test("--out names a file, or a folder that exists or ends in a slash", async () => {
  const folder = scratchFolder();
  mkdirSync(join(folder, "there"));
  mkdirSync(join(folder, "slash"));
  await nashra(["build", sample, "--out", "named.pdf"], folder);
  await nashra(["build", sample, "--out", "there"], folder);
  await nashra(["build", sample, "--out", "slash/"], folder);
  expect(["named.pdf", "there/wire-article.pdf", "slash/wire-article.pdf"].filter((file) => !existsSync(join(folder, file)))).toEqual([]);
});

test("--json prints one object on stdout and nothing else there", async () => {
  const folder = scratchFolder();
  const { code, stdout } = await nashra(["build", sample, "--json", "--set", "date=2022-11-24"], folder);
  const told = printed.parse(JSON.parse(stdout));
  expect(code).toBe(0);
  expect(told.output).toBe("wire-article.pdf");
  expect(told.pages).toBe(1);
  expect(told.bytes).toBe(readFileSync(join(folder, "wire-article.pdf")).length);
  expect(told.fonts.map(({ postscriptName }) => postscriptName)).toContain("Amiri-Regular");
  expect(told.copyEdits.map(({ rule }) => rule)).toEqual(expect.arrayContaining(["space-before-punctuation", "space-after-punctuation", "quotation-marks", "space-inside-quotes"]));
  expect(Object.keys(told.milliseconds)).toEqual(["template", "press", "read", "style", "images", "fonts", "layout", "paint"]);
});

test("a rule of copy-editing that is switched off changes nothing", async () => {
  const folder = scratchFolder();
  const off = await nashra(["build", sample, "--json", "--no-edit", "quotation-marks"], folder);
  const rules = printed.parse(JSON.parse(off.stdout)).copyEdits.map(({ rule }) => rule);
  expect(rules).not.toContain("quotation-marks");
  expect(rules).toContain("space-before-punctuation");
  const none = await nashra(["build", sample, "--json", "--no-edit", "all"], folder);
  expect(printed.parse(JSON.parse(none.stdout)).copyEdits).toEqual([]);
});

test("--justify changes how lines are filled, and a profile that there is not is refused with those that there are", async () => {
  const folder = scratchFolder();
  const usual = await nashra(["build", sample, "--out", "usual.pdf"], folder);
  const spaces = await nashra(["build", sample, "--out", "spaces.pdf", "--justify", "spaces-only"], folder);
  expect([usual.code, spaces.code]).toEqual([0, 0]);
  expect(Buffer.compare(readFileSync(join(folder, "usual.pdf")), readFileSync(join(folder, "spaces.pdf")))).not.toBe(0);
  const wrong = await nashra(["build", sample, "--justify", "newpaper"], folder);
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toMatch(/--justify knows no profile “newpaper”.*newspaper/u);
  expect(existsSync(join(folder, "wire-article.pdf"))).toBe(false);
});

test("--marks overrides the template's printer's marks, and a choice that there is not is refused with those that there are", async () => {
  const folder = scratchFolder();
  const mediaBoxes = new Set<string>();
  for (const marks of ["auto", "none", "crop"]) {
    const { code } = await nashra(["build", sample, "--set", "marks=all", "--marks", marks, "--profile", "screen", "--out", `${marks}.pdf`], folder);
    expect(code).toBe(0);
    mediaBoxes.add(readPdf(readFileSync(join(folder, `${marks}.pdf`))).pages[0]?.at("MediaBox").numbers.join(" ") ?? "");
  }
  expect([...mediaBoxes]).toHaveLength(2);
  const wrong = await nashra(["build", sample, "--marks", "corp"], folder);
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toMatch(/--marks knows no “corp”.*crop/u);
});

test("the same sources give the same bytes, run after run", async () => {
  const folder = scratchFolder();
  await nashra(["build", sample, "--out", "first.pdf"], folder);
  await nashra(["build", sample, "--out", "second.pdf"], folder);
  expect(readFileSync(join(folder, "first.pdf")).equals(readFileSync(join(folder, "second.pdf")))).toBe(true);
});

test("several sources become the articles of one edition", async () => {
  const folder = scratchFolder();
  const other = join(folder, "other.txt");
  writeFileSync(other, "عنوان ثان للنشرة\n\nوكالة\n\nنص الخبر الثاني في سطر واحد.\n");
  const { code, stdout } = await nashra(["build", sample, other, "--json"], folder);
  expect(code).toBe(0);
  expect(printed.parse(JSON.parse(stdout)).output).toBe("wire-article.pdf");
});

test("--help, build --help and --version end well", async () => {
  const folder = scratchFolder();
  const help = await nashra(["--help"], folder);
  expect([help.code, help.stdout]).toEqual([0, expect.stringContaining("build")]);
  const buildHelp = await nashra(["build", "--help"], folder);
  expect([buildHelp.code, buildHelp.stdout]).toEqual([0, expect.stringContaining("--template")]);
  const version = await nashra(["--version"], folder);
  expect([version.code, version.stdout]).toEqual([0, `${manifest.version}\n`]);
});

test("a PDF never replaces its own source, by whatever path", async () => {
  const folder = scratchFolder();
  copyFileSync(sample, join(folder, "copy.txt"));
  symlinkSync("copy.txt", join(folder, "link.pdf"));
  for (const out of ["copy.txt", "./copy.txt", "link.pdf"]) {
    const { code, stderr } = await nashra(["build", "copy.txt", "--out", out], folder);
    expect([code, stderr]).toEqual([2, expect.stringContaining("its own source")]);
  }
  expect(readFileSync(join(folder, "copy.txt")).equals(readFileSync(sample))).toBe(true);
});

test("a symbolic link is followed to where it leads, whether or not a file is there", async () => {
  const folder = scratchFolder();
  mkdirSync(join(folder, "there"));
  symlinkSync("there/real.pdf", join(folder, "link.pdf"));
  for (let time = 0; time < 2; time++) expect((await nashra(["build", sample, "--out", "link.pdf"], folder)).code).toBe(0);
  expect(lstatSync(join(folder, "link.pdf")).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(folder, "there/real.pdf")).subarray(0, 5).toString()).toBe("%PDF-");
});

test("a device is not replaced", async () => {
  const { code, stderr } = await nashra(["build", sample, "--out", "/dev/null"], scratchFolder());
  expect([code, stderr]).toEqual([1, expect.stringContaining("is no file")]);
  expect(lstatSync("/dev/null").isCharacterDevice()).toBe(true);
});

test("a name as long as the system allows is written, a longer one is an error with a hint", async () => {
  const folder = scratchFolder();
  const longest = `${"ن".repeat(125)}.pdf`;
  expect((await nashra(["build", sample, "--out", longest], folder)).code).toBe(0);
  expect(readdirSync(folder)).toEqual([longest]);
  const { code, stderr } = await nashra(["build", sample, "--out", `${"ن".repeat(140)}.pdf`], folder);
  expect([code, stderr]).toEqual([1, expect.stringContaining("too long")]);
});

test("a reader that stops reading the output is no fault", async () => {
  const folder = scratchFolder();
  const child = start(["build", sample, "--json"], folder);
  child.stdout?.destroy();
  child.stderr?.destroy();
  const code = await new Promise((resolve) => { child.once("close", resolve); });
  expect(code).toBe(0);
  expect(readdirSync(folder)).toEqual(["wire-article.pdf"]);
});

test.each([
  ["no command", []],
  ["an unknown command", ["biuld", sample]],
  ["no source", ["build"]],
  ["an unknown option", ["build", sample, "--templat", "x"]],
  ["a setting without a value", ["build", sample, "--set", "date"]],
  ["an unknown rule of copy-editing", ["build", sample, "--no-edit", "all", "--no-edit", "quotes"]],
  ["an output without a name", ["build", sample, "--out", ""]],
])("%s is wrong usage: exit code 2, a word on stderr, no file", async (_, words) => {
  const folder = scratchFolder();
  const { code, stderr, stdout } = await nashra(words, folder);
  expect(code).toBe(2);
  expect(stderr.length).toBeGreaterThan(10);
  expect(stderr).not.toMatch(/\bat .*:\d+:\d+/u);
  expect(stdout).toBe("");
  expect(readdirSync(folder)).toEqual([]);
});
