import { advanceWithin, changeOfCut, shapingStyleOf, type BreakChange, type PlacedWord } from "../shapedText.ts";
import { glyphFields } from "../shaper.ts";
import { measureWord, type WordShaper } from "../wordShapes.ts";
import { SOFT_HYPHEN } from "./hyphenPlaces.ts";

/** U+2010 where the face has it, else U+002D. */
function hyphenOf(placed: PlacedWord<unknown>): string {
  return placed.item.face.covers(0x2010) ? "\u2010" : "-";
}

/**
 * The part of a word that ends a line with a hyphen, shaped with it. The hyphen belongs to the letter before it, also where a soft hyphen was typed: it is
 * drawn in that letter's room, and is no character of the text.
 *
 * @param from UTF-16 offset in the paragraph's text @param to exclusive
 */
export function partWithHyphen<Tag>(placed: PlacedWord<Tag>, text: string, from: number, to: number, shaper: WordShaper): PlacedWord<Tag> {
  const shown = text.slice(from, text.charCodeAt(to - 1) === SOFT_HYPHEN ? to - 1 : to);
  const { glyphs: shaped } = shaper.alone(shapingStyleOf(placed.item), { text: shown + hyphenOf(placed), before: "", after: "" });
  const glyphs = shaped.slice();
  let letter = 0;
  for (let at = glyphFields.cluster; at < glyphs.length; at += glyphFields.count) {
    const cluster = glyphs[at] ?? 0;
    if (cluster < shown.length) letter = Math.max(letter, cluster);
  }
  for (let at = glyphFields.cluster; at < glyphs.length; at += glyphFields.count) if (glyphs[at] === shown.length) glyphs[at] = letter;
  return { item: placed.item, start: from, word: measureWord(text.slice(from, to), glyphs) };
}

/**
 * What ending a line with a hyphen changes: the part before it has the hyphen, and neither part the kerning or ligature between them.
 *
 * @param placed the word in which the offset lies, or which ends there
 */
export function changeOfHyphen<Tag>(placed: PlacedWord<Tag>, text: string, offset: number, shaper: WordShaper): BreakChange {
  const { item, start, word } = placed;
  const scale = item.style.size / item.face.unitsPerEm;
  const hyphenated = partWithHyphen(placed, text, start, offset, shaper).word;
  const before = (hyphenated.advance - advanceWithin(word, 0, offset - start)) * scale;
  return { before, after: offset < start + word.length ? changeOfCut(placed, text, offset, shaper).after : 0 };
}
