import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { buildBulletin } from "../src/index.ts";
import { root, sample, scratchFolder } from "./cli/command.ts";
import { coatedPath } from "./press/profiles.ts";

const settings = { date: "2022-11-24", number: "1" };

test("a source becomes a bulletin with its pages, fonts and corrections", async () => {
  const { bulletin, diagnostics, milliseconds } = await buildBulletin({ sources: [sample], settings });
  expect(diagnostics).toEqual([]);
  expect(bulletin?.pages).toBe(1);
  expect(bulletin?.fonts.map(({ postscriptName }) => postscriptName)).toEqual(expect.arrayContaining(["Amiri-Bold", "Amiri-Regular", "ReemKufi-Bold"]));
  expect(bulletin?.copyEdits.length).toBeGreaterThan(10);
  expect(Object.keys(milliseconds)).toEqual(["template", "press", "read", "style", "images", "fonts", "layout", "paint"]);
  expect(Math.min(...Object.values(milliseconds))).toBeGreaterThanOrEqual(0);
});

test("the same request gives the same bytes, in one process and with what the caches hold", async () => {
  const first = await buildBulletin({ sources: [sample], settings });
  await buildBulletin({ sources: [sample, sample], settings: { ...settings, publication: "صدى المدينة" } });
  const second = await buildBulletin({ sources: [sample], settings });
  expect(Buffer.compare(first.bulletin?.pdf ?? new Uint8Array(), second.bulletin?.pdf ?? new Uint8Array(1))).toBe(0);
});

test("the justification profile is the template's setting, or the request's for all text", async () => {
  const pdf = async (request: Partial<Parameters<typeof buildBulletin>[0]>): Promise<Buffer> => {
    const { bulletin, diagnostics } = await buildBulletin({ sources: [sample], settings, ...request });
    expect(diagnostics).toEqual([]);
    return Buffer.from(bulletin?.pdf ?? []);
  };
  const [usual, book, asked, spaces] = [await pdf({}), await pdf({ settings: { ...settings, justify: "book" } }), await pdf({ justify: "book" }), await pdf({ justify: "spaces-only" })];
  expect(Buffer.compare(book, usual)).not.toBe(0);
  expect(Buffer.compare(book, asked)).toBe(0);
  expect(Buffer.compare(spaces, book)).not.toBe(0);
});

test("an error leaves no bulletin and says where and what to do", async () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, "copy.txt"), "عنوان\n\nوكالة\n\nنص فيه 𒀀 مسماري.\n");
  const { bulletin, diagnostics } = await buildBulletin({ sources: [join(folder, "copy.txt")] });
  expect(bulletin).toBeUndefined();
  expect(diagnostics.filter(({ severity }) => severity === "error")).toMatchObject([{ code: "text/missing-glyph", span: { start: { line: 5 } } }]);
  expect(readdirSync(folder)).toEqual(["copy.txt"]);
});

test("roles beyond the lexicon make credits", async () => {
  const folder = scratchFolder();
  mkdirSync(join(folder, "template"));
  writeFileSync(join(folder, "template/page.hbs"), "<html><head><title>{{#each credits}}{{role}}={{name}};{{/each}}</title></head><body><p>نص</p></body></html>");
  writeFileSync(join(folder, "template/style.css"), "");
  writeFileSync(join(folder, "copy.txt"), "كبير الخطاطين\nمحمد علي\n\nعنوان الخبر\n\nوكالة\n\nنص الخبر في سطر واحد طويل.\n");
  const request = { sources: [join(folder, "copy.txt")], template: join(folder, "template") };
  const title = async (roles: readonly string[]): Promise<boolean> => {
    const { bulletin } = await buildBulletin({ ...request, roles });
    // The title stands in the XMP packet, which is never compressed.
    return Buffer.from(bulletin?.pdf ?? []).includes("كبير الخطاطين=محمد علي;");
  };
  expect(await title([])).toBe(false);
  expect(await title(["كبير الخطاطين"])).toBe(true);
});

test("a folder of fonts that is not there is an error", async () => {
  const folder = scratchFolder();
  mkdirSync(join(folder, "template"));
  writeFileSync(join(folder, "template/page.hbs"), "<html><body><p>نص</p></body></html>");
  writeFileSync(join(folder, "template/style.css"), "body { font-family: Amiri }");
  const { bulletin, diagnostics } = await buildBulletin({ sources: [sample], template: join(folder, "template"), fontFolders: [join(folder, "none")] });
  expect(bulletin).toBeUndefined();
  expect(diagnostics.map(({ code }) => code)).toContain("fonts/no-folder");
});

test("the package is imported by its name, with its types", () => {
  const script = 'import { buildBulletin } from "nashra"; const { bulletin } = await buildBulletin({ sources: [process.argv[1]] }); console.log(JSON.stringify({ pages: bulletin.pages }));';
  const printed = execFileSync(process.execPath, ["--input-type=module", "-e", script, sample], { cwd: root, encoding: "utf8" });
  expect(z.object({ pages: z.number() }).parse(JSON.parse(printed))).toEqual({ pages: 1 });
  expect(readdirSync(join(root, "dist"))).toContain("index.d.ts");
});

test("a template says what its bulletins are made for, and the build may say otherwise", async () => {
  const template = join(scratchFolder(), "for-the-archive");
  cpSync(join(root, "templates/bulletin"), template, { recursive: true });
  appendFileSync(join(template, "template.yaml"), "\noutput:\n  profile: archive\n  condition: newsprint\n  icc-profile: press/shop.icc\n");
  mkdirSync(join(template, "press"));
  cpSync(coatedPath, join(template, "press/shop.icc"));
  const versionOf = (pdf: Uint8Array | undefined): string => Buffer.from(pdf?.subarray(0, 8) ?? []).toString();
  const textOf = (pdf: Uint8Array | undefined): string => Buffer.from(pdf ?? []).toString("latin1");

  const asTemplate = await buildBulletin({ sources: [sample], settings, template });
  expect(asTemplate.diagnostics.map(({ code }) => code)).toEqual(["press/other-condition"]);
  expect(versionOf(asTemplate.bulletin?.pdf)).toBe("%PDF-1.7");
  expect(textOf(asTemplate.bulletin?.pdf)).toContain("<pdfaid:part>3</pdfaid:part>");
  const otherwise = await buildBulletin({ sources: [sample], settings, template, output: { profile: "print" } });
  expect(versionOf(otherwise.bulletin?.pdf)).toBe("%PDF-1.6");
  expect(textOf(otherwise.bulletin?.pdf)).toContain("<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>");

  const unknown = await buildBulletin({ sources: [sample], settings, template, output: { profile: "prnt" } });
  expect(unknown.bulletin).toBeUndefined();
  expect(unknown.diagnostics).toMatchObject([{ severity: "error", code: "press/unknown-profile", hint: expect.stringContaining("Did you mean “print”?") as string }]);
});
