import type { FontFace } from "../fonts/index.ts";
import type { GlyphRun } from "../text/index.ts";
import type { CellStore, GlyphCell } from "./glyphCells.ts";
import { RIGHT_TO_LEFT_OVERLAP } from "./glyphCells.ts";
import type { LineCells, RunCells } from "./lineCells.ts";
import { cutLine, isRightToLeft, widthOfAll } from "./lineCells.ts";
import { narrowLoneCharacters } from "./loneCharacters.ts";
import { markAtEnd, markLeftOf, marksInSpace, rightToLeftMark } from "./lineMarks.ts";
import { sortSegments } from "./pdfiumOrder.ts";
import type { Show } from "./show.ts";
import { LRM, RLM, showOf } from "./show.ts";

/** Share of the em: a mark without width makes PDFium see gaps where there are none. */
const MARK_WIDTH = 0.012;

/** What two runs have in common. */
export interface Likeness<Tag> {
  /** Their text may be shown with one operator, but for what `sameElement` says. */
  readonly sameStyle: (a: GlyphRun<Tag>, b: GlyphRun<Tag>) => boolean;
  /** Their text belongs to one element of the document's structure. */
  readonly sameElement: (a: GlyphRun<Tag>, b: GlyphRun<Tag>) => boolean;
}

/** A line of text as layout placed it. */
export interface LineOfRuns<Tag> {
  /** Visual order. */
  readonly runs: readonly GlyphRun<Tag>[];
  /** Logical order. */
  readonly text: string;
}

/** Where a line's text goes, operator by operator. */
export interface LineSink<Tag> {
  /**
   * One cell by itself: `show`, for what is shown by far most often.
   *
   * @param left pt from the line's left edge
   * @param seenEnd see `Show`
   */
  readonly cell: (cell: GlyphCell, run: GlyphRun<Tag>, left: number, seenEnd?: number) => void;
  readonly show: (show: Show<Tag>) => void;
  /** Whether pdf.js would see a string of this width, pt, one space after the last, within the page, with room for what follows. */
  readonly fits: (width: number) => boolean;
}

/**
 * Decides how a line goes into the content stream: in the order of its text (ISO 32000-1, 14.8.2.3.3), right-to-left characters one by one, each
 * at its place, left-to-right stretches as strings; with the directional marks that readers need which put lines in order by place. See
 * docs/extraction.md for what each reader does. What is drawn does not depend on it.
 *
 * @param storeOf the cells of a face
 * @param sink takes what is shown, in the order of the stream
 */
export function emitLine<Tag>(
  { runs, text }: LineOfRuns<Tag>, storeOf: (face: FontFace) => CellStore, alike: Likeness<Tag>, sink: LineSink<Tag>,
): void {
  const rightToLeftLine = runs.every((run) => run.level > 0);
  const cut = cutLine(runs, text, storeOf);
  const line = rightToLeftLine ? narrowLoneCharacters(cut, text, storeOf) : cut;
  const stretches = joinStretches(line, alike.sameStyle);
  let foreseen: Foreseen | undefined;
  for (const [place, stretch] of stretches.entries()) {
    if (!isRightToLeft(stretch.run)) {
      if (rightToLeftLine) emitLeftToRight(line, stretch, wayInto(line, stretch, stretches[place - 1], foreseen !== undefined, sink), storeOf, alike, sink);
      else showAll(sink, showsOf(line, stretch.from, stretch.to, alike));
      foreseen = undefined;
      continue;
    }
    foreseen = foresee(line, stretch, stretches[place + 1]);
    for (let index = stretch.to - 1; index >= stretch.from; index--) {
      const cell = line.cells[index];
      if (cell === undefined) continue;
      const seenEnd = index === foreseen?.index ? foreseen.seenEnd : undefined;
      if (!rightToLeftLine || cell.kind === "right") sink.cell(cell, stretch.run, line.lefts[index] ?? 0, seenEnd);
      else emitRightToLeft(line, index, cell, seenEnd, storeOf, sink);
    }
  }
}

/** What pdf.js takes for a space, in shares of the em, if a space was shown. */
const SPACE_FOR_PDFJS = 0.066;

interface Foreseen {
  readonly index: number;
  /** pt */
  readonly seenEnd: number;
}

/**
 * pdf.js sees a space only where the next character stands further right, which one after a space in right-to-left text never does: it has to be
 * misled about where that stands. A long left-to-right stretch might come to stand outside the page then; so pdf.js is misled about the
 * character before the space instead.
 *
 * @returns that character, and where pdf.js is to see it end; `undefined` if no such stretch follows, or a space comes before the character too
 */
function foresee<Tag>({ cells, lefts }: LineCells<Tag>, { run, from, to }: RunCells<Tag>, next: RunCells<Tag> | undefined): Foreseen | undefined {
  if (next === undefined || isRightToLeft(next.run) || next.to - next.from === 1 || cells[from]?.kind !== "space") return undefined;
  let index = from + 1;
  while (index < to && cells[index]?.kind === "mark") index++;
  if (index >= to || cells[index]?.kind === "space" || cells[index + 1]?.kind === "space") return undefined;
  return { index, seenEnd: (lefts[next.from] ?? 0) - SPACE_FOR_PDFJS * run.size };
}

/** The runs' stretches; left-to-right ones that follow one another and may share an operator are one. */
function joinStretches<Tag>({ stretches }: LineCells<Tag>, same: Likeness<Tag>["sameStyle"]): readonly RunCells<Tag>[] {
  if (stretches.every(({ run }) => isRightToLeft(run))) return stretches;
  const joined: RunCells<Tag>[] = [];
  for (const stretch of stretches) {
    const last = joined.at(-1);
    if (last !== undefined && !isRightToLeft(last.run) && !isRightToLeft(stretch.run) && last.to === stretch.from && same(last.run, stretch.run)) {
      joined[joined.length - 1] = { ...last, to: stretch.to };
    } else {
      joined.push(stretch);
    }
  }
  return joined;
}

/** Left-to-right cells, which are of one style, as a string for each element that they belong to. */
function showsOf<Tag>(line: LineCells<Tag>, from: number, to: number, { sameElement }: Likeness<Tag>, before = ""): (Show<Tag> | undefined)[] {
  const shows: (Show<Tag> | undefined)[] = [];
  let start = from;
  for (let index = from + 1; index <= to; index++) {
    const [run, last] = [line.runs[index], line.runs[index - 1]];
    if (index < to && (run === last || run === undefined || last === undefined || sameElement(run, last))) continue;
    const show = showOf(line, start, index, start === from ? before : "");
    shows.push(start === from || show === undefined ? show : { ...show, flows: true });
    start = index;
  }
  return shows;
}

function showAll<Tag>(sink: LineSink<Tag>, shows: readonly (Show<Tag> | undefined)[]): void {
  for (const show of shows) if (show !== undefined) sink.show(show);
}

/** A right-to-left character other than a letter, with the marks that poppler and PDFium need. */
function emitRightToLeft<Tag>(
  line: LineCells<Tag>, index: number, cell: GlyphCell, seenEnd: number | undefined, storeOf: (face: FontFace) => CellStore, sink: LineSink<Tag>,
): void {
  const mark = rightToLeftMark(line, index);
  if (mark === "with the cell" || cell.changes) {
    const plain = showOf(line, index, index + 1, mark === "with the cell" ? RLM : "");
    if (plain === undefined) return;
    const show = cell.changes ? withMarkAfter(plain, storeOf) : plain;
    sink.show(seenEnd === undefined ? show : { ...show, seenEnd });
  } else {
    const run = line.runs[index];
    if (run !== undefined) sink.cell(cell, run, line.lefts[index] ?? 0, seenEnd);
  }
  if (mark === "alone") showAll(sink, markLeftOf(line, index));
  if (cell.kind === "space") showAll(sink, marksInSpace(line, index));
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
 * What pdf.js must be misled about at the beginning of a left-to-right stretch: nothing, the place of its first operator, or, where that might come to
 * stand outside the page, of its first character alone.
 */
type WayInto = "plain" | "first operator" | "first character";

function wayInto<Tag>(line: LineCells<Tag>, stretch: RunCells<Tag>, previous: RunCells<Tag> | undefined, foreseen: boolean, sink: LineSink<Tag>): WayInto {
  if (foreseen || stretch.to - stretch.from === 1 || previous === undefined || line.cells[previous.from]?.kind !== "space") return "plain";
  return sink.fits(widthOfAll(line.cells.slice(stretch.from, stretch.to), stretch.run)) ? "first operator" : "first character";
}

/** A left-to-right stretch of a right-to-left line: as one string, or its segments where PDFium needs them sorted. */
function emitLeftToRight<Tag>(
  line: LineCells<Tag>, { from, to }: RunCells<Tag>, way: WayInto, storeOf: (face: FontFace) => CellStore, alike: Likeness<Tag>, sink: LineSink<Tag>,
): void {
  const mark = rightToLeftMark(line, from);
  if (mark === "alone") showAll(sink, markLeftOf(line, from));
  if (way === "first character") {
    showAll(sink, [showOf(line, from, from + 1, mark === "with the cell" ? RLM : ""), ...showsOf(line, from + 1, to, alike)]);
  } else {
    for (const [index, { from: start, to: end, place }] of sortSegments(line, from, to).entries()) {
      const [show, ...others] = showsOf(line, start, end, alike, mark === "with the cell" && index === 0 ? RLM : "");
      if (show === undefined) continue;
      const flowing = index === 0 ? show : { ...show, flows: true };
      sink.show(place === undefined ? flowing : sortedAt(flowing, place, index + 1, storeOf));
      showAll(sink, others);
    }
  }
  showAll(sink, markAtEnd(line, to - 1));
}

/**
 * Makes PDFium find an operator elsewhere: a space stands there, before others a left-to-right mark does. PDFium passes over a code that it has
 * met less than 0.07 em away, so no two of a stretch have the same code, nor width.
 *
 * @param ordinal 1, 2 … in the stretch
 */
function sortedAt<Tag>(show: Show<Tag>, place: number, ordinal: number, storeOf: (face: FontFace) => CellStore): Show<Tag> {
  const store = storeOf(show.run.face);
  if (show.cells[0]?.kind === "space") {
    const cells = show.cells.map(({ text, width, outlines }) => store.cell(text, width + ordinal, outlines));
    return { ...show, cells, left: place, width: widthOfAll(cells, show.run) };
  }
  // A neutral character and the space after it in the text would be one segment, which PDFium does not turn round.
  const after = show.cells[0]?.kind === "neutral" ? LRM : "";
  return { ...show, after, mark: { cell: store.cell(LRM, Math.ceil(store.unitsPerEm * MARK_WIDTH) + ordinal, []), at: place } };
}
