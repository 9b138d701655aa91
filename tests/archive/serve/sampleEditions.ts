import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Submission } from "../../../src/archive/index.ts";
import { buildForArchive, submitBulletin } from "../../../src/archiveBulletin.ts";
import type { BuildRequest } from "../../../src/build.ts";
import { soraniNews } from "../../corpus/libraryNews.ts";
import { declarations, type CorpusText } from "../../corpus/texts.ts";

const wireArticle = fileURLToPath(new URL("../../../examples/wire-article.txt", import.meta.url));

const fault = ({ message }: { readonly message: string }): never => {
  throw new Error(message);
};

async function submit(request: BuildRequest): Promise<Submission> {
  const { bulletin, diagnostics } = await buildForArchive(request);
  if (bulletin?.matter === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const submission = submitBulletin(request, bulletin.fonts, [{ matter: bulletin.matter, pdf: bulletin.pdf, linearized: false }], fault);
  if (submission === undefined) throw new Error("the edition was not gathered");
  return submission;
}

/** The sample article as the first number of a bulletin. */
export function sampleEdition(): Promise<Submission> {
  return submit({ sources: [wireArticle], settings: { date: "2022-11-24", number: "1" } });
}

/** A bulletin of several pages: the first articles of a declaration under its own headline, and other news. */
export async function longEdition(language: "ar" | "fa" | "ur", settings: Readonly<Record<string, string>>): Promise<Submission> {
  const folder = mkdtempSync(join(tmpdir(), "nashra-serve-"));
  try {
    const text = declarations().find((declaration) => declaration.language === language)!;
    const sources = [writeCopy(folder, "declaration.txt", headlines[language], text), ...(language === "ar" ? [wireArticle] : []), writeCopy(folder, "library.txt", soraniNews.headline, soraniNews)];
    return await submit({ sources, settings, language });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const headlines = { ar: "الإعلان العالمي لحقوق الإنسان", fa: "اعلامیه جهانی حقوق بشر", ur: "انسانی حقوق کا عالمی منشور" };

function writeCopy(folder: string, name: string, headline: string, { paragraphs }: CorpusText): string {
  const path = join(folder, name);
  writeFileSync(path, [headline, ...paragraphs].join("\n\n"));
  return path;
}
