import { describe, expect, test } from "vitest";
import { openContentStream, type ContentStream } from "../../src/pdf/contentStream.ts";
import { contentColours } from "./outputs.ts";
import { paintFill, paintMark, paintRule } from "../../src/pdf/shapePainter.ts";
import type { MarkItem, RuleItem } from "../../src/layout/index.ts";
import type { Color, Stroke } from "../../src/style/index.ts";

const black: Color = { space: "cmyk", c: 0, m: 0, y: 0, k: 1, alpha: 1 };
const grey: Color = { space: "cmyk", c: 0, m: 0, y: 0, k: 0.2, alpha: 1 };
const role = { kind: "artifact", type: "Layout" } as const;
const pageHeight = 800;

function painted(paint: (content: ContentStream) => void): string {
  const content = openContentStream(contentColours());
  paint(content);
  return Buffer.from(content.bytes()).toString("latin1");
}

function rule(stroke: Partial<Stroke>, from = { x: 100, y: 50 }, to = { x: 300, y: 50 }): string {
  const item: RuleItem = { kind: "rule", role, from, to, stroke: { width: 3, style: "solid", color: black, ...stroke } };
  return painted((content) => { paintRule(content, item, pageHeight); });
}

describe("a rule", () => {
  test("that is solid is one line, seen from the page's foot", () => {
    expect(rule({})).toBe("0 0 0 1 K\n3 w\n100 750 m 300 750 l S\n");
  });

  test("that is double is two lines of a third of its width at its edges", () => {
    expect(rule({ style: "double" })).toBe("0 0 0 1 K\n1 w\n100 751 m 300 751 l S\n100 749 m 300 749 l S\n");
  });

  test("that is double and upright has its lines side by side", () => {
    expect(rule({ style: "double" }, { x: 100, y: 50 }, { x: 100, y: 250 })).toBe("0 0 0 1 K\n1 w\n101 750 m 101 550 l S\n99 750 m 99 550 l S\n");
  });

  test("that is dashed has dashes of three widths two apart, and leaves no dashes to what follows", () => {
    expect(rule({ style: "dashed", width: 0.5 })).toBe("0 0 0 1 K\n0.5 w [1.5 1] 0 d\n100 750 m 300 750 l S\n[] 0 d\n");
  });

  test("that is dotted has round dots one apart, and leaves neither dots nor round ends to what follows", () => {
    expect(rule({ style: "dotted", width: 2 })).toBe("0 0 0 1 K\n2 w 1 J [0.1 3.9] 0 d\n100 750 m 300 750 l S\n[] 0 d 0 J\n");
  });

  test.each<[string, Partial<Stroke>]>([
    ["without a style", { style: "none" }], ["without width", { width: 0 }], ["of no opacity", { color: { ...black, alpha: 0 } }],
  ])("%s is not drawn", (_, stroke) => { expect(rule(stroke)).toBe(""); });

  test("that is double and of no length draws nothing", () => {
    expect(rule({ style: "double" }, { x: 1, y: 1 }, { x: 1, y: 1 })).toBe("0 0 0 1 K\n");
  });
});

describe("a filled rectangle", () => {
  test("is given by its lower left corner", () => {
    expect(painted((content) => { paintFill(content, { kind: "fill", role, rect: { x: 10, y: 20, width: 30, height: 40 }, color: grey }, pageHeight); })).toBe(
      "0 0 0 0.2 k\n10 740 30 40 re f\n",
    );
  });

  test("of no opacity is not drawn", () => {
    expect(painted((content) => { paintFill(content, { kind: "fill", role, rect: { x: 0, y: 0, width: 1, height: 1 }, color: { ...grey, alpha: 0 } }, pageHeight); })).toBe("");
  });
});

describe("a printer's mark", () => {
  const mark = (shape: MarkItem["shape"]): string => painted((content) => { paintMark(content, { kind: "mark", role, shape, width: 0.25 }, pageHeight); });

  test("is drawn in the ink of every plate", () => {
    expect(mark({ kind: "line", from: { x: 5, y: 20 }, to: { x: 17, y: 20 } })).toBe("/Registration CS 1 SCN\n0.25 w\n5 780 m 17 780 l S\n");
  });

  test("that is round is a closed circle of four curves", () => {
    const [ink, width, start, ...rest] = mark({ kind: "circle", center: { x: 100, y: 100 }, radius: 10 }).trimEnd().split("\n");
    expect([ink, width, start]).toEqual(["/Registration CS 1 SCN", "0.25 w", "110 700 m"]);
    expect(rest.at(-1)).toBe("s");
    const curves = rest.slice(0, -1).map((line) => line.split(" "));
    expect(curves.map((curve) => curve.at(-1))).toEqual(["c", "c", "c", "c"]);
    let at = { x: 110, y: 700 };
    for (const curve of curves) {
      const [x1, y1, x2, y2, x, y] = curve.map(Number);
      for (let t = 0; t <= 1; t += 0.125) {
        const along = (a: number, b: number, c: number, d: number): number => a * (1 - t) ** 3 + 3 * b * (1 - t) ** 2 * t + 3 * c * (1 - t) * t ** 2 + d * t ** 3;
        expect(Math.abs(Math.hypot(along(at.x, x1!, x2!, x!) - 100, along(at.y, y1!, y2!, y!) - 700) - 10)).toBeLessThan(0.005);
      }
      at = { x: x!, y: y! };
    }
    expect(at).toEqual({ x: 110, y: 700 });
  });

  test("does not change what colour is said next", () => {
    const stroke: Stroke = { width: 1, style: "solid", color: black };
    const line = { kind: "line", from: { x: 0, y: 0 }, to: { x: 1, y: 0 } } as const;
    const text = painted((content) => {
      paintRule(content, { kind: "rule", role, from: line.from, to: line.to, stroke }, pageHeight);
      paintMark(content, { kind: "mark", role, shape: line, width: 0.25 }, pageHeight);
      paintRule(content, { kind: "rule", role, from: line.from, to: line.to, stroke }, pageHeight);
    });
    expect(text.match(/0 0 0 1 K/g)).toHaveLength(2);
  });
});
