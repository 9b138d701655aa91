import type { FontFace } from "../fonts/index.ts";
import type { RunPaint, TextItem } from "../layout/index.ts";
import type { Color } from "../style/index.ts";
import type { GlyphRun } from "../text/index.ts";
import type { ContentStream } from "./contentStream.ts";
import { decimal } from "./contentStream.ts";
import type { EmbeddedFont } from "./embeddedFont.ts";
import type { CellStore, GlyphCell } from "./glyphCells.ts";
import { widthOf } from "./lineCells.ts";
import { emitLine } from "./lineEmission.ts";
import type { Show } from "./show.ts";
import { RLM } from "./show.ts";
import type { PenStroke } from "./textPen.ts";
import { openTextPen } from "./textPen.ts";

/** The font that will show so many cells of a face. */
export type FontFor = (face: FontFace, cells: number) => EmbeddedFont;

/** Text of one page; remembers which font is set. */
export interface TextPainter {
  readonly paint: (item: TextItem) => void;
}

function strokeKind([cell]: readonly GlyphCell[]): PenStroke["kind"] {
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
 * @param pageHeight pt; the display list counts from the top, PDF from the bottom
 */
export function openTextPainter(content: ContentStream, pageHeight: number, fontFor: FontFor, storeOf: (face: FontFace) => CellStore): TextPainter {
  const pen = openTextPen(content);

  function paintShow({ cells, before, after, left, width, run, mark }: Show<RunPaint>, font: EmbeddedFont, store: CellStore): void {
    const blank = (marks: string): string => Array.from(marks, (mark) => font.codeOf(store.cell(mark, 0, []))).join("");
    let codes = before === "" ? "" : blank(before);
    for (const cell of cells) codes += font.codeOf(cell);
    if (after !== "") codes += blank(after);
    const stroke = { codes, left, width, kind: strokeKind(cells) };
    pen.show(mark === undefined ? stroke : { ...stroke, mark: { code: font.codeOf(mark.cell), at: mark.at, width: widthOf(mark.cell, run) } });
  }

  function decorate(run: GlyphRun<RunPaint>, item: TextItem): void {
    const { face, size, tag } = run;
    const scale = size / face.unitsPerEm;
    const thickness = Math.max(0.25, face.underlineThicknessUnits * scale);
    const middle = tag.decoration === "underline" ? face.underlinePositionUnits * scale : face.capHeightUnits * scale * 0.4;
    const bottom = pageHeight - item.baseline + run.rise + middle - thickness / 2;
    content.setFill(tag.color);
    content.write(`${decimal(item.x + run.x)} ${decimal(bottom)} ${decimal(run.width)} ${decimal(thickness)} re f\n`);
  }

  return {
    paint: (item) => {
      for (const run of item.runs) if (run.tag.decoration !== "none") decorate(run, item);
      const shows = emitLine(item.runs, item.text, storeOf, sameStyle);
      if (shows.length === 0) return;
      pen.beginLine(item.x, pageHeight - item.baseline);
      let current: GlyphRun<RunPaint> | undefined;
      let font: EmbeddedFont | undefined;
      for (const show of shows) {
        const store = storeOf(show.run.face);
        if (font === undefined || current === undefined || !sameStyle(current, show.run)) {
          font = fontFor(show.run.face, shows.length * 4);
          content.setFill(show.run.tag.color);
          pen.setFont(font.name, show.run.size, show.run.rise, font.codeOf(store.cell(RLM, 0, [])));
        }
        current = show.run;
        paintShow(show, font, store);
      }
      pen.endLine();
    },
  };
}
