import type { Report, SourceSpan } from "../diagnostics/index.ts";
import { isQuotationMark, isSpace, isWordCharacter, runEnd, runStart } from "./characters.ts";
import type { Article, CopyEdit, CopyEditRule, CopyText } from "./model.ts";
import { findPunctuation } from "./punctuation.ts";
import { pairQuotationMarks, type QuotationMark } from "./quotationMarks.ts";
import { webAddresses, type TextRange } from "./webAddresses.ts";

/** A change to a text, by UTF-16 offsets in it; of an insertion, start and end are the same. */
interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What one rule does at one place. */
interface Change {
  readonly rule: CopyEditRule;
  /** In ascending order, apart from each other. */
  readonly replacements: readonly Replacement[];
}

export interface CopyEditor {
  /** Edits the headline, the source line and the body. */
  readonly edit: (article: Article) => Article;
  /** What was changed so far, in the order of the texts. */
  readonly edits: readonly CopyEdit[];
}

/**
 * Starts a copy editor that corrects what copy-editing corrects everywhere: see `CopyEditRule`. Each rule does its work whatever the others do, and edited copy
 * is not changed by editing it again. Straight quotation marks stay in a paragraph without an Arabic letter, which is in another script throughout. A paragraph whose quotation marks don't pair keeps them, and the spaces at them, as typed, with the warning
 * `edition/unbalanced-quote` at the first mark without a partner.
 *
 * @param without Rules that are switched off.
 */
export function copyEditor(without: readonly CopyEditRule[], report: Report): CopyEditor {
  const edits: CopyEdit[] = [];
  const isOn = (rule: CopyEditRule): boolean => !without.includes(rule);
  const editText = (copy: CopyText): CopyText => {
    const { changes, unbalanced } = proposeChanges(copy.text, isOn);
    if (unbalanced !== undefined && (isOn("quotation-marks") || isOn("space-inside-quotes"))) tellUnbalanced(spanWithin(copy, unbalanced, unbalanced + 1), report);
    edits.push(...changes.map((change) => recordEdit(copy, change)));
    return changes.length === 0 ? copy : { ...copy, text: apply(copy.text, changes.flatMap(({ replacements }) => replacements)) };
  };
  return {
    edits,
    edit({ headline, sourceLine, body }) {
      return {
        headline: editText(headline),
        ...(sourceLine && { sourceLine: editText(sourceLine) }),
        body: body.map((block) => ({ ...block, content: editText(block.content) })),
      };
    },
  };
}

function tellUnbalanced(span: SourceSpan, report: Report): void {
  report({
    severity: "warning",
    code: "edition/unbalanced-quote",
    message: "This quotation mark has no partner in its paragraph, or nothing tells whether it opens or closes; the paragraph's quotation marks stay as typed.",
    span,
    hint: "Add the mark or the space that is missing, or take this one out.",
  });
}

interface Proposal {
  /** Ordered by place; no two touch the same character. */
  readonly changes: readonly Change[];
  readonly unbalanced?: number;
}

const worthALook = /["«»“”„،؛.۔:؟!,;?]|\s\s/u;

function proposeChanges(text: string, isOn: (rule: CopyEditRule) => boolean): Proposal {
  if (!worthALook.test(text)) return { changes: [] };
  const isEditable = outside(webAddresses(text), text);
  const quotations = pairQuotationMarks(text, isEditable);
  const marks = "marks" in quotations ? quotations.marks : [];

  const proposed = [...quotationChanges(text, marks), ...punctuationChanges(text, marks, isEditable), ...repeatedSpaces(text)];
  const changes = withoutClashes(proposed.filter(({ rule }) => isOn(rule))).sort((a, b) => placeOf(a) - placeOf(b));
  return { changes, ...("unbalanced" in quotations && { unbalanced: quotations.unbalanced }) };
}

function outside(ranges: readonly TextRange[], text: string): (offset: number) => boolean {
  if (ranges.length === 0) return () => true;
  const covered = new Uint8Array(text.length);
  for (const { start, end } of ranges) covered.fill(1, start, end);
  return (offset) => covered[offset] === 0;
}

function* quotationChanges(text: string, marks: readonly QuotationMark[]): Generator<Change> {
  const foreign = isForeign(text);
  const openings = new Set(marks.filter(({ role }) => role === "opening").map(({ offset }) => offset));
  for (const { offset, role, typographic, spaceMissing } of marks) {
    if (role === "inches") continue;
    if (typographic !== undefined && !foreign) yield { rule: "quotation-marks", replacements: [{ start: offset, end: offset + 1, text: typographic }] };
    const replacements = role === "opening" ? spaceAfterOpening(text, offset) : spaceBeforeClosing(text, offset, openings);
    if (replacements) yield { rule: "space-inside-quotes", replacements };
    else if (spaceMissing && !foreign) yield { rule: "space-after-punctuation", replacements: [spaceOutside(offset, role)] };
  }
}

const anyLetter = /\p{L}/u;
const arabicLetter = /(?=\p{L})\p{Script_Extensions=Arabic}/u;

/** Whether a text is in another script than Arabic throughout. */
function isForeign(text: string): boolean {
  return anyLetter.test(text) && !arabicLetter.test(text);
}

function spaceOutside(mark: number, role: "opening" | "closing"): Replacement {
  const at = role === "opening" ? mark : mark + 1;
  return { start: at, end: at, text: " " };
}

/** A space that stands inside a mark and is missing outside is moved there: `قال" نعم` to `قال "نعم`. */
function spaceAfterOpening(text: string, mark: number): Replacement[] | undefined {
  const end = runEnd(text, mark + 1, isSpace);
  if (end === mark + 1) return undefined;
  const missing = isWordCharacter(text[mark - 1]) ? [{ start: mark, end: mark, text: " " }] : [];
  return [...missing, { start: mark + 1, end, text: "" }];
}

/** @param openings Marks that open: spaces in a quotation of nothing else are the opening mark's to take away. */
function spaceBeforeClosing(text: string, mark: number, openings: ReadonlySet<number>): Replacement[] | undefined {
  const start = runStart(text, mark, isSpace);
  if (start === mark || openings.has(start - 1)) return undefined;
  const missing = isWordCharacter(text[mark + 1]) ? [{ start: mark + 1, end: mark + 1, text: " " }] : [];
  return [{ start, end: mark, text: "" }, ...missing];
}

function* punctuationChanges(text: string, marks: readonly QuotationMark[], isEditable: (offset: number) => boolean): Generator<Change> {
  const roles = new Map(marks.map(({ offset, role }) => [offset, role]));
  const quotations = {
    opens: (offset: number): boolean => roles.get(offset) === "opening",
    closes: (offset: number): boolean => roles.has(offset) && roles.get(offset) !== "opening",
  };
  for (const { start, end, spacesFrom, spaceMissing, arabicMarks } of findPunctuation(text, quotations, isEditable)) {
    if (spacesFrom !== undefined) yield { rule: "space-before-punctuation", replacements: [{ start: spacesFrom, end: start, text: "" }] };
    for (const { offset, mark } of arabicMarks) yield { rule: "arabic-punctuation", replacements: [{ start: offset, end: offset + 1, text: mark }] };
    if (spaceMissing) yield { rule: "space-after-punctuation", replacements: [{ start: end, end, text: " " }] };
  }
}

const everyRun = /\s{2,}/gu;
const noBreakSpaces = /^[\u00a0\u202f]+$/u;

function* repeatedSpaces(text: string): Generator<Change> {
  for (const { index, 0: run } of text.matchAll(everyRun)) {
    yield { rule: "repeated-spaces", replacements: [{ start: index, end: index + run.length, text: noBreakSpaces.test(run) ? "\u00a0" : " " }] };
  }
}

/** Where several rules would change the same spaces, the first of them does. */
function withoutClashes(changes: readonly Change[]): Change[] {
  const taken = new Set<number>();
  return changes.filter(({ replacements }) => {
    const replaced = replacements.filter(({ start, end }) => end > start);
    if (replaced.some(({ start }) => taken.has(start))) return false;
    for (const { start } of replaced) taken.add(start);
    return true;
  });
}

function placeOf({ replacements: [first] }: Change): number {
  return first?.start ?? 0;
}

/** Insertions stand before what is replaced at the same place. */
function apply(text: string, replacements: readonly Replacement[]): string {
  const ordered = [...replacements].sort((a, b) => a.start - b.start || a.end - b.end);
  let edited = "";
  let from = 0;
  for (const { start, end, text: replacement } of ordered) {
    edited += text.slice(from, start) + replacement;
    from = end;
  }
  return edited + text.slice(from);
}

/** How much of a neighbouring word an edit is told with, in UTF-16 units. */
const contextLength = 20;

const wordCharacter = /[\p{L}\p{Nd}]/u;
const isInWord = (character: string | undefined): boolean => character !== undefined && !isSpace(character) && !isQuotationMark(character);

/** An edit is told with what it touches: a quotation mark, else the word; and with the nearest word if there is none in that. */
function recordEdit(copy: CopyText, { rule, replacements }: Change): CopyEdit {
  const { text } = copy;
  const from = replacements[0]?.start ?? 0;
  const to = replacements.at(-1)?.end ?? from;
  let start = wordStart(text, from);
  let end = wordEnd(text, to);
  if (!wordCharacter.test(text.slice(start, end))) {
    if (end < text.length) end = wordEnd(text, runEnd(text, end, isSpace));
    else start = wordStart(text, runStart(text, start, isSpace));
  }
  const before = text.slice(start, end);
  const after = apply(before, replacements.map((replacement) => ({ ...replacement, start: replacement.start - start, end: replacement.end - start })));
  return { rule, span: spanWithin(copy, start, end), before, after };
}

function wordStart(text: string, offset: number): number {
  if (isQuotationMark(text[offset - 1])) return offset - 1;
  return characterStart(text, runStart(text, offset, isInWord, offset - contextLength));
}

function wordEnd(text: string, offset: number): number {
  if (isQuotationMark(text[offset])) return offset + 1;
  return characterStart(text, runEnd(text, offset, isInWord, offset + contextLength));
}

/** The next offset that is not between the two halves of a surrogate pair. */
function characterStart(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  return unit >= 0xdc00 && unit < 0xe000 ? offset + 1 : offset;
}

/** The place of a part of a text that stands in the source as it is, on one line. */
function spanWithin({ span: { file, start } }: CopyText, from: number, to: number): SourceSpan {
  return { file, start: { ...start, column: start.column + from }, end: { ...start, column: start.column + to } };
}
