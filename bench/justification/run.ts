/**
 * Compares justified Arabic setting: the same words, face, size and measure by Nashra and by others, measured in the PDF. Prints Markdown.
 * `--only NAME` takes the producers whose names hold NAME (may be repeated), `--sample` the sample article alone, `--json FILE` writes the figures.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { benchTexts, countWords, sampleText } from "../corpus/corpus.ts";
import { measuringMissing } from "./pdfLines.ts";
import { producers } from "./producers/index.ts";
import { measureAll, type Result } from "./results.ts";
import { fullTables, shortTable } from "./tables.ts";

const { values: options } = parseArgs({
  options: { only: { type: "string", multiple: true, default: [] }, sample: { type: "boolean", default: false }, json: { type: "string" } },
});

const missing = measuringMissing();
if (missing !== undefined) {
  console.error(`Nothing can be measured: ${missing}`);
  process.exit(1);
}

const wanted = producers.filter(({ name }) => options.only.length === 0 || options.only.some((part) => name.includes(part)));
const present = wanted.filter(({ missing: why }) => why() === undefined);
for (const { name, missing: why } of wanted) {
  const reason = why();
  if (reason !== undefined) console.log(`${name} is left out: ${reason}.`);
}

const tell = (what: string): void => {
  console.error(what);
};
const sample = sampleText().paragraphs;
const onSample = await measureAll({ paragraphs: sample, families: ["Amiri"], measures: [45, 55, 65], producers: present }, tell);
console.log(`\n## The sample article, ${countWords(sample)} words, Amiri\n\n${shortTable(onSample)}`);

const onCorpus: Result[] = [];
if (!options.sample) {
  const texts = benchTexts();
  const all = texts.flatMap(({ paragraphs }) => paragraphs);
  onCorpus.push(...(await measureAll({ paragraphs: all, families: ["Amiri", "Noto Naskh Arabic"], measures: [45, 55, 65, 90], producers: present }, tell)));
  const counts = texts.map(({ name, paragraphs }) => `${name} ${countWords(paragraphs)}`).join(", ");
  console.log(`\n## The corpus, ${countWords(all)} words (${counts})\n\n${fullTables(onCorpus)}`);
}
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ sample: onSample, corpus: onCorpus }, undefined, 2)}\n`);
