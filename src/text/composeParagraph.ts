import type { Report } from "../diagnostics/index.ts";
import type { FontLibrary } from "../fonts/index.ts";
import { balancedFit } from "./balancedFit.ts";
import { lineLevels, resolveLevels } from "./bidi.ts";
import { measureBreaks, type BreakTable, type ChooseBreaks } from "./breakTable.ts";
import { firstFit } from "./firstFit.ts";
import { itemize } from "./itemize.ts";
import { assembleLine, type ShapedParagraph } from "./lineAssembly.ts";
import { BREAK_ALLOWED, BREAK_MANDATORY, lineBreaks, NO_BREAK } from "./lineBreaks.ts";
import type { Line, Paragraph } from "./paragraph.ts";
import { scriptRuns } from "./scripts.ts";
import { shapeItems } from "./shapedText.ts";
import { glyphFields } from "./shaper.ts";
import { totalFit } from "./totalFit.ts";
import type { WordShaper } from "./wordShapes.ts";

export interface ComposeResources {
  readonly fonts: Pick<FontLibrary, "match">;
  readonly shaper: WordShaper;
  readonly report: Report;
}

/**
 * Composes a paragraph: embedding levels over all of it (UAX #9), items of one face and script, shaping by HarfBuzz, break opportunities
 * (UAX #14), a choice of lines, and the lines themselves, in visual order and justified.
 *
 * A word that is wider than the measure is broken between its letters, which keep their joined forms.
 *
 * @param measure pt
 * @returns at least one line; none for a paragraph without text
 *
 * Reports `text/missing-glyph` (error), `text/overfull` (warning: a word is wider than the measure).
 */
export function composeParagraph<Tag>(paragraph: Paragraph<Tag>, measure: number, { fonts, shaper, report }: ComposeResources): Line<Tag>[] {
  const text = paragraph.spans.length === 1 ? (paragraph.spans[0]?.text ?? "") : paragraph.spans.map((span) => span.text).join("");
  const { levels, paragraphLevel } = resolveLevels(text, paragraph.direction);
  // Tabs and the spaces before them fall back to the paragraph's level on whatever line they stand; those at lines' ends are not set at all.
  const settled = text.includes("\t") ? lineLevels(levels, paragraphLevel, text, 0, text.length) : levels;
  const items = itemize(paragraph, text, settled, scriptRuns(text), { fonts, report });
  const words = shapeItems(items, text, shaper);
  const shaped = { paragraph, text, baseLevel: paragraphLevel, words, shaper };
  const lines: Line<Tag>[] = [];
  for (const offsets of stretches(text, paragraph.wrap)) setStretch(shaped, offsets, measure, report, lines);
  return lines;
}

/** The places where lines may end in each stretch between forced breaks, the stretch's start first. */
function stretches(text: string, wrap: boolean): Int32Array[] {
  const breaks = lineBreaks(text);
  const found: Int32Array[] = [];
  let offsets = [0];
  for (let offset = 1; offset <= text.length; offset++) {
    const kind = offset === text.length ? BREAK_MANDATORY : (breaks[offset] ?? NO_BREAK);
    if (kind === NO_BREAK || (kind === BREAK_ALLOWED && !wrap)) continue;
    offsets.push(offset);
    if (kind !== BREAK_MANDATORY) continue;
    found.push(Int32Array.from(offsets));
    offsets = [offset];
  }
  return found;
}

/** Adds the lines of one stretch. */
function setStretch<Tag>(shaped: ShapedParagraph<Tag>, offsets: Int32Array, measure: number, report: Report, lines: Line<Tag>[]): void {
  const { paragraph, text, words, baseLevel } = shaped;
  const indent = lines.length === 0 ? paragraph.indent : 0;
  const first = measure - indent;
  const table = withinMeasure(shaped, measureBreaks(words, text, offsets, shaped.shaper), Math.min(first, measure), report);
  const choose = composerOf(paragraph);
  let start = table.offsets[0] ?? 0;
  let firstWord = wordAt(shaped, start);
  for (const index of choose(table, { first, rest: measure })) {
    const end = table.offsets[index] ?? text.length;
    const isFirst = start === table.offsets[0];
    lines.push(
      assembleLine(shaped, {
        start,
        end,
        firstWord,
        left: isFirst && baseLevel % 2 === 0 ? indent : 0,
        room: isFirst ? first : measure,
        last: index === table.offsets.length - 1,
      }),
    );
    start = end;
    while (firstWord + 1 < words.length && (words[firstWord + 1]?.start ?? 0) <= start) firstWord++;
  }
}

function composerOf({ align, balance }: Paragraph): ChooseBreaks {
  if (align === "justify") return totalFit;
  return balance ? balancedFit : firstFit;
}

/** The index of the word that holds the character at an offset. */
function wordAt<Tag>({ words }: ShapedParagraph<Tag>, offset: number): number {
  let low = 0;
  let high = words.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((words[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Adds places between letters to break at where there is no other and the text is wider than the measure. */
function withinMeasure<Tag>(shaped: ShapedParagraph<Tag>, table: BreakTable, measure: number, report: Report): BreakTable {
  const { paragraph, text, words } = shaped;
  if (!paragraph.wrap) return table;
  const offsets: number[] = [0];
  let widest = 0;
  for (let index = 1; index < table.offsets.length; index++) {
    const from = table.offsets[index - 1] ?? 0;
    const to = table.offsets[index] ?? 0;
    const width = (table.inkEnd[index] ?? 0) - (table.start[index - 1] ?? 0);
    if (width > measure + tolerance) {
      widest = Math.max(widest, width);
      addClusters(shaped, from, to, offsets);
    }
    offsets.push(to);
  }
  if (widest === 0) return table;
  offsets[0] = table.offsets[0] ?? 0;
  report({
    severity: "warning",
    code: "text/overfull",
    message: `A word is ${widest.toFixed(1)} pt wide where the line has ${measure.toFixed(1)} pt, and is broken between letters.`,
    ...(paragraph.source && { span: paragraph.source }),
    hint: "Give the text a wider measure or a smaller size, or put a space or a zero-width space (U+200B) where the word may be broken.",
  });
  return measureBreaks(words, text, Int32Array.from(offsets), shaped.shaper);
}

/** Slack that rounding needs, pt. */
const tolerance = 1e-6;

/** Adds where the clusters begin that stand strictly between two offsets. */
function addClusters<Tag>(shaped: ShapedParagraph<Tag>, from: number, to: number, offsets: number[]): void {
  const starts = new Set<number>();
  for (let index = wordAt(shaped, from); index < shaped.words.length; index++) {
    const placed = shaped.words[index];
    if (placed === undefined || placed.start >= to) break;
    const { glyphs } = placed.word;
    for (let at = glyphFields.cluster; at < glyphs.length; at += glyphFields.count) starts.add(placed.start + (glyphs[at] ?? 0));
  }
  for (const start of [...starts].sort((a, b) => a - b)) if (start > from && start < to) offsets.push(start);
}
