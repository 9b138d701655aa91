import type { PdfDictionary } from "./objects.ts";
import type { PreflightDocument } from "./preflightDocument.ts";
import { isPredefined } from "./predefinedXmp.ts";
import { when, type Fault, type Rule } from "./rule.ts";
import { filtersOf } from "./streamData.ts";
import { namespaces, propertyOf, propertyText, timeOf, type XmpPacket } from "./xmp.ts";

/** Faults in the packet; where it is missing or broken, another rule says so. */
function inPacket({ xmp, metadata }: PreflightDocument, faults: (packet: XmpPacket) => readonly string[]): Fault[] {
  return typeof xmp === "object" && metadata !== undefined ? faults(xmp).map((message) => ({ object: metadata.id, message })) : [];
}

function lacking(packet: XmpPacket, wanted: readonly (readonly [keyof typeof namespaces, string])[]): string[] {
  return wanted.filter(([prefix, name]) => (propertyText(packet, namespaces[prefix], name) ?? "") === "").map(([prefix, name]) => `The metadata has no ${prefix}:${name}.`);
}

/** Entries of the information dictionary with the properties that say the same (ISO 19005-1, table 1). */
const pairs: readonly (readonly [string, keyof typeof namespaces, string, "text" | "time"])[] = [
  ["Title", "dc", "title", "text"], ["Author", "dc", "creator", "text"], ["Subject", "dc", "description", "text"], ["Keywords", "pdf", "Keywords", "text"],
  ["Creator", "xmp", "CreatorTool", "text"], ["Producer", "pdf", "Producer", "text"], ["CreationDate", "xmp", "CreateDate", "time"], ["ModDate", "xmp", "ModifyDate", "time"],
];

function disagreeing(info: PdfDictionary, packet: XmpPacket): string[] {
  return pairs.flatMap(([key, prefix, name, kind]) => {
    const [entry, property] = [info.text(key), propertyText(packet, namespaces[prefix], name)];
    if (entry === undefined || property === undefined) return [];
    const agree = kind === "text" ? entry === property : timeOf(entry) === timeOf(property);
    return agree ? [] : [`Info/${key} and ${prefix}:${name} differ.`];
  });
}

function trappedIn({ info }: PreflightDocument): string | undefined {
  return info?.name("Trapped");
}

const isTrapped = (value: string | undefined): boolean => value === "True" || value === "False";

/** Rules about metadata. */
export const metadataRules: readonly Rule[] = [
  {
    id: "metadata/missing", severity: "error", demanded: { x4: "", a: "6.6.2.1", ua: "7.1" }, subject: "14.3.2",
    what: "The catalog has XMP metadata.", hint: "Save the file with XMP metadata.",
    check: ({ xmp, catalog }) => when(xmp === undefined, catalog.id, "The file has no XMP metadata."),
  },
  {
    id: "metadata/malformed", severity: "error", demanded: { x4: "", a: "6.6.2.1", ua: "7.1" }, subject: "14.3.2",
    what: "The XMP metadata is well-formed.", hint: "Save the file anew; escape & and < in titles and such.",
    check: ({ xmp, metadata }) => when(typeof xmp === "string", metadata?.id ?? "", `The XMP metadata cannot be read: ${typeof xmp === "string" ? xmp : ""}.`),
  },
  {
    id: "metadata/compressed", severity: "error", demanded: { x4: "" }, subject: "14.3.2",
    what: "The XMP metadata is not compressed.", hint: "Write the metadata stream without a filter.",
    check: ({ metadata }) => when(metadata !== undefined && filtersOf(metadata).length > 0, metadata?.id ?? "", "The metadata has a filter."),
  },
  {
    id: "metadata/pdfx-version", severity: "error", demanded: { x4: "" }, subject: "14.3.2",
    what: "The metadata says GTS_PDFXVersion PDF/X-4.", hint: "Save the file as PDF/X-4.",
    check: (document) => inPacket(document, (packet) => {
      const version = propertyText(packet, namespaces.pdfxid, "GTS_PDFXVersion");
      return version === "PDF/X-4" ? [] : [version === undefined ? "The file does not say that it is PDF/X-4." : `The file says that it is ${version}.`];
    }),
  },
  {
    id: "metadata/trapped", severity: "error", demanded: { x4: "" }, subject: "14.11.6",
    what: "The file says whether it is trapped: True or False, as a name in Info or in pdf:Trapped.", hint: "Say False, unless the file was trapped.",
    check: (document) => inPacket(document, (packet) => {
      const values = [trappedIn(document), propertyText(packet, namespaces.pdf, "Trapped")].filter((value) => value !== undefined);
      if (document.info?.has("Trapped") === true && trappedIn(document) === undefined) return ["Trapped in Info is no name."];
      return values.length > 0 && values.every(isTrapped) ? [] : ["The file does not say whether it is trapped."];
    }),
  },
  {
    id: "metadata/trapped-agreement", severity: "error", demanded: { x4: "" }, subject: "14.11.6",
    what: "Trapped in Info and in the metadata agree.", hint: "Say the same in both places.",
    check: (document) => inPacket(document, (packet) => {
      const [entry, property] = [trappedIn(document), propertyText(packet, namespaces.pdf, "Trapped")];
      return isTrapped(entry) && isTrapped(property) && entry !== property ? [`Info says ${entry ?? ""}, the metadata ${property ?? ""}.`] : [];
    }),
  },
  {
    id: "metadata/title", severity: "error", demanded: { x4: "", ua: "7.1" }, subject: "14.3.2",
    what: "The metadata has a title.", hint: "Give the document a title.",
    check: (document) => inPacket(document, (packet) => lacking(packet, [["dc", "title"]])),
  },
  {
    id: "metadata/dates", severity: "error", demanded: { x4: "" }, subject: "14.3.2",
    what: "The metadata says when the file was made and changed: xmp:CreateDate, ModifyDate, MetadataDate.", hint: "Save the file with its dates.",
    check: (document) => inPacket(document, (packet) => [
      ...lacking(packet, [["xmp", "CreateDate"], ["xmp", "ModifyDate"], ["xmp", "MetadataDate"]]),
      ...["CreateDate", "ModifyDate", "MetadataDate"].filter((name) => {
        const text = propertyText(packet, namespaces.xmp, name);
        return text !== undefined && text !== "" && timeOf(text) === undefined;
      }).map((name) => `The date xmp:${name} is none.`),
    ]),
  },
  {
    id: "metadata/identity", severity: "error", demanded: { x4: "" }, subject: "14.3.2",
    what: "The metadata identifies the document: xmpMM:DocumentID, VersionID, RenditionClass.", hint: "Save the file with a program that writes them.",
    check: (document) => inPacket(document, (packet) => lacking(packet, [["xmpMM", "DocumentID"], ["xmpMM", "VersionID"], ["xmpMM", "RenditionClass"]])),
  },
  {
    id: "metadata/info-agreement", severity: "error", demanded: { x4: "" }, subject: "14.3.3",
    what: "What stands both in Info and in the metadata is the same.", hint: "Save the file with a program that writes both alike.",
    check: (document) => inPacket(document, (packet) => (document.info === undefined ? [] : disagreeing(document.info, packet))),
  },
  {
    id: "metadata/pdfa-identification", severity: "error", demanded: { a: "6.6.4" }, subject: "14.3.2",
    what: "The metadata says pdfaid:part 2 or 3 and a level that the part has.", hint: "Save the file as PDF/A-2 or PDF/A-3.",
    check: (document) => inPacket(document, (packet) => {
      const { part = "", level = "" } = document.claims.pdfa ?? {};
      if (part === "") return ["The file does not say which PDF/A it is."];
      const prefix = propertyOf(packet, namespaces.pdfaid, "part")?.prefix;
      if (prefix !== "pdfaid") return [`The prefix of pdfaid is ${prefix ?? ""}.`];
      return /^[23]$/.test(part) && /^[ABU]$/.test(level) ? [] : [`The file says that it is PDF/A-${part}${level.toLowerCase()}, which this program does not know.`];
    }),
  },
  {
    id: "metadata/pdfua-identification", severity: "error", demanded: { ua: "5" }, subject: "14.3.2",
    what: "The metadata says pdfuaid:part 1.", hint: "Save the file as PDF/UA-1.",
    check: (document) => inPacket(document, (packet) => {
      const found = propertyOf(packet, namespaces.pdfuaid, "part");
      if (found?.text !== "1") return ["The file does not say that it is PDF/UA-1."];
      return found.prefix === "pdfuaid" ? [] : [`The prefix of pdfuaid is ${found.prefix}.`];
    }),
  },
  {
    id: "metadata/extension-schema", severity: "error", demanded: { a: "6.6.2.3" }, subject: "14.3.2",
    what: "Every property is predefined or described by an extension schema.", hint: "Add pdfaExtension:schemas that describe it.",
    check: (document) => inPacket(document, ({ properties, described }) =>
      properties.filter(({ namespace, name }) => !isPredefined(namespace, name) && !described.has(`${namespace} ${name}`)).map(({ prefix, name }) => `The property ${prefix}:${name} is not described.`)),
  },
];
