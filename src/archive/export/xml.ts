/** An element of a document, its children in their order. */
export interface XmlElement {
  readonly name: string;
  /** By name, prefix included; what is `undefined` is left out. */
  readonly attributes?: Readonly<Record<string, string | number | undefined>>;
  readonly content?: string | readonly XmlElement[];
}

/** As the builder takes elements that keep their order. */
type Ordered = Record<string, unknown>;

/** XML 1.0, 2.2 allows no others, not even written as references; a half of a surrogate pair is no character. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/**
 * Opens the writer of XML documents.
 *
 * @returns writes a document in UTF-8; characters that XML cannot hold are dropped
 */
export async function openXml(): Promise<(root: XmlElement) => Uint8Array> {
  const { default: XmlBuilder } = await import("fast-xml-builder");
  const builder = new XmlBuilder({ preserveOrder: true, ignoreAttributes: false, suppressEmptyNode: true, format: true, indentBy: " " });
  const declaration: Ordered = { "?xml": [{ "#text": "" }], ":@": { "@_version": "1.0", "@_encoding": "UTF-8" } };
  return (root) => new TextEncoder().encode(`${builder.build([declaration, orderedOf(root)]).trim()}\n`);
}

function orderedOf({ name, attributes = {}, content = [] }: XmlElement): Ordered {
  const own = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [[`@_${key}`, allowed(String(value))] as const]));
  return { [name]: typeof content === "string" ? [{ "#text": allowed(content) }] : content.map(orderedOf), ...(own.length > 0 && { ":@": Object.fromEntries(own) }) };
}

function allowed(text: string): string {
  return text.replace(forbidden, "");
}

/** Whether a text is a tag of a language as XML Schema has them (XML Schema 2, 3.3.3). */
export function isLanguage(tag: string): boolean {
  return /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/.test(tag);
}
