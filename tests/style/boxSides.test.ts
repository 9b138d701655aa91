import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codesOf, rgb, styleOf } from "./stage.ts";

const inDirection = (direction: "rtl" | "ltr", declarations: string) => styleOf(`#x { direction: ${direction}; margin: 0; ${declarations} }`);
const red = rgb(255, 0, 0);

describe("logical properties go by the element's own direction", () => {
  test.each([
    ["rtl", { top: 1, right: 2, bottom: 3, left: 4 }],
    ["ltr", { top: 1, right: 4, bottom: 3, left: 2 }],
  ] as const)("in %s, margins, paddings and borders", (direction, sides) => {
    const long = (property: string) => `${property}-block-start: 1pt; ${property}-inline-start: 2pt; ${property}-block-end: 3pt; ${property}-inline-end: 4pt`;
    const short = (property: string) => `${property}-block: 1pt 3pt; ${property}-inline: 2pt 4pt`;
    const borders = "border-block-start: 1pt solid; border-inline-start: 2pt solid; border-block-end: 3pt solid; border-inline-end: 4pt solid";
    const widths = "border-style: solid; border-block-width: 1pt 3pt; border-inline-width: 2pt 4pt";
    for (const form of [long, short]) {
      expect(inDirection(direction, form("margin")).margin).toEqual(sides);
      expect(inDirection(direction, form("padding")).padding).toEqual(sides);
    }
    for (const text of [borders, widths]) {
      const { top, right, bottom, left } = inDirection(direction, text).border;
      expect({ top: top.width, right: right.width, bottom: bottom.width, left: left.width }).toEqual(sides);
    }
  });

  test.each([["rtl", "right"], ["ltr", "left"]] as const)("in %s, style and colour of the inline start are of the %s", (direction, side) => {
    const { border } = inDirection(direction, "border-inline-start-style: dotted; border-inline-start-color: red; border-inline-start-width: 5pt");
    expect(border[side]).toEqual({ width: 5, style: "dotted", color: red });
    expect(Object.values(border).filter(({ style }) => style !== "none")).toHaveLength(1);
  });

  test("sizes are the same in both", () => {
    for (const direction of ["rtl", "ltr"] as const) {
      const { width, height, minWidth, maxWidth, minHeight, maxHeight } = inDirection(
        direction,
        "inline-size: 1pt; block-size: 2pt; min-inline-size: 3pt; max-inline-size: 4pt; min-block-size: 5pt; max-block-size: 6pt",
      );
      expect([width, height, minWidth, maxWidth, minHeight, maxHeight]).toEqual([1, 2, 3, 4, 5, 6]);
    }
  });

  test("against physical ones the later wins, whichever it is", () => {
    expect(inDirection("rtl", "margin-right: 1pt; margin-inline-start: 2pt").margin.right).toBe(2);
    expect(inDirection("rtl", "margin-inline-start: 2pt; margin-right: 1pt").margin.right).toBe(1);
    expect(inDirection("rtl", "margin-left: 1pt; margin-inline-start: 2pt").margin).toEqual({ top: 0, right: 2, bottom: 0, left: 1 });
    expect(inDirection("rtl", "margin-inline-start: 2pt; margin: 1pt").margin.right).toBe(1);
    expect(inDirection("rtl", "margin-inline-start: 2pt !important; margin: 1pt").margin.right).toBe(2);
  });

  test("direction may come later, by var(), by dir or from the parent", () => {
    expect(styleOf("#x { margin-inline-start: 2pt; direction: ltr }").margin.left).toBe(2);
    expect(styleOf("#x { margin-inline-start: 2pt; --d: ltr; direction: var(--d) }").margin.left).toBe(2);
    expect(styleOf("#x { margin-inline-start: 2pt }", `<html><body><p id=x dir=ltr>x</body></html>`).margin.left).toBe(2);
    expect(styleOf("#x { margin-inline-start: 2pt }", `<html dir=ltr><body><p id=x>x</body></html>`).margin.left).toBe(2);
    expect(styleOf("#x { margin-inline-start: 2pt }").margin.right).toBe(2);
  });
});

describe("shorthands", () => {
  const sides = (text: string) => inDirection("rtl", `padding: ${text}`).padding;

  test("of four sides take one to four values", () => {
    expect(sides("1pt")).toEqual({ top: 1, right: 1, bottom: 1, left: 1 });
    expect(sides("1pt 2pt")).toEqual({ top: 1, right: 2, bottom: 1, left: 2 });
    expect(sides("1pt 2pt 3pt")).toEqual({ top: 1, right: 2, bottom: 3, left: 2 });
    expect(sides("1pt 2pt 3pt 4pt")).toEqual({ top: 1, right: 2, bottom: 3, left: 4 });
    expect(codesOf("padding: 1pt 2pt 3pt 4pt 5pt")).toEqual(["style/invalid-value"]);
    expect(codesOf("padding: 1pt, 2pt")).toEqual(["style/invalid-value"]);
  });

  test("of a stroke take width, style and colour in any order, and reset what they leave out", () => {
    const parts = ["3pt", "dashed", "red"];
    fc.assert(
      fc.property(fc.shuffledSubarray(parts, { minLength: 1 }), (chosen) => {
        const { top } = inDirection("rtl", `border: 9pt double lime; border: ${chosen.join(" ")}`).border;
        const dashed = chosen.includes("dashed");
        expect(top.style).toBe(dashed ? "dashed" : "none");
        expect(top.width).toBe(dashed ? (chosen.includes("3pt") ? 3 : 2.25) : 0);
        expect(top.color.space).toBe(chosen.includes("red") ? "rgb" : "cmyk");
      }),
    );
    expect(inDirection("rtl", "border: 1pt solid; border-color: red; border-left: none").border).toMatchObject({ top: { width: 1, color: red }, left: { width: 0 } });
  });

  test("font sets its five longhands and resets features", () => {
    const { fontStyle, fontWeight, fontSize, lineHeight, fontFamily, fontFeatures } = styleOf(`body { font-feature-settings: "ss01" } #x { font: italic bold 20pt/1.5 "Noto Kufi Arabic", serif }`);
    expect([fontStyle, fontWeight, fontSize, lineHeight, fontFamily, fontFeatures]).toEqual(["italic", 700, 20, 30, ["Noto Kufi Arabic", "serif"], {}]);
    const plain = styleOf("#x { font: italic 900 1pt/3 X; font: 10pt Amiri }");
    expect([plain.fontStyle, plain.fontWeight, plain.fontSize, plain.lineHeight]).toEqual(["normal", 400, 10, "normal"]);
    expect(styleOf("#x { font: normal normal 300 2em/12pt Noto Naskh Arabic }")).toMatchObject({ fontWeight: 300, fontSize: 24, lineHeight: 12, fontFamily: ["Noto Naskh Arabic"] });
    for (const broken of ["10pt", "Amiri", "bold bold 10pt Amiri", "10pt/ Amiri", "10pt /1.5", "10pt, Amiri", "small-caps 10pt Amiri"]) {
      expect(codesOf(`font: ${broken}`).join(), broken).toMatch(/^style\/(?:invalid|unsupported)-value$/);
    }
  });

  test("flex", () => {
    const flex = (text: string) => {
      const { flexGrow, flexShrink, flexBasis } = inDirection("rtl", `flex: ${text}`);
      return [flexGrow, flexShrink, flexBasis];
    };
    expect(flex("1")).toEqual([1, 1, 0]);
    expect(flex("2 3")).toEqual([2, 3, 0]);
    expect(flex("2 3 4pt")).toEqual([2, 3, 4]);
    expect(flex("2 3 0")).toEqual([2, 3, 0]);
    expect(flex("4pt")).toEqual([1, 1, 4]);
    expect(flex("4pt 2")).toEqual([2, 1, 4]);
    expect(flex("auto")).toEqual([1, 1, "auto"]);
    expect(flex("none")).toEqual([0, 0, "auto"]);
    expect(flex("initial")).toEqual([0, 1, "auto"]);
    expect(flex("1 calc(2pt + 2pt)")).toEqual([1, 1, 4]);
    for (const broken of ["1 2pt 3", "1pt 2pt", "1 2 3 4", "-1"]) expect(codesOf(`flex: ${broken}`).join(), broken).toMatch(/^style\/(?:invalid|unsupported)-value$/);
    expect(inDirection("rtl", "flex-flow: wrap column")).toMatchObject({ flexDirection: "column", flexWrap: "wrap" });
  });

  test("columns, gaps and rules", () => {
    expect(inDirection("rtl", "columns: 3")).toMatchObject({ columnCount: 3, columnWidth: "auto" });
    expect(inDirection("rtl", "columns: 40pt")).toMatchObject({ columnCount: "auto", columnWidth: 40 });
    expect(inDirection("rtl", "columns: 2 40pt")).toMatchObject({ columnCount: 2, columnWidth: 40 });
    expect(inDirection("rtl", "columns: auto 2")).toMatchObject({ columnCount: 2, columnWidth: "auto" });
    expect(inDirection("rtl", "gap: 3pt")).toMatchObject({ rowGap: 3, columnGap: 3 });
    expect(inDirection("rtl", "gap: 3pt 4%")).toMatchObject({ rowGap: 3, columnGap: { percent: 4 } });
    expect(inDirection("rtl", "column-gap: normal").columnGap).toBe("normal");
    expect(inDirection("rtl", "column-rule: red 2pt solid").columnRule).toEqual({ width: 2, style: "solid", color: red });
  });

  test("the older names of breaks take their own keywords alone", () => {
    expect(inDirection("rtl", "page-break-before: always; page-break-after: avoid; page-break-inside: avoid")).toMatchObject({
      breakBefore: "page", breakAfter: "avoid", breakInside: "avoid",
    });
    expect(codesOf("page-break-before: page")).toEqual(["style/invalid-value"]);
  });

  test("list-style may say that there are no markers, which there never are", () => {
    expect(codesOf("list-style: none; list-style-type: none")).toEqual([]);
    expect(codesOf("list-style: disc")).toEqual(["style/unsupported-value"]);
    expect(codesOf("list-style-type: arabic-indic")).toEqual(["style/unsupported-value"]);
  });

  test("background and text-decoration take what there is of them", () => {
    expect(inDirection("rtl", "background: red").backgroundColor).toEqual(red);
    expect(codesOf("background: url(x.png)")).toEqual(["style/unsupported-value"]);
    expect(inDirection("rtl", "text-decoration: underline").textDecorationLine).toBe("underline");
    expect(codesOf("text-decoration: underline dotted red")).toEqual(["style/unsupported-value"]);
  });
});
