import type { Report } from "../diagnostics/index.ts";
import type { BoxModel } from "./boxModel.ts";
import type { BlockBox } from "./boxTree.ts";
import type { LineComposer } from "./lineBoxes.ts";
import type { Frame } from "./strips.ts";

/** What laying boxes out needs besides the boxes. */
export interface FlowContext {
  readonly composer: LineComposer;
  /** Absent in documents without flex containers. */
  readonly flex: FlexLayout | undefined;
  /** Lays a flex item out; flow and flex layout need each other, so the one reaches the other through here. */
  readonly frameOf: FrameLayout;
  readonly report: Report;
}

/**
 * Lays a box out whole: for a flex container, one of fixed height, a flex item.
 *
 * @param height pt of its content box; `undefined` where the content decides
 * @param containerHeight pt of the containing block's content box, where definite
 * @param marginEscapes whether the first child's top margin may collapse out of the box
 */
export type FrameLayout = (
  context: FlowContext,
  box: BlockBox,
  model: BoxModel,
  height: number | undefined,
  containerHeight: number | undefined,
  marginEscapes: boolean,
) => { readonly frame: Frame; readonly escaping: number };

/** A flex container's items, placed in its content box. */
export interface FlexItems {
  readonly frames: readonly Frame[];
  /** pt that the items ask of the content box. */
  readonly height: number;
}

/**
 * Lays out a flex container.
 *
 * @param width pt of its content box
 * @param height pt of its content box; `undefined` where the items decide
 * @param least pt that its content box is at least high
 */
export type FlexLayout = (context: FlowContext, box: BlockBox, width: number, height: number | undefined, least: number) => FlexItems;
