import type { BreakValue } from "../style/index.ts";
import type { BlockBox, BlockLevelBox, Box, TextBox } from "./boxTree.ts";
import { blockModel, clampLength, definite, edge, fixedHeight, verticalInset, type BoxModel } from "./boxModel.ts";
import { columnGeometry, isMulticol } from "./columns.ts";
import { isDecorated } from "./decorations.ts";
import { placeWhole } from "./fragmentation.ts";
import type { FlowContext, FrameLayout } from "./flowContext.ts";
import { snapOfFrame } from "./frameSnap.ts";
import {
  addBoundary, addMargin, closeBox, closeGalley, dropMargin, openBox, openGalley, pushSolid, settle, unplaced, worst, type GalleyBuilder,
} from "./galley.ts";
import { initialFlowOf } from "./lineBoxes.ts";
import { imageModel } from "./replaced.ts";
import { breakLevel, type BreakLevel, type Galley } from "./strips.ts";

/** The content box that boxes are laid out in; pt. */
export interface ContainingBlock {
  readonly x: number;
  readonly width: number;
  /** `undefined` where the content decides it. */
  readonly height: number | undefined;
  readonly direction: "rtl" | "ltr";
}

/** Where boxes go: a galley, and in a multi-column container the way out for spanners. */
interface Flow {
  readonly builder: GalleyBuilder;
  readonly spanner: ((box: BlockLevelBox) => void) | undefined;
}

/**
 * Lays boxes out in normal flow, one below the other, as an endless galley.
 *
 * @param block the containing block, its `x` counted from the galley's left edge
 * @param keepsMargins whether the last margin belongs to the galley, as in a block formatting context's root
 */
export function flowGalley(context: FlowContext, boxes: readonly Box[], block: ContainingBlock, keepsMargins: boolean): Galley {
  const builder = openGalley();
  flowBoxes(context, { builder, spanner: undefined }, boxes, block);
  if (keepsMargins) settle(builder);
  return closeGalley(builder);
}

function flowBoxes(context: FlowContext, flow: Flow, boxes: readonly Box[], block: ContainingBlock): void {
  for (const [index, box] of boxes.entries()) {
    const previous = boxes[index - 1];
    if (previous !== undefined) {
      const after = breakBeside(previous, "breakAfter");
      const before = breakBeside(box, "breakBefore");
      addBoundary(flow.builder, worst(levelOf(after, flow.spanner !== undefined), levelOf(before, flow.spanner !== undefined)), forcedOf(before) ?? forcedOf(after));
    }
    if (box.kind === "text") flowText(context, flow.builder, box, block);
    else flowBlock(context, flow, box, block);
  }
}

/** A break value travels out from a first or last child to the boundary where it counts (CSS Fragmentation 3, section 3.1). */
function breakBeside(box: Box, property: "breakBefore" | "breakAfter"): BreakValue {
  if (box.kind === "text") return "auto";
  const own = box.style[property];
  const child = box.children.at(property === "breakBefore" ? 0 : -1);
  if (child === undefined || box.kind === "flex" || isMulticol(box.style)) return own;
  const inner = breakBeside(child, property);
  if (forcedOf(inner) !== undefined || forcedOf(own) !== undefined) return forcedOf(own) === "page" || forcedOf(inner) === undefined ? own : inner;
  return own === "auto" ? inner : own;
}

/** Outside of columns a break that avoids columns alone is free; within them, pages break between columns. */
function levelOf(value: BreakValue, inColumns: boolean): BreakLevel {
  return avoids(value, inColumns) ? breakLevel.besideAvoid : breakLevel.free;
}

function avoids(value: BreakValue, inColumns: boolean): boolean {
  return value.startsWith("avoid") && (inColumns || value !== "avoid-column");
}

function forcedOf(value: BreakValue): "page" | "column" | undefined {
  return value === "page" || value === "column" ? value : undefined;
}

function flowText(context: FlowContext, builder: GalleyBuilder, text: TextBox, block: ContainingBlock): void {
  const lines = context.composer.lines(text, block.width, block.width);
  const initial = initialFlowOf(text, lines);
  const { orphans, widows } = text.style;
  const inside: BreakLevel = builder.avoiding > 0 ? breakLevel.insideAvoid : breakLevel.free;
  for (const [index, box] of lines.entries()) {
    const level = index < Math.max(1, initial.lines) ? breakLevel.structural : index < orphans || lines.length - index < widows ? breakLevel.orphansWidows : inside;
    const snap = text.grid && { grid: text.grid, baseline: box.baseline };
    const place = { firstOfText: index === 0, lastOfText: index === lines.length - 1 };
    pushSolid(builder, { kind: "line", height: box.height, x: block.x, box, text, snap, ...place, level, forced: undefined, inside: -1 });
  }
  if (initial.missing > 0) pushEdge(builder, initial.missing);
}

function flowBlock(context: FlowContext, flow: Flow, box: BlockLevelBox, block: ContainingBlock): void {
  const { style } = box;
  if (flow.spanner !== undefined && style.columnSpan === "all") {
    flow.spanner(box);
    return;
  }
  if (box.kind === "image") {
    const { model, height } = imageModel(box, block);
    flowMonolith(context, flow.builder, box, model, block.x + model.margin.left, block.height, height);
    return;
  }
  const model = blockModel(style, block.width, block.direction);
  const x = block.x + model.margin.left;
  if (isMonolithic(box, block.height) || exceedsMaximum(context, box, model, block.height) || (flow.spanner !== undefined && isMulticol(style))) {
    flowMonolith(context, flow.builder, box, model, x, block.height, fixedHeight(style, model, block.height));
    return;
  }

  const { builder } = flow;
  const decorated = isDecorated(style);
  const topEdge = edge(model, "top");
  const bottomEdge = edge(model, "bottom");
  addMargin(builder, model.margin.top, true);
  if (decorated) openBox(builder, box, x, edge(model, "left") + model.width + edge(model, "right"));
  if (topEdge > 0) pushEdge(builder, topEdge);

  const before = builder.strips.length;
  const avoidsInside = avoids(style.breakInside, flow.spanner !== undefined);
  if (avoidsInside) builder.avoiding++;
  const content: ContainingBlock = { x: x + edge(model, "left"), width: model.width, height: undefined, direction: style.direction };
  if (isMulticol(style)) flowColumns(context, builder, box, content);
  else flowBoxes(context, flow, box.children, content);
  if (avoidsInside) builder.avoiding--;

  const least = definite(style.minHeight === "auto" ? 0 : style.minHeight, block.height) ?? 0;
  if (least > 0) fillToMinimum(builder, topEdge > 0 ? before : pastMargin(builder, before), Math.max(0, least - verticalInset(style, model)));
  if (bottomEdge > 0) pushEdge(builder, bottomEdge);
  if (decorated) closeBox(builder);
  addMargin(builder, model.margin.bottom, false);
}

/** @param height pt of padding, border or filling */
function pushEdge(builder: GalleyBuilder, height: number): void {
  pushSolid(builder, { kind: "edge", height, ...unplaced(breakLevel.structural) });
}

function isMonolithic({ kind, style }: BlockBox, containerHeight: number | undefined): boolean {
  return kind === "flex" || definite(style.height, containerHeight) !== undefined;
}

/** Whether a box's content is higher than its `max-height`; one that stays below it breaks like any other. */
function exceedsMaximum(context: FlowContext, box: BlockBox, model: BoxModel, containerHeight: number | undefined): boolean {
  const { style } = box;
  const most = style.maxHeight === "none" ? undefined : definite(style.maxHeight, containerHeight);
  if (most === undefined) return false;
  const { content, height } = frameOf(context, box, model, { height: undefined, containerHeight, marginEscapes: false, gridTop: 0 }).frame;
  return (content.kind === "flow" ? content.fragment.height : height) > most - verticalInset(style, model);
}

/** Past the first child's top margin, which collapses with the box's own and is no part of its height (CSS 2.1, section 10.7). */
function pastMargin({ strips }: GalleyBuilder, from: number): number {
  return strips[from]?.kind === "space" ? from + 1 : from;
}

function fillToMinimum(builder: GalleyBuilder, from: number, least: number): void {
  let height = Math.max(0, builder.margin.positive + builder.margin.negative);
  for (let index = from; index < builder.strips.length; index++) {
    const strip = builder.strips[index];
    if (strip === undefined) break;
    height += strip.kind === "row" ? placeWhole({ ...strip.galley, strips: [strip] }, 0, { top: 0, room: Number.POSITIVE_INFINITY }).height : strip.height;
  }
  if (height < least) pushEdge(builder, least - height);
}

function flowMonolith(
  context: FlowContext,
  builder: GalleyBuilder,
  box: BlockLevelBox,
  model: BoxModel,
  x: number,
  containerHeight: number | undefined,
  height: number | undefined,
): void {
  const { frame, escaping } = frameOf(context, box, model, { height, containerHeight, marginEscapes: edge(model, "top") === 0, gridTop: 0 });
  addMargin(builder, model.margin.top, true);
  addMargin(builder, escaping, true);
  const snap = snapOfFrame(frame);
  pushSolid(builder, { kind: "monolith", height: frame.height, frame: { ...frame, x }, source: box.source, snap, ...unplaced(breakLevel.structural) });
  addMargin(builder, model.margin.bottom, false);
}

/** Lays a box out whole, as {@link FrameLayout} says. */
export const frameOf: FrameLayout = (context, box, model, { height, containerHeight, marginEscapes, gridTop }) => {
  const { style } = box;
  const edges = edge(model, "top") + edge(model, "bottom");
  const width = edge(model, "left") + model.width + edge(model, "right");
  const limited = (natural: number): number =>
    height ?? clampLength(natural, style.minHeight, style.maxHeight, containerHeight, verticalInset(style, model));
  const place = { box, x: 0, y: 0, width, model };

  if (box.kind === "image") return { frame: { ...place, height: (height ?? 0) + edges, content: { kind: "image", box } }, escaping: 0 };
  if (box.kind === "flex") {
    if (context.flex === undefined) throw new Error("a flex container is laid out before flex layout is loaded");
    const items = context.flex(context, box, model.width, height, limited(0));
    return { frame: { ...place, height: limited(items.height) + edges, content: { kind: "items", frames: items.frames } }, escaping: 0 };
  }
  const content: ContainingBlock = { x: 0, width: model.width, height, direction: style.direction };
  const builder = openGalley();
  if (isMulticol(style)) flowColumns(context, builder, box, content);
  else flowBoxes(context, { builder, spanner: undefined }, box.children, content);
  settle(builder);
  const galley = closeGalley(builder);
  const first = galley.strips[0];
  const escaping = marginEscapes && !isMulticol(style) && first?.kind === "space" ? first.height : 0;
  const fragment = placeWhole(galley, escaping === 0 ? 0 : 1, { top: gridTop, room: height ?? Number.POSITIVE_INFINITY });
  return { frame: { ...place, height: limited(fragment.height) + edges, content: { kind: "flow", fragment } }, escaping };
};

/**
 * Lays out a multi-column container's content in galleys as wide as a column: a row of columns for each stretch between spanners
 * (`column-span: all`) and forced page breaks, the spanners between them over the container's whole width.
 */
function flowColumns(context: FlowContext, outer: GalleyBuilder, container: BlockBox, content: ContainingBlock): void {
  const columns = columnGeometry(container.style, content.x, content.width);
  const insideLevel: BreakLevel = outer.avoiding > 0 ? breakLevel.insideAvoid : breakLevel.free;
  let from = 0;

  const endRow = (): void => {
    dropMargin(builder);
    const first = builder.strips[from];
    if (first === undefined) return;
    if (from > 0) addBoundary(outer, first.level, undefined);
    const to = builder.strips.length;
    pushSolid(outer, { kind: "row", height: 0, galley: builder.galley, from, to, columns, insideLevel, ...unplaced(breakLevel.structural) });
    from = to;
  };
  const builder = openGalley(() => {
    const { pending } = builder;
    endRow();
    addBoundary(outer, breakLevel.free, "page");
    if (pending !== undefined) pending.forced = undefined;
  });
  const spanner = (box: BlockLevelBox): void => {
    endRow();
    if (builder.pending !== undefined) addBoundary(outer, builder.pending.level, builder.pending.forced === "page" ? "page" : undefined);
    builder.pending = undefined;
    flowBlock(context, { builder: outer, spanner: undefined }, box, content);
  };

  flowBoxes(context, { builder, spanner }, container.children, { ...content, x: 0, width: columns.columnWidth, height: undefined });
  endRow();
  closeGalley(builder);
}
