import type { Report } from "../diagnostics/index.ts";
import type { FontFace, FontLibrary } from "../fonts/index.ts";
import { faceChooser } from "./fontFallback.ts";
import type { Paragraph, TextStyle } from "./paragraph.ts";
import type { ScriptRun } from "./scripts.ts";

/** A stretch of a paragraph that is shaped at once: one face, size, script, language and embedding level. */
export interface Item<Tag> {
  /** UTF-16 offsets in the paragraph's text, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** All of the item is shaped by it; its tag is that of the item's beginning. */
  readonly style: TextStyle<Tag>;
  /** The tags in the item, each with the offset where it begins. */
  readonly tags: readonly { readonly start: number; readonly tag: Tag }[];
  readonly face: FontFace;
  /** ISO 15924 */
  readonly script: string;
  /** UAX #9 */
  readonly level: number;
}

export interface ItemizeContext {
  readonly fonts: Pick<FontLibrary, "match">;
  readonly report: Report;
}

/** By UTF-16 unit: 0 unknown, 1 no mark, 2 a mark. */
const marks = new Uint8Array(0x10000);

function isMark(unit: number): boolean {
  if (unit < 0x300) return false;
  let known = marks[unit] ?? 0;
  if (known === 0) {
    known = /\p{M}/u.test(String.fromCharCode(unit)) ? 2 : 1;
    marks[unit] = known;
  }
  return known === 2;
}

/** The end of the character at `start` with the marks, joiners and variation selectors that belong to it. */
function clusterEnd(text: string, start: number, limit: number): number {
  let end = start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
  while (end < limit) {
    const unit = text.charCodeAt(end);
    if (!isMark(unit) && unit !== 0x200d && unit !== 0x200c) break;
    end++;
  }
  return Math.min(end, limit);
}

/**
 * Cuts a paragraph into items. Each character with its marks goes to the first face of its style that has all of it.
 *
 * @param text the spans' texts, one after the other
 * @param levels embedding level of each UTF-16 unit
 * @param scripts runs that tile the text
 *
 * Reports `text/missing-glyph` (error, once, with all the characters that no face has).
 */
export function itemize<Tag>(
  paragraph: Paragraph<Tag>,
  text: string,
  levels: Uint8Array,
  scripts: readonly ScriptRun[],
  { fonts, report }: ItemizeContext,
): Item<Tag>[] {
  const items: Item<Tag>[] = [];
  const missing = new Set<number>();
  let spanStart = 0;
  let scriptIndex = 0;
  for (const { text: spanText, style } of paragraph.spans) {
    const spanEnd = spanStart + spanText.length;
    const faces = fonts.match(style.font);
    const chooser = faceChooser(faces);
    let start = spanStart;
    let face = -1;
    let script: string | undefined;
    const close = (end: number): void => {
      const chosen = faces[Math.max(0, face)];
      if (end > start && chosen) addItem(items, { start, end, style, tags: [{ start, tag: style.tag }], face: chosen, script: script ?? "Zyyy", level: levels[start] ?? 0 });
      start = end;
    };
    for (let offset = spanStart; offset < spanEnd;) {
      const end = clusterEnd(text, offset, spanEnd);
      while ((scripts[scriptIndex]?.end ?? Number.POSITIVE_INFINITY) <= offset) scriptIndex++;
      const ownScript = scripts[scriptIndex]?.script;
      const ownFace = chooser.faceOf(text, offset, end);
      if (ownFace < 0 || end > offset + 1) {
        for (const codePoint of chooser.missing(Math.max(0, ownFace), text, offset, end)) missing.add(codePoint);
      }
      const shown = ownFace < 0 ? face : ownFace;
      if (shown !== face || ownScript !== script || levels[offset] !== levels[start]) close(offset);
      face = shown;
      script = ownScript;
      offset = end;
    }
    close(spanEnd);
    spanStart = spanEnd;
  }
  if (missing.size > 0) report(missingGlyphs([...missing], paragraph));
  return items;
}

/** Adds an item, or joins it to the one before it where nothing but the tag changes: letters join over such an edge, and ligatures form. */
function addItem<Tag>(items: Item<Tag>[], item: Item<Tag>): void {
  const previous = items.at(-1);
  const joins =
    previous?.face === item.face && previous.script === item.script && previous.level === item.level && shapesAlike(previous.style, item.style);
  if (joins) items[items.length - 1] = { ...previous, end: item.end, tags: [...previous.tags, ...item.tags] };
  else items.push(item);
}

function shapesAlike(a: TextStyle, b: TextStyle): boolean {
  return (
    a.size === b.size && a.rise === b.rise && a.language === b.language && a.letterSpacing === b.letterSpacing && a.wordSpacing === b.wordSpacing &&
    (a.features === b.features || JSON.stringify(a.features) === JSON.stringify(b.features))
  );
}

function missingGlyphs<Tag>(codePoints: readonly number[], { spans, source }: Paragraph<Tag>): Parameters<Report>[0] {
  const named = codePoints.map((codePoint) => `“${String.fromCodePoint(codePoint)}” (U+${codePoint.toString(16).toUpperCase().padStart(4, "0")})`);
  const first = String.fromCodePoint(codePoints[0] ?? 0);
  const families = spans.find(({ text }) => text.includes(first))?.style.font.families ?? [];
  return {
    severity: "error",
    code: "text/missing-glyph",
    message: named.length === 1 ? `No font has the character ${named.join("")}.` : `No font has the characters ${named.join(", ")}.`,
    ...(source && { span: source }),
    hint: `Add a font that has ${named.length === 1 ? "it" : "them"} (--fonts, @font-face) and name it after ${families.join(", ")} in font-family, or take ${named.length === 1 ? "it" : "them"} out of the copy.`,
  };
}
