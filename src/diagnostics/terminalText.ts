/** A character as a terminal shows it. */
export interface Cell {
  readonly shown: string;
  /** How many columns of a terminal it takes: 0 for marks, 2 for what is wide in East Asian text (UAX #11). */
  readonly width: number;
  /** The UTF-16 offset of the character in the text that it comes from. */
  readonly offset: number;
  /** How many UTF-16 units of that text it stands for. */
  readonly length: number;
}

/** Controls of C0 and C1, and the characters that turn the direction of text (UAX #9): none of them may act on the reader's terminal. */
const acting = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;
const actingAll = new RegExp(acting.source, "gu");
const zeroWidth = /^[\p{M}\p{Cf}]$/u;
const wide = /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}])$/u;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const firstLetter = /\p{L}/u;
const isolates = { rtl: "\u2067", ltr: "\u2066" } as const;

export type Direction = keyof typeof isolates;

/** Splits text into the cells of a terminal. A tab is shown as four spaces, a control character by a sign or its code point. */
export function terminalCells(text: string): Cell[] {
  const cells: Cell[] = [];
  let offset = 0;
  for (const character of text) {
    const shown = showCharacter(character);
    cells.push({ shown, width: shown === character ? columns(character) : shown.length, offset, length: character.length });
    offset += character.length;
  }
  return cells;
}

/** Text that may go to a terminal: no control character of it acts there. */
export function printable(text: string): string {
  return text.replace(actingAll, showCharacter);
}

/** Whether a terminal that knows the bidirectional algorithm would turn anything in the text round. */
export function holdsRightToLeft(text: string): boolean {
  return rightToLeft.test(text);
}

/** The direction of a paragraph of text: its first letter's (UAX #9, P2 and P3). */
export function directionOf(text: string): Direction {
  const [first = ""] = firstLetter.exec(text) ?? [];
  return rightToLeft.test(first) ? "rtl" : "ltr";
}

/**
 * Keeps a piece of a terminal's line to itself (UAX #9, isolates): what stands beside it is not moved by it. Pieces of the same width and direction on
 * two lines stand exactly above each other, in terminals that turn text and in those that don't.
 */
export function isolate(piece: string, direction: Direction): string {
  return `${isolates[direction]}${piece}\u2069`;
}

function columns(character: string): number {
  if (zeroWidth.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

function showCharacter(character: string): string {
  if (!acting.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  if (character === "\t") return "    ";
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? "\u2421" : `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}
