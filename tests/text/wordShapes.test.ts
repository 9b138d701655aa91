import { describe, expect, test } from "vitest";
import { glyphFields, loadHarfBuzz, type ShapedText, type ShapeRun, type ShapingStyle } from "../../src/text/shaper.ts";
import { openWordShaper, type ShapedWord } from "../../src/text/wordShapes.ts";
import { declarations, sampleArticle, vocalisedText, type CorpusText } from "../corpus/texts.ts";
import { builtInFonts, faceOf } from "./faces.ts";

const shape = await loadHarfBuzz();
const library = await builtInFonts();

const families: [family: string, weight: number][] = [
  ["Amiri", 400], ["Amiri", 700], ["Noto Naskh Arabic", 400], ["Noto Kufi Arabic", 400], ["Reem Kufi", 400], ["Scheherazade New", 400], ["Noto Nastaliq Urdu", 400],
];
const texts: CorpusText[] = [sampleArticle(), ...declarations(), vocalisedText(16, 17), vocalisedText(90, 114)];

/** A run's glyphs put together from its words, as one shaping would give them: clusters from the run's start, right to left. */
function glyphsOfWords(words: readonly ShapedWord[]): number[] {
  const parts: number[][] = [];
  let start = 0;
  for (const { glyphs, length } of words) {
    parts.push([...glyphs].map((value, index) => (index % glyphFields.count === glyphFields.cluster ? value + start : value)));
    start += length;
  }
  return parts.reverse().flat();
}

/** All but the flags: they speak of what the text stood in. */
function placement(glyphs: readonly number[]): number[] {
  return glyphs.filter((_, index) => index % glyphFields.count !== glyphFields.flags);
}

const alone = (text: string): ShapedText => ({ text, before: "", after: "" });

describe.each(families)("%s %i", (family, weight) => {
  test.each(texts.map((text) => [text.name, text] as const))("shaped word by word is what HarfBuzz gives for the whole: %s", (_, { language, paragraphs }) => {
    const style: ShapingStyle = { face: faceOf(library, family, weight), rightToLeft: true, script: "Arab", language, features: {} };
    const words = openWordShaper(shape);
    const different = paragraphs.filter((text) => {
      const whole = placement([...shape(style, alone(text))]);
      return whole.join() !== placement(glyphsOfWords(words.run(style, alone(text)))).join();
    });
    expect(different).toEqual([]);
  });
});

test("a word is shaped once however often it comes", () => {
  let shaped = 0;
  const counting: ShapeRun = (style, text) => {
    shaped++;
    return shape(style, text);
  };
  const words = openWordShaper(counting);
  const style: ShapingStyle = { face: faceOf(library, "Noto Naskh Arabic"), rightToLeft: true, script: "Arab", language: "ar", features: {} };
  words.run(style, alone("من سلام من سلام من سلام من سلام"));
  const first = shaped;
  words.run(style, alone("من سلام سلام من سلام من سلام"));
  expect(first).toBeLessThanOrEqual(4);
  expect(shaped).toBe(first);
});

test("a word whose shape depends on the word before it is shaped with it", () => {
  const style: ShapingStyle = { face: faceOf(library, "Amiri"), rightToLeft: true, script: "Arab", language: "ar", features: {} };
  const joined = openWordShaper(shape).run(style, alone("عَلَيۡهِ كَنزٌ أَوۡ"));
  expect(joined.length).toBeLessThan(3);
  expect(joined.reduce((length, word) => length + word.length, 0)).toBe("عَلَيۡهِ كَنزٌ أَوۡ".length);
});

test("letters join over the edges of what is shaped", () => {
  const style: ShapingStyle = { face: faceOf(library, "Amiri"), rightToLeft: true, script: "Arab", language: "ar", features: {} };
  const words = openWordShaper(shape);
  const isolated = words.run(style, alone("ب"))[0]?.glyphs[glyphFields.id];
  const joined = words.run(style, { text: "ب", before: "ب", after: "ب" })[0]?.glyphs[glyphFields.id];
  expect(joined).not.toBe(isolated);
});

test("a mark on a space stays with it", () => {
  const style: ShapingStyle = { face: faceOf(library, "Amiri"), rightToLeft: true, script: "Arab", language: "ar", features: {} };
  const text = "كلمة ً كلمة";
  const words = openWordShaper(shape).run(style, alone(text));
  expect(placement(glyphsOfWords(words))).toEqual(placement([...shape(style, alone(text))]));
});
