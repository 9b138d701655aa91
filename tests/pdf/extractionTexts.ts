import { declarations, sampleArticle, vocalisedText, type CorpusText } from "../corpus/texts.ts";
import { newspaper, type Setting } from "./columns.ts";
import { linesTooHardForPdfium, mixedLines } from "./mixedLines.ts";

/** Prose and verse with every vowel mark. */
const vocalisedProse: CorpusText = {
  name: "vocalised prose",
  language: "ar",
  vocalised: true,
  paragraphs: `إِنَّ الحَمْدَ لِلَّهِ نَحْمَدُهُ وَنَسْتَعِينُهُ وَنَسْتَغْفِرُهُ، وَنَعُوذُ بِاللَّهِ مِنْ شُرُورِ أَنْفُسِنَا وَسَيِّئَاتِ أَعْمَالِنَا.
قِفَا نَبْكِ مِنْ ذِكْرَى حَبِيبٍ وَمَنْزِلِ بِسِقْطِ اللِّوَى بَيْنَ الدَّخُولِ فَحَوْمَلِ
كَتَبَ الطَّالِبُ الدَّرْسَ فِي الدَّفْتَرِ، ثُمَّ ذَهَبَ إِلَى المَدْرَسَةِ مُبَكِّرًا، فَوَجَدَ البَابَ مُغْلَقًا (كَعَادَتِهِ).
وَفِي عَامِ 2012 زَارَ المَدِينَةَ نَحْوُ 1,500 سَائِحٍ، أَيْ بِزِيَادَةٍ قَدْرُهَا 12.5% عَنِ العَامِ السَّابِقِ!`.split("\n"),
};

/** A text and the ways in which it is set. */
export interface ExtractionText {
  readonly text: CorpusText;
  readonly settings: readonly Setting[];
}

const naskhs = ["Amiri", "Noto Naskh Arabic"];
/** Nastaliq stands on a slope: its lines are far apart. */
const nastaliqLeading = 26;

function settings(language: string, families: readonly string[], align: Setting["align"] = "justify"): Setting[] {
  return families.map((family) => ({ ...newspaper, family, language, align, leading: family.includes("Nastaliq") ? nastaliqLeading : newspaper.leading }));
}

const inNastaliq = new Set(["ur", "fa"]);

/** What has to come back whole in poppler, pdf.js and PDFium. */
export const exactTexts: readonly ExtractionText[] = [
  { text: sampleArticle(), settings: settings("ar", [...naskhs, "Scheherazade New", "Noto Kufi Arabic", "Noto Nastaliq Urdu"]) },
  ...declarations().map((text) => ({ text, settings: settings(text.language, [...naskhs, ...(inNastaliq.has(text.language) ? ["Noto Nastaliq Urdu"] : [])]) })),
  { text: { name: "mixed lines", language: "ar", vocalised: false, paragraphs: mixedLines }, settings: settings("ar", [...naskhs, "Noto Nastaliq Urdu"], "start") },
  { text: vocalisedProse, settings: settings("ar", [...naskhs, "Noto Nastaliq Urdu"]) },
];

/** What PDFium cannot read. */
export const hardForPdfium: ExtractionText = {
  text: { name: "mixed lines, too hard for PDFium", language: "ar", vocalised: false, paragraphs: linesTooHardForPdfium },
  settings: settings("ar", naskhs, "start"),
};

/** The most densely marked text there is: up to three marks to a letter. */
export const quran: ExtractionText = {
  text: { ...vocalisedText(36, 36), paragraphs: [...vocalisedText(1, 1).paragraphs, ...vocalisedText(36, 36).paragraphs, ...vocalisedText(78, 114).paragraphs], name: "Quran" },
  settings: settings("ar", naskhs),
};
