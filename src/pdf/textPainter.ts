import type { FontFace } from "../fonts/index.ts";
import type { Rect, Role, RunPaint, TextItem } from "../layout/index.ts";
import type { Color } from "../style/index.ts";
import type { GlyphRun } from "../text/index.ts";
import type { ContentStream } from "./contentStream.ts";
import { decimal } from "./decimal.ts";
import type { EmbeddedFont } from "./embeddedFont.ts";
import type { CellStore, GlyphCell } from "./glyphCells.ts";
import { paintInitial } from "./initialPainter.ts";
import { isRightToLeft, widthOf } from "./lineCells.ts";
import { emitLine, type Likeness } from "./lineEmission.ts";
import type { MarkedContent } from "./markedContent.ts";
import type { Ruler } from "./ruler.ts";
import type { Show } from "./show.ts";
import { RLM } from "./show.ts";
import type { StrokeKind } from "./textPen.ts";
import { openTextPen } from "./textPen.ts";

/** The font that will show so many cells of a face. */
export type FontFor = (face: FontFace, cells: number) => EmbeddedFont;

/** Text of one page; remembers which font is set. */
export interface TextPainter {
  /** @param ruler a blank to show after the line, if any */
  readonly paint: (item: TextItem, ruler?: Ruler) => void;
}

/** Share of the em: the width of a mark for PDFium. */
const SLIM = 0.2;

/** A line under or through text is drawn, and no part of the text. */
const decoration: Role = { kind: "artifact", type: "Layout" };

/** A character may bring along marks. */
const CELLS_PER_CHARACTER = 4;

function strokeKind(cell: GlyphCell | undefined): StrokeKind {
  if (cell === undefined) return "blank";
  return cell.kind === "space" || cell.kind === "mark" ? cell.kind : "text";
}

function sameColor(a: Color, b: Color): boolean {
  if (a === b) return true;
  if (a.alpha !== b.alpha) return false;
  switch (a.space) {
    case "cmyk":
      return b.space === "cmyk" && a.c === b.c && a.m === b.m && a.y === b.y && a.k === b.k;
    case "rgb":
      return b.space === "rgb" && a.r === b.r && a.g === b.g && a.b === b.b;
    case "spot":
      return b.space === "spot" && a.name === b.name && a.tint === b.tint;
  }
}

function sameStyle(a: GlyphRun<RunPaint>, b: GlyphRun<RunPaint>): boolean {
  return a === b || (a.face === b.face && a.size === b.size && a.rise === b.rise && sameColor(a.tag.color, b.tag.color));
}

const alike: Likeness<RunPaint> = { sameStyle, sameElement: (a, b) => a.tag.structure === b.tag.structure };

/**
 * Opens the painter of a page's text: each line one text object, fonts set only when they change.
 *
 * @param page the MediaBox's, pt; the display list counts from the top, PDF from the bottom
 */
export function openTextPainter(
  content: ContentStream, { width: pageWidth, height: pageHeight }: Pick<Rect, "width" | "height">, fontFor: FontFor, storeOf: (face: FontFace) => CellStore,
  marks: MarkedContent,
): TextPainter {
  const pen = openTextPen(content);
  let font: EmbeddedFont | undefined;
  let current: GlyphRun<RunPaint> | undefined;
  /** The line's characters, and whether the line before it stands beside it. */
  let characters = 0;
  let beside = false;
  /** The number of the line's element where the line has elements inside it, whose content is in sequences of their own. */
  let around: number | undefined;

  /** Goes over to a run: to the sequence of its element, and to its style. What is shown besides the text stays in the sequence that is open. */
  function goTo(run: GlyphRun<RunPaint>): EmbeddedFont {
    if (around !== undefined) marks.enterElement(run.tag.structure ?? around);
    return setStyle(run);
  }

  function setStyle(run: GlyphRun<RunPaint>): EmbeddedFont {
    if (font !== undefined && current !== undefined && sameStyle(current, run)) {
      current = run;
      return font;
    }
    font = fontFor(run.face, characters * CELLS_PER_CHARACTER);
    content.setFill(run.tag.color, true);
    pen.setFont(font.name, run.size * font.sizeFactor, run.rise, font.codeOf(storeOf(run.face).cell(RLM, 0, [])));
    current = run;
    return font;
  }

  /**
   * Lets readers see that a new line begins although it stands beside the one before it: PDFium by a mark on a line of its own, others by a space.
   */
  function part(run: GlyphRun<RunPaint>, used: EmbeddedFont, left: number, width: number): void {
    const store = storeOf(run.face);
    partForPdfium(run, used);
    pen.showOne(used.codeOf(store.cell(" ", 0, [])), isRightToLeft(run) ? left + width : left, 0, "space");
    beside = false;
  }

  function partForPdfium(run: GlyphRun<RunPaint>, used: EmbeddedFont): void {
    const store = storeOf(run.face);
    const mark = store.cell(RLM, Math.round(store.unitsPerEm * SLIM), []);
    pen.showOutOfSight(used.codeOf(mark), widthOf(mark, run));
  }

  /** Before and after a line with an initial: PDFium joins lines that stand no farther apart than half the width of a character in them. */
  function partInitial({ runs }: TextItem, manner: typeof goTo): void {
    const initial = runs.find((run) => run.initial === true);
    if (initial !== undefined) partForPdfium(initial, manner(initial));
  }

  function paintCell(cell: GlyphCell, run: GlyphRun<RunPaint>, left: number, seenEnd?: number): void {
    const used = font !== undefined && run === current ? font : goTo(run);
    const width = widthOf(cell, run);
    if (beside) part(run, used, left, width);
    pen.showOne(used.codeOf(cell), left, width, strokeKind(cell), seenEnd);
  }

  function paintShow({ cells, before, after, left, width, run, mark, seenEnd, flows }: Show<RunPaint>): void {
    const used = goTo(run);
    if (beside) part(run, used, left, width);
    const store = storeOf(run.face);
    const codes: number[] = [];
    for (const sign of before) codes.push(used.codeOf(store.cell(sign, 0, [])));
    for (const cell of cells) codes.push(used.codeOf(cell));
    for (const sign of after) codes.push(used.codeOf(store.cell(sign, 0, [])));
    const beginning = mark && { code: used.codeOf(mark.cell), at: mark.at, width: widthOf(mark.cell, run) };
    pen.show(codes, left, width, strokeKind(cells[0]), { mark: beginning, seenEnd, flows });
  }

  const sink = { cell: paintCell, show: paintShow, fits: pen.fits };

  /**
   * Draws what lies under the line's text, and opens the sequence of its element; where the line has elements inside it, sequences are opened and ended
   * within the text object.
   *
   * @returns the element's number in that case
   */
  function beginMarks(item: TextItem): number | undefined {
    let inline = false;
    for (const run of item.runs) {
      inline ||= run.tag.structure !== undefined;
      // A line under the first line's baseline would run through an initial.
      if (run.initial !== true && run.tag.decoration !== "none") {
        marks.enter(decoration);
        decorate(run, item);
      }
    }
    const own = inline && item.role.kind === "content" ? item.role.structure : undefined;
    if (own === undefined) marks.enter(item.role);
    for (const run of item.runs) {
      if (run.initial !== true) continue;
      if (own !== undefined) marks.enterElement(run.tag.structure ?? own);
      paintInitial(content, run, item.x, pageHeight - item.baseline);
    }
    if (own !== undefined) marks.leave();
    return own;
  }

  function decorate(run: GlyphRun<RunPaint>, item: TextItem): void {
    const { face, size, tag } = run;
    const scale = size / face.unitsPerEm;
    const thickness = Math.max(0.25, face.underlineThicknessUnits * scale);
    const middle = tag.decoration === "underline" ? face.underlinePositionUnits * scale : face.capHeightUnits * scale * 0.4;
    const bottom = pageHeight - item.baseline + run.rise + middle - thickness / 2;
    content.setFill(tag.color, true);
    content.write(`${decimal(item.x + run.x)} ${decimal(bottom)} ${decimal(run.width)} ${decimal(thickness)} re f\n`);
  }

  /** Shows the space that parts the line from the next: in the order of the structure nothing else does (ISO 32000-1, 14.8.2.5). */
  function showSpaceAtEnd(item: TextItem): void {
    const run = item.runs.reduce((last, each) => (each.start > last.start ? each : last));
    const used = setStyle(run);
    pen.showOne(used.codeOf(storeOf(run.face).cell(" ", 0, [])), isRightToLeft(run) ? run.x : run.x + run.width, 0, "space");
  }

  /** Shows a blank of one em, stretched to the ruler's width. */
  function showRuler({ left, width }: Ruler, item: TextItem, run: GlyphRun<RunPaint>): void {
    const store = storeOf(run.face);
    pen.showStretched(setStyle(run).codeOf(store.cell(" ", store.unitsPerEm, [])), left - item.x, run.size, width);
  }

  return {
    paint: (item, ruler) => {
      const [firstRun] = item.runs;
      if (firstRun === undefined) return;
      around = beginMarks(item);
      const largest = item.runs.reduce((size, run) => Math.max(size, run.size), 0);
      beside = pen.beginLine(item.x, pageHeight - item.baseline, pageWidth - item.x, largest);
      characters = item.text.length;
      current = undefined;
      partInitial(item, goTo);
      emitLine(item, storeOf, alike, sink);
      if (item.breaks === true || /\s$/u.test(item.text)) showSpaceAtEnd(item);
      if (ruler !== undefined) showRuler(ruler, item, firstRun);
      partInitial(item, setStyle);
      if (around !== undefined) marks.leave();
      pen.endLine();
    },
  };
}
