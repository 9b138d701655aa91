import { createHash } from "node:crypto";
import { pdfName } from "./inks.ts";
import type { PdfFile, PdfReference, PdfValue } from "./pdfkitDocument.ts";
import { textString } from "./pdfkitDocument.ts";

/** A file that goes along with the document. */
export interface Attachment {
  readonly name: string;
  /** As in `text/plain`. */
  readonly mediaType: string;
  /** What it is to the document (ISO 19005-3, Annex E). */
  readonly relationship: "Source" | "Data";
  readonly description: string;
  readonly bytes: Uint8Array;
}

/**
 * Embeds files (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8): each with its media type, size, checksum, date and relationship, named in the catalogue's name tree and among its associated files.
 * Names that are taken get a number.
 *
 * @param date of the document
 */
export function writeAttachments(file: PdfFile, attachments: readonly Attachment[], date: Date | undefined): void {
  if (attachments.length === 0) return;
  const names = new Set<string>();
  const specifications = attachments.map((attachment) => {
    const name = freeName(attachment.name, names);
    names.add(name);
    return [name, writeAttachment(file, name, attachment, date)] as const;
  });
  const sorted = [...specifications].sort(([a], [b]) => compareKeys(a, b));
  file.setNames("EmbeddedFiles", sorted.flatMap(([name, specification]): PdfValue[] => [textString(name), specification]));
  file.setCatalogEntry("AF", specifications.map(([, specification]) => specification));
}

function writeAttachment(file: PdfFile, name: string, { mediaType, relationship, description, bytes }: Attachment, date: Date | undefined): PdfReference {
  const content = file.stream({
    Type: "EmbeddedFile",
    Subtype: pdfName(mediaType),
    Params: { Size: bytes.length, ...(date && { CreationDate: date, ModDate: date }), CheckSum: new Uint8Array(createHash("md5").update(bytes).digest()) },
  }, bytes);
  const specification = file.object({
    Type: "Filespec", F: textString(name), UF: textString(name), EF: { F: content, UF: content }, Desc: textString(description), AFRelationship: relationship,
  });
  specification.end();
  return specification;
}

/** A name tree is in the order of its keys' bytes (ISO 32000-1, 7.9.6): after those in ASCII come those that begin with the mark of UTF-16. */
function compareKeys(a: string, b: string): number {
  const [isWide, otherIsWide] = [a, b].map((name) => /\P{ASCII}/u.test(name));
  if (isWide !== otherIsWide) return isWide === true ? 1 : -1;
  return a < b ? -1 : 1;
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  const dot = name.lastIndexOf(".");
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
  let number = 2;
  while (taken.has(`${stem}-${number}${extension}`)) number++;
  return `${stem}-${number}${extension}`;
}
