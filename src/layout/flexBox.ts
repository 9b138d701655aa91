import type { Config, Node, Yoga } from "yoga-layout/load";
import type { ComputedStyle, LengthPercentage, LengthPercentageAuto } from "../style/index.ts";
import type { BlockBox, BlockLevelBox, Box, ImageBox } from "./boxTree.ts";
import { blockModel, borderOf, definite, edge, paddingOf, resolveLength, type BoxModel } from "./boxModel.ts";
import { isMulticol } from "./columns.ts";
import type { FlexLayout, FlowContext } from "./flowContext.ts";
import type { LineComposer } from "./lineBoxes.ts";
import { usedSize, type Size } from "./replaced.ts";
import type { Frame } from "./strips.ts";

interface FlexNode {
  readonly box: BlockLevelBox;
  readonly node: Node;
  readonly children: readonly FlexNode[];
}

/** Yoga computes in single precision; lengths in these steps survive the way there and back. */
const step = 1 / 64;
const toStep = (length: number): number => Math.round(length / step) * step;
const upToStep = (length: number): number => Math.ceil(length / step) * step;

/**
 * Loads flex layout (CSS Flexible Box Layout 1 as Yoga has it). Items are measured by composing their text. Unlike CSS, `min-width:
 * auto` is 0: an item may shrink below its longest word. First baselines are aligned in containers of one line.
 */
export async function loadFlex(): Promise<FlexLayout> {
  const { loadYoga } = await import("yoga-layout/load");
  const yoga = await withoutFetch(loadYoga);
  const config = yoga.Config.create();
  config.setUseWebDefaults(true);
  config.setErrata(yoga.ERRATA_NONE);
  config.setPointScaleFactor(0);
  return (context, box, width, height, least) => {
    const root = flexNode(yoga, config, context, box, width, true);
    if (least > 0) root.node.setMinHeight(least);
    try {
      const calculate = (): void => {
        root.node.calculateLayout(width, height, box.style.direction === "rtl" ? yoga.DIRECTION_RTL : yoga.DIRECTION_LTR);
      };
      calculate();
      if (alignBaselines(yoga, context, root)) calculate();
      return { frames: root.children.map((child) => frameAt(context, child, 0, 0)), height: root.node.getComputedHeight() };
    } finally {
      root.node.freeRecursive();
    }
  };
}

/**
 * Yoga carries its program as base64, and where there is a `fetch` decodes it by fetching a data: URL: in Node that loads the whole HTTP
 * client, 20 ms of a cold start. It looks for `fetch` before it first waits, so hiding it for the call alone is enough.
 */
function withoutFetch<T>(load: () => Promise<T>): Promise<T> {
  const found = Object.getOwnPropertyDescriptor(globalThis, "fetch");
  if (found?.configurable !== true) return load();
  Object.defineProperty(globalThis, "fetch", { configurable: true, value: undefined });
  try {
    return load();
  } finally {
    Object.defineProperty(globalThis, "fetch", found);
  }
}

/**
 * @param whole pt of the containing block's width, where it is known before Yoga has computed it
 * @param isRoot whether it is the container itself, whose own size is known
 */
function flexNode(yoga: Yoga, config: Config, context: FlowContext, box: BlockLevelBox, whole: number | undefined, isRoot: boolean): FlexNode {
  const node = yoga.Node.create(config);
  if (!isRoot) setItem(yoga, node, box.style, whole);
  if (box.kind === "image") {
    node.setMeasureFunc((width, widthMode, height, heightMode) => {
      const most = widthMode === yoga.MEASURE_MODE_AT_MOST ? width : undefined;
      return measuredImage(box, widthMode === yoga.MEASURE_MODE_EXACTLY ? width : undefined, heightMode === yoga.MEASURE_MODE_EXACTLY ? height : undefined, most);
    });
    return { box, node, children: [] };
  }
  if (box.kind !== "flex") {
    node.setMeasureFunc((width, widthMode) => {
      const natural = maxContentWidth(context.composer, box.children);
      const used =
        widthMode === yoga.MEASURE_MODE_EXACTLY ? width : widthMode === yoga.MEASURE_MODE_AT_MOST ? Math.min(natural, width) : natural;
      return { width: used, height: itemFrame(context, box, toStep(used), undefined).contentHeight };
    });
    return { box, node, children: [] };
  }
  setContainer(yoga, node, box.style);
  const children: FlexNode[] = [];
  for (const child of box.children) {
    if (child.kind === "text") throw new Error("text in a flex container has no box of its own");
    const inner = flexNode(yoga, config, context, child, isRoot ? whole : undefined, false);
    // Browsers stretch an image out of its ratio; nobody wants that.
    const aligned = child.style.alignSelf === "auto" ? box.style.alignItems : child.style.alignSelf;
    if (child.kind === "image" && aligned === "stretch") inner.node.setAlignSelf(yoga.ALIGN_FLEX_START);
    node.insertChild(inner.node, children.length);
    children.push(inner);
  }
  return { box, node, children };
}

function setContainer(yoga: Yoga, node: Node, style: ComputedStyle): void {
  node.setDirection(style.direction === "rtl" ? yoga.DIRECTION_RTL : yoga.DIRECTION_LTR);
  node.setFlexDirection(
    { row: yoga.FLEX_DIRECTION_ROW, "row-reverse": yoga.FLEX_DIRECTION_ROW_REVERSE, column: yoga.FLEX_DIRECTION_COLUMN, "column-reverse": yoga.FLEX_DIRECTION_COLUMN_REVERSE }[
      style.flexDirection
    ],
  );
  node.setFlexWrap({ nowrap: yoga.WRAP_NO_WRAP, wrap: yoga.WRAP_WRAP, "wrap-reverse": yoga.WRAP_WRAP_REVERSE }[style.flexWrap]);
  node.setJustifyContent(
    {
      "flex-start": yoga.JUSTIFY_FLEX_START,
      "flex-end": yoga.JUSTIFY_FLEX_END,
      center: yoga.JUSTIFY_CENTER,
      "space-between": yoga.JUSTIFY_SPACE_BETWEEN,
      "space-around": yoga.JUSTIFY_SPACE_AROUND,
      "space-evenly": yoga.JUSTIFY_SPACE_EVENLY,
    }[style.justifyContent],
  );
  node.setAlignItems(alignment(yoga, style.alignItems));
  node.setAlignContent(yoga.ALIGN_STRETCH);
  node.setGap(yoga.GUTTER_ROW, length(style.rowGap));
  node.setGap(yoga.GUTTER_COLUMN, style.columnGap === "normal" ? 0 : length(style.columnGap));
}

/**
 * An image's content box as Yoga asks for it: what is not known follows from its ratio; its limits are Yoga's own affair.
 *
 * @param most pt that there is room for
 */
function measuredImage({ style, image }: ImageBox, width: number | undefined, height: number | undefined, most: number | undefined): Size {
  if (width !== undefined && height !== undefined) return { width, height };
  const free = { ...style, width: width ?? ("auto" as const), height: height ?? ("auto" as const), minWidth: 0, minHeight: 0, boxSizing: "content-box" as const };
  const { minHeight, maxHeight } = style;
  const tallest = maxHeight === "none" ? undefined : definite(maxHeight, undefined);
  return usedSize(
    { ...free, minHeight: definite(minHeight, undefined) ?? 0, maxWidth: width === undefined && most !== undefined ? most : "none", maxHeight: tallest ?? "none" },
    image, { width: width ?? most ?? 0, height: undefined },
  );
}

/** Yoga would align leaves by their feet: baselines are shifted afterwards, from the start. */
function alignment(yoga: Yoga, value: ComputedStyle["alignSelf"]): Parameters<Node["setAlignSelf"]>[0] {
  return {
    auto: yoga.ALIGN_AUTO,
    stretch: yoga.ALIGN_STRETCH,
    "flex-start": yoga.ALIGN_FLEX_START,
    "flex-end": yoga.ALIGN_FLEX_END,
    center: yoga.ALIGN_CENTER,
    baseline: yoga.ALIGN_FLEX_START,
  }[value];
}

function setItem(yoga: Yoga, node: Node, style: ComputedStyle, whole: number | undefined): void {
  const edges = { top: yoga.EDGE_TOP, right: yoga.EDGE_RIGHT, bottom: yoga.EDGE_BOTTOM, left: yoga.EDGE_LEFT } as const;
  for (const side of ["top", "right", "bottom", "left"] as const) {
    node.setMargin(edges[side], auto(style.margin[side], whole));
    node.setPadding(edges[side], length(style.padding[side], whole));
    node.setBorder(edges[side], style.border[side].width);
  }
  node.setBoxSizing(style.boxSizing === "border-box" ? yoga.BOX_SIZING_BORDER_BOX : yoga.BOX_SIZING_CONTENT_BOX);
  node.setWidth(auto(style.width, whole));
  node.setHeight(auto(style.height));
  if (style.minWidth !== "auto") node.setMinWidth(length(style.minWidth, whole));
  if (style.minHeight !== "auto") node.setMinHeight(length(style.minHeight));
  if (style.maxWidth !== "none") node.setMaxWidth(length(style.maxWidth, whole));
  if (style.maxHeight !== "none") node.setMaxHeight(length(style.maxHeight));
  node.setFlexGrow(style.flexGrow);
  node.setFlexShrink(style.flexShrink);
  node.setFlexBasis(auto(style.flexBasis, whole));
  node.setAlignSelf(alignment(yoga, style.alignSelf));
}

/** Yoga has no `calc()`: a share with a length added is resolved where the whole is known, and loses the length elsewhere. */
function length(value: LengthPercentage, whole?: number): number | `${number}%` {
  if (typeof value === "number") return value;
  return value.offset !== undefined && whole !== undefined ? resolveLength(value, whole) : `${value.percent}%`;
}

function auto(value: LengthPercentageAuto, whole?: number): number | "auto" | `${number}%` {
  return value === "auto" ? "auto" : length(value, whole);
}

/** Moves items that align by their first baseline down to the lowest one; true where any moved. */
function alignBaselines(yoga: Yoga, context: FlowContext, parent: FlexNode): boolean {
  let moved = false;
  for (const child of parent.children) if (child.children.length > 0 && alignBaselines(yoga, context, child)) moved = true;
  const { flexDirection, flexWrap, alignItems } = parent.box.style;
  if (flexDirection.startsWith("column") || flexWrap !== "nowrap") return moved;
  const sharing = parent.children.filter(({ box }) => (box.style.alignSelf === "auto" ? alignItems : box.style.alignSelf) === "baseline");
  const baselines = sharing.map((child) => {
    const frame = frameAt(context, child, 0, 0);
    return frame.y + (firstBaseline(frame) ?? frame.height);
  });
  const lowest = baselines.reduce((most, baseline) => Math.max(most, baseline), 0);
  for (const [index, child] of sharing.entries()) {
    const shift = lowest - (baselines[index] ?? lowest);
    if (shift <= step) continue;
    child.node.setMargin(yoga.EDGE_TOP, child.node.getComputedMargin(yoga.EDGE_TOP) + shift);
    moved = true;
  }
  return moved;
}

/** pt from a frame's top to the baseline of its first line. */
function firstBaseline(frame: Frame): number | undefined {
  const top = frame.model.border.top + frame.model.padding.top;
  if (frame.content.kind === "items") {
    for (const item of frame.content.frames) {
      const baseline = firstBaseline(item);
      if (baseline !== undefined) return top + item.y + baseline;
    }
    return undefined;
  }
  if (frame.content.kind === "image") return undefined;
  const { galley, from, to, tops } = frame.content.fragment;
  for (let index = from; index < to; index++) {
    const strip = galley.strips[index];
    const stripTop = top + (tops[index - from] ?? 0);
    if (strip?.kind === "line") return stripTop + strip.box.baseline;
    const inner = strip?.kind === "monolith" ? firstBaseline(strip.frame) : undefined;
    if (inner !== undefined) return stripTop + inner;
  }
  return undefined;
}

/** @param parentLeft pt of the parent's left border and padding, which Yoga counts in @param parentTop pt of its top ones */
function frameAt(context: FlowContext, { box, node, children }: FlexNode, parentLeft: number, parentTop: number): Frame {
  const place = { x: node.getComputedLeft() - parentLeft, y: node.getComputedTop() - parentTop };
  const width = node.getComputedWidth();
  const height = node.getComputedHeight();
  const parentWidth = node.getParent()?.getComputedWidth() ?? width;
  const model = { border: borderOf(box.style), padding: paddingOf(box.style, parentWidth) };
  const left = model.border.left + model.padding.left;
  const top = model.border.top + model.padding.top;
  if (box.kind === "flex") {
    return { box, ...place, width, height, model, content: { kind: "items", frames: children.map((child) => frameAt(context, child, left, top)) } };
  }
  if (box.kind === "image") return { box, ...place, width, height, model, content: { kind: "image", box } };
  const contentWidth = toStep(width - left - model.border.right - model.padding.right);
  const contentHeight = height - top - model.border.bottom - model.padding.bottom;
  const { content } = itemFrame(context, box, Math.max(0, contentWidth), contentHeight).frame;
  return { box, ...place, width, height, model, content };
}

const none = { top: 0, right: 0, bottom: 0, left: 0 } as const;

interface ItemFrame {
  readonly frame: Frame;
  readonly contentHeight: number;
}

/** Frames by item, width and height: Yoga asks for the same one again and again, and each asks for those within it. */
const itemFrames = new WeakMap<BlockBox, Map<string, ItemFrame>>();

function itemFrame(context: FlowContext, box: BlockBox, width: number, height: number | undefined): ItemFrame {
  let known = itemFrames.get(box);
  if (known === undefined) itemFrames.set(box, (known = new Map<string, ItemFrame>()));
  const key = `${width} ${height ?? "auto"}`;
  let found = known.get(key);
  if (found === undefined) {
    const bare: BoxModel = { margin: none, border: none, padding: none, width };
    const { frame } = context.frameOf(context, box, bare, { height, containerHeight: undefined, marginEscapes: false, gridTop: contentTop(box.style) });
    found = { frame, contentHeight: frame.content.kind === "flow" ? frame.content.fragment.height : frame.height };
    known.set(key, found);
  }
  return found;
}

/** pt from the container's top to the content of an item that stands there, so that items of different edges stand on one grid. */
function contentTop({ margin, border, padding }: ComputedStyle): number {
  return (definite(margin.top, 0) ?? 0) + border.top.width + resolveLength(padding.top, 0);
}

/** Of what is asked how wide it would like to be: the limits that are shares of it say nothing. */
const unbounded = { width: Number.MAX_SAFE_INTEGER, height: undefined } as const;

/** pt that boxes ask for side by side with nothing wrapped: the widest counts. */
function maxContentWidth(composer: LineComposer, boxes: readonly Box[]): number {
  let widest = 0;
  for (const box of boxes) {
    const width = box.kind === "text" ? upToStep(composer.maxContent(box)) : outerMaxContent(composer, box);
    if (width > widest) widest = width;
  }
  return widest;
}

function outerMaxContent(composer: LineComposer, box: BlockLevelBox): number {
  const { style } = box;
  const model = blockModel({ ...style, width: 0, minWidth: 0, maxWidth: "none", boxSizing: "content-box" }, 0, "ltr");
  const margin = (side: "left" | "right"): number => definite(style.margin[side], 0) ?? 0;
  const edges = margin("left") + margin("right") + edge(model, "left") + edge(model, "right");
  if (box.kind === "image") return usedSize({ ...style, width: typeof style.width === "number" ? style.width : "auto" }, box.image, unbounded).width + edges;
  const inset = style.boxSizing === "border-box" ? edge(model, "left") + edge(model, "right") : 0;
  const asked = definite(style.width, undefined);
  if (asked !== undefined) return asked - inset + edges;
  const content = box.kind === "flex" ? flexMaxContent(composer, box) : maxContentWidth(composer, box.children) * columnsAsked(style);
  const most = style.maxWidth === "none" ? undefined : definite(style.maxWidth, undefined);
  const least = definite(style.minWidth, undefined) ?? 0;
  return Math.max(Math.min(content, most === undefined ? content : most - inset), least - inset, 0) + edges;
}

function flexMaxContent(composer: LineComposer, box: BlockBox): number {
  if (box.style.flexDirection.startsWith("column")) return maxContentWidth(composer, box.children);
  const gap = typeof box.style.columnGap === "number" ? box.style.columnGap : 0;
  return box.children.reduce((sum, child) => sum + maxContentWidth(composer, [child]), 0) + gap * Math.max(0, box.children.length - 1);
}

function columnsAsked(style: ComputedStyle): number {
  return isMulticol(style) && style.columnCount !== "auto" ? style.columnCount : 1;
}
