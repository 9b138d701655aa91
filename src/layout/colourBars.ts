import type { Color, InkMixture, PageStyle } from "../style/index.ts";
import type { FillItem } from "./displayList.ts";
import { crossReach, markGap, markLength, markRole, type PageBoxes } from "./pages.ts";

/** The inks that a document is printed with. */
export interface DocumentInks {
  readonly process: readonly (keyof InkMixture)[];
  /** A colour of each spot ink, in the order in which they are first met. */
  readonly spots: readonly Extract<Color, { readonly space: "spot" }>[];
}

/** pt: 5 mm, what densitometers need. */
const patchSide = (5 * 72) / 25.4;
/** pt between patches and other marks. */
const clearance = 4;

type ProcessInk = keyof InkMixture;

/** What shows how inks take on each other: blue, green, red, and the three together. */
const overprints: readonly (readonly ProcessInk[])[] = [["c", "m"], ["c", "y"], ["m", "y"], ["c", "m", "y"]];

function patch(inks: readonly ProcessInk[], share: number): Color {
  const of = (ink: ProcessInk): number => (inks.includes(ink) ? share : 0);
  return { space: "cmyk", c: of("c"), m: of("m"), y: of("y"), k: of("k"), alpha: 1 };
}

/**
 * Patches of colour above the page, outside its BleedBox, for the press to measure: the process inks, the spot inks, half tints, inks on top of each other. The row
 * begins beside the left crop mark and goes on beyond the register mark in the middle; what has no room is left out, the last first.
 *
 * @param inks those that the document is printed with; there are no patches of others
 */
export function colourBars({ marks }: PageStyle, { bleed, trim }: PageBoxes, { process, spots }: DocumentInks): FillItem[] {
  if (!marks.bars) return [];
  const left = trim.x + clearance;
  const right = trim.x + trim.width - clearance;
  const middle = trim.x + trim.width / 2;
  const stretches = marks.cross ? [[left, middle - crossReach - clearance], [middle + crossReach + clearance, right]] as const : [[left, right]] as const;
  const places = stretches.flatMap(([from, to]) => Array.from({ length: Math.max(0, Math.floor((to - from) / patchSide)) }, (_, index) => from + index * patchSide));
  const colors = [
    ...process.map((ink) => patch([ink], 1)),
    ...spots.map((spot) => ({ ...spot, tint: 1, alpha: 1 })),
    ...process.map((ink) => patch([ink], 0.5)),
    ...overprints.filter((inks) => inks.every((ink) => process.includes(ink))).map((inks) => patch(inks, 1)),
  ].slice(0, places.length);
  const y = bleed.y - markGap - (markLength + patchSide) / 2;
  return colors.map((color, index) => ({ kind: "fill", role: markRole, rect: { x: places[index] ?? left, y, width: patchSide, height: patchSide }, color }));
}
