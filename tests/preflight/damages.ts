import { PDFDict, PDFName, type PDFRef } from "@cantoo/pdf-lib";
import type { PreflightOptions } from "../../src/preflight/index.ts";
import { codes, drop, fileText, object, pressProfile, set, stream, type GoodFile, type Literal } from "./goodFile.ts";

/** How a good file is made to break exactly one rule. */
export interface Damage {
  readonly rule: string;
  /** What is done, where a rule has several. */
  readonly by?: string;
  readonly damage: (file: GoodFile) => void;
  readonly options?: PreflightOptions;
}

function add(file: GoodFile, entries: Readonly<Record<string, Literal>>): PDFRef {
  return file.context.register(object(file.context, entries));
}

/** Puts something among the pages' resources. */
function resource(file: GoodFile, category: string, name: string, value: Literal): void {
  const resources = file.parts.resources!;
  const held = resources.lookupMaybe(PDFName.of(category), PDFDict) ?? PDFDict.withContext(file.context);
  set(held, { [name]: value });
  set(resources, { [category]: held });
}

/** Adds content to the first page, outside all tags, as an artifact. */
function draw(file: GoodFile, content: string): void {
  file.contents[0] += `\n/Artifact BMC q ${content} Q EMC`;
}

function state(entries: Readonly<Record<string, Literal>>): (file: GoodFile) => void {
  return (file) => {
    resource(file, "ExtGState", "Other", entries);
    draw(file, "/Other gs");
  };
}

function inXmp(from: string | RegExp, to: string): (file: GoodFile) => void {
  return (file) => {
    const changed = file.xmp.replace(from, to);
    if (changed === file.xmp) throw new Error(`there is no ${String(from)}`);
    file.xmp = changed;
  };
}

function inBytes(change: (text: string) => string): (file: GoodFile) => void {
  return (file) => { file.bytes = (written) => Buffer.from(change(Buffer.from(written).toString("latin1")), "latin1"); };
}

/** Puts a stream's new data in place of the old. */
function replaceStream(file: GoodFile, name: string, data: Uint8Array | string, entries: Readonly<Record<string, Literal>> = {}): void {
  file.context.assign(file.references[name]!, stream(file.context, data, entries, true));
}

function newProfile(file: GoodFile, change: (bytes: Buffer) => Uint8Array, components = 4): PDFRef {
  return file.context.register(stream(file.context, change(Buffer.from(pressProfile)), { N: components }, true));
}

/** Gives both output intents another profile. */
function changeProfile(change: (bytes: Buffer) => Uint8Array): (file: GoodFile) => void {
  return (file) => { replaceStream(file, "profile", change(Buffer.from(pressProfile)), { N: 4 }); };
}

function withTag(bytes: Buffer, at: number, tag: string): Buffer {
  bytes.write(tag, at, "latin1");
  return bytes;
}

/** Adds an annotation that X-4 and UA-1 have nothing against: beyond the bleed, tagged and described. */
function annotate(file: GoodFile, entries: Readonly<Record<string, Literal>>, role = "/Annot"): void {
  const appearance = file.context.register(stream(file.context, "", { Type: "/XObject", Subtype: "/Form", BBox: [0, 0, 1, 1] }));
  const annotation = add(file, { Type: "/Annot", Subtype: "/Text", Rect: [0, 0, 4, 4], F: 4, Contents: "A note", AP: { N: appearance }, ...entries });
  const element = add(file, { Type: "/StructElem", S: role, Pg: file.references.secondPage!, K: { Type: "/OBJR", Obj: annotation } });
  set(file.pages[1], { Annots: [annotation] });
  append(file.parts.document!, element);
}

/** Adds an element to another's children. */
function append(parent: PDFDict, child: PDFRef): void {
  const kids = parent.lookup(PDFName.of("K"));
  set(parent, { K: [...(kids !== undefined && "asArray" in kids ? (kids as unknown as { asArray: () => Literal[] }).asArray() : []), child] });
}

function asPart3(file: GoodFile): void {
  inXmp("<pdfaid:part>2", "<pdfaid:part>3")(file);
}

const first = 0;
const brokenObject = "\n999 0 obj\n<< /A ( >>\nendobj";
const cmykImage = { Type: "/XObject", Subtype: "/Image", Width: 160, Height: 160, BitsPerComponent: 8, ColorSpace: "/DeviceCMYK" } as const;

function drawImage(file: GoodFile, data: Uint8Array, entries: Readonly<Record<string, Literal>>, size = 72): void {
  resource(file, "XObject", "Other", file.context.register(stream(file.context, data, { ...cmykImage, ...entries }, true)));
  draw(file, `${size} 0 0 ${size} 400 300 cm /Other Do`);
}

function drawForm(file: GoodFile, entries: Readonly<Record<string, Literal>>, content = ""): void {
  resource(file, "XObject", "Other", file.context.register(stream(file.context, content, { Type: "/XObject", Subtype: "/Form", BBox: [0, 0, 10, 10], Resources: {}, ...entries })));
  draw(file, "/Other Do");
}

function text(content: string, size = 10): string {
  return `BT /F ${size} Tf 1 0 0 1 100 200 Tm ${content} ${codes("نص")} Tj ET`;
}

function toUnicode(file: GoodFile, map: (hexadecimal: string, index: number) => string | undefined): void {
  const lines = Array.from(fileText, (character, index) => {
    const target = map(character.charCodeAt(0).toString(16).padStart(4, "0"), index);
    return target === undefined ? "" : `<${codes(character).slice(1, -1)}> <${target}>`;
  });
  replaceStream(file, "toUnicode", `begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 7 beginbfchar ${lines.join(" ")} endbfchar endcmap`);
}

/** All damages by rule; each rule has one at least, and each damage breaks one rule alone. */
export const damages: readonly Damage[] = [
  { rule: "file/version", damage: inBytes((bytes) => bytes.replace("%PDF-1.6", "%PDF-1.7")) },
  { rule: "file/catalog-version", damage: ({ catalog }) => { set(catalog, { Version: "/1.7" }); } },
  { rule: "file/header", by: "bytes before it", damage: inBytes((bytes) => bytes.replace(/^(%PDF-1\.6\n)/, "%PDF-1.6 \n").replace(/startxref\n(\d+)/, (_, at: string) => `startxref\n${Number(at) + 1}`)) },
  { rule: "file/header", by: "no binary comment", damage: inBytes((bytes) => bytes.replace(/^(%PDF-1\.6\n%)..../, "$1abcd")) },
  { rule: "file/end", damage: inBytes((bytes) => `${bytes}\n\n`) },
  { rule: "file/cross-reference", damage: inBytes((bytes) => bytes.replace(/startxref\n\d+/, "startxref\n40")) },
  { rule: "file/cross-reference", by: "cutting off the end", damage: inBytes((bytes) => bytes.replace(/startxref\n\d+/, "")) },
  { rule: "file/unreadable-object", damage: inBytes((bytes) => bytes.replace(/\nxref/, `${brokenObject}\nxref`).replace(/startxref\n(\d+)/, (_, at: string) => `startxref\n${Number(at) + brokenObject.length}`)) },
  {
    rule: "file/unreadable-content", damage: (file) => {
      resource(file, "XObject", "Other", file.context.register(stream(file.context, "no deflated data", { Type: "/XObject", Subtype: "/Form", BBox: [0, 0, 9, 9], Filter: "/FlateDecode" })));
      draw(file, "/Other Do");
    },
  },
  {
    rule: "file/too-much-content", by: "forms that double at every step", options: { operationLimit: 100_000 }, damage: (file) => {
      let below = file.context.register(stream(file.context, "", { Type: "/XObject", Subtype: "/Form", BBox: [0, 0, 9, 9] }));
      for (let depth = 0; depth < 30; depth++) {
        below = file.context.register(stream(file.context, "/A Do /A Do", { Type: "/XObject", Subtype: "/Form", BBox: [0, 0, 9, 9], Resources: { XObject: { A: below } } }));
      }
      resource(file, "XObject", "Other", below);
      file.contents[1] += "\n/Artifact BMC /Other Do EMC";
    },
  },
  { rule: "file/encrypted", damage: ({ context }) => { context.trailerInfo.Encrypt = object(context, { Filter: "/Standard", V: 1, R: 2, O: "x", U: "x", P: -4 }); } },
  { rule: "file/identifier", damage: ({ context }) => { delete context.trailerInfo.ID; } },
  {
    rule: "file/lzw", damage: (file) => {
      // 80 0B 60 50 22 0C 0C 85 01 is the example of ISO 32000-1, 7.4.4.2.
      file.context.assign(file.references.attachedFile!, stream(file.context, Buffer.from("800b6050220c0c8501", "hex"), { Filter: "/LZWDecode", Subtype: "/application#2Fpdf", Params: { ModDate: "D:20221124" } }));
      drop(file.parts.attachment!, "EF");
      set(file.catalog, { PieceInfo: { Other: file.references.attachedFile! } });
    },
  },
  { rule: "file/filter", damage: (file) => { set(file.catalog, { PieceInfo: { Other: file.context.register(stream(file.context, "x", { Filter: "/BrotliDecode" })) } }); } },
  { rule: "file/external-stream", damage: (file) => { set(file.catalog, { PieceInfo: { Other: file.context.register(stream(file.context, "x", { F: "elsewhere.bin" })) } }); } },
  { rule: "file/string-length", damage: ({ catalog }) => { set(catalog, { PieceInfo: { Other: "x".repeat(32_768) } }); } },
  { rule: "file/string-length", by: "a string in content", damage: (file) => { draw(file, `BT /F 10 Tf 3 Tr <${codes("ن").slice(1, -1).repeat(16_384)}> Tj ET`); } },
  { rule: "file/name-length", damage: ({ catalog }) => { set(catalog, { PieceInfo: { ["x".repeat(128)]: 1 } }); } },
  { rule: "file/state-depth", damage: (file) => { draw(file, `${"q ".repeat(28)}${"Q ".repeat(28)}`); } },

  { rule: "boxes/trim", by: "none", damage: ({ pages }) => { drop(pages[1], "TrimBox"); } },
  { rule: "boxes/trim", by: "both", damage: ({ pages }) => { set(pages[1], { ArtBox: [14, 14, 606, 846] }); } },
  { rule: "boxes/nesting", damage: ({ pages }) => { set(pages[1], { BleedBox: [5, 5, 640, 855] }); } },
  { rule: "boxes/crop", damage: ({ pages }) => { set(pages[1], { CropBox: [20, 20, 600, 840] }); } },
  { rule: "boxes/extent", damage: ({ pages }) => { set(pages[1], { MediaBox: [0, 0, 620, 15_000] }); } },
  { rule: "boxes/page-sizes", damage: ({ pages }) => { set(pages[1], { TrimBox: [14, 14, 606, 800] }); } },
  { rule: "boxes/bleed", damage: (file) => { file.contents[0] = file.contents[0].replace("4 4 612 852 re", "4 14 612 842 re"); } },

  { rule: "intent/missing", damage: ({ catalog, references }) => { set(catalog, { OutputIntents: [references.pdfaIntent!] }); }, options: { standards: ["a", "ua", "x4"] } },
  { rule: "intent/missing", by: "two of them", damage: ({ parts }) => { set(parts.pdfaIntent!, { S: "/GTS_PDFX" }); }, options: { standards: ["x4", "ua", "shop"] } },
  { rule: "intent/condition-identifier", damage: ({ parts }) => { drop(parts.pdfxIntent!, "OutputConditionIdentifier"); } },
  { rule: "intent/registry", damage: ({ parts }) => { drop(parts.pdfxIntent!, "RegistryName"); drop(parts.pdfxIntent!, "Info"); } },
  { rule: "intent/profile-missing", damage: ({ parts }) => { drop(parts.pdfxIntent!, "DestOutputProfile"); } },
  { rule: "intent/profile-reference", damage: ({ parts }) => { set(parts.pdfxIntent!, { DestOutputProfileRef: { ProfileName: "Coated" } }); } },
  { rule: "intent/profile-broken", by: "cutting it off", damage: changeProfile((bytes) => bytes.subarray(0, 100_000)) },
  { rule: "intent/profile-broken", by: "version 5", damage: changeProfile((bytes) => { bytes[8] = 5; return bytes; }) },
  { rule: "intent/profile-broken", by: "other bytes", damage: changeProfile((bytes) => withTag(bytes, 36, "none")) },
  { rule: "intent/profile-class", damage: changeProfile((bytes) => withTag(bytes, 12, "mntr")) },
  {
    rule: "intent/profile-archive-class", options: { standards: ["a", "ua", "shop"] }, damage: changeProfile((bytes) => withTag(bytes, 12, "scnr")),
  },
  { rule: "intent/profile-components", by: "another N", damage: ({ parts }) => { set(parts.profile!, { N: 3 }); } },
  { rule: "intent/one-profile", damage: (file) => { set(file.parts.pdfaIntent!, { DestOutputProfile: newProfile(file, (bytes) => bytes) }); } },

  { rule: "metadata/missing", damage: ({ catalog }) => { drop(catalog, "Metadata"); }, options: { standards: ["x4", "a", "ua", "shop"] } },
  { rule: "metadata/malformed", by: "an ampersand", damage: inXmp("نشرة</rdf:li>", "A & B</rdf:li>"), options: { standards: ["x4", "a", "ua", "shop"] } },
  { rule: "metadata/malformed", by: "bytes that are no UTF-8", damage: inBytes((bytes) => bytes.replace("uuid:1", "uuid:\xff")), options: { standards: ["x4", "a", "ua", "shop"] } },
  { rule: "metadata/compressed", damage: (file) => { file.context.assign(file.references.metadata!, stream(file.context, Buffer.from(file.xmp), { Type: "/Metadata", Subtype: "/XML" }, true)); } },
  { rule: "metadata/pdfx-version", damage: inXmp("PDF/X-4", "PDF/X-3") },
  { rule: "metadata/trapped", by: "Unknown", damage: (file) => { inXmp("<pdf:Trapped>False", "<pdf:Trapped>Unknown")(file); drop(file.info, "Trapped"); } },
  { rule: "metadata/trapped", by: "a string instead of a name", damage: ({ info }) => { set(info, { Trapped: "False" }); } },
  { rule: "metadata/trapped-agreement", damage: ({ info }) => { set(info, { Trapped: "/True" }); } },
  { rule: "metadata/title", damage: inXmp(/<dc:title>.*<\/dc:title>/, "") },
  { rule: "metadata/dates", by: "one missing", damage: inXmp(/<xmp:MetadataDate>.*<\/xmp:MetadataDate>/, "") },
  { rule: "metadata/dates", by: "one that is none", damage: inXmp("<xmp:MetadataDate>2022-11-24", "<xmp:MetadataDate>24.11.2022") },
  { rule: "metadata/identity", damage: inXmp(/<xmpMM:VersionID>.*<\/xmpMM:VersionID>/, "") },
  { rule: "metadata/info-agreement", by: "another title", damage: ({ info }) => { set(info, { Title: "Another" }); } },
  { rule: "metadata/info-agreement", by: "another hour", damage: ({ info }) => { set(info, { CreationDate: "D:20221124120000+02'00'" }); } },
  { rule: "metadata/pdfa-identification", damage: inXmp("<pdfaid:part>2", "<pdfaid:part>7") },
  { rule: "metadata/pdfua-identification", damage: inXmp("<pdfuaid:part>1", "<pdfuaid:part>2") },
  { rule: "metadata/extension-schema", damage: inXmp("<pdf:Trapped>", '<own:Field xmlns:own="https://example.org/">1</own:Field><pdf:Trapped>') },

  { rule: "colour/device-rgb", by: "an area", damage: (file) => { draw(file, "1 0 0 rg 100 100 20 20 re f"); } },
  { rule: "colour/device-rgb", by: "an image", damage: (file) => { drawImage(file, Buffer.alloc(3 * 160 * 160), { ColorSpace: "/DeviceRGB" }); } },
  { rule: "colour/device-rgb", by: "an indexed image", damage: (file) => { drawImage(file, Buffer.alloc(160 * 160), { ColorSpace: ["/Indexed", "/DeviceRGB", 0, "abc"] }); } },
  { rule: "colour/device-rgb", by: "a gradient", damage: (file) => { resource(file, "Shading", "S", { ShadingType: 2, ColorSpace: "/DeviceRGB", Coords: [0, 0, 1, 1], Function: file.references.tint! }); draw(file, "100 100 20 20 re W n /S sh"); } },
  { rule: "colour/device-rgb", by: "a form", damage: (file) => { drawForm(file, {}, "0 1 0 RG 0 0 m 9 9 l S"); } },
  { rule: "colour/device-rgb", by: "a pattern", damage: (file) => {
    resource(file, "Pattern", "P", file.context.register(stream(file.context, "0 0 1 rg 0 0 5 5 re f", { PatternType: 1, PaintType: 1, TilingType: 1, BBox: [0, 0, 5, 5], XStep: 5, YStep: 5, Resources: {} })));
    draw(file, "/Pattern cs /P scn 100 100 20 20 re f");
  } },
  { rule: "colour/device-rgb", by: "an inline image", damage: (file) => { draw(file, `20 0 0 20 100 100 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI`); } },
  { rule: "colour/device-rgb", by: "what a spot colour stands for", damage: (file) => { resource(file, "ColorSpace", "S2", ["/Separation", "/Blue", "/DeviceRGB", file.references.tint!]); draw(file, "/S2 cs 1 scn 100 100 20 20 re f"); } },
  { rule: "colour/device-cmyk", options: { standards: ["a", "ua", "shop"] }, damage: (file) => { drop(file.catalog, "OutputIntents"); file.contents[0] = file.contents[0].replace("0.5 G", "0 0 0 0.5 K"); drop(file.parts.firstPage!, "Group"); set(file.parts.half!, { ca: 1, CA: 1, BM: "/Normal" }); } },
  { rule: "colour/device-gray", options: { standards: ["a", "ua"] }, damage: (file) => {
    drop(file.catalog, "OutputIntents");
    file.contents[0] = "/H1 <</MCID 0>> BDC EMC /Figure <</MCID 1>> BDC EMC /P <</MCID 2>> BDC 0 g 100 100 20 20 re f EMC";
    file.contents[1] = file.contents[1].replace("0 0 0 1 k", "0 g");
  } },
  { rule: "colour/icc-profile", by: "cutting it off", damage: (file) => { resource(file, "ColorSpace", "P", ["/ICCBased", newProfile(file, (bytes) => bytes.subarray(0, 5000))]); draw(file, "/Knockout gs /P cs 0 0 0 1 scn 100 100 20 20 re f"); } },
  { rule: "colour/icc-profile", by: "another N", damage: (file) => { resource(file, "ColorSpace", "P", ["/ICCBased", newProfile(file, (bytes) => bytes, 3)]); draw(file, "/P cs 0 0 1 scn 100 100 20 20 re f"); } },
  { rule: "colour/spot-definition", damage: (file) => { resource(file, "ColorSpace", "S2", ["/Separation", "/Red", "/DeviceCMYK", { FunctionType: 2, Domain: [0, 1], C0: [0, 0, 0, 0], C1: [0, 1, 0, 0], N: 1 }]); draw(file, "/S2 cs 1 scn 100 100 20 20 re f"); } },
  { rule: "colour/colorants", damage: (file) => { resource(file, "ColorSpace", "N", ["/DeviceN", ["/Cyan", "/Gold"], "/DeviceCMYK", file.references.twoTints!]); draw(file, "/N cs 1 1 scn 100 100 20 20 re f"); } },
  { rule: "colour/colorant-count", options: { standards: ["x4", "ua", "shop"] }, damage: (file) => {
    resource(file, "ColorSpace", "N", ["/DeviceN", Array.from({ length: 33 }, (_, ink) => `/Ink${ink}`), "/DeviceCMYK", file.references.twoTints!]);
    draw(file, `/N cs ${"0.01 ".repeat(33)}scn 100 100 20 20 re f`);
  } },
  { rule: "colour/overprint-mode", damage: (file) => { resource(file, "ColorSpace", "P", ["/ICCBased", file.references.profile!]); draw(file, "/Overprint gs /P cs 0 0 0 1 scn 100 100 20 20 re f"); } },
  { rule: "colour/indexed-table", damage: (file) => { drawImage(file, Buffer.alloc(160 * 160), { ColorSpace: ["/Indexed", "/DeviceCMYK", 3, "abcd"] }); } },

  { rule: "graphics/transfer", damage: state({ TR: "/Identity" }) },
  { rule: "graphics/transfer", by: "TR2", damage: state({ TR2: "/Identity" }) },
  { rule: "graphics/halftone-phase", damage: state({ HTP: [0, 0] }) },
  { rule: "graphics/halftone", by: "type 6", damage: state({ HT: { HalftoneType: 6 } }) },
  { rule: "graphics/halftone", by: "a name", damage: state({ HT: { HalftoneType: 1, Frequency: 60, Angle: 45, SpotFunction: "/Round", HalftoneName: "Round" } }) },
  { rule: "graphics/blend-mode", damage: state({ BM: "/Glow" }) },
  { rule: "graphics/rendering-intent", damage: (file) => { draw(file, "/Vivid ri"); } },
  { rule: "graphics/group-space", by: "the page's", damage: ({ pages }) => { set(pages[1], { Group: { S: "/Transparency", CS: "/DeviceRGB" } }); } },
  { rule: "graphics/group-space", by: "a form's", damage: (file) => { drawForm(file, { Group: { S: "/Transparency", CS: "/DeviceRGB" } }); } },
  { rule: "graphics/page-group", options: { standards: ["a"] }, damage: (file) => {
    drop(file.catalog, "OutputIntents");
    drop(file.pages[first], "Group");
    file.contents[0] = "/Half gs /Calibrated cs 0 scn 100 100 20 20 re f";
    file.contents[1] = "";
    resource(file, "ColorSpace", "Calibrated", ["/CalGray", { WhitePoint: [0.95, 1, 1.09] }]);
  } },
  { rule: "graphics/blending-space", damage: ({ pages }) => { drop(pages[first], "Group"); } },
  { rule: "graphics/unknown-operator", damage: (file) => { draw(file, "1 wobble"); } },
  { rule: "graphics/missing-resource", damage: (file) => { draw(file, "/Nowhere Do"); } },
  { rule: "layers/name", damage: (file) => { set(file.catalog, { OCProperties: { OCGs: [file.references.layer!], D: { Order: [file.references.layer!] } } }); } },
  { rule: "layers/automatic", damage: (file) => { set(file.catalog, { OCProperties: { OCGs: [file.references.layer!], D: { Name: "All", AS: [{ Event: "/Print", Category: ["/Print"], OCGs: [file.references.layer!] }] } } }); } },
  { rule: "layers/order", damage: (file) => { set(file.catalog, { OCProperties: { OCGs: [file.references.layer!], D: { Name: "All", Order: [] } } }); } },

  { rule: "fonts/embedded", damage: ({ parts }) => { drop(parts.descriptor!, "FontFile2"); } },
  { rule: "fonts/program", damage: (file) => { replaceStream(file, "program", "no font"); } },
  { rule: "fonts/glyph-missing", damage: (file) => { drop(file.parts.font!, "ToUnicode"); draw(file, "BT /F 10 Tf 0 0 0 1 k /Overprint gs <0fff> Tj ET"); }, options: { standards: ["x4", "shop"] } },
  { rule: "fonts/notdef", damage: (file) => { toUnicode(file, (character, index) => (index === 2 ? undefined : character)); replaceToUnicodeWithSpaceAndNotdef(file); draw(file, "/Overprint gs BT /F 10 Tf 0 0 0 1 k <0000> Tj ET"); } },
  { rule: "fonts/widths", damage: (file) => { set(file.parts.cidFont!, { W: [0, [500, 500, 500]] }); } },
  { rule: "fonts/cid-to-gid", damage: ({ parts }) => { drop(parts.cidFont!, "CIDToGIDMap"); } },
  { rule: "fonts/cid-set", damage: (file) => { set(file.parts.descriptor!, { CIDSet: file.context.register(stream(file.context, Buffer.from([0x80]))) }); } },
  { rule: "fonts/to-unicode", by: "no map", damage: ({ parts }) => { drop(parts.font!, "ToUnicode"); } },
  { rule: "fonts/to-unicode", by: "a code that is not in it", damage: (file) => { toUnicode(file, (character, index) => (index === 0 ? undefined : character)); } },
  { rule: "fonts/to-unicode-value", damage: (file) => { toUnicode(file, (character, index) => (index === 0 ? "0000" : character)); } },
  { rule: "fonts/private-use", damage: (file) => { toUnicode(file, (character, index) => (index === 0 ? "e000" : character)); } },
  { rule: "fonts/type3", damage: (file) => {
    resource(file, "Font", "T3", {
      Type: "/Font", Subtype: "/Type3", FontBBox: [0, 0, 1, 1], FontMatrix: [1, 0, 0, 1, 0, 0], FirstChar: 65, LastChar: 65, Widths: [1], Encoding: { Type: "/Encoding", Differences: [65, "/A"] },
      CharProcs: { A: file.context.register(stream(file.context, "1 0 0 0 1 1 d1 0 0 1 1 re f")) }, Resources: {},
    });
    draw(file, "/Overprint gs 0 0 0 1 k BT /T3 10 Tf (A) Tj ET");
  } },

  { rule: "xobjects/postscript", damage: (file) => { set(file.catalog, { PieceInfo: { Other: file.context.register(stream(file.context, "", { Type: "/XObject", Subtype: "/PS" })) } }); } },
  { rule: "xobjects/reference", damage: (file) => { drawForm(file, { Ref: { F: "other.pdf", Page: 0 } }); } },
  { rule: "xobjects/opi", damage: (file) => { drawForm(file, { OPI: { "2.0": {} } }); } },
  { rule: "images/alternates", damage: ({ parts, references }) => { set(parts.image!, { Alternates: [{ Image: references.image! }] }); } },
  { rule: "images/alternates", by: "one for the press", options: { standards: ["x4"] }, damage: ({ parts, references }) => { set(parts.image!, { Alternates: [{ Image: references.image!, DefaultForPrinting: true }] }); } },
  { rule: "images/interpolate", damage: ({ parts }) => { set(parts.image!, { Interpolate: true }); } },
  { rule: "attachments/names", damage: ({ parts }) => { drop(parts.attachment!, "UF"); } },
  { rule: "attachments/archive", damage: (file) => { replaceStream(file, "attachedFile", "a table", { Subtype: "/text#2Fcsv" }); } },
  { rule: "attachments/relationship", by: "no AFRelationship", damage: (file) => { asPart3(file); drop(file.parts.attachment!, "AFRelationship"); } },
  { rule: "attachments/relationship", by: "no AF", damage: (file) => { asPart3(file); drop(file.catalog, "AF"); } },
  { rule: "attachments/kind", by: "no MIME type", damage: (file) => { asPart3(file); drop(file.parts.attachedFile!, "Subtype"); } },
  { rule: "attachments/kind", by: "no date", damage: (file) => { asPart3(file); drop(file.parts.attachedFile!, "Params"); } },

  { rule: "actions/any", damage: ({ catalog, references }) => { set(catalog, { OpenAction: { S: "/GoTo", D: [references.firstPage!, "/Fit"] } }); } },
  { rule: "actions/any", by: "a link", damage: ({ parts }) => { set(parts.link!, { A: { S: "/URI", URI: "https://example.org/" } }); drop(parts.link!, "Dest"); } },
  { rule: "actions/forbidden", damage: ({ catalog }) => { set(catalog, { OpenAction: { S: "/JavaScript", JS: "app.beep()" } }); } },
  { rule: "actions/script-names", damage: ({ catalog }) => { set(catalog, { Names: { JavaScript: { Names: [] } } }); } },
  { rule: "actions/triggers", damage: (file) => { set(file.pages[1], { AA: { O: {} } }); } },
  { rule: "annotations/inside-bleed", damage: ({ parts }) => { set(parts.link!, { Rect: [100, 100, 200, 120] }); } },
  { rule: "annotations/media", damage: (file) => { annotate(file, { Subtype: "/Movie" }); } },
  { rule: "annotations/flags", damage: ({ parts }) => { set(parts.link!, { F: 0 }); } },
  { rule: "annotations/appearance", damage: (file) => { annotate(file, { AP: {} }); } },
  { rule: "forms/xfa", damage: ({ catalog }) => { set(catalog, { AcroForm: { Fields: [], XFA: "x" } }); } },
  { rule: "forms/need-appearances", damage: ({ catalog }) => { set(catalog, { AcroForm: { Fields: [], NeedAppearances: true } }); } },

  { rule: "tags/marked", damage: ({ catalog }) => { drop(catalog, "MarkInfo"); } },
  { rule: "tags/suspects", damage: ({ catalog }) => { set(catalog, { MarkInfo: { Marked: true, Suspects: true } }); } },
  { rule: "tags/tree", damage: (file) => { drop(file.catalog, "StructTreeRoot"); set(file.pages[first], { Annots: [] }); } },
  { rule: "tags/untagged", damage: (file) => { file.contents[1] += " 100 100 20 20 re f"; } },
  { rule: "tags/artifact-inside", damage: (file) => { file.contents[1] = file.contents[1].replace("BDC", "BDC /Artifact BMC EMC"); } },
  { rule: "tags/inside-artifact", damage: (file) => { file.contents[1] = `/Artifact BMC ${file.contents[1]} EMC`; } },
  { rule: "tags/unbalanced", by: "never ended", damage: (file) => { file.contents[1] += " /Span BMC"; } },
  { rule: "tags/unbalanced", by: "never begun", damage: (file) => { file.contents[1] += " EMC"; } },
  { rule: "tags/orphan", damage: (file) => { file.contents[1] += " /P <</MCID 77>> BDC EMC"; } },
  { rule: "tags/role-map", damage: ({ parts }) => { set(parts.paragraph!, { S: "/Absatz" }); } },
  { rule: "tags/role-circle", damage: ({ parts }) => { set(parts.tree!, { RoleMap: { Nashra: "/Other", Other: "/Nashra" } }); } },
  { rule: "tags/role-standard", damage: ({ parts }) => { set(parts.tree!, { RoleMap: { Nashra: "/Sect", Span: "/P" } }); } },
  { rule: "tags/language", damage: ({ catalog }) => { drop(catalog, "Lang"); } },
  { rule: "tags/display-title", damage: ({ catalog }) => { drop(catalog, "ViewerPreferences"); } },
  { rule: "tags/tab-order", damage: ({ pages }) => { drop(pages[first], "Tabs"); } },
  { rule: "tags/heading-levels", damage: ({ parts }) => { set(parts.heading!, { S: "/H2" }); } },
  { rule: "tags/heading-kinds", damage: ({ parts }) => { set(parts.paragraph!, { S: "/H" }); } },
  { rule: "tags/figure-alternative", damage: ({ parts }) => { drop(parts.figure!, "Alt"); } },
  { rule: "tags/formula-alternative", damage: ({ parts }) => { drop(parts.formula!, "Alt"); } },
  { rule: "tags/note-identifier", damage: ({ parts }) => { drop(parts.note!, "ID"); } },
  { rule: "tags/header-scope", damage: ({ parts }) => { drop(parts.headerCell!, "A"); } },
  { rule: "tags/nesting", damage: ({ parts }) => { set(parts.list!, { S: "/Sect" }); } },
  { rule: "tags/annotation", damage: ({ parts }) => { set(parts.linkElement!, { S: "/Span" }); } },
  { rule: "tags/annotation-contents", damage: ({ parts }) => { drop(parts.link!, "Contents"); } },

  { rule: "ink/colour", damage: (file) => { draw(file, "0.9 0.9 0.9 0.9 k 100 100 20 20 re f"); } },
  { rule: "ink/colour", by: "a lower limit", options: { inkLimit: 20 }, damage: (file) => { set(file.parts.resources!, {}); replaceStream(file, "image", Buffer.alloc(4 * 160 * 160, 5), cmykImage); } },
  { rule: "ink/image", damage: (file) => { drawImage(file, Buffer.alloc(4 * 160 * 160, 240), {}); } },
  { rule: "ink/rich-black-text", damage: (file) => { draw(file, `/Overprint gs ${text("0.5 0.4 0.4 1 k")}`); } },
  { rule: "images/resolution", by: "a coarse image", damage: (file) => { drawImage(file, Buffer.alloc(4 * 160 * 160), {}, 200); } },
  { rule: "images/resolution", by: "a coarse line image", damage: (file) => { drawImage(file, Buffer.alloc(20 * 160), { ColorSpace: "/DeviceGray", BitsPerComponent: 1 }); } },
  { rule: "lines/hairline", by: "a line", damage: (file) => { draw(file, "0.5 0 0 0.5 0 0 cm 0.4 w 200 200 m 400 200 l S"); } },
  { rule: "lines/hairline", by: "a rectangle", damage: (file) => { draw(file, "100 100 200 0.1 re f"); } },
  { rule: "overprint/white", damage: (file) => { draw(file, "/Overprint gs 0 0 0 0 k 100 100 20 20 re f"); } },
  { rule: "overprint/black-text", damage: (file) => { draw(file, `/Knockout gs ${text("0 0 0 1 k")}`); } },
];

/** Every code means something, and so does the one of .notdef. */
function replaceToUnicodeWithSpaceAndNotdef(file: GoodFile): void {
  const lines = Array.from(fileText, (character) => `${codes(character)} <${character.charCodeAt(0).toString(16).padStart(4, "0")}>`);
  replaceStream(file, "toUnicode", `begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 8 beginbfchar <0000> <0020> ${lines.join(" ")} endbfchar endcmap`);
}
