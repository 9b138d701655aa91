import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { getuid } from "node:process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { end, nashra, sample, scratchFolder, start, templateCopy } from "./command.ts";

const told = z.object({
  output: z.string().nullable(),
  diagnostics: z.array(
    z.object({
      severity: z.enum(["error", "warning", "notice"]),
      code: z.string(),
      message: z.string(),
      hint: z.string().optional(),
      span: z.object({ file: z.string(), start: z.object({ line: z.number(), column: z.number() }) }).optional(),
    }),
  ),
});

/** Builds `source` over an older PDF and tells what was said of it and whether the older one is still there, alone. */
async function attempt(folder: string, words: readonly string[]) {
  writeFileSync(join(folder, "out.pdf"), "the PDF of yesterday");
  const before = readdirSync(folder).sort();
  const ended = await nashra(["build", ...words, "--out", "out.pdf", "--json"], folder);
  const { output, diagnostics } = told.parse(JSON.parse(ended.stdout));
  return {
    code: ended.code,
    output,
    diagnostics,
    stderr: ended.stderr,
    kept: readFileSync(join(folder, "out.pdf"), "latin1") === "the PDF of yesterday",
    leftovers: readdirSync(folder).filter((file) => !before.includes(file)),
  };
}

function source(folder: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, "copy.txt"), content);
  return "copy.txt";
}

const article = (body: string): string => `عنوان الخبر\n\nوكالة\n\n${body}\n`;

const refused: [string, (folder: string) => string[], string][] = [
  ["an empty file", (folder) => [source(folder, "")], "edition/empty"],
  ["a folder", (folder) => { mkdirSync(join(folder, "copy.txt")); return ["copy.txt"]; }, "edition/"],
  ["a file that is not there", () => ["nowhere.txt"], "edition/"],
  ["a binary file", (folder) => [source(folder, Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919) % 251))], "edition/"],
  ["invalid UTF-8", (folder) => [source(folder, Buffer.concat([Buffer.from("عنوان\n\nنص "), Buffer.from([0xd8, 0x20, 0xff, 0xfe, 0xc3]), Buffer.from(" نص")]))], "edition/"],
  ["unpaired surrogates written as UTF-8", (folder) => [source(folder, Buffer.concat([Buffer.from("عنوان\n\nنص "), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from(" نص")]))], "edition/"],
  ["a file of 50 MB", (folder) => [source(folder, "ا".repeat(25_000_000))], "edition/"],
  ["an unknown kind of file", (folder) => { writeFileSync(join(folder, "copy.docx"), "نص"); return ["copy.docx"]; }, "edition/"],
  ["an unknown template", () => [sample, "--template", "buletin"], "template/not-found"],
  ["a letter that no font has", (folder) => [source(folder, article("نص فيه 𒀀 مسماري."))], "text/missing-glyph"],
];

test.each(refused)("%s is refused with a place or a hint, and the older PDF stays", async (_, prepare, code) => {
  const folder = scratchFolder();
  const result = await attempt(folder, prepare(folder));
  expect(result.code, result.stderr).toBe(1);
  expect(result.output).toBeNull();
  expect([result.kept, result.leftovers]).toEqual([true, []]);
  const errors = result.diagnostics.filter(({ severity }) => severity === "error");
  expect(errors.length).toBeGreaterThan(0);
  expect(errors[0]?.code).toContain(code);
  for (const error of errors) expect(error.hint, error.message).toBeTruthy();
  expect(result.stderr).not.toMatch(/^\s+at /mu);
});

test("a Handlebars syntax error names the template's file and line", async () => {
  const folder = scratchFolder();
  const template = join(folder, "template");
  mkdirSync(template);
  writeFileSync(join(template, "page.hbs"), "<p>\n{{#each articles}}\n<b>{{headline.text}</b>\n{{/each}}\n");
  writeFileSync(join(template, "style.css"), "");
  const result = await attempt(folder, [sample, "--template", "./template"]);
  const [error] = result.diagnostics.filter(({ severity }) => severity === "error");
  expect(result.code).toBe(1);
  expect(error?.code).toBe("template/syntax");
  expect(error?.span?.file).toContain("page.hbs");
  expect(error?.span?.start.line).toBe(3);
  expect([result.kept, result.leftovers]).toEqual([true, []]);
});

test("a CSS syntax error names the stylesheet's file, line and column", async () => {
  const folder = scratchFolder();
  const template = join(folder, "template");
  mkdirSync(template);
  writeFileSync(join(template, "page.hbs"), "<html><body>{{#each articles}}<h1>{{headline.text}}</h1>{{#each body}}<p>{{content.text}}</p>{{/each}}{{/each}}</body></html>");
  writeFileSync(join(template, "style.css"), "p { color: red; }\nh1 { }}}\np { fnt-size: 12pt }\n");
  const result = await attempt(folder, [sample, "--template", "./template"]);
  const syntax = result.diagnostics.find(({ code }) => code === "style/syntax");
  expect(syntax?.span?.file).toContain("style.css");
  expect(syntax?.span?.start.line).toBe(2);
  const unknown = result.diagnostics.find(({ code }) => code === "style/unknown-property");
  expect(unknown?.span?.start).toEqual({ line: 3, column: 5 });
  expect(unknown?.hint).toContain("font-size");
});

test("a font family that is not there is a warning with the nearest name, and the bulletin is set in another", async () => {
  const folder = scratchFolder();
  const template = join(folder, "template");
  mkdirSync(template);
  writeFileSync(join(template, "page.hbs"), "<html><body>{{#each articles}}<h1>{{headline.text}}</h1>{{/each}}</body></html>");
  writeFileSync(join(template, "style.css"), "body { font-family: Amirri; }");
  const result = await attempt(folder, [sample, "--template", "./template"]);
  const warning = result.diagnostics.find(({ code }) => code.startsWith("fonts/"));
  expect(result.code).toBe(0);
  expect(warning?.severity).toBe("warning");
  expect(warning?.hint).toContain("Amiri");
});

test("a font file that is missing or damaged is an error with the place of its @font-face", async () => {
  for (const [file, bytes] of [["missing.ttf", undefined], ["damaged.ttf", "not a font at all"]] as const) {
    const folder = scratchFolder();
    const template = templateCopy(folder, ["page.hbs", "style.css"]);
    if (bytes !== undefined) writeFileSync(join(template, file), bytes);
    writeFileSync(join(template, "page.hbs"), "<html><body>{{#each articles}}<h1>{{headline.text}}</h1>{{/each}}</body></html>");
    writeFileSync(join(template, "style.css"), `@font-face { font-family: Mine; src: url(${file}); }\nbody { font-family: Mine; }`);
    const result = await attempt(folder, [sample, "--template", "./template"]);
    const error = result.diagnostics.find(({ severity }) => severity === "error");
    expect(result.code, file).toBe(1);
    expect(error?.code).toMatch(/^(fonts|style)\//u);
    expect(error?.span?.file).toContain("style.css");
    expect(result.kept).toBe(true);
  }
});

test("a word of 100,000 letters is set over many lines with a warning that names its place", async () => {
  const folder = scratchFolder();
  const result = await attempt(folder, [source(folder, article("ب".repeat(100_000)))]);
  expect(result.code, result.stderr).toBe(0);
  const warning = result.diagnostics.find(({ code }) => code === "text/overfull");
  expect(warning?.severity).toBe("warning");
  expect(warning?.span?.start.line).toBe(5);
});

test("a paragraph of marks alone is set", async () => {
  const folder = scratchFolder();
  const result = await attempt(folder, [source(folder, article("\u064B\u064C\u064D\u064E\u064F\u0650\u0651\u0652"))]);
  expect(result.code, result.stderr).toBe(0);
});

test("an output folder that is not there is an error with a hint", async () => {
  const folder = scratchFolder();
  const ended = await nashra(["build", sample, "--out", "no/such/folder/out.pdf", "--json"], folder);
  const { output, diagnostics } = told.parse(JSON.parse(ended.stdout));
  expect([ended.code, output]).toEqual([1, null]);
  expect(diagnostics.find(({ severity }) => severity === "error")?.hint).toBeTruthy();
  expect(readdirSync(folder)).toEqual([]);
});

test.skipIf(getuid?.() === 0)("a read-only folder is an error with a hint", async () => {
  const folder = scratchFolder();
  const shut = join(folder, "shut");
  mkdirSync(shut);
  chmodSync(shut, 0o500);
  const ended = await nashra(["build", sample, "--out", "shut/out.pdf", "--json"], folder);
  chmodSync(shut, 0o700);
  expect(ended.code).toBe(1);
  expect(readdirSync(shut)).toEqual([]);
});

test("an interrupt midway leaves the older PDF and nothing beside it", async () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, "out.pdf"), "the PDF of yesterday");
  source(folder, article("كلمة من كلمات هذا الخبر الطويل جدا. ".repeat(20_000)));
  for (const delay of [150, 600, 1200]) {
    const child = start(["build", "copy.txt", "--out", "out.pdf"], folder);
    const ended = end(child);
    await new Promise((resolve) => { setTimeout(resolve, delay); });
    child.kill("SIGINT");
    const { code, signal, stderr } = await ended;
    if (code === 0) continue;
    expect(signal === "SIGINT" || code === 130, stderr).toBe(true);
    expect(readFileSync(join(folder, "out.pdf"), "latin1")).toBe("the PDF of yesterday");
    expect(readdirSync(folder).sort()).toEqual(["copy.txt", "out.pdf"]);
  }
  expect(statSync(join(folder, "out.pdf")).size).toBeGreaterThan(0);
});
