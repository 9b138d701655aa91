import type { Report } from "../diagnostics/index.ts";
import type { FontLibrary } from "../fonts/index.ts";
import { lineLevels, resolveLevels } from "./bidi.ts";
import { measureOfLine, wordAt, type BreakTable, type LineMeasures } from "./breakTable.ts";
import { measureHyphenated } from "./hyphenation/hyphenatedBreaks.ts";
import { noHyphenators, type Hyphenators } from "./hyphenation/hyphenators.ts";
import { hyphenPlaces, SOFT_HYPHEN } from "./hyphenation/hyphenPlaces.ts";
import { setInitial, withInitial, type SetInitial } from "./initial.ts";
import { itemize } from "./itemize.ts";
import { reportMisfits } from "./justification/misfits.ts";
import { hangPunctuation } from "./justification/opticalMargins.ts";
import { chooseLines } from "./justification/chooseLines.ts";
import { assembleLine, type ShapedParagraph } from "./lineAssembly.ts";
import { BREAK_ALLOWED, BREAK_MANDATORY, lineBreaks, NO_BREAK } from "./lineBreaks.ts";
import type { Line, Paragraph } from "./paragraph.ts";
import { scriptRuns } from "./scripts.ts";
import { shapeItems } from "./shapedText.ts";
import { glyphFields } from "./shaper.ts";
import type { WordShaper } from "./wordShapes.ts";

export interface ComposeResources {
  readonly fonts: Pick<FontLibrary, "match">;
  readonly shaper: WordShaper;
  /** Of the languages of texts with `hyphens: auto`; absent means that no word is hyphenated unless soft hyphens are typed in it. */
  readonly hyphenators?: Hyphenators;
  readonly report: Report;
}

/**
 * Composes a paragraph: embedding levels over all of it (UAX #9), items of one face and script, shaping by HarfBuzz, break opportunities
 * (UAX #14), a choice of lines, and the lines themselves, in visual order and justified.
 *
 * A word that is wider than the measure is broken between its letters, which keep their joined forms. An initial is set for itself, before the rest.
 *
 * @param measure pt
 * @returns at least one line; none for a paragraph without text
 *
 * Reports `text/missing-glyph` (error), `text/overfull` (warning: a word is wider than the measure), and what `setInitial` and
 * `reportMisfits` do.
 */
export function composeParagraph<Tag>(paragraph: Paragraph<Tag>, measure: number, { fonts, shaper, hyphenators, report }: ComposeResources): Line<Tag>[] {
  const text = paragraph.spans.length === 1 ? (paragraph.spans[0]?.text ?? "") : paragraph.spans.map((span) => span.text).join("");
  const { levels, paragraphLevel } = resolveLevels(text, paragraph.direction);
  // Tabs and the spaces before them fall back to the paragraph's level on whatever line they stand; those at lines' ends are not set at all.
  const settled = text.includes("\t") ? lineLevels(levels, paragraphLevel, text, 0, text.length) : levels;
  const items = itemize(paragraph, text, settled, scriptRuns(text), { fonts, report });
  const itemized = { paragraph, text, levels: settled, baseLevel: paragraphLevel, items };
  const initial = paragraph.initial && setInitial(itemized, paragraph.initial, measure, shaper, report);
  const words = shapeItems(initial?.rest ?? items, text, shaper);
  const hyphens = hyphenPlaces(paragraph, text, hyphenators ?? noHyphenators);
  const shaped = { paragraph, text, baseLevel: paragraphLevel, words, hyphens, shaper };
  const set: SetLine<Tag>[] = [];
  for (const offsets of stretches(text, paragraph.wrap, hyphens)) setStretch(shaped, offsets, measure, initial, report, set);
  reportMisfits(set, paragraph, report);
  return set.map(({ line }, index) => (initial !== undefined && index === 0 ? withInitial(line, initial, text, paragraphLevel) : line));
}

/** The places where lines may end in each stretch between forced breaks, the stretch's start first. */
function stretches(text: string, wrap: boolean, hyphens: ReadonlySet<number>): Int32Array[] {
  const breaks = lineBreaks(text);
  for (const offset of hyphens) if (breaks[offset] === NO_BREAK) breaks[offset] = BREAK_ALLOWED;
  const found: Int32Array[] = [];
  let offsets = [0];
  for (let offset = 1; offset <= text.length; offset++) {
    const kind = offset === text.length ? BREAK_MANDATORY : (breaks[offset] ?? NO_BREAK);
    if (kind === NO_BREAK || (kind === BREAK_ALLOWED && !wrap)) continue;
    // A soft hyphen that makes no hyphen, in Arabic above all, makes no break: the parts would be read as words.
    if (kind === BREAK_ALLOWED && text.charCodeAt(offset - 1) === SOFT_HYPHEN && !hyphens.has(offset)) continue;
    offsets.push(offset);
    if (kind !== BREAK_MANDATORY) continue;
    found.push(Int32Array.from(offsets));
    offsets = [offset];
  }
  return found;
}

interface SetLine<Tag> {
  readonly line: Line<Tag>;
  /** pt */
  readonly room: number;
  /** Words had to be broken, which is told already. */
  readonly broken: boolean;
}

/** Adds the lines of one stretch; before the first of all stands the initial, if there is one. */
function setStretch<Tag>(
  shaped: ShapedParagraph<Tag>, offsets: Int32Array, measure: number, initial: SetInitial<Tag> | undefined, report: Report, lines: SetLine<Tag>[],
): void {
  const { paragraph, text, words, baseLevel } = shaped;
  const measures = { leading: leadingMeasures(paragraph, initial, measure, lines.length), rest: measure };
  const own = lines.length === 0 && initial !== undefined ? offsetsFrom(offsets, initial.end) : offsets;
  const whole = measureHyphenated(words, text, own, shaped.hyphens, shaped.shaper);
  const broken = withinMeasure(shaped, whole, measures, report);
  const table = paragraph.justification.hanging && paragraph.align === "justify" ? hangPunctuation(broken, words, text, baseLevel) : broken;
  const chosen = chooseLines(shaped, table, measures);
  let from = 0;
  for (const [index, { to, setting }] of chosen.entries()) {
    const room = measureOfLine(measures, index);
    lines.push({
      room,
      broken: broken !== whole,
      line: assembleLine(shaped, {
        start: table.offsets[from] ?? 0,
        end: table.offsets[to] ?? text.length,
        firstWord: wordAt(words, table.offsets[from] ?? 0),
        left: baseLevel % 2 === 0 ? measure - room : 0,
        room,
        last: to === table.offsets.length - 1,
        setting,
        hang: { start: table.hangAtStart?.[from] ?? 0, end: table.hangAtEnd?.[to] ?? 0 },
      }),
    });
    from = to;
  }
}

/** The measures of the next lines that are shorter. @param before the number of lines above */
function leadingMeasures<Tag>({ indent }: Paragraph<Tag>, initial: SetInitial<Tag> | undefined, measure: number, before: number): number[] {
  if (initial !== undefined) return Array.from({ length: Math.max(0, initial.lines - before) }, () => measure - initial.room);
  return before > 0 || indent === 0 ? [] : [measure - indent];
}

/** The places behind an initial; where it is all there is, an empty line begins and ends there. */
function offsetsFrom(offsets: Int32Array, start: number): Int32Array {
  const after = offsets.filter((offset) => offset > start);
  return Int32Array.from(after.length > 0 ? [start, ...after] : [start, start]);
}

/** Adds places between letters to break at where there is no other and the text is wider than the measure. */
function withinMeasure<Tag>(shaped: ShapedParagraph<Tag>, table: BreakTable, measures: LineMeasures, report: Report): BreakTable {
  const { paragraph, text, words } = shaped;
  if (!paragraph.wrap) return table;
  const least = Math.min(measures.rest, ...measures.leading);
  const leadingEnd = measures.leading.reduce((sum, leading) => sum + leading, 0) * mostShrunk;
  const offsets: number[] = [0];
  let widest = 0;
  let room = 0;
  for (let index = 1; index < table.offsets.length; index++) {
    const from = table.offsets[index - 1] ?? 0;
    const to = table.offsets[index] ?? 0;
    const width = (table.inkEnd[index] ?? 0) - (table.start[index - 1] ?? 0);
    const measure = (table.start[index - 1] ?? 0) <= leadingEnd ? least : measures.rest;
    if (width > measure + tolerance) {
      if (width > widest) room = measure;
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
    message: `A word is ${widest.toFixed(1)} pt wide where the line has ${room.toFixed(1)} pt, and is broken between letters.`,
    ...(paragraph.source && { span: paragraph.source }),
    hint: "Give the text a wider measure or a smaller size, or put a space or a zero-width space (U+200B) where the word may be broken.",
  });
  return measureHyphenated(words, text, Int32Array.from(offsets), shaped.hyphens, shaped.shaper);
}

/** Slack that rounding needs, pt. */
const tolerance = 1e-6;

/** How much more text than its measures the first lines may take where spaces shrink. */
const mostShrunk = 1.25;

/** Adds where the clusters begin that stand strictly between two offsets. */
function addClusters<Tag>(shaped: ShapedParagraph<Tag>, from: number, to: number, offsets: number[]): void {
  const starts = new Set<number>();
  for (let index = wordAt(shaped.words, from); index < shaped.words.length; index++) {
    const placed = shaped.words[index];
    if (placed === undefined || placed.start >= to) break;
    const { glyphs } = placed.word;
    for (let at = glyphFields.cluster; at < glyphs.length; at += glyphFields.count) starts.add(placed.start + (glyphs[at] ?? 0));
  }
  for (const start of [...starts].sort((a, b) => a - b)) if (start > from && start < to) offsets.push(start);
}
