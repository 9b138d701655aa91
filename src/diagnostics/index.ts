export { collectDiagnostics, type CollectedDiagnostics } from "./collectDiagnostics.ts";
export type * from "./diagnostic.ts";
export { foldRepeats } from "./foldRepeats.ts";
export { knownNamesHint, nearestName } from "./nearestName.ts";
export { renderDiagnostic } from "./renderDiagnostic.ts";
export { decodeSource, type DecodedSource, type EncodingFault, type SourceEncoding } from "./sourceEncoding.ts";
export { sourceLines, type SourceLines } from "./sourceLines.ts";
export { directionOf, holdsRightToLeft, isolate, printable, terminalCells } from "./terminalText.ts";
export { sourceMap, type SourceMap } from "./sourceMap.ts";
