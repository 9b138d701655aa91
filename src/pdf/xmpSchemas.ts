/** An element's content: text, elements by name, attributes by name after `@_`, an array for elements of one name. */
export type XmlContent = string | readonly XmlContent[] | { readonly [name: string]: XmlContent | undefined };

interface XmpProperty {
  readonly name: string;
  readonly type: "Integer" | "Text" | "Closed Choice of Text";
  readonly description: string;
}

interface XmpSchema {
  readonly title: string;
  readonly namespace: string;
  readonly properties: readonly XmpProperty[];
}

/** Properties that files use and that PDF/A does not know by itself. */
const schemas = {
  pdfuaid: {
    title: "PDF/UA identification",
    namespace: "http://www.aiim.org/pdfua/ns/id/",
    properties: [{ name: "part", type: "Integer", description: "The part of ISO 14289 that the file keeps to" }],
  },
  pdfxid: {
    title: "PDF/X identification",
    namespace: "http://www.npes.org/pdfx/ns/id/",
    properties: [{ name: "GTS_PDFXVersion", type: "Text", description: "The version of PDF/X that the file keeps to" }],
  },
  pdf: {
    title: "Adobe PDF",
    namespace: "http://ns.adobe.com/pdf/1.3/",
    properties: [{ name: "Trapped", type: "Text", description: "Whether the file has been trapped" }],
  },
} as const satisfies Readonly<Record<string, XmpSchema>>;

/** Describes schemas by prefix, as PDF/A asks of every property that it does not define (ISO 19005-2, 6.6.2.3.2). */
export function schemasOf(prefixes: readonly (keyof typeof schemas)[]): XmlContent {
  return {
    "rdf:Bag": {
      "rdf:li": prefixes.map((prefix) => {
        const { title, namespace, properties } = schemas[prefix];
        return {
          "@_rdf:parseType": "Resource",
          "pdfaSchema:schema": title,
          "pdfaSchema:namespaceURI": namespace,
          "pdfaSchema:prefix": prefix,
          "pdfaSchema:property": {
            "rdf:Seq": {
              "rdf:li": properties.map(({ name, type, description }) => ({
                "@_rdf:parseType": "Resource",
                "pdfaProperty:name": name,
                "pdfaProperty:valueType": type,
                "pdfaProperty:category": "internal",
                "pdfaProperty:description": description,
              })),
            },
          },
        };
      }),
    },
  };
}
