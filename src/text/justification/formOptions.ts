import type { FeatureSet } from "../../fonts/index.ts";
import type { PlacedWord } from "../shapedText.ts";
import type { ShapedWord } from "../wordShapes.ts";
import type { JustificationProfile } from "./profile.ts";
import { reachable, type ElongationCandidate, type WordForms } from "./wordForms.ts";

/** A word that may take another form in a line. Lengths in pt. */
export type FormOption = ElongationOption | AlternateOption;

interface Option {
  /** The word's, in the paragraph. */
  readonly index: number;
  /** Demerits. */
  readonly cost: number;
  /** By which the word is wider at least and at most; negative where it is narrower. */
  readonly least: number;
  readonly most: number;
  /** pt of a font unit. */
  readonly scale: number;
}

export interface ElongationOption extends Option {
  readonly kind: "elongation";
  readonly candidate: ElongationCandidate;
  /** Font units of the steps that its length goes in, so that equal words are often elongated alike. */
  readonly step: number;
}

export interface AlternateOption extends Option {
  readonly kind: "alternate" | "ligature";
  readonly word: ShapedWord;
}

/** What each word of a paragraph could do, worked out when it is first asked for. */
export interface FormOptions {
  /**
   * What the words of a line could do to make it wider, or narrower: the cheapest first, of equals those nearer the line's end.
   *
   * @param first index of the line's first whole word @param end exclusive
   */
  readonly ofLine: (first: number, end: number, wider: boolean) => readonly FormOption[];
}

export function openFormOptions<Tag>(words: readonly PlacedWord<Tag>[], text: string, profile: JustificationProfile, forms: WordForms): FormOptions {
  const widening: (readonly FormOption[] | undefined)[] = [];
  const narrowing: (readonly FormOption[] | undefined)[] = [];
  const optionsOf = (index: number, wider: boolean): readonly FormOption[] => {
    const placed = words[index];
    if (placed === undefined || placed.word.inkLength === 0) return noOptions;
    const options: FormOption[] = [];
    if (wider && profile.elongation.perLine > 0) addElongations(options, placed, index, text, profile, forms);
    addAlternates(options, placed, index, text, wider, profile, forms);
    return options.length === 0 ? noOptions : options;
  };
  return {
    ofLine(first, end, wider) {
      const known = wider ? widening : narrowing;
      const line: FormOption[] = [];
      for (let index = end - 1; index >= first; index--) {
        for (const option of (known[index] ??= optionsOf(index, wider))) insertByCost(line, option);
      }
      return line;
    },
  };
}

function insertByCost(line: FormOption[], option: FormOption): void {
  let place = line.length;
  line.push(option);
  for (; place > 0; place--) {
    const before = line[place - 1];
    if (before === undefined || before.cost <= option.cost) break;
    line[place] = before;
  }
  line[place] = option;
}

const noOptions: readonly FormOption[] = [];

/** Steps of an em. */
const elongationSteps = 64;

function addElongations<Tag>(
  options: FormOption[], placed: PlacedWord<Tag>, index: number, text: string, { elongation }: JustificationProfile, forms: WordForms,
): void {
  const { item } = placed;
  const { candidates, letters } = forms.elongations(placed, text);
  if (candidates.length === 0 || letters < elongation.fewestLetters) return;
  const scale = item.style.size / item.face.unitsPerEm;
  for (const candidate of candidates) {
    const least = reachable(elongation.shortest * item.face.unitsPerEm, candidate.tatweel, elongation) * scale;
    const most = elongation.longest * item.style.size;
    if (least <= most) options.push({ kind: "elongation", index, cost: elongation.costs[candidate.order] ?? Number.POSITIVE_INFINITY, least, most, scale, step: item.face.unitsPerEm / elongationSteps, candidate });
  }
}

function addAlternates<Tag>(
  options: FormOption[], placed: PlacedWord<Tag>, index: number, text: string, wider: boolean, { alternates, ligatures }: JustificationProfile, forms: WordForms,
): void {
  const { item } = placed;
  const scale = item.style.size / item.face.unitsPerEm;
  const { alternates: features } = item.face;
  const add = (kind: AlternateOption["kind"], sets: readonly FeatureSet[], cost: number): void => {
    if (sets.length === 0) return;
    for (const { word, change } of forms.alternates(placed, text, sets)) {
      if (change > 0 === wider) options.push({ kind, index, cost, least: change * scale, most: change * scale, scale, word });
    }
  };
  if (alternates.perLine > 0) add("alternate", wider ? features.wider : features.narrower, alternates.cost);
  if (ligatures.perLine > 0) add("ligature", wider ? features.loosening : features.tightening, ligatures.cost);
}

/**
 * Whether a line that has taken some options may take another one, too.
 *
 * @param wordCount of the line
 */
export function mayTake(option: FormOption, chosen: readonly FormOption[], wordCount: number, profile: JustificationProfile): boolean {
  let alike = 0;
  for (const { index, kind } of chosen) {
    if (index === option.index) return false;
    if (kind !== option.kind) continue;
    if (kind === "alternate" && Math.abs(index - option.index) === 1) return false;
    alike++;
  }
  return alike < mostAlike(option.kind, wordCount, profile);
}

function mostAlike(kind: FormOption["kind"], wordCount: number, { elongation, alternates, ligatures }: JustificationProfile): number {
  switch (kind) {
    case "elongation":
      return Math.min(elongation.perLine, Math.max(1, Math.floor(elongation.share * wordCount)));
    case "alternate":
      return alternates.perLine;
    case "ligature":
      return ligatures.perLine;
  }
}

/**
 * Demerits of an option beside those taken before: each further elongation costs more, one in the next word as much again.
 *
 * @param price that elongations are multiplied by
 */
export function costBeside(option: FormOption, chosen: readonly FormOption[], { elongation }: JustificationProfile, price: number): number {
  if (option.kind !== "elongation") return option.cost;
  let more = 0;
  let adjoins = false;
  for (const { index, kind } of chosen) {
    if (kind !== "elongation") continue;
    more++;
    adjoins ||= Math.abs(index - option.index) === 1;
  }
  return price * (option.cost + elongation.costOfMore * (more + (adjoins ? 1 : 0)));
}
