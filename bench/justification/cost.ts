/**
 * Times the composing of justified paragraphs, without pages and PDF: warm, in one process, medians. Prints Markdown; `--json FILE` writes the figures.
 *
 * First the corpus, with each profile against greedy word spaces; then one paragraph of a hundred words to a hundred thousand, which shows whether
 * the time grows as the paragraph does.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { benchTexts, countWords } from "../corpus/corpus.ts";
import { composeColumn, openComposing } from "./composeColumn.ts";
import { profiles, type Profile } from "./composeWith.ts";
import { pointsOf, type Setting } from "./setting.ts";
import { markdownTable } from "./tables.ts";

const { values: options } = parseArgs({ options: { json: { type: "string" } } });

/** Runs of each, after some that are not counted; fewer of what takes long. */
const runs = 9;
const runsOfLong = 3;
const lengths = [100, 1_000, 10_000, 100_000];
const composing = await openComposing();
const column = { family: "Amiri", measure: pointsOf(55) } as const;

const warmingRuns = 3;

/** Medians, the profiles in turn: so that none is timed while the engine still compiles, or while the machine is busier than for the others. */
function medianMilliseconds(compared: readonly Profile[], setting: Setting, counted: number): number[] {
  const times = compared.map((): number[] => []);
  for (let run = -warmingRuns; run < counted; run++) {
    for (const [index, profile] of compared.entries()) {
      const since = performance.now();
      composeColumn(profile, setting, composing);
      if (run >= 0) times[index]?.push(performance.now() - since);
    }
  }
  return times.map((own) => own.sort((a, b) => a - b)[Math.floor(own.length / 2)] ?? Number.NaN);
}

/** The corpus as often as it takes, as one paragraph. */
function paragraphOf(words: number, corpus: readonly string[]): string {
  const taken: string[] = [];
  while (taken.length < words) taken.push(...corpus.slice(0, words - taken.length));
  return taken.join(" ");
}

const paragraphs = benchTexts().flatMap((text) => text.paragraphs);
const medians = medianMilliseconds(profiles, { ...column, paragraphs }, runs);
const ofCorpus = profiles.map((profile, index) => ({ profile, milliseconds: medians[index] ?? Number.NaN }));
const greedy = ofCorpus.find(({ profile }) => profile === "greedy")?.milliseconds ?? Number.NaN;
console.log(`\n## Composing the corpus, ${countWords(paragraphs)} words in ${paragraphs.length} paragraphs, Amiri, 55 mm\n`);
console.log(markdownTable(["profile", "ms", "times greedy"], ofCorpus.map(({ profile, milliseconds }) => [profile, milliseconds.toFixed(1), (milliseconds / greedy).toFixed(2)])));

const corpus = paragraphs.join(" ").split(" ");
const ofLengths = lengths.map((words) => {
  const setting = { ...column, paragraphs: [paragraphOf(words, corpus)] };
  return { words, milliseconds: medianMilliseconds(["newspaper"], setting, words > 10_000 ? runsOfLong : runs)[0] ?? Number.NaN };
});
console.log("\n## One paragraph, newspaper\n");
console.log(markdownTable(["words", "ms", "ms per 1,000 words"], ofLengths.map(({ words, milliseconds }) => [words.toLocaleString("en"), milliseconds.toFixed(1), ((milliseconds / words) * 1000).toFixed(2)])));

if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ corpus: ofCorpus, lengths: ofLengths }, undefined, 2)}\n`);
