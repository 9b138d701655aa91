import type { FillItem, MarkItem, RuleItem } from "../layout/index.ts";
import type { ContentStream } from "./contentStream.ts";
import { decimal } from "./decimal.ts";

/** How far a Bézier curve's control points lie out to draw a quarter circle of radius 1. */
const QUARTER_CIRCLE = 0.5522847498;

/** Draws a filled rectangle. */
export function paintFill(content: ContentStream, { rect, color }: FillItem, pageHeight: number): void {
  if (color.alpha === 0) return;
  content.setFill(color);
  content.write(`${decimal(rect.x)} ${decimal(pageHeight - rect.y - rect.height)} ${decimal(rect.width)} ${decimal(rect.height)} re f\n`);
}

/** pt of a dot's dash between its round ends: PDFium makes a shorter one this long, and its dots drift off the others'. */
const DOT = 0.1;

function line(x1: number, y1: number, x2: number, y2: number): string {
  return `${decimal(x1)} ${decimal(y1)} m ${decimal(x2)} ${decimal(y2)} l S\n`;
}

/**
 * Draws a straight stroke: solid; double as two lines of a third each (CSS Backgrounds 3, section 4.2); dashed in dashes of three widths, two
 * apart; dotted in round dots, one width apart.
 */
export function paintRule(content: ContentStream, { from, to, stroke }: RuleItem, pageHeight: number): void {
  if (stroke.style === "none" || stroke.width === 0 || stroke.color.alpha === 0) return;
  const { width } = stroke;
  const [x1, y1, x2, y2] = [from.x, pageHeight - from.y, to.x, pageHeight - to.y];
  content.setStroke(stroke.color, true);
  switch (stroke.style) {
    case "solid":
      content.write(`${decimal(width)} w\n${line(x1, y1, x2, y2)}`);
      break;
    case "double": {
      const length = Math.hypot(x2 - x1, y2 - y1);
      if (length === 0) break;
      const dx = ((y1 - y2) / length) * (width / 3);
      const dy = ((x2 - x1) / length) * (width / 3);
      content.write(`${decimal(width / 3)} w\n${line(x1 + dx, y1 + dy, x2 + dx, y2 + dy)}${line(x1 - dx, y1 - dy, x2 - dx, y2 - dy)}`);
      break;
    }
    case "dashed":
      content.write(`${decimal(width)} w [${decimal(width * 3)} ${decimal(width * 2)}] 0 d\n${line(x1, y1, x2, y2)}[] 0 d\n`);
      break;
    case "dotted":
      content.write(`${decimal(width)} w 1 J [${DOT} ${decimal(width * 2 - DOT)}] 0 d\n${line(x1, y1, x2, y2)}[] 0 d 0 J\n`);
      break;
  }
}

function circle(x: number, y: number, radius: number): string {
  const control = radius * QUARTER_CIRCLE;
  const curve = (...points: number[]): string => `${points.map(decimal).join(" ")} c\n`;
  return [
    `${decimal(x + radius)} ${decimal(y)} m\n`,
    curve(x + radius, y + control, x + control, y + radius, x, y + radius),
    curve(x - control, y + radius, x - radius, y + control, x - radius, y),
    curve(x - radius, y - control, x - control, y - radius, x, y - radius),
    curve(x + control, y - radius, x + radius, y - control, x + radius, y),
    "s\n",
  ].join("");
}

/** Draws a printer's mark in the registration colour. */
export function paintMark(content: ContentStream, { shape, width }: MarkItem, pageHeight: number): void {
  content.setRegistration();
  content.write(`${decimal(width)} w\n`);
  content.write(
    shape.kind === "line"
      ? line(shape.from.x, pageHeight - shape.from.y, shape.to.x, pageHeight - shape.to.y)
      : circle(shape.center.x, pageHeight - shape.center.y, shape.radius),
  );
}
