import type { PdfArray } from "./objects.ts";
import { PdfDictionary, PdfText } from "./objects.ts";
import { openFile, type PdfFile, type UnreadableFile } from "./openFile.ts";
import { readPages } from "./pages.ts";
import { claimsOf, type Claims } from "./preflightDocument.ts";
import { streamData } from "./streamData.ts";
import { namespaces, propertyOf, propertyText, readXmp, type XmpPacket } from "./xmp.ts";

/** A file that goes along with a document (ISO 32000-1, 7.11.4). */
export interface EmbeddedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mediaType?: string;
  /** What it is to the document, as in `Source` (ISO 19005-3, Annex E). */
  readonly relationship?: string;
}

/** What a PDF says of itself, by its XMP metadata or else its information dictionary. */
export interface DocumentFacts {
  readonly pages: number;
  readonly title?: string;
  readonly author?: string;
  readonly publisher?: string;
  /** Year-month-day that it is of; when the file was made says nothing of that. */
  readonly date?: string;
  /** As a magazine numbers its issues (PRISM). */
  readonly number?: string;
  /** BCP 47 */
  readonly language?: string;
  /** The program that made the file. */
  readonly producer?: string;
  readonly claims: Claims;
  readonly attachments: readonly EmbeddedFile[];
}

const encrypted: UnreadableFile = { message: "The file is encrypted.", hint: "Save it without password and restrictions." };
const fetchAgain = "Fetch or make the file again; it may have been damaged on its way.";

/**
 * Reads what a PDF says of itself, and what is attached to it.
 *
 * @returns what is wrong where the file is empty, encrypted, no PDF, or has pages or attachments that cannot be read
 */
export async function readDocumentFacts(bytes: Uint8Array): Promise<DocumentFacts | UnreadableFile> {
  const file = await openFile(bytes);
  if ("hint" in file) return file;
  const catalog = file.trailer.dictionary("Root");
  if (catalog === undefined || file.trailer.has("Encrypt")) return encrypted;
  const pages = readPages(catalog);
  const fault = pageTreeFault(catalog, pages.map(({ dictionary }) => dictionary), file);
  if (fault !== undefined) return fault;
  const attachments = readAttachments(catalog, file);
  if ("hint" in attachments) return attachments;
  const metadata = catalog.streamAt("Metadata");
  const packet = metadata && streamData(metadata, file);
  const xmp = packet && (await readXmp(packet));
  return { pages: pages.length, ...saidOf(catalog, file.trailer.dictionary("Info"), typeof xmp === "object" ? xmp : undefined), claims: claimsOf(xmp), attachments };
}

/** Pages are counted where their tree begins (ISO 32000-1, table 29); where one is missing, the count and the leaves differ. */
function pageTreeFault(catalog: PdfDictionary, pages: readonly PdfDictionary[], file: PdfFile): UnreadableFile | undefined {
  const count = catalog.dictionary("Pages")?.number("Count");
  if (pages.length === 0) return { message: "The file has no pages.", hint: "Give the path of a PDF with pages." };
  if (count !== pages.length) return { message: `The file is damaged: it should have ${count ?? "some"} pages, and ${pages.length} can be found.`, hint: fetchAgain };
  for (const [index, page] of pages.entries()) {
    const missing = page.entries.has("Contents") && !page.has("Contents");
    if (missing || page.oneOrMore("Contents").some((content) => streamData(content, file) === undefined)) return { message: `The file is damaged: the content of page ${index + 1} cannot be read.`, hint: fetchAgain };
  }
  return undefined;
}

type Said = Omit<DocumentFacts, "pages" | "claims" | "attachments">;

function saidOf(catalog: PdfDictionary, info: PdfDictionary | undefined, xmp: XmpPacket | undefined): Said {
  const property = (namespace: keyof typeof namespaces, name: string): string | undefined => xmp && propertyText(xmp, namespaces[namespace], name);
  const creators = xmp && propertyOf(xmp, namespaces.dc, "creator")?.items;
  const producer = property("pdf", "Producer") ?? info?.text("Producer");
  const said: Record<keyof Said, string | undefined> = {
    title: property("dc", "title") ?? info?.text("Title"),
    author: creators?.filter((name) => name !== "").join("، ") ?? info?.text("Author"),
    publisher: property("dc", "publisher"),
    date: dayOf(property("dc", "date") ?? (producer === ownProducer ? datedByEdition(property("xmp", "CreateDate")) : undefined)),
    number: xmp?.properties.find(({ namespace, name }) => name === "number" && namespace.startsWith(prism))?.text,
    language: catalog.text("Lang") ?? property("dc", "language"),
    producer,
  };
  return Object.fromEntries(Object.entries(said).flatMap(([key, value]) => (value === undefined || value.trim() === "" ? [] : [[key, value.trim()]])));
}

/** This program, which dates its files by the edition and not by the clock; those of undated editions are of the beginning of time. */
const ownProducer = "Nashra";

function datedByEdition(created: string | undefined): string | undefined {
  return created?.startsWith("1970-01-01") === true ? undefined : created;
}

/** Of all versions (PRISM Metadata Specification, 2.0 and later). */
const prism = "http://prismstandard.org/namespaces/basic/";

/** The day as it was where the file was made, in the forms of XMP and of PDF (ISO 32000-1, 7.9.4). */
function dayOf(time: string | undefined): string | undefined {
  const [, year, month = "01", day = "01"] = /^(?:D:)?(\d{4})(?:-?(\d\d))?(?:-?(\d\d))?/.exec(time?.trim() ?? "") ?? [];
  return year === undefined ? undefined : `${year}-${month}-${day}`;
}

function readAttachments(catalog: PdfDictionary, file: PdfFile): readonly EmbeddedFile[] | UnreadableFile {
  const specifications = new Set([...specificationsIn(catalog.dictionary("Names")?.dictionary("EmbeddedFiles")), ...(catalog.array("AF")?.dictionaries() ?? [])]);
  const attachments: EmbeddedFile[] = [];
  for (const specification of specifications) {
    const embedded = specification.dictionary("EF");
    const stream = embedded?.streamAt("UF") ?? embedded?.streamAt("F");
    if (stream === undefined) continue;
    const name = specification.text("UF") ?? specification.text("F") ?? "attachment";
    const bytes = streamData(stream, file);
    if (bytes === undefined) return { message: `The file is damaged: its attachment “${name}” cannot be read.`, hint: fetchAgain };
    const [mediaType, relationship] = [stream.name("Subtype"), specification.name("AFRelationship")];
    attachments.push({ name, bytes, ...(mediaType !== undefined && { mediaType }), ...(relationship !== undefined && { relationship }) });
  }
  return attachments;
}

/** The values of a name tree (ISO 32000-1, 7.9.6). One that goes round in a circle is followed once. */
function specificationsIn(root: PdfDictionary | undefined): PdfDictionary[] {
  const found: PdfDictionary[] = [];
  const seen = new Set<PdfDictionary>();
  const waiting = root === undefined ? [] : [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    found.push(...valuesOf(node.array("Names")));
    waiting.push(...(node.array("Kids")?.dictionaries().reverse() ?? []));
  }
  return found;
}

function valuesOf(names: PdfArray | undefined): PdfDictionary[] {
  return (names?.values() ?? []).filter((_, index, all) => index % 2 === 1 && all[index - 1] instanceof PdfText).filter((value) => value instanceof PdfDictionary);
}
