import type { BlockBox } from "./boxTree.ts";
import { breakLevel, type EdgeStrip, type LineStrip, type MonolithStrip, type RowStrip, type Strip, type Galley, type BreakLevel } from "./strips.ts";

/** What stands at the next strip's break. */
interface PendingBreak {
  level: BreakLevel;
  forced: "page" | "column" | undefined;
}

/** A galley in the making. Margins wait until something solid follows, so that neighbours can collapse into one. */
export interface GalleyBuilder {
  readonly strips: Strip[];
  /** What the strips become; rows may point at it before it is complete. */
  readonly galley: Galley;
  readonly margin: { positive: number; negative: number; own: number };
  /** Boxes that have begun but whose top edge waits for the margin above. */
  readonly waiting: { readonly box: BlockBox; readonly x: number; readonly width: number }[];
  /** Indices of `open` strips not closed yet. */
  readonly open: number[];
  pending: PendingBreak | undefined;
  /** How many boxes with `break-inside: avoid` are open. */
  avoiding: number;
  /** Called where a forced page break falls, before anything of what follows is pushed. */
  readonly onForcedPage: (() => void) | undefined;
}

export function openGalley(onForcedPage?: () => void): GalleyBuilder {
  const strips: Strip[] = [];
  const galley: Galley = { strips, offsets: new Float64Array(1), reach: new Float64Array(1), forced: [], snaps: false };
  return { strips, galley, margin: { positive: 0, negative: 0, own: 0 }, waiting: [], open: [], pending: undefined, avoiding: 0, onForcedPage };
}

/** Adds a margin to those that collapse at this place (CSS 2.1, section 8.3.1). @param height pt @param own the box after a break owns it */
export function addMargin(builder: GalleyBuilder, height: number, own: boolean): void {
  const { margin } = builder;
  margin.positive = Math.max(margin.positive, height);
  margin.negative = Math.min(margin.negative, height);
  if (own) margin.own = Math.max(margin.own, height);
}

/** Says that the place reached is one between siblings, where a break may come; the strictest of several wins. */
export function addBoundary(builder: GalleyBuilder, level: BreakLevel, forced: "page" | "column" | undefined): void {
  const before = builder.pending;
  const inside: BreakLevel = builder.avoiding > 0 ? breakLevel.insideAvoid : breakLevel.free;
  builder.pending = {
    level: worst(before?.level ?? breakLevel.free, worst(level, inside)),
    forced: before?.forced === "page" || forced === "page" ? "page" : (before?.forced ?? forced),
  };
  builder.margin.own = 0;
}

export function worst(one: BreakLevel, other: BreakLevel): BreakLevel {
  return one > other ? one : other;
}

/** Begins a box whose background or border is drawn. @param x pt of its border box @param width pt */
export function openBox(builder: GalleyBuilder, box: BlockBox, x: number, width: number): void {
  builder.waiting.push({ box, x, width });
}

/** Ends the box begun last; one without any room leaves no trace. */
export function closeBox(builder: GalleyBuilder): void {
  if (builder.waiting.pop() !== undefined) return;
  const index = builder.open.pop();
  const strip = index === undefined ? undefined : builder.strips[index];
  if (strip?.kind !== "open") throw new Error("a box is closed that was never opened");
  strip.closedAt = builder.strips.length;
  builder.strips.push({ kind: "close", level: breakLevel.structural, forced: undefined, height: 0, inside: strip.inside });
}

/** What margins don't collapse through. */
export type SolidStrip = EdgeStrip | LineStrip | MonolithStrip | RowStrip;

/** A strip's place before it is pushed: a break before it costs `level` unless it comes at a boundary between siblings. */
export function unplaced(level: BreakLevel): { level: BreakLevel; forced: undefined; inside: number } {
  return { level, forced: undefined, inside: -1 };
}

/** Pushes the margin that has gathered and the boxes that waited for it, so that a solid strip may follow. */
export function settle(builder: GalleyBuilder): void {
  if (builder.pending?.forced === "page" && builder.onForcedPage !== undefined) builder.onForcedPage();
  const { margin, waiting } = builder;
  const height = margin.positive + margin.negative;
  if (height !== 0 || margin.own !== 0) {
    builder.strips.push({ kind: "space", own: margin.own, height, inside: builder.open.at(-1) ?? -1, ...takeBreak(builder) });
  }
  dropMargin(builder);
  for (const { box, x, width } of waiting) {
    const inside = builder.open.at(-1) ?? -1;
    builder.open.push(builder.strips.length);
    builder.strips.push({ kind: "open", box, x, width, closedAt: -1, height: 0, inside, ...takeBreak(builder) });
  }
  waiting.length = 0;
}

/** Pushes something that margins don't collapse through. The strip becomes the builder's: its place is filled in. */
export function pushSolid(builder: GalleyBuilder, strip: SolidStrip): void {
  settle(builder);
  strip.inside = builder.open.at(-1) ?? -1;
  if (builder.pending !== undefined) {
    strip.level = builder.pending.level;
    strip.forced = builder.pending.forced;
    builder.pending = undefined;
  }
  builder.strips.push(strip);
}

/** Forgets the margin gathered: at the foot of a column or a page. */
export function dropMargin(builder: GalleyBuilder): void {
  builder.margin.positive = 0;
  builder.margin.negative = 0;
  builder.margin.own = 0;
}

function takeBreak(builder: GalleyBuilder): PendingBreak {
  const taken = builder.pending ?? { level: breakLevel.structural, forced: undefined };
  builder.pending = undefined;
  return taken;
}

/** Completes a galley; what still waits was empty. */
export function closeGalley(builder: GalleyBuilder): Galley {
  const { strips, galley } = builder;
  const offsets = new Float64Array(strips.length + 1);
  const reach = new Float64Array(strips.length + 1);
  const forced: number[] = [];
  let y = 0;
  let most = 0;
  for (const [index, strip] of strips.entries()) {
    if (strip.forced !== undefined) forced.push(index);
    offsets[index] = y;
    reach[index] = most;
    y += strip.height;
    if (y > most) most = y;
  }
  offsets[strips.length] = y;
  reach[strips.length] = most;
  galley.offsets = offsets;
  galley.reach = reach;
  galley.forced = forced;
  galley.snaps = strips.some((strip) => (strip.kind === "line" || strip.kind === "monolith") && strip.snap !== undefined);
  return galley;
}
