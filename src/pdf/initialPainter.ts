import { glyphOutlinesOf, type ContourPoint } from "../fonts/index.ts";
import type { RunPaint } from "../layout/index.ts";
import type { Glyph, GlyphRun } from "../text/index.ts";
import type { ContentStream } from "./contentStream.ts";
import { decimal } from "./decimal.ts";
import { pathOf } from "./glyphPaths.ts";

/**
 * Draws a run of an initial as paths. Its text is shown with blank glyphs of the text's size on the first line's baseline: glyphs as high as several lines
 * would make PDFium take these for one.
 *
 * @param x pt from the page's left edge to the line's @param baseline pt from the page's bottom to the line's
 */
export function paintInitial(content: ContentStream, run: GlyphRun<RunPaint>, x: number, baseline: number): void {
  if (run.tag.color.alpha === 0) return;
  const paths = pathsOf(run, x, baseline, ({ enlarged }) => enlarged !== undefined);
  if (paths === "") return;
  content.setFill(run.tag.color, true);
  content.write(`${paths}f\n`);
}

/** The outlines of a run's glyphs, of those that are asked for; lengths as in `paintInitial`. */
function pathsOf({ face, size, x: runX, glyphs }: GlyphRun, x: number, baseline: number, isDrawn: (glyph: Glyph) => boolean): string {
  const { contours } = glyphOutlinesOf(face);
  const paths: string[] = [];
  let pen = x + runX;
  for (const glyph of glyphs()) {
    const scale = ((glyph.enlarged ?? 1) * size) / face.unitsPerEm;
    const [left, bottom] = [pen + glyph.xOffset, baseline + glyph.yOffset];
    const place = (point: ContourPoint): ContourPoint => ({ ...point, x: left + point.x * scale, y: bottom + point.y * scale });
    if (isDrawn(glyph)) for (const contour of contours(glyph.id)) paths.push(pathOf(contour.map(place), decimal));
    pen += glyph.advance;
  }
  return paths.join("");
}
