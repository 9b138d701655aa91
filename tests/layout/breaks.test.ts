import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Page } from "../../src/layout/index.ts";
import { columnsOf, element, layOut, pagesOf, paragraph, samePages, sides, solid, styled, textsOf, type Draft } from "./stage.ts";

/** A page whose content is so many 12 pt lines high. */
const pageOf = (lines: number) => samePages({ height: 20 + lines * 12 });
const allTexts = (pages: readonly Page[]): string[] => pages.flatMap((page) => textsOf(page).map(({ text }) => text));

interface Copy {
  readonly kind: "paragraph" | "heading" | "spanner";
  readonly lines: number;
  readonly margin: number;
  readonly orphans: number;
  readonly widows: number;
  readonly avoid: boolean;
  readonly forced: boolean;
}

const copy = fc.record<Copy>({
  kind: fc.constantFrom("paragraph", "paragraph", "paragraph", "heading", "spanner"),
  lines: fc.integer({ min: 1, max: 14 }),
  margin: fc.constantFrom(0, 0, 3, 12),
  orphans: fc.integer({ min: 1, max: 3 }),
  widows: fc.integer({ min: 1, max: 3 }),
  avoid: fc.boolean(),
  forced: fc.boolean(),
});

function draftOf(piece: Copy, index: number): Draft {
  const name = `${piece.kind.charAt(0)}${index}.`;
  const margin = sides(piece.margin, 0);
  if (piece.kind === "heading") return paragraph(name, Math.min(2, piece.lines), { margin }, "h2");
  if (piece.kind === "spanner") return paragraph(name, 1, { margin, columnSpan: "all" }, "h2");
  const { orphans, widows } = piece;
  return paragraph(name, piece.lines, {
    margin, orphans, widows, ...(piece.avoid && piece.lines % 4 === 0 ? { breakInside: "avoid" } : {}),
    ...(piece.forced && piece.lines % 5 === 0 ? { breakBefore: piece.lines === 5 ? "page" : "column" } : {}),
  });
}

const linesOf = (drafts: readonly Draft[]): string[] => drafts.flatMap(({ children: [text] }) => (typeof text === "string" ? text.split("\n") : []));

describe("whatever the copy and the page", () => {
  test("no line is lost, doubled or out of order", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(copy, { minLength: 1, maxLength: 14 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        async (pieces, columns, pageLines, nested) => {
          const drafts = pieces.map(draftOf);
          const inner = nested ? [element("section", { padding: sides(5), border: sides(solid(1)) }, drafts)] : drafts;
          const pages = await pagesOf(styled([element("div", { columnCount: columns, columnGap: 10 }, inner)], pageOf(pageLines)));
          expect(allTexts(pages)).toEqual(linesOf(drafts));
        },
      ),
      { numRuns: 400, seed: 1 },
    );
  });

  test("no line sticks out of the page where nothing is taller than it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(copy, { minLength: 1, maxLength: 14 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 2, max: 20 }), async (pieces, columns, pageLines) => {
        const { document, diagnostics } = await layOut(styled([element("div", { columnCount: columns, columnGap: 10 }, pieces.map(draftOf))], pageOf(pageLines)));
        expect(diagnostics).toEqual([]);
        for (const page of document?.pages ?? []) {
          for (const { baseline } of textsOf(page)) {
            expect(baseline).toBeGreaterThanOrEqual(10 + 9 - 1e-6);
            expect(baseline + 3).toBeLessThanOrEqual(10 + pageLines * 12 + 1e-3);
          }
        }
      }),
      { numRuns: 400, seed: 2 },
    );
  });

  test("paragraphs keep their orphans and widows together, headings what follows them", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(copy, { minLength: 1, maxLength: 14 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 12, max: 20 }), async (pieces, columns, pageLines) => {
        // Chains of headings as high as a column can't be kept, so every heading is followed by a paragraph.
        const kept = pieces.flatMap((piece): Copy[] => (piece.kind === "paragraph" ? [{ ...piece, forced: false, avoid: false }] : [{ ...piece, margin: 3 }, { ...piece, kind: "paragraph", forced: false, avoid: false }]));
        const drafts = kept.map(draftOf);
        const pages = await pagesOf(styled([element("div", { columnCount: columns, columnGap: 10 }, drafts)], pageOf(pageLines)));
        const place = new Map<string, string>();
        for (const page of pages) for (const { text, x } of textsOf(page)) place.set(text, `${page.number}/${Math.round((x + text.length * 5) * 10)}`);
        kept.forEach((piece, index) => {
          const lines = linesOf([drafts[index] ?? element("p")]);
          const columnOf = (line: number): string | undefined => place.get(lines[line] ?? "");
          if (piece.kind === "paragraph") {
            for (let line = 1; line < lines.length; line++) {
              if (columnOf(line) === columnOf(line - 1)) continue;
              expect(line).toBeGreaterThanOrEqual(Math.min(piece.orphans, lines.length));
              expect(lines.length - line).toBeGreaterThanOrEqual(Math.min(piece.widows, lines.length));
            }
          } else if (piece.kind === "heading") {
            const [next] = linesOf([drafts[index + 1] ?? element("p")]);
            expect(place.get(next ?? "")).toBe(columnOf(lines.length - 1));
          } else {
            const [next] = linesOf([drafts[index + 1] ?? element("p")]);
            expect(place.get(next ?? "")?.split("/")[0]).toBe(columnOf(0)?.split("/")[0]);
          }
        });
      }),
      { numRuns: 400, seed: 3 },
    );
  });
});

describe("a break between pages", () => {
  const breaks = async (body: readonly Draft[], lines: number): Promise<string[][]> =>
    (await pagesOf(styled(body, pageOf(lines)))).map((page) => textsOf(page).map(({ text }) => text));

  test("comes where a forced one is asked for, on the first child as on its parent", async () => {
    const parts = [paragraph("a", 1), element("div", {}, [paragraph("b", 1, { breakBefore: "page" })]), paragraph("c", 1, { breakAfter: "page" }), paragraph("d", 1)];
    expect(await breaks(parts, 9)).toEqual([["a1"], ["b1", "c1"], ["d1"]]);
  });

  test("leaves no empty page where the first thing asks for a break before it", async () => {
    expect(await breaks([paragraph("a", 1, { breakBefore: "page" })], 9)).toEqual([["a1"]]);
  });

  test("keeps a block with break-inside: avoid whole, and breaks it where it is taller than a page", async () => {
    expect(await breaks([paragraph("a", 3), paragraph("b", 4, { breakInside: "avoid" })], 5)).toEqual([["a1", "a2", "a3"], ["b1", "b2", "b3", "b4"]]);
    expect(await breaks([paragraph("b", 7, { breakInside: "avoid" })], 5)).toEqual([["b1", "b2", "b3", "b4", "b5"], ["b6", "b7"]]);
  });

  test("keeps a chain of headings with the text after it", async () => {
    const chain = [paragraph("a", 3), paragraph("h", 1, {}, "h2"), paragraph("i", 1, {}, "h3"), paragraph("b", 4)];
    expect(await breaks(chain, 6)).toEqual([["a1", "a2", "a3"], ["h1", "i1", "b1", "b2", "b3", "b4"]]);
  });

  test("parts a heading from its text only where both never fit on one page", async () => {
    expect(await breaks([paragraph("h", 2, {}, "h2"), paragraph("b", 4, { breakInside: "avoid", orphans: 4 })], 4)).toEqual([["h1", "h2"], ["b1", "b2", "b3", "b4"]]);
  });

  test("truncates the margins at it, and after a forced one keeps the next box's own", async () => {
    const body = [paragraph("a", 5, { margin: sides(0, 0, 20, 0) }), paragraph("b", 1, { margin: sides(30, 0, 0, 0) }), paragraph("c", 1, { margin: sides(8, 0, 0, 0), breakBefore: "page" })];
    const pages = await pagesOf(styled(body, pageOf(5)));
    expect(pages.map((page) => textsOf(page)[0]?.baseline)).toEqual([19, 19, 27]);
  });

  test("takes lines of columns along rather than part a box's foot from them", async () => {
    const box = element("article", { padding: sides(0, 0, 10, 0), border: { ...sides(solid(0)), bottom: solid(1) } }, [element("div", { columnCount: 2, columnGap: 10 }, [paragraph("b", 8, { orphans: 1, widows: 1 })])]);
    const pages = await pagesOf(styled([paragraph("a", 1), box], pageOf(5)));
    expect(pages.map((page) => textsOf(page).map(({ text }) => text))).toEqual([["a1", "b1", "b2", "b3", "b4", "b5", "b6"], ["b7", "b8"]]);
    expect(pages.map((page) => page.items.filter((item) => item.kind === "rule").length)).toEqual([0, 1]);
  });

  test("slices borders and lets backgrounds reach the page's foot", async () => {
    const pages = await pagesOf(styled([element("div", { border: sides(solid(2)), padding: sides(4) }, [paragraph("a", 6)])], pageOf(4)));
    const rules = pages.map((page) => page.items.flatMap((item) => (item.kind === "rule" ? [[item.from.y, item.to.y]] : [])));
    // The box's first part: top and two sides, down to the page's foot; its second: bottom and two sides from the page's head.
    expect(rules[0]).toEqual([[11, 11], [12, 58], [12, 58]]);
    expect(rules[1]?.length).toBe(3);
    expect(rules[1]?.[1]?.[0]).toBe(10);
  });
});

describe("what never breaks", () => {
  test("is placed and reported with its source where it is taller than the page", async () => {
    const { document, diagnostics } = await layOut(
      styled([paragraph("a", 1), element("div", { height: 90 }, ["tall"], { "data-source": "7" }), paragraph("b", 1)], pageOf(5)),
    );
    expect(document?.pages.map((page) => textsOf(page).map(({ text }) => text))).toEqual([["a1"], ["tall"], ["b1"]]);
    expect(diagnostics).toMatchObject([{ severity: "warning", code: "layout/overflow", span: { file: "copy.txt", start: { line: 7 } } }]);
  });

  test("goes to the next column where it fits whole", async () => {
    const [page] = await pagesOf(styled([element("div", { columnCount: 2, columnGap: 10 }, [paragraph("a", 4), element("div", { height: 40 }, ["box"]), paragraph("b", 1)])], pageOf(5)));
    expect(columnsOf(page)).toEqual([["a1", "a2", "a3", "a4"], ["box", "b1"]]);
  });
});
