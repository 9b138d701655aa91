import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { declarableNames } from "../../src/style/shorthands.ts";
import { byId, line, rgb, style } from "./stage.ts";

const reference = (name: string): string => fileURLToPath(new URL(`references/${name}`, import.meta.url));

test("the faults of a stylesheet are told as the reference says", () => {
  const { document, diagnostics } = style({ css: readFileSync(reference("faults.css"), "utf8") });
  const told = diagnostics
    .toSorted((a, b) => (a.span?.start.line ?? 0) - (b.span?.start.line ?? 0) || (a.span?.start.column ?? 0) - (b.span?.start.column ?? 0))
    .map((diagnostic) => `${line(diagnostic)}\n`)
    .join("");
  if (process.env["UPDATE_REFERENCES"] === "1") writeFileSync(reference("faults.txt"), told);
  expect(told).toBe(readFileSync(reference("faults.txt"), "utf8"));
  expect(document).toBeUndefined();
});

test("what is right in a stylesheet with faults is kept", () => {
  const { document, diagnostics } = style({
    css: `p { color: red; colr: blue; width: -1pt; text-indent: 3pt }
      b:hvoer { color: red } @nonsense { p { text-indent: 9pt } } @nonsense 2; <!-- p..a { text-indent: 9pt } --> p { margin-top: 5pt; 7 }`,
  });
  expect(document && byId(document, "x").style).toMatchObject({ color: rgb(255, 0, 0), width: "auto", textIndent: 3, margin: { top: 5 } });
  expect(diagnostics.map(({ severity }) => severity)).not.toContain("error");
});

describe("every diagnostic has code, place and hint", () => {
  const isWellFormed = (css: string) => {
    const { document, diagnostics } = style({ css });
    expect(document === undefined).toBe(diagnostics.some(({ severity }) => severity === "error"));
    for (const { code, span, hint, message } of diagnostics) {
      expect(code).toMatch(/^style\/[a-z-]+$/);
      expect(span?.start.line, message).toBeGreaterThan(0);
      expect(span?.start.column, message).toBeGreaterThan(0);
      expect(hint, message).toBeTruthy();
      const lines = css.split(/\r\n|[\n\r\f]/);
      expect(span?.start.line, message).toBeLessThanOrEqual(lines.length);
      expect(span?.start.column, message).toBeLessThanOrEqual((lines[(span?.start.line ?? 1) - 1]?.length ?? 0) + 1);
    }
  };
  const pieces = [
    "p", "{", "}", "(", ")", "[", "]", ":", ";", ",", "'", '"', "\\", "/*", "*/", "@page", "@media", "@font-face", "@import", "@top-left", "!important", "!", "var(", "--a", "calc(", "1pt", "-1pt",
    "50%", "red", "#fff", "#f", "rgb(", "device-cmyk(", "url(", "url(x", "<!--", "-->", "\n", " ", ".", "#", "*", ">", "+", "~", "|", "||", "::before", ":hover", ":nth-child(", "2n+1", "of", ":is(", ":not(",
    ":has(", "content", "counter(", "page", "size", "a4", "src", "font", "inherit", "revert", "all", "print", "and", "é", "نص", "\u0000", "\uD800", "𝐀", "1e999pt", "/", "&", "%", "$", "=", "\r", "\f", "U+6??",
  ];

  test("for any mixture of CSS's pieces, which never throws", () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces, ...declarableNames()), { maxLength: 40 }), (parts) => { isWellFormed(parts.join("")); }), { numRuns: 600 });
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => { isWellFormed(parts.join(" ")); }), { numRuns: 300 });
  });

  test("for any text at all", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), isWellFormed));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => { isWellFormed(Buffer.from(bytes).toString("latin1")); }));
  });

  test("for any value of any property", () => {
    const value = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(" "));
    fc.assert(fc.property(fc.constantFrom(...declarableNames()), value, (property, text) => { isWellFormed(`p { ${property}: ${text} } @page { ${property}: ${text}; @top-left { ${property}: ${text} } }`); }), { numRuns: 600 });
  });
});

test("any markup becomes a tree", () => {
  const pieces = ["<p>", "</p>", "<b", ">", "<", "/", "\"", "'", "=", " style=", " lang=", " dir=auto", " data-source=", "<table>", "<td>", "<svg>", "<style>", "</style>", "<!--", "-->", "<template>", "</template>", "<title>", "<html>", "<frameset>", "<select>", "<br>", "</br>", "&amp;", "&#x110000;", "x", "نص", "\u0000", "\uD800", "color:red", "{", "<bdi>", "<a>", "<form>", "<math>", "<plaintext>"];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
      const { document, diagnostics } = style({ html: parts.join("") });
      expect(document === undefined).toBe(diagnostics.some(({ severity }) => severity === "error"));
      expect(document?.root.tag ?? "html").toBe("html");
    }),
    { numRuns: 400 },
  );
});

describe("depth", () => {
  test.each([
    ["parentheses", `p { width: ${"(".repeat(100_000)} }`], ["calc()", `p { width: ${"calc(".repeat(100_000)}1pt${")".repeat(100_000)} }`], ["blocks", "{".repeat(100_000)],
    ["brackets", `p${"[".repeat(100_000)}`], ["negations", `${":not(".repeat(100_000)}p${")".repeat(100_000)} { color: red }`], ["media queries", "@media print {".repeat(100_000)],
    ["references", `p { color: ${"var(--a,".repeat(100_000)}red${")".repeat(100_000)} }`],
  ])("%s without end are an error", (_, css) => {
    const { document, diagnostics } = style({ css });
    expect(document).toBeUndefined();
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ severity: "error", code: "style/syntax" });
  });

  test("that brackets reach by var() makes the value invalid, no more", () => {
    const wraps = Array.from({ length: 300 }, (_, i) => `--n${i + 1}: ${"(".repeat(100)}var(--n${i})${")".repeat(100)};`).join("\n");
    const { diagnostics } = style({ css: `#x { --n0: 1pt; ${wraps} width: calc(var(--n300)) }` });
    expect(diagnostics.map(({ code }) => code)).toEqual(["style/invalid-value"]);
  });
});
