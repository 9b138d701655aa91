import { lexer } from "css-tree";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { namedColors } from "../../src/style/namedColors.ts";
import { black, codesOf, line, rgb, style, styleOf, valueOf } from "./stage.ts";

const colorOf = (text: string) => valueOf(`color: ${text}`, "color");

describe("black is the black plate alone, whatever it is called", () => {
  test.each([
    "black", "BLACK", "#000", "#000f", "#000000", "#000000ff", "rgb(0 0 0)", "rgb(0, 0, 0)", "rgb(0% 0% 0%)", "rgb(-10 0 0)", "hsl(0 0% 0%)", "hsl(200 50% 0%)", "hwb(90 0% 100%)",
    "rgba(0,0,0,1)", "device-cmyk(0 0 0 1)", "device-cmyk(0% 0% 0% 100%)",
  ])("%s", (text) => {
    expect(colorOf(text)).toEqual(black);
  });

  test("as the initial colour, and so in borders and rules", () => {
    const { color, border, columnRule } = styleOf("#x { border: 1pt solid; column-rule: 1pt solid black }");
    expect([color, border.top.color, columnRule.color]).toEqual([black, black, black]);
  });

  test("with its alpha", () => {
    expect(colorOf("rgb(0 0 0 / 50%)")).toEqual({ ...black, alpha: 0.5 });
    expect(colorOf("#0008")).toEqual({ ...black, alpha: 136 / 255 });
  });

  test("but nothing else turns into it", () => {
    expect(colorOf("#010101")).toEqual(rgb(1, 1, 1));
    expect(colorOf("device-cmyk(1 1 1 1)")).toEqual({ space: "cmyk", c: 1, m: 1, y: 1, k: 1, alpha: 1 });
  });
});

describe("forms", () => {
  test.each([
    ["rebeccapurple", rgb(0x66, 0x33, 0x99)],
    ["#f0a", rgb(255, 0, 170)], ["#F0A8", rgb(255, 0, 170, 136 / 255)], ["#12ab9f", rgb(0x12, 0xab, 0x9f)], ["#12ab9f80", rgb(0x12, 0xab, 0x9f, 128 / 255)],
    ["rgb(255 0 170)", rgb(255, 0, 170)], ["rgb(255, 0, 170)", rgb(255, 0, 170)], ["rgba(255, 0, 170, .5)", rgb(255, 0, 170, 0.5)],
    ["rgb(100% 0% 50%)", rgb(255, 0, 127.5)], ["rgb(255 0 170 / 25%)", rgb(255, 0, 170, 0.25)], ["rgb(300 -5 none)", rgb(255, 0, 0)],
    ["rgb(calc(100 + 55) 0 0)", rgb(155, 0, 0)],
    ["hsl(120 100% 50%)", rgb(0, 255, 0)], ["hsl(120deg, 100%, 50%)", rgb(0, 255, 0)], ["hsl(-240 100% 50% / 0.5)", rgb(0, 255, 0, 0.5)], ["hsl(0.5turn 100% 50%)", rgb(0, 255, 255)],
    ["hwb(120 0% 0%)", rgb(0, 255, 0)], ["hwb(0 50% 50%)", rgb(127.5, 127.5, 127.5)], ["hwb(0 75% 75%)", rgb(127.5, 127.5, 127.5)],
    ["device-cmyk(0.1 20% 30% 0)", { space: "cmyk", c: 0.1, m: 0.2, y: 0.3, k: 0, alpha: 1 }],
    ["device-cmyk(0.1, 0.2, 0.3, 0.4)", { space: "cmyk", c: 0.1, m: 0.2, y: 0.3, k: 0.4, alpha: 1 }],
    ["device-cmyk(0 2 -1 none / 50%)", { space: "cmyk", c: 0, m: 1, y: 0, k: 0, alpha: 0.5 }],
  ])("%s", (text, color) => {
    const approximate = Object.fromEntries(Object.entries(color).map(([name, value]) => [name, typeof value === "number" ? (expect.closeTo(value, 9) as number) : value]));
    expect(colorOf(text)).toEqual(approximate);
  });

  test.each([
    "#12", "#12345", "#ggg", "rgb(1 2)", "rgb(1 2 3 4)", "rgb(1, 2 3)", "rgb(1, 2, 50%)", "rgb(1deg 2 3)", "rgb(1 2 3 /)", "hsl(50% 1% 1%)", "hwb(1, 1%, 1%)", "hsl(1, 1, 1)",
    "device-cmyk(1 1 1)", "device-cmyk(1 1 1 1 1)", "rgb()", "blac", "rgb(none, 0, 0)", "3", "red blue",
  ])("%s is refused", (text) => {
    expect(codesOf(`color: ${text}`)[0]).toMatch(/^style\/(?:invalid-value|unsupported-value|syntax)$/);
  });

  test("currentcolor is the element's own, on color itself the parent's", () => {
    const { border, color } = styleOf("body { color: red } #x { color: currentcolor; border: 1pt solid currentcolor }");
    expect([color, border.top.color]).toEqual([rgb(255, 0, 0), rgb(255, 0, 0)]);
    expect(styleOf("body { background: currentcolor; color: lime } #x { background: inherit; color: red }").backgroundColor).toEqual(rgb(255, 0, 0));
  });

  test("a wholly transparent background is none", () => {
    for (const text of ["transparent", "#0000", "rgb(1 2 3 / 0)", "device-cmyk(0 0 0 1 / 0)"]) expect(valueOf(`background: ${text}`, "backgroundColor"), text).toBeUndefined();
  });
});

describe("spot inks", () => {
  const red = { space: "spot", name: "PANTONE 186 C", tint: 1, alternate: { c: 0, m: 1, y: 0.81, k: 0.04 }, alpha: 1 } as const;
  const told = (text: string) => style({ css: `#x { color: ${text} }` }).diagnostics.map(line);

  test.each([
    ['-nashra-spot("PANTONE 186 C", device-cmyk(0 100% 81% 4%))', red],
    ["-NASHRA-SPOT('PANTONE 186 C',device-cmyk(0, 1, .81, .04), 60%)", { ...red, tint: 0.6 }],
    ['-nashra-spot("PANTONE 186 C", device-cmyk(0 1 0.81 0.04), 0.25)', { ...red, tint: 0.25 }],
    ['-nashra-spot("PANTONE 186 C", device-cmyk(0 1 0.81 0.04), calc(50% / 2))', { ...red, tint: 0.25 }],
    ['-nashra-spot("PANTONE 186 C", device-cmyk(0 1 0.81 0.04), 7)', red],
    ['-nashra-spot("PANTONE 186 C", device-cmyk(0 1 0.81 0.04), -1)', { ...red, tint: 0 }],
    ['-nashra-spot("حبر أحمر ١", device-cmyk(0 1 0.81 0.04))', { ...red, name: "حبر أحمر ١" }],
    [`-nashra-spot("${"x".repeat(127)}", device-cmyk(0 1 0.81 0.04))`, { ...red, name: "x".repeat(127) }],
  ] as const)("%s", (text, color) => {
    expect(colorOf(text)).toEqual(color);
  });

  test("wherever a colour may stand, also by way of custom properties", () => {
    const { color, backgroundColor, border, columnRule } = styleOf(`
      :root { --name: "PANTONE 186 C"; --mixture: device-cmyk(0 1 .81 .04); --accent: -nashra-spot(var(--name), var(--mixture)) }
      #x { color: var(--accent); background: -nashra-spot(var(--name), var(--mixture), 20%); border: 1pt solid var(--accent); column-rule: 1pt solid var(--accent) }
    `);
    expect([color, border.left.color, columnRule.color]).toEqual([red, red, red]);
    expect(backgroundColor).toEqual({ ...red, tint: 0.2 });
  });

  test.each<readonly [text: string, message: string]>([
    ['-nashra-spot("Cyan", device-cmyk(1 0 0 0))', "“Cyan” is a name that every press gives a meaning of its own"],
    ...["All", "None", "Magenta", "Yellow", "Black", "all", " BLACK "].map((name) => [`-nashra-spot("${name}", device-cmyk(1 0 0 0))`, `“${name}” is a name that every press`] as const),
    ['-nashra-spot("", device-cmyk(1 0 0 0))', "A spot ink has an empty name."],
    ['-nashra-spot("  ", device-cmyk(1 0 0 0))', "A spot ink has an empty name."],
    ['-nashra-spot("a\\7 b", device-cmyk(1 0 0 0))', "characters that nobody sees"],
    [`-nashra-spot("${"x".repeat(128)}", device-cmyk(1 0 0 0))`, "has 128 bytes in UTF-8"],
    [`-nashra-spot("${"ح".repeat(64)}", device-cmyk(1 0 0 0))`, "has 128 bytes in UTF-8"],
    ['-nashra-spot("Gold")', "has no mixture"],
    ['-nashra-spot("Gold", red)', "is no device-cmyk()"],
    ['-nashra-spot("Gold", -nashra-spot("Silver", device-cmyk(0 0 0 0.3)))', "is no device-cmyk()"],
    ['-nashra-spot("Gold", device-cmyk(1 0 0))', "is no device-cmyk()"],
    ['-nashra-spot("Gold", device-cmyk(0 0 0 0.3 / 50%))', "is translucent"],
    ['-nashra-spot("Gold", device-cmyk(0 0 0 0.3), red)', "is no tint"],
    ['-nashra-spot("Gold", device-cmyk(0 0 0 0.3), 20deg)', "is no tint"],
    ['-nashra-spot("Gold", device-cmyk(0 0 0 0.3),)', "is no tint"],
    ['-nashra-spot("Gold", device-cmyk(0 0 0 0.3) / 50%)', "is no tint"],
    ["-nashra-spot(Gold, device-cmyk(0 0 0 0.3))", "begins with the name of its ink"],
    ["-nashra-spot()", "begins with the name of its ink"],
  ])("%s is an error with its place", (text, message) => {
    const [only, ...others] = told(text);
    expect(others).toEqual([]);
    expect(only).toMatch(/^style\.css:1:13-1:\d+ error style\/spot-ink: /u);
    expect(only).toContain(message);
  });

  test("a fault in a custom property is told where it is used", () => {
    const { diagnostics } = style({ css: ':root { --accent: -nashra-spot("All", device-cmyk(0 1 0 0)) }\n#x { border: 1pt solid var(--accent) }' });
    expect(diagnostics).toMatchObject([{ severity: "error", code: "style/spot-ink", span: { start: { line: 2 } } }]);
  });
});

test("the named colours are those of CSS", () => {
  const deprecated = new Set(Object.keys(namedColors));
  const named = lexer.getType("named-color");
  const terms = named?.syntax?.type === "Group" ? named.syntax.terms.flatMap((term) => (term.type === "Keyword" ? [term.name] : [])) : [];
  expect(terms.length).toBeGreaterThan(140);
  expect([...deprecated].sort()).toEqual(terms.filter((name) => name !== "transparent").sort());
});

test("any RGB triple comes through in all three notations alike", () => {
  const byte = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(byte, byte, byte, (r, g, b) => {
      fc.pre(r + g + b > 0);
      const hex = [r, g, b].map((value) => value.toString(16).padStart(2, "0")).join("");
      expect(colorOf(`#${hex}`)).toEqual(rgb(r, g, b));
      expect(colorOf(`rgb(${r} ${g} ${b})`)).toEqual(rgb(r, g, b));
      expect(colorOf(`rgb(${r}, ${g}, ${b})`)).toEqual(rgb(r, g, b));
    }),
  );
});
