import type { ComputedStyle, LengthPercentage, LengthPercentageAuto, Sides } from "../style/index.ts";

/** A box's used horizontal and vertical measures, all pt; margins that are `auto` vertically count 0. */
export interface BoxModel {
  readonly margin: Sides<number>;
  readonly border: Sides<number>;
  readonly padding: Sides<number>;
  /** Content box. */
  readonly width: number;
}

/** pt; percentages of `whole`. */
export function resolveLength(value: LengthPercentage, whole: number): number {
  return typeof value === "number" ? value : (value.percent / 100) * whole + (value.offset ?? 0);
}

function resolveAuto(value: LengthPercentageAuto, whole: number): number | undefined {
  return value === "auto" ? undefined : resolveLength(value, whole);
}

/** Padding and border together, pt, of one side. */
export function edge(model: BoxModel, side: keyof Sides<number>): number {
  return model.border[side] + model.padding[side];
}

/** pt, percentages of the containing block's width on all four sides (CSS 2.1, section 8.4). */
export function paddingOf(style: ComputedStyle, containerWidth: number): Sides<number> {
  const { padding } = style;
  return {
    top: resolveLength(padding.top, containerWidth),
    right: resolveLength(padding.right, containerWidth),
    bottom: resolveLength(padding.bottom, containerWidth),
    left: resolveLength(padding.left, containerWidth),
  };
}

/** pt */
export function borderOf(style: ComputedStyle): Sides<number> {
  const { border } = style;
  return { top: border.top.width, right: border.right.width, bottom: border.bottom.width, left: border.left.width };
}

/**
 * The used width and margins of a block-level box in normal flow (CSS 2.1, section 10.3.3): `auto` margins share what the width leaves,
 * and where nothing is `auto` the margin at the line's end gives way.
 *
 * @param containerWidth pt of the containing block's content box
 * @param containerDirection of the containing block: says which margin gives way
 */
export function blockModel(style: ComputedStyle, containerWidth: number, containerDirection: "rtl" | "ltr"): BoxModel {
  const padding = paddingOf(style, containerWidth);
  const border = borderOf(style);
  const edges = padding.left + padding.right + border.left + border.right;
  const top = resolveAuto(style.margin.top, containerWidth) ?? 0;
  const bottom = resolveAuto(style.margin.bottom, containerWidth) ?? 0;
  let left = resolveAuto(style.margin.left, containerWidth);
  let right = resolveAuto(style.margin.right, containerWidth);

  const inset = style.boxSizing === "border-box" ? edges : 0;
  const asked = resolveAuto(style.width, containerWidth);
  const free = containerWidth - (left ?? 0) - (right ?? 0) - edges;
  const width = clampLength(asked === undefined ? free : asked - inset, style.minWidth, style.maxWidth, containerWidth, inset);

  const rest = containerWidth - edges - width;
  if (left === undefined && right === undefined) {
    left = right = Math.max(0, rest / 2);
  } else if (left === undefined) {
    left = rest - (right ?? 0);
  } else if (right === undefined) {
    right = rest - left;
  } else if (containerDirection === "rtl") {
    left = rest - right;
  } else {
    right = rest - left;
  }
  return { margin: { top, right: right ?? 0, bottom, left }, border, padding, width };
}

/**
 * Limits a content width or height by its minimum and maximum (CSS 2.1, sections 10.4 and 10.7): the minimum wins; never below 0.
 *
 * @param whole pt that percentages count from; `undefined` where it depends on the content: they then say nothing
 * @param inset pt of padding and border that `box-sizing: border-box` counts in
 */
export function clampLength(
  value: number,
  minimum: LengthPercentageAuto,
  maximum: LengthPercentage | "none",
  whole: number | undefined,
  inset: number,
): number {
  const most = maximum === "none" ? undefined : definite(maximum, whole);
  const least = minimum === "auto" ? undefined : definite(minimum, whole);
  let limited = value;
  if (most !== undefined) limited = Math.min(limited, most - inset);
  if (least !== undefined) limited = Math.max(limited, least - inset);
  return Math.max(0, limited);
}

/** pt, or `undefined` for a share of a length that depends on the content. */
export function definite(value: LengthPercentageAuto, whole: number | undefined): number | undefined {
  if (value === "auto") return undefined;
  if (typeof value === "number") return value;
  return whole === undefined ? undefined : resolveLength(value, whole);
}

/**
 * The content height that a style fixes; `undefined` where the content decides.
 *
 * @param model used padding and border
 * @param containerHeight pt of the containing block's content box where it is definite
 */
export function fixedHeight(style: ComputedStyle, model: BoxModel, containerHeight: number | undefined): number | undefined {
  const asked = definite(style.height, containerHeight);
  if (asked === undefined) return undefined;
  const inset = verticalInset(style, model);
  return clampLength(asked - inset, style.minHeight, style.maxHeight, containerHeight, inset);
}

/** pt of vertical padding and border that `box-sizing: border-box` counts into heights. */
export function verticalInset(style: ComputedStyle, model: BoxModel): number {
  return style.boxSizing === "border-box" ? edge(model, "top") + edge(model, "bottom") : 0;
}

/** The side of a line that an image alone on it stands at. */
export function sideOf({ textAlign, direction }: ComputedStyle): "left" | "right" | "center" {
  switch (textAlign) {
    case "left":
    case "right":
    case "center":
      return textAlign;
    case "end":
      return direction === "rtl" ? "left" : "right";
    case "start":
    case "justify":
      return direction === "rtl" ? "right" : "left";
  }
}
