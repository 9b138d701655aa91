import type { FontFace } from "../fonts/index.ts";
import type { Rect, RunPaint, TextItem } from "../layout/index.ts";
import type { Color } from "../style/index.ts";
import type { GlyphRun } from "../text/index.ts";
import type { ContentStream } from "./contentStream.ts";
import { decimal } from "./contentStream.ts";
import type { EmbeddedFont } from "./embeddedFont.ts";
import type { CellStore, GlyphCell } from "./glyphCells.ts";
import { paintInitial } from "./initialPainter.ts";
import { isRightToLeft, widthOf } from "./lineCells.ts";
import { emitLine } from "./lineEmission.ts";
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

/** A character may bring along marks. */
const CELLS_PER_CHARACTER = 4;

function strokeKind(cell: GlyphCell | undefined): StrokeKind {
  if (cell === undefined) return "blank";
  return cell.kind === "space" || cell.kind === "mark" ? cell.kind : "text";
}

function sameColor(a: Color, b: Color): boolean {
  if (a === b) return true;
  if (a.alpha !== b.alpha) return false;
  if (a.space === "cmyk") return b.space === "cmyk" && a.c === b.c && a.m === b.m && a.y === b.y && a.k === b.k;
  return b.space === "rgb" && a.r === b.r && a.g === b.g && a.b === b.b;
}

function sameStyle(a: GlyphRun<RunPaint>, b: GlyphRun<RunPaint>): boolean {
  return a === b || (a.face === b.face && a.size === b.size && a.rise === b.rise && sameColor(a.tag.color, b.tag.color));
}

/**
 * Opens the painter of a page's text: each line one text object, fonts set only when they change.
 *
 * @param page the MediaBox's, pt; the display list counts from the top, PDF from the bottom
 */
export function openTextPainter(
  content: ContentStream, { width: pageWidth, height: pageHeight }: Pick<Rect, "width" | "height">, fontFor: FontFor, storeOf: (face: FontFace) => CellStore,
): TextPainter {
  const pen = openTextPen(content);
  let font: EmbeddedFont | undefined;
  let current: GlyphRun<RunPaint> | undefined;
  /** The line's characters, and whether the line before it stands beside it. */
  let characters = 0;
  let beside = false;

  function setStyle(run: GlyphRun<RunPaint>): EmbeddedFont {
    if (font !== undefined && current !== undefined && sameStyle(current, run)) {
      current = run;
      return font;
    }
    font = fontFor(run.face, characters * CELLS_PER_CHARACTER);
    content.setFill(run.tag.color);
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
  function partInitial({ runs }: TextItem): void {
    const initial = runs.find((run) => run.initial === true);
    if (initial !== undefined) partForPdfium(initial, setStyle(initial));
  }

  function paintCell(cell: GlyphCell, run: GlyphRun<RunPaint>, left: number, seenEnd?: number): void {
    const used = font !== undefined && run === current ? font : setStyle(run);
    const width = widthOf(cell, run);
    if (beside) part(run, used, left, width);
    pen.showOne(used.codeOf(cell), left, width, strokeKind(cell), seenEnd);
  }

  function paintShow({ cells, before, after, left, width, run, mark, seenEnd, flows }: Show<RunPaint>): void {
    const used = setStyle(run);
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

  function decorate(run: GlyphRun<RunPaint>, item: TextItem): void {
    const { face, size, tag } = run;
    const scale = size / face.unitsPerEm;
    const thickness = Math.max(0.25, face.underlineThicknessUnits * scale);
    const middle = tag.decoration === "underline" ? face.underlinePositionUnits * scale : face.capHeightUnits * scale * 0.4;
    const bottom = pageHeight - item.baseline + run.rise + middle - thickness / 2;
    content.setFill(tag.color);
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
      for (const run of item.runs) {
        // A line under the first line's baseline would run through an initial.
        if (run.initial === true) paintInitial(content, run, item.x, pageHeight - item.baseline);
        else if (run.tag.decoration !== "none") decorate(run, item);
      }
      const [firstRun] = item.runs;
      if (firstRun === undefined) return;
      const largest = item.runs.reduce((size, run) => Math.max(size, run.size), 0);
      beside = pen.beginLine(item.x, pageHeight - item.baseline, pageWidth - item.x, largest);
      characters = item.text.length;
      current = undefined;
      partInitial(item);
      emitLine(item, storeOf, sameStyle, sink);
      if (/\s$/u.test(item.text)) showSpaceAtEnd(item);
      if (ruler !== undefined) showRuler(ruler, item, firstRun);
      partInitial(item);
      pen.endLine();
    },
  };
}
