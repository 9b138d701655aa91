import type { BreakTable } from "../breakTable.ts";
import type { PlacedWord } from "../shapedText.ts";
import { costBeside, mayTake, type FormOption, type FormOptions } from "./formOptions.ts";
import type { ElongationLimits, JustificationProfile } from "./profile.ts";
import { reachable } from "./wordForms.ts";

/** Where a line is longer than its font has it: pt from the line's start, along the text. */
export interface StretchedPlace {
  readonly from: number;
  readonly to: number;
}

/** A word in another form than its plain one. */
export interface FormTaken {
  readonly option: FormOption;
  /** Font units of an elongation. */
  readonly units: number;
}

/** How a line fills its measure; word spaces take what the rest leaves. */
export interface LineSetting {
  /** Share of what the profile allows that is used: 0 natural, 1 the most, beyond it only spaces grow; -1 the least. */
  readonly ratio: number;
  /** em of each small gap. */
  readonly gap: number;
  readonly forms: readonly FormTaken[];
  readonly elongated: readonly StretchedPlace[];
  /** Demerits of the forms. */
  readonly cost: number;
}

/** Sets the lines between two entries of a table of breaks. */
export interface LineFitter {
  /** See `LineSetting.ratio`, with spaces and gaps alone. */
  readonly ratioOf: (from: number, to: number, measure: number) => number;
  /** The least demerits that a line of this ratio can come to with other forms of words; infinite where they can do nothing for it. */
  readonly leastWithForms: (from: number, to: number, measure: number, ratio: number) => number;
  /** The forms that make the line best. */
  readonly choose: (from: number, to: number, measure: number) => FormChoice;
  /** Settles how far each means goes. */
  readonly settle: (from: number, to: number, measure: number, choice: FormChoice) => LineSetting;
  /** The setting, or the best one without elongations that would stand below those of the line above. */
  readonly below: (setting: LineSetting, from: number, to: number, measure: number, above: readonly StretchedPlace[]) => LineSetting;
  /** The line with spaces and gaps alone. */
  readonly plain: (from: number, to: number, measure: number) => LineSetting;
}

/** Other forms of a line's words, and what they make of it. */
export interface FormChoice {
  /** See `LineSetting`. */
  readonly ratio: number;
  readonly cost: number;
  readonly options: readonly FormOption[];
}

/** Ratios that no stretching or shrinking has: a line that is too long, one that nothing can fill. Their badness outdoes all others. */
export const tooLong = -1000;
export const tooShort = 200;

const tolerance = 1e-6;
const linePenalty = 10;

/** Demerits of a line by its ratio: Knuth and Plass, with the badness not capped. */
export function demeritsOf(ratio: number): number {
  const badness = linePenalty + 100 * Math.abs(ratio * ratio * ratio);
  return badness * badness;
}

/** Gaps go in steps of the em, so that equal letters with equal gaps are one glyph in the file. */
const gapSteps = 250;

const noForms: readonly FormOption[] = [];
const noFormsTaken: readonly FormTaken[] = [];
const nowhere: readonly StretchedPlace[] = [];
const nothing: StretchedPlace = { from: 0, to: 0 };

/**
 * Opens a fitter of lines: each line's measure is reached by word spaces, gaps, elongations and other forms of words together, as the profile
 * allows and at the least cost. Spaces, gaps and elongations grow alike, each from its least to its most, until all are used; then spaces alone.
 * Forms are added one after the other, the cheapest first, as long as they make the line better.
 *
 * @param words the paragraph's, to which the table refers
 * @param options of those words, by the same profile
 * @param price that the costs of elongations are multiplied by
 */
export function openLineFitter<Tag>(
  table: BreakTable, words: readonly PlacedWord<Tag>[], profile: JustificationProfile, options: FormOptions, price: number,
): LineFitter {
  const { spaces, gaps, elongation } = profile;
  const cheapest = cheapestForm(profile, price);
  const clearance = elongation.clearance * (words[table.words.first]?.item.style.size ?? 0);

  function spaceOf(from: number, to: number): number {
    return (table.spaceWidthAtInkEnd[to] ?? 0) - (table.spaceWidthAtStart[from] ?? 0);
  }

  function gapEmsOf(from: number, to: number): number {
    return (table.gapEmsAtInkEnd[to] ?? 0) - (table.gapEmsAtStart[from] ?? 0);
  }

  function needOf(from: number, to: number, measure: number): number {
    return measure - ((table.inkEnd[to] ?? 0) - (table.start[from] ?? 0));
  }

  /** @param need pt that are still to be filled @param flexible pt that elongations may still grow by */
  function ratioFor(need: number, space: number, gapEms: number, flexible: number): number {
    if (need < 0) {
      const ratio = space > 0 ? need / (space * (1 - spaces.least)) : tooLong;
      if (ratio >= -1 - tolerance) return ratio;
      return need > -tolerance ? 0 : tooLong;
    }
    const easy = space * (spaces.most - 1) + gapEms * gaps.most + flexible;
    if (need <= easy) return easy > 0 ? need / easy : 0;
    if (space <= 0) return need - easy <= tolerance ? 1 : tooShort;
    return Math.min(tooShort, 1 + (need - easy) / (space * (spaces.most - 1)));
  }

  function ratioOf(from: number, to: number, measure: number): number {
    return ratioFor(needOf(from, to, measure), spaceOf(from, to), gapEmsOf(from, to), 0);
  }

  function leastWithForms(from: number, to: number, measure: number, ratio: number): number {
    if (ratio <= tooLong) return Number.POSITIVE_INFINITY;
    const plain = demeritsOf(ratio);
    if (plain - demeritsOf(0) <= cheapest) return Number.POSITIVE_INFINITY;
    if (ratio < 0) return demeritsOf(0) + cheapest;
    const size = words[table.firstWord[from] ?? 0]?.item.style.size ?? 0;
    const need = needOf(from, to, measure);
    const space = spaceOf(from, to);
    const gapEms = gapEmsOf(from, to);
    let least = plain;
    let cost = 0;
    for (let count = 1; count <= Math.max(1, elongation.perLine); count++) {
      cost += cheapest + price * elongation.costOfMore * (count - 1);
      if (cost + demeritsOf(0) >= least) break;
      least = Math.min(least, cost + demeritsOf(ratioFor(Math.max(0, need - count * elongation.longest * size), space, gapEms, 0)));
    }
    return least < plain ? least : Number.POSITIVE_INFINITY;
  }

  function meets(one: StretchedPlace, above: readonly StretchedPlace[]): boolean {
    for (const other of above) if (one.from < other.to + clearance && other.from < one.to + clearance) return true;
    return false;
  }

  function choose(from: number, to: number, measure: number, without: readonly FormOption[]): FormChoice {
    const need = needOf(from, to, measure);
    const space = spaceOf(from, to);
    const gapEms = gapEmsOf(from, to);
    const first = table.firstWord[from] ?? 0;
    const end = table.endWord[to] ?? 0;
    const chosen: FormOption[] = [];
    let ratio = ratioFor(need, space, gapEms, 0);
    let cost = 0;
    let demerits = demeritsOf(ratio);
    let least = 0;
    let flexible = 0;
    const wider = ratio > 0;
    for (const option of options.ofLine(first, end, wider)) {
      const dearer = cost + costBeside(option, chosen, profile, price);
      if (dearer + demeritsOf(0) >= demerits) break;
      if (!mayTake(option, chosen, end - first, profile) || without.includes(option)) continue;
      const tried = ratioFor(need - least - option.least, space, gapEms, flexible + option.most - option.least);
      const total = dearer + demeritsOf(tried);
      if ((wider && tried < 0) || total >= demerits) continue;
      chosen.push(option);
      ratio = tried;
      cost = dearer;
      demerits = total;
      least += option.least;
      flexible += option.most - option.least;
    }
    return { ratio, cost, options: chosen };
  }

  function settle(from: number, to: number, measure: number, { ratio, cost, options: chosen }: FormChoice): LineSetting {
    const share = Math.min(1, Math.max(0, ratio));
    const space = spaceOf(from, to);
    // Without a word space there is nothing to take up what steps leave over.
    const exact = space <= 0;
    const steps = share * gaps.most * gapSteps;
    const gap = (exact ? steps : Math.floor(steps + tolerance)) / gapSteps;
    if (chosen.length === 0) return { ratio, gap, forms: noFormsTaken, cost, elongated: nowhere };
    const forms: FormTaken[] = [];
    let left = needOf(from, to, measure) - gap * gapEmsOf(from, to);
    for (const option of chosen) {
      const form = { option, units: unitsOf(option, share, exact, elongation) };
      forms.push(form);
      left -= changeOf(form);
    }
    return { ratio, gap, forms, cost, elongated: placesOf(forms, from, exact ? 0 : left / space, gap) };
  }

  /** Where the extensions stand once the line is set. */
  function placesOf(forms: readonly FormTaken[], from: number, stretch: number, gap: number): StretchedPlace[] {
    const { first, start: starts, spaceWidth, gapEms } = table.words;
    const places: StretchedPlace[] = [];
    for (const { option, units } of forms) {
      if (option.kind !== "elongation") continue;
      const at = option.index - first;
      let start = (starts[at] ?? 0) - (table.start[from] ?? 0) + option.candidate.distance * option.scale;
      start += ((spaceWidth[at] ?? 0) - (table.spaceWidthAtStart[from] ?? 0)) * stretch;
      start += ((gapEms[at] ?? 0) - (table.gapEmsAtStart[from] ?? 0)) * gap;
      for (const other of forms) if (other.option.index < option.index) start += changeOf(other);
      places.push({ from: start, to: start + units * option.scale });
    }
    return places;
  }

  function below(setting: LineSetting, from: number, to: number, measure: number, above: readonly StretchedPlace[]): LineSetting {
    const without: FormOption[] = [];
    for (let tried = setting; ; tried = settle(from, to, measure, choose(from, to, measure, without))) {
      if (above.length === 0 || tried.elongated.every((place) => !meets(place, above))) return tried;
      const elongations = tried.forms.filter(({ option }) => option.kind === "elongation");
      without.push(...elongations.filter((_, index) => meets(tried.elongated[index] ?? nothing, above)).map(({ option }) => option));
    }
  }

  function plain(from: number, to: number, measure: number): LineSetting {
    return settle(from, to, measure, { ratio: ratioOf(from, to, measure), cost: 0, options: noForms });
  }

  return { ratioOf, leastWithForms, choose: (from, to, measure) => choose(from, to, measure, noForms), settle, below, plain };
}

/** Font units of an elongation by the share of what it may take. */
function unitsOf(option: FormOption, share: number, exact: boolean, limits: ElongationLimits): number {
  if (option.kind !== "elongation") return 0;
  const wish = (option.least + share * (option.most - option.least)) / option.scale;
  const step = exact ? 1 : option.step;
  return reachable(Math.round(wish / step) * step, option.candidate.tatweel, limits);
}

/** pt by which a form makes its word wider. */
function changeOf({ option, units }: FormTaken): number {
  return option.kind === "elongation" ? units * option.scale : option.least;
}

function cheapestForm({ elongation, alternates, ligatures }: JustificationProfile, price: number): number {
  return Math.min(
    elongation.perLine > 0 ? Math.min(...elongation.costs) * price : Number.POSITIVE_INFINITY,
    alternates.perLine > 0 ? alternates.cost : Number.POSITIVE_INFINITY,
    ligatures.perLine > 0 ? ligatures.cost : Number.POSITIVE_INFINITY,
  );
}
