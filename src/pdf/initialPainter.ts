import { glyphOutlinesOf, type Contour, type ContourPoint } from "../fonts/index.ts";
import type { RunPaint } from "../layout/index.ts";
import type { GlyphRun } from "../text/index.ts";
import type { ContentStream } from "./contentStream.ts";
import { decimal } from "./contentStream.ts";

/**
 * Draws a run of an initial as paths. Its text is shown with blank glyphs of the text's size on the first line's baseline: glyphs as high as several lines
 * would make PDFium take these for one.
 *
 * @param x pt from the page's left edge to the line's @param baseline pt from the page's bottom to the line's
 */
export function paintInitial(content: ContentStream, { face, size, x: runX, tag, glyphs }: GlyphRun<RunPaint>, x: number, baseline: number): void {
  if (tag.color.alpha === 0) return;
  const { contours } = glyphOutlinesOf(face);
  const paths: string[] = [];
  let pen = x + runX;
  for (const { id, advance, xOffset, yOffset, enlarged } of glyphs()) {
    const scale = ((enlarged ?? 1) * size) / face.unitsPerEm;
    const [left, bottom] = [pen + xOffset, baseline + yOffset];
    const place = (point: ContourPoint): ContourPoint => ({ ...point, x: left + point.x * scale, y: bottom + point.y * scale });
    if (enlarged !== undefined) for (const contour of contours(id)) paths.push(pathOf(contour.map(place)));
    pen += advance;
  }
  if (paths.length === 0) return;
  content.setFill(tag.color);
  content.write(`${paths.join("")}f\n`);
}

/** A closed path along a TrueType contour: between two control points stands a point of the curve, midway. */
function pathOf(contour: Contour): string {
  const onCurve = contour.findIndex((point) => point.onCurve);
  const first = contour[Math.max(0, onCurve)];
  if (first === undefined || contour.length < 2) return "";
  const start = onCurve < 0 ? midway(first, contour.at(-1) ?? first) : first;
  const rest = onCurve < 0 ? contour : [...contour.slice(onCurve + 1), ...contour.slice(0, onCurve)];
  const operators = [`${numbers(start)} m\n`];
  let from: ContourPoint = start;
  let control: ContourPoint | undefined;
  for (const point of [...rest, start]) {
    if (control !== undefined) {
      const to = point.onCurve ? point : midway(control, point);
      operators.push(curve(from, control, to));
      from = to;
    } else if (point.onCurve) {
      operators.push(`${numbers(point)} l\n`);
      from = point;
    }
    control = point.onCurve ? undefined : point;
  }
  return `${operators.join("")}h\n`;
}

function numbers({ x, y }: ContourPoint): string {
  return `${decimal(x)} ${decimal(y)}`;
}

function midway(a: ContourPoint, b: ContourPoint): ContourPoint {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, onCurve: true };
}

/** A quadratic curve as a cubic one. */
function curve(from: ContourPoint, control: ContourPoint, to: ContourPoint): string {
  const towards = ({ x, y }: ContourPoint): ContourPoint => ({ x: x + ((control.x - x) * 2) / 3, y: y + ((control.y - y) * 2) / 3, onCurve: false });
  return `${[towards(from), towards(to), to].map(numbers).join(" ")} c\n`;
}
