import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";

/**
 * Everything of PDFKit that this project leans on and that PDFKit does not document: the catalogue, the page tree, the file identifier, the
 * metadata hook, where its bytes go and which objects it ends by itself. PDFKit is pinned to one version; its tests are
 * tests/pdf/pdfkitDocument.test.ts.
 */

/** An indirect object that is still open or already written. */
export interface PdfReference {
  readonly data: Record<string, PdfValue>;
  readonly write: (chunk: Uint8Array) => void;
  readonly end: () => void;
}

/**
 * What PDFKit can write: a plain string is a *name*, of letters, digits and the like since nothing is escaped; a `String` object a *text string*; a
 * `Date` a date; the rest as one would think.
 */
export type PdfValue = string | StringObject | number | boolean | null | Date | Uint8Array | PdfReference | readonly PdfValue[] | { readonly [key: string]: PdfValue | undefined };

// PDFKit tells text strings from names by `instanceof String`; the interface is what the language calls the wrapper's type.
type StringObject = InstanceType<StringConstructor>;

/** A text string (ISO 32000-1, 7.9.2.2): UTF-16 where ASCII does not do. */
export function textString(text: string): StringObject {
  return new String(text);
}

/** A PDF file in the making. */
export interface PdfFile {
  /** Opens an indirect object; a stream as soon as something is written to it. */
  readonly object: (data: Record<string, PdfValue>) => PdfReference;
  /** Opens and ends a stream; the content may be changed afterwards. */
  readonly stream: (data: Record<string, PdfValue>, content: Uint8Array, compress?: boolean) => PdfReference;
  /** Sets an entry of the catalogue; an open reference among PDFKit's own is ended by PDFKit. */
  readonly setCatalogEntry: (key: string, value: PdfValue) => void;
  readonly pageTree: PdfReference;
  readonly addPage: (page: PdfReference) => void;
  /** Ends the file and gives its bytes; throws if an object has not been ended. */
  readonly end: () => Uint8Array;
}

export interface PdfFileOptions {
  readonly version: "1.4" | "1.5" | "1.6" | "1.7";
  readonly compress: boolean;
  /** The information dictionary; names without values are left out. */
  readonly info: Readonly<Record<string, StringObject | Date | undefined>>;
  readonly language: string;
  /** The whole XMP packet. */
  readonly metadata: string;
}

/** The members that PDFKit's own type declarations leave out. */
interface PdfkitInternals {
  _root: PdfReference;
  _id: Uint8Array;
  /** Where the next byte goes. */
  _offset: number;
  /** How many objects have been opened and not ended. */
  _waiting: number;
  /** Text is a line without its end. */
  _write: (data: Uint8Array | string) => void;
  info: Record<string, unknown>;
  endMetadata: () => void;
  read: () => Uint8Array | null;
  ref: (data: Record<string, PdfValue>) => PdfReference;
  end: () => void;
}

/** Where zlib gives most for its time on pages of text: level 6 takes twice as long for a sixteenth less, level 1 two thirds for a ninth more. */
const DEFLATE_LEVEL = 4;

interface ByteBuffer {
  /** Text goes in as Latin-1. */
  readonly append: (data: Uint8Array | string) => void;
  /** A view of what has been written. */
  readonly bytes: () => Uint8Array;
}

function openByteBuffer(): ByteBuffer {
  let buffer = Buffer.alloc(1 << 16);
  let length = 0;
  return {
    append: (data) => {
      const end = length + data.length;
      if (end > buffer.byteLength) {
        const larger = Buffer.alloc(Math.max(end, buffer.byteLength * 2));
        larger.set(buffer.subarray(0, length));
        buffer = larger;
      }
      if (typeof data === "string") buffer.write(data, length, "latin1");
      else buffer.set(data, length);
      length = end;
    },
    bytes: () => new Uint8Array(buffer.buffer, buffer.byteOffset, length),
  };
}

/**
 * Opens a PDF file. PDFKit is loaded here, not before: it takes longer to load than a page takes to paint.
 *
 * @returns the open file; every object made through it must be ended before the file is, save those that PDFKit ends (`StructTreeRoot`,
 *   `MarkInfo`, `ViewerPreferences` in the catalogue)
 */
export async function openPdfFile(options: PdfFileOptions): Promise<PdfFile> {
  const { default: PDFDocument } = await import("pdfkit");
  // `font: null` keeps PDFKit from taking up an unembedded Helvetica; its declarations want a string.
  const settings: Record<string, unknown> = {
    pdfVersion: options.version,
    compress: false,
    autoFirstPage: false,
    font: null,
    lang: options.language,
    info: { CreationDate: new Date(0) },
  };
  const document: unknown = new PDFDocument(settings);
  // The declarations of PDFKit leave its internals out; they are pinned with its version and held by a test.
  const pdfkit = document as PdfkitInternals;

  pdfkit.info = Object.fromEntries(Object.entries(options.info).filter(([, value]) => value !== undefined));

  // PDFKit is a stream, whose chunks would have to be gathered and joined; only the header has gone there yet.
  const written = openByteBuffer();
  written.append(pdfkit.read() ?? "");
  pdfkit._write = (data) => {
    const chunk = typeof data === "string" ? `${data}\n` : data;
    written.append(chunk);
    pdfkit._offset += chunk.length;
  };

  function stream(data: Record<string, PdfValue>, content: Uint8Array, compress = options.compress): PdfReference {
    const reference = pdfkit.ref(compress ? { ...data, Filter: "FlateDecode" } : data);
    reference.write(compress ? deflateSync(content, { level: DEFLATE_LEVEL }) : content);
    reference.end();
    return reference;
  }

  pdfkit.endMetadata = () => {
    pdfkit._root.data["Metadata"] = stream({ Type: "Metadata", Subtype: "XML" }, new TextEncoder().encode(options.metadata), false);
    pdfkit._id = createHash("md5").update(written.bytes()).digest();
  };

  const pageTree = pdfkit._root.data["Pages"];
  if (!isReference(pageTree)) throw new Error("PDFKit keeps no page tree in its catalogue");
  const pages: PdfReference[] = [];
  Object.assign(pageTree.data, { Kids: pages });

  return {
    object: (data) => pdfkit.ref(data),
    stream,
    setCatalogEntry: (key, value) => {
      pdfkit._root.data[key] = value;
    },
    pageTree,
    addPage: (page) => {
      pages.push(page);
    },
    end: () => {
      Object.assign(pageTree.data, { Count: pages.length });
      pdfkit.end();
      if (pdfkit._waiting > 0) throw new Error(`${pdfkit._waiting} objects of the PDF file have not been ended`);
      return written.bytes();
    },
  };
}

function isReference(value: PdfValue | undefined): value is PdfReference {
  return typeof value === "object" && value !== null && "data" in value && "end" in value;
}
