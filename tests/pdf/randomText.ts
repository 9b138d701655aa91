import fc from "fast-check";

const letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةى".split("");
const arabic = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 7 });
const number = fc.oneof(fc.integer({ min: 0, max: 999_999 }).map(String), fc.constantFrom("5%", "3-1", "15/5/2022", "10:30", "٣٫١٤", "٢٤/١١/٢٠٢٢"));
const latin = fc.constantFrom("Apple", "iPhone", "BBC", "a", "COP27", "T-72");
const hard = fc.constantFrom("a/b", "S&P", "M1A2", "https://x.org/?a=1", "info@x.org");
const closing: Readonly<Record<string, string>> = { "(": ")", "«": "»", "[": "]", "\"": "\"" };

function lines(word: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const wrapped = fc
    .tuple(fc.constantFrom("", "", "", ...Object.keys(closing)), word, fc.constantFrom("", "", "", "،", ".", "؛", ":", "!", "؟"))
    .map(([open, inner, mark]) => `${open}${inner}${closing[open] ?? ""}${mark}`);
  return fc.array(wrapped, { minLength: 1, maxLength: 12 }).map((words) => words.join(" "));
}

/** Words, numbers and Latin names in brackets and quotation marks, with punctuation. */
export const anyLine = lines(fc.oneof({ weight: 6, arbitrary: arabic }, { weight: 2, arbitrary: number }, { weight: 1, arbitrary: latin }, { weight: 1, arbitrary: hard }));

/** The same without Latin. */
export const arabicLine = lines(fc.oneof({ weight: 6, arbitrary: arabic }, { weight: 2, arbitrary: number }));
