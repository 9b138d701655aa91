import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { elongationPlaces, gapPlaces } from "../../../src/text/justification/elongationPlaces.ts";
import { joiningGroupOf, joiningTypeOf } from "../../../src/text/joining.ts";

/** A word with `|` and the order at each of its places, as in `مـ|2ـة`; the best place is marked `||`. */
function marked(word: string): string {
  const places = elongationPlaces(word, 0, word.length);
  const [best] = places;
  const byOffset = new Map(places.map((place) => [place.offset, place.order]));
  return Array.from(word, (letter, offset) => `${byOffset.has(offset) ? `${offset === best?.offset ? "||" : "|"}${byOffset.get(offset)}` : ""}${letter}`).join("");
}

describe("places to elongate", () => {
  test.each([
    ["typed tatweels come before all else", "كتـاب", "كت|0ـ||0اب"],
    ["after Seen", "سيرجي", "س||1ي|6رجي"],
    ["after Sad", "خاصة", "خ|3اص||1ة"],
    ["before final Teh Marbuta", "مدرسية", "م|2درس||1ي|2ة"],
    ["before final Heh", "وجه", "وج||2ه"],
    ["before Dal", "معاهدة", "مع|3اه||2دة"],
    ["before Alef", "العام", "الع||3ام"],
    ["before final Lam", "قبل", "قب||3ل"],
    ["before final Kaf", "ملك", "مل||3ك"],
    ["before a toothed letter that Reh follows", "خبر", "خ||4ب|6ر"],
    ["… that Yeh follows, but not before the final Yeh itself", "غربي", "غ||6ربي"],
    ["before Waw", "تكون", "تك||5ون"],
    ["before final Qaf", "حق", "ح||5ق"],
    ["before final Feh", "كيف", "كي||5ف"],
    ["before Reh", "كرم", "ك||6رم"],
    ["before any final letter", "نحن", "نح||6ن"],
    ["the last join where there is nothing better", "تجمعي", "تجم||7عي"],
  ])("%s", (_, word, expected) => {
    expect(marked(word)).toBe(expected);
  });

  test.each([
    ["between Lam and Alef", "لا"],
    ["before a final Yeh", "في"],
    ["… nor a Persian one", "کی"],
    ["after a letter that does not join onward", "دار"],
    ["beside a joiner that parts letters", "می\u200cشود".slice(1, 3)],
    ["in Latin", "Nashra"],
    ["in digits", "٢٠٢٢"],
  ])("never %s", (_, word) => {
    expect(elongationPlaces(word, 0, word.length)).toEqual([]);
  });

  test("a final Yeh after Seen may stand away from it", () => {
    expect(marked("نوفوستي")).toBe("ن|5وف|5وس||1تي");
    expect(marked("كرسي")).toBe("ك|6رس||1ي");
  });

  test("marks belong to the letter before them", () => {
    expect(elongationPlaces("سَلِم", 0, 5)).toEqual(elongationPlaces("سلم", 0, 3).map(({ offset, order }) => ({ offset: offset + Math.min(offset, 2), order })));
  });

  test("of equal places the one nearest the word's end comes first", () => {
    const places = elongationPlaces("بابات", 0, 5);
    expect(places.map(({ offset, order }) => [offset, order])).toEqual([[3, 3], [1, 3]]);
  });

  test("they lie between letters that join, whatever the text", () => {
    const letters = fc.constantFrom(...Array.from("ابتسصدذروعفقكلمنهويىةئءأـ\u200c\u064e\u0651 aگپی1"));
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 14 }), (text) => {
        for (const { offset } of elongationPlaces(text, 0, text.length)) {
          const before = Array.from(text.slice(0, offset)).findLast((letter) => joiningTypeOf(letter.codePointAt(0) ?? 0) !== "T") ?? "";
          const after = text.charAt(offset);
          expect(["D", "C", "L"]).toContain(joiningTypeOf(before.codePointAt(0) ?? 0));
          expect(["D", "C", "R"]).toContain(joiningTypeOf(after.codePointAt(0) ?? 0));
          expect(joiningGroupOf(before.codePointAt(0) ?? 0) === "Lam" && joiningGroupOf(after.codePointAt(0) ?? 0) === "Alef").toBe(false);
        }
      }),
    );
  });
});

describe("places for gaps", () => {
  test.each([
    ["after Dal, Thal, Reh, Zain, Waw and Alef within a word", "دارزوذن", [1, 2, 3, 4, 5, 6]],
    ["but not at the end of a word", "دار و دار", [1, 2, 7, 8]],
    ["after a lone hamza", "ءان", [1, 2]],
    ["not after letters that join onward", "بيت", []],
    ["not before punctuation or digits", "دار،و1", [1, 2]],
    ["behind the letter's marks", "رَب", [2]],
  ])("%s", (_, text, expected) => {
    expect(gapPlaces(text)).toEqual(expected);
  });
});
