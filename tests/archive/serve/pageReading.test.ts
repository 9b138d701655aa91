import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PageText } from "../../../src/archive/index.ts";
import { readPage, segmentsOf } from "../../../src/archive/serve/pageReading.ts";
import { parseQuery } from "../../../src/archive/words/query.ts";
import { madeUpPage } from "./madeUpArchive.ts";

const query = (words: string): ReturnType<typeof parseQuery> => parseQuery(words, () => undefined);
const marked = (page: PageText, words: string): string[] => readPage(page, [], query(words)).blocks.flatMap(({ segments }) => segments.filter((segment) => segment.marked).map(({ text }) => text));

describe("reading a page", () => {
  const page = madeUpPage([["وزير الخارجية الروسي", "سيرجي لافروف،"], ["أضاف الوزير"]]);

  test("marks the words that a query means, in the text and on the page", () => {
    const read = readPage(page, [], query("وزير"));
    expect(marked(page, "وزير")).toEqual(["وزير", "الوزير"]);
    expect(read.matches).toBe(2);
    const [first, second] = [page.blocks[0]?.lines[0]?.words[0], page.blocks[1]?.lines[0]?.words[1]];
    expect(read.highlights.map(({ x, y, first: leads }) => ({ x, y, leads }))).toEqual([{ x: first?.x, y: first?.y, leads: true }, { x: second?.x, y: second?.y, leads: false }]);
  });

  test("marks a phrase that goes on in the next line, with a box for each word", () => {
    expect(marked(page, "\"الروسي سيرجي\"")).toEqual(["الروسي سيرجي"]);
    expect(readPage(page, [], query("\"الروسي سيرجي\"")).highlights).toHaveLength(2);
    expect(marked(page, "\"الروسي لافروف\"")).toEqual([]);
  });

  test("leaves punctuation unmarked in the text, and does not mark what is excluded", () => {
    expect(marked(page, "لافروف -الروسي")).toEqual(["لافروف"]);
  });

  test("knows headlines by the edition's articles, however they were broken and stretched", () => {
    const article = { position: 1, kind: "article", headline: "أضــاف\nالوزير", body: "", pageStarts: [] } as const;
    expect(readPage(page, [article], undefined).blocks.map(({ headline }) => headline)).toEqual([false, true]);
  });

  test("gives every word once, in order, whatever is searched for", () => {
    const word = fc.constantFrom("كتاب", "الكتاب،", "وكتاب", "«كتب»", "42", "كِتابٌ", "news.", "ـ");
    const blocks = fc.array(fc.array(fc.array(word, { maxLength: 4 }).map((words) => words.join(" ")), { maxLength: 3 }), { maxLength: 4 });
    fc.assert(fc.property(blocks, fc.constantFrom("كتاب", "\"كتاب وكتاب\"", "كت*", "news 42", ""), (lines, words) => {
      const made = madeUpPage(lines);
      const all = made.blocks.flatMap((block) => block.lines.flatMap((line) => line.words.map(({ text }) => text)));
      const read = readPage(made, [], query(words));
      expect(read.blocks.flatMap(({ segments }) => segments.map(({ text }) => text).join("").split(" "))).toEqual(all);
      expect(read.highlights.length).toBeGreaterThanOrEqual(read.matches);
      expect(read.highlights.filter(({ first }) => first)).toHaveLength(Math.min(1, read.highlights.length));
    }));
  });
});

test("segments are the text, parted at the marks' edges", () => {
  const cuts = fc.tuple(fc.string({ unit: "binary" }), fc.array(fc.nat(40), { maxLength: 8 })).map(([text, places]) => ({ text, places: places.map((place) => Math.min(place, text.length)).sort((a, b) => a - b) }));
  fc.assert(fc.property(cuts, ({ text, places }) => {
    const marks = places.flatMap((start, index) => (index % 2 === 0 && places[index + 1] !== undefined ? [{ start, end: places[index + 1]! }] : []));
    const segments = segmentsOf(text, marks);
    expect(segments.map((segment) => segment.text).join("")).toBe(text);
    expect(segments.filter((segment) => segment.marked).map((segment) => segment.text).join("")).toBe(marks.map(({ start, end }) => text.slice(start, end)).join(""));
  }));
});
