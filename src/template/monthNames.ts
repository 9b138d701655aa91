/**
 * How the papers of a country name the Gregorian months: `maghrebi` is the manner of Algeria and Tunisia, Morocco and Mauritania have their
 * own. `pan-arab` gives two names, as papers that are read in all countries do: «نوفمبر (تشرين الثاني)».
 */
export type MonthManner = "egyptian" | "levantine" | "maghrebi" | "algerian" | "tunisian" | "moroccan" | "mauritanian" | "pan-arab";

const egyptian = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];
const levantine = [
  "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
];
const maghrebi = ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];
const moroccan = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"];
const mauritanian = ["يناير", "فبراير", "مارس", "إبريل", "مايو", "يونيو", "يوليو", "أغشت", "شتمبر", "أكتوبر", "نوفمبر", "دجمبر"];

/** Names after CLDR (ar-EG, ar-LB, ar-DZ, ar-TN, ar-MA, ar-MR), kept here because a page must not change with the ICU of the machine. */
export const gregorianMonths: Readonly<Record<MonthManner, readonly string[]>> = {
  egyptian,
  levantine,
  maghrebi,
  algerian: maghrebi,
  tunisian: maghrebi,
  moroccan,
  mauritanian,
  "pan-arab": egyptian.map((name, index) => `${name} (${levantine[index] ?? ""})`),
};

export const monthManners: readonly string[] = Object.keys(gregorianMonths);

export function isMonthManner(name: string): name is MonthManner {
  return Object.hasOwn(gregorianMonths, name);
}

export const hijriMonths: readonly string[] = [
  "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة",
];

/** From Sunday. */
export const weekdays: readonly string[] = ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"];
