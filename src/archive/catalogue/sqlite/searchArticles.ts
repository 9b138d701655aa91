import * as z from "zod/mini";
import type { ArticleFilter, Found, Hit, Nearness } from "../catalogue.ts";
import type { Query } from "../../words/query.ts";
import { foldWords } from "../../words/foldWords.ts";
import { unpackArticle } from "../articleContent.ts";
import type { Connection } from "./connection.ts";
import { damagedDatabase } from "./databaseFault.ts";
import { matchExpressions, type MatchExpressions } from "./matchExpressions.ts";
import { revisionConditions, summaryOf, type Condition } from "./revisions.ts";

/** Hits are counted up to so many. */
const mostCounted = 10_000;
/** Of equally near articles so many are ranked by relevance, the newest ones; older ones follow them by their age. A word that so many articles have says little of any. */
const mostRanked = 1_000;
/** By how much a word weighs more in a headline than in a body. */
const headlineWeight = 8;

/** Numbers of articles, both included. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** Which articles are searched. */
interface Scope extends Range {
  /** Of articles `a`; empty where the range says it all. */
  readonly conditions: readonly Condition[];
  readonly withSuperseded: boolean;
  /** From which end of all articles the index is read: it finds either at once, and what is between only by reading on to there. */
  readonly order: "ASC" | "DESC";
}

/** A set of articles as SQL: a `SELECT` of their numbers. */
type ArticleSet = (range: Range) => Condition;

/** Another set that an article has to be in, too, or must not be in. */
interface OtherSet {
  readonly set: ArticleSet;
  readonly has: boolean;
}

/** Articles that are equally near. */
interface Tier {
  readonly nearness: Nearness;
  /** What ranks them; absent where their age alone does. */
  readonly match?: string;
  /** The newest of them, newest first: at least so many, if there are as many. */
  readonly newest: (least: number) => readonly number[];
}

/**
 * Searches one degree of nearness after the other, until the page that is asked for is full. Within each the newest {@link mostRanked} articles are ranked by BM25 and then by their age, the others by their age alone.
 * So are those that have only another form of a word, for BM25 would put the rarest form first; and those of a word's beginning that more have than are counted, for its every word would have to be weighed.
 */
export function searchArticles(database: Connection, query: Query, filter: ArticleFilter, { limit, offset }: { readonly limit: number; readonly offset: number }): Found {
  const scope = scopeOf(database, filter);
  if (scope === undefined) return { total: 0, hits: [] };
  const expressions = matchExpressions(query, (folded) => wordsInUse(database, folded));
  const all = indexed("words", expressions.form ?? expressions.word, scope);
  const few = newestIds(database, all(scope), scope.order, mostRanked + 1);
  if (few.length <= mostRanked) return { total: few.length, hits: pageOf(database, sortedOut(database, few, expressions, scope), scope, { limit, offset, ranks: true }) };
  const total = count(database, all, scope);
  const isOverfull = total > mostCounted;
  const ranks = !(isOverfull && query.terms.some(({ words }) => words.some(({ prefix }) => prefix)));
  const hits = pageOf(database, tiersOf(database, expressions, scope), scope, { limit, offset, ranks });
  return { ...(isOverfull ? { total: mostCounted, totalIsAtLeast: true } : { total }), hits };
}

function wordsInUse(database: Connection, folded: readonly string[]): ReadonlySet<string> {
  return new Set(z.array(z.string()).parse(database.values("SELECT word FROM vocabulary WHERE word IN (SELECT value FROM json_each(?))", JSON.stringify(folded))));
}

/** @returns `undefined` where the filter leaves no article */
function scopeOf(database: Connection, filter: ArticleFilter): Scope | undefined {
  const ofRevisions = revisionConditions(filter);
  const where = ofRevisions.map(({ sql }) => sql).join(" AND ") || "TRUE";
  const parameters = ofRevisions.flatMap((condition) => condition.parameters);
  const everything = rangeOf(database, "", []);
  const range = ofRevisions.length === 0 ? everything : rangeOf(database, ` JOIN editions e ON e.id = r.edition WHERE ${where}`, parameters);
  if (everything === undefined || range === undefined) return undefined;
  const label = (text: string): string => foldWords(text).join(" ");
  const conditions: Condition[] = [
    ...(filter.publication === undefined && filter.number === undefined ? [] : [{ sql: `a.revision IN (SELECT r.id FROM revisions r JOIN editions e ON e.id = r.edition WHERE ${where})`, parameters }]),
    ...(filter.from === undefined ? [] : [{ sql: "a.date >= ?", parameters: [filter.from] }]),
    ...(filter.to === undefined ? [] : [{ sql: "a.date <= ?", parameters: [filter.to] }]),
    ...(filter.section === undefined ? [] : [{ sql: "a.section IN (SELECT id FROM labels WHERE folded = ?)", parameters: [label(filter.section)] }]),
    ...(filter.author === undefined ? [] : [{ sql: "a.author IN (SELECT id FROM labels WHERE instr(' ' || folded || ' ', ' ' || ? || ' ') > 0)", parameters: [label(filter.author)] }]),
  ];
  return { ...range, conditions, withSuperseded: filter.allRevisions === true, order: range.to - everything.from < everything.to - range.to ? "ASC" : "DESC" };
}

/** @returns `undefined` where there is no article */
function rangeOf(database: Connection, chosen: string, parameters: Condition["parameters"]): Range | undefined {
  const row = z.object({ from: z.nullable(z.number()), to: z.nullable(z.number()) });
  const { from, to } = chosen === ""
    ? row.parse(database.row(`SELECT (SELECT min(id) FROM articles) AS "from", (SELECT max(id) FROM articles) AS "to"`))
    : row.parse(database.row(`SELECT min(r.first_article) AS "from", max(r.last_article) AS "to" FROM revisions r${chosen}`, ...parameters));
  return from === null || to === null ? undefined : { from, to };
}

function tiersOf(database: Connection, { spelling, spellingsSuffice, word, form }: MatchExpressions, scope: Scope): Tier[] {
  const asFolded = indexed("words", word, scope);
  const spelled = indexed("spellings", spelling, scope);
  const within = (set: ArticleSet, other?: OtherSet): Tier["newest"] => (least) => newestOf(database, set, other, scope, least);
  return [
    // Whatever is spelled so is folded so too; words of a phrase may stand apart.
    { nearness: "spelling", match: word, newest: spellingsSuffice ? within(spelled) : within(asFolded, { set: spelled, has: true }) },
    { nearness: "word", match: word, newest: within(asFolded, { set: spelled, has: false }) },
    ...(form === undefined ? [] : [{ nearness: "form" as const, newest: within(indexed("words", form, scope), { set: asFolded, has: false }) }]),
  ];
}

/** Tiers of so few articles that all are known: each index is asked once. */
function sortedOut(database: Connection, all: readonly number[], { spelling, word, form }: MatchExpressions, scope: Scope): Tier[] {
  const asFolded = form === undefined ? new Set(all) : membersAbout(database, all, indexed("words", word, scope), scope.order);
  const spelled = membersAbout(database, all.filter((id) => asFolded.has(id)), indexed("spellings", spelling, scope), scope.order);
  const those = (isOne: (id: number) => boolean): Tier["newest"] => () => all.filter(isOne);
  return [
    { nearness: "spelling", match: word, newest: those((id) => asFolded.has(id) && spelled.has(id)) },
    { nearness: "word", match: word, newest: those((id) => asFolded.has(id) && !spelled.has(id)) },
    { nearness: "form", newest: those((id) => !asFolded.has(id)) },
  ];
}

/** The articles of a scope that a full-text index finds. */
function indexed(index: "words" | "spellings", match: string, { conditions, withSuperseded }: Scope): ArticleSet {
  const joined = conditions.length === 0 ? "" : ` CROSS JOIN articles a ON a.id = ${index}.rowid`;
  const where = [`${index} MATCH ?`, `${index}.rowid BETWEEN ? AND ?`, ...(withSuperseded ? [] : [`${index}.rowid NOT IN (SELECT article FROM superseded)`]), ...conditions.map(({ sql }) => sql)];
  return ({ from, to }) => ({
    sql: `SELECT ${index}.rowid AS id FROM ${index}${joined} WHERE ${where.join(" AND ")}`,
    parameters: [match, from, to, ...conditions.flatMap(({ parameters }) => parameters)],
  });
}

/** One more than {@link mostCounted} where there are more. */
function count(database: Connection, set: ArticleSet, scope: Scope): number {
  const { sql, parameters } = set(scope);
  return z.number().parse(database.value(`SELECT count(*) FROM (${sql} ORDER BY 1 ${scope.order} LIMIT ?)`, ...parameters, mostCounted + 1));
}

function pageOf(database: Connection, tiers: readonly Tier[], scope: Scope, { limit, offset, ranks }: { readonly limit: number; readonly offset: number; readonly ranks: boolean }): Hit[] {
  const hits: Hit[] = [];
  let skipped = offset;
  for (const tier of tiers) {
    const wanted = limit - hits.length;
    if (wanted <= 0) break;
    const newest = tier.newest(Math.max(mostRanked, skipped + wanted));
    const ranked = ranks ? rankedFirst(database, tier, newest, scope) : newest;
    hits.push(...ranked.slice(skipped, skipped + wanted).map((id) => readHit(database, id, tier.nearness)));
    skipped = Math.max(0, skipped - newest.length);
  }
  return hits;
}

const ids = z.array(z.number());

/** The newest articles of a tier, at least `least` if there are as many. They are looked for from the newest on, in ranges that grow, so that what is in half of all articles is not read whole. */
function newestOf(database: Connection, set: ArticleSet, other: OtherSet | undefined, { from, to, order }: Scope, least: number): number[] {
  const found: number[] = [];
  let highest = to;
  for (let atOnce = least; ; atOnce *= 2) {
    const candidates = newestIds(database, set({ from, to: highest }), order, atOnce);
    const lowest = candidates.at(-1);
    if (lowest === undefined) return found;
    const isIn = other && membersAmong(database, candidates, other.set, order);
    for (const id of candidates) if (isIn === undefined || isIn.has(id) === other?.has) found.push(id);
    if (candidates.length < atOnce || found.length >= least) return found;
    highest = lowest - 1;
  }
}

function newestIds(database: Connection, { sql, parameters }: Condition, order: Scope["order"], most: number): number[] {
  if (order === "DESC") return ids.parse(database.values(`${sql} ORDER BY 1 DESC LIMIT ?`, ...parameters, most));
  return ids.parse(database.values(`${sql} ORDER BY 1 ASC`, ...parameters)).reverse().slice(0, most);
}

/** So few articles are looked up one by one. */
const fewArticles = 25;

/** Which of some articles, newest first, are in a set. */
function membersAmong(database: Connection, articles: readonly number[], set: ArticleSet, order: Scope["order"]): ReadonlySet<number> {
  if (articles.length > fewArticles) return membersAbout(database, articles, set, order);
  return new Set(articles.flatMap((id) => [...membersAbout(database, [id], set, order)]));
}

/** The members of a set from the last of some articles, newest first, to the first. */
function membersAbout(database: Connection, articles: readonly number[], set: ArticleSet, order: Scope["order"]): ReadonlySet<number> {
  const [highest, lowest] = [articles[0], articles.at(-1)];
  if (highest === undefined || lowest === undefined) return new Set();
  const { sql, parameters } = set({ from: lowest, to: highest });
  return new Set(ids.parse(database.values(`${sql} ORDER BY 1 ${order}`, ...parameters)));
}

/**
 * The sign keeps SQLite from asking the index once for each of the articles. The limit keeps the inner order, see {@link Scope}, from being left out.
 */
const ranking = (order: Scope["order"]): string => `
  SELECT id FROM (
    SELECT words.rowid AS id, articles.date, bm25(words, ${headlineWeight}.0, 1.0) AS score
    FROM words CROSS JOIN articles ON articles.id = words.rowid
    WHERE words MATCH ? AND words.rowid BETWEEN ? AND ? AND +words.rowid IN (SELECT value FROM json_each(?))
    ORDER BY words.rowid ${order} LIMIT ${mostRanked}
  ) ORDER BY score, date DESC, id DESC`;

/** @param newest newest first; those that are not ranked stay behind the others as they are */
function rankedFirst(database: Connection, { match }: Tier, newest: readonly number[], { order }: Scope): number[] {
  const [candidates, older] = [newest.slice(0, mostRanked), newest.slice(mostRanked)];
  const [highest, lowest] = [candidates[0], candidates.at(-1)];
  if (match === undefined || highest === undefined || lowest === undefined) return [...newest];
  return [...ids.parse(database.values(ranking(order), match, lowest, highest, JSON.stringify(candidates))), ...older];
}

const hitRow = z.object({ revision: z.number(), deflated: z.instanceof(Uint8Array) });

function readHit(database: Connection, id: number, nearness: Nearness): Hit {
  const row = hitRow.safeParse(database.row("SELECT revision, deflated FROM articles JOIN contents ON article = id WHERE id = ?", id));
  const article = row.success ? unpackArticle(row.data.deflated) : undefined;
  if (!row.success || article === undefined) throw damagedDatabase(database.path, "is damaged: an article cannot be read");
  return { nearness, article, revision: summaryOf(database, row.data.revision) };
}
