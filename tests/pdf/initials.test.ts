import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import type { GlyphRun } from "../../src/text/index.ts";
import { paintInitial } from "../../src/pdf/initialPainter.ts";
import { openContentStream } from "../../src/pdf/contentStream.ts";
import { contentColours } from "./outputs.ts";
import { black, composeLines, newspaper, paint } from "./columns.ts";
import { initialSettings, setInitials } from "./initials.ts";
import { harfBuzzFont } from "./outlines.ts";
import { compare, pdfiumReader, pdfJs } from "./readers.ts";

describe("pdf.js and PDFium read an initial where its word begins", () => {
  test.each(initialSettings)("%s, %s, %i lines", async (family, of, lines) => {
    const { document, expected } = setInitials(family, of, lines);
    const initials = document.pages.flatMap(({ items }) => items.filter((item) => item.kind === "text" && item.runs.some(({ initial }) => initial === true)));
    expect(initials.length).toBeGreaterThan(expected.length - 5);
    const pdf = await paint(document);
    for (const reader of [pdfJs, pdfiumReader]) expect(compare(expected, await reader.read(pdf)).missing, reader.name).toEqual([]);
  });
});

/** Where a path passes, by its numbers two by two. */
const pointsOf = (path: string): [number, number][] => {
  const numbers = (path.match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g) ?? []).map(Number);
  return Array.from({ length: numbers.length / 2 }, (_, index) => [numbers[index * 2] ?? 0, numbers[index * 2 + 1] ?? 0]);
};

test.each(["Amiri", "Noto Naskh Arabic", "Noto Nastaliq Urdu"])("the drawing is the font's, enlarged, in %s", async (family) => {
  const [line] = composeLines("قال وزير الخارجية إن بلاده لم تتوجه إلى شركائها", 300, { ...newspaper, family, initial: { of: "word", lines: 3 } });
  const run = line?.runs.find(({ initial }) => initial === true);
  if (run === undefined) throw new Error("there is no initial");
  const content = openContentStream(contentColours());
  paintInitial(content, run, 10, 500);
  const painted = new TextDecoder().decode(content.bytes());
  const font = harfBuzzFont(await readFile(run.face.path));
  const expected: [number, number][] = [];
  let pen = 10 + run.x;
  for (const { id, advance, xOffset, yOffset, enlarged = 0 } of run.glyphs()) {
    const scale = (enlarged * run.size) / run.face.unitsPerEm;
    // Points on the curves alone: the painter's are cubic, HarfBuzz's quadratic.
    for (const [operator = ""] of font.glyphToPath(id).matchAll(/[MLQ][^A-Z]*/g)) {
      const [x, y] = pointsOf(operator).at(-1) ?? [0, 0];
      if (enlarged > 0) expected.push([pen + xOffset + x * scale, 500 + yOffset + y * scale]);
    }
    pen += advance;
  }
  const passed = [...painted.matchAll(/^(.*) [mlc]$/gm)].map(([, numbers = ""]): [number, number] => pointsOf(numbers).at(-1) ?? [0, 0]);
  expect(expected.length).toBeGreaterThan(10);
  for (const [x, y] of expected) expect(Math.min(...passed.map(([px, py]) => Math.hypot(px - x, py - y)))).toBeLessThan(0.02);
  for (const [px, py] of passed) expect(Math.min(...expected.map(([x, y]) => Math.hypot(px - x, py - y)))).toBeLessThan(0.02);
});

test("a transparent initial draws nothing, and one of another colour takes it", () => {
  const run: GlyphRun<typeof black> | undefined = composeLines("قال وزير", 300, { ...newspaper, initial: { of: "letter", lines: 2 } })[0]?.runs.find(({ initial }) => initial === true);
  if (run === undefined) throw new Error("there is no initial");
  const drawnIn = (alpha: number): string => {
    const content = openContentStream(contentColours());
    paintInitial(content, { ...run, tag: { ...black, color: { space: "cmyk", c: 0, m: 1, y: 0, k: 0, alpha } } }, 0, 0);
    return new TextDecoder().decode(content.bytes());
  };
  expect(drawnIn(0)).toBe("");
  expect(drawnIn(1)).toMatch(/^0 1 0 0 k\n[\d. -]+ m\n[^]*h\nf\n$/);
});
