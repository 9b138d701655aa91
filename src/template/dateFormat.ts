import type { CalendarDay } from "./calendar.ts";
import { weekdays } from "./monthNames.ts";
import { writeDigits, type Numerals } from "../numerals/index.ts";

/** The words that a date's format may hold; everything in it that isn't a Latin word stands for itself. */
export const datePieces: readonly string[] = ["weekday", "day", "day2", "month", "month-number", "month-number2", "year"];

const pieceWord = /[a-z][a-z0-9-]*/gi;

/** Words of a format that name no piece. */
export function unknownPieces(format: string): string[] {
  return (format.match(pieceWord) ?? []).filter((word) => !datePieces.includes(word));
}

/**
 * Writes a day by a format such as `weekday day month year`.
 *
 * @param months Names of the calendar's months, from the first.
 * @throws If the format holds an unknown piece (see `unknownPieces`).
 */
export function formatDay(date: CalendarDay, format: string, months: readonly string[], numerals: Numerals): string {
  const pieces: Readonly<Record<string, string | undefined>> = {
    weekday: weekdays[date.weekday],
    day: String(date.day),
    day2: String(date.day).padStart(2, "0"),
    month: months[date.month - 1],
    "month-number": String(date.month),
    "month-number2": String(date.month).padStart(2, "0"),
    year: String(date.year),
  };
  return format.replace(pieceWord, (word) => {
    const piece = pieces[word];
    if (piece === undefined) throw new Error(`unknown piece of a date: ${word}`);
    return writeDigits(piece, numerals);
  });
}
