import { naturalSize, type OpenedImage } from "../images/index.ts";
import type { ComputedStyle } from "../style/index.ts";
import { blockModel, borderOf, definite, edge, paddingOf, resolveLength, verticalInset, type BoxModel } from "./boxModel.ts";
import type { ImageBox } from "./boxTree.ts";
import type { ImageItem, Rect } from "./displayList.ts";

/** pt */
export interface Size {
  readonly width: number;
  readonly height: number;
}

interface Limits {
  readonly least: Size;
  readonly most: Size;
}

/**
 * The used content box of an image (CSS 2.1, sections 10.3.2, 10.4, 10.6.2 and 10.7): what is `auto` follows from the image's own size and ratio, also within limits.
 *
 * @param container pt of the containing block's content box; a height that depends on the content is `undefined`
 */
export function usedSize(style: ComputedStyle, image: Pick<OpenedImage, "width" | "height">, container: { readonly width: number; readonly height: number | undefined }): Size {
  const natural = naturalSize(image);
  const ratio = natural.width / natural.height;
  const padding = paddingOf(style, container.width);
  const border = borderOf(style);
  const insetX = style.boxSizing === "border-box" ? padding.left + padding.right + border.left + border.right : 0;
  const insetY = verticalInset(style, { border, padding, margin: padding, width: 0 });
  const inWidth = (value: number | undefined, otherwise: number): number => (value === undefined ? otherwise : Math.max(0, value - insetX));
  const inHeight = (value: number | undefined, otherwise: number): number => (value === undefined ? otherwise : Math.max(0, value - insetY));
  const limits: Limits = {
    least: { width: inWidth(definite(style.minWidth, container.width), 0), height: inHeight(definite(style.minHeight, container.height), 0) },
    most: {
      width: inWidth(style.maxWidth === "none" ? undefined : definite(style.maxWidth, container.width), Number.POSITIVE_INFINITY),
      height: inHeight(style.maxHeight === "none" ? undefined : definite(style.maxHeight, container.height), Number.POSITIVE_INFINITY),
    },
  };
  const width = definite(style.width, container.width);
  const height = definite(style.height, container.height);
  if (width === undefined && height === undefined) return withinLimits(natural, ratio, limits);
  if (width === undefined) {
    const used = clamp(inHeight(height, 0), limits.least.height, limits.most.height);
    return { width: clamp(used * ratio, limits.least.width, limits.most.width), height: used };
  }
  const used = clamp(inWidth(width, 0), limits.least.width, limits.most.width);
  return { width: used, height: clamp(height === undefined ? used / ratio : inHeight(height, 0), limits.least.height, limits.most.height) };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

/** Keeps the ratio where one limit is broken, and favours the limits over it where two contradict each other (CSS 2.1, section 10.4, the table). */
function withinLimits({ width, height }: Size, ratio: number, { least, most }: Limits): Size {
  const wide = Math.max(most.width, least.width);
  const tall = Math.max(most.height, least.height);
  const tooWide = width > wide;
  const tooTall = height > tall;
  const tooNarrow = width < least.width;
  const tooLow = height < least.height;
  const byWidth = (used: number): Size => ({ width: used, height: clamp(used / ratio, least.height, tall) });
  const byHeight = (used: number): Size => ({ width: clamp(used * ratio, least.width, wide), height: used });
  if (tooWide && tooTall) return wide / width <= tall / height ? byWidth(wide) : byHeight(tall);
  if (tooNarrow && tooLow) return least.width / width <= least.height / height ? byHeight(least.height) : byWidth(least.width);
  if (tooNarrow && tooTall) return { width: least.width, height: tall };
  if (tooWide && tooLow) return { width: wide, height: least.height };
  if (tooWide) return byWidth(wide);
  if (tooNarrow) return byWidth(least.width);
  if (tooTall) return byHeight(tall);
  return tooLow ? byHeight(least.height) : { width, height };
}

/** The containing block of an image: its content box in pt, a height that depends on the content `undefined`. */
export interface ImageSurroundings {
  readonly width: number;
  readonly height: number | undefined;
  readonly direction: "rtl" | "ltr";
}

/** An image's measures in normal flow, with the height of its content box; its place beside what is left of a line is in its left margin. */
export function imageModel({ style, image, align }: ImageBox, block: ImageSurroundings): { readonly model: BoxModel; readonly height: number } {
  const size = usedSize(style, image, block);
  const model = blockModel({ ...style, width: size.width, minWidth: 0, maxWidth: "none", boxSizing: "content-box" }, block.width, block.direction);
  if (align === undefined) return { model, height: size.height };
  const left = definite(style.margin.left, block.width) ?? 0;
  const right = definite(style.margin.right, block.width) ?? 0;
  const rest = block.width - left - right - edge(model, "left") - edge(model, "right") - model.width;
  const before = align === "center" ? Math.max(0, rest) / 2 : align === "right" ? rest : 0;
  return { model: { ...model, margin: { ...model.margin, left: left + before } }, height: size.height };
}

/**
 * Places an image in its content box (CSS Images 3, section 5.5).
 *
 * @param box the content box on the page, pt
 */
export function placeImage({ style, image, role }: ImageBox, box: Rect): ImageItem {
  const size = fittedSize(style.objectFit, naturalSize(image), box);
  const { x, y } = style.objectPosition;
  const rect = { x: box.x + resolveLength(x, box.width - size.width), y: box.y + resolveLength(y, box.height - size.height), ...size };
  const sticksOut = rect.x < box.x - slack || rect.y < box.y - slack || rect.x + rect.width > box.x + box.width + slack || rect.y + rect.height > box.y + box.height + slack;
  return { kind: "image", role, image, rect, ...(sticksOut && { clip: box }) };
}

/** pt that rounding may make of nothing. */
const slack = 1e-3;

function fittedSize(fit: ComputedStyle["objectFit"], natural: Size, box: Size): Size {
  const scaled = (scale: number): Size => ({ width: natural.width * scale, height: natural.height * scale });
  const [across, down] = [box.width / natural.width, box.height / natural.height];
  switch (fit) {
    case "fill":
      return { width: box.width, height: box.height };
    case "contain":
      return scaled(Math.min(across, down));
    case "cover":
      return scaled(Math.max(across, down));
    case "none":
      return natural;
    case "scale-down":
      return scaled(Math.min(1, across, down));
  }
}
