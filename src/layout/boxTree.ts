import type { Report, SourceSpan } from "../diagnostics/index.ts";
import type { OpenedImage, OpenedImages } from "../images/index.ts";
import type { ComputedStyle, StyledElement } from "../style/index.ts";
import type { TextSpan } from "../text/index.ts";
import { openBaselineGrids, type BaselineGrid } from "./baselineGrid.ts";
import { isDecorated } from "./decorations.ts";
import type { Role } from "./displayList.ts";
import { openInline, type InlineContext, type InlineFonts, type InlineTag, type Strut } from "./inlineContent.ts";
import { openStructure, type StructureBuilder, type StructureDraft } from "./structure.ts";
import { sideOf } from "./boxModel.ts";
import type { Place } from "./structureLinks.ts";

/** Inline content of one block container: a paragraph to compose. */
export interface TextBox {
  readonly kind: "text";
  /** The block container's own style: alignment, indent, strut, orphans and widows come from it. */
  readonly style: ComputedStyle;
  readonly spans: readonly TextSpan<InlineTag>[];
  readonly strut: Strut;
  /** What its lines stand on. */
  readonly grid: BaselineGrid | undefined;
  /** The first inline content of its container: only there `text-indent` applies. */
  readonly first: boolean;
  readonly role: Role;
  readonly source: SourceSpan | undefined;
  /** Present on the first text of what something leads to. */
  readonly anchor: Place | undefined;
  /** Whether its structure element goes on in another text, which begins a line of its own. */
  continues: boolean;
}

/** A block-level box; a flex container's children are its items. */
export interface BlockBox {
  readonly kind: "block" | "flex";
  readonly style: ComputedStyle;
  readonly children: readonly Box[];
  readonly source: SourceSpan | undefined;
}

/** An image, always a block of its own. */
export interface ImageBox {
  readonly kind: "image";
  readonly style: ComputedStyle;
  readonly children: readonly [];
  readonly source: SourceSpan | undefined;
  readonly image: OpenedImage;
  readonly role: Role;
  readonly anchor: Place | undefined;
  /** The side of its line that an inline image stands at; absent on blocks, which their margins place. */
  readonly align: "left" | "right" | "center" | undefined;
}

export type BlockLevelBox = BlockBox | ImageBox;
export type Box = BlockLevelBox | TextBox;

export interface BoxTree {
  readonly root: BlockBox;
  readonly structure: StructureBuilder;
  readonly hasFlex: boolean;
}

interface Surroundings {
  readonly structure: StructureDraft;
  readonly source: SourceSpan | undefined;
}

/**
 * Makes boxes of a styled tree: anonymous blocks around inline content that stands beside blocks (CSS 2.1, section 9.2.1.1), blocks
 * inside inlines split the inline; white space that collapses away makes no box. The logical structure grows along with it.
 *
 * @param root the `html` element
 * @param fonts the faces that struts and `line-height: normal` are measured with
 *
 * Reports `layout/inline-box` (warning, once for each tag: an inline element has margins, borders, padding or a background) and `layout/inline-image`
 * (warning: an image in the midst of a line).
 */
export function buildBoxTree(root: StyledElement, fonts: InlineFonts, report: Report, images: OpenedImages = new Map()): BoxTree {
  const structure = openStructure(root.language, report);
  const gridOf = openBaselineGrids(root.style, fonts);
  const noticed = new Set<string>();
  const lastTexts = new Map<Role, TextBox>();
  let hasFlex = false;

  const noticeInlineBox = ({ tag, style, source }: StyledElement): void => {
    if (noticed.has(tag) || !takesRoom(style)) return;
    noticed.add(tag);
    report({
      severity: "warning",
      code: "layout/inline-box",
      message: `Margin, border, padding and background are not drawn on an inline element (<${tag}>).`,
      ...(source === undefined ? {} : { span: source }),
      hint: "Give it display: block, or put them on the block around it.",
    });
  };

  const noticeInlineImage = ({ attributes, source, place }: StyledElement): void => {
    const span = source ?? place?.();
    report({
      severity: "warning",
      code: "layout/inline-image",
      message: `The image “${attributes["src"] ?? ""}” stands in the midst of a line and is set as a block of its own.`,
      ...(span && { span }),
      hint: "Give it a block of its own, or set image and text side by side as flex items.",
    });
  };

  const imageOf = (element: StyledElement, container: ComputedStyle, around: Surroundings): ImageBox[] => {
    const image = images.get(element.attributes["src"] ?? "");
    if (image === undefined) return [];
    const source = element.source ?? around.source;
    const role = structure.figure(around.structure, element, source);
    const align = element.style.display === "inline" ? sideOf(container) : undefined;
    return [{ kind: "image", style: element.style, children: [], source, image, role, anchor: structure.claimPlace(), align }];
  };

  const blockOf = (element: StyledElement, around: Surroundings): BlockBox => {
    if (element.style.display === "flex") hasFlex = true;
    const source = element.source ?? around.source;
    const draft = structure.enter(around.structure, element, source);
    const children = flowOf(element, { structure: draft, source });
    if (element.style.display !== "flex") return { kind: "block", style: element.style, children, source };
    return { kind: "flex", style: element.style, children: children.map((child) => (child.kind === "text" ? anonymousItem(child) : child)), source };
  };

  const flowOf = (container: StyledElement, around: Surroundings): Box[] => {
    const boxes: Box[] = [];
    const inline = openInline(container.style, container.language, fonts);
    let first = true;
    /** Made when something needs it, so that it stands in its place among its siblings. */
    let textDraft: StructureDraft | undefined;
    /** Whether nothing stands on the line yet; the inline image that stands on it alone. */
    let atLineStart = true;
    let imageOnLine: StyledElement | undefined;
    /** How many texts have been closed: what an inline element holds after a block is read after it, and so is of a structure element of its own. */
    let closed = 0;
    const textStructure = (): StructureDraft => (textDraft ??= structure.textOf(around.structure));

    const closeText = (): void => {
      const content = inline.close();
      if (content !== undefined) {
        const { role } = use(textStructure());
        const { style } = container;
        const text: TextBox = {
          kind: "text", style, ...content, grid: gridOf(style), first, role, source: around.source, anchor: structure.claimPlace(), continues: false,
        };
        const before = lastTexts.get(role);
        if (before !== undefined) before.continues = true;
        lastTexts.set(role, text);
        boxes.push(text);
        first = false;
      }
      textDraft = undefined;
      closed++;
    };

    /** An inline element's context, opened anew where a block has split the element. */
    const contextOf = (element: StyledElement, parent: () => InlineContext): (() => InlineContext) => {
      const source = element.source ?? around.source;
      const draftIn = (within: InlineContext): StructureDraft | undefined => structure.enterInline(textStructure, element, within.structure, source);
      const within = parent();
      let context = inline.enter(element, within, draftIn(within));
      let openedAfter = closed;
      return () => {
        if (openedAfter < closed) {
          openedAfter = closed;
          const again = parent();
          context = inline.resume(element, again, draftIn(again));
        }
        return context;
      };
    };

    /** @param context of what stands directly in the element @param link the link round it, whose blocks are linked each by itself */
    const walk = (element: StyledElement, context: () => InlineContext, link: StyledElement | undefined): void => {
      for (const child of element.children) {
        if (child.kind === "text") {
          if (/[^ \t\n\r\f]/.test(child.text)) {
            if (imageOnLine !== undefined) noticeInlineImage(imageOnLine);
            imageOnLine = undefined;
            atLineStart = false;
          }
          inline.text(child.text, context());
        } else if (child.style.display === "none") {
          continue;
        } else if (child.tag === "br") {
          if (imageOnLine === undefined) inline.lineBreak(context());
          imageOnLine = undefined;
          atLineStart = true;
        } else if (child.tag === "img") {
          closeText();
          const linked = link === undefined ? around.structure : structure.enter(around.structure, link, around.source);
          boxes.push(...imageOf(child, container.style, { ...around, structure: linked }));
          const isInline = child.style.display === "inline";
          if (isInline && (imageOnLine !== undefined || !atLineStart)) noticeInlineImage(child);
          imageOnLine = isInline ? child : undefined;
          atLineStart = true;
        } else if (child.style.display === "inline") {
          noticeInlineBox(child);
          walk(child, contextOf(child, context), child.tag === "a" && child.attributes["href"] !== undefined ? child : link);
          inline.leave(context());
        } else {
          closeText();
          imageOnLine = undefined;
          atLineStart = true;
          const linked = link === undefined ? around.structure : structure.enter(around.structure, link, around.source);
          boxes.push(blockOf(child, { ...around, structure: linked }));
        }
      }
    };

    walk(container, () => inline.root, undefined);
    closeText();
    return boxes;
  };

  const rootBox = blockOf(root, { structure: structure.document, source: root.source });
  structure.number();
  return { root: rootBox, structure, hasFlex };
}

function use(draft: StructureDraft): StructureDraft {
  draft.used = true;
  return draft;
}

function takesRoom(style: ComputedStyle): boolean {
  const { left, right } = style.margin;
  const { padding } = style;
  return isDecorated(style) || [left, right, padding.left, padding.right].some((side) => side !== "auto" && side !== 0);
}

const noSides = { top: 0, right: 0, bottom: 0, left: 0 } as const;

/** Text directly in a flex container is an item of its own (CSS Flexible Box Layout 1, section 4): it inherits, and nothing more. */
function anonymousItem(text: TextBox): BlockBox {
  const stroke = { width: 0, style: "none", color: text.style.color } as const;
  const style: ComputedStyle = {
    ...text.style,
    display: "block",
    margin: noSides, padding: noSides, border: { top: stroke, right: stroke, bottom: stroke, left: stroke }, backgroundColor: undefined,
    width: "auto", height: "auto", minWidth: "auto", maxWidth: "none", minHeight: "auto", maxHeight: "none",
    flexGrow: 0, flexShrink: 1, flexBasis: "auto", alignSelf: "auto", columnCount: "auto", columnWidth: "auto", columnSpan: "none",
  };
  return { kind: "block", style, children: [text], source: text.source };
}
