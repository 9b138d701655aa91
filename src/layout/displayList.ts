import type { OpenedImage } from "../images/index.ts";
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
  | "L" | "LI" | "Lbl" | "LBody" | "TOC" | "TOCI" | "Note" | "Reference" | "Quote" | "Code"
  | "Table" | "THead" | "TBody" | "TFoot" | "TR" | "TH" | "TD";

/** Where a link leads: to an address, in ASCII, or to a place in the document (a page from 1, pt from its MediaBox's top). */
export type LinkTarget =
  | { readonly kind: "uri"; readonly uri: string }
  | { readonly kind: "place"; readonly page: number; readonly y: number };

export interface StructureLink {
  readonly target: LinkTarget;
  /** What is said of the link to who does not see it (ISO 14289-1, 7.18.5). */
  readonly contents: string;
  /** What the element is in a file without links: a Link without its annotation is none. */
  readonly plain: StructureType;
}

/** What a table's cell says of itself (ISO 32000-1, table 349). */
export interface CellAttributes {
  readonly scope?: "Row" | "Column";
  readonly rowSpan?: number;
  readonly columnSpan?: number;
}

/** A node of the logical structure; items on pages point at it by `id`, so an element may run over columns and pages. */
export interface StructureNode {
  /** Unique in the document; the root is 0, others count up in reading order. */
  readonly id: number;
  readonly type: StructureType;
  /** Only where it differs from the parent's. */
  readonly language?: string;
  /** Of a Figure: what it shows, in words (ISO 32000-1, 14.9.3). */
  readonly alt?: string;
  /** Of a Link. */
  readonly link?: StructureLink;
  /** Of a Note: its name among all elements, in ASCII. */
  readonly identifier?: string;
  /** Of a TH or TD. */
  readonly cell?: CellAttributes;
  readonly children: readonly StructureNode[];
}

/** An edge of the page. */
export type Edge = "Top" | "Bottom" | "Left" | "Right";

/**
 * What is no part of the document itself (ISO 32000-1, 14.8.2.2): running heads and folios (Pagination), rules and grounds of boxes (Layout), printer's marks
 * (Page), grounds that fill a page (Background).
 */
export interface Artifact {
  readonly kind: "artifact";
  readonly type: "Pagination" | "Layout" | "Page" | "Background";
  readonly subtype?: "Header" | "Footer";
  /** Of Pagination and Background: the edges of the page that it keeps to. */
  readonly attached?: readonly Edge[];
  /** Of Background, which must have it (ISO 32000-1, table 330): how far it reaches. */
  readonly box?: Rect;
}

/** What an item is: part of a structure element, or furniture (ISO 32000-1, 14.8.2.2). */
export type Role = { readonly kind: "content"; readonly structure: number } | Artifact;

/** What each glyph run of a text item carries along from its element. */
export interface RunPaint {
  readonly color: Color;
  readonly decoration: "none" | "underline" | "line-through";
  /** The Span, Link or other inline element inside the line's that the run belongs to, where there is one. */
  readonly structure?: number | undefined;
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
  /** Its element goes on after a forced break, which parts words like the white space at the ends of other lines. */
  readonly breaks?: true;
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

/** A line of text that is drawn in the ink of every plate and not written: nobody who reads the page meets it. */
export interface OutlinedItem {
  readonly kind: "outlined";
  readonly role: Role;
  /** pt of the line's left edge; runs' x count from here. */
  readonly x: number;
  /** pt of the baseline. */
  readonly baseline: number;
  readonly runs: readonly GlyphRun[];
}

/** An image. */
export interface ImageItem {
  readonly kind: "image";
  readonly role: Role;
  readonly image: OpenedImage;
  /** Where the whole of it comes to stand. */
  readonly rect: Rect;
  /** What of that is shown; absent where all is. */
  readonly clip?: Rect;
}

export type DisplayItem = TextItem | FillItem | RuleItem | MarkItem | OutlinedItem | ImageItem;

export interface Page {
  /** From 1. */
  readonly number: number;
  readonly mediaBox: Rect;
  /** Within the MediaBox, same coordinates. */
  readonly trimBox: Rect;
  readonly bleedBox: Rect;
  /** In painting order; text and images in reading order. */
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
