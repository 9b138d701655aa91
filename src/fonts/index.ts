export type * from "./face.ts";
export { openFontLibrary, type FontSources } from "./library.ts";
export { glyphOutlinesOf, type GlyphBounds, type GlyphOutlines } from "./glyphOutlines.ts";
export type { Contour, ContourPoint } from "./glyphDescription.ts";
export { readSfntTables, writeSfnt, type SfntTables } from "./sfnt.ts";
