import { describe, expect, test } from "vitest";
import type { StructureNode, StructureType } from "../../src/layout/index.ts";
import { openStructure, type StructureContent } from "../../src/pdf/structureTree.ts";
import { addPages, fileWith } from "./pdfFiles.ts";
import type { PdfNode, PdfObjects } from "./pdfObjects.ts";

function node(id: number, type: StructureType, children: readonly StructureNode[] = [], language?: string): StructureNode {
  return { id, type, children, ...(language !== undefined && { language }) };
}

async function treeOf(root: StructureNode, pageCount: number, claim: (structure: StructureContent) => void): Promise<PdfObjects> {
  return fileWith((file) => {
    const structure = openStructure(file, root);
    claim(structure);
    structure.write(addPages(file, pageCount));
  });
}

/** What an element's K says, in order: elements, or page and sequence. */
function kidsOf({ pages }: PdfObjects, element: PdfNode): (PdfNode | string)[] {
  if (!element.has("K")) return [];
  const kids = element.at("K");
  const list = kids.isArray ? kids.items : [kids];
  const pageOf = (page: PdfNode): number => pages.findIndex(({ id }) => id === page.id) + 1;
  return list.map((kid) => {
    if (kid.has("S")) return kid;
    if (!kid.has("MCID")) return `page ${pageOf(element.at("Pg"))} #${String(kid.value)}`;
    expect(kid.at("Type").value).toBe("/MCR");
    return `page ${pageOf(kid.at("Pg"))} #${String(kid.at("MCID").value)}`;
  });
}

/** The tree as text, in the order of its content; checks that every element knows its parent. */
function shape(objects: PdfObjects): string {
  const describeElement = (element: PdfNode, parent: PdfNode): string => {
    expect(element.at("Type").value).toBe("/StructElem");
    expect(element.at("P").id).toBe(parent.id);
    const language = element.has("Lang") ? `@${element.at("Lang").text}` : "";
    const kids = kidsOf(objects, element).map((kid) => (typeof kid === "string" ? kid : describeElement(kid, element)));
    return `${String(element.at("S").value).slice(1)}${language}(${kids.join(", ")})`;
  };
  const root = objects.catalogue.at("StructTreeRoot");
  expect(root.at("Type").value).toBe("/StructTreeRoot");
  return kidsOf(objects, root).map((kid) => (typeof kid === "string" ? kid : describeElement(kid, root))).join(", ");
}

/** The owners of each page's sequences, by the parent tree, as their types. */
function parentTree({ catalogue }: PdfObjects): Record<number, string[]> {
  const numbers = catalogue.at("StructTreeRoot", "ParentTree", "Nums").items;
  const owners: Record<number, string[]> = {};
  for (let entry = 0; entry < numbers.length; entry += 2) {
    owners[Number(numbers[entry]?.value)] = numbers[entry + 1]?.items.map((element) => String(element.at("S").value).slice(1)) ?? [];
  }
  return owners;
}

describe("the structure tree", () => {
  const article = node(0, "Document", [node(1, "Art", [node(2, "H1"), node(3, "P"), node(4, "P")])]);

  test("has every element with its content, and the catalogue says that the file is tagged", async () => {
    const objects = await treeOf(article, 1, ({ claim }) => { for (const id of [2, 3, 4]) claim(0, id); });
    expect(shape(objects)).toBe("Document(Art(H1(page 1 #0), P(page 1 #1), P(page 1 #2)))");
    expect(objects.catalogue.at("MarkInfo", "Marked").value).toBe(true);
  });

  test("numbers the sequences of each page from 0", () => {
    return treeOf(article, 2, ({ claim }) => {
      expect([claim(0, 2), claim(0, 3), claim(0, 3), claim(1, 3), claim(1, 4)]).toEqual([0, 1, 2, 0, 1]);
    });
  });

  test("leads from every sequence of a page to the element that owns it", async () => {
    const objects = await treeOf(article, 2, ({ claim }) => {
      for (const [page, id] of [[0, 2], [0, 3], [1, 3], [1, 2], [1, 4]] as const) claim(page, id);
    });
    expect(parentTree(objects)).toEqual({ 0: ["H1", "P"], 1: ["P", "H1", "P"] });
    expect(objects.catalogue.at("StructTreeRoot", "ParentTreeNextKey").value).toBe(2);
  });

  test("keeps an element that runs over two pages as one", async () => {
    const objects = await treeOf(article, 2, ({ claim }) => { for (const [page, id] of [[0, 2], [0, 3], [1, 3], [1, 3], [1, 4]] as const) claim(page, id); });
    expect(shape(objects)).toBe("Document(Art(H1(page 1 #0), P(page 1 #1, page 2 #0, page 2 #1), P(page 2 #2)))");
  });

  test("has an element's own content among its children in the order in which it is painted", async () => {
    const root = node(0, "Document", [node(1, "P", [node(2, "Link"), node(3, "Span")])]);
    const objects = await treeOf(root, 1, ({ claim }) => { for (const id of [1, 2, 1, 3, 1]) claim(0, id); });
    expect(shape(objects)).toBe("Document(P(page 1 #0, Link(page 1 #1), page 1 #2, Span(page 1 #3), page 1 #4))");
  });

  test("has siblings in the order in which they are painted, whatever the layout's", async () => {
    const objects = await treeOf(article, 1, ({ claim }) => { for (const id of [4, 2, 3]) claim(0, id); });
    expect(shape(objects)).toBe("Document(Art(P(page 1 #0), H1(page 1 #1), P(page 1 #2)))");
  });

  test("says the language of an element where it differs", async () => {
    const root = node(0, "Document", [node(1, "P", [node(2, "Span", [], "en")]), node(3, "P", [], "fa")]);
    const objects = await treeOf(root, 1, ({ claim }) => { for (const id of [1, 2, 3]) claim(0, id); });
    expect(shape(objects)).toBe("Document(P(page 1 #0, Span@en(page 1 #1)), P@fa(page 1 #2))");
  });

  test("leaves out elements without content, and writes nothing of them", async () => {
    const root = node(0, "Document", [node(1, "Div", [node(2, "P")]), node(3, "Div", [node(4, "P"), node(5, "P")])]);
    const objects = await treeOf(root, 1, ({ claim }) => { claim(0, 5); });
    expect(shape(objects)).toBe("Document(Div(P(page 1 #0)))");
    expect(objects.objects.filter((object) => object.has("S"))).toHaveLength(3);
  });

  test("keeps cells without content in a table that has some, and no other table", async () => {
    const rows = (first: number): StructureNode[] => [node(first, "TR", [node(first + 1, "TH"), node(first + 2, "TD"), node(first + 3, "TD")]), node(first + 4, "TR", [node(first + 5, "TD")])];
    const root = node(0, "Document", [node(1, "Table", rows(2)), node(8, "Table", rows(9))]);
    const objects = await treeOf(root, 1, ({ claim }) => { claim(0, 4); });
    expect(shape(objects)).toBe("Document(Table(TR(TH(), TD(page 1 #0), TD()), TR(TD())))");
  });

  test("says what a figure shows, what a header cell heads and how far cells reach, and names notes", async () => {
    const root = node(0, "Document", [
      { ...node(1, "Figure"), alt: "صورة (أولى)" }, { ...node(2, "TH"), cell: { scope: "Row", rowSpan: 2 } }, { ...node(3, "TD"), cell: { columnSpan: 3 } },
      { ...node(4, "Note"), identifier: "note-4" }, { ...node(5, "Note"), identifier: "note-10" },
    ]);
    const objects = await treeOf(root, 1, ({ claim }) => { for (const id of [1, 2, 3, 4, 5]) claim(0, id); });
    const [figure, header, cell, note, other] = objects.catalogue.at("StructTreeRoot", "K", "K").items;
    expect(figure?.at("Alt").text).toBe("صورة (أولى)");
    expect([header?.at("A", "O").value, header?.at("A", "Scope").value, header?.at("A", "RowSpan").value, header?.at("A").has("ColSpan")]).toEqual(["/Table", "/Row", 2, false]);
    expect([cell?.at("A", "O").value, cell?.at("A", "ColSpan").value]).toEqual(["/Table", 3]);
    expect([note?.at("ID").text, other?.at("ID").text]).toEqual(["note-4", "note-10"]);
    // Names stand in order (ISO 32000-1, 7.9.6).
    const names = objects.catalogue.at("StructTreeRoot", "IDTree", "Names").items;
    expect(names.map((item) => (item.isText ? item.text : item.id))).toEqual(["note-10", other?.id, "note-4", note?.id]);
  });

  test("has links as links, what is inside them linked too, or as plain text in a file without links", async () => {
    const link = { target: { kind: "uri", uri: "https://example.org/" }, contents: "t", plain: "Span" } as const;
    const root = node(0, "Document", [node(1, "P", [{ ...node(2, "Link", [node(3, "Code")]), link }])]);
    const said: unknown[] = [];
    await fileWith((file) => {
      for (const withLinks of [true, false]) {
        const { typeOf, linkAround, hasLinks } = openStructure(file, root, withLinks);
        said.push([typeOf(2), hasLinks, [1, 2, 3].map((id) => linkAround(id)?.id)]);
      }
    });
    expect(said).toEqual([["Link", true, [undefined, 2, 2]], ["Span", false, [undefined, undefined, undefined]]]);
  });

  test("is empty for a document without content, and valid all the same", async () => {
    const objects = await treeOf(article, 1, () => undefined);
    expect(shape(objects)).toBe("");
    expect(parentTree(objects)).toEqual({});
  });

  test("knows which pages have something tagged, and has no parents for the others", async () => {
    const objects = await treeOf(article, 3, ({ claim, pageIsTagged }) => {
      claim(0, 2);
      claim(2, 3);
      expect([0, 1, 2].map(pageIsTagged)).toEqual([true, false, true]);
    });
    expect(parentTree(objects)).toEqual({ 0: ["H1"], 2: ["P"] });
  });

  test("knows an element's type, and throws at one that the document does not have", async () => {
    await treeOf(article, 1, ({ typeOf }) => {
      expect([0, 1, 2].map(typeOf)).toEqual(["Document", "Art", "H1"]);
      expect(() => typeOf(9)).toThrow("structure element 9");
    });
  });
});
