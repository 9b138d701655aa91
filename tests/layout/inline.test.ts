import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TextItem } from "../../src/layout/index.ts";
import { openInline } from "../../src/layout/inlineContent.ts";
import { black, element, face, initial, layOut, pagesOf, samePages, sides, styled, textsOf, type Draft } from "./stage.ts";

const room = samePages({ height: 600 });
const itemsOf = async (...children: (Draft | string)[]): Promise<TextItem[]> =>
  (await pagesOf(styled([element("p", {}, children)], room))).flatMap((page) => page.items.filter((item) => item.kind === "text"));
const linesOf = async (...children: (Draft | string)[]): Promise<string[]> => (await itemsOf(...children)).map((item) => item.text);
const red = { ...black, c: 0.5 };

describe("white space", () => {
  test.each([
    ["collapses to one space and away at the ends", ["  a \n\t b  "], ["a b"]],
    ["collapses over element boundaries", ["a ", element("b", {}, [" b "]), " c"], ["a b c"]],
    ["falls away around a forced break", ["a ", element("br"), " b"], ["a", "b"]],
    ["leaves no-break spaces alone", ["a\u00A0 b"], ["a\u00A0 b"]],
    ["is kept with pre", [element("span", { whiteSpace: "pre" }, [" a  b\nc "])], [" a  b", "c "]],
    ["keeps only its breaks with pre-line", [element("span", { whiteSpace: "pre-line" }, ["  a  b \n  c"])], ["a b", "c"]],
    ["collapses around bidi controls", ["a ", element("span", { unicodeBidi: "isolate" }, [" b "]), " c"], ["a \u2067b \u2069c"]],
  ] as const)("%s", async (_, children, lines) => {
    expect(await linesOf(...children)).toEqual(lines);
  });

  test("makes no box between blocks", async () => {
    const [page] = await pagesOf(styled(["\n ", element("p", {}, ["a"]), " \n", element("p", {}, ["b"]), " "], room));
    expect(textsOf(page).map(({ text, baseline }) => [text, baseline])).toEqual([["a", 19], ["b", 31]]);
  });

  test("never doubles, never ends a text, whatever the nesting", () => {
    const piece = fc.record({ text: fc.string({ unit: fc.constantFrom("a", "ب", " ", "\n", "\t"), maxLength: 6 }), depth: fc.integer({ min: 0, max: 2 }) });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const inline = openInline(initial, "ar", () => face);
        const span = { kind: "element", tag: "span", attributes: {}, style: { ...initial, display: "inline" }, language: "ar", children: [] } as const;
        for (const { text, depth } of pieces) {
          let context = inline.root;
          for (let level = 0; level < depth; level++) context = inline.enter(span, context, undefined);
          inline.text(text, context);
        }
        const collapsed = inline.close()?.spans.map((each) => each.text).join("") ?? "";
        expect(collapsed).toBe(pieces.map(({ text }) => text).join("").replace(/[ \n\t]+/g, " ").trim());
      }),
      { seed: 6 },
    );
  });
});

describe("a forced break", () => {
  test("at the end makes no line of its own", async () => {
    expect(await linesOf("a", element("br"))).toEqual(["a"]);
  });
  test("twice leaves an empty line", async () => {
    const [page] = await pagesOf(styled([element("p", {}, ["a", element("br"), element("br"), "b"])], room));
    expect(textsOf(page).map(({ text, baseline }) => [text, baseline])).toEqual([["a", 19], ["b", 43]]);
  });
  test("ends its line", async () => {
    expect((await itemsOf("a", element("br"), "b")).map((item) => item.last)).toEqual([true, true]);
  });
});

describe("nested styles", () => {
  test("reach the runs: colour, decoration, size", async () => {
    const [item] = await itemsOf("a ", element("span", { color: red, textDecorationLine: "underline" }, ["b ", element("em", { color: black, fontSize: 14 }, ["c"])]));
    expect(item?.runs.map((run) => [run.size, run.tag.color, run.tag.decoration])).toEqual([[10, black, "none"], [10, red, "underline"], [14, black, "underline"]]);
  });
  test("begin no span of their own where nothing changes, so that letters join", async () => {
    expect((await itemsOf("م", element("span", {}, ["ح"]), "مد"))[0]?.runs.length).toBe(1);
  });
  test("raise and lower the baseline", async () => {
    const [item] = await itemsOf("a", element("span", { verticalAlign: "super", fontSize: 6 }, ["2", element("span", { verticalAlign: 1.5, fontSize: 6 }, ["n"])]), element("span", { verticalAlign: "sub", fontSize: 6 }, ["i"]));
    expect(item?.runs.map((run) => run.rise)).toEqual([0, 10 / 3, 10 / 3 + 1.5, -2]);
  });
  test("open and close bidi isolates and overrides", async () => {
    const [item] = await itemsOf(
      element("span", { unicodeBidi: "isolate", direction: "ltr" }, ["a"]), element("span", { unicodeBidi: "embed" }, ["b"]),
      element("span", { unicodeBidi: "isolate-override", direction: "ltr" }, ["c"]), element("span", { unicodeBidi: "plaintext" }, ["d"]),
    );
    expect(item?.text).toBe("\u2066a\u2069\u202Bb\u202C\u2068\u202Dc\u202C\u2069\u2068d\u2069");
  });
  test("bidi isolates and embeddings close before a forced break and open again after it", async () => {
    const isolate = { unicodeBidi: "isolate", direction: "ltr" } as const;
    expect(await linesOf("x ", element("span", isolate, ["a", element("span", { unicodeBidi: "embed", direction: "rtl" }, ["b", element("br"), "c"])]), " y")).toEqual([
      "x \u2066a\u202Bb\u202C\u2069", "\u2066\u202Bc\u202C\u2069 y",
    ]);
    expect(await linesOf(element("span", isolate, ["a", element("div", {}, ["b"]), "c"]))).toEqual(["\u2066a\u2069", "b", "\u2066c\u2069"]);
  });
  test("a block inside an inline parts it", async () => {
    expect(await linesOf("a ", element("span", {}, ["b", element("div", {}, ["c"]), "d"]), " e")).toEqual(["a b", "c", "d e"]);
  });
  test("that ask for a box are reported once", async () => {
    const { diagnostics } = await layOut(styled([element("p", {}, [element("b", { padding: sides(2) }, ["a"]), element("b", { padding: sides(2) }, ["b"])])], room));
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([["layout/inline-box", "warning"]]);
  });
});

describe("line boxes", () => {
  const baselines = async (style: Parameters<typeof element>[1], ...children: (Draft | string)[]): Promise<number[]> =>
    textsOf((await pagesOf(styled([element("p", style, children), element("p", {}, ["after"])], room)))[0]).map(({ baseline }) => baseline);

  test("split the leading above and below", async () => {
    expect(await baselines({ lineHeight: 20 }, "a")).toEqual([10 + 5 + 8, 10 + 20 + 9]);
  });
  test("ask the font with line-height: normal", async () => {
    expect(await baselines({ lineHeight: "normal" }, "a")).toEqual([10 + 8, 10 + 10 + 9]);
  });
  test("grow with a larger inline, and not with a smaller one", async () => {
    expect(await baselines({}, "a", element("span", { fontSize: 20, lineHeight: 24 }, ["b"]))).toEqual([10 + 18, 10 + 24 + 9]);
    expect(await baselines({}, "a", element("span", { fontSize: 5, lineHeight: 6 }, ["b"]))).toEqual([19, 31]);
  });
  test("are as tall as the strut even where all text is small", async () => {
    expect(await baselines({ lineHeight: 30 }, element("span", { fontSize: 5, lineHeight: 6 }, ["b"]))).toEqual([10 + 10 + 8, 10 + 30 + 9]);
  });
  test("keep letters that hang over them with a line-height below the type size", async () => {
    expect(await baselines({ lineHeight: 6 }, "a")).toEqual([10 + 6, 10 + 6 + 9]);
  });
});

describe("a paragraph", () => {
  test("is aligned, its last line by text-align-last", async () => {
    const words = "aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd eeee";
    const lefts = async (style: Parameters<typeof element>[1]): Promise<number[]> => textsOf((await pagesOf(styled([element("p", style, [words])], room)))[0]).map(({ x }) => x);
    expect(await lefts({ textAlign: "justify" })).toEqual([50, 135]);
    expect(await lefts({ textAlign: "left" })).toEqual([10, 10]);
    expect(await lefts({ textAlign: "end" })).toEqual([10, 10]);
    expect(await lefts({ textAlign: "center" })).toEqual([30, 72.5]);
    expect(await lefts({ textAlign: "justify", textAlignLast: "center" })).toEqual([50, 72.5]);
  });
  test("is indented on its first line only, by points or a share of the measure", async () => {
    const words = "aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd eeee";
    const rights = async (textIndent: number | { percent: number }): Promise<number[]> =>
      textsOf((await pagesOf(styled([element("p", { textIndent }, [words])], room)))[0]).map(({ x, text }) => x + text.trimEnd().length * 5);
    expect(await rights(15)).toEqual([195, 210]);
    expect(await rights({ percent: 10 })).toEqual([190, 210]);
  });
  test("does not wrap with nowrap", async () => {
    expect((await linesOf(...["aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd eeee"])).length).toBe(2);
    const [page] = await pagesOf(styled([element("p", { whiteSpace: "nowrap" }, ["aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd eeee"])], room));
    expect(textsOf(page).length).toBe(1);
  });
});
