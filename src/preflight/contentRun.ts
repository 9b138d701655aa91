import { firstPaint, applyParameters, blendingIn, initialState, type GraphicsState, type Paint } from "./graphicsState.ts";
import { readColourSpace } from "./colourSpaces.ts";
import { ContentTokens } from "./contentTokens.ts";
import { boxRound, identity, isEmpty, matrixOf, multiply, overlap, pointAt, scaleOf, transformedBox, type Box, type Matrix } from "./geometry.ts";
import type { MarkStack } from "./markStack.ts";
import { PdfArray, PdfDictionary, PdfName, PdfText, type PdfObject } from "./objects.ts";
import { isWhite, type ContentPlace, type PaintRecorder } from "./paintRecorder.ts";

/** What a run of a content stream asks for from outside. */
export interface RunSurroundings {
  readonly recorder: PaintRecorder;
  readonly marks: MarkStack;
  /** Whether content must be tagged here: that of pages, not that of patterns, glyphs, masks and annotations. */
  readonly tagged: boolean;
  /** Takes one operation from what may be read; false when that is used up. */
  readonly spend: () => boolean;
  readonly showText: (text: PdfText, run: ContentRun) => void;
  readonly drawForm: (form: PdfDictionary, run: ContentRun) => void;
  readonly drawPattern: (pattern: PdfDictionary, run: ContentRun) => void;
  readonly drawMask: (group: PdfDictionary, run: ContentRun) => void;
}

type Operands = readonly PdfObject[];
type Act = (run: ContentRun, operands: Operands) => void;

const largest: Box = { left: -1e6, bottom: -1e6, right: 1e6, top: 1e6 };

function numbers(operands: Operands): number[] {
  return operands.filter((operand) => typeof operand === "number");
}

function nameIn(operands: Operands): string | undefined {
  return operands.find((operand) => operand instanceof PdfName)?.value;
}

/** The reading of one content stream: of a page, a form, a pattern, a glyph. */
export class ContentRun {
  readonly place: ContentPlace;
  readonly resources: PdfDictionary | undefined;
  readonly around: RunSurroundings;
  /** By which the structure tree names marks of this stream: the page's object or the form's. */
  readonly owner: string;
  state: GraphicsState;
  textMatrix: Matrix = identity;
  readonly #saved: GraphicsState[] = [];
  #points: (readonly [number, number])[] = [];
  #rectangles: number[] = [];
  #clips = false;
  #compatible = 0;
  #openMarks = 0;

  constructor(place: ContentPlace, owner: string, resources: PdfDictionary | undefined, state: GraphicsState | undefined, around: RunSurroundings) {
    this.place = place;
    this.owner = owner;
    this.resources = resources;
    this.state = state ?? initialState(largest);
    this.around = around;
  }

  read(bytes: Uint8Array): void {
    const tokens = new ContentTokens(bytes, this.place.object);
    for (let operation = tokens.next(); operation; operation = tokens.next()) {
      if (!this.around.spend()) return;
      this.#measure(operation.operands);
      const act = acts[operation.operator];
      if (act !== undefined) act(this, operation.operands);
      else if (this.#compatible === 0 && !without.has(operation.operator)) this.#fault("unknown-operator", operation.operator.slice(0, 20));
    }
    if (this.#openMarks > 0) this.#fault("unbalanced-marks", "marked content is begun and never ended");
    for (; this.#openMarks > 0; this.#openMarks--) this.around.marks.close();
  }

  #fault(kind: Parameters<PaintRecorder["fault"]>[1], detail: string): void {
    this.around.recorder.fault(this.place, kind, detail);
  }

  #measure(operands: Operands): void {
    const { longest } = this.around.recorder.use;
    for (const operand of operands) {
      if (operand instanceof PdfText && operand.bytes.length > longest.text) Object.assign(longest, { text: operand.bytes.length, page: this.place.page, object: this.place.object });
      if (operand instanceof PdfName && operand.value.length > longest.name) Object.assign(longest, { name: operand.value.length, page: this.place.page, object: this.place.object });
    }
  }

  /** Looks a name up among the resources; a name that is not there is a fault of the file. */
  resource(category: string, name: string | undefined): PdfDictionary | undefined {
    const found = name === undefined ? undefined : this.resources?.dictionary(category)?.dictionary(name);
    if (found === undefined) this.#fault("undefined-resource", `${category} ${name ?? ""}`);
    return found;
  }

  save(): void {
    this.#saved.push({ ...this.state });
    const { deepest } = this.around.recorder.use;
    if (this.#saved.length > deepest.depth) Object.assign(deepest, { depth: this.#saved.length, page: this.place.page, object: this.place.object });
  }

  restore(): void {
    this.state = this.#saved.pop() ?? this.state;
  }

  parameters(dictionary: PdfDictionary | undefined): void {
    if (dictionary === undefined) return;
    const { recorder } = this.around;
    recorder.used(this.place, dictionary);
    applyParameters(this.state, dictionary);
    const intent = dictionary.name("RI");
    if (intent !== undefined) recorder.renderingIntent(this.place, intent);
    const blending = blendingIn(dictionary);
    if (blending !== undefined && !this.place.isMask) recorder.transparency(this.place, blending);
    const group = dictionary.dictionary("SMask")?.streamAt("G");
    if (group !== undefined) this.around.drawMask(group, this);
  }

  point(x: number | undefined, y: number | undefined): void {
    if (x !== undefined && y !== undefined) this.#points.push(pointAt(this.state.matrix, x, y));
  }

  /** Points of a curve by pairs; its handles stand for it, which makes its box no smaller. */
  points(coordinates: readonly number[]): void {
    for (let index = 0; index + 1 < coordinates.length; index += 2) this.point(coordinates[index], coordinates[index + 1]);
  }

  rectangle([x = 0, y = 0, width = 0, height = 0]: readonly number[]): void {
    this.points([x, y, x + width, y, x, y + height, x + width, y + height]);
    this.#rectangles.push(Math.min(Math.abs(width), Math.abs(height)) * scaleOf(this.state.matrix));
  }

  clipNext(): void {
    this.#clips = true;
  }

  paintPath(fills: boolean, strokes: boolean): void {
    const box = overlap(boxRound(this.#points), this.state.clip);
    if (this.#points.length > 0) {
      if (fills) this.#paintArea("fill", this.state.fill, box);
      if (strokes) this.#paintArea("stroke", this.state.stroke, box);
      if (strokes) this.around.recorder.line(this.place, this.state.lineWidth * scaleOf(this.state.matrix));
      // A path of rectangles alone is a rule or a box; what is thin in another is part of a drawing.
      if (fills && this.#rectangles.length * 4 === this.#points.length) for (const width of this.#rectangles) if (width > 0) this.around.recorder.line(this.place, width);
    }
    if (this.#clips) this.state.clip = box;
    this.#points = [];
    this.#rectangles = [];
    this.#clips = false;
  }

  #paintArea(kind: "fill" | "stroke", paint: Paint, box: Box): void {
    this.paint(kind, paint);
    if (!isWhite(paint) && !isEmpty(box)) this.around.recorder.area(this.place, box);
  }

  /** Paints with a colour or a pattern. */
  paint(kind: "fill" | "stroke" | "text", paint: Paint, textSize?: number): void {
    this.painted();
    if (paint.pattern !== undefined) this.around.drawPattern(paint.pattern, this);
    if (paint.space.family !== "Pattern") this.around.recorder.colour(this.place, kind, this.state, paint, textSize);
    else if (paint.space.base !== undefined) this.around.recorder.colour(this.place, kind, this.state, { ...paint, space: paint.space.base }, textSize);
  }

  /** Something becomes visible, and must be tagged or an artifact (ISO 14289-1, 7.1). */
  painted(): void {
    if (this.around.tagged && !this.around.marks.isTaggedOrArtifact) this.#fault("untagged", "");
  }

  space(which: "fill" | "stroke", name: string | undefined): void {
    const object = name === undefined ? undefined : new PdfName(name);
    this.state[which] = firstPaint(readColourSpace(object, this.resources));
  }

  device(which: "fill" | "stroke", name: string, components: readonly number[]): void {
    this.state[which] = { space: readColourSpace(new PdfName(name), this.resources), components, pattern: undefined };
  }

  components(which: "fill" | "stroke", operands: Operands): void {
    const pattern = nameIn(operands);
    const { space } = this.state[which];
    this.state[which] = { space, components: numbers(operands), pattern: pattern === undefined ? undefined : this.resource("Pattern", pattern) };
  }

  font(name: string | undefined, size: number): void {
    this.state.font = this.resource("Font", name);
    this.state.fontSize = size;
  }

  show(operand: PdfObject | undefined): void {
    if (operand instanceof PdfText) this.around.showText(operand, this);
    else if (operand instanceof PdfArray) for (const item of operand.values()) if (item instanceof PdfText) this.around.showText(item, this);
  }

  draw(name: string | undefined): void {
    const object = this.resource("XObject", name);
    if (object === undefined) return;
    this.around.recorder.used(this.place, object);
    if (object.name("Subtype") === "Form") this.around.drawForm(object, this);
    else if (object.name("Subtype") === "Image") this.image(object);
  }

  image(image: PdfDictionary): void {
    this.painted();
    const { recorder } = this.around;
    const isMask = image.boolean("ImageMask") ?? image.boolean("IM") ?? false;
    const described = image.get("ColorSpace") ?? image.get("CS");
    const space = isMask || described === undefined ? undefined : readColourSpace(described, this.resources);
    recorder.image(this.place, image, this.state.matrix, space);
    if (isMask) this.paint("fill", this.state.fill);
    else if (space !== undefined) recorder.space(this.place, "image", space, [], { overprint: this.state.overprintFill, overprintMode: this.state.overprintMode });
    if (image.streamAt("SMask") !== undefined) recorder.transparency(this.place, "an image with a soft mask");
    const intent = image.name("Intent");
    if (intent !== undefined) recorder.renderingIntent(this.place, intent);
    const box = overlap(transformedBox(this.state.matrix, { left: 0, bottom: 0, right: 1, top: 1 }), this.state.clip);
    recorder.area(this.place, box);
  }

  shade(shading: PdfDictionary | undefined): void {
    this.painted();
    if (shading === undefined) return;
    this.around.recorder.space(this.place, "shading", readColourSpace(shading.get("ColorSpace"), this.resources));
    this.around.recorder.area(this.place, this.state.clip);
  }

  openMark(tag: string | undefined, properties: PdfObject | undefined): void {
    const dictionary = properties instanceof PdfName ? this.resources?.dictionary("Properties")?.dictionary(properties.value) : properties;
    const given = dictionary instanceof PdfDictionary ? dictionary : undefined;
    const misplaced = this.around.marks.open(tag ?? "", given, this.owner);
    if (misplaced !== undefined) this.#fault(misplaced, "");
    const mcid = given?.number("MCID");
    if (mcid !== undefined) this.around.recorder.use.marks.set(`${this.owner} ${mcid}`, { page: this.place.page, owner: this.owner, mcid });
    this.#openMarks++;
  }

  closeMark(): void {
    if (this.#openMarks === 0) {
      this.#fault("unbalanced-marks", "marked content is ended and was never begun");
      return;
    }
    this.#openMarks--;
    this.around.marks.close();
  }

  compatibility(by: 1 | -1): void {
    this.#compatible = Math.max(0, this.#compatible + by);
  }
}

const paintActs = Object.fromEntries(
  ([["f", true, false], ["F", true, false], ["f*", true, false], ["S", false, true], ["s", false, true], ["B", true, true], ["B*", true, true], ["b", true, true], ["b*", true, true], ["n", false, false]] as const)
    .map(([operator, fills, strokes]): [string, Act] => [operator, (run) => { run.paintPath(fills, strokes); }]),
);

/** What each operator does (ISO 32000-1, Annex A). */
const acts: Readonly<Record<string, Act>> = {
  q: (run) => { run.save(); },
  Q: (run) => { run.restore(); },
  cm: (run, operands) => { run.state.matrix = multiply(matrixOf(numbers(operands)), run.state.matrix); },
  w: (run, operands) => { run.state.lineWidth = numbers(operands)[0] ?? run.state.lineWidth; },
  gs: (run, operands) => { run.parameters(run.resource("ExtGState", nameIn(operands))); },
  ri: (run, operands) => { run.around.recorder.renderingIntent(run.place, nameIn(operands) ?? ""); },
  m: (run, operands) => { run.points(numbers(operands)); },
  l: (run, operands) => { run.points(numbers(operands)); },
  c: (run, operands) => { run.points(numbers(operands)); },
  v: (run, operands) => { run.points(numbers(operands)); },
  y: (run, operands) => { run.points(numbers(operands)); },
  re: (run, operands) => { run.rectangle(numbers(operands)); },
  W: (run) => { run.clipNext(); },
  "W*": (run) => { run.clipNext(); },
  ...paintActs,
  g: (run, operands) => { run.device("fill", "DeviceGray", numbers(operands)); },
  G: (run, operands) => { run.device("stroke", "DeviceGray", numbers(operands)); },
  rg: (run, operands) => { run.device("fill", "DeviceRGB", numbers(operands)); },
  RG: (run, operands) => { run.device("stroke", "DeviceRGB", numbers(operands)); },
  k: (run, operands) => { run.device("fill", "DeviceCMYK", numbers(operands)); },
  K: (run, operands) => { run.device("stroke", "DeviceCMYK", numbers(operands)); },
  cs: (run, operands) => { run.space("fill", nameIn(operands)); },
  CS: (run, operands) => { run.space("stroke", nameIn(operands)); },
  sc: (run, operands) => { run.components("fill", operands); },
  scn: (run, operands) => { run.components("fill", operands); },
  SC: (run, operands) => { run.components("stroke", operands); },
  SCN: (run, operands) => { run.components("stroke", operands); },
  sh: (run, operands) => { run.shade(run.resource("Shading", nameIn(operands))); },
  BT: (run) => { run.textMatrix = identity; },
  Tf: (run, operands) => { run.font(nameIn(operands), numbers(operands)[0] ?? 0); },
  Tm: (run, operands) => { run.textMatrix = matrixOf(numbers(operands)); },
  Tr: (run, operands) => { run.state.renderMode = numbers(operands)[0] ?? 0; },
  Tj: (run, operands) => { run.show(operands[0]); },
  TJ: (run, operands) => { run.show(operands[0]); },
  "'": (run, operands) => { run.show(operands[0]); },
  '"': (run, operands) => { run.show(operands[2]); },
  Do: (run, operands) => { run.draw(nameIn(operands)); },
  BI: (run, operands) => { if (operands[0] instanceof PdfDictionary) run.image(operands[0]); },
  BMC: (run, operands) => { run.openMark(nameIn(operands), undefined); },
  BDC: (run, operands) => { run.openMark(nameIn(operands), operands[1]); },
  EMC: (run) => { run.closeMark(); },
  BX: (run) => { run.compatibility(1); },
  EX: (run) => { run.compatibility(-1); },
};

/** Operators that no rule asks about. */
const without = new Set(["J", "j", "M", "d", "i", "h", "ET", "Tc", "Tw", "Tz", "TL", "Ts", "Td", "TD", "T*", "MP", "DP", "d0", "d1"]);
