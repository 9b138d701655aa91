import type { Diagnostic } from "../../src/diagnostics/index.ts";
import type { DisplayItem, Page, PagedDocument, RunPaint, StructureNode } from "../../src/layout/index.ts";
import { paintPdf } from "../../src/pdf/index.ts";
import type { ProfileName as OutputName } from "../../src/press/index.ts";
import { outputFor } from "./outputs.ts";
import { composeParagraph, openHyphenators, openShaper, profileNamed, type Alignment, type Initial, type Line, type ProfileName } from "../../src/text/index.ts";
import { builtInFonts } from "../text/faces.ts";

const fonts = await builtInFonts();
const shaper = await openShaper();
const hyphenators = await openHyphenators([{ language: "en" }], () => undefined);

export const black: RunPaint = { color: { space: "cmyk", c: 0, m: 0, y: 0, k: 1, alpha: 1 }, decoration: "none" };

/** How columns are set; lengths in pt. */
export interface Setting {
  readonly family: string;
  readonly language: string;
  readonly size: number;
  readonly leading: number;
  readonly align: Alignment;
  readonly columns: number;
  readonly gap: number;
  readonly profile?: ProfileName;
  /** `auto` divides Latin words as English. */
  readonly hyphens?: "auto";
  /** Of each paragraph. */
  readonly initial?: Pick<Initial, "of" | "lines">;
  /** Parts of a paragraph, all of its text together; those that `linked` is true for are elements of their own. */
  readonly parts?: (text: string) => readonly TextPart[];
}

/** Part of a paragraph. */
export interface TextPart {
  readonly text: string;
  readonly linked: boolean;
}

/** A4 in two justified columns of Amiri. */
export const newspaper: Setting = { family: "Amiri", language: "ar", size: 11, leading: 16, align: "justify", columns: 2, gap: 18 };

/** The page's, pt. */
export const width = 595.276;
export const height = 841.89;
const margin = 50;

/** Composes one paragraph from right to left. */
export function composeLines(text: string, measure: number, { family, language, size, leading, align, profile = "newspaper", hyphens, initial }: Setting, spans?: readonly (readonly [text: string, tag: RunPaint])[]): Line<RunPaint>[] {
  const style = { font: { families: [family], weight: 400, style: "normal" as const }, size, features: {}, letterSpacing: 0, wordSpacing: 0, rise: 0, language, ...(hyphens && { hyphens, hyphenateLanguage: "en" }), tag: black };
  return composeParagraph(
    { spans: spans?.map(([part, tag]) => ({ text: part, style: { ...style, tag } })) ?? [{ text, style }], direction: "rtl", align, alignLast: "start", balance: false, divisibleFrom: 0, indent: 0, wrap: true, justification: profileNamed(profile), ...(initial && { initial: { ...initial, drop: (initial.lines - 1) * leading } }) },
    measure,
    { fonts, shaper, hyphenators, report: () => undefined },
  );
}

/** Pages, and what a reader can give back of each paragraph: its lines, with a space between them. */
export interface SetColumns {
  readonly document: PagedDocument;
  readonly expected: readonly string[];
}

/** Sets paragraphs in columns from right to left, page after page, nothing else on them. */
export function setColumns(paragraphs: readonly string[], setting: Setting = newspaper): SetColumns {
  const { leading, columns, gap } = setting;
  const measure = (width - 2 * margin - gap * (columns - 1)) / columns;
  const box = { x: 0, y: 0, width, height };
  const pages: DisplayItem[][] = [];
  const expected: string[] = [];
  const structure: StructureNode[] = [];
  let links = 0;
  let column = columns;
  let y = Number.POSITIVE_INFINITY;
  paragraphs.forEach((paragraph, index) => {
    const id = index + 1;
    const inline: StructureNode[] = [];
    const spans = setting.parts?.(paragraph).map(({ text, linked }): [string, RunPaint] => {
      if (!linked) return [text, black];
      const link = { id: paragraphs.length + 1 + links++, type: "Link" as const, link: { target: { kind: "uri" as const, uri: "https://example.org/" }, contents: text, plain: "Span" as const }, children: [] };
      inline.push(link);
      return [text, { ...black, structure: link.id }];
    });
    structure.push({ id, type: "P", children: inline });
    const lines = composeLines(paragraph, measure, setting, spans);
    expected.push(lines.map(({ text }) => text.trim()).join(" "));
    for (const line of lines) {
      if (y + leading > height - margin) {
        y = margin;
        column++;
      }
      if (column >= columns) {
        pages.push([]);
        column = 0;
      }
      const x = width - margin - measure - column * (measure + gap);
      pages.at(-1)?.push({
        kind: "text", role: { kind: "content", structure: id }, x, baseline: y + leading * 0.7, text: line.text, runs: line.runs, last: line.last,
      });
      y += leading;
    }
    y += leading * Math.max(0, (setting.initial?.lines ?? 0) - lines.length);
  });
  const document: PagedDocument = {
    title: "Columns", metadata: {}, language: setting.language, direction: "rtl", outline: [], structure: { id: 0, type: "Document", children: structure },
    pages: pages.map((items, index): Page => ({ number: index + 1, mediaBox: box, trimBox: box, bleedBox: box, items })),
  };
  return { document, expected };
}

/** Paints what must succeed. */
export async function paint(document: PagedDocument, compress = true, profile: OutputName = "print"): Promise<Uint8Array> {
  const diagnostics: Diagnostic[] = [];
  const pdf = await paintPdf(document, { report: (diagnostic) => diagnostics.push(diagnostic), output: await outputFor(profile), compress });
  if (pdf === undefined) throw new Error(JSON.stringify(diagnostics));
  return pdf;
}
