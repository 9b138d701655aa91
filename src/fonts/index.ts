export type * from "./face.ts";
export { openFontLibrary, type FontSources } from "./library.ts";
export { readSfntTables, writeSfnt, type SfntTables } from "./sfnt.ts";
