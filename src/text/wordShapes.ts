import { gapPlaces } from "./justification/elongationPlaces.ts";
import { glyphFields, glyphFlags, loadHarfBuzz, type ShapedGlyphs, type ShapedText, type ShapeRun, type ShapingStyle } from "./shaper.ts";

/** A word of a run with the spaces after it, shaped as it is within the run. Lengths in font units. */
export interface ShapedWord {
  /** Clusters count from the word's first character. */
  readonly glyphs: ShapedGlyphs;
  /** UTF-16 units, with and without the white space at the word's end. */
  readonly length: number;
  readonly inkLength: number;
  readonly advance: number;
  /** Advance of the white space at its end; the word spaces in it, and their advance. */
  readonly trailing: number;
  readonly trailingSpaces: number;
  readonly trailingSpaceAdvance: number;
  /** Word spaces in all, and their advance. */
  readonly spaces: number;
  readonly spaceAdvance: number;
  readonly clusters: number;
  /** Offsets of the clusters before which a small gap may stand, ascending (`gapPlaces`). */
  readonly gaps: readonly number[];
  /** Set where the word has been elongated. */
  readonly elongation?: Elongation;
}

/** A join drawn longer than the font has it. */
export interface Elongation {
  /** UTF-16 units from the word's start to the character before which the extension stands. */
  readonly offset: number;
  /** Font units by which the word is longer for it. */
  readonly units: number;
  /** What the drawing of the glyphs flagged `elongation` is widened by. */
  readonly scale: number;
}

/** A word as the cache holds it, with what HarfBuzz says of its neighbours. */
interface KnownWord extends ShapedWord {
  /** Its glyphs, or its neighbour's, may change with the word before or after it. */
  readonly dependsOnPrevious: boolean;
  readonly dependsOnNext: boolean;
}

/** Shapes runs word by word, each word once. */
export interface WordShaper {
  /** A run, cut into words; the glyphs are those of the whole run shaped at once. */
  readonly run: (style: ShapingStyle, text: ShapedText) => readonly ShapedWord[];
  /** A text that a line break has cut out of a run, shaped by itself. */
  readonly alone: (style: ShapingStyle, text: ShapedText) => ShapedWord;
  /** A word in its run; `undefined` where its neighbours would have a say in its shape. */
  readonly word: (style: ShapingStyle, word: RunWord) => ShapedWord | undefined;
}

/** Words kept for each style: some tens of megabytes at most, and more than an edition has. */
const mostWords = 30_000;

/**
 * HarfBuzz reports a glyph that it might have matched beyond the text's edge (`HB_GLYPH_FLAG_UNSAFE_TO_CONCAT`), one glyph too early before
 * the text. With so many spaces round a word, the outermost is flagged only where a lookup passed the nearest one: where
 * the word's shape depends on another word.
 */
const leadingSpaces = 3;
const trailingSpaces = 2;

/** Opens a shaper that remembers words. */
export function openWordShaper(shape: ShapeRun): WordShaper {
  const stores = new Map<string, Map<string, KnownWord>>();

  function storeOf({ face, rightToLeft, script, language, features }: ShapingStyle): Map<string, KnownWord> {
    const key = `${face.id} ${rightToLeft} ${script} ${language} ${JSON.stringify(features)}`;
    let store = stores.get(key);
    if (store === undefined || store.size > mostWords) {
      store = new Map();
      stores.set(key, store);
    }
    return store;
  }

  function known(store: Map<string, KnownWord>, style: ShapingStyle, word: RunWord): KnownWord {
    const key = keyOf(word);
    let found = store.get(key);
    if (found === undefined) {
      found = shapeWord(shape, style, word);
      store.set(key, found);
    }
    return found;
  }

  return {
    run(style, text) {
      const store = storeOf(style);
      return independentWords(cutWords(text), (word) => known(store, style, word));
    },
    alone(style, text) {
      return known(storeOf(style), style, { ...text, startsRun: true, endsRun: true });
    },
    word(style, word) {
      const shaped = known(storeOf(style), style, word);
      return shaped.dependsOnPrevious || shaped.dependsOnNext ? undefined : shaped;
    },
  };
}

/** A word in its run; what stands before and after the run matters at the run's ends alone. */
export interface RunWord extends ShapedText {
  readonly startsRun: boolean;
  readonly endsRun: boolean;
}

function keyOf({ text, before, after, startsRun, endsRun }: RunWord): string {
  if (!startsRun && !endsRun) return text;
  return `${startsRun ? `\u0001${before}\u0001` : ""}${text}${endsRun ? `\u0002${after}` : ""}`;
}

/** What may belong to the space before it: marks and joiners. */
const extendsSpace = /[\p{M}\p{Cf}]/uy;

/** Cuts a run after its spaces, but not between a space and a mark that it bears. */
function cutWords({ text, before, after }: ShapedText): RunWord[] {
  const words: RunWord[] = [];
  for (let start = 0, end = 0; start < text.length;) {
    end = text.indexOf(" ", end);
    if (end < 0) end = text.length;
    while (text.charCodeAt(end) === 0x20) end++;
    extendsSpace.lastIndex = end;
    if (text.charCodeAt(end) >= 0x300 && extendsSpace.test(text)) continue;
    words.push({ text: text.slice(start, end), before, after, startsRun: start === 0, endsRun: end === text.length });
    start = end;
  }
  return words;
}

/** Joins words that HarfBuzz does not vouch for apart until all that are left are independent of one another. */
function independentWords(words: readonly RunWord[], shapeOf: (word: RunWord) => KnownWord): KnownWord[] {
  const shapes = words.map(shapeOf);
  const linked = shapes.map((shape, index) => index > 0 && (shape.dependsOnPrevious || shapes[index - 1]?.dependsOnNext === true));
  if (!linked.includes(true)) return shapes;
  const joined: RunWord[] = [];
  words.forEach((word, index) => {
    const previous = joined.at(-1);
    if (previous !== undefined && linked[index] === true) joined[joined.length - 1] = { ...previous, text: previous.text + word.text, endsRun: word.endsRun };
    else joined.push(word);
  });
  return independentWords(joined, shapeOf);
}

function shapeWord(shape: ShapeRun, style: ShapingStyle, { text, before, after, startsRun, endsRun }: RunWord): KnownWord {
  const lead = startsRun ? 0 : leadingSpaces;
  let ownSpaces = 0;
  while (text.charCodeAt(text.length - 1 - ownSpaces) === 0x20) ownSpaces++;
  const trail = endsRun ? 0 : Math.max(0, trailingSpaces - ownSpaces);
  const glyphs = shape(style, {
    text: " ".repeat(lead) + text + " ".repeat(trail),
    before: startsRun ? before : "",
    after: endsRun ? after : "",
  });
  const own = glyphs.filter((_, index) => isWithin(clusterAt(glyphs, index), lead, lead + text.length));
  for (let at = glyphFields.cluster; at < own.length; at += glyphFields.count) own[at] = (own[at] ?? 0) - lead;

  const flagged = (offset: number): boolean => ((glyphAt(glyphs, offset)?.flags ?? 0) & glyphFlags.unsafeToConcatenate) !== 0;
  const nearest = glyphAt(glyphs, lead - 1);
  const second = glyphAt(glyphs, lead - 2);
  const movesSpace = lead > 0 && (nearest?.id !== second?.id || nearest?.advance !== second?.advance);
  return {
    ...measureWord(text, own),
    dependsOnPrevious: lead > 0 && (flagged(0) || movesSpace),
    dependsOnNext: !endsRun && flagged(lead + text.length + trail - 1),
  };
}

function isWithin(value: number, from: number, to: number): boolean {
  return value >= from && value < to;
}

/** The cluster of the glyph to which a number of the packed array belongs. */
function clusterAt(glyphs: ShapedGlyphs, index: number): number {
  return glyphs[index - (index % glyphFields.count) + glyphFields.cluster] ?? 0;
}

interface GlyphFacts {
  readonly id: number;
  readonly advance: number;
  readonly flags: number;
}

/** The first glyph of a cluster. */
function glyphAt(glyphs: ShapedGlyphs, cluster: number): GlyphFacts | undefined {
  for (let at = 0; at < glyphs.length; at += glyphFields.count) {
    if (glyphs[at + glyphFields.cluster] !== cluster) continue;
    return { id: glyphs[at + glyphFields.id] ?? 0, advance: glyphs[at + glyphFields.advance] ?? 0, flags: glyphs[at + glyphFields.flags] ?? 0 };
  }
  return undefined;
}

/** Whether the character is a space that justification may widen: U+0020, U+00A0, and controls, which are set as spaces. */
export function isWordSpace(character: number): boolean {
  return character <= 0x20 || character === 0xa0;
}

/** Whether white space of this kind vanishes at a line's end (CSS Text 3, section 4.1.3; no-break spaces stay). */
export function hangsAtLineEnd(character: number): boolean {
  return character === 0x20 || character === 0x09 || character === 0x0a || character === 0x1680 || (character >= 0x2000 && character <= 0x200b && character !== 0x2007) || character === 0x205f || character === 0x3000;
}

/** Adds up a word's advances. */
export function measureWord(text: string, glyphs: ShapedGlyphs): ShapedWord {
  let inkEnd = text.length;
  while (inkEnd > 0 && hangsAtLineEnd(text.charCodeAt(inkEnd - 1))) inkEnd--;
  let advance = 0;
  let trailing = 0;
  let trailingSpaces = 0;
  let trailingSpaceAdvance = 0;
  let spaces = 0;
  let spaceAdvance = 0;
  let clusters = 0;
  let previous = -1;
  for (let at = 0; at < glyphs.length; at += glyphFields.count) {
    const cluster = glyphs[at + glyphFields.cluster] ?? 0;
    const width = glyphs[at + glyphFields.advance] ?? 0;
    const isSpace = isWordSpace(text.charCodeAt(cluster));
    advance += width;
    if (isSpace) spaceAdvance += width;
    if (cluster >= inkEnd) trailing += width;
    if (isSpace && cluster >= inkEnd) trailingSpaceAdvance += width;
    if (cluster !== previous) {
      clusters++;
      if (isSpace) spaces++;
      if (isSpace && cluster >= inkEnd) trailingSpaces++;
    }
    previous = cluster;
  }
  return { glyphs, length: text.length, inkLength: inkEnd, advance, trailing, trailingSpaces, trailingSpaceAdvance, spaces, spaceAdvance, clusters, gaps: gapPlaces(text) };
}

let opened: Promise<WordShaper> | undefined;

/** Opens HarfBuzz and its memory of words, once in a process: builds that follow one another share what is known of their words. */
export function openShaper(): Promise<WordShaper> {
  return (opened ??= loadHarfBuzz().then(openWordShaper));
}
