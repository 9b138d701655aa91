import { isTag, isText, type AnyNode, type Document, type Element, type ParentNode } from "domhandler";
import { parse } from "parse5";
import { adapter } from "parse5-htmlparser2-tree-adapter";
import type { SourcePosition } from "../diagnostics/index.ts";

/** Markup as a tree, and where in the markup its parts stand. */
export interface HtmlDocument {
  /** The `html` element. */
  readonly root: Element;
  /** Where an element begins. */
  readonly placeOf: (element: Element) => SourcePosition;
  /** Where the value of an element's attribute begins. */
  readonly placeOfValue: (element: Element, attribute: string) => SourcePosition;
  /** Where an element's content begins. */
  readonly placeOfContent: (element: Element) => SourcePosition;
}

/** Parses HTML as browsers do (HTML Living Standard, 13.2): whatever the text, there is a tree. */
export function parseHtml(html: string): HtmlDocument {
  const root = rootOf(parse(html, { treeAdapter: adapter, scriptingEnabled: false }));
  let located: ReadonlyMap<AnyNode, Element> | undefined;
  const twinOf = (element: Element): Element | undefined => (located ??= locate(root, html)).get(element);
  const startTagOf = (element: Element): { readonly start: number; readonly end: number } => {
    const tag = twinOf(element)?.sourceCodeLocation?.startTag;
    return { start: tag?.startOffset ?? 0, end: tag?.endOffset ?? 0 };
  };
  return {
    root,
    placeOf: (element) => positionAt(html, startTagOf(element).start),
    placeOfValue: (element, attribute) => {
      const { start, end } = startTagOf(element);
      return positionAt(html, start + valueOffset(html.slice(start, end), attribute));
    },
    placeOfContent: (element) => positionAt(html, startTagOf(element).end),
  };
}

function rootOf(document: Document): Element {
  const root = document.children.find(isTag);
  if (!root) throw new TypeError("parse5 made a document without a root element");
  return root;
}

/** Parses again with locations, which takes twice as long: only a diagnostic is worth that. Both trees are the same. */
function locate(root: Element, html: string): ReadonlyMap<AnyNode, Element> {
  const twins = new Map<AnyNode, Element>();
  const pending: (readonly [ParentNode, ParentNode])[] = [[root, rootOf(parse(html, { treeAdapter: adapter, scriptingEnabled: false, sourceCodeLocationInfo: true }))]];
  for (let pair = pending.pop(); pair; pair = pending.pop()) {
    const [node, twin] = pair;
    if (isTag(twin)) twins.set(node, twin);
    for (const [i, child] of node.children.entries()) {
      const other = twin.children[i];
      if (isTag(child) && other && isTag(other)) pending.push([child, other]);
    }
  }
  return twins;
}

const attributes = /([^\s"'<>/=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?/g;

/** Where in a start tag the value of an attribute begins; 0 if the attribute is not there. */
function valueOffset(tag: string, attribute: string): number {
  for (const { 0: text, 1: name, index } of tag.matchAll(attributes)) {
    if (name?.toLowerCase() !== attribute) continue;
    const lead = /^[^=]*=\s*["']?/.exec(text)?.[0].length ?? 0;
    return index + lead;
  }
  return 0;
}

function positionAt(text: string, offset: number): SourcePosition {
  const before = text.slice(0, offset).split(/\r\n|[\n\r]/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** An element's text, its descendants' included. */
export function textOf(element: Element): string {
  const pending: AnyNode[] = [element];
  const texts: string[] = [];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (isText(node)) texts.push(node.data);
    if (isTag(node)) for (const child of node.children) pending.push(child);
  }
  return texts.reverse().join("");
}

/** The first element, in the order of the document, that is nested more than so many levels below the root. */
export function findDeeperThan(levels: number, root: Element): Element | undefined {
  const pending: { readonly element: Element; readonly level: number }[] = [{ element: root, level: 0 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { element, level } = next;
    if (level > levels) return element;
    for (const child of element.children.toReversed()) if (isTag(child)) pending.push({ element: child, level: level + 1 });
  }
  return undefined;
}
