import type { Initial, Paragraph } from "../text/index.ts";
import type { BaselineGrid } from "./baselineGrid.ts";
import type { TextBox } from "./boxTree.ts";

/** The room of a line; pt. */
export interface LineRoom {
  readonly height: number;
  /** From the line box's top to the baseline. */
  readonly baseline: number;
}

/** Slack that rounding needs, pt. */
const tolerance = 1e-4;

/**
 * The initial that a text's style asks for; the first text of a block has one, if its lines begin where the initial stands.
 *
 * @param lines those that it will stand beside, as far as they are known
 * @param empty a line without text, which stands for those that are not
 */
export function initialOf({ style, first, grid }: TextBox, align: Paragraph["align"], lines: readonly LineRoom[], empty: LineRoom): Initial | undefined {
  if (style.initial === "none" || !first || !beginsAtStart(align, style.direction)) return undefined;
  const rooms = Array.from({ length: style.initial.lines }, (_, line) => lines[line] ?? empty);
  return { ...style.initial, drop: dropOver(rooms, grid) };
}

/** Centred lines, and those at the end, would stand apart from the letter that they go on from. */
function beginsAtStart(align: Paragraph["align"], direction: "rtl" | "ltr"): boolean {
  return align === "start" || align === "justify" || align === (direction === "rtl" ? "right" : "left");
}

/** pt from the first line's baseline to the last one's. */
function dropOver(rooms: readonly LineRoom[], grid: BaselineGrid | undefined): number {
  let drop = 0;
  for (const [index, room] of rooms.entries()) {
    const above = rooms[index - 1];
    if (above === undefined) continue;
    const distance = above.height - above.baseline + room.baseline;
    drop += grid === undefined ? distance : Math.ceil((distance - tolerance) / grid.step) * grid.step;
  }
  return drop;
}

/** What an initial asks of the flow of its text. */
export interface InitialFlow {
  /** How many lines it stands beside, among which no break may come; 0 where there is none. */
  readonly lines: number;
  /** pt that it reaches down below the last line's box, where there are fewer. */
  readonly missing: number;
}

export const noInitial: InitialFlow = { lines: 0, missing: 0 };

/** @param lines the text's, with the initial if it has one */
export function initialFlow({ style, grid }: TextBox, lines: readonly LineRoom[], hasInitial: boolean, empty: LineRoom): InitialFlow {
  const last = lines.at(-1);
  if (style.initial === "none" || !hasInitial || last === undefined) return noInitial;
  const absent = style.initial.lines - lines.length;
  if (absent <= 0) return { lines: style.initial.lines, missing: 0 };
  const drop = dropOver([last, ...Array.from({ length: absent }, () => empty)], grid);
  return { lines: style.initial.lines, missing: Math.max(0, drop + (empty.height - empty.baseline) - (last.height - last.baseline)) };
}
