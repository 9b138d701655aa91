/**
 * The Line_Break values of UAX #14, Table 1, as LB1 leaves them; a value's place is its number. Five are subsets of a
 * class that single rules ask for: quotation marks by general category (Pi, Pf), brackets that are East Asian, and what
 * is not assigned but set aside for pictographs.
 */
export const lineBreakClassNames = [
  "AL", "HL", "NU", "SP", "CM", "ZWJ", "BK", "CR", "LF", "NL", "ZW", "WJ", "GL", "BA", "HY", "BB", "B2", "CB",
  "CL", "CP", "wideCP", "EX", "IS", "SY", "OP", "wideOP", "QU", "initialQU", "finalQU", "NS", "IN", "PR", "PO",
  "ID", "EB", "EM", "unassignedPictographic", "RI", "JL", "JV", "JT", "H2", "H3",
] as const;

export type LineBreakClass = (typeof lineBreakClassNames)[number];

export const lineBreakClassCount = lineBreakClassNames.length;
