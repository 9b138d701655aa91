import type { Paragraph, TextSpan } from "../paragraph.ts";
import type { Hyphenator, Hyphenators } from "./hyphenators.ts";
import { latinLanguage } from "./languages.ts";

export const SOFT_HYPHEN = 0xad;

/** Fewest letters of a word that is hyphenated, and of its parts before and after the hyphen. */
const fewestLetters = 6;
const fewestBefore = 2;
const fewestAfter = 3;

/** Scripts whose words a typed soft hyphen divides. Arabic ones have none, nor have their cousins that are written in joined letters. */
const divided = "[\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{Script=Armenian}\\p{Script=Georgian}]";
const softHyphens = new RegExp(`${divided}\\p{M}*\\u00ad(?=${divided})`, "gu");

/** A word in Latin letters, with all that may stand between them. */
const latinWords = /\p{Script=Latin}[\p{Script=Latin}\p{M}\u00ad'’]*/gu;
/** Digits, and what addresses, hashtags, names of users, files and formulas are told by. */
const noProse = /[\p{N}@#/\\_=&+~|<>^*]|[\p{L}\p{M}][.:][\p{L}\p{M}]/u;
/** Names such as YouTube and words in capitals. */
const capitalWithin = /.\p{Lu}/u;
const cannotDivide = /[\p{M}\u00ad]/u;
const compoundHyphen = /[-\u2010\u2011]/u;

const none: ReadonlySet<number> = new Set();

/**
 * The places where a line may end with a hyphen: after soft hyphens typed in a word of Latin, Greek or Cyrillic letters, but with `hyphens: none`; and with
 * `auto` between the letters of Latin words where their language has it. A word that holds a soft hyphen is divided nowhere else (CSS Text 3, section 5.4).
 *
 * Left whole, unless soft hyphens are typed in them, are words with a capital inside, with digits, with a hyphen of their own, addresses and the like, words
 * with combining marks, and the last word before a forced break or the paragraph's end.
 *
 * @param text the spans' texts, one after the other
 * @returns UTF-16 offsets in the text: of the character that would begin the next line
 */
export function hyphenPlaces({ spans, wrap }: Paragraph, text: string, hyphenators: Hyphenators): ReadonlySet<number> {
  if (!wrap) return none;
  const places = new Set<number>();
  if (text.includes("\u00ad")) addSoftHyphens(places, spans, text);
  if (spans.some(({ style }) => style.hyphens === "auto")) addDivisions(places, spans, text, hyphenators);
  return places.size > 0 ? places : none;
}

function addSoftHyphens(places: Set<number>, spans: readonly TextSpan[], text: string): void {
  const styleAt = styleFinder(spans);
  for (const { 0: match, index } of text.matchAll(softHyphens)) {
    const end = index + match.length;
    if (styleAt(end - 1)?.hyphens !== "none") places.add(end);
  }
}

function addDivisions(places: Set<number>, spans: readonly TextSpan[], text: string, hyphenators: Hyphenators): void {
  const styleAt = styleFinder(spans);
  for (const { 0: word, index } of text.matchAll(latinWords)) {
    if (word.length < fewestLetters) continue;
    const style = styleAt(index);
    if (style?.hyphens !== "auto" || !isDivisible(text, index, word)) continue;
    const language = latinLanguage(style);
    const hyphenator = language === undefined ? undefined : hyphenators.of(language);
    if (hyphenator !== undefined) for (const place of divisionsOf(word, hyphenator)) places.add(index + place);
  }
}

/** The style at an offset; offsets have to be asked for in ascending order. */
function styleFinder(spans: readonly TextSpan[]): (offset: number) => TextSpan["style"] | undefined {
  let index = 0;
  let end = spans[0]?.text.length ?? 0;
  return (offset) => {
    while (offset >= end && index < spans.length) end += spans[++index]?.text.length ?? 0;
    return spans[index]?.style;
  };
}

function isDivisible(text: string, start: number, word: string): boolean {
  if (capitalWithin.test(word) || cannotDivide.test(word)) return false;
  const end = start + word.length;
  if (compoundHyphen.test(text.charAt(start - 1)) || compoundHyphen.test(text.charAt(end))) return false;
  let from = start;
  while (from > 0 && !isWhite(text, from - 1)) from--;
  let to = end;
  while (to < text.length && !isWhite(text, to)) to++;
  return !noProse.test(text.slice(from, to)) && !isLast(text, to);
}

function isWhite(text: string, offset: number): boolean {
  return /\s/u.test(text.charAt(offset));
}

/** Whether no word follows on the lines that a forced break or the paragraph's end closes. @param end of a word */
function isLast(text: string, end: number): boolean {
  let offset = end;
  while (offset < text.length && text.charAt(offset) !== "\n" && isWhite(text, offset)) offset++;
  return offset === text.length || text.charAt(offset) === "\n";
}

/** Apostrophes part a word into pieces, in each of which the fewest letters have to stand on either side. */
function divisionsOf(word: string, hyphenator: Hyphenator): number[] {
  return hyphenator(word).filter((place) => {
    const pieceStart = Math.max(word.lastIndexOf("'", place - 1), word.lastIndexOf("’", place - 1)) + 1;
    const pieceEnd = [word.indexOf("'", place), word.indexOf("’", place), word.length].reduce((end, at) => (at >= 0 && at < end ? at : end), word.length);
    return pieceEnd - pieceStart >= fewestLetters && place - pieceStart >= fewestBefore && pieceEnd - place >= fewestAfter;
  });
}
