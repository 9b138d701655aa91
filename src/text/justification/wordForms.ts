import type { FeatureSet } from "../../fonts/index.ts";
import { reshapeWord, type PlacedWord } from "../shapedText.ts";
import { glyphFields, glyphFlags, type ShapedGlyphs } from "../shaper.ts";
import { measureWord, type ShapedWord, type WordShaper } from "../wordShapes.ts";
import { countLetters, elongationPlaces } from "./elongationPlaces.ts";
import type { ElongationLimits } from "./profile.ts";

/** A place where the font lets a word be elongated; font units. */
export interface ElongationCandidate {
  /** UTF-16 units from the word's start. */
  readonly offset: number;
  /** See `ElongationPlace`. */
  readonly order: number;
  /** By which one tatweel makes the word wider. */
  readonly tatweel: number;
  /** From the word's start to the place. */
  readonly distance: number;
}

/** How a word may be elongated. */
export interface WordElongations {
  /** The best place first. */
  readonly candidates: readonly ElongationCandidate[];
  /** How many it has, marks aside. */
  readonly letters: number;
}

/** A word in another of its font's forms. */
export interface AlternateForm {
  readonly word: ShapedWord;
  /** Font units by which it is wider than the plain one; negative where it is narrower. */
  readonly change: number;
}

/** The other forms of words; each is worked out once. */
export interface WordForms {
  readonly elongations: <Tag>(placed: PlacedWord<Tag>, text: string) => WordElongations;
  /** The word elongated by so many font units; the length must be one that `reachable` gives. */
  readonly elongated: <Tag>(placed: PlacedWord<Tag>, text: string, candidate: ElongationCandidate, units: number) => ShapedWord | undefined;
  readonly alternates: <Tag>(placed: PlacedWord<Tag>, text: string, features: readonly FeatureSet[]) => readonly AlternateForm[];
}

const TATWEEL = "\u0640";
/** Places of a word that are tried: another is needed where the line above is elongated in the same place. */
const mostCandidates = 2;

/**
 * The forms of a shaper's words. An elongated word is the word with tatweels typed into it, shaped again, with its marks; a place counts only where
 * HarfBuzz says that a tatweel changes nothing else (`HB_GLYPH_FLAG_SAFE_TO_INSERT_TATWEEL`), so that no ligature is torn. Fonts that join several
 * tatweels into one long stroke (Amiri) draw that stroke; lengths between are reached by widening the drawing.
 */
export function wordFormsOf(shaper: WordShaper): WordForms {
  return remembered(stores, shaper, () => openWordForms(shaper));
}

const stores = new WeakMap<WordShaper, WordForms>();

function openWordForms(shaper: WordShaper): WordForms {
  const elongations = new WeakMap<ShapedWord, WordElongations>();
  const elongated = new WeakMap<ShapedWord, Map<number, ShapedWord | undefined>>();
  const alternates = new WeakMap<ShapedWord, Map<readonly FeatureSet[], readonly AlternateForm[]>>();
  return {
    elongations(placed, text) {
      return remembered(elongations, placed.word, () => ({
        candidates: findCandidates(placed, text, shaper),
        letters: countLetters(text, placed.start, placed.start + placed.word.inkLength),
      }));
    },
    elongated(placed, text, candidate, units) {
      const forms = remembered(elongated, placed.word, () => new Map<number, ShapedWord | undefined>());
      const key = candidate.offset * 65_536 + units;
      if (!forms.has(key)) forms.set(key, elongate(placed, text, candidate, units, shaper));
      return forms.get(key);
    },
    alternates(placed, text, features) {
      const bySets = remembered(alternates, placed.word, () => new Map<readonly FeatureSet[], readonly AlternateForm[]>());
      let forms = bySets.get(features);
      if (forms === undefined) bySets.set(features, (forms = findAlternates(placed, text, features, shaper)));
      return forms;
    },
  };
}

function remembered<Key extends object, Value>(store: WeakMap<Key, Value>, key: Key, make: () => Value): Value {
  let value = store.get(key);
  if (value === undefined) store.set(key, (value = make()));
  return value;
}

/**
 * The length nearest to a wish that whole tatweels reach, each widened or narrowed no further than the limit; font units.
 *
 * @param tatweel of one, font units
 */
export function reachable(wish: number, tatweel: number, { scaling }: Pick<ElongationLimits, "scaling">): number {
  const count = Math.max(1, Math.round(wish / tatweel));
  const least = count * tatweel * (1 - scaling);
  const most = count * tatweel * (1 + scaling);
  return Math.round(Math.min(most, Math.max(least, wish)));
}

function findCandidates<Tag>(placed: PlacedWord<Tag>, text: string, shaper: WordShaper): readonly ElongationCandidate[] {
  const { item, start, word } = placed;
  if (item.level % 2 === 0 || word.elongation !== undefined) return [];
  const found: ElongationCandidate[] = [];
  for (const { offset, order } of elongationPlaces(text, start, start + word.inkLength)) {
    const inWord = offset - start;
    if (!isSafe(word.glyphs, inWord)) continue;
    const longer = insertTatweels(placed, text, inWord, 1, shaper);
    if (longer === undefined || longer.tatweels <= longer.typed) continue;
    found.push({ offset: inWord, order, tatweel: longer.tatweels - longer.typed, distance: advanceBefore(word, inWord) });
    if (found.length === mostCandidates) break;
  }
  return found;
}

function isSafe(glyphs: ShapedGlyphs, offset: number): boolean {
  for (let at = 0; at < glyphs.length; at += glyphFields.count) {
    if (glyphs[at + glyphFields.cluster] === offset) return ((glyphs[at + glyphFields.flags] ?? 0) & glyphFlags.safeToInsertTatweel) !== 0;
  }
  return false;
}

function advanceBefore({ glyphs }: ShapedWord, offset: number): number {
  let advance = 0;
  for (let at = 0; at < glyphs.length; at += glyphFields.count) {
    if ((glyphs[at + glyphFields.cluster] ?? 0) < offset) advance += glyphs[at + glyphFields.advance] ?? 0;
  }
  return advance;
}

/** A word with tatweels in it. */
interface Lengthened {
  /** Clusters are those of the word as it was typed; tatweels belong to the letter before them and are flagged. */
  readonly glyphs: ShapedGlyphs;
  /** Font units of all tatweels at the place, and of those that were there before. */
  readonly tatweels: number;
  readonly typed: number;
}

/** Shapes a word again with tatweels in it; `undefined` where that would change more than its length. */
function insertTatweels<Tag>(placed: PlacedWord<Tag>, text: string, offset: number, count: number, shaper: WordShaper): Lengthened | undefined {
  const { start, word } = placed;
  const typedText = text.slice(start, start + word.length);
  const longerText = typedText.slice(0, offset) + TATWEEL.repeat(count) + typedText.slice(offset);
  const longer = reshapeWord(placed, text, longerText, {}, shaper);
  if (longer === undefined) return undefined;

  let first = offset;
  while (typedText[first - 1] === TATWEEL) first--;
  let end = offset;
  while (typedText[end] === TATWEEL) end++;
  const letterBefore = clusterBefore(word.glyphs, offset);
  const glyphs = longer.glyphs.slice();
  const others: number[] = [];
  let tatweels = 0;
  for (let at = 0; at < glyphs.length; at += glyphFields.count) {
    const cluster = glyphs[at + glyphFields.cluster] ?? 0;
    if (cluster >= first && cluster < end + count) {
      tatweels += glyphs[at + glyphFields.advance] ?? 0;
      glyphs[at + glyphFields.flags] = (glyphs[at + glyphFields.flags] ?? 0) | glyphFlags.elongation;
    } else {
      others.push(glyphs[at + glyphFields.id] ?? 0);
    }
    if (cluster >= offset + count) glyphs[at + glyphFields.cluster] = cluster - count;
    else if (cluster >= offset) glyphs[at + glyphFields.cluster] = letterBefore;
  }
  const plain = idsOutside(word.glyphs, first, end);
  if (plain.ids.length !== others.length || plain.ids.some((id, index) => id !== others[index])) return undefined;
  return { glyphs, tatweels, typed: plain.advanceWithin };
}

/** The last cluster that begins before an offset. */
function clusterBefore(glyphs: ShapedGlyphs, offset: number): number {
  let last = 0;
  for (let at = 0; at < glyphs.length; at += glyphFields.count) {
    const cluster = glyphs[at + glyphFields.cluster] ?? 0;
    if (cluster < offset && cluster > last) last = cluster;
  }
  return last;
}

function idsOutside(glyphs: ShapedGlyphs, from: number, to: number): { readonly ids: readonly number[]; readonly advanceWithin: number } {
  const ids: number[] = [];
  let advanceWithin = 0;
  for (let at = 0; at < glyphs.length; at += glyphFields.count) {
    const cluster = glyphs[at + glyphFields.cluster] ?? 0;
    if (cluster >= from && cluster < to) advanceWithin += glyphs[at + glyphFields.advance] ?? 0;
    else ids.push(glyphs[at + glyphFields.id] ?? 0);
  }
  return { ids, advanceWithin };
}

/**
 * Fonts may join a certain number of tatweels to the letter after them (Amiri draws three and an Alef as one stroke): then there are as many more or
 * fewer as can still be widened to the length.
 */
function elongate<Tag>(placed: PlacedWord<Tag>, text: string, candidate: ElongationCandidate, units: number, shaper: WordShaper): ShapedWord | undefined {
  const nearest = Math.max(1, Math.round(units / candidate.tatweel));
  for (const count of [nearest, nearest + 1, nearest - 1]) {
    if (count < 1 || Math.abs(units / (count * candidate.tatweel) - 1) > widestScaling) continue;
    const longer = insertTatweels(placed, text, candidate.offset, count, shaper);
    if (longer !== undefined) return widened(longer, placed, text, candidate.offset, units);
  }
  return undefined;
}

/** No drawing is widened or narrowed by more, whatever a profile says. */
const widestScaling = 0.5;

function widened<Tag>({ glyphs, tatweels, typed }: Lengthened, placed: PlacedWord<Tag>, text: string, offset: number, units: number): ShapedWord {
  const scale = (typed + units) / tatweels;
  // Whole units, each glyph taking up what rounding cut off the one before.
  let carry = 0;
  for (let at = 0; at < glyphs.length; at += glyphFields.count) {
    if (((glyphs[at + glyphFields.flags] ?? 0) & glyphFlags.elongation) === 0) continue;
    const exact = (glyphs[at + glyphFields.advance] ?? 0) * scale + carry;
    glyphs[at + glyphFields.advance] = Math.round(exact);
    carry = exact - Math.round(exact);
  }
  const typedText = text.slice(placed.start, placed.start + placed.word.length);
  return { ...measureWord(typedText, glyphs), elongation: { offset, units, scale } };
}

function findAlternates<Tag>(placed: PlacedWord<Tag>, text: string, features: readonly FeatureSet[], shaper: WordShaper): readonly AlternateForm[] {
  const { start, word } = placed;
  const forms: AlternateForm[] = [];
  for (const set of features) {
    const form = reshapeWord(placed, text, text.slice(start, start + word.length), set, shaper);
    if (form !== undefined && form.advance !== word.advance) forms.push({ word: form, change: form.advance - word.advance });
  }
  return forms;
}
