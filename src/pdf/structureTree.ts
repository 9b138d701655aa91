import type { StructureNode } from "../layout/index.ts";
import type { PdfFile, PdfReference, PdfValue } from "./pdfkitDocument.ts";
import { textString } from "./pdfkitDocument.ts";

/** Which marked content belongs to which element. */
export interface StructureContent {
  /** Takes note that the page's next marked-content sequence belongs to an element, and gives the sequence's id on the page. */
  readonly claim: (pageIndex: number, structure: number) => number;
  /** Whether an element of that id is known. */
  readonly typeOf: (structure: number) => string;
  /** Whether anything on the page is tagged. */
  readonly pageIsTagged: (pageIndex: number) => boolean;
  /** Writes the tree (ISO 32000-1, 14.7) and enters it in the catalogue. */
  readonly write: (pages: readonly PdfReference[]) => void;
}

interface Sequence {
  readonly pageIndex: number;
  readonly id: number;
  /** Place among all sequences of the document, to order an element's own content among its children. */
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

  function write(pages: readonly PdfReference[]): void {
    const treeRoot = file.object({ Type: "StructTreeRoot" });
    const elements = new Map<number, PdfReference>();

    /** Writes the node if it or a descendant has content; tells where in the document its content begins. */
    function writeNode(node: StructureNode, parent: PdfReference): { reference: PdfReference; order: number } | undefined {
      const reference = file.object({ Type: "StructElem", S: node.type, P: parent });
      const kids: { order: number; value: PdfValue }[] = [];
      for (const { pageIndex, id, order: place } of sequences.get(node.id) ?? []) {
        const page = pages[pageIndex];
        if (page !== undefined) kids.push({ order: place, value: { Type: "MCR", Pg: page, MCID: id } });
      }
      for (const child of node.children) {
        const written = writeNode(child, reference);
        if (written !== undefined) kids.push({ order: written.order, value: written.reference });
      }
      kids.sort((a, b) => a.order - b.order);
      reference.data["K"] = kids.map(({ value }) => value);
      if (node.language !== undefined) reference.data["Lang"] = textString(node.language);
      reference.end();
      elements.set(node.id, reference);
      const first = kids[0];
      return first === undefined ? undefined : { reference, order: first.order };
    }

    const document = writeNode(root, treeRoot);
    const numbers: PdfValue[] = [];
    owners.forEach((ownersOfPage, pageIndex) => {
      numbers.push(pageIndex, ownersOfPage.map((structure) => elements.get(structure) ?? null));
    });
    treeRoot.data["K"] = document?.reference ?? [];
    treeRoot.data["ParentTree"] = { Nums: numbers };
    treeRoot.data["ParentTreeNextKey"] = pages.length;
    file.setCatalogEntry("StructTreeRoot", treeRoot);
    file.setCatalogEntry("MarkInfo", file.object({ Marked: true }));
  }

  return { claim, typeOf, pageIsTagged: (pageIndex) => owners[pageIndex] !== undefined, write };
}
