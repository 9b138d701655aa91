import { describe, expect, test } from "vitest";
import { layoutPages, type Page, type TextItem } from "../../src/layout/index.ts";
import type { ComputedStyle } from "../../src/style/index.ts";
import { composeParagraph, openShaper } from "../../src/text/index.ts";
import { builtInFonts } from "../text/faces.ts";
import { element, noStroke, paragraph, samePages, sides, solid, styled, type Draft } from "./stage.ts";

const fonts = await builtInFonts();
const shaper = await openShaper();
const words = "قال وزير الخارجية إن بلاده لم تتوجه إلى شركائها في منظمة معاهدة الأمن بطلب المساعدة في العملية وإن لديها كل ما هو ضروري".split(" ");
const prose = (count: number): string => Array.from({ length: count }, (_, index) => words[index % words.length]).join(" ");
const tall = samePages({ height: 1000 });

/** Sets the body with real fonts, 10 pt on 12 pt. */
async function pagesOf(body: readonly Draft[], page = tall, style: Partial<ComputedStyle> = {}): Promise<readonly Page[]> {
  const document = styled(body, page, { fontFamily: ["Amiri"], textAlign: "justify", textJustify: "inter-word", ...style });
  const report = (): void => undefined;
  const laidOut = await layoutPages(document, { compose: (text, measure) => composeParagraph(text, measure, { fonts, shaper, report }), fonts, report });
  if (laidOut === undefined) throw new Error("nothing was laid out");
  return laidOut.pages;
}

const p = (text: string, style: Partial<ComputedStyle> = {}): Draft => element("p", { initial: { of: "letter", lines: 3 }, ...style }, [text]);
const linesOf = (page: Page | undefined): TextItem[] => (page?.items ?? []).filter((item) => item.kind === "text");
const baselines = (page: Page | undefined): number[] => linesOf(page).map(({ baseline }) => Math.round((baseline - 10) * 1000) / 1000);
const distances = (values: readonly number[]): number[] => values.slice(1).map((value, index) => Math.round((value - (values[index] ?? 0)) * 1000) / 1000);
const hasInitial = ({ runs }: TextItem): boolean => runs.some((run) => run.initial === true);
/** pt that the first line's initial hangs down by. */
const dropOf = (page: Page | undefined): number => {
  const large = linesOf(page).flatMap(({ runs }) => runs.filter((run) => run.initial === true).flatMap((run) => [...run.glyphs()]));
  return Math.round(-Math.min(...large.map(({ yOffset }) => yOffset)) * 1000) / 1000;
};

describe("an initial", () => {
  test("leaves the distance of lines as it is, its own among them", async () => {
    const [plain] = await pagesOf([p(prose(60), { initial: "none" })]);
    const [page] = await pagesOf([p(prose(60))]);
    expect(new Set(distances(baselines(page)))).toEqual(new Set([12]));
    expect(baselines(page)[0]).toBe(baselines(plain)[0]);
    expect(linesOf(page).map(hasInitial).indexOf(true)).toBe(0);
    expect(linesOf(page).filter(hasInitial)).toHaveLength(1);
  });

  test("stands on the last of its lines, also where one of them is higher", async () => {
    const alef = (style: Partial<ComputedStyle> = {}, tail: Draft["children"] = []): Draft => element("p", { initial: { of: "letter", lines: 3 }, ...style }, [`ا${prose(40)}`, ...tail]);
    expect(dropOf((await pagesOf([alef()]))[0])).toBe(24);
    expect(dropOf((await pagesOf([alef({ lineHeight: 15 })]))[0])).toBe(30);
    const second = element("p", { initial: { of: "letter", lines: 2 } }, [`ا ${prose(8)} `, element("span", { fontSize: 20, lineHeight: 24 }, ["لم"]), ` ${prose(30)}`]);
    const [higher] = await pagesOf([second]);
    expect(distances(baselines(higher))[0]).toBeGreaterThan(12);
    expect(dropOf(higher)).toBe(distances(baselines(higher))[0]);
  });

  test("keeps what follows a short paragraph clear", async () => {
    for (const lines of [2, 3, 5]) {
      const [page] = await pagesOf([p("قال", { initial: { of: "letter", lines } }), paragraph("a", 1)]);
      expect(distances(baselines(page)), `${lines}`).toEqual([lines * 12]);
    }
    const [two] = await pagesOf([p("قال\nثم", { whiteSpace: "pre" }), paragraph("a", 1, { margin: sides(5, 0, 0, 0) })]);
    expect(distances(baselines(two))).toEqual([12, 29]);
    const [boxed] = await pagesOf([p("قال", { border: sides(solid(1)), padding: sides(2) }), paragraph("a", 1)]);
    expect(distances(baselines(boxed))).toEqual([36 + 3]);
  });

  test("leaves no more room where its lines are there, nor where no initial is set", async () => {
    for (const style of [{ textAlign: "center" }, { textAlign: "end" }, { textAlign: "left" }, { initial: "none" }] as const) {
      const [page] = await pagesOf([p("قال وزير", style), paragraph("a", 1)]);
      expect(linesOf(page).some(hasInitial)).toBe(false);
      expect(distances(baselines(page))).toEqual([12]);
    }
    const [dashed] = await pagesOf([p("– قال"), paragraph("a", 1)]);
    expect(distances(baselines(dashed))).toEqual([12]);
  });

  test("is the block's first text's alone, and not inherited", async () => {
    const [page] = await pagesOf([element("div", { initial: { of: "letter", lines: 2 } }, [prose(30), element("p", {}, [prose(30)]), prose(30)])]);
    expect(linesOf(page).filter(hasInitial)).toHaveLength(1);
    expect(hasInitial(linesOf(page)[0] ?? fail())).toBe(true);
  });

  test("stays in its flex item", async () => {
    const [page] = await pagesOf([element("div", { display: "flex", border: sides(noStroke) }, [p("قال", { initial: { of: "word", lines: 2 } })]), paragraph("a", 1)]);
    expect(linesOf(page).filter(hasInitial)).toHaveLength(1);
    expect(distances(baselines(page))).toEqual([24]);
  });
});

function fail(): never {
  throw new Error("there is no such line");
}

describe("at a break", () => {
  test("the lines that it stands beside are not parted", async () => {
    for (let before = 1; before <= 9; before++) {
      const body = [paragraph("a", before), p(prose(60), { orphans: 1, widows: 1 })];
      const [page, next] = await pagesOf(body, samePages({ width: 220, height: 20 + 9 * 12 }));
      const own = linesOf(page).length - before;
      expect(own === 0 || own >= 3, `${before} lines before, ${own} after`).toBe(true);
      expect(hasInitial(linesOf(own === 0 ? next : page)[own === 0 ? 0 : before] ?? fail())).toBe(true);
    }
  });

  test("of columns too, and the room below a short paragraph goes with it", async () => {
    const body = [element("div", { columnCount: 2, columnGap: 10, columnFill: "auto", height: 5 * 12 }, [paragraph("a", 3), p("قال"), paragraph("b", 1)])];
    const [page] = await pagesOf(body, samePages({ width: 220, height: 400 }));
    const right = linesOf(page).filter(({ x }) => x > 60);
    expect(right.map(({ text }) => text)).toEqual(["a1", "a2", "a3"]);
    expect(linesOf(page).slice(3).map(({ baseline }) => Math.round(baseline - (linesOf(page)[0]?.baseline ?? 0)))).toEqual([0, 36]);
  });
});

describe("on a baseline grid", () => {
  test("its lines stand on the grid, and it on the last of them", async () => {
    const [page] = await pagesOf([paragraph("a", 1, { baselineGrid: "none", lineHeight: 17 }), p(`ا${prose(60)}`, { lineHeight: 11 })], tall, { baselineGrid: 14 });
    const own = baselines(page).slice(1);
    expect(new Set(distances(own))).toEqual(new Set([14]));
    expect(dropOf(page)).toBe(28);
  });

  test("a short paragraph takes whole steps", async () => {
    const [page] = await pagesOf([p("قال", { lineHeight: 11 }), paragraph("a", 2, { lineHeight: 11 })], tall, { baselineGrid: 14 });
    expect(distances(baselines(page))).toEqual([42, 14]);
  });
});
