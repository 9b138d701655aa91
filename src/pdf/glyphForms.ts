import { glyphOutlinesOf, type FontFace } from "../fonts/index.ts";
import type { OutlinedItem } from "../layout/index.ts";
import type { ContentStream } from "./contentStream.ts";
import { decimal } from "./decimal.ts";
import { pathOf } from "./glyphPaths.ts";
import type { PdfFile, PdfReference } from "./pdfkitDocument.ts";

/** A glyph drawn as a path, in the file once for all pages. */
export interface GlyphForm {
  /** Of its resource. */
  readonly name: string;
  readonly reference: PdfReference;
}

export interface GlyphForms {
  /** `undefined` for a blank. */
  readonly formOf: (face: FontFace, glyph: number) => GlyphForm | undefined;
}

/** Opens the forms (ISO 32000-1, 8.10) of a file's outlined glyphs: one em wide and high, in the colour of whoever shows them. */
export function openGlyphForms(file: Pick<PdfFile, "stream">): GlyphForms {
  const forms = new Map<FontFace, Map<number, GlyphForm | undefined>>();
  let count = 0;

  function write(face: FontFace, glyph: number): GlyphForm | undefined {
    const path = glyphOutlinesOf(face).contours(glyph).map((contour) => pathOf(contour, wholeUnits)).join("");
    if (path === "") return undefined;
    const scale = 1 / face.unitsPerEm;
    const dictionary = { Subtype: "Form", BBox: [...face.boundingBoxUnits], Matrix: [scale, 0, 0, scale, 0, 0] };
    // So short a content costs zlib more time than it saves bytes.
    const reference = file.stream(dictionary, new TextEncoder().encode(`${path}f\n`), false);
    return { name: `Glyph${++count}`, reference };
  }

  return {
    formOf: (face, glyph) => {
      let known = forms.get(face);
      if (known === undefined) {
        known = new Map();
        forms.set(face, known);
      }
      if (!known.has(glyph)) known.set(glyph, write(face, glyph));
      return known.get(glyph);
    },
  };
}

function wholeUnits(value: number): string {
  return String(Math.round(value));
}

/**
 * Draws a line of text as paths in the registration colour, so that nobody reads it.
 *
 * @returns the forms that it shows
 */
export function paintOutlined(content: ContentStream, { runs, x, baseline }: OutlinedItem, pageHeight: number, { formOf }: GlyphForms): GlyphForm[] {
  const shown: GlyphForm[] = [];
  content.setRegistrationFill();
  for (const { face, size, x: runX, glyphs } of runs) {
    content.write(`q\n${decimal(size)} 0 0 ${decimal(size)} ${decimal(x + runX)} ${decimal(pageHeight - baseline)} cm\n`);
    /** em: where the origin stands, and where the next glyph does. */
    let origin = { x: 0, y: 0 };
    let pen = 0;
    for (const { id, advance, xOffset, yOffset } of glyphs()) {
      const form = formOf(face, id);
      const place = { x: pen + xOffset / size, y: yOffset / size };
      pen += advance / size;
      if (form === undefined) continue;
      content.write(`1 0 0 1 ${decimal(place.x - origin.x)} ${decimal(place.y - origin.y)} cm/${form.name} Do\n`);
      origin = place;
      shown.push(form);
    }
    content.write("Q\n");
  }
  return shown;
}
