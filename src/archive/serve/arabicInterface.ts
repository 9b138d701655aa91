import { writeDigits } from "../../numerals/index.ts";

const utc = { timeZone: "UTC" } as const;
const dayFormat = new Intl.DateTimeFormat("ar-EG", { ...utc, weekday: "long", day: "numeric", month: "long", year: "numeric" });
const monthFormat = new Intl.DateTimeFormat("ar-EG", { ...utc, month: "long", year: "numeric" });
const monthNameFormat = new Intl.DateTimeFormat("ar-EG", { ...utc, month: "long" });
const momentFormat = new Intl.DateTimeFormat("ar-EG", { dateStyle: "long", timeStyle: "short" });
const numberFormat = new Intl.NumberFormat("ar-EG", { maximumFractionDigits: 1 });
const plurals = new Intl.PluralRules("ar");

/** The forms of a counted noun; `{n}` stands for the number. */
export interface Counted {
  readonly zero: string;
  readonly one: string;
  readonly two: string;
  /** 3 to 10. */
  readonly few: string;
  /** 11 to 99. */
  readonly many: string;
  readonly other: string;
}

export const pagesCounted: Counted = { zero: "بلا صفحات", one: "صفحة واحدة", two: "صفحتان", few: "{n} صفحات", many: "{n} صفحة", other: "{n} صفحة" };
export const articlesCounted: Counted = { zero: "بلا مقالات", one: "مقالة واحدة", two: "مقالتان", few: "{n} مقالات", many: "{n} مقالة", other: "{n} مقالة" };
export const editionsCounted: Counted = { zero: "لا أعداد", one: "عدد واحد", two: "عددان", few: "{n} أعداد", many: "{n} عددًا", other: "{n} عدد" };
export const hitsCounted: Counted = { zero: "لا نتائج", one: "نتيجة واحدة", two: "نتيجتان", few: "{n} نتائج", many: "{n} نتيجة", other: "{n} نتيجة" };
export const marksCounted: Counted = { zero: "لم ترد الكلمات في هذه الصفحة", one: "موضع واحد", two: "موضعان", few: "{n} مواضع", many: "{n} موضعًا", other: "{n} موضع" };

/** A number in Arabic-Indic digits. */
export function arabicNumber(number: number): string {
  return numberFormat.format(number);
}

/** A noun with its number, as Arabic counts. */
export function counted(number: number, forms: Counted): string {
  return forms[plurals.select(number)].replace("{n}", numberFormat.format(number));
}

/** Digits of a text, such as an edition's number, as the interface writes them. */
export function arabicDigits(text: string): string {
  return writeDigits(text, "arabic-indic");
}

function dayOf(date: string): Date | undefined {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date) ? new Date(`${date}T00:00:00Z`) : undefined;
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date) ? day : undefined;
}

/** A day in words (`الخميس، ٢٤ نوفمبر ٢٠٢٢`); what is no year-month-day of the calendar stays as it is. */
export function arabicDay(date: string): string {
  const day = dayOf(date);
  return day === undefined ? date : dayFormat.format(day);
}

/** A month in words (`نوفمبر ٢٠٢٢`). */
export function arabicMonth(month: string): string {
  const day = dayOf(`${month}-01`);
  return day === undefined ? month : monthFormat.format(day);
}

/** A month's name alone. */
export function arabicMonthName(month: string): string {
  const day = dayOf(`${month}-01`);
  return day === undefined ? month : monthNameFormat.format(day);
}

/** A moment (ISO 8601) in the clock of this machine. */
export function arabicMoment(moment: string): string {
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? moment : momentFormat.format(date);
}

/** A file's size in words. */
export function arabicSize(bytes: number): string {
  if (bytes < 1000) return `${numberFormat.format(bytes)} بايت`;
  return bytes < 1_000_000 ? `${numberFormat.format(bytes / 1000)} ك.ب` : `${numberFormat.format(bytes / 1_000_000)} م.ب`;
}

const rightToLeftScripts = new Set(["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr"]);

/** Which way a language runs (BCP 47); `auto`, by each text's first letter, where the tag is none. */
export function directionOfLanguage(language: string): "rtl" | "ltr" | "auto" {
  try {
    return rightToLeftScripts.has(new Intl.Locale(language).maximize().script ?? "") ? "rtl" : "ltr";
  } catch (error) {
    if (error instanceof RangeError) return "auto";
    throw error;
  }
}
