/** What the file says about itself, to people and archives. */
export interface PdfMetadata {
  readonly title: string;
  readonly author?: string;
  readonly subject?: string;
  readonly keywords?: readonly string[];
  readonly publisher?: string;
  /** From the edition, never from the clock; absent if the edition has no date. */
  readonly creationDate?: Date;
}

/** The program's name in metadata. */
export const PRODUCER = "Nashra";

/** Text for XML 1.0, characters that XML cannot hold left out. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}

function isoDate(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/**
 * Writes the XMP packet (ISO 16684-1), every value escaped.
 *
 * @param language BCP 47 of the document
 * @param descriptions further `rdf:Description` elements, whole, for standards that want their identification there
 */
export function writeXmp(metadata: PdfMetadata, language: string, descriptions: readonly string[] = []): string {
  const properties: string[] = [
    `<dc:format>application/pdf</dc:format>`,
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(metadata.title)}</rdf:li></rdf:Alt></dc:title>`,
    `<dc:language><rdf:Bag><rdf:li>${escapeXml(language)}</rdf:li></rdf:Bag></dc:language>`,
  ];
  if (metadata.author !== undefined) properties.push(`<dc:creator><rdf:Seq><rdf:li>${escapeXml(metadata.author)}</rdf:li></rdf:Seq></dc:creator>`);
  if (metadata.subject !== undefined) {
    properties.push(`<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(metadata.subject)}</rdf:li></rdf:Alt></dc:description>`);
  }
  if (metadata.publisher !== undefined) properties.push(`<dc:publisher><rdf:Bag><rdf:li>${escapeXml(metadata.publisher)}</rdf:li></rdf:Bag></dc:publisher>`);
  if (metadata.keywords !== undefined && metadata.keywords.length > 0) {
    properties.push(`<dc:subject><rdf:Bag>${metadata.keywords.map((word) => `<rdf:li>${escapeXml(word)}</rdf:li>`).join("")}</rdf:Bag></dc:subject>`);
    properties.push(`<pdf:Keywords>${escapeXml(metadata.keywords.join(", "))}</pdf:Keywords>`);
  }
  properties.push(`<pdf:Producer>${PRODUCER}</pdf:Producer>`, `<xmp:CreatorTool>${PRODUCER}</xmp:CreatorTool>`);
  if (metadata.creationDate !== undefined) {
    const date = isoDate(metadata.creationDate);
    properties.push(`<xmp:CreateDate>${date}</xmp:CreateDate>`, `<xmp:ModifyDate>${date}</xmp:ModifyDate>`, `<xmp:MetadataDate>${date}</xmp:MetadataDate>`);
  }
  return [
    `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>`,
    `<x:xmpmeta xmlns:x="adobe:ns:meta/">`,
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`,
    `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">`,
    ...properties,
    `</rdf:Description>`,
    ...descriptions,
    `</rdf:RDF>`,
    `</x:xmpmeta>`,
    `<?xpacket end="w"?>`,
  ].join("\n");
}
