import type { Color, Stroke } from "../style/index.ts";
import type { GlyphRun } from "../text/index.ts";

/** pt; x rightwards and y downwards from the MediaBox's top left corner. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Standard structure types (ISO 32000-1, 14.8.4) that the layout can give. */
export type StructureType =
  | "Document" | "Sect" | "Art" | "Div" | "H1" | "H2" | "H3" | "H4" | "H5" | "H6" | "P" | "Span" | "Caption" | "BlockQuote" | "Link" | "Figure"
  | "L" | "LI" | "Lbl" | "LBody";

/** A node of the logical structure; items on pages point at it by `id`, so an element may run over columns and pages. */
export interface StructureNode {
  /** Unique in the document; the root is 0, others count up in reading order. */
  readonly id: number;
  readonly type: StructureType;
  /** Only where it differs from the parent's. */
  readonly language?: string;
  readonly children: readonly StructureNode[];
}

/** What an item is: part of a structure element, or furniture (ISO 32000-1, 14.8.2.2). */
export type Role =
  | { readonly kind: "content"; readonly structure: number }
  | { readonly kind: "artifact"; readonly type: "Pagination" | "Layout" | "Page"; readonly subtype?: "Header" | "Footer" };

/** What each glyph run of a text item carries along from its element. */
export interface RunPaint {
  readonly color: Color;
  readonly decoration: "none" | "underline" | "line-through";
  /** The Span or Link inside the line's element that the run belongs to, where there is one. */
  readonly structure?: number;
}

/** One line of text, whole: the painter writes it as one text object. */
export interface TextItem {
  readonly kind: "text";
  readonly role: Role;
  /** pt of the line's left edge; runs' x count from here. */
  readonly x: number;
  /** pt of the baseline. */
  readonly baseline: number;
  /** Logical order. */
  readonly text: string;
  readonly runs: readonly GlyphRun<RunPaint>[];
  /** The line is its paragraph's last (the next item of the same structure element, if any, begins a new line by force). */
  readonly last: boolean;
}

/** A filled rectangle. */
export interface FillItem {
  readonly kind: "fill";
  readonly role: Role;
  readonly rect: Rect;
  readonly color: Color;
}

/** A straight stroke, its width centred on the line. */
export interface RuleItem {
  readonly kind: "rule";
  readonly role: Role;
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  readonly stroke: Stroke;
}

/** A printer's mark: in all plates, so that every separation shows it. */
export interface MarkItem {
  readonly kind: "mark";
  readonly role: Role;
  readonly shape:
    | { readonly kind: "line"; readonly from: { readonly x: number; readonly y: number }; readonly to: { readonly x: number; readonly y: number } }
    | { readonly kind: "circle"; readonly center: { readonly x: number; readonly y: number }; readonly radius: number };
  /** pt */
  readonly width: number;
}

export type DisplayItem = TextItem | FillItem | RuleItem | MarkItem;

export interface Page {
  /** From 1. */
  readonly number: number;
  readonly mediaBox: Rect;
  /** Within the MediaBox, same coordinates. */
  readonly trimBox: Rect;
  readonly bleedBox: Rect;
  /** In painting order; text items in reading order. */
  readonly items: readonly DisplayItem[];
}

export interface OutlineEntry {
  readonly title: string;
  /** 1 for the top. */
  readonly level: number;
  readonly page: number;
  /** pt from the MediaBox's top. */
  readonly y: number;
}

/** A whole set edition, ready to be painted. */
export interface PagedDocument {
  readonly title: string;
  /** What the document says of itself, by the names of HTML's `meta` elements. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly language: string;
  readonly direction: "rtl" | "ltr";
  readonly pages: readonly Page[];
  readonly structure: StructureNode;
  readonly outline: readonly OutlineEntry[];
}
