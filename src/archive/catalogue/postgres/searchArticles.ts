import * as z from "zod/mini";
import { foldWords } from "../../words/foldWords.ts";
import type { Query } from "../../words/query.ts";
import { unpackArticle } from "../articleContent.ts";
import type { ArticleFilter, Found, Hit, Nearness } from "../catalogue.ts";
import type { Database, RunQuery } from "./database.ts";
import { damagedDatabase } from "./postgresFaults.ts";
import { editionConditions, summaryColumns, summaryOf, summarySchema } from "./revisionRows.ts";
import { articleSetsOf, valueName, type ArticleSet } from "./searchCondition.ts";

/** Hits are counted up to so many: the server looks each up in its table. */
const MOST_COUNTED = 2_000;
/** Hits of a phrase are counted up to so many, since each has to be looked at. */
const MOST_PHRASES_COUNTED = 200;
/** Of equally near articles so many are ranked by relevance, the newest ones; older ones follow them by their age. A word that so many articles have says little of any. */
const MOST_RANKED = 200;
/** The server thinks it cheap to read the words of all articles, which it has to fetch from where long values lie; and compiling takes longer than any of these searches should. */
export const searchSettings: readonly string[] = ["enable_seqscan = off", "jit = off"];
const byAge = "date DESC NULLS LAST, revision DESC, position";

interface Window {
  readonly limit: number;
  readonly offset: number;
}

/**
 * Finds articles by their words, within a transaction with {@link searchSettings}: one degree of nearness after the other, until the page that is asked for is full. Which articles have the words of a degree, the index tells alone; phrases are looked for in the
 * vectors of those, the newest first, until there are enough. Within a degree the newest {@link MOST_RANKED} articles are ranked by how near to each other the words stand and whether in the headline (`ts_rank_cd`), and then by age, the
 * others by age alone. So are those that have only another form of a word, and those of a word's beginning that more have than are counted.
 */
export async function searchArticles(database: Pick<Database, "query" | "place">, asked: Query, filter: ArticleFilter, window: Window): Promise<Found> {
  const { query } = database;
  const { all, tiers, ranking } = articleSetsOf(asked);
  const counted = await count(query, all, filter, window);
  const ranks = !(counted.totalIsAtLeast && asked.terms.some(({ words }) => words.some(({ prefix }) => prefix)));
  const places: Place[] = [];
  for (let [index, skipped] = [0, window.offset]; index < tiers.length && counted.total > 0 && places.length < window.limit; index++) {
    const tier = tiers[index];
    if (tier === undefined) break;
    const wanted = window.limit - places.length;
    const found = await newestOf(query, tier, filter, { least: Math.max(MOST_RANKED, skipped + wanted), ...(ranks && tier.nearness !== "form" && { ranking }) });
    places.push(...rankedFirst(found).slice(skipped, skipped + wanted).map(({ id }) => ({ id, nearness: tier.nearness })));
    skipped = Math.max(0, skipped - found.length);
  }
  return { ...counted, hits: await readHits(database, places) };
}

interface Place {
  readonly id: number;
  readonly nearness: Nearness;
}

async function count(query: RunQuery, all: ArticleSet, filter: ArticleFilter, { limit, offset }: Window): Promise<Pick<Found, "total" | "totalIsAtLeast">> {
  const most = all.exact === undefined ? MOST_COUNTED : Math.max(MOST_PHRASES_COUNTED, offset + limit);
  const total = all.exact === undefined ? await countIndexed(query, all, filter, most + 1) : (await newestOf(query, all, filter, { least: most + 1 })).length;
  return total > most ? { total: most, totalIsAtLeast: true } : { total };
}

async function countIndexed(query: RunQuery, set: ArticleSet, filter: ArticleFilter, most: number): Promise<number> {
  const values: unknown[] = [];
  const found = foundBy(set, filter, values);
  const [row] = await query(z.object({ total: z.number() }), `${found.sql} SELECT count(*)::integer AS total FROM (SELECT FROM found ${found.where} LIMIT ${valueName(most, values)}) f`, values);
  return row?.total ?? 0;
}

const candidateSchema = z.object({ id: z.number(), fits: z.boolean(), rank: z.nullable(z.number()) });
type Candidate = z.infer<typeof candidateSchema>;

/** The newest articles of a set, at least `least` if there are as many. Those that the index gives are looked at from the newest on, in parts that grow. */
async function newestOf(query: RunQuery, set: ArticleSet, filter: ArticleFilter, { least, ranking }: { readonly least: number; readonly ranking?: string }): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (let [start, atOnce] = [0, least]; ; start += atOnce, atOnce *= 2) {
    const candidates = await newestCandidates(query, set, filter, { start, atOnce, ...(ranking !== undefined && { ranking }) });
    for (const candidate of candidates) if (candidate.fits) found.push(candidate);
    if (candidates.length < atOnce || found.length >= least) return found;
  }
}

async function newestCandidates(query: RunQuery, set: ArticleSet, filter: ArticleFilter, { start, atOnce, ranking }: { readonly start: number; readonly atOnce: number; readonly ranking?: string }): Promise<Candidate[]> {
  const values: unknown[] = [];
  const found = foundBy(set, filter, values);
  const fits = set.exact === undefined ? "true" : `(a.text IS NOT NULL OR a.words @@ ${valueName(set.exact, values)}::tsquery)`;
  const toRank = MOST_RANKED - start;
  const rank = ranking === undefined || toRank <= 0 ? "NULL::real" : `CASE WHEN n.place <= ${toRank} THEN ts_rank_cd(a.words, ${valueName(ranking, values)}::tsquery, 1) END`;
  const part = `SELECT id, row_number() OVER () AS place FROM (SELECT id FROM found ${found.where} ORDER BY ${byAge} LIMIT ${valueName(atOnce, values)} OFFSET ${valueName(start, values)}) p`;
  return query(candidateSchema, `${found.sql} SELECT n.id, ${fits} AS fits, ${rank} AS rank FROM (${part}) n JOIN nashra.article a ON a.id = n.id ORDER BY n.place`, values);
}

/** @param newest newest first; those that are not ranked stay behind the others as they are */
function rankedFirst(newest: readonly Candidate[]): Candidate[] {
  return [...newest].sort((a, b) => (b.rank ?? -1) - (a.rank ?? -1));
}

/**
 * The articles that the index gives for a set, as `found` of a statement, and what remains to be asked of them. It is kept apart, so that the server looks for words by their index alone: it does not know how much longer it takes to read
 * them of one article after the other.
 */
function foundBy({ indexed, beyond }: ArticleSet, filter: ArticleFilter, values: unknown[]): { readonly sql: string; readonly where: string } {
  const { ofArticle, ofRevision } = filterConditions(filter, values);
  const select = (condition: string): string => `SELECT a.id, a.revision, a.date, a.position FROM nashra.article a WHERE ${[condition, ...ofArticle].join(" AND ")}`;
  const sets = [`a.text IS NULL AND (a.words || a.others::tsvector) @@ ${valueName(indexed, values)}::tsquery`, `a.text IS NOT NULL AND ${beyond(values)}`];
  return { sql: `WITH found AS MATERIALIZED (${sets.map(select).join(" UNION ALL ")})`, where: ofRevision === "" ? "" : `WHERE ${ofRevision}` };
}

function filterConditions({ section, author, allRevisions, ...edition }: ArticleFilter, values: unknown[]): { readonly ofArticle: readonly string[]; readonly ofRevision: string } {
  const { from, to, publication, number } = edition;
  const ofEdition = editionConditions({ ...(publication !== undefined && { publication }), ...(number !== undefined && { number }) }, values).join(" AND ");
  return {
    ofArticle: [
      ...(allRevisions ? [] : ["a.newest"]),
      ...(section === undefined ? [] : [`a.section = ${valueName(foldWords(section).join(" "), values)}`]),
      ...(author === undefined ? [] : [`' ' || a.author || ' ' LIKE ${valueName(`% ${foldWords(author).join(" ")} %`, values)}`]),
      ...(from === undefined ? [] : [`a.date >= ${valueName(from, values)}`]),
      ...(to === undefined ? [] : [`a.date <= ${valueName(to, values)}`]),
    ],
    ofRevision: ofEdition === "" ? "" : `revision IN (SELECT r.id FROM nashra.revision r JOIN nashra.edition e ON e.id = r.edition WHERE ${ofEdition})`,
  };
}

const hitSchema = z.extend(summarySchema, { id: z.number(), deflated: z.instanceof(Uint8Array) });

async function readHits({ query, place }: Pick<Database, "query" | "place">, places: readonly Place[]): Promise<Hit[]> {
  if (places.length === 0) return [];
  const rows = await query(hitSchema, `SELECT a.id, a.deflated, ${summaryColumns} FROM nashra.article a JOIN nashra.revision r ON r.id = a.revision WHERE a.id = ANY ($1::integer[])`, [places.map(({ id }) => id)]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return places.map(({ id, nearness }) => {
    const row = byId.get(id);
    const article = row && unpackArticle(row.deflated);
    if (row === undefined || article === undefined) throw damagedDatabase(place, "an article cannot be read");
    return { nearness, article, revision: summaryOf(row) };
  });
}
