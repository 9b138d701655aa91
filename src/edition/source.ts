import type { Report } from "../diagnostics/index.ts";
import type { Article, Credit } from "./model.ts";
import type { RoleLexicon } from "./roleLexicon.ts";

/** A source as it was read from its file. */
export interface SourceFile {
  /** As the user named it. */
  readonly path: string;
  /** The file's text without its byte order mark; control characters that are no white space are spaces here. */
  readonly text: string;
}

/** A source with what its file holds, byte for byte. */
export interface OpenedSource extends SourceFile {
  readonly bytes: Uint8Array;
}

/** What one source holds, before copy-editing: every text is as it stands in the source, on one of its lines. */
export interface SourceContent {
  readonly credits: readonly Credit[];
  readonly articles: readonly Article[];
}

/** What a reader is given beside its source. */
export interface ReadingContext {
  readonly roles: RoleLexicon;
  readonly report: Report;
}

/** Reads one kind of source. */
export interface SourceReader {
  /** What the kind is called in messages. */
  readonly kind: string;
  readonly read: (source: SourceFile, context: ReadingContext) => SourceContent;
}
