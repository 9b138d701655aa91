import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cellsOfRun, openCellStore, RIGHT_TO_LEFT_OVERLAP, type GlyphCell } from "../../src/pdf/glyphCells.ts";
import type { GlyphRun } from "../../src/text/index.ts";
import { composeLines, newspaper } from "./columns.ts";
import { exactTexts, quran } from "./extractionTexts.ts";
import { anyLine } from "./randomText.ts";

interface CutRun {
  readonly run: GlyphRun;
  readonly text: string;
  readonly cells: readonly GlyphCell[];
}

/** Sets a paragraph and cuts each of its runs. */
function cut(paragraph: string, family: string, size = 11): CutRun[] {
  return composeLines(paragraph, 230, { ...newspaper, family, size }).flatMap(({ runs, text }) =>
    runs.map((run) => ({ run, text, cells: cellsOfRun(run, text, openCellStore(run.face.unitsPerEm)) })),
  );
}

/** Reads cells as text, against their visual order where that is from right to left; a joiner stands before its letter in a cell. */
function readCells({ run, cells }: CutRun): string {
  const inOrder = run.level % 2 === 1 ? [...cells].reverse() : cells;
  return inOrder.map(({ text }) => (/^[\u200c\u200d]./u.test(text) ? `${text.slice(1)}${text.charAt(0)}` : text)).join("");
}

const families = ["Amiri", "Noto Naskh Arabic", "Scheherazade New", "Noto Kufi Arabic", "Reem Kufi", "Noto Nastaliq Urdu"];
const paragraphs = [...exactTexts.flatMap(({ text }) => text.paragraphs.slice(0, 4)), ...quran.text.paragraphs.slice(0, 8)];

function expectWhole({ run, text, cells }: CutRun): void {
  const unitsPerPoint = run.face.unitsPerEm / run.size;
  const overlap = run.level % 2 === 1 ? RIGHT_TO_LEFT_OVERLAP : 0;
  expect(readCells({ run, text, cells })).toBe(text.slice(run.start, run.end));
  expect(cells.every(({ width }) => Number.isInteger(width) && width >= 0)).toBe(true);

  const glyphs = run.glyphs();
  const advance = glyphs.reduce((sum, glyph) => sum + glyph.advance, 0) * unitsPerPoint;
  const room = cells.reduce((sum, { width }) => sum + width - overlap, 0);
  expect(Math.abs(room - advance)).toBeLessThan(1);

  let left = 0;
  const drawn = cells.flatMap(({ outlines, width }) => {
    const places = outlines.map(({ glyph, dx, dy, scale }) => ({ glyph, x: left + dx, y: dy, scale }));
    left += width - overlap;
    return places;
  });
  let pen = 0;
  const placed = glyphs.map(({ id, advance: width, xOffset, yOffset, widened }) => {
    const place = { glyph: id, x: (pen + xOffset) * unitsPerPoint, y: yOffset * unitsPerPoint, scale: widened };
    pen += width;
    return place;
  });
  const sorted = (places: readonly { glyph: number; x: number; y: number; scale: number | undefined }[]): typeof placed => [...places].sort((a, b) => a.glyph - b.glyph || a.x - b.x || a.y - b.y);
  const [ours, theirs] = [sorted(drawn), sorted(placed)];
  expect(ours.map(({ glyph }) => glyph)).toEqual(theirs.map(({ glyph }) => glyph));
  ours.forEach(({ x, y, scale }, index) => {
    expect(scale).toBe(theirs[index]!.scale);
    expect(Math.abs(x - theirs[index]!.x)).toBeLessThan(1.01);
    expect(Math.abs(y - theirs[index]!.y)).toBeLessThanOrEqual(0.5001);
  });
}

describe("cells", () => {
  test.each(families)("of %s read as the text, take up its room and draw each of its glyphs once, to a unit of the font", (family) => {
    for (const paragraph of paragraphs) cut(paragraph, family).forEach(expectWhole);
  });

  test("do so whatever the text is made of, at any size", () => {
    fc.assert(
      fc.property(anyLine, fc.constantFrom(...families), fc.integer({ min: 55, max: 400 }), (line, family, tenths) => {
        cut(line, family, tenths / 10).forEach(expectWhole);
      }),
      { numRuns: 200 },
    );
  });
});

function cellsOf(word: string, family: string): readonly GlyphCell[] {
  const [only] = cut(word, family);
  if (only === undefined) throw new Error(`there is nothing in ${word}`);
  return only.run.level % 2 === 1 ? [...only.cells].reverse() : only.cells;
}

test("a ligature gives each of its characters the same room", () => {
  const [only] = cut("لا", "Scheherazade New");
  expect(only!.run.glyphs()).toHaveLength(1);
  const [alif, lam] = only!.cells;
  expect([lam!.text, alif!.text]).toEqual(["ل", "ا"]);
  expect(Math.abs(lam!.width - alif!.width)).toBeLessThanOrEqual(1);
  expect([...lam!.outlines, ...alif!.outlines]).toHaveLength(1);
});

describe("a vowel mark", () => {
  test("has a seventh of its letter's room, so that no letter's twin stands too near", () => {
    const [letter, mark] = cellsOf("بَ", "Amiri");
    expect([letter!.text, letter!.kind, mark!.text, mark!.kind]).toEqual(["ب", "right", "َ", "mark"]);
    const room = letter!.width + mark!.width - 2 * RIGHT_TO_LEFT_OVERLAP;
    expect(Math.abs(mark!.width - RIGHT_TO_LEFT_OVERLAP - room / 7)).toBeLessThanOrEqual(1);
  });
});

describe("a joiner", () => {
  test("is bound to the letter before it in the text", () => {
    expect(cellsOf("می\u200cشود", "Noto Naskh Arabic").map(({ text }) => text)).toEqual(["م", "\u200cی", "ش", "و", "د"]);
  });

  test("stands alone where no letter is before it", () => {
    expect(cellsOf("\u200dه", "Noto Naskh Arabic").map(({ text }) => text)).toEqual(["\u200d", "ه"]);
  });
});

describe("a store", () => {
  const outline = fc.record({ glyph: fc.integer({ min: 1, max: 5 }), dx: fc.integer({ min: -2, max: 2 }), dy: fc.integer({ min: -2, max: 2 }) });
  const asked = fc.record({ text: fc.constantFrom("ا", "ب", " ", "\u200cی"), width: fc.integer({ min: 0, max: 3 }), outlines: fc.array(outline, { maxLength: 2 }) });

  test("gives the same object for equal cells and numbers different ones from 0", () => {
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 60 }), (cells) => {
        const store = openCellStore(1000);
        const byContent = new Map<string, GlyphCell>();
        for (const { text, width, outlines } of cells) {
          const given = store.cell(text, width, outlines);
          expect({ text: given.text, width: given.width, outlines: given.outlines }).toEqual({ text, width, outlines });
          const key = JSON.stringify([text, width, outlines.map(({ glyph, dx, dy }) => [glyph, dx, dy])]);
          expect(given).toBe(byContent.get(key) ?? given);
          byContent.set(key, given);
        }
        expect([...byContent.values()].map(({ number }) => number).sort((a, b) => a - b)).toEqual([...byContent.keys()].map((_, index) => index));
      }),
    );
  });

  test("gives the same for one code unit and one glyph by either way", () => {
    const store = openCellStore(1000);
    expect(store.plain("ب".charCodeAt(0), 500, 3, -1, 2)).toBe(store.cell("ب", 500, [{ glyph: 3, dx: -1, dy: 2 }]));
  });
});
