import { PDFDocument } from "@cantoo/pdf-lib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { preflight } from "../../src/preflight/index.ts";
import { goodFile, object, set, write } from "./goodFile.ts";

const good = await write(goodFile());
const one = (file: Uint8Array): Promise<string[]> => preflight(file).then(({ findings }) => findings.map(({ rule }) => rule));

describe("what cannot be read is one finding with a message and a hint", () => {
  test.each([
    ["no bytes", new Uint8Array(), "empty"],
    ["a picture", Buffer.from("\x89PNG\r\n\x1a\n and so on", "latin1"), "no PDF"],
    ["a text", Buffer.from("عنوان الخبر"), "no PDF"],
    ["a header alone", Buffer.from("%PDF-1.6\n"), "damaged"],
    ["a header and noise", Buffer.concat([Buffer.from("%PDF-1.6\n"), Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251))]), "damaged"],
    ["the first tenth of a file", good.subarray(0, good.length / 10), "damaged"],
    ["a catalog without pages", Buffer.from("%PDF-1.6\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF"), "damaged"],
  ])("%s", async (_, bytes, message) => {
    const { findings } = await preflight(bytes);
    expect(findings).toEqual([expect.objectContaining({ rule: "file/unreadable", severity: "error", object: "file" })]);
    expect(findings[0]?.message).toContain(message);
    expect(findings[0]?.hint).toMatch(/\.$/);
  });

  test("a file with a password", async () => {
    const document = await PDFDocument.create();
    document.addPage();
    document.encrypt({ userPassword: "open", ownerPassword: "own" });
    expect(await one(await document.save())).toEqual(["file/encrypted"]);
  });
});

describe("what goes round in a circle ends", () => {
  test("a page tree that holds itself", async () => {
    const file = goodFile();
    set(file.parts.pageTree!, { Kids: [file.references.firstPage!, file.references.pageTree!, file.references.secondPage!] });
    expect((await preflight(await write(file))).pages).toBe(2);
  });

  test("a form that draws itself, by another", async () => {
    const file = goodFile();
    const [one, other] = [file.context.nextRef(), file.context.nextRef()];
    for (const [reference, drawn] of [[one, other], [other, one]] as const) {
      const form = file.context.stream("/A Do", { Type: "XObject", Subtype: "Form", BBox: [0, 0, 9, 9], Resources: { XObject: { A: drawn } } });
      file.context.assign(reference, form);
    }
    set(file.parts.resources!, { XObject: { Image: file.references.image!, Form: one } });
    expect(await rulesOf(file)).toEqual([]);
  });

  test("a structure tree that holds itself", async () => {
    const file = goodFile();
    set(file.parts.section!, { K: [file.references.document!] });
    expect(await rulesOf(file)).toContain("tags/orphan");
  });

  test("a colour space that is based on itself", async () => {
    const file = goodFile();
    const space = file.context.nextRef();
    file.context.assign(space, object(file.context, ["/Indexed", space, 1, "ab"]));
    set(file.parts.image!, { ColorSpace: space });
    await expect(rulesOf(file)).resolves.toBeDefined();
  });

  test("a reference to itself", async () => {
    const file = goodFile();
    const itself = file.context.nextRef();
    file.context.assign(itself, itself);
    set(file.catalog, { Lang: itself });
    expect(await rulesOf(file)).toContain("tags/language");
  });
});

const rulesOf = (file: ReturnType<typeof goodFile>): Promise<string[]> => write(file).then(one);

test("brackets that open a hundred thousand times are no end of the program", async () => {
  const file = goodFile();
  file.contents[1] += `\n/Artifact <</A ${"[".repeat(100_000)}`;
  file.bytes = (bytes) => Buffer.concat([bytes, Buffer.from(`\n77 0 obj\n${"[".repeat(100_000)}\nendobj\n`)]);
  await expect(rulesOf(file)).resolves.toContain("file/end");
});

test("bytes changed at random anywhere never throw", async () => {
  const profileStart = Buffer.from(good).indexOf("stream");
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 30 }), fc.boolean(), async (changes, nearText) => {
      const bytes = Uint8Array.from(good);
      // Most of the file is one compressed profile; half of the runs keep to the rest.
      for (const [at, byte] of changes) bytes[nearText ? (at < profileStart ? at : good.length - 1 - (at % 60_000)) : at] = byte;
      const { findings } = await preflight(bytes, { standards: ["x4", "a", "ua", "shop"], operationLimit: 100_000 });
      for (const { message, hint } of findings) expect([message, hint].map((text) => text.length > 0)).toEqual([true, true]);
    }),
    { numRuns: 60 },
  );
});

test("several files are checked at once, and the console keeps its voice", async () => {
  const { log, warn } = console;
  const results = await Promise.all([good, good.subarray(0, good.length - 3000), good].map(one));
  expect(results.map((found) => found.length > 0)).toEqual([false, true, false]);
  expect([console.log, console.warn]).toEqual([log, warn]);
});
