import { PDFDocument } from "@cantoo/pdf-lib";
import { expect, test } from "vitest";
import { submitPdf } from "../../src/archive/index.ts";

test("a PDF that names neither its title nor its publication is called by its file's name, wherever that lies", async () => {
  const document = await PDFDocument.create();
  document.addPage();
  const bytes = await document.save();
  const told: string[] = [];
  const [here, there] = await Promise.all(["الصباح.pdf", "/scans/1994/الصباح.pdf"].map(async (name) => submitPdf(bytes, name, { number: "12" }, (diagnostic) => { told.push(diagnostic.code); })));
  expect(here?.edition).toMatchObject({ publication: "الصباح", title: "الصباح" });
  expect(there?.edition).toEqual(here?.edition);
  // Blank pages hold no words to be found.
  expect(told).toEqual(["archive/no-text", "archive/no-text"]);
});
