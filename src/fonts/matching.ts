import type { FontQuery } from "./face.ts";

/** What of a face the matching looks at. */
export interface Matchable {
  readonly weight: { readonly from: number; readonly to: number };
  /** OS/2 usWidthClass. */
  readonly width: number;
  readonly style: FontQuery["style"];
}

const NORMAL_WIDTH = 5;

/**
 * The face of one family that serves a style and weight best; of several that serve alike, the first.
 *
 * Source: CSS Fonts 4, section 5.2, steps 4.1 (width, always asked for as normal), 4.2 (style) and 4.3 (weight).
 */
export function bestMatch<Face extends Matchable>(faces: readonly Face[], { weight, style }: Pick<FontQuery, "weight" | "style">): Face | undefined {
  const ofWidth = least(faces, ({ width }) => [width <= NORMAL_WIDTH ? 0 : 1, Math.abs(width - NORMAL_WIDTH)]);
  const ofStyle = least(ofWidth, (face) => [face.style === style ? 0 : 1]);
  return least(ofStyle, (face) => weightPreference(face.weight, weight))[0];
}

/** The faces whose key is the least, keys compared number by number. */
function least<Face>(faces: readonly Face[], keyOf: (face: Face) => readonly number[]): Face[] {
  let best: readonly number[] | undefined;
  let chosen: Face[] = [];
  for (const face of faces) {
    const key = keyOf(face);
    const order = best === undefined ? -1 : compareKeys(key, best);
    if (order < 0) [best, chosen] = [key, [face]];
    else if (order === 0) chosen.push(face);
  }
  return chosen;
}

function compareKeys(one: readonly number[], other: readonly number[]): number {
  const place = one.findIndex((number, index) => number !== other[index]);
  return place < 0 ? 0 : (one[place] ?? 0) - (other[place] ?? 0);
}

/** Which of the groups that section 5.2 tries one after another the weight falls in, and its rank therein. */
function weightPreference({ from, to }: Matchable["weight"], wanted: number): readonly number[] {
  if (from <= wanted && wanted <= to) return [0, 0];
  const isHeavier = from > wanted;
  const away = isHeavier ? from - wanted : wanted - to;
  if (wanted > 500) return [isHeavier ? 1 : 2, away];
  if (wanted < 400) return [isHeavier ? 2 : 1, away];
  return isHeavier ? [from <= 500 ? 1 : 3, away] : [2, away];
}
