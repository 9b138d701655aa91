import type { ColourSpace } from "./colourSpaces.ts";
import type { Box, Matrix } from "./geometry.ts";
import type { PdfDictionary } from "./objects.ts";

/** A colour that something was painted with. */
export interface ColourUse {
  readonly page: number;
  /** The indirect object whose content paints. */
  readonly object: string;
  readonly kind: "fill" | "stroke" | "text" | "image" | "shading";
  readonly space: ColourSpace;
  readonly components: readonly number[];
  readonly overprint: boolean;
  readonly overprintMode: number;
  /** The size of text in points, as it stands on the page. */
  readonly textSize: number | undefined;
}

/** A font that shows text. */
export interface FontUse {
  readonly font: PdfDictionary;
  readonly pages: Set<number>;
  /** The codes that it shows, by the number of bytes and the value. */
  readonly codes: Map<string, ShownCode>;
}

export interface ShownCode {
  readonly code: number;
  readonly bytes: number;
  readonly page: number;
  /** Whether it is ever shown where no ActualText says what it means. */
  bare: boolean;
  /** Whether it is ever painted (text rendering modes other than 3). */
  painted: boolean;
  /** The marked content in which it is first shown, as the structure tree names it. */
  readonly mark: string | undefined;
}

export interface ImageUse {
  readonly page: number;
  readonly object: string;
  readonly image: PdfDictionary;
  /** From the unit square to the page, in points. */
  readonly matrix: Matrix;
  readonly space: ColourSpace | undefined;
}

/** A line that was drawn: stroked, or a filled rectangle as thin as one. */
export interface LineUse {
  readonly page: number;
  readonly object: string;
  readonly width: number;
}

/** Something painted, as far as its rectangle is known. */
export interface PaintedArea {
  readonly page: number;
  readonly object: string;
  readonly box: Box;
}

export type ContentFaultKind = "unknown-operator" | "undefined-resource" | "unbalanced-marks" | "untagged" | "artifact-inside-tag" | "tag-inside-artifact" | "unreadable" | "too-much";

export interface ContentFault {
  readonly kind: ContentFaultKind;
  readonly page: number;
  readonly object: string;
  readonly detail: string;
}

/** Marked content with an identifier. */
export interface MarkUse {
  readonly page: number;
  /** The page's object or the form's, by which the structure tree names it. */
  readonly owner: string;
  readonly mcid: number;
}

/** What all content of a file does, as far as rules ask; the same thing on the same page is kept once. */
export interface ContentUse {
  readonly colours: Map<string, ColourUse>;
  readonly fonts: Map<PdfDictionary, FontUse>;
  readonly images: Map<string, ImageUse>;
  /** Graphics state dictionaries, form XObjects and such by the page that uses them first. */
  readonly used: Map<PdfDictionary, number>;
  readonly lines: Map<string, LineUse>;
  readonly areas: Map<string, PaintedArea>;
  readonly faults: Map<string, ContentFault>;
  readonly marks: Map<string, MarkUse>;
  /** Pages that need blending, each with what needs it. */
  readonly transparency: Map<number, { readonly object: string; readonly what: string }>;
  readonly renderingIntents: Map<string, { readonly page: number; readonly object: string }>;
  readonly deepest: { depth: number; page: number; object: string };
  readonly longest: { text: number; name: number; page: number; object: string };
}

export function emptyContentUse(): ContentUse {
  return {
    colours: new Map(), fonts: new Map(), images: new Map(), used: new Map(), lines: new Map(), areas: new Map(), faults: new Map(), marks: new Map(),
    transparency: new Map(), renderingIntents: new Map(), deepest: { depth: 0, page: 0, object: "" }, longest: { text: 0, name: 0, page: 0, object: "" },
  };
}
