import type { PageStyle, PageStyles } from "../style/index.ts";
import type { MarkItem, Rect, Role } from "./displayList.ts";

/** A page's boxes, pt from the MediaBox's top left corner. */
export interface PageBoxes {
  readonly media: Rect;
  readonly trim: Rect;
  readonly bleed: Rect;
  /** Inside the margins. */
  readonly content: Rect;
}

/** pt between the BleedBox and the marks, and of the marks' own length: 15 pt is about 5 mm, as ISO 12647 proofs show them. */
export const markGap = 3;
export const markLength = 15;
/** pt that a register mark reaches to either side of its middle. */
export const crossReach = markLength / 2;
/** pt of the slug line's room at the sheet's foot. */
export const slugHeight = 10;
const markWidth = 0.25;
const crossRadius = 4.5;
export const markRole: Role = { kind: "artifact", type: "Page" };

/**
 * The style of a page. Page 1 is a right page in a left-to-right publication and a left one in a right-to-left one (CSS Paged Media 3,
 * section 3.1: the progression follows the root's direction).
 *
 * @param number from 1
 */
export function pageStyleOf(styles: PageStyles, number: number, direction: "rtl" | "ltr"): PageStyle {
  if (number === 1) return styles.first;
  const odd = number % 2 === 1;
  return odd === (direction === "ltr") ? styles.right : styles.left;
}

/** The boxes of a page (ISO 32000-1, 14.11.2): the MediaBox is the trimmed page, its bleed, and room for marks where there are any. */
export function pageBoxes(style: PageStyle): PageBoxes {
  const { crop, cross, bars, slug } = style.marks;
  const marks = crop || cross || bars ? markGap + markLength + markGap : 0;
  const around = style.bleed + marks;
  const foot = slug ? Math.max(0, markGap - marks) + slugHeight : 0;
  const trim = { x: around, y: around, width: style.width, height: style.height };
  const { margin } = style;
  return {
    media: { x: 0, y: 0, width: style.width + 2 * around, height: style.height + 2 * around + foot },
    trim,
    bleed: outset(trim, style.bleed),
    content: {
      x: trim.x + margin.left,
      y: trim.y + margin.top,
      width: style.width - margin.left - margin.right,
      height: style.height - margin.top - margin.bottom,
    },
  };
}

function outset(rect: Rect, by: number): Rect {
  return { x: rect.x - by, y: rect.y - by, width: rect.width + 2 * by, height: rect.height + 2 * by };
}

/**
 * Crop marks at the corners, in line with the trimmed page's edges, and registration crosses at the middle of its sides (CSS Paged Media
 * 3, section 7.2 `marks`); all outside the BleedBox.
 */
export function pageMarks(style: PageStyle, boxes: PageBoxes): MarkItem[] {
  const items: MarkItem[] = [];
  const { trim, bleed } = boxes;
  const left = bleed.x - markGap;
  const right = bleed.x + bleed.width + markGap;
  const top = bleed.y - markGap;
  const bottom = bleed.y + bleed.height + markGap;
  const line = (fromX: number, fromY: number, toX: number, toY: number): void => {
    items.push({ kind: "mark", role: markRole, width: markWidth, shape: { kind: "line", from: { x: fromX, y: fromY }, to: { x: toX, y: toY } } });
  };

  if (style.marks.crop) {
    for (const y of [trim.y, trim.y + trim.height]) {
      line(left - markLength, y, left, y);
      line(right, y, right + markLength, y);
    }
    for (const x of [trim.x, trim.x + trim.width]) {
      line(x, top - markLength, x, top);
      line(x, bottom, x, bottom + markLength);
    }
  }
  if (style.marks.cross) {
    const half = crossReach;
    const middleX = trim.x + trim.width / 2;
    const middleY = trim.y + trim.height / 2;
    const centers = [
      { x: middleX, y: top - half },
      { x: right + half, y: middleY },
      { x: middleX, y: bottom + half },
      { x: left - half, y: middleY },
    ];
    for (const center of centers) {
      line(center.x - half, center.y, center.x + half, center.y);
      line(center.x, center.y - half, center.x, center.y + half);
      items.push({ kind: "mark", role: markRole, width: markWidth, shape: { kind: "circle", center, radius: crossRadius } });
    }
  }
  return items;
}
