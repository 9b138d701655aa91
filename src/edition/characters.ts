/** Tests of one character, a UTF-16 unit; `undefined` is the end of the text and passes none of them. */
type Test = (character: string | undefined) => boolean;

const test =
  (pattern: RegExp): Test =>
  (character) =>
    character !== undefined && pattern.test(character);

export const isSpace = test(/\s/u);
export const isDigit = test(/\p{Nd}/u);
export const isLatin = test(/\p{Script=Latin}/u);
export const isLowerCase = test(/\p{Ll}/u);
export const isOpeningBracket = test(/[([{﴿]/u);
export const isClosingBracket = test(/[)\]}﴾]/u);
export const isQuotationMark = test(/["«»“”„]/u);
/** What stands for a word of its own before or after punctuation: currency, hashtag, handle. */
export const isSign = test(/[\p{Sc}#@]/u);
export const isDash = test(/[-–—]/u);
export const isPercent = test(/[%٪‰؉]/u);

const arabicScript = test(/\p{Script_Extensions=Arabic}/u);
const letterOrMark = test(/[\p{L}\p{M}]/u);

/** A letter of the Arabic script, a tatweel or a mark on one. */
export const isArabic: Test = (character) => arabicScript(character) && letterOrMark(character);

export const isLetterOrMark = letterOrMark;
export const isWordCharacter: Test = (character) => letterOrMark(character) || isDigit(character);

/** Wa, fa, bi, li and ka, which are written on to the word that follows them, and to a quotation or an abbreviation. */
export const isProclitic = test(/[وفبلك]/u);

const letterOrDigit = /[\p{L}\p{Nd}]/u;

/** A letter or a digit, but no tatweel, which joins what stands on its two sides. */
export const isLetterOrDigit: Test = (character) => character !== "ـ" && test(letterOrDigit)(character);

/** Where the run of characters that pass `of` and end before `offset` begins, looked for no farther than `from`. */
export function runStart(text: string, offset: number, of: Test, from = 0): number {
  let start = offset;
  while (start > from && of(text[start - 1])) start--;
  return start;
}

/** Where the run of characters that pass `of` and begin at `offset` ends, looked for no farther than `to`. */
export function runEnd(text: string, offset: number, of: Test, to = text.length): number {
  let end = offset;
  while (end < to && end < text.length && of(text[end])) end++;
  return end;
}
