import { createHash } from "node:crypto";
import type { NewRevision } from "../../../src/archive/catalogue/catalogue.ts";
import type { ArchivedArticle, EditionFacts, KeptFile } from "../../../src/archive/model.ts";
import { foldArticle } from "../../../src/archive/words/foldArticle.ts";

/** What a test tells of a revision; the rest is made up. */
export interface ToldRevision {
  readonly edition?: Partial<EditionFacts>;
  readonly articles?: readonly (Partial<ArchivedArticle> | string)[];
  readonly files?: readonly Partial<KeptFile>[];
  /** What the digest is made of besides what is told. */
  readonly salt?: string;
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A revision of «النشرة» as a catalogue is given it; the same for the same telling. An article that is a string has it as its body. */
export function newRevision(told: ToldRevision = {}): NewRevision {
  const digest = sha256(JSON.stringify(told));
  const edition: EditionFacts = { publication: "النشرة", title: "النشرة", language: "ar", pages: 2, credits: [], fonts: [], ...told.edition };
  const articles = (told.articles ?? ["نص"]).map((article, index): ArchivedArticle => {
    const facts = typeof article === "string" ? { body: article } : article;
    return { position: index + 1, kind: "article", headline: "", body: "", pageStarts: [], ...facts };
  });
  const files = (told.files ?? []).map((file, index): KeptFile => ({ role: "source", name: `sources/${index}.txt`, mediaType: "text/plain", sha256: sha256(`${digest}/${index}`), bytes: 100, ...file }));
  return {
    record: { format: "nashra-revision", formatVersion: 1, digest, addedAt: "2026-01-02T03:04:05.678Z", addedBy: "nashra 0.1.0", edition, articles, files },
    recordSha256: sha256(`record of ${digest}`),
    folded: articles.map(foldArticle),
  };
}
