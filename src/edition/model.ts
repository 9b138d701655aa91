import type { SourceSpan } from "../diagnostics/index.ts";

/** A piece of copy with the place where it stands in its source. */
export interface CopyText {
  readonly text: string;
  readonly span: SourceSpan;
}

/** A line of the masthead: who does what. The name is displayed as typed, its tatweels included. */
export interface Credit {
  readonly role: CopyText;
  readonly name: CopyText;
}

/** A block of an article's body. */
export interface Paragraph {
  readonly kind: "paragraph";
  readonly content: CopyText;
}

export type Block = Paragraph;

export interface Article {
  readonly headline: CopyText;
  /** The agency or paper that the article comes from. */
  readonly sourceLine?: CopyText;
  /** The part of the paper that it belongs to. */
  readonly section?: CopyText;
  readonly author?: CopyText;
  readonly body: readonly Block[];
}

/** A rule of copy-editing; each can be switched off. */
export type CopyEditRule =
  | "space-before-punctuation"
  | "space-after-punctuation"
  | "space-inside-quotes"
  | "quotation-marks"
  | "repeated-spaces"
  | "arabic-punctuation";

/** One change that copy-editing made. */
export interface CopyEdit {
  readonly rule: CopyEditRule;
  readonly span: SourceSpan;
  readonly before: string;
  readonly after: string;
}

/** What a source file (or several) holds, read and copy-edited, before any template sees it. */
export interface Edition {
  /** BCP 47: as the user named it, else as the letters of the copy tell; `ar` in doubt. */
  readonly language: string;
  readonly credits: readonly Credit[];
  readonly articles: readonly Article[];
  /** Every change that copy-editing made, in the order of the source. */
  readonly copyEdits: readonly CopyEdit[];
}
