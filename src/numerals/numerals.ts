/** The three sets of decimal digits in use in Arabic print. */
export type Numerals = "european" | "arabic-indic" | "persian";

export const numeralSets: readonly Numerals[] = ["european", "arabic-indic", "persian"];

export function isNumerals(name: string): name is Numerals {
  return numeralSets.some((known) => known === name);
}

/** The code point of the set's zero (Unicode: ASCII, U+0660 Arabic-Indic, U+06F0 Extended Arabic-Indic). */
const zero: Readonly<Record<Numerals, number>> = { european: 0x30, "arabic-indic": 0x660, persian: 0x6f0 };

/** Writes every decimal digit of a text, of whichever of the three sets, in one set; all else stays. */
export function writeDigits(text: string, numerals: Numerals): string {
  return text.replace(/[0-9\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String.fromCharCode(zero[numerals] + digitValue(digit)));
}

function digitValue(digit: string): number {
  const code = digit.charCodeAt(0);
  // Each of the three blocks of digits starts at a code whose low nibble is 0, so the nibble is the digit's value.
  return code & 0xf;
}
