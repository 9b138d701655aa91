import fc from "fast-check";

const letters = Array.from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئىةٱکیۀہ");
const marks = Array.from("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640\u06d6");
const oddities = ["ﷺ", "ﻻ", "ﹰ", "½", "²", "Ⅻ", "1,234", "١٬٢٣٤٫٥", "1,23", "É", "ß", "İ", "Σ", "𞸀", "𝔸", "한", "が", "\u200c", "\u200d", "\u200f", "\u00ad", "\u0654", "\u0301", "😀", "\ud83d", "-", "*", "\"", "«", "»", "،", "."];

/** Copy with everything in it that a tokeniser may trip over. */
export const copy = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...letters) },
    { weight: 3, arbitrary: fc.constantFrom(...marks) },
    { weight: 3, arbitrary: fc.constantFrom(" ", "\n") },
    { weight: 2, arbitrary: fc.constantFrom("a", "B", "z", "1", "٢", "۳") },
    { weight: 2, arbitrary: fc.constantFrom(...oddities) },
    { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 4 }) },
  ),
  { maxLength: 60 },
).map((parts) => parts.join(""));

/** A word of plain Arabic letters. */
export const arabicWord = fc.array(fc.constantFrom(...letters.slice(0, 28)), { minLength: 1, maxLength: 9 }).map((word) => word.join(""));

/** Few short words of few letters, so that they recur and take one another's clitics. */
export const recurringWords = fc.array(fc.array(fc.constantFrom("ا", "ل", "ل", "و", "ب", "ك"), { minLength: 1, maxLength: 5 }).map((word) => word.join("")), { minLength: 1, maxLength: 40 });
