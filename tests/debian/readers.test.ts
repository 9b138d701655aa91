import { afterAll, describe, expect, test } from "vitest";
import { newspaper, paint, setColumns, type SetColumns } from "../pdf/columns.ts";
import { exactTexts, hardForPdfium, quran, type ExtractionText } from "../pdf/extractionTexts.ts";
import { setHyphenated } from "../pdf/hyphenatedTexts.ts";
import { initialSettings, setInitials } from "../pdf/initials.ts";
import { loneCharacters, placedPages, placeTexts } from "../pdf/placedPages.ts";
import { compare, pdfiumReader, pdfJs, plain, type Reader } from "../pdf/readers.ts";
import { muPdf, output, poppler, withFile } from "./programs.ts";

const readers: readonly Reader[] = [poppler, pdfJs, pdfiumReader, muPdf];

interface Row {
  readonly text: string;
  readonly font: string;
  readonly paragraphs: number;
  readonly [reader: string]: string | number;
}

const rows: Row[] = [];

afterAll(() => {
  console.log(`Paragraphs given back whole by ${readers.map(({ name, version }) => `${name} ${version}`).join(", ")}:`);
  console.table(rows);
});

const cases = (texts: readonly ExtractionText[]): [name: string, family: string, text: ExtractionText, index: number][] =>
  texts.flatMap((entry) => entry.settings.map(({ family }, index): [string, string, ExtractionText, number] => [entry.text.name, family, entry, index]));

interface Readings {
  readonly columns: SetColumns;
  readonly missing: ReadonlyMap<Reader, readonly string[]>;
}

/** Reads a text in all four, enters a row, and gives back what each misses. */
async function readings({ text, settings }: ExtractionText, index: number): Promise<Readings> {
  const setting = settings[index] ?? newspaper;
  const columns = setColumns(text.paragraphs, setting);
  const pdf = await paint(columns.document);
  const missing = new Map<Reader, readonly string[]>();
  const counts: Record<string, number> = {};
  for (const reader of readers) {
    const reading = compare(columns.expected, await reader.read(pdf));
    missing.set(reader, reading.missing);
    counts[reader.name] = reading.exact;
  }
  rows.push({ text: text.name, font: setting.family, paragraphs: columns.expected.length, ...counts });
  return { columns, missing };
}

/** A zero width non-joiner or joiner: pdf.js passes over one that is not bound to the letter before it, and then MuPDF reads it before that letter. */
const joiner = /[\u200c\u200d]/u;

describe("poppler gives back every paragraph, letter for letter, in order, and MuPDF all without joiners", () => {
  test.each(cases(exactTexts))("%s in %s", async (name, _, text, index) => {
    const { columns, missing } = await readings(text, index);
    expect(missing.get(poppler)).toEqual([]);
    if (name === "mixed lines") {
      // Beside a left-to-right character MuPDF ends the line where the pen goes far back.
      expect(missing.get(muPdf)?.length).toBeLessThanOrEqual(2);
    } else {
      expect(missing.get(muPdf)?.length).toBeLessThanOrEqual(columns.expected.filter((paragraph) => joiner.test(paragraph)).length);
    }
  });

  test.each(cases([hardForPdfium]))("%s in %s", async (_, __, text, index) => {
    const { missing } = await readings(text, index);
    expect(missing.get(poppler)).toEqual([]);
    expect(missing.get(muPdf)?.length).toBeLessThanOrEqual(1);
  });

  test.each(cases([quran]))("%s in %s", async (_, __, text, index) => {
    const { missing } = await readings(text, index);
    expect(missing.get(poppler)).toEqual([]);
    expect(missing.get(muPdf)).toEqual([]);
  });
});

const sample = exactTexts[0]?.text.paragraphs ?? [];

test("the sample's nine paragraphs come back whole from each of the four", async () => {
  expect(sample).toHaveLength(9);
  const columns = setColumns(sample);
  const pdf = await paint(columns.document);
  for (const reader of readers) expect(compare(columns.expected, await reader.read(pdf))).toEqual({ exact: 9, missing: [] });
});

test.each([[1, 0], [2, 18], [3, 12], [4, 10]])("%d columns are read one after the other, their gaps %d pt", async (columns, gap) => {
  const set = setColumns(sample, { ...newspaper, size: 9, leading: 13, columns, gap });
  const pdf = await paint(set.document);
  for (const reader of readers) expect(compare(set.expected, await reader.read(pdf)).missing).toEqual([]);
});

test.each([[6, 8], [7.3, 10.7], [9.85, 14.4], [13, 19.5], [17.5, 34], [42, 57]])("%d pt on %d pt", async (size, leading) => {
  const set = setColumns(sample, { ...newspaper, size, leading, columns: size > 20 ? 1 : 2 });
  const pdf = await paint(set.document);
  for (const reader of readers) expect(compare(set.expected, await reader.read(pdf)).missing).toEqual([]);
});

test.each(initialSettings)("an initial in %s, the %s, of %i lines is read where its word begins", async (family, of, lines) => {
  const { document, expected } = setInitials(family, of, lines);
  const pdf = await paint(document);
  for (const reader of readers) expect(compare(expected, await reader.read(pdf)).missing, reader.name).toEqual([]);
});

test.each(["Amiri", "Noto Naskh Arabic"])("a word that is divided comes back in two parts without a hyphen, a soft hyphen as nothing, in %s", async (family) => {
  const { document, expected } = setHyphenated(family);
  const pdf = await paint(document);
  for (const reader of readers) {
    const read = await reader.read(pdf);
    expect(compare(expected, read).missing, reader.name).toEqual([]);
    expect(read).not.toMatch(/[-\u00ad\u2010\ufffe]/u);
  }
});

test("no directional mark stands inside a word or between words without digits and punctuation, in any reader", async () => {
  const pdf = await paint(setColumns(sample).document);
  for (const reader of readers) {
    const read = await reader.read(pdf);
    expect(read).not.toMatch(/\p{Script=Arabic}[\u200e\u200f]\p{Script=Arabic}/u);
    expect(read).not.toMatch(/\p{L} *[\u200e\u200f] *\p{L}/u);
  }
});

test("poppler's lines, which a viewer selects, keep to their columns", async () => {
  const set = setColumns(sample);
  const pdf = await paint(set.document);
  const boxes = withFile(pdf, (path) => output("pdftotext", ["-bbox-layout", path, "-"]));
  const lines = [...boxes.matchAll(/<line xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"/gu)].map(([, left, right]) => [Number(left), Number(right)] as const);
  const middle = set.document.pages[0]!.mediaBox.width / 2;
  expect(lines.length).toBe(set.document.pages[0]!.items.length);
  for (const [left, right] of lines) expect(left > middle || right < middle).toBe(true);
});

test("layout mode reads lines as they stand", async () => {
  const set = setColumns(sample, { ...newspaper, columns: 1 });
  const pdf = await paint(set.document);
  const read = withFile(pdf, (path) => output("pdftotext", ["-layout", path, "-"]));
  expect(compare(set.expected, plain(read)).missing).toEqual([]);
});

test.each(placedPages)("%s: each line is read, one after the other but in poppler, which orders lines by place", async (_, texts) => {
  const { document, expected } = placeTexts(texts);
  const pdf = await paint(document);
  for (const reader of readers) {
    const read = await reader.read(pdf);
    if (reader !== poppler) expect(compare(expected, read).missing).toEqual([]);
    else for (const line of expected) expect(compare([line], read).missing).toEqual([]);
  }
});

test.each(loneCharacters)("%s that are words by themselves are all read, in a row however long", async (_, text) => {
  for (const family of ["Amiri", "Noto Naskh Arabic", "Noto Nastaliq Urdu"]) {
    const set = setColumns([text], { ...newspaper, family, align: "start" });
    const pdf = await paint(set.document);
    for (const reader of readers) expect(compare(set.expected, await reader.read(pdf)).missing).toEqual([]);
  }
});
