/**
 * Times an archive in a folder at growing sizes: adding editions without painting them, each file and record flushed to the disk as in any other add, and searching. Prints a Markdown table. Articles are made by
 * `corpus.ts`; sizes are the arguments, 1,000, 10,000 and 100,000 articles if there are none. `--archive` names an empty database in PostgreSQL to be timed instead, at one size, `--objects` a bucket or a folder if its files are not to lie
 * in a temporary folder.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openArchive, type Archive, type ArticleFilter, type Submission } from "../../src/archive/index.ts";
import { foldWords } from "../../src/archive/words/foldWords.ts";
import { makeEditions, makeLanguage, randomNumbers, type Language, type MadeEdition } from "./corpus.ts";

const { values: told, positionals } = parseArgs({ allowPositionals: true, options: { archive: { type: "string" }, objects: { type: "string" } } });
const defaultSizes = told.archive === undefined ? [1_000, 10_000, 100_000] : [100_000];
const sizes = positionals.length > 0 ? positionals.map(Number) : defaultSizes;
if (told.archive !== undefined && sizes.length > 1) throw new Error("a database is timed at one size");
const searchesOfKind = 200;

interface Search {
  readonly words: string;
  readonly filter: ArticleFilter;
}

function submissionOf({ publication, number, date, articles }: MadeEdition): Submission {
  const encoder = new TextEncoder();
  return {
    edition: { publication, number, date, title: publication, language: "ar", pages: Math.ceil(articles.length / 3), credits: [], fonts: [] },
    articles: articles.map(({ kind, headline, author, section, source, body }) => ({
      kind, headline, paragraphs: body.split("\n"), ...(author !== undefined && { author }), ...(section !== undefined && { section }), ...(source !== undefined && { source }),
    })),
    pages: [],
    files: articles.map(({ position, headline, body }) => ({ role: "source", name: `sources/${position}.txt`, mediaType: "text/plain", bytes: encoder.encode(`${headline}\n${body}\n`) })),
  };
}

/** Articles are searched for by what their headlines say of them, and by words that stand in most articles. */
function drawSearches(editions: readonly MadeEdition[], { words: frequent }: Language): Readonly<Record<string, readonly Search[]>> {
  const random = randomNumbers(7);
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;
  const drawn = (make: (headline: readonly string[], body: readonly string[], edition: MadeEdition) => Search): Search[] => Array.from({ length: searchesOfKind }, () => {
    const edition = pick(editions);
    const { headline, body } = pick(edition.articles);
    return make(foldWords(headline), foldWords(body), edition);
  });
  const year = (date: string): ArticleFilter => ({ from: `${date.slice(0, 4)}-01-01`, to: `${date.slice(0, 4)}-12-31` });
  return {
    "one word of a headline": drawn((headline) => ({ words: pick(headline), filter: {} })),
    "a phrase of a headline's first two words": drawn((headline) => ({ words: `"${headline.slice(0, 2).join(" ")}"`, filter: {} })),
    "three words of an article, within a year": drawn((headline, body, { date }) => ({ words: `${pick(headline)} ${pick(headline)} ${pick(body)}`, filter: year(date) })),
    "the beginning of a headline's word, four letters": drawn((headline) => ({ words: `${pick(headline).slice(0, 4)}*`, filter: {} })),
    "one of the hundred most frequent words": drawn(() => ({ words: pick(frequent.slice(0, 100)), filter: {} })),
    "two words as they follow each other in a body": drawn((_headline, body) => {
      const start = Math.floor(random() * (body.length - 2));
      return { words: `"${body.slice(start, start + 2).join(" ")}"`, filter: {} };
    }),
  };
}

/** From the words that are typed to twenty hits with their excerpts. */
async function time(archive: Archive, searches: readonly Search[]): Promise<number[]> {
  const spent: number[] = [];
  for (const { words, filter } of searches) {
    const since = performance.now();
    await archive.search(words, filter, { limit: 20, offset: 0 }, () => undefined);
    spent.push(performance.now() - since);
  }
  return spent;
}

function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
}

const language = makeLanguage();
const rows: string[][] = [["articles"], ["added, articles/s"], ["database, MB"], ["text, MB"], ["database over text"]];

for (const size of sizes) {
  const folder = mkdtempSync(join(tmpdir(), "nashra-bench-"));
  const place = { archive: told.archive ?? folder, objects: told.objects ?? folder };
  try {
    const archive = await openArchive(place, { mode: "write", program: "bench" });
    const kept: MadeEdition[] = [];
    let adding = 0;
    for (const edition of makeEditions(language, size)) {
      if (kept.length < 400 || Number(edition.number) % 10 === 0) kept.push(edition);
      const submission = submissionOf(edition);
      const since = performance.now();
      await archive.add(submission);
      adding += performance.now() - since;
    }
    const counts = await archive.counts();
    await archive.close();
    const column = [
      counts.articles.toLocaleString("en"), (counts.articles / (adding / 1000)).toFixed(0), (counts.databaseBytes / 1e6).toFixed(1), (counts.textBytes / 1e6).toFixed(1), (counts.databaseBytes / counts.textBytes).toFixed(2),
    ];
    const searched = await openArchive(place, { mode: "read", program: "bench" });
    for (const [kind, searches] of Object.entries(drawSearches(kept, language))) {
      await time(searched, searches.slice(0, 20));
      const spent = await time(searched, searches);
      const name = `${kind}: p50, p95, ms`;
      if (!rows.some(([told]) => told === name)) rows.push([name]);
      rows.find(([told]) => told === name)?.push(`${percentile(spent, 0.5).toFixed(2)}, ${percentile(spent, 0.95).toFixed(2)}`);
    }
    await searched.close();
    for (const [index, value] of column.entries()) rows[index]?.push(value);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

console.log(`${cpus()[0]?.model ?? "unknown processor"}, Node ${process.version}\n`);
for (const [index, row] of rows.entries()) console.log(`| ${row.join(" | ")} |${index === 0 ? `\n|${"---|".repeat(row.length)}` : ""}`);
