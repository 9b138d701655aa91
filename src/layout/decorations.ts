import type { ComputedStyle, Stroke } from "../style/index.ts";
import type { DisplayItem, Rect, Role } from "./displayList.ts";

const layoutArtifact: Role = { kind: "artifact", type: "Layout" };

/** Whether a box draws a background or a border. */
export function isDecorated(style: ComputedStyle): boolean {
  const { top, right, bottom, left } = style.border;
  return style.backgroundColor !== undefined || isVisible(top) || isVisible(right) || isVisible(bottom) || isVisible(left);
}

export function isVisible(stroke: Stroke): boolean {
  return stroke.style !== "none" && stroke.width > 0;
}

/**
 * Draws a fragment's background and borders (CSS Backgrounds 3), sliced at breaks (`box-decoration-break: slice`).
 *
 * @param rect the fragment's border box
 * @param hasTop false where the box goes on from the page or column before
 * @param hasBottom false where it goes on in the next one
 */
export function paintDecorations(items: DisplayItem[], style: ComputedStyle, rect: Rect, hasTop: boolean, hasBottom: boolean, role: Role = layoutArtifact): void {
  if (rect.width <= 0 || rect.height < 0) return;
  if (style.backgroundColor !== undefined && rect.height > 0) items.push({ kind: "fill", role, rect, color: style.backgroundColor });
  const { top, right, bottom, left } = style.border;
  const drawsTop = hasTop && isVisible(top);
  const drawsBottom = hasBottom && isVisible(bottom);
  const { x, y } = rect;
  const endX = x + rect.width;
  const endY = y + rect.height;
  // The horizontal strokes take the corners, so that translucent ones don't overlap.
  const sideTop = drawsTop ? y + top.width : y;
  const sideBottom = drawsBottom ? endY - bottom.width : endY;

  const inset = {
    top: drawsTop ? innerLine(top) : 0, bottom: drawsBottom ? innerLine(bottom) : 0,
    right: isVisible(right) ? innerLine(right) : 0, left: isVisible(left) ? innerLine(left) : 0,
  };
  const horizontal = (stroke: Stroke, outer: number, inwards: 1 | -1): void => {
    if (stroke.style === "double") {
      const line = thirdOf(stroke);
      items.push(rule(role, x, outer + (inwards * line.width) / 2, endX, outer + (inwards * line.width) / 2, line));
      const inner = outer + inwards * (stroke.width - line.width / 2);
      items.push(rule(role, x + inset.left, inner, endX - inset.right, inner, line));
    } else {
      items.push(rule(role, x, outer + (inwards * stroke.width) / 2, endX, outer + (inwards * stroke.width) / 2, stroke));
    }
  };
  const vertical = (stroke: Stroke, outer: number, inwards: 1 | -1): void => {
    if (stroke.style === "double") {
      const line = thirdOf(stroke);
      const from = y + (drawsTop && top.style === "double" ? line.width : drawsTop ? top.width : 0);
      const to = endY - (drawsBottom && bottom.style === "double" ? line.width : drawsBottom ? bottom.width : 0);
      items.push(rule(role, outer + (inwards * line.width) / 2, from, outer + (inwards * line.width) / 2, to, line));
      const inner = outer + inwards * (stroke.width - line.width / 2);
      items.push(rule(role, inner, y + inset.top, inner, endY - inset.bottom, line));
    } else {
      items.push(rule(role, outer + (inwards * stroke.width) / 2, sideTop, outer + (inwards * stroke.width) / 2, sideBottom, stroke));
    }
  };

  if (drawsTop) horizontal(top, y, 1);
  if (drawsBottom) horizontal(bottom, endY, -1);
  if (sideBottom <= sideTop) return;
  if (isVisible(right)) vertical(right, endX, -1);
  if (isVisible(left)) vertical(left, x, 1);
}

/** One of the two lines of a double border (CSS Backgrounds 3, section 4.2). */
function thirdOf(stroke: Stroke): Stroke {
  return { width: stroke.width / 3, style: "solid", color: stroke.color };
}

/** pt from a border's outer edge to where a double neighbour's inner line meets it. */
function innerLine(stroke: Stroke): number {
  return stroke.style === "double" ? (stroke.width * 2) / 3 : stroke.width;
}

/** A straight stroke; all pt. */
export function rule(role: Role, fromX: number, fromY: number, toX: number, toY: number, stroke: Stroke): DisplayItem {
  return { kind: "rule", role, from: { x: fromX, y: fromY }, to: { x: toX, y: toY }, stroke };
}
