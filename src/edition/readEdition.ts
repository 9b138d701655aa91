import type { Report } from "../diagnostics/index.ts";
import { copyEditor } from "./copyEditor.ts";
import type { CopyEdit, CopyEditRule, Credit, Edition } from "./model.ts";
import { readerFor } from "./readers.ts";
import { roleLexicon } from "./roleLexicon.ts";
import type { SourceFile } from "./source.ts";
import { foldSpelling } from "./spelling.ts";

/** How an edition is read. */
export interface EditionOptions {
  /** Roles of the masthead beyond those of the lexicon, each as its line is written. */
  readonly roles: readonly string[];
  /** Rules of copy-editing that are switched off. */
  readonly without: readonly CopyEditRule[];
  readonly report: Report;
}

/**
 * Reads source files as one edition: the articles of each in the order of the files, and the credits of all, each once however often and in whatever spelling it
 * stands. What the articles hold is copy-edited.
 *
 * Reports what the readers do and copy-editing's `edition/unbalanced-quote`; the error `edition/no-article` if the sources hold credits only.
 *
 * @param files One or more, as `readSourceFile` returns them.
 * @returns The edition, or `undefined` after an error.
 */
export function readEdition(files: readonly SourceFile[], { roles, without, report }: EditionOptions): Edition | undefined {
  const lexicon = roleLexicon(roles);
  const contents = files.map((file) => {
    const reader = readerFor(file.path);
    if (!reader) throw new RangeError(`${file.path} is of no kind that can be read`);
    return reader.read(file, { roles: lexicon, report });
  });
  const editor = copyEditor(without, report);
  const articles = contents.flatMap((content) => content.articles).map((article) => editor.edit(article));
  const credits = eachOnce(contents.flatMap((content) => content.credits));
  if (articles.length === 0) {
    tellNoArticle(files, report);
    return undefined;
  }
  return { language: "ar", credits, articles, copyEdits: inSourceOrder(editor.edits, files) };
}

/** The same name under the same role stands once, as it was typed first. */
function eachOnce(credits: readonly Credit[]): Credit[] {
  const known = new Map<string, Credit>();
  for (const credit of credits) {
    const key = `${foldSpelling(credit.role.text)}\n${foldSpelling(credit.name.text)}`;
    if (!known.has(key)) known.set(key, credit);
  }
  return [...known.values()];
}

/** A line that was put into the body stands before the headline in its source. */
function inSourceOrder(edits: readonly CopyEdit[], files: readonly SourceFile[]): CopyEdit[] {
  const places = new Map(files.map(({ path }, index) => [path, index]));
  const place = ({ span }: CopyEdit): number => places.get(span.file) ?? 0;
  return [...edits].sort((a, b) => place(a) - place(b) || a.span.start.line - b.span.start.line || a.span.start.column - b.span.start.column);
}

function tellNoArticle([first]: readonly SourceFile[], report: Report): void {
  report({
    severity: "error",
    code: "edition/no-article",
    message: "There are credits and no article.",
    ...(first && { span: { file: first.path, start: { line: 1, column: 1 } } }),
    hint: "Write a headline and a text after the credits, or name another file that holds the article.",
  });
}
