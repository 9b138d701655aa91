import type { Report } from "../diagnostics/index.ts";
import type { PagedDocument, Rect } from "../layout/index.ts";

/** pt (ISO 32000-1, annex C.2; ISO 19005-2, 6.1.13). */
const smallest = 3;
const largest = 14_400;

/** Reports the first page that has a box smaller or larger than a file may hold: `pdf/page-size` (an error). */
export function refusePageSizes({ pages }: Pick<PagedDocument, "pages">, report: Report): boolean {
  const refused = pages.find(({ mediaBox, bleedBox, trimBox }) => [mediaBox, bleedBox, trimBox].some(isRefused));
  if (refused === undefined) return false;
  const { number, trimBox, mediaBox } = refused;
  report({
    severity: "error",
    code: "pdf/page-size",
    message: `Page ${number} is ${measures(trimBox)} mm, with bleed and marks ${measures(mediaBox)} mm; the pages of a PDF file are ${inMillimetres(smallest)} to ${inMillimetres(largest)} mm wide and high.`,
    hint: "Give @page a size within that; a larger sheet is set at half its size and printed at twice that.",
  });
  return true;
}

function isRefused({ width, height }: Rect): boolean {
  return Math.min(width, height) < smallest || Math.max(width, height) > largest;
}

function measures({ width, height }: Rect): string {
  return `${inMillimetres(width)} × ${inMillimetres(height)}`;
}

function inMillimetres(length: number): string {
  return String(Math.round((length / 72) * 254) / 10);
}
