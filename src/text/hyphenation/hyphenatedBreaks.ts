import { measureBreaks, wordAt, type BreakTable } from "../breakTable.ts";
import type { PlacedWord } from "../shapedText.ts";
import type { WordShaper } from "../wordShapes.ts";
import { changeOfHyphen } from "./hyphenatedWord.ts";

/**
 * Measures a stretch at each place where a line may end, hyphens included. A place where the hyphen takes as much room as what it saves is left out.
 *
 * @param offsets see `measureBreaks`
 * @param hyphens those of the offsets at which a line ends with a hyphen, and maybe others
 */
export function measureHyphenated<Tag>(
  words: readonly PlacedWord<Tag>[], text: string, offsets: Int32Array, hyphens: ReadonlySet<number>, shaper: WordShaper,
): BreakTable {
  const table = measureBreaks(words, text, offsets, shaper);
  if (hyphens.size === 0) return table;
  const { start, inkEnd, endWord } = table;
  const hyphenated = new Uint8Array(offsets.length);
  let any = false;
  for (let index = 1; index < offsets.length - 1; index++) {
    const offset = offsets[index] ?? 0;
    const at = wordAt(words, offset - 1);
    const placed = words[at];
    if (!hyphens.has(offset) || placed === undefined) continue;
    const change = changeOfHyphen(placed, text, offset, shaper);
    start[index] = (start[index] ?? 0) - change.after;
    inkEnd[index] = (inkEnd[index] ?? 0) + change.before;
    // A word that another element divides here has its hyphen instead of another form.
    endWord[index] = Math.min(endWord[index] ?? 0, at);
    hyphenated[index] = 1;
    any = true;
  }
  if (!any) return table;
  const useful = offsets.filter((_, index) => hyphenated[index] === 0 || (inkEnd[index] ?? 0) < (inkEnd[index + 1] ?? 0));
  return useful.length < offsets.length ? measureHyphenated(words, text, useful, hyphens, shaper) : { ...table, hyphenated };
}
