import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnsOf, element, pagesOf, paragraph, samePages, sides, solid, styled, textsOf, type Draft } from "./stage.ts";
import type { ComputedStyle } from "../../src/style/index.ts";

const columns = (count: number, children: readonly Draft[], style: Partial<ComputedStyle> = {}): Draft =>
  element("div", { columnCount: count, columnGap: 10, ...style }, children);
const free = { orphans: 1, widows: 1 };

describe("balanced columns", () => {
  test("hold lines as evenly as they divide, the last column the shortest", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 6 }), async (lines, count) => {
        const [page] = await pagesOf(styled([columns(count, [paragraph("a", lines, free)])], samePages({ height: 1000 })));
        const held = columnsOf(page).map((column) => column.length);
        expect(held.length).toBe(Math.min(count, lines));
        expect(held[0]).toBe(Math.ceil(lines / count));
        expect((held[0] ?? 0) - (held.at(-1) ?? 0)).toBeLessThanOrEqual(1);
        expect(held).toEqual([...held].sort((one, other) => other - one));
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  test("have the least height at which the copy fits, as a search over all breaks finds it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 7 }), fc.integer({ min: 2, max: 4 }), async (lengths, count) => {
        const [page] = await pagesOf(styled([columns(count, lengths.map((lines, index) => paragraph(`${index}.`, lines)))], samePages({ height: 1000 })));
        const tallest = columnsOf(page).reduce((most, column) => Math.max(most, column.length), 0);
        expect(tallest).toBe(leastHeight(lengths, count));
      }),
      { numRuns: 200, seed: 5 },
    );
  });

  test("begin with their first baselines on one line, margins above them falling away", async () => {
    const margin = sides(7, 0, 4, 0);
    const [page] = await pagesOf(styled([columns(3, ["a", "b", "c", "d"].map((name) => paragraph(name, 3, { margin })))], samePages({ height: 400 })));
    const heads = columnsOf(page).map(([head]) => textsOf(page).find(({ text }) => text === head)?.baseline);
    expect(heads).toEqual([19, 19, 19]);
    expect(columnsOf(page).map((column) => column.length)).toEqual([6, 3, 3]);
  });

  test("fill every page but the last, and balance there", async () => {
    const pages = await pagesOf(styled([columns(2, [paragraph("a", 30, free)])], samePages({ height: 140 })));
    expect(pages.map((page) => columnsOf(page).map((column) => column.length))).toEqual([[10, 10], [5, 5]]);
  });

  test("are filled one after the other with column-fill: auto", async () => {
    const [page] = await pagesOf(styled([columns(2, [paragraph("a", 14, free)], { columnFill: "auto" })], samePages({ height: 140 })));
    expect(columnsOf(page).map((column) => column.length)).toEqual([10, 4]);
  });

  test("obey forced column breaks", async () => {
    const [page] = await pagesOf(styled([columns(3, [paragraph("a", 1), paragraph("b", 5, { breakBefore: "column" }), paragraph("c", 1, { breakBefore: "column" })])], samePages({ height: 140 })));
    expect(columnsOf(page)).toEqual([["a1"], ["b1", "b2", "b3", "b4", "b5"], ["c1"]]);
  });

  test("end their row where a page break is forced", async () => {
    const pages = await pagesOf(styled([columns(2, [paragraph("a", 4, free), paragraph("b", 2, { ...free, breakBefore: "page" })])], samePages({ height: 140 })));
    expect(pages.map(columnsOf)).toEqual([[["a1", "a2"], ["a3", "a4"]], [["b1"], ["b2"]]]);
  });
});

/** The fewest lines that the tallest of so many columns can have with two orphans and two widows, by dynamic programming. */
function leastHeight(lengths: readonly number[], count: number): number {
  const total = lengths.reduce((sum, lines) => sum + lines, 0);
  const allowed = new Set<number>([0]);
  let before = 0;
  for (const lines of lengths) {
    for (let line = 2; line <= lines - 2; line++) allowed.add(before + line);
    before += lines;
    allowed.add(before);
  }
  let best = new Map<number, number>([[0, 0]]);
  for (let column = 0; column < count; column++) {
    const next = new Map<number, number>(best);
    for (const [from, height] of best) {
      for (const to of allowed) {
        if (to > from) next.set(to, Math.min(next.get(to) ?? Infinity, Math.max(height, to - from)));
      }
    }
    best = next;
  }
  return best.get(total) ?? Infinity;
}

describe("columns' geometry", () => {
  test("runs from the right in right-to-left containers and from the left in others", async () => {
    for (const [direction, lefts] of [["rtl", [115, 10]], ["ltr", [10, 115]]] as const) {
      const [page] = await pagesOf(styled([columns(2, [paragraph("a", 2, free)])], samePages(), { direction }));
      expect(page?.items.map((item) => item.kind === "text" && item.x)).toEqual(lefts);
    }
  });

  test.each([
    [{ columnCount: 3, columnWidth: "auto" }, 3],
    [{ columnCount: "auto", columnWidth: 60 }, 3],
    [{ columnCount: 2, columnWidth: 60 }, 2],
    [{ columnCount: 5, columnWidth: 60 }, 3],
    [{ columnCount: "auto", columnWidth: 500 }, 1],
  ] as const)("counts columns for %j", async (style, count) => {
    const [page] = await pagesOf(styled([element("div", { ...style, columnGap: 10 }, [paragraph("a", 30, free)])], samePages({ height: 400 })));
    expect(columnsOf(page).length).toBe(count);
  });

  test("draws rules in the middle of the gaps between columns that hold something, as tall as the row", async () => {
    const [page] = await pagesOf(styled([columns(3, [paragraph("a", 3, free), paragraph("b", 1, free)], { columnRule: solid(0.5) })], samePages({ height: 400 })));
    const rules = page?.items.flatMap((item) => (item.kind === "rule" ? [[item.from.x, item.from.y, item.to.y]] : []));
    expect(columnsOf(page)).toEqual([["a1", "a2"], ["a3"], ["b1"]]);
    expect(rules).toEqual([[145, 10, 34], [75, 10, 34]]);
  });
});

describe("a spanner", () => {
  test("stands over all columns, the copy before it balanced above, the copy after it below", async () => {
    const [page] = await pagesOf(
      styled([columns(2, [paragraph("a", 4, free), paragraph("h", 1, { columnSpan: "all", margin: sides(5, 0) }, "h2"), paragraph("b", 4, free)])], samePages({ height: 400 })),
    );
    expect(textsOf(page).map(({ text }) => text)).toEqual(["a1", "a2", "a3", "a4", "h1", "b1", "b2", "b3", "b4"]);
    expect(textsOf(page).map(({ baseline }) => baseline)).toEqual([19, 31, 19, 31, 48, 65, 77, 65, 77]);
  });

  test("inside a section parts the section's box", async () => {
    const section = element("section", { border: sides(solid(1)) }, [paragraph("a", 2, free), paragraph("h", 1, { columnSpan: "all" }, "h2"), paragraph("b", 2, free)]);
    const [page] = await pagesOf(styled([columns(2, [section])], samePages({ height: 400 })));
    expect(textsOf(page).map(({ text }) => text)).toEqual(["a1", "a2", "h1", "b1", "b2"]);
    expect(page?.items.filter((item) => item.kind === "rule" && item.from.y === item.to.y).length).toBe(2);
  });

  test("goes to the next page with the copy after it", async () => {
    const pages = await pagesOf(styled([columns(2, [paragraph("a", 8), paragraph("h", 1, { columnSpan: "all" }, "h2"), paragraph("b", 8)])], samePages({ height: 20 + 6 * 12 })));
    expect(pages.map((page) => textsOf(page).map(({ text }) => text)[0])).toEqual(["a1", "h1"]);
  });
});

describe("columns inside other things", () => {
  test("of a fixed height fill that height one after the other", async () => {
    const [page] = await pagesOf(styled([columns(2, [paragraph("a", 5, free)], { height: 48, columnFill: "auto" })]));
    expect(columnsOf(page).map((column) => column.length)).toEqual([4, 1]);
  });

  test("inside columns are laid out whole and balanced", async () => {
    const [page] = await pagesOf(styled([columns(2, [columns(2, [paragraph("a", 4, free)]), paragraph("b", 2, free)])]));
    expect(columnsOf(page)).toEqual([["a1", "a2"], ["a3", "a4"], ["b1", "b2"]]);
  });
});
