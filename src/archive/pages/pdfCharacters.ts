import type { PdfiumModule } from "./pdfium.ts";

/** A character that PDFium reads on a page; pt from the top left corner of what viewers show. */
export interface PdfCharacter {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A page as PDFium reads it. */
export interface PdfPage {
  /** pt */
  readonly width: number;
  readonly height: number;
  /** Line by line, each line in logical order, furniture left out; a character without a place parts words. */
  readonly lines: readonly (readonly (PdfCharacter | undefined)[])[];
}

/** PDFium tells places on a device in whole numbers: so many to a point. */
const UNITS = 1000;

/** Bytes of room for what functions hand out: a rectangle or two coordinates, and a mark's name. */
const ROOM = 128;
const NAME_AT = 32;

/** Opens a PDF of which is known that it can be read, gives its pages one after the other, and closes it. Throws what PDFium throws, which is then in no known state. */
export function* readCharacters(pdfium: PdfiumModule, bytes: Uint8Array): Generator<PdfPage | undefined> {
  const file = pdfium.wasmExports.malloc(bytes.length);
  const room = pdfium.wasmExports.malloc(ROOM);
  pdfium.HEAPU8.set(bytes, file);
  const document = pdfium._FPDF_LoadMemDocument(file, bytes.length, 0);
  try {
    const count = document === 0 ? 0 : pdfium._FPDF_GetPageCount(document);
    for (let index = 0; index < count; index++) {
      const page = pdfium._FPDF_LoadPage(document, index);
      yield page === 0 ? undefined : readPage(pdfium, page, room);
      if (page !== 0) pdfium._FPDF_ClosePage(page);
    }
  } finally {
    if (document !== 0) pdfium._FPDF_CloseDocument(document);
    pdfium.wasmExports.free(room);
    pdfium.wasmExports.free(file);
  }
}

function readPage(pdfium: PdfiumModule, page: number, room: number): PdfPage {
  const [width, height] = [pdfium._FPDF_GetPageWidthF(page), pdfium._FPDF_GetPageHeightF(page)];
  const text = pdfium._FPDFText_LoadPage(page);
  const lines: (PdfCharacter | undefined)[][] = [[]];
  const furniture = new Map<number, boolean>();
  const isFurniture = (object: number): boolean => {
    const known = furniture.get(object) ?? isArtifact(pdfium, object, room);
    furniture.set(object, known);
    return known;
  };
  const onPage = (x: number, y: number): readonly [number, number] => {
    pdfium._FPDF_PageToDevice(page, 0, 0, Math.round(width * UNITS), Math.round(height * UNITS), 0, x, y, room, room + 4);
    return [(pdfium.HEAP32[room >> 2] ?? 0) / UNITS, (pdfium.HEAP32[(room >> 2) + 1] ?? 0) / UNITS];
  };
  const count = text === 0 ? 0 : pdfium._FPDFText_CountChars(text);
  for (let index = 0; index < count; index++) {
    const unicode = pdfium._FPDFText_GetUnicode(text, index);
    if (unicode === LINE_FEED) lines.push([]);
    const isGenerated = pdfium._FPDFText_IsGenerated(text, index) === 1;
    const object = isGenerated ? 0 : pdfium._FPDFText_GetTextObject(text, index);
    if (object !== 0 && isFurniture(object)) continue;
    lines.at(-1)?.push(isGenerated || unicode <= SPACE ? undefined : characterAt(pdfium, text, index, unicode, room, onPage));
  }
  if (text !== 0) pdfium._FPDFText_ClosePage(text);
  return { width, height, lines };
}

const LINE_FEED = 0x0a;
const SPACE = 0x20;

/** In user space (ISO 32000-1, 8.3.2.3) PDFium tells the box as wide as the advance and as high as the font. */
function characterAt(pdfium: PdfiumModule, text: number, index: number, unicode: number, room: number, onPage: (x: number, y: number) => readonly [number, number]): PdfCharacter | undefined {
  if (pdfium._FPDFText_GetLooseCharBox(text, index, room) === 0) return undefined;
  const [left = 0, top = 0, right = 0, bottom = 0] = pdfium.HEAPF32.subarray(room >> 2, (room >> 2) + 4);
  const [[x, y], [otherX, otherY]] = [onPage(left, top), onPage(right, bottom)];
  return { text: String.fromCodePoint(unicode), left: Math.min(x, otherX), right: Math.max(x, otherX), top: Math.min(y, otherY), bottom: Math.max(y, otherY) };
}

/** Whether the object is marked as no part of the document (ISO 32000-1, 14.8.2.2). */
function isArtifact(pdfium: PdfiumModule, object: number, room: number): boolean {
  const count = pdfium._FPDFPageObj_CountMarks(object);
  for (let index = 0; index < count; index++) {
    if (pdfium._FPDFPageObjMark_GetName(pdfium._FPDFPageObj_GetMark(object, index), room + NAME_AT, ROOM - NAME_AT, room) === 0) continue;
    const length = pdfium.HEAP32[room >> 2] ?? 0;
    const name = pdfium.HEAPU16.subarray((room + NAME_AT) >> 1, (room + Math.min(ROOM, NAME_AT + length)) >> 1);
    if (String.fromCharCode(...name) === "Artifact\0") return true;
  }
  return false;
}
