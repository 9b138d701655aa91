import { readColourSpace } from "./colourSpaces.ts";
import { codeKey, readCodeMap, splitCodes, type CodeMap } from "./codeSplitting.ts";
import { ContentRun, type RunSurroundings } from "./contentRun.ts";
import { emptyContentUse, type ContentUse } from "./contentUse.ts";
import { boxOf, matrixOf, multiply, overlap, scaleOf, transformedBox } from "./geometry.ts";
import { firstPaint, initialState } from "./graphicsState.ts";
import { MarkStack } from "./markStack.ts";
import { PdfArray, PdfName, type PdfDictionary, type PdfText } from "./objects.ts";
import type { PdfFile } from "./openFile.ts";
import type { Page } from "./pages.ts";
import { PaintRecorder, type ContentPlace } from "./paintRecorder.ts";

/** Nested forms beyond this depth are no earnest document's. */
const deepestForms = 40;

/** What reading content takes. */
export interface ContentSource {
  readonly file: PdfFile;
  readonly pages: readonly Page[];
  readonly data: (stream: PdfDictionary) => Uint8Array | undefined;
  /** So many operations are read: an end to forms that draw each other a million times. */
  readonly operationLimit: number;
}

/** Reads the content of all pages with all that it draws: forms, patterns, masks, glyphs of Type 3 fonts, annotations' appearances. */
export function readContent({ file, pages, data, operationLimit }: ContentSource): ContentUse {
  const use = emptyContentUse();
  const reader = new ContentReader(file, data, operationLimit, new PaintRecorder(use));
  for (const page of pages) reader.readPage(page);
  return use;
}

class ContentReader {
  readonly #file: PdfFile;
  readonly #data: ContentSource["data"];
  readonly #recorder: PaintRecorder;
  readonly #open = new Set<PdfDictionary>();
  readonly #encodings = new Map<PdfDictionary, CodeMap | undefined>();
  /** Patterns and Type 3 fonts by the page on which they were read. */
  readonly #read = new Map<PdfDictionary, number>();
  #left: number;

  constructor(file: PdfFile, data: ContentSource["data"], operationLimit: number, recorder: PaintRecorder) {
    this.#file = file;
    this.#data = data;
    this.#left = operationLimit;
    this.#recorder = recorder;
  }

  readPage(page: Page): void {
    const trim = page.boxes.TrimBox ?? page.boxes.ArtBox ?? page.boxes.CropBox ?? page.boxes.MediaBox;
    const place: ContentPlace = { page: page.number, object: page.dictionary.id, trim, isMask: false };
    const bytes = this.#pageContent(page, place);
    const state = initialState(page.boxes.MediaBox);
    new ContentRun(place, page.dictionary.id, page.resources, state, this.#surroundings(true, new MarkStack())).read(bytes);
    for (const annotation of page.annotations) this.#readAppearance(annotation, place, page);
  }

  #pageContent(page: Page, place: ContentPlace): Uint8Array {
    const pieces: Uint8Array[] = [];
    for (const stream of page.dictionary.oneOrMore("Contents")) {
      const data = this.#data(stream);
      if (data === undefined) this.#recorder.fault({ page: place.page, object: stream.id }, "unreadable", "content");
      // Streams are joined with white space between them (ISO 32000-1, 7.8.2).
      else pieces.push(data, Uint8Array.of(10));
    }
    return Buffer.concat(pieces);
  }

  #readAppearance(annotation: PdfDictionary, place: ContentPlace, page: Page): void {
    const normal = annotation.dictionary("AP")?.dictionary("N");
    const state = annotation.name("AS");
    const stream = normal?.stream === undefined && state !== undefined ? normal?.streamAt(state) : normal;
    if (stream?.stream === undefined) return;
    const run = new ContentRun({ ...place, object: stream.id }, stream.id, page.resources, initialState(boxOf(annotation.array("Rect")) ?? page.boxes.MediaBox), this.#surroundings(false, new MarkStack()));
    this.#drawForm(stream, run);
  }

  #surroundings(tagged: boolean, marks: MarkStack): RunSurroundings {
    return {
      recorder: this.#recorder, marks, tagged,
      spend: () => this.#spend(),
      showText: (text, run) => { this.#showText(text, run); },
      drawForm: (form, run) => { this.#drawForm(form, run); },
      drawPattern: (pattern, run) => { this.#drawPattern(pattern, run); },
      drawMask: (group, run) => { this.#drawMask(group, run); },
    };
  }

  #spend(): boolean {
    if (--this.#left === 0) this.#recorder.fault({ page: 0, object: "" }, "too-much", "");
    return this.#left > 0;
  }

  /** Reads a stream drawn from within another, unless it is being read already. */
  #within(stream: PdfDictionary, run: ContentRun, read: (data: Uint8Array) => void): void {
    if (this.#open.has(stream) || this.#open.size > deepestForms) return;
    const data = this.#data(stream);
    if (data === undefined) {
      this.#recorder.fault({ page: run.place.page, object: stream.id }, "unreadable", "content");
      return;
    }
    this.#open.add(stream);
    read(data);
    this.#open.delete(stream);
  }

  #drawForm(form: PdfDictionary, run: ContentRun): void {
    this.#within(form, run, (data) => {
      const matrix = multiply(matrixOf(form.array("Matrix")?.numbers()), run.state.matrix);
      const box = boxOf(form.array("BBox"));
      const clip = box === undefined ? run.state.clip : overlap(run.state.clip, transformedBox(matrix, box));
      const resources = form.dictionary("Resources") ?? run.resources;
      new ContentRun({ ...run.place, object: form.id }, form.id, resources, { ...run.state, matrix, clip }, run.around).read(data);
    });
  }

  #drawMask(group: PdfDictionary, run: ContentRun): void {
    const place: ContentPlace = { ...run.place, isMask: true };
    const around = this.#surroundings(false, new MarkStack());
    this.#recorder.used(run.place, group);
    this.#drawForm(group, new ContentRun(place, group.id, run.resources, { ...run.state }, around));
  }

  #drawPattern(pattern: PdfDictionary, run: ContentRun): void {
    this.#recorder.used(run.place, pattern);
    if (this.#read.get(pattern) === run.place.page) return;
    this.#read.set(pattern, run.place.page);
    const shading = pattern.dictionary("Shading");
    if (shading !== undefined) this.#recorder.space(run.place, "shading", readColourSpace(shading.get("ColorSpace"), run.resources));
    const parameters = pattern.dictionary("ExtGState");
    if (parameters !== undefined) this.#recorder.used(run.place, parameters);
    if (pattern.stream !== undefined) this.#runApart(pattern, pattern.dictionary("Resources"), run);
  }

  /** Reads content that begins with a state of its own and is not tagged. */
  #runApart(stream: PdfDictionary, resources: PdfDictionary | undefined, run: ContentRun): void {
    this.#within(stream, run, (data) => {
      const state = { ...initialState(run.state.clip, run.state.matrix), fill: run.state.fill.pattern === stream ? firstPaint(readColourSpace(new PdfName("DeviceGray"), resources)) : run.state.fill };
      new ContentRun({ ...run.place, object: stream.id }, stream.id, resources ?? run.resources, state, this.#surroundings(false, new MarkStack())).read(data);
    });
  }

  #showText(text: PdfText, run: ContentRun): void {
    const { font, renderMode, fontSize, matrix } = run.state;
    if (font === undefined || text.bytes.length === 0) return;
    this.#noteCodes(text, font, run);
    if (font.name("Subtype") === "Type3") this.#readGlyphs(font, run);
    if (renderMode === 3 || renderMode === 7) return;
    const size = Math.abs(fontSize) * scaleOf(multiply(run.textMatrix, matrix));
    const strokes = renderMode === 1 || renderMode === 2 || renderMode === 5 || renderMode === 6;
    const fills = renderMode === 0 || renderMode === 2 || renderMode === 4 || renderMode === 6;
    if (fills) run.paint("text", run.state.fill, size);
    if (strokes) run.paint("stroke", run.state.stroke, size);
  }

  #noteCodes(text: PdfText, font: PdfDictionary, run: ContentRun): void {
    const { fonts } = this.#recorder.use;
    let use = fonts.get(font);
    if (use === undefined) fonts.set(font, (use = { font, pages: new Set(), codes: new Map() }));
    use.pages.add(run.place.page);
    const width = font.name("Subtype") === "Type0" ? 2 : 1;
    const bare = !run.around.marks.hasActualText;
    const painted = run.state.renderMode !== 3;
    for (const { bytes, code } of splitCodes(text.bytes, this.#encoding(font)?.ranges ?? [], width)) {
      const key = codeKey(bytes, code);
      const shown = use.codes.get(key);
      if (shown === undefined) use.codes.set(key, { code, bytes, page: run.place.page, bare, painted, mark: run.around.marks.mark });
      else {
        shown.bare ||= bare;
        shown.painted ||= painted;
      }
    }
  }

  #encoding(font: PdfDictionary): CodeMap | undefined {
    if (this.#encodings.has(font)) return this.#encodings.get(font);
    const stream = font.name("Subtype") === "Type0" ? font.streamAt("Encoding") : undefined;
    const map = stream === undefined ? undefined : readCodeMap(stream, this.#file);
    this.#encodings.set(font, map);
    return map;
  }

  #readGlyphs(font: PdfDictionary, run: ContentRun): void {
    if (this.#read.get(font) === run.place.page) return;
    this.#read.set(font, run.place.page);
    const glyphs = font.dictionary("CharProcs");
    for (const key of glyphs?.entries.keys() ?? []) {
      const glyph = glyphs?.streamAt(key);
      if (glyph !== undefined) this.#runApart(glyph, font.dictionary("Resources"), run);
    }
  }
}

/** The names in an `Encoding`'s differences by code (ISO 32000-1, 9.6.6). */
export function differencesOf(encoding: PdfDictionary | undefined): Map<number, string> {
  const names = new Map<number, string>();
  let code = 0;
  const values = encoding?.get("Differences");
  for (const item of values instanceof PdfArray ? values.values() : []) {
    if (typeof item === "number") code = item;
    else if (item instanceof PdfName) names.set(code++, item.value);
  }
  return names;
}
