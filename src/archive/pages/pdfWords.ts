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
    const text = word.map((character) => plainForm(character.text)).join("").replace(unseen, "").normalize("NFC");
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

/** Directional controls, soft hyphens, the hyphens at the ends of lines, which PDFium gives as controls or no characters at all. */
const unseen = /[\p{Cc}\u00ad\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;

/** A letter that was written as one of its forms (Unicode, Arabic Presentation Forms): the letter. What stands for several words stays as it is. */
function plainForm(character: string): string {
  if (!/[\ufb50-\ufdff\ufe70-\ufefc]/u.test(character)) return character;
  const plain = character.normalize("NFKC");
  return /\s/u.test(plain) ? character : plain;
}

function placeOf(characters: readonly PdfCharacter[]): Place {
  const [x, y] = [rounded(Math.min(...characters.map(({ left }) => left))), rounded(Math.min(...characters.map(({ top }) => top)))];
  return { x, y, width: rounded(Math.max(...characters.map(({ right }) => right)) - x), height: rounded(Math.max(...characters.map(({ bottom }) => bottom)) - y) };
}

function around(places: readonly Place[]): Place {
  return placeOf(places.map(({ x, y, width, height }) => ({ text: "", left: x, right: x + width, top: y, bottom: y + height })));
}

function rounded(length: number): number {
  return Math.round(length * 100) / 100;
}
