import { joiningGroupOf, joiningTypeOf } from "../joining.ts";
import type { JoiningGroup, JoiningType } from "../joiningClasses.ts";

/** A join that an elongation would look well in. */
export interface ElongationPlace {
  /** UTF-16 offset in the text: the extension stands before the character here. */
  readonly offset: number;
  /** How good the place is: 0 the best, 7 the last resort. */
  readonly order: number;
}

/** A character that takes part in joining, with the marks on it. */
interface Letter {
  readonly codePoint: number;
  readonly start: number;
  readonly end: number;
  readonly type: JoiningType;
  readonly group: JoiningGroup;
}

const TATWEEL = 0x640;
const ZERO_WIDTH_JOINER = 0x200d;
const YEH_WITH_HAMZA = 0x626;
/** The breath of the letter before it: بھ, ٹھ. Uyghur and Kurdish, which have it for a letter of its own, lose little. */
const HEH_DOACHASHMEE = 0x6be;
/** Their stroke turns back below the letters before, and would run below an extension. */
const yehBarrees: ReadonlySet<number> = new Set([0x6d2, 0x6d3]);

const tailed: ReadonlySet<JoiningGroup> = new Set(["Tah", "Lam", "Kaf", "Gaf"]);
const round: ReadonlySet<JoiningGroup> = new Set(["Ain", "Qaf", "Feh"]);
const toothed: ReadonlySet<JoiningGroup> = new Set(["Beh", "Noon", "Yeh"]);

/**
 * Where a word may be elongated, the best place first. The order is that of Internet Explorer 5.5, which LibreOffice keeps to: typed tatweels, then after
 * Seen and Sad, before final Teh Marbuta and Heh and before Dal, before Alef and tailed finals, in a toothed letter before Reh or Yeh, before
 * Waw and round finals, before Reh and other finals, and the last join of the word. Of equal places the one nearest the word's end comes first.
 * Never between Lam and Alef, beside a joiner, before a final Yeh except after Seen and Sad, before a Yeh Barree, between the parts of what a
 * language counts as one letter: Urdu's and Sindhi's aspirates, the vowels at the beginning of Kurdish and Uyghur words.
 *
 * What the font does there is not asked: see `wordForms.ts`.
 *
 * @param start UTF-16 offset in `text` where the word begins
 * @param end exclusive
 */
export function elongationPlaces(text: string, start: number, end: number): ElongationPlace[] {
  const letters = lettersOf(text, start, end);
  const places: ElongationPlace[] = [];
  let last = true;
  for (let index = letters.length - 1; index > 0; index--) {
    const before = letters[index - 1];
    const after = letters[index];
    if (before === undefined || after === undefined || !mayStretch(before, after, letters[index + 1]) || carriesVowel(before, letters[index - 2])) continue;
    const order = orderOf(before, after, letters[index + 1], last);
    last = false;
    if (order !== undefined) places.push({ offset: after.start, order });
  }
  return places.sort((a, b) => a.order - b.order || b.offset - a.offset);
}

/** How many letters a word has; marks, digits and punctuation aside. */
export function countLetters(text: string, start: number, end: number): number {
  return lettersOf(text, start, end).filter(({ type, codePoint }) => type !== "U" && codePoint !== TATWEEL).length;
}

/**
 * Where small gaps may stand: before letters that follow, in their word, one that does not join onward.
 *
 * @returns UTF-16 offsets in the text, ascending
 */
export function gapPlaces(text: string): readonly number[] {
  const places: number[] = [];
  let previous: Letter | undefined;
  for (const letter of lettersOf(text, 0, text.length)) {
    if (previous?.end === letter.start && endsJoining(previous) && isLetter(letter)) places.push(letter.start);
    previous = letter;
  }
  return places;
}

const HAMZA = 0x621;

function endsJoining({ type, codePoint }: Letter): boolean {
  return type === "R" || codePoint === HAMZA;
}

function isLetter({ type, codePoint }: Letter): boolean {
  return type === "R" || type === "D" || codePoint === HAMZA;
}

function lettersOf(text: string, start: number, end: number): Letter[] {
  const letters: Letter[] = [];
  for (let offset = start; offset < end;) {
    const codePoint = text.codePointAt(offset) ?? 0;
    const next = offset + (codePoint > 0xffff ? 2 : 1);
    const type = joiningTypeOf(codePoint);
    const previous = letters.at(-1);
    if (type === "T" && previous !== undefined) letters[letters.length - 1] = { ...previous, end: next };
    else letters.push({ codePoint, start: offset, end: next, type, group: joiningGroupOf(codePoint) });
    offset = next;
  }
  return letters;
}

function joins(before: Letter, after: Letter | undefined): boolean {
  if (after === undefined) return false;
  return (before.type === "D" || before.type === "L" || before.type === "C") && (after.type === "D" || after.type === "R" || after.type === "C");
}

function afterSeenOrSad({ group }: Letter): boolean {
  return group === "Seen" || group === "Sad";
}

function mayStretch(before: Letter, after: Letter, next: Letter | undefined): boolean {
  if (!joins(before, after)) return false;
  if (before.codePoint === ZERO_WIDTH_JOINER || after.codePoint === ZERO_WIDTH_JOINER) return false;
  if (before.group === "Lam" && after.group === "Alef") return false;
  if (after.codePoint === HEH_DOACHASHMEE || yehBarrees.has(after.codePoint)) return false;
  return !(after.group === "Yeh" && !joins(after, next)) || afterSeenOrSad(before);
}

/** Whether a hamza on its tooth begins a word, as in Kurdish and Uyghur it does before every vowel there. */
function carriesVowel({ codePoint }: Letter, previous: Letter | undefined): boolean {
  return codePoint === YEH_WITH_HAMZA && (previous === undefined || !isLetter(previous));
}

function orderOf(before: Letter, after: Letter, next: Letter | undefined, last: boolean): number | undefined {
  if (before.codePoint === TATWEEL || after.codePoint === TATWEEL) return 0;
  if (afterSeenOrSad(before)) return 1;
  const { group } = after;
  const final = !joins(after, next);
  if (group === "Dal" || (final && (group === "Teh_Marbuta" || group === "Heh"))) return 2;
  if (group === "Alef" || (final && tailed.has(group))) return 3;
  if (!final && toothed.has(group) && (next?.group === "Reh" || next?.group === "Yeh")) return 4;
  if (group === "Waw" || (final && round.has(group))) return 5;
  if (group === "Reh" || final) return 6;
  return last ? 7 : undefined;
}
