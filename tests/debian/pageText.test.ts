import { expect, test } from "vitest";
import { readPageText, type PageText, type PageWord } from "../../src/layout/index.ts";
import { brokenEnd } from "../../src/archive/pages/wholeFile.ts";
import { readPdfText } from "../../src/archive/pages/pdfText.ts";
import { linearize } from "../../src/cli/linearize.ts";
import { newspaper, paint, setColumns } from "../pdf/columns.ts";
import { exactTexts } from "../pdf/extractionTexts.ts";
import { sampleBulletin } from "../pdf/sampleBulletin.ts";
import { samplePages } from "../pdf/samplePages.ts";
import { output, withFile } from "./programs.ts";

const wordsOf = ({ blocks }: PageText): PageWord[] => blocks.flatMap(({ lines }) => lines.flatMap(({ words }) => words));
const plain = (text: string): string => text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "").normalize("NFC");
const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** What poppler takes for words on the first page: from right to left it tells letters alone. */
function popplerPieces(pdf: Uint8Array): PageWord[] {
  const said = withFile(pdf, (path) => output("pdftotext", ["-bbox", "-l", "1", path, "-"]));
  return [...said.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/gu)].map(([, left, top, right, bottom, text = ""]) => ({
    text: plain(text.replace(/&(\w+);/gu, (_, name: string) => entities[name] ?? "")), x: Number(left), y: Number(top), width: Number(right) - Number(left), height: Number(bottom) - Number(top),
  }));
}

/** How many words hold pieces of poppler's that have the same letters and reach to the same edges to a point; and their number. */
function agreeing(own: readonly PageWord[], theirs: readonly PageWord[]): readonly [agreeing: number, all: number] {
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1;
  const letters = (texts: readonly string[]): string => Array.from(plain(texts.join("")).normalize("NFD")).sort().join("");
  const found = own.filter((word) => {
    const inside = theirs.filter(({ x, y, width, height }) => x + width / 2 > word.x && x + width / 2 < word.x + word.width && y + height / 2 > word.y && y + height / 2 < word.y + word.height && near(y, word.y));
    const [left, right] = [Math.min(...inside.map(({ x }) => x)), Math.max(...inside.map(({ x, width }) => x + width))];
    const [top, bottom] = [Math.min(...inside.map(({ y }) => y)), Math.max(...inside.map(({ y, height }) => y + height))];
    return letters(inside.map(({ text }) => text)) === letters([word.text]) && near(left, word.x) && near(right, word.x + word.width) && near(top, word.y) && near(bottom, word.y + word.height);
  });
  return [found.length, own.length];
}

test("nine words in ten of the sample stand where poppler finds them, to a point", async () => {
  const [page] = readPageText(await samplePages());
  const [found, all] = agreeing(wordsOf(page!), popplerPieces(await sampleBulletin("archive")));
  expect(all).toBeGreaterThan(300);
  expect(found / all).toBeGreaterThan(0.9);
});

test.each(["sample article", "mixed lines"])("as do those of the %s in columns", async (name) => {
  const text = exactTexts.find((entry) => entry.text.name === name)?.text;
  const { document } = setColumns(text!.paragraphs.slice(0, 40), newspaper);
  const [page] = readPageText(document);
  const [found, all] = agreeing(wordsOf(page!), popplerPieces(await paint(document)));
  expect(all).toBeGreaterThan(150);
  expect(found / all).toBeGreaterThan(0.9);
});

test("a linearized file that was cut off anywhere is refused, and read where it is whole", async () => {
  const linear = await linearize(await sampleBulletin("archive"), (diagnostic) => { throw new Error(diagnostic.message); });
  expect(brokenEnd(linear!)).toBeUndefined();
  expect((await readPdfText(linear!)).pages.flatMap(wordsOf).length).toBeGreaterThan(300);
  const end = Buffer.from(linear!).lastIndexOf("%%EOF") + "%%EOF".length;
  for (let length = 1024; length < end; length += length > end - 2000 || length < 6000 ? 1 : 499) expect(brokenEnd(linear!.subarray(0, length))?.message, `${length} bytes`).toContain("cut off");
});
