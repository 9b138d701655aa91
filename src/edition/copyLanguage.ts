/** A language of the Arabic script, by the letters that Arabic has not. */
interface Trait {
  readonly language: string;
  readonly letters: string;
}

/** Letters that two of the languages have stand with both; what only one has decides. */
const traits: readonly Trait[] = [
  { language: "ur", letters: "ٹڈڑںےہ" },
  { language: "ckb", letters: "ڕڵێۆە" },
  { language: "ug", letters: "ۇۈېڭۆە" },
  { language: "ps", letters: "ټډړښځڅږڼۍې" },
  { language: "sd", letters: "ٻڀٺٿٽڄڃڇڏڌڍڊڦڳڱڻ" },
];

/** Running text in these languages has 5 % of its letters and more; Arabic copy full of their names, 1 %. */
const leastShare = 0.03;

/** Letters that Persian shares with most of the others; Arabic dialects and foreign names have a few of them. */
const persian = "پچژگ";
const leastPersianShare = 0.008;
const persianForms = "یک";
const arabicForms = "يك";

/** Letters that none of the other languages has but in a few loanwords: one in thirteen of running Arabic. */
const arabicOnly = "ةأإ";
/** A language's letters must be this many times as many as those; copy that is Arabic in good part stays Arabic. */
const overArabic = 2;

/** Of letters: less copy says nothing. */
const leastCopy = 40;
const leastEvidence = 4;

/**
 * Tells the language of copy in the Arabic script from its letters: Urdu, Sorani, Uyghur, Pashto and Sindhi by the share of letters of their own, Persian by
 * «پ چ ژ گ» together with its forms of ya and kaf. Languages that are written with the letters of one of these are taken for it.
 *
 * @param texts The whole copy, in any number of parts.
 * @returns BCP 47: `ur`, `ckb`, `ug`, `ps`, `sd` or `fa`; `ar` in doubt.
 */
export function languageOfCopy(texts: Iterable<string>): string {
  const copy = countLetters(texts);
  if (copy.total < leastCopy) return "ar";
  const least = Math.max(leastEvidence, leastShare * copy.total, overArabic * copy.of(arabicOnly));
  const [likeliest] = traits
    .map(({ language, letters }) => ({ language, count: copy.of(letters) }))
    .filter(({ count }) => count >= least)
    .sort((a, b) => b.count - a.count);
  if (likeliest) return likeliest.language;
  return isPersian(copy) ? "fa" : "ar";
}

function isPersian(copy: LetterCounts): boolean {
  const least = Math.max(leastEvidence, leastPersianShare * copy.total, overArabic * copy.of(arabicOnly));
  return copy.of(persian) >= least && copy.of(persianForms) > copy.of(arabicForms);
}

interface LetterCounts {
  /** Letters of the Arabic script. */
  readonly total: number;
  /** How often those of a list occur. */
  readonly of: (letters: string) => number;
}

const blockStart = 0x600;
const blockLength = 0x100;
const letter = /(?!ـ)\p{L}/u;

/** Every letter named here is in Unicode's block Arabic. */
function countLetters(texts: Iterable<string>): LetterCounts {
  const counts = new Uint32Array(blockLength);
  for (const text of texts) {
    for (let at = 0; at < text.length; at++) {
      const index = text.charCodeAt(at) - blockStart;
      if (index >= 0 && index < blockLength) counts[index] = (counts[index] ?? 0) + 1;
    }
  }
  const total = counts.reduce((sum, count, index) => (letter.test(String.fromCharCode(blockStart + index)) ? sum + count : sum), 0);
  return { total, of: (letters) => Array.from(letters).reduce((sum, each) => sum + (counts[each.charCodeAt(0) - blockStart] ?? 0), 0) };
}
