import type { Element } from "domhandler";
import type { Report, SourceSpan } from "../diagnostics/index.ts";

/** The language that an element declares of itself, `und` where it says that it is none; `undefined` where it says nothing. */
export type Languages = (element: Element) => string | undefined;

/**
 * Reads `lang` attributes (HTML Living Standard, 3.2.6.2), which must be BCP 47 language tags.
 *
 * Reports `style/invalid-language` once for each text; such an attribute counts for nothing.
 */
export function readLanguages(spanOf: (element: Element) => SourceSpan, report: Report): Languages {
  const known = new Map<string, string | undefined>();
  return (element) => {
    const text = element.attribs["lang"]?.trim();
    if (text === undefined) return undefined;
    if (text === "") return "und";
    if (!known.has(text)) known.set(text, readLanguageTag(text, () => spanOf(element), report));
    return known.get(text);
  };
}

function readLanguageTag(text: string, span: () => SourceSpan, report: Report): string | undefined {
  try {
    return new Intl.Locale(text).toString();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    report({
      severity: "warning",
      code: "style/invalid-language",
      message: `\`${text}\` is no language tag.`,
      hint: "Write a tag of BCP 47, such as ar, ar-EG, fa or ur.",
      span: span(),
    });
    return undefined;
  }
}
