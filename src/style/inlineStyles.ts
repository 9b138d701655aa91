import type { CssNode, SyntaxParseError } from "css-tree";
import type { Element } from "domhandler";
import type { Report, SourcePosition, SourceSpan } from "../diagnostics/index.ts";
import { checkBrackets } from "./brackets.ts";
import { parseCss } from "./cssSyntax.ts";
import { readBlock, type DeclarationBlock, type Sheet } from "./declarations.ts";

/** What an element's `style` attribute declares. */
export type InlineStyles = (element: Element) => DeclarationBlock | undefined;

/** Where a stretch of the HTML stands that is a stylesheet, or a part of one. */
export type PlaceInHtml = () => SourcePosition;

/** The span of a place in CSS that is itself a part of another text. */
export function embeddedSpan(file: string, begin: PlaceInHtml): (start: SourcePosition, end?: SourcePosition) => SourceSpan {
  return (start, end) => {
    const origin = begin();
    const shift = ({ line, column }: SourcePosition): SourcePosition => ({
      line: origin.line + line - 1,
      column: line === 1 ? origin.column + column - 1 : column,
    });
    return end ? { file, start: shift(start), end: shift(end) } : { file, start: shift(start) };
  };
}

/**
 * Reads `style` attributes (CSS Style Attributes), each text once: what is wrong in it is told of the first element that has it.
 *
 * Reports what declarations report.
 */
export function readInlineStyles(file: string, placeOf: (element: Element) => SourcePosition, report: Report): InlineStyles {
  const blocks = new Map<string, DeclarationBlock | undefined>();
  return (element) => {
    const text = element.attribs["style"];
    if (text === undefined || text.trim() === "") return undefined;
    if (!blocks.has(text)) blocks.set(text, readStyleAttribute(text, embeddedSpan(file, () => placeOf(element)), report));
    return blocks.get(text);
  };
}

function readStyleAttribute(text: string, span: Sheet["span"], report: Report): DeclarationBlock | undefined {
  const errors = new Map<CssNode, SyntaxParseError>();
  const sheet: Sheet = { text, report, span, errors };
  if (!checkBrackets(sheet)) return undefined;
  const list = parseCss(text, "declarationList", (error, recovered) => errors.set(recovered, error));
  return readBlock(list.children.toArray(), "element", sheet);
}
