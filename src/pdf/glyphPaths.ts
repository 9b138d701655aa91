import type { Contour, ContourPoint } from "../fonts/index.ts";

type WriteNumber = (value: number) => string;

/** A closed path along a TrueType contour: between two control points stands a point of the curve, midway; quadratic curves become cubic ones. */
export function pathOf(contour: Contour, write: WriteNumber): string {
  const numbers = ({ x, y }: ContourPoint): string => `${write(x)} ${write(y)}`;
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
      operators.push(`${curve(from, control, to).map(numbers).join(" ")} c\n`);
      from = to;
    } else if (point.onCurve) {
      operators.push(`${numbers(point)} l\n`);
      from = point;
    }
    control = point.onCurve ? undefined : point;
  }
  return `${operators.join("")}h\n`;
}

function midway(a: ContourPoint, b: ContourPoint): ContourPoint {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, onCurve: true };
}

/** The control points and the end of a quadratic curve as a cubic one. */
function curve(from: ContourPoint, control: ContourPoint, to: ContourPoint): readonly ContourPoint[] {
  const towards = ({ x, y }: ContourPoint): ContourPoint => ({ x: x + ((control.x - x) * 2) / 3, y: y + ((control.y - y) * 2) / 3, onCurve: false });
  return [towards(from), towards(to), to];
}
