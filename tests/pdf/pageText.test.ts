import { PDFiumLibrary } from "@hyzyla/pdfium";
import { describe, expect, test } from "vitest";
import { readPageText, type PagedDocument, type PageText, type PageWord } from "../../src/layout/index.ts";
import { writeDigits } from "../../src/numerals/index.ts";
import { newspaper, paint, setColumns } from "./columns.ts";
import { exactTexts } from "./extractionTexts.ts";
import { setHyphenated } from "./hyphenatedTexts.ts";
import { initialSettings, setInitials } from "./initials.ts";
import { mixedLines } from "./mixedLines.ts";
import { plain } from "./readers.ts";
import { sampleParagraphs } from "./sampleBulletin.ts";
import { samplePages } from "./samplePages.ts";

const pdfium = await PDFiumLibrary.init();
const sample = await samplePages();

const wordsOf = ({ blocks }: PageText): PageWord[] => blocks.flatMap(({ lines }) => lines.flatMap(({ words }) => words));
const textOf = (pages: readonly PageText[]): string => pages.flatMap(wordsOf).map(({ text }) => text).join(" ");
const soft = /\u00ad/gu;

/** Which pixels of a page are dark, as PDFium draws it. */
interface Drawn {
  readonly width: number;
  readonly height: number;
  /** Pixels for each pt. */
  readonly scale: number;
  readonly isDark: (x: number, y: number) => boolean;
}

async function draw(pdf: Uint8Array): Promise<Drawn[]> {
  const scale = 3;
  const document = await pdfium.loadDocument(pdf);
  const pages: Drawn[] = [];
  for (const page of document.pages()) {
    const { width, height, data } = await page.render({ scale, render: "bitmap" });
    pages.push({ width, height, scale, isDark: (x, y) => (data[4 * (y * width + x) + 1] ?? 255) < 160 });
  }
  document.destroy();
  return pages;
}

/** The words without ink, and the share of the dark pixels that lie in words' boxes, each `grown` pt larger. */
function lookUnder(words: readonly PageWord[], { width, height, scale, isDark }: Drawn, grown: number): { readonly blank: string[]; readonly covered: number } {
  const inBox = new Uint8Array(width * height);
  const blank: string[] = [];
  for (const { text, ...box } of words) {
    let dark = 0;
    for (let y = Math.max(0, Math.floor((box.y - grown) * scale)); y < Math.min(height, (box.y + box.height + grown) * scale); y++) {
      for (let x = Math.max(0, Math.floor((box.x - grown) * scale)); x < Math.min(width, (box.x + box.width + grown) * scale); x++) {
        inBox[y * width + x] = 1;
        if (isDark(x, y)) dark++;
      }
    }
    if (dark === 0) blank.push(text);
  }
  let [covered, all] = [0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!isDark(x, y)) continue;
      all++;
      covered += inBox[y * width + x] ?? 0;
    }
  }
  return { blank, covered: covered / all };
}

/** The pages with their furniture taken off. */
function bare(document: PagedDocument): PagedDocument {
  return { ...document, pages: document.pages.map((page) => ({ ...page, items: page.items.filter(({ kind, role }) => kind === "text" && role.kind === "content") })) };
}

describe("a set edition's words", () => {
  test("are the copy's, paragraph for paragraph", () => {
    const read = ` ${textOf(readPageText(sample))} `;
    const whole = sampleParagraphs.filter((paragraph) => [paragraph, writeDigits(paragraph, "arabic-indic")].some((text) => read.includes(` ${plain(text)} `)));
    expect(sampleParagraphs).toHaveLength(9);
    expect(whole).toEqual(sampleParagraphs);
  });

  test("are none of the page's furniture", () => {
    const furniture = sample.pages.flatMap(({ items }) => items.flatMap((item) => (item.kind === "text" && item.role.kind === "artifact" ? [item] : [])));
    expect(furniture.length).toBeGreaterThan(0);
    const content = sample.pages.flatMap(({ items }) => items.flatMap((item) => (item.kind === "text" && item.role.kind === "content" ? item.text.match(/\S+/gu) ?? [] : [])));
    expect(readPageText(sample).flatMap(wordsOf).length).toBe(content.length);
  });

  test("stand on the pages' ink, which nothing but they is", async () => {
    const document = bare(sample);
    const drawn = await draw(await paint(document));
    for (const [index, page] of readPageText(document).entries()) {
      const picture = drawn[index]!;
      // The picture has whole points only.
      expect([picture.width / picture.scale, picture.height / picture.scale]).toEqual([Math.floor(page.width), Math.floor(page.height)]);
      const { blank, covered } = lookUnder(wordsOf(page), picture, 0);
      expect(blank).toEqual([]);
      expect(covered).toBeGreaterThan(0.995);
    }
  });

  test("make blocks that are one element's and stand in one column", () => {
    for (const { blocks, width } of readPageText(sample)) {
      expect(blocks.length).toBeGreaterThan(3);
      for (const { lines, ...block } of blocks) {
        for (const line of lines) expect(line.x >= block.x && line.y >= block.y && line.x + line.width <= block.x + block.width + 0.011 && line.y + line.height <= block.y + block.height + 0.011).toBe(true);
        expect(block.x).toBeGreaterThanOrEqual(0);
        expect(block.x + block.width).toBeLessThanOrEqual(width);
      }
    }
  });
});

test.each(exactTexts.flatMap(({ text, settings }) => settings.map((setting) => [text.name, setting.family, text, setting] as const)))("%s in %s: all words, in logical order, in boxes on the ink", async (_, __, text, setting) => {
  const { document, expected } = setColumns(text.paragraphs.slice(0, 60), setting);
  const pages = readPageText(document);
  expect(plain(textOf(pages))).toBe(plain(expected.join(" ").replace(soft, "")));
  const [drawn] = await draw(await paint({ ...document, pages: document.pages.slice(0, 1) }));
  const { blank, covered } = lookUnder(wordsOf(pages[0]!), drawn!, 0);
  expect(blank).toEqual([]);
  expect(covered).toBeGreaterThan(0.97);
});

test("words of both directions in a line stand side by side without lying on each other", () => {
  const { document } = setColumns(mixedLines, { ...newspaper, columns: 1, align: "start" });
  const lines = readPageText(document).flatMap(({ blocks }) => blocks.flatMap((block) => block.lines));
  expect(lines).toHaveLength(mixedLines.length);
  for (const { words } of lines) {
    const ordered = words.toSorted((a, b) => a.x - b.x);
    for (const [index, { x, text }] of ordered.entries()) {
      const before = ordered[index - 1];
      if (before !== undefined) expect(x + 0.02, `${before.text} | ${text}`).toBeGreaterThanOrEqual(before.x + before.width);
    }
  }
});

test.each(initialSettings)("a word with an initial is one word, its box on the initial too: %s, %s, %i lines", async (family, of, lines) => {
  const { document, expected } = setInitials(family, of, lines);
  const pages = readPageText(document);
  expect(plain(textOf(pages))).toBe(plain(expected.join(" ")));
  const [drawn] = await draw(await paint({ ...document, pages: document.pages.slice(0, 1) }));
  const { blank, covered } = lookUnder(wordsOf(pages[0]!), drawn!, 0);
  expect(blank).toEqual([]);
  expect(covered).toBeGreaterThan(0.98);
});

test("a divided word is a word on each of its lines, the hyphen in the first one's box", async () => {
  const { document, expected } = setHyphenated("Amiri");
  const pages = readPageText(document);
  expect(plain(textOf(pages))).toBe(plain(expected.join(" ").replace(soft, "")));
  const [drawn] = await draw(await paint({ ...document, pages: document.pages.slice(0, 1) }));
  expect(lookUnder(wordsOf(pages[0]!), drawn!, 0).covered).toBeGreaterThan(0.98);
});
