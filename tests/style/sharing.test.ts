import { describe, expect, test } from "vitest";
import { byId, elementsOf, style, styled } from "./stage.ts";

describe("elements that match the same rules under the same parent style share one computed style", () => {
  const repeat = (count: number, html: (i: number) => string) => Array.from({ length: count }, (_, i) => html(i)).join("\n");
  const css = `article { columns: 2 } .lead { font-weight: bold } p + p { text-indent: 1em } article > p:first-of-type b { color: red }`;

  test("so that 200 articles have the styles of one", () => {
    const article = `<article lang=ar><h1>عنوان</h1><p class=lead>نص <b>x</b></p><p>نص <b>x</b></p><p>نص</p></article>`;
    const stylesOf = (count: number) => new Set(elementsOf(styled({ html: `<html><body>${repeat(count, () => article)}</body></html>`, css }).root).map((element) => element.style)).size;
    expect(stylesOf(200)).toBe(stylesOf(1));
  });

  test("but not where a selector, an attribute or an ancestor tells them apart", () => {
    const document = styled({
      html: `<html><body><p id=a>x</p><p id=b>x</p><p id=c style="color: red">x</p><p id=d style="color: red">x</p><p id=e style="color: lime">x</p>
        <div style="color: lime"><p id=f>x</p></div><div><p id=g>x</p></div></body></html>`,
      css: "#b { margin-top: 1pt }",
    });
    const [a, b, c, d, e, f, g] = ["a", "b", "c", "d", "e", "f", "g"].map((id) => byId(document, id).style);
    expect(c).toBe(d);
    expect(new Set([a, b, c, e, f]).size).toBe(5);
    expect(g).toEqual(a);
  });
});

describe("size", () => {
  const tall = (css: string) => style({ css, html: `<html><body>${"<p class=a>x</p>".repeat(20_000)}</body></html>` });

  test("20,000 elements, siblings counted and looked at from both ends", () => {
    const { document, diagnostics } = tall(
      "p:nth-child(2n) { color: red } p:nth-last-child(3n) { margin-top: 1pt } p:nth-of-type(5n) { color: lime } p:nth-child(7n of .a) { width: 1pt } p + p { text-indent: 1em } p:last-child { width: 2pt }",
    );
    expect(diagnostics).toEqual([]);
    const paragraphs = document ? elementsOf(document.root).slice(2) : [];
    expect(paragraphs).toHaveLength(20_000);
    expect(paragraphs.map(({ style: { color } }) => color.space === "rgb").filter(Boolean)).toHaveLength(12_000);
    expect(new Set(paragraphs.map((paragraph) => paragraph.style)).size).toBeLessThan(70);
  });

  test("10,000 rules, each for a class of its own", () => {
    const css = Array.from({ length: 10_000 }, (_, i) => `.c${i}, main > .c${i} b { text-indent: ${i}pt }`).join("\n");
    const { document, diagnostics } = style({ css, html: `<html><body>${Array.from({ length: 100 }, (_, i) => `<p class=c${i * 100}>x</p>`).join("")}</body></html>` });
    expect(diagnostics).toEqual([]);
    expect(document && elementsOf(document.root).slice(2).map(({ style: { textIndent } }) => textIndent)).toEqual(Array.from({ length: 100 }, (_, i) => i * 100));
  });

  test("10,000 rules for the same element", () => {
    const css = Array.from({ length: 10_000 }, (_, i) => `p { text-indent: ${i}pt }`).join("\n");
    expect(byId(styled({ css }), "x").style.textIndent).toBe(9999);
  });

  test("256 levels are styled, one more is an error at its place", () => {
    const nested = (depth: number) => `<html><body>${"<div>".repeat(depth)}x`;
    expect(elementsOf(styled({ html: nested(255) }).root)).toHaveLength(257);
    const { document, diagnostics } = style({ html: nested(5000) });
    expect(document).toBeUndefined();
    expect(diagnostics.map(({ severity, code, span }) => [severity, code, span?.start])).toEqual([["error", "style/too-deep", { line: 1, column: 13 + 5 * 255 }]]);
  });
});
