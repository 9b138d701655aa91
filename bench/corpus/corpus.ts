import { readFileSync } from "node:fs";
import { declarations, sampleArticle } from "../../tests/corpus/texts.ts";

/** A text of the bench: Arabic paragraphs without vowel marks. */
export interface BenchText {
  readonly name: string;
  readonly paragraphs: readonly string[];
}

/** Vowel marks (tanwin, short vowels, shadda, sukun, dagger alif) and tatweel. */
const marks = /[\u0640\u064B-\u0652\u0670]/gu;

function unvocalised(name: string, paragraphs: readonly string[]): BenchText {
  return { name, paragraphs: paragraphs.map((text) => text.replace(marks, "").replace(/\s+/gu, " ").trim()).filter((text) => text !== "") };
}

/** The sample article's paragraphs. */
export function sampleText(): BenchText {
  return unvocalised("sample article", sampleArticle().paragraphs);
}

/** All texts; README.md beside this file says where they are from. */
export function benchTexts(): BenchText[] {
  const handbook = readFileSync(new URL("debian-handbook.txt", import.meta.url), "utf8").split("\n");
  const declaration = declarations().find(({ language }) => language === "ar");
  return [sampleText(), unvocalised("declaration", declaration?.paragraphs ?? []), unvocalised("handbook", handbook)];
}

export function countWords(paragraphs: readonly string[]): number {
  return paragraphs.reduce((sum, text) => sum + text.split(" ").length, 0);
}
