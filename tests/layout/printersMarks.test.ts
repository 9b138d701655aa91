import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layoutPages, type DisplayItem, type Page, type Rect } from "../../src/layout/index.ts";
import type { Color, PageStyle } from "../../src/style/index.ts";
import { composeFixed, element, face, layOut, marginBox, noMarks, pagesOf, paragraph, samePages, sides, styled } from "./stage.ts";

const all: PageStyle["marks"] = { crop: true, cross: true, bars: true, slug: true };
const spot = (name: string, tint = 1): Color => ({ space: "spot", name, tint, alternate: { c: 0, m: 1, y: 0, k: 0 }, alpha: 1 });
const right = (rect: Rect): number => rect.x + rect.width;
const bottom = (rect: Rect): number => rect.y + rect.height;

const patchesOf = (page: Page | undefined) => (page?.items ?? []).flatMap((item) => (item.kind === "fill" && item.role.kind === "artifact" && item.role.type === "Page" ? [item] : []));
const slugsOf = (page: Page | undefined) => (page?.items ?? []).flatMap((item) => (item.kind === "outlined" ? [item] : []));

/** What a mark covers, the slug line by its type's height. */
function extentOf(item: DisplayItem): Rect | undefined {
  switch (item.kind) {
    case "fill":
      return item.rect;
    case "mark": {
      const { shape } = item;
      if (shape.kind === "circle") return { x: shape.center.x - shape.radius, y: shape.center.y - shape.radius, width: 2 * shape.radius, height: 2 * shape.radius };
      const [x, y] = [Math.min(shape.from.x, shape.to.x), Math.min(shape.from.y, shape.to.y)];
      return { x, y, width: Math.abs(shape.from.x - shape.to.x), height: Math.abs(shape.from.y - shape.to.y) };
    }
    case "outlined": {
      const left = Math.min(...item.runs.map((run) => run.x));
      const end = Math.max(...item.runs.map((run) => run.x + run.width));
      return { x: item.x + left, y: item.baseline - 4.8, width: end - left, height: 6 };
    }
    default:
      return undefined;
  }
}

const marksOf = (page: Page): Rect[] => page.items.filter(({ role }) => role.kind === "artifact" && role.type === "Page").flatMap((item) => extentOf(item) ?? []);
const overlap = (a: Rect, b: Rect): boolean => a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a);

test("whatever the page's size and bleed, marks stand outside the bleed, within the paper, and patches and slug clear of all others", async () => {
  const lengths = fc.double({ min: 40, max: 1200, noNaN: true });
  await fc.assert(
    fc.asyncProperty(lengths, lengths, fc.integer({ min: 0, max: 30 }), fc.record({ crop: fc.boolean(), cross: fc.boolean(), bars: fc.boolean(), slug: fc.boolean() }), async (width, height, bleed, marks) => {
      const { document } = await layOut(styled([element("p", { color: spot("Gold") }, ["x"])], samePages({ width, height, bleed, marks, margin: sides(5) })), "FOGRA39");
      const page = document?.pages[0];
      if (page === undefined) throw new Error("no page");
      expect([page.trimBox.width, page.trimBox.height]).toEqual([width, height]);
      expect(page.bleedBox).toEqual({ x: page.trimBox.x - bleed, y: page.trimBox.y - bleed, width: width + 2 * bleed, height: height + 2 * bleed });
      for (const mark of marksOf(page)) {
        expect(overlap(mark, page.bleedBox)).toBe(false);
        expect(Math.min(mark.x, mark.y)).toBeGreaterThanOrEqual(0);
        expect(right(mark)).toBeLessThanOrEqual(page.mediaBox.width + 1e-6);
        expect(bottom(mark)).toBeLessThanOrEqual(page.mediaBox.height + 1e-6);
      }
      const patches = patchesOf(page).map(({ rect }) => rect);
      const slugs = slugsOf(page).flatMap((item) => extentOf(item) ?? []);
      const lines = page.items.filter(({ kind }) => kind === "mark").flatMap((item) => extentOf(item) ?? []);
      for (const one of [...patches, ...slugs]) for (const other of lines) expect(overlap({ ...one, x: one.x - 2, width: one.width + 4 }, { ...other, width: Math.max(other.width, 0.25), height: Math.max(other.height, 0.25) })).toBe(false);
      expect(patches.every((one, index) => patches.every((other, place) => place <= index || right(one) <= other.x + 1e-6))).toBe(true);
    }),
    { numRuns: 100, seed: 11 },
  );
});

describe("colour bars", () => {
  const colorsAt = async (width: number, ...body: Parameters<typeof styled>[0]): Promise<Color[]> => patchesOf((await pagesOf(styled(body, samePages({ width, marks: all }))))[0]).map(({ color }) => color);
  /** Something in an RGB colour, which takes all four. */
  const picture = element("div", { backgroundColor: { space: "rgb", r: 1, g: 0, b: 0, alpha: 1 }, height: 5 });
  const inks = (colors: readonly Color[]): (string | number[])[] => colors.map((color) => (color.space === "spot" ? color.name : color.space === "cmyk" ? [color.c, color.m, color.y, color.k] : "rgb"));

  test("show the inks, half tints of them and what they give on top of each other", async () => {
    expect(inks(await colorsAt(600, picture, "x"))).toEqual([
      [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1],
      [0.5, 0, 0, 0], [0, 0.5, 0, 0], [0, 0, 0.5, 0], [0, 0, 0, 0.5],
      [1, 1, 0, 0], [1, 0, 1, 0], [0, 1, 1, 0], [1, 1, 1, 0],
    ]);
  });

  test("show no ink that the document does without", async () => {
    const cyan = element("div", { backgroundColor: { space: "cmyk", c: 0.3, m: 0, y: 0, k: 0.1, alpha: 1 }, height: 5 });
    const grey = element("div", { backgroundColor: { space: "rgb", r: 0.5, g: 0.5, b: 0.5, alpha: 1 }, height: 5 });
    const unseen = element("p", { color: { space: "rgb", r: 0.5, g: 0, b: 0.5, alpha: 0 } }, ["x"]);
    expect(inks(await colorsAt(600, grey, unseen, element("p", { color: spot("Gold") }, ["x"])))).toEqual([[0, 0, 0, 1], "Gold", [0, 0, 0, 0.5]]);
    expect(inks(await colorsAt(600, cyan, "x"))).toEqual([[1, 0, 0, 0], [0, 0, 0, 1], [0.5, 0, 0, 0], [0, 0, 0, 0.5]]);
  });

  test("show each spot ink of the document once, in full, wherever and on whichever page it is used", async () => {
    const body = [
      element("p", { color: spot("Gold", 0.2) }, ["x"]), element("p", { color: spot("Gold") }, ["y"]),
      element("div", { backgroundColor: spot("Silver"), height: 5 }), element("p", { color: { ...spot("Bronze"), alpha: 0.5 }, breakBefore: "page" }, ["z"]),
    ];
    const pages = await pagesOf(styled(body, samePages({ width: 600, marks: all, marginBoxes: [marginBox("bottom-center", [{ kind: "string", text: "f" }], { color: spot("ذهبي") })] })));
    expect(pages).toHaveLength(2);
    for (const page of pages) {
      const spots = patchesOf(page).flatMap(({ color }) => (color.space === "spot" ? [color] : []));
      expect(spots.map(({ name }) => name)).toEqual(["Silver", "Gold", "ذهبي", "Bronze"]);
      for (const color of spots) expect([color.tint, color.alpha]).toEqual([1, 1]);
    }
  });

  test("leave out overprints, then tints, then spot inks where the page is narrow, and go on beyond the cross", async () => {
    const gold = element("p", { color: spot("Gold") }, ["x"]);
    expect(inks(await colorsAt(150, picture, gold))).toEqual([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], "Gold", [0.5, 0, 0, 0], [0, 0.5, 0, 0], [0, 0, 0.5, 0]]);
    expect(inks(await colorsAt(80, picture, gold))).toEqual([[1, 0, 0, 0], [0, 1, 0, 0]]);
    expect(await colorsAt(55, picture, gold)).toEqual([]);
  });

  test("are none where they are not asked for", async () => {
    const [page] = await pagesOf(styled(["x"], samePages({ marks: { ...all, bars: false } })));
    expect(patchesOf(page)).toEqual([]);
  });
});

describe("a slug line", () => {
  const folio = marginBox("bottom-center", [{ kind: "counter", name: "page", numerals: "arabic-indic" }]);

  /** What the lines say, in logical order: composed by the stage, which keeps no text in runs. */
  async function slugs(width: number, document = styled(["x"], samePages({ width, marks: all })), condition = "FOGRA39"): Promise<string[]> {
    const seen: string[] = [];
    const laidOut = await layoutPages(document, {
      compose: (text, measure) => {
        const lines = composeFixed(text, measure);
        if (text.spans[0]?.style.size === 6 && (lines[0]?.width ?? Infinity) <= measure) seen.push(lines[0]?.text ?? "");
        return lines;
      },
      fonts: { match: () => [face] }, report: () => undefined, condition,
    });
    expect(slugsOf(laidOut?.pages[0])).toHaveLength(Math.min(1, seen.length));
    return seen.map((text) => text.replace(/[\u2068\u2069]/gu, ""));
  }

  test("says what is printed: title, date, page, condition, inks", async () => {
    const document = { ...styled([element("p", { color: spot("Gold") }, ["x"])], samePages({ width: 700, marks: all, marginBoxes: [folio] })), title: "صدى  المدينة", metadata: { date: "2022-11-24" } };
    expect(await slugs(700, document)).toEqual(["صدى المدينة · ٢٠٢٢-١١-٢٤ · صفحة ١ من ١ · FOGRA39 · Black + Gold"]);
  });

  test("counts every page, in the digits of the text or else of the folio", async () => {
    const text = [paragraph("a", 15, { orphans: 1, widows: 1 })];
    const pages = samePages({ width: 700, marks: all });
    expect(await slugs(700, styled(text, pages), "")).toEqual([1, 2].map((page) => `Edition · صفحة ${page} من 2 · Black`));
    const persian = { ...styled(["x"], pages, { numerals: "persian" }), language: "fa-IR" };
    expect((await slugs(700, persian))[0]).toContain("صفحهٔ ۱ از ۱");
    expect((await slugs(700, { ...styled(["x"], pages), language: "en" }))[0]).toContain("page 1 of 1");
  });

  test("leaves out what has no room, the page last", async () => {
    const at = async (width: number): Promise<string | undefined> => {
      const red = element("p", { color: { space: "cmyk", c: 0.1, m: 1, y: 1, k: 0, alpha: 1 } }, ["x"]);
      const document = { ...styled([red], samePages({ width, marks: all })), title: "العنوان", metadata: { date: "2022-11-24" } };
      return (await slugs(width, document)).at(-1);
    };
    expect(await at(300)).toBe("العنوان · 2022-11-24 · صفحة 1 من 1 · FOGRA39 · Cyan Magenta Yellow Black");
    expect(await at(200)).toBe("العنوان · 2022-11-24 · صفحة 1 من 1 · FOGRA39");
    expect(await at(140)).toBe("العنوان · صفحة 1 من 1 · FOGRA39");
    expect(await at(100)).toBe("العنوان · صفحة 1 من 1");
    expect(await at(60)).toBe("صفحة 1 من 1");
    expect(await at(35)).toBeUndefined();
  });

  test("is no text, and stands at the edge where lines start", async () => {
    for (const direction of ["rtl", "ltr"] as const) {
      const [page] = await pagesOf(styled(["x"], samePages({ width: 400, marks: { ...noMarks, slug: true } }), { direction }));
      const [slug] = slugsOf(page);
      if (page === undefined || slug === undefined) throw new Error("no slug line");
      const { x, width } = extentOf(slug) ?? { x: 0, width: 0 };
      if (direction === "rtl") expect(x + width).toBeCloseTo(right(page.trimBox));
      else expect(x).toBeCloseTo(page.trimBox.x);
      expect(page.mediaBox).toEqual({ x: 0, y: 0, width: 400, height: 140 + 13 });
      expect(slug.role).toEqual({ kind: "artifact", type: "Page" });
    }
  });
});
