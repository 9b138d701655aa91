import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnsOf, dump, element, layOut, marginBox, pagesOf, paragraph, plainPage, samePages, sides, solid, styled, textsOf, type Draft } from "./stage.ts";
import type { Page } from "../../src/layout/index.ts";
import type { ComputedStyle, PageStyle } from "../../src/style/index.ts";

const margin = 10;
const columns = (count: number, children: readonly Draft[], style: Partial<ComputedStyle> = {}): Draft =>
  element("div", { columnCount: count, columnGap: 10, ...style }, children);
const headline = (name: string, lines: number, style: Partial<ComputedStyle> = {}): Draft =>
  paragraph(name, lines, { fontSize: 20, lineHeight: 25, baselineGrid: "none", ...style }, "h2");
const free = { orphans: 1, widows: 1 };
const tall = samePages({ height: 1000 });

/** Baselines from the top of the page's content, in the order of reading. */
const baselines = (page: Page | undefined): number[] => textsOf(page).map(({ baseline }) => round(baseline - margin));
const round = (value: number): number => Math.round(value * 1e6) / 1e6;

async function baselinesOf(step: ComputedStyle["baselineGrid"], ...body: readonly (Draft | string)[]): Promise<number[]> {
  const [page] = await pagesOf(styled(body, tall, { baselineGrid: step }));
  return baselines(page);
}

/** How far baselines stand from the lines of a grid whose first line lies at `first`. */
function offGrid(values: readonly number[], step: number, first = 9): number[] {
  return values.map((value) => Math.abs((value - first) / step - Math.round((value - first) / step)) * step).filter((distance) => distance > 0.001);
}

interface Extent {
  /** Margin, which falls away at a column's head. */
  readonly gap: number;
  readonly above: number;
  readonly below: number;
}

/** pt that lines need in so many columns which begin at `top`, on a grid of 12 pt; found by trying all breaks. */
function leastHeight(lines: readonly Extent[], count: number, top: number): number {
  if (lines.length === 0) return 0;
  let least = Number.POSITIVE_INFINITY;
  let y = top;
  for (const [index, { gap, above, below }] of lines.entries()) {
    if (index > 0) y += gap;
    const fits = above + below <= 12.1;
    const baseline = 9 + 12 * Math.ceil((y + (fits ? Math.min(above, 9) : above) - 9 - 1e-4) / 12);
    y = baseline + (fits ? Math.min(below, 3) : below);
    if (count > 1 || index === lines.length - 1) least = Math.min(least, Math.max(y - top, leastHeight(lines.slice(index + 1), count - 1, top)));
  }
  return least;
}

describe("lines on a grid", () => {
  test("that are as high as its step do not move", async () => {
    const body = [paragraph("a", 3), columns(2, [paragraph("b", 7), paragraph("c", 4)]), paragraph("d", 2)];
    const [plain, set] = [await layOut(styled(body)), await layOut(styled(body, samePages(), { baselineGrid: 12 }))];
    expect(set.document && dump(set.document)).toBe(plain.document && dump(plain.document));
  });

  test("of any height do not move if the step is that height, however the numbers round", async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 8, max: 30, noNaN: true }), fc.double({ min: 6, max: 20, noNaN: true }), async (step, fontSize) => {
        const [page] = await pagesOf(styled([columns(2, [paragraph("a", 90)])], tall, { baselineGrid: step, lineHeight: step, fontSize }));
        const first = (columnsOf(page)[0] ?? []).length;
        const held = baselines(page).slice(0, first);
        expect((held.at(-1) ?? 0) - (held[0] ?? 0)).toBeCloseTo((first - 1) * step, 4);
      }),
      { numRuns: 100, seed: 13 },
    );
  });

  test("move down to its next line after what is not on it", async () => {
    expect(await baselinesOf(12, paragraph("a", 1), headline("h", 1), paragraph("b", 2))).toEqual([9, 12 + 2.5 + 16, 57, 69]);
    expect(await baselinesOf(12, paragraph("a", 1), headline("h", 1, { lineHeight: 24 }), paragraph("b", 2))).toEqual([9, 12 + 2 + 16, 45, 57]);
  });

  test("make margins between paragraphs grow, to whole lines where they are set solid", async () => {
    for (const gap of [0.5, 5, 12]) expect(await baselinesOf(12, paragraph("a", 2), paragraph("b", 2, { margin: sides(gap, 0) })), `${gap}`).toEqual([9, 21, 45, 57]);
    expect(await baselinesOf(12, paragraph("a", 2), paragraph("b", 1, { margin: sides(-3, 0) }))).toEqual([9, 21, 33]);
  });

  test("that are lower than its step stand one on each of its lines", async () => {
    expect(await baselinesOf(12, paragraph("a", 3, { fontSize: 6, lineHeight: 7 }))).toEqual([9, 21, 33]);
  });

  test("that are higher stand on every second or third of its lines", async () => {
    expect(await baselinesOf(12, paragraph("a", 2, { fontSize: 20, lineHeight: 24 }), paragraph("b", 2))).toEqual([21, 45, 69, 81]);
    expect(await baselinesOf(12, paragraph("a", 2, { lineHeight: 13 }))).toEqual([21, 45]);
    expect(await baselinesOf(12, paragraph("a", 2, { lineHeight: 25 }))).toEqual([21, 57]);
  });

  test("stay on it where fonts of one line height part their leading otherwise", async () => {
    expect(await baselinesOf(12, paragraph("a", 2), paragraph("small", 2, { fontSize: 6 }), paragraph("b", 1), paragraph("large", 2, { fontSize: 12 }), paragraph("c", 1))).toEqual(
      [9, 21, 33, 45, 57, 69, 81, 93],
    );
    expect(await baselinesOf(12, element("p", {}, ["a", element("span", { fontSize: 12 }, ["b"]), "c"]), paragraph("d", 1))).toEqual([9, 21]);
  });

  test("stay on it where a reference or an exponent stands above them", async () => {
    const raised = (rise: number): Draft => element("p", {}, ["a", element("span", { fontSize: 7, verticalAlign: rise }, ["1"])]);
    expect(await baselinesOf(12, paragraph("a", 1), raised(4), raised(-4), paragraph("b", 1))).toEqual([9, 21, 33, 45]);
    expect(await baselinesOf(12, paragraph("a", 1), raised(9), paragraph("b", 1))).toEqual([9, 33, 45]);
  });

  test("may be a hair higher than the step: that much is rounding", async () => {
    expect(await baselinesOf(12, paragraph("a", 3, { lineHeight: 12.05 }))).toEqual([9, 21, 33]);
  });

  test("go by half lines where the root's line is two steps high", async () => {
    expect(await baselinesOf(6, paragraph("a", 2), paragraph("b", 2, { lineHeight: 18 }), paragraph("c", 1, { margin: sides(1, 0) }))).toEqual([9, 21, 39, 57, 75]);
  });

  test("are those of the elements that declare it: what is inherited is the step, and none ends it", async () => {
    const caption = paragraph("c", 2, { fontSize: 6, lineHeight: 7, baselineGrid: "none" });
    expect(await baselinesOf("none", headline("h", 1), element("div", { baselineGrid: 12 }, [paragraph("a", 1), caption, paragraph("b", 1)]), paragraph("d", 1))).toEqual([
      18.5, 45, 48 + 0.5 + 4.8, 48 + 7 + 0.5 + 4.8, 81, 93,
    ]);
  });

  test("move within their boxes, whose borders and padding stay", async () => {
    const [page] = await pagesOf(styled([element("div", { border: sides(solid(1)), padding: sides(4) }, [paragraph("a", 2)])], tall, { baselineGrid: 12 }));
    expect(baselines(page)).toEqual([21, 33]);
    const edges = page?.items.flatMap((item) => (item.kind === "rule" && item.from.y === item.to.y ? [item.from.y - margin] : []));
    expect(edges).toEqual([0.5, 36 + 4 + 0.5]);
  });

  test("are on another grid where another step is declared, all text of one step on one", async () => {
    const lead = columns(2, [paragraph("a", 4, free)], { baselineGrid: 17, lineHeight: 17, fontSize: 12 });
    const story = (name: string): Draft => columns(2, [headline(`${name}h`, 1), paragraph(name, 5, free)], { baselineGrid: 12, fontSize: name === "b" ? 9 : 11 });
    const [page] = await pagesOf(styled([headline("h", 1), lead, story("b"), story("c")], tall));
    const ofText = (pattern: RegExp): number[] => textsOf(page).filter(({ text }) => pattern.test(text)).map(({ baseline }) => baseline - margin);
    expect(offGrid(ofText(/^a\d/), 17, 3.5 + 8)).toEqual([]);
    expect(offGrid(ofText(/^[bc]\d/), 12)).toEqual([]);
  });
});

describe("columns on a grid", () => {
  test("agree with each other wherever they begin", async () => {
    for (const above of [0, 1, 7.3, 11.99, 30]) {
      const story = columns(3, [paragraph("a", 4), headline("h", 1), paragraph("b", 5, { margin: sides(3, 0) })], { margin: sides(above, 0, 0), border: sides(solid(0.5)) });
      const [page] = await pagesOf(styled([headline("t", 1), story], tall, { baselineGrid: 12 }));
      const body = textsOf(page).filter(({ text }) => /^[ab]/.test(text)).map(({ baseline }) => baseline - margin);
      expect(body).toHaveLength(9);
      expect(offGrid(body, 12)).toEqual([]);
    }
  });

  test("are parted by lines that begin with the text, or with a headline at the head of one of them", async () => {
    const ruleTop = async (...children: readonly Draft[]): Promise<number | undefined> => {
      const [page] = await pagesOf(styled([headline("t", 1), columns(2, children, { columnRule: solid(1) })], tall, { baselineGrid: 12 }));
      const rule = page?.items.find((item) => item.kind === "rule");
      return rule?.kind === "rule" ? rule.from.y - margin : undefined;
    };
    expect(await ruleTop(paragraph("a", 4))).toBe(36);
    expect(await ruleTop(headline("h", 1), paragraph("a", 4))).toBe(25);
  });

  test("hold a line less where the grid leaves no room for it: it begins the next column", async () => {
    const filled = (above: number): Draft => columns(2, [paragraph("a", 9, free)], { columnFill: "auto", margin: sides(above, 0, 0) });
    const page = samePages({ height: 2 * margin + 60 });
    const linesOf = async (above: number): Promise<number[]> => {
      const pages = await pagesOf(styled([headline("t", 1, { lineHeight: 12 }), filled(above)], page, { baselineGrid: 12 }));
      return pages.flatMap((each) => columnsOf(each).map((column) => column.length));
    };
    expect(await linesOf(0)).toEqual([1, 4, 4, 1]);
    expect(await linesOf(1)).toEqual([1, 3, 3, 3]);
  });

  test("keep on the page with the edges of the box around them", async () => {
    for (let room = 60; room < 110; room += 1.7) {
      const box = columns(2, [paragraph("a", 14, free)], { border: sides(solid(1)), padding: sides(2, 2, 7) });
      const pages = await pagesOf(styled([headline("t", 1), box], samePages({ height: 2 * margin + room }), { baselineGrid: 12 }));
      const lowest = pages.flatMap(({ items }) => items.map((item) => (item.kind === "rule" ? Math.max(item.from.y, item.to.y) : item.kind === "text" ? item.baseline + 2 : 0)));
      expect(Math.max(...lowest), `${room}`).toBeLessThanOrEqual(margin + room);
    }
  });

  test("fill a page to its last line", async () => {
    const pages = await pagesOf(styled([columns(2, [paragraph("a", 40, free)])], samePages({ height: 2 * margin + 10 * 14.5 }), { baselineGrid: 14.5, lineHeight: 14.5 }));
    expect(pages.map((page) => columnsOf(page).map((column) => column.length))).toEqual([[10, 10], [10, 10]]);
  });

  test("are balanced to the least height at which the copy fits, as a search over all breaks finds it", async () => {
    const copy = fc.array(fc.record({ lines: fc.integer({ min: 1, max: 5 }), height: fc.integer({ min: 7, max: 15 }), gap: fc.integer({ min: 0, max: 20 }) }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(copy, fc.integer({ min: 2, max: 4 }), fc.double({ min: 0, max: 12, noNaN: true }), async (paragraphs, count, above) => {
        const story = paragraphs.map(({ lines, height, gap }, index) => paragraph(`${index}.`, lines, { ...free, fontSize: 5, lineHeight: height, margin: sides(gap, 0, 0) }));
        const [page] = await pagesOf(styled([columns(count, story, { margin: sides(above, 0, 0), border: sides(solid(1)) })], tall, { baselineGrid: 12 }));
        const lines = paragraphs.flatMap(({ lines: number, height, gap }) => Array.from({ length: number }, (_, line) => ({ gap: line === 0 ? gap : 0, above: height / 2 + 1.5, below: height / 2 - 1.5 })));
        const [upper = 0, lower = 0] = page?.items.flatMap((item) => (item.kind === "rule" && item.from.y === item.to.y ? [item.from.y] : [])) ?? [];
        expect(lower - upper - 1).toBeCloseTo(leastHeight(lines, count, above + 1), 3);
      }),
      { numRuns: 300, seed: 11 },
    );
  });

  test("under a spanner begin on it again", async () => {
    const [page] = await pagesOf(
      styled([columns(2, [paragraph("a", 4, free), headline("h", 1, { columnSpan: "all", margin: sides(5, 0) }), paragraph("b", 4, free)])], tall, { baselineGrid: 12 }),
    );
    expect(baselines(page)).toEqual([9, 21, 9, 21, 24 + 5 + 18.5, 69, 81, 69, 81]);
  });
});

describe("what never breaks", () => {
  const item = (children: readonly Draft[], style: Partial<ComputedStyle> = {}): Draft => element("div", { flexGrow: 1, flexBasis: 0, ...style }, children);

  test("comes onto the page's grid with its first line on it, and items beside each other agree, whatever their edges", async () => {
    const flex = element("div", { display: "flex", padding: sides(1.5) }, [
      item([headline("h", 2), paragraph("a", 5)]),
      item([paragraph("b", 3, { margin: sides(3, 0) })], { padding: sides(5, 4), border: sides(solid(1)) }),
      item([columns(2, [paragraph("c", 6)])], { margin: sides(2, 0) }),
    ]);
    const [page] = await pagesOf(styled([headline("t", 1), flex, paragraph("d", 2)], tall, { baselineGrid: 12 }));
    const body = textsOf(page).filter(({ text }) => /^[abcd]/.test(text)).map(({ baseline }) => baseline - margin);
    expect(body).toHaveLength(16);
    expect(offGrid(body, 12)).toEqual([]);
  });

  test("columns within columns, too", async () => {
    const inner = columns(2, [paragraph("b", 5, { ...free, margin: sides(3, 0) })]);
    const [page] = await pagesOf(styled([headline("t", 1), columns(2, [paragraph("a", 3), headline("h", 1), inner, paragraph("c", 6)])], tall, { baselineGrid: 12 }));
    const body = textsOf(page).filter(({ text }) => /^[abc]/.test(text)).map(({ baseline }) => baseline - margin);
    expect(body).toHaveLength(14);
    expect(offGrid(body, 12)).toEqual([]);
  });

  test("of a fixed height does so too", async () => {
    expect(await baselinesOf(12, headline("t", 1), element("div", { height: 40 }, [paragraph("a", 2)]), paragraph("b", 1))).toEqual([18.5, 45, 57, 93]);
  });
});

describe("a grid", () => {
  test("begins anew on every page, at the top of what its margins leave", async () => {
    const page = (top: number, height: number): PageStyle => ({ ...plainPage, height, margin: sides(top, 10, 10, 10) });
    const pages = { first: page(31.3, 140), left: page(17, 150), right: page(10, 133) };
    const story = columns(2, [paragraph("a", 50, { margin: sides(5, 0) }), headline("h", 1), paragraph("b", 40)]);
    const laidOut = await pagesOf(styled([headline("t", 2), story], pages, { baselineGrid: 12 }));
    expect(laidOut.length).toBeGreaterThan(4);
    for (const { number, items } of laidOut) {
      const top = number === 1 ? 31.3 : number % 2 === 1 ? 17 : 10;
      const body = items.flatMap((item) => (item.kind === "text" && /^[ab]/.test(item.text) ? [item.baseline - top] : []));
      expect(offGrid(body, 12), `page ${number}`).toEqual([]);
    }
  });

  test("is none in margin boxes", async () => {
    const pages = samePages({ marginBoxes: [marginBox("top-center", [{ kind: "string", text: "head" }], { lineHeight: 6, fontSize: 5 })] });
    const [plain, set] = [await layOut(styled([paragraph("a", 1)], pages)), await layOut(styled([paragraph("a", 1)], pages, { baselineGrid: 12 }))];
    expect(set.document && dump(set.document)).toBe(plain.document && dump(plain.document));
  });

  test("leaves boxes no lower than their least height", async () => {
    const box = element("div", { minHeight: 50, border: sides(solid(1)) }, [paragraph("a", 2)]);
    const [page] = await pagesOf(styled([headline("t", 1), box], tall, { baselineGrid: 12 }));
    const [top = 0, bottom = 0] = page?.items.flatMap((item) => (item.kind === "rule" && item.from.y === item.to.y ? [item.from.y] : [])) ?? [];
    expect(bottom - top - 1).toBeGreaterThanOrEqual(50);
    expect(bottom - top - 1).toBeLessThan(50 + 12);
  });

  test("takes no long time: 50,000 lines in columns, on pages and in one piece", async () => {
    const long = columns(3, [paragraph("a", 50_000, { margin: sides(5, 0) })]);
    const pages = await pagesOf(styled([headline("t", 1), long], samePages({ height: 20 + 60 * 12 }), { baselineGrid: 12 }));
    expect(pages.reduce((sum, page) => sum + textsOf(page).length, 0)).toBe(50_001);
    const [page] = await pagesOf(styled([headline("t", 1), element("div", { display: "flex" }, [long])], samePages({ height: 300_000 }), { baselineGrid: 12 }));
    const body = baselines(page).slice(1);
    expect(body).toHaveLength(50_000);
    expect(offGrid(body, 12)).toEqual([]);
  }, 20_000);

  test("never keeps off the page what would fit without it", async () => {
    const { document, diagnostics } = await layOut(styled([paragraph("a", 3)], samePages({ height: 2 * margin + 13 }), { baselineGrid: 30 }));
    expect(diagnostics).toEqual([]);
    expect(document?.pages.map((page) => textsOf(page).map(({ text }) => text))).toEqual([["a1"], ["a2"], ["a3"]]);
    const inColumns = await layOut(styled([columns(2, [paragraph("a", 3)])], samePages({ height: 2 * margin + 13 }), { baselineGrid: 30 }));
    expect(inColumns.diagnostics).toEqual([]);
    expect(inColumns.document?.pages.map((page) => textsOf(page).map(({ text }) => text))).toEqual([["a1", "a2"], ["a3"]]);
    expect(inColumns.document?.pages.map(baselines)).toEqual([[9, 9], [9]]);
  });

  test("of a hundredth of a point is as good as none", async () => {
    const body = [paragraph("a", 3), columns(2, [paragraph("b", 7), headline("h", 1), paragraph("c", 4)])];
    const [plain] = await pagesOf(styled(body, tall));
    const [set] = await pagesOf(styled(body, tall, { baselineGrid: 0.01 }));
    const lowered = baselines(set).map((value, index) => value - (baselines(plain)[index] ?? 0));
    expect(Math.max(...lowered)).toBeLessThan(0.2);
    expect(Math.min(...lowered)).toBeGreaterThanOrEqual(-1e-6);
  });
});

describe("on any pages", () => {
  interface Piece {
    readonly kind: "text" | "headline" | "small" | "large";
    readonly lines: number;
    readonly above: number;
    readonly below: number;
  }
  const piece: fc.Arbitrary<Piece> = fc.record({
    kind: fc.constantFrom("text", "text", "text", "headline", "small", "large"),
    lines: fc.integer({ min: 1, max: 9 }),
    above: fc.double({ min: 0, max: 20, noNaN: true }),
    below: fc.double({ min: 0, max: 20, noNaN: true }),
  });
  const story = fc.record({ count: fc.integer({ min: 1, max: 4 }), fill: fc.constantFrom("balance", "auto"), pieces: fc.array(piece, { minLength: 1, maxLength: 7 }) });
  const edition = fc.record({
    stories: fc.array(story, { minLength: 1, maxLength: 4 }),
    step: fc.double({ min: 10, max: 16, noNaN: true }),
    room: fc.double({ min: 160, max: 400, noNaN: true }),
  });

  const looks = { text: {}, headline: { fontSize: 18, baselineGrid: "none" }, small: { fontSize: 7 }, large: { fontSize: 14 } } as const;
  const lineHeights = { text: 12, headline: 23, small: 8, large: 19 };

  function draftOf({ kind, lines, above, below }: Piece, name: string): Draft {
    const style: Partial<ComputedStyle> = { ...looks[kind], lineHeight: lineHeights[kind], margin: sides(above, 0, below) };
    return paragraph(name, lines, style, kind === "headline" ? "h2" : "p");
  }

  /** Lines of a page by the columns they stand in: left edge first, and apart where one stands higher than the one before it. */
  function stacks(page: Page): { text: string; baseline: number; size: number }[][] {
    const found: { x: number; lines: { text: string; baseline: number; size: number }[] }[] = [];
    for (const item of page.items) {
      if (item.kind !== "text") continue;
      const last = found.at(-1);
      const line = { text: item.text, baseline: item.baseline, size: item.runs[0]?.size ?? 0 };
      if (last === undefined || last.x !== item.x || (last.lines.at(-1)?.baseline ?? 0) > item.baseline) found.push({ x: item.x, lines: [line] });
      else last.lines.push(line);
    }
    return found.map(({ lines }) => lines);
  }

  test("no line is lost, pushed off the page, off its grid or into another; orphans and widows are kept", async () => {
    await fc.assert(
      fc.asyncProperty(edition, async ({ stories, step, room }) => {
        const drafts = stories.map(({ count, fill, pieces }, index) =>
          columns(count, pieces.map((each, place) => draftOf(each, `${index}.${place}${each.kind[0] ?? ""}.`)), { columnFill: fill }),
        );
        const { document, diagnostics } = await layOut(styled(drafts, samePages({ height: room + 2 * margin, width: 400 }), { baselineGrid: step }));
        expect(diagnostics).toEqual([]);
        const pages = document?.pages ?? [];
        const texts = pages.flatMap((page) => textsOf(page).map(({ text }) => text));
        const expected = stories.flatMap(({ pieces }, index) =>
          pieces.flatMap(({ lines, kind }, place) => Array.from({ length: lines }, (_, line) => `${index}.${place}${kind[0] ?? ""}.${line + 1}`)),
        );
        expect(texts).toEqual(expected);

        for (const page of pages) {
          const onGrid = textsOf(page).filter(({ text }) => !text.includes("h.")).map(({ baseline }) => baseline - margin);
          expect(offGrid(onGrid, step, 3 + step / 2)).toEqual([]);
          for (const lines of stacks(page)) {
            for (const [index, line] of lines.entries()) {
              expect(line.baseline + line.size * 0.2 - 0.01).toBeLessThanOrEqual(margin + room);
              expect(line.baseline).toBeGreaterThan(margin);
              const next = lines[index + 1];
              if (next !== undefined) expect(next.baseline - line.baseline).toBeGreaterThanOrEqual(Math.min(line.size * 0.2 + next.size * 0.8, step) - 0.001);
            }
          }
        }
        expectOrphansAndWidows(pages.flatMap(stacks).map((lines) => lines.map(({ text }) => text)), expected);
      }),
      { numRuns: 300, seed: 12 },
    );
  });

  /** No stack begins with the last line of a paragraph of several, nor ends with the first one. */
  function expectOrphansAndWidows(stacked: readonly (readonly string[])[], all: readonly string[]): void {
    const isLast = (text: string): boolean => !all.includes(text.replace(/\d+$/, (line) => String(Number(line) + 1)));
    for (const lines of stacked) {
      const [first = "", last = ""] = [lines[0], lines.at(-1)];
      if (!first.endsWith(".1")) expect(isLast(first), `widow ${first}`).toBe(false);
      if (last.endsWith(".1")) expect(isLast(last), `orphan ${last}`).toBe(true);
    }
  }
});
