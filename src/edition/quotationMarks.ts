import { isDigit, isLetterOrDigit, isOpeningBracket, isProclitic, isQuotationMark, isSpace, isWordCharacter, runEnd, runStart } from "./characters.ts";

/** A quotation mark of a text whose marks pair. */
export interface QuotationMark {
  /** UTF-16 offset. */
  readonly offset: number;
  /** A mark of inches or seconds after a number is no quotation mark. */
  readonly role: "opening" | "closing" | "inches";
  /** The mark to set instead of a straight one. */
  readonly typographic?: string;
  /** A word stands outside the mark without a space between; one that is written on to a quotation («بال“نعم”») may. */
  readonly spaceMissing: boolean;
}

/** The marks of a text in pairs; or, where they don't pair, the first that has no partner. */
export type QuotationMarks = { readonly marks: readonly QuotationMark[] } | { readonly unbalanced: number };

type Family = "straight" | "curly" | "guillemet";

/** What a mark's neighbours say of it. */
type Facing = "opening" | "closing" | "either";

interface Occurrence {
  readonly offset: number;
  readonly family: Family;
  readonly facing: Facing;
  /** A straight mark right after a number that may be one of inches. */
  readonly afterMeasure: boolean;
  /** What stands beside it and its neighbouring marks; `undefined` is an end of the text. */
  readonly left: string | undefined;
  readonly right: string | undefined;
}

/** An open quotation, with the family of marks in which it is to be set. */
interface Open {
  readonly opening: Occurrence;
  readonly set: SetFamily;
}

interface Pair extends Open {
  readonly closing: Occurrence;
}

interface Matching {
  readonly pairs: readonly Pair[];
  readonly inches: readonly Occurrence[];
  readonly faults: readonly Occurrence[];
  /** A straight pair stands directly in a straight pair. */
  readonly nested: boolean;
}

const everyMark = /["«»“”„]/gu;
const families: Readonly<Record<string, Family>> = { '"': "straight", "«": "guillemet", "»": "guillemet", "“": "curly", "”": "curly", "„": "curly" };

type SetFamily = keyof typeof typographicMarks;

const typographicMarks = { guillemet: ["«", "»"], curly: ["“", "”"], single: ["‘", "’"] } as const;
/** What straight marks become inside marks of a family. */
const nestedIn = { guillemet: "curly", curly: "single", single: "guillemet" } as const;

/** A quotation opens after these, and closes before those. */
const opensAfter = /[\s([{﴿:/\-–—=<>]/u;
const closesBefore = /[\s)\]}﴾.,،;؛:!?؟…/\-–—=<>]/u;

const isTatweel = (character: string | undefined): boolean => character === "ـ";

/**
 * Pairs the quotation marks of a paragraph. Guillemets and curly marks face as they are (or all the other way, if the first does); which way a straight one
 * faces is told by its neighbours, and where they say nothing, by whether a quotation is open; where no straight mark of the
 * paragraph says anything and words stand close on both sides of a pair (كلمة"كلمة"كلمة), they don't pair. Straight marks become «…», in these “…”, in these ‘…’.
 *
 * @param isQuotable Whether the mark at an offset counts.
 */
export function pairQuotationMarks(text: string, isQuotable: (offset: number) => boolean): QuotationMarks {
  const occurrences = findMarks(text, isQuotable);
  const faced = match(occurrences, (mark) => mark.facing, false);
  if (faced.faults.length === 0) {
    const glued = occurrences.some(saysWhichWay) ? undefined : faced.pairs.find((pair) => isGlued(pair, text));
    return glued ? { unbalanced: glued.opening.offset } : { marks: typeset(faced, text) };
  }

  const withInches = match(occurrences, (mark) => mark.facing, true);
  if (withInches.faults.length === 0) return { marks: typeset(withInches, text) };

  if (!faced.nested) {
    const alternating = match(occurrences, (mark) => (mark.family === "straight" ? "either" : mark.facing), false);
    if (alternating.faults.length === 0 && alternating.pairs.every((pair) => isPlausible(pair, text))) return { marks: typeset(alternating, text) };
  }
  return { unbalanced: faced.faults.reduce((first, { offset }) => Math.min(first, offset), Infinity) };
}

function findMarks(text: string, isQuotable: (offset: number) => boolean): Occurrence[] {
  const found = [...text.matchAll(everyMark)].filter(({ index }) => isQuotable(index));
  const typed = {
    turned: turnedFamilies(found.map(([mark]) => mark)),
    low: found.some(([mark]) => mark === "„"),
  };

  let runUntil = 0;
  let left: string | undefined;
  let right: string | undefined;
  let run = 0;
  return found.map(({ index: offset, 0: mark }) => {
    if (offset >= runUntil) {
      run = offset;
      runUntil = runEnd(text, offset, isQuotationMark);
      left = text[run - 1];
      right = text[runUntil];
    }
    const family = families[mark] ?? "straight";
    return { offset, family, facing: facingOf(mark, family), afterMeasure: offset === run && mark === '"' && isMeasure(text, offset), left, right };
  });

  function facingOf(mark: string, family: Family): Facing {
    if (family === "straight") return facingOfStraight(text, run, left, right);
    if (mark === "„") return "opening";
    if (mark === "“" && typed.low) return "either";
    return (mark === "«" || mark === "“") !== typed.turned.has(family) ? "opening" : "closing";
  }
}

/** »…« and ”…“ are in use, too; beside straight marks, which become «…» and “…”, they would be read both ways. */
function turnedFamilies(marks: readonly string[]): ReadonlySet<Family> {
  const turned = new Set<Family>();
  if (marks.includes('"')) return turned;
  if (marks.find((mark) => families[mark] === "guillemet") === "»") turned.add("guillemet");
  if (marks.find((mark) => families[mark] === "curly") === "”") turned.add("curly");
  return turned;
}

function facingOfStraight(text: string, run: number, left: string | undefined, right: string | undefined): Facing {
  const opens = left === undefined || opensAfter.test(left) || isAfterProclitic(text, run);
  const closes = right === undefined || closesBefore.test(right);
  if (opens === closes) return "either";
  return opens ? "opening" : "closing";
}

function isAfterProclitic(text: string, run: number): boolean {
  const letter = runStart(text, run, isTatweel) - 1;
  return isProclitic(text[letter]) && !isWordCharacter(text[letter - 1]);
}

/** 24", 5.5": a year is no measure. */
function isMeasure(text: string, offset: number): boolean {
  const digits = offset - runStart(text, offset, isDigit);
  return digits > 0 && digits <= 3;
}

/**
 * Walks the marks with a stack of the open ones.
 *
 * @param inches Take every straight mark between a digit and a quotation's end for inches; else only those that close nothing.
 */
function match(occurrences: readonly Occurrence[], facing: (mark: Occurrence) => Facing, inches: boolean): Matching {
  const open: Open[] = [];
  const pairs: Pair[] = [];
  const measured: Occurrence[] = [];
  const faults: Occurrence[] = [];
  let nested = false;
  for (const mark of occurrences) {
    const last = open.at(-1);
    const mayClose = last?.opening.family === mark.family;
    const faces = facing(mark);
    if (mark.afterMeasure && mark.facing === "closing" && (inches || !mayClose)) {
      measured.push(mark);
    } else if (faces === "opening" || (faces === "either" && !mayClose)) {
      nested ||= mayClose && mark.family === "straight";
      open.push({ opening: mark, set: mark.family !== "straight" ? mark.family : last ? nestedIn[last.set] : "guillemet" });
    } else if (last && mayClose) {
      pairs.push({ ...last, closing: mark });
      open.pop();
    } else {
      faults.push(mark);
    }
  }
  return { pairs, inches: measured, faults: [...faults, ...open.map(({ opening }) => opening)], nested };
}

function typeset({ pairs, inches }: Matching, text: string): QuotationMark[] {
  const marks = pairs.flatMap(({ opening, closing, set }): QuotationMark[] => {
    const [first, last] = typographicMarks[set];
    const straight = opening.family === "straight";
    return [
      { offset: opening.offset, role: "opening", ...(straight && { typographic: first }), spaceMissing: isCloseBefore(text, opening.offset) },
      { offset: closing.offset, role: "closing", ...(straight && { typographic: last }), spaceMissing: isLetterOrDigit(text[closing.offset + 1]) },
    ];
  });
  return [...marks, ...inches.map(({ offset }): QuotationMark => ({ offset, role: "inches", spaceMissing: false }))];
}

/** And, then; by, like, for; the article: what is written on to a quotation, alone or together. */
const writtenOn = /^[وف]?(?:[بك]?(?:ال)?|ل{1,2})$/u;
const longestWrittenOn = 5;

/** Whether a word stands right before a quotation, and is none of those that are written on to it. */
function isCloseBefore(text: string, mark: number): boolean {
  if (!isLetterOrDigit(text[mark - 1])) return false;
  const start = runStart(text, mark, isWordCharacter, mark - longestWrittenOn);
  return !writtenOn.test(text.slice(start, mark));
}

function saysWhichWay({ family, facing }: Occurrence): boolean {
  return family === "straight" && facing !== "either";
}

/** A straight pair with a word close before it and another close after it. */
function isGlued({ opening, closing }: Pair, text: string): boolean {
  return opening.family === "straight" && isCloseBefore(text, opening.offset) && isLetterOrDigit(text[closing.offset + 1]);
}

/** A pair that only the count of marks suggests: what it holds is not nothing, and it faces inwards. */
function isPlausible({ opening, closing }: Pair, text: string): boolean {
  const opensWord = opening.right !== undefined && (isSpace(opening.right) || !closesBefore.test(opening.right));
  const closesWord = closing.left !== undefined && !isOpeningBracket(closing.left) && closing.left !== ":";
  return opensWord && closesWord && runEnd(text, opening.offset + 1, isSpace) < closing.offset;
}
