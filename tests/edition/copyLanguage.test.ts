import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { declarations, sampleArticle } from "../corpus/texts.ts";
import { read } from "./reading.ts";

const texts = declarations();
const arabic = sampleArticle().paragraphs;

function languageOf(paragraphs: readonly string[]): string | undefined {
  return read(paragraphs.join("\n")).edition?.language;
}

describe("the language of copy is told from its letters:", () => {
  test.each(texts)("$name", ({ language, paragraphs }) => {
    expect(languageOf(paragraphs)).toBe(language);
  });

  test("Sindhi", () => {
    const article =
      "سڀ انسان آزاد ۽ عزت ۽ حقن جي حوالي کان برابر پيدا ٿيا آهن. کين عقل ۽ ضمير عطا ٿيو آهي، تنهنڪري کين هڪ ٻئي سان ڀائيچاري وارو سلوڪ اختيار ڪرڻ گهرجي.";
    expect(languageOf([article])).toBe("sd");
  });

  test("every long run of a declaration says what the whole of it says, or Arabic", () => {
    const run = fc.constantFrom(...texts).chain((text) => fc.nat(Math.max(0, text.paragraphs.length - 8)).map((from) => ({ text, part: text.paragraphs.slice(from, from + 8) })));
    fc.assert(
      fc.property(run, ({ text, part }) => {
        expect([text.language, "ar"]).toContain(languageOf(part));
      }),
      { numRuns: 200 },
    );
  });
});

test.each([
  ["Persian", "پزشکیان وگفت چمران وپژمان چگيني وگلستان"],
  ["Urdu", "نواز شریف في روزنامہ جنگ ولاہور وٹھٹہ"],
  ["Kurdish", "نێچیرڤان بارزانی وڕووداو وهەولێر"],
  ["Uyghur", "ئۈرۈمچى وقەشقەر وئۇيغۇر"],
  ["Pashto", "پښتو وکندهار وټولنه وځوان"],
  ["Sindhi", "سنڌي وڪراچي وٺٽو وسکر"],
])("an Arabic article that quotes %s names is Arabic", (_, names) => {
  expect(languageOf([...arabic, `وقال (${names}) إن الأمر لا يزال قائماً.`])).toBe("ar");
});

test.each(texts.filter(({ language, paragraphs }) => language !== "ar" && paragraphs.length > 8))("an Arabic article with a paragraph of $language is Arabic", ({ paragraphs }) => {
  const quotation = paragraphs.join(" ").slice(0, Math.round(arabic.join("").length / 4));
  expect(languageOf([...arabic, quotation])).toBe("ar");
});

test.each([
  ["a few letters", ["چهار گل"]],
  ["Latin text", ["Headline", "Body text of some forty letters and more than that."]],
  ["Arabic as it is typed on a Persian keyboard", arabic.map((text) => text.replace(/ي/gu, "ی").replace(/ك/gu, "ک"))],
  ["a dialect with a few letters more", [...arabic, "گال چان وپاچر"]],
])("%s: Arabic in doubt", (_, paragraphs) => {
  expect(languageOf(paragraphs)).toBe("ar");
});

test("the language that is named counts, in its canonical form, whatever the letters say", () => {
  const { edition, diagnostics } = read(arabic.join("\n"), { language: "FA-ir" });
  expect(edition?.language).toBe("fa-IR");
  expect(diagnostics.filter(({ code }) => code === "edition/invalid-language")).toEqual([]);
});

test.each(["", "arabic language", "ar_EG", "العربية"])("%j is no language tag: an error", (language) => {
  const { edition, diagnostics } = read("عنوان الخبر الأول\nنعم", { language });
  expect(edition).toBeUndefined();
  expect(diagnostics).toMatchObject([{ severity: "error", code: "edition/invalid-language" }]);
  expect(diagnostics[0]?.hint).toBeTruthy();
});
