import type { Report } from "../diagnostics/index.ts";
import { copyEditor } from "./copyEditor.ts";
import { languageOfCopy } from "./copyLanguage.ts";
import type { ArticleFacts } from "./editionManifest.ts";
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
  /** The copy's language, BCP 47; if absent, it is told from the letters of the whole copy, and is `ar` in doubt: see `languageOfCopy`. */
  readonly language?: string;
  /** What is told of the articles of a file, by its path. */
  readonly articleFacts?: ReadonlyMap<string, ArticleFacts>;
  readonly report: Report;
}

/**
 * Reads source files as one edition: the articles of each in the order of the files, and the credits of all, each once however often and in whatever spelling it
 * stands. What the articles hold is copy-edited.
 *
 * Reports what the readers do and copy-editing's `edition/unbalanced-quote`; the errors `edition/no-article` if the sources hold credits only,
 * and `edition/invalid-language`.
 *
 * @param files One or more, as `readSourceFile` returns them.
 * @returns The edition, or `undefined` after an error.
 */
export function readEdition(files: readonly SourceFile[], { roles, without, language: tag, articleFacts, report }: EditionOptions): Edition | undefined {
  const language = tag === undefined ? languageOfCopy(files.map(({ text }) => text)) : readLanguageTag(tag, report);
  const lexicon = roleLexicon(roles);
  const contents = files.map((file) => {
    const reader = readerFor(file.path);
    if (!reader) throw new RangeError(`${file.path} is of no kind that can be read`);
    return { file, ...reader.read(file, { roles: lexicon, report }) };
  });
  const editor = copyEditor(without, report);
  const articles = contents.flatMap(({ file, articles: read }) => read.map((article) => ({ ...editor.edit(article), ...articleFacts?.get(file.path) })));
  const credits = eachOnce(contents.flatMap((content) => content.credits));
  if (articles.length === 0) {
    tellNoArticle(files, report);
    return undefined;
  }
  return language === undefined ? undefined : { language, credits, articles, copyEdits: inSourceOrder(editor.edits, files) };
}

/** The tag in its canonical form (RFC 5646, 4.5). */
function readLanguageTag(tag: string, report: Report): string | undefined {
  try {
    return new Intl.Locale(tag.trim()).toString();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    report({
      severity: "error",
      code: "edition/invalid-language",
      message: `“${tag}” is no language tag.`,
      hint: "Write a tag of BCP 47, such as ar, ar-EG, fa or ur; or leave it out, and the copy's letters tell the language.",
    });
    return undefined;
  }
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
