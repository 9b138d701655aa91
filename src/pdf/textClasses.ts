/**
 * What a character does to the readers that put a line back into logical order: a coarse reading of Bidi_Class (UAX #9, table 4), as coarse as
 * theirs.
 */
export type ReadingClass =
  /** Strong right-to-left: Arabic, Hebrew and the like. */
  | "right"
  /** Strong left-to-right. */
  | "left"
  /** Digits, and the separators and terminators that stand with them. */
  | "number"
  /** Non-spacing marks. */
  | "mark"
  | "space"
  /** Joiners and directional controls. */
  | "format"
  | "neutral";

const NUMBER = /[\p{Nd}+\-−,./:#$%¢-¥°±·،؉؊٪٫٬\u00a0‰-‴₠-⃀]/u;
const MARK = /\p{Mn}/u;
const SPACE = /\s/u;
const FORMAT = /\p{Cf}/u;
const STRONG = /[\p{L}\p{Mc}\p{No}\p{Nl}؛؞؟٭۔]/u;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdfb\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Characters with Bidi_Mirrored that running text holds. */
const MIRRORED = /[()<>[\]{}«»‹›⁅⁆⁽⁾₍₎≤≥⟦-⟫⦃-⦘⸂-⸅⸉⸊⸌⸍⸜⸝⸠-⸩〈-】〔-〛]/u;

const known = new Map<string, ReadingClass>();

function classify(character: string): ReadingClass {
  if (NUMBER.test(character)) return character === "\u00a0" ? "space" : "number";
  if (SPACE.test(character)) return "space";
  if (MARK.test(character)) return "mark";
  if (FORMAT.test(character)) return "format";
  if (STRONG.test(character)) return RIGHT_TO_LEFT.test(character) ? "right" : "left";
  return "neutral";
}

/** @param character one code point */
export function readingClassOf(character: string): ReadingClass {
  let found = known.get(character);
  if (found === undefined) {
    found = classify(character);
    known.set(character, found);
  }
  return found;
}

const changed = new Map<string, boolean>();

/**
 * Whether a reader that turns a right-to-left line round changes this character with it: PDFium mirrors brackets and quotation marks once more, and
 * takes apart neutral characters that have a compatibility decomposition, as the ellipsis.
 *
 * @param character one code point
 */
export function changesWhenTurned(character: string): boolean {
  let found = changed.get(character);
  if (found === undefined) {
    found = MIRRORED.test(character) || (readingClassOf(character) === "neutral" && character.normalize("NFKC") !== character);
    changed.set(character, found);
  }
  return found;
}
