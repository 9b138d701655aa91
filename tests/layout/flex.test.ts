import { describe, expect, test } from "vitest";
import type { ComputedStyle } from "../../src/style/index.ts";
import { element, grey, layOut, pagesOf, paragraph, samePages, sides, solid, styled, textsOf, type Draft } from "./stage.ts";

const room = samePages({ height: 600 });
const flex = (style: Partial<ComputedStyle>, children: Draft["children"]): Draft => element("div", { display: "flex", ...style }, children);
const item = (text: string, style: Partial<ComputedStyle> = {}): Draft => element("div", { backgroundColor: grey, ...style }, [text]);

const rects = async (container: Draft): Promise<number[][]> => {
  const [page] = await pagesOf(styled([container], room));
  return (page?.items ?? []).flatMap((each) =>
    each.kind === "fill" ? [[each.rect.x, each.rect.y, each.rect.width, each.rect.height].map((length) => Math.round(length * 100) / 100)] : [],
  );
};

// The page's content is 10 to 210 pt wide; letters are 5 pt, lines 12 pt.
describe("a flex row", () => {
  test("runs from the right in right-to-left text and from the left in other text", async () => {
    expect(await rects(flex({}, [item("aa"), item("bbbb")]))).toEqual([[200, 10, 10, 12], [180, 10, 20, 12]]);
    expect(await rects(flex({ direction: "ltr" }, [item("aa"), item("bbbb")]))).toEqual([[10, 10, 10, 12], [20, 10, 20, 12]]);
    expect(await rects(flex({ flexDirection: "row-reverse" }, [item("aa"), item("bbbb")]))).toEqual([[10, 10, 10, 12], [20, 10, 20, 12]]);
  });

  test.each([
    ["flex-start", [190, 160]],
    ["flex-end", [40, 10]],
    ["center", [115, 85]],
    ["space-between", [190, 10]],
    ["space-around", [152.5, 47.5]],
    ["space-evenly", [140, 60]],
  ] as const)("places its items with justify-content: %s", async (justifyContent, lefts) => {
    expect((await rects(flex({ justifyContent }, [item("aaaa"), item("bbbbbb")]))).map(([x]) => x)).toEqual(lefts);
  });

  test("puts gaps between, grows and shrinks its items by their factors and bases", async () => {
    expect(await rects(flex({ columnGap: 10 }, [item("a", { flexGrow: 1, flexBasis: 0 }), item("b", { flexGrow: 3, flexBasis: 0 })]))).toEqual([[162.5, 10, 47.5, 12], [10, 10, 142.5, 12]]);
    expect((await rects(flex({}, [item("a", { width: 150 }), item("b", { width: 150, flexShrink: 3 })]))).map(([, , width]) => width)).toEqual([125, 75]);
    expect((await rects(flex({}, [item("a", { flexBasis: { percent: 25 } }), item("b", { flexShrink: 0, width: 40 })]))).map(([, , width]) => width)).toEqual([50, 40]);
  });

  test("shrinks text to what is left and composes it anew for that width", async () => {
    const [page] = await pagesOf(styled([flex({}, [item("aaaa bbbb cccc dddd eeee ffff"), item("x", { width: 100, flexShrink: 0 })])], room));
    expect(textsOf(page).map(({ text }) => text)).toEqual(["aaaa bbbb cccc dddd ", "eeee ffff", "x"]);
    expect(await rects(flex({}, [item("aaaa bbbb cccc dddd eeee ffff"), item("x", { width: 100, flexShrink: 0 })]))).toEqual([[110, 10, 100, 24], [10, 10, 100, 24]]);
  });

  test("aligns its items across", async () => {
    const across = async (alignItems: ComputedStyle["alignItems"]): Promise<number[][]> =>
      (await rects(flex({ alignItems }, [item("a", { height: 40 }), item("b")]))).map(([, y, , height]) => [y ?? 0, height ?? 0]);
    expect(await across("stretch")).toEqual([[10, 40], [10, 40]]);
    expect(await across("flex-start")).toEqual([[10, 40], [10, 12]]);
    expect(await across("flex-end")).toEqual([[10, 40], [38, 12]]);
    expect(await across("center")).toEqual([[10, 40], [24, 12]]);
  });

  test("puts first baselines on one line and grows to hold what that moves down", async () => {
    const container = flex({ alignItems: "baseline" }, [item("big", { fontSize: 30, lineHeight: 36 }), item("small two", { padding: sides(4) })]);
    const [page] = await pagesOf(styled([container, element("p", {}, ["after"])], room));
    const [big, small, after] = textsOf(page);
    expect(small?.baseline).toBeCloseTo(big?.baseline ?? 0, 4);
    expect(after?.baseline).toBeCloseTo(10 + 36 + 9, 4);
  });

  test("wraps onto lines from the right", async () => {
    expect(await rects(flex({ flexWrap: "wrap", rowGap: 5 }, [item("a", { width: 120 }), item("b", { width: 120 })]))).toEqual([[90, 10, 120, 12], [90, 27, 120, 12]]);
  });

  test("makes an item of bare text", async () => {
    const [page] = await pagesOf(styled([flex({ justifyContent: "space-between" }, ["bare", item("boxed")])], room));
    expect(textsOf(page).map(({ text, x }) => [text, x])).toEqual([["bare", 190], ["boxed", 10]]);
  });
});

describe("a flex container", () => {
  test("in a column places its items one below the other, nested rows inside them", async () => {
    const nested = flex({ columnGap: 10, padding: sides(2), backgroundColor: grey }, [item("a"), item("b")]);
    expect(await rects(flex({ flexDirection: "column", rowGap: 6, border: sides(solid(1)) }, [item("top"), nested]))).toEqual([
      [11, 11, 198, 12], [11, 29, 198, 16], [202, 31, 5, 12], [187, 31, 5, 12],
    ]);
  });

  test("inside an item's flow is laid out in that item's width", async () => {
    const inner = flex({ justifyContent: "space-between" }, [item("a"), item("b")]);
    expect(await rects(flex({}, [element("div", { width: 100 }, [inner])]))).toEqual([[205, 10, 5, 12], [110, 10, 5, 12]]);
  });

  test("is as high as its height, its min-height or its items ask, and takes part in margins", async () => {
    const heights = async (style: Partial<ComputedStyle>): Promise<number | undefined> =>
      (await rects(element("div", {}, [flex({ backgroundColor: grey, ...style }, ["a"])])))[0]?.[3];
    expect(await heights({})).toBe(12);
    expect(await heights({ height: 50 })).toBe(50);
    expect(await heights({ minHeight: 30 })).toBe(30);
    const [page] = await pagesOf(styled([element("p", { margin: sides(0, 0, 10, 0) }, ["a"]), flex({ margin: sides(4, 0, 0, 0) }, ["b"])], room));
    expect(textsOf(page).map(({ baseline }) => baseline)).toEqual([19, 41]);
  });

  test("centres its items in a min-height", async () => {
    expect(await rects(flex({ minHeight: 30, alignItems: "center" }, [item("a")]))).toEqual([[205, 19, 5, 12]]);
  });

  test("goes to the next page whole, and is reported where it is taller than a page", async () => {
    const tall = flex({ flexDirection: "column" }, [item("a", { height: 50 }), item("b", { height: 50 })]);
    const fits = await pagesOf(styled([element("p", { height: 60 }, ["x"]), tall]));
    expect(fits.map((page) => textsOf(page).map(({ text }) => text))).toEqual([["x"], ["a", "b"]]);
    const { diagnostics } = await layOut(styled([flex({}, [item("a", { height: 500 })])]));
    expect(diagnostics.map(({ code }) => code)).toEqual(["layout/overflow"]);
  });

  test("nested in each other with blocks between are laid out in time", async () => {
    let nested: Draft = paragraph("deep", 1);
    for (let level = 0; level < 60; level++) nested = flex({}, [element("div", {}, [nested])]);
    const [page] = await pagesOf(styled([nested]));
    expect(textsOf(page).map(({ text }) => text)).toEqual(["deep1"]);
  });

  test("calc() widths of items count from the container", async () => {
    expect(await rects(flex({}, [item("a", { width: { percent: 50, offset: -10 } })]))).toMatchObject([[120, 10, 90, 12]]);
  });
});
