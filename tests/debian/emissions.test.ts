import { describe, expect, test } from "vitest";
import { embedTrueTypeFont } from "../../src/pdf/embeddedFont.ts";
import { cellsOfRun, openCellStore, type GlyphCell } from "../../src/pdf/glyphCells.ts";
import { openPdfFile } from "../../src/pdf/pdfkitDocument.ts";
import { composeLines, newspaper, paint, setColumns } from "../pdf/columns.ts";
import { pdfiumReader, pdfJs, plain, type Reader } from "../pdf/readers.ts";
import { muPdf, poppler } from "./programs.ts";

/**
 * What readers make of a line of plain Arabic in other ways of writing it than ours: the evidence for docs/extraction.md.
 */
const text = "وقال لافروف في مقابلة مشتركة";
const size = 12;

interface PlacedCell {
  readonly code: string;
  readonly text: string;
  readonly x: number;
  readonly width: number;
}

/** Cells from left to right; strings in pointed brackets. */
type Emission = (cells: readonly PlacedCell[]) => string;

async function fileOf(emission: Emission): Promise<Uint8Array> {
  const [line] = composeLines(text, 400, { ...newspaper, size, align: "start" });
  const [run] = line?.runs ?? [];
  if (line === undefined || run === undefined) throw new Error("nothing was composed");
  const file = await openPdfFile({ version: "1.7", compress: false, info: {}, language: "ar", metadata: () => "<x/>" });
  const font = embedTrueTypeFont(file, run.face, "F1", 0);
  let x = 100;
  const cells = cellsOfRun(run, line.text, openCellStore(run.face.unitsPerEm)).map((cell: GlyphCell) => {
    const width = (cell.width * size) / run.face.unitsPerEm;
    const placed = { code: font.codeOf(cell).toString(16).padStart(4, "0"), text: cell.text, x, width };
    x += width;
    return placed;
  });
  const page = file.object({
    Type: "Page", Parent: file.pageTree, MediaBox: [0, 0, 600, 200], Resources: { Font: { F1: font.reference } },
    Contents: file.stream({}, new TextEncoder().encode(`BT /F1 ${size} Tf\n${emission(cells)}\nET`)),
  });
  page.end();
  file.addPage(page);
  font.finish();
  return file.end();
}

const show = (cells: readonly PlacedCell[]): string => `1 0 0 1 ${cells[0]?.x.toFixed(3) ?? ""} 100 Tm <${cells.map(({ code }) => code).join("")}> Tj`;

/** In logical order; spaces are words of their own. */
function words(cells: readonly PlacedCell[]): PlacedCell[][] {
  const found: PlacedCell[][] = [[]];
  for (const cell of cells) {
    if (cell.text === " ") found.push([cell], []);
    else found.at(-1)?.push(cell);
  }
  return found.reverse();
}

/** All letters in the order of the text, the pen stepping back before each. */
function oneArray(cells: readonly PlacedCell[]): string {
  const letters = [...cells].reverse();
  const steps = letters.map(({ code, x }, index) => {
    const previous = letters[index - 1];
    return `${previous === undefined ? "" : Math.round(((previous.x + previous.width - x) * 1000) / size)}<${code}>`;
  });
  return `1 0 0 1 ${letters[0]?.x.toFixed(3) ?? ""} 100 Tm [${steps.join("")}] TJ`;
}

const utf16 = (string: string): string => `<feff${Buffer.from(string, "utf16le").swap16().toString("hex")}>`;

const emissions: readonly [name: string, emission: Emission, read: Readonly<Record<string, boolean>>][] = [
  ["one string a line, from left to right", show, { poppler: true, "pdf.js": true, PDFium: true, MuPDF: false }],
  ["the same, marked as ReversedChars", (cells) => `/ReversedChars BMC ${show(cells)} EMC`, { poppler: true, "pdf.js": true, PDFium: true, MuPDF: false }],
  ["the same, with ActualText", (cells) => `/Span <</ActualText ${utf16(text)}>> BDC ${show(cells)} EMC`, { poppler: false, "pdf.js": true, PDFium: false, MuPDF: false }],
  ["one string a word, words in the order of the text", (cells) => words(cells).map(show).join("\n"), { poppler: true, "pdf.js": false, PDFium: true, MuPDF: false }],
  [
    "the same, with ActualText",
    (cells) => words(cells).map((word) => `/Span <</ActualText ${utf16(word.map((cell) => cell.text).reverse().join(""))}>> BDC ${show(word)} EMC`).join("\n"),
    { poppler: false, "pdf.js": false, PDFium: false, MuPDF: false },
  ],
  ["one operator a letter, in the order of the text", (cells) => [...cells].reverse().map((cell) => show([cell])).join("\n"), { poppler: true, "pdf.js": false, PDFium: true, MuPDF: true }],
  ["the same letters, all in one operator", oneArray, { poppler: true, "pdf.js": false, PDFium: false, MuPDF: true }],
];

const readers: readonly Reader[] = [poppler, pdfJs, pdfiumReader, muPdf];

async function readBy(pdf: Uint8Array): Promise<Record<string, boolean>> {
  const read: Record<string, boolean> = {};
  for (const reader of readers) read[reader.name] = plain(await reader.read(pdf)) === text;
  return read;
}

describe("who reads", () => {
  test.each(emissions)("%s", async (_, emission, expected) => {
    expect(await readBy(await fileOf(emission))).toEqual(expected);
  });

  test("ours", async () => {
    expect(await readBy(await paint(setColumns([text]).document))).toEqual({ poppler: true, "pdf.js": true, PDFium: true, MuPDF: true });
  });
});
