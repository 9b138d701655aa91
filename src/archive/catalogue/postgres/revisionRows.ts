import * as z from "zod/mini";
import { foldName } from "../../words/foldWords.ts";
import { editionName, revisionName } from "../../editionName.ts";
import type { RevisionSummary } from "../../model.ts";
import type { EditionFilter, MonthCount } from "../catalogue.ts";
import type { RunQuery } from "./database.ts";
import { valueName } from "./searchCondition.ts";

/** What is kept of an edition's own words, as JSON. */
const factsSchema = z.object({ publication: z.string(), number: z.exactOptional(z.string()), date: z.exactOptional(z.string()), title: z.string(), language: z.string(), pages: z.number() });

/** The columns of {@link summarySchema}, of `nashra.revision r`. */
export const summaryColumns = `r.revision, (SELECT count(*)::integer FROM nashra.revision o WHERE o.edition = r.edition) AS revisions, r.newest, r.digest, r.record, r.added_at, r.added_by, r.facts, r.articles`;

/** A row of {@link summaryColumns}. */
export const summarySchema = z.object({
  revision: z.number(), revisions: z.number(), newest: z.boolean(), digest: z.string(), record: z.string(), added_at: z.string(), added_by: z.string(), facts: factsSchema, articles: z.number(),
});

export function summaryOf({ revision, revisions, newest, digest, record, added_at, added_by, facts, articles }: z.infer<typeof summarySchema>): RevisionSummary {
  const name = newest ? editionName(facts) : revisionName(facts, revision);
  return { name, revision, revisions, digest, record, addedAt: added_at, addedBy: added_by, ...facts, articles };
}

/** What of an edition the row keeps as JSON. */
export function factsOf({ publication, number, date, title, language, pages }: z.infer<typeof factsSchema>): z.infer<typeof factsSchema> {
  return { publication, ...(number !== undefined && { number }), ...(date !== undefined && { date }), title, language, pages };
}

/** Newest editions first, those without a date last, then by publication and number. */
const editionOrder = `r.date DESC NULLS LAST, e.folded_publication, CASE WHEN r.number IS NOT NULL THEN coalesce(substring(r.number FROM '^[0-9]+')::numeric, 0) END NULLS FIRST, r.number, r.edition, r.revision DESC`;

/** Conditions on `nashra.revision r` and `nashra.edition e`. */
export function editionConditions({ publication, number, from, to }: EditionFilter, values: unknown[]): string[] {
  return [
    ...(publication === undefined ? [] : [`e.folded_publication = ${valueName(foldName(publication), values)}`]),
    ...(number === undefined ? [] : [`r.number = ${valueName(storable(number), values)}`]),
    ...(from === undefined ? [] : [`r.date >= ${valueName(storable(from), values)}`]),
    ...(to === undefined ? [] : [`r.date <= ${valueName(storable(to), values)}`]),
  ];
}

/** PostgreSQL's texts hold no U+0000. */
export function storable(text: string): string {
  return text.replaceAll("\0", "\ufffd");
}

export async function listRevisions(query: RunQuery, filter: EditionFilter, { allRevisions, limit, offset }: { readonly allRevisions?: true; readonly limit?: number; readonly offset?: number } = {}): Promise<RevisionSummary[]> {
  const values: unknown[] = [];
  const conditions = [...editionConditions(filter, values), ...(allRevisions ? [] : ["r.newest"]), "true"].join(" AND ");
  const window = [...(limit === undefined ? [] : [`LIMIT ${valueName(limit, values)}`]), ...(offset === undefined ? [] : [`OFFSET ${valueName(offset, values)}`])].join(" ");
  const rows = await query(summarySchema, `SELECT ${summaryColumns} FROM nashra.revision r JOIN nashra.edition e ON e.id = r.edition WHERE ${conditions} ORDER BY ${editionOrder} ${window}`, values);
  return rows.map(summaryOf);
}

/** See `Catalogue.months`. */
export async function countMonths(query: RunQuery): Promise<MonthCount[]> {
  const rows = await query(monthSchema, "SELECT left(r.date, 7) AS month, count(*)::integer AS editions FROM nashra.revision r WHERE r.newest GROUP BY 1 ORDER BY 1 DESC NULLS LAST", []);
  return rows.map(({ month, editions }) => ({ editions, ...(month !== null && { month }) }));
}

const monthSchema = z.object({ month: z.nullable(z.string()), editions: z.number() });

export async function revisionsByDigest(query: RunQuery, beginning: string): Promise<RevisionSummary[]> {
  if (!/^[0-9a-f]{8,64}$/.test(beginning)) return [];
  const rows = await query(
    summarySchema,
    `SELECT ${summaryColumns} FROM nashra.revision r WHERE r.digest >= $1 AND r.digest <= $2 ORDER BY r.id DESC`,
    [beginning, beginning.padEnd(64, "f")],
  );
  return rows.map(summaryOf);
}

export async function revisionsByFile(query: RunQuery, sha256: string): Promise<(RevisionSummary & { readonly fileName: string })[]> {
  const row = z.extend(summarySchema, { name: z.string() });
  const rows = await query(
    row,
    `SELECT ${summaryColumns}, f.name FROM nashra.file f JOIN nashra.revision r ON r.id = f.revision WHERE f.sha256 = $1 ORDER BY r.date DESC NULLS LAST, r.id DESC, f.name`,
    [sha256],
  );
  return rows.map(({ name, ...summary }) => ({ ...summaryOf(summary), fileName: name }));
}
