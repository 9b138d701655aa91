import fc from "fast-check";
import { expect, test } from "vitest";
import { hasPauseSigns, isVocalised } from "../../src/template/vocalisation.ts";
import { edition, render } from "./stage.ts";

const verse = "قِفَا نَبْكِ مِنْ ذِكْرَى حَبِيبٍ وَمَنْزِلِ بِسِقْطِ اللِّوَى بَيْنَ الدَّخُولِ فَحَوْمَلِ";
const bare = verse.replace(/\p{M}/gu, "");

test.each([
  ["a verse", verse, true],
  ["the same bare", bare, false],
  ["a verse decomposed", verse.normalize("NFD"), true],
  ["bare text with hamzas decomposed", "أإآؤئ".repeat(9).normalize("NFD"), false],
  ["shaddas and one tanwin, as papers print them", "وتضمّ المنظّمة كلاً من أرمينيا وبيلاروس", false],
  ["tatweels between letters that are marked", "مُـــــحَـــــمَّـــــدٌ", true],
  ["Latin letters with accents", "e\u0301e\u0301e\u0301", false],
  ["nothing", "", false],
  ["the Quran's spelling", "ذَٰلِكَ ٱلۡكِتَٰبُ لَا رَيۡبَۛ فِيهِۛ", true],
])("%s is vocalised: %s %s", (_, text, expected) => {
  expect(isVocalised([text])).toBe(expected);
});

test("a text is vocalised from a fifth of its letters on, wherever they stand and however it is cut", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), fc.nat(60), (marked, cut) => {
      const letters = marked.map((mark) => (mark ? "بَ" : "ب"));
      const expected = marked.some(Boolean) && marked.filter(Boolean).length / marked.length >= 0.2;
      expect(isVocalised([letters.slice(0, cut).join(" "), letters.slice(cut).join("ـ")])).toBe(expected);
    }),
  );
});

test("signs of pause are told from other signs of the Quran", () => {
  expect(["هُدٗىۚ", "رَيۡبَۛ", "مِنۢ", "لَهُۥ", verse].map(hasPauseSigns)).toEqual([true, true, false, false, false]);
});

test("templates see which headlines, paragraphs and articles are vocalised", () => {
  const { html, told } = render(
    "{{#each articles}}{{#if vocalised}}A{{/if}}{{#if headline.vocalised}}H{{/if}}{{#each body}}{{#if content.vocalised}}p{{else}}-{{/if}}{{#if content.pauseSigns}}s{{/if}}{{/each}} {{/each}}",
    edition([{ headline: verse, body: [bare, `${bare} ${bare} ${bare}`] }, { headline: bare, body: [verse, bare] }, { headline: bare, body: [bare, `${verse}ۚ`, bare.repeat(9)] }]),
  );
  expect(told).toEqual([]);
  expect(html).toBe("H-- Ap- -ps- ");
});
