/**
 * What an editor keeps on one line though UAX #14 would part it, as patterns. Every repetition has a bound, so that no text
 * takes more than linear time, and no list of numbers becomes one long unit.
 */
const digit = "[0-9٠-٩۰-۹]";
const letter = "[\\p{L}\\p{N}]\\p{M}*";
const notInWord = "(?<![\\p{L}\\p{M}\\p{N}])";
const wordEnds = "(?![\\p{L}\\p{M}\\p{N}&'’-])";
const arabicLetter = "(?![\\u0640])[\\u0620-\\u064a\\u0671-\\u06d3]";

/** A number with the separators in it, the signs beside it and the spaces before those. */
const amount = `(?:[-+±−$€£¥₪﷼%٪] ?)?${digit}(?:[0-9٠-٩۰-۹.,٫٬:/]{0,20}${digit})?(?: ?[%٪‰°$€£¥₪﷼][CFم]?)?`;

/** `ر.س`, `ج.م`, `ق.م`, `ص.ب` */
const dottedAbbreviation = `${arabicLetter}{1,2}(?:\\.${arabicLetter}{1,2}){1,2}`;
const currencyCode = "(?:USD|EUR|GBP|CHF|JPY|CNY|TRY|RUB|EGP|SAR|AED|QAR|KWD|BHD|OMR|YER|JOD|LBP|SYP|IQD|ILS|LYD|TND|DZD|MAD|SDG|IRR|PKR|AFN|[A-Z]{1,2}\\$)";
/** Of measures, of eras (`هـ`, `م`) and of the half of the day (`ص`, `م`). */
const oneLetter = `${arabicLetter}ـ?`;
const arabicUnit = "(?:كم|كلم|سم|ملم|مم|نم|كغ|كغم|كجم|كلغ|غم|جم|ملغ|مغ|مل|هك|كو|مو|غب|مب)";
const latinUnit = "(?:[kcmn]?m|[kmµ]?g|[mcdh]?l|L|ha|h|s|min|[kMGT]?W(?:h)?|[km]?V|[kMG]?Hz|[kKMGT]B|[MG]bps|°[CFK]|mph|[ap]\\.?m|[AP]\\.?M|BC|AD|CE)";
/** Never with a `و` at its start, which is the word “and”. */
const unit = `(?!و)(?:${dottedAbbreviation}|${arabicUnit}|${latinUnit}|${oneLetter})[²³]?`;

interface HeldPattern {
  /** A text without one of these holds no such unit: told sooner than by the pattern. */
  readonly needs: RegExp;
  readonly pattern: RegExp;
}

const hasDigit = new RegExp(digit, "u");
const patterns: readonly HeldPattern[] = [
  // Ranges, scores, dates and products: 2 - 1, 5%–10%, ٢٤ / ١١ / ٢٠٢٢
  held(hasDigit, `${amount}(?:(?: [-–—−/×÷] |[–—×÷])${amount}){1,3}`),
  // Telephone numbers: +20 2 2578-1234, 0100 123 4567, (02) 2578 1234
  held(hasDigit, `\\+ ?${digit}{1,4}(?:[ -]?\\(?${digit}{1,5}\\)?){1,6}`),
  held(hasDigit, `(?<![0-9٠-٩۰-۹.,٫٬:/])\\(?[0٠۰]${digit}{1,4}\\)?(?:[ -]${digit}{2,5}){1,4}`),
  // Thousands set apart by spaces: 1 234 567
  held(hasDigit, `(?<![0-9٠-٩۰-۹.,٫٬:/])${digit}{1,3}(?: ${digit}{3}){1,3}(?!${digit})`),
  // A number and its unit, currency or era: 150 ر.س, 15 كم/س, ١٤٤٤ هـ, 100 USD
  held(hasDigit, `${digit} (?:${unit}(?:/${unit})?|${currencyCode})${wordEnds}`),
  // A currency, or the abbreviation that a number belongs to, before it: ر.س 150, USD 100, ص ١٢, ج. ٢, و 5
  held(hasDigit, `${notInWord}(?<![/-])(?:(?:و|(?<!${digit} ))(?:${dottedAbbreviation}|${arabicLetter})|و?${currencyCode})\\.? ?${digit}`),
  // A number's letter: 5-أ
  held(hasDigit, `${digit}-${arabicLetter}${wordEnds}`),
  // A verse and its number
  held(/﴿/u, `[^ \\n] ﴿${digit}{1,3}﴾`),
  // What is written on to the next word, where that can't be joined: بـ 5, الـ BBC, ال-BBC, و «
  held(/ـ /u, `${notInWord}[وف]?(?:[بلكف]?ال|لل|[بلك])ـ{1,3} [^ \\n]`),
  held(/ل-/u, `${notInWord}[وفبك]?(?:ال|لل?)-\\p{L}`),
  held(/و /u, `${notInWord}و (?!${arabicLetter})[^ \\n]`),
  // Units and numbers with a slash: كم/س, km/h, و/أو, 15/ق/2022; not in addresses
  held(/\//u, `(?<![\\p{L}\\p{M}\\p{N}/.:@_-])(?:(?:${letter}){1,4}/){1,3}(?:${letter}){1,4}(?!\\.?[\\p{L}\\p{M}\\p{N}/@_])`),
  // Addresses and names of users
  held(/@/u, "(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{0,64}@[A-Za-z0-9._-]{1,100}"),
];

function held(needs: RegExp, pattern: string): HeldPattern {
  return { needs, pattern: new RegExp(pattern, "gu") };
}

/**
 * Visits what is kept on one line in a text: dates, ranges, scores and telephone numbers that have spaces, numbers with their
 * units and currencies, abbreviations with their numbers, prefixes that stand before digits and Latin letters, short words
 * with a slash between, e-mail addresses.
 *
 * @param visit Is told UTF-16 offsets. Units may overlap, and come in no order.
 */
export function forEachUnit(text: string, visit: (start: number, end: number) => void): void {
  for (const { needs, pattern } of patterns) {
    if (!needs.test(text)) continue;
    for (const match of text.matchAll(pattern)) visit(match.index, match.index + match[0].length);
  }
}
