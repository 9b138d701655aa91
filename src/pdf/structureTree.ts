import type { StructureNode } from "../layout/index.ts";
import type { PdfFile, PdfReference, PdfValue } from "./pdfkitDocument.ts";
import { textString } from "./pdfkitDocument.ts";

/** Which marked content belongs to which element. */
export interface StructureContent {
  /** Takes note that the page's next marked-content sequence belongs to an element, and gives the sequence's id on the page. */
  readonly claim: (pageIndex: number, structure: number) => number;
  /** The element's structure type; throws if the tree does not hold it. */
  readonly typeOf: (structure: number) => string;
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

/** An element that has content. */
interface Branch {
  readonly node: StructureNode;
  /** In the order of the content. */
  readonly kids: readonly (Sequence | Branch)[];
  /** From 0, of the element's own first sequence. */
  readonly firstPage: number | undefined;
  readonly order: number;
}

/** Opens the structure of a document: nodes are known beforehand, their content comes page by page. */
export function openStructure(file: PdfFile, root: StructureNode): StructureContent {
  const types = new Map<number, string>();
  const sequences = new Map<number, Sequence[]>();
  const owners: number[][] = [];
  let order = 0;

  function register(node: StructureNode): void {
    types.set(node.id, node.type);
    node.children.forEach(register);
  }
  register(root);

  function typeOf(structure: number): string {
    const type = types.get(structure);
    if (type === undefined) throw new Error(`An item belongs to structure element ${structure}, which the tree does not hold`);
    return type;
  }

  function claim(pageIndex: number, structure: number): number {
    const ownersOfPage = (owners[pageIndex] ??= []);
    const id = ownersOfPage.push(structure) - 1;
    const own = sequences.get(structure);
    const sequence = { pageIndex, id, order: order++ };
    if (own === undefined) sequences.set(structure, [sequence]);
    else own.push(sequence);
    return id;
  }

  /** The node's part of the tree that has content, and where in the document that begins; `undefined` if there is none. */
  function prune(node: StructureNode): Branch | undefined {
    const own = sequences.get(node.id) ?? [];
    const branches = node.children.map(prune).filter((branch) => branch !== undefined);
    const kids = [...own, ...branches].sort((a, b) => a.order - b.order);
    const [first] = kids;
    return first && { node, kids, firstPage: own[0]?.pageIndex, order: first.order };
  }

  function write(pages: readonly PdfReference[]): void {
    const treeRoot = file.object({ Type: "StructTreeRoot" });
    const elements = new Map<number, PdfReference>();

    function contentOf({ pageIndex, id }: Sequence, firstPage: number | undefined): PdfValue {
      if (pageIndex === firstPage) return id;
      return { Type: "MCR", Pg: pages[pageIndex] ?? null, MCID: id };
    }

    /** Writes the element; its sequences on the page of the first are given by number alone (table 323). */
    function writeBranch({ node, kids, firstPage }: Branch, parent: PdfReference): PdfReference {
      const reference = file.object({ Type: "StructElem", S: node.type, P: parent });
      const values = kids.map((kid) => ("node" in kid ? writeBranch(kid, reference) : contentOf(kid, firstPage)));
      const [only] = values;
      if (firstPage !== undefined) reference.data["Pg"] = pages[firstPage] ?? null;
      reference.data["K"] = values.length === 1 && only !== undefined ? only : values;
      if (node.language !== undefined) reference.data["Lang"] = textString(node.language);
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
    treeRoot.data["ParentTree"] = { Nums: numbers };
    treeRoot.data["ParentTreeNextKey"] = pages.length;
    file.setCatalogEntry("StructTreeRoot", treeRoot);
    file.setCatalogEntry("MarkInfo", file.object({ Marked: true }));
  }

  return { claim, typeOf, pageIsTagged: (pageIndex) => owners[pageIndex] !== undefined, write };
}
