import type { Report, SourceSpan } from "../diagnostics/index.ts";
import { writeCopyNumerals } from "../numerals/index.ts";
import type { ComputedStyle, StyledElement, StyledNode } from "../style/index.ts";
import type { Artifact, CellAttributes, OutlineEntry, Role, StructureNode, StructureType } from "./displayList.ts";
import { openHeadingLevels } from "./headingLevels.ts";
import { openLinks, type Awaiting, type LinkDraft, type Place } from "./structureLinks.ts";
import { gridTypes, groupingTypes, inlineTypes, nestings, paragraphTypes, rowOf, type RowType, type StructureRow } from "./structureRoles.ts";
import { cellAttributes, completeTable } from "./structureTables.ts";

/** A structure element in the making. */
export interface StructureDraft {
  /** Headings get theirs when the tree is complete. */
  type: StructureType;
  readonly language: string;
  /** The parent's type. */
  readonly inside: StructureType | undefined;
  readonly children: StructureDraft[];
  /** Shared by all items of the element; its number is filled in when the tree is complete. */
  readonly role: Role;
  readonly artifact: boolean;
  /** Whether lists in it are tables of contents. */
  readonly inContents: boolean;
  /** True once something belongs to it. */
  used: boolean;
  id: number;
  alt: string | undefined;
  identified: boolean;
  link: LinkDraft | undefined;
  cell: CellAttributes | undefined;
}

/** A heading of the outline. */
interface HeadingAnchor extends Awaiting {
  readonly title: string;
  readonly rank: number;
}

export interface StructureBuilder {
  readonly document: StructureDraft;
  /** The draft that a block element's content belongs to; the parent's own where the element means nothing. @param source where the copy has it */
  readonly enter: (parent: StructureDraft, element: StyledElement, source: SourceSpan | undefined) => StructureDraft;
  /** The draft for text directly in a block: itself, or a new paragraph inside a grouping element. */
  readonly textOf: (draft: StructureDraft) => StructureDraft;
  /** The draft of an inline element that means something of its own (a link, another language). */
  readonly enterInline: (
    text: () => StructureDraft, element: StyledElement, parent: StructureDraft | undefined, source: SourceSpan | undefined,
  ) => StructureDraft | undefined;
  /**
   * What an image is: a Figure with the text of its `alt`, or an artifact where that is empty. Reports `layout/no-alt` (error: it has none;
   * ISO 14289-1, 7.3).
   */
  readonly figure: (parent: StructureDraft, image: StyledElement, source: SourceSpan | undefined) => Role;
  /** Where the next content is to say that it stands, if a heading or an element with an `id` has begun since the last call. */
  readonly claimPlace: () => Place | undefined;
  /** Drops elements without content, makes headings and tables regular, and numbers the elements in reading order. */
  readonly number: () => void;
  /** The tree, once everything is placed. Reports `layout/broken-link`. */
  readonly tree: () => StructureNode;
  readonly outline: () => OutlineEntry[];
}

const outlineRanks: Readonly<Record<string, number>> = { h1: 1, h2: 2, h3: 3 };
const headingType = /^H([1-6])$/;
const headingTypes = ["H1", "H2", "H3", "H4", "H5", "H6"] as const;

/**
 * Opens the logical structure (ISO 32000-1, 14.8.4) of a document: elements are what `structureRows` says, nested as `nestings` allows. An element with
 * `role="presentation"` or `data-artifact` is furniture: its content is an artifact.
 *
 * @param language the document's language (BCP 47)
 */
export function openStructure(language: string, report: Report): StructureBuilder {
  const document = draftOf("Document", language);
  const links = openLinks(report);
  const anchors: HeadingAnchor[] = [];
  let awaiting: Awaiting[] = [];

  const awaitPlace = <Waiting extends Awaiting>(waiting: Waiting): Waiting => {
    awaiting.push(waiting);
    return waiting;
  };

  const note = (element: StyledElement): void => { links.note(element, () => awaitPlace({ place: undefined })); };

  /** Adds elements one inside the other, those round them that the parent asks for, and gives the innermost. */
  const append = (parent: StructureDraft, types: readonly StructureType[], childLanguage: string, opensContents = false): StructureDraft => {
    const nesting = nestings[parent.type];
    const [outermost] = types;
    const wrap = nesting === undefined || (outermost !== undefined && nesting.holds.includes(outermost)) ? [] : nesting.wrap;
    return [...wrap, ...types].reduce((around, type) => {
      const draft = draftOf(type, childLanguage, { inside: around.type, inContents: around.inContents || opensContents });
      around.children.push(draft);
      return draft;
    }, parent);
  };

  const appendRow = (parent: StructureDraft, row: StructureRow, types: readonly StructureType[], element: StyledElement, source: SourceSpan | undefined): StructureDraft => {
    const joined = row.joins === true ? parent.children.at(-1)?.children.at(-1) : undefined;
    const draft = joined === undefined ? append(parent, types, element.language, row.opensContents) : append(joined, types.slice(2), element.language);
    switch (row.needs) {
      case "level":
        draft.type = headingTypes[Number(element.attributes["aria-level"]) - 1] ?? draft.type;
        break;
      case "identifier":
        draft.identified = true;
        break;
      case "target":
        draft.link = linkOf(element, types.length > 1 || !groupingTypes.has(parent.type), source);
        break;
      case "scope":
      case "spans":
        draft.cell = cellAttributes(element, parent.inside, parent.children.length === 1);
        break;
      default:
        break;
    }
    return draft;
  };

  const appendFigure = (parent: StructureDraft, element: StyledElement, source: SourceSpan | undefined): StructureDraft => {
    const alt = altOf(element);
    if (alt === undefined) {
      const named = element.attributes["src"] === undefined ? "" : ` “${element.attributes["src"]}”`;
      const span = source ?? element.place?.();
      report({
        severity: "error",
        code: "layout/no-alt",
        message: `There is no text that stands for the image${named}.`,
        ...(span && { span }),
        hint: 'Say in the attribute alt what it shows; alt="" is for an ornament, which is passed over.',
      });
    }
    const draft = append(parent, ["Figure"], element.language);
    draft.alt = alt ?? "";
    return draft;
  };

  const enterElement = (parent: StructureDraft, element: StyledElement, source: SourceSpan | undefined): StructureDraft => {
    const block: StructureType = hasBlockChild(element) ? "Div" : "P";
    const { tag, attributes } = element;
    const row = rowOf({ tag, attributes, parent: parent.type, inContents: parent.inContents });
    if (row?.needs === "alt") return appendFigure(parent, element, source);
    if (row === undefined) {
      // A paragraph has no blocks inside, whatever stands in it.
      if (paragraphTypes.has(parent.type)) return element.language === parent.language ? parent : append(parent, ["Span"], element.language);
      return append(parent, [block], element.language);
    }
    const named = row.types.map((type) => (type === "Block" ? block : type));
    const isInline = row.needs !== "identifier" && row.types.every(isInlineType) && groupingTypes.has(parent.type);
    const types: StructureType[] = !isInline ? named : block === "P" ? ["P", ...named] : row.needs === "target" ? named : ["Div"];
    return appendRow(parent, row, types, element, source);
  };

  return {
    document,
    enter(parent, element, source) {
      note(element);
      if (parent.artifact) return parent;
      const artifact = artifactOf(element);
      if (artifact !== undefined) return { ...draftOf("Div", element.language), artifact: true, role: artifact };
      if (element.tag === "html" || element.tag === "body") return parent;
      const draft = enterElement(parent, element, source);
      const rank = outlineRanks[element.tag];
      if (rank !== undefined) anchors.push(awaitPlace({ title: printedText(element), rank, place: undefined }));
      return draft;
    },
    textOf(draft) {
      return draft.artifact || !groupingTypes.has(draft.type) ? draft : append(draft, ["P"], draft.language);
    },
    enterInline(text, element, parent, source) {
      note(element);
      const around = parent ?? text();
      if (around.artifact) return undefined;
      const { tag, attributes } = element;
      const row = rowOf({ tag, attributes, parent: around.type, inContents: around.inContents });
      const types = row?.types.filter(isInlineType) ?? [];
      if (row !== undefined && types.length === row.types.length) return appendRow(around, row, types, element, source);
      return element.language === around.language ? parent : append(around, ["Span"], element.language);
    },
    figure(parent, image, source) {
      note(image);
      if (parent.artifact) return parent.role;
      const artifact = artifactOf(image) ?? (altOf(image) === "" ? layoutArtifact : undefined);
      if (artifact !== undefined) return artifact;
      const draft = appendFigure(parent, image, source);
      draft.used = true;
      return draft.role;
    },
    claimPlace() {
      if (awaiting.length === 0) return undefined;
      const place: Place = { page: 0, y: 0 };
      for (const waiting of awaiting) waiting.place = place;
      awaiting = [];
      return place;
    },
    number() {
      const levelOf = openHeadingLevels();
      let next = 0;
      const visit = (draft: StructureDraft): void => {
        draft.id = next++;
        if (draft.role.kind === "content") assignStructure(draft.role, draft.id);
        const rank = headingType.exec(draft.type)?.[1];
        if (rank !== undefined) draft.type = headingTypes[levelOf(Number(rank)) - 1] ?? draft.type;
        if (draft.type === "Table") completeTable(draft, (row) => { append(row, ["TD"], row.language); });
        for (const child of draft.children) visit(child);
      };
      prune(document);
      visit(document);
    },
    tree() {
      const nodeOf = (draft: StructureDraft, parentLanguage: string | undefined): StructureNode => {
        const { id, alt, cell } = draft;
        const link = draft.link && links.resolve(draft.link);
        const type = draft.link !== undefined && link === undefined ? draft.link.plain : draft.type;
        const language = parentLanguage === undefined || draft.language === parentLanguage ? undefined : draft.language;
        return {
          id, type, ...(language !== undefined && { language }), ...(alt !== undefined && { alt }), ...(link !== undefined && { link }),
          ...(draft.identified && { identifier: `note-${String(id)}` }), ...(cell !== undefined && { cell }),
          children: draft.children.map((child) => nodeOf(child, draft.language)),
        };
      };
      return nodeOf(document, undefined);
    },
    outline() {
      const levelOf = openHeadingLevels();
      const entries: OutlineEntry[] = [];
      for (const { title, rank, place } of anchors) {
        if (place === undefined || place.page === 0 || title === "") continue;
        entries.push({ title, level: levelOf(rank), page: place.page, y: place.y });
      }
      return entries;
    },
  };
}

function isInlineType(type: RowType): type is StructureType {
  return inlineTypes.has(type);
}

function draftOf(type: StructureType, language: string, place: Partial<Pick<StructureDraft, "inside" | "inContents">> = {}): StructureDraft {
  return {
    type, language, inside: undefined, children: [], role: { kind: "content", structure: -1 }, artifact: false, inContents: false, ...place, used: false, id: -1,
    alt: undefined, identified: false, link: undefined, cell: undefined,
  };
}

/** Items hold the role before the tree is numbered: one object per element, filled in once. */
function assignStructure(role: { structure: number }, id: number): void {
  role.structure = id;
}

/** @param inline whether it stands in a line, rather than round blocks */
function linkOf(element: StyledElement, inline: boolean, source: SourceSpan | undefined): LinkDraft {
  const href = element.attributes["href"]?.trim() ?? "";
  const title = element.attributes["title"]?.trim() ?? "";
  const text = title === "" ? printedText(element) : title;
  return { element, href, contents: text === "" ? href : text, place: () => source ?? element.place?.(), plain: inline ? "Span" : "Div" };
}

/** An element's text as it is printed, with what stands for its images, white space collapsed. */
function printedText(element: StyledElement): string {
  const { numerals, direction }: ComputedStyle = element.style;
  const shown = textOf(element).replace(/[ \t\n\r\f]+/g, " ").trim().replaceAll("\u00ad", "");
  return numerals === "auto" || direction === "ltr" ? shown : writeCopyNumerals(shown, numerals);
}

const layoutArtifact: Artifact = { kind: "artifact", type: "Layout" };

/** Of a figure. */
function altOf({ attributes }: StyledElement): string | undefined {
  return (attributes["alt"] ?? attributes["aria-label"])?.trim();
}

function artifactOf(element: StyledElement): Artifact | undefined {
  const marked = element.attributes["data-artifact"];
  if (marked !== undefined) return marked === "pagination" ? { kind: "artifact", type: "Pagination" } : layoutArtifact;
  const role = element.attributes["role"];
  return role === "presentation" || role === "none" ? layoutArtifact : undefined;
}

function hasBlockChild(element: StyledElement): boolean {
  return element.children.some(
    (child) => child.kind === "element" && child.style.display !== "none" && (child.style.display !== "inline" || hasBlockChild(child)),
  );
}

function textOf(node: StyledNode): string {
  if (node.kind === "text") return node.text;
  if (node.style.display === "none") return "";
  if (node.tag === "img") return artifactOf(node) === undefined ? (altOf(node) ?? "") : "";
  if (node.tag === "br") return " ";
  const text = node.children.map(textOf).join("");
  return node.style.display === "inline" ? text : ` ${text} `;
}

/** Keeps drafts that hold something or hold one that does, and all cells of a table that is kept; true where this one is kept. */
function prune(draft: StructureDraft): boolean {
  const kept = new Set(draft.children.filter(prune));
  const holdsCells = draft.type === "Table" || gridTypes.has(draft.type);
  const stay = draft.children.filter((child) => kept.has(child) || (holdsCells && kept.size > 0 && gridTypes.has(child.type)));
  draft.children.splice(0, draft.children.length, ...stay);
  return draft.used || kept.size > 0;
}
