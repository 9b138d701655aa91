import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { altered, builtIn, withEmbeddingBits } from "../fonts/fontFiles.ts";
import { nashra, root, scratchFolder } from "./command.ts";

const printed = z.object({
  fonts: z.array(
    z.object({
      families: z.array(z.string()), style: z.string(), weight: z.object({ from: z.number(), to: z.number() }), version: z.string(), path: z.string(), embedding: z.string(),
      refusal: z.string().optional(), licence: z.object({ name: z.string(), url: z.string().optional(), file: z.string().optional() }).optional(), writes: z.array(z.string()),
    }),
  ),
  diagnostics: z.array(z.object({ severity: z.string(), code: z.string(), message: z.string() })),
});

/** A folder of fonts, one of them broken. */
function fontFolder(files: Readonly<Record<string, Uint8Array | string>>): { folder: string; fonts: string } {
  const folder = scratchFolder();
  const fonts = join(folder, "fonts");
  mkdirSync(fonts);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(fonts, name), content);
  return { folder, fonts };
}

const kufi = Uint8Array.from(builtIn("reem-kufi/ReemKufi-Regular.ttf"));

/** The font with its licence's name records given an ID that nobody reads. */
const unlicensed = altered(kufi, "name", (table) => {
  for (let record = 6; record < 6 + table.getUint16(2) * 12; record += 12) if ([13, 14].includes(table.getUint16(record + 6))) table.setUint16(record + 6, 300);
});

test("the built-in fonts are listed in columns that stand below each other", async () => {
  const { code, stdout, stderr } = await nashra(["fonts"], root);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const [head = "", ...rows] = stdout.trimEnd().split("\n");
  expect(rows.length).toBe(17);
  for (const heading of ["family", "style", "version", "embedding", "writes", "licence", "file"]) {
    const column = head.indexOf(heading);
    for (const row of rows) expect(column === 0 || row.slice(column - 2, column) === "  ", row).toBe(true);
    for (const row of rows) expect(row.charAt(column).trim(), row).not.toBe("");
  }
  expect(rows.find((row) => row.includes("Amiri-Italic"))).toMatch(/^Amiri {2,}400 italic {2,}1\.002 {2,}installable {2,}Arabic, Persian, Urdu, Latin {2,}SIL Open Font License 1\.1 {2,}fonts\/amiri\/Amiri-Italic\.ttf$/u);
  expect(rows.find((row) => row.includes("SourceSerif4-Bold"))).toMatch(/installable {2,}Latin {2,}SIL/u);
});

test("--json gives all that is known, with the licence's address and text", async () => {
  const { code, stdout } = await nashra(["fonts", "--json"], scratchFolder());
  const { fonts, diagnostics } = printed.parse(JSON.parse(stdout));
  expect([code, diagnostics]).toEqual([0, []]);
  expect(fonts.find(({ path }) => path.endsWith("Amiri-Bold.ttf"))).toEqual({
    families: ["Amiri"], style: "normal", weight: { from: 700, to: 700 }, version: "Version 1.002", path: join(root, "fonts/amiri/Amiri-Bold.ttf"), embedding: "installable",
    licence: { name: "SIL Open Font License 1.1", url: "https://openfontlicense.org", file: join(root, "fonts/amiri/OFL.txt") }, writes: ["Arabic", "Persian", "Urdu", "Latin"],
  });
});

test("fonts of a folder are listed with what their makers permit, and why some are never used", async () => {
  const { folder } = fontFolder({
    "Installable.ttf": kufi, "Print.ttf": withEmbeddingBits(kufi, 0x0004), "Editable.ttf": withEmbeddingBits(kufi, 0x0008), "Restricted.ttf": withEmbeddingBits(kufi, 0x0002),
    "Whole.ttf": withEmbeddingBits(kufi, 0x0100), "Bitmaps.ttf": withEmbeddingBits(kufi, 0x0200),
  });
  const { code, stdout } = await nashra(["fonts", "--fonts", "fonts"], folder);
  const row = (name: string): string | undefined => stdout.split("\n").find((line) => line.endsWith(`fonts/${name}.ttf`));
  expect(code).toBe(0);
  expect(["Installable", "Print", "Editable", "Restricted", "Whole", "Bitmaps"].map((name) => / {2}(installable|preview & print|editable|restricted) {2}/u.exec(row(name) ?? "")?.[1])).toEqual([
    "installable", "preview & print", "editable", "restricted", "restricted", "restricted",
  ]);
  expect(stdout.split("\n").filter((line) => line.endsWith(": no build uses it."))).toEqual([
    "fonts/Bitmaps.ttf allows only its bitmaps to be embedded (fsType bit 9): no build uses it.",
    "fonts/Restricted.ttf forbids embedding in documents (fsType bit 1): no build uses it.",
    "fonts/Whole.ttf forbids embedding a part of its glyphs (fsType bit 8): no build uses it.",
  ]);
});

test("a build that asks for a font which may not be subset, or of which only bitmaps may be embedded, is refused with the reason", async () => {
  for (const [bits, reason] of [[0x0100, /forbids embedding a part of its glyphs \(fsType bit 8\)/u], [0x0200, /only its bitmaps to be embedded \(fsType bit 9\)/u]] as const) {
    const { folder } = fontFolder({ "Kufi.ttf": withEmbeddingBits(kufi, bits) });
    writeFileSync(join(folder, "copy.txt"), "رئيس التحرير\nأحمد\n\nعنوان\n\nفقرة.\n");
    mkdirSync(join(folder, "template"));
    writeFileSync(join(folder, "template/page.hbs"), "<title>النشرة</title>{{#each articles}}<p>{{headline}}</p>{{/each}}");
    writeFileSync(join(folder, "template/style.css"), '@font-face { font-family: "Mine"; src: url(Kufi.ttf) } html { font-family: "Mine" }');
    writeFileSync(join(folder, "template/Kufi.ttf"), withEmbeddingBits(kufi, bits));
    const { code, stderr } = await nashra(["build", "copy.txt", "--template", "./template"], folder);
    expect(code).toBe(1);
    expect(stderr).toMatch(/fonts\/embedding-forbidden/u);
    expect(stderr).toMatch(reason);
  }
});

test("a licence is the font's own, or else that of the text beside it, or not stated", async () => {
  const licence = async (files: Readonly<Record<string, Uint8Array | string>>) => {
    const { folder, fonts } = fontFolder(files);
    const { stdout } = await nashra(["fonts", "--json", "--fonts", "fonts"], folder);
    return printed.parse(JSON.parse(stdout)).fonts.find(({ path }) => path.startsWith(fonts))?.licence;
  };
  expect((await licence({ "a.ttf": kufi }))?.name).toBe("SIL Open Font License 1.1");
  expect(await licence({ "a.ttf": unlicensed })).toBeUndefined();
  expect(await licence({ "a.ttf": unlicensed, "LICENSE.txt": "Apache License\nVersion 2.0" })).toMatchObject({ name: "Apache License 2.0", file: expect.stringMatching(/LICENSE\.txt$/u) as string });
  expect((await licence({ "a.ttf": unlicensed, "LICENSE.txt": "By arrangement." }))?.name).toBe("see the licence");
});

test("a damaged font and a web font are told of, and the others are listed", async () => {
  const { folder } = fontFolder({ "Good.ttf": kufi, "Damaged.ttf": kufi.subarray(0, 5000), "Text.ttf": "no font at all", "Web.woff2": "wOF2" });
  const { code, stdout, stderr } = await nashra(["fonts", "--fonts", "fonts"], folder);
  expect(code).toBe(0);
  expect(stdout).toContain("fonts/Good.ttf");
  expect(stdout).not.toMatch(/Damaged|Text\.ttf|Web/u);
  expect(stderr).toMatch(/fonts\/damaged.*Damaged\.ttf/u);
  expect(stderr).toMatch(/fonts\/damaged.*Text\.ttf/u);
  expect(stderr).toMatch(/fonts\/unsupported-format.*Web\.woff2/u);
});

test("a folder that is not there is the input's fault", async () => {
  const { code, stdout, stderr } = await nashra(["fonts", "--fonts", "nowhere"], scratchFolder());
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/fonts\/no-folder.*nowhere/u);
});

test("a family's name acts on no terminal, and one from right to left moves no column", async () => {
  const renamed = (name: string): Uint8Array => altered(kufi, "name", (table) => {
    const storage = table.getUint16(4);
    for (let record = 6; record < 6 + table.getUint16(2) * 12; record += 12) {
      if (table.getUint16(record) !== 3 || ![1, 16].includes(table.getUint16(record + 6))) continue;
      const place = storage + table.getUint16(record + 10);
      for (let unit = 0; unit < table.getUint16(record + 8) / 2; unit++) table.setUint16(place + unit * 2, name.charCodeAt(unit % name.length));
    }
  });
  const { folder } = fontFolder({ "Acting.ttf": renamed("\u001b[31m"), "Kufi.ttf": renamed("ريم") });
  const { stdout } = await nashra(["fonts", "--fonts", "fonts"], folder);
  expect(stdout).not.toContain("\u001b");
  expect(stdout.split("\n").find((line) => line.endsWith("fonts/Kufi.ttf"))).toMatch(/^\u2067ريم.*\u2069 {2}\d/u);
});
