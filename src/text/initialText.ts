/** Where an initial ends, UTF-16 offsets in the paragraph's text. */
export interface InitialRange {
  /** After what is set large. */
  readonly inkEnd: number;
  /** After the white space that follows it, too. */
  readonly end: number;
}

/** Directional controls and punctuation that may stand before the first letter. */
const opening = /[\p{Cf}\p{P}\p{S}]*/uy;
/** A letter with what belongs to it; a lam with the alef that no font parts it from. */
const letter = /(?:\u0644\p{M}*[\u0622\u0623\u0625\u0627\u0671]|\p{L})[\p{M}\u0640\u200c\u200d]*/uy;
const word = /\S+/uy;
const digit = /\p{N}/uy;
const whiteSpace = /[^\S\n]*/uy;

function endOfMatch(pattern: RegExp, text: string, from: number): number | undefined {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/**
 * Finds what to set large at the beginning of a text: its first letter with the marks on it and the punctuation before it, or its first word. A number
 * is not torn apart, nor is a word that runs against the paragraph's direction: its first letter would stand on the wrong side of the rest.
 *
 * @param levels embedding level of each UTF-16 unit
 * @returns `undefined` where the text begins with neither letter nor number
 */
export function initialRange(text: string, levels: Uint8Array, baseLevel: number, of: "letter" | "word"): InitialRange | undefined {
  const start = endOfMatch(opening, text, 0) ?? 0;
  const isNumber = endOfMatch(digit, text, start) !== undefined;
  const letterEnd = endOfMatch(letter, text, start);
  if (!isNumber && letterEnd === undefined) return undefined;
  const runsAgainst = (levels[start] ?? 0) % 2 !== baseLevel % 2;
  const isWhole = of === "word" || isNumber || runsAgainst;
  const inkEnd = (isWhole ? endOfMatch(word, text, start) : letterEnd) ?? start;
  return { inkEnd, end: endOfMatch(whiteSpace, text, inkEnd) ?? inkEnd };
}
