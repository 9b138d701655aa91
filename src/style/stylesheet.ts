import type { Atrule, CssNode, Raw, Rule, SyntaxParseError } from "css-tree";
import { nearestName, type Report, type SourcePosition, type SourceSpan } from "../diagnostics/index.ts";
import { checkBrackets } from "./brackets.ts";
import type { Origin } from "./cascade.ts";
import type { FontFaceRule } from "./computed.ts";
import { parseCss } from "./cssSyntax.ts";
import { readBlock, type DeclarationBlock, type Sheet } from "./declarations.ts";
import { readFontFace } from "./fontFaces.ts";
import { readPageRule, type PageRule } from "./pageRules.ts";
import { isCssAtRule } from "./propertyNames.ts";
import { compileSelectors, reportUnreadableSelector, type CompiledSelector } from "./selectors.ts";

export interface StyleRule {
  readonly origin: Origin;
  readonly selectors: readonly CompiledSelector[];
  readonly block: DeclarationBlock;
}

/** A stylesheet, read; everything in the order of the source. */
export interface Stylesheet {
  readonly rules: readonly StyleRule[];
  readonly pageRules: readonly PageRule[];
  readonly fontFaces: readonly FontFaceRule[];
}

export interface StylesheetContext {
  readonly origin: Origin;
  /** Absolute; `url()` resolves against it and may not leave it. */
  readonly folder: string;
  readonly report: Report;
  readonly span: (start: SourcePosition, end?: SourcePosition) => SourceSpan;
}

/** The at-rules that something is made of, without their `@`. */
export const supportedAtRules = ["page", "font-face", "media", "charset"] as const;

/**
 * Reads a stylesheet. Broken CSS never throws; what cannot be used is reported and left out, the rest is kept.
 *
 * Reports `style/syntax` (an error where a whole rule is lost), `style/invalid-selector`, `style/unsupported-selector`,
 * `style/unknown-at-rule`, `style/unsupported-at-rule`, `style/import`, and what declarations, `@page` and `@font-face` report.
 */
export function readStylesheet(text: string, { origin, folder, report, span }: StylesheetContext): Stylesheet {
  const errors = new Map<CssNode, SyntaxParseError>();
  const sheet: Sheet = { text, report, span, errors };
  const read: { rules: StyleRule[]; pageRules: PageRule[]; fontFaces: FontFaceRule[] } = { rules: [], pageRules: [], fontFaces: [] };
  if (!checkBrackets(sheet)) return read;
  const tree = parseCss(text, "stylesheet", (error, recovered) => errors.set(recovered, error));

  const readNodes = (nodes: readonly CssNode[]): void => {
    for (const node of nodes) {
      if (node.type === "Rule") {
        const rule = readRule(node, origin, sheet);
        if (rule) read.rules.push(rule);
      } else if (node.type === "Atrule") readAtRule(node);
      else if (node.type === "Raw") reportLost(node, sheet);
    }
  };

  const readAtRule = (node: Atrule): void => {
    switch (node.name.toLowerCase()) {
      case "page": {
        const rule = readPageRule(node, origin, sheet);
        if (rule) read.pageRules.push(rule);
        break;
      }
      case "font-face": {
        const face = readFontFace(node, folder, sheet);
        if (face) read.fontFaces.push(face);
        break;
      }
      case "media":
        if (appliesToPrint(node, sheet)) readNodes(node.block?.children.toArray() ?? []);
        break;
      case "charset":
        break;
      case "import":
        reportAtRule(node, "import", "@import is not followed.", "List the file among the template's stylesheets, or copy its rules.", sheet);
        break;
      default:
        reportUnknownAtRule(node, sheet);
    }
  };

  readNodes(tree.children.toArray());
  return read;
}

function readRule(node: Rule, origin: Origin, sheet: Sheet): StyleRule | undefined {
  const nodes = node.block.children.toArray();
  for (const inner of nodes) {
    if (inner.type === "Rule") {
      reportAt(inner, "error", "syntax", "A rule stands inside another rule's block.", "Close the block above with `}`; nested rules are not supported.", sheet);
    }
    if (inner.type === "Atrule") reportUnknownAtRule(inner, sheet);
  }
  // The block of a rule that is dropped is read too, so that all its faults are told at once.
  const block = readBlock(nodes, "element", sheet);
  if (node.prelude.type === "Raw") {
    const error = sheet.errors.get(node.prelude);
    reportUnreadableSelector(node.prelude.value, error?.message ?? "unexpected input", error ?? startOf(node), sheet);
    return undefined;
  }
  const selectors = compileSelectors(node.prelude, sheet);
  return selectors && selectors.length > 0 ? { origin, selectors, block } : undefined;
}

function startOf(node: CssNode): SourcePosition {
  return node.loc?.start ?? { line: 1, column: 1 };
}

function reportAt(node: CssNode, severity: "error" | "warning", code: string, message: string, hint: string, sheet: Sheet): void {
  sheet.report({ severity, code: `style/${code}`, message, hint, span: sheet.span(startOf(node), node.loc?.end) });
}

function reportAtRule(node: Atrule, code: string, message: string, hint: string, sheet: Sheet): void {
  const { line, column } = startOf(node);
  sheet.report({
    severity: "warning",
    code: `style/${code}`,
    message,
    hint,
    span: sheet.span({ line, column }, { line, column: column + 1 + node.name.length }),
  });
}

function reportUnknownAtRule(node: Atrule, sheet: Sheet): void {
  const name = node.name.toLowerCase();
  if (isCssAtRule(name)) {
    reportAtRule(node, "unsupported-at-rule", `@${name} is not supported here; the rule is left out.`, "docs/css.md lists the at-rules that are supported.", sheet);
    return;
  }
  const near = nearestName(name, supportedAtRules);
  reportAtRule(
    node,
    "unknown-at-rule",
    `There is no at-rule @${name}; it is left out.`,
    near === undefined ? "docs/css.md lists the at-rules that there are." : `Did you mean @${near}?`,
    sheet,
  );
}

/** `@media`: types alone; a bulletin is print. */
function appliesToPrint(node: Atrule, sheet: Sheet): boolean {
  if (!node.prelude) return true;
  const text = sheet.text.slice(node.prelude.loc?.start.offset, node.prelude.loc?.end.offset);
  const { applies, unsupported } = readMediaQueries(text);
  for (const query of unsupported) {
    reportAtRule(node, "unsupported-at-rule", `The media query \`${query}\` is not supported; its rules are left out.`, "Use print, all or screen alone.", sheet);
  }
  return applies;
}

export interface MediaQueries {
  /** Whether one of those that are supported holds in print. */
  readonly applies: boolean;
  readonly unsupported: readonly string[];
}

/** Reads a list of media queries, as in `@media` and in a `media` attribute (Media Queries 4, section 2.1); no queries hold always. */
export function readMediaQueries(list: string): MediaQueries {
  const text = list.replace(/\/\*[^]*?\*\//g, " ").trim().toLowerCase();
  const unsupported: string[] = [];
  let applies = text === "";
  for (const query of text.split(",").map((part) => part.trim())) {
    const parts = /^(?:(not|only)\s+)?([a-z-]+)$/.exec(query);
    if (parts) {
      const matches = parts[2] === "print" || parts[2] === "all";
      applies ||= parts[1] === "not" ? !matches : matches;
    } else if (query !== "") unsupported.push(query);
  }
  return { applies, unsupported };
}

function reportLost(node: Raw, sheet: Sheet): void {
  const text = node.value.trim();
  if (text === "") return;
  const error = sheet.errors.get(node);
  sheet.report({
    severity: "error",
    code: "style/syntax",
    message: `A rule cannot be read: ${error ? error.message.charAt(0).toLowerCase() + error.message.slice(1) : "unexpected input"}.`,
    hint: "Look for a brace, bracket or quotation mark that is missing or too many; everything from here on may be lost.",
    span: sheet.span(error ?? startOf(node)),
  });
}
