import type { Promises } from "../press/index.ts";
import { joinKeywords, PRODUCER, type PdfMetadata } from "./documentMetadata.ts";
import { namedUuid } from "./uuid.ts";
import { schemasOf, type XmlContent } from "./xmpSchemas.ts";

const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/** Namespaces by prefix, each declared where it is used. */
const NAMESPACES = {
  dc: "http://purl.org/dc/elements/1.1/",
  xmp: "http://ns.adobe.com/xap/1.0/",
  xmpMM: "http://ns.adobe.com/xap/1.0/mm/",
  pdf: "http://ns.adobe.com/pdf/1.3/",
  pdfaid: "http://www.aiim.org/pdfa/ns/id/",
  pdfuaid: "http://www.aiim.org/pdfua/ns/id/",
  pdfxid: "http://www.npes.org/pdfx/ns/id/",
  pdfaExtension: "http://www.aiim.org/pdfa/ns/extension/",
};
const DESCRIPTION_NAMESPACES = { "@_xmlns:pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#", "@_xmlns:pdfaProperty": "http://www.aiim.org/pdfa/ns/property#" };

/** Begins and ends a packet (ISO 16684-1, 7.3.2); bytes found anywhere can be told for XMP by it. */
const PACKET_BEGIN = "\ufeff";
const PACKET_ID = "W5M0MpCehiHzreSzNTczkc9d";

/** A text that may be given in several languages (ISO 16684-1, 8.2.2.4), given once. */
function inAnyLanguage(text: string | undefined): XmlContent | undefined {
  return text === undefined ? undefined : { "rdf:Alt": { "rdf:li": { "@_xml:lang": "x-default", "#text": text } } };
}

function ordered(texts: readonly string[]): XmlContent | undefined {
  return texts.length === 0 ? undefined : { "rdf:Seq": { "rdf:li": texts } };
}

function unordered(texts: readonly string[]): XmlContent | undefined {
  return texts.length === 0 ? undefined : { "rdf:Bag": { "rdf:li": texts } };
}

function listOf(text: string | undefined): string[] {
  return text === undefined ? [] : [text];
}

function present(content: Readonly<Record<string, XmlContent | undefined>>): Record<string, XmlContent | undefined> {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
}

/** What a file says of the standards that it keeps to, and of itself as one of several (ISO 16684-1, 8.5). */
function identificationOf({ title, publisher, date }: PdfMetadata, { pdfX, pdfA, pdfUA }: Promises, digest: Uint8Array): Record<string, XmlContent | undefined> {
  return {
    "xmpMM:DocumentID": `uuid:${namedUuid("document", title, publisher, date?.toISOString())}`,
    "xmpMM:InstanceID": `uuid:${namedUuid("instance", digest)}`,
    "xmpMM:VersionID": "1",
    "xmpMM:RenditionClass": "default",
    "pdf:Trapped": pdfX && "False",
    "pdfxid:GTS_PDFXVersion": pdfX,
    "pdfaid:part": pdfA && String(pdfA.part),
    "pdfaid:conformance": pdfA?.conformance,
    "pdfuaid:part": String(pdfUA),
    "pdfaExtension:schemas": pdfA && schemasOf(["pdfuaid", ...(pdfX ? ["pdfxid", "pdf"] as const : [])]),
  };
}

function propertiesOf(metadata: PdfMetadata, language: string, promises: Promises, digest: Uint8Array): Readonly<Record<string, XmlContent | undefined>> {
  const { title, author, publisher, description, keywords, date } = metadata;
  const day = date === undefined ? undefined : `${date.toISOString().slice(0, 19)}Z`;
  return {
    "dc:format": "application/pdf",
    "dc:title": inAnyLanguage(title),
    "dc:creator": ordered(listOf(author)),
    "dc:description": inAnyLanguage(description),
    "dc:publisher": unordered(listOf(publisher)),
    "dc:language": unordered([language]),
    "dc:subject": unordered(keywords),
    "pdf:Keywords": keywords.length === 0 ? undefined : joinKeywords(keywords),
    "pdf:Producer": PRODUCER,
    "xmp:CreatorTool": PRODUCER,
    "xmp:CreateDate": day,
    "xmp:ModifyDate": day,
    "xmp:MetadataDate": day,
    ...identificationOf(metadata, promises, digest),
  };
}

/** Declarations of the namespaces of properties that have a value. */
function namespacesOf(properties: Readonly<Record<string, XmlContent | undefined>>): Record<string, string> {
  const used = new Set(Object.entries(properties).flatMap(([name, value]) => (value === undefined ? [] : [name.split(":")[0]])));
  const declarations: Record<string, string> = {};
  for (const [prefix, namespace] of Object.entries(NAMESPACES)) if (used.has(prefix)) declarations[`@_xmlns:${prefix}`] = namespace;
  return used.has("pdfaExtension") ? { ...declarations, ...DESCRIPTION_NAMESPACES } : declarations;
}

/**
 * Opens the XMP packet (ISO 16684-1) of a file: what its document says of itself, and which standards the file keeps to.
 *
 * @param language BCP 47 of the document
 * @returns gives the packet for a digest of the file's content
 */
export async function openXmp(metadata: PdfMetadata, language: string, promises: Promises): Promise<(digest: Uint8Array) => string> {
  const { default: XmlBuilder } = await import("fast-xml-builder");
  const xml = new XmlBuilder({ ignoreAttributes: false, suppressEmptyNode: true, format: true, indentBy: " " });
  return (digest) => {
    const properties = propertiesOf(metadata, language, promises, digest);
    const description = xml.build({
      "x:xmpmeta": { "@_xmlns:x": "adobe:ns:meta/", "rdf:RDF": { "@_xmlns:rdf": RDF, "rdf:Description": { "@_rdf:about": "", ...namespacesOf(properties), ...present(properties) } } },
    });
    return `<?xpacket begin="${PACKET_BEGIN}" id="${PACKET_ID}"?>\n${description.trimEnd()}\n<?xpacket end="w"?>`;
  };
}
