/** A place in a text: both numbers count from 1, columns in UTF-16 code units as editors count them. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** Where in which source file something stands. */
export interface SourceSpan {
  /** The file's path as the user named it. */
  readonly file: string;
  readonly start: SourcePosition;
  /** Exclusive; absent where only a point is known. */
  readonly end?: SourcePosition;
}

/** An error stops the build with no output; a warning or a notice does not. */
export type Severity = "error" | "warning" | "notice";

/** One thing that a person should know about the input, with its place and what to do. */
export interface Diagnostic {
  readonly severity: Severity;
  /** Stable, kebab-case, prefixed by the stage: `edition/unbalanced-quote`, `style/unknown-property`. */
  readonly code: string;
  /** What is wrong, one sentence without its place. */
  readonly message: string;
  readonly span?: SourceSpan;
  /** What to do about it. */
  readonly hint?: string;
}

/** How every stage hands its diagnostics on; a stage that cannot go on reports an error and returns `undefined`. */
export type Report = (diagnostic: Diagnostic) => void;
