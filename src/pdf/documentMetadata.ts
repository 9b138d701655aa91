import type { Report } from "../diagnostics/index.ts";
import type { PagedDocument } from "../layout/index.ts";

/**
 * What the file says about itself, to people and archives: the same in the information dictionary and in XMP. Texts hold neither control characters
 * nor others that XML cannot hold, and none is empty.
 */
export interface PdfMetadata {
  readonly title?: string;
  readonly author?: string;
  readonly publisher?: string;
  readonly description?: string;
  readonly keywords: readonly string[];
  /** Midnight, UTC. */
  readonly date?: Date;
}

/** Text as metadata holds it: well-formed, on one line. */
function cleanText(text: string | undefined): string | undefined {
  const clean = text?.toWellFormed().replace(/[ \p{Cc}\ufffe\uffff]+/gu, " ").trim();
  return clean === "" ? undefined : clean;
}

/** The words between Latin or Arabic commas, each once. */
function keywordsIn(text: string | undefined): string[] {
  const words = (text ?? "").split(/[,،]/u).map(cleanText);
  return [...new Set(words.filter((word) => word !== undefined))];
}

/** A Gregorian day written year-month-day, as its midnight in UTC; `undefined` for what is none, 30 February among it. */
function dayOf(text: string): Date | undefined {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const [year, month, day] = (match ?? []).slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined || year === 0) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : undefined;
}

function dateIn(text: string | undefined, report: Report): Date | undefined {
  if (text === undefined) return undefined;
  const date = dayOf(text);
  if (date === undefined) {
    report({
      severity: "warning",
      code: "pdf/invalid-date",
      message: `The document's date “${text}” is no day of the calendar; the file is left without a date.`,
      hint: "Write the content of <meta name=\"date\"> as year-month-day in European digits: 2022-11-24.",
    });
  }
  return date;
}

/**
 * Takes what a document says of itself out of its title and its `meta` elements: `author`, `publisher`, `description`, `keywords` (between commas)
 * and `date` (year-month-day). Reports `pdf/invalid-date` (a warning).
 *
 * Source of the names: HTML, "Standard metadata names"; Dublin Core for `publisher` and `date`.
 */
export function documentMetadata({ title, metadata }: Pick<PagedDocument, "title" | "metadata">, report: Report): PdfMetadata {
  const texts = {
    title: cleanText(title),
    author: cleanText(metadata["author"]),
    publisher: cleanText(metadata["publisher"]),
    description: cleanText(metadata["description"]),
  };
  const date = dateIn(cleanText(metadata["date"]), report);
  return {
    ...(texts.title !== undefined && { title: texts.title }),
    ...(texts.author !== undefined && { author: texts.author }),
    ...(texts.publisher !== undefined && { publisher: texts.publisher }),
    ...(texts.description !== undefined && { description: texts.description }),
    keywords: keywordsIn(metadata["keywords"]),
    ...(date !== undefined && { date }),
  };
}
