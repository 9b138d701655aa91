import { readFileSync } from "node:fs";
import fontkit from "@pdf-lib/fontkit";

/** A part of a font as a TrueType program. */
export interface FontSubset {
  readonly program: Uint8Array;
  /** The glyph of each character in the program. */
  readonly glyphs: ReadonlyMap<string, number>;
  /** Advances in thousandths by glyph. */
  readonly widths: readonly number[];
}

/** Takes the nominal glyphs of some characters out of a font: for a file's tests it does not matter that Arabic is not joined. */
export async function subsetFont(path: URL, characters: string): Promise<FontSubset> {
  const font = fontkit.create(readFileSync(path));
  const subset = font.createSubset();
  const glyphs = new Map<string, number>();
  const widths: number[] = [1000 * (font.getGlyph(0).advanceWidth / font.unitsPerEm)];
  for (const character of new Set(characters)) {
    const glyph = font.glyphForCodePoint(character.codePointAt(0)!);
    const place = subset.includeGlyph(glyph.id);
    glyphs.set(character, place);
    widths[place] = 1000 * (glyph.advanceWidth / font.unitsPerEm);
  }
  const pieces: Uint8Array[] = [];
  const stream = subset.encodeStream();
  const ended = new Promise<void>((resolve) => { stream.on("end", () => { resolve(); }); });
  stream.on("data", (piece: Uint8Array) => pieces.push(piece));
  await ended;
  return { program: Buffer.concat(pieces), glyphs, widths };
}
