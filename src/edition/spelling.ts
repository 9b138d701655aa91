/** Harakat, tanwin, the dagger alef, Quranic marks; tatweel. */
const marksAndTatweel = /[\p{Mn}\u0640]/gu;

const letterFolds: readonly (readonly [RegExp, string])[] = [
  [/[أإآٱٲٳ]/gu, "ا"],
  [/[ؤئٶٸ]/gu, "ء"],
  [/[ىیېۍ]/gu, "ي"],
  [/[ةۀہۂە]/gu, "ه"],
  [/[کڪ]/gu, "ك"],
];

/**
 * Folds the ways in which Arabic words are written to one, for searching and comparing; never for display. Tatweel and harakat are left out, the forms of
 * alef are one letter, hamza is one whatever its seat (مسؤول, مسئول), final ya and alef maqsura are one, final ha and ta marbuta are one, Persian and Arabic kaf and ya are
 * one; presentation forms become letters (Unicode NFKC), letters lose their case, runs of white space are one space, and none stands at the ends.
 */
export function foldSpelling(text: string): string {
  const composed = text.normalize("NFKC").replace(marksAndTatweel, "").toLowerCase();
  const folded = letterFolds.reduce((spelling, [forms, letter]) => spelling.replace(forms, letter), composed);
  return folded.split(/\s+/u).filter((word) => word !== "").join(" ");
}
