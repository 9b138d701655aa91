import type { Document, Element, Node } from "@xmldom/xmldom";

/** Namespaces that rules ask about. */
export const namespaces = {
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  dc: "http://purl.org/dc/elements/1.1/",
  xmp: "http://ns.adobe.com/xap/1.0/",
  xmpMM: "http://ns.adobe.com/xap/1.0/mm/",
  xmpRights: "http://ns.adobe.com/xap/1.0/rights/",
  pdf: "http://ns.adobe.com/pdf/1.3/",
  photoshop: "http://ns.adobe.com/photoshop/1.0/",
  pdfaid: "http://www.aiim.org/pdfa/ns/id/",
  pdfuaid: "http://www.aiim.org/pdfua/ns/id/",
  pdfxid: "http://www.npes.org/pdfx/ns/id/",
  pdfaExtension: "http://www.aiim.org/pdfa/ns/extension/",
  pdfaSchema: "http://www.aiim.org/pdfa/ns/schema#",
  pdfaProperty: "http://www.aiim.org/pdfa/ns/property#",
} as const;

/** A property of the packet, its value as plain text; the items of lists stand alone in `items`. */
export interface XmpProperty {
  readonly namespace: string;
  readonly name: string;
  readonly prefix: string;
  readonly text: string;
  readonly items: readonly string[];
}

/** An XMP packet (ISO 16684-1). */
export interface XmpPacket {
  readonly properties: readonly XmpProperty[];
  /** What extension schemas describe (ISO 19005-2, 6.6.2.3.3), as namespace and name with a space between. */
  readonly described: ReadonlySet<string>;
}

const withoutEntities = /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>/g;
const bareAmpersand = /&(?!(?:[A-Za-z_][\w.-]*|#\d+|#x[0-9A-Fa-f]+);)/;

/** XML 1.0, 2.2. */
const forbiddenCharacter = /[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/;

/** Reads a packet; a text where it is not well-formed or holds no RDF. */
export async function readXmp(bytes: Uint8Array): Promise<XmpPacket | string> {
  let source: string;
  try {
    source = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return "it is not UTF-8";
  }
  // The parser forgives these.
  if (bareAmpersand.test(source.replace(withoutEntities, ""))) return "it is not well-formed XML: an & is not escaped";
  if (forbiddenCharacter.test(source)) return "it is not well-formed XML: it has control characters";
  const { DOMParser } = await import("@xmldom/xmldom");
  let document: Document;
  let fault: string | undefined;
  // What the parser would go on from is a fault all the same.
  const onError = (_level: string, message: string): never => {
    fault ??= message;
    throw new Error(message);
  };
  try {
    document = new DOMParser({ onError }).parseFromString(source.trim().replace(/^\uFEFF/, ""), "text/xml");
  } catch (error) {
    return `it is not well-formed XML: ${fault ?? (error instanceof Error ? error.message : String(error))}`;
  }
  const root = document.getElementsByTagNameNS(namespaces.rdf, "RDF").item(0);
  if (root === null) return "it holds no rdf:RDF";
  const descriptions = elementsIn(root).filter(({ localName }) => localName === "Description");
  return { properties: descriptions.flatMap(propertiesOf), described: new Set(descriptions.flatMap(describedBy)) };
}

/** A property's text, if the packet has it. */
export function propertyText({ properties }: XmpPacket, namespace: string, name: string): string | undefined {
  return propertyOf({ properties }, namespace, name)?.text;
}

/** A property, if the packet has it. */
export function propertyOf({ properties }: Pick<XmpPacket, "properties">, namespace: string, name: string): XmpProperty | undefined {
  return properties.find((property) => property.namespace === namespace && property.name === name);
}

function elementsIn(node: Node): Element[] {
  return [...node.childNodes].filter(isElement);
}

function isElement(node: Node): node is Element {
  return node.nodeType === node.ELEMENT_NODE;
}

/** Properties may stand as elements or, simple ones, as attributes (ISO 16684-1, 7.9.2.2). */
function propertiesOf(description: Element): XmpProperty[] {
  const attributes = [...description.attributes].filter(({ namespaceURI, localName }) => namespaceURI !== null && localName !== null && namespaceURI !== namespaces.rdf && !namespaceURI.startsWith("http://www.w3.org/"));
  return [
    ...attributes.map(({ namespaceURI, localName, prefix, value }) => ({ namespace: namespaceURI ?? "", name: localName ?? "", prefix: prefix ?? "", text: value, items: [value] })),
    ...elementsIn(description).map((element) => {
      const items = [...element.getElementsByTagNameNS(namespaces.rdf, "li")].map(({ textContent }) => (textContent ?? "").trim());
      const text = items.length > 0 ? (items[0] ?? "") : (element.textContent ?? "").trim();
      return { namespace: element.namespaceURI ?? "", name: element.localName ?? "", prefix: element.prefix ?? "", text, items: items.length > 0 ? items : [text] };
    }),
  ];
}

function describedBy(description: Element): string[] {
  return [...description.getElementsByTagNameNS(namespaces.pdfaSchema, "namespaceURI")].flatMap((uri) => {
    const schema = uri.parentNode;
    if (schema === null || !isElement(schema)) return [];
    const names = [...schema.getElementsByTagNameNS(namespaces.pdfaProperty, "name")];
    return names.map(({ textContent }) => `${(uri.textContent ?? "").trim()} ${(textContent ?? "").trim()}`);
  });
}

/**
 * A point of time in the forms of XMP and of PDF (ISO 32000-1, 7.9.4), in milliseconds; `undefined` for what is none.
 * What either leaves out is taken for its first.
 */
export function timeOf(text: string | undefined): number | undefined {
  const parts = /^(?:D:)?(\d{4})(?:-?(\d\d))?(?:-?(\d\d))?T?(?:(\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?)?(?:Z|([+-])(\d\d)['’:]?(\d\d)?'?|Z00'?00'?)?$/.exec(text?.trim() ?? "");
  if (parts === null) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map((part) => (part === "" || !part ? undefined : Number(part)));
  const sign = parts[7] === "-" ? -1 : 1;
  const offset = sign * (60 * Number(parts[8] ?? 0) + Number(parts[9] ?? 0));
  return Date.UTC(year, month - 1, day, hour, minute - offset, second);
}
