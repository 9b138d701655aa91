import { profileNamed, requestedProfile, type GlyphRun, type Line, type Paragraph } from "../text/index.ts";
import type { ComputedStyle } from "../style/index.ts";
import { resolveLength } from "./boxModel.ts";
import type { TextBox } from "./boxTree.ts";
import { extentOnGrid } from "./baselineGrid.ts";
import { initialFlow, initialOf, noInitial, type InitialFlow, type LineRoom } from "./initialLines.ts";
import { extentOf, type InlineTag, type Strut } from "./inlineContent.ts";

/** A composed line in its line box; pt. */
export interface LineBox extends LineRoom {
  readonly line: Line<InlineTag>;
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
        boxes = linesOf(text, measure, containerWidth, compose);
        byMeasure.set(measure, boxes);
      }
      return boxes;
    },
    maxContent(text) {
      let width = widest.get(text);
      if (width === undefined) {
        const paragraph = paragraphOf(text, 0, []);
        const lines = compose({ ...paragraph, align: "start", alignLast: "start" }, unbounded);
        width = lines.reduce((most, line, index) => Math.max(most, line.width + (index === 0 ? paragraph.indent : 0)), 0);
        widest.set(text, width);
      }
      return width;
    },
  };
}

function linesOf(text: TextBox, measure: number, containerWidth: number, compose: Compose): readonly LineBox[] {
  const set = (paragraph: Paragraph<InlineTag>): readonly LineBox[] => compose(paragraph, measure).map((line) => lineBoxOf(line, text));
  const paragraph = paragraphOf(text, containerWidth, []);
  const boxes = set(paragraph);
  if (paragraph.initial === undefined) return boxes;
  // Lines that stand farther apart than empty ones, for a larger font or a raised figure, need a larger initial.
  const fitted = paragraphOf(text, containerWidth, boxes);
  return Math.abs((fitted.initial?.drop ?? 0) - paragraph.initial.drop) < tolerance ? boxes : set(fitted);
}

/** pt */
const tolerance = 0.01;

/** What the initial of a text that is set asks of the flow. */
export function initialFlowOf(text: TextBox, boxes: readonly LineBox[]): InitialFlow {
  if (text.style.initial === "none") return noInitial;
  return initialFlow(text, boxes, boxes[0]?.line.runs.some(({ initial }) => initial === true) ?? false, roomOf([], text));
}

/** @param lines what is known of the text's lines, to which an initial is fitted */
function paragraphOf(text: TextBox, containerWidth: number, lines: readonly LineRoom[]): Paragraph<InlineTag> {
  const { textIndent, unicodeBidi, direction, whiteSpace, textWrap } = text.style;
  const indent = resolveLength(textIndent, containerWidth);
  const alignment = alignmentOf(text.style);
  const initial = text.style.initial === "none" ? undefined : initialOf(text, alignment.align, lines, roomOf([], text));
  return {
    spans: text.spans,
    direction: unicodeBidi === "plaintext" ? "auto" : direction,
    ...alignment,
    indent: text.first ? indent : 0,
    ...(initial && { initial }),
    wrap: whiteSpace !== "nowrap" && whiteSpace !== "pre",
    balance: textWrap === "balance",
    divisibleFrom: text.style.orphans + text.style.widows,
    ...(text.source === undefined ? {} : { source: text.source }),
  };
}

function alignmentOf({ textAlign, textAlignLast, textJustify, justifyProfile, justifyLimits, fit }: ComputedStyle): Pick<Paragraph, "align" | "alignLast" | "justification"> {
  if (fit === "kashida") return { align: "justify", alignLast: "justify", justification: profileNamed("nameplate") };
  // What may not be justified is set ragged (CSS Text 3, section 7.4).
  const stretches = (value: Paragraph["align"]): Paragraph["align"] => (value === "justify" && textJustify === "none" ? "start" : value);
  return {
    align: stretches(textAlign),
    alignLast: stretches(textAlignLast !== "auto" ? textAlignLast : textAlign === "justify" ? "start" : textAlign),
    justification: requestedProfile({ profile: justifyProfile, means: textJustify === "none" ? "auto" : textJustify, limits: justifyLimits }),
  };
}

function lineBoxOf(line: Line<InlineTag>, text: TextBox): LineBox {
  return { line, ...roomOf(line.runs, text) };
}

/** @param runs on the line */
function roomOf(runs: readonly GlyphRun<InlineTag>[], text: TextBox): LineRoom {
  let { above, below } = text.strut;
  for (const run of runs) {
    const extent = extentOfRun(run);
    if (extent.above + run.rise > above) above = extent.above + run.rise;
    if (extent.below - run.rise > below) below = extent.below - run.rise;
  }
  if (text.grid !== undefined) {
    const boxes = [{ extent: text.strut, rise: 0 }, ...runs.map((run) => ({ extent: extentOfRun(run), rise: run.rise }))];
    ({ above, below } = extentOnGrid(text.grid, { above, below }, boxes));
  }
  return { height: above + below, baseline: above };
}

function extentOfRun(run: GlyphRun<InlineTag>): Strut {
  return run.tag.extent ?? extentOf(run.face, run.size, "normal");
}
