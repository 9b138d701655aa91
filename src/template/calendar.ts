import { writeDigits } from "../numerals/index.ts";

/** A day of some calendar; months from 1. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

/** A Gregorian day as milliseconds of its midnight in UTC: no zone of any machine takes part. */
export type DayInstant = number;

const millisecondsPerDay = 86_400_000;

/**
 * Reads a day written year-month-day (ISO 8601 calendar date, extended form), in any of the three sets of digits.
 *
 * @returns `undefined` for what is no day of the Gregorian calendar (proleptic before 1582), 30 February among it.
 */
export function parseDay(text: string): DayInstant | undefined {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(writeDigits(text.trim(), "european"));
  if (!match) return undefined;
  const [year, month, day] = match.slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined || year === 0) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined;
}

export function gregorianDay(instant: DayInstant): CalendarDay {
  const date = new Date(instant);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), weekday: date.getUTCDay() };
}

/** Whether a text names days by which a country's Hijri date may differ from the calendar: a whole number from -2 to 2. */
export function isHijriShift(text: string): boolean {
  return /^[+-]?[0-2]$/.test(text);
}

let ummAlQura: Intl.DateTimeFormat | undefined;

/**
 * The Hijri day by the Umm al-Qura calendar, through Intl (CLDR calendar `islamic-umalqura`).
 *
 * @param shift Days by which a country's own sighting differs from the calendar, added.
 * @returns `undefined` outside the years 1300 to 1600, which are all that the calendar's tables hold.
 */
export function hijriDay(instant: DayInstant, shift: number): CalendarDay | undefined {
  ummAlQura ??= new Intl.DateTimeFormat("en-u-ca-islamic-umalqura-nu-latn", { year: "numeric", month: "numeric", day: "numeric", timeZone: "UTC" });
  const numbers = new Map(ummAlQura.formatToParts(instant + shift * millisecondsPerDay).map(({ type, value }) => [type, Number(value)]));
  const year = numbers.get("year");
  const month = numbers.get("month");
  const day = numbers.get("day");
  if (year === undefined || month === undefined || day === undefined) throw new Error("Intl gave a Hijri date without year, month or day");
  return year < 1300 || year > 1600 ? undefined : { year, month, day, weekday: new Date(instant).getUTCDay() };
}
