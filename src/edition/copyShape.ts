/** The copy says by its shape what a line is; these are the measures. */
const longestName = 10;
const longestSourceLine = 6;
const longestHeadline = 40;
/** A sentence of this many words that ends in a full stop is no headline. */
const sentence = 15;
/** Characters; a line may also be one long word. */
const headlineCharacters = 400;
/** Where a source line and a body follow in their places, only what is as long as a page's text is no headline. */
const longestPlacedHeadline = 100;
const placedHeadlineCharacters = 800;
const shortCharacters = 100;

const sentenceEnd = /[.۔!?؟؛;:،,…]$/u;
const fullStop = /[.۔؟!?][»”"')]*$/u;
const withinSentences = /[،,]/u;
const notInNames = /[\d٠-٩۰-۹"«»“”:؛;؟?!…]/u;

const longestPersonalName = 5;
/** Words that make a sentence and stand in no person's name: Arabic, Persian, Urdu. «على» is left out, as which many write «علي». */
const sentenceWord =
  /(?<!\S)(?:لن|لم|لا|لو|لماذا|ما|ماذا|هل|قد|سوف|ليس|ليست|كان|كانت|إن|أن|إنه|إنها|نحن|أنا|هو|هي|هم|هذا|هذه|ذلك|تلك|الذي|التي|في|من|إلى|عن|مع|بعد|قبل|ضد|بين|حتى|منذ|خلال|حول|دون|بلا|بدون|كل|غير|أو|ثم|لكن|است|را|که|از|به|برای|نیست|شد|کا|کی|کے|کو|نے|سے|میں|ہے|ہیں|نہیں)(?!\S)/u;

/** The words of a line, as white space parts them. */
export function wordCount(line: string): number {
  return line.split(/\s+/u).length;
}

export function endsSentence(line: string): boolean {
  return fullStop.test(line);
}

/** Whether a line may be the name of a person, or of several, that stands under a role. */
export function mayBeName(line: string): boolean {
  return line.length <= shortCharacters && wordCount(line) <= longestName && !notInNames.test(line) && !sentenceEnd.test(line);
}

/** Whether a line may be one person's name: a few words, none of which makes it a sentence. */
export function mayBePersonalName(line: string): boolean {
  return mayBeName(line) && wordCount(line) <= longestPersonalName && !withinSentences.test(line) && !sentenceWord.test(line);
}

/** Whether a line has the shape of a person's full name, of two words or more. */
export function mayBeFullName(line: string): boolean {
  return wordCount(line) >= 2 && mayBePersonalName(line);
}

/** Whether a line may be the name of an agency or a paper: short, and no sentence. */
export function mayBeSourceLine(line: string): boolean {
  return line.length <= shortCharacters && wordCount(line) <= longestSourceLine && !sentenceEnd.test(line);
}

/** Whether a line may be a headline: it is not as long as a paragraph, nor a full sentence. */
export function mayBeHeadline(line: string): boolean {
  return isHeadlineWithin(line, longestHeadline, headlineCharacters);
}

/** Whether a line may be a headline that a source line and a body follow in their places; such a one may be long. */
export function mayBePlacedHeadline(line: string): boolean {
  return isHeadlineWithin(line, longestPlacedHeadline, placedHeadlineCharacters);
}

function isHeadlineWithin(line: string, mostWords: number, mostCharacters: number): boolean {
  if (line.length > mostCharacters) return false;
  const words = wordCount(line);
  return words <= mostWords && !(words >= sentence && endsSentence(line));
}
