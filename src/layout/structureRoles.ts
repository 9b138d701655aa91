import type { StructureType } from "./displayList.ts";

/** `Block` is Div for an element with blocks inside and P for others. */
export type RowType = StructureType | "Block";

/** What an element must say besides its type, and where it is taken from. */
export type Need =
  /** `alt` (ISO 14289-1, 7.3) */
  | "alt"
  /** A unique identifier (ISO 14289-1, 7.9); it is made up. */
  | "identifier"
  /** `href` (ISO 14289-1, 7.18.5) */
  | "target"
  /** `scope`, or else the place in the table; `rowspan`, `colspan` (ISO 32000-1, table 349; ISO 14289-1, 7.5) */
  | "scope"
  /** `rowspan`, `colspan` */
  | "spans"
  /** `aria-level` (ISO 14289-1, 7.4) */
  | "level";

/** A row of the table: what is asked of an element, and what it becomes. */
export interface StructureRow {
  readonly tag?: string;
  /** A role of ARIA or its module for publications, which goes before the tag. */
  readonly role?: string;
  /** An attribute that it must have. */
  readonly attribute?: string;
  /** Types of which its parent must be one. */
  readonly within?: readonly StructureType[];
  /** True for what stands in a table of contents, or is one. */
  readonly inContents?: true;
  /** The outermost first: the element's content goes into the last. */
  readonly types: readonly RowType[];
  /** The first two types are those of the sibling before it, if there is one: a description goes with its term. */
  readonly joins?: true;
  /** Lists in it are tables of contents. */
  readonly opensContents?: true;
  readonly needs?: Need;
}

/**
 * What becomes of HTML's elements in the logical structure (ISO 32000-1, 14.8.4): the first row that fits. What no row fits is a Block, or nothing where
 * it is inline, a Span if it is in another language.
 *
 * Not as the names might suggest: a `figure` is a Div with a Figure and its Caption side by side, for the Figure's alternate text stands for all in it; a term of a
 * `dl` is no Lbl, which must come from a numbering; a `nav` is a Sect, which may have a heading, and the lists in it are TOC.
 */
export const structureRows: readonly StructureRow[] = [
  { role: "article", types: ["Art"] },
  { role: "region", types: ["Sect"] },
  { role: "heading", types: ["H2"], needs: "level" },
  { role: "paragraph", types: ["P"] },
  { role: "blockquote", types: ["BlockQuote"] },
  { role: "list", types: ["L"] },
  { role: "listitem", within: ["L"], types: ["LI", "LBody"] },
  { role: "img", types: ["Figure"], needs: "alt" },
  { role: "doc-toc", tag: "ul", types: ["TOC"] },
  { role: "doc-toc", tag: "ol", types: ["TOC"] },
  { role: "doc-toc", types: ["Sect"], opensContents: true },
  { role: "doc-footnote", types: ["Note"], needs: "identifier" },
  { role: "doc-endnote", types: ["Note"], needs: "identifier" },
  { role: "note", types: ["Note"], needs: "identifier" },
  { role: "doc-noteref", tag: "a", attribute: "href", types: ["Reference", "Link"], needs: "target" },
  { role: "doc-noteref", types: ["Reference"] },

  { tag: "article", types: ["Art"] },
  { tag: "section", types: ["Sect"] },
  { tag: "nav", types: ["Sect"], opensContents: true },
  { tag: "aside", types: ["Note"], needs: "identifier" },
  { tag: "h1", types: ["H1"] },
  { tag: "h2", types: ["H2"] },
  { tag: "h3", types: ["H3"] },
  { tag: "h4", types: ["H4"] },
  { tag: "h5", types: ["H5"] },
  { tag: "h6", types: ["H6"] },
  { tag: "p", types: ["P"] },
  { tag: "pre", types: ["P"] },
  { tag: "blockquote", types: ["BlockQuote"] },

  { tag: "ul", inContents: true, types: ["TOC"] },
  { tag: "ol", inContents: true, types: ["TOC"] },
  { tag: "ul", types: ["L"] },
  { tag: "ol", types: ["L"] },
  { tag: "menu", types: ["L"] },
  { tag: "li", within: ["TOC"], types: ["TOCI"] },
  { tag: "li", within: ["L"], types: ["LI", "LBody"] },
  { tag: "dl", types: ["L"] },
  { tag: "div", within: ["L"], types: ["LI", "LBody"] },
  { tag: "dt", within: ["L"], types: ["LI", "LBody", "Block"] },
  { tag: "dd", within: ["L"], types: ["LI", "LBody", "Block"], joins: true },

  { tag: "figure", types: ["Div"] },
  { tag: "figcaption", types: ["Caption"] },
  { tag: "img", types: ["Figure"], needs: "alt" },

  { tag: "table", types: ["Table"] },
  { tag: "caption", within: ["Table"], types: ["Caption"] },
  { tag: "thead", within: ["Table"], types: ["THead"] },
  { tag: "tbody", within: ["Table"], types: ["TBody"] },
  { tag: "tfoot", within: ["Table"], types: ["TFoot"] },
  { tag: "tr", within: ["Table", "THead", "TBody", "TFoot"], types: ["TR"] },
  { tag: "th", within: ["TR"], types: ["TH"], needs: "scope" },
  { tag: "td", within: ["TR"], types: ["TD"], needs: "spans" },

  { tag: "a", attribute: "href", types: ["Link"], needs: "target" },
  { tag: "cite", types: ["Quote"] },
  { tag: "q", types: ["Quote"] },
  { tag: "code", types: ["Code"] },
];

/** What may stand directly in an element, and what is put round everything else (ISO 32000-1, 14.8.4.2 and 14.8.4.3). */
export interface Nesting {
  readonly holds: readonly StructureType[];
  readonly wrap: readonly StructureType[];
}

export const nestings: Readonly<Partial<Record<StructureType, Nesting>>> = {
  L: { holds: ["LI", "Caption"], wrap: ["LI", "LBody"] },
  LI: { holds: ["Lbl", "LBody"], wrap: ["LBody"] },
  TOC: { holds: ["TOC", "TOCI", "Caption"], wrap: ["TOCI"] },
  Table: { holds: ["TR", "THead", "TBody", "TFoot", "Caption"], wrap: ["TR", "TD"] },
  THead: { holds: ["TR"], wrap: ["TR", "TD"] },
  TBody: { holds: ["TR"], wrap: ["TR", "TD"] },
  TFoot: { holds: ["TR"], wrap: ["TR", "TD"] },
  TR: { holds: ["TH", "TD"], wrap: ["TD"] },
};

/** Elements in which bare text is a paragraph of its own. */
export const groupingTypes: ReadonlySet<StructureType> = new Set([
  "Document", "Art", "Sect", "Div", "BlockQuote", "Note", "L", "LI", "TOC", "Table", "THead", "TBody", "TFoot", "TR",
]);

/** Elements that hold text and no blocks: a block in one that is nothing in particular belongs to it. */
export const paragraphTypes: ReadonlySet<StructureType> = new Set(["P", "H1", "H2", "H3", "H4", "H5", "H6"]);

/** What an inline element may be. */
export const inlineTypes: ReadonlySet<RowType> = new Set(["Link", "Reference", "Quote", "Code", "Note", "Span"]);

/** What makes a table's grid: empty ones stay, or else the rows would differ in length (ISO 14289-1, 7.5). */
export const gridTypes: ReadonlySet<StructureType> = new Set(["THead", "TBody", "TFoot", "TR", "TH", "TD"]);

/** What rows are asked about. */
export interface Asking {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The parent's type, and whether that stands in a table of contents. */
  readonly parent: StructureType;
  readonly inContents: boolean;
}

const byTag = new Map<string, StructureRow[]>();
const byRole = new Map<string, StructureRow[]>();
for (const row of structureRows) {
  const [map, key] = row.role === undefined ? [byTag, row.tag ?? ""] : [byRole, row.role];
  const rows = map.get(key);
  if (rows === undefined) map.set(key, [row]);
  else rows.push(row);
}

/** The row of the table that says what an element is; `undefined` where none does. */
export function rowOf(asking: Asking): StructureRow | undefined {
  const fits = ({ tag, attribute, within, inContents }: StructureRow): boolean =>
    (tag === undefined || tag === asking.tag) && (attribute === undefined || asking.attributes[attribute] !== undefined) &&
    (within === undefined || within.includes(asking.parent)) && (inContents === undefined || asking.inContents);
  const roles = asking.attributes["role"];
  if (roles !== undefined) {
    for (const role of roles.trim().toLowerCase().split(/\s+/u)) {
      const row = byRole.get(role)?.find(fits);
      if (row !== undefined) return row;
    }
  }
  return byTag.get(asking.tag)?.find(fits);
}
