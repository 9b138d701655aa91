import type { ArchivedArticle, PageText } from "../model.ts";
import { findMatches } from "../words/matches.ts";
import type { Query } from "../words/query.ts";

/** A part of a text, and whether it was searched for. */
export interface Segment {
  readonly text: string;
  readonly marked: boolean;
}

/** Where a word stands that was searched for, pt from the page's top left corner. */
export interface Highlight {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The first on its page, to which addresses lead. */
  readonly first: boolean;
}

/** A page's words as they are read aloud and copied. */
export interface ReadBlock {
  /** Whether it is some article's headline. */
  readonly headline: boolean;
  readonly segments: readonly Segment[];
}

export interface ReadPage {
  readonly blocks: readonly ReadBlock[];
  readonly highlights: readonly Highlight[];
  /** How often what was searched for stands on the page. */
  readonly matches: number;
}

/** A page's text in blocks, with what a query means in it. Matches go from line to line and from column to column. */
export function readPage({ blocks }: PageText, articles: readonly ArchivedArticle[], query: Query | undefined): ReadPage {
  const headlines = new Set(articles.map(({ headline }) => letters(headline)));
  const placed = blocks.map(({ lines }) => lines.flatMap(({ words }) => words));
  const text = placed.map((words) => words.map((word) => word.text).join(" ")).join("\n");
  const matches = query === undefined ? [] : findMatches(text, query);
  const boxes: Omit<Highlight, "first">[] = [];
  let start = 0;
  const read = placed.map((words): ReadBlock => {
    const begin = start;
    for (const { text: { length }, x, y, width, height } of words) {
      if (matches.some((match) => match.start < start + length && match.end > start)) boxes.push({ x, y, width, height });
      start += length + 1;
    }
    if (words.length === 0) start += 1;
    const own = text.slice(begin, start - 1);
    return { headline: headlines.has(letters(own)) && letters(own) !== "", segments: segmentsOf(own, matches.map((match) => ({ start: match.start - begin, end: match.end - begin }))) };
  });
  return { blocks: read.filter(({ segments }) => segments.length > 0), highlights: boxes.map((box, index) => ({ ...box, first: index === 0 })), matches: matches.length };
}

/** Parts a text at the edges of what is marked in it (UTF-16, in order, not overlapping). */
export function segmentsOf(text: string, marks: readonly { readonly start: number; readonly end: number }[]): Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  for (const mark of marks) {
    const start = Math.max(at, mark.start);
    const end = Math.min(text.length, mark.end);
    if (end <= start) continue;
    segments.push({ text: text.slice(at, start), marked: false }, { text: text.slice(start, end), marked: true });
    at = end;
  }
  segments.push({ text: text.slice(at), marked: false });
  return segments.filter((segment) => segment.text !== "");
}

/** A text without all that line breaks and justification change. */
function letters(text: string): string {
  return text.replace(/[\s\u00ad\u0640]/gu, "");
}
