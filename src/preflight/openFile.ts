import type * as Library from "@cantoo/pdf-lib";
import { PdfArray, PdfDictionary, PdfName, PdfReference, PdfText, type PdfObject, type Resolve } from "./objects.ts";

/** A file that was taken apart into objects. */
export interface PdfFile {
  readonly bytes: Uint8Array;
  /** As the header says: `1.6`. */
  readonly version: string;
  readonly trailer: PdfDictionary;
  readonly object: Resolve;
  /** Objects that stand in the file and cannot be read. */
  readonly unreadable: readonly string[];
  /** Takes one of the filters off that Node itself has not; throws on what is broken. */
  readonly unfilter: (filter: string, bytes: Uint8Array, earlyChange: number) => Uint8Array;
}

/** Why a file cannot be looked at. */
export interface UnreadableFile {
  readonly message: string;
  readonly hint: string;
}

/** The header may have 1,024 bytes before it that readers forgive (ISO 32000-1, Annex H, 3.4.1). */
const headerSearched = 1024;

/**
 * Takes a file apart into its objects. It is read from the first object to the last, whatever its cross-reference table says, so that a damaged table
 * hides nothing; {@link PdfFile.unreadable} lists what is damaged itself.
 *
 * @returns What is wrong where nothing can be read at all.
 */
export async function openFile(bytes: Uint8Array): Promise<PdfFile | UnreadableFile> {
  if (bytes.length === 0) return { message: "The file is empty.", hint: "Make the file again." };
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, headerSearched)).toString("latin1");
  const version = /%PDF-(\d+\.\d+)/.exec(start)?.[1];
  if (version === undefined) return { message: "This is no PDF: it does not begin with %PDF.", hint: "Give the path of a PDF." };
  const library = await import("@cantoo/pdf-lib");
  try {
    const context = await quietly(() => library.PDFDocument.load(bytes, { ignoreEncryption: true, updateMetadata: false, throwOnInvalidObject: false, parseSpeed: library.ParseSpeeds.Fastest }).then(({ context: read }) => read));
    return takeApart(bytes, version, context, library);
  } catch {
    // Whatever the parser says, it stumbled over bytes that are not what a PDF has there.
    return damaged;
  }
}

const damaged: UnreadableFile = { message: "The file is damaged: it has no document that could be read.", hint: "Fetch or make the file again; it may have been cut off on its way." };

let quietened = 0;
let spoken = { log: console.log, warn: console.warn };

/** The parser writes to the console what it forgives. Several files may be opened at once; the last one gives the console its voice back. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  if (quietened++ === 0) {
    spoken = { log: console.log, warn: console.warn };
    console.log = console.warn = () => undefined;
  }
  try {
    return await work();
  } finally {
    if (--quietened === 0) Object.assign(console, spoken);
  }
}

function takeApart(bytes: Uint8Array, version: string, context: Library.PDFContext, library: typeof Library): PdfFile | UnreadableFile {
  const read = new Map<string, PdfObject>();
  const waiting = new Map<string, Library.PDFObject>();
  const unreadable: string[] = [];
  for (const [{ tag }, object] of context.enumerateIndirectObjects()) {
    if (object instanceof library.PDFInvalidObject) unreadable.push(tag);
    else waiting.set(tag, object);
  }

  const resolve: Resolve = ({ id }) => {
    const known = read.get(id);
    if (known !== undefined) return known;
    const object = waiting.get(id);
    const value = object === undefined ? null : convert(object, id);
    read.set(id, value);
    return value;
  };
  const convert = (object: Library.PDFObject, id: string): PdfObject => {
    if (object instanceof library.PDFName) return new PdfName(object.decodeText());
    if (object instanceof library.PDFNumber) return object.asNumber();
    if (object instanceof library.PDFString || object instanceof library.PDFHexString) return new PdfText(object.asBytes());
    if (object instanceof library.PDFRef) return new PdfReference(object.tag);
    if (object instanceof library.PDFBool) return object.asBoolean();
    if (object instanceof library.PDFArray) return new PdfArray(object.asArray().map((item) => convert(item, id)), id, resolve);
    if (object instanceof library.PDFRawStream) return new PdfDictionary(entries(object.dict, id), id, resolve, object.contents);
    if (object instanceof library.PDFDict) return new PdfDictionary(entries(object, id), id, resolve);
    return null;
  };
  const entries = (dictionary: Library.PDFDict, id: string): Map<string, PdfObject> =>
    new Map([...dictionary.entries()].map(([key, value]) => [key.decodeText(), convert(value, id)]));

  const { Root, Encrypt, Info, ID } = context.trailerInfo;
  const trailer = new Map<string, PdfObject>();
  for (const [key, value] of Object.entries({ Root, Encrypt, Info, ID })) if (value !== undefined) trailer.set(key, convert(value, "trailer"));
  const opened = new PdfDictionary(trailer, "trailer", resolve);
  if (!opened.has("Encrypt") && opened.dictionary("Root")?.dictionary("Pages") === undefined) return damaged;

  const unfilter = (filter: string, data: Uint8Array, earlyChange: number): Uint8Array =>
    library.decodePDFRawStream(library.PDFRawStream.of(context.obj({ Filter: filter, DecodeParms: { EarlyChange: earlyChange } }), data)).decode();
  return { bytes, version, trailer: opened, object: resolve, unreadable, unfilter };
}
