import type { BlockBox } from "./boxTree.ts";
import type { BoxModel } from "./boxModel.ts";
import type { Galley, RowStrip } from "./galley.ts";

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
  readonly box: BlockBox;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly model: Pick<BoxModel, "border" | "padding">;
  readonly content: { readonly kind: "flow"; readonly fragment: Fragment } | { readonly kind: "items"; readonly frames: readonly Frame[] };
}
