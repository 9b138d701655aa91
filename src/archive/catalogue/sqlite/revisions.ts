import * as z from "zod/mini";
import type { ArchiveCounts, Catalogue, EditionFilter, MonthCount, NeededObject } from "../catalogue.ts";
import { editionName, revisionName } from "../../editionName.ts";
import type { RevisionSummary } from "../../model.ts";
import { foldName } from "../../words/foldWords.ts";
import type { Connection } from "./connection.ts";

const summaryColumns = `
  r.revision, e.revisions, r.digest, r.record, r.added_at AS addedAt, r.added_by AS addedBy, r.publication, r.number, r.date, r.title, r.language, r.pages, r.articles
  FROM revisions r JOIN editions e ON e.id = r.edition`;

const summaryRow = z.object({
  revision: z.number(), revisions: z.number(), digest: z.string(), record: z.string(), addedAt: z.string(), addedBy: z.string(), publication: z.string(), number: z.nullable(z.string()), date: z.nullable(z.string()),
  title: z.string(), language: z.string(), pages: z.number(), articles: z.number(),
});

function readSummary(row: unknown): RevisionSummary {
  const { number, date, ...facts } = summaryRow.parse(row);
  const present = { ...(number !== null && { number }), ...(date !== null && { date }) };
  const edition = { ...facts, ...present };
  return { name: facts.revision === facts.revisions ? editionName(edition) : revisionName(edition, facts.revision), ...edition };
}

/** A revision by its number in the database. */
export function summaryOf(database: Connection, id: number): RevisionSummary {
  return readSummary(database.row(`SELECT ${summaryColumns} WHERE r.id = ?`, id));
}

/** A condition of SQL with what it compares to. */
export interface Condition {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

/** Which revisions (`r`, of editions `e`) are meant. */
export function revisionConditions({ publication, number, from, to }: EditionFilter): Condition[] {
  return [
    ...(publication === undefined ? [] : [{ sql: "e.publication = ?", parameters: [foldName(publication)] }]),
    ...(number === undefined ? [] : [{ sql: "r.number = ?", parameters: [number] }]),
    ...(from === undefined ? [] : [{ sql: "r.date >= ?", parameters: [from] }]),
    ...(to === undefined ? [] : [{ sql: "r.date <= ?", parameters: [to] }]),
  ];
}

export function listRevisions(database: Connection, ...[filter, { allRevisions, limit, offset = 0 } = {}]: Parameters<Catalogue["list"]>): RevisionSummary[] {
  const conditions = [...revisionConditions(filter), { sql: allRevisions === true ? "TRUE" : "r.newest = 1", parameters: [] }];
  const rows = database.rows(
    `SELECT ${summaryColumns} WHERE ${conditions.map(({ sql }) => sql).join(" AND ")}
      ORDER BY r.date IS NULL, r.date DESC, e.publication, CAST(r.number AS INTEGER), r.number, e.id, r.revision DESC LIMIT ? OFFSET ?`,
    ...conditions.flatMap(({ parameters }) => parameters), limit ?? -1, offset,
  );
  return rows.map(readSummary);
}

/** See `Catalogue.months`. */
export function countMonths(database: Connection): MonthCount[] {
  const row = z.object({ month: z.nullable(z.string()), editions: z.number() });
  const rows = database.rows("SELECT substr(date, 1, 7) AS month, count(*) AS editions FROM revisions WHERE newest = 1 GROUP BY 1 ORDER BY month IS NULL, month DESC");
  return rows.map((found) => row.parse(found)).map(({ month, editions }) => ({ editions, ...(month !== null && { month }) }));
}

export function revisionsByDigest(database: Connection, beginning: string): RevisionSummary[] {
  if (!/^[0-9a-f]{8,64}$/.test(beginning)) return [];
  return database.rows(`SELECT ${summaryColumns} WHERE r.digest >= ? AND r.digest < ? ORDER BY r.id DESC`, beginning, `${beginning}g`).map(readSummary);
}

export function revisionsByFile(database: Connection, sha256: string): (RevisionSummary & { readonly fileName: string })[] {
  const name = z.object({ fileName: z.string() });
  const rows = database.rows(`SELECT f.name AS fileName, ${summaryColumns} JOIN files f ON f.revision = r.id WHERE f.sha256 = ? ORDER BY r.date DESC, r.id DESC, f.name`, sha256);
  return rows.map((row) => ({ ...readSummary(row), ...name.parse(row) }));
}

/** Revisions whose objects are read at once. */
const revisionsAtOnce = 100;

const ownedRow = z.object({ id: z.number(), revision: z.number(), publication: z.string(), number: z.nullable(z.string()), date: z.nullable(z.string()), digest: z.string(), record: z.string() });
const fileRow = z.object({ name: z.string(), sha256: z.string() });

/** The objects of all revisions, in the order in which those came in. */
export function* neededObjects(database: Connection): Generator<NeededObject> {
  for (let after = 0; ;) {
    const rows = z.array(ownedRow).parse(database.rows("SELECT id, revision, publication, number, date, digest, record FROM revisions WHERE id > ? ORDER BY id LIMIT ?", after, revisionsAtOnce));
    for (const { id, publication, number, date, digest, record, ...row } of rows) {
      const revision = revisionName({ publication, ...(number !== null && { number }), ...(date !== null && { date }) }, row.revision);
      yield { sha256: record, name: "record.json", revision, digest };
      for (const { name, sha256 } of z.array(fileRow).parse(database.rows("SELECT name, sha256 FROM files WHERE revision = ? ORDER BY name", id))) yield { sha256, name, revision };
      after = id;
    }
    if (rows.length < revisionsAtOnce) return;
  }
}

const countsRow = z.object({
  publications: z.number(), editions: z.number(), revisions: z.number(), articles: z.number(), files: z.number(), fileBytes: z.number(), textBytes: z.number(), databaseBytes: z.number(),
  firstDate: z.nullable(z.string()), lastDate: z.nullable(z.string()),
});

export function countAll(database: Connection): ArchiveCounts {
  const { firstDate, lastDate, ...counts } = countsRow.parse(database.row(`
    SELECT
      (SELECT count(DISTINCT publication) FROM editions) AS publications, (SELECT count(*) FROM editions) AS editions,
      count(*) AS revisions, coalesce(sum(articles), 0) AS articles, coalesce(sum(text_bytes), 0) AS textBytes, min(date) AS firstDate, max(date) AS lastDate,
      (SELECT count(*) FROM (SELECT DISTINCT sha256 FROM files)) AS files, (SELECT coalesce(sum(bytes), 0) FROM (SELECT max(bytes) AS bytes FROM files GROUP BY sha256)) AS fileBytes,
      (SELECT page_count * page_size FROM pragma_page_count, pragma_page_size) AS databaseBytes
    FROM revisions`));
  return { ...counts, ...(firstDate !== null && { firstDate }), ...(lastDate !== null && { lastDate }) };
}

/** What the database finds wrong with itself; SQLite's own words. */
export function checkDatabase(database: Connection): string[] {
  const faults = z.array(z.string()).parse(database.values("PRAGMA integrity_check(20)"));
  const dangling = z.array(z.string()).parse(database.values("SELECT DISTINCT 'a row of ' || \"table\" || ' names one of ' || parent || ' that is not there' FROM pragma_foreign_key_check LIMIT 20"));
  const unequal = z.array(z.string()).parse(database.values(`
    SELECT publication || ': revision ' || revision || ' has ' || articles || ' articles, of which ' || (SELECT count(*) FROM articles JOIN contents ON article = articles.id WHERE articles.id BETWEEN first_article AND last_article) || ' are there'
    FROM revisions WHERE articles <> (SELECT count(*) FROM articles JOIN contents ON article = articles.id WHERE articles.id BETWEEN first_article AND last_article) LIMIT 20`));
  return [...faults.filter((fault) => fault !== "ok"), ...dangling, ...unequal];
}
