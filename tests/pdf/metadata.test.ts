import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/index.ts";
import { documentMetadata, type PdfMetadata } from "../../src/pdf/documentMetadata.ts";
import { openXmp } from "../../src/pdf/xmp.ts";
import { profiles, type ProfileName } from "../../src/press/index.ts";
import { readXml, type XmlElement } from "./xml.ts";

interface Found {
  readonly metadata: PdfMetadata | undefined;
  readonly diagnostics: Diagnostic[];
}

function metadataOf(metadata: Readonly<Record<string, string>>, title = "النشرة", profile: ProfileName = "screen", fallback?: Date): Found {
  const diagnostics: Diagnostic[] = [];
  return { metadata: documentMetadata({ title, metadata, outline: [] }, profiles[profile], (diagnostic) => diagnostics.push(diagnostic), fallback), diagnostics };
}

describe("a document's metadata", () => {
  test("is its title and what its meta elements say", () => {
    expect(metadataOf({ author: "إلهام أبو الفتح", publisher: "صدى البلد", description: "نشرة", keywords: "أوكرانيا، روسيا", date: "2022-11-24", generator: "x" })).toEqual({
      metadata: {
        title: "النشرة", author: "إلهام أبو الفتح", publisher: "صدى البلد", description: "نشرة", keywords: ["أوكرانيا", "روسيا"], date: new Date("2022-11-24T00:00:00Z"),
      },
      diagnostics: [],
    });
  });

  test("has the first heading for a title where there is no other, and wants one of the two", () => {
    const report = (): void => undefined;
    const heading = { title: "عنوان", level: 1, page: 1, y: 0 };
    expect(documentMetadata({ title: "", metadata: {}, outline: [heading] }, profiles.screen, report)?.title).toBe("عنوان");
    expect(documentMetadata({ title: "نشرة", metadata: {}, outline: [heading] }, profiles.screen, report)?.title).toBe("نشرة");
    expect(metadataOf({}, " ")).toMatchObject({ metadata: undefined, diagnostics: [{ severity: "error", code: "pdf/no-title" }] });
  });

  test("is dated by whoever builds it again, where the edition has no date of its own", () => {
    const again = new Date("2020-02-02T00:00:00Z");
    expect(metadataOf({}, "ن", "print", again)).toMatchObject({ metadata: { date: again }, diagnostics: [] });
    expect(metadataOf({ date: "2022-11-24" }, "ن", "print", again).metadata?.date).toEqual(new Date("2022-11-24T00:00:00Z"));
    expect(metadataOf({}, "ن", "print")).toMatchObject({ metadata: { date: new Date(0) }, diagnostics: [{ severity: "warning", code: "pdf/no-date" }] });
  });

  test("is nothing where nothing is said", () => {
    expect(metadataOf({ author: "  ", keywords: " ، , " })).toEqual({ metadata: { title: "النشرة", keywords: [] }, diagnostics: [] });
  });

  test.each([
    ["one, two,three", ["one", "two", "three"]], ["واحد، اثنان ،ثلاثة", ["واحد", "اثنان", "ثلاثة"]], ["a، b, a,, ", ["a", "b"]], ["مجلس الأمن، الأمم المتحدة", ["مجلس الأمن", "الأمم المتحدة"]],
  ])("finds keywords between commas of both kinds, each once: %s", (keywords, found) => { expect(metadataOf({ keywords }).metadata?.keywords).toEqual(found); });

  test("has texts on one line, without what XML cannot hold", () => {
    expect(metadataOf({ author: "a\u0000b\u0007\n  c\ufffe\t d\ud800" }).metadata?.author).toBe("a b c d\ufffd");
    expect(metadataOf({}, " العدد\u00a01\r\n").metadata?.title).toBe("العدد\u00a01");
  });

  test.each([["2022-11-24", "2022-11-24"], ["2022-1-5", "2022-01-05"], ["2024-02-29", "2024-02-29"], ["0099-12-31", "0099-12-31"], [" 2022-11-24 ", "2022-11-24"]])(
    "has the day %j as midnight, UTC", (date, day) => { expect(metadataOf({ date }).metadata?.date?.toISOString()).toBe(`${day}T00:00:00.000Z`); },
  );

  test.each(["2022-02-30", "2023-02-29", "2022-13-01", "2022-00-10", "2022-11-0", "0000-01-01", "24/11/2022", "أمس", "2022-11-24T10:00", "٢٠٢٢-١١-٢٤", "22-11-24"])(
    "has no date for %j, and says so with a hint", (date) => {
      const { metadata, diagnostics } = metadataOf({ date });
      expect(metadata?.date).toBeUndefined();
      expect(diagnostics).toMatchObject([{ severity: "warning", code: "pdf/invalid-date" }]);
      expect(diagnostics[0]?.message).toContain(date);
      expect(diagnostics[0]?.hint).toContain("2022-11-24");
    },
  );
});

const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const namespaces = {
  dc: "http://purl.org/dc/elements/1.1/", xmp: "http://ns.adobe.com/xap/1.0/", pdf: "http://ns.adobe.com/pdf/1.3/", xmpMM: "http://ns.adobe.com/xap/1.0/mm/",
  pdfaid: "http://www.aiim.org/pdfa/ns/id/", pdfuaid: "http://www.aiim.org/pdfua/ns/id/", pdfxid: "http://www.npes.org/pdfx/ns/id/", pdfaExtension: "http://www.aiim.org/pdfa/ns/extension/",
};
const uuid = /^uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The properties of a packet, by name: a text, or the texts of an array. Checks the packet's wrapper, namespaces and kinds of arrays. */
async function propertiesOf(metadata: PdfMetadata, language = "ar", profile: ProfileName = "archive"): Promise<Record<string, string | string[]>> {
  const packet = (await openXmp(metadata, language, profiles[profile]))(new Uint8Array(16));
  const wrapped = /^<\?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"\?>\n([\s\S]*)\n<\?xpacket end="w"\?>$/.exec(packet);
  const root = readXml(wrapped?.[1] ?? "");
  expect([root.name, root.namespace]).toEqual(["x:xmpmeta", "adobe:ns:meta/"]);
  const [tree] = root.elements as [XmlElement];
  expect([tree.name, tree.namespace, root.elements.length]).toEqual(["rdf:RDF", rdf, 1]);
  const [description] = tree.elements as [XmlElement];
  expect([description.name, description.namespace, tree.elements.length]).toEqual(["rdf:Description", rdf, 1]);
  expect(description.attributes["rdf:about"]).toBe("");
  const kinds: Record<string, string> = {
    "dc:title": "rdf:Alt", "dc:description": "rdf:Alt", "dc:creator": "rdf:Seq", "dc:publisher": "rdf:Bag", "dc:language": "rdf:Bag", "dc:subject": "rdf:Bag",
    "pdfaExtension:schemas": "rdf:Bag",
  };
  const properties: Record<string, string | string[]> = {};
  for (const property of description.elements) {
    expect(property.namespace).toBe(new Map(Object.entries(namespaces)).get(property.name.split(":")[0] ?? ""));
    expect(properties).not.toHaveProperty([property.name]);
    const [array] = property.elements;
    expect(array?.name).toBe(kinds[property.name]);
    if (array === undefined) {
      properties[property.name] = property.text;
      continue;
    }
    for (const item of array.elements) {
      expect(item.name).toBe("rdf:li");
      expect(item.attributes["xml:lang"]).toBe(array.name === "rdf:Alt" ? "x-default" : undefined);
    }
    properties[property.name] = array.elements.map(({ text }) => text);
  }
  return properties;
}

describe("the XMP packet", () => {
  test("says what the information dictionary says, in the properties and arrays of ISO 16684-1", async () => {
    const { metadata } = metadataOf({ author: "أحمــد صبـري", publisher: "صدى البلد", description: "نشرة إخبارية", keywords: "روسيا، أوكرانيا", date: "2022-11-24" });
    expect(await propertiesOf(metadata!)).toMatchObject({
      "dc:format": "application/pdf", "dc:title": ["النشرة"], "dc:creator": ["أحمــد صبـري"], "dc:description": ["نشرة إخبارية"], "dc:publisher": ["صدى البلد"],
      "dc:language": ["ar"], "dc:subject": ["روسيا", "أوكرانيا"], "pdf:Keywords": "روسيا, أوكرانيا", "pdf:Producer": "Nashra", "xmp:CreatorTool": "Nashra",
      "xmp:CreateDate": "2022-11-24T00:00:00Z", "xmp:ModifyDate": "2022-11-24T00:00:00Z", "xmp:MetadataDate": "2022-11-24T00:00:00Z",
    });
  });

  test("has no properties for what is not said, dates among them", async () => {
    expect(await propertiesOf({ title: "ن", keywords: [] }, "fa", "screen")).toEqual({
      "dc:format": "application/pdf", "dc:title": ["ن"], "dc:language": ["fa"], "pdf:Producer": "Nashra", "xmp:CreatorTool": "Nashra", "pdfuaid:part": "1",
      "xmpMM:DocumentID": expect.stringMatching(uuid) as string, "xmpMM:InstanceID": expect.stringMatching(uuid) as string, "xmpMM:VersionID": "1", "xmpMM:RenditionClass": "default",
    });
  });

  test("names the standards of its profile, and describes what PDF/A does not know", async () => {
    const standards = async (profile: ProfileName): Promise<unknown[]> => {
      const properties = await propertiesOf({ title: "ن", keywords: [] }, "ar", profile);
      const names = ["pdfxid:GTS_PDFXVersion", "pdf:Trapped", "pdfaid:part", "pdfaid:conformance", "pdfuaid:part"];
      const schemas = [properties["pdfaExtension:schemas"] ?? []].flat().map((text) => ["PDF/X", "PDF/UA", "Adobe PDF"].find((name) => text.includes(name)));
      return [...names.map((name) => properties[name]), schemas];
    };
    expect(await standards("print")).toEqual(["PDF/X-4", "False", "2", "A", "1", ["PDF/UA", "PDF/X", "Adobe PDF"]]);
    expect(await standards("archive")).toEqual([undefined, undefined, "3", "A", "1", ["PDF/UA"]]);
    expect(await standards("screen")).toEqual([undefined, undefined, undefined, undefined, "1", []]);
  });

  test("tells documents and their versions apart by identifiers that are always the same", async () => {
    const identifiers = async (title: string, content: number): Promise<(string | undefined)[]> => {
      const packet = (await openXmp({ title, keywords: [] }, "ar", profiles.print))(new Uint8Array(16).fill(content));
      return ["DocumentID", "InstanceID"].map((name) => new RegExp(`<xmpMM:${name}>(.*)</xmpMM:${name}>`).exec(packet)?.[1]);
    };
    const first = await identifiers("العدد ١", 1);
    expect(await identifiers("العدد ١", 1)).toEqual(first);
    const [changed, other] = [await identifiers("العدد ١", 2), await identifiers("العدد ٢", 1)];
    expect([changed[0] === first[0], changed[1] === first[1], other[0] === first[0]]).toEqual([true, false, false]);
  });

  test.each(["A & B <C>", "\"مقتبس\" و'مفرد'", "&amp; &lt;", "]]>", "<!-- x -->", "<?xpacket end=\"w\"?>", "\u202bمن اليمين\u202c", "\u{1d11e}", "'", "true", "1.0", "0"])(
    "gives %j back as it is", async (text) => {
      const properties = await propertiesOf({ title: text, author: text, publisher: text, description: text, keywords: [text] });
      for (const name of ["dc:title", "dc:creator", "dc:publisher", "dc:description", "dc:subject"]) expect(properties[name]).toEqual([text]);
      expect(properties["pdf:Keywords"]).toBe(text);
    },
  );

  test("is well-formed and gives the metadata back whatever a template says", async () => {
    const anything = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom("&", "<", ">", "\"", "'", "]", " ", "\n", "\u0000", "\u001b", "\ud800", "\ufffe", "\uffff", "م", "،", "\u200f") }));
    await fc.assert(
      fc.asyncProperty(fc.record({ author: anything, publisher: anything, description: anything, keywords: anything }), anything, async (said, title) => {
        const { metadata } = metadataOf(said, title);
        if (metadata === undefined) return;
        const properties = await propertiesOf(metadata);
        const list = (text: string | undefined): string[] | undefined => (text === undefined ? undefined : [text]);
        expect(properties["dc:title"]).toEqual(list(metadata.title));
        expect(properties["dc:creator"]).toEqual(list(metadata.author));
        expect(properties["dc:publisher"]).toEqual(list(metadata.publisher));
        expect(properties["dc:description"]).toEqual(list(metadata.description));
        expect(properties["dc:subject"] ?? []).toEqual(metadata.keywords);
      }),
      { numRuns: 300 },
    );
  });
});
