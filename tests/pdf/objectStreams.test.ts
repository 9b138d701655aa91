import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crossReference, ENTRY_WIDTHS, objectStream, type ObjectPlace } from "../../src/pdf/objectStreams.ts";
import type { PdfFile } from "../../src/pdf/pdfkitDocument.ts";
import { addPages, openFile } from "./pdfFiles.ts";
import { readPdf } from "./pdfObjects.ts";

describe("an object stream", () => {
  test("has pairs of numbers and offsets, then the objects, each where its offset says", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 99_999 }), fc.string({ minLength: 1 })), { minLength: 1, maxLength: 40 }), (objects) => {
        const { first, content } = objectStream(objects.map(([id, text]) => ({ id, text })));
        const bytes = Buffer.from(content).toString("latin1");
        const numbers = bytes.slice(0, first).trim().split(" ").map(Number);
        objects.forEach(([id, text], index) => {
          expect(numbers[index * 2]).toBe(id);
          const at = first + (numbers[index * 2 + 1] ?? 0);
          expect(bytes.slice(at, at + text.length)).toBe(text);
        });
      }),
    );
  });
});

describe("a cross-reference stream", () => {
  test("gives every place back, the free object 0 before them", () => {
    const place = fc.oneof(
      fc.record({ offset: fc.integer({ min: 0, max: 0xffffffff }) }),
      fc.record({ stream: fc.integer({ min: 1, max: 0xffffffff }), index: fc.integer({ min: 0, max: 0xffff }) }),
    );
    fc.assert(
      fc.property(fc.array(place, { maxLength: 50 }), (places: readonly ObjectPlace[]) => {
        const content = Buffer.from(crossReference(places));
        const width = ENTRY_WIDTHS.reduce((sum, bytes) => sum + bytes, 0);
        const rows: Buffer[] = [];
        for (let at = 0; at < content.length; at += width + 1) {
          expect(content[at]).toBe(2);
          rows.push(Buffer.from(content.subarray(at + 1, at + 1 + width).map((byte, index) => byte + (rows.at(-1)?.[index] ?? 0))));
        }
        expect([rows[0]?.[0], rows[0]?.readUInt16BE(5)]).toEqual([0, 0xffff]);
        expect(rows.slice(1).map((row) => (row[0] === 1 ? { offset: row.readUInt32BE(1) } : { stream: row.readUInt32BE(1), index: row.readUInt16BE(5) }))).toEqual(places);
      }),
    );
  });
});

describe("a file whose objects are packed", () => {
  test("holds what one holds whose objects are not, in as many objects and in fewer bytes", async () => {
    const write = (file: PdfFile): void => {
      addPages(file, 600);
      file.setCatalogEntry("Lang", new String("fa"));
    };
    const [packed, plain] = [await openFile({ compress: true }), await openFile({ compress: false })];
    for (const file of [packed, plain]) write(file);
    const [small, large] = [packed.end(), plain.end()];
    const [read, readPlain] = [readPdf(small), readPdf(large)];
    expect(small.length * 4).toBeLessThan(large.length);
    expect(read.pages.map((page) => page.at("MediaBox").numbers)).toEqual(readPlain.pages.map((page) => page.at("MediaBox").numbers));
    expect(read.catalogue.at("Lang").text).toBe("fa");
    expect(read.trailer.at("Info", "Title").text).toBe(readPlain.trailer.at("Info", "Title").text);
  });
});
