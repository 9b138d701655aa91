import type { Report, SourceSpan } from "../diagnostics/index.ts";
import type { ComputedStyle, StyledElement } from "../style/index.ts";
import type { TextSpan } from "../text/index.ts";
import { openBaselineGrids, type BaselineGrid } from "./baselineGrid.ts";
import { isDecorated } from "./decorations.ts";
import type { Role } from "./displayList.ts";
import { openInline, type InlineContext, type InlineFonts, type InlineTag, type Strut } from "./inlineContent.ts";
import { openStructure, type HeadingAnchor, type StructureBuilder, type StructureDraft } from "./structure.ts";

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
  /** Present on the first text of a heading that the outline lists. */
  readonly anchor: HeadingAnchor | undefined;
}

/** A block-level box; a flex container's children are its items. */
export interface BlockBox {
  readonly kind: "block" | "flex";
  readonly style: ComputedStyle;
  readonly children: readonly Box[];
  readonly source: SourceSpan | undefined;
}

export type Box = BlockBox | TextBox;

export interface BoxTree {
  readonly root: BlockBox;
  readonly structure: StructureBuilder;
  readonly hasFlex: boolean;
}

interface Surroundings {
  readonly structure: StructureDraft;
  readonly source: SourceSpan | undefined;
  readonly anchor: HeadingAnchor | undefined;
}

/**
 * Makes boxes of a styled tree: anonymous blocks around inline content that stands beside blocks (CSS 2.1, section 9.2.1.1), blocks
 * inside inlines split the inline; white space that collapses away makes no box. The logical structure grows along with it.
 *
 * @param root the `html` element
 * @param fonts the faces that struts and `line-height: normal` are measured with
 *
 * Reports `layout/inline-box` (warning, once for each tag: an inline element has margins, borders, padding or a background).
 */
export function buildBoxTree(root: StyledElement, fonts: InlineFonts, report: Report): BoxTree {
  const structure = openStructure(root.language);
  const gridOf = openBaselineGrids(root.style, fonts);
  const noticed = new Set<string>();
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

  const blockOf = (element: StyledElement, around: Surroundings): BlockBox => {
    if (element.style.display === "flex") hasFlex = true;
    const draft = structure.enter(around.structure, element);
    const source = element.source ?? around.source;
    const anchor = structure.anchorOf(draft) ?? around.anchor;
    const children = flowOf(element, { structure: draft, source, anchor });
    if (element.style.display !== "flex") return { kind: "block", style: element.style, children, source };
    return { kind: "flex", style: element.style, children: children.map((child) => (child.kind === "text" ? anonymousItem(child) : child)), source };
  };

  const flowOf = (container: StyledElement, around: Surroundings): Box[] => {
    const boxes: Box[] = [];
    const inline = openInline(container.style, container.language, fonts);
    let first = true;
    /** Made when something needs it, so that it stands in its place among its siblings. */
    let textDraft: StructureDraft | undefined;
    const textStructure = (): StructureDraft => (textDraft ??= structure.textOf(around.structure));

    const closeText = (): void => {
      const content = inline.close();
      if (content !== undefined) {
        const draft = textStructure();
        draft.used = true;
        const { style } = container;
        boxes.push({ kind: "text", style, ...content, grid: gridOf(style), first, role: draft.role, source: around.source, anchor: around.anchor?.claim() });
        first = false;
      }
      textDraft = undefined;
    };

    const walk = (element: StyledElement, context: InlineContext): void => {
      for (const child of element.children) {
        if (child.kind === "text") {
          inline.text(child.text, context);
        } else if (child.style.display === "none") {
          continue;
        } else if (child.tag === "br") {
          inline.lineBreak(context);
        } else if (child.style.display === "inline") {
          noticeInlineBox(child);
          walk(child, inline.enter(child, context, structure.enterInline(textStructure, child, context.structure)));
          inline.leave(context);
        } else {
          closeText();
          boxes.push(blockOf(child, around));
        }
      }
    };

    walk(container, inline.root);
    closeText();
    return boxes;
  };

  const rootBox = blockOf(root, { structure: structure.document, source: root.source, anchor: undefined });
  structure.number();
  return { root: rootBox, structure, hasFlex };
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
