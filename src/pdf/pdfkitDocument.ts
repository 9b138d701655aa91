import type { Buffer } from "node:buffer";
import { createHash } from "node:crypto";

/**
 * Everything of PDFKit that this project leans on and that PDFKit does not document: the catalogue, the page tree, the file identifier, the
 * metadata hook and which objects PDFKit ends by itself. PDFKit is pinned to one version; its tests are tests/pdf/pdfkitDocument.test.ts.
 */

/** An indirect object that is still open or already written. */
export interface PdfReference {
  readonly data: Record<string, PdfValue>;
  readonly write: (chunk: Uint8Array) => void;
  readonly end: () => void;
}

/**
 * What PDFKit can write: a plain string is a *name*, a `String` object a *text string*, a `Date` a date; the rest as one would think.
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
  /** Opens and ends a stream. */
  readonly stream: (data: Record<string, PdfValue>, content: Uint8Array, compress?: boolean) => PdfReference;
  /** Sets an entry of the catalogue; an open reference among PDFKit's own is ended by PDFKit. */
  readonly setCatalogEntry: (key: string, value: PdfValue) => void;
  readonly pageTree: PdfReference;
  readonly addPage: (page: PdfReference) => void;
  /** Ends the file and gives its bytes. */
  readonly end: () => Promise<Uint8Array>;
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
  info: Record<string, unknown>;
  endMetadata: () => void;
  ref: (data: Record<string, PdfValue>) => PdfReference & { compress: boolean };
  on: (event: "data" | "end" | "error", listener: (chunk: Buffer) => void) => void;
  end: () => void;
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
    compress: options.compress,
    autoFirstPage: false,
    font: null,
    lang: options.language,
    info: { CreationDate: new Date(0) },
  };
  const document: unknown = new PDFDocument(settings);
  // The declarations of PDFKit leave its internals out; they are pinned with its version and held by a test.
  const pdfkit = document as PdfkitInternals;

  const digest = createHash("md5");
  for (const key of Object.keys(pdfkit.info)) delete pdfkit.info[key];
  for (const [key, value] of Object.entries(options.info)) {
    if (value === undefined) continue;
    pdfkit.info[key] = value;
    digest.update(`${key}: ${String(value instanceof Date ? value.toISOString() : value)}\n`);
  }

  const chunks: Uint8Array[] = [];
  pdfkit.on("data", (chunk) => {
    chunks.push(chunk);
  });
  const ended = new Promise<void>((resolve, reject) => {
    pdfkit.on("end", () => { resolve(); });
    pdfkit.on("error", reject);
  });

  function object(data: Record<string, PdfValue>): PdfReference {
    return pdfkit.ref(data);
  }

  function stream(data: Record<string, PdfValue>, content: Uint8Array, compress = options.compress): PdfReference {
    const reference = pdfkit.ref(data);
    reference.compress = compress;
    digest.update(content);
    reference.write(content);
    reference.end();
    return reference;
  }

  pdfkit.endMetadata = () => {
    pdfkit._root.data["Metadata"] = stream({ Type: "Metadata", Subtype: "XML" }, new TextEncoder().encode(options.metadata), false);
    pdfkit._id = digest.digest();
  };

  const pageTree = pdfkit._root.data["Pages"];
  if (!isReference(pageTree)) throw new Error("PDFKit keeps no page tree in its catalogue");
  const pages: PdfReference[] = [];
  pageTree.data["Kids"] = pages;

  async function end(): Promise<Uint8Array> {
    pageTreeOf().data["Count"] = pages.length;
    pdfkit.end();
    await ended;
    let length = 0;
    for (const chunk of chunks) length += chunk.byteLength;
    const bytes = new Uint8Array(length);
    let offset = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, offset);
      offset += chunk.byteLength;
    }
    return bytes;
  }

  function pageTreeOf(): PdfReference {
    if (!isReference(pageTree)) throw new Error("PDFKit keeps no page tree in its catalogue");
    return pageTree;
  }

  return {
    object,
    stream,
    setCatalogEntry: (key, value) => {
      pdfkit._root.data[key] = value;
    },
    pageTree,
    addPage: (page) => {
      pages.push(page);
    },
    end,
  };
}

function isReference(value: PdfValue | undefined): value is PdfReference {
  return typeof value === "object" && value !== null && "data" in value && "end" in value;
}
