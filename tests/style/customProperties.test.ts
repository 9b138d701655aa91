import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { computeCustomValues, fillIn } from "../../src/style/customProperties.ts";
import { byId, line, rgb, style, styled, styleOf } from "./stage.ts";

const red = rgb(255, 0, 0);
const html = `<html><body><div id=d><p id=x>x</p></div></body></html>`;

describe("var()", () => {
  test.each([
    ["a value from the element itself", "#x { --c: red; color: var(--c) }", red],
    ["a value from an ancestor", "html { --c: red } #x { color: var(--c) }", red],
    ["the nearest ancestor's", "html { --c: blue } #d { --c: red } #x { color: var(--c) }", red],
    ["the cascade's winner", "#x { --c: red } p { --c: blue; color: var(--c) }", red],
    ["an important one", "p { --c: red !important } #x { --c: blue; color: var(--c) }", red],
    ["a fallback where there is none", "#x { color: var(--none, red) }", red],
    ["no fallback where there is one", "#x { --c: red; color: var(--c, blue) }", red],
    ["a fallback that is itself a reference", "#x { --c: red; color: var(--a, var(--b, var(--c))) }", red],
    ["a fallback with commas", "#x { color: var(--none, rgb(255, 0, 0)) }", red],
    ["a part of a value", "#x { --r: 255; color: rgb(var(--r) 0 0) }", red],
    ["references in custom properties", "html { --a: var(--b); --b: red } #x { color: var(--a) }", red],
    ["names apart by their case", "#x { --C: blue; --c: red; color: var(--c) }", red],
    ["the function's name in any case", "#x { --c: red; color: VAR(--c) }", red],
    ["names with escapes and letters of any script", "#x { --لون: red; color: var(--لون) }", red],
    ["a declaration by inherit", "html { --c: red } #d { --c: blue } #d { --c: inherit } #x { color: var(--c) }", red],
    ["a declaration by initial as none", "html { --c: blue } #x { --c: initial; color: var(--c, red) }", red],
  ])("takes %s", (_, css, color) => {
    expect(styleOf(css, html).color).toEqual(color);
  });

  test("works in shorthands, logical properties and directions", () => {
    const { margin, direction, columnCount } = styleOf("#x { --m: 1pt 2pt; --d: ltr; direction: var(--d); margin-inline: var(--m); columns: var(--n, 3) }", html);
    expect([margin.left, margin.right, direction, columnCount]).toEqual([1, 2, "ltr", 3]);
  });

  test("values never grow together with what stands beside them", () => {
    const { diagnostics } = style({ css: "#x { --n: 1; text-indent: var(--n)pt }", html });
    expect(diagnostics.map(({ code }) => code)).toEqual(["style/invalid-value"]);
  });

  test("a value that does not fit makes the property unset, not the next best declaration", () => {
    const { document, diagnostics } = style({ css: "#d { color: red } p { color: blue } #x { --c: 3pt; color: var(--c) }", html });
    expect(document && byId(document, "x").style.color).toEqual(red);
    expect(diagnostics.map(line)).toEqual([
      "style.css:1:52-1:67 warning style/invalid-value: `3pt` is no value for `color` once its var() are filled in. It takes <color>.",
    ]);
  });

  test("a name without a value is reported with its place and the nearest one, once, however many elements it stands on", () => {
    const { diagnostics } = style({ css: ":root { --accent: red }\np { color: var(--acent) }", html: "<html><body><p>a<p>b<p>c</body></html>" });
    expect(diagnostics.map(line)).toEqual([
      "style.css:2:5-2:24 warning style/undefined-variable: `--acent` has no value here, so that `color` is left out. Did you mean `--accent`?",
    ]);
  });
});

describe("cycles", () => {
  test.each([
    ["of one", "--a: var(--a)"],
    ["of two", "--a: var(--b); --b: var(--a)"],
    ["of three, with a tail", "--tail: var(--a); --a: var(--b); --b: var(--c); --c: var(--a)"],
    ["through a fallback", "--a: var(--none, var(--b)); --b: var(--a)"],
    ["in spite of a fallback within", "--a: var(--b, blue); --b: var(--a, blue)"],
  ])("%s have no value", (_, declarations) => {
    const { color } = styleOf(`html { --a: blue } #x { ${declarations}; color: var(--a, red) }`, html);
    expect(color).toEqual(red);
  });

  test("those who refer to a cycle take their fallback, and the rest its value", () => {
    const values = computeCustomValues(new Map([["--e", "5"]]), new Map([
      ["--a", "var(--b)"], ["--b", "var(--a)"], ["--c", "var(--a, 3)"], ["--d", "4 var(--e)"], ["--f", "var(--a)"],
    ]));
    expect([...values.keys()].sort()).toEqual(["--c", "--d", "--e"]);
    expect(values.get("--c")?.replaceAll("/**/", "").trim()).toBe("3");
    expect(values.get("--d")?.replaceAll("/**/", "")).toBe("4 5");
  });

  test("any graph of references gives values to exactly those names that reach no cycle and nothing undefined", () => {
    const names = ["--a", "--b", "--c", "--d", "--e", "--f"];
    const graph = fc.array(fc.subarray([...names, "--nowhere"], { maxLength: 2 }), { minLength: names.length, maxLength: names.length });
    fc.assert(
      fc.property(graph, (references) => {
        const edges = new Map(names.map((name, i) => [name, references[i] ?? []]));
        const grounded = new Set<string>();
        for (let grew = true; grew;) {
          grew = false;
          for (const [name, targets] of edges) {
            if (grounded.has(name) || !targets.every((target) => grounded.has(target))) continue;
            grounded.add(name);
            grew = true;
          }
        }
        const declared = new Map([...edges].map(([name, targets]) => [name, `v ${targets.map((target) => `var(${target})`).join(" ")}`]));
        expect(new Set(computeCustomValues(new Map(), declared).keys())).toEqual(grounded);
      }),
    );
  });

  test("a chain of 20,000 is followed to its end", () => {
    const declared = new Map(Array.from({ length: 20_000 }, (_, i) => [`--n${i}`, `var(--n${i + 1})`]));
    declared.set("--n20000", "red");
    expect(computeCustomValues(new Map(), declared).get("--n0")?.replaceAll("/**/", "")).toBe("red");
  });

  test("values that double at each step are given up before they fill the memory", () => {
    const doubling = Array.from({ length: 60 }, (_, i) => `--n${i + 1}: var(--n${i}) var(--n${i});`).join(" ");
    const { document } = style({ css: `#x { --n0: 1pt; ${doubling} text-indent: var(--n60, 3pt) }`, html });
    expect(document && byId(document, "x").style.textIndent).toBe(3);
  });
});

test("text without var() is filled in as it stands", () => {
  fc.assert(
    fc.property(fc.string().filter((text) => !/var\(/i.test(text)), (text) => {
      // Unpaired surrogates, nulls and line ends are replaced before CSS is tokenized.
      fc.pre(text.isWellFormed() && !/[\0\r\f\uFEFF]/.test(text));
      expect(fillIn(text, () => undefined)).toBe(text);
    }),
  );
});

test("a setting of the template reaches the page's furniture", () => {
  const { pages } = styled({ css: [`:root { --setting-publication: "صحيفة «النشرة»" }`, `@page { @top-center { content: var(--setting-publication) " — " counter(page) } }`] });
  expect(pages.left.marginBoxes[0]?.content).toEqual([
    { kind: "string", text: "صحيفة «النشرة»" },
    { kind: "string", text: " — " },
    { kind: "counter", name: "page", numerals: "european" },
  ]);
});
