/** An element of an XML document. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  readonly elements: readonly XmlElement[];
  /** All text in it. */
  readonly text: string;
}

const entities: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&apos;": "'" };
const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const tag = /<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>/y;

function decode(text: string): string {
  if (text.includes("]]>")) throw new Error("]]> stands in text");
  return text.replace(/&[^;\s]*;?/g, (entity) => {
    const character = entities[entity];
    if (character === undefined) throw new Error(`not one of XML's entities: ${entity}`);
    return character;
  });
}

/** Reads what metadata needs of XML 1.0, namespaces included; throws at what is not well-formed. */
export function readXml(source: string): XmlElement {
  const bad = notXml.exec(source);
  if (bad !== null) throw new Error(`not a character of XML: U+${(bad[0].codePointAt(0) ?? 0).toString(16)}`);
  let place = 0;

  function text(): string {
    const end = source.indexOf("<", place);
    const found = source.slice(place, end < 0 ? source.length : end);
    place += found.length;
    return decode(found);
  }

  function takeTag(): { closing: boolean; name: string; attributes: Record<string, string>; empty: boolean } {
    tag.lastIndex = place;
    const found = tag.exec(source);
    if (found === null) throw new Error(`not a tag: ${source.slice(place, place + 40)}`);
    place = tag.lastIndex;
    const attributes: Record<string, string> = {};
    for (const [, key = "", value = ""] of (found[3] ?? "").matchAll(/([\w:.-]+)="([^"]*)"/g)) {
      if (Object.hasOwn(attributes, key)) throw new Error(`${key} stands twice`);
      attributes[key] = decode(value);
    }
    return { closing: found[1] === "/", name: found[2] ?? "", attributes, empty: found[4] === "/" };
  }

  function element(outer: ReadonlyMap<string, string>): XmlElement {
    const { closing, name, attributes, empty } = takeTag();
    if (closing) throw new Error(`${name} ends and has not begun`);
    const known = new Map(outer);
    for (const [key, value] of Object.entries(attributes)) if (key.startsWith("xmlns:")) known.set(key.slice(6), value);
    for (const used of [name, ...Object.keys(attributes)]) {
      const prefix = used.split(":").slice(0, -1).join(":");
      if (prefix !== "" && !known.has(prefix)) throw new Error(`${prefix} stands for no namespace`);
    }
    const elements: XmlElement[] = [];
    let content = "";
    while (!empty) {
      const piece = text();
      content += piece;
      if (place >= source.length) throw new Error(`${name} does not end`);
      if (source.startsWith("</", place)) {
        const end = takeTag();
        if (end.name !== name) throw new Error(`${name} ends as ${end.name}`);
        break;
      }
      const child = element(known);
      elements.push(child);
      content += child.text;
    }
    return { name, namespace: known.get(name.split(":")[0] ?? ""), attributes, elements, text: content };
  }

  const root = element(new Map([["xml", "http://www.w3.org/XML/1998/namespace"], ["xmlns", "http://www.w3.org/2000/xmlns/"]]));
  if (place !== source.length) throw new Error("something stands after the root element");
  return root;
}
