import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formsOf } from "../../../src/archive/words/clitics.ts";
import { foldArticle } from "../../../src/archive/words/foldArticle.ts";
import { foldWords, wordsOf } from "../../../src/archive/words/foldWords.ts";
import { parseQuery } from "../../../src/archive/words/query.ts";
import { declarations, sampleArticle, vocalisedText } from "../../corpus/texts.ts";
import { arabicWord } from "./copy.ts";
import { nearnessOf } from "./nearness.ts";

const corpora = [sampleArticle(), ...declarations(), vocalisedText(1, 3)].flatMap(({ paragraphs }) => paragraphs);
const vocabulary = new Map(corpora.flatMap(wordsOf).map((word) => [word.folded, word]));
const proclitics = /^[وف]?(?:[بك]?ال|ل?ل|[بك])?$/u;

/** Whether both are the same letters but for article and clitics. */
function differInCliticsAlone(one: string, other: string): boolean {
  for (let length = 2; length <= Math.min(one.length, other.length); length++) {
    const [before, beforeOther] = [one.slice(0, -length), other.slice(0, -length)];
    if (one.slice(-length) === other.slice(-length) && proclitics.test(before) && proclitics.test(beforeOther)) return true;
  }
  return false;
}

function checkForms(folded: string, spelling: string): void {
  const forms = formsOf(folded, spelling);
  expect(forms).not.toContain(folded);
  expect(new Set(forms).size).toBe(forms.length);
  expect(forms.length).toBeLessThanOrEqual(60);
  expect(forms.filter((form) => !differInCliticsAlone(folded, form)), folded).toEqual([]);
}

/** Words of the sample article and the Declaration that differ in article and clitics alone, as read by a person: each two are one word. */
const samePairs = [
  "الاجتماعي اجتماعي, الاراده اراده, الارتكاب ارتكاب, الاسترقاق استرقاق, الاسره اسره, الاعضاء اعضاء, الاقتراح اقتراح, الانباء انباء, الانسان انسان, البعثه بعثه, البلاد بلاد",
  "البلد لبلد, التاثير تاثير, التدخل تدخل, التدخل لتدخل, التربيه تربيه, التقدم تقدم, الجريمه بجريمه, الجماعه جماعه, الجمعيه جمعيه, الجميع جميع, الحريه بحريه, الحريه حريه",
  "الحريه وحريه, الحقوق بحقوق, الحقوق حقوق, الحقوق لحقوق, الحمايه بحمايه, الحمايه حمايه, الحملات لحملات, الحياه حياه, الخاضعه خاضعه, الدولي دولي, الراي راي, الشعوب شعوب",
  "الشعوب وشعوب, الضروري ضروري, العادله عادله, العالم عالم, العام عام, العامه عامه, العمل بعمل, العمل عمل, الغير غير, الغير وغير, الفرد فرد, الكرامه بكرامه",
  "المتساويه متساويه, المجتمع مجتمع, المجهود مجهود, المساعده مساعده, المستقله مستقله, المستوي مستوي, النظام بنظام, الوحده وحده, الوضع وضع, اليوم يوم, بالاشتراك الاشتراك",
  "بالتعاون للتعاون, بالتعليم التعليم, بالتعليم للتعليم, بالحدود حدود, بالكرامه الكرامه, بالكرامه بكرامه, بالكرامه وبكرامه, باوكرانيا اوكرانيا, بحريه حريه, بحقوق حقوق",
  "بحمايه حمايه, بكافه كافه, كالتمييز تمييز, لاعمال اعمال, لبلاده بلاده, لتدخل تدخل, لحقوق حقوق, لدوله دوله, لضمان ضمان, لغيره غيره, للتاثير تاثير, للجميع جميع",
  "للحمايه بحمايه, للحمايه حمايه, للعمل بعمل, للعمل عمل, للمجتمع مجتمع, للمحاكمه بمحاكمه, للنظام بنظام, لمنظمه منظمه, واختيار اختيار, واصدقاءنا اصدقاءنا",
  "والاجتماعيه الاجتماعيه, والاساسيه الاساسيه, والامم الامم, والتربيه التربيه, والتربيه تربيه, والتعاون للتعاون, والحريه الحريه, والحريه بحريه, والحريه حريه, والحريه وحريه",
  "والحقوق الحقوق, والحقوق بحقوق, والحقوق حقوق, والحقوق لحقوق, والدوله دوله, والدوله لدوله, والدين الدين, والسلام السلام, والضمير الضمير, والمرض مرض, والممارسه ممارسه",
  "وبكرامه بكرامه, وتكون تكون, وحريه حريه, وروسيا روسيا, وشعوب شعوب, وعالميه عالميه, وكذلك كذلك, ولاسرته اسرته, وينبغي ينبغي",
];

describe("the forms of a word", () => {
  test("are at most sixty others, alike but for article and clitics, for each word of the corpora", () => {
    for (const { folded, spelling } of vocabulary.values()) checkForms(folded, spelling);
    fc.assert(fc.property(arabicWord, (word) => {
      checkForms(foldWords(word).join(""), word);
    }), { numRuns: 1000 });
  });

  test("are words that are folded for good, and an article that has any of them is found as such, after those that have the word", () => {
    fc.assert(fc.property(fc.constantFrom(...vocabulary.values()), ({ folded, spelling }) => {
      const query = parseQuery(spelling, ({ message }) => expect.fail(message));
      if (query === undefined) throw new Error(spelling);
      for (const form of formsOf(folded, spelling)) {
        expect(foldWords(form)).toEqual([form]);
        const article = { position: 1, kind: "article", headline: "", pageStarts: [] } as const;
        expect(nearnessOf(foldArticle({ ...article, body: `قال (${form}) أمس` }), query)).toBe("form");
        expect(nearnessOf(foldArticle({ ...article, body: `قال (${spelling}) ${form}` }), query)).toBe("spelling");
      }
    }), { numRuns: 60 });
  });

  test("hold, of each word that takes the article, the word with it, and the other way round", () => {
    // What begins with لل has the article already.
    const words = [...vocabulary.keys()].filter((word) => /^\p{Script=Arabic}{3,}$/u.test(word) && !/^[وف]?لل/u.test(word));
    expect(words.filter((word) => !formsOf(word, word).includes(`ال${word}`) || !formsOf(`ال${word}`, `ال${word}`).includes(word))).toEqual([]);
  });

  test.each(["reuters", "2022", "한국", "москва"])("are none of %s", (word) => {
    expect(formsOf(word, word)).toEqual([]);
  });

  test("are few false friends in print: of two words of newspaper and declaration, one is the other with article or clitics", () => {
    const words = new Map([...sampleArticle().paragraphs, ...(declarations()[0]?.paragraphs ?? [])].flatMap(wordsOf).map((word) => [word.folded, word.spelling]));
    const pairs = [...words].flatMap(([folded, spelling]) => formsOf(folded, spelling).filter((form) => form.length < folded.length && words.has(form)).map((form) => `${folded} ${form}`));
    expect(pairs.sort().join(", ")).toBe(samePairs.join(", "));
  });
});
