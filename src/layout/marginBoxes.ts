import { writeDigits } from "../numerals/index.ts";
import type { ComputedStyle, ContentPart, MarginBox, MarginBoxName, PageStyle } from "../style/index.ts";
import type { TextBox } from "./boxTree.ts";
import { borderOf, clampLength, definite, paddingOf } from "./boxModel.ts";
import { paintDecorations } from "./decorations.ts";
import type { DisplayItem, Rect, Role } from "./displayList.ts";
import { openInline, type InlineFonts } from "./inlineContent.ts";
import type { LineComposer } from "./lineBoxes.ts";
import type { PageBoxes } from "./pages.ts";

export interface MarginBoxResources {
  readonly composer: LineComposer;
  readonly fonts: InlineFonts;
  readonly language: string;
}

/** A margin box with this page's text. */
interface FilledBox {
  readonly box: MarginBox;
  readonly text: TextBox | undefined;
  /** pt of margin, border and padding on each side of the content. */
  readonly edges: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
}

/**
 * Lays out a page's margin boxes (CSS Paged Media 3, section 5.3). The corners are as large as the margins that meet there; the three
 * boxes of a side share it by what their content asks for, the middle one staying in the middle; text stands in the middle of
 * a box's height, in the vertical bands' outer boxes at their outer ends.
 *
 * @param number the page's, from 1
 * @param count of all pages
 */
export function layoutMarginBoxes(style: PageStyle, boxes: PageBoxes, number: number, count: number, resources: MarginBoxResources): DisplayItem[] {
  const items: DisplayItem[] = [];
  if (style.marginBoxes.length === 0) return items;
  const { trim, content } = boxes;
  const { margin } = style;
  const bottomY = content.y + content.height;
  const rightX = content.x + content.width;

  const filled = new Map<MarginBoxName, FilledBox>();
  for (const box of style.marginBoxes) {
    if (box.content.length === 0 || box.style.display === "none") continue;
    filled.set(box.name, fill(box, number, count, content.width, resources));
  }
  const place = (name: MarginBoxName, rect: Rect): void => {
    const box = filled.get(name);
    if (box !== undefined) paintBox(items, box, rect, resources);
  };

  place("top-left-corner", { x: trim.x, y: trim.y, width: margin.left, height: margin.top });
  for (const [side, y, height] of [["top", trim.y, margin.top], ["bottom", bottomY, margin.bottom]] as const) {
    const names = [`${side}-left`, `${side}-center`, `${side}-right`] as const;
    const asked = names.map((name) => askedWidth(filled.get(name), content.width, resources.composer));
    const [first, middle, last] = shareSide(asked, content.width);
    place(names[0], { x: content.x, y, width: first, height });
    place(names[1], { x: content.x + (content.width - middle) / 2, y, width: middle, height });
    place(names[2], { x: rightX - last, y, width: last, height });
  }
  place("top-right-corner", { x: rightX, y: trim.y, width: margin.right, height: margin.top });
  for (const [side, x, width] of [["left", trim.x, margin.left], ["right", rightX, margin.right]] as const) {
    const names = [`${side}-top`, `${side}-middle`, `${side}-bottom`] as const;
    const asked = names.map((name) => askedHeight(filled.get(name), width, content.height, resources.composer));
    const [first, middle, last] = shareSide(asked, content.height);
    place(names[0], { x, y: content.y, width, height: first });
    place(names[1], { x, y: content.y + (content.height - middle) / 2, width, height: middle });
    place(names[2], { x, y: bottomY - last, width, height: last });
  }
  place("bottom-left-corner", { x: trim.x, y: bottomY, width: margin.left, height: margin.bottom });
  place("bottom-right-corner", { x: rightX, y: bottomY, width: margin.right, height: margin.bottom });
  return items;
}

/** The text of a margin box's `content` on one page. */
export function contentText(parts: readonly ContentPart[], number: number, count: number): string {
  return parts.map((part) => (part.kind === "string" ? part.text : writeDigits(String(part.name === "page" ? number : count), part.numerals))).join("");
}

/** What stands in a margin box (ISO 32000-1, table 330). */
function roleOf(name: MarginBoxName): Role {
  if (name.startsWith("top")) return { kind: "artifact", type: "Pagination", subtype: "Header", attached: ["Top"] };
  if (name.startsWith("bottom")) return { kind: "artifact", type: "Pagination", subtype: "Footer", attached: ["Bottom"] };
  return { kind: "artifact", type: "Pagination", attached: [name.startsWith("left") ? "Left" : "Right"] };
}

function fill(box: MarginBox, number: number, count: number, containerWidth: number, { fonts, language }: MarginBoxResources): FilledBox {
  const { style } = box;
  const role = roleOf(box.name);
  const inline = openInline(style, language, fonts);
  inline.text(contentText(box.content, number, count), inline.root);
  const content = inline.close();
  const text: TextBox | undefined =
    content === undefined ? undefined : { kind: "text", style, ...content, grid: undefined, first: true, role, source: undefined, anchor: undefined, continues: false };
  const border = borderOf(style);
  const padding = paddingOf(style, containerWidth);
  const edgeOf = (side: "top" | "right" | "bottom" | "left"): number => (definite(style.margin[side], containerWidth) ?? 0) + border[side] + padding[side];
  return { box, text, edges: { top: edgeOf("top"), right: edgeOf("right"), bottom: edgeOf("bottom"), left: edgeOf("left") } };
}

/** What a box wants of its side: pt it asks for, margins included, and whether its style fixes that. */
interface Asked {
  readonly length: number;
  readonly fixed: boolean;
}

function askedWidth(filled: FilledBox | undefined, available: number, composer: LineComposer): Asked | undefined {
  if (filled === undefined) return undefined;
  const { style } = filled.box;
  const edges = filled.edges.left + filled.edges.right;
  const inset = style.boxSizing === "border-box" ? insetOf(style, available, "left", "right") : 0;
  const asked = definite(style.width, available);
  // Rounded up so that the text still fits on its line.
  const natural = filled.text === undefined ? 0 : Math.ceil(composer.maxContent(filled.text) * 64) / 64;
  const content = clampLength(asked === undefined ? natural : asked - inset, style.minWidth, style.maxWidth, available, inset);
  return { length: content + edges, fixed: asked !== undefined };
}

function askedHeight(filled: FilledBox | undefined, width: number, available: number, composer: LineComposer): Asked | undefined {
  if (filled === undefined) return undefined;
  const { style } = filled.box;
  const edges = filled.edges.top + filled.edges.bottom;
  const inset = style.boxSizing === "border-box" ? insetOf(style, width, "top", "bottom") : 0;
  const asked = definite(style.height, available);
  const measure = Math.max(0, width - filled.edges.left - filled.edges.right);
  const natural = filled.text === undefined ? 0 : composer.lines(filled.text, measure, measure).reduce((sum, line) => sum + line.height, 0);
  const content = clampLength(asked === undefined ? natural : asked - inset, style.minHeight, style.maxHeight, available, inset);
  return { length: content + edges, fixed: asked !== undefined };
}

function insetOf(style: ComputedStyle, whole: number, one: "left" | "top", other: "right" | "bottom"): number {
  const border = borderOf(style);
  const padding = paddingOf(style, whole);
  return border[one] + padding[one] + border[other] + padding[other];
}

/**
 * Shares a side among its three boxes (CSS Paged Media 3, sections 5.3.2.1 to 5.3.2.3). With a middle box, the outer two count as one of
 * twice the longer's length, so that the middle stays in the middle; what is left over goes to the boxes in proportion.
 *
 * @param asked for the first, the middle and the last box, `undefined` where there is none
 * @param available pt of the side between the corners
 * @returns pt of the three, 0 where there is none
 */
export function shareSide(asked: readonly (Asked | undefined)[], available: number): readonly [number, number, number] {
  const [first, middle, last] = asked;
  if (middle === undefined) {
    const [one, other] = share(first, last, available);
    return [one, 0, other];
  }
  const outer = first === undefined && last === undefined ? undefined : Math.max(first?.length ?? 0, last?.length ?? 0);
  if (outer === undefined) return [0, middle.fixed ? middle.length : available, 0];
  const [center] = share(middle, { length: 2 * outer, fixed: false }, available);
  const beside = Math.max(0, (available - center) / 2);
  const outerLength = (box: Asked | undefined): number => (box === undefined ? 0 : box.fixed ? box.length : beside);
  return [outerLength(first), center, outerLength(last)];
}

function share(one: Asked | undefined, other: Asked | undefined, available: number): readonly [number, number] {
  const alone = (box: Asked): number => (box.fixed ? box.length : available);
  if (one === undefined) return [0, other === undefined ? 0 : alone(other)];
  if (other === undefined) return [alone(one), 0];
  if (one.fixed) return [one.length, other.fixed ? other.length : Math.max(0, available - one.length)];
  if (other.fixed) return [Math.max(0, available - other.length), other.length];
  const sum = one.length + other.length;
  const part = sum === 0 ? available / 2 : (available * one.length) / sum;
  return [part, available - part];
}

function paintBox(items: DisplayItem[], filled: FilledBox, outer: Rect, { composer }: MarginBoxResources): void {
  const { box, text, edges } = filled;
  const { style } = box;
  const marginOf = (side: "top" | "right" | "bottom" | "left"): number => definite(style.margin[side], outer.width) ?? 0;
  const border: Rect = {
    x: outer.x + marginOf("left"),
    y: outer.y + marginOf("top"),
    width: outer.width - marginOf("left") - marginOf("right"),
    height: outer.height - marginOf("top") - marginOf("bottom"),
  };
  const role = text?.role ?? roleOf(box.name);
  paintDecorations(items, style, border, true, true, role);
  if (text === undefined) return;

  const measure = Math.max(0, outer.width - edges.left - edges.right);
  const lines = composer.lines(text, measure, measure);
  const free = outer.height - edges.top - edges.bottom - lines.reduce((sum, line) => sum + line.height, 0);
  let y = outer.y + edges.top + free * verticalShare(box.name);
  for (const { line, height, baseline } of lines) {
    items.push({ kind: "text", role, x: outer.x + edges.left, baseline: y + baseline, text: line.text, runs: line.runs, last: line.last });
    y += height;
  }
}

/** How much of a box's free height stands above its text: the default `vertical-align` of CSS Paged Media 3, section 5.2. */
function verticalShare(name: MarginBoxName): number {
  if (name === "left-top" || name === "right-top") return 0;
  return name === "left-bottom" || name === "right-bottom" ? 1 : 0.5;
}
