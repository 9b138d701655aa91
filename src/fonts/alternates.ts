import type { FontAlternates } from "./face.ts";
import table from "./alternates.json" with { type: "json" };

const byFamily: ReadonlyMap<string, FontAlternates> = new Map<string, FontAlternates>(Object.entries(table));

/** Of families that the table does not name: the features that OpenType has for this. */
const ofOthers: FontAlternates = table[""];

/** The forms that a family has for lines to turn to, by `alternates.json`. */
export function alternatesOf(family: string): FontAlternates {
  return byFamily.get(family) ?? ofOthers;
}
