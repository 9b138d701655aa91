import { expect, test } from "vitest";
import type { OutlinedItem, PagedDocument } from "../../src/layout/index.ts";
import { composeLines, newspaper, paint } from "./columns.ts";
import { readContent, readPdf } from "./pdfObjects.ts";
import { pdfiumReader, pdfJs, plain } from "./readers.ts";

const box = { x: 0, y: 0, width: 400, height: 600 };
const copy = "قال وزير الخارجية إن موسكو لم تتوجه إلى دول المنظمة بطلب.";

const outlined = composeLines("النشرة · صفحة ١ من ٢ · FOGRA39", 300, { ...newspaper, size: 6 }).map(({ runs }): OutlinedItem => ({ kind: "outlined", role: { kind: "artifact", type: "Page" }, x: 20, baseline: 590, runs }));
const document: PagedDocument = {
  title: "النشرة", metadata: { date: "2022-11-24" }, language: "ar", direction: "rtl", outline: [], structure: { id: 0, type: "Document", children: [{ id: 1, type: "P", children: [] }] },
  pages: [{
    number: 1, mediaBox: box, trimBox: box, bleedBox: box,
    items: [...composeLines(copy, 300, newspaper).map((line, index) => ({ kind: "text", role: { kind: "content", structure: 1 }, x: 50, baseline: 100 + index * 16, text: line.text, runs: line.runs, last: line.last }) as const), ...outlined],
  }],
};

test("a slug line is drawn in the registration colour, where it stands, and is an artifact", async () => {
  const [page] = readPdf(await paint(document)).pages;
  const operations = readContent(page!.at("Contents").stream);
  const from = operations.findIndex(({ operator, operands }) => operator === "cs" && operands[0] === "/Registration");
  const [opening] = operations.slice(0, from).filter(({ operator }) => operator === "BDC").slice(-1);
  expect([opening?.operands[0], JSON.stringify(opening?.operands[1])]).toEqual(["/Artifact", expect.stringContaining("Page")]);
  const drawing = operations.slice(from);
  expect(drawing.filter(({ operator }) => /^(?:BT|Tj|TJ|Tf)$/u.test(operator))).toEqual([]);
  expect(drawing.slice(0, 2).map(({ operator, operands }) => [operator, ...operands])).toEqual([["cs", "/Registration"], ["scn", 1]]);
  // Each run is a scale of its size at its place, each glyph a step in ems and a form.
  let [size, x, y, shown] = [0, 0, 0, 0];
  for (const { operator, operands } of drawing) {
    const [a = 0, , , , e = 0, f = 0] = operands.map(Number);
    if (operator === "cm" && a !== 1) [size, x, y] = [a, e, f];
    else if (operator === "cm") [x, y] = [x + e * size, y + f * size];
    if (operator !== "Do") continue;
    shown++;
    expect(x).toBeGreaterThan(19);
    expect(x).toBeLessThan(321);
    expect(y).toBeGreaterThan(5);
    expect(y).toBeLessThan(18);
  }
  expect(shown).toBeGreaterThan(20);
  const forms = page!.at("Resources", "XObject");
  expect(forms.keys.length).toBeLessThan(shown);
  for (const name of forms.keys) {
    expect(readContent(forms.at(name).stream).filter(({ operator }) => !/^[mlchf]$/u.test(operator))).toEqual([]);
    expect(forms.at(name, "Matrix").numbers[0]).toBeCloseTo(1 / 1000, 6);
  }
});

test("who reads the page finds the text alone, and the file holds no font for the slug line", async () => {
  const pdf = await paint(document);
  for (const reader of [pdfJs, pdfiumReader]) expect(plain(await reader.read(pdf)), reader.name).toBe(plain(copy));
  const without = await paint({ ...document, pages: document.pages.map((page) => ({ ...page, items: page.items.filter(({ kind }) => kind !== "outlined") })) });
  const fonts = (bytes: Uint8Array): number => readPdf(bytes).pages[0]!.at("Resources", "Font").keys.length;
  expect(fonts(pdf)).toBe(fonts(without));
});
