import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OutlineEntry } from "../../src/layout/index.ts";
import { writeOutline } from "../../src/pdf/outline.ts";
import { addPages, fileWith } from "./pdfFiles.ts";
import type { PdfNode, PdfObjects } from "./pdfObjects.ts";

const pageHeight = 800;

function outlineOf(entries: readonly OutlineEntry[], pageCount = 3): Promise<PdfObjects> {
  return fileWith((file) => { writeOutline(file, entries, addPages(file, pageCount), () => pageHeight); });
}

interface Item {
  readonly title: string;
  readonly children: readonly Item[];
}

/** An entry's children, found from the first to the last; checks the links back and the counts. */
function childrenOf(parent: PdfNode): Item[] {
  if (!parent.has("First")) {
    expect([parent.has("Last"), parent.has("Count")]).toEqual([false, false]);
    return [];
  }
  const items: Item[] = [];
  let before: PdfNode | undefined;
  let entry: PdfNode | undefined = parent.at("First");
  let visible = 0;
  while (entry !== undefined) {
    expect(entry.at("Parent").id).toBe(parent.id);
    expect(entry.has("Prev") ? entry.at("Prev").id : undefined).toBe(before?.id);
    items.push({ title: entry.at("Title").text, children: childrenOf(entry) });
    visible += 1 + (entry.has("Count") ? Number(entry.at("Count").value) : 0);
    before = entry;
    entry = entry.has("Next") ? entry.at("Next") : undefined;
  }
  expect(parent.at("Last").id).toBe(before?.id);
  expect(parent.at("Count").value).toBe(visible);
  return items;
}

const shape = (items: readonly Item[]): string => items.map(({ title, children }) => (children.length === 0 ? title : `${title}(${shape(children)})`)).join(" ");
const entry = (title: string, level: number, page = 1, y = 0): OutlineEntry => ({ title, level, page, y });

describe("the outline", () => {
  test.each<[string, readonly OutlineEntry[], string]>([
    ["puts entries under the one before them of a higher rank", [entry("a", 1), entry("b", 2), entry("c", 2), entry("d", 1), entry("e", 2)], "a(b c) d(e)"],
    ["goes as deep as the ranks go", [entry("a", 1), entry("b", 2), entry("c", 3), entry("d", 2)], "a(b(c) d)"],
    ["takes no harm from skipped ranks", [entry("a", 1), entry("b", 3), entry("c", 2), entry("d", 3)], "a(b c(d))"],
    ["takes no harm from a lower rank at the beginning", [entry("a", 2), entry("b", 1), entry("c", 2)], "a b(c)"],
  ])("%s", async (_, entries, expected) => {
    const { catalogue } = await outlineOf(entries);
    expect(catalogue.at("Outlines", "Type").value).toBe("/Outlines");
    expect(shape(childrenOf(catalogue.at("Outlines")))).toBe(expected);
  });

  test("has every entry once and in order, whatever the ranks", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 30 }), async (levels) => {
        const { catalogue } = await outlineOf(levels.map((level, index) => entry(String(index), level)));
        const titles = (items: readonly Item[]): string[] => items.flatMap(({ title, children }) => [title, ...titles(children)]);
        expect(titles(childrenOf(catalogue.at("Outlines")))).toEqual(levels.map((_, index) => String(index)));
      }),
      { numRuns: 50 },
    );
  });

  test("leads to each entry's page and place, at the zoom that the reader has", async () => {
    const { catalogue, pages } = await outlineOf([entry("one", 1, 1, 100), entry("two", 1, 3, 62.5)]);
    const first = catalogue.at("Outlines", "First");
    for (const [item, page, top] of [[first, 0, 700], [first.at("Next"), 2, 737.5]] as const) {
      const [target, kind, left, y, zoom, ...more] = item.at("Dest").items;
      expect(target?.id).toBe(pages[page]?.id);
      expect([kind, left, y, zoom].map((part) => part?.value)).toEqual(["/XYZ", null, top, null]);
      expect(more).toEqual([]);
    }
  });

  test("keeps titles as they are, right to left ones among them", async () => {
    const titles = ["لافروف: \"لم نتوجه\" (١)", "نشرة & <أخبار>", "\u{1f5de} خبر", "a\\b"];
    const { catalogue } = await outlineOf(titles.map((title) => entry(title, 1)));
    expect(childrenOf(catalogue.at("Outlines")).map(({ title }) => title)).toEqual(titles);
  });

  test("is not there without entries", async () => {
    expect((await outlineOf([])).catalogue.has("Outlines")).toBe(false);
  });

  test("leaves out an entry whose page is not there", async () => {
    const { catalogue } = await outlineOf([entry("a", 1, 1), entry("b", 1, 9)]);
    expect(shape(childrenOf(catalogue.at("Outlines")))).toBe("a");
  });
});
