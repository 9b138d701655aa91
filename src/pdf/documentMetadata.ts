import type { Report } from "../diagnostics/index.ts";
import type { PagedDocument } from "../layout/index.ts";
import type { Promises } from "../press/index.ts";
import { plainName, textString, type PdfFileOptions } from "./pdfkitDocument.ts";

/** The program's name in metadata. */
export const PRODUCER = "Nashra";

/**
 * What the file says about itself, to people and archives: the same in the information dictionary and in XMP. Texts hold neither control characters
 * nor others that XML cannot hold, and none is empty.
 */
export interface PdfMetadata {
  readonly title: string;
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

/** Keywords as one text. */
export function joinKeywords(keywords: readonly string[]): string {
  return keywords.join(", ");
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

/** The day on which a file is dated that nobody has dated and that must have a date: the clock's would make every file another. */
const UNDATED = new Date(0);

/**
 * Takes what a document says of itself out of its title and its `meta` elements: `author`, `publisher`, `description`, `keywords` (between commas)
 * and `date` (year-month-day), and checks what is promised of it: a title (ISO 14289-1, 7.1), which is the first heading where there is no other, dates for the press (ISO 15930-7) and for attachments (ISO 19005-3, 6.8).
 *
 * Reports `pdf/no-title` (an error), `pdf/invalid-date` and `pdf/no-date` (warnings).
 *
 * Source of the names: HTML, "Standard metadata names"; Dublin Core for `publisher` and `date`.
 *
 * @param fallback the day of a document that gives none
 */
export function documentMetadata(
  { title, metadata, outline }: Pick<PagedDocument, "title" | "metadata" | "outline">, promises: Pick<Promises, "pdfX" | "sources">, report: Report, fallback: Date | undefined = sourceDate(),
): PdfMetadata | undefined {
  const texts = {
    title: cleanText(title) ?? cleanText(outline[0]?.title),
    author: cleanText(metadata["author"]),
    publisher: cleanText(metadata["publisher"]),
    description: cleanText(metadata["description"]),
  };
  if (texts.title === undefined) {
    report({
      severity: "error",
      code: "pdf/no-title",
      message: "The document has neither a title nor a heading to take for one; readers show a title, and every profile promises one.",
      hint: "Give the template's page a <title>.",
    });
    return undefined;
  }
  const date = dateIn(cleanText(metadata["date"]), report) ?? fallback ?? (promises.pdfX !== undefined || promises.sources ? undated(report) : undefined);
  return {
    title: texts.title,
    ...(texts.author !== undefined && { author: texts.author }),
    ...(texts.publisher !== undefined && { publisher: texts.publisher }),
    ...(texts.description !== undefined && { description: texts.description }),
    keywords: keywordsIn(metadata["keywords"]),
    ...(date !== undefined && { date }),
  };
}

function undated(report: Report): Date {
  report({
    severity: "warning",
    code: "pdf/no-date",
    message: "The edition has no date; presses and archives want one, so the file is dated 1970-01-01.",
    hint: "Give the day of publication: --set date=2022-11-24, or <meta name=\"date\"> in a template of your own.",
  });
  return UNDATED;
}

/** The date of whoever makes the same file again (reproducible-builds.org, SOURCE_DATE_EPOCH: seconds since 1970). */
function sourceDate(): Date | undefined {
  const seconds = process.env["SOURCE_DATE_EPOCH"];
  return seconds !== undefined && /^\d{1,11}$/.test(seconds) ? new Date(Number(seconds) * 1000) : undefined;
}

/** The information dictionary (ISO 32000-1, 14.3.3). */
export function informationOf({ title, author, description, keywords, date }: PdfMetadata, { pdfX }: Pick<Promises, "pdfX">): PdfFileOptions["info"] {
  const text = (value: string | undefined): ReturnType<typeof textString> | undefined => (value === undefined ? undefined : textString(value));
  return {
    Title: textString(title),
    Author: text(author),
    Subject: text(description),
    Keywords: keywords.length === 0 ? undefined : textString(joinKeywords(keywords)),
    Creator: textString(PRODUCER),
    Producer: textString(PRODUCER),
    CreationDate: date,
    ModDate: date,
    GTS_PDFXVersion: text(pdfX),
    Trapped: pdfX && plainName("False"),
  };
}
