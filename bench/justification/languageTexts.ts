import { sindhiNews, soraniNews } from "../../tests/corpus/libraryNews.ts";
import { declarations } from "../../tests/corpus/texts.ts";

/** A page that shows a language: what stands on it and in what type. */
export interface LanguagePage {
  /** The picture's name. */
  readonly name: string;
  /** BCP 47 */
  readonly language: string;
  readonly headline: string;
  readonly dateline: string;
  readonly paragraphs: readonly string[];
  readonly family: string;
  /** pt */
  readonly size: number;
  readonly leading: number;
}

/** Paragraphs of the Declaration, by their places; chosen are those that the package has without slips of the pen. */
function paragraphsOf(language: string, places: readonly number[]): string[] {
  const text = declarations().find((declaration) => declaration.language === language);
  if (text === undefined) throw new Error(`The Declaration is not to be had in ${language}.`);
  return places.map((place) => text.paragraphs[place] ?? "");
}

const naskh = { family: "Noto Naskh Arabic", size: 10.5, leading: 17 } as const;

const urdu = {
  language: "ur",
  headline: "انسانی حقوق کا عالمی منشور",
  dateline: "شمارہ ۴۷، جمعرات ۲۶ نومبر ۲۰۲۶ء",
} as const;

/** The pages of all languages, Urdu in both of its hands. */
export function languagePages(): LanguagePage[] {
  return [
    {
      name: "ar", language: "ar", headline: "الإعلان العالمي لحقوق الإنسان", dateline: "العدد ٤٧، الخميس ٢٦ نوفمبر ٢٠٢٦",
      paragraphs: paragraphsOf("ar", [9, 16, 19, 20, 22, 35]), family: "Amiri", size: 11, leading: 17,
    },
    {
      name: "fa", language: "fa", headline: "اعلامیهٔ جهانی حقوق بشر", dateline: "شمارهٔ ۴۷، پنجشنبه ۵ آذر ۱۴۰۵",
      paragraphs: paragraphsOf("fa", [8, 9, 10, 12, 14]), ...naskh,
    },
    { name: "ur-naskh", ...urdu, paragraphs: paragraphsOf("ur", [9, 10, 15, 20, 22]), ...naskh },
    { name: "ur-nastaliq", ...urdu, paragraphs: paragraphsOf("ur", [9, 19, 20, 22, 23]), family: "Noto Nastaliq Urdu", size: 10, leading: 25 },
    {
      name: "ckb", language: "ckb", headline: soraniNews.headline, dateline: "ژمارە ٤٧، ٢٦ی تشرینی دووەمی ٢٠٢٦",
      paragraphs: soraniNews.paragraphs, ...naskh,
    },
    {
      name: "ug", language: "ug", headline: "دۇنيا كىشىلىك ھوقۇقى خىتابنامىسى", dateline: "47-سان، 2026-يىل 26-نويابىر، پەيشەنبە",
      paragraphs: paragraphsOf("ug", [25, 26, 36, 38, 39]), ...naskh,
    },
    {
      name: "ps", language: "ps", headline: "د بشر د حقوقو نړیواله اعلامیه", dateline: "۴۷مه ګڼه، پنجشنبه، ۵ لیندۍ ۱۴۰۵",
      paragraphs: paragraphsOf("ps", [8, 22, 28, 29, 33]), ...naskh,
    },
    {
      name: "sd", language: "sd", headline: sindhiNews.headline, dateline: "شمارو ۴۷، خميس ۲۶ نومبر ۲۰۲۶",
      paragraphs: sindhiNews.paragraphs, family: "Scheherazade New", size: 12, leading: 19,
    },
  ];
}
