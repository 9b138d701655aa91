import type * as HarfBuzz from "harfbuzzjs";
import type { FontFace } from "../fonts/index.ts";

/** What HarfBuzz is told about a run besides its text: face, segment properties and features. */
export interface ShapingStyle {
  readonly face: FontFace;
  readonly rightToLeft: boolean;
  /** ISO 15924 */
  readonly script: string;
  /** BCP 47, ASCII */
  readonly language: string;
  readonly features: Readonly<Record<string, number>>;
}

/**
 * Glyphs as HarfBuzz placed them, in visual order from left to right: `glyphFields.count` numbers a glyph, in font units but for
 * the id, the cluster (UTF-16 offset in the text that was shaped) and the flags.
 */
export type ShapedGlyphs = Int32Array;

/** Where a glyph's numbers stand among its `count`. */
export const glyphFields = { id: 0, cluster: 1, advance: 2, xOffset: 3, yOffset: 4, flags: 5, count: 6 } as const;

/** HarfBuzz's flags on glyphs (`hb_glyph_flags_t`), and one of our own: a tatweel that justification may have added or widened. */
export const glyphFlags = { unsafeToBreak: 1, unsafeToConcatenate: 2, safeToInsertTatweel: 4, elongation: 0x100 } as const;

/** Text to shape; what stands before and after joins to it but makes no glyphs. */
export interface ShapedText {
  readonly text: string;
  readonly before: string;
  readonly after: string;
}

/** Shapes one run: text of one face, direction, script and language. */
export type ShapeRun = (style: ShapingStyle, text: ShapedText) => ShapedGlyphs;

/** `HB_BUFFER_FLAG_PRODUCE_UNSAFE_TO_CONCAT` and `HB_BUFFER_FLAG_PRODUCE_SAFE_TO_INSERT_TATWEEL` */
const produceFlags = 0x40 | 0x80;

/** Loads HarfBuzz. */
export async function loadHarfBuzz(): Promise<ShapeRun> {
  const hb = await import("harfbuzzjs");
  const fonts = new Map<string, HarfBuzz.Font>();
  const buffer = new hb.Buffer();

  function fontOf({ id, data }: FontFace): HarfBuzz.Font {
    let font = fonts.get(id);
    if (font === undefined) {
      font = new hb.Font(new hb.Face(new hb.Blob(data)));
      fonts.set(id, font);
    }
    return font;
  }

  return (style, { text, before, after }) => {
    buffer.reset();
    buffer.addText(before + text + after, before.length, text.length);
    buffer.setDirection(style.rightToLeft ? hb.Direction.RTL : hb.Direction.LTR);
    buffer.setScript(style.script);
    buffer.setLanguage(style.language);
    buffer.setFlags(produceFlags);
    hb.shape(fontOf(style.face), buffer, Object.entries(style.features).map(([tag, value]) => new hb.Feature(tag, value)));
    return packGlyphs(buffer, before.length);
  };
}

function packGlyphs(buffer: HarfBuzz.Buffer, start: number): ShapedGlyphs {
  const infos = buffer.getGlyphInfos();
  const positions = buffer.getGlyphPositions();
  const glyphs = new Int32Array(infos.length * glyphFields.count);
  infos.forEach(({ codepoint, cluster, flags }, index) => {
    const position = positions[index];
    const at = index * glyphFields.count;
    glyphs[at + glyphFields.id] = codepoint;
    glyphs[at + glyphFields.cluster] = cluster - start;
    glyphs[at + glyphFields.advance] = position?.xAdvance ?? 0;
    glyphs[at + glyphFields.xOffset] = position?.xOffset ?? 0;
    glyphs[at + glyphFields.yOffset] = position?.yOffset ?? 0;
    glyphs[at + glyphFields.flags] = flags;
  });
  return glyphs;
}
