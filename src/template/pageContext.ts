import type { SourceSpan } from "../diagnostics/index.ts";
import type { CopyText, Edition } from "../edition/index.ts";
import { textDirection } from "./languageScript.ts";

/** A copy of a piece of copy as templates see it: an object without a prototype. */
export interface ContextText {
  readonly text: string;
}

/** What a template sees, all of it objects without prototypes. */
export interface PageContext {
  readonly language: string;
  readonly direction: "rtl" | "ltr";
  readonly settings: Readonly<Record<string, string>>;
  readonly credits: readonly unknown[];
  readonly articles: readonly unknown[];
}

export interface EditionContext {
  readonly context: PageContext;
  /** The place of each text in the edition's sources. */
  readonly spans: ReadonlyMap<unknown, SourceSpan>;
}

/**
 * Makes the plain copy of an edition that a template is handed: `language`, `direction`, `settings`, `credits` (`role`, `name`), `articles`
 * (`headline`, `sourceLine`, `body` of `kind` and `content`); every text is an object with its `text`. Nothing in it leads back to the
 * program's own objects.
 */
export function editionContext(edition: Edition, settings: ReadonlyMap<string, string>): EditionContext {
  const spans = new Map<unknown, SourceSpan>();
  const text = (copy: CopyText): ContextText => {
    const seen = plain({ text: copy.text });
    spans.set(seen, copy.span);
    return seen;
  };
  const context = plain({
    language: edition.language,
    direction: textDirection(edition.language),
    settings: plain(Object.fromEntries(settings)),
    credits: edition.credits.map(({ role, name }) => plain({ role: text(role), name: text(name) })),
    articles: edition.articles.map(({ headline, sourceLine, body }) =>
      plain({
        headline: text(headline),
        ...(sourceLine && { sourceLine: text(sourceLine) }),
        body: body.map(({ kind, content }) => plain({ kind, content: text(content) })),
      }),
    ),
  });
  return { context, spans };
}

function plain<T extends object>(properties: T): T {
  Object.setPrototypeOf(properties, null);
  return properties;
}
