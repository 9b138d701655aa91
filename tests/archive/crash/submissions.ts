import type { Submission } from "../../../src/archive/submission.ts";

/** The word that stands in every article of an edition and nowhere else. */
export function wordOf(number: number): string {
  return `كلمة${Array.from(String(number), (digit) => "ابتثجحخدذر".charAt(Number(digit))).join("")}`;
}

export const articlesOfEach = 3;

/** An edition of three articles with a source each, and one that it shares with every other; `salt` makes another revision of it. */
export function submissionOf(number: number, salt = ""): Submission {
  const encoder = new TextEncoder();
  const articles = Array.from({ length: articlesOfEach }, (_, index) => ({ kind: "article" as const, headline: `خبر ${index}`, paragraphs: [`${wordOf(number)} في المدينة ${index} ${salt}`, "نص ".repeat(200)] }));
  return {
    edition: { publication: "النشرة", number: String(number), date: "2022-11-24", title: "النشرة", language: "ar", pages: 1, credits: [], fonts: [] },
    articles,
    pages: [],
    files: [
      { role: "template", name: "template/page.hbs", mediaType: "text/plain", bytes: encoder.encode("the same for all") },
      ...articles.map(({ paragraphs }, index) => ({ role: "source" as const, name: `sources/${index}.txt`, mediaType: "text/plain", bytes: encoder.encode(paragraphs.join("\n")) })),
    ],
  };
}
