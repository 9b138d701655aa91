import type { PdfDictionary } from "./objects.ts";
import type { PreflightDocument } from "./preflightDocument.ts";
import { when, type Fault, type Rule } from "./rule.ts";

/** Faults of XObjects in the file, drawn or not. */
function inXObjects({ reachable, content }: PreflightDocument, subtype: "Image" | "Form" | "PS" | undefined, fault: (object: PdfDictionary) => string | undefined): Fault[] {
  const objects = new Set([...reachable.dictionaries, ...content.used.keys()]);
  return [...objects].filter((object) => object.stream !== undefined && (subtype === undefined || object.name("Subtype") === subtype)).flatMap((object) => {
    const message = fault(object);
    return when(message !== undefined, object.id, message ?? "", content.used.get(object));
  });
}

function embeddedFiles({ reachable }: PreflightDocument): PdfDictionary[] {
  return reachable.dictionaries.filter((dictionary) => dictionary.has("EF"));
}

function attachmentFaults(document: PreflightDocument, fault: (specification: PdfDictionary, file: PdfDictionary | undefined) => string | undefined): Fault[] {
  return embeddedFiles(document).flatMap((specification) => {
    const file = specification.dictionary("EF")?.streamAt("F") ?? specification.dictionary("EF")?.streamAt("UF");
    const message = fault(specification, file);
    return when(message !== undefined, specification.id, message ?? "");
  });
}

function isPart3({ claims }: PreflightDocument): boolean {
  return claims.pdfa?.part === "3";
}

function isAssociated({ reachable }: PreflightDocument, specification: PdfDictionary): boolean {
  return reachable.dictionaries.some((holder) => holder.oneOrMore("AF").includes(specification));
}

/** Whether embedded bytes are a PDF that says itself that it is PDF/A. */
function isArchivePdf(bytes: Uint8Array | undefined): boolean {
  if (bytes === undefined) return false;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return text.subarray(0, 5).toString("latin1") === "%PDF-" && text.includes("pdfaid");
}

/** Rules about XObjects and attachments. */
export const objectRules: readonly Rule[] = [
  {
    id: "xobjects/postscript", severity: "error", demanded: { x4: "", a: "6.2.9" }, subject: "8.8.2",
    what: "There are no PostScript XObjects.", hint: "Draw it with PDF operators.",
    check: (document) => inXObjects(document, undefined, (object) => (object.name("Subtype") === "PS" || object.name("Subtype2") === "PS" || (object.has("PS") && object.name("Subtype") === "Form") ? "There is a PostScript XObject." : undefined)),
  },
  {
    id: "xobjects/reference", severity: "error", demanded: { x4: "", a: "6.2.9", ua: "7.20" }, subject: "8.10.4",
    what: "No form stands for a page of another file.", hint: "Embed the page.",
    check: (document) => inXObjects(document, "Form", (form) => (form.dictionary("Ref") === undefined ? undefined : "A form stands for a page of another file.")),
  },
  {
    id: "xobjects/opi", severity: "error", demanded: { x4: "", a: "6.2.8" }, subject: "14.11.7",
    what: "Nothing stands for a picture that a server puts in (OPI).", hint: "Embed the picture itself.",
    check: (document) => inXObjects(document, undefined, (object) => (object.has("OPI") ? "It stands for a picture on an OPI server." : undefined)),
  },
  {
    id: "images/alternates", severity: "error", demanded: { x4: "", a: "6.2.8" }, subject: "8.9.5.4",
    what: "Images have no alternates; in PDF/X-4 none that is printed instead.", hint: "Keep the one that is to be printed.",
    check: (document, { inForce }) => inXObjects(document, "Image", (image) => {
      const alternates = image.array("Alternates")?.dictionaries() ?? [];
      const wrong = inForce.has("a") ? alternates : alternates.filter((alternate) => alternate.boolean("DefaultForPrinting") === true);
      return wrong.length > 0 ? "The image has alternates." : undefined;
    }),
  },
  {
    id: "images/interpolate", severity: "error", demanded: { a: "6.2.8" }, subject: "8.9.5.3",
    what: "Images are not interpolated by the reader.", hint: "Set Interpolate to false, and give the image the resolution that it needs.",
    check: (document) => inXObjects(document, "Image", (image) => (image.boolean("Interpolate") === true ? "The image has Interpolate." : undefined)),
  },
  {
    id: "attachments/names", severity: "error", demanded: { a: "6.8", ua: "7.11" }, subject: "7.11.3",
    what: "Attached files have a name in both F and UF.", hint: "Give the file specification F and UF.",
    check: (document) => attachmentFaults(document, (specification) => (specification.has("F") && specification.has("UF") ? undefined : "An attached file has no name in F or UF.")),
  },
  {
    id: "attachments/archive", severity: "error", demanded: { a: "6.8" }, subject: "7.11.4",
    what: "In PDF/A-2 only PDF/A files are attached.", hint: "Save the file as PDF/A-3, or take the attachment out.",
    check: (document) => (isPart3(document) ? [] : attachmentFaults(document, (_, file) => (file === undefined || isArchivePdf(document.data(file)) ? undefined : "An attached file is no PDF/A."))),
  },
  {
    id: "attachments/relationship", severity: "error", demanded: { a: "6.8" }, subject: "7.11.3",
    what: "In PDF/A-3 an attached file says how it belongs to the document (AFRelationship), and something refers to it (AF).", hint: "Give it AFRelationship, and the catalog an AF that lists it.",
    check: (document) => (isPart3(document) ? attachmentFaults(document, (specification) => {
      if (specification.name("AFRelationship") === undefined) return "An attached file has no AFRelationship.";
      return isAssociated(document, specification) ? undefined : "No AF refers to an attached file.";
    }) : []),
  },
  {
    id: "attachments/kind", severity: "error", demanded: { a: "6.8" }, subject: "7.11.4",
    what: "In PDF/A-3 an attached file says its MIME type and when it was changed.", hint: "Give the embedded file Subtype and Params/ModDate.",
    check: (document) => (isPart3(document) ? attachmentFaults(document, (_, file) => {
      if (file === undefined) return undefined;
      if (file.name("Subtype") === undefined) return "An attached file has no MIME type.";
      return file.dictionary("Params")?.has("ModDate") === true ? undefined : "An attached file does not say when it was changed.";
    }) : []),
  },
];
