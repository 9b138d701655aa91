import { writeDigits } from "../../numerals/index.ts";
import { readDocumentFacts, type DocumentFacts } from "../../preflight/index.ts";
import { ArchiveFault } from "../archiveFault.ts";
import type { PageText } from "../model.ts";
import { discardPdfium, openPdfium } from "./pdfium.ts";
import { readCharacters } from "./pdfCharacters.ts";
import { gatherWords } from "./pdfWords.ts";
import { brokenEnd } from "./wholeFile.ts";

/** What a PDF shows, says of itself and carries along. */
export interface PdfText extends Omit<DocumentFacts, "pages" | "number"> {
  readonly pages: readonly PageText[];
  /** In European digits: as its metadata says, or else its title after the word for a number. */
  readonly number?: string;
}

/**
 * Reads a PDF that somebody made: the words of its pages with their places, in logical order as PDFium finds them, marked furniture left out; what it says of itself; the files attached to it.
 *
 * Throws `ArchiveFault` `archive/unreadable-pdf` for what is empty, no PDF, cut off, damaged or encrypted.
 */
export async function readPdfText(bytes: Uint8Array): Promise<PdfText> {
  const broken = brokenEnd(bytes);
  if (broken !== undefined) throw unreadable(broken);
  const facts = await readDocumentFacts(bytes);
  if ("hint" in facts) throw unreadable(facts);
  const { pages: count, number: told, ...said } = facts;
  const pages = await readPages(bytes, count);
  const number = told ?? numberIn(said.title);
  return { ...said, pages, ...(number !== undefined && { number: writeDigits(number, "european") }) };
}

async function readPages(bytes: Uint8Array, count: number): Promise<PageText[]> {
  const pdfium = await openPdfium();
  const pages: PageText[] = [];
  try {
    for (const page of readCharacters(pdfium, bytes)) {
      if (page === undefined) throw unreadable({ message: `The PDF is damaged: page ${pages.length + 1} cannot be read.`, hint: FETCH_AGAIN });
      pages.push(gatherWords(page, pages.length + 1));
    }
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "RuntimeError") throw error;
    discardPdfium();
    throw unreadable({ message: "The PDF is damaged: reading its text fails.", hint: FETCH_AGAIN });
  }
  if (pages.length !== count) throw unreadable({ message: `The PDF is damaged: it should have ${count} pages, and ${pages.length} can be shown.`, hint: FETCH_AGAIN });
  return pages;
}

const FETCH_AGAIN = "Fetch or make the file again; it may have been damaged on its way.";

/** After the words by which titles of issues name it. */
function numberIn(title: string | undefined): string | undefined {
  return /(?:العدد|شماره|شمارهٔ|شمارۀ|No\.?|Nr\.?|Issue|#)\s*:?\s*([0-9\u0660-\u0669\u06f0-\u06f9]+)/iu.exec(title ?? "")?.[1];
}

function unreadable({ message, hint }: { readonly message: string; readonly hint: string }): ArchiveFault {
  return new ArchiveFault("archive/unreadable-pdf", message, hint);
}
