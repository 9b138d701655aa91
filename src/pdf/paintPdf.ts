import type { Report } from "../diagnostics/index.ts";
import type { PagedDocument } from "../layout/index.ts";
import { openColours, type Output } from "../press/index.ts";
import { writeAttachments, type Attachment } from "./attachments.ts";
import { openFonts, refuseRestrictedFonts } from "./documentFonts.ts";
import { checkInk, checkSpots, coloursOf, needInks } from "./documentColours.ts";
import { documentMetadata, informationOf } from "./documentMetadata.ts";
import { emStretch } from "./emStretch.ts";
import { openGlyphForms } from "./glyphForms.ts";
import { haveInks, writeImages } from "./imagePainter.ts";
import { openInks } from "./inks.ts";
import { openLinkAnnotations } from "./links.ts";
import { writeOutline } from "./outline.ts";
import { writeOutputIntents } from "./outputIntents.ts";
import { linesOf } from "./pageLines.ts";
import { paintPage } from "./pagePainter.ts";
import { refusePageSizes } from "./pageSizes.ts";
import type { PdfReference, PdfValue } from "./pdfkitDocument.ts";
import { openPdfFile } from "./pdfkitDocument.ts";
import { checkPress } from "./pressChecks.ts";
import { openStructure } from "./structureTree.ts";
import { openXmp } from "./xmp.ts";

export interface PaintOptions {
  readonly report: Report;
  /** What the file is made for. */
  readonly output: Output;
  /** Files that go along. */
  readonly attachments?: readonly Attachment[];
  /** Streams deflated and objects packed; true unless said otherwise. */
  readonly compress?: boolean;
}

/**
 * Paints a paged document as a PDF file (ISO 32000-1) that keeps the promises of its output: fonts embedded and subset, text that readers give back in logical
 * order, colours in the inks of the output condition or in sRGB, page boxes, structure tree, outline, metadata out of the document's title and
 * `meta` elements, output intents. The same document and options give the same bytes: the file's dates are the document's, or there are none.
 *
 * Reports errors: `pdf/embedding-forbidden` (a font's licence), `pdf/page-size`, `pdf/no-title`, `image/damaged`; and warnings: `pdf/invalid-date`, `pdf/no-date`, `pdf/ink-limit`, `pdf/spot-mixtures`, `pdf/hairline`, `pdf/small-text-inks`.
 *
 * @param document what layout made; lengths in pt
 * @returns the file's bytes, or `undefined` after an error
 */
export async function paintPdf(document: PagedDocument, { report, output, attachments = [], compress = true }: PaintOptions): Promise<Uint8Array | undefined> {
  const { promises } = output;
  const metadata = documentMetadata(document, promises, report);
  const refused = [refuseRestrictedFonts(document, report), refusePageSizes(document, report)].includes(true);
  if (refused || metadata === undefined) return undefined;

  const colours = coloursOf(document);
  const condition = promises.colours === "inks" || (promises.colours === "kept" && (needInks(colours, document) || haveInks(document))) ? output.condition : undefined;
  const convert = await openColours(condition === undefined ? "sRGB" : promises.colours, output, colours.keys());
  checkSpots(colours, report);
  if (condition !== undefined) checkInk(colours, convert, condition.inkLimit, report);
  if (promises.colours === "inks") checkPress(document, convert, report);

  const writeXmp = await openXmp(metadata, document.language, promises);
  const file = await openPdfFile({ version: promises.version, compress, language: document.language, info: informationOf(metadata, promises), metadata: writeXmp });
  let profile: PdfReference | undefined;
  const sRGB = (): PdfReference => (profile ??= file.stream({ N: 3, Alternate: "DeviceRGB" }, output.sRGB));
  const structure = openStructure(file, document.structure, promises.links);
  const links = openLinkAnnotations(file, structure);
  const lines = document.pages.map(linesOf);
  const fonts = openFonts(file, emStretch(lines));
  const images = await writeImages(file, document, { output, condition, sRGB, report });
  if (images === undefined) return undefined;
  const shared = {
    file, fonts, structure, links, images, glyphForms: openGlyphForms(file),
    inks: openInks(file, { convert, calibration: condition === undefined ? undefined : sRGB }),
    blackOverprints: promises.blackOverprints,
    blendSpace: condition === undefined ? "DeviceRGB" as const : "DeviceCMYK" as const,
  };
  const pages = document.pages.map((page, index) => paintPage(page, lines[index] ?? [], index, shared));
  pages.forEach(file.addPage);
  fonts.finish();

  const heightOf = (pageIndex: number): number => document.pages[pageIndex]?.mediaBox.height ?? 0;
  links.finish(pages, heightOf);
  structure.write(pages);
  writeOutline(file, document.outline, pages, heightOf);
  writeOutputIntents(file, output, condition, sRGB);
  writeAttachments(file, attachments, metadata.date);
  if (promises.facingPages && pages.length > 1) file.setCatalogEntry("PageLayout", "TwoPageRight");
  const preferences: Record<string, PdfValue> = { DisplayDocTitle: true };
  if (document.direction === "rtl") preferences["Direction"] = "R2L";
  file.setCatalogEntry("ViewerPreferences", file.object(preferences));
  return file.end();
}
