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

  if (drawsTop) items.push(rule(role, x, y + top.width / 2, endX, y + top.width / 2, top));
  if (drawsBottom) items.push(rule(role, x, endY - bottom.width / 2, endX, endY - bottom.width / 2, bottom));
  if (sideBottom <= sideTop) return;
  if (isVisible(right)) items.push(rule(role, endX - right.width / 2, sideTop, endX - right.width / 2, sideBottom, right));
  if (isVisible(left)) items.push(rule(role, x + left.width / 2, sideTop, x + left.width / 2, sideBottom, left));
}

/** A straight stroke; all pt. */
export function rule(role: Role, fromX: number, fromY: number, toX: number, toY: number, stroke: Stroke): DisplayItem {
  return { kind: "rule", role, from: { x: fromX, y: fromY }, to: { x: toX, y: toY }, stroke };
}
