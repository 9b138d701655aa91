import type { Report } from "../diagnostics/index.ts";
import type { FontFace } from "../fonts/index.ts";
import type { PagedDocument } from "../layout/index.ts";
import type { EmbeddedFont } from "./embeddedFont.ts";
import { embedTrueTypeFont } from "./embeddedFont.ts";
import type { CellStore } from "./glyphCells.ts";
import { openCellStore } from "./glyphCells.ts";
import type { PdfFile } from "./pdfkitDocument.ts";
import type { FontFor } from "./textPainter.ts";

/** Reports every face of the document that may not be embedded (OS/2 fsType, restricted licence embedding). */
export function refuseRestrictedFonts(document: PagedDocument, report: Report): boolean {
  const refused = new Set<FontFace>();
  for (const { items } of document.pages) {
    for (const item of items) {
      if (item.kind !== "text") continue;
      for (const { face } of item.runs) if (face.embedding === "restricted") refused.add(face);
    }
  }
  for (const face of refused) {
    report({
      severity: "error",
      code: "pdf/embedding-forbidden",
      message: `The font ${face.postscriptName} (${face.path}) forbids embedding in documents`,
      hint: "Choose another font in the style sheet, or a licence of this one that allows embedding",
    });
  }
  return refused.size > 0;
}

export interface DocumentFonts {
  readonly fontFor: FontFor;
  readonly storeOf: (face: FontFace) => CellStore;
  readonly finish: () => void;
}

/** The fonts of a file: a face's subset is shared by all pages, and followed by another when it is full. */
export function openFonts(file: PdfFile, stretch: number): DocumentFonts {
  const stores = new Map<FontFace, CellStore>();
  const current = new Map<FontFace, EmbeddedFont>();
  const parts = new Map<FontFace, number>();
  const all: EmbeddedFont[] = [];

  const fontFor: FontFor = (face, cells) => {
    const open = current.get(face);
    if (open?.hasRoom(cells) === true) return open;
    const part = parts.get(face) ?? 0;
    parts.set(face, part + 1);
    const font = embedTrueTypeFont(file, face, `F${all.length + 1}`, part, stretch);
    all.push(font);
    current.set(face, font);
    return font;
  };
  const storeOf = (face: FontFace): CellStore => {
    let store = stores.get(face);
    if (store === undefined) {
      store = openCellStore(face.unitsPerEm);
      stores.set(face, store);
    }
    return store;
  };
  return { fontFor, storeOf, finish: () => { all.forEach((font) => { font.finish(); }); } };
}
