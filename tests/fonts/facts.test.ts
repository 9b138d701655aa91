import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { Blob, Face, Font } from "harfbuzzjs";
import { expect, test } from "vitest";
import { z } from "zod";
import { indexFonts } from "../../scripts/index-fonts.ts";
import { rangesHold, rangesOf, readRanges, writeRanges } from "../../src/fonts/coverage.ts";
import { embeddingPermission } from "../../src/fonts/facts.ts";
import { findFontFiles } from "../../src/fonts/fontFiles.ts";
import { loadFactsReader } from "../../src/fonts/readFacts.ts";
import { altered, builtIn, fontsFolder, opened, scratchFolder, withEmbeddingBits } from "./fontFiles.ts";
import { cffFont } from "./madeFonts.ts";

const read = await loadFactsReader();

function factsOf(font: Uint8Array) {
  const facts = read(font);
  if ("fault" in facts) throw new Error(facts.message);
  return facts;
}

const builtInFonts = findFontFiles(fontsFolder)!.fonts;

test("the built-in fonts are these", async () => {
  const table = builtInFonts.map((path) => {
    const { families: [family], weight, style, version, embeddingBits, outlines, unitsPerEm } = factsOf(readFileSync(path));
    return [family, weight.from, style, /[\d.]+/.exec(version)![0], embeddingPermission(embeddingBits), outlines, unitsPerEm].join(" | ");
  });
  await expect(`${table.join("\n")}\n`).toMatchFileSnapshot("references/built-in-fonts.txt");
});

test("the facts of a font are those that its makers published", () => {
  expect(factsOf(builtIn("amiri/Amiri-Italic.ttf"))).toMatchObject({
    postscriptName: "Amiri-Italic", families: ["Amiri"], weight: { from: 400, to: 400 }, width: 5, style: "italic", version: "Version 1.002",
    embeddingBits: 0, outlines: "truetype", variable: false, unitsPerEm: 1000, ascentUnits: 1124, descentUnits: -634, lineGapUnits: 0, capHeightUnits: 646,
  });
  expect(factsOf(builtIn("noto-kufi-arabic/NotoKufiArabic-Black.ttf"))).toMatchObject({
    postscriptName: "NotoKufiArabic-Black", families: ["Noto Kufi Arabic"], weight: { from: 900, to: 900 }, style: "normal",
  });
});

test.each(builtInFonts)("HarfBuzz finds the same characters, glyphs and metrics in %s", (path) => {
  const data = readFileSync(path);
  const facts = factsOf(data);
  const face = new Face(new Blob(data));
  expect([...readRanges(facts.coverage)]).toEqual([...rangesOf(face.collectUnicodes())]);
  expect(facts.unitsPerEm).toBe(face.upem);
  const { ascender, descender, lineGap } = new Font(face).hExtents();
  expect([facts.ascentUnits, facts.descentUnits, facts.lineGapUnits]).toEqual([ascender, descender, lineGap]);
});

test("a font without a cap height takes that of its H, or its ascent where it has no H", () => {
  const amiri = builtIn("amiri/Amiri-Regular.ttf");
  expect(factsOf(altered(amiri, "OS/2", (table) => { table.setInt16(88, 0); })).capHeightUnits).toBe(646);
  const naskh = builtIn("noto-naskh-arabic/NotoNaskhArabic-Regular.ttf");
  const font = new Font(new Face(new Blob(naskh)));
  const { yBearing } = font.glyphExtents(font.nominalGlyph(0x48)!)!;
  expect(factsOf(naskh).capHeightUnits).toBe(yBearing);
  const withoutH = altered(cffFont("FoxitSerif").font, "OS/2", (table) => { table.setInt16(88, 0); });
  withoutH.set(Buffer.from("OTTO"));
  expect(factsOf(withoutH)).toMatchObject({ outlines: "cff", capHeightUnits: 800 });
});

test("vertical metrics are hhea's unless the font asks for the typographic ones", () => {
  const amiri = altered(builtIn("amiri/Amiri-Regular.ttf"), "hhea", (table) => { table.setInt16(4, 1500); table.setInt16(6, -700); });
  expect(factsOf(amiri)).toMatchObject({ ascentUnits: 1124, descentUnits: -634 });
  const plain = altered(amiri, "OS/2", (table) => { table.setUint16(62, table.getUint16(62) & ~0x80); });
  expect(factsOf(plain)).toMatchObject({ ascentUnits: 1500, descentUnits: -700 });
});

/** The offset in the name table of the first record of a name. */
function recordOf(table: DataView, id: number): number {
  return Array.from({ length: table.getUint16(2) }, (_, index) => 6 + index * 12).find((record) => table.getUint16(record + 6) === id)!;
}

test("a family name in Arabic is known beside the English one", () => {
  const english = builtIn("noto-kufi-arabic/NotoKufiArabic-Black.ttf");
  expect(factsOf(english).families).toEqual(["Noto Kufi Arabic"]);
  const both = altered(english, "name", (table) => {
    // The copyright notice, whose place in the table is enough for the letters, becomes an Arabic family name.
    const record = recordOf(table, 0);
    table.setUint16(record + 4, 0x0c01);
    table.setUint16(record + 6, 16);
    const text = table.getUint16(4) + table.getUint16(record + 10);
    const name = "كوفي";
    for (let index = 0; index < name.length; index++) table.setUint16(text + index * 2, name.charCodeAt(index));
    table.setUint16(record + 8, 8);
  });
  expect(factsOf(both).families).toEqual(["Noto Kufi Arabic", "كوفي"]);
});

test("a name in an encoding that can't be read does no harm", () => {
  const font = altered(builtIn("amiri/Amiri-Regular.ttf"), "name", (table) => {
    const record = recordOf(table, 1);
    for (const [place, value] of [[0, 1], [2, 4], [4, 12]] as const) table.setUint16(record + place, value);
  });
  expect(factsOf(font).postscriptName).toBe("Amiri-Regular");
});

test("a font that calls itself bold is bold, whatever its weight class", () => {
  const bold = altered(builtIn("amiri/Amiri-Bold.ttf"), "OS/2", (table) => { table.setUint16(4, 400); });
  expect(factsOf(bold).weight).toEqual({ from: 700, to: 700 });
  const unset = altered(builtIn("amiri/Amiri-Regular.ttf"), "OS/2", (table) => { table.setUint16(4, 0); });
  expect(factsOf(unset).weight).toEqual({ from: 400, to: 400 });
});

test.each([
  [0x0000, "installable"], [0x0002, "restricted"], [0x0004, "preview-and-print"], [0x0008, "editable"],
  // Of several, the least restrictive.
  [0x0006, "preview-and-print"], [0x000a, "editable"], [0x000c, "editable"],
  // No subsetting; bitmaps only.
  [0x0100, "restricted"], [0x0104, "restricted"], [0x0200, "restricted"], [0x0208, "restricted"],
] as const)("fsType %i allows: %s", (bits, permission) => {
  const { embeddingBits } = factsOf(withEmbeddingBits(builtIn("amiri/Amiri-Regular.ttf"), bits));
  expect(embeddingBits).toBe(bits);
  expect(embeddingPermission(embeddingBits)).toBe(permission);
});

const codePoints = fc.uniqueArray(fc.oneof(fc.integer({ min: 0, max: 0x10ffff }), fc.integer({ min: 0x600, max: 0x640 })), { maxLength: 200 });

test("ranges hold what went into them and nothing else, and survive being written", () => {
  fc.assert(
    fc.property(codePoints, fc.array(fc.integer({ min: 0, max: 0x10ffff })), (inside, others) => {
      const ranges = readRanges(writeRanges(rangesOf(inside)));
      const set = new Set(inside);
      for (const codePoint of [...inside, ...inside.map((one) => one + 1), ...inside.map((one) => one - 1), ...others]) {
        expect(rangesHold(ranges, codePoint), codePoint.toString(16)).toBe(set.has(codePoint));
      }
    }),
  );
});

test("an index gives the same faces as the files", async () => {
  const index = join(scratchFolder(), "made", "fonts.json");
  await indexFonts(fontsFolder, index);
  const text = readFileSync(index, "utf8");
  await indexFonts(fontsFolder, index);
  expect(readFileSync(index, "utf8")).toBe(text);
  const indexed = z.object({ folder: z.string(), fonts: z.array(z.object({ file: z.string(), size: z.number(), facts: z.unknown() })) }).parse(JSON.parse(text));
  expect(indexed.fonts.map(({ file }) => join(fontsFolder, file))).toEqual(builtInFonts);
  for (const { file, size, facts } of indexed.fonts) {
    const data = builtIn(file);
    expect([size, facts]).toEqual([data.byteLength, factsOf(data)]);
  }
});

test("an index that lies about a file's facts is found out by the file's size, or by its bytes", async () => {
  const folder = scratchFolder({ "fonts/a.ttf": builtIn("reem-kufi/ReemKufi-Regular.ttf") });
  mkdirSync(join(folder, "dist"));
  const index = join(folder, "dist", "fonts.json");
  await indexFonts(join(folder, "fonts"), index);

  writeFileSync(join(folder, "fonts/a.ttf"), builtIn("amiri/Amiri-Regular.ttf"));
  const { library } = await opened({ folders: [join(folder, "fonts")], index });
  expect(library.families).toEqual(["Amiri"]);

  const sameSize = altered(builtIn("reem-kufi/ReemKufi-Regular.ttf"), "OS/2", (table) => { table.setUint16(4, 401); });
  writeFileSync(join(folder, "fonts/a.ttf"), sameSize.subarray(0, builtIn("reem-kufi/ReemKufi-Regular.ttf").byteLength));
  const changed = (await opened({ folders: [join(folder, "fonts")], index })).library.match({ families: ["Reem Kufi"], weight: 400, style: "normal" })[0]!;
  expect(() => changed.data).toThrow(/no longer the font/);
});

test.each([["not JSON", "{"], ["another layout", `{"fonts":[{"file":"a.ttf"}]}`]])("an index with %s in it counts as none", async (_, text) => {
  const folder = scratchFolder({ "fonts.json": text });
  const { library, said } = await opened({ index: join(folder, "fonts.json") });
  expect([library.families.includes("Amiri"), said]).toEqual([true, []]);
});
