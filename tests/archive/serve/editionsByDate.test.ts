import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arabicDay, arabicSize, counted, directionOfLanguage, pagesCounted } from "../../../src/archive/serve/arabicInterface.ts";
import type { MonthCount } from "../../../src/archive/catalogue/catalogue.ts";
import type { RevisionSummary } from "../../../src/archive/model.ts";
import { homeView, monthOf, monthView, SHELF, type HomeView, type MonthView } from "../../../src/archive/serve/editionsByDate.ts";
import { madeUpSummary } from "./madeUpArchive.ts";

const day = fc.date({ min: new Date("1950-01-01"), max: new Date("2049-12-31"), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
/** As archives list them: the newest first, those without a date last. */
const editions = fc.array(fc.option(day, { nil: undefined }), { maxLength: 60 }).map((days) =>
  [...days].sort((a, b) => (a === b ? 0 : (a ?? "") < (b ?? "") ? 1 : -1)).map((date, index) => {
    const summary = madeUpSummary({ digest: index.toString(16).padStart(64, "0"), ...(date !== undefined && { date }) });
    if (date === undefined) Reflect.deleteProperty(summary, "date");
    return summary;
  }));

/** As catalogues count them. */
function monthsOf(listed: readonly RevisionSummary[]): MonthCount[] {
  const months = [...new Set(listed.map(({ date }) => date?.slice(0, 7)))];
  return months.map((month) => ({ editions: listed.filter(({ date }) => date?.slice(0, 7) === month).length, ...(month !== undefined && { month }) }));
}

const homeOf = (listed: readonly RevisionSummary[], page: number): HomeView => homeView(listed.slice((page - 1) * SHELF, page * SHELF), monthsOf(listed), page);
const monthOfAll = (listed: readonly RevisionSummary[], month: string): MonthView | undefined => monthView(listed.filter(({ date }) => date?.startsWith(month)), monthsOf(listed), month);

const europeanDigits = (text: string): string => text.replace(/[٠-٩]/gu, (digit) => String(digit.charCodeAt(0) - 0x660));

describe("browsing by date", () => {
  test("every edition is on one page of the list, and every one with a date in its month", () => {
    fc.assert(fc.property(editions, (listed) => {
      const pages = Array.from({ length: Math.ceil(listed.length / 24) }, (_, index) => homeOf(listed, index + 1));
      expect(pages.flatMap(({ cards }) => cards.map(({ href }) => href))).toEqual(listed.map(({ digest }) => `/editions/${digest}`));
      const months = homeOf(listed, 1).years.flatMap(({ months: ofYear }) => ofYear.map(({ href }) => href.slice("/months/".length)));
      expect([...months].sort()).toEqual([...new Set(listed.flatMap(({ date }) => monthOf(date) ?? []))].sort());
      const shown = months.flatMap((month) => monthOfAll(listed, month)?.cards.map(({ href }) => href) ?? []);
      expect(shown.sort()).toEqual(listed.filter(({ date }) => date !== undefined).map(({ digest }) => `/editions/${digest}`).sort());
    }));
  });

  test("a month's days stand under their weekdays, and those with editions lead to them", () => {
    fc.assert(fc.property(day, (date) => {
      const view = monthOfAll([madeUpSummary({ date })], date.slice(0, 7));
      const days = view?.weeks.flatMap((week) => week.map((cell, column) => ({ ...cell, column }))).filter((cell) => cell.day !== "") ?? [];
      const [year = 0, month = 0] = date.split("-").map(Number);
      expect(days.map((cell) => Number(europeanDigits(cell.day)))).toEqual(Array.from({ length: new Date(year, month, 0).getDate() }, (_, index) => index + 1));
      // Columns go from Saturday to Friday.
      for (const cell of days) expect((cell.column + 6) % 7).toBe(new Date(Date.UTC(year, month - 1, Number(europeanDigits(cell.day)))).getUTCDay());
      expect(days.flatMap(({ href }) => href ?? [])).toEqual([`#day-${date}`]);
      expect(view?.cards.map(({ anchor }) => anchor)).toEqual([`day-${date}`]);
    }));
  });

  test("leads from month to month over those without editions", () => {
    const listed = ["2023-05-01", "2022-11-24", "2022-11-03", "2021-01-31"].map((date) => madeUpSummary({ date }));
    const { previous, next } = monthOfAll(listed, "2022-11") ?? {};
    expect([previous?.href, next?.href]).toEqual(["/months/2021-01", "/months/2023-05"]);
    expect(monthOfAll(listed, "2022-12")).toBeUndefined();
  });
});

describe("the interface's Arabic", () => {
  test("counts as Arabic does", () => {
    expect([0, 1, 2, 3, 10, 11, 99, 100, 103].map((number) => counted(number, pagesCounted))).toEqual([
      "بلا صفحات", "صفحة واحدة", "صفحتان", "٣ صفحات", "١٠ صفحات", "١١ صفحة", "٩٩ صفحة", "١٠٠ صفحة", "١٠٣ صفحات",
    ]);
  });

  test("writes days in words, and what is no day as it is", () => {
    expect(arabicDay("2022-11-24")).toBe("الخميس، ٢٤ نوفمبر ٢٠٢٢");
    for (const none of ["2022-02-30", "2022-13-01", "نوفمبر", ""]) expect(arabicDay(none)).toBe(none);
    expect(arabicSize(1_500_000)).toBe("١٫٥ م.ب");
  });

  test("knows which way languages run", () => {
    expect(["ar", "fa-IR", "ur", "ckb", "he", "en", "tr", "az-Arab", "ku", "\"><b>"].map(directionOfLanguage)).toEqual(["rtl", "rtl", "rtl", "rtl", "rtl", "ltr", "ltr", "rtl", "ltr", "auto"]);
  });
});
