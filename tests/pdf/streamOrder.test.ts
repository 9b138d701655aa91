import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openCellStore } from "../../src/pdf/glyphCells.ts";
import { cutLine } from "../../src/pdf/lineCells.ts";
import type { TextItem } from "../../src/layout/index.ts";
import { newspaper, paint, setColumns, type SetColumns } from "./columns.ts";
import { exactTexts, hardForPdfium, quran } from "./extractionTexts.ts";
import { anyLine } from "./randomText.ts";
import { plain } from "./readers.ts";
import { onPage, shownCodes, type ShownCode } from "./shownText.ts";

const joiners = /[\u200c\u200d]/gu;

/** The text of a file by ISO 32000-1 alone: codes in the order of the stream, each by its ToUnicode; nothing guessed from places. */
async function streamText({ document }: SetColumns): Promise<string> {
  const pdf = await paint(document);
  return shownCodes(pdf).map((codes, index) => onPage(codes, document.pages[index]!.mediaBox.height).map(({ text }) => text).join("")).join("");
}

/** Paragraph after paragraph with nothing between; a blank of the page may follow its first line. */
function expectInOrder(stream: string, paragraphs: readonly string[]): void {
  const bare = (text: string): string => plain(text).replace(joiners, "");
  let rest = bare(stream);
  for (const paragraph of paragraphs) {
    rest = rest.trimStart();
    expect(rest.slice(0, bare(paragraph).length)).toBe(bare(paragraph));
    rest = rest.slice(bare(paragraph).length);
  }
  expect(rest.trim()).toBe("");
}

describe("the content stream is the text, in its own order, word spaces and line ends included", () => {
  test.each([...exactTexts, hardForPdfium, quran].map((entry) => [entry.text.name, entry] as const))("%s", async (_, { text, settings }) => {
    for (const setting of settings) {
      const set = setColumns(text.paragraphs, setting);
      // Paragraphs are parted by the structure alone; a joiner is written before the letter that it follows, for pdf.js.
      expectInOrder(await streamText(set), text.paragraphs);
    }
  });

  test("whatever the text is made of", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyLine, { minLength: 1, maxLength: 12 }), fc.constantFrom("Amiri", "Noto Naskh Arabic"), async (paragraphs, family) => {
        const set = setColumns(paragraphs, { ...newspaper, family });
        expectInOrder(await streamText(set), paragraphs);
      }),
      { numRuns: 40 },
    );
  });
});

/** Letters with where they stand, from the page's left bottom corner, as text and layout placed them. */
function placedLetters(item: TextItem, height: number): { text: string; x: number; y: number }[] {
  const stores = new Map<string, ReturnType<typeof openCellStore>>();
  const storeOf = ({ id, unitsPerEm }: { id: string; unitsPerEm: number }): ReturnType<typeof openCellStore> => {
    const store = stores.get(id) ?? openCellStore(unitsPerEm);
    stores.set(id, store);
    return store;
  };
  const { cells, lefts } = cutLine(item.runs, item.text, storeOf);
  return cells.flatMap((cell, index) => (cell.kind === "right" || cell.kind === "left" ? [{ text: cell.text, x: item.x + lefts[index]!, y: height - item.baseline }] : []));
}

const byPlace = (a: { x: number; y: number }, b: { x: number; y: number }): number => b.y - a.y || a.x - b.x;

describe("letters are painted where they were set", () => {
  test.each([["Amiri", 11, 16], ["Noto Naskh Arabic", 9.5, 14], ["Scheherazade New", 13, 19.5], ["Noto Nastaliq Urdu", 12, 28], ["Amiri", 42, 60]])("to a hundredth of a point and a two-thousandth of the em: %s at %d pt", async (family, size, leading) => {
    for (const paragraphs of [exactTexts[0]!.text.paragraphs, hardForPdfium.text.paragraphs, exactTexts.at(-1)!.text.paragraphs]) {
      const { document } = setColumns(paragraphs, { ...newspaper, family, size, leading, columns: size > 20 ? 1 : 2 });
      const shown = shownCodes(await paint(document));
      document.pages.forEach(({ items, mediaBox }, index) => {
        const set = items.flatMap((item) => (item.kind === "text" ? placedLetters(item, mediaBox.height) : [])).sort(byPlace);
        const isLetter = ({ text, y }: ShownCode): boolean => y < mediaBox.height && /^[\u200c\u200d]?\p{L}$/u.test(text);
        const painted = shown[index]!.filter(isLetter).sort(byPlace);
        const letters = set.filter(({ text }) => /^[\u200c\u200d]?\p{L}$/u.test(text));
        expect(painted.map(({ text }) => text)).toEqual(letters.map(({ text }) => text));
        painted.forEach(({ x, y }, place) => {
          expect(Math.abs(y - letters[place]!.y)).toBeLessThan(0.001);
          // The stretched em is at most half as wide again.
          expect(Math.abs(x - letters[place]!.x)).toBeLessThan(0.01 + (size * 1.6) / 2000);
        });
      });
    }
  });
});
