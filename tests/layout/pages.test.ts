import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Rect } from "../../src/layout/index.ts";
import { shareSide } from "../../src/layout/marginBoxes.ts";
import { grey, layOut, marginBox, noMarks, pagesOf, paragraph, plainPage, samePages, sides, solid, styled, textsOf } from "./stage.ts";

const right = (rect: Rect): number => rect.x + rect.width;
const bottom = (rect: Rect): number => rect.y + rect.height;

describe("a page's boxes", () => {
  test("are the trimmed page alone without bleed and marks", async () => {
    const [page] = await pagesOf(styled(["x"]));
    const whole = { x: 0, y: 0, width: 220, height: 140 };
    expect([page?.mediaBox, page?.trimBox, page?.bleedBox]).toEqual([whole, whole, whole]);
  });

  test("hold each other: trim in bleed in media, whatever the bleed and the marks", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 40 }), fc.boolean(), fc.boolean(), async (bleed, crop, cross) => {
        const [page] = await pagesOf(styled(["x"], samePages({ bleed, marks: { ...noMarks, crop, cross } })));
        if (page === undefined) throw new Error("no page");
        const { mediaBox, trimBox, bleedBox } = page;
        expect([trimBox.width, trimBox.height]).toEqual([220, 140]);
        expect([trimBox.x - bleedBox.x, trimBox.y - bleedBox.y, right(bleedBox) - right(trimBox), bottom(bleedBox) - bottom(trimBox)]).toEqual([bleed, bleed, bleed, bleed]);
        expect(bleedBox.x).toBe(crop || cross ? 21 : 0);
        expect([right(bleedBox) + bleedBox.x, bottom(bleedBox) + bleedBox.y]).toEqual([mediaBox.width, mediaBox.height]);
      }),
      { numRuns: 50, seed: 7 },
    );
  });

  test("keep the content inside the trimmed page's margins", async () => {
    const [page] = await pagesOf(styled(["x"], samePages({ bleed: 9, marks: { ...noMarks, crop: true } })));
    expect(textsOf(page)).toEqual([{ text: "x", x: 30 + 10 + 200 - 5, baseline: 30 + 10 + 9 }]);
  });

  test("are filled by the page's ground to the bleed, under everything", async () => {
    const [page] = await pagesOf(styled(["x"], samePages({ bleed: 9, backgroundColor: grey })));
    expect(page?.items[0]).toMatchObject({ kind: "fill", rect: page?.bleedBox, role: { kind: "artifact" } });
  });

  test("without room for content are an error", async () => {
    const { document, diagnostics } = await layOut(styled(["x"], samePages({ margin: sides(80) })));
    expect(document).toBeUndefined();
    expect(diagnostics).toMatchObject([{ severity: "error", code: "layout/no-room" }]);
  });

  test("of different content widths are reported, and the narrowest used", async () => {
    const pages = { ...samePages(), left: { ...plainPage, margin: sides(10, 10, 10, 60) } };
    const { diagnostics, document } = await layOut(styled(["x"], pages));
    expect(diagnostics).toMatchObject([{ severity: "warning", code: "layout/page-widths" }]);
    expect(textsOf(document?.pages[0])[0]?.x).toBe(205);
  });
});

describe("marks", () => {
  test("stand outside the bleed box and inside the media box", async () => {
    const [page] = await pagesOf(styled(["x"], samePages({ bleed: 9, marks: { ...noMarks, crop: true, cross: true } })));
    if (page === undefined) throw new Error("no page");
    const marks = page.items.filter((item) => item.kind === "mark");
    expect(marks.length).toBe(8 + 4 * 3);
    for (const { shape, role } of marks) {
      expect(role).toEqual({ kind: "artifact", type: "Page" });
      const [low, high] =
        shape.kind === "line"
          ? [shape.from, shape.to]
          : [{ x: shape.center.x - shape.radius, y: shape.center.y - shape.radius }, { x: shape.center.x + shape.radius, y: shape.center.y + shape.radius }];
      const outside = high.x < page.bleedBox.x || low.x > right(page.bleedBox) || high.y < page.bleedBox.y || low.y > bottom(page.bleedBox);
      expect(outside).toBe(true);
      expect(Math.min(low.x, low.y)).toBeGreaterThanOrEqual(0);
      expect(high.x).toBeLessThanOrEqual(page.mediaBox.width);
      expect(high.y).toBeLessThanOrEqual(page.mediaBox.height);
    }
  });

  test("for cropping lie in line with the trimmed page's edges", async () => {
    const [page] = await pagesOf(styled(["x"], samePages({ bleed: 9, marks: { ...noMarks, crop: true } })));
    const lines = page?.items.flatMap((item) => (item.kind === "mark" && item.shape.kind === "line" ? [item.shape] : [])) ?? [];
    const horizontal = lines.filter(({ from, to }) => from.y === to.y).map(({ from }) => from.y);
    const vertical = lines.filter(({ from, to }) => from.x === to.x).map(({ from }) => from.x);
    expect(new Set(horizontal)).toEqual(new Set([30, 170]));
    expect(new Set(vertical)).toEqual(new Set([30, 250]));
  });
});

test("page 1 is :first, then right-to-left publications go on with a right page and others with a left one", async () => {
  const side = (name: string): typeof plainPage => ({ ...plainPage, marginBoxes: [marginBox("bottom-center", [{ kind: "string", text: name }])] });
  const pages = { first: side("first"), left: side("left"), right: side("right") };
  const copy = [paragraph("a", 30, { orphans: 1, widows: 1 })];
  for (const [direction, names] of [["rtl", ["first", "right", "left"]], ["ltr", ["first", "left", "right"]]] as const) {
    const laidOut = await pagesOf(styled(copy, pages, { direction }));
    expect(laidOut.map((page) => textsOf(page).at(-1)?.text)).toEqual(names);
  }
});

describe("margin boxes", () => {
  const page = (...boxes: Parameters<typeof marginBox>[]): ReturnType<typeof samePages> =>
    samePages({ margin: sides(30, 20, 40, 10), marginBoxes: boxes.map((box) => marginBox(...box)) });
  const text = (value: string): Parameters<typeof marginBox>[1] => [{ kind: "string", text: value }];

  test.each([
    ["top-left-corner", 0, 10, 0, 30],
    ["top-left", 10, 190, 0, 30],
    ["top-center", 10, 190, 0, 30],
    ["top-right", 10, 190, 0, 30],
    ["top-right-corner", 200, 20, 0, 30],
    ["right-top", 200, 20, 30, 70],
    ["right-middle", 200, 20, 30, 70],
    ["right-bottom", 200, 20, 30, 70],
    ["bottom-right-corner", 200, 20, 100, 40],
    ["bottom-right", 10, 190, 100, 40],
    ["bottom-center", 10, 190, 100, 40],
    ["bottom-left", 10, 190, 100, 40],
    ["bottom-left-corner", 0, 10, 100, 40],
    ["left-bottom", 0, 10, 30, 70],
    ["left-middle", 0, 10, 30, 70],
    ["left-top", 0, 10, 30, 70],
  ] as const)("%s alone has its band of the margin", async (name, x, width, y, height) => {
    const [laidOut] = await pagesOf(styled(["x"], page([name, text("n"), { backgroundColor: grey, textAlign: "center" }])));
    expect(laidOut?.items.flatMap((item) => (item.kind === "fill" ? [item.rect] : []))).toEqual([{ x, y, width, height }]);
    const own = textsOf(laidOut).find((each) => each.text === "n");
    expect(own?.x).toBeCloseTo(x + (width - 5) / 2);
    const share = name.endsWith("-top") ? 0 : name.endsWith("-bottom") ? 1 : 0.5;
    expect(own?.baseline).toBeCloseTo(y + (height - 12) * share + 9);
  });

  test("draw their borders and keep their text inside padding", async () => {
    const [laidOut] = await pagesOf(styled(["x"], page(["top-right", text("n"), { border: { ...sides(solid(0)), bottom: solid(1) }, padding: sides(0, 6) }])));
    expect(textsOf(laidOut).find((each) => each.text === "n")?.x).toBe(200 - 6 - 5);
    expect(laidOut?.items.find((item) => item.kind === "rule")).toMatchObject({ from: { x: 10, y: 29.5 }, to: { x: 200, y: 29.5 } });
  });

  test("count pages in the numerals asked for", async () => {
    const folio = marginBox("bottom-center", [
      { kind: "counter", name: "page", numerals: "arabic-indic" }, { kind: "string", text: " من " }, { kind: "counter", name: "pages", numerals: "persian" },
      { kind: "string", text: " / " }, { kind: "counter", name: "page", numerals: "european" },
    ]);
    const pages = await pagesOf(styled([paragraph("a", 115, { orphans: 1, widows: 1 })], samePages({ marginBoxes: [folio] })));
    expect(textsOf(pages[10]).at(-1)?.text).toBe("١١ من ۱۲ / 11");
  });

  test("are headers and footers, not content", async () => {
    const [laidOut] = await pagesOf(styled(["x"], page(["top-left", text("h")], ["bottom-left", text("f")], ["left-top", text("s")])));
    const roles = new Map(laidOut?.items.flatMap((item) => (item.kind === "text" ? [[item.text, item.role]] : [])));
    expect(roles.get("h")).toEqual({ kind: "artifact", type: "Pagination", subtype: "Header", attached: ["Top"] });
    expect(roles.get("f")).toEqual({ kind: "artifact", type: "Pagination", subtype: "Footer", attached: ["Bottom"] });
    expect(roles.get("s")).toEqual({ kind: "artifact", type: "Pagination", attached: ["Left"] });
  });

  test("share a side by what their content asks for, the middle one in the middle", () => {
    const asks = (length: number): { length: number; fixed: boolean } => ({ length, fixed: false });
    expect(shareSide([asks(30), undefined, asks(10)], 200)).toEqual([150, 0, 50]);
    expect(shareSide([asks(20), asks(60), asks(10)], 200)).toEqual([40, 120, 40]);
    expect(shareSide([undefined, asks(60), undefined], 200)).toEqual([0, 200, 0]);
    const shares = shareSide([{ length: 30, fixed: true }, asks(50), asks(50)], 200);
    expect(shares[0]).toBe(30);
    for (const share of shares.slice(1)) expect(share).toBeCloseTo(200 / 3);
    expect(shareSide([{ length: 30, fixed: true }, undefined, asks(50)], 200)).toEqual([30, 0, 170]);
    expect(shareSide([undefined, undefined, undefined], 200)).toEqual([0, 0, 0]);
  });
});
