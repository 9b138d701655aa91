import { describe, expect, test } from "vitest";
import { element, layOut, marginBox, samePages, styled, textsOf, type Draft } from "./stage.ts";

const arabic = { numerals: "arabic-indic" } as const;
const span = (text: string, style: Draft["style"] = {}): Draft => element("span", style, [text]);

async function linesOf(style: Draft["style"], children: Draft["children"], boxes: Parameters<typeof marginBox>[] = []) {
  const pages = samePages({ width: 600, height: 600, marginBoxes: boxes.map((box) => marginBox(...box)) });
  const { document, diagnostics } = await layOut(styled([element("h1", style, children)], pages));
  expect(diagnostics).toEqual([]);
  return { lines: textsOf(document?.pages[0]).map(({ text }) => text), outline: document?.outline.map(({ title }) => title) };
}

describe("the numbers of text", () => {
  test.each([
    ["stay as typed with auto", {}, ["عام 2022 و٢٠٢٣"], "عام 2022 و٢٠٢٣"],
    ["are written in the digits asked for", arabic, ["عام 2022 بنسبة 3.5%"], "عام ٢٠٢٢ بنسبة ٣٫٥٪"],
    ["belong to the Latin letter before them in another element", arabic, [span("F-"), span("16", { fontWeight: 700 }), " و16"], "F-16 و١٦"],
    ["belong to the Latin letter after them in another element", arabic, ["جيل 5", span("G", { fontWeight: 700 }), " و5"], "جيل 5G و٥"],
    ["have one separator though an element begins at it", arabic, ["بلغ 1", span(",234", { fontWeight: 700 }), " و5 ", span("%")], "بلغ ١٬٢٣٤ و٥ ٪"],
    ["are each element's own", arabic, ["5 ", span("6", { numerals: "persian" }), " ", span("7", { numerals: "auto" })], "٥ ۶ 7"],
    ["stay in a left-to-right element", arabic, ["هاتف ", span("+20 2 2578", { direction: "ltr", unicodeBidi: "isolate" }), " و5"], "هاتف \u2066+20 2 2578\u2069 و٥"],
    ["stay in a left-to-right paragraph", { ...arabic, direction: "ltr" }, ["In 2022, 50 people"], "In 2022, 50 people"],
  ] as const)("%s", async (_, style, children, line) => {
    expect((await linesOf(style, children)).lines).toEqual([line]);
  });

  test("are the same in the outline", async () => {
    expect((await linesOf(arabic, ["عام ", span("2022"), " وF-16"])).outline).toEqual(["عام ٢٠٢٢ وF-16"]);
    expect((await linesOf({ ...arabic, direction: "ltr" }, ["2022"])).outline).toEqual(["2022"]);
  });

  test("in margin boxes are written likewise", async () => {
    const parts = [{ kind: "string", text: "ص " }, { kind: "counter", name: "page", numerals: "european" }] as const;
    const { lines } = await linesOf({}, ["5"], [["top-right", parts, { numerals: "persian" }], ["top-left", parts]]);
    expect(lines.sort()).toEqual(["5", "ص 1", "ص ۱"]);
  });
});
