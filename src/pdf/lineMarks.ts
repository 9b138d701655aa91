import type { LineCells } from "./lineCells.ts";
import { isRightToLeft, widthOf } from "./lineCells.ts";
import type { Show } from "./show.ts";
import { LRM, RLM } from "./show.ts";

/** Share of the em by which a mark for poppler stands left of its cell, for poppler to find it there. */
const LEAD = 0.01;
/** Marks that poppler's table of characters has among the digits. */
const NUMBERS_FOR_POPPLER = /[\u0659-\u065f]/;
/** poppler ends a line at a gap of 1.5 em, where lines leave white above one another at less. */
const WIDEST_GAP = 0.9;

/**
 * How a right-to-left mark has to stand between a cell and the one on its left. After a left-to-right letter, a digit or a left-to-right mark,
 * poppler reads on from left to right until it meets something right-to-left: the mark is for poppler alone, and others need not see it.
 * PDFium never turns round digits, their punctuation and vowel marks that stand side by side, nor neutral characters after a bracket that has
 * its left-to-right mark, and MuPDF begins a new line there: the mark must go with the cell.
 */
export function rightToLeftMark<Tag>({ cells, runs }: LineCells<Tag>, index: number): "none" | "alone" | "with the cell" {
  const cell = cells[index];
  const left = cells[index - 1];
  if (cell === undefined || left === undefined || (!isRightToLeft(runs[index]) && !isRightToLeft(runs[index - 1]))) return "none";
  if (cells[index + 1]?.changes === true && cell.kind !== "space" && isRightToLeft(runs[index])) return "with the cell";
  if (left.kind === "right" || left.kind === "format") return "none";
  if (NUMBERS_FOR_POPPLER.test(cell.text)) return "alone";
  if (left.kind === "mark") return "none";
  if (left.kind === "number" && (cell.kind === "number" || cell.kind === "mark")) return "with the cell";
  if (cell.kind === "left" || cell.kind === "number") return "alone";
  return cell.changes ? "with the cell" : "none";
}

function markAt<Tag>(line: LineCells<Tag>, index: number, left: number, mark = RLM): Show<Tag>[] {
  const run = line.runs[index];
  return run === undefined ? [] : [{ run, cells: [], left, width: 0, before: mark, after: "" }];
}

/** A right-to-left mark by itself, left of a cell. */
export function markLeftOf<Tag>(line: LineCells<Tag>, index: number): Show<Tag>[] {
  return markAt(line, index, (line.lefts[index] ?? 0) - LEAD * (line.runs[index]?.size ?? 0));
}

/**
 * A left-to-right mark by itself at the right end of a left-to-right stretch that ends in a character without a direction: poppler takes that for
 * right-to-left otherwise.
 *
 * @param last index of the stretch's last cell
 */
export function markAtEnd<Tag>(line: LineCells<Tag>, last: number): Show<Tag>[] {
  const cell = line.cells[last];
  const run = line.runs[last];
  if (cell === undefined || run === undefined || cell.kind === "left" || cell.kind === "number") return [];
  return markAt(line, last, (line.lefts[last] ?? 0) + widthOf(cell, run) - LEAD * run.size, LRM);
}

/** Right-to-left marks in a space that is too wide for poppler. */
export function marksInSpace<Tag>(line: LineCells<Tag>, index: number): Show<Tag>[] {
  const cell = line.cells[index];
  const run = line.runs[index];
  const left = line.lefts[index];
  if (cell?.kind !== "space" || run === undefined || left === undefined) return [];
  const width = widthOf(cell, run);
  const count = Math.floor(width / (WIDEST_GAP * run.size));
  const marks: Show<Tag>[] = [];
  for (let mark = count; mark > 0; mark--) marks.push(...markAt(line, index, left + (width * mark) / (count + 1)));
  return marks;
}
