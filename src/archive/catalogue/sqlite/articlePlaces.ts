import * as z from "zod/mini";
import type { Connection } from "./connection.ts";

/** Numbers that a day has; more articles go on into the next days'. */
const numbersOfDay = 256;
/** The first day's place; days before it, back to the year 1, and editions without a date are before its. */
const dayOffset = 2 ** 20;
const beforeAllDays = 2 ** 26;
const dayMilliseconds = 86_400_000;

const taken = z.object({ first: z.number(), last: z.number() });

/**
 * Finds numbers for a revision's articles, one after another: the first that are free at or after its day's place, so that numbers grow with the days, however editions come in. Full-text indexes give and skip articles
 * by their number: the newest can be had without the others, and a range of days without what is outside it. Nothing relies on the order.
 *
 * @returns the first number
 */
export function placeArticles(database: Connection, date: string | undefined, count: number): number {
  const day = date === undefined ? Number.NaN : Date.parse(date) / dayMilliseconds;
  const wanted = Number.isFinite(day) ? (dayOffset + Math.floor(day)) * numbersOfDay : afterUndated(database);
  let first = Math.max(1, wanted);
  for (const row of database.each("SELECT first_article AS first, last_article AS last FROM revisions WHERE last_article >= ? ORDER BY last_article, first_article", first)) {
    const block = taken.parse(row);
    if (block.first - first >= count) break;
    first = block.last + 1;
  }
  return first;
}

function afterUndated(database: Connection): number {
  return z.nullable(z.number()).parse(database.value("SELECT max(last_article) + 1 FROM revisions WHERE last_article < ?", beforeAllDays)) ?? 1;
}
