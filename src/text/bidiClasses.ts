/**
 * The Bidi_Class values of UAX #9, Table 4, by their short names; a value's place is its number. Two are added: `ON`
 * characters that open or close a bracket pair (BD14, BD15), so that a pass over the classes finds brackets too.
 */
export const bidiClassNames = [
  "L", "R", "AL", "EN", "AN", "ES", "ET", "CS", "NSM", "BN", "B", "S", "WS", "ON", "open", "close",
  "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
] as const;

export const L = 0;
export const R = 1;
export const AL = 2;
export const EN = 3;
export const AN = 4;
export const ES = 5;
export const ET = 6;
export const CS = 7;
export const NSM = 8;
export const BN = 9;
export const B = 10;
export const S = 11;
export const WS = 12;
export const ON = 13;
export const OPEN = 14;
export const CLOSE = 15;
export const LRE = 16;
export const RLE = 17;
export const LRO = 18;
export const RLO = 19;
export const PDF = 20;
export const LRI = 21;
export const RLI = 22;
export const FSI = 23;
export const PDI = 24;
