import { isTag, type Element } from "domhandler";
import type { Diagnostic, Report, SourceSpan } from "../diagnostics/index.ts";
import type { Markup } from "../template/index.ts";
import type { JustifyProfile, StyledDocument } from "./computed.ts";
import { findDeeperThan, parseHtml, textOf, type HtmlDocument } from "./htmlDocument.ts";
import { embeddedSpan, readInlineStyles } from "./inlineStyles.ts";
import { readLanguages } from "./languages.ts";
import { computePages } from "./pageRules.ts";
import { indexRules } from "./ruleIndex.ts";
import { readMediaQueries, readStylesheet, type Stylesheet } from "./stylesheet.ts";
import { styleTree } from "./styleTree.ts";
import { unsupportedElements, userAgentStylesheet } from "./userAgent.ts";
import { allMarks, noMarks } from "./valueParsers.ts";

/** Elements may stand this deep in each other, as in browsers: this stage and the next call themselves for each level. */
const deepest = 256;

/** What is asked for beside the markup. */
export interface StyleOptions {
  /** Takes the place of every `-nashra-justify`. */
  readonly justify?: JustifyProfile;
  /** What `marks: auto` comes to: all of them, or, if absent, none. */
  readonly printersMarks?: boolean;
  /** Takes the place of every `marks`. */
  readonly marks?: MarksChoice;
}

/** Printer's marks by short names, as CSS has them. */
export const marksChoices = { auto: "auto", none: "none", crop: "crop cross", all: "crop cross -nashra-bars -nashra-slug" } as const;
export type MarksChoice = keyof typeof marksChoices;

/** Of a document whose `html` has no `lang`. */
const defaultLanguage = "ar";

/**
 * Styles markup: parses the HTML and its stylesheets, matches selectors, runs the cascade and computes every property of every element
 * in pt; resolves `@page` and `@font-face`. docs/css.md is the table of what is supported. Neither HTML nor CSS, however broken,
 * makes it throw.
 *
 * The stylesheets come in this order: the built-in one, the template's, `style` elements in the markup, `style` attributes.
 *
 * Reports with code `style/…`: warnings for what is unknown, invalid or not supported, with file, line, column and the nearest
 * known name; errors for CSS in which whole rules are lost (`style/syntax`), fonts that cannot be taken (`style/font-face`), pages
 * without room (`style/no-room`), markup nested too deeply (`style/too-deep`). Faults in the markup name the template's page, with lines
 * and columns of the HTML that it makes.
 *
 * @returns `undefined` after an error.
 */
export function styleMarkup(markup: Markup, report: Report, options: StyleOptions = {}): StyledDocument | undefined {
  const errors: Diagnostic[] = [];
  const styled = style(markup, options, (diagnostic) => {
    if (diagnostic.severity === "error") errors.push(diagnostic);
    report(diagnostic);
  });
  return errors.length > 0 ? undefined : styled;
}

/** What is asked for of all text and pages, whatever the template says: a built-in stylesheet's important declarations win over all others. */
function overridingStylesheet({ justify, marks }: StyleOptions, report: Report): Stylesheet {
  const text = [
    ...(justify === undefined ? [] : [`* { -nashra-justify: ${justify} !important }`]),
    ...(marks === undefined ? [] : [`@page { marks: ${marksChoices[marks]} !important }`]),
  ].join("\n");
  return readStylesheet(text, { origin: "user-agent", folder: "/", report, span: (start) => ({ file: "the options for justification and marks", start }) });
}

function style(markup: Markup, options: StyleOptions, report: Report): StyledDocument | undefined {
  const document = parseHtml(markup.html);
  const { root: html } = document;
  const file = markup.path;
  const spanOf = (element: Element): SourceSpan => ({ file, start: document.placeOf(element) });
  const reportInHtml = placedInHtml(report);
  const tooDeep = findDeeperThan(deepest, html);
  if (tooDeep) {
    reportInHtml({
      severity: "error",
      code: "style/too-deep",
      message: `Elements stand more than ${deepest} deep in each other.`,
      hint: "Look for an element that is never closed in something repeated.",
      span: spanOf(tooDeep),
    });
    return undefined;
  }

  const found = surveyOf(html);
  warnOfUnsupported(found.unsupported, spanOf, reportInHtml);
  const sheets = [
    userAgentStylesheet(),
    ...readStylesheets(markup, report),
    ...found.styleElements.flatMap((element) => readStyleElement(element, markup, document, reportInHtml) ?? []),
    overridingStylesheet(options, report),
  ];
  const { root, rootStyle } = styleTree(html, defaultLanguage, {
    rules: indexRules(sheets.flatMap(({ rules }) => rules)),
    inlineStyles: readInlineStyles(file, (element) => document.placeOfValue(element, "style"), reportInHtml),
    languages: readLanguages(spanOf, reportInHtml),
    sources: markup.sources,
    spanOf,
    report: reportInHtml,
  });
  const pages = computePages(sheets.flatMap(({ pageRules }) => pageRules), rootStyle, options.printersMarks === true ? allMarks : noMarks, report);
  const title = (found.title ?? found.headline)?.replace(/[\t\n\f\r ]+/g, " ").trim() ?? "";
  return pages && { root, title, metadata: found.metadata, language: root.language, pages, fontFaces: sheets.flatMap(({ fontFaces }) => fontFaces) };
}

/** What else a document holds than styled elements. */
interface Survey {
  readonly title: string | undefined;
  /** Text of the first `h1`. */
  readonly headline: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
  readonly styleElements: readonly Element[];
  /** The first of each kind. */
  readonly unsupported: ReadonlyMap<string, Element>;
}

function surveyOf(html: Element): Survey {
  let title: Element | undefined;
  let headline: Element | undefined;
  const metadata: Record<string, string> = {};
  const styleElements: Element[] = [];
  const unsupported = new Map<string, Element>();
  const visit = (element: Element): void => {
    if (element.name === "title") title ??= element;
    else if (element.name === "h1") headline ??= element;
    else if (element.name === "meta") addMetadata(element, metadata);
    else if (element.name === "style") styleElements.push(element);
    else if (unsupportedElements.has(element.name) && !unsupported.has(element.name)) unsupported.set(element.name, element);
    for (const child of element.children) if (isTag(child)) visit(child);
  };
  visit(html);
  return { title: title && textOf(title), headline: headline && textOf(headline), metadata, styleElements, unsupported };
}

/** Of several with one name the first counts. */
function addMetadata({ attribs }: Element, metadata: Record<string, string>): void {
  const name = attribs["name"]?.trim().toLowerCase() ?? "";
  const content = attribs["content"]?.trim() ?? "";
  if (name !== "" && content !== "" && !Object.hasOwn(metadata, name)) metadata[name] = content;
}

function warnOfUnsupported(elements: ReadonlyMap<string, Element>, spanOf: (element: Element) => SourceSpan, report: Report): void {
  for (const [tag, element] of elements) {
    report({
      severity: "warning",
      code: "style/unsupported-element",
      message: `<${tag}> ${unsupportedElements.get(tag) ?? "is not supported"}.`,
      hint: "docs/css.md lists the elements that are not set as browsers set them.",
      span: spanOf(element),
    });
  }
}

function readStylesheets({ stylesheets, folder }: Markup, report: Report): Stylesheet[] {
  return stylesheets.map(({ path, text }) =>
    readStylesheet(text, { origin: "author", folder, report, span: embeddedSpan(path, () => ({ line: 1, column: 1 })) }),
  );
}

/** @returns `undefined` if its `media` leave print out. */
function readStyleElement(element: Element, { path, folder }: Markup, document: HtmlDocument, report: Report): Stylesheet | undefined {
  const { applies, unsupported } = readMediaQueries(element.attribs["media"] ?? "");
  for (const query of unsupported) {
    report({
      severity: "warning",
      code: "style/unsupported-at-rule",
      message: `The media query \`${query}\` is not supported; its rules are left out.`,
      hint: "Use print, all or screen alone.",
      span: { file: path, start: document.placeOf(element) },
    });
  }
  const span = embeddedSpan(path, () => document.placeOfContent(element));
  return applies ? readStylesheet(textOf(element), { origin: "author", folder, report, span }) : undefined;
}

/** The markup is made by a template, whose own lines are not known here. */
function placedInHtml(report: Report): Report {
  return (diagnostic) => {
    const where = "Line and column are those of the HTML that the template makes.";
    report({ ...diagnostic, hint: diagnostic.hint === undefined ? where : `${diagnostic.hint} ${where}` });
  };
}
