import type { Report, SourceSpan } from "../diagnostics/index.ts";
import type { OpenedImages } from "../images/index.ts";
import type { Color, StyledDocument, StyledElement } from "../style/index.ts";
import type { GlyphRun, TextStyle } from "../text/index.ts";
import { flowGalley, frameOf } from "./blockFlow.ts";
import { buildBoxTree } from "./boxTree.ts";
import type { DisplayItem, ImageItem, Page, PagedDocument, Rect, TextItem } from "./displayList.ts";
import { emitFragment, emitGround, type PageSink } from "./emission.ts";
import type { FlowContext } from "./flowContext.ts";
import { takePage, type Cursor } from "./fragmentation.ts";
import type { Strip } from "./strips.ts";
import type { InlineFonts } from "./inlineContent.ts";
import { openLineComposer, type Compose } from "./lineBoxes.ts";
import { layoutMarginBoxes } from "./marginBoxes.ts";
import { pageBoxes, pageStyleOf, type PageBoxes } from "./pages.ts";
import { openPrintersMarks } from "./printersMarks.ts";

export interface LayoutResources {
  /** Breaks a paragraph into lines of a measure (pt) and justifies them. */
  readonly compose: Compose;
  /** The faces that a style may use, the best first; the first one measures struts and `line-height: normal`. */
  readonly fonts: { readonly match: (query: TextStyle["font"]) => readonly GlyphRun["face"][] };
  readonly report: Report;
  /** The images that the document names; images without one are left out. */
  readonly images?: OpenedImages;
  /** The output condition's name, which slug lines tell. */
  readonly condition?: string;
}

/**
 * Lays a styled document out on pages: block and inline formatting (CSS 2.1, chapters 8 to 10), flex containers, balanced columns,
 * breaks between columns and pages (CSS Fragmentation 3), page boxes, marks and margin boxes (CSS Paged Media 3), and the
 * logical structure and outline that go with them.
 *
 * Flex containers and boxes of fixed height never break. Text is composed once for each measure.
 *
 * @returns pages of items in pt; `undefined` where the page has no room
 *
 * Reports `layout/no-room` (error: the margins leave no room on the page), `layout/page-widths` (warning: pages of different content
 * widths, the narrowest is used for all), `layout/overflow` (warning: something taller than its page or column sticks out), `layout/off-page` (error:
 * text would be cut off at the paper's edge, or an image lie beside it), `layout/inline-box` (warning: an inline element's box is
 * not drawn), `layout/inline-image` (warning: an image in the midst of a line), `layout/no-alt` (error: no text stands for an image).
 */
export async function layoutPages(document: StyledDocument, resources: LayoutResources): Promise<PagedDocument | undefined> {
  const { direction } = document.root.style;
  const width = contentWidth(document, resources.report);
  if (width === undefined) return undefined;

  const fonts = rememberFaces(resources);
  const { root, ground } = liftGround(document.root);
  const tree = buildBoxTree(root, fonts, resources.report, resources.images);
  const composer = openLineComposer(resources.compose);
  const flex = tree.hasFlex ? await (await import("./flexBox.ts")).loadFlex() : undefined;
  const context: FlowContext = { composer, flex, frameOf, report: resources.report };
  const galley = flowGalley(context, [tree.root], { x: 0, width, height: undefined, direction }, false);

  const contents: { readonly items: DisplayItem[]; readonly boxes: PageBoxes }[] = [];
  let cursor: Cursor | undefined = { index: 0, within: undefined, keepsMargin: true };
  while (cursor !== undefined) {
    const number = contents.length + 1;
    const boxes = pageBoxes(pageStyleOf(document.pages, number, direction));
    const share = takePage(galley, cursor, boxes.content.height);
    for (const strip of share.overflowing) reportOverflow(strip, number, resources.report);
    const sink: PageSink = { number, ground: [], text: [] };
    const x = boxes.content.x + (direction === "rtl" ? boxes.content.width - width : 0);
    emitFragment(sink, share.fragment, x, boxes.content.y, boxes.content.height);
    const lost = sink.text.find((item): item is TextItem => item.kind === "text" && isOffPage(item, boxes.trim));
    if (lost !== undefined) reportOffPage(lost, number, share.overflowing[0], resources.report);
    const unseen = sink.text.find((item): item is ImageItem => item.kind === "image" && isBeside(item.clip ?? item.rect, boxes.bleed));
    if (unseen !== undefined) reportUnseen(unseen, number, resources.report);
    contents.push({ items: [...sink.ground, ...sink.text], boxes });
    cursor = share.next;
  }

  const marginBoxes = { composer, fonts, language: document.language };
  const unmarked = contents.map(({ items, boxes }, index): Page => {
    const number = index + 1;
    const style = pageStyleOf(document.pages, number, direction);
    const color = style.backgroundColor ?? ground;
    const under: DisplayItem[] = [];
    if (color !== undefined) emitGround(under, boxes.bleed, color);
    const furniture = layoutMarginBoxes(style, boxes, number, contents.length, marginBoxes);
    return {
      number,
      mediaBox: boxes.media,
      trimBox: boxes.trim,
      bleedBox: boxes.bleed,
      items: [...under, ...items, ...furniture],
    };
  });
  const marksOf = openPrintersMarks(document, unmarked.map(({ items }) => items), resources.condition, resources.compose);
  const pages = unmarked.map((page, index): Page => {
    const boxes = contents[index]?.boxes;
    return boxes === undefined ? page : { ...page, items: [...page.items, ...marksOf(pageStyleOf(document.pages, page.number, direction), boxes, page.number)] };
  });
  const { title, metadata, language } = document;
  return { title, metadata, language, direction, pages, structure: tree.structure.tree(), outline: tree.structure.outline() };
}

/** pt of the narrowest page's content, so that every line fits on every page. */
function contentWidth(document: StyledDocument, report: Report): number | undefined {
  const { first, left, right } = document.pages;
  const areas = [first, left, right].map((style) => pageBoxes(style).content);
  const widths = areas.map((area) => area.width);
  const width = Math.min(...widths);
  if (width < 1 || areas.some((area) => area.height < 1)) {
    report({
      severity: "error",
      code: "layout/no-room",
      message: "The page's margins leave no room for its content.",
      hint: "Give @page a larger size or smaller margins.",
    });
    return undefined;
  }
  if (Math.max(...widths) - width > 0.01) {
    report({
      severity: "warning",
      code: "layout/page-widths",
      message: `The pages' content areas differ in width (${widths.map((each) => each.toFixed(1)).join(", ")} pt); the narrowest is used on all.`,
      hint: "Let the left and right margins of :first, :left and :right add up to the same.",
    });
  }
  return width;
}

function rememberFaces({ fonts }: LayoutResources): InlineFonts {
  const faces = new Map<string, GlyphRun["face"]>();
  return (query) => {
    const key = `${query.families.join("\n")}\n${query.weight} ${query.style}`;
    let face = faces.get(key);
    if (face === undefined) {
      [face] = fonts.match(query);
      if (face === undefined) throw new Error("the font library is empty");
      faces.set(key, face);
    }
    return face;
  };
}

/** The root's background, or else the body's, is the page's (CSS Backgrounds 3, section 2.11); it is drawn there alone. */
function liftGround(root: StyledElement): { readonly root: StyledElement; readonly ground: Color | undefined } {
  const bare = (element: StyledElement): StyledElement => ({ ...element, style: { ...element.style, backgroundColor: undefined } });
  if (root.style.backgroundColor !== undefined) return { root: bare(root), ground: root.style.backgroundColor };
  const body = root.children.find((child): child is StyledElement => child.kind === "element" && child.tag === "body");
  if (body?.style.backgroundColor === undefined) return { root, ground: undefined };
  return {
    root: { ...root, children: root.children.map((child) => (child === body ? bare(body) : child)) },
    ground: body.style.backgroundColor,
  };
}

/** Whether a line, or part of it, would be cut off with the paper. */
function isOffPage({ x, baseline, runs }: TextItem, trim: Rect): boolean {
  if (runs.length === 0) return false;
  const left = x + Math.min(...runs.map((run) => run.x));
  const right = x + Math.max(...runs.map((run) => run.x + run.width));
  return baseline > trim.y + trim.height || baseline < trim.y || left < trim.x - edgeSlack || right > trim.x + trim.width + edgeSlack;
}

/** pt that a letter may reach over the paper's edge before it counts as lost: less than any side bearing. */
const edgeSlack = 0.5;

/** Whether nothing of a rectangle is on the paper; one that is cut off by its edge may be meant to. */
function isBeside(rect: Rect, paper: Rect): boolean {
  return rect.x >= paper.x + paper.width || rect.x + rect.width <= paper.x || rect.y >= paper.y + paper.height || rect.y + rect.height <= paper.y;
}

function reportUnseen({ image }: ImageItem, page: number, report: Report): void {
  const span = image.place()?.span;
  report({
    severity: "error",
    code: "layout/off-page",
    message: `The image “${image.src.slice(0, 80)}” would lie beside page ${page}, where nobody sees it.`,
    ...(span && { span }),
    hint: "Look at its margins, and at what stands above it and never breaks.",
  });
}

function reportOffPage({ text }: TextItem, page: number, strip: Strip | undefined, report: Report): void {
  const source = strip && sourceOf(strip);
  report({
    severity: "error",
    code: "layout/off-page",
    message: `Text would be cut off at the edge of page ${page}, from “${text.trim().slice(0, 40)}” on.`,
    ...(source === undefined ? {} : { span: source }),
    hint: "Flex containers, columns within columns and boxes of fixed height never break over pages, and text that may not wrap never breaks: make it smaller, or let blocks hold it.",
  });
}

function sourceOf(strip: Strip): SourceSpan | undefined {
  return strip.kind === "monolith" ? strip.source : strip.kind === "line" ? strip.text.source : undefined;
}

function reportOverflow(strip: Strip, page: number, report: Report): void {
  const source = sourceOf(strip);
  report({
    severity: "warning",
    code: "layout/overflow",
    message: `Something ${strip.height.toFixed(1)} pt high does not fit on page ${page} and sticks out.`,
    ...(source === undefined ? {} : { span: source }),
    hint: "Flex containers and boxes of fixed height never break over pages: make it lower, or let blocks hold its content.",
  });
}
