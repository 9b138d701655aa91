import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { edition, render } from "./stage.ts";

/** What a helper prints for a day; the test fails on any diagnostic. */
function printed(helper: "date" | "hijri", day: string, named = "", settings: Readonly<Record<string, string>> = {}): string {
  const { html, told } = render(`{{${helper} "${day}" ${named}}}`, edition(), settings);
  expect(told, `${helper} ${day} ${named}`).toEqual([]);
  return html;
}

const dayOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);
const oneDay = 86_400_000;

/** Years 1420 to 1450, in which the calendar's present rule holds: the first day of Muharram and the lengths of the twelve months. */
const ummAlQura = readFileSync(new URL("references/umm-al-qura.txt", import.meta.url), "utf8")
  .split("\n").filter((line) => /^\d/u.test(line)).map((line) => {
    const [year = "", start = "", ...lengths] = line.split(" ");
    return { year, start: Date.parse(start), lengths: lengths.map(Number) };
  });

test("every month of the Umm al-Qura calendar from 1420 to 1450 begins and ends on its day", () => {
  expect(ummAlQura).toHaveLength(31);
  for (const { year, start, lengths } of ummAlQura) {
    let first = start;
    for (const [month, length] of lengths.entries()) {
      const named = 'format="day-month-number-year" numerals="european"'.replace("day-month-number-year", "year/month-number/day");
      expect(printed("hijri", dayOf(first), named)).toBe(`${year}/${month + 1}/1`);
      expect(printed("hijri", dayOf(first + (length - 1) * oneDay), named)).toBe(`${year}/${month + 1}/${length}`);
      first += length * oneDay;
    }
  }
});

test.each([
  ["the Saudi decree's first day of Ramadan 1444", "2023-03-23", "الخميس ١ رمضان ١٤٤٤"],
  ["the feast of breaking the fast 1445", "2024-04-10", "الأربعاء ١ شوال ١٤٤٥"],
  ["the feast of sacrifice 1444", "2023-06-28", "الأربعاء ١٠ ذو الحجة ١٤٤٤"],
  ["the new year 1446", "2024-07-07", "الأحد ١ محرم ١٤٤٦"],
  ["the sample's day", "2022-11-24", "الخميس ٣٠ ربيع الآخر ١٤٤٤"],
])("%s is the Hijri date that was observed", (_, day, expected) => {
  expect(printed("hijri", day)).toBe(expected);
});

test("days shifts the Hijri date for countries that sight the moon, and leaves the weekday", () => {
  expect(printed("hijri", "2022-11-24", "days=1")).toBe("الخميس ١ جمادى الأولى ١٤٤٤");
  expect(printed("hijri", "2022-11-24", "days='-1'")).toBe("الخميس ٢٩ ربيع الآخر ١٤٤٤");
  expect(printed("hijri", "2022-11-24", "", { "hijri-days": "+1" })).toBe("الخميس ١ جمادى الأولى ١٤٤٤");
  expect(printed("hijri", "2022-11-24", "days=0", { "hijri-days": "+1" })).toBe("الخميس ٣٠ ربيع الآخر ١٤٤٤");
});

test("Hijri dates are Intl's over the whole of the calendar's tables, and follow each other without gap", () => {
  const intl = new Intl.DateTimeFormat("ar-u-ca-islamic-umalqura-nu-latn", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(1882, 10, 13) / oneDay, max: Date.UTC(2174, 10, 24) / oneDay }), (day) => {
      const parts = new Map(intl.formatToParts(day * oneDay).map(({ type, value }) => [type, value]));
      expect(printed("hijri", dayOf(day * oneDay), 'format="day month year" numerals="european"')).toBe(`${parts.get("day") ?? ""} ${parts.get("month") ?? ""} ${parts.get("year") ?? ""}`);
      const dayOfMonth = Number(printed("hijri", dayOf(day * oneDay), 'format="day" numerals="european"'));
      const next = Number(printed("hijri", dayOf((day + 1) * oneDay), 'format="day" numerals="european"'));
      expect(next === dayOfMonth + 1 || (next === 1 && (dayOfMonth === 29 || dayOfMonth === 30))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ["1882-11-12", 1], ["1882-11-11", 0], ["2174-11-25", 1], ["2174-11-26", 0],
] as const)("%s is at the edge of the Umm al-Qura calendar", (day, known) => {
  expect(render(`{{hijri "${day}"}}`).told).toEqual(known === 1 ? [] : ["template/hijri-range 1:1"]);
});

/** Months as the papers of a country write them. */
const manners = {
  egyptian: "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
  levantine: "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
  maghrebi: "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
  moroccan: "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
  mauritanian: "يناير فبراير مارس إبريل مايو يونيو يوليو أغشت شتمبر أكتوبر نوفمبر دجمبر",
};

test.each(Object.entries(manners))("the %s manner names the months of the year", (manner, months) => {
  const named = Array.from({ length: 12 }, (_, month) => printed("date", `2023-${month + 1}-1`, `format="month" months="${manner}"`));
  expect(named).toEqual(months.split(" ").map((name) => name.replace("_", " ")));
  expect(printed("date", "2023-11-1", 'format="month"', { months: manner })).toBe(named[10]);
});

test.each([
  ["egyptian", ["ar-EG", "ar-SA", "ar-AE", "ar-SD", "ar-LY"]], ["levantine", ["ar-SY", "ar-LB", "ar-JO", "ar-PS", "ar-IQ"]],
  ["maghrebi", ["ar-DZ", "ar-TN"]], ["algerian", ["ar-DZ"]], ["tunisian", ["ar-TN"]], ["moroccan", ["ar-MA"]], ["mauritanian", ["ar-MR"]],
])("the %s manner is that of CLDR for its countries", (manner, locales) => {
  for (const locale of locales) {
    const intl = new Intl.DateTimeFormat(`${locale}-u-ca-gregory`, { month: "long", timeZone: "UTC" });
    for (let month = 0; month < 12; month++) {
      expect(printed("date", `2023-${month + 1}-1`, `format="month" months="${manner}"`), locale).toBe(intl.format(Date.UTC(2023, month, 1)));
    }
  }
});

test("the pan-arab manner gives both names", () => {
  expect(printed("date", "2022-11-24", 'months="pan-arab"')).toBe("الخميس ٢٤ نوفمبر (تشرين الثاني) ٢٠٢٢");
});

test("Gregorian dates are Intl's for every day, weekdays included", () => {
  const intl = new Intl.DateTimeFormat("ar-EG-u-nu-latn", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(1600, 0, 1) / oneDay, max: Date.UTC(9999, 11, 31) / oneDay }), (day) => {
      const parts = new Map(intl.formatToParts(day * oneDay).map(({ type, value }) => [type, value]));
      const expected = ["weekday", "day", "month", "year"].map((piece) => parts.get(piece as Intl.DateTimeFormatPartTypes)).join(" ");
      expect(printed("date", dayOf(day * oneDay), 'numerals="european"')).toBe(expected);
    }),
    { numRuns: 500 },
  );
});

test("a date's format takes its pieces in any order, and all else as it is", () => {
  expect(printed("date", "2022-03-04", 'format="weekday، day month year م"')).toBe("الجمعة، ٤ مارس ٢٠٢٢ م");
  expect(printed("date", "2022-03-04", 'format="day2/month-number2/year" numerals="persian"')).toBe("۰۴/۰۳/۲۰۲۲");
  expect(printed("date", "2022-03-04", 'format="month-number–day" numerals="european"')).toBe("3–4");
  expect(printed("date", "2022-03-04", 'format=""')).toBe("");
});

test("a date may be written in any digits, with or without noughts, and nothing else", () => {
  for (const day of ["2022-11-04", "2022-11-4", "٢٠٢٢-١١-٠٤", "۲۰۲۲-۱۱-۴", "  2022-11-04 "]) expect(printed("date", day)).toBe("الجمعة ٤ نوفمبر ٢٠٢٢");
  for (const day of ["2022-11-31", "2023-02-29", "0000-01-01", "22-11-04", "2022/11/04", "04-11-2022", "2022-11-04T00:00Z", "2022-0x1-1", "today", ""]) {
    expect(render(`{{date "${day}"}}`).told, day).toEqual(["template/invalid-date 1:1"]);
  }
  expect(printed("date", "2024-02-29")).toBe("الخميس ٢٩ فبراير ٢٠٢٤");
});

test("dates don't depend on the time zone of the machine", () => {
  const before = process.env["TZ"];
  try {
    for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Africa/Cairo"]) {
      process.env["TZ"] = zone;
      expect([printed("date", "2022-11-24"), printed("hijri", "2022-11-24")], zone).toEqual(["الخميس ٢٤ نوفمبر ٢٠٢٢", "الخميس ٣٠ ربيع الآخر ١٤٤٤"]);
    }
  } finally {
    if (before === undefined) delete process.env["TZ"];
    else process.env["TZ"] = before;
  }
});
