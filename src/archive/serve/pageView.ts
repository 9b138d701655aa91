import type { PageText, RevisionRecord, RevisionSummary } from "../model.ts";
import type { Query } from "../words/query.ts";
import { addresses, pictureSet } from "./addresses.ts";
import { arabicNumber, counted, directionOfLanguage, marksCounted } from "./arabicInterface.ts";
import { dayOf, editionName, numberOf } from "./editionCard.ts";
import { readPage, type Highlight, type ReadBlock } from "./pageReading.ts";

interface PageLink {
  readonly href: string;
  /** As `aria-keyshortcuts` names it. */
  readonly key: string;
  readonly arrow: string;
}

export interface PageView {
  readonly edition: { readonly href: string; readonly articles: string; readonly publication: string; readonly number: string | undefined };
  readonly language: string;
  readonly direction: string;
  readonly day: string;
  readonly name: string;
  readonly previous: PageLink | undefined;
  readonly next: PageLink | undefined;
  readonly zoom: { readonly name: string; readonly larger: string | undefined; readonly smaller: string | undefined };
  readonly picture: string;
  readonly pictureSet: string;
  readonly sizes: string;
  readonly alt: string;
  /** The page's size in pt, and in the whole numbers that pictures have; absent where the words of the page are not kept. */
  readonly shape: { readonly width: number; readonly height: number; readonly across: number; readonly down: number } | undefined;
  readonly highlights: readonly Highlight[];
  /** What was found of the words that were asked for. */
  readonly found: string | undefined;
  readonly results: string;
  readonly blocks: readonly ReadBlock[];
}

/** How many times as wide as its window a page is shown. */
export const MOST_ZOOM = 3;

/** What of the page was asked for, besides its number. */
export interface PageWish {
  readonly page: number;
  readonly zoom: number;
  readonly words: string;
  readonly query: Query | undefined;
}

/** @param text the page's words, where they are kept */
export function pageView({ summary, record }: { readonly summary: RevisionSummary; readonly record: RevisionRecord }, text: PageText | undefined, { page, zoom, words, query }: PageWish): PageView {
  const { digest, publication, language, number, date } = summary;
  const direction = directionOfLanguage(language);
  const asked = words === "" ? undefined : words;
  const read = text && readPage(text, record.articles, query);
  const at = (zoomed: number): string | undefined => (zoomed < 1 || zoomed > MOST_ZOOM ? undefined : addresses.page(digest, page, { words: asked, zoom: zoomed }));
  const link = (to: number, side: "left" | "right"): PageLink | undefined =>
    to < 1 || to > record.edition.pages
      ? undefined
      : { href: addresses.page(digest, to, { words: asked, zoom }), ...(side === "left" ? { key: "ArrowLeft", arrow: "←" } : { key: "ArrowRight", arrow: "→" }) };
  const forward = direction === "ltr" ? "right" : "left";
  return {
    edition: { href: addresses.edition(digest), articles: `${addresses.edition(digest)}#articles`, publication, number: numberOf(number) },
    language, direction, day: dayOf(date),
    name: `صفحة ${arabicNumber(page)} من ${arabicNumber(record.edition.pages)}`,
    previous: link(page - 1, forward === "left" ? "right" : "left"), next: link(page + 1, forward),
    zoom: { name: `zoom-${zoom}`, larger: at(zoom + 1), smaller: at(zoom - 1) },
    picture: addresses.picture(digest, page, 960), pictureSet: pictureSet(digest, page, [480, 960, 1600, 2400]),
    sizes: `(min-width: 64rem) ${[43, 74, 148][zoom - 1] ?? 43}rem, ${zoom * 96}vw`,
    alt: `صورة الصفحة ${arabicNumber(page)} من ${editionName(summary)}؛ نصها يتبعها`,
    shape: text && { width: text.width, height: text.height, across: Math.round(text.width * 2), down: Math.round(text.height * 2) },
    highlights: read?.highlights ?? [],
    found: query === undefined || read === undefined ? undefined : `${counted(read.matches, marksCounted)}${read.matches === 0 ? "." : " في هذه الصفحة."}`,
    results: addresses.search({ q: asked }),
    blocks: read?.blocks ?? [],
  };
}
