import type { Diagnostic, Severity, SourceSpan } from "./diagnostic.ts";
import type { SourceMap } from "./sourceMap.ts";
import { directionOf, holdsRightToLeft, isolate, printable, terminalCells, type Cell } from "./terminalText.ts";

/** How many columns of a source line are shown; the window lies round the place. */
const windowColumns = 72;
/** Columns shown before the place, where the line is longer than the window. */
const columnsBefore = 28;

/** UTF-16 units to either side of the place that are looked at: more than a window of text takes, its marks included. */
const lookedAt = 8 * windowColumns;

/** ECMA-48 SGR parameters. */
const styles = { error: "1;31", warning: "1;33", notice: "1;36", bold: "1", gutter: "34", hint: "1;32" } as const;

type Paint = (style: keyof typeof styles, text: string) => string;

/**
 * Tells a diagnostic for a terminal: severity, code and message; file, line and column; the source line with its place underlined; the hint.
 * The source's own control characters are shown, never sent. A line with right-to-left text is set in an isolate of its direction, and the underline
 * below in one of the same width, so that they agree both in terminals that reorder text and in those that don't.
 *
 * @param sources Where the source line is found; without one, it is left out.
 * @param options `color`: whether the terminal knows ECMA-48 colours.
 * @returns Several lines, without a line end after the last.
 */
export function renderDiagnostic(diagnostic: Diagnostic, sources: SourceMap, options: { readonly color: boolean }): string {
  const paint: Paint = (style, text) => (options.color ? `\u001b[${styles[style]}m${text}\u001b[0m` : text);
  const { severity, code, message, span, hint } = diagnostic;
  const margin = " ".repeat(String(span?.start.line ?? "").length);
  return [
    `${paint(severity, `${severity}[${printable(code)}]`)}${paint("bold", `: ${indented(message, "  ")}`)}`,
    ...(span ? [`${margin}${paint("gutter", "-->")} ${place(span)}`, ...excerpt(span, severity, sources, paint)] : []),
    ...(hint === undefined ? [] : [`${margin} ${paint("gutter", "=")} ${paint("hint", "hint")}: ${indented(hint, `${margin}   `)}`]),
  ].join("\n");
}

function indented(text: string, indentation: string): string {
  return text.split(/\r\n|\r|\n/u).map(printable).join(`\n${indentation}`);
}

/** In a path that ends in right-to-left text the numbers after it would join that text. */
function place({ file, start }: SourceSpan): string {
  const path = printable(file);
  return `${holdsRightToLeft(path) ? isolate(path, "ltr") : path}:${start.line}:${start.column}`;
}

function excerpt(span: SourceSpan, severity: Severity, sources: SourceMap, paint: Paint): string[] {
  const line = sources.line(span.file, span.start.line);
  if (line === undefined) return [];
  const marked = markedRange(span, line);
  const cells = windowRound(line, marked.start);
  const before = cells.filter(({ offset }) => offset < marked.start);
  const inside = cells.filter(({ offset }) => offset >= marked.start && offset < marked.end);
  const after = cells.filter(({ offset }) => offset >= marked.end);

  const text = join(cells);
  const painted = `${join(before)}${inside.length === 0 ? "" : paint(severity, join(inside))}${join(after)}`;
  const carets = paint(severity, "^".repeat(Math.max(1, width(inside))));
  const number = String(span.start.line);
  const margin = " ".repeat(number.length);
  const shown = holdsRightToLeft(text)
    ? [isolate(painted, directionOf(text)), isolate(`${noBreak(before)}${carets}${noBreak(after)}`, directionOf(text))]
    : [painted, `${" ".repeat(width(before))}${carets}`];
  return [
    `${margin} ${paint("gutter", "|")}`,
    `${paint("gutter", `${number} |`)} ${shown[0] ?? ""}`,
    `${margin} ${paint("gutter", "|")} ${shown[1] ?? ""}`,
  ];
}

/** Blank cells that stay in their isolate at a line's end, where UAX #9 (L1) would take spaces out of it. */
function noBreak(cells: readonly Cell[]): string {
  return "\u00a0".repeat(width(cells));
}

/** The UTF-16 offsets of the line that are underlined: at least one character, at most to the line's end. */
function markedRange({ start, end }: SourceSpan, line: string): { start: number; end: number } {
  const from = Math.min(start.column - 1, line.length);
  const to = end === undefined ? from + 1 : end.line > start.line ? line.length : end.column - 1;
  return { start: from, end: Math.max(Math.min(to, line.length), from + 1) };
}

/** Cells of the line that fit the window, an ellipsis where it is clipped. The line may be long: only what is near the place is looked at. */
function windowRound(line: string, place: number): Cell[] {
  const from = afterSurrogate(line, Math.max(0, place - lookedAt));
  const to = afterSurrogate(line, Math.min(line.length, place + lookedAt));
  const nearby = terminalCells(line.slice(from, to)).map((cell) => ({ ...cell, offset: cell.offset + from }));
  const before = nearby.filter(({ offset }) => offset < place);
  const rest = nearby.slice(before.length);

  const head = fitting(before.reverse(), Math.max(columnsBefore, windowColumns - width(rest))).reverse();
  const tail = fitting(rest, windowColumns - width(head));
  const first = head[0]?.offset ?? place;
  const last = tail.at(-1) ?? head.at(-1);
  const end = last ? last.offset + last.length : place;
  return [
    ...(first > 0 ? [{ shown: "…", width: 1, offset: first - 1, length: 1 }] : []),
    ...head,
    ...tail,
    ...(end < line.length ? [{ shown: "…", width: 1, offset: line.length, length: 0 }] : []),
  ];
}

function afterSurrogate(line: string, offset: number): number {
  const unit = line.charCodeAt(offset);
  return unit >= 0xdc00 && unit < 0xe000 ? offset + 1 : offset;
}

/** The first of the cells that take no more than `columns` together. */
function fitting(cells: readonly Cell[], columns: number): Cell[] {
  let taken = 0;
  const end = cells.findIndex((cell) => (taken += cell.width) > columns);
  return cells.slice(0, end < 0 ? cells.length : end);
}

function join(cells: readonly Cell[]): string {
  return cells.map(({ shown }) => shown).join("");
}

function width(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}
