import { spacesWithin, type ColourSpace } from "./colourSpaces.ts";
import type { ContentFaultKind, ContentUse, ImageUse } from "./contentUse.ts";
import { isEmpty, overlap, scaleOf, type Box } from "./geometry.ts";
import type { GraphicsState, Paint } from "./graphicsState.ts";
import type { PdfDictionary } from "./objects.ts";

/** Where content stands. */
export interface ContentPlace {
  readonly page: number;
  /** The indirect object whose stream it is. */
  readonly object: string;
  /** The trimmed page; what ends near its edges is kept for rules about bleed. */
  readonly trim: Box;
  /** Content of masks is never seen in its own colour. */
  readonly isMask: boolean;
}

/** What ends further inside the page does not ask for bleed. */
const nearEdge = 1;

/** Writes into a {@link ContentUse} what content paints, each thing once a page. */
export class PaintRecorder {
  readonly use: ContentUse;

  constructor(use: ContentUse) {
    this.use = use;
  }

  colour(place: ContentPlace, kind: "fill" | "stroke" | "text", state: GraphicsState, paint: Paint, textSize?: number): void {
    this.space(place, kind, paint.space, paint.components, {
      overprint: kind === "stroke" ? state.overprintStroke : state.overprintFill, overprintMode: state.overprintMode, textSize,
    });
  }

  space(
    { page, object, isMask }: ContentPlace, kind: "fill" | "stroke" | "text" | "image" | "shading", space: ColourSpace, components: readonly number[] = [],
    how: { overprint: boolean; overprintMode: number; textSize?: number | undefined } = { overprint: false, overprintMode: 0 },
  ): void {
    if (isMask) return;
    const size = how.textSize === undefined ? undefined : Math.round(how.textSize * 10) / 10;
    const values = components.map((value) => Math.round(value * 1000) / 1000);
    const key = `${page}|${kind}|${space.key}|${values.join(" ")}|${how.overprint}|${how.overprintMode}|${size ?? ""}`;
    if (!this.use.colours.has(key)) {
      this.use.colours.set(key, { page, object, kind, space, components: values, overprint: how.overprint, overprintMode: how.overprintMode, textSize: size });
    }
  }

  image({ page, object, isMask }: ContentPlace, image: PdfDictionary, matrix: ImageUse["matrix"], space: ColourSpace | undefined): void {
    if (isMask) return;
    const key = `${page}|${image.id}|${scaleOf(matrix).toFixed(2)}|${image.stream?.length ?? 0}`;
    if (!this.use.images.has(key)) this.use.images.set(key, { page, object, image, matrix, space });
  }

  line({ page, object, isMask }: ContentPlace, width: number): void {
    const rounded = Math.round(width * 1000) / 1000;
    const key = `${page}|${rounded}`;
    if (!isMask && !this.use.lines.has(key)) this.use.lines.set(key, { page, object, width: rounded });
  }

  /** Keeps what is painted up to an edge of the trimmed page or over it. */
  area({ page, object, trim, isMask }: ContentPlace, box: Box): void {
    if (isMask || isEmpty(overlap(box, trim))) return;
    const inside = box.left > trim.left + nearEdge && box.bottom > trim.bottom + nearEdge && box.right < trim.right - nearEdge && box.top < trim.top - nearEdge;
    const key = `${page}|${[box.left, box.bottom, box.right, box.top].map((edge) => edge.toFixed(1)).join(" ")}`;
    if (!inside && !this.use.areas.has(key)) this.use.areas.set(key, { page, object, box });
  }

  used(place: ContentPlace, dictionary: PdfDictionary): void {
    if (!this.use.used.has(dictionary)) this.use.used.set(dictionary, place.page);
  }

  transparency({ page, object }: ContentPlace, what: string): void {
    if (!this.use.transparency.has(page)) this.use.transparency.set(page, { object, what });
  }

  renderingIntent({ page, object }: ContentPlace, name: string): void {
    if (!this.use.renderingIntents.has(name)) this.use.renderingIntents.set(name, { page, object });
  }

  fault({ page, object }: Pick<ContentPlace, "page" | "object">, kind: ContentFaultKind, detail: string): void {
    const key = `${kind}|${page}|${object}|${detail}`;
    if (!this.use.faults.has(key)) this.use.faults.set(key, { kind, page, object, detail });
  }
}

/** Whether a colour leaves the paper as it is. */
export function isWhite({ space, components }: Pick<Paint, "space" | "components">): boolean {
  const [leaf = space] = spacesWithin(space);
  if (components.length === 0) return false;
  const additive = leaf.family === "DeviceGray" || leaf.family === "DeviceRGB" || leaf.family === "CalGray" || leaf.family === "CalRGB" || (leaf.family === "ICCBased" && leaf.components < 4);
  return components.every((value) => (additive ? value >= 0.999 : value <= 0.001));
}
