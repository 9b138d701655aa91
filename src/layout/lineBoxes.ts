import type { Line, Paragraph } from "../text/index.ts";
import { resolveLength } from "./boxModel.ts";
import type { TextBox } from "./boxTree.ts";
import { extentOf, type InlineTag } from "./inlineContent.ts";

/** A composed line in its line box; pt. */
export interface LineBox {
  readonly line: Line<InlineTag>;
  readonly height: number;
  /** From the line box's top to the baseline. */
  readonly baseline: number;
}

export type Compose = <Tag>(paragraph: Paragraph<Tag>, measure: number) => readonly Line<Tag>[];

/** Composes each text once for each measure. */
export interface LineComposer {
  readonly lines: (text: TextBox, measure: number, containerWidth: number) => readonly LineBox[];
  /** pt of the widest line when only forced breaks break. */
  readonly maxContent: (text: TextBox) => number;
}

/** Wide enough that nothing wraps, small enough that a double still tells hundredths of a point apart. */
const unbounded = 1e7;

/**
 * Line boxes of inline content: every line as tall as its strut and the inline boxes on it (CSS 2.1, section 10.8).
 *
 * @param compose breaks and justifies; measure in pt
 */
export function openLineComposer(compose: Compose): LineComposer {
  const composed = new WeakMap<TextBox, Map<number, readonly LineBox[]>>();
  const widest = new WeakMap<TextBox, number>();
  return {
    lines(text, measure, containerWidth) {
      let byMeasure = composed.get(text);
      if (byMeasure === undefined) composed.set(text, (byMeasure = new Map<number, readonly LineBox[]>()));
      let boxes = byMeasure.get(measure);
      if (boxes === undefined) {
        boxes = compose(paragraphOf(text, containerWidth), measure).map((line) => lineBoxOf(line, text));
        byMeasure.set(measure, boxes);
      }
      return boxes;
    },
    maxContent(text) {
      let width = widest.get(text);
      if (width === undefined) {
        const paragraph = paragraphOf(text, 0);
        const lines = compose({ ...paragraph, align: "start", alignLast: "start" }, unbounded);
        width = lines.reduce((most, line, index) => Math.max(most, line.width + (index === 0 ? paragraph.indent : 0)), 0);
        widest.set(text, width);
      }
      return width;
    },
  };
}

function paragraphOf(text: TextBox, containerWidth: number): Paragraph<InlineTag> {
  const { textAlign, textAlignLast, textIndent, unicodeBidi, direction, whiteSpace, textWrap } = text.style;
  const indent = resolveLength(textIndent, containerWidth);
  return {
    spans: text.spans,
    direction: unicodeBidi === "plaintext" ? "auto" : direction,
    align: textAlign,
    alignLast: textAlignLast !== "auto" ? textAlignLast : textAlign === "justify" ? "start" : textAlign,
    indent: text.first ? indent : 0,
    wrap: whiteSpace !== "nowrap" && whiteSpace !== "pre",
    balance: textWrap === "balance",
    ...(text.source === undefined ? {} : { source: text.source }),
  };
}

function lineBoxOf(line: Line<InlineTag>, text: TextBox): LineBox {
  let { above, below } = text.strut;
  for (const run of line.runs) {
    const extent = run.tag.extent ?? extentOf(run.face, run.size, "normal");
    if (extent.above + run.rise > above) above = extent.above + run.rise;
    if (extent.below - run.rise > below) below = extent.below - run.rise;
  }
  return { line, height: above + below, baseline: above };
}
