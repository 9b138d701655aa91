import type { Match } from "./matches.ts";

/** A passage of a text. */
export interface Excerpt {
  readonly text: string;
  /** In `text`: the matches, or what of them the passage holds. */
  readonly marks: readonly Match[];
  /** Where the passage begins in the whole text, UTF-16. */
  readonly offset: number;
  /** Whether more words stand before it, after it. */
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

/**
 * Takes the passage of a text where matches stand closest together; the beginning where there are none. It begins and ends with whole words.
 *
 * @param matches in order, none overlapping another ({@link findMatches})
 * @param options.length UTF-16 units that the passage has at most, unless the match itself is longer
 */
export function excerptOf(body: string, matches: readonly Match[], { length }: { readonly length: number }): Excerpt {
  const core = densest(matches, length);
  const { start, end } = core === undefined ? beginningOf(body, length) : around(body, core, length);
  const marks = matches.filter((match) => match.start < end && match.end > start)
    .map((match) => ({ start: Math.max(match.start, start) - start, end: Math.min(match.end, end) - start }));
  return { text: body.slice(start, end), marks, offset: start, cutBefore: /\S/u.test(body.slice(0, start)), cutAfter: /\S/u.test(body.slice(end)) };
}

/** From the first to the last of the most matches that fit into a passage; the first of equals. */
function densest(matches: readonly Match[], length: number): Match | undefined {
  let best: Match | undefined;
  let most = 0;
  let from = 0;
  for (const [to, { end }] of matches.entries()) {
    while (from < to && end - (matches[from]?.start ?? end) > length) from++;
    const first = matches[from];
    if (first === undefined || to - from + 1 <= most) continue;
    most = to - from + 1;
    best = { start: first.start, end };
  }
  return best;
}

/** The words about a part of a text, as many before it as after it where there are so many. */
function around(body: string, core: Match, length: number): Match {
  const room = Math.max(0, length - (core.end - core.start));
  const latestStart = Math.max(0, Math.min(core.start - Math.floor(room / 2), body.length - (core.end - core.start) - room));
  const from = Math.min(core.start, latestStart);
  const to = Math.max(core.end, Math.min(body.length, from + length));
  return { start: wordStart(body, from, core.start), end: wordEnd(body, to, core.end) };
}

/** The first place from one on, and up to another, where a word begins after white space. */
function wordStart(body: string, from: number, most: number): number {
  let start = from;
  if (start > 0 && !isSpace(body, start - 1)) while (start < most && !isSpace(body, start)) start++;
  while (start < most && isSpace(body, start)) start++;
  return start;
}

/** The last place down to another where a word ends before white space. */
function wordEnd(body: string, from: number, least: number): number {
  let end = from;
  if (end < body.length && !isSpace(body, end)) while (end > least && !isSpace(body, end - 1)) end--;
  while (end > least && isSpace(body, end - 1)) end--;
  return end;
}

function beginningOf(body: string, length: number): Match {
  const start = wordStart(body, 0, body.length);
  const limit = Math.min(body.length, start + length);
  const end = wordEnd(body, limit, start);
  if (end > start || limit === start) return { start, end };
  return { start, end: /[\ud800-\udbff]/.test(body.charAt(limit - 1)) ? limit - 1 : limit };
}

function isSpace(body: string, offset: number): boolean {
  return /\s/u.test(body.charAt(offset));
}
