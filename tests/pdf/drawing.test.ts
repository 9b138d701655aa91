import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import type { Font } from "harfbuzzjs";
import type { TextItem } from "../../src/layout/index.ts";
import { newspaper, paint, setColumns, type SetColumns } from "./columns.ts";
import { exactTexts, hardForPdfium, quran } from "./extractionTexts.ts";
import { drawn, harfBuzzFont, type Contour } from "./outlines.ts";
import { loneCharacters } from "./placedPages.ts";
import { shownCodes, type ShownCode, type ShownFont } from "./shownText.ts";

/** Scales contours from font units to pt, widens them, and puts them at their place. */
function placed(contours: readonly Contour[], scale: number, x: number, y: number, widened = 1): Contour[] {
  return contours.map(({ operators, coordinates }) => ({
    operators,
    coordinates: coordinates.map((value, index) => (index % 2 === 0 ? value * scale * widened + x : value * scale + y)),
  }));
}

const sources = new Map<string, Font>();

/** What a line draws, by HarfBuzz from the source's fonts where text and layout put their glyphs; pt from the page's left bottom corner. */
async function drawnByText(item: TextItem, pageHeight: number): Promise<Contour[]> {
  const contours: Contour[] = [];
  for (const run of item.runs) {
    const { face, size } = run;
    const font = sources.get(face.id) ?? harfBuzzFont(await readFile(face.path));
    sources.set(face.id, font);
    let pen = item.x + run.x;
    for (const { id, advance, xOffset, yOffset, widened } of run.glyphs()) {
      contours.push(...placed(drawn(font, id), size / face.unitsPerEm, pen + xOffset, pageHeight - item.baseline + run.rise + yOffset, widened));
      pen += advance;
    }
  }
  return contours;
}

const embedded = new Map<ShownFont, { readonly font: Font; readonly unitsPerEm: number }>();

/** What a code draws, by HarfBuzz from the file's font. */
function drawnByFile({ font, code, size, x, y }: ShownCode): Contour[] {
  let opened = embedded.get(font);
  if (opened === undefined) {
    opened = { font: harfBuzzFont(font.program), unitsPerEm: unitsPerEmOf(font.program) };
    embedded.set(font, opened);
  }
  return placed(drawn(opened.font, code), size / opened.unitsPerEm, x, y);
}

function unitsPerEmOf(program: Uint8Array): number {
  const view = new DataView(program.buffer, program.byteOffset, program.byteLength);
  for (let record = 12; ; record += 16) if (view.getUint32(record) === 0x68656164) return view.getUint16(view.getUint32(record + 8) + 18);
}

/** Contours of `wanted` without an equal one in `found`, each of which is equal to one at the most. */
function unmatched(wanted: readonly Contour[], found: readonly Contour[], tolerance: number): Contour[] {
  const left = new Map<string, Contour[]>();
  for (const contour of found) left.set(contour.operators, [...(left.get(contour.operators) ?? []), contour]);
  return wanted.filter(({ operators, coordinates }) => {
    const candidates = left.get(operators) ?? [];
    const match = candidates.findIndex((candidate) => candidate.coordinates.every((value, index) => Math.abs(value - (coordinates[index] ?? Number.NaN)) <= tolerance));
    if (match >= 0) candidates.splice(match, 1);
    return match < 0;
  });
}

async function expectDrawing({ document }: SetColumns, tolerance: number): Promise<void> {
  const shown = shownCodes(await paint(document));
  for (const [index, { items, mediaBox }] of document.pages.entries()) {
    const inFile = shown[index]!.flatMap(drawnByFile);
    const inText: Contour[] = [];
    for (const item of items) if (item.kind === "text") inText.push(...(await drawnByText(item, mediaBox.height)));
    expect(inText.length).toBeGreaterThan(0);
    expect(inFile.length).toBe(inText.length);
    expect(unmatched(inText, inFile, tolerance)).toEqual([]);
  }
}

const samples: readonly (readonly [name: string, paragraphs: readonly string[]])[] = [
  ["the sample", exactTexts[0]!.text.paragraphs],
  ["Latin and digits", hardForPdfium.text.paragraphs],
  ["vowel marks", quran.text.paragraphs.slice(0, 12)],
  ["joiners", exactTexts.find(({ text }) => text.language === "fa")!.text.paragraphs.slice(0, 12)],
  ["rows of single letters", loneCharacters.map(([, text]) => text)],
];

test.each(
  samples.flatMap(([name, paragraphs]) =>
    [["Amiri", 11, 16], ["Noto Naskh Arabic", 9.5, 14], ["Scheherazade New", 13, 19.5], ["Noto Nastaliq Urdu", 12, 28], ["Reem Kufi", 30, 45]].map(([family, size, leading]) => [name, family, size, leading, paragraphs] as const),
  ),
)("%s in %s at %d pt draws what HarfBuzz placed, nothing more and nothing less", async (_, family, size, leading, paragraphs) => {
  const set = setColumns(paragraphs, { ...newspaper, family: String(family), size: Number(size), leading: Number(leading) });
  // The pen is put anew to a hundredth of a point, moved by thousandths of an em that may be stretched, and outlines stand on whole units.
  await expectDrawing(set, 0.005 + (Number(size) * 1.3) / 1000);
});
