import type { Color } from "../style/index.ts";
import { columnLeft } from "./columns.ts";
import { isDecorated, isVisible, paintDecorations, rule } from "./decorations.ts";
import type { DisplayItem, ImageItem, Role, TextItem } from "./displayList.ts";
import { placeImage } from "./replaced.ts";
import type { Fragment, Frame, OpenStrip, RowFragment } from "./strips.ts";

const layoutArtifact: Role = { kind: "artifact", type: "Layout" };

/**
 * Where items go: one page's lists. What boxes draw lies under all text (CSS 2.1, appendix E.2), or else a background would cover the
 * descenders and dots of the line above it.
 */
export interface PageSink {
  readonly number: number;
  /** Backgrounds, borders, column rules. */
  readonly ground: DisplayItem[];
  /** Text and images, in reading order. */
  readonly text: (TextItem | ImageItem)[];
}

/**
 * Turns a placed fragment into items: backgrounds and borders under what they hold, text in reading order, column rules.
 *
 * @param x pt of the galley's left edge on the page
 * @param y pt of the fragment's top on the page
 * @param extent pt that a box which goes on in the next fragment reaches down to, from `y`
 */
export function emitFragment(sink: PageSink, fragment: Fragment, x: number, y: number, extent: number): void {
  const { galley, from, to, tops } = fragment;
  const { strips } = galley;
  for (const index of openAt(fragment)) {
    const strip = strips[index];
    if (strip?.kind === "open") emitBox(sink, fragment, strip, x, y, y, false, extent);
  }
  let row = 0;
  for (let index = from; index < to; index++) {
    const strip = strips[index];
    const top = y + (tops[index - from] ?? 0);
    switch (strip?.kind) {
      case "line": {
        const { line, baseline } = strip.box;
        if (strip.firstOfText && strip.text.anchor !== undefined) {
          strip.text.anchor.page = sink.number;
          strip.text.anchor.y = top;
        }
        if (line.text === "" && line.runs.length === 0) break;
        sink.text.push({
          kind: "text", role: strip.text.role, x: x + strip.x, baseline: top + baseline, text: line.text, runs: line.runs, last: line.last,
          ...(line.last && (!strip.lastOfText || strip.text.continues) && { breaks: true }),
        });
        break;
      }
      case "monolith":
        emitFrame(sink, strip.frame, x, top);
        break;
      case "row": {
        const rowFragment = fragment.rows[row++];
        if (rowFragment !== undefined) emitRow(sink, rowFragment, x, top);
        break;
      }
      case "open":
        emitBox(sink, fragment, strip, x, y, top, true, extent);
        break;
      default:
        break;
    }
  }
}

/** Indices of the decorated boxes that go on from an earlier fragment, the outermost first. */
function openAt({ galley, from }: Fragment): number[] {
  const open: number[] = [];
  for (let index = galley.strips[from]?.inside ?? -1; index >= 0; index = galley.strips[index]?.inside ?? -1) {
    if (index < from) open.push(index);
  }
  return open.reverse();
}

function emitBox(sink: PageSink, fragment: Fragment, strip: OpenStrip, x: number, y: number, top: number, hasTop: boolean, extent: number): void {
  const ends = strip.closedAt < fragment.to;
  const bottom = ends ? y + (fragment.tops[strip.closedAt - fragment.from] ?? fragment.height) : Math.max(top, y + extent);
  paintDecorations(sink.ground, strip.box.style, { x: x + strip.x, y: top, width: strip.width, height: bottom - top }, hasTop, ends);
}

function emitRow(sink: PageSink, row: RowFragment, x: number, top: number): void {
  const { columns: geometry } = row.strip;
  const stroke = geometry.style.columnRule;
  for (let index = 1; index < row.columns.length; index++) {
    if (!isVisible(stroke)) break;
    const later = columnLeft(geometry, index);
    const earlier = columnLeft(geometry, index - 1);
    const middle = x + Math.max(later, earlier) - geometry.gap / 2;
    sink.ground.push(rule(layoutArtifact, middle, top, middle, top + row.height, stroke));
  }
  for (const [index, column] of row.columns.entries()) {
    emitFragment(sink, column, x + columnLeft(geometry, index), top, row.height);
  }
}

/** @param x pt of the left edge that the frame's own `x` counts from @param y pt of the top that its `y` counts from */
export function emitFrame(sink: PageSink, frame: Frame, x: number, y: number): void {
  const left = x + frame.x;
  const top = y + frame.y;
  const { border, padding } = frame.model;
  if (isDecorated(frame.box.style)) {
    paintDecorations(sink.ground, frame.box.style, { x: left, y: top, width: frame.width, height: frame.height }, true, true);
  }
  const contentX = left + border.left + padding.left;
  const contentY = top + border.top + padding.top;
  if (frame.content.kind === "flow") {
    emitFragment(sink, frame.content.fragment, contentX, contentY, frame.content.fragment.height);
  } else if (frame.content.kind === "image") {
    const { box } = frame.content;
    if (box.anchor !== undefined) Object.assign(box.anchor, { page: sink.number, y: top });
    const width = frame.width - border.left - padding.left - padding.right - border.right;
    const height = frame.height - border.top - padding.top - padding.bottom - border.bottom;
    if (width > 0 && height > 0) sink.text.push(placeImage(box, { x: contentX, y: contentY, width, height }));
  } else {
    for (const item of frame.content.frames) emitFrame(sink, item, contentX, contentY);
  }
}

/** A page's ground, out to the bleed. */
export function emitGround(items: DisplayItem[], rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }, color: Color): void {
  items.push({ kind: "fill", role: { kind: "artifact", type: "Background", box: rect, attached: ["Top", "Bottom", "Left", "Right"] }, rect, color });
}
