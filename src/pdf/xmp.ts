import type { PdfMetadata } from "./documentMetadata.ts";

/** The program's name in metadata. */
export const PRODUCER = "Nashra";

const NAMESPACES = {
  "@_xmlns:rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  "@_xmlns:dc": "http://purl.org/dc/elements/1.1/",
  "@_xmlns:xmp": "http://ns.adobe.com/xap/1.0/",
  "@_xmlns:pdf": "http://ns.adobe.com/pdf/1.3/",
};

/** Begins and ends a packet (ISO 16684-1, 7.3.2); bytes found anywhere can be told for XMP by it. */
const PACKET_BEGIN = "\ufeff";
const PACKET_ID = "W5M0MpCehiHzreSzNTczkc9d";

/** An element's content: text, elements by name, attributes by name after `@_`, an array for elements of one name. */
type XmlContent = string | readonly string[] | { readonly [name: string]: XmlContent | undefined };

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

function present(content: Readonly<Record<string, XmlContent | undefined>>): XmlContent {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
}

function propertiesOf({ title, author, publisher, description, keywords, date }: PdfMetadata, language: string): XmlContent {
  const day = date === undefined ? undefined : `${date.toISOString().slice(0, 19)}Z`;
  return present({
    "@_rdf:about": "",
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
  });
}

/** Keywords as one text. */
export function joinKeywords(keywords: readonly string[]): string {
  return keywords.join(", ");
}

/**
 * Writes the XMP packet (ISO 16684-1).
 *
 * @param language BCP 47 of the document
 */
export async function writeXmp(metadata: PdfMetadata, language: string): Promise<string> {
  const { default: XmlBuilder } = await import("fast-xml-builder");
  const xml = new XmlBuilder({ ignoreAttributes: false, suppressEmptyNode: true, format: true, indentBy: " " });
  const description = xml.build({
    "x:xmpmeta": { "@_xmlns:x": "adobe:ns:meta/", "rdf:RDF": { ...NAMESPACES, "rdf:Description": propertiesOf(metadata, language) } },
  });
  return `<?xpacket begin="${PACKET_BEGIN}" id="${PACKET_ID}"?>\n${description.trimEnd()}\n<?xpacket end="w"?>`;
}
