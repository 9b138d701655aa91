import type { Diagnostic, SourceSpan } from "../../src/diagnostics/index.ts";
import { styleMarkup, type ComputedStyle, type PageStyles, type StyledDocument, type StyledElement, type StyledNode } from "../../src/style/index.ts";
import type { StyleOptions } from "../../src/style/styleMarkup.ts";
import type { Markup } from "../../src/template/index.ts";

export const black = { space: "cmyk", c: 0, m: 0, y: 0, k: 1, alpha: 1 } as const;
export const rgb = (r: number, g: number, b: number, alpha = 1) => ({ space: "rgb", r: r / 255, g: g / 255, b: b / 255, alpha }) as const;

export interface Outcome {
  readonly document: StyledDocument | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Given {
  readonly html?: string;
  /** One stylesheet, or several in order. */
  readonly css?: string | readonly string[];
  readonly sources?: readonly SourceSpan[];
  readonly options?: StyleOptions;
}

export const folder = "/templates/news";

export function style({ html = "<html><body><p id=x>نص</p></body></html>", css = [], sources = [], options = {} }: Given): Outcome {
  const diagnostics: Diagnostic[] = [];
  const texts = typeof css === "string" ? [css] : css;
  const markup: Markup = {
    html,
    path: "page.hbs",
    stylesheets: texts.map((text, i) => ({ path: i === 0 ? "style.css" : `style${i + 1}.css`, text })),
    folder,
    sources,
  };
  const document = styleMarkup(markup, (diagnostic) => diagnostics.push(diagnostic), options);
  return { document, diagnostics };
}

/** Styles what must give nothing to complain of. */
export function styled(given: Given): StyledDocument {
  const { document, diagnostics } = style(given);
  if (!document || diagnostics.length > 0) throw new Error(`unexpected diagnostics:\n${diagnostics.map(line).join("\n")}`);
  return document;
}

/** A diagnostic as one line: place, severity, code, message, hint. */
export function line({ severity, code, message, hint, span }: Diagnostic): string {
  const place = span ? `${span.file}:${span.start.line}:${span.start.column}${span.end ? `-${span.end.line}:${span.end.column}` : ""}` : "nowhere";
  return `${place} ${severity} ${code}: ${message}${hint === undefined ? "" : ` ${hint}`}`;
}

export function elementsOf(root: StyledElement): StyledElement[] {
  const isElement = (node: StyledNode): node is StyledElement => node.kind === "element";
  return [root, ...root.children.filter(isElement).flatMap(elementsOf)];
}

/** The element of that id. */
export function byId(document: StyledDocument, id: string): StyledElement {
  const element = elementsOf(document.root).find(({ attributes }) => attributes["id"] === id);
  if (!element) throw new Error(`there is no element #${id}`);
  return element;
}

export function byTag(document: StyledDocument, tag: string): StyledElement {
  const element = elementsOf(document.root).find((candidate) => candidate.tag === tag);
  if (!element) throw new Error(`there is no <${tag}>`);
  return element;
}

/** The style of `#x`, by default a paragraph directly in the body. */
export function styleOf(css: string | readonly string[], html?: string): ComputedStyle {
  return byId(styled(html === undefined ? { css } : { css, html }), "x").style;
}

/** The computed value of one declaration on `#x`, of everything else the built-in style. */
export function valueOf<P extends keyof ComputedStyle>(declarations: string, field: P): ComputedStyle[P] {
  return styleOf(`#x { ${declarations} }`)[field];
}

export function pagesOf(css: string, html?: string): PageStyles {
  return styled(html === undefined ? { css } : { css, html }).pages;
}

/** Codes of what is said of `#x { declarations }`. */
export function codesOf(declarations: string): string[] {
  return style({ css: `#x { ${declarations} }` }).diagnostics.map(({ code }) => code);
}
