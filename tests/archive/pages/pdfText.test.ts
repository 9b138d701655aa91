import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { degrees, PDFDocument, StandardFonts } from "@cantoo/pdf-lib";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { describe, expect, test } from "vitest";
import { ArchiveFault } from "../../../src/archive/archiveFault.ts";
import type { PageText } from "../../../src/archive/model.ts";
import { readPdfText } from "../../../src/archive/pages/pdfText.ts";
import { gatherWords } from "../../../src/archive/pages/pdfWords.ts";
import { brokenEnd } from "../../../src/archive/pages/wholeFile.ts";
import { readPageText, type PageWord } from "../../../src/layout/index.ts";
import { sampleBulletin } from "../../pdf/sampleBulletin.ts";
import { samplePages } from "../../pdf/samplePages.ts";

const copy = fileURLToPath(new URL("../../../examples/wire-article.txt", import.meta.url));
const archival = await sampleBulletin("archive");
const wordsOf = (pages: readonly PageText[]): PageWord[] => pages.flatMap(({ blocks }) => blocks.flatMap(({ lines }) => lines.flatMap(({ words }) => words)));

/** What is said of a file that is refused. */
async function refusal(bytes: Uint8Array): Promise<string> {
  const fault = await readPdfText(bytes).then(() => undefined, (error: unknown) => error);
  if (!(fault instanceof ArchiveFault)) throw new Error(`it was read, or failed otherwise: ${String(fault)}`);
  expect(fault.diagnostic.code).toBe("archive/unreadable-pdf");
  expect(fault.diagnostic.hint).toMatch(/\.$/);
  return fault.message;
}

describe("a PDF that was made here", () => {
  test("has the words of its display list, furniture left out, and where the display list says", async () => {
    const { pages } = await readPdfText(archival);
    const set = wordsOf(readPageText(await samplePages()));
    const read = wordsOf(pages);
    expect(read.map(({ text }) => text)).toEqual(set.map(({ text }) => text.normalize("NFC")));
    const apart = read.filter((word, index) => Math.max(Math.abs(word.x - set[index]!.x), Math.abs(word.x + word.width - set[index]!.x - set[index]!.width)) > 1);
    // What stands out into the margin has no room there in the file.
    expect(apart.filter(({ text }) => !/^\p{P}|\p{P}$/u.test(text))).toEqual([]);
    expect(apart.length).toBeLessThan(5);
  });

  test("says what it is, and carries its copy and the description of its articles along", async () => {
    const { pages, attachments, ...said } = await readPdfText(archival);
    expect(pages).toHaveLength(1);
    expect(said).toMatchObject({ title: "النشرة، العدد ١، الخميس ٢٤ نوفمبر ٢٠٢٢", publisher: "النشرة", number: "1", date: "2022-11-24", language: "ar", producer: "Nashra", claims: { pdfa: { part: "3", level: "A" }, pdfua: "1" } });
    expect(attachments.map(({ name, mediaType, relationship }) => [name, mediaType, relationship])).toEqual([["articles.jsonld", "application/ld+json", "Data"], ["wire-article.txt", "text/plain", "Source"]]);
    expect(Buffer.from(attachments[1]!.bytes).equals(readFileSync(copy))).toBe(true);
    expect(JSON.parse(new TextDecoder().decode(attachments[0]!.bytes))).toMatchObject({ "@type": "PublicationIssue" });
  });
});

describe("a PDF that others made", () => {
  const made = async (day: Date): Promise<Uint8Array> => {
    const document = await PDFDocument.create();
    document.addPage([200, 200]);
    document.setCreationDate(day);
    document.setProducer("Scanner 3");
    return document.save();
  };

  test("is of no day because it was made on one", async () => {
    expect((await readPdfText(await made(new Date("2026-03-04")))).date).toBeUndefined();
  });

  test("has the letters of a lam-alef in their order, which PDFium turns where they are one glyph", () => {
    const at = (text: string, left: number, right: number): { text: string; left: number; right: number; top: number; bottom: number } => ({ text, left, right, top: 0, bottom: 10 });
    const read = (...characters: Parameters<typeof at>[]): string[] => gatherWords({ width: 100, height: 20, lines: [characters.map((character) => at(...character))] }, 1).blocks.flatMap(({ lines }) => lines.flatMap(({ words }) => words.map(({ text }) => text)));
    expect(read(["ا", 36, 39], ["أ", 28, 31], ["ل", 28, 36], ["ه", 20, 28], ["ل", 16, 20], ["ي", 8, 16])).toEqual(["الأهلي"]);
    // Letters that stand one after the other are as they are.
    expect(read(["ا", 40, 43], ["ل", 36, 40], ["ك", 30, 36])).toEqual(["الك"]);
  });
});

describe("a page that is cropped or turned", () => {
  test.each([[0], [90], [180], [270]])("has its words where viewers show them, turned by %i°", async (turned) => {
    const made = await PDFDocument.create();
    const page = made.addPage([400, 300]);
    page.setCropBox(30, 20, 300, 200);
    page.setRotation(degrees(turned));
    page.drawText("Headline", { x: 60, y: 150, size: 24, font: await made.embedFont(StandardFonts.Helvetica) });
    page.drawText("below", { x: 60, y: 60, size: 12 });
    const bytes = await made.save();
    const { pages: [read] } = await readPdfText(bytes);
    expect([read!.width, read!.height]).toEqual(turned % 180 === 0 ? [300, 200] : [200, 300]);
    const words = wordsOf([read!]);
    expect(words.map(({ text }) => text).sort()).toEqual(["Headline", "below"]);
    const document = await (await PDFiumLibrary.init()).loadDocument(bytes);
    const { width, data } = await document.getPage(0).render({ scale: 1, render: "bitmap" });
    document.destroy();
    const dark = Array.from({ length: data.length / 4 }, (_, at) => at).filter((at) => (data[4 * at + 1] ?? 255) < 128).map((at) => [at % width, Math.floor(at / width)] as const);
    expect(dark.length).toBeGreaterThan(100);
    const holding = ({ x, y, width: wide, height: high }: PageWord): number => dark.filter(([px, py]) => px >= x - 1 && px <= x + wide + 1 && py >= y - 1 && py <= y + high + 1).length;
    const held = words.map(holding);
    expect(Math.min(...held)).toBeGreaterThan(20);
    expect(held.reduce((sum, count) => sum + count, 0)).toBe(dark.length);
  });
});

test("letters that were written as their forms come out as letters, and lines below each other are a block", () => {
  const line = (text: string, top: number): { text: string; left: number; right: number; top: number; bottom: number }[] =>
    Array.from(text, (character, index) => ({ text: character, left: 100 - index * 5, right: 105 - index * 5, top, bottom: top + 10 }));
  const { blocks } = gatherWords({ width: 200, height: 200, lines: [line("ﺳﻼﻡ", 10), line("ثان", 22), line("بعيد", 90), line("ﷺ", 102)] }, 1);
  expect(blocks.map(({ lines }) => lines.map(({ words }) => words.map(({ text }) => text)))).toEqual([[["سلام"], ["ثان"]], [["بعيد"], ["ﷺ"]]]);
});

describe("what is not whole is refused, with what is wrong", () => {
  const end = Buffer.from(archival).lastIndexOf("%%EOF") + "%%EOF".length;

  test("a file that was cut off anywhere", () => {
    expect(brokenEnd(archival)).toBeUndefined();
    expect(brokenEnd(archival.subarray(0, end))).toBeUndefined();
    for (let length = 1024; length < end; length += length > end - 3000 ? 1 : 997) {
      expect(brokenEnd(archival.subarray(0, length))?.message, `${length} bytes`).toContain("cut off");
    }
  });

  test.each([0.001, 0.1, 0.5, 0.9, 0.99, 0.9999])("%d of a file", async (share) => {
    expect(await refusal(archival.subarray(0, Math.floor(end * share)))).toMatch(/cut off|damaged|empty|no PDF/);
  });

  test("one that was cut off while something was appended to it, though what it was before is there", async () => {
    const changed = Buffer.concat([archival, Buffer.from("\n999 0 obj\n<</Type/Annot>>\nendobj\nxref\n0 1\n")]);
    expect(await refusal(changed)).toContain("cut off");
    expect(await refusal(Buffer.concat([archival, Buffer.from("\n999 0 obj\n<</Ty")]))).toContain("cut off");
  });

  test("one that lost bytes in its middle", async () => {
    const lossy = Buffer.concat([archival.subarray(0, 400_000), archival.subarray(400_100)]);
    expect(await refusal(lossy)).toContain("damaged");
  });

  test("one whose page cannot be read any more", async () => {
    const made = await PDFDocument.create();
    made.addPage().drawText("x".repeat(3000));
    const bytes = Buffer.from(await made.save({ useObjectStreams: false }));
    const stream = bytes.indexOf("stream", bytes.indexOf("/FlateDecode")) + 8;
    bytes.fill(0xff, stream, stream + 20);
    expect(await refusal(bytes)).toContain("content of page 1 cannot be read");
  });

  test("nothing, a text, noise, a password, a file without its pages", async () => {
    expect(await refusal(new Uint8Array())).toContain("empty");
    expect(await refusal(Buffer.from("عنوان الخبر"))).toContain("no PDF");
    expect(await refusal(Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(5000, 7)]))).toContain("cut off");
    const locked = await PDFDocument.create();
    locked.addPage();
    locked.encrypt({ userPassword: "open", ownerPassword: "own" });
    expect(await refusal(await locked.save())).toContain("encrypted");
    const bare = Buffer.from("%PDF-1.6\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n");
    const end = `xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000056 00000 n \ntrailer\n<</Root 1 0 R/Size 3>>\nstartxref\n${bare.length}\n%%EOF\n`;
    expect(await refusal(Buffer.concat([bare, Buffer.from(end)]))).toContain("no pages");
  });
});
