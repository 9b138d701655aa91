import type { MonthCount } from "../catalogue/catalogue.ts";
import type { RevisionSummary } from "../model.ts";
import { addresses } from "./addresses.ts";
import { arabicDay, arabicDigits, arabicMonth, arabicMonthName, arabicNumber, counted, editionsCounted } from "./arabicInterface.ts";
import { editionCard, type EditionCard } from "./editionCard.ts";

/** The way through a list that goes over several pages. */
export interface Pager {
  readonly previous: string | undefined;
  readonly next: string | undefined;
  readonly place: string;
}

interface MonthLink {
  readonly href: string;
  readonly name: string;
  readonly sum: string;
}

interface YearOfEditions {
  readonly year: string;
  readonly sum: string;
  readonly open: boolean;
  readonly months: readonly MonthLink[];
}

export interface HomeView {
  readonly further: boolean;
  readonly sum: string;
  readonly cards: readonly EditionCard[];
  readonly pager: Pager | undefined;
  readonly years: readonly YearOfEditions[];
}

interface DayOfMonth {
  readonly day: string;
  readonly href: string | undefined;
  readonly label: string | undefined;
}

export interface MonthView {
  readonly title: string;
  readonly sum: string;
  readonly weekdays: readonly { readonly name: string; readonly short: string }[];
  readonly weeks: readonly (readonly DayOfMonth[])[];
  readonly cards: readonly EditionCard[];
  readonly previous: MonthLink | undefined;
  readonly next: MonthLink | undefined;
}

/** Editions on one page of a list. */
export const SHELF = 24;

/**
 * The newest editions and the months that have any.
 *
 * @param shelf the editions of this page, the newest first
 * @param counts of all of the archive
 * @param page from 1
 */
export function homeView(shelf: readonly RevisionSummary[], counts: readonly MonthCount[], page: number): HomeView {
  const all = sumOf(counts);
  return {
    further: page > 1,
    sum: counted(all, editionsCounted),
    cards: shelf.map((summary) => editionCard(summary)),
    pager: pagerOf(page, Math.ceil(all / SHELF), addresses.home),
    years: [...grouped(monthsOf(counts), ({ month }) => month.slice(0, 4))].map(([year, inYear], index) => ({
      year: arabicDigits(year),
      sum: counted(sumOf(inYear), editionsCounted),
      open: index === 0,
      months: inYear.map(({ month, editions }) => ({ href: addresses.month(month), name: arabicMonthName(month), sum: counted(editions, editionsCounted) })).reverse(),
    })),
  };
}

/**
 * One month's days and editions; `undefined` where it has none.
 *
 * @param editions of the month, the newest first
 * @param counts of all of the archive
 */
export function monthView(editions: readonly RevisionSummary[], counts: readonly MonthCount[], month: string): MonthView | undefined {
  if (editions.length === 0) return undefined;
  const own = editions.toReversed();
  const known = monthsOf(counts).reverse();
  const at = known.findIndex((other) => other.month === month);
  const firstOfDay = new Set(own.filter(({ date }, index) => date !== own[index - 1]?.date));
  return {
    title: arabicMonth(month),
    sum: counted(own.length, editionsCounted),
    weekdays: weekdays(),
    weeks: weeksOf(month, new Map([...firstOfDay].map(({ date = "" }) => [date, own.filter((summary) => summary.date === date).length]))),
    cards: own.map((summary) => editionCard(summary, firstOfDay.has(summary) ? anchorOf(summary.date ?? "") : undefined)),
    previous: monthLink(known[at - 1]),
    next: monthLink(known[at + 1]),
  };
}

function monthLink(of: DatedCount | undefined): MonthLink | undefined {
  return of && { href: addresses.month(of.month), name: arabicMonth(of.month), sum: counted(of.editions, editionsCounted) };
}

/** @param pages how many there are */
export function pagerOf(page: number, pages: number, addressOf: (page: number) => string): Pager | undefined {
  if (pages <= 1) return undefined;
  return {
    previous: page > 1 ? addressOf(Math.min(page - 1, pages)) : undefined, next: page < pages ? addressOf(page + 1) : undefined,
    place: `${arabicNumber(page)} من ${arabicNumber(pages)}`,
  };
}

type DatedCount = Required<MonthCount>;

/** The newest first. */
function monthsOf(counts: readonly MonthCount[]): DatedCount[] {
  return counts.flatMap(({ month, editions }) => (month === undefined ? [] : [{ month, editions }]));
}

function sumOf(counts: readonly MonthCount[]): number {
  return counts.reduce((sum, { editions }) => sum + editions, 0);
}

/** Year and month of a day; `undefined` where there is none. */
export function monthOf(date: string | undefined): string | undefined {
  return date !== undefined && /^\d{4}-(?:0[1-9]|1[0-2])-\d{2}$/.test(date) ? date.slice(0, 7) : undefined;
}

function grouped<T>(things: readonly T[], keyOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const group = groups.get(keyOf(thing));
    if (group === undefined) groups.set(keyOf(thing), [thing]);
    else group.push(thing);
  }
  return groups;
}

function anchorOf(date: string): string {
  return `day-${date}`;
}

/** Weeks begin on Saturday, as they do in most Arab countries. */
const SATURDAY = 6;

function weekdays(): { name: string; short: string }[] {
  const long = new Intl.DateTimeFormat("ar-EG", { weekday: "long", timeZone: "UTC" });
  const narrow = new Intl.DateTimeFormat("ar-EG", { weekday: "narrow", timeZone: "UTC" });
  // 2000 began with a Saturday.
  return Array.from({ length: 7 }, (_, index) => new Date(Date.UTC(2000, 0, 1 + index))).map((day) => ({ name: long.format(day), short: narrow.format(day) }));
}

function weeksOf(month: string, editions: ReadonlyMap<string, number>): DayOfMonth[][] {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const before = (new Date(Date.UTC(year, number - 1, 1)).getUTCDay() - SATURDAY + 7) % 7;
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const blank: DayOfMonth = { day: "", href: undefined, label: undefined };
  const days = [...Array.from({ length: before }, () => blank), ...Array.from({ length }, (_, index) => dayOfMonth(`${month}-${String(index + 1).padStart(2, "0")}`, index + 1, editions))];
  const weeks = Array.from({ length: Math.ceil(days.length / 7) }, (_, week) => days.slice(week * 7, week * 7 + 7));
  return weeks.map((week) => [...week, ...Array.from({ length: 7 - week.length }, () => blank)]);
}

function dayOfMonth(date: string, number: number, editions: ReadonlyMap<string, number>): DayOfMonth {
  const found = editions.get(date);
  return { day: arabicNumber(number), ...(found === undefined ? { href: undefined, label: undefined } : { href: `#${anchorOf(date)}`, label: `${arabicDay(date)}: ${counted(found, editionsCounted)}` }) };
}
