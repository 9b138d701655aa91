import type { Color, PageStyle, StyledDocument } from "../style/index.ts";
import { colourBars, type DocumentInks } from "./colourBars.ts";
import type { DisplayItem } from "./displayList.ts";
import type { Compose } from "./lineBoxes.ts";
import { pageMarks, type PageBoxes } from "./pages.ts";
import { slugLine } from "./slugLine.ts";

/** What stands round a page for the press, all of it outside the BleedBox (ISO 15930-7, 6.15) and an artifact of the page. */
export type PrintersMarksOf = (style: PageStyle, boxes: PageBoxes, number: number) => DisplayItem[];

/** As presses name them. */
const processNames = { c: "Cyan", m: "Magenta", y: "Yellow", k: "Black" } as const;

/**
 * Prepares the printer's marks of a document that is laid out: crop and register marks, colour bars, slug lines. They show the inks that the document needs, so that
 * one in black and a spot ink does not ask for more plates.
 *
 * @param pages what stands on them
 * @param condition the output condition's name
 */
export function openPrintersMarks(document: StyledDocument, pages: readonly (readonly DisplayItem[])[], condition: string | undefined, compose: Compose): PrintersMarksOf {
  const { first, left, right } = document.pages;
  const tellsInks = [first, left, right].some(({ marks }) => marks.bars || marks.slug);
  const inks = inksOf(tellsInks ? pages : []);
  const process = inks.process.map((ink) => processNames[ink]).join(" ");
  const slug = { document, condition, inks: [process, ...inks.spots.map(({ name }) => name)] };
  return (style, boxes, number) => [...pageMarks(style, boxes), ...colourBars(style, boxes, inks), ...slugLine(style, boxes, number, pages.length, slug, compose)];
}

/** Black always, if only for the marks. What comes in RGB, greys apart, and pictures in colour may be printed with all four. */
function inksOf(pages: readonly (readonly DisplayItem[])[]): DocumentInks {
  const used = { c: false, m: false, y: false, k: true };
  const spots = new Map<string, DocumentInks["spots"][number]>();
  const use = (color: Color): void => {
    if (color.alpha === 0) return;
    switch (color.space) {
      case "spot":
        if (!spots.has(color.name)) spots.set(color.name, color);
        break;
      case "cmyk":
        for (const ink of ["c", "m", "y"] as const) used[ink] ||= color[ink] > 0;
        break;
      case "rgb":
        if (color.r !== color.g || color.g !== color.b) useAll();
    }
  };
  const useAll = (): void => { Object.assign(used, { c: true, m: true, y: true }); };
  for (const items of pages) {
    for (const item of items) {
      switch (item.kind) {
        case "text":
          for (const { tag } of item.runs) use(tag.color);
          break;
        case "fill":
          use(item.color);
          break;
        case "rule":
          if (item.stroke.style !== "none") use(item.stroke.color);
          break;
        case "image":
          if (item.image.space !== "grey") useAll();
          break;
        case "mark":
        case "outlined":
          break;
      }
    }
  }
  return { process: (["c", "m", "y", "k"] as const).filter((ink) => used[ink]), spots: [...spots.values()] };
}
