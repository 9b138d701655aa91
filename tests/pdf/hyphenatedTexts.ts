import { newspaper, setColumns, type SetColumns } from "./columns.ts";

const typed = ["قال inter\u00adnational\u00adisation مرة وأعاد inter\u00adnational\u00adisation كثيرا حتى inter\u00adnational\u00adisation لا ينتهي، وكلمة عر\u00adبية لا تنقسم", "عر\u00adبية"];

const divided = [
  "قال المتحدث باسم منظمة Transparency International في مؤتمر صحفي عقده أمس في العاصمة إن المنظمة أصدرت تقريرا جديدا عن الفساد في المنطقة بالاشتراك مع Amnesty International ومؤسسات أخرى",
  "وأضاف أن شركة Constellation Communications وقعت اتفاقا مع Massachusetts Institute of Technology في بوسطن، وأن وكالة Bloomberg نشرت الخبر أول مرة يوم الأحد 24/11/2022 في موقعها",
  "ونقلت صحيفة Washington Post عن Electronic Frontier Foundation قولها إن هيئة Telecommunications لم ترد على أسئلتها",
];

/** Paragraphs with Latin words to divide. */
export const hyphenatedParagraphs = [...divided, ...typed, ...divided];

/** Columns so narrow that Latin words are divided, at soft hyphens and without. */
export function setHyphenated(family: string): SetColumns {
  const { document, expected } = setColumns(hyphenatedParagraphs, { ...newspaper, family, hyphens: "auto", size: 9, leading: 13, columns: 4, gap: 14 });
  return { document, expected: expected.map((text) => text.replaceAll("\u00ad", "")) };
}
