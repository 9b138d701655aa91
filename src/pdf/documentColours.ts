import type { Report } from "../diagnostics/index.ts";
import type { DisplayItem, PagedDocument } from "../layout/index.ts";
import type { Color } from "../style/index.ts";

/** Every colour that a document paints with, and the page, from 1, on which it is first met; `undefined` for those of printer's marks, which keep to no limits. */
export type DocumentColours = ReadonlyMap<Color, number | undefined>;

export function coloursOf({ pages }: Pick<PagedDocument, "pages">): DocumentColours {
  const colours = new Map<Color, number | undefined>();
  for (const { items, number } of pages) {
    for (const item of items) {
      const isMark = item.role.kind === "artifact" && item.role.type === "Page";
      for (const color of coloursIn(item)) if (!colours.has(color)) colours.set(color, isMark ? undefined : number);
    }
  }
  return colours;
}

function coloursIn(item: DisplayItem): readonly Color[] {
  switch (item.kind) {
    case "text":
      return item.runs.map(({ tag }) => tag.color);
    case "fill":
      return [item.color];
    case "rule":
      return [item.stroke.color];
    case "image":
    case "mark":
    case "outlined":
      return [];
  }
}

/** Whether a document names inks other than black, whose look only an output condition tells: in its colours, or in marks for all plates. */
export function needInks(colours: DocumentColours, { pages }: Pick<PagedDocument, "pages">): boolean {
  return pages.some(({ items }) => items.some(({ kind }) => kind === "mark" || kind === "outlined")) || [...colours.keys()].some((color) => color.space === "spot" || (color.space === "cmyk" && (color.c > 0 || color.m > 0 || color.y > 0)));
}

/**
 * Reports colours that lay more ink on the paper than the output condition takes: `pdf/ink-limit` (a warning).
 *
 * @param limit per cent, summed over the plates
 */
export function checkInk(colours: DocumentColours, convert: (color: Color) => Color, limit: number, report: Report): void {
  const told = new Set<string>();
  for (const [color, page] of colours) {
    if (page === undefined) continue;
    const printed = convert(color);
    if (printed.space !== "cmyk") continue;
    const shares = [printed.c, printed.m, printed.y, printed.k].map((share) => Math.round(share * 100));
    const total = shares.reduce((sum, share) => sum + share, 0);
    const name = `device-cmyk(${shares.map((share) => `${share}%`).join(" ")})`;
    if (total <= limit || told.has(name)) continue;
    told.add(name);
    report({
      severity: "warning",
      code: "pdf/ink-limit",
      message: `The colour ${name}, first used on page ${page}, lays ${total} % of ink on the paper, which takes ${limit} %.`,
      hint: "Take ink out of cyan, magenta and yellow, and put black in.",
    });
  }
}

/**
 * Reports a spot ink that is given two mixtures, of which a file can hold one: `pdf/spot-mixtures` (a warning); the first is used.
 */
export function checkSpots(colours: DocumentColours, report: Report): void {
  const mixtures = new Map<string, string>();
  const told = new Set<string>();
  for (const color of colours.keys()) {
    if (color.space !== "spot") continue;
    const { c, m, y, k } = color.alternate;
    const mixture = [c, m, y, k].join(" ");
    const first = mixtures.get(color.name);
    if (first === undefined) mixtures.set(color.name, mixture);
    if (first === undefined || first === mixture || told.has(color.name)) continue;
    told.add(color.name);
    report({
      severity: "warning",
      code: "pdf/spot-mixtures",
      message: `The spot ink “${color.name}” is given two mixtures of process inks, device-cmyk(${first}) and device-cmyk(${mixture}); the first is used for both.`,
      hint: "Define the colour once, as a custom property.",
    });
  }
}
