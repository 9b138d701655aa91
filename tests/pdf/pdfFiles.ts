import { openPdfFile, textString, type PdfFile, type PdfFileOptions, type PdfReference } from "../../src/pdf/pdfkitDocument.ts";
import { readPdf, type PdfObjects } from "./pdfObjects.ts";

/** Opens a file that says next to nothing. */
export async function openFile(options: Partial<PdfFileOptions> = {}): Promise<PdfFile> {
  return openPdfFile({ version: "1.7", compress: true, language: "ar", info: { Title: textString("Title") }, metadata: () => "<xmp/>", ...options });
}

/** Adds empty pages. */
export function addPages(file: PdfFile, count: number): PdfReference[] {
  return Array.from({ length: count }, () => {
    const page = file.object({ Type: "Page", Parent: file.pageTree, MediaBox: [0, 0, 100, 100] });
    page.end();
    file.addPage(page);
    return page;
  });
}

/** The objects of a file into which something was written. */
export async function fileWith(write: (file: PdfFile) => void, options: Partial<PdfFileOptions> = {}): Promise<PdfObjects> {
  const file = await openFile(options);
  write(file);
  return readPdf(file.end());
}
