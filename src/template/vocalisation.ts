/** Arabic letters; tatweel is no letter here. */
const letter = /(?=\p{Script=Arabic})\p{L}/gu;

/**
 * Marks of the vowels, their absence and their nunation, of Arabic, of its other languages and of the Quran's spelling. Shadda is none: papers
 * print it in text that is otherwise bare.
 */
const vowelMark = "\u064b-\u0650\u0652\u0656-\u065e\u0670\u08e3-\u08ef\u08f0-\u08fe";
const vocalisedLetter = new RegExp(`\\p{L}\\p{M}*[${vowelMark}]\\p{M}*`, "gu");

const leastShare = 1 / 5;

/** Whether of the Arabic letters of texts, taken together, at least a fifth carry vowel marks: such text needs more leading than bare text. */
export function isVocalised(texts: readonly string[]): boolean {
  const count = (pattern: RegExp): number => texts.reduce((sum, text) => sum + (text.match(pattern)?.length ?? 0), 0);
  const vocalised = count(vocalisedLetter);
  return vocalised > 0 && vocalised >= leastShare * count(letter);
}

/** Whether a text has the Quran's signs of pause (U+06D6 to U+06DC). */
export function hasPauseSigns(text: string): boolean {
  return /[\u06d6-\u06dc]/.test(text);
}
