import { sourceLines } from "../diagnostics/index.ts";
import type { CopyText } from "./model.ts";
import type { SourceFile } from "./source.ts";

/** A line of copy with something on it. */
export interface CopyLine {
  /** Without the white space at its ends, no-break spaces included; within, as typed. */
  readonly copy: CopyText;
  /** A blank line, or the beginning of the copy, stands before it. */
  readonly afterBlank: boolean;
}

/** The ends of lines, and what else ends a paragraph in plain text: vertical tab, form feed, NEL, line and paragraph separator (UAX #14, class BK). */
const lineEnd = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/gu;

/** Takes the copy apart at the ends of its lines. A line of white space alone is a blank one. */
export function copyLines(source: SourceFile): CopyLine[] {
  const { position } = sourceLines(source.text);
  const lines: CopyLine[] = [];
  let afterBlank = true;
  for (const { start, text } of rawLines(source.text)) {
    const trimmed = text.trim();
    if (trimmed === "") {
      afterBlank = true;
      continue;
    }
    const offset = start + text.length - text.trimStart().length;
    const span = { file: source.path, start: position(offset), end: position(offset + trimmed.length) };
    lines.push({ copy: { text: trimmed, span }, afterBlank });
    afterBlank = false;
  }
  return lines;
}

function* rawLines(text: string): Generator<{ start: number; text: string }> {
  let start = 0;
  for (const { index, 0: end } of text.matchAll(lineEnd)) {
    yield { start, text: text.slice(start, index) };
    start = index + end.length;
  }
  yield { start, text: text.slice(start) };
}
