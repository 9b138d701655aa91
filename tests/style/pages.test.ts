import { describe, expect, test } from "vitest";
import type { StyleOptions } from "../../src/style/styleMarkup.ts";
import { black, line, pagesOf, rgb, style } from "./stage.ts";

const millimetre = 72 / 25.4;
const close = (value: number) => expect.closeTo(value, 6) as number;
const size = (text: string) => {
  const { width, height } = pagesOf(`@page { margin: 0; size: ${text} }`).right;
  return [width, height];
};

describe("size", () => {
  test.each([
    ["auto", 210, 297], ["a3", 297, 420], ["a4", 210, 297], ["A4", 210, 297], ["a5", 148, 210], ["b4", 250, 353], ["b5", 176, 250], ["a4 landscape", 297, 210], ["landscape a5", 210, 148],
    ["portrait", 210, 297], ["landscape", 297, 210], ["a4 portrait", 210, 297], ["100mm", 100, 100], ["280mm 430mm", 280, 430], ["calc(10cm + 5mm) 1cm", 105, 10],
  ])("%s", (text, width, height) => {
    expect(size(text)).toEqual([close(width * millimetre), close(height * millimetre)]);
  });

  test("in inches", () => {
    expect([size("letter"), size("legal"), size("ledger"), size("8.5in 11in")]).toEqual([[612, 792], [612, 1008], [792, 1224], [612, 792]]);
  });

  test.each(["a4 a5", "landscape portrait", "a9", "100mm a4", "50%", "1mm 2mm 3mm", "-1mm", "auto a4"])("%s is refused", (text) => {
    expect(style({ css: `@page { size: ${text} }` }).diagnostics.map(({ code }) => code).join()).toMatch(/^style\/(?:invalid|unsupported)-value$/);
  });
});

describe("margins, bleed and marks", () => {
  test("margins in lengths, percentages of the page, and auto as nothing", () => {
    const { margin } = pagesOf("@page { size: 200pt 400pt; margin: 10% 5% calc(10% + 2pt) 7pt }").right;
    expect(margin).toEqual({ top: 40, right: 10, bottom: 42, left: 7 });
    expect(pagesOf("@page { margin: auto }").right.margin).toEqual({ top: 0, right: 0, bottom: 0, left: 0 });
  });

  test("margins are 20 mm where the template says nothing", () => {
    const side = close(20 * millimetre);
    expect(pagesOf("").right.margin).toEqual({ top: side, right: side, bottom: side, left: side });
  });

  test("logical margins go by the document's direction", () => {
    expect(pagesOf("@page { margin: 1pt; margin-inline-start: 9pt }").right.margin.right).toBe(9);
    expect(pagesOf("@page { margin: 1pt; margin-inline-start: 9pt }", "<html dir=ltr>").right.margin.left).toBe(9);
  });

  test("bleed, 6 pt of its own accord where there are crop marks", () => {
    expect(pagesOf("@page { bleed: 3mm }").left.bleed).toEqual(close(3 * millimetre));
    expect(pagesOf("@page { marks: crop }").left.bleed).toBe(6);
    expect(pagesOf("@page { marks: cross }").left.bleed).toBe(0);
    expect(pagesOf("@page { marks: crop; bleed: 0 }").left.bleed).toBe(0);
    expect(pagesOf("").left.bleed).toBe(0);
  });

  test("marks", () => {
    const marks = (text: string) => pagesOf(`@page { marks: ${text} }`).left.marks;
    const none = { crop: false, cross: false, bars: false, slug: false };
    expect([marks("none"), marks("crop"), marks("cross"), marks("cross crop"), marks("-nashra-slug crop -nashra-bars")]).toEqual([
      none, { ...none, crop: true }, { ...none, cross: true }, { ...none, crop: true, cross: true }, { crop: true, cross: false, bars: true, slug: true },
    ]);
    expect(style({ css: "@page { marks: crop crop }" }).diagnostics).toHaveLength(1);
  });

  test("marks are what the file is made for where the template leaves them to it, and what is asked for above all", () => {
    const css = (text: string) => `@page { ${text} }`;
    const marks = (text: string, options: StyleOptions) => style({ css: css(text), options }).document?.pages.first.marks;
    const none = { crop: false, cross: false, bars: false, slug: false };
    const all = { crop: true, cross: true, bars: true, slug: true };
    for (const text of ["", "marks: auto"]) {
      expect(marks(text, {})).toEqual(none);
      expect(marks(text, { printersMarks: true })).toEqual(all);
      expect(marks(text, { printersMarks: true, marks: "none" })).toEqual(none);
    }
    expect(marks("marks: none", { printersMarks: true })).toEqual(none);
    expect(marks("marks: cross", { printersMarks: true })).toEqual({ ...none, cross: true });
    expect(marks("marks: none !important", { marks: "all" })).toEqual(all);
    expect(marks("marks: none", { marks: "crop" })).toEqual({ ...none, crop: true, cross: true });
    expect(marks("marks: none", { printersMarks: true, marks: "auto" })).toEqual(all);
    expect(style({ css: css("margin: 0"), options: { printersMarks: true } }).document?.pages.first.bleed).toBe(6);
  });

  test("a background", () => {
    expect(pagesOf("@page { background: red }").left.backgroundColor).toEqual(rgb(255, 0, 0));
    expect(pagesOf("html { background: red }").left.backgroundColor).toBeUndefined();
  });

  test("margins that leave no room are an error at the rule", () => {
    const { document, diagnostics } = style({ css: "p { color: red }\n@page { size: a4; margin: 15cm }" });
    expect(document).toBeUndefined();
    expect(diagnostics.map(line)).toEqual(["style.css:2:1-2:33 error style/no-room: The page's margins leave no room for text. Make `size` larger or the margins smaller."]);
  });
});

describe("kinds of page", () => {
  const sizes = (css: string, html?: string) => {
    const { first, left, right } = pagesOf(`@page { margin: 0 } ${css}`, html);
    return [first, left, right].map(({ margin }) => margin.top);
  };

  test("the first page of a document that runs right to left is a left page", () => {
    expect(sizes("@page :left { margin-top: 1pt } @page :right { margin-top: 2pt }")).toEqual([1, 1, 2]);
    expect(sizes("@page :left { margin-top: 1pt } @page :right { margin-top: 2pt }", "<html dir=ltr>")).toEqual([2, 1, 2]);
  });

  test("first weighs more than a side, a side more than nothing, whatever their order", () => {
    expect(sizes("@page :first { margin-top: 3pt } @page :left { margin-top: 1pt } @page { margin-top: 9pt }")).toEqual([3, 1, 9]);
    expect(sizes("@page :first:left { margin-top: 4pt } @page :first { margin-top: 3pt }")).toEqual([4, 0, 0]);
    expect(sizes("@page :first:right { margin-top: 4pt }")).toEqual([0, 0, 0]);
    expect(sizes("@page :left, :first { margin-top: 4pt } @page :LEFT { margin-top: 5pt }")).toEqual([4, 5, 0]);
    expect(sizes("@page { margin-top: 1pt !important } @page :first { margin-top: 3pt }")).toEqual([1, 1, 1]);
  });

  test("declarations of all rules that fit come together", () => {
    const { first } = pagesOf("@page { size: a5; marks: crop } @page :first { margin: 3pt }");
    expect([first.width, first.marks.crop, first.margin.left]).toEqual([close(148 * millimetre), true, 3]);
  });

  test.each([
    [":frist", "style/invalid-selector", ":first"], ["news", "style/unsupported-selector", ":first"], ["news:first", "style/invalid-selector", ":first"], [":first,", "style/invalid-selector", ":first"],
    [":blank", "style/invalid-selector", ":first"],
  ])("%s is reported and the rule left out", (selector, code, hint) => {
    const { document, diagnostics } = style({ css: `@page ${selector} { margin-top: 77pt }` });
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    expect(diagnostics[0]?.hint).toContain(hint);
    expect(document?.pages.first.margin.top).not.toBe(77);
  });
});

describe("margin boxes", () => {
  const boxes = (css: string) => pagesOf(css).left.marginBoxes;
  const content = (text: string) => boxes(`@page { @bottom-center { content: ${text} } }`)[0]?.content;

  test("counters in the three kinds of numerals, strings, and anything of them in a row", () => {
    expect(content("counter(page)")).toEqual([{ kind: "counter", name: "page", numerals: "european" }]);
    expect(content("counter(page, decimal)")).toEqual([{ kind: "counter", name: "page", numerals: "european" }]);
    expect(content("COUNTER(page, Arabic-Indic)")).toEqual([{ kind: "counter", name: "page", numerals: "arabic-indic" }]);
    expect(content(`"صفحة " counter(page, persian) " من " counter(pages, persian)`)).toEqual([
      { kind: "string", text: "صفحة " }, { kind: "counter", name: "page", numerals: "persian" },
      { kind: "string", text: " من " }, { kind: "counter", name: "pages", numerals: "persian" },
    ]);
    expect(content(String.raw`"\0635\66 "`)).toEqual([{ kind: "string", text: "صf" }]);
  });

  test("content and numerals may come by var()", () => {
    const css = `:root { --numerals: arabic-indic; --name: "النشرة" } @page { --sep: " · "; @top-left { content: var(--name) var(--sep) counter(page, var(--numerals, decimal)) } }`;
    expect(boxes(css)[0]?.content).toEqual([{ kind: "string", text: "النشرة" }, { kind: "string", text: " · " }, { kind: "counter", name: "page", numerals: "arabic-indic" }]);
  });

  test.each(["counter(chapter)", "counter(page, lower-roman)", "counter(page decimal)", "counter()", "counters(page, '.')", "string(title)", "url(x.png)", "'x' none", "attr(x)", "open-quote"])("%s is refused", (text) => {
    const { document, diagnostics } = style({ css: `@page { @bottom-center { content: ${text} } }` });
    expect(diagnostics.map(({ code }) => code).join()).toMatch(/^style\/(?:invalid-value|unsupported-value|syntax)$/);
    expect(document?.pages.left.marginBoxes).toEqual([]);
  });

  test("without content, with none and with normal there is no box", () => {
    expect(boxes("@page { @top-left { color: red } @top-right { content: none } @top-center { content: normal } @left-top { content: 'x'; display: none } }")).toEqual([]);
    expect(boxes("@page { @top-left { content: '' } }").map(({ name, content: parts }) => [name, parts])).toEqual([["top-left", [{ kind: "string", text: "" }]]]);
  });

  test("a box inherits from its page, the page from the root; em is the box's own", () => {
    const css = "html { font: 20pt Amiri; color: red } @page { font-size: 10pt; @top-left { content: 'x'; padding: 2em; font-weight: bold } }";
    const [box] = boxes(css);
    expect(box?.style).toMatchObject({ display: "block", fontFamily: ["Amiri"], fontSize: 10, fontWeight: 700, color: rgb(255, 0, 0), padding: { top: 20 } });
  });

  test("the sixteen boxes in the standard's order, text aligned as the standard has it", () => {
    const names = [
      "top-left-corner", "top-left", "top-center", "top-right", "top-right-corner", "right-top", "right-middle", "right-bottom",
      "bottom-right-corner", "bottom-right", "bottom-center", "bottom-left", "bottom-left-corner", "left-bottom", "left-middle", "left-top",
    ];
    const all = boxes(`@page { ${names.toReversed().map((name) => `@${name} { content: "x" }`).join(" ")} }`);
    expect(all.map(({ name }) => name)).toEqual(names);
    expect(all.map(({ style: { textAlign } }) => textAlign)).toEqual([
      "right", "left", "center", "right", "left", "center", "center", "center", "left", "right", "center", "left", "right", "center", "center", "center",
    ]);
    expect(all[0]?.style.color).toEqual(black);
  });

  test("boxes of a more specific page win, part by part", () => {
    const { first, left } = pagesOf("@page :first { @top-left { content: none } @top-right { color: red } } @page { @top-left { content: 'a' } @top-right { content: 'b'; color: lime } }");
    expect(first.marginBoxes.map(({ name, style: { color } }) => [name, color])).toEqual([["top-right", rgb(255, 0, 0)]]);
    expect(left.marginBoxes.map(({ name }) => name)).toEqual(["top-left", "top-right"]);
  });
});
