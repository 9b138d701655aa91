import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ExportSource } from "../../../src/archive/export/exportEdition.ts";
import type { KeptFile, RevisionRecord } from "../../../src/archive/model.ts";
import { placeArticles } from "../../../src/archive/pages/placeArticles.ts";
import { readEdition, readSourceFile } from "../../../src/edition/index.ts";
import { readPageText } from "../../../src/layout/index.ts";
import { sampleBulletin } from "../../pdf/sampleBulletin.ts";
import { samplePages } from "../../pdf/samplePages.ts";

const copy = fileURLToPath(new URL("../../../examples/wire-article.txt", import.meta.url));
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** The sample edition as an archive would hand it out. */
export async function sampleExport(): Promise<ExportSource> {
  const source = readSourceFile(copy, () => undefined, [copy]);
  const edition = source && readEdition([source], { roles: [], without: [], report: () => undefined });
  if (edition === undefined) throw new Error("the sample cannot be read");
  const pages = readPageText(await samplePages());
  const contents = new Map<string, Uint8Array>();
  const keep = (role: KeptFile["role"], name: string, mediaType: string, bytes: Uint8Array, profile?: KeptFile["profile"]): KeptFile => {
    contents.set(sha256(bytes), bytes);
    return { role, name, mediaType, sha256: sha256(bytes), bytes: bytes.byteLength, ...(profile && { profile }) };
  };
  const files = [
    keep("pdf", "pdf/archive.pdf", "application/pdf", await sampleBulletin("archive"), "archive"),
    keep("source", "sources/خبر عاجل.txt", "text/plain", readFileSync(copy)),
    keep("template", "template/page.hbs", "text/x-handlebars-template", new TextEncoder().encode("<html>")),
    keep("pages", "pages.json", "application/json", new TextEncoder().encode(JSON.stringify(pages))),
  ];
  const articles = placeArticles(edition.articles.map(({ headline, body, sourceLine }) => ({
    kind: "article", headline: headline.text, author: "مراسل <النشرة> & غيره", section: "سياسة", paragraphs: body.map(({ content }) => content.text), ...(sourceLine && { source: sourceLine.text }),
  })), pages);
  const record: RevisionRecord = {
    format: "nashra-revision", formatVersion: 1, digest: "ab".repeat(32), addedAt: "2022-11-24T10:11:12.000Z", addedBy: "nashra 0.1.0",
    edition: {
      publication: "النشرة", number: "1", date: "2022-11-24", title: "النشرة، العدد ١", language: "ar", pages: pages.length,
      credits: edition.credits.map(({ role, name }) => ({ role: role.text, name: name.text })), fonts: [{ family: "Amiri", postscriptName: "Amiri-Regular", version: "1.0" }],
    },
    articles, files,
  };
  const recordBytes = new TextEncoder().encode(JSON.stringify(record));
  contents.set(sha256(recordBytes), recordBytes);
  const { edition: { publication, number, date, title, language }, digest, addedAt, addedBy } = record;
  return {
    record, pages,
    summary: {
      name: "النشرة/1", revision: 1, revisions: 1, digest, record: sha256(recordBytes), addedAt, addedBy, publication, ...(number && { number }), ...(date && { date }), title, language, pages: pages.length,
      articles: articles.length,
    },
    readFile: ({ sha256: name }) => {
      const bytes = contents.get(name);
      return bytes === undefined ? Promise.reject(new Error(`there is no ${name}`)) : Promise.resolve(bytes);
    },
  };
}
