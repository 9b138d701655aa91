import { describe, expect, test } from "vitest";
import type { ComputedStyle } from "../../src/style/index.ts";
import { element, grey, layOut, pagesOf, paragraph, samePages, sides, solid, styled, textsOf, type Draft } from "./stage.ts";

const room = samePages({ height: 600 });
const baselines = async (...body: Draft[]): Promise<number[]> => textsOf((await pagesOf(styled(body, room)))[0]).map(({ baseline }) => baseline);
const line = (style: Partial<ComputedStyle> = {}): Draft => paragraph("a", 1, style);
const boxes = async (style: Partial<ComputedStyle>, parent: Partial<ComputedStyle> = {}): Promise<number[][]> => {
  const [page] = await pagesOf(styled([element("div", parent, [element("div", { backgroundColor: grey, ...style }, ["x"])])], room));
  return (page?.items ?? []).flatMap((item) => (item.kind === "fill" ? [[item.rect.x, item.rect.y, item.rect.width, item.rect.height]] : []));
};

// The page's content begins at 10 pt; a 12 pt line of 10 pt type has its baseline 9 pt down.
describe("vertical margins", () => {
  test("of siblings collapse to the larger one", async () => {
    expect(await baselines(line({ margin: sides(0, 0, 10, 0) }), line({ margin: sides(4, 0, 0, 0) }))).toEqual([19, 19 + 12 + 10]);
  });
  test("collapse to the sum of the largest and the most negative one", async () => {
    expect(await baselines(line({ margin: sides(0, 0, 10, 0) }), line({ margin: sides(-4, 0, 0, 0) }))).toEqual([19, 19 + 12 + 6]);
  });
  test("of a first and a last child collapse with their parent's", async () => {
    const child = line({ margin: sides(8, 0, 6, 0) });
    expect(await baselines(line(), element("div", { margin: sides(5, 0, 9, 0) }, [child]), line())).toEqual([19, 19 + 12 + 8, 19 + 24 + 8 + 9]);
  });
  test("stay apart where the parent has padding or a border", async () => {
    const child = line({ margin: sides(8, 0, 6, 0) });
    expect(await baselines(line(), element("div", { margin: sides(5, 0), padding: sides(1, 0) }, [child]), line())).toEqual([19, 19 + 12 + 5 + 1 + 8, 19 + 24 + 5 + 1 + 8 + 6 + 1 + 5]);
    expect(await baselines(line(), element("div", { border: sides(solid(2)) }, [child]))).toEqual([19, 19 + 12 + 2 + 8]);
  });
  test("collapse through an empty block", async () => {
    expect(await baselines(line({ margin: sides(0, 0, 3, 0) }), element("div", { margin: sides(7, 0, 5, 0) }), line({ margin: sides(4, 0, 0, 0) }))).toEqual([19, 19 + 12 + 7]);
  });
  test("of a first child collapse out of a box of fixed height", async () => {
    expect(await baselines(line(), element("div", { height: 30 }, [line({ margin: sides(8, 0, 0, 0) })]), line())).toEqual([19, 19 + 12 + 8, 19 + 12 + 8 + 30]);
  });
});

describe("a box", () => {
  test.each([
    ["fills its container", {}, [10, 10, 200, 12]],
    ["has its width, standing at the line's start", { width: 50 }, [160, 10, 50, 12]],
    ["has a share of the width", { width: { percent: 25 } }, [160, 10, 50, 12]],
    ["is centred between auto margins", { width: 50, margin: sides<"auto" | number>(0, "auto") }, [85, 10, 50, 12]],
    ["goes to the left where its right margin is auto", { width: 50, margin: sides<"auto" | number>(0, "auto", 0, 3) }, [13, 10, 50, 12]],
    ["adds padding and border to its width", { width: 50, padding: sides(2), border: sides(solid(1)) }, [154, 10, 56, 18]],
    ["counts them in with border-box", { width: 50, padding: sides(2), border: sides(solid(1)), boxSizing: "border-box" }, [160, 10, 50, 18]],
    ["obeys max-width", { maxWidth: 40 }, [170, 10, 40, 12]],
    ["lets min-width win", { width: 10, maxWidth: 20, minWidth: 60 }, [150, 10, 60, 12]],
    ["has its height", { height: 40 }, [10, 10, 200, 40]],
    ["obeys min-height", { minHeight: 40 }, [10, 10, 200, 40]],
    ["counts padding in min-height with border-box", { minHeight: 40, padding: sides(5), boxSizing: "border-box" }, [10, 10, 200, 40]],
    ["obeys max-height", { maxHeight: 5 }, [10, 10, 200, 5]],
    ["may lie outside its container with negative margins", { margin: sides(0, -10) }, [0, 10, 220, 12]],
  ] as const)("%s", async (_, style, rect) => {
    expect(await boxes(style)).toEqual([rect]);
  });

  test("in a left-to-right container stands at the left", async () => {
    expect(await boxes({ width: 50 }, { direction: "ltr" })).toEqual([[10, 10, 50, 12]]);
  });

  test("without content but with a border is drawn", async () => {
    const [page] = await pagesOf(styled([element("hr", { border: { ...sides(solid(0)), top: solid(2) } }), line()], room));
    expect(page?.items.filter((item) => item.kind === "rule")).toMatchObject([{ from: { x: 10, y: 11 }, to: { x: 210, y: 11 } }]);
    expect(textsOf(page)[0]?.baseline).toBe(21);
  });

  test("draws its background under its text and its border around its padding", async () => {
    const [page] = await pagesOf(styled([element("div", { backgroundColor: grey, border: sides(solid(2)), padding: sides(3) }, ["x"])], room));
    expect(page?.items.map((item) => item.kind)).toEqual(["fill", "rule", "rule", "rule", "rule", "text"]);
  });
});

test("the body's background is the page's, out to the bleed, and not drawn twice", async () => {
  const document = styled(["x"], samePages({ bleed: 9 }));
  const [body] = document.root.children;
  if (body?.kind !== "element") throw new Error("no body");
  const root = { ...document.root, children: [{ ...body, style: { ...body.style, backgroundColor: grey } }] };
  const [page] = await pagesOf({ ...document, root });
  expect(page?.items.filter((item) => item.kind === "fill").map(({ rect }) => rect)).toEqual([page?.bleedBox]);
});

describe("what boxes draw", () => {
  test("lies under all text, so that no background covers the descenders above it", async () => {
    const [page] = await pagesOf(styled([paragraph("a", 1, { backgroundColor: grey }), element("div", { display: "flex" }, [paragraph("b", 1, { backgroundColor: grey })]), paragraph("c", 1, { backgroundColor: grey })]));
    expect(page?.items.map(({ kind }) => kind)).toEqual(["fill", "fill", "fill", "text", "text", "text"]);
  });

  test("double borders meet at the corners, outer line with outer line and inner with inner", async () => {
    const double = { width: 3, style: "double", color: grey } as const;
    const [page] = await pagesOf(styled([element("div", { border: sides(double), height: 30 }, [])]));
    const rules = page?.items.flatMap((item) => (item.kind === "rule" ? [[item.from.x, item.from.y, item.to.x, item.to.y]] : []));
    expect(rules).toEqual([
      [10, 10.5, 210, 10.5], [12, 12.5, 208, 12.5], [10, 45.5, 210, 45.5], [12, 43.5, 208, 43.5],
      [209.5, 11, 209.5, 45], [207.5, 12, 207.5, 44], [10.5, 11, 10.5, 45], [12.5, 12, 12.5, 44],
    ]);
  });
});

describe("sizes", () => {
  test("calc() adds its length to its share", async () => {
    const less = { percent: 100, offset: -50 };
    const fills = async (style: Parameters<typeof element>[1]): Promise<number | undefined> => {
      const [page] = await pagesOf(styled([element("div", { backgroundColor: grey, height: 10, ...style }, [])]));
      return page?.items.flatMap((item) => (item.kind === "fill" ? [item.rect.width] : []))[0];
    };
    expect(await fills({ width: less })).toBe(150);
    expect(await fills({ maxWidth: less })).toBe(150);
    expect(await fills({ padding: { ...sides(0), left: { percent: 0, offset: 7 } }, width: 100 })).toBe(107);
  });

  test("a minimum height does not count the first child's margin, which stands outside", async () => {
    const [page] = await pagesOf(styled([element("div", { minHeight: 50, backgroundColor: grey }, [paragraph("a", 1, { margin: sides(20, 0) })])]));
    expect(page?.items.flatMap((item) => (item.kind === "fill" ? [item.rect.height] : []))).toEqual([50]);
  });

  test("a maximum height that is not reached lets a box break over pages", async () => {
    const pages = await pagesOf(styled([element("div", { maxHeight: 3000 }, [paragraph("a", 25)])]));
    expect(pages.flatMap((page) => textsOf(page))).toHaveLength(25);
    expect(pages.length).toBe(3);
  });
});

test("text that would be cut off at the paper's edge is an error", async () => {
  const tall = element("div", { display: "flex" }, [paragraph("a", 40)]);
  expect((await layOut(styled([tall]))).diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual(["layout/off-page"]);
  const wide = element("p", { whiteSpace: "nowrap" }, ["word ".repeat(40)]);
  expect((await layOut(styled([wide]))).diagnostics.map(({ code }) => code)).toEqual(["layout/off-page"]);
});
