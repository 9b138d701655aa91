/** Letters of all scripts but the Arabic. */
const foreignLetter = /(?!\p{Script_Extensions=Arabic})\p{L}/u;
const arabicLetter = /(?=\p{L})\p{Script_Extensions=Arabic}/u;
/** What stands between white space, brackets, quotation marks, dashes and Arabic punctuation. */
const words = /[^\s«»‹›“”‘"()[\]{}،؛؟…–—\u2066-\u2069\u202a-\u202e]+/gu;
/** Addresses have brackets and dashes within them. */
const addresses = /(?:[A-Za-z][A-Za-z0-9+.-]{0,20}:\/\/|www\.)[^\s«»“”"<>،؛؟]+/gu;
const tag = /[#@][\p{L}_]/u;
/** What may stand between a Latin word and a number that goes with it: spaces, a dash without spaces, what opens. */
const goesOn = /^(?:[ \u00a0]?[“‘"([{]?|[–—])$/u;
const europeanNumber = /^[^\p{L}\p{N}]*[0-9](?:[^\p{L}\p{N}]*[0-9])*[^\p{L}\p{N}]*$/u;

/**
 * Tells what digits of a text belong to Latin matter:
 *
 * - those of a word with a letter of another script than the Arabic (`F-16`, `COVID-19`, `info@example.com`),
 * - those of an address, and of a hashtag or handle in whatever script,
 * - European numbers that come after such a word (`Windows 11`, `Real Madrid 3-1`, `Tel. +20 2 2578`), one after the other, until an Arabic letter or
 *   mark, a closing bracket or quotation mark or a dash between spaces ends it,
 * - all in a left-to-right embedding or isolate, where Arabic digits would turn the numbers' order round.
 *
 * @returns 1 at each UTF-16 offset that belongs to it.
 */
export function latinMatter(text: string): Uint8Array {
  const latin = new Uint8Array(text.length);
  let end = -1;
  for (const match of text.matchAll(words)) {
    const [word] = match;
    const start = match.index;
    const follows = end >= 0 && goesOn.test(text.slice(end, start));
    const stays = foreignLetter.test(word) || tag.test(word) || (follows && europeanNumber.test(word));
    if (stays) latin.fill(1, start, start + word.length);
    end = stays && endsForeign(word) ? start + word.length : -1;
  }
  for (const match of text.matchAll(addresses)) latin.fill(1, match.index, match.index + match[0].length);
  markLeftToRight(text, latin);
  return latin;
}

/** A word such as `BBCنيوز` or `#وسم` ends in Arabic. */
function endsForeign(word: string): boolean {
  for (let offset = word.length - 1; offset >= 0; offset--) {
    const character = word.charAt(offset);
    if (arabicLetter.test(character)) return false;
    if (foreignLetter.test(character)) return true;
  }
  return true;
}

/** Whether what an isolate or embedding begins is left-to-right; `\u2068` asks the first letter in it. */
function beginsLeftToRight(text: string, offset: number): boolean {
  const control = text.charAt(offset);
  if (control !== "\u2068") return "\u2066\u202a\u202d".includes(control);
  const first = /[\p{L}\u2069]/u.exec(text.slice(offset + 1, offset + 1 + farthestLetter));
  return first === null || !arabicLetter.test(first[0]);
}

/** How far the first letter of an isolate is looked for, so that isolates in isolates cost no more than linear time. */
const farthestLetter = 200;

function markLeftToRight(text: string, latin: Uint8Array): void {
  const open: boolean[] = [];
  for (const { index } of text.matchAll(/[\u2066-\u2069\u202a-\u202e]/g)) {
    latin[index] = 0;
    const control = text.charAt(index);
    if (control === "\u2069" || control === "\u202c") open.pop();
    else open.push(beginsLeftToRight(text, index));
    if (open.at(-1) !== true) continue;
    const next = text.slice(index + 1).search(/[\u2066-\u2069\u202a-\u202e\n]/);
    latin.fill(1, index + 1, next < 0 ? text.length : index + 1 + next);
  }
}
