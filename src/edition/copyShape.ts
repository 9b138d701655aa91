/** The copy says by its shape what a line is; these are the measures. */
const longestName = 10;
const longestSourceLine = 6;
const longestHeadline = 40;
/** A sentence of this many words that ends in a full stop is no headline. */
const sentence = 15;
/** Characters; a line may also be one long word. */
const headlineCharacters = 400;
const shortCharacters = 100;

const sentenceEnd = /[.!?؟؛;:،,…]$/u;
const fullStop = /[.؟!?][»”"')]*$/u;
const notInNames = /[\d٠-٩۰-۹"«»“”:؛;؟?!…]/u;

/** The words of a line, as white space parts them. */
export function wordCount(line: string): number {
  return line.split(/\s+/u).length;
}

/** Whether a line may be the name of a person, or of several, that stands under a role. */
export function mayBeName(line: string): boolean {
  return line.length <= shortCharacters && wordCount(line) <= longestName && !notInNames.test(line) && !sentenceEnd.test(line);
}

/** Whether a line may be the name of an agency or a paper: short, and no sentence. */
export function mayBeSourceLine(line: string): boolean {
  return line.length <= shortCharacters && wordCount(line) <= longestSourceLine && !sentenceEnd.test(line);
}

/** Whether a line may be a headline: it is not as long as a paragraph, nor a full sentence. */
export function mayBeHeadline(line: string): boolean {
  if (line.length > headlineCharacters) return false;
  const words = wordCount(line);
  return words <= longestHeadline && !(words >= sentence && fullStop.test(line));
}
