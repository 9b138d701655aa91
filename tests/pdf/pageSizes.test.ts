import { expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/index.ts";
import type { Page, Rect } from "../../src/layout/index.ts";
import { paintPdf } from "../../src/pdf/index.ts";
import { outputFor } from "./outputs.ts";

const box = (width: number, height: number): Rect => ({ x: 0, y: 0, width, height });
const page = (trimBox: Rect, mediaBox = trimBox): Page => ({ number: 1, mediaBox, bleedBox: trimBox, trimBox, items: [] });

async function painted(...pages: readonly Page[]): Promise<readonly string[] | undefined> {
  const diagnostics: Diagnostic[] = [];
  const document = { title: "النشرة", metadata: {}, language: "ar", direction: "rtl", outline: [], structure: { id: 0, type: "Document", children: [] }, pages } as const;
  const file = await paintPdf(document, { output: await outputFor("screen"), report: (diagnostic) => diagnostics.push(diagnostic) });
  expect(file === undefined).toBe(diagnostics.length > 0);
  return diagnostics.map(({ severity, code, message }) => `${severity} ${code} ${message}`);
}

test("pages are 3 to 14,400 pt wide and high, marks and all, or there is no file", async () => {
  expect(await painted(page(box(3, 14_400)))).toEqual([]);
  expect(await painted(page(box(100, 100)), { ...page(box(14_390, 100), box(14_432, 142)), number: 2 })).toEqual([
    "error pdf/page-size Page 2 is 5076.5 × 35.3 mm, with bleed and marks 5091.3 × 50.1 mm; the pages of a PDF file are 1.1 to 5080 mm wide and high.",
  ]);
  expect(await painted(page(box(2, 100), box(44, 142)))).toEqual([expect.stringContaining("Page 1 is 0.7 × 35.3 mm")]);
});
