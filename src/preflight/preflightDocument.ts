import { readContent } from "./contentReader.ts";
import type { ContentUse } from "./contentUse.ts";
import { readFont, type Font } from "./fonts.ts";
import { readIccProfile, type IccProfile } from "./iccProfile.ts";
import { PdfReference, type PdfDictionary } from "./objects.ts";
import type { PdfFile } from "./openFile.ts";
import { readPages, type Page } from "./pages.ts";
import { reachableFrom, type Reachable } from "./reachable.ts";
import { filtersOf, streamData } from "./streamData.ts";
import { readStructure, type Structure } from "./structure.ts";
import { namespaces, propertyText, readXmp, type XmpPacket } from "./xmp.ts";

/** An output intent (ISO 32000-1, 14.11.5). */
export interface OutputIntent {
  readonly dictionary: PdfDictionary;
  readonly subtype: string;
  /** The object of its profile, `undefined` where there is none. */
  readonly profileStream: PdfDictionary | undefined;
  /** Its reference as it stands in the file. */
  readonly profileId: string | undefined;
  /** `undefined` where there is none or it is no ICC profile. */
  readonly profile: IccProfile | undefined;
}

/** What a file claims to be. */
export interface Claims {
  readonly pdfx: string | undefined;
  /** Part and level as in `2A`. */
  readonly pdfa: { readonly part: string; readonly level: string } | undefined;
  readonly pdfua: string | undefined;
}

/** A file as rules see it. */
export interface PreflightDocument {
  readonly file: PdfFile;
  readonly catalog: PdfDictionary;
  readonly info: PdfDictionary | undefined;
  readonly pages: readonly Page[];
  readonly intents: readonly OutputIntent[];
  readonly metadata: PdfDictionary | undefined;
  /** A text says why the metadata cannot be read. */
  readonly xmp: XmpPacket | string | undefined;
  readonly claims: Claims;
  readonly content: ContentUse;
  readonly fonts: readonly Font[];
  readonly structure: Structure | undefined;
  readonly reachable: Reachable;
  /** A stream's data, read once. */
  readonly data: (stream: PdfDictionary) => Uint8Array | undefined;
  /** A profile's header, read once. */
  readonly profile: (stream: PdfDictionary) => IccProfile | undefined;
}

/** Reads of a file what rules ask about. */
export async function openDocument(file: PdfFile, catalog: PdfDictionary, operationLimit: number): Promise<PreflightDocument> {
  const data = once((stream: PdfDictionary) => streamData(stream, file));
  const profile = once((stream: PdfDictionary) => {
    const bytes = data(stream);
    return bytes === undefined ? undefined : readIccProfile(bytes);
  });
  const pages = readPages(catalog);
  const metadata = catalog.streamAt("Metadata");
  const packet = metadata === undefined ? undefined : data(metadata);
  const xmp = metadata === undefined ? undefined : packet === undefined ? `its data cannot be read (${filtersOf(metadata).join(", ")})` : await readXmp(packet);
  const content = readContent({ file, pages, data, operationLimit });
  return {
    file, catalog, info: file.trailer.dictionary("Info"), pages, metadata, xmp, content, data, profile,
    intents: (catalog.array("OutputIntents")?.dictionaries() ?? []).map((dictionary) => intentOf(dictionary, profile)),
    claims: claimsOf(xmp),
    fonts: [...content.fonts.values()].map((use) => readFont(use, file)),
    structure: readStructure(catalog),
    reachable: reachableFrom(file),
  };
}

function once<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, { readonly value: V }>();
  return (key) => {
    let entry = known.get(key);
    if (entry === undefined) known.set(key, (entry = { value: compute(key) }));
    return entry.value;
  };
}

function intentOf(dictionary: PdfDictionary, profile: PreflightDocument["profile"]): OutputIntent {
  const profileStream = dictionary.streamAt("DestOutputProfile");
  const reference = dictionary.entries.get("DestOutputProfile");
  return {
    dictionary, subtype: dictionary.name("S") ?? "", profileStream,
    profileId: reference instanceof PdfReference ? reference.id : undefined,
    profile: profileStream === undefined ? undefined : profile(profileStream),
  };
}

export function claimsOf(xmp: XmpPacket | string | undefined): Claims {
  if (typeof xmp !== "object") return { pdfx: undefined, pdfa: undefined, pdfua: undefined };
  const part = propertyText(xmp, namespaces.pdfaid, "part");
  return {
    pdfx: propertyText(xmp, namespaces.pdfxid, "GTS_PDFXVersion"),
    pdfa: part === undefined ? undefined : { part, level: (propertyText(xmp, namespaces.pdfaid, "conformance") ?? "").toUpperCase() },
    pdfua: propertyText(xmp, namespaces.pdfuaid, "part"),
  };
}
