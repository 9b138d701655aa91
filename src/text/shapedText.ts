import { shownAs } from "./fontFallback.ts";
import type { Item } from "./itemize.ts";
import { glyphFields, glyphFlags, type ShapedText, type ShapingStyle } from "./shaper.ts";
import { hangsAtLineEnd, type ShapedWord, type WordShaper } from "./wordShapes.ts";

/** A shaped word in its place in the paragraph. */
export interface PlacedWord<Tag> {
  readonly item: Item<Tag>;
  /** UTF-16 offset in the paragraph's text. */
  readonly start: number;
  readonly word: ShapedWord;
}

/** HarfBuzz looks at so many characters beside the text to join letters to them. */
const contextLength = 5;

/** Scripts whose letters join: letter spacing would tear them apart (CSS Text 3, section 8.2.1). */
const cursiveScripts: ReadonlySet<string> = new Set(["Adlm", "Arab", "Mand", "Mong", "Nkoo", "Phag", "Rohg", "Syrc"]);

/** pt added after each of the item's clusters. */
export function letterSpacingOf({ script, style }: Item<unknown>): number {
  return cursiveScripts.has(script) ? 0 : style.letterSpacing;
}

/** How HarfBuzz is asked to shape an item. */
export function shapingStyleOf<Tag>({ face, script, level, style }: Item<Tag>): ShapingStyle {
  // Ligatures would leave letters out of the spacing (CSS Text 3, section 8.2.1).
  const spaced = style.letterSpacing !== 0 && !cursiveScripts.has(script);
  const features = spaced ? { liga: 0, clig: 0, ...style.features } : style.features;
  return { face, script, rightToLeft: level % 2 === 1, language: style.language, features };
}

const controls = /[\0-\x1f\x7f]/gu;

function textForShaping(text: string): string {
  return text.replace(controls, (control) => String.fromCodePoint(shownAs(control.charCodeAt(0))));
}

function withContext(text: string, start: number, end: number): ShapedText {
  return {
    text: textForShaping(text.slice(start, end)),
    before: contextBefore(text, start),
    after: contextAfter(text, end),
  };
}

/** No letter joins over white space, so that words between spaces have no context. */
function contextBefore(text: string, start: number): string {
  return /\S*$/u.exec(text.slice(Math.max(0, start - contextLength), start))?.[0] ?? "";
}

function contextAfter(text: string, end: number): string {
  return /^\S*/u.exec(text.slice(end, end + contextLength))?.[0] ?? "";
}

/** Shapes all of a paragraph's items, as if it were one long line. */
export function shapeItems<Tag>(items: readonly Item<Tag>[], text: string, shaper: WordShaper): PlacedWord<Tag>[] {
  const words: PlacedWord<Tag>[] = [];
  for (const item of items) {
    let { start } = item;
    for (const word of shaper.run(shapingStyleOf(item), withContext(text, item.start, item.end))) {
      words.push({ item, start, word });
      start += word.length;
    }
  }
  return words;
}

/**
 * The part of a word that a line takes, from `from` to `to` in the paragraph's text: the same glyphs where HarfBuzz says that a break there
 * changes nothing (`HB_GLYPH_FLAG_UNSAFE_TO_BREAK`), else shaped anew; letters that joined over the break keep their form.
 *
 * @returns the word whose glyphs to take, those alone whose clusters lie within the part
 */
export function partOfWord<Tag>(placed: PlacedWord<Tag>, text: string, from: number, to: number, shaper: WordShaper): PlacedWord<Tag> {
  const { item, start, word } = placed;
  const cutsStart = from > item.start && unsafeAt(word, from - start);
  const cutsEnd = to < start + word.length && unsafeAt(word, to - start);
  if (!cutsStart && !cutsEnd) return placed;
  return { item, start: from, word: shaper.alone(shapingStyleOf(item), withContext(text, from, to)) };
}

/**
 * A word as it would be in its place if it were typed otherwise or had other features; `undefined` where its neighbours would have a say in that.
 *
 * @param text the paragraph's
 * @param instead what stands in the word's place, white space at its end included
 * @param features on top of the style's
 */
export function reshapeWord<Tag>(
  { item, start, word }: PlacedWord<Tag>, text: string, instead: string, features: Readonly<Record<string, number>>, shaper: WordShaper,
): ShapedWord | undefined {
  const end = start + word.length;
  const style = shapingStyleOf(item);
  return shaper.word(
    { ...style, features: { ...style.features, ...features } },
    {
      text: textForShaping(instead),
      before: contextBefore(text, start),
      after: contextAfter(text, end),
      startsRun: start === item.start,
      endsRun: end === item.end,
    },
  );
}

/** What a break within a word changes: pt that the parts before and after it are wider by than within the word. */
export interface BreakChange {
  readonly before: number;
  readonly after: number;
}

const noChange: BreakChange = { before: 0, after: 0 };

/**
 * Measures what a break at a space does to words that were shaped together because one depends on the other. Between letters nothing is
 * measured: letters that are torn apart keep their joined forms.
 */
export function changeOfBreak<Tag>(placed: PlacedWord<Tag>, text: string, offset: number, shaper: WordShaper): BreakChange {
  return hangsAtLineEnd(text.charCodeAt(offset - 1)) ? changeOfCut(placed, text, offset, shaper) : noChange;
}

/** Measures what it does to a word to be cut at an offset within it, whatever stands there. */
export function changeOfCut<Tag>(placed: PlacedWord<Tag>, text: string, offset: number, shaper: WordShaper): BreakChange {
  const { item, start, word } = placed;
  if (!unsafeAt(word, offset - start)) return noChange;
  const end = start + word.length;
  const scale = item.style.size / item.face.unitsPerEm;
  const change = (from: number, to: number): number => {
    const alone = partOfWord(placed, text, from, to, shaper).word.advance;
    return (alone - advanceWithin(word, from - start, to - start)) * scale;
  };
  return { before: change(start, offset), after: change(offset, end) };
}

/** Font units of the clusters from one offset in the word to another. */
export function advanceWithin({ glyphs }: ShapedWord, from: number, to: number): number {
  let advance = 0;
  for (let at = 0; at < glyphs.length; at += glyphFields.count) {
    const cluster = glyphs[at + glyphFields.cluster] ?? 0;
    if (cluster >= from && cluster < to) advance += glyphs[at + glyphFields.advance] ?? 0;
  }
  return advance;
}

/** Whether a break before the character at `offset` in the word asks for new shaping. */
function unsafeAt({ glyphs }: ShapedWord, offset: number): boolean {
  for (let at = 0; at < glyphs.length; at += glyphFields.count) {
    if (glyphs[at + glyphFields.cluster] === offset) return ((glyphs[at + glyphFields.flags] ?? 0) & glyphFlags.unsafeToBreak) !== 0;
  }
  return true;
}
