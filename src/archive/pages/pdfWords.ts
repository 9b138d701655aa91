import type { PageBlock, PageLine, PageText, PageWord } from "../../layout/index.ts";
import type { PdfCharacter, PdfPage } from "./pdfCharacters.ts";

/** Gathers a page's characters to words, lines and blocks: what stands below another line, close to it and as high, goes on in its block. */
export function gatherWords({ width, height, lines }: PdfPage, number: number): PageText {
  const blocks: PageLine[][] = [];
  for (const characters of lines) {
    const words = wordsOf(characters);
    if (words.length === 0) continue;
    const line = { words, ...around(words) };
    const block = blocks.at(-1);
    const above = block?.at(-1);
    if (above !== undefined && goesOn(above, line)) block?.push(line);
    else blocks.push([line]);
  }
  return { number, width: rounded(width), height: rounded(height), blocks: blocks.map((own): PageBlock => ({ lines: own, ...around(own) })) };
}

type Place = Pick<PageWord, "x" | "y" | "width" | "height">;

/** How far below a line the next of its block may begin, and how different in height it may be, as shares of the height. */
const FARTHEST = 0.6;
const MOST_UNLIKE = 1.3;

function goesOn(above: Place, below: Place): boolean {
  const gap = below.y - (above.y + above.height);
  const isBelow = below.y > above.y && gap < FARTHEST * Math.min(above.height, below.height);
  const overlaps = below.x < above.x + above.width && above.x < below.x + below.width;
  return isBelow && overlaps && Math.max(above.height, below.height) <= MOST_UNLIKE * Math.min(above.height, below.height);
}

function wordsOf(characters: readonly (PdfCharacter | undefined)[]): PageWord[] {
  const words: PageWord[] = [];
  let word: PdfCharacter[] = [];
  const finish = (): void => {
    const text = ligaturesInOrder(word).map((character) => plainForm(character.text)).join("").replace(unseen, "").normalize("NFC");
    if (text !== "") words.push({ text, ...placeOf(word) });
    word = [];
  };
  for (const character of characters) {
    if (character === undefined || /\s/u.test(character.text)) finish();
    else word.push(character);
  }
  finish();
  return words;
}

/** How far apart the left edges of a ligature's letters may be, as a share of the lam's width. */
const SAME_EDGE = 0.05;

/** PDFium turns the letters of a lam-alef that is one glyph, which it places both where that stands. */
function ligaturesInOrder(characters: readonly PdfCharacter[]): readonly PdfCharacter[] {
  const ordered = [...characters];
  for (let at = 0; at + 1 < ordered.length; at++) {
    const [alef, lam] = [ordered[at], ordered[at + 1]];
    if (!alef || lam?.text !== "ل" || !/^[اأإآٱ]$/u.test(alef.text) || Math.abs(alef.left - lam.left) > SAME_EDGE * (lam.right - lam.left)) continue;
    ordered.splice(at, 2, lam, alef);
    at++;
  }
  return ordered;
}

/** Directional controls, soft hyphens, the hyphens at the ends of lines, which PDFium gives as controls or no characters at all. */
const unseen = /[\p{Cc}\u00ad\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;

/** A letter that was written as one of its forms (Unicode, Arabic Presentation Forms): the letter. What stands for several words stays as it is. */
function plainForm(character: string): string {
  if (!/[\ufb50-\ufdff\ufe70-\ufefc]/u.test(character)) return character;
  const plain = character.normalize("NFKC");
  return /\s/u.test(plain) ? character : plain;
}

function placeOf(characters: readonly PdfCharacter[]): Place {
  const least = (of: (character: PdfCharacter) => number): number => characters.reduce((least, character) => Math.min(least, of(character)), Number.POSITIVE_INFINITY);
  const [x, y] = [rounded(least(({ left }) => left)), rounded(least(({ top }) => top))];
  return { x, y, width: rounded(-least(({ right }) => -right) - x), height: rounded(-least(({ bottom }) => -bottom) - y) };
}

function around(places: readonly Place[]): Place {
  return placeOf(places.map(({ x, y, width, height }) => ({ text: "", left: x, right: x + width, top: y, bottom: y + height })));
}

function rounded(length: number): number {
  return Math.round(length * 100) / 100;
}
