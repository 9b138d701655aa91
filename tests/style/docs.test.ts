import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { lexer } from "css-tree";
import { describe, expect, test } from "vitest";
import { colorFunctions } from "../../src/style/colors.ts";
import { parseValue } from "../../src/style/cssSyntax.ts";
import { expand } from "../../src/style/declarations.ts";
import { fontFaceDescriptors, fontFormats } from "../../src/style/fontFaces.ts";
import { marginBoxNames, pagePseudoClasses } from "../../src/style/pageRules.ts";
import { longhands, propertyNames } from "../../src/style/properties.ts";
import type { PropertyValues } from "../../src/style/propertyTypes.ts";
import { supportedUnits } from "../../src/style/quantities.ts";
import { supportedPseudoClasses } from "../../src/style/selectors.ts";
import { logicalLonghands, shorthands } from "../../src/style/shorthands.ts";
import { supportedAtRules } from "../../src/style/stylesheet.ts";
import { unsupportedElements } from "../../src/style/userAgent.ts";
import { codesOf, style } from "./stage.ts";

const docs = readFileSync(fileURLToPath(new URL("../../docs/css.md", import.meta.url)), "utf8");

/** The text between a heading and the next one of any level. */
function section(heading: string): string {
  const start = docs.search(new RegExp(`^#+ ${heading}$`, "m"));
  expect(start, `a section “${heading}”`).toBeGreaterThanOrEqual(0);
  const body = docs.slice(docs.indexOf("\n", start) + 1);
  const end = body.search(/^#+ /m);
  return end < 0 ? body : body.slice(0, end);
}

/** The rows of a section's table, without its head. */
function table(heading: string): string[][] {
  const rows = section(heading).split("\n").filter((row) => row.startsWith("|"));
  return rows.slice(2).map((row) => row.slice(1, -1).split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|")));
}

/** What stands in code spans after a label such as “Units:”. */
function listed(heading: string, label: string): string[] {
  const paragraph = section(heading).split(/\n\s*\n|\n(?=- )/).find((text) => text.replace(/^- /, "").startsWith(`${label}:`));
  expect(paragraph, `“${label}:” in “${heading}”`).toBeDefined();
  return [...(paragraph ?? "").matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code).sort();
}

const code = (text: string): string => `\`${text}\``;
const scopes = { "element": "elements", "element and page": "elements, pages", "page": "pages", "margin box": "margin boxes" } as const;

describe("docs/css.md says what the code does, no more and no less", () => {
  test("of each property: values, initial value, inheritance, where, effect", () => {
    expect(table("Properties")).toEqual(
      propertyNames.map((name) => {
        const { syntax, initialText, inherited, scope, effect } = longhands[name];
        return [code(name), code(syntax), code(initialText), inherited ? "yes" : "no", scopes[scope], effect];
      }),
    );
  });

  test("of logical properties", () => {
    expect(table("Logical properties")).toEqual(Object.entries(logicalLonghands).map(([name, { rtl, ltr }]) => [code(name), code(rtl), code(ltr)]));
  });

  test("of shorthands", () => {
    const sets = (name: string, longhandNames: readonly string[]) => (name === "all" ? "all properties of elements but `direction` and `unicode-bidi`" : longhandNames.map(code).join(" "));
    expect(table("Shorthands and other names")).toEqual(
      Object.entries(shorthands).map(([name, { syntax, longhands: names }]) => [code(name), code(syntax), sets(name, names)]),
    );
  });

  test("of units, functions and colours", () => {
    expect(listed("Values", "Units")).toEqual([...supportedUnits, "%"].sort());
    expect(listed("Values", "Functions")).toEqual(["calc()", "counter()", "url()", "var()", ...colorFunctions.map((name) => `${name}()`)].sort());
    expect(listed("Values", "Keywords of every property")).toEqual(["inherit", "initial", "revert", "unset"]);
  });

  test("of selectors", () => {
    expect(listed("Selectors", "Pseudo-classes")).toEqual(supportedPseudoClasses.map((name) => `:${name}`).sort());
  });

  test("of at-rules, pages and faces", () => {
    expect(listed("At-rules", "At-rules")).toEqual(supportedAtRules.map((name) => `@${name}`).sort());
    expect(listed("Pages", "Page selectors")).toEqual(pagePseudoClasses.map((name) => `:${name}`).sort());
    expect(listed("Pages", "Margin boxes")).toEqual(marginBoxNames.map((name) => `@${name}`).sort());
    expect(listed("Faces", "Descriptors")).toEqual([...fontFaceDescriptors].sort());
    expect(listed("Faces", "Formats")).toEqual([...fontFormats].sort());
  });

  test("of elements", () => {
    expect(table("Elements that are not set as browsers set them").flatMap(([tags = "", becomes = ""]) => tags.split(", ").map((tag) => [tag.replaceAll("`", ""), becomes])).sort()).toEqual(
      [...unsupportedElements].sort(),
    );
  });

  test("of codes", () => {
    const codes = new Set(docs.match(/`style\/[a-z-]+`/g)?.map((text) => text.slice(1, -1)));
    const everything = style({
      css: readFileSync(fileURLToPath(new URL("references/faults.css", import.meta.url)), "utf8"),
      html: `<svg></svg><p lang=ar_EG data-source=7 style="text-indent: var(--none)">x`,
    }).diagnostics;
    const told = new Set([...everything.map((diagnostic) => diagnostic.code), "style/no-room", "style/too-deep"]);
    expect([...codes].sort()).toEqual([...told].sort());
  });
});

/** Keywords that may be a value alone: not those inside functions, nor those that go with a string. */
function keywordsIn(syntax: string): string[] {
  return syntax.replace(/\[ <string>.*/, " ").replace(/<[^>]*>/g, " ").replace(/[\w-]+\([^)]*\)/g, " ").replace(/\{[^}]*\}/g, " ").match(/-?[a-z][a-z0-9-]*/g) ?? [];
}

describe("the table's values are what the parsers take", () => {
  test.each(propertyNames.map((name) => [name]))("%s", (name) => {
    const { syntax, initialText, initial, parse } = longhands[name];
    const accepts = (text: string): boolean => {
      const nodes = parseValue(text);
      return nodes !== undefined && parse(nodes) !== undefined;
    };
    for (const keyword of keywordsIn(syntax)) expect(accepts(keyword), `${name}: ${keyword}`).toBe(true);

    // What else CSS has for the property, by css-tree's grammar, must be refused unless the table names it.
    const inCss = lexer.getProperty(name)?.syntax;
    const foreign = new Set<string>();
    const collect = (term: unknown): void => {
      if (typeof term !== "object" || term === null) return;
      if ("type" in term && term.type === "Keyword" && "name" in term && typeof term.name === "string") foreign.add(term.name);
      if ("terms" in term && Array.isArray(term.terms)) term.terms.forEach(collect);
      if ("term" in term) collect(term.term);
    };
    collect(inCss);
    const named = new Set(keywordsIn(syntax));
    const typed = /<color>|<family-name>|<absolute-size>/.test(syntax);
    for (const keyword of foreign) if (!named.has(keyword) && !typed) expect(accepts(keyword), `${name}: ${keyword}`).toBe(false);

    const nodes = parseValue(initialText);
    const specified = nodes && parse(nodes);
    const context = { fontSize: 12, rootFontSize: 12, parentFontSize: 12, parentFontWeight: 400, parentTextAlign: "start", parentDirection: "ltr" } as const;
    expect(specified?.(context), `the initial value of ${name}`).toEqual(initial satisfies PropertyValues[typeof name]);
  });

  const samples: Readonly<Record<string, readonly string[]>> = {
    "<length-percentage>": ["-1pt", "5%", "calc(1% + 1pt)"],
    "<length-percentage [0,∞]>": ["1pt", "5%"],
    "<length>": ["-1mm", "0"],
    "<length [0,∞]>": ["1mm", "0"],
    "<length [0,∞]>{1,2}": ["1mm", "1mm 2mm"],
    "<number [0,∞]>": ["0", "1.5"],
    "<number [1,1000]>": ["1", "350.5", "1000"],
    "<integer [1,∞]>": ["1", "+7"],
    "<integer [2,∞]>": ["2", "+7"],
    "<color>": ["red", "#fff", "device-cmyk(0 0 0 1)", '-nashra-spot("Gold", device-cmyk(0 0.2 0.7 0.3))', "currentcolor", "transparent"],
    "<absolute-size>": ["xx-small", "xxx-large"],
  };
  const refused: Readonly<Record<string, readonly string[]>> = {
    "<length-percentage [0,∞]>": ["-1pt", "-5%"],
    "<length [0,∞]>": ["-1mm", "5%"],
    "<length>": ["5%"],
    "<number [1,1000]>": ["0.5", "1001"],
    "<integer [1,∞]>": ["0", "1.5", "1pt"],
    "<integer [2,∞]>": ["1", "-2", "2.5", "2pt"],
    "<color>": ["reddish", '-nashra-spot("", device-cmyk(0 0 0 1))'],
  };

  test.each(propertyNames.filter((name) => longhands[name].syntax.includes("<")).map((name) => [name]))("of %s by type", (name) => {
    const { syntax, parse } = longhands[name];
    const types = (syntax.match(/<[^>]+>(?:\{[^}]*\})?/g) ?? []).filter((type) => !["<string>", "<family-name>", "<generic-family>", "<integer [0,∞]>"].includes(type));
    for (const type of types) {
      expect(samples[type], type).toBeDefined();
      for (const text of samples[type] ?? []) expect(parse(parseValue(text) ?? []), `${name}: ${text}`).toBeDefined();
      for (const text of refused[type] ?? []) if (types.length === 1) expect(parse(parseValue(text) ?? []), `${name}: ${text}`).toBeUndefined();
    }
  });

  test.each(Object.entries(shorthands).filter(([name]) => name !== "all"))("shorthand %s sets each of its longhands and no other", (name, { longhands: names }) => {
    const value: Readonly<Record<string, string>> = {
      font: "bold 10pt/1.5 Amiri", flex: "1 1 3pt", "flex-flow": "row wrap", columns: "2 30pt", "text-decoration": "underline", "list-style": "none", background: "red",
      "page-break-before": "always", "page-break-after": "avoid", "page-break-inside": "avoid",
    };
    const text = value[name] ?? (/style$/.test(name) ? "solid" : /color$/.test(name) ? "red" : /^border(?!.*width)|rule$/.test(name) ? "1pt solid red" : "1pt");
    const targets = expand(name, parseValue(text) ?? []);
    const physical = names.map((longhand) => logicalLonghands[longhand] ?? { rtl: longhand, ltr: longhand });
    expect(targets?.rtl.map(({ property }) => property)).toEqual(physical.map(({ rtl }) => rtl));
    expect(targets?.ltr.map(({ property }) => property)).toEqual(physical.map(({ ltr }) => ltr));
  });
});

test("what docs/css.md calls unsupported is reported as such", () => {
  const names = listed("What is not supported", "Properties");
  expect(names.length).toBeGreaterThan(20);
  for (const name of names) expect(codesOf(`${name}: inherit`), name).toEqual(["style/unsupported-property"]);
});
