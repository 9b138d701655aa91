import type { PageBlock, PageLine, PageText, PageWord } from "../../layout/index.ts";
import { isLanguage, type XmlElement } from "./xml.ts";

const NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#";

/** 1/1200 inch in a point: of the units that ALTO has the finest. */
const UNITS = 1200 / 72;

/** What the pages of an edition have in common. */
export interface AltoFacts {
  /** BCP 47 */
  readonly language: string;
  /** The file that the pages are of, as seen from the ALTO file. */
  readonly source: string;
  /** The program's name and version. */
  readonly program: string;
}

type Place = Pick<PageWord, "x" | "y" | "width" | "height">;

/** The name of a page's block in its ALTO file. @param block from 0 */
export function blockId(page: number, block: number): string {
  return `p${page}_b${block + 1}`;
}

/** Describes a page's words and their places in ALTO 4.3 (Library of Congress), in 1/1200 inch from the page's top left corner, blocks in reading order. Words are in logical order, as ALTO asks of text in any script. */
export function altoPage({ number, width, height, blocks }: PageText, { language, source, program }: AltoFacts): XmlElement {
  return {
    name: "alto",
    attributes: {
      xmlns: NAMESPACE, "xmlns:xlink": "http://www.w3.org/1999/xlink", "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
      "xsi:schemaLocation": `${NAMESPACE} http://www.loc.gov/standards/alto/v4/alto-4-3.xsd`, SCHEMAVERSION: "4.3",
    },
    content: [
      {
        name: "Description",
        content: [
          { name: "MeasurementUnit", content: "inch1200" },
          { name: "sourceImageInformation", content: [{ name: "fileName", content: source }] },
          {
            name: "Processing", attributes: { ID: "words" },
            content: [
              { name: "processingStepDescription", content: "Words and their places as they were typeset or stand in the PDF; nothing was recognised from an image." },
              { name: "processingSoftware", content: [{ name: "softwareName", content: program }] },
            ],
          },
        ],
      },
      {
        name: "Layout",
        content: [{
          name: "Page", attributes: { ID: `p${number}`, PHYSICAL_IMG_NR: number, HEIGHT: units(height), WIDTH: units(width) },
          content: [{ name: "PrintSpace", attributes: placeOf(around(blocks, { x: 0, y: 0, width, height })), content: blocks.map((block, index) => textBlock(block, blockId(number, index), language)) }],
        }],
      },
    ],
  };
}

function textBlock({ lines, ...place }: PageBlock, id: string, language: string): XmlElement {
  const text = lines.flatMap(({ words }) => words.map((word) => word.text)).join(" ");
  return {
    name: "TextBlock", attributes: { ID: id, ...placeOf(place), LANG: isLanguage(language) ? language : undefined, BASEDIRECTION: directionOf(text, language) },
    content: lines.map((line, index) => textLine(line, `${id}_l${index + 1}`)),
  };
}

function textLine({ words, ...place }: PageLine, id: string): XmlElement {
  return {
    name: "TextLine", attributes: { ID: id, ...placeOf(place) },
    content: words.flatMap((word, index): XmlElement[] => {
      const before = words[index - 1];
      const own: XmlElement = { name: "String", attributes: { ID: `${id}_w${index + 1}`, ...placeOf(word), CONTENT: word.text } };
      return before === undefined ? [own] : [{ name: "SP", attributes: placeOf(between(before, word)) }, own];
    }),
  };
}

const rightToLeftLetter = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const rightToLeftLanguages = new Set(["ar", "fa", "ur", "ps", "ug", "ckb", "sd", "he", "yi", "ks", "dv", "syr"]);

/** Where a text has letters of one direction alone it runs that way; where of both or of none, as its language does: an Arabic line may begin with a Latin word. */
function directionOf(text: string, language: string): "rtl" | "ltr" {
  if (rightToLeftLetter.test(text)) return "rtl";
  const isRightToLeft = rightToLeftLanguages.has(language.split("-")[0]?.toLowerCase() ?? "");
  return isRightToLeft && !/\p{L}/u.test(text) ? "rtl" : "ltr";
}

/** The white between two words, which has no width where they touch or lie on each other. */
function between(first: Place, second: Place): Place {
  const [left, right] = first.x <= second.x ? [first, second] : [second, first];
  const x = left.x + left.width;
  return { x, y: first.y, width: Math.max(0, right.x - x), height: first.height };
}

function around(places: readonly Place[], page: Place): Place {
  if (places.length === 0) return page;
  const [x, y] = [Math.min(...places.map((place) => place.x)), Math.min(...places.map((place) => place.y))];
  return { x, y, width: Math.max(...places.map((place) => place.x + place.width)) - x, height: Math.max(...places.map((place) => place.y + place.height)) - y };
}

function placeOf({ x, y, width, height }: Place): Readonly<Record<string, number>> {
  return { HPOS: units(x), VPOS: units(y), WIDTH: units(width), HEIGHT: units(height) };
}

function units(length: number): number {
  return Math.round(length * UNITS);
}
