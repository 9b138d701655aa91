import { DOMParser, type Element } from "@xmldom/xmldom";
import fc from "fast-check";
import { expect, test } from "vitest";
import { altoPage } from "../../../src/archive/export/altoPage.ts";
import { openXml } from "../../../src/archive/export/xml.ts";
import type { PageText } from "../../../src/archive/model.ts";
import { readPageText } from "../../../src/layout/index.ts";
import { samplePages } from "../../pdf/samplePages.ts";

const write = await openXml();
const facts = { language: "ar", source: "../pdf/archive.pdf", program: "nashra 0.1.0" };
const written = (page: PageText): Element => {
  const root = new DOMParser({ onError: (_level, message) => { throw new Error(message); } }).parseFromString(new TextDecoder().decode(write(altoPage(page, facts))), "text/xml").documentElement;
  if (root === null) throw new Error("there is no document");
  return root;
};
const all = (element: Element, name: string): Element[] => [...element.getElementsByTagName(name)];
const number = (element: Element, name: string): number => Number(element.getAttribute(name));
/** pt */
const placeOf = (element: Element): number[] => ["HPOS", "VPOS", "WIDTH", "HEIGHT"].map((name) => (number(element, name) * 72) / 1200);

const pt = fc.double({ min: 0, max: 900, noNaN: true });
const place = { x: pt, y: pt, width: pt, height: pt };
/** Any text, what XML gives a meaning to and characters of all planes among it. */
const text = fc.string({ unit: "binary", minLength: 1, maxLength: 12 }).map((any) => any.replace(/\s/gu, "") + "و");
const page: fc.Arbitrary<PageText> = fc.record({
  number: fc.integer({ min: 1, max: 500 }), width: pt, height: pt,
  blocks: fc.array(fc.record({ ...place, lines: fc.array(fc.record({ ...place, words: fc.array(fc.record({ ...place, text }), { minLength: 1, maxLength: 4 }) }), { minLength: 1, maxLength: 3 }) }), { maxLength: 4 }),
});
/** XML 1.0, 2.2. */
const allowed = (word: string): string => word.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");

test("blocks, lines and words come back, in their order and where they stand but for half a unit", () => {
  fc.assert(fc.property(page, (given) => {
    const blocks = all(written(given), "TextBlock");
    expect(blocks.map((block) => all(block, "TextLine").map((line) => all(line, "String").map((word) => word.getAttribute("CONTENT"))))).toEqual(given.blocks.map(({ lines }) => lines.map(({ words }) => words.map((word) => allowed(word.text)))));
    const words = given.blocks.flatMap(({ lines }) => lines.flatMap((line) => line.words));
    for (const [index, element] of blocks.flatMap((block) => all(block, "String")).entries()) {
      const { x, y, width, height } = words[index]!;
      for (const [at, length] of placeOf(element).entries()) expect(Math.abs(length - [x, y, width, height][at]!)).toBeLessThan(0.031);
    }
  }), { numRuns: 60 });
});

test("names are told once, and a space stands between every two words of a line", () => {
  fc.assert(fc.property(page, (given) => {
    const root = written(given);
    const ids = [...all(root, "Page"), ...all(root, "TextBlock"), ...all(root, "TextLine"), ...all(root, "String")].map((element) => element.getAttribute("ID"));
    expect(new Set(ids).size).toBe(ids.length);
    for (const line of all(root, "TextLine")) {
      const names = [...line.childNodes].filter((node) => node.nodeType === node.ELEMENT_NODE).map(({ nodeName }) => nodeName);
      expect(names).toEqual(names.map((_, index) => (index % 2 === 0 ? "String" : "SP")));
      for (const space of all(line, "SP")) expect(number(space, "WIDTH")).toBeGreaterThanOrEqual(0);
    }
  }), { numRuns: 60 });
});

test("in the sample every space is the white between its words, and every block runs from right to left", async () => {
  const [sample] = readPageText(await samplePages());
  const root = written(sample!);
  expect(all(root, "TextBlock").map((block) => [block.getAttribute("BASEDIRECTION"), block.getAttribute("LANG")])).toEqual(sample!.blocks.map(() => ["rtl", "ar"]));
  let narrow = 0;
  for (const space of all(root, "SP")) {
    if (number(space, "WIDTH") < 10) narrow++;
    expect(number(space, "WIDTH")).toBeLessThan(300);
  }
  expect(narrow).toBeLessThan(5);
});

test.each([["rtl", "السلام Nashra 12"], ["ltr", "Nashra 12"], ["rtl", "12–13"]])("%s: %s", (direction, words) => {
  const given: PageText = { number: 1, width: 10, height: 10, blocks: [{ x: 0, y: 0, width: 1, height: 1, lines: [{ x: 0, y: 0, width: 1, height: 1, words: words.split(" ").map((word) => ({ x: 0, y: 0, width: 1, height: 1, text: word })) }] }] };
  expect(all(written(given), "TextBlock")[0]?.getAttribute("BASEDIRECTION")).toBe(direction);
});
