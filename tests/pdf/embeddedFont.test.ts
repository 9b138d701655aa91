import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSfntTables, type FontFace } from "../../src/fonts/index.ts";
import { embedTrueTypeFont, type EmbeddedFont } from "../../src/pdf/embeddedFont.ts";
import { openCellStore, type CellStore } from "../../src/pdf/glyphCells.ts";
import { builtInFonts, faceOf } from "../text/faces.ts";
import { harfBuzzFont, viewOf } from "./outlines.ts";
import { fileWith } from "./pdfFiles.ts";
import type { PdfNode } from "./pdfObjects.ts";
import { toUnicodeOf } from "./toUnicode.ts";

const library = await builtInFonts();
const amiri = faceOf(library, "Amiri");
const nastaliq = faceOf(library, "Noto Nastaliq Urdu");

interface Embedding {
  readonly face?: FontFace;
  readonly part?: number;
  readonly emStretch?: number;
}

/** A font's dictionary after cells were asked of it. */
async function embedded(use: (font: EmbeddedFont, store: CellStore) => void, { face = amiri, part = 0, emStretch = 1 }: Embedding = {}): Promise<PdfNode> {
  const { objects } = await fileWith((file) => {
    const font = embedTrueTypeFont(file, face, "F1", part, emStretch);
    use(font, openCellStore(face.unitsPerEm));
    font.finish();
  });
  const found = objects.filter((object) => object.has("DescendantFonts"));
  expect(found).toHaveLength(1);
  return found[0]!;
}

const programOf = (font: PdfNode): Buffer => font.at("DescendantFonts", 0, "FontDescriptor", "FontFile2").stream;

describe("an embedded font", () => {
  test("is a composite font over TrueType, its codes glyphs of the program", async () => {
    const font = await embedded(({ codeOf }, { cell }) => codeOf(cell("ب", 300, [{ glyph: 100, dx: 0, dy: 0 }])));
    const descendant = font.at("DescendantFonts", 0);
    expect(["Type", "Subtype", "Encoding"].map((key) => font.at(key).value)).toEqual(["/Font", "/Type0", "/Identity-H"]);
    expect(["Type", "Subtype", "CIDToGIDMap"].map((key) => descendant.at(key).value)).toEqual(["/Font", "/CIDFontType2", "/Identity"]);
    expect(["Registry", "Ordering"].map((key) => descendant.at("CIDSystemInfo", key).text)).toEqual(["Adobe", "Identity"]);
    expect(descendant.at("CIDSystemInfo", "Supplement").value).toBe(0);
    expect(descendant.at("BaseFont").value).toBe(font.at("BaseFont").value);
  });

  test("has a descriptor with the face's metrics in thousandths of the em, and the whole program", async () => {
    const font = await embedded(() => undefined, { face: nastaliq });
    const descriptor = font.at("DescendantFonts", 0, "FontDescriptor");
    const perMille = (units: number): number => Math.round((units * 1e6) / nastaliq.unitsPerEm) / 1000;
    expect(descriptor.at("Type").value).toBe("/FontDescriptor");
    expect(descriptor.at("FontName").value).toBe(font.at("BaseFont").value);
    expect(descriptor.at("FontBBox").numbers).toEqual(nastaliq.boundingBoxUnits.map(perMille));
    expect(["Ascent", "Descent", "CapHeight", "ItalicAngle"].map((key) => descriptor.at(key).value)).toEqual(
      [...[nastaliq.ascentUnits, nastaliq.descentUnits, nastaliq.capHeightUnits].map(perMille), nastaliq.italicAngle],
    );
    expect(descriptor.at("FontFile2", "Length1").value).toBe(programOf(font).byteLength);
    const symbolic = 4;
    expect(Number(descriptor.at("Flags").value) & symbolic).toBe(symbolic);
  });

  test("that is italic says so", async () => {
    const [face] = library.match({ families: ["Amiri"], weight: 400, style: "italic" });
    const flags = async (of: FontFace): Promise<number> => Number((await embedded(() => undefined, { face: of })).at("DescendantFonts", 0, "FontDescriptor", "Flags").value);
    const italic = 64;
    expect(face?.style).toBe("italic");
    expect((await flags(face!)) & italic).toBe(italic);
    expect((await flags(amiri)) & italic).toBe(0);
  });
});

describe("the name", () => {
  const nameOf = async (face: FontFace, part: number): Promise<string> => String((await embedded(() => undefined, { face, part })).at("BaseFont").value);

  test("is the PostScript name after six capitals that are always the same for a face and part, and differ between them", async () => {
    const names = await Promise.all([nameOf(amiri, 0), nameOf(amiri, 0), nameOf(amiri, 1), nameOf(nastaliq, 0)]);
    for (const name of names) expect(name).toMatch(/^\/[A-Z]{6}\+(Amiri-Regular|NotoNastaliqUrdu-Regular)$/);
    expect(names[1]).toBe(names[0]);
    expect(new Set(names.map((name) => name.slice(1, 7))).size).toBe(3);
  });

  test("holds nothing that a PDF name would have to escape", async () => {
    for (const [postscriptName, plain] of [["My Font (1)/#2", "MyFont12"], ["خط", "Font"]] as const) {
      expect((await nameOf({ ...amiri, postscriptName }, 0)).slice(8)).toBe(plain);
    }
  });
});

const cells = fc.array(
  fc.record({
    text: fc.oneof(fc.constantFrom("ب", "م", "a", "1", " ", "\u200fم", "\u{1d11e}", "\u{10a00}"), fc.string({ unit: "grapheme", minLength: 1, maxLength: 2 })),
    width: fc.nat({ max: 3000 }),
    outlines: fc.array(fc.record({ glyph: fc.nat({ max: 1600 }), dx: fc.integer({ min: -500, max: 500 }), dy: fc.integer({ min: -500, max: 500 }) }), { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 250 },
);

describe("the widths", () => {
  test("are those of the program in the file, for every glyph of it", async () => {
    await fc.assert(
      fc.asyncProperty(cells, fc.constantFrom(amiri, nastaliq), fc.constantFrom(1, 1.25, 1.7), async (all, face, emStretch) => {
        const font = await embedded(({ codeOf }, { cell }) => { for (const { text, width, outlines } of all) codeOf(cell(text, width, outlines)); }, { face, emStretch });
        const [first, widths, ...more] = font.at("DescendantFonts", 0, "W").items;
        expect([first?.value, more]).toEqual([0, []]);
        const tables = readSfntTables(programOf(font));
        const table = (tag: string): DataView => viewOf(tables.get(tag)!);
        const em = table("head").getUint16(18);
        const program = Array.from({ length: table("maxp").getUint16(4) }, (_, glyph) => (table("hmtx").getUint16(glyph * 4) * 1000) / em);
        expect(widths?.numbers).toHaveLength(program.length);
        widths?.numbers.forEach((width, glyph) => { expect(Math.abs(width - program[glyph]!)).toBeLessThan(0.001); });
      }),
      { numRuns: 25 },
    );
  });

  test("of a cell are its own, and those of no cell wrap round", async () => {
    const codes: number[] = [];
    const font = await embedded(({ codeOf }, { cell }) => { codes.push(...[0, 1, 250, 3000, 70_000].map((width) => codeOf(cell(" ", width, [])))); });
    const program = harfBuzzFont(programOf(font));
    expect(codes.map((code) => program.glyphHAdvance(code))).toEqual([0, 1, 250, 3000, 65_535]);
    expect(codes.map((code) => font.at("DescendantFonts", 0, "W", 1, code).value)).toEqual([0, 1, 250, 3000, 65_535]);
  });
});

describe("the map to Unicode", () => {
  test("has every cell that was shown with its text, supplementary characters among them, and nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(cells, async (all) => {
        const texts = new Map<number, string>();
        const font = await embedded(({ codeOf }, { cell }) => {
          for (const { text, width, outlines } of all) {
            const code = codeOf(cell(text, width, outlines));
            expect(texts.get(code) ?? text).toBe(text);
            texts.set(code, text);
          }
        });
        expect(toUnicodeOf(font)).toEqual(new Map([...texts].sort(([a], [b]) => a - b)));
      }),
      { numRuns: 25 },
    );
  });

  test("comes in blocks of a hundred at the most (ISO 32000-1, 9.10.3)", async () => {
    const font = await embedded(({ codeOf }, { cell }) => { for (let width = 0; width < 250; width++) codeOf(cell("ب", width, [])); });
    expect([...font.at("ToUnicode").stream.toString("latin1").matchAll(/(\d+) beginbfchar/g)].map(([, count]) => Number(count))).toEqual([100, 100, 50]);
    expect(toUnicodeOf(font).size).toBe(250);
  });

  test("is there for a font of which nothing was shown", async () => {
    expect(toUnicodeOf(await embedded(() => undefined)).size).toBe(0);
  });
});

describe("codes", () => {
  test("are one for a cell, however often it is shown", async () => {
    await embedded(({ codeOf }, { cell }) => {
      const one = codeOf(cell("ب", 300, [{ glyph: 100, dx: 0, dy: 0 }]));
      expect(codeOf(cell("م", 300, [{ glyph: 100, dx: 0, dy: 0 }]))).not.toBe(one);
      expect(codeOf(cell("ب", 301, [{ glyph: 100, dx: 0, dy: 0 }]))).not.toBe(one);
      expect(codeOf(cell("ب", 300, [{ glyph: 100, dx: 0, dy: 0 }]))).toBe(one);
    });
  });

  test("are never that of .notdef", async () => {
    await embedded(({ codeOf }, { cell }) => { expect(codeOf(cell(" ", 0, []))).toBeGreaterThan(0); });
  });

  test("run out at 65,535, and until then there is room for as many as were asked for", async () => {
    await embedded((font, { cell }) => {
      let shown = 0;
      while (shown < 70_000 && font.hasRoom(10)) {
        for (let more = 0; more < 10; more++, shown++) expect(font.codeOf(cell("ب", shown, [{ glyph: 100 + (shown % 1500), dx: 0, dy: 0 }]))).toBeLessThan(65_535);
      }
      expect(shown).toBeGreaterThan(60_000);
      expect(shown).toBeLessThan(65_535);
    });
  });

  test("of cells of many outlines fit too where there is room", async () => {
    await embedded((font, { cell }) => {
      const outlines = (first: number): { glyph: number; dx: number; dy: number }[] => Array.from({ length: 12 }, (_, index) => ({ glyph: first + index, dx: index, dy: 0 }));
      let shown = 0;
      while (shown < 70_000 && font.hasRoom(1)) expect(font.codeOf(cell("ب", shown++, outlines(100 + (shown % 1500))))).toBeLessThan(65_535);
      expect(shown).toBeGreaterThan(60_000);
    });
  });
});
