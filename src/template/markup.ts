import type { SourceSpan } from "../diagnostics/index.ts";

/** A stylesheet with the path that its diagnostics name. */
export interface StylesheetSource {
  readonly path: string;
  readonly text: string;
}

/** What a template makes of an edition: an HTML document and the stylesheets that dress it. */
export interface Markup {
  readonly html: string;
  /** The file to name where the markup itself is at fault (the template's `page.hbs`). */
  readonly path: string;
  readonly stylesheets: readonly StylesheetSource[];
  /** Absolute folder against which `url()` in the stylesheets resolves. */
  readonly folder: string;
  /** The spans that `data-source="N"` attributes in the HTML point to, by index N. */
  readonly sources: readonly SourceSpan[];
}
