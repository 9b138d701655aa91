import type { Report } from "../diagnostics/index.ts";
import type { BoxModel } from "./boxModel.ts";
import type { BlockBox, BlockLevelBox } from "./boxTree.ts";
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

/** What a box that is laid out whole is told of its surroundings. */
export interface FrameSurroundings {
  /** pt of its content box; `undefined` where the content decides. */
  readonly height: number | undefined;
  /** pt of the containing block's content box, where definite. */
  readonly containerHeight: number | undefined;
  /** Whether the first child's top margin may collapse out of the box. */
  readonly marginEscapes: boolean;
  /** pt of the content box's top from that of the grid which lines in it are set on. */
  readonly gridTop: number;
}

/** Lays a box out whole: for a flex container, one of fixed height, an image, a flex item. */
export type FrameLayout = (
  context: FlowContext,
  box: BlockLevelBox,
  model: BoxModel,
  surroundings: FrameSurroundings,
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
