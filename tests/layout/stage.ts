import type { Diagnostic } from "../../src/diagnostics/index.ts";
import { layoutPages, type DisplayItem, type LayoutResources, type Page, type PagedDocument } from "../../src/layout/index.ts";
import type {
  Color, ComputedStyle, MarginBox, PageStyle, PageStyles, Sides, Stroke, StyledDocument, StyledElement, StyledNode,
} from "../../src/style/index.ts";
import type { Alignment, GlyphRun, Line, Paragraph, TextSpan } from "../../src/text/index.ts";

export const black: Color = { space: "cmyk", c: 0, m: 0, y: 0, k: 1, alpha: 1 };
export const grey: Color = { space: "cmyk", c: 0, m: 0, y: 0, k: 0.2, alpha: 1 };
export const noStroke: Stroke = { width: 0, style: "none", color: black };
export const solid = (width: number): Stroke => ({ width, style: "solid", color: black });
export const sides = <T>(top: T, right: T = top, bottom: T = top, left: T = right): Sides<T> => ({ top, right, bottom, left });

/** A face whose ascent is 0.8 em and descent 0.2 em, so that lines are as tall as their type size. */
export const face: GlyphRun["face"] = {
  id: "monospaced", path: "monospaced.ttf", data: new Uint8Array(), postscriptName: "Monospaced", family: "Monospaced", weight: 400, style: "normal",
  version: "1", embedding: "installable", outlines: "truetype", unitsPerEm: 1000, glyphCount: 1, ascentUnits: 800, descentUnits: -200, lineGapUnits: 0,
  capHeightUnits: 700, underlinePositionUnits: -100, underlineThicknessUnits: 50, italicAngle: 0, boundingBoxUnits: [0, -200, 500, 800], covers: () => true,
  alternates: { wider: [], narrower: [], tightening: [], loosening: [] },
};

const inherited = new Set<string>([
  "direction", "color", "fontFamily", "fontSize", "fontWeight", "fontStyle", "fontFeatures", "lineHeight", "baselineGrid", "numerals", "letterSpacing", "wordSpacing", "textAlign",
  "textAlignLast", "textIndent", "whiteSpace", "textWrap", "hyphens", "hyphenateLanguage", "orphans", "widows",
]);

export const initial: ComputedStyle = {
  display: "block", direction: "rtl", margin: sides(0), padding: sides(0), border: sides(noStroke), backgroundColor: undefined, width: "auto",
  height: "auto", minWidth: "auto", maxWidth: "none", minHeight: "auto", maxHeight: "none", boxSizing: "content-box", objectFit: "fill", objectPosition: { x: { percent: 50 }, y: { percent: 50 } }, flexDirection: "row",
  flexWrap: "nowrap", flexGrow: 0, flexShrink: 1, flexBasis: "auto", justifyContent: "flex-start", alignItems: "stretch", alignSelf: "auto", rowGap: 0,
  columnGap: "normal", color: black, fontFamily: ["Monospaced"], fontSize: 10, fontWeight: 400, fontStyle: "normal", fontFeatures: {}, lineHeight: 12,
  baselineGrid: "none", numerals: "auto", letterSpacing: 0, wordSpacing: 0, textAlign: "start", textAlignLast: "auto", textJustify: "auto", justifyProfile: "newspaper", justifyLimits: {}, fit: "none", initial: "none", textIndent: 0, whiteSpace: "normal", textWrap: "wrap", hyphens: "manual", hyphenateLanguage: "auto", verticalAlign: "baseline",
  textDecorationLine: "none", unicodeBidi: "normal", columnCount: "auto", columnWidth: "auto", columnRule: noStroke, columnSpan: "none",
  columnFill: "balance", breakBefore: "auto", breakAfter: "auto", breakInside: "auto", orphans: 2, widows: 2,
};

/** An element before its inheritance is known. */
export interface Draft {
  readonly tag: string;
  readonly style: Partial<ComputedStyle>;
  readonly children: readonly (Draft | string)[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly language: string | undefined;
}

const inlineTags = new Set(["span", "a", "b", "em", "br"]);

/** @param children elements and text @param attributes `lang` is inherited */
export function element(tag: string, style: Partial<ComputedStyle> = {}, children: Draft["children"] = [], attributes: Draft["attributes"] = {}): Draft {
  const heading = /^h[1-6]$/.test(tag) ? ({ breakAfter: "avoid" } as const) : {};
  const display = inlineTags.has(tag) ? ({ display: "inline" } as const) : {};
  return { tag, style: { ...heading, ...display, ...style }, children, attributes, language: attributes["lang"] };
}

/** A paragraph of so many lines, however wide: forced breaks between words that say paragraph and line. */
export function paragraph(name: string, lines: number, style: Partial<ComputedStyle> = {}, tag = "p"): Draft {
  return element(tag, { whiteSpace: "pre", ...style }, [Array.from({ length: lines }, (_, line) => `${name}${line + 1}`).join("\n")]);
}

function resolve(draft: Draft, parent: ComputedStyle, language: string, line: number): StyledElement {
  const passed = Object.fromEntries(Object.entries(parent).filter(([name]) => inherited.has(name)));
  const style: ComputedStyle = { ...initial, ...passed, ...draft.style };
  const ownLanguage = draft.language ?? language;
  const children = draft.children.map((child, index): StyledNode =>
    typeof child === "string" ? { kind: "text", text: child } : resolve(child, style, ownLanguage, line + index),
  );
  const named = draft.attributes["data-source"];
  const source = named === undefined ? {} : { source: { file: "copy.txt", start: { line: Number(named), column: 1 } } };
  return { kind: "element", tag: draft.tag, attributes: draft.attributes, style, language: ownLanguage, children, ...source };
}

export const noMarks: PageStyle["marks"] = { crop: false, cross: false, bars: false, slug: false };

export const plainPage: PageStyle = {
  width: 220, height: 140, margin: sides(10), bleed: 0, marks: noMarks, marginBoxes: [], backgroundColor: undefined,
};

export function samePages(page: Partial<PageStyle> = {}): PageStyles {
  const style = { ...plainPage, ...page };
  return { first: style, left: style, right: style };
}

export function marginBox(name: MarginBox["name"], content: MarginBox["content"], style: Partial<ComputedStyle> = {}): MarginBox {
  return { name, content, style: { ...initial, ...style } };
}

/** @param body the body's children */
export function styled(body: readonly (Draft | string)[], pages: PageStyles = samePages(), rootStyle: Partial<ComputedStyle> = {}): StyledDocument {
  const html = element("html", rootStyle, [element("body", {}, body)], { lang: "ar" });
  return { root: resolve(html, { ...initial, ...rootStyle }, "ar", 1), title: "Edition", metadata: {}, language: "ar", pages, fontFaces: [] };
}

interface Letter<Tag> {
  readonly character: string;
  readonly style: TextSpan<Tag>["style"];
}

/** Letters half an em wide; lines filled greedily at spaces, words longer than the measure left whole. */
export function composeFixed<Tag>(paragraph: Paragraph<Tag>, measure: number): Line<Tag>[] {
  const letters: Letter<Tag>[] = paragraph.spans.flatMap((span) => Array.from(span.text, (character) => ({ character, style: span.style })));
  const lines: Line<Tag>[] = [];
  let start = 0;
  let offset = 0;
  for (let index = 0; index <= letters.length; index++) {
    if (index < letters.length && letters[index]?.character !== "\n") continue;
    for (const piece of wrap(letters.slice(start, index), measure, lines.length === 0 ? paragraph.indent : 0, paragraph.wrap)) {
      lines.push(lineOf(paragraph, piece.letters, measure, offset, lines.length === 0 ? paragraph.indent : 0, piece.last));
      offset += piece.letters.length;
    }
    offset++;
    start = index + 1;
  }
  return lines;
}

const widthOf = <Tag>(letters: readonly Letter<Tag>[]): number => letters.reduce((sum, letter) => sum + letter.style.size / 2, 0);

function wrap<Tag>(letters: Letter<Tag>[], measure: number, indent: number, wraps: boolean): { letters: Letter<Tag>[]; last: boolean }[] {
  const pieces: { letters: Letter<Tag>[]; last: boolean }[] = [];
  let from = 0;
  let breakable = -1;
  let width = 0;
  for (let index = 0; index < letters.length && wraps; index++) {
    const letter = letters[index];
    if (letter === undefined) break;
    width += letter.style.size / 2;
    if (letter.character === " ") breakable = index + 1;
    else if (width > measure - (pieces.length === 0 ? indent : 0) + 1e-6 && breakable > from) {
      pieces.push({ letters: letters.slice(from, breakable), last: false });
      from = breakable;
      width = widthOf(letters.slice(from, index + 1));
    }
  }
  pieces.push({ letters: letters.slice(from), last: true });
  return pieces;
}

function lineOf<Tag>(paragraph: Paragraph<Tag>, letters: readonly Letter<Tag>[], measure: number, offset: number, indent: number, last: boolean): Line<Tag> {
  const text = letters.map((letter) => letter.character).join("");
  const width = widthOf(letters.slice(0, text.trimEnd().length));
  const rtl = paragraph.direction === "rtl";
  const align: Alignment = last ? paragraph.alignLast : paragraph.align;
  const atRight = align === "right" || ((align === "start" || align === "justify") && rtl) || (align === "end" && !rtl);
  const left = rtl ? 0 : indent;
  const room = measure - indent;
  const x = left + (align === "center" ? (room - width) / 2 : atRight ? room - width : 0);
  const runs: GlyphRun<Tag>[] = [];
  let from = 0;
  let runX = x;
  for (let index = 1; index <= letters.length; index++) {
    const first = letters[from];
    if (first === undefined || (index < letters.length && letters[index]?.style === first.style)) continue;
    const runWidth = widthOf(letters.slice(from, index));
    const { size, rise, language, tag } = first.style;
    runs.push({ face, size, level: rtl ? 1 : 0, x: runX, rise, width: runWidth, start: from, end: index, glyphs: () => [], language, tag });
    runX += runWidth;
    from = index;
  }
  const size = letters.reduce((most, letter) => Math.max(most, letter.style.size), 0);
  return { text, offset, runs, width, hang: { left: 0, right: 0 }, spaceStretch: 0, ascent: size * 0.8, descent: size * 0.2, last };
}

export interface Outcome {
  readonly document: PagedDocument | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export async function layOut(document: StyledDocument, condition?: string): Promise<Outcome> {
  return layOutWith(document, { ...(condition !== undefined && { condition }) });
}

export async function layOutWith(document: StyledDocument, resources: Pick<LayoutResources, "condition" | "images">): Promise<Outcome> {
  const diagnostics: Diagnostic[] = [];
  const laidOut = await layoutPages(document, { compose: composeFixed, fonts: { match: () => [face] }, report: (diagnostic) => diagnostics.push(diagnostic), ...resources });
  return { document: laidOut, diagnostics };
}

/** Lays out what must succeed. */
export async function pagesOf(document: StyledDocument): Promise<readonly Page[]> {
  const { document: laidOut } = await layOut(document);
  if (laidOut === undefined) throw new Error("nothing was laid out");
  return laidOut.pages;
}

const round = (value: number): string => String(Math.round(value * 100) / 100);
const isText = (item: DisplayItem): item is Extract<DisplayItem, { kind: "text" }> => item.kind === "text";

/** The texts of a page's lines, with where their baselines stand. */
export function textsOf(page: Page | undefined): { text: string; x: number; baseline: number }[] {
  return (page?.items ?? []).filter(isText).map((item) => ({ text: item.text, x: item.x + (item.runs[0]?.x ?? 0), baseline: item.baseline }));
}

/** Lines by column, told apart by their left edges, in reading order. */
export function columnsOf(page: Page | undefined): string[][] {
  const columns: { x: number; texts: string[] }[] = [];
  for (const item of (page?.items ?? []).filter(isText)) {
    if (columns.at(-1)?.x !== item.x) columns.push({ x: item.x, texts: [] });
    columns.at(-1)?.texts.push(item.text);
  }
  return columns.map((column) => column.texts);
}

/** A display list as a person reads it: one line for each item, lengths in pt rounded to hundredths. */
export function dump(document: PagedDocument): string {
  const lines: string[] = [];
  for (const page of document.pages) {
    const boxes = [page.mediaBox, page.trimBox, page.bleedBox].map(({ x, y, width, height }) => [x, y, width, height].map(round).join(" "));
    lines.push(`page ${page.number}  media ${boxes[0]}  trim ${boxes[1]}  bleed ${boxes[2]}`);
    for (const item of page.items) lines.push(`  ${describe(item)}`);
  }
  return `${lines.join("\n")}\n`;
}

function describe(item: DisplayItem): string {
  const role = item.role.kind === "content" ? `#${item.role.structure}` : `${item.role.type}${item.role.subtype === undefined ? "" : `/${item.role.subtype}`}`;
  switch (item.kind) {
    case "text": {
      const runs = item.runs.map((run) => `${round(item.x + run.x)}+${round(run.width)}${run.tag.decoration === "none" ? "" : ` ${run.tag.decoration}`}`);
      return `text  ${role}  baseline ${round(item.baseline)}  runs ${runs.join(", ")}  "${item.text}"${item.last ? "" : " …"}`;
    }
    case "fill":
      return `fill  ${role}  ${[item.rect.x, item.rect.y, item.rect.width, item.rect.height].map(round).join(" ")}`;
    case "rule":
      return `rule  ${role}  ${[item.from.x, item.from.y].map(round).join(",")} to ${[item.to.x, item.to.y].map(round).join(",")}  ${round(item.stroke.width)} ${item.stroke.style}`;
    case "image":
      return `image ${role}  ${[item.rect.x, item.rect.y, item.rect.width, item.rect.height].map(round).join(" ")}  ${item.image.src}`;
    case "mark":
      return item.shape.kind === "line"
        ? `mark  ${[item.shape.from.x, item.shape.from.y].map(round).join(",")} to ${[item.shape.to.x, item.shape.to.y].map(round).join(",")}`
        : `mark  circle ${[item.shape.center.x, item.shape.center.y, item.shape.radius].map(round).join(" ")}`;
    case "outlined":
      return `outlined  ${role}  baseline ${round(item.baseline)}  runs ${item.runs.map((run) => `${round(item.x + run.x)}+${round(run.width)}`).join(", ")}`;
  }
}
