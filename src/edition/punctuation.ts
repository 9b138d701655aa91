import {
  isArabic,
  isClosingBracket,
  isDash,
  isDigit,
  isLatin,
  isLetterOrMark,
  isLowerCase,
  isOpeningBracket,
  isPercent,
  isProclitic,
  isQuotationMark,
  isSign,
  isSpace,
  isWordCharacter,
  runEnd,
  runStart,
} from "./characters.ts";

/** What is wrong with the punctuation at a place: one mark, or several written as one, such as «؟!». */
export interface PunctuationFinding {
  /** UTF-16 offsets of the marks. */
  readonly start: number;
  readonly end: number;
  /** Where the spaces begin that stand wrongly before the marks. */
  readonly spacesFrom?: number;
  /** A space is missing after the marks. */
  readonly spaceMissing: boolean;
  /** Latin marks that stand for Arabic ones. */
  readonly arabicMarks: readonly { readonly offset: number; readonly mark: string }[];
}

/** How the paragraph's quotation marks are known: whether one at an offset opens or closes a quotation. */
export interface QuotationRoles {
  readonly opens: (offset: number) => boolean;
  readonly closes: (offset: number) => boolean;
}

const everyGroup = /[،؛.۔:؟!,;?]+/gu;
/** The full stop of Urdu beside that of all others. */
const fullStops = ".۔";
const arabicFor: Readonly<Record<string, string>> = { ",": "،", ";": "؛", "?": "؟" };
const latinMark = /[,;?]/u;
const everyLatinMark = /[,;?]/gu;
const dots = /^\.{2,}$/u;
const endsInDots = /\.{2}$/u;

/**
 * Finds the punctuation of a paragraph that a copy editor would put right: spaces before it, no space after it, Latin marks between Arabic letters. Left alone
 * is what stands in numbers, times and dates (1,000; 12:30; 3.5), in Latin text, in abbreviations (أ.ف.ب) and in ellipses.
 *
 * @param isEditable Whether the marks at an offset may be changed; those of web addresses may not.
 */
export function findPunctuation(text: string, quotations: QuotationRoles, isEditable: (offset: number) => boolean): PunctuationFinding[] {
  const findings: PunctuationFinding[] = [];
  for (const { index, 0: marks } of text.matchAll(everyGroup)) {
    if (!isEditable(index)) continue;
    const finding = examine(text, { start: index, end: index + marks.length, marks }, quotations);
    if (finding && (finding.spacesFrom !== undefined || finding.spaceMissing || finding.arabicMarks.length > 0)) findings.push(finding);
  }
  return findings;
}

interface Group {
  readonly start: number;
  readonly end: number;
  readonly marks: string;
}

/** What stands round a group of marks. */
interface Surroundings {
  /** Right before and after. */
  readonly left: string | undefined;
  readonly right: string | undefined;
  /** The nearest before and after that is no space. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

function examine(text: string, group: Group, quotations: QuotationRoles): PunctuationFinding | undefined {
  const { start, end, marks } = group;
  const spacesFrom = runStart(text, start, isSpace);
  const beforeAt = spacesFrom - 1;
  const around: Surroundings = { left: text[start - 1], right: text[end], before: text[beforeAt], after: text[runEnd(text, end, isSpace)] };
  if (!endsWord(around.before) && !quotations.closes(beforeAt)) return undefined;

  const isArabicText = isInArabic(text, start, end);
  const [first = ""] = marks;
  const last = marks.at(-1) ?? "";
  const isEllipsis = dots.test(marks) || (last === "." && around.after === ".");
  const isApart = spacesFrom < start;
  if (isEllipsis || (isApart && mayStandApart(first, around))) return undefined;
  const spacesBefore = isApart && (isArabicText || !latinMark.test(first));
  const beginsWord = isWordCharacter(around.right) || isSign(around.right) || around.right === "(" || quotations.opens(end);
  const spaceMissing = beginsWord && !endsInDots.test(marks) && (isArabicText || !latinMark.test(last)) && !belongsTogether(text, group, last, around);
  return {
    start,
    end,
    ...(spacesBefore && { spacesFrom }),
    spaceMissing,
    arabicMarks: isArabicText ? latinMarksAsArabic(group) : [],
  };
}

function latinMarksAsArabic({ start, marks }: Group): { offset: number; mark: string }[] {
  return [...marks.matchAll(everyLatinMark)].flatMap(({ index, 0: latin }) => {
    const mark = arabicFor[latin];
    return mark === undefined ? [] : [{ offset: start + index, mark }];
  });
}

function endsWord(character: string | undefined): boolean {
  return isWordCharacter(character) || isClosingBracket(character) || isPercent(character) || isSign(character);
}

/** Marks that rightly stand after a space: a decimal point without its nought, `.NET`, `2 : 1`, what is Latin on both sides. */
function mayStandApart(first: string, { right, before, after }: Surroundings): boolean {
  if (isLatin(before) && isLatin(after)) return true;
  if ((first === ":" || first === ".") && isDigit(before) && isDigit(after)) return true;
  if (first === "." || first === "!") return isDigit(right) || isLatin(right);
  return first === ":" && isClosingBracket(right);
}

/** Marks that rightly stand without a space after them. */
function belongsTogether(text: string, { start, end }: Group, last: string, { left, right, before }: Surroundings): boolean {
  if (isDigit(left) && isDigit(right)) return true;
  if ((isLatin(before) || isDigit(before)) && !isArabic(right) && (isLatin(right) || isLatin(before))) return true;
  if (!fullStops.includes(last)) return false;
  return isLowerCase(right) || (end - start === 1 && isAbbreviation(text, start));
}

/**
 * A full stop within an abbreviation: between two single letters (أ.ف.ب, ص.ب), or in a row of three or more short parts (بي.بي.سي). The one after a title
 * («د.أحمد») is not within it. A particle may be written on to the first part: وأ.ف.ب.
 */
function isAbbreviation(text: string, stop: number): boolean {
  const before = lettersBefore(text, stop);
  const after = lettersAfter(text, stop);
  if (after === 1 && (before === 1 || (before === 2 && isProclitic(text[runStart(text, stop, isLetterOrMark)])))) return true;
  const isShort = (letters: number): boolean => letters > 0 && letters <= longestPart;
  if (!isShort(before) || !isShort(after)) return false;
  const previous = runStart(text, stop, isLetterOrMark) - 1;
  const next = runEnd(text, stop + 1, isLetterOrMark);
  const stopAt = (offset: number): boolean => text[offset] === text[stop];
  return (stopAt(previous) && isShort(lettersBefore(text, previous))) || (stopAt(next) && isShort(lettersAfter(text, next)));
}

/** The longest part of an abbreviation that is spelt by the names of Latin letters: «إم.بي.سي», «إف.بي.آي», «إتش». */
const longestPart = 3;
const countedLetter = /[^\p{M}ـ]/gu;

function lettersBefore(text: string, offset: number): number {
  return countLetters(text.slice(runStart(text, offset, isLetterOrMark), offset));
}

function lettersAfter(text: string, offset: number): number {
  return countLetters(text.slice(offset + 1, runEnd(text, offset + 1, isLetterOrMark)));
}

/** Tatweel and harakat are no letters: «هـ» is one. */
function countLetters(word: string): number {
  return word.match(countedLetter)?.length ?? 0;
}

const mayPrecede = (character: string | undefined): boolean =>
  isSpace(character) || isQuotationMark(character) || isClosingBracket(character) || isPercent(character);
const mayFollow = (character: string | undefined): boolean =>
  isSpace(character) || isQuotationMark(character) || isOpeningBracket(character) || isClosingBracket(character) || isDash(character);

/** Whether marks stand between Arabic letters, or after one at the end; quotation marks, brackets and a number may stand between. */
function isInArabic(text: string, start: number, end: number): boolean {
  const afterAt = runEnd(text, end, mayFollow);
  const beforeAt = runStart(text, start, mayPrecede);
  const before = text[beforeAt - 1];
  const after = text[afterAt];
  if (isArabic(before)) return after === undefined || isArabic(after) || isDigit(after);
  if (!isDigit(before) || !isArabic(after)) return false;
  const numberAt = runStart(text, beforeAt, isDigit);
  return isArabic(text[runStart(text, numberAt, isSpace) - 1]);
}
