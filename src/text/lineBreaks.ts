import { decodeTable, valueOf } from "./codePointTable.ts";
import { lineBreakClassCount, lineBreakClassNames, type LineBreakClass } from "./lineBreakClasses.ts";
import { ALWAYS, NEVER, pairTable } from "./lineBreakRules.ts";
import { forEachUnit } from "./lineBreakUnits.ts";
import { lineBreakTable } from "./unicodeTables.ts";

/** A line does not end here. */
export const NO_BREAK = 0;
/** A line may end here. */
export const BREAK_ALLOWED = 1;
/** A line ends here. */
export const BREAK_MANDATORY = 2;

const table = decodeTable(lineBreakTable);
const pairs = pairTable();

const AL = number("AL");
const HL = number("HL");
const NU = number("NU");
const SP = number("SP");
const CM = number("CM");
const ZWJ = number("ZWJ");
const CR = number("CR");
const LF = number("LF");
const ZW = number("ZW");
const BA = number("BA");
const HY = number("HY");
const CB = number("CB");
const IS = number("IS");
const SY = number("SY");
const RI = number("RI");
const initialQU = number("initialQU");
const finalQU = number("finalQU");

const hardBreaks = classSet("BK", "CR", "LF", "NL");
const openings = classSet("OP", "wideOP");
const closings = classSet("CL", "CP", "wideCP");
const quotes = classSet("QU", "initialQU", "finalQU");
const numberSigns = classSet("PR", "PO");
const beforeOpeningQuote = classSet("OP", "wideOP", "QU", "initialQU", "finalQU", "GL", "ZW");
const beforeInitialHyphen = classSet("CB", "GL", "ZW");
const afterClosingQuote = classSet(
  "SP", "GL", "WJ", "CL", "CP", "wideCP", "QU", "initialQU", "finalQU", "EX", "IS", "SY", "BK", "CR", "LF", "NL", "ZW",
);

const hyphen = 0x2010;

/** What the characters before a place are part of, where the last class alone does not tell. */
const PLAIN = 0;
/** LB25: a number, with the separators in it … */
const NUMBER = 1;
/** … and a bracket that closes behind it. */
const CLOSED_NUMBER = 2;
/** LB21a: a Hebrew letter and a hyphen. */
const HEBREW_HYPHEN = 3;
/** LB30a: an odd number of regional indicators. */
const HALF_FLAG = 4;
/** LB15a: a quotation mark that opens, be there white space after it. */
const OPENED_QUOTE = 5;
/** LB20a: a hyphen that begins a word. */
const INITIAL_HYPHEN = 6;
/** A number and white space. */
const SPACED_NUMBER = 7;
/** A sign or currency that no number stands before, be there white space after it. */
const INITIAL_SIGN = 8;

/** Before the first character of the text or of a line. */
const NOTHING = -1;

function number(name: LineBreakClass): number {
  return lineBreakClassNames.indexOf(name);
}

function classSet(...names: LineBreakClass[]): Uint8Array {
  const members = new Uint8Array(lineBreakClassCount);
  for (const name of names) members[number(name)] = 1;
  return members;
}

/**
 * Finds where lines may and must end (UAX #14 of Unicode 15, numbers by the regular expression of section 8.2, example 7).
 *
 * @param text Logical order.
 * @param tailored Applies what Arabic copy gains by: no break at the white space inside quotation marks, but one between a
 *   quotation mark that closes and a bracket that opens (LB15a and LB15b, in place of LB15 since Unicode 15.1), none after a
 *   hyphen that begins a word (LB20a, since Unicode 16), none at the white space between a number and its sign or currency
 *   (`٥٠ ٪`, `$ 100`), none after the `://` of an address or the en dash of a range (`250–1500`), none in what an editor keeps
 *   on one line: ranges and telephone numbers with spaces, numbers with their units, abbreviations, prefixes that stand apart
 *   and so on, {@link forEachUnit}. There LB18 and LB31 would end lines.
 * @returns For each UTF-16 offset, the text's end included, {@link NO_BREAK}, {@link BREAK_ALLOWED} or {@link BREAK_MANDATORY}.
 *   The start of the text is no break, its end a mandatory one (LB2, LB3).
 */
export function lineBreaks(text: string, tailored = true): Uint8Array {
  const breaks = new Uint8Array(text.length + 1);
  let before = NOTHING;
  let spaces = false;
  let joined = false;
  let context = PLAIN;
  for (let offset = 0, end = 0; offset < text.length; offset = end) {
    const codePoint = text.codePointAt(offset) ?? 0;
    end = offset + (codePoint > 0xffff ? 2 : 1);
    let own = valueOf(table, codePoint);

    if (before === CR && own === LF) {
      before = LF;
      continue;
    }
    if (before !== NOTHING && hardBreaks[before] === 1) {
      breaks[offset] = BREAK_MANDATORY;
      before = NOTHING;
    }
    if (own === SP) {
      if (!spaces) context = contextOverSpaces(before, context, tailored);
      spaces = true;
      joined = false;
      continue;
    }
    if (own === ZW || hardBreaks[own] === 1) {
      before = own;
      spaces = joined = false;
      context = PLAIN;
      continue;
    }
    const joins = own === ZWJ;
    if (own === CM || joins) {
      if (before !== NOTHING && before !== ZW && !spaces) {
        joined = joins;
        continue;
      }
      own = AL;
    }
    const allowed =
      before === ZW ||
      (spaces ? mayEndAfterSpaces(before, own, context, tailored, text, end) : !joined && mayEndBetween(before, own, context, text, end) && !(tailored && tearsApart(text, offset, own)));
    if (allowed) breaks[offset] = BREAK_ALLOWED;
    const next = contextAfter(own, spaces ? SP : before, context);
    context = next === PLAIN && tailored ? tailoredContext(own, codePoint, spaces, before, context) : next;
    before = own;
    spaces = false;
    joined = joins;
  }
  if (tailored) {
    forEachUnit(text, (start, end) => {
      for (let offset = start + 1; offset < end; offset++) if (breaks[offset] === BREAK_ALLOWED) breaks[offset] = NO_BREAK;
    });
  }
  if (text !== "") breaks[text.length] = BREAK_MANDATORY;
  return breaks;
}

/** Whether a line may end between two characters that stand side by side. */
function mayEndBetween(before: number, own: number, context: number, text: string, end: number): boolean {
  if (before === NOTHING || pairs[before * lineBreakClassCount + own] !== ALWAYS) return false;
  if (context !== PLAIN && holdsTogether(context, own)) return false;
  return !(numberSigns[before] === 1 && openings[own] === 1 && classFrom(text, end) === NU);
}

const enDash = 0x2013;

/** Whether a break before `offset` would part an address's scheme from its host, or the two numbers of a range. */
function tearsApart(text: string, offset: number, own: number): boolean {
  if (text.startsWith("://", offset - 3)) return true;
  return own === NU && text.charCodeAt(offset - 1) === enDash && offset > 1 && valueOf(table, text.charCodeAt(offset - 2)) === NU;
}

/** Whether a character belongs to what the characters before it began. */
function holdsTogether(context: number, own: number): boolean {
  switch (context) {
    case NUMBER:
      return own === NU || own === SY || own === IS || closings[own] === 1 || numberSigns[own] === 1;
    case CLOSED_NUMBER:
      return numberSigns[own] === 1;
    case HEBREW_HYPHEN:
      return own !== CB;
    case HALF_FLAG:
      return own === RI;
    case INITIAL_HYPHEN:
      return own === AL || own === HL;
    default:
      return false;
  }
}

/** Whether a line may end between two characters with white space between them. */
function mayEndAfterSpaces(before: number, own: number, context: number, tailored: boolean, text: string, end: number): boolean {
  const isNever = pairs[(before === NOTHING ? AL : before) * lineBreakClassCount + own] === NEVER;
  if (!tailored) return !isNever;
  const isLB15 = openings[own] === 1 && quotes[before] === 1;
  if (isNever && !isLB15) return false;
  if (context === OPENED_QUOTE || (own === finalQU && closesQuote(text, end))) return false;
  switch (context) {
    case INITIAL_SIGN:
      return own !== NU;
    case SPACED_NUMBER: {
      const next = numberSigns[own] === 1 ? classFrom(text, end) : NU;
      return next === NU || openings[next] === 1;
    }
    default:
      return true;
  }
}

/** LB15b: a quotation mark closes, by what comes after it. */
function closesQuote(text: string, end: number): boolean {
  const next = classFrom(text, end);
  return next === NOTHING || afterClosingQuote[next] === 1;
}

/** The class of the next character that is no mark. */
function classFrom(text: string, start: number): number {
  for (let offset = start; offset < text.length; ) {
    const codePoint = text.codePointAt(offset) ?? 0;
    const own = valueOf(table, codePoint);
    if (own !== CM && own !== ZWJ) return own;
    offset += codePoint > 0xffff ? 2 : 1;
  }
  return NOTHING;
}

/** @param before The class of what stands right before the character. */
function contextAfter(own: number, before: number, context: number): number {
  if (own === NU) return NUMBER;
  if (own === RI) return context === HALF_FLAG ? PLAIN : HALF_FLAG;
  if (context === NUMBER) return own === SY || own === IS ? NUMBER : closings[own] === 1 ? CLOSED_NUMBER : PLAIN;
  return before === HL && (own === HY || own === BA) ? HEBREW_HYPHEN : PLAIN;
}

function tailoredContext(own: number, codePoint: number, spaces: boolean, before: number, context: number): number {
  const begins = spaces || before === NOTHING;
  if (own === initialQU) return begins || beforeOpeningQuote[before] === 1 ? OPENED_QUOTE : PLAIN;
  if (own === HY || codePoint === hyphen) return begins || beforeInitialHyphen[before] === 1 ? INITIAL_HYPHEN : PLAIN;
  if (numberSigns[own] === 1) return (begins && context !== SPACED_NUMBER) || openings[before] === 1 ? INITIAL_SIGN : PLAIN;
  return PLAIN;
}

function contextOverSpaces(before: number, context: number, tailored: boolean): number {
  if (!tailored) return PLAIN;
  if (context === OPENED_QUOTE || context === INITIAL_SIGN) return context;
  return before === NU || context === CLOSED_NUMBER ? SPACED_NUMBER : PLAIN;
}
