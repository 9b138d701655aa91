import { describe, expect, test } from "vitest";
import { byId, style, styled } from "./stage.ts";

const imageStyle = (attributes: string, css = "") => byId(styled({ html: `<html><body><img id=x ${attributes}></body></html>`, css }), "x").style;

describe("an image's attributes", () => {
  test.each([
    ["width=100 height=60", 75, 45],
    ["width=' 100px' height=60.5", 75, 45.375],
    ["width=50% height=0", { percent: 50 }, "auto"],
    ["width=-4 height=wide", "auto", "auto"],
    ["", "auto", "auto"],
  ] as const)("give it its size: %s", (attributes, width, height) => {
    expect(imageStyle(attributes)).toMatchObject({ width, height });
  });

  test("yield to all that a stylesheet says, and to nothing that is built in", () => {
    expect(imageStyle("width=100 height=60", "* { width: 20pt }")).toMatchObject({ width: 20, height: 45, maxWidth: { percent: 100 } });
    expect(imageStyle("width=100 style='width: 30pt'")).toMatchObject({ width: 30 });
    expect(imageStyle("width=100", "img { width: revert }")).toMatchObject({ width: "auto" });
  });

  test("are no matter of other elements", () => {
    expect(byId(styled({ html: "<html><body><p id=x width=100>x</p></body></html>" }), "x").style.width).toBe("auto");
  });
});

test("an image knows its place in the markup, and no other element does", () => {
  const { document } = style({ html: "<html><body>\n  <p>نص</p><img id=x src=a.png></body></html>" });
  if (document === undefined) throw new Error("nothing was styled");
  expect(byId(document, "x").place?.()).toEqual({ file: "page.hbs", start: { line: 2, column: 12 } });
  expect(document.root.place).toBeUndefined();
});

describe("object-position", () => {
  const at = (value: string) => imageStyle(`style='object-position: ${value}'`).objectPosition;
  test.each([
    ["left", 0, 50], ["bottom", 50, 100], ["center", 50, 50], ["right top", 100, 0], ["top right", 100, 0], ["center bottom", 50, 100], ["bottom center", 50, 100],
    ["left 20%", 0, 20], ["20%", 20, 50], ["20% 30%", 20, 30],
  ] as const)("%s", (value, x, y) => {
    expect(at(value)).toEqual({ x: { percent: x }, y: { percent: y } });
  });

  test("may be lengths", () => {
    expect(at("3pt -4pt")).toEqual({ x: 3, y: -4 });
  });

  test.each(["left right", "top bottom", "top 3pt", "3pt left", "left 3pt top", "inside"])("is not %s", (value) => {
    const { diagnostics } = style({ html: `<html><body><img style='object-position: ${value}'></body></html>` });
    expect(diagnostics.map(({ code }) => code)).toHaveLength(1);
  });
});
