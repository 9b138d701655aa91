import { newspaper, setColumns, type SetColumns, type Setting } from "./columns.ts";
import { exactTexts } from "./extractionTexts.ts";

/** A way to set initials: the font, whether letter or word, and the number of lines. */
export const initialSettings = ["Amiri", "Noto Naskh Arabic"].flatMap((family) =>
  (["letter", "word"] as const).flatMap((of) => [2, 3, 4].map((lines) => [family, of, lines] as const)),
);

const words =
  "قال جاء ماذا وزير أكد لعل عندما سار هذا يقول «قال الآن لا رأى كتب بعد تم ثم حين خرج ذكر زار شهد صرح ضم طلب ظل غادر فاز كان نفى 2022 ٪٥٠ NATO و".split(" ");
const body = "وزير الخارجية إن بلاده لم تتوجه إلى شركائها في منظمة معاهدة الأمن الجماعي بطلب المساعدة في العملية، وإن لديها كل ما هو ضروري لحل المهام. وأضاف في مقابلة أن ذلك ممكن.";

/** Sets the sample article and a paragraph for each of many beginnings, each with an initial, in columns. */
export function setInitials(family: string, of: "letter" | "word", lines: number, setting: Partial<Setting> = {}): SetColumns {
  const paragraphs = [...(exactTexts[0]?.text.paragraphs ?? []), ...words.map((word) => `${word} ${body}`)];
  return setColumns(paragraphs, { ...newspaper, family, initial: { of, lines }, ...setting });
}
