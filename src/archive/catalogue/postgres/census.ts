import * as z from "zod/mini";
import { ArchiveFault } from "../../archiveFault.ts";
import type { ArchiveCounts, NeededObject } from "../catalogue.ts";
import { revisionName } from "../../editionName.ts";
import type { Database } from "./database.ts";
import { summaryColumns, summarySchema } from "./revisionRows.ts";

/** So many revisions are read with one statement. */
const BATCH = 200;

const countsSchema = z.object({
  publications: z.number(), editions: z.number(), revisions: z.number(), articles: z.number(), files: z.number(), file_bytes: z.number(), text_bytes: z.number(), database_bytes: z.number(),
  first_date: z.nullable(z.string()), last_date: z.nullable(z.string()),
});

export async function countArchive({ query }: Database): Promise<ArchiveCounts> {
  const [row] = await query(
    countsSchema,
    `SELECT (SELECT count(DISTINCT folded_publication)::integer FROM nashra.edition) AS publications,
       (SELECT count(*)::integer FROM nashra.edition) AS editions,
       (SELECT count(*)::integer FROM nashra.revision) AS revisions,
       (SELECT count(*)::integer FROM nashra.article) AS articles,
       f.files, f.file_bytes,
       (SELECT coalesce(sum(text_bytes), 0)::double precision FROM nashra.article) AS text_bytes,
       (SELECT sum(pg_total_relation_size(c.oid))::double precision FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'nashra' AND c.relkind = 'r') AS database_bytes,
       d.first_date, d.last_date
     FROM (SELECT count(*)::integer AS files, coalesce(sum(bytes), 0)::double precision AS file_bytes FROM (SELECT DISTINCT ON (sha256) bytes FROM nashra.file ORDER BY sha256) o) f,
       (SELECT min(date) AS first_date, max(date) AS last_date FROM nashra.revision) d`,
  );
  if (!row) throw new Error("no counts");
  const { publications, editions, revisions, articles, files, file_bytes, text_bytes, database_bytes, first_date, last_date } = row;
  return {
    publications, editions, revisions, articles, files, fileBytes: file_bytes, textBytes: text_bytes, databaseBytes: database_bytes, ...(first_date !== null && { firstDate: first_date }), ...(last_date !== null && { lastDate: last_date }),
  };
}

const neededSchema = z.extend(summarySchema, { id: z.number(), files: z.array(z.object({ name: z.string(), sha256: z.string() })) });

/** See `Catalogue.objects`. */
export async function* neededObjects({ query }: Database): AsyncGenerator<NeededObject> {
  for (let after = 0; ; ) {
    const rows = await query(
      neededSchema,
      `SELECT r.id, ${summaryColumns},
         (SELECT coalesce(json_agg(json_build_object('name', f.name, 'sha256', f.sha256) ORDER BY f.name), '[]') FROM nashra.file f WHERE f.revision = r.id) AS files
       FROM nashra.revision r WHERE r.id > $1 ORDER BY r.id LIMIT $2`,
      [after, BATCH],
    );
    for (const { files, id, ...row } of rows) {
      const { record, digest } = row;
      const revision = revisionName(row.facts, row.revision);
      yield { sha256: record, name: "record.json", revision, digest };
      for (const file of files) yield { ...file, revision };
      after = id;
    }
    if (rows.length < BATCH) return;
  }
}

const problemSchema = z.object({ problem: z.string() });

/** Statements that find what cannot be, each row a sentence. Reading every row through meets damaged pages as well. */
const examinations: readonly string[] = [
  `SELECT format('The index %s is not valid: REINDEX makes it anew.', c.relname) AS problem FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'nashra' AND NOT i.indisvalid`,
  `SELECT format('The table %s has %s rows that cannot be read.', 'edition', count(*)) AS problem FROM nashra.edition t WHERE t::text IS NULL HAVING count(*) > 0`,
  `SELECT format('The table %s has %s rows that cannot be read.', 'file', count(*)) AS problem FROM nashra.file t WHERE t::text IS NULL HAVING count(*) > 0`,
  `SELECT format('Article %s of revision %s has lost its words.', t.position, t.revision) AS problem FROM nashra.article t WHERE t::text IS NULL OR length(t.words || t.others::tsvector) <> t.lexemes`,
  `SELECT format('Revision %s says that it has %s articles, but %s are there.', r.id, r.articles, count(a.id)) AS problem FROM nashra.revision r LEFT JOIN nashra.article a ON a.revision = r.id GROUP BY r.id HAVING count(a.id) <> r.articles`,
  `SELECT format('Edition %s has %s newest revisions.', e.id, count(r.id)) AS problem FROM nashra.edition e LEFT JOIN nashra.revision r ON r.edition = e.id AND r.newest GROUP BY e.id HAVING count(r.id) <> 1`,
  `SELECT format('Article %s of revision %s is not marked as its revision is.', a.position, a.revision) AS problem FROM nashra.article a JOIN nashra.revision r ON r.id = a.revision WHERE a.newest <> r.newest`,
];

/** See `Catalogue.check`. */
export async function examine({ query }: Database): Promise<string[]> {
  const problems: string[] = [];
  for (const sql of examinations) {
    try {
      for (const { problem } of await query(problemSchema, sql)) problems.push(problem);
    } catch (error) {
      if (!(error instanceof ArchiveFault) || error.diagnostic.code !== "archive/damaged-database") throw error;
      problems.push(error.message);
    }
  }
  return problems;
}
