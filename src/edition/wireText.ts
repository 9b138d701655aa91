import type { Report } from "../diagnostics/index.ts";
import { copyLines, type CopyLine } from "./copyLines.ts";
import { endsSentence, mayBeFullName, mayBeHeadline, mayBePlacedHeadline, mayBeSourceLine, wordCount } from "./copyShape.ts";
import { readMasthead } from "./masthead.ts";
import type { Article, CopyText } from "./model.ts";
import type { ReadingContext, SourceContent, SourceFile } from "./source.ts";

/**
 * Reads copy as a news agency sends it: credits (see `readMasthead`), the headline, a source line between blank lines if there is one, the paragraphs of the
 * body, one a line. Whatever has no other place stands in the body.
 *
 * Warns `edition/role-without-name`, `edition/unknown-role`, `edition/no-headline` (the article's headline is then empty) and `edition/no-body`; the notice
 * `edition/credit-or-headline` tells how a line was taken that may be either.
 */
export function readWireText(source: SourceFile, { roles, report }: ReadingContext): SourceContent {
  const { credits, unplaced, article } = readMasthead(copyLines(source), roles, report);
  const read = readArticle(article, unplaced, report);
  return { credits, articles: read ? [read] : [] };
}

function readArticle(lines: readonly CopyLine[], unplaced: readonly CopyText[], report: Report): Article | undefined {
  const [first] = lines;
  const beginning = first?.copy ?? unplaced[0];
  if (!beginning) return undefined;

  const placed = sourceLineAfterHeadline(lines);
  const isHeadline = isFollowedInPlace(lines) ? mayBePlacedHeadline : mayBeHeadline;
  const headline = first && isHeadline(first.copy.text) ? first.copy : undefined;
  const sourceLine = headline && placed;
  const rest = lines.slice(Number(headline !== undefined) + Number(sourceLine !== undefined)).map(({ copy }) => copy);
  const body = [...unplaced, ...rest].map((content) => ({ kind: "paragraph", content }) as const);
  if (!headline) tellNoHeadline(beginning, report);
  else if (unplaced.length === 0 && mayBeRoleAndName(lines)) tellUnknownRole(headline, report);
  else if (rest.length === 0) tellNoBody(headline, report);
  return { headline: headline ?? nothingAt(beginning), ...(sourceLine && { sourceLine }), body };
}

/** The second line, if it is short and stands between blank lines, with a body after it. */
function sourceLineAfterHeadline([, second, third]: readonly CopyLine[]): CopyText | undefined {
  return second?.afterBlank && third?.afterBlank && mayBeSourceLine(second.copy.text) ? second.copy : undefined;
}

/** Whether a source line stands after the first line, and what is longer after that: there is no doubt then which line is which. */
function isFollowedInPlace(lines: readonly CopyLine[]): boolean {
  const [, , third] = lines;
  return sourceLineAfterHeadline(lines) !== undefined && third !== undefined && !mayBeSourceLine(third.copy.text);
}

/** The words of a role; a headline of so few is rare. */
const longestRole = 2;

/** Whether the first lines may be a role that the lexicon lacks and a name: with no blank line between, or with a line of its own after them like a headline. */
function mayBeRoleAndName([first, second, third, fourth]: readonly CopyLine[]): boolean {
  if (!first || !second || wordCount(first.copy.text) > longestRole || !mayBeFullName(second.copy.text)) return false;
  if (!second.afterBlank) return true;
  return third !== undefined && fourth?.afterBlank === true && mayBeHeadline(third.copy.text) && !endsSentence(third.copy.text);
}

function tellUnknownRole({ text, span }: CopyText, report: Report): void {
  report({
    severity: "warning",
    code: "edition/unknown-role",
    message: `“${text}” was taken for the headline; a line like a name follows it, as after a role of the masthead.`,
    span,
    hint: `If it is a role, name it with --role "${text}", and write the name on the next line. If it is the headline, nothing need be done.`,
  });
}

function nothingAt({ span: { file, start } }: CopyText): CopyText {
  return { text: "", span: { file, start, end: start } };
}

function tellNoHeadline({ span: { file, start } }: CopyText, report: Report): void {
  report({
    severity: "warning",
    code: "edition/no-headline",
    message: "The article has no headline: its first line is as long as a paragraph, or there is none.",
    span: { file, start },
    hint: "Write the headline on a line of its own before the text.",
  });
}

function tellNoBody({ span }: CopyText, report: Report): void {
  report({
    severity: "warning",
    code: "edition/no-body",
    message: "The article has a headline and nothing else.",
    span,
    hint: "Write the text after the headline, one paragraph a line.",
  });
}
