import { writeDigits, type Numerals } from "../numerals/index.ts";
import type { PageStyle, StyledDocument } from "../style/index.ts";
import { profileNamed, type Line, type Paragraph } from "../text/index.ts";
import type { OutlinedItem } from "./displayList.ts";
import type { Compose } from "./lineBoxes.ts";
import { markRole, slugHeight, type PageBoxes } from "./pages.ts";

/** pt */
const typeSize = 6;

/** A part of the line, in the order in which they stand; those of a lower rank are left out rather. */
interface Part {
  readonly rank: number;
  readonly text: string;
}

/** What the slug lines of a document say, but for the page. */
export interface Slug {
  readonly document: Pick<StyledDocument, "title" | "metadata" | "language" | "pages" | "root">;
  /** The output condition's name. */
  readonly condition: string | undefined;
  /** The names of all inks. */
  readonly inks: readonly string[];
}

/** “Page n of so many” by the language's primary subtag; in other languages English, which presses know. */
const pageWords: Readonly<Record<string, (page: string, of: string) => string>> = {
  ar: (page, of) => `صفحة ${page} من ${of}`,
  fa: (page, of) => `صفحهٔ ${page} از ${of}`,
  ur: (page, of) => `صفحہ ${page} از ${of}`,
};

/**
 * The line at the foot of the sheet, outside the BleedBox, that tells the press what it prints: title, date, page, output condition, inks. Where it is too long for
 * the trimmed page's width, parts are left out.
 *
 * @param number the page's, from 1
 * @param count of all pages
 * @returns nothing where the line is not wanted or not even the page has room
 */
export function slugLine(style: PageStyle, boxes: PageBoxes, number: number, count: number, slug: Slug, compose: Compose): OutlinedItem[] {
  if (!style.marks.slug) return [];
  const { trim, media } = boxes;
  const parts = partsOf(slug, number, count);
  const fitting = (some: readonly Part[]): Line | undefined => {
    const [line] = compose(paragraphOf(some, slug.document), trim.width);
    return line !== undefined && line.width <= trim.width ? line : undefined;
  };
  let best = fitting(parts);
  if (best === undefined) {
    let chosen: readonly Part[] = [];
    for (const { rank } of parts.toSorted((a, b) => b.rank - a.rank)) {
      const more = parts.filter((part) => part.rank === rank || chosen.includes(part));
      const line = fitting(more);
      if (line === undefined && chosen.length === 0) break;
      if (line === undefined) continue;
      best = line;
      chosen = more;
    }
  }
  return best === undefined ? [] : [itemOf(best, trim.x, media.height - slugHeight)];
}

function itemOf({ runs, ascent, descent }: Line, x: number, top: number): OutlinedItem {
  return { kind: "outlined", role: markRole, x, baseline: top + (slugHeight - ascent - descent) / 2 + ascent, runs };
}

function partsOf({ document, condition, inks }: Slug, number: number, count: number): Part[] {
  const numerals = numeralsOf(document);
  const words = pageWords[document.language.split("-")[0]?.toLowerCase() ?? ""] ?? ((page, of) => `page ${page} of ${of}`);
  const parts = [
    { rank: 4, text: document.title },
    { rank: 1, text: writeDigits(document.metadata["date"] ?? "", numerals) },
    { rank: 5, text: words(writeDigits(String(number), numerals), writeDigits(String(count), numerals)) },
    { rank: 3, text: condition ?? "" },
    { rank: 2, text: inks.map(isolated).join(" + ") },
  ];
  return parts.map(({ rank, text }) => ({ rank, text: text.replace(/\s+/gu, " ").trim() })).filter(({ text }) => text !== "");
}

/** The digits of the document's text, or else of its folios. */
function numeralsOf({ root, pages }: Slug["document"]): Numerals {
  if (root.style.numerals !== "auto") return root.style.numerals;
  const parts = [pages.first, pages.left, pages.right].flatMap(({ marginBoxes }) => marginBoxes.flatMap(({ content }) => content));
  const folio = parts.find((part) => part.kind === "counter");
  return folio?.numerals ?? "european";
}

/** So that a Latin part beside another does not change the order of the parts (UAX #9, 2.4). */
function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

function paragraphOf(parts: readonly Part[], { language, root }: Slug["document"]): Paragraph {
  const style = {
    font: { families: ["sans-serif"], weight: 400, style: "normal" }, size: typeSize, features: {}, letterSpacing: 0, wordSpacing: 0, rise: 0, language, hyphens: "none", tag: undefined,
  } as const;
  return {
    spans: [{ text: parts.map(({ text }) => isolated(text)).join(" · "), style }],
    direction: root.style.direction, align: "start", alignLast: "start", indent: 0, wrap: false, balance: false, justification: profileNamed("spaces-only"), divisibleFrom: 0,
  };
}
