import type { FontFace } from "../fonts/index.ts";
import type { GlyphRun } from "../text/index.ts";
import type { CellStore, GlyphCell } from "./glyphCells.ts";
import type { LineCells } from "./lineCells.ts";
import { isRightToLeft } from "./lineCells.ts";

/** Two characters, each of which is a word. */
const TWO_IN_A_ROW = /(?:^|\s)\S\p{Mn}*\s\S\p{Mn}*(?:\s|$)/u;

/** Share of the em. */
const NARROW = 0.01;

function isGap(cell: GlyphCell | undefined): boolean {
  return cell === undefined || cell.kind === "space";
}

/** The next place leftwards that is no vowel mark's. */
function leftOfMarks(cells: readonly GlyphCell[], index: number): number {
  let place = index;
  while (cells[place]?.kind === "mark") place--;
  return place;
}

/** Whether a cell is a word by itself, vowel marks apart. */
function standsAlone(cells: readonly GlyphCell[], index: number): boolean {
  return !isGap(cells[index]) && isGap(cells[index + 1]) && isGap(cells[leftOfMarks(cells, index - 1)]);
}

/** Whether a cell and the word before it in the text both are words by themselves. */
function followsAlone(cells: readonly GlyphCell[], index: number): boolean {
  if (cells[index + 1]?.kind !== "space" || !standsAlone(cells, index)) return false;
  let before = index + 2;
  while (cells[before]?.kind === "mark") before++;
  return standsAlone(cells, before);
}

/**
 * Gives the room of words of one character that follow one another, letters of an alphabet say, to the spaces before them, or to their vowel marks,
 * but for next to nothing. pdf.js is to see each of them right of where it saw the one before it end (see `TextPen`), and would see the last ones of
 * a long row outside the page, where it passes over everything; neither spaces nor vowel marks have a width for it.
 *
 * @param line cut, each cell's place known
 * @param text the line's
 */
export function narrowLoneCharacters<Tag>(line: LineCells<Tag>, text: string, storeOf: (face: FontFace) => CellStore): LineCells<Tag> {
  if (!TWO_IN_A_ROW.test(text)) return line;
  const cells = [...line.cells];
  const lefts = [...line.lefts];

  function widen(index: number, by: number, run: GlyphRun<Tag> | undefined): void {
    const cell = cells[index];
    if (cell === undefined || run === undefined) return;
    const units = Math.round((by * run.face.unitsPerEm) / run.size);
    cells[index] = storeOf(run.face).cell(cell.text, cell.width + units, cell.outlines);
  }

  for (const { run, from, to } of line.stretches) {
    // In a longer left-to-right string each character has to take the pen to the next.
    if (!isRightToLeft(run) && to - from > 1) continue;
    for (let index = from; index < to; index++) {
      const cell = cells[index];
      if (cell === undefined || cell.kind === "mark" || cell.changes || !followsAlone(cells, index)) continue;
      const store = storeOf(run.face);
      const width = Math.min(cell.width, Math.round(NARROW * store.unitsPerEm));
      const given = ((cell.width - width) * run.size) / store.unitsPerEm;
      if (cells[index - 1]?.kind === "mark") {
        const outlines = cell.outlines.map((outline) => ({ ...outline, dx: outline.dx - (cell.width - width) }));
        cells[index] = store.cell(cell.text, width, outlines);
        lefts[index] = (lefts[index] ?? 0) + given;
        widen(index - 1, given, run);
      } else {
        cells[index] = store.cell(cell.text, width, cell.outlines);
        lefts[index + 1] = (lefts[index + 1] ?? 0) - given;
        widen(index + 1, given, line.runs[index + 1]);
      }
    }
  }
  return { ...line, cells, lefts };
}
