import { lineBreakClassCount, lineBreakClassNames } from "./lineBreakClasses.ts";

/** Where two classes meet, a line may end … */
export const NEVER = 0;
/** … if white space stands between the two … */
export const AFTER_SPACES = 1;
/** … in any case. */
export const ALWAYS = 2;

const any = lineBreakClassNames.join(" ");
const letters = "AL HL";
const quotes = "QU initialQU finalQU";
const openings = "OP wideOP";
const closings = "CL CP wideCP";
const ideographs = "ID EB EM unassignedPictographic";
const koreanSyllables = "JL JV JT H2 H3";

/**
 * The rules of UAX #14 that two classes decide, those before and those after a place; the first rule that fits is the one,
 * and where none fits a line may end (LB31). The order is the standard's, but for LB11 to LB12a: what holds over white space comes first.
 */
const rules: readonly (readonly [before: string, after: string, lineMayEnd: number])[] = [
  // LB11, LB13 to LB17
  [any, "WJ", NEVER],
  [any, `${closings} EX IS SY`, NEVER],
  [openings, any, NEVER],
  [quotes, openings, NEVER],
  [closings, "NS", NEVER],
  ["B2", "B2", NEVER],
  // LB11, LB12, LB12a
  ["WJ GL", any, AFTER_SPACES],
  [any.replace(" BA HY", ""), "GL", AFTER_SPACES],
  // LB19 to LB22
  [any, quotes, AFTER_SPACES],
  [quotes, any, AFTER_SPACES],
  [any, "CB", ALWAYS],
  ["CB", any, ALWAYS],
  [any, "BA HY NS", AFTER_SPACES],
  ["BB", any, AFTER_SPACES],
  ["SY", "HL", AFTER_SPACES],
  [any, "IN", AFTER_SPACES],
  // LB23 to LB24
  [letters, "NU", AFTER_SPACES],
  ["NU", letters, AFTER_SPACES],
  ["PR", ideographs, AFTER_SPACES],
  [ideographs, "PO", AFTER_SPACES],
  ["PR PO", letters, AFTER_SPACES],
  [letters, "PR PO", AFTER_SPACES],
  // LB25
  [`PR PO HY NU`, "NU", AFTER_SPACES],
  ["NU", "PO PR", AFTER_SPACES],
  // LB26, LB27
  ["JL", "JL JV H2 H3", AFTER_SPACES],
  ["JV H2", "JV JT", AFTER_SPACES],
  ["JT H3", "JT", AFTER_SPACES],
  [koreanSyllables, "PO", AFTER_SPACES],
  ["PR", koreanSyllables, AFTER_SPACES],
  // LB28 to LB30, LB30b
  [letters, letters, AFTER_SPACES],
  ["IS", letters, AFTER_SPACES],
  ["AL HL NU", "OP", AFTER_SPACES],
  ["CP", "AL HL NU", AFTER_SPACES],
  ["EB unassignedPictographic", "EM", AFTER_SPACES],
];

/**
 * When a line may end between two classes.
 *
 * @returns {@link NEVER}, {@link AFTER_SPACES} or {@link ALWAYS} at the number of the class before × the number of classes +
 *   the number of the class after.
 */
export function pairTable(): Uint8Array {
  const numbers = new Map<string, number>(lineBreakClassNames.map((name, number) => [name, number]));
  const all = lineBreakClassNames.map((_, number) => number);
  const numbersOf = (names: string): number[] => (names === any ? all : names.split(" ").map((name) => numbers.get(name) ?? 0));
  const table = new Uint8Array(lineBreakClassCount * lineBreakClassCount).fill(ALWAYS);
  for (const [before, after, lineMayEnd] of rules.toReversed()) {
    const columns = numbersOf(after);
    for (const number of numbersOf(before)) {
      const row = number * lineBreakClassCount;
      if (columns === all) table.fill(lineMayEnd, row, row + lineBreakClassCount);
      else for (const column of columns) table[row + column] = lineMayEnd;
    }
  }
  return table;
}
