import type { SourceSpan } from "../diagnostics/index.ts";
import type { CopyText, Edition } from "../edition/index.ts";
import { textDirection } from "./languageScript.ts";
import { hasPauseSigns, isVocalised } from "./vocalisation.ts";

/** A copy of a piece of copy as templates see it: an object without a prototype. */
export interface ContextText {
  readonly text: string;
  /** At least a fifth of its letters carry vowel marks. */
  readonly vocalised?: true;
  /** It has the Quran's signs of pause, which stand above the vowel marks. */
  readonly pauseSigns?: true;
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
 * (`headline`, `sourceLine`, `section`, `author`, `body` of `kind` and `content`, `vocalised`); every text is an object with its `text`, `vocalised`
 * and `pauseSigns`. What is told of vowel marks is true or absent. Nothing in it leads back to the program's own objects.
 */
export function editionContext(edition: Edition, settings: ReadonlyMap<string, string>): EditionContext {
  const spans = new Map<unknown, SourceSpan>();
  const text = (copy: CopyText): ContextText => {
    const seen = plain<ContextText>({ text: copy.text, ...markVocalised([copy.text]), ...(hasPauseSigns(copy.text) && { pauseSigns: true }) });
    spans.set(seen, copy.span);
    return seen;
  };
  const context = plain({
    language: edition.language,
    direction: textDirection(edition.language),
    settings: plain(Object.fromEntries(settings)),
    credits: edition.credits.map(({ role, name }) => plain({ role: text(role), name: text(name) })),
    articles: edition.articles.map(({ headline, sourceLine, section, author, body }) =>
      plain({
        headline: text(headline),
        ...(sourceLine && { sourceLine: text(sourceLine) }),
        ...(section && { section: text(section) }),
        ...(author && { author: text(author) }),
        body: body.map(({ kind, content }) => plain({ kind, content: text(content) })),
        ...markVocalised(body.map(({ content }) => content.text)),
      }),
    ),
  });
  return { context, spans };
}

function markVocalised(texts: readonly string[]): { readonly vocalised?: true } {
  return isVocalised(texts) ? { vocalised: true } : {};
}

function plain<T extends object>(properties: T): T {
  Object.setPrototypeOf(properties, null);
  return properties;
}
