import type { BreakTable } from "../breakTable.ts";
import { wordAt } from "../breakTable.ts";
import type { PlacedWord } from "../shapedText.ts";
import { glyphFields } from "../shaper.ts";
import { hangsAtLineEnd } from "../wordShapes.ts";
import shares from "./opticalMargins.json" with { type: "json" };

/** By UTF-16 unit; 0 for what does not hang. */
const shareOf = new Float32Array(0x10000);
for (const [character, share] of Object.entries(shares)) shareOf[character.charCodeAt(0)] = share;

/**
 * Lets punctuation at the edges of lines stand out into the margin, by the share of its width that the table has for it, so that the column's edges look
 * straight: what is pale at an edge makes a dent otherwise. Only a character of the paragraph's own direction stands at the line's edge.
 *
 * @param words the paragraph's
 * @param baseLevel the paragraph's embedding level
 */
export function hangPunctuation<Tag>(table: BreakTable, words: readonly PlacedWord<Tag>[], text: string, baseLevel: number): BreakTable {
  const count = table.offsets.length;
  const hung = {
    ...table,
    start: table.start.slice(),
    inkEnd: table.inkEnd.slice(),
    hangAtStart: new Float64Array(count),
    hangAtEnd: new Float64Array(count),
  };
  const stretchStart = table.offsets[0] ?? 0;
  for (let index = 0; index < count; index++) {
    const offset = table.offsets[index] ?? 0;
    let inkEnd = offset;
    while (inkEnd > stretchStart && hangsAtLineEnd(text.charCodeAt(inkEnd - 1))) inkEnd--;
    const atStart = widthToHang(words, text, offset, baseLevel);
    const atEnd = widthToHang(words, text, inkEnd - 1, baseLevel);
    hung.hangAtStart[index] = atStart;
    hung.hangAtEnd[index] = atEnd;
    hung.start[index] = (table.start[index] ?? 0) + atStart;
    hung.inkEnd[index] = (table.inkEnd[index] ?? 0) - atEnd;
  }
  return hung;
}

/** pt by which the character at an offset stands out. */
function widthToHang<Tag>(words: readonly PlacedWord<Tag>[], text: string, offset: number, baseLevel: number): number {
  const share = shareOf[text.charCodeAt(offset)] ?? 0;
  if (share === 0) return 0;
  const placed = words[wordAt(words, offset)];
  if (placed?.item.level !== baseLevel) return 0;
  const { item, word, start } = placed;
  let advance = 0;
  for (let at = 0; at < word.glyphs.length; at += glyphFields.count) {
    if ((word.glyphs[at + glyphFields.cluster] ?? 0) === offset - start) advance += word.glyphs[at + glyphFields.advance] ?? 0;
  }
  return (Math.round(advance * share) * item.style.size) / item.face.unitsPerEm;
}
