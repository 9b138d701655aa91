import * as tokens from "css-tree/tokenizer";
import { tokenize } from "css-tree/tokenizer";
import type { SourcePosition } from "../diagnostics/index.ts";
import type { Sheet } from "./declarations.ts";

/** Brackets may stand this deep in each other; the parser calls itself for each of them. */
const deepest = 128;

const closers: ReadonlyMap<number, number> = new Map([
  [tokens.LeftCurlyBracket, tokens.RightCurlyBracket],
  [tokens.LeftSquareBracket, tokens.RightSquareBracket],
  [tokens.LeftParenthesis, tokens.RightParenthesis],
  [tokens.Function, tokens.RightParenthesis],
]);

/**
 * Looks for brackets and comments that are never closed: CSS closes them silently at the end of the text, but whatever came after
 * them has then been swallowed.
 *
 * Reports `style/syntax` (errors).
 *
 * @returns False if brackets are nested too deeply for the text to be parsed.
 */
export function checkBrackets(sheet: Sheet): boolean {
  const { text } = sheet;
  const open: { readonly closer: number; readonly end: number }[] = [];
  let tooDeep: number | undefined;
  let openComment: number | undefined;
  tokenize(text, (type, start, end) => {
    const closer = closers.get(type);
    if (closer !== undefined) {
      open.push({ closer, end });
      if (open.length > deepest) tooDeep ??= end - 1;
    } else if (type === open.at(-1)?.closer) open.pop();
    else if (type === tokens.Comment && end === text.length && !(end - start >= 4 && text.endsWith("*/"))) openComment = start;
  });
  if (tooDeep !== undefined) {
    reportAt(tooDeep, `Brackets stand more than ${deepest} deep in each other.`, "The stylesheet is left out; simplify it.", sheet);
    return false;
  }
  const unclosed = open.at(-1);
  if (openComment !== undefined) reportOpening(openComment, "/*", "*/", sheet);
  else if (unclosed) {
    const opener = text.charAt(unclosed.end - 1);
    reportOpening(unclosed.end - 1, opener, opener === "{" ? "}" : opener === "[" ? "]" : ")", sheet);
  }
  return true;
}

function reportOpening(offset: number, opener: string, closer: string, sheet: Sheet): void {
  reportAt(offset, `This \`${opener}\` is never closed.`, `Add the \`${closer}\`; everything after it may be lost.`, sheet);
}

function reportAt(offset: number, message: string, hint: string, sheet: Sheet): void {
  sheet.report({ severity: "error", code: "style/syntax", message, hint, span: sheet.span(positionAt(sheet.text, offset)) });
}

function positionAt(text: string, offset: number): SourcePosition {
  const before = text.slice(0, offset).split(/\r\n|[\n\r\f]/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
