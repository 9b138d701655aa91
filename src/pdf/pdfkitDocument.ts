import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import { crossReference, ENTRY_PARAMETERS, ENTRY_WIDTHS, objectStream, OBJECTS_PER_STREAM, type ObjectPlace, type PackedObject } from "./objectStreams.ts";

/**
 * Everything of PDFKit that this project leans on and that PDFKit does not document: the catalogue, the page tree, the file identifier, the
 * metadata hook, where its bytes go, how it ends objects and the file, and which objects it ends by itself. PDFKit is pinned to one version; its tests are
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

/** UTF-16 units of a string of 32,767 bytes (ISO 19005-2, 6.1.13) that begins with a byte order mark. */
const LONGEST_TEXT = 16_382;

/** A text string (ISO 32000-1, 7.9.2.2): UTF-16 where ASCII does not do. A text longer than a file may hold is cut off. */
export function textString(text: string): StringObject {
  return new String(text.length <= LONGEST_TEXT ? text : text.slice(0, LONGEST_TEXT).replace(/[\ud800-\udbff]$/, ""));
}

/** A name in the information dictionary, where PDFKit takes plain strings for text. */
export interface PlainName {
  readonly toString: () => string;
  /** PDFKit writes what is tagged as no plain object as the text that it gives of itself. */
  readonly [Symbol.toStringTag]: string;
}

/** @param name of letters and digits, since nothing is escaped */
export function plainName(name: string): PlainName {
  return { toString: () => `/${name}`, [Symbol.toStringTag]: "Name" };
}

/** A PDF file in the making. */
export interface PdfFile {
  /** Opens an indirect object; a stream as soon as something is written to it. */
  readonly object: (data: Record<string, PdfValue>) => PdfReference;
  /** Opens and ends a stream; the content may be changed afterwards. A content with a filter in its data is taken as it is. */
  readonly stream: (data: Record<string, PdfValue>, content: Uint8Array, compress?: boolean) => PdfReference;
  /** Sets an entry of the catalogue; an open reference among PDFKit's own is ended by PDFKit. */
  readonly setCatalogEntry: (key: string, value: PdfValue) => void;
  /** Sets a name tree of the catalogue (ISO 32000-1, 7.9.6). @param entries names, sorted, and values by turns */
  readonly setNames: (tree: string, entries: readonly PdfValue[]) => void;
  readonly pageTree: PdfReference;
  readonly addPage: (page: PdfReference) => void;
  /** Ends the file and gives its bytes; throws if an object has not been ended. */
  readonly end: () => Uint8Array;
}

export interface PdfFileOptions {
  readonly version: "1.4" | "1.5" | "1.6" | "1.7";
  /** Streams deflated, other objects packed into streams (ISO 32000-1, 7.5.7). */
  readonly compress: boolean;
  /** The information dictionary; names without values are left out. */
  readonly info: Readonly<Record<string, StringObject | Date | PlainName | undefined>>;
  readonly language: string;
  /** Gives the whole XMP packet. @param digest tells the file's content from others */
  readonly metadata: (digest: Uint8Array) => string;
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
  push: (end: null) => void;
  ref: (data: Record<string, PdfValue>) => PdfkitReference;
  /** Writes the cross-reference and the trailer. */
  _finalize: () => void;
  _refEnd: (reference: PdfkitReference) => void;
  _info: PdfReference;
  end: () => void;
}

interface PdfkitReference extends PdfReference {
  readonly id: number;
}

/** Where zlib gives most for its time: on pages of text level 6 takes nearly twice as long for 2 % less, on fonts it costs little, and level 9 gains half a per cent. */
const PAGE_LEVEL = 5;
const OTHER_LEVEL = 6;

/** Bytes of a file's identifier (ISO 32000-1, 14.4). */
const ID_LENGTH = 16;

interface ByteBuffer {
  /** Text goes in as Latin-1. */
  readonly append: (data: Uint8Array | string) => void;
  /** A view of what has been written. */
  readonly bytes: () => Uint8Array;
}

function openByteBuffer(): ByteBuffer {
  let buffer = Buffer.allocUnsafe(1 << 20);
  let length = 0;
  return {
    append: (data) => {
      const end = length + data.length;
      if (end > buffer.byteLength) {
        const larger = Buffer.allocUnsafe(Math.max(end, buffer.byteLength * 2));
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
  const packer = options.compress ? packObjects(pdfkit, (data, content) => stream(data, content)) : undefined;
  pdfkit._write = (data) => {
    for (const line of packer?.pass(data) ?? [data]) {
      const chunk = typeof line === "string" ? `${line}\n` : line;
      written.append(chunk);
      pdfkit._offset += chunk.length;
    }
  };

  function stream(data: Record<string, PdfValue>, content: Uint8Array, compress = options.compress): PdfkitReference {
    const deflates = compress && data["Filter"] === undefined;
    const reference = pdfkit.ref(deflates ? { ...data, Filter: "FlateDecode" } : data);
    // Pages' contents have no entries of their own.
    const level = Object.keys(data).length === 0 ? PAGE_LEVEL : OTHER_LEVEL;
    reference.write(deflates ? deflateSync(content, { level }) : content);
    reference.end();
    return reference;
  }

  pdfkit.endMetadata = () => {
    packer?.flush();
    pdfkit._id = createHash("sha256").update(written.bytes()).digest().subarray(0, ID_LENGTH);
    pdfkit._root.data["Metadata"] = stream({ Type: "Metadata", Subtype: "XML" }, new TextEncoder().encode(options.metadata(pdfkit._id)), false);
  };

  const pageTree = pdfkit._root.data["Pages"];
  if (!isReference(pageTree)) throw new Error("PDFKit keeps no page tree in its catalogue");
  const pages: PdfReference[] = [];
  Object.assign(pageTree.data, { Kids: pages });
  const names = pdfkit._root.data["Names"];
  if (!isReference(names)) throw new Error("PDFKit keeps no names in its catalogue");

  return {
    object: (data) => pdfkit.ref(data),
    stream,
    setCatalogEntry: (key, value) => {
      pdfkit._root.data[key] = value;
    },
    setNames: (tree, entries) => {
      names.data[tree] = { Names: entries };
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

interface ObjectPacker {
  /** Takes the lines of objects that go into object streams; gives back what is to be written for a line. */
  readonly pass: (line: Uint8Array | string) => readonly (Uint8Array | string)[];
  /** Writes the objects gathered so far. */
  readonly flush: () => void;
}

/**
 * Puts objects that are no streams into object streams, and the cross-reference into one too; PDFKit writes neither, but an object line by line: its number, its
 * dictionary, then `stream` or `endobj`.
 *
 * @param write writes a stream of its own
 */
function packObjects(pdfkit: PdfkitInternals, write: (data: Record<string, PdfValue>, content: Uint8Array) => PdfkitReference): ObjectPacker {
  const places: (ObjectPlace | undefined)[] = [];
  let waiting: PackedObject[] = [];
  /** The object that has begun and is not yet known for a stream. */
  let begun: { readonly id: number; readonly lines: string[] } | undefined;

  function flush(): void {
    const objects = waiting;
    if (objects.length === 0) return;
    waiting = [];
    const { first, content } = objectStream(objects);
    const { id } = write({ Type: "ObjStm", N: objects.length, First: first }, content);
    objects.forEach((object, index) => { places[object.id - 1] = { stream: id, index }; });
  }

  function pass(line: Uint8Array | string): readonly (Uint8Array | string)[] {
    if (typeof line !== "string") return [line];
    if (begun === undefined) {
      const id = /^(\d+) 0 obj$/.exec(line)?.[1];
      if (id === undefined) return [line];
      begun = { id: Number(id), lines: [line] };
      return [];
    }
    const { id, lines } = begun;
    if (line === "endobj") {
      waiting.push({ id, text: lines.slice(1).join("\n") });
      begun = undefined;
      return [];
    }
    lines.push(line);
    if (line !== "stream") return [];
    places[id - 1] = { offset: pdfkit._offset };
    begun = undefined;
    return lines;
  }

  const endReference = pdfkit._refEnd.bind(pdfkit);
  pdfkit._refEnd = (reference) => {
    endReference(reference);
    if (waiting.length >= OBJECTS_PER_STREAM) flush();
  };

  pdfkit._finalize = () => {
    flush();
    const offset = pdfkit._offset;
    places.push({ offset });
    const placed = places.filter((place) => place !== undefined);
    if (placed.length < places.length) throw new Error("An object of the PDF file has no place");
    write({
      Type: "XRef", Size: placed.length + 1, Root: pdfkit._root, Info: pdfkit._info, ID: [pdfkit._id, pdfkit._id], W: ENTRY_WIDTHS, DecodeParms: ENTRY_PARAMETERS,
    }, crossReference(placed));
    pdfkit._write("startxref");
    pdfkit._write(String(offset));
    pdfkit._write("%%EOF");
    pdfkit.push(null);
  };

  return { pass, flush };
}
