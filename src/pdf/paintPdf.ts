import type { Report } from "../diagnostics/index.ts";
import type { FontFace } from "../fonts/index.ts";
import type { DisplayItem, Page, PagedDocument, Rect, Role } from "../layout/index.ts";
import type { ContentStream } from "./contentStream.ts";
import { opacityName, openContentStream } from "./contentStream.ts";
import type { PdfMetadata } from "./documentMetadata.ts";
import { documentMetadata } from "./documentMetadata.ts";
import type { EmbeddedFont } from "./embeddedFont.ts";
import { embedTrueTypeFont } from "./embeddedFont.ts";
import { emStretch } from "./emStretch.ts";
import type { CellStore } from "./glyphCells.ts";
import { openCellStore } from "./glyphCells.ts";
import { writeOutline } from "./outline.ts";
import type { PageLine } from "./pageLines.ts";
import { linesOf } from "./pageLines.ts";
import type { PdfFile, PdfReference, PdfValue } from "./pdfkitDocument.ts";
import { openPdfFile, textString } from "./pdfkitDocument.ts";
import { rulerFor } from "./ruler.ts";
import { REGISTRATION, paintFill, paintMark, paintRule } from "./shapePainter.ts";
import type { StructureContent } from "./structureTree.ts";
import { openStructure } from "./structureTree.ts";
import type { FontFor } from "./textPainter.ts";
import { openTextPainter } from "./textPainter.ts";
import { joinKeywords, PRODUCER, writeXmp } from "./xmp.ts";

export interface PaintOptions {
  readonly report: Report;
  /** Streams deflated; true unless said otherwise. */
  readonly compress?: boolean;
}

/** Reports every face of the document that may not be embedded (OS/2 fsType, restricted licence embedding). */
function refuseRestrictedFonts(document: PagedDocument, report: Report): boolean {
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

interface DocumentFonts {
  readonly fontFor: FontFor;
  readonly storeOf: (face: FontFace) => CellStore;
  readonly finish: () => void;
}

/** The fonts of a file: a face's subset is shared by all pages, and followed by another when it is full. */
function openFonts(file: PdfFile, stretch: number): DocumentFonts {
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

function pdfRectangle({ x, y, width, height }: Rect, pageHeight: number): number[] {
  const places = (value: number): number => Math.round(value * 1000) / 1000;
  return [places(x), places(pageHeight - y - height), places(x + width), places(pageHeight - y)];
}

function sameRole(a: Role, b: Role): boolean {
  if (a.kind === "content") return b.kind === "content" && a.structure === b.structure;
  return b.kind === "artifact" && a.type === b.type && a.subtype === b.subtype;
}

/** Opens the marked content that a role asks for (ISO 32000-1, 14.6 and 14.8.2.2). */
function beginMarkedContent(role: Role, pageIndex: number, structure: StructureContent): string {
  if (role.kind === "content") {
    const type = structure.typeOf(role.structure);
    return `/${type} <</MCID ${structure.claim(pageIndex, role.structure)}>> BDC\n`;
  }
  return `/Artifact <</Type /${role.type}${role.subtype === undefined ? "" : ` /Subtype /${role.subtype}`}>> BDC\n`;
}

interface PaintedPage {
  readonly content: ContentStream;
  readonly fonts: ReadonlySet<EmbeddedFont>;
  readonly hasMarks: boolean;
}

function paintPage(page: Page, lines: readonly PageLine[], pageIndex: number, structure: StructureContent, documentFonts: DocumentFonts): PaintedPage {
  const content = openContentStream();
  const height = page.mediaBox.height;
  const fonts = new Set<EmbeddedFont>();
  const fontFor: FontFor = (face, cells) => {
    const font = documentFonts.fontFor(face, cells);
    fonts.add(font);
    return font;
  };
  const text = openTextPainter(content, page.mediaBox, fontFor, documentFonts.storeOf);
  const ruler = rulerFor(lines);
  let hasMarks = false;
  let role: Role | undefined;

  function paintItem(item: DisplayItem): void {
    switch (item.kind) {
      case "text":
        text.paint(item, item === lines[0]?.item ? ruler : undefined);
        break;
      case "fill":
        paintFill(content, item, height);
        break;
      case "rule":
        paintRule(content, item, height);
        break;
      case "mark":
        hasMarks = true;
        paintMark(content, item, height);
        break;
    }
  }

  for (const item of page.items) {
    if (role === undefined || !sameRole(role, item.role)) {
      if (role !== undefined) content.write("EMC\n");
      content.write(beginMarkedContent(item.role, pageIndex, structure));
      role = item.role;
    }
    paintItem(item);
  }
  if (role !== undefined) content.write("EMC\n");
  return { content, fonts, hasMarks };
}

/** The Separation in which printer's marks are drawn: full ink on every plate. */
function registrationSpace(file: PdfFile): PdfReference {
  const ink = file.object({ FunctionType: 2, Domain: [0, 1], C0: [0, 0, 0, 0], C1: [1, 1, 1, 1], N: 1 });
  ink.end();
  return ink;
}

function resourcesOf(file: PdfFile, painted: PaintedPage, registration: () => PdfReference): PdfReference {
  const fonts: Record<string, PdfValue> = {};
  for (const font of painted.fonts) fonts[font.name] = font.reference;
  const resources: Record<string, PdfValue> = { Font: fonts };
  if (painted.hasMarks) resources["ColorSpace"] = { [REGISTRATION]: ["Separation", "All", "DeviceCMYK", registration()] };
  if (painted.content.opacities.size > 0) {
    const states: Record<string, PdfValue> = {};
    for (const perMille of painted.content.opacities) states[opacityName(perMille)] = { Type: "ExtGState", ca: perMille / 1000, CA: perMille / 1000 };
    resources["ExtGState"] = states;
  }
  const reference = file.object(resources);
  reference.end();
  return reference;
}

function informationOf({ title, author, description, keywords, date }: PdfMetadata): Record<string, ReturnType<typeof textString> | Date | undefined> {
  const text = (value: string | undefined): ReturnType<typeof textString> | undefined => (value === undefined ? undefined : textString(value));
  return {
    Title: text(title),
    Author: text(author),
    Subject: text(description),
    Keywords: keywords.length === 0 ? undefined : textString(joinKeywords(keywords)),
    Creator: textString(PRODUCER),
    Producer: textString(PRODUCER),
    CreationDate: date,
    ModDate: date,
  };
}

/**
 * Paints a paged document as a PDF 1.7 file (ISO 32000-1): fonts embedded and subset, text that readers give back in logical order, page boxes,
 * structure tree, outline, metadata out of the document's title and `meta` elements. The same document and options give the same bytes: the
 * file's dates are the document's, or there are none.
 *
 * Reports `pdf/embedding-forbidden` (an error: a font's licence) and `pdf/invalid-date` (a warning).
 *
 * @param document what layout made; lengths in pt
 * @returns the file's bytes, or `undefined` after an error
 */
export async function paintPdf(document: PagedDocument, { report, compress = true }: PaintOptions): Promise<Uint8Array | undefined> {
  if (refuseRestrictedFonts(document, report)) return undefined;

  const metadata = documentMetadata(document, report);
  const file = await openPdfFile({
    version: "1.7",
    compress,
    language: document.language,
    info: informationOf(metadata),
    metadata: await writeXmp(metadata, document.language),
  });
  const structure = openStructure(file, document.structure);
  const lines = document.pages.map(linesOf);
  const fonts = openFonts(file, emStretch(lines));
  let registration: PdfReference | undefined;
  const registrationOnce = (): PdfReference => (registration ??= registrationSpace(file));

  const pages: PdfReference[] = [];
  document.pages.forEach((page, pageIndex) => {
    const painted = paintPage(page, lines[pageIndex] ?? [], pageIndex, structure, fonts);
    const height = page.mediaBox.height;
    const reference = file.object({
      Type: "Page",
      Parent: file.pageTree,
      MediaBox: pdfRectangle(page.mediaBox, height),
      BleedBox: pdfRectangle(page.bleedBox, height),
      TrimBox: pdfRectangle(page.trimBox, height),
      Resources: resourcesOf(file, painted, registrationOnce),
      Contents: file.stream({}, painted.content.bytes()),
    });
    if (structure.pageIsTagged(pageIndex)) Object.assign(reference.data, { StructParents: pageIndex, Tabs: "S" });
    reference.end();
    file.addPage(reference);
    pages.push(reference);
  });
  fonts.finish();

  structure.write(pages);
  writeOutline(file, document.outline, pages, (pageIndex) => document.pages[pageIndex]?.mediaBox.height ?? 0);
  const preferences: Record<string, PdfValue> = { DisplayDocTitle: true };
  if (document.direction === "rtl") preferences["Direction"] = "R2L";
  file.setCatalogEntry("ViewerPreferences", file.object(preferences));
  return file.end();
}
