import type { SearchHit, SearchResult } from "../../archive/index.ts";
import { articleFilter, countIn, type ArticleFilterOptions } from "./filters.ts";
import { counted, nameOf, shown } from "./describe.ts";
import type { PlaceOptions } from "./place.ts";
import { printJson, printLines, refuse, withArchive, type ArchiveOutcome } from "./withArchive.ts";

export interface SearchOptions extends PlaceOptions, ArticleFilterOptions {
  readonly limit: string;
  readonly offset: string;
  readonly json?: true;
}

/** `nashra archive search`: the articles that hold the words, the nearest first, on stdout; with `--json` as one object. */
export async function search(words: readonly string[], options: SearchOptions): Promise<ArchiveOutcome> {
  const mistyped = words.find((word) => word.startsWith("--"));
  if (mistyped !== undefined) return refuse(`unknown option '${mistyped}' (nashra archive search --help)`);
  const filter = articleFilter(options);
  if (typeof filter === "string") return refuse(filter);
  const [limit, offset] = [countIn("--limit", options.limit, 1, 1000), countIn("--offset", options.offset, 0, 1_000_000)];
  if (typeof limit === "string") return refuse(limit);
  if (typeof offset === "string") return refuse(offset);
  return withArchive(options, "read", async (archive, report) => {
    const result = await archive.search(words.join(" "), filter, { limit, offset }, report);
    if (!result) return false;
    if (options.json) printJson(asJson(result));
    else tell(result, offset);
    return true;
  });
}

function tell({ total, totalIsAtLeast, hits }: SearchResult, offset: number): void {
  const color = process.stdout.isTTY && process.env.NO_COLOR === undefined;
  printLines(hits.flatMap((hit, index) => [...describeHit(hit, offset + index + 1, color), ""]));
  const range = hits.length < total ? `, ${hits.length === 0 ? "none" : `${offset + 1} to ${offset + hits.length}`} shown` : "";
  process.stderr.write(`${totalIsAtLeast ? "at least " : ""}${counted(total, "article")} found${range}\n`);
}

function describeHit({ revision, article, page, headlineMatches, excerpt }: SearchHit, index: number, color: boolean): string[] {
  const place = [nameOf(revision), revision.date, page === undefined ? undefined : `p. ${page}`, article.section && shown(article.section), article.author && shown(article.author)];
  const headline = article.headline === "" ? [] : [`   ${highlighted(article.headline, headlineMatches, color)}`];
  const passage = `${excerpt.cutBefore ? "… " : ""}${highlighted(excerpt.text, excerpt.marks, color)}${excerpt.cutAfter ? " …" : ""}`;
  return [`${index}. ${place.filter((part) => part !== undefined && part !== "").join("  ")}`, ...headline, `   ${passage}`];
}

/** Matches in bold where the terminal knows how (ECMA-48 SGR), in square brackets elsewhere. */
function highlighted(text: string, matches: readonly { readonly start: number; readonly end: number }[], color: boolean): string {
  const [on, off] = color ? ["\u001b[1m", "\u001b[22m"] : ["[", "]"];
  let from = 0;
  let marked = "";
  for (const { start, end } of matches) {
    marked += `${oneLine(text.slice(from, start))}${on}${oneLine(text.slice(start, end))}${off}`;
    from = end;
  }
  return marked + oneLine(text.slice(from));
}

/** Control characters are never sent to a terminal. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}

function asJson({ total, totalIsAtLeast, hits }: SearchResult): unknown {
  return {
    total, totalIsAtLeast: totalIsAtLeast ?? false,
    hits: hits.map(({ nearness, revision, article, page, headlineMatches, excerpt }) => ({
      edition: revision.name, revision: revision.revision, digest: revision.digest, publication: revision.publication, number: revision.number ?? null, date: revision.date ?? null,
      page: page ?? null, position: article.position, kind: article.kind, headline: article.headline, section: article.section ?? null, author: article.author ?? null, source: article.source ?? null,
      nearness, headlineMatches, excerpt,
    })),
  };
}
