import { writeCopyNumerals } from "../numerals/index.ts";
import type { ComputedStyle, StyledElement, StyledNode } from "../style/index.ts";
import type { OutlineEntry, Role, StructureNode, StructureType } from "./displayList.ts";

/** A structure element in the making. */
export interface StructureDraft {
  readonly type: StructureType;
  readonly language: string;
  readonly children: StructureDraft[];
  /** Shared by all items of the element; its number is filled in when the tree is complete. */
  readonly role: Role;
  readonly artifact: boolean;
  /** True once some text belongs to it. */
  used: boolean;
  id: number;
}

/** Where a heading comes to stand; claimed by its first text, set when that is placed. */
export interface HeadingAnchor {
  readonly title: string;
  readonly rawLevel: number;
  claimed: boolean;
  page: number;
  y: number;
  claim(): HeadingAnchor | undefined;
}

export interface StructureBuilder {
  readonly document: StructureDraft;
  /** The draft that a block element's content belongs to; the parent's own where the element means nothing. */
  readonly enter: (parent: StructureDraft, element: StyledElement) => StructureDraft;
  /** The draft for text directly in a block: itself, or a new paragraph inside a grouping element. */
  readonly textOf: (draft: StructureDraft) => StructureDraft;
  /** The draft of an inline element that means something of its own (a link, another language). */
  readonly enterInline: (text: () => StructureDraft, element: StyledElement, parent: StructureDraft | undefined) => StructureDraft | undefined;
  readonly anchorOf: (draft: StructureDraft) => HeadingAnchor | undefined;
  /** Drops elements without text and numbers the rest in reading order. */
  readonly number: () => void;
  readonly tree: () => StructureNode;
  readonly outline: () => OutlineEntry[];
}

const sectioning: Readonly<Record<string, StructureType>> = {
  article: "Art", section: "Sect", blockquote: "BlockQuote", ul: "L", ol: "L", p: "P", pre: "P", figcaption: "Caption", caption: "Caption", h1: "H1",
  h2: "H2", h3: "H3", h4: "H4", h5: "H5", h6: "H6",
};
const outlineLevels: Readonly<Record<string, number>> = { h1: 1, h2: 2, h3: 3 };
const grouping: ReadonlySet<StructureType> = new Set(["Document", "Art", "Sect", "Div", "BlockQuote", "L", "LI"]);

/**
 * Opens the logical structure (ISO 32000-1, 14.8.4) of a document.
 *
 * `html` is the Document, `article` Art, `section` Sect, headings H1 to H6, `p` P, `blockquote` BlockQuote, lists L, LI and LBody, a link Link, an
 * inline in another language Span; other blocks are P with inline content alone and Div with blocks inside. An element with
 * `role="presentation"` or `data-artifact` is furniture: its content is an artifact.
 *
 * @param language the document's language (BCP 47)
 */
export function openStructure(language: string): StructureBuilder {
  const document = draftOf("Document", language, false);
  const anchors: HeadingAnchor[] = [];
  const anchorByDraft = new Map<StructureDraft, HeadingAnchor>();

  const addChild = (parent: StructureDraft, type: StructureType, childLanguage: string): StructureDraft => {
    const draft = draftOf(type, childLanguage, false);
    parent.children.push(draft);
    return draft;
  };

  return {
    document,
    enter(parent, element) {
      if (parent.artifact) return parent;
      const artifact = artifactOf(element);
      if (artifact !== undefined) return { ...draftOf("Div", element.language, true), role: artifact };
      if (element.tag === "html" || element.tag === "body") return parent;
      if (element.tag === "li") {
        return addChild(addChild(parent, "LI", element.language), "LBody", element.language);
      }
      const draft = addChild(parent, sectioning[element.tag] ?? (hasBlockChild(element) ? "Div" : "P"), element.language);
      const rawLevel = outlineLevels[element.tag];
      if (rawLevel !== undefined) {
        const anchor = anchorFor(asPrinted(textOf(element).replace(/[ \t\n\r\f]+/g, " ").trim(), element.style), rawLevel);
        anchors.push(anchor);
        anchorByDraft.set(draft, anchor);
      }
      return draft;
    },
    textOf(draft) {
      if (draft.artifact || !grouping.has(draft.type)) return draft;
      return addChild(draft, "P", draft.language);
    },
    enterInline(text, element, parent) {
      const around = parent ?? text();
      if (around.artifact) return undefined;
      const type = element.tag === "a" && element.attributes["href"] !== undefined ? "Link" : element.language !== around.language ? "Span" : undefined;
      return type === undefined ? parent : addChild(around, type, element.language);
    },
    anchorOf: (draft) => anchorByDraft.get(draft),
    number() {
      let next = 0;
      const visit = (draft: StructureDraft): void => {
        draft.id = next++;
        if (draft.role.kind === "content") assignStructure(draft.role, draft.id);
        for (const child of draft.children) visit(child);
      };
      prune(document);
      visit(document);
    },
    tree: () => nodeOf(document, undefined),
    outline() {
      const open: number[] = [];
      const entries: OutlineEntry[] = [];
      for (const anchor of anchors) {
        if (anchor.page === 0 || anchor.title === "") continue;
        while ((open.at(-1) ?? 0) >= anchor.rawLevel) open.pop();
        open.push(anchor.rawLevel);
        entries.push({ title: anchor.title, level: open.length, page: anchor.page, y: anchor.y });
      }
      return entries;
    },
  };
}

function draftOf(type: StructureType, language: string, artifact: boolean): StructureDraft {
  return { type, language, children: [], role: { kind: "content", structure: -1 }, artifact, used: false, id: -1 };
}

/** Items hold the role before the tree is numbered: one object per element, filled in once. */
function assignStructure(role: { structure: number }, id: number): void {
  role.structure = id;
}

function asPrinted(title: string, { numerals, direction }: ComputedStyle): string {
  const shown = title.replaceAll("\u00ad", "");
  return numerals === "auto" || direction === "ltr" ? shown : writeCopyNumerals(shown, numerals);
}

function anchorFor(title: string, rawLevel: number): HeadingAnchor {
  return {
    title,
    rawLevel,
    claimed: false,
    page: 0,
    y: 0,
    claim() {
      if (this.claimed) return undefined;
      this.claimed = true;
      return this;
    },
  };
}

function artifactOf(element: StyledElement): Role | undefined {
  const marked = element.attributes["data-artifact"];
  if (marked !== undefined) return { kind: "artifact", type: marked === "pagination" ? "Pagination" : "Layout" };
  return element.attributes["role"] === "presentation" ? { kind: "artifact", type: "Layout" } : undefined;
}

function hasBlockChild(element: StyledElement): boolean {
  return element.children.some(
    (child) => child.kind === "element" && child.style.display !== "none" && (child.style.display !== "inline" || hasBlockChild(child)),
  );
}

function textOf(node: StyledNode): string {
  if (node.kind === "text") return node.text;
  if (node.style.display === "none") return "";
  if (node.tag === "br") return " ";
  const text = node.children.map(textOf).join("");
  return node.style.display === "inline" ? text : ` ${text} `;
}

/** Keeps drafts that hold text or hold one that does; true where this one is kept. */
function prune(draft: StructureDraft): boolean {
  const kept = draft.children.filter(prune);
  draft.children.splice(0, draft.children.length, ...kept);
  return draft.used || kept.length > 0;
}

function nodeOf(draft: StructureDraft, parentLanguage: string | undefined): StructureNode {
  const children = draft.children.map((child) => nodeOf(child, draft.language));
  return parentLanguage === undefined || draft.language === parentLanguage
    ? { id: draft.id, type: draft.type, children }
    : { id: draft.id, type: draft.type, language: draft.language, children };
}
