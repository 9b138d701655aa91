import * as z from "zod/mini";
import type { ArticleFilter, EditionFilter } from "../../archive/index.ts";
import { writeDigits } from "../../numerals/index.ts";

/** The options that choose editions. */
export interface EditionFilterOptions {
  readonly publication?: string;
  readonly number?: string;
  readonly from?: string;
  readonly to?: string;
}

export interface ArticleFilterOptions extends EditionFilterOptions {
  readonly section?: string;
  readonly author?: string;
  readonly allRevisions?: true;
}

/** The editions that are meant, or what is wrong with an option. */
export function editionFilter({ publication, number, from, to }: EditionFilterOptions): EditionFilter | string {
  const [first, last] = [from === undefined ? undefined : dayIn(from, "first"), to === undefined ? undefined : dayIn(to, "last")];
  if (from !== undefined && first === undefined) return badDay("--from", from);
  if (to !== undefined && last === undefined) return badDay("--to", to);
  if (first !== undefined && last !== undefined && first > last) return `--from ${first} is later than --to ${last}: no day is between them`;
  return {
    ...(publication !== undefined && { publication }), ...(number !== undefined && { number: writeDigits(number, "european") }),
    ...(first !== undefined && { from: first }), ...(last !== undefined && { to: last }),
  };
}

/** The articles that are meant, or what is wrong with an option. */
export function articleFilter({ section, author, allRevisions, ...editions }: ArticleFilterOptions): ArticleFilter | string {
  const filter = editionFilter(editions);
  return typeof filter === "string" ? filter : { ...filter, ...(section !== undefined && { section }), ...(author !== undefined && { author }), ...(allRevisions && { allRevisions }) };
}

/** A day, or the first or last day of a month or a year, in whatever digits. */
function dayIn(text: string, end: "first" | "last"): string | undefined {
  const [, year, month, day] = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(writeDigits(text.trim(), "european")) ?? [];
  if (year === undefined) return undefined;
  const inMonth = month?.padStart(2, "0") ?? (end === "first" ? "01" : "12");
  const lastOfMonth = String(new Date(Date.UTC(Number(year), Number(inMonth), 0)).getUTCDate());
  const date = `${year}-${inMonth}-${day?.padStart(2, "0") ?? (end === "first" ? "01" : lastOfMonth)}`;
  return z.iso.date().safeParse(date).success ? date : undefined;
}

function badDay(option: string, text: string): string {
  return `${option} wants a day, a month or a year, as in 2022-11-24, 2022-11 or 2022, not “${text}”`;
}

/** A whole number from an option, or what is wrong with it. */
export function countIn(option: string, text: string, least: number, most: number): number | string {
  const count = Number(writeDigits(text, "european"));
  return Number.isInteger(count) && count >= least && count <= most ? count : `${option} wants a whole number from ${least} to ${most}, not “${text}”`;
}
