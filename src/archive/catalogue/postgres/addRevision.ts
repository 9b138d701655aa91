import { createHash } from "node:crypto";
import * as z from "zod/mini";
import type { EditionIdentity } from "../../model.ts";
import { foldName, foldWords } from "../../words/foldWords.ts";
import { packArticle } from "../articleContent.ts";
import type { Added, NewRevision } from "../catalogue.ts";
import type { RunQuery } from "./database.ts";
import { factsOf, storable, summaryColumns, summaryOf, summarySchema } from "./revisionRows.ts";
import { indexText } from "./searchVector.ts";

/** So many articles go in with one statement. */
const BATCH = 200;

const idSchema = z.object({ id: z.number() });

/**
 * Writes a revision down within a transaction. The edition's row is locked first, so that others who add to the same edition wait, and see what was added.
 */
export async function addRevision(query: RunQuery, { record, recordSha256, folded }: NewRevision): Promise<Added> {
  const { edition, digest } = record;
  const identity = identityOf(edition);
  await query(idSchema, "INSERT INTO nashra.edition (identity, folded_publication) VALUES ($1, $2) ON CONFLICT (identity) DO NOTHING", [identity, foldName(edition.publication)]);
  const editionId = (await one(query, "SELECT id FROM nashra.edition WHERE identity = $1 FOR UPDATE", [identity])).id;
  const [known] = await summaries(query, "r.edition = $1 AND r.digest = $2", [editionId, digest]);
  if (known) return { outcome: "known", summary: known };

  await query(idSchema, "UPDATE nashra.article SET newest = false WHERE newest AND revision IN (SELECT id FROM nashra.revision WHERE edition = $1 AND newest)", [editionId]);
  await query(idSchema, "UPDATE nashra.revision SET newest = false WHERE edition = $1 AND newest", [editionId]);
  const { id } = await one(
    query,
    `INSERT INTO nashra.revision (edition, revision, newest, digest, record, added_at, added_by, number, date, facts, articles)
     SELECT $1, coalesce(max(revision), 0) + 1, true, $2, $3, $4, $5, $6, $7, $8, $9 FROM nashra.revision WHERE edition = $1
     RETURNING id`,
    [
      editionId, digest, recordSha256, record.addedAt, storable(record.addedBy), edition.number === undefined ? null : storable(edition.number), edition.date === undefined ? null : storable(edition.date),
      JSON.stringify(factsOf(edition)), record.articles.length,
    ],
  );
  await addFiles(query, id, record);
  for (let start = 0; start < record.articles.length; start += BATCH) await addArticles(query, id, record, folded, start);
  const [summary] = await summaries(query, "r.id = $1", [id]);
  if (!summary) throw new Error(`no revision ${id}`);
  return { outcome: summary.revision === 1 ? "added" : "revised", summary };
}

/** The same for all revisions of an edition: its publication, however its name is spelled, with its number, or with its date where it has no number. */
function identityOf({ publication: spelled, number, date }: EditionIdentity): string {
  const publication = foldWords(spelled);
  return createHash("sha256").update(JSON.stringify(number === undefined ? [publication, null, date ?? null] : [publication, number])).digest("hex");
}

async function addFiles(query: RunQuery, revision: number, { files }: NewRevision["record"]): Promise<void> {
  await query(idSchema, "INSERT INTO nashra.file (revision, position, name, sha256, bytes) SELECT $1, ordinality, name, sha256, bytes FROM unnest($2::text[], $3::text[], $4::bigint[]) WITH ORDINALITY AS f (name, sha256, bytes)", [
    revision, files.map(({ name }) => storable(name)), files.map(({ sha256 }) => sha256), files.map(({ bytes }) => bytes),
  ]);
}

async function addArticles(query: RunQuery, revision: number, { articles, edition }: NewRevision["record"], folded: NewRevision["folded"], start: number): Promise<void> {
  const rows = articles.slice(start, start + BATCH).map((article, index) => {
    const words = folded[start + index];
    if (!words) throw new Error(`article ${article.position} has no folded words`);
    return { article, folded: words, indexed: indexText(words) };
  });
  await query(
    idSchema,
    `INSERT INTO nashra.article (revision, newest, date, position, section, author, text_bytes, lexemes, deflated, words, others, text, spelled_text)
     SELECT $1, true, $2, position, section, author, text_bytes, lexemes, deflated, words::tsvector, others, text, spelled_text
     FROM unnest($3::integer[], $4::text[], $5::text[], $6::integer[], $7::integer[], $8::bytea[], $9::text[], $10::text[], $11::text[], $12::text[])
       AS a (position, section, author, text_bytes, lexemes, deflated, words, others, text, spelled_text)`,
    [
      revision, edition.date === undefined ? null : storable(edition.date),
      rows.map(({ article }) => article.position),
      rows.map((row) => row.folded.section ?? null),
      rows.map((row) => row.folded.author ?? null),
      rows.map(({ article }) => Buffer.byteLength(article.headline) + Buffer.byteLength(article.body)),
      rows.map(({ indexed }) => indexed.lexemes),
      rows.map(({ article }) => packArticle(article)),
      rows.map(({ indexed }) => indexed.words),
      rows.map(({ indexed }) => indexed.others),
      rows.map(({ indexed }) => indexed.texts?.folded ?? null),
      rows.map(({ indexed }) => indexed.texts?.spelled ?? null),
    ],
  );
}

async function one(query: RunQuery, sql: string, values: readonly unknown[]): Promise<z.infer<typeof idSchema>> {
  const [row] = await query(idSchema, sql, values);
  if (!row) throw new Error(`no row: ${sql}`);
  return row;
}

async function summaries(query: RunQuery, condition: string, values: readonly unknown[]): Promise<Added["summary"][]> {
  return (await query(summarySchema, `SELECT ${summaryColumns} FROM nashra.revision r WHERE ${condition}`, values)).map(summaryOf);
}
