import type { SourceSpan } from "../diagnostics/index.ts";
import type { ComputedStyle } from "../style/index.ts";
import type { SnapPoint } from "./baselineGrid.ts";
import type { BoxModel } from "./boxModel.ts";
import type { BlockBox, BlockLevelBox, ImageBox, TextBox } from "./boxTree.ts";
import type { LineBox } from "./lineBoxes.ts";

/**
 * How much a break costs, the cheapest first (CSS Fragmentation 3, section 4.4): `free`; against `break-inside: avoid`; against
 * `break-before` or `break-after: avoid`; leaving orphans or widows; between an edge and its content, where no break may be.
 * Rules are given up in this order.
 */
export type BreakLevel = 0 | 1 | 2 | 3 | 4;
export const breakLevel = { free: 0, insideAvoid: 1, besideAvoid: 2, orphansWidows: 3, structural: 4 } as const;

interface Placed {
  /** What breaking before this strip costs. */
  level: BreakLevel;
  forced: "page" | "column" | undefined;
  readonly height: number;
  /** Index of the decorated box's `open` strip that this one lies in, -1 outside all. */
  inside: number;
}

/** A collapsed margin: falls away at a break; after a forced one only the next box's own margin, `own`, stays. */
export interface SpaceStrip extends Placed {
  readonly kind: "space";
  readonly own: number;
}

/** Padding, border or a height's filling: takes room, draws nothing itself. */
export interface EdgeStrip extends Placed {
  readonly kind: "edge";
}

export interface LineStrip extends Placed {
  readonly kind: "line";
  /** pt from the galley's left edge to the measure's. */
  readonly x: number;
  readonly box: LineBox;
  readonly text: TextBox;
  readonly firstOfText: boolean;
  readonly lastOfText: boolean;
  readonly snap: SnapPoint | undefined;
}

/** What never breaks: a flex container, a box of fixed height, an image. */
export interface MonolithStrip extends Placed {
  readonly kind: "monolith";
  readonly frame: Frame;
  readonly source: SourceSpan | undefined;
  /** The first baseline in it that stands on a grid: the whole moves with it. */
  readonly snap: SnapPoint | undefined;
}

/** A stretch of a multi-column container between two spanners: `from` to `to` of a galley as wide as a column. */
export interface RowStrip extends Placed {
  readonly kind: "row";
  readonly galley: Galley;
  readonly from: number;
  readonly to: number;
  readonly columns: ColumnGeometry;
  /** What breaking inside it to the next page costs at least. */
  readonly insideLevel: BreakLevel;
}

/** The border box of a decorated box begins; takes no room. */
export interface OpenStrip extends Placed {
  readonly kind: "open";
  readonly box: BlockBox;
  /** Border box, pt from the galley's left edge. */
  readonly x: number;
  readonly width: number;
  /** Index of the `close` strip. */
  closedAt: number;
}

export interface CloseStrip extends Placed {
  readonly kind: "close";
}

export type Strip = SpaceStrip | EdgeStrip | LineStrip | MonolithStrip | RowStrip | OpenStrip | CloseStrip;

/** Columns' measures, pt from the galley's left edge. */
export interface ColumnGeometry {
  readonly x: number;
  readonly width: number;
  readonly count: number;
  readonly columnWidth: number;
  readonly gap: number;
  readonly style: ComputedStyle;
}

/** Content laid out in one endless strip of one width, not yet broken; complete once its builder is closed. */
export interface Galley {
  readonly strips: readonly Strip[];
  /** pt from the galley's top to each strip's top, one more than there are strips; rows count 0, and so does what a grid adds. */
  offsets: Float64Array;
  /** The running maximum of `offsets`: negative margins make those fall. */
  reach: Float64Array;
  /** Indices of the strips that a forced break comes before. */
  forced: readonly number[];
  /** Whether anything in it stands on a grid, so that the room it takes depends on where it begins. */
  snaps: boolean;
}

/** The strips `from` to `to` of a galley, placed in one column or page. All pt. */
export interface Fragment {
  readonly galley: Galley;
  readonly from: number;
  readonly to: number;
  /** Each strip's top from the fragment's top, one for each of `from` to `to`. */
  readonly tops: Float64Array;
  /** To the bottom of the last strip. */
  readonly height: number;
  /** The rows among the strips, in order. */
  readonly rows: readonly RowFragment[];
}

/** As much of a multi-column row as one page takes. */
export interface RowFragment {
  readonly strip: RowStrip;
  readonly index: number;
  /** In the order of reading; fewer than the row has columns where the content ends early. */
  readonly columns: readonly Fragment[];
  /** pt of the tallest column. */
  readonly height: number;
}

/** A box placed whole: its border box from its parent's content corner, pt, and what stands inside. */
export interface Frame {
  readonly box: BlockLevelBox;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly model: Pick<BoxModel, "border" | "padding">;
  readonly content:
    | { readonly kind: "flow"; readonly fragment: Fragment }
    | { readonly kind: "items"; readonly frames: readonly Frame[] }
    | { readonly kind: "image"; readonly box: ImageBox };
}
