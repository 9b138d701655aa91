import type { DisplayItem, ImageItem, Rect, StructureLink, TextItem } from "../layout/index.ts";
import type { PdfFile, PdfReference, PdfValue } from "./pdfkitDocument.ts";
import { textString } from "./pdfkitDocument.ts";
import type { StructureContent } from "./structureTree.ts";

/** Part of an item; pt from the page's left upper corner. */
export interface Area {
  readonly area: Rect;
  /** The number of the element inside the item's that it belongs to. */
  readonly element: number | undefined;
}

/** The areas of a line's runs, as high as their type. */
export function areasOfLine({ x, baseline, runs }: TextItem): Area[] {
  return runs.map(({ face, size, rise, x: left, width, tag }) => {
    const scale = size / face.unitsPerEm;
    const area = { x: x + left, y: baseline - rise - face.ascentUnits * scale, width, height: (face.ascentUnits - face.descentUnits) * scale };
    return { area, element: tag.structure };
  });
}

/** What is shown of an image. */
export function areaOfImage({ rect, clip }: ImageItem): Area[] {
  return [{ area: clip ?? rect, element: undefined }];
}

/** The links of a file. */
export interface LinkAnnotations {
  /** Adds the annotations of what an item shows of links and gives them. @param pageIndex from 0 @param pageHeight pt */
  readonly annotate: <Item extends DisplayItem>(item: Item, areasOf: (item: Item) => readonly Area[], pageIndex: number, pageHeight: number) => readonly PdfReference[];
  /** Says where the links lead, which may be to later pages. @param heightOf the page's height in pt, by index from 0 */
  readonly finish: (pages: readonly PdfReference[], heightOf: (pageIndex: number) => number) => void;
}

/** Annotations are printed, or else a file is no PDF/A (ISO 19005-2, 6.3.2). */
const PRINT = 4;

const none: readonly PdfReference[] = [];

/** pt: runs that touch make one area. */
const touching = 0.01;

/**
 * Opens the link annotations of a file (ISO 32000-1, 12.5.6.5): one for each line or image that a Link stands on, tied to it by an object reference
 * (14.7.4.3; ISO 14289-1, 7.18.5). They have no border.
 */
export function openLinkAnnotations(file: PdfFile, structure: StructureContent): LinkAnnotations {
  const open: { readonly annotation: PdfReference; readonly link: StructureLink }[] = [];

  function add(link: StructureLink, areas: readonly Rect[], pageHeight: number): PdfReference {
    const corners = areas.map(({ x, y, width, height }) => [x, pageHeight - y - height, x + width, pageHeight - y].map(rounded));
    const edge = (index: number, choose: (...values: number[]) => number): number => choose(...corners.map((area) => area[index] ?? 0));
    const data: Record<string, PdfValue> = {
      Type: "Annot", Subtype: "Link", Rect: [edge(0, Math.min), edge(1, Math.min), edge(2, Math.max), edge(3, Math.max)], F: PRINT, Border: [0, 0, 0],
      Contents: textString(link.contents),
    };
    // Readers take the corners from the upper left to the lower right, whatever the standard's figure says.
    if (areas.length > 1) data["QuadPoints"] = corners.flatMap(([left = 0, bottom = 0, right = 0, top = 0]) => [left, top, right, top, left, bottom, right, bottom]);
    const annotation = file.object(data);
    open.push({ annotation, link });
    return annotation;
  }

  return {
    annotate(item, areasOf, pageIndex, pageHeight) {
      if (!structure.hasLinks || item.role.kind !== "content") return none;
      const areas = new Map<number, Rect[]>();
      for (const { element = item.role.structure, area } of areasOf(item)) {
        const link = structure.linkAround(element);
        if (link === undefined) continue;
        const own = areas.get(link.id);
        const last = own?.at(-1);
        if (own === undefined) areas.set(link.id, [area]);
        else if (last !== undefined && Math.abs(last.x + last.width - area.x) < touching) own[own.length - 1] = union(last, area);
        else own.push(area);
      }
      const annotations: PdfReference[] = [];
      for (const [id, own] of areas) {
        const link = structure.linkAround(id);
        if (link === undefined) continue;
        const annotation = add(link, own, pageHeight);
        structure.claimObject(pageIndex, id, annotation);
        annotations.push(annotation);
      }
      return annotations;
    },
    finish(pages, heightOf) {
      for (const { annotation, link: { target } } of open) {
        if (target.kind === "uri") annotation.data["A"] = { S: "URI", URI: textString(target.uri) };
        else annotation.data["Dest"] = [pages[target.page - 1] ?? null, "XYZ", null, rounded(heightOf(target.page - 1) - target.y), null];
      }
    },
  };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Of areas side by side. */
function union(one: Rect, other: Rect): Rect {
  const y = Math.min(one.y, other.y);
  return { x: one.x, y, width: other.x + other.width - one.x, height: Math.max(one.y + one.height, other.y + other.height) - y };
}
