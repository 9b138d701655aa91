import { contains, type Box } from "./geometry.ts";
import type { BoxName, Page } from "./pages.ts";
import type { PreflightDocument } from "./preflightDocument.ts";
import { when, type Fault, type Rule } from "./rule.ts";

const pointsPerMillimetre = 72 / 25.4;
/** The bleed that shops ask for, less what rounding takes. */
const bleed = 3 * pointsPerMillimetre - 0.1;

function onPages({ pages }: PreflightDocument, fault: (page: Page) => string | undefined): Fault[] {
  return pages.flatMap((page) => {
    const message = fault(page);
    return message === undefined ? [] : [{ object: page.dictionary.id, page: page.number, message }];
  });
}

/** Each pair of boxes whose second must lie in its first. */
const nesting: readonly (readonly [BoxName, BoxName])[] = [["MediaBox", "BleedBox"], ["BleedBox", "TrimBox"], ["BleedBox", "ArtBox"], ["MediaBox", "TrimBox"], ["MediaBox", "ArtBox"]];

function notNested({ boxes }: Page, pairs: typeof nesting): string | undefined {
  const pair = pairs.find(([outer, inner]) => {
    const [around, within] = [boxes[outer], boxes[inner]];
    return around !== undefined && within !== undefined && !contains(around, within);
  });
  return pair === undefined ? undefined : `The ${pair[1]} does not lie in the ${pair[0]}.`;
}

function millimetres({ left, bottom, right, top }: Box): string {
  return `${Math.round((right - left) / pointsPerMillimetre)} × ${Math.round((top - bottom) / pointsPerMillimetre)} mm`;
}

function trimmed({ boxes }: Page): Box {
  return boxes.TrimBox ?? boxes.ArtBox ?? boxes.CropBox ?? boxes.MediaBox;
}

function differingSizes(document: PreflightDocument): Fault[] {
  const isCut = ({ boxes }: Page): boolean => boxes.TrimBox !== undefined || boxes.ArtBox !== undefined;
  // Where some pages say how they are cut, those that do not have a fault of their own.
  const pages = document.pages.some(isCut) ? document.pages.filter(isCut) : document.pages;
  const [first] = pages;
  if (first === undefined) return [];
  const usual = millimetres(trimmed(first));
  return onPages({ ...document, pages }, (page) => (millimetres(trimmed(page)) === usual ? undefined : `The page is ${millimetres(trimmed(page))}, the first one ${usual}.`));
}

/** Edges at which something is painted up to the trim, and not on beyond it as far as bleed must go. */
function edgesWithoutBleed(document: PreflightDocument, page: Page): string[] {
  const trim = trimmed(page);
  const outer = page.boxes.BleedBox ?? page.boxes.MediaBox;
  const short = new Set<string>();
  for (const { page: number, box } of document.content.areas.values()) {
    if (number !== page.number) continue;
    const [left, bottom, right, top] = [Math.max(box.left, outer.left), Math.max(box.bottom, outer.bottom), Math.min(box.right, outer.right), Math.min(box.top, outer.top)];
    if (left <= trim.left + 0.5 && left > trim.left - bleed) short.add("left");
    if (bottom <= trim.bottom + 0.5 && bottom > trim.bottom - bleed) short.add("bottom");
    if (right >= trim.right - 0.5 && right < trim.right + bleed) short.add("right");
    if (top >= trim.top - 0.5 && top < trim.top + bleed) short.add("top");
  }
  return ["left", "right", "top", "bottom"].filter((edge) => short.has(edge));
}

/** Rules about page boxes. */
export const boxRules: readonly Rule[] = [
  {
    id: "boxes/trim", severity: "error", demanded: { x4: "" }, subject: "14.11.2",
    what: "Every page has a TrimBox or an ArtBox, and not both.", hint: "Give the page a TrimBox: what is left after cutting.",
    check: (document) => onPages(document, ({ boxes }) => {
      if (boxes.TrimBox !== undefined && boxes.ArtBox !== undefined) return "The page has both a TrimBox and an ArtBox.";
      return boxes.TrimBox === undefined && boxes.ArtBox === undefined ? "The page has neither a TrimBox nor an ArtBox: it does not say where it is cut." : undefined;
    }),
  },
  {
    id: "boxes/nesting", severity: "error", demanded: { x4: "" }, subject: "14.11.2",
    what: "The MediaBox holds the BleedBox, and that the TrimBox or ArtBox.", hint: "Set the boxes anew.",
    check: (document) => onPages(document, (page) => notNested(page, nesting)),
  },
  {
    id: "boxes/crop", severity: "error", demanded: { x4: "" }, subject: "14.11.2",
    what: "A CropBox lies in the MediaBox and holds the TrimBox or ArtBox.", hint: "Take the CropBox away.",
    check: (document) => onPages(document, (page) => notNested(page, [["MediaBox", "CropBox"], ["CropBox", "TrimBox"], ["CropBox", "ArtBox"]])),
  },
  {
    id: "boxes/extent", severity: "error", demanded: { a: "6.1.13" }, subject: "Annex C",
    what: "Boxes are 3 to 14,400 points wide and high.", hint: "Scale the page.",
    check: (document) => onPages(document, ({ boxes }) => {
      const wrong = Object.entries(boxes).find(([, { left, bottom, right, top }]) => [right - left, top - bottom].some((side) => side < 3 || side > 14_400));
      return wrong === undefined ? undefined : `The ${wrong[0]} is too small or too large.`;
    }),
  },
  {
    id: "boxes/page-sizes", severity: "warning", demanded: { shop: "" }, subject: "14.11.2",
    what: "All pages have the same size after cutting.", hint: "Send pages of different sizes as files of their own.",
    check: differingSizes,
  },
  {
    id: "boxes/bleed", severity: "warning", demanded: { shop: "" }, subject: "14.11.2",
    what: "What is painted up to the edge of the page goes on 3 mm beyond it.", hint: "Let pictures and grounds run 3 mm over the trim, inside a BleedBox that is as much larger.",
    check: (document) => document.pages.flatMap((page) => {
      const edges = edgesWithoutBleed(document, page);
      return when(edges.length > 0, page.dictionary.id, `What reaches the edge has no bleed: ${edges.join(", ")}.`, page.number);
    }),
  },
];
