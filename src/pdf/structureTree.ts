import type { CellAttributes, StructureLink, StructureNode, StructureType } from "../layout/index.ts";
import type { PdfFile, PdfReference, PdfValue } from "./pdfkitDocument.ts";
import { textString } from "./pdfkitDocument.ts";

/** Which marked content belongs to which element. */
export interface StructureContent {
  /** Takes note that the page's next marked-content sequence belongs to an element, and gives the sequence's id on the page. */
  readonly claim: (pageIndex: number, structure: number) => number;
  /** Takes note that the next thing in an element is an annotation; `write` ends it (ISO 32000-1, 14.7.4.3). */
  readonly claimObject: (pageIndex: number, structure: number, annotation: PdfReference) => void;
  /** Says where an image stands that is all of an element. @param box pt, from the page's left bottom corner: left, bottom, right, top */
  readonly bound: (structure: number, box: readonly number[]) => void;
  /** The element's structure type; throws if the tree does not hold it. */
  readonly typeOf: (structure: number) => string;
  /** Whether the file has links. */
  readonly hasLinks: boolean;
  /** The link that an element is or stands in, with its element's number. */
  readonly linkAround: (structure: number) => (StructureLink & { readonly id: number }) | undefined;
  /** Whether anything on the page is tagged. */
  readonly pageIsTagged: (pageIndex: number) => boolean;
  /** Writes the tree (ISO 32000-1, 14.7) and enters it in the catalogue; elements without content are left out. */
  readonly write: (pages: readonly PdfReference[]) => void;
}

interface Sequence {
  readonly pageIndex: number;
  readonly id: number;
  /** Place among all sequences of the document, to order an element's own content among its children. */
  readonly order: number;
}

/** An annotation that belongs to an element. */
interface ObjectContent {
  readonly pageIndex: number;
  readonly annotation: PdfReference;
  readonly order: number;
}

type Content = Sequence | ObjectContent;

/** An element that has content, or a table's cell that has none. */
interface Branch {
  readonly node: StructureNode;
  /** In the order of the content. */
  readonly kids: readonly (Content | Branch)[];
  /** From 0, of the element's own first sequence. */
  readonly firstPage: number | undefined;
  readonly order: number;
}

/** Cells and rows that stay without content: the table is regular with them (ISO 14289-1, 7.5). */
const gridTypes: ReadonlySet<StructureType> = new Set(["THead", "TBody", "TFoot", "TR", "TH", "TD"]);

/**
 * Opens the structure of a document: nodes are known beforehand, their content comes page by page.
 *
 * @param withLinks whether the file may have links; in others what would be one is what its text is without it
 */
export function openStructure(file: PdfFile, root: StructureNode, withLinks = true): StructureContent {
  const types = new Map<number, StructureType>();
  const links = new Map<number, StructureLink & { readonly id: number }>();
  const contents = new Map<number, Content[]>();
  const boxes = new Map<number, readonly number[]>();
  const owners: number[][] = [];
  /** The annotations' owners. */
  const objects: { readonly structure: number; readonly annotation: PdfReference }[] = [];
  let order = 0;

  function register(node: StructureNode, around: (StructureLink & { readonly id: number }) | undefined): void {
    const link = withLinks && node.link !== undefined ? { ...node.link, id: node.id } : around;
    if (link !== undefined) links.set(node.id, link);
    types.set(node.id, withLinks ? node.type : (node.link?.plain ?? node.type));
    for (const child of node.children) register(child, link);
  }
  register(root, undefined);

  function typeOf(structure: number): StructureType {
    const type = types.get(structure);
    if (type === undefined) throw new Error(`An item belongs to structure element ${structure}, which the tree does not hold`);
    return type;
  }

  function add(structure: number, content: Content): void {
    const own = contents.get(structure);
    if (own === undefined) contents.set(structure, [content]);
    else own.push(content);
  }

  function claim(pageIndex: number, structure: number): number {
    const ownersOfPage = (owners[pageIndex] ??= []);
    const id = ownersOfPage.push(structure) - 1;
    add(structure, { pageIndex, id, order: order++ });
    return id;
  }

  /** The node's part of the tree that has content, and where in the document that begins; `undefined` if there is none. */
  function prune(node: StructureNode): Branch | undefined {
    const own = contents.get(node.id) ?? [];
    const branches = node.children.map(prune);
    if (own.length === 0 && branches.every((branch) => branch === undefined)) return undefined;
    const kids: (Content | Branch)[] = [...own];
    let before = branches.find((branch) => branch !== undefined)?.order ?? 0;
    for (const [index, branch] of branches.entries()) {
      const child = node.children[index];
      const kept = branch ?? (child !== undefined && gridTypes.has(child.type) ? empty(child, before) : undefined);
      if (kept === undefined) continue;
      before = kept.order;
      kids.push(kept);
    }
    kids.sort((a, b) => a.order - b.order);
    return { node, kids, firstPage: own[0]?.pageIndex, order: kids[0]?.order ?? 0 };
  }

  function empty(node: StructureNode, place: number): Branch {
    return { node, kids: node.children.map((child) => empty(child, place)), firstPage: undefined, order: place };
  }

  function write(pages: readonly PdfReference[]): void {
    const treeRoot = file.object({ Type: "StructTreeRoot" });
    const elements = new Map<number, PdfReference>();
    const identified: (readonly [string, PdfReference])[] = [];

    function contentOf(content: Content, firstPage: number | undefined): PdfValue {
      const { pageIndex } = content;
      const page = pageIndex === firstPage ? {} : { Pg: pages[pageIndex] ?? null };
      if ("annotation" in content) return { Type: "OBJR", ...page, Obj: content.annotation };
      return pageIndex === firstPage ? content.id : { Type: "MCR", ...page, MCID: content.id };
    }

    /** Writes the element; its sequences on the page of the first are given by number alone (table 323). */
    function writeBranch({ node, kids, firstPage }: Branch, parent: PdfReference): PdfReference {
      const reference = file.object({ Type: "StructElem", S: typeOf(node.id), P: parent });
      const values = kids.map((kid) => ("node" in kid ? writeBranch(kid, reference) : contentOf(kid, firstPage)));
      const [only] = values;
      if (firstPage !== undefined) reference.data["Pg"] = pages[firstPage] ?? null;
      if (only !== undefined) reference.data["K"] = values.length === 1 ? only : values;
      if (node.language !== undefined) reference.data["Lang"] = textString(node.language);
      if (node.alt !== undefined) reference.data["Alt"] = textString(node.alt);
      const box = node.type === "Figure" ? boxes.get(node.id) : undefined;
      // ISO 32000-1, table 344.
      if (box !== undefined) reference.data["A"] = { O: "Layout", Placement: "Block", BBox: box };
      if (node.cell !== undefined) reference.data["A"] = tableAttributes(node.cell);
      if (node.identifier !== undefined) {
        reference.data["ID"] = textString(node.identifier);
        identified.push([node.identifier, reference]);
      }
      reference.end();
      elements.set(node.id, reference);
      return reference;
    }

    const branch = prune(root);
    treeRoot.data["K"] = branch === undefined ? [] : writeBranch(branch, treeRoot);
    const numbers: PdfValue[] = [];
    owners.forEach((ownersOfPage, pageIndex) => {
      numbers.push(pageIndex, ownersOfPage.map((structure) => elements.get(structure) ?? null));
    });
    for (const [index, { structure, annotation }] of objects.entries()) {
      numbers.push(pages.length + index, elements.get(structure) ?? null);
      annotation.data["StructParent"] = pages.length + index;
      annotation.end();
    }
    treeRoot.data["ParentTree"] = { Nums: numbers };
    treeRoot.data["ParentTreeNextKey"] = pages.length + objects.length;
    if (identified.length > 0) {
      identified.sort(([a], [b]) => (a < b ? -1 : 1));
      treeRoot.data["IDTree"] = { Names: identified.flatMap(([name, element]) => [textString(name), element]) };
    }
    file.setCatalogEntry("StructTreeRoot", treeRoot);
    file.setCatalogEntry("MarkInfo", file.object({ Marked: true }));
  }

  return {
    claim,
    claimObject: (pageIndex, structure, annotation) => {
      add(structure, { pageIndex, annotation, order: order++ });
      objects.push({ structure, annotation });
    },
    bound: (structure, box) => { boxes.set(structure, box); },
    typeOf,
    hasLinks: links.size > 0,
    linkAround: (structure) => links.get(structure),
    pageIsTagged: (pageIndex) => owners[pageIndex] !== undefined,
    write,
  };
}

/** ISO 32000-1, table 349. */
function tableAttributes({ scope, rowSpan, columnSpan }: CellAttributes): PdfValue {
  return { O: "Table", ...(scope !== undefined && { Scope: scope }), ...(rowSpan !== undefined && { RowSpan: rowSpan }), ...(columnSpan !== undefined && { ColSpan: columnSpan }) };
}
