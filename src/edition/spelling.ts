/** Combining marks (harakat, tanwin, the dagger alef, Quranic signs); tatweel; the Quranic letters ۥ ۦ and the high hamza, which are written like marks. */
const marksAndTatweel = /[\p{M}\u0640\u0674\u06e5\u06e6]/gu;

/** Letters and digits that count as one. */
const folds: readonly (readonly [forms: string, folded: string])[] = [
  ["أإآٱٲٳ", "ا"],
  ["ؤئ", "ء"],
  ["ىیېۍ", "ي"],
  ["ةۀہۂەۃ", "ه"],
  ["کڪ", "ك"],
  ["٠۰", "0"],
  ["١۱", "1"],
  ["٢۲", "2"],
  ["٣۳", "3"],
  ["٤۴", "4"],
  ["٥۵", "5"],
  ["٦۶", "6"],
  ["٧۷", "7"],
  ["٨۸", "8"],
  ["٩۹", "9"],
  ["ß", "ss"],
  ["æ", "ae"],
  ["œ", "oe"],
  ["ø", "o"],
  ["ł", "l"],
  ["đð", "d"],
  ["þ", "th"],
  ["ı", "i"],
  ["ς", "σ"],
];

const foldOf: ReadonlyMap<string, string> = new Map(folds.flatMap(([forms, folded]) => Array.from(forms, (form) => [form, folded] as const)));
const foldable = new RegExp(`[${folds.map(([forms]) => forms).join("")}]`, "gu");

/** Neither ASCII nor of the Arabic block: it may be a letter with a diacritic in it. */
const mayHoldDiacritics = /[^\0-\u007f\u0600-\u06ff]/u;

/** Writes a text as it is spelt and no more: without harakat and tatweel, presentation forms as letters (Unicode NFKC), in lower case. أ and ا, ى and ي, é and e, ١ and 1 stay apart. */
export function plainSpelling(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(marksAndTatweel, "");
}

/** Folds the letters and digits of a {@link plainSpelling} that count as one. */
export function foldLetters(spelling: string): string {
  const folded = spelling.replace(foldable, (letter) => foldOf.get(letter) ?? letter);
  if (!mayHoldDiacritics.test(folded)) return folded;
  return folded.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC").replace(foldable, (letter) => foldOf.get(letter) ?? letter);
}

/**
 * Folds the ways in which words are written to one, for searching and comparing; never for display. Tatweel and harakat are left out, the forms of
 * alef are one letter, hamza is one whatever its seat (مسؤول, مسئول), final ya and alef maqsura are one, final ha and ta marbuta are one, Persian and Arabic kaf and ya are
 * one; digits become European; presentation forms become letters (Unicode NFKC), letters lose their case and Latin ones their diacritics, runs of white space are one space, and none
 * stands at the ends.
 */
export function foldSpelling(text: string): string {
  return foldLetters(plainSpelling(text)).split(/\s+/u).filter((word) => word !== "").join(" ");
}
