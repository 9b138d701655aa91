import type { DisplayItem, Page, Rect } from "../layout/index.ts";
import type { ContentStream } from "./contentStream.ts";
import { opacityName, openContentStream, OVERPRINT } from "./contentStream.ts";
import type { DocumentFonts } from "./documentFonts.ts";
import type { EmbeddedFont } from "./embeddedFont.ts";
import { paintOutlined, type GlyphForm, type GlyphForms } from "./glyphForms.ts";
import { paintImage, type ImageObject, type ImageObjects } from "./imagePainter.ts";
import type { Inks } from "./inks.ts";
import { areaOfImage, areasOfLine, type LinkAnnotations } from "./links.ts";
import { openMarkedContent } from "./markedContent.ts";
import type { PageLine } from "./pageLines.ts";
import type { PdfFile, PdfReference, PdfValue } from "./pdfkitDocument.ts";
import { rulerFor } from "./ruler.ts";
import { paintFill, paintMark, paintRule } from "./shapePainter.ts";
import type { StructureContent } from "./structureTree.ts";
import type { FontFor } from "./textPainter.ts";
import { openTextPainter } from "./textPainter.ts";

/** What all pages of a file share. */
export interface PageResources {
  readonly file: PdfFile;
  readonly fonts: DocumentFonts;
  readonly inks: Inks;
  readonly structure: StructureContent;
  readonly links: LinkAnnotations;
  readonly images: ImageObjects;
  readonly glyphForms: GlyphForms;
  readonly blackOverprints: boolean;
  /** The colour space in which translucent colours are mixed (ISO 32000-1, 11.6.6). */
  readonly blendSpace: "DeviceCMYK" | "DeviceRGB";
}

/** Paints a page and writes its objects; lengths in pt. @param index from 0 */
export function paintPage(page: Page, lines: readonly PageLine[], index: number, shared: PageResources): PdfReference {
  const { file, structure } = shared;
  const painted = paintContent(page, lines, index, shared);
  const height = page.mediaBox.height;
  const reference = file.object({
    Type: "Page",
    Parent: file.pageTree,
    MediaBox: pdfRectangle(page.mediaBox, height),
    BleedBox: pdfRectangle(page.bleedBox, height),
    TrimBox: pdfRectangle(page.trimBox, height),
    Resources: resourcesOf(painted, shared),
    Contents: file.stream({}, painted.content.bytes()),
  });
  if (painted.content.opacities.size > 0 || [...painted.images].some(({ translucent }) => translucent)) reference.data["Group"] = { S: "Transparency", CS: shared.blendSpace };
  if (painted.annotations.length > 0) reference.data["Annots"] = painted.annotations;
  if (structure.pageIsTagged(index)) Object.assign(reference.data, { StructParents: index, Tabs: "S" });
  reference.end();
  return reference;
}

function pdfRectangle({ x, y, width, height }: Rect, pageHeight: number): number[] {
  const places = (value: number): number => Math.round(value * 1000) / 1000;
  return [places(x), places(pageHeight - y - height), places(x + width), places(pageHeight - y)];
}

interface PaintedPage {
  readonly content: ContentStream;
  readonly fonts: ReadonlySet<EmbeddedFont>;
  readonly images: ReadonlySet<ImageObject>;
  readonly forms: ReadonlySet<GlyphForm>;
  readonly annotations: readonly PdfReference[];
}

function paintContent(page: Page, lines: readonly PageLine[], pageIndex: number, shared: PageResources): PaintedPage {
  const content = openContentStream({ paintOf: shared.inks.paintOf, blackOverprints: shared.blackOverprints });
  const height = page.mediaBox.height;
  const fonts = new Set<EmbeddedFont>();
  const fontFor: FontFor = (face, cells) => {
    const font = shared.fonts.fontFor(face, cells);
    fonts.add(font);
    return font;
  };
  const marks = openMarkedContent(content, shared.structure, pageIndex, height);
  const text = openTextPainter(content, page.mediaBox, fontFor, shared.fonts.storeOf, marks);
  const ruler = rulerFor(lines);
  const images = new Set<ImageObject>();
  const forms = new Set<GlyphForm>();
  const annotations: PdfReference[] = [];

  function paintItem(item: DisplayItem): void {
    // The painter of text sees to its own sequences, of which a line may have several.
    if (item.kind !== "text") marks.enter(item.role);
    switch (item.kind) {
      case "text":
        text.paint(item, item === lines[0]?.item ? ruler : undefined);
        annotations.push(...shared.links.annotate(item, areasOfLine, pageIndex, height));
        break;
      case "fill":
        paintFill(content, item, height);
        break;
      case "rule":
        paintRule(content, item, height);
        break;
      case "image": {
        const object = shared.images.get(item.image);
        if (object === undefined) throw new Error(`a page shows the image ${item.image.src}, which the file does not have`);
        images.add(object);
        paintImage(content, item, object, height);
        if (item.role.kind === "content") shared.structure.bound(item.role.structure, pdfRectangle(item.clip ?? item.rect, height));
        annotations.push(...shared.links.annotate(item, areaOfImage, pageIndex, height));
        break;
      }
      case "mark":
        paintMark(content, item, height);
        break;
      case "outlined":
        for (const form of paintOutlined(content, item, height, shared.glyphForms)) forms.add(form);
        break;
    }
  }

  page.items.forEach(paintItem);
  marks.leave();
  return { content, fonts, images, forms, annotations };
}

function resourcesOf({ content, fonts, images, forms }: PaintedPage, { file, inks }: PageResources): PdfReference {
  const resources: Record<string, PdfValue> = { Font: Object.fromEntries(Array.from(fonts, ({ name, reference }) => [name, reference])) };
  if (content.spaces.size > 0) resources["ColorSpace"] = Object.fromEntries(Array.from(content.spaces, (name) => [name, inks.spaceOf(name)]));
  const objects = [...images, ...forms];
  if (objects.length > 0) resources["XObject"] = Object.fromEntries(objects.map(({ name, reference: object }) => [name, object]));
  const states: Record<string, PdfValue> = {};
  for (const perMille of content.opacities) states[opacityName(perMille)] = { Type: "ExtGState", ca: perMille / 1000, CA: perMille / 1000 };
  for (const name of content.overprintStates) states[name] = { Type: "ExtGState", OP: name === OVERPRINT, op: name === OVERPRINT, OPM: 1 };
  if (Object.keys(states).length > 0) resources["ExtGState"] = states;
  const reference = file.object(resources);
  reference.end();
  return reference;
}
