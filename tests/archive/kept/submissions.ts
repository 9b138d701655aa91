import type { Submission } from "../../../src/archive/submission.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const source = (name: string, text: string): Submission["files"][number] => ({ role: "source", name: `sources/${name}`, mediaType: "text/plain", bytes: bytesOf(text) });

const first: Submission = {
  edition: {
    publication: "نشرة المدينة", number: "1", date: "2022-11-24", title: "نشرة المدينة", language: "ar", volume: "1", pages: 2,
    credits: [{ role: "editor", name: "سلمى أحمد" }], fonts: [{ family: "Amiri", postscriptName: "Amiri-Regular", version: "1.003" }],
  },
  articles: [
    { kind: "article", headline: "المكتبة العامة تفتح أبوابها", author: "سلمى أحمد", section: "محليات", paragraphs: ["افتُتحت أمس المكتبة العامة في المدينة القديمة.", "وتضم المكتبة أربعين ألف كتاب."] },
    { kind: "article", headline: "مباراة الليلة", source: "وكالة الأنباء", section: "رياضة", paragraphs: ["يلتقي الفريقان الليلة عند الساعة ٨ في ملعب المدينة."] },
  ],
  pages: [{ number: 1, width: 300, height: 400, blocks: [{ x: 10, y: 10, width: 100, height: 20, lines: [{ x: 10, y: 10, width: 100, height: 20, words: [{ x: 60, y: 10, width: 50, height: 20, text: "المكتبة" }, { x: 10, y: 10, width: 45, height: 20, text: "العامة" }] }] }] }],
  files: [source("library.txt", "المكتبة العامة تفتح أبوابها\n"), source("match.txt", "مباراة الليلة\n"), { role: "pdf", name: "pdf/archive.pdf", mediaType: "application/pdf", bytes: bytesOf("%PDF-1.7\n% stands for a PDF\n"), profile: "archive" }],
  recipe: {
    template: { folder: "template" }, sources: ["sources/library.txt", "sources/match.txt"], settings: { date: "2022-11-24" }, language: "ar", roles: [], withoutEdits: [], articles: { "sources/library.txt": { author: "سلمى أحمد" } },
    outputs: { "pdf/archive.pdf": { profile: "archive" } },
  },
};

const second: Submission = {
  edition: { ...first.edition, number: "2", date: "2022-12-01", pages: 1 },
  articles: [{ kind: "article", headline: "سوق الكتب", paragraphs: ["يفتتح سوق الكتب يوم الجمعة، ويشارك فيه مئة ناشر من ١٢ بلدًا."] }],
  pages: [],
  files: [source("fair.txt", "سوق الكتب\n")],
};

const corrected: Submission = {
  ...second,
  articles: [{ kind: "article", headline: "سوق الكتب", paragraphs: ["يفتتح سوق الكتب يوم السبت، ويشارك فيه مئة ناشر من ١٢ بلدًا."] }],
  files: [source("fair.txt", "سوق الكتب يوم السبت\n")],
};

const undated: Submission = {
  edition: { publication: "Bulletin", number: "7", title: "Bulletin", language: "en", pages: 1, credits: [], fonts: [] },
  articles: [{ kind: "page", headline: "", paragraphs: ["A page whose articles nobody has told."] }],
  pages: [],
  files: [{ role: "pdf", name: "pdf/given.pdf", mediaType: "application/pdf", bytes: bytesOf("%PDF-1.4\n% stands for another\n"), profile: "given" }],
};

/** What the kept archive was made of, in the order in which it was added. */
export const keptSubmissions: readonly (Submission & { readonly addedAt: string })[] = [
  { ...first, addedAt: "2026-01-01T10:00:00.000Z" },
  { ...second, addedAt: "2026-01-02T10:00:00.000Z" },
  { ...corrected, addedAt: "2026-01-03T10:00:00.000Z" },
  { ...undated, addedAt: "2026-01-04T10:00:00.000Z" },
];
