import type { SourcePosition } from "./diagnostic.ts";

/** The lines of a text as editors count them. */
export interface SourceLines {
  /** The place of a UTF-16 offset; an offset past the end has the place of the end. */
  readonly position: (offset: number) => SourcePosition;
  /** The text of a line without its line end, counted from 1; `undefined` past the last. */
  readonly line: (number: number) => string | undefined;
}

const lineEnd = /\r\n|\r|\n/gu;

/** Finds the lines of `text`: CR LF, CR and LF end one. */
export function sourceLines(text: string): SourceLines {
  const starts = [0];
  const ends: number[] = [];
  for (const { index, 0: end } of text.matchAll(lineEnd)) {
    ends.push(index);
    starts.push(index + end.length);
  }
  ends.push(text.length);

  return {
    position(offset) {
      const line = lastNotAfter(starts, offset);
      const within = Math.min(offset, text.length) - (starts[line] ?? 0);
      return { line: line + 1, column: within + 1 };
    },
    line(number) {
      const start = starts[number - 1];
      return start === undefined ? undefined : text.slice(start, ends[number - 1]);
    },
  };
}

/** The index of the last of the ascending `starts` that is at most `offset`. */
function lastNotAfter(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? Infinity) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
