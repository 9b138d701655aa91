import { basename, extname } from "node:path";
import * as z from "zod/mini";
import type { Report } from "../diagnostics/index.ts";
import { ArchiveFault } from "./archiveFault.ts";
import type { EditionFacts, PageText } from "./model.ts";
import { readPdfText, type PdfText } from "./pages/pdfText.ts";
import type { Submission, SubmittedArticle, SubmittedFile } from "./submission.ts";

/** What a person says of an edition that is given as a PDF; it goes before what the file says of itself. */
export interface GivenFacts {
  readonly publication?: string;
  readonly number?: string;
  readonly date?: string;
  readonly volume?: string;
  readonly title?: string;
  readonly language?: string;
}

const issueSchema = z.object({
  "@type": z.literal("PublicationIssue"),
  name: z.optional(z.string()), issueNumber: z.optional(z.string()), datePublished: z.optional(z.string()), inLanguage: z.optional(z.string()),
  publisher: z.optional(z.object({ name: z.string() })),
  isPartOf: z.optional(z.object({ volumeNumber: z.optional(z.string()) })),
  contributor: z.optional(z.array(z.object({ roleName: z.string(), contributor: z.object({ name: z.string() }) }))),
  hasPart: z.array(z.object({
    headline: z.optional(z.string()), articleSection: z.optional(z.string()), articleBody: z.string(),
    author: z.optional(z.object({ name: z.string() })), sourceOrganization: z.optional(z.object({ name: z.string() })),
  })),
});
type Issue = z.infer<typeof issueSchema>;

/**
 * Takes a PDF as an edition: its articles as it describes them itself, in an attached JSON-LD by schema.org as archival PDFs carry it, else a page as an article; its attached sources are kept as files of their own.
 *
 * Throws `ArchiveFault`: `archive/unreadable-pdf`, `archive/no-identity` where neither the file nor the person says which edition it is.
 *
 * Reports `archive/no-text` (a warning) where nothing can be found in it.
 *
 * @param name as the user named the file
 */
export async function submitPdf(bytes: Uint8Array, name: string, given: GivenFacts, report: Report): Promise<Submission> {
  const read = await readPdfText(bytes);
  if (read.pages.every(({ blocks }) => blocks.length === 0)) {
    report({ severity: "warning", code: "archive/no-text", message: `${name} has no text, as scanned pages have none; no word of it will be found.`, hint: "Have its letters recognised (OCR), and add it again as a new revision." });
  }
  const issue = described(read);
  const edition = editionFacts(read, issue, given, name);
  const sources = read.attachments.filter(({ relationship }) => relationship === "Source").map((attachment): SubmittedFile => (
    { role: "source", name: `sources/${safeName(attachment.name)}`, mediaType: "application/octet-stream", bytes: attachment.bytes }
  ));
  return {
    edition, pages: read.pages,
    articles: issue && issue.hasPart.length > 0 ? issue.hasPart.map(articleOf) : read.pages.map(pageAsArticle),
    files: [{ role: "pdf", name: "pdf/given.pdf", mediaType: "application/pdf", profile: "given", bytes }, ...withOwnNames(sources)],
  };
}

function described({ attachments }: PdfText): Issue | undefined {
  for (const { name, bytes } of attachments) {
    if (!/\.jsonld$/i.test(name)) continue;
    try {
      const parsed = issueSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
      if (parsed.success) return parsed.data;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return undefined;
}

function editionFacts(read: PdfText, issue: Issue | undefined, given: GivenFacts, name: string): EditionFacts {
  const title = given.title ?? read.title ?? issue?.name ?? basename(name, extname(name));
  const number = given.number ?? issue?.issueNumber ?? read.number;
  const date = given.date ?? issue?.datePublished ?? read.date;
  const volume = given.volume ?? issue?.isPartOf?.volumeNumber;
  if (number === undefined && date === undefined) {
    throw new ArchiveFault("archive/no-identity", `${name} says neither a number nor a date to be known by in the archive.`, "Give --set number=12 or --set date=2022-11-24, and --set publication=… with it.");
  }
  return {
    publication: given.publication ?? issue?.publisher?.name ?? read.publisher ?? title, title, language: given.language ?? issue?.inLanguage ?? read.language ?? "ar", pages: read.pages.length, fonts: [],
    ...(number !== undefined && { number }), ...(date !== undefined && { date }), ...(volume !== undefined && { volume }),
    credits: (issue?.contributor ?? []).map(({ roleName, contributor }) => ({ role: roleName, name: contributor.name })),
  };
}

function articleOf({ headline, articleSection: section, author, sourceOrganization, articleBody }: Issue["hasPart"][number]): SubmittedArticle {
  return {
    kind: "article", headline: headline ?? "", paragraphs: articleBody.split("\n"),
    ...(section !== undefined && { section }), ...(author && { author: author.name }), ...(sourceOrganization && { source: sourceOrganization.name }),
  };
}

function pageAsArticle({ blocks }: PageText): SubmittedArticle {
  return { kind: "page", headline: "", paragraphs: blocks.map(({ lines }) => lines.flatMap(({ words }) => words.map(({ text }) => text)).join(" ")) };
}

/** An attachment may have any name; a file's may not lead anywhere. */
function safeName(name: string): string {
  const bare = name.replace(/[/\\\p{Cc}]+/gu, "_").replace(/^\.+/u, "_");
  return bare === "" ? "_" : bare;
}

function withOwnNames(files: readonly SubmittedFile[]): SubmittedFile[] {
  const taken = new Set<string>();
  return files.map((file, index) => {
    const name = taken.has(file.name) ? file.name.replace("sources/", `sources/${index + 1}/`) : file.name;
    taken.add(name);
    return { ...file, name };
  });
}
