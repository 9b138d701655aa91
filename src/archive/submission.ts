import type { PageText } from "../layout/index.ts";
import type { ArchivedArticle, EditionFacts, KeptFile, Recipe } from "./model.ts";

/** A file that is to be kept. */
export interface SubmittedFile extends Pick<KeptFile, "role" | "name" | "mediaType" | "profile"> {
  readonly bytes: Uint8Array;
}

/** An article before its place on the pages is known. */
export interface SubmittedArticle extends Pick<ArchivedArticle, "kind" | "headline" | "author" | "section" | "source"> {
  readonly paragraphs: readonly string[];
}

/** All that is to be kept of one edition. */
export interface Submission {
  readonly edition: EditionFacts;
  /** In the order of the edition. */
  readonly articles: readonly SubmittedArticle[];
  /** The words of the PDF that is shown and searched. */
  readonly pages: readonly PageText[];
  readonly files: readonly SubmittedFile[];
  readonly recipe?: Recipe;
}
