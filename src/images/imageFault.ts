import type { Diagnostic, Report } from "../diagnostics/index.ts";
import type { FindPlace } from "./openedImage.ts";

/** What keeps an image from being set, without its place. */
export interface ImageFault {
  /** Without the stage's prefix. */
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** Reports something of an image at the place that names it. */
export function reportAt(find: FindPlace, { code, hint, ...diagnostic }: ImageFault & Pick<Diagnostic, "severity">, report: Report): void {
  const place = find();
  const where = place?.inHtml === true ? " Line and column are those of the HTML that the template makes." : "";
  report({ ...diagnostic, code: `image/${code}`, hint: `${hint}${where}`, ...(place && { span: place.span }) });
}

/** Reports that an image cannot be set. */
export function reportFault(fault: ImageFault, find: FindPlace, report: Report): void {
  reportAt(find, { severity: "error", ...fault }, report);
}

/** An image's name as messages show it: a data: URL may be longer than a page. */
export function shownName(src: string): string {
  return src.length > 80 ? `${src.slice(0, 60)}…` : src;
}

/** A message of the libraries in one line, without the prefixes that mean nothing to people. */
export function causeOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split("\n").find((line) => line.trim() !== "") ?? "").replace(/^Input (?:buffer|file) (?:has corrupt header|is missing): ?/i, "").replace(/^Vips\w+: ?/i, "").trim();
}

/** The image's data ends early or makes no sense. */
export function damaged(src: string, error: unknown): ImageFault {
  const cause = causeOf(error);
  return {
    code: "damaged",
    message: `The image “${shownName(src)}” is damaged or cut off${cause === "" ? "" : `: ${cause.replace(/\.$/, "")}`}.`,
    hint: "Open it in an image editor and save it anew, or copy the file once more from where it came.",
  };
}
