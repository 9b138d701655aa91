import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byId, codesOf, style, styled, styleOf, valueOf } from "./stage.ts";

/** css-tree's grammar, which tells unsupported from invalid, is looser than CSS about ranges. */
const refused = /^style\/(?:invalid|unsupported)-value$/;

const close = (value: number) => expect.closeTo(value, 6) as number;

describe("lengths become points", () => {
  test.each([
    ["1pt", 1], ["1px", 0.75], ["1in", 72], ["1pc", 12], ["25.4mm", 72], ["2.54cm", 72], ["101.6q", 72], ["101.6Q", 72], ["2em", 24], ["2rem", 24], ["2ex", 12],
    ["2ch", 12], ["0", 0], ["-3pt", -3], ["+1e1pt", 10], [".5pt", 0.5], ["1PT", 1],
  ])("%s", (text, points) => {
    expect(valueOf(`text-indent: ${text}`, "textIndent")).toEqual(close(points));
  });

  test("em is the element's own size, the parent's for font-size, the root's for rem", () => {
    const { fontSize, textIndent, letterSpacing } = styleOf(
      "html { font-size: 10pt } body { font-size: 20pt } #x { font-size: 1.5em; text-indent: 2em; letter-spacing: 0.1rem }",
    );
    expect([fontSize, textIndent, letterSpacing]).toEqual([30, 60, 1]);
  });

  test("em and rem on the root refer to the initial 12 pt for font-size, to the root's own size for the rest", () => {
    const { root } = styled({ css: "html { font-size: 2rem; text-indent: 1rem; padding-top: 1em }" });
    expect([root.style.fontSize, root.style.textIndent, root.style.padding.top]).toEqual([24, 24, 24]);
  });

  test("a number that is not 0 is no length", () => {
    expect(codesOf("text-indent: 3")).toEqual(["style/invalid-value"]);
    expect(codesOf("width: 0")).toEqual([]);
  });

  test("negative ones are refused where they mean nothing", () => {
    for (const property of ["width", "padding-top", "border-top-width", "column-gap", "font-size", "line-height", "column-width", "min-height"]) {
      expect(codesOf(`${property}: -1pt`).join(), property).toMatch(refused);
    }
    for (const property of ["margin-top", "text-indent", "letter-spacing", "word-spacing", "vertical-align"]) expect(codesOf(`${property}: -1pt`), property).toEqual([]);
  });
});

describe("percentages", () => {
  test("are left to layout for boxes", () => {
    const { width, margin, padding, textIndent } = styleOf("#x { width: 50%; margin-left: -10%; padding-top: 5%; text-indent: 3% }");
    expect([width, margin.left, padding.top, textIndent]).toEqual([{ percent: 50 }, { percent: -10 }, { percent: 5 }, { percent: 3 }]);
  });

  test("are of the parent's size for font-size, of the own size for line-height", () => {
    const { fontSize, lineHeight } = styleOf("body { font-size: 20pt } #x { font-size: 150%; line-height: 120% }");
    expect([fontSize, lineHeight]).toEqual([30, 36]);
  });
});

describe("calc()", () => {
  test.each([
    ["calc(1pt + 2pt)", 3], ["calc(1in - 1pt)", 71], ["calc(2 * 3pt)", 6], ["calc(3pt * 2)", 6], ["calc(9pt / 3)", 3], ["calc(1pt + 2 * 3pt)", 7],
    ["calc((1pt + 2pt) * 3)", 9], ["calc(1em + 1rem)", 24], ["calc(-1 * 3pt)", -3], ["calc(calc(1pt) + calc(1pt))", 2], ["calc( 1pt + 1pt )", 2],
    ["CALC(1pt)", 1], ["calc(1pt - (2pt - 3pt))", 2], ["calc(0pt)", 0],
  ])("%s", (text, points) => {
    expect(valueOf(`text-indent: ${text}`, "textIndent")).toEqual(close(points));
  });

  test("of lengths and percentages keeps both parts", () => {
    expect(valueOf("width: calc(100% - 10pt)", "width")).toEqual({ percent: 100, offset: -10 });
    expect(valueOf("width: calc((100% - 10pt) / 2)", "width")).toEqual({ percent: 50, offset: -5 });
    expect(valueOf("width: calc(0% + 5pt)", "width")).toEqual({ percent: 0, offset: 5 });
  });

  test("is rounded and clamped into the property's range", () => {
    expect(valueOf("column-count: calc(5 / 2)", "columnCount")).toBe(3);
    expect(valueOf("orphans: calc(0 - 3)", "orphans")).toBe(1);
    expect(valueOf("padding-top: calc(1pt - 3pt)", "padding").top).toBe(0);
    expect(valueOf("font-weight: calc(2000)", "fontWeight")).toBe(1000);
  });

  test.each(["calc(1pt+2pt)", "calc(1pt + 2)", "calc(1pt * 2pt)", "calc(1 / 1pt)", "calc(1pt / 0)", "calc()", "calc(1pt +)", "calc(0)", "calc(1deg)"])("%s is no length", (text) => {
    expect(codesOf(`text-indent: ${text}`)[0]).toMatch(/^style\/(?:invalid|unsupported)-value$|^style\/syntax$/);
  });

  test("of any expression in points is what arithmetic says", () => {
    interface Term {
      readonly text: string;
      readonly value: number;
    }
    const { length } = fc.letrec<{ length: Term; number: Term }>((tie) => ({
      number: fc.oneof(fc.integer({ min: -9, max: 9 }).map((value): Term => ({ text: `${value}`, value }))),
      length: fc.oneof(
        { depthSize: "small" },
        fc.integer({ min: -99, max: 99 }).map((value): Term => ({ text: `${value}pt`, value })),
        fc.tuple(tie("length"), tie("length")).map(([a, b]): Term => ({ text: `(${a.text} + ${b.text})`, value: a.value + b.value })),
        fc.tuple(tie("length"), tie("length")).map(([a, b]): Term => ({ text: `(${a.text} - ${b.text})`, value: a.value - b.value })),
        fc.tuple(tie("length"), tie("number")).map(([a, n]): Term => ({ text: `${a.text} * ${n.text}`, value: a.value * n.value })),
        fc.tuple(tie("number"), tie("length")).map(([n, a]): Term => ({ text: `${n.text} * ${a.text}`, value: a.value * n.value })),
      ),
    }));
    fc.assert(
      fc.property(length, ({ text, value }) => {
        const indent = valueOf(`text-indent: calc(${text})`, "textIndent");
        expect(indent).toBeTypeOf("number");
        expect(Math.abs(Number(indent) - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
      }),
    );
  });
});

describe("type", () => {
  test("bolder and lighter go by the parent's weight (CSS Fonts 4, section 2.2.1)", () => {
    const table = [[100, 400, 100], [350, 700, 100], [400, 700, 100], [550, 900, 400], [600, 900, 400], [750, 900, 700], [900, 900, 700]] as const;
    for (const [parent, bolder, lighter] of table) {
      expect(styleOf(`body { font-weight: ${parent} } #x { font-weight: bolder }`).fontWeight, `bolder than ${parent}`).toBe(bolder);
      expect(styleOf(`body { font-weight: ${parent} } #x { font-weight: lighter }`).fontWeight, `lighter than ${parent}`).toBe(lighter);
    }
  });

  test("sizes by name, medium being 12 pt", () => {
    const size = (name: string) => valueOf(`font-size: ${name}`, "fontSize");
    expect(["xx-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large"].map(size)).toEqual([7.2, close(10.67), 12, 14.4, 18, 24, 36]);
    expect([size("larger"), size("smaller")]).toEqual([close(14.4), close(10)]);
  });

  test("a line height without unit follows each descendant's size, one with a unit does not", () => {
    const html = `<html><body><div id=d><p id=x>x</p></div></body></html>`;
    expect(styleOf("#d { line-height: 1.5; font-size: 10pt } #x { font-size: 20pt }", html).lineHeight).toBe(30);
    expect(styleOf("#d { line-height: 1.5em; font-size: 10pt } #x { font-size: 20pt }", html).lineHeight).toBe(15);
    expect(valueOf("line-height: normal", "lineHeight")).toBe("normal");
  });

  test("a baseline grid has a step, and none is no grid; no step is none", () => {
    const grid = (value: string): unknown => valueOf(`font-size: 10pt; -nashra-baseline-grid: ${value}`, "baselineGrid");
    expect(["14.5pt", "1.5em", "none", "0", "0em", "calc(1pt - 3pt)"].map(grid)).toEqual([14.5, 15, "none", "none", "none", "none"]);
    for (const refusedValue of ["-1pt", "10%", "14.5", "auto", "14pt 2pt"]) expect(codesOf(`-nashra-baseline-grid: ${refusedValue}`).join(), refusedValue).toMatch(refused);
    const html = `<html><body><div id=d><p id=x>x</p></div></body></html>`;
    expect(styleOf("#d { -nashra-baseline-grid: 1.5em; font-size: 10pt } #x { font-size: 20pt }", html).baselineGrid).toBe(15);
    expect(styleOf("#d { -nashra-baseline-grid: 15pt } #x { -nashra-baseline-grid: none }", html).baselineGrid).toBe("none");
  });

  test("an initial is a letter or a word of so many lines, in either order, and one of them says enough", () => {
    const sized = (value: string): unknown => valueOf(`-nashra-initial: ${value}`, "initial");
    expect(sized("none")).toBe("none");
    expect(["letter 2", "2 letter", "2"].map(sized)).toEqual(Array(3).fill({ of: "letter", lines: 2 }));
    expect(["word 4", "word", "letter"].map(sized)).toEqual([{ of: "word", lines: 4 }, { of: "word", lines: 3 }, { of: "letter", lines: 3 }]);
    for (const refusedValue of ["1", "letter 1", "letter word", "2 3", "word 2 3", "none 2", "sentence", "2.5", "letter, 2"]) {
      expect(codesOf(`-nashra-initial: ${refusedValue}`).join(), refusedValue).toMatch(refused);
    }
  });

  test("family names: strings, identifiers joined by spaces, generic names", () => {
    expect(valueOf(`font-family: "Noto Kufi Arabic", Noto  Naskh Arabic, أميري, sans-serif`, "fontFamily")).toEqual([
      "Noto Kufi Arabic", "Noto Naskh Arabic", "أميري", "sans-serif",
    ]);
    for (const broken of ["Amiri,", "3rd", "Amiri, , serif", "Amiri 3"]) expect(codesOf(`font-family: ${broken}`)[0], broken).toMatch(/^style\//);
  });

  test("features by tag", () => {
    expect(valueOf(`font-feature-settings: "ss01", "cv05" 3, "liga" off, "kern" on`, "fontFeatures")).toEqual({ ss01: 1, cv05: 3, liga: 0, kern: 1 });
    expect(valueOf(`font-feature-settings: normal`, "fontFeatures")).toEqual({});
    for (const broken of [`"ss1"`, "ss01", `"ss01" -1`, `"ss01" 1.5`, `"ss01" 1 1`]) expect(codesOf(`font-feature-settings: ${broken}`).join(), broken).toMatch(refused);
  });

  test("text-align: match-parent keeps the parent's side, whatever its own direction", () => {
    const html = `<html><body><div id=d><p id=x dir=ltr>x</p></div></body></html>`;
    expect(styleOf("#x { text-align: match-parent }", html).textAlign).toBe("right");
    expect(styleOf("#d { text-align: end } #x { text-align: match-parent }", html).textAlign).toBe("left");
    expect(styleOf("#d { text-align: justify } #x { text-align: match-parent }", html).textAlign).toBe("justify");
    expect(styled({ css: "html { text-align: match-parent }" }).root.style.textAlign).toBe("start");
  });

  test("a decoration runs on under the text within, and none does not take it away", () => {
    const html = `<html><body><p><u><b id=x>x</b></u></p></body></html>`;
    expect(styleOf("", html).textDecorationLine).toBe("underline");
    expect(styleOf("#x { text-decoration: none }", html).textDecorationLine).toBe("underline");
    expect(styleOf("#x { text-decoration: line-through }", html).textDecorationLine).toBe("line-through");
  });
});

describe("boxes", () => {
  test("a border without style has no width; its colour is the text's", () => {
    expect(styleOf("#x { border-top-width: 3pt; color: device-cmyk(1 0 0 0) }").border.top).toEqual({
      width: 0, style: "none", color: { space: "cmyk", c: 1, m: 0, y: 0, k: 0, alpha: 1 },
    });
    expect(styleOf("#x { border-top-style: solid }").border.top).toMatchObject({ width: 2.25, style: "solid" });
    const widths = ["thin", "medium", "thick"].map((name) => styleOf(`#x { border: solid ${name} }`).border.left.width);
    expect(widths).toEqual([0.75, 2.25, 3.75]);
  });

  test("the root and the children of a flex container are blocks", () => {
    const html = `<html><body><div id=d><b id=x>x</b></div></body></html>`;
    expect(styleOf("#d { display: flex }", html).display).toBe("block");
    expect(styleOf("", html).display).toBe("inline");
    expect(styled({ css: "html { display: inline }" }).root.style.display).toBe("block");
  });

  test("inherited properties reach all descendants, the others none", () => {
    const css = `body { color: device-cmyk(0 1 0 0); font: italic 700 20pt/2 Amiri; font-feature-settings: "ss01"; -nashra-baseline-grid: 14pt; -nashra-numerals: persian; letter-spacing: 1pt; word-spacing: 2pt; text-align: center; text-justify: kashida; -nashra-justify: book; --nashra-justify-space-most: 1.6; -nashra-fit: kashida; -nashra-initial: word 4;
      text-align-last: end; text-indent: 3pt; white-space: pre-line; text-wrap: balance; orphans: 4; widows: 5; direction: ltr;
      padding: 1pt; border: 1pt solid; background: device-cmyk(0 0 1 0); width: 10pt; columns: 2; break-after: page; display: flex; vertical-align: super; unicode-bidi: embed }`;
    const html = `<html><body><div><span id=x>x</span></div></body></html>`;
    const own = styleOf("", html);
    const below = styleOf(css, html);
    expect(below).toEqual({
      ...own,
      color: { space: "cmyk", c: 0, m: 1, y: 0, k: 0, alpha: 1 },
      border: below.border, columnRule: below.columnRule,
      fontFamily: ["Amiri"], fontSize: 20, fontStyle: "italic", fontWeight: 700, lineHeight: 40, baselineGrid: 14, numerals: "persian", letterSpacing: 1, wordSpacing: 2, textAlign: "center", textJustify: "kashida", justifyProfile: "book", justifyLimits: { spaceMost: 1.6 }, fontFeatures: { ss01: 1 },
      textAlignLast: "end", textIndent: 3, whiteSpace: "pre-line", textWrap: "balance", orphans: 4, widows: 5, direction: "ltr",
    });
    expect(below.border.top).toMatchObject({ width: 0, style: "none" });
  });

  test("a percentage line height and em lengths are inherited as computed", () => {
    const html = `<html><body><p id=x>x</p></body></html>`;
    const { lineHeight, letterSpacing } = styleOf("body { font-size: 10pt; line-height: 150%; letter-spacing: 0.1em } #x { font-size: 30pt }", html);
    expect([lineHeight, letterSpacing]).toEqual([15, 1]);
  });
});

test("page furniture and elements tell apart which properties they take", () => {
  expect(codesOf("size: a4")).toEqual(["style/unsupported-property"]);
  expect(codesOf("content: 'x'")).toEqual(["style/unsupported-property"]);
  expect(style({ css: "@page { display: block }" }).diagnostics.map(({ code }) => code)).toEqual(["style/unsupported-property"]);
  expect(style({ css: "@page { @top-left { size: a4 } }" }).diagnostics.map(({ code }) => code)).toEqual(["style/unsupported-property"]);
});

test("elements that are not displayed are not in the tree", () => {
  const document = styled({ html: `<html><head><title>t</title></head><body><p hidden>a<p id=n>b<p id=x>c</body></html>`, css: "#n { display: none }" });
  expect(document.root.children.filter(({ kind }) => kind === "element")).toHaveLength(1);
  expect(() => byId(document, "n")).toThrow();
  expect(styled({ css: "html { display: none }" }).root.children).toEqual([]);
});
