import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { folder, line, style, styled } from "./stage.ts";

const faces = (css: string) => styled({ css }).fontFaces;
const face = (descriptors: string) => faces(`@font-face { ${descriptors} }`)[0];

test("a face has its family, the absolute path of its file and the place of its rule", () => {
  expect(faces(`p { color: red }\n@font-face { font-family: "My Naskh"; src: url(fonts/mine.ttf) }`)).toEqual([
    {
      family: "My Naskh", path: join(folder, "fonts/mine.ttf"), weight: 400, style: "normal",
      span: { file: "style.css", start: { line: 2, column: 1 }, end: { line: 2, column: 65 } },
    },
  ]);
});

test.each([
  ["url(a.ttf)", "a.ttf"], ["url('a b.otf')", "a b.otf"], ["url(a%20b.ttf)", "a b.ttf"], ["url(./x/../a.ttf)", "a.ttf"], ["url(a.ttf?v=3)", "a.ttf"], ["url(..a.ttf)", "..a.ttf"],
  ["url(a.ttf) format('truetype')", "a.ttf"], ["url(a) format(opentype)", "a"], ["url(a.woff2) format('woff2'), url(a.ttf) format('truetype')", "a.ttf"],
  ["url(a.woff), url(a.svg#x), url(a.eot?#iefix), url(a.otf)", "a.otf"], ["local('Mine'), url(a.ttf)", "a.ttf"], ["url(100%.ttf)", "100%.ttf"],
])("of src %s the file is %s", (src, file) => {
  expect(face(`font-family: X; src: ${src}`)?.path).toBe(join(folder, file));
});

test("weights are a number, a name or a range, styles upright or italic", () => {
  const weight = (text: string) => face(`font-family: X; src: url(a.ttf); font-weight: ${text}`)?.weight;
  expect([weight("normal"), weight("bold"), weight("350"), weight("200 900"), weight("900 200"), weight("normal bold")]).toEqual([
    400, 700, 350, { from: 200, to: 900 }, { from: 200, to: 900 }, { from: 400, to: 700 },
  ]);
  const styleOf = (text: string) => face(`font-family: X; src: url(a.ttf); font-style: ${text}`)?.style;
  expect([styleOf("normal"), styleOf("italic"), styleOf("oblique")]).toEqual(["normal", "italic", "italic"]);
});

describe("a file that cannot be taken is an error at its src", () => {
  test.each([
    ["url(../a.ttf)", "outside the template's folder"], ["url(/etc/a.ttf)", "outside the template's folder"], ["url(x/../../a.ttf)", "outside the template's folder"],
    ["url(%2e%2e/a.ttf)", "outside the template's folder"], ["url(.)", "outside the template's folder"], ["url(a%00.ttf)", "outside the template's folder"],
    ["url(https://example.org/a.ttf)", "is not a path"], ["url(//example.org/a.ttf)", "is not a path"], ["url(data:font/ttf;base64,AAEA)", "is not a path"], ["url(file:///a.ttf)", "is not a path"],
    ["url(a.woff2)", "names no file that can be read"], ["local('Mine')", "names no file that can be read"], ["'a.ttf'", "names no file that can be read"],
    ["url(a.ttf) format('woff')", "names no file that can be read"],
  ])("%s", (src, message) => {
    const { document, diagnostics } = style({ css: `@font-face { font-family: X;\n  src: ${src}; }` });
    expect(document).toBeUndefined();
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ severity: "error", code: "style/font-face", span: { file: "style.css", start: { line: 2, column: 3 } } });
    expect(diagnostics[0]?.message).toContain(message);
    expect(diagnostics[0]?.hint).toBeTruthy();
  });

  test("no url that is taken leaves the template's folder", () => {
    const part = fc.constantFrom("..", ".", "a", "%2e%2e", "%2E.", "b.ttf", "", "a%2f..%2f..");
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const { document } = style({ css: `@font-face { font-family: X; src: url("${parts.join("/")}") }` });
        for (const { path } of document?.fontFaces ?? []) expect(path.startsWith(`${folder}/`)).toBe(true);
      }),
    );
  });
});

test("a face without family or file is an error, wrong descriptors are warnings", () => {
  const said = (css: string) => style({ css }).diagnostics.map(line);
  expect(said("@font-face { src: url(a.ttf) }")).toEqual(["style.css:1:1-1:31 error style/font-face: @font-face has no `font-family`. Add `font-family`."]);
  expect(said("@font-face { font-family: X }")).toEqual(["style.css:1:1-1:30 error style/font-face: @font-face has no `src`. Add `src`."]);
  expect(said("@font-face { font-family: X; src: url(a.ttf); font-wieght: 3; font-weight: heavy; font-display: swap; unicode-range: U+600 }")).toEqual([
    "style.css:1:47-1:61 warning style/unknown-property: @font-face knows no `font-wieght` here. Did you mean `font-weight`?",
    "style.css:1:63-1:81 warning style/invalid-value: This is no value for `font-weight` in @font-face. It takes normal, bold, or one or two numbers from 1 to 1000.",
    "style.css:1:103-1:124 warning style/unknown-property: @font-face knows no `unicode-range` here. It takes font-family, src, font-weight, font-style, -nashra-wider, -nashra-narrower.",
  ]);
});

test("features that make words wider or narrower are read one at a time, and faults in them are warned of", () => {
  const rule = (descriptors: string): unknown => face(`font-family: A; src: url(a.ttf); ${descriptors}`);
  const told = (value: string): string => style({ css: [`@font-face { font-family: A; src: url(a.ttf); -nashra-wider: ${value} }`] }).diagnostics.map(({ code }) => code).join();
  expect(rule(`-nashra-wider: "ss05", "cv10" 2; -nashra-narrower: none`)).toMatchObject({ wider: [{ ss05: 1 }, { cv10: 2 }], narrower: [] });
  expect(rule("")).not.toHaveProperty("wider");
  for (const wrong of ["ss05", `"ss5"`, `"ss05" "ss06"`, `"ss05" -1`, ""]) expect(told(wrong), wrong).toMatch(/invalid-value|syntax/);
});
