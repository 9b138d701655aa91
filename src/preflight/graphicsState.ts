import { initialColour, type ColourSpace } from "./colourSpaces.ts";
import { identity, type Box, type Matrix } from "./geometry.ts";
import type { PdfDictionary } from "./objects.ts";

/** A colour as set for filling or stroking. */
export interface Paint {
  readonly space: ColourSpace;
  readonly components: readonly number[];
  readonly pattern: PdfDictionary | undefined;
}

/** What of the graphics state (ISO 32000-1, 8.4) rules ask about. Copied by `q`, so every field is replaced and none changed within. */
export interface GraphicsState {
  matrix: Matrix;
  fill: Paint;
  stroke: Paint;
  lineWidth: number;
  overprintFill: boolean;
  overprintStroke: boolean;
  overprintMode: number;
  font: PdfDictionary | undefined;
  fontSize: number;
  horizontalScale: number;
  renderMode: number;
  /** Where painting is clipped to, the box round it. */
  clip: Box;
}

const gray: ColourSpace = { family: "DeviceGray", key: "DeviceGray", components: 1 };

/** A colour space's own first colour. */
export function firstPaint(space: ColourSpace): Paint {
  return { space, components: initialColour(space), pattern: undefined };
}

/** The state in which a page begins. */
export function initialState(clip: Box, matrix: Matrix = identity): GraphicsState {
  return {
    matrix, fill: firstPaint(gray), stroke: firstPaint(gray), lineWidth: 1, overprintFill: false, overprintStroke: false, overprintMode: 0,
    font: undefined, fontSize: 0, horizontalScale: 1, renderMode: 0, clip,
  };
}

/**
 * Takes over what a graphics state parameter dictionary sets (ISO 32000-1, table 58).
 */
export function applyParameters(state: GraphicsState, parameters: PdfDictionary): void {
  const overprint = parameters.boolean("OP");
  if (overprint !== undefined) state.overprintStroke = overprint;
  // OP without op sets both.
  state.overprintFill = parameters.boolean("op") ?? overprint ?? state.overprintFill;
  state.overprintMode = parameters.number("OPM") ?? state.overprintMode;
  state.lineWidth = parameters.number("LW") ?? state.lineWidth;
  const font = parameters.array("Font");
  const [dictionary] = font?.dictionaries() ?? [];
  if (dictionary !== undefined) {
    state.font = dictionary;
    state.fontSize = font?.numbers()[0] ?? state.fontSize;
  }
}

/** What in a graphics state parameter dictionary needs blending, if anything. */
export function blendingIn(parameters: PdfDictionary): string | undefined {
  const mode = parameters.name("BM") ?? parameters.array("BM")?.names()[0] ?? "Normal";
  if (mode !== "Normal" && mode !== "Compatible") return `blend mode ${mode}`;
  const alpha = Math.min(parameters.number("ca") ?? 1, parameters.number("CA") ?? 1);
  if (alpha < 1) return `an opacity of ${Math.round(alpha * 100)} %`;
  return parameters.dictionary("SMask") === undefined ? undefined : "a soft mask";
}
