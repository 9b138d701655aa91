import { describe, expect, test } from "vitest";
import type { OpenedImage } from "../../src/images/index.ts";
import type { DisplayItem, ImageItem, Page, PagedDocument, StructureNode } from "../../src/layout/index.ts";
import type { ComputedStyle } from "../../src/style/index.ts";
import { element, grey, layOutWith, paragraph, samePages, sides, solid, styled, textsOf, type Draft } from "./stage.ts";

/** 80 pt wide and 40 high by itself. */
const wide = imageOf("wide.png", 80, 40);
/** 30 pt wide and 60 high. */
const tall = imageOf("tall.png", 30, 60);
const images = new Map([wide, tall].map((image) => [image.src, image]));

function imageOf(src: string, width: number, height: number): OpenedImage {
  return {
    src, width: (width * 4) / 3, height: (height * 4) / 3, space: "rgb", hasAlpha: false, profile: undefined, lossy: false, uprightJpeg: false, isLineArt: false, bytes: new Uint8Array(),
    place: () => undefined,
  };
}

const img = (style: Partial<ComputedStyle> = {}, src = "wide.png", attributes: Record<string, string> = { alt: "صورة" }): Draft => element("img", style, [], { src, ...attributes });
const inline = (style: Partial<ComputedStyle> = {}, src = "wide.png"): Draft => img({ display: "inline", ...style }, src);

async function laidOut(body: readonly (Draft | string)[], pages = samePages()) {
  const { document, diagnostics } = await layOutWith(styled(body, pages), { images });
  if (document === undefined) throw new Error("nothing was laid out");
  return { document, diagnostics };
}

const isImage = (item: DisplayItem): item is ImageItem => item.kind === "image";
const imagesOn = (page: Page | undefined): ImageItem[] => (page?.items ?? []).filter(isImage);
const rectsOf = (document: PagedDocument, page = 0) => imagesOn(document.pages[page]).map(({ rect }) => [rect.x, rect.y, rect.width, rect.height].map((value) => Math.round(value * 100) / 100));

/** The first image of a body, on a page whose content is 200 pt wide from 10 to 210 and 120 high from 10. */
async function first(...body: readonly (Draft | string)[]) {
  const { document, diagnostics } = await laidOut(body);
  return { rect: rectsOf(document)[0], clip: imagesOn(document.pages[0])[0]?.clip, diagnostics };
}

describe("the size of an image", () => {
  test.each<readonly [string, Partial<ComputedStyle>, readonly [number, number]]>([
    ["is its own where nothing is said", {}, [80, 40]],
    ["follows from its width", { width: 120 }, [120, 60]],
    ["follows from its height", { height: 10 }, [20, 10]],
    ["is what is asked for both ways", { width: 30, height: 30 }, [30, 30]],
    ["may be a share of the measure", { width: { percent: 50 } }, [100, 50]],
    ["is its own where a share of a height that depends on it is asked for", { height: { percent: 50 } }, [80, 40]],
    ["keeps its ratio within a greatest width", { maxWidth: { percent: 30 } }, [60, 30]],
    ["keeps its ratio within a greatest height", { maxHeight: 20 }, [40, 20]],
    ["keeps its ratio within both, by the stricter", { maxWidth: 60, maxHeight: 20 }, [40, 20]],
    ["keeps its ratio from a least width on", { minWidth: 100 }, [100, 50]],
    ["keeps its ratio from a least height on", { minHeight: 50 }, [100, 50]],
    ["gives the ratio up where limits contradict it", { minWidth: 100, maxHeight: 20 }, [100, 20]],
    ["lets the least win over the greatest", { minWidth: 100, maxWidth: 50 }, [100, 50]],
    ["leaves out what box-sizing counts in", { width: 100, padding: sides(10), boxSizing: "border-box" }, [80, 40]],
  ])("%s", async (_, style, [width, height]) => {
    expect((await first(img(style))).rect?.slice(2)).toEqual([width, height]);
  });
});

describe("the place of an image", () => {
  test.each<readonly [string, Draft, number]>([
    ["a block's is where its line would start", img(), 130],
    ["a block's is in the middle between margins that are auto", img({ margin: sides<number | "auto">(0, "auto") }), 70],
    ["an inline one's is at the start of its line", element("p", {}, ["\n ", inline(), " "]), 130],
    ["an inline one's is where text-align puts it", element("p", { textAlign: "center" }, [inline()]), 70],
    ["an inline one's is within its margins", element("p", { textAlign: "left" }, [inline({ margin: sides(0, 0, 0, 5) })]), 15],
  ])("%s", async (_, draft, x) => {
    const { rect, diagnostics } = await first(draft);
    expect([rect?.[0], diagnostics]).toEqual([x, []]);
  });

  test("is inside its padding and border, which are drawn, and margins collapse about it", async () => {
    const { document } = await laidOut([paragraph("a", 1, { margin: sides(0, 0, 8) }), img({ margin: sides(5), padding: sides(2), border: sides(solid(1)), backgroundColor: grey }), paragraph("b", 1)]);
    expect(rectsOf(document)).toEqual([[210 - 5 - 3 - 80, 10 + 12 + 8 + 3, 80, 40]]);
    const [fill] = (document.pages[0]?.items ?? []).flatMap((item) => (item.kind === "fill" ? [item.rect] : []));
    expect([fill?.x, fill?.y, fill?.width, fill?.height].map((value) => Number(value?.toFixed(3)))).toEqual([119, 30, 86, 46]);
    expect(textsOf(document.pages[0])[1]?.baseline).toBeCloseTo(30 + 46 + 5 + 9);
  });
});

describe("an image never breaks", () => {
  test("it goes to the next page whole", async () => {
    const { document, diagnostics } = await laidOut([paragraph("a", 8), img(), paragraph("b", 1)]);
    expect([rectsOf(document, 0), rectsOf(document, 1)]).toEqual([[], [[130, 10, 80, 40]]]);
    expect([textsOf(document.pages[1]).map(({ text }) => text), diagnostics]).toEqual([["b1"], []]);
  });

  test("it goes to the next column whole, and its caption with it", async () => {
    const figure = element("figure", { breakInside: "avoid" }, [inline({ maxWidth: { percent: 100 } }), paragraph("caption", 1, {}, "figcaption")]);
    const { document } = await laidOut([element("div", { columnCount: 2, columnGap: 20, columnFill: "auto" }, [paragraph("a", 8, { widows: 9 }), figure, paragraph("b", 1)])]);
    expect(rectsOf(document)).toEqual([[20, 10, 80, 40]]);
    const caption = textsOf(document.pages[0]).find(({ text }) => text === "caption1");
    expect(caption?.baseline).toBeCloseTo(50 + 9);
  });

  test("what is higher than the page sticks out, and that is told", async () => {
    const { document, diagnostics } = await laidOut([img({ height: 150 })]);
    expect([document.pages.length, diagnostics]).toMatchObject([1, [{ severity: "warning", code: "layout/overflow" }]]);
  });
});

test("an image may stand over the edge of the paper, but not beside it", async () => {
  expect((await first(img({ margin: sides(0, -50, 0, 0) }))).diagnostics).toEqual([]);
  const { diagnostics } = await first(img({ margin: sides(0, -95, 0, 0) }));
  expect(diagnostics).toMatchObject([{ severity: "error", code: "layout/off-page" }]);
});

describe("as a flex item an image", () => {
  const row = (style: Partial<ComputedStyle>, ...children: Draft[]): Draft => element("div", { display: "flex", ...style }, children);

  test("has its own size, and is not stretched beside what is higher", async () => {
    const { document } = await laidOut([row({}, img(), img({}, "tall.png"))]);
    expect(rectsOf(document)).toEqual([[130, 10, 80, 40], [100, 10, 30, 60]]);
  });

  test("keeps its ratio where it is given one measure, or shrinks", async () => {
    const { document } = await laidOut([row({}, img({ height: 20 }), img({ width: 20 }), img({ maxWidth: 40 }))]);
    expect(rectsOf(document).map((rect) => rect.slice(2))).toEqual([[40, 20], [20, 10], [40, 20]]);
    const crowded = await laidOut([row({}, img({ width: 200 }), img({ width: 200 }))]);
    expect(rectsOf(crowded.document).map((rect) => rect.slice(2))).toEqual([[100, 50], [100, 50]]);
  });

  test("stands in the middle where that is asked for, text beside it", async () => {
    const { document } = await laidOut([row({ alignItems: "center" }, img(), paragraph("a", 1))]);
    expect(rectsOf(document)).toEqual([[130, 10, 80, 40]]);
    expect(textsOf(document.pages[0])[0]).toMatchObject({ baseline: 10 + 20 - 6 + 9 });
  });

  test("is as wide as its item, within a figure", async () => {
    const figure = element("figure", { flexBasis: 0, flexGrow: 1 }, [inline({ maxWidth: { percent: 100 } }), paragraph("c", 1, {}, "figcaption")]);
    const { document } = await laidOut([row({}, figure, element("p", { flexBasis: 0, flexGrow: 3 }, ["x"]))]);
    expect(rectsOf(document)).toEqual([[160, 10, 50, 25]]);
  });
});

describe("object-fit", () => {
  test.each<readonly [ComputedStyle["objectFit"], readonly number[], boolean]>([
    ["fill", [170, 10, 40, 40], false],
    ["contain", [170, 20, 40, 20], false],
    ["cover", [150, 10, 80, 40], true],
    ["none", [150, 10, 80, 40], true],
    ["scale-down", [170, 20, 40, 20], false],
  ])("%s", async (objectFit, rect, clipped) => {
    const { rect: found, clip } = await first(img({ width: 40, height: 40, objectFit }));
    expect([found, clip]).toEqual([rect, clipped ? { x: 170, y: 10, width: 40, height: 40 } : undefined]);
  });

  test("object-position says which part meets which part", async () => {
    const { rect } = await first(img({ width: 40, height: 40, objectFit: "contain", objectPosition: { x: 3, y: { percent: 100 } } }));
    expect(rect).toEqual([173, 30, 40, 20]);
    expect((await first(img({ width: 40, height: 40, objectFit: "cover", objectPosition: { x: { percent: 100 }, y: 0 } }))).rect).toEqual([130, 10, 80, 40]);
  });
});

describe("an image in the midst of a line", () => {
  test.each<readonly [string, readonly (Draft | string)[], number]>([
    ["after text", ["نص ", inline()], 1],
    ["before text", [inline(), " نص"], 1],
    ["before text in an element", [inline(), element("b", {}, ["نص"])], 1],
    ["after another image", [inline(), " ", inline()], 1],
    ["alone between breaks", ["نص", element("br"), inline(), element("br"), "نص"], 0],
    ["alone as a block", ["نص", img(), "نص"], 0],
  ])("%s is told of, if it is not alone: %#", async (_, content, count) => {
    const { document, diagnostics } = await laidOut([element("p", {}, content)]);
    expect(diagnostics.map(({ code, severity }) => [severity, code])).toEqual(Array<string[]>(count).fill(["warning", "layout/inline-image"]));
    expect(imagesOn(document.pages[0]).length).toBeGreaterThan(0);
  });

  test("the break after an image ends its line, and makes no empty one", async () => {
    const { document } = await laidOut([element("p", {}, [inline(), element("br"), "تحت"])]);
    expect(textsOf(document.pages[0])[0]?.baseline).toBeCloseTo(50 + 9);
  });
});

describe("what an image says", () => {
  const typesOf = ({ type, alt, children }: StructureNode): unknown => [alt === undefined ? type : `${type} ${alt}`, ...children.map(typesOf)];

  test("a Figure with its text, in the order of reading, its caption beside it", async () => {
    const { document } = await laidOut([paragraph("a", 1), element("figure", {}, [inline(), paragraph("c", 1, {}, "figcaption")]), paragraph("b", 1)]);
    expect(typesOf(document.structure)).toEqual(["Document", ["P"], ["Div", ["Figure صورة"], ["Caption"]], ["P"]]);
    const [image] = imagesOn(document.pages[0]);
    expect(image?.role).toEqual({ kind: "content", structure: 3 });
    expect(document.pages[0]?.items.map(({ kind }) => kind)).toEqual(["text", "image", "text", "text"]);
  });

  test("nothing where its text is empty", async () => {
    const { document, diagnostics } = await laidOut([img({}, "wide.png", { alt: "" })]);
    expect([imagesOn(document.pages[0])[0]?.role.kind, diagnostics]).toEqual(["artifact", []]);
  });

  test("an error where there is none", async () => {
    const { diagnostics } = await laidOut([img({}, "wide.png", {})]);
    expect(diagnostics).toMatchObject([{ severity: "error", code: "layout/no-alt" }]);
  });
});

test("an image's text is part of what a link or a heading of the outline says", async () => {
  const ornament = img({ display: "inline" }, "tall.png", { alt: "" });
  const { document } = await laidOut([element("h1", {}, [inline()]), element("p", {}, [element("a", {}, [ornament, inline(), img({ display: "inline" }, "tall.png", { alt: "x", role: "presentation" })], { href: "#" })])]);
  const links = (node: StructureNode): string[] => [...(node.link === undefined ? [] : [node.link.contents]), ...node.children.flatMap(links)];
  expect(links(document.structure)).toEqual(["صورة"]);
  expect(document.outline.map(({ title }) => title)).toEqual(["صورة"]);
});
