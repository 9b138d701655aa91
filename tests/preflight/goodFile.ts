import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { PDFArray, PDFBool, PDFContext, PDFDict, PDFHeader, PDFHexString, PDFName, PDFNumber, PDFRawStream, PDFString, PDFWriter, type PDFObject, type PDFRef } from "@cantoo/pdf-lib";
import { subsetFont } from "./goodFont.ts";

/** What a test writes into a file: names as `/Name`, other texts as strings, dictionaries and arrays as such. */
export type Literal = PDFObject | number | boolean | string | readonly Literal[] | { readonly [key: string]: Literal };

/** A small file that is PDF/X-4, PDF/A-2a and PDF/UA-1 at once, whose parts may be changed before it is written. */
export interface GoodFile {
  readonly context: PDFContext;
  readonly catalog: PDFDict;
  readonly info: PDFDict;
  readonly pages: readonly [PDFDict, PDFDict];
  /** The content of each page. */
  readonly contents: [string, string];
  xmp: string;
  /** Dictionaries by what they are: `pdfxIntent`, `profile`, `font`, `cidFont`, `descriptor`, `image`, `form`, `overprint`, `heading` … */
  readonly parts: Readonly<Record<string, PDFDict>>;
  readonly streams: Readonly<Record<string, PDFRawStream>>;
  readonly references: Readonly<Record<string, PDFRef>>;
  /** What is done to the bytes in the end. */
  bytes: (written: Uint8Array) => Uint8Array;
}

/** What the file's font has glyphs for. */
export const fileText = "نص عربي";
const profileBytes = readFileSync(new URL("../../src/press/icc/ISOcoated_v2_300_bas.icc", import.meta.url));
const packedProfile = deflateSync(profileBytes);
const font = await subsetFont(new URL("../../fonts/amiri/Amiri-Regular.ttf", import.meta.url), fileText);

/** The profile of the printing condition. */
export const pressProfile: Uint8Array = profileBytes;

/** Makes a PDF object of a literal. */
export function object(context: PDFContext, literal: Literal): PDFObject {
  if (typeof literal === "number") return PDFNumber.of(literal);
  if (typeof literal === "boolean") return literal ? PDFBool.True : PDFBool.False;
  if (typeof literal === "string") return literal.startsWith("/") ? PDFName.of(literal.slice(1)) : string(literal);
  if (isObject(literal)) return literal;
  if (isList(literal)) {
    const array = PDFArray.withContext(context);
    for (const item of literal) array.push(object(context, item));
    return array;
  }
  return dictionary(context, literal);
}

function string(value: string): PDFObject {
  return /^[\x20-\x7e]*$/.test(value) ? PDFString.of(value.replace(/[\\()]/g, "\\$&")) : PDFHexString.fromText(value);
}

function isObject(literal: Literal): literal is PDFObject {
  return typeof literal === "object" && "sizeInBytes" in literal;
}

function isList(literal: Literal): literal is readonly Literal[] {
  return Array.isArray(literal);
}

function dictionary(context: PDFContext, entries: Readonly<Record<string, Literal>>): PDFDict {
  const made = PDFDict.withContext(context);
  for (const [key, value] of Object.entries(entries)) made.set(PDFName.of(key), object(context, value));
  return made;
}

/** Sets entries of a dictionary. */
export function set(target: PDFDict, entries: Readonly<Record<string, Literal>>): void {
  for (const [key, value] of Object.entries(entries)) target.set(PDFName.of(key), object(target.context, value));
}

/** Takes an entry away. */
export function drop(target: PDFDict, key: string): void {
  if (!target.delete(PDFName.of(key))) throw new Error(`there is no ${key}`);
}

/** A stream, deflated or as it is. */
export function stream(context: PDFContext, data: Uint8Array | string, entries: Readonly<Record<string, Literal>> = {}, packs = false): PDFRawStream {
  const plain = typeof data === "string" ? Buffer.from(data, "latin1") : data;
  return PDFRawStream.of(dictionary(context, { ...entries, ...(packs && { Filter: "/FlateDecode" }) }), packs ? deflateSync(plain) : plain);
}

/** The codes of a text in the file's font, as a hexadecimal string. */
export function codes(shown: string): string {
  return `<${Array.from(shown, (character) => (font.glyphs.get(character) ?? 0).toString(16).padStart(4, "0")).join("")}>`;
}

function toUnicode(): string {
  const lines = [...font.glyphs].map(([character, glyph]) => `<${glyph.toString(16).padStart(4, "0")}> <${character.charCodeAt(0).toString(16).padStart(4, "0")}>`);
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange\n` +
    `${lines.length} beginbfchar\n${lines.join("\n")}\nendbfchar endcmap end end`;
}

const xmp = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">نشرة</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>2022-11-24T12:00:00+03:00</xmp:CreateDate><xmp:ModifyDate>2022-11-24T09:00:00Z</xmp:ModifyDate><xmp:MetadataDate>2022-11-24T09:00:00Z</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:1</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Trapped>False</pdf:Trapped><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<pdfaExtension:schemas><rdf:Bag>${[
  ["http://www.aiim.org/pdfua/ns/id/", "pdfuaid", "part"], ["http://www.npes.org/pdfx/ns/id/", "pdfxid", "GTS_PDFXVersion"], ["http://ns.adobe.com/pdf/1.3/", "pdf", "Trapped"],
].map(([uri, prefix, name]) => `<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>${prefix}</pdfaSchema:schema><pdfaSchema:namespaceURI>${uri}</pdfaSchema:namespaceURI><pdfaSchema:prefix>${prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>${name}</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>${name}</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>`).join("")}</rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;

const firstContent = `/Artifact BMC 0.3 0.1 0 0 k 4 4 612 852 re f EMC
/H1 <</MCID 0>> BDC /Overprint gs BT /F 24 Tf 0 0 0 1 k 1 0 0 1 100 700 Tm ${codes(fileText)} Tj ET EMC
/Figure <</MCID 1>> BDC q 72 0 0 72 100 300 cm /Image Do Q EMC
/P <</MCID 2>> BDC BT /F 10 Tf 1 0 0 1 100 650 Tm [${codes("نص")} -100 ${codes("عربي")}] TJ ET EMC
/Artifact BMC q /Knockout gs /Spot cs 0.8 scn 200 300 50 50 re f /Inks cs 0.5 0.2 scn 300 300 50 50 re f /Half gs 0.5 G 1 w 100 100 m 300 100 l S /Form Do Q EMC`;
const secondContent = `/P <</MCID 0>> BDC /Overprint gs BT /F 10 Tf 0 0 0 1 k 1 0 0 1 100 700 Tm ${codes(fileText)} Tj ET EMC
/TH <</MCID 1>> BDC BT /F 10 Tf 1 0 0 1 100 600 Tm ${codes("نص")} Tj ET EMC
/LBody <</MCID 2>> BDC BT /F 10 Tf 1 0 0 1 100 500 Tm ${codes("نص")} Tj ET EMC
/Note <</MCID 3>> BDC BT /F 10 Tf 1 0 0 1 100 400 Tm ${codes("نص")} Tj ET EMC
/Formula <</MCID 4>> BDC BT /F 10 Tf 1 0 0 1 100 300 Tm ${codes("نص")} Tj ET EMC`;

/** Makes the file anew: every test damages one of its own. */
export function goodFile(): GoodFile {
  const context = PDFContext.create();
  context.header = PDFHeader.forVersion(1, 6);
  const parts: Record<string, PDFDict> = {};
  const streams: Record<string, PDFRawStream> = {};
  const references: Record<string, PDFRef> = {};
  const add = (name: string, entries: Readonly<Record<string, Literal>>): PDFRef => {
    parts[name] = dictionary(context, entries);
    return (references[name] = context.register(parts[name]));
  };
  const addStream = (name: string, data: Uint8Array | string, entries: Readonly<Record<string, Literal>> = {}): PDFRef => {
    streams[name] = stream(context, data, entries, true);
    parts[name] = streams[name].dict;
    return (references[name] = context.register(streams[name]));
  };

  const profile = context.register(PDFRawStream.of(dictionary(context, { N: 4, Filter: "/FlateDecode" }), packedProfile));
  streams.profile = context.lookup(profile) as PDFRawStream;
  parts.profile = streams.profile.dict;
  references.profile = profile;
  const condition = { Type: "/OutputIntent", OutputConditionIdentifier: "FOGRA39", RegistryName: "http://www.color.org", Info: "Coated", DestOutputProfile: profile };
  const intents = [add("pdfxIntent", { ...condition, S: "/GTS_PDFX" }), add("pdfaIntent", { ...condition, S: "/GTS_PDFA1" })];

  const program = addStream("program", font.program, { Length1: font.program.length });
  const descriptor = add("descriptor", { Type: "/FontDescriptor", FontName: "/AAAAAA+Amiri", Flags: 4, FontBBox: [0, 0, 1000, 1000], ItalicAngle: 0, Ascent: 1000, Descent: 0, CapHeight: 700, StemV: 80, FontFile2: program });
  const cidFont = add("cidFont", {
    Type: "/Font", Subtype: "/CIDFontType2", BaseFont: "/AAAAAA+Amiri", CIDSystemInfo: { Registry: "Adobe", Ordering: "Identity", Supplement: 0 }, FontDescriptor: descriptor,
    CIDToGIDMap: "/Identity", DW: 1000, W: [0, font.widths.map((width) => Math.round(width * 10) / 10)],
  });
  const fontReference = add("font", { Type: "/Font", Subtype: "/Type0", BaseFont: "/AAAAAA+Amiri", Encoding: "/Identity-H", DescendantFonts: [cidFont], ToUnicode: addStream("toUnicode", toUnicode()) });

  const tint = add("tint", { FunctionType: 2, Domain: [0, 1], C0: [0, 0, 0, 0], C1: [0, 1, 1, 0], N: 1 });
  const twoTints = addStream("twoTints", "{pop 0 exch 0 exch 0}", { FunctionType: 4, Domain: [0, 1, 0, 1], Range: [0, 1, 0, 1, 0, 1, 0, 1] });
  const spot = ["/Separation", "/Red", "/DeviceCMYK", tint];
  const image = addStream("image", Buffer.alloc(4 * 160 * 160, 40), { Type: "/XObject", Subtype: "/Image", Width: 160, Height: 160, BitsPerComponent: 8, ColorSpace: "/DeviceCMYK" });
  const form = addStream("form", "0 0 0 1 k 0 0 10 10 re f", { Type: "/XObject", Subtype: "/Form", BBox: [0, 0, 10, 10], Resources: {} });
  const resources = add("resources", {
    Font: { F: fontReference },
    ExtGState: { Overprint: add("overprint", { OP: true, op: true, OPM: 1 }), Knockout: add("knockout", { OP: false, op: false }), Half: add("half", { ca: 0.5, CA: 0.5, BM: "/Multiply" }) },
    ColorSpace: { Spot: spot, Inks: ["/DeviceN", ["/Cyan", "/Red"], "/DeviceCMYK", twoTints, { Subtype: "/DeviceN", Colorants: { Red: spot } }] },
    XObject: { Image: image, Form: form },
  });

  const pageTree = add("pageTree", { Type: "/Pages", Count: 2 });
  const page = { Type: "/Page", Parent: pageTree, MediaBox: [0, 0, 620, 860], BleedBox: [5, 5, 615, 855], TrimBox: [14, 14, 606, 846], Resources: resources, Tabs: "/S", Group: { S: "/Transparency", CS: "/DeviceCMYK" } };
  const contents = [context.nextRef(), context.nextRef()] as const;
  const first = add("firstPage", { ...page, Contents: contents[0], StructParents: 0 });
  const second = add("secondPage", { ...page, Contents: contents[1], StructParents: 1 });
  set(parts.pageTree!, { Kids: [first, second] });
  const link = add("link", { Type: "/Annot", Subtype: "/Link", Rect: [0, 0, 4, 4], F: 4, Contents: "To the second page", Dest: [second, "/Fit"], StructParent: 2 });
  set(parts.firstPage!, { Annots: [link] });

  const root = add("tree", { Type: "/StructTreeRoot", RoleMap: { Nashra: "/Sect" } });
  const element = (name: string, type: string, kids: Literal, more: Readonly<Record<string, Literal>> = {}): PDFRef => add(name, { Type: "/StructElem", S: type, K: kids, ...more });
  const document = element("document", "/Document", [
    element("section", "/Nashra", [
      element("heading", "/H1", 0, { Pg: first }), element("figure", "/Figure", 1, { Pg: first, Alt: "A square" }), element("paragraph", "/P", 2, { Pg: first }),
      element("linkElement", "/Link", { Type: "/OBJR", Obj: link }, { Pg: first }),
    ]),
    element("secondParagraph", "/P", { Type: "/MCR", Pg: second, MCID: 0 }),
    element("table", "/Table", element("row", "/TR", element("headerCell", "/TH", 1, { Pg: second, A: { O: "/Table", Scope: "/Column" } }))),
    element("list", "/L", element("item", "/LI", element("body", "/LBody", 2, { Pg: second }))),
    element("note", "/Note", 3, { Pg: second, ID: "n1" }),
    element("formula", "/Formula", 4, { Pg: second, Alt: "One" }),
  ], { Lang: "ar" });
  set(parts.tree!, { K: document });

  const attached = addStream("attachedFile", "%PDF-1.4 pdfaid", { Type: "/EmbeddedFile", Subtype: "/application#2Fpdf", Params: { ModDate: "D:20221124090000Z" } });
  const attachment = add("attachment", { Type: "/Filespec", F: "a.pdf", UF: "a.pdf", AFRelationship: "/Source", EF: { F: attached, UF: attached } });
  const layer = add("layer", { Type: "/OCG", Name: "Text" });
  const metadata = context.nextRef();
  references.metadata = metadata;
  const catalog = add("catalog", {
    Type: "/Catalog", Pages: pageTree, OutputIntents: intents, Metadata: metadata, Lang: "ar", MarkInfo: { Marked: true }, StructTreeRoot: root,
    ViewerPreferences: { DisplayDocTitle: true, Direction: "/R2L" }, Names: { EmbeddedFiles: { Names: ["a.pdf", attachment] } }, AF: [attachment],
    OCProperties: { OCGs: [layer], D: { Name: "All", Order: [layer] } }, AcroForm: { Fields: [] },
  });
  const info = add("info", { Title: "نشرة", CreationDate: "D:20221124120000+03'00'", ModDate: "D:20221124090000Z", Trapped: "/False" });
  const id = PDFHexString.of("00112233445566778899aabbccddeeff");
  context.trailerInfo = { Root: catalog, Info: info, ID: object(context, [id, id]) };
  references.firstContent = contents[0];
  references.secondContent = contents[1];
  return {
    context, catalog: parts.catalog!, info: parts.info!, pages: [parts.firstPage!, parts.secondPage!], contents: [firstContent, secondContent], xmp, parts, streams, references,
    bytes: (written) => written,
  };
}

/** Writes the file. What a damage has put under the references of metadata and contents itself stays. */
export async function write(file: GoodFile): Promise<Uint8Array> {
  const { context, references, contents } = file;
  const assign = (reference: PDFRef, made: () => PDFRawStream): void => { if (context.lookup(reference) === undefined) context.assign(reference, made()); };
  assign(references.metadata!, () => stream(context, Buffer.from(file.xmp), { Type: "/Metadata", Subtype: "/XML" }));
  assign(references.firstContent!, () => stream(context, contents[0]));
  assign(references.secondContent!, () => stream(context, contents[1]));
  return file.bytes(await PDFWriter.forContext(context, Infinity).serializeToBuffer());
}
