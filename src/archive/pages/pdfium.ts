import type { PDFiumModule } from "@hyzyla/pdfium";

/** PDFium as its package declares it. */
type Declared = Awaited<ReturnType<typeof PDFiumModule>>;

/** PDFium's functions about text, which its package has and does not declare; pointers and sizes are numbers of bytes. */
interface TextFunctions {
  readonly _FPDF_InitLibrary: () => void;
  readonly _FPDF_PageToDevice: (page: number, startX: number, startY: number, width: number, height: number, rotate: number, x: number, y: number, deviceX: number, deviceY: number) => number;
  readonly _FPDF_GetPageWidthF: (page: number) => number;
  readonly _FPDF_GetPageHeightF: (page: number) => number;
  readonly _FPDFText_GetUnicode: (textPage: number, index: number) => number;
  readonly _FPDFText_IsGenerated: (textPage: number, index: number) => number;
  readonly _FPDFText_GetLooseCharBox: (textPage: number, index: number, rectangle: number) => number;
  readonly _FPDFText_GetTextObject: (textPage: number, index: number) => number;
  readonly _FPDFPageObj_CountMarks: (object: number) => number;
  readonly _FPDFPageObj_GetMark: (object: number, index: number) => number;
  readonly _FPDFPageObjMark_GetName: (mark: number, buffer: number, length: number, needed: number) => number;
  readonly HEAPF32: Float32Array;
  readonly HEAPU16: Uint16Array;
}

export type PdfiumModule = Declared & TextFunctions;

const functions = [
  "_FPDF_InitLibrary", "_FPDF_PageToDevice", "_FPDF_GetPageWidthF", "_FPDF_GetPageHeightF", "_FPDFText_GetUnicode", "_FPDFText_IsGenerated", "_FPDFText_GetLooseCharBox", "_FPDFText_GetTextObject",
  "_FPDFPageObj_CountMarks", "_FPDFPageObj_GetMark", "_FPDFPageObjMark_GetName",
];

function hasTextFunctions(module: Declared): module is PdfiumModule {
  return functions.every((name) => typeof Reflect.get(module, name) === "function");
}

let opened: Promise<PdfiumModule> | undefined;

/** PDFium, loaded when it is first asked for. */
export function openPdfium(): Promise<PdfiumModule> {
  opened ??= load();
  return opened;
}

/** After a crash its memory is in no known state: the next one who asks gets another. */
export function discardPdfium(): void {
  opened = undefined;
}

async function load(): Promise<PdfiumModule> {
  const { PDFiumModule: instantiate } = await import("@hyzyla/pdfium");
  const module = await instantiate({});
  if (!hasTextFunctions(module)) throw new Error("PDFium lacks functions about text");
  module._FPDF_InitLibrary();
  return module;
}
