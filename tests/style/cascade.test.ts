import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { computeStyle } from "../../src/style/cascade.ts";
import { readStylesheet } from "../../src/style/stylesheet.ts";
import { byId, byTag, folder, rgb, style, styled, styleOf } from "./stage.ts";

const red = rgb(255, 0, 0);
const blue = rgb(0, 0, 255);
const lime = rgb(0, 255, 0);

describe("which declaration wins", () => {
  test.each([
    ["the later of two of the same specificity", "p { color: red } p { color: blue }", blue],
    ["the later within one block", "p { color: red; color: blue }", blue],
    ["a class over any number of tags, though it comes first", ".c { color: blue } html body p { color: red }", blue],
    ["an id over any number of classes", "#x { color: blue } .c.c.c.c { color: red }", blue],
    ["an attribute like a class", "[lang] { color: red } .c { color: blue } [id] { color: lime } p { color: red }", lime],
    ["a pseudo-class like a class", "p:first-child { color: blue } p { color: red }", blue],
    [":is() as its most specific argument", ":is(p, #none) { color: blue } .c.c { color: red }", blue],
    [":not() as its argument", ":not(#none) { color: blue } .c.c { color: red }", blue],
    [":where() as nothing", ":where(#x) { color: red } p { color: blue }", blue],
    ["the universal selector as nothing", "p { color: blue } * { color: red }", blue],
    [":nth-child(of) as a class and its argument", ":nth-child(1 of #x) { color: blue } .c.c { color: red } #x { color: red } :nth-child(1 of #x) { color: blue }", blue],
    ["of a selector list the part that matches", ".none, p { color: red } .c { color: blue } #none, p { color: red }", blue],
    ["the most specific part that matches of a list", "p, .c { color: blue } p { color: red }", blue],
    ["!important over specificity", "p { color: blue !important } #x { color: red }", blue],
    ["of two !important the more specific", "#x { color: blue !important } p { color: red !important }", blue],
    ["!important over a later declaration in the same block", "p { color: blue !important; color: red }", blue],
    ["a later stylesheet over an earlier one", ["p { color: red }", "p { color: blue }"], blue],
    ["specificity over the order of stylesheets", [".c { color: blue }", "p { color: red }"], blue],
    ["an invalid declaration never", "p { color: blue } p { colour: red }", blue],
  ])("%s", (_, css, color) => {
    const { document } = style({ css, html: `<html lang=ar><body><p id=x class=c lang=ar>x</p></body></html>` });
    expect(document && byId(document, "x").style.color).toEqual(color);
  });

  test("an author's weakest rule over the built-in stylesheet", () => {
    const html = `<html><body><ul><li><ul id=x><li>x</ul></ul></body></html>`;
    expect(styleOf("", html).margin.top).toBe(0);
    expect(styleOf("* { margin-top: 7pt }", html).margin.top).toBe(7);
  });

  test("a style attribute over every selector, an important declaration over the attribute, the attribute's own important over that", () => {
    const styleWith = (css: string, attribute: string) => styleOf(css, `<html><body><p id=x style="${attribute}">x</p></body></html>`).color;
    expect(styleWith("#x { color: red }", "color: blue")).toEqual(blue);
    expect(styleWith("p { color: blue !important }", "color: red")).toEqual(blue);
    expect(styleWith("#x { color: red !important }", "color: blue !important")).toEqual(blue);
  });

  test("a style element comes after the template's stylesheets", () => {
    const html = `<html><head><style>p { color: blue }</style><style media=screen>p { color: red }</style></head><body><p id=x>x</p></body></html>`;
    expect(styleOf("p { color: red }", html).color).toEqual(blue);
  });

  test("of any rules, as sorted by specificity and then place", () => {
    const selectors = [
      ["p", 1], ["body p", 2], ["html > body > p", 3], [".c", 10], ["p.c", 11], [".c.d", 20], ["#x", 100], ["p#x.c", 111], [":where(#x)", 0], ["*", 0],
      ["[id]", 10], [":is(.none, #x)", 100], ["p:only-child:not(.none)", 21],
    ] as const;
    const rule = fc.record({ selector: fc.constantFrom(...selectors), important: fc.boolean(), size: fc.integer({ min: 1, max: 1000 }) });
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1, maxLength: 12 }), (rules) => {
        const css = rules.map(({ selector, important, size }) => `${selector[0]} { text-indent: ${size}pt${important ? " !important" : ""} }`).join("\n");
        const winner = rules.reduce((best, candidate) => {
          const weight = ({ selector, important }: typeof candidate) => selector[1] + (important ? 1000 : 0);
          return weight(candidate) >= weight(best) ? candidate : best;
        });
        expect(styleOf(css, `<html><body><p id=x class="c d">x</p></body></html>`).textIndent).toBe(winner.size);
      }),
    );
  });
});

test("an important declaration of the built-in stylesheet would win over all of an author's", () => {
  const blocks = (["user-agent", "author"] as const).map((origin) => {
    const text = `p { text-indent: ${origin === "author" ? 2 : 1}pt !important; width: ${origin === "author" ? 2 : 1}pt }`;
    const [rule] = readStylesheet(text, { origin, folder, report: ({ message }) => { throw new Error(message); }, span: (start) => ({ file: origin, start }) }).rules;
    if (!rule) throw new Error("no rule was read");
    return { origin, block: rule.block };
  });
  const { computed } = computeStyle(blocks, undefined, { parent: undefined, root: undefined });
  expect([computed.textIndent, computed.width]).toEqual([1, 2]);
});

describe("keywords that every property takes", () => {
  const html = `<html><body><div id=d><p id=x>x</p></div></body></html>`;

  test("inherit takes the parent's computed value, be the property inherited or not", () => {
    expect(styleOf("#d { padding-top: 2em; font-size: 20pt } #x { padding-top: inherit }", html).padding.top).toBe(40);
  });

  test("initial takes the value of the property's definition, not the built-in stylesheet's", () => {
    expect(styleOf("#x { display: initial }", html).display).toBe("inline");
    expect(styleOf("#d { color: red } #x { color: initial }", html).color).toEqual({ space: "cmyk", c: 0, m: 0, y: 0, k: 1, alpha: 1 });
  });

  test("unset is inherit for inherited properties and initial for the others", () => {
    const { color, padding } = styleOf("#d { color: red; padding-top: 5pt } p { color: blue; padding-top: 9pt } #x { color: unset; padding-top: unset }", html);
    expect([color, padding.top]).toEqual([red, 0]);
  });

  test("revert goes back to the built-in stylesheet, and to unset where it says nothing", () => {
    const { display, margin, color } = styleOf("#d { color: red } #x { display: flex; margin: 3pt; color: blue } #x { display: revert; margin: revert; color: revert }", html);
    expect([display, margin.top, margin.left, color]).toEqual(["block", 12, 0, red]);
  });

  test("all resets everything but direction and bidi", () => {
    const document = styled({ css: `#x { all: unset } p { margin: 4pt; direction: ltr }`, html });
    const { margin, direction, display } = byId(document, "x").style;
    expect([margin.top, direction, display]).toEqual([0, "ltr", "inline"]);
  });

  test("they work in shorthands and through logical names", () => {
    const { margin, border } = styleOf("#d { margin: 1pt 2pt 3pt 4pt; border: 1pt solid red } #x { margin: inherit; border-inline-start: inherit }", html);
    expect(margin).toEqual({ top: 1, right: 2, bottom: 3, left: 4 });
    expect([border.right.width, border.left.width]).toEqual([1, 0]);
  });
});

describe("@media", () => {
  test.each([
    ["@media print { p { color: lime } }", lime],
    ["@media all { p { color: lime } }", lime],
    ["@media screen, print { p { color: lime } }", lime],
    ["@media only print { p { color: lime } }", lime],
    ["@media not screen { p { color: lime } }", lime],
    ["@media PRINT { @media all { p { color: lime } } }", lime],
    ["@media screen { p { color: red } }", rgb(0, 0, 0)],
    ["@media not print { p { color: red } }", rgb(0, 0, 0)],
  ])("%s", (css, color) => {
    const expected = color === lime ? lime : { space: "cmyk", c: 0, m: 0, y: 0, k: 1, alpha: 1 };
    expect(styleOf(css).color).toEqual(expected);
  });

  test("a query on a feature is reported and its rules are left out", () => {
    const { document, diagnostics } = style({ css: "@media print and (min-width: 10cm) { p { color: red } }" });
    expect(diagnostics.map(({ code }) => code)).toEqual(["style/unsupported-at-rule"]);
    expect(document && byTag(document, "p").style.color).toMatchObject({ k: 1 });
  });
});
