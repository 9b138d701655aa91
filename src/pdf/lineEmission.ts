import type { FontFace } from "../fonts/index.ts";
import type { GlyphRun } from "../text/index.ts";
import type { CellStore } from "./glyphCells.ts";
import { RIGHT_TO_LEFT_OVERLAP } from "./glyphCells.ts";
import type { LineCells } from "./lineCells.ts";
import { cutLine, isRightToLeft, widthOfAll } from "./lineCells.ts";
import { markAtEnd, markLeftOf, marksInSpace, rightToLeftMark } from "./lineMarks.ts";
import { sortSegments } from "./pdfiumOrder.ts";
import type { Show } from "./show.ts";
import { LRM, RLM, showOf } from "./show.ts";

/** Share of the em: a mark without width makes PDFium see gaps where there are none. */
const MARK_WIDTH = 0.005;

/** Whether two runs may share an operator. */
export type SameStyle<Tag> = (a: GlyphRun<Tag>, b: GlyphRun<Tag>) => boolean;

/** A range of a line's cells, from left to right: of one style and running from left to right, or a single right-to-left cell. */
export interface Stretch {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly rightToLeft: boolean;
}

/** Cuts a line into stretches, in the order of the text. */
function cutStretches<Tag>({ cells, runs, logical }: LineCells<Tag>, same: SameStyle<Tag>): Stretch[] {
  const stretches: Stretch[] = [];
  for (let place = 0; place < logical.length; place++) {
    const from = logical[place] ?? cells.length;
    const run = runs[from];
    const rightToLeft = isRightToLeft(run);
    let to = from + 1;
    if (run !== undefined && !rightToLeft) {
      for (; logical[place + 1] === to; place++, to++) {
        const next = runs[to];
        if (next === undefined || isRightToLeft(next) || !same(run, next)) break;
      }
    }
    stretches.push({ from, to, rightToLeft });
  }
  return stretches;
}

/**
 * Decides how a line goes into the content stream: in the order of its text (ISO 32000-1, 14.8.2.3.3), right-to-left characters one by one, each
 * at its place, left-to-right stretches as strings; with the directional marks that readers need which put lines in order by place. See
 * docs/extraction.md for what each reader does. What is drawn does not depend on it.
 *
 * @param runs the line's glyph runs in visual order
 * @param text the line's text in logical order
 * @param storeOf the cells of a face
 * @returns what is shown, in the order of the stream
 */
export function emitLine<Tag>(runs: readonly GlyphRun<Tag>[], text: string, storeOf: (face: FontFace) => CellStore, same: SameStyle<Tag>): Show<Tag>[] {
  const line = cutLine(runs, text, storeOf);
  const stretches = cutStretches(line, same);
  const rightToLeft = runs.every((run) => run.level > 0);
  return rightToLeft ? emitRightToLeft(line, stretches, storeOf) : stretches.map(({ from, to }) => showOf(line, from, to)).filter((show) => show !== undefined);
}

/** A right-to-left line, with the marks that poppler and PDFium need. */
function emitRightToLeft<Tag>(line: LineCells<Tag>, stretches: readonly Stretch[], storeOf: (face: FontFace) => CellStore): Show<Tag>[] {
  const shows: Show<Tag>[] = [];
  let afterSpace = false;
  for (const stretch of stretches) {
    const cell = line.cells[stretch.from];
    if (cell === undefined) continue;
    const mark = cell.kind === "right" ? "none" : rightToLeftMark(line, stretch.from);
    const before = mark === "with the cell" ? RLM : "";
    if (!stretch.rightToLeft) {
      if (mark === "alone") shows.push(...markLeftOf(line, stretch.from));
      shows.push(...showStretch(line, stretch, afterSpace, before, storeOf));
    } else {
      const show = showOf(line, stretch.from, stretch.to, before);
      if (show !== undefined) shows.push(cell.changes ? withMarkAfter(show, storeOf) : show);
      if (mark === "alone") shows.push(...markLeftOf(line, stretch.from));
      if (cell.kind === "space") shows.push(...marksInSpace(line, stretch.from));
    }
    afterSpace = cell.kind === "space";
  }
  return shows;
}

/**
 * PDFium changes brackets, quotation marks and the like unless something left-to-right comes before them in the text. The mark takes up the right
 * end of the character's room: so much that PDFium sees no gap after it, and left of the next character, for poppler.
 */
function withMarkAfter<Tag>(show: Show<Tag>, storeOf: (face: FontFace) => CellStore): Show<Tag> {
  const store = storeOf(show.run.face);
  const units = Math.ceil(store.unitsPerEm * MARK_WIDTH);
  const mark = store.cell(LRM, units, []);
  const cells = show.cells.map(({ text, width, outlines }) => store.cell(text, Math.max(0, width - units - RIGHT_TO_LEFT_OVERLAP), outlines));
  return { ...show, cells: [...cells, mark], width: widthOfAll([...cells, mark], show.run) };
}

/**
 * A left-to-right stretch: as one string, or its segments where PDFium needs them sorted. After a space the first character of a string goes
 * alone: pdf.js must be misled about where that stands, and had better not be about more.
 */
function showStretch<Tag>(
  line: LineCells<Tag>, { from, to }: Stretch, afterSpace: boolean, before: string, storeOf: (face: FontFace) => CellStore,
): Show<Tag>[] {
  const segments = sortSegments(line, from, to);
  if (segments.length === 1 && afterSpace && to - from > 1) segments.splice(0, 1, { from, to: from + 1, place: undefined }, { from: from + 1, to, place: undefined });
  const shows: Show<Tag>[] = [];
  for (const [index, { from: start, to: end, place }] of segments.entries()) {
    const show = showOf(line, start, end, start === from ? before : "");
    if (show !== undefined) shows.push(place === undefined ? show : sortedAt(show, place, index + 1, storeOf));
  }
  shows.push(...markAtEnd(line, to - 1));
  return shows;
}

/**
 * Makes PDFium find an operator elsewhere: a space stands there, before others a left-to-right mark does. PDFium passes over a code that it has
 * met less than 0.07 em away, so no two of a stretch have the same code, nor width.
 *
 * @param ordinal 1, 2 … in the stretch
 */
function sortedAt<Tag>(show: Show<Tag>, place: number, ordinal: number, storeOf: (face: FontFace) => CellStore): Show<Tag> {
  const store = storeOf(show.run.face);
  // A neutral character and the space after it in the text would be one segment, which PDFium does not turn round.
  const after = show.cells[0]?.kind === "neutral" ? LRM : "";
  if (show.cells[0]?.kind !== "space") return { ...show, after, mark: { cell: store.cell(LRM, Math.ceil(store.unitsPerEm * MARK_WIDTH) + ordinal, []), at: place } };
  const cells = show.cells.map(({ text, width, outlines }) => store.cell(text, width + ordinal, outlines));
  return { ...show, cells, left: place, width: widthOfAll(cells, show.run) };
}
