import * as z from "zod/mini";
import type { EmbeddingPermission } from "./face.ts";

const units = z.int();

/** What is known of a font file without its outlines. Units are font units, y upwards. */
export const fontFactsSchema = z.object({
  /** The first 16 hexadecimal digits of the file's SHA-256. */
  id: z.string(),
  postscriptName: z.string(),
  /** The typographic family's name in every language of the name table, English first. */
  families: z.tuple([z.string()], z.string()),
  /** One weight, or the ends of a variable font's weight axis. */
  weight: z.object({ from: z.number(), to: z.number() }),
  /** OS/2 usWidthClass, 1 to 9; 5 is normal. */
  width: z.number(),
  style: z.enum(["normal", "italic"]),
  version: z.string(),
  /** OS/2 fsType as it stands in the file. */
  embeddingBits: z.number(),
  outlines: z.enum(["truetype", "cff"]),
  variable: z.boolean(),
  unitsPerEm: units,
  glyphCount: z.int(),
  ascentUnits: units,
  descentUnits: units,
  lineGapUnits: units,
  capHeightUnits: units,
  underlinePositionUnits: units,
  underlineThicknessUnits: units,
  italicAngle: z.number(),
  boundingBoxUnits: z.tuple([units, units, units, units]),
  /** The code points of the character map, as `writeRanges` writes them. */
  coverage: z.string().check(z.regex(/^(?:[\da-f]+(?:-[\da-f]+)?(?: |$))*$/)),
});

export type FontFacts = Readonly<z.infer<typeof fontFactsSchema>>;

const RESTRICTED = 0x0002;
const PREVIEW_AND_PRINT = 0x0004;
const EDITABLE = 0x0008;
const NO_SUBSETTING = 0x0100;
const BITMAPS_ONLY = 0x0200;

/**
 * What OS/2 fsType allows. Where old fonts set several of bits 1 to 3, the least restrictive counts. Fonts that may not be subset, or of which
 * only bitmaps may be embedded, count as restricted: outlines of the glyphs in use are the only thing that goes into a file.
 *
 * Source: OpenType 1.9, OS/2, fsType.
 */
export function embeddingPermission(bits: number): EmbeddingPermission {
  if ((bits & (NO_SUBSETTING | BITMAPS_ONLY)) !== 0) return "restricted";
  if ((bits & EDITABLE) !== 0) return "editable";
  if ((bits & PREVIEW_AND_PRINT) !== 0) return "preview-and-print";
  return (bits & RESTRICTED) === 0 ? "installable" : "restricted";
}

/** Why a font is restricted, in words that complete “The font …”. */
export function restriction(bits: number): string {
  if ((bits & BITMAPS_ONLY) !== 0) return "allows only its bitmaps to be embedded (fsType bit 9)";
  if ((bits & NO_SUBSETTING) !== 0) return "forbids embedding a part of its glyphs (fsType bit 8)";
  return "forbids embedding in documents (fsType bit 1)";
}
