export type * from "./face.ts";
export type { FontLicence } from "./licences.ts";
export { listFonts, type ListedFont } from "./listFonts.ts";
export { openFontLibrary, type FontSources } from "./library.ts";
export { glyphOutlinesOf, type GlyphBounds, type GlyphOutlines } from "./glyphOutlines.ts";
export type { Contour, ContourPoint } from "./glyphDescription.ts";
export { readSfntTables, writeSfnt, type SfntTables } from "./sfnt.ts";
