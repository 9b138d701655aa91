import { boxOf, type Box } from "./geometry.ts";
import { PdfArray, PdfDictionary, type PdfObject } from "./objects.ts";

export type BoxName = "MediaBox" | "CropBox" | "BleedBox" | "TrimBox" | "ArtBox";

/** A page with what it inherits (ISO 32000-1, 7.7.3). */
export interface Page {
  /** From 1. */
  readonly number: number;
  readonly dictionary: PdfDictionary;
  readonly boxes: { readonly MediaBox: Box } & Partial<Record<BoxName, Box>>;
  readonly resources: PdfDictionary | undefined;
  readonly annotations: readonly PdfDictionary[];
}

/** US letter, which readers take where a page says nothing. */
const readersBox: Box = { left: 0, bottom: 0, right: 612, top: 792 };

/** The pages in their order. A tree that goes round in a circle is followed once. */
export function readPages(catalog: PdfDictionary): Page[] {
  const pages: Page[] = [];
  const seen = new Set<PdfDictionary>();
  const waiting: { readonly node: PdfDictionary; readonly inherited: Inherited }[] = [];
  const root = catalog.dictionary("Pages");
  if (root !== undefined) waiting.push({ node: root, inherited: {} });
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node } = next;
    if (seen.has(node)) continue;
    seen.add(node);
    const inherited = inheritedAt(node, next.inherited);
    const kids = node.get("Kids");
    if (kids instanceof PdfArray && node.name("Type") !== "Page") waiting.push(...kids.dictionaries().reverse().map((kid) => ({ node: kid, inherited })));
    else pages.push(pageOf(node, pages.length + 1, inherited));
  }
  return pages;
}

type Inherited = Readonly<Partial<Record<"MediaBox" | "CropBox" | "Resources", PdfObject>>>;

function inheritedAt(node: PdfDictionary, above: Inherited): Inherited {
  const own: Inherited = Object.fromEntries(["MediaBox", "CropBox", "Resources"].flatMap((key) => {
    const value = node.get(key);
    return value === undefined ? [] : [[key, value] as const];
  }));
  return { ...above, ...own };
}

function pageOf(dictionary: PdfDictionary, number: number, { MediaBox, CropBox, Resources }: Inherited): Page {
  const found: Partial<Record<BoxName, Box | undefined>> = {
    CropBox: boxOf(CropBox instanceof PdfArray ? CropBox : undefined),
    BleedBox: boxOf(dictionary.array("BleedBox")),
    TrimBox: boxOf(dictionary.array("TrimBox")),
    ArtBox: boxOf(dictionary.array("ArtBox")),
  };
  const boxes: Partial<Record<BoxName, Box>> = {};
  for (const name of ["CropBox", "BleedBox", "TrimBox", "ArtBox"] as const) {
    const box = found[name];
    if (box !== undefined) boxes[name] = box;
  }
  return {
    number, dictionary, boxes: { ...boxes, MediaBox: boxOf(MediaBox instanceof PdfArray ? MediaBox : undefined) ?? readersBox },
    resources: Resources instanceof PdfDictionary ? Resources : undefined,
    annotations: dictionary.array("Annots")?.dictionaries() ?? [],
  };
}
