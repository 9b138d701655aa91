import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { textString, type PdfFile } from "../../src/pdf/pdfkitDocument.ts";
import { addPages, fileWith, openFile } from "./pdfFiles.ts";
import { readPdf } from "./pdfObjects.ts";

const ascii = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

describe("a file", () => {
  test("begins with its version and a comment that tells it for binary, and ends at its end-of-file mark", async () => {
    for (const version of ["1.4", "1.7"] as const) {
      const file = await openFile({ version });
      addPages(file, 1);
      const bytes = file.end();
      expect(ascii(bytes.subarray(0, 9))).toBe(`%PDF-${version}\n`);
      expect(bytes[9]).toBe("%".charCodeAt(0));
      expect([...bytes.subarray(10, 14)].every((byte) => byte > 127)).toBe(true);
      expect(ascii(bytes)).toMatch(/%%EOF\n$/);
    }
  });

  test("has a catalogue with its language and a page tree with its pages in order", async () => {
    const ids: string[] = [];
    const { catalogue, pages } = await fileWith((file) => { ids.push(...addPages(file, 3).map(String)); });
    expect(catalogue.at("Type").value).toBe("/Catalog");
    expect(catalogue.at("Lang").text).toBe("ar");
    expect(catalogue.at("Pages", "Type").value).toBe("/Pages");
    expect(catalogue.at("Pages", "Count").value).toBe(3);
    expect(pages.map(({ id }) => `${id ?? 0} 0 R`)).toEqual(ids);
    expect(pages.map((page) => page.at("Parent").id)).toEqual(Array(3).fill(catalogue.at("Pages").id));
  });

  test("brings no font along, and no word of PDFKit", async () => {
    const file = await openFile({ compress: false });
    addPages(file, 1);
    expect(ascii(file.end())).not.toMatch(/Helvetica|\/Font\b|PDFKit/);
  });

  test("says of itself what it was given, and nothing else", async () => {
    const { trailer } = await fileWith((file) => { addPages(file, 1); }, {
      info: { Title: textString("العدد (1) \\ 5"), Author: undefined, Creator: textString("A (b) \\ c\n"), CreationDate: new Date(Date.UTC(2022, 10, 24)) },
    });
    const info = trailer.at("Info");
    expect(info.keys).toEqual(["Title", "Creator", "CreationDate"]);
    expect(info.at("Title").text).toBe("العدد (1) \\ 5");
    expect(info.at("Creator").text).toBe("A (b) \\ c\n");
    expect(info.at("CreationDate").text).toBe("D:20221124000000Z");
  });

  test("gives any text string back", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), async (text) => {
        const { trailer } = await fileWith((file) => { addPages(file, 1); }, { info: { Title: textString(text) } });
        expect(trailer.at("Info", "Title").text).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  test("holds no text string of more than 32,767 bytes, nor half a character at its end", async () => {
    const longest = 16_382;
    for (const [text, kept] of [["ن".repeat(longest), longest], ["ن".repeat(20_000), longest], [`ن${"\u{10400}".repeat(10_000)}`, longest - 1]] as const) {
      const { trailer } = await fileWith((file) => { addPages(file, 1); }, { info: { Title: textString(text) } });
      const title = trailer.at("Info", "Title");
      expect(title.bytes.length).toBeLessThanOrEqual(32_767);
      expect(title.text).toBe(text.slice(0, kept));
    }
  });

  test("holds its XMP packet as it is, never deflated, for whoever searches bytes for it", async () => {
    for (const compress of [true, false]) {
      const { catalogue } = await fileWith((file) => { addPages(file, 1); }, { compress, metadata: () => "<x>نص & more</x>" });
      const metadata = catalogue.at("Metadata");
      expect(metadata.keys).not.toContain("Filter");
      expect([metadata.at("Type").value, metadata.at("Subtype").value]).toEqual(["/Metadata", "/XML"]);
      expect(metadata.stream.toString("utf8")).toBe("<x>نص & more</x>");
    }
  });
});

describe("a file's identifier", () => {
  const identifier = async (write: (file: PdfFile) => void, title = "Title"): Promise<string> => {
    const { trailer } = await fileWith((file) => { addPages(file, 1); write(file); }, { info: { Title: textString(title) } });
    const [first, second, ...more] = trailer.at("ID").items.map(({ bytes }) => bytes.toString("hex"));
    expect(more).toEqual([]);
    expect(second).toBe(first);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    return first ?? "";
  };

  test("is the same for the same content, and another for another", async () => {
    const stream = (text: string) => (file: PdfFile): void => { file.stream({}, new TextEncoder().encode(text)); };
    const one = await identifier(stream("one"));
    expect(await identifier(stream("one"))).toBe(one);
    expect(await identifier(stream("two"))).not.toBe(one);
    expect(await identifier(stream("one"), "Another title")).not.toBe(one);
  });
});

describe("a stream", () => {
  const content = new TextEncoder().encode("0 0 m 10 10 l S\n".repeat(500));

  test("is deflated and comes back whole", async () => {
    const { objects } = await fileWith((file) => { file.stream({ Kind: "Mine" }, content); });
    const stream = objects.find((object) => object.has("Kind"));
    expect(stream?.at("Filter").value).toBe("/FlateDecode");
    expect(stream?.at("Length").value).toBeLessThan(content.length / 10);
    expect(Buffer.from(stream?.stream ?? []).equals(content)).toBe(true);
  });

  test("stays as it is in a file without compression, and where that is asked for", async () => {
    for (const [options, compress] of [[{ compress: false }, undefined], [{ compress: true }, false]] as const) {
      const { objects } = await fileWith((file) => { file.stream({ Kind: "Mine" }, content, compress); }, options);
      const stream = objects.find((object) => object.has("Kind"));
      expect(stream?.has("Filter")).toBe(false);
      expect(Buffer.from(stream?.stream ?? []).equals(content)).toBe(true);
    }
  });

  test("does not change with what becomes of the bytes that it was given", async () => {
    for (const compress of [true, false]) {
      const bytes = content.slice();
      const { objects } = await fileWith((file) => {
        file.stream({ Kind: "Mine" }, bytes);
        bytes.fill(0);
      }, { compress });
      expect(Buffer.from(objects.find((object) => object.has("Kind"))?.stream ?? []).equals(content)).toBe(true);
    }
  });

  test("may be of any length, among others", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ minLength: 1, maxLength: 100_000, size: "max" }), { minLength: 1, maxLength: 8 }), fc.boolean(), async (contents, compress) => {
        const { objects } = await fileWith((file) => { contents.forEach((bytes) => file.stream({ Kind: "Mine" }, bytes)); }, { compress });
        const found = objects.filter((object) => object.has("Kind")).map(({ stream }) => stream);
        expect(found.map((bytes, index) => bytes.equals(contents[index] ?? new Uint8Array()))).toEqual(contents.map(() => true));
      }),
      { numRuns: 15 },
    );
  });
});

test("objects of every kind come back as they went in", async () => {
  const { catalogue } = await fileWith((file) => {
    const other = file.object({ Type: "Other" });
    other.end();
    file.setCatalogEntry("Mine", { Name: "Name", Number: 0.5, Whole: -12, Yes: true, No: null, List: [1, "N", textString("t")], Bytes: new Uint8Array([0, 255]), Other: other, Absent: undefined });
  });
  const mine = catalogue.at("Mine");
  expect(mine.keys).toEqual(["Name", "Number", "Whole", "Yes", "No", "List", "Bytes", "Other"]);
  expect(mine.at("Name").value).toBe("/Name");
  expect([mine.at("Number").value, mine.at("Whole").value, mine.at("Yes").value, mine.at("No").value]).toEqual([0.5, -12, true, null]);
  expect([mine.at("List", 0).value, mine.at("List", 1).value, mine.at("List", 2).text]).toEqual([1, "/N", "t"]);
  expect([...mine.at("Bytes").bytes]).toEqual([0, 255]);
  expect(mine.at("Other", "Type").value).toBe("/Other");
});

test("PDFKit ends the catalogue's structure tree, mark information and viewer preferences", async () => {
  const { catalogue } = await fileWith((file) => {
    addPages(file, 1);
    for (const key of ["StructTreeRoot", "MarkInfo", "ViewerPreferences"]) file.setCatalogEntry(key, file.object({ Key: key }));
  });
  for (const key of ["StructTreeRoot", "MarkInfo", "ViewerPreferences"]) expect(catalogue.at(key, "Key").value).toBe(`/${key}`);
});

test("an object that was opened and not ended is an error, not a truncated file", async () => {
  const file = await openFile();
  addPages(file, 1);
  file.object({ Type: "Forgotten" });
  expect(() => file.end()).toThrow("1 objects of the PDF file have not been ended");
});

test("every object of a file stands where its cross-reference table says", async () => {
  const file = await openFile();
  addPages(file, 40);
  file.stream({}, new Uint8Array(200_000));
  // Reading looks for every object at its offset.
  expect(readPdf(file.end()).objects.length).toBeGreaterThan(42);
});
