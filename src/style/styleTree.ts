import { isTag, isText, type Element } from "domhandler";
import type { Report, SourceSpan } from "../diagnostics/index.ts";
import { computeStyle, type ElementStyle } from "./cascade.ts";
import type { StyledElement, StyledNode } from "./computed.ts";
import type { InlineStyles } from "./inlineStyles.ts";
import type { Languages } from "./languages.ts";
import { presentationalHints } from "./presentationalHints.ts";
import type { RuleIndex } from "./ruleIndex.ts";

export interface StyleTreeOptions {
  readonly rules: RuleIndex;
  readonly inlineStyles: InlineStyles;
  readonly languages: Languages;
  /** What `data-source` attributes point to. */
  readonly sources: readonly SourceSpan[];
  /** Where in the markup an element stands, for diagnostics. */
  readonly spanOf: (element: Element) => SourceSpan;
  readonly report: Report;
}

export interface StyledTree {
  readonly root: StyledElement;
  readonly rootStyle: ElementStyle;
}

/** Gives an element its style; elements that match the same rules under the same parent style share one. */
type StyleOf = (element: Element, parent: ElementStyle | undefined) => ElementStyle;

/**
 * Computes the style of the root and all in it. Elements of `display: none` are left out, all but the root, which then is empty.
 *
 * Reports `style/source` (a `data-source` that points nowhere), and what inline styles and languages report.
 *
 * @param defaultLanguage Of a root that has none.
 */
export function styleTree(html: Element, defaultLanguage: string, options: StyleTreeOptions): StyledTree {
  const styleOf = sharedStyles(options);

  const styleElement = (element: Element, style: ElementStyle, language: string): StyledElement => {
    const children: StyledNode[] = [];
    for (const child of style.values.display === "none" ? [] : element.children) {
      if (isText(child)) children.push({ kind: "text", text: child.data });
      if (!isTag(child)) continue;
      const childStyle = styleOf(child, style);
      if (childStyle.values.display !== "none") children.push(styleElement(child, childStyle, options.languages(child) ?? language));
    }
    const source = sourceOf(element, options);
    const place = element.name === "img" || (element.name === "a" && element.attribs["href"] !== undefined) ? { place: () => options.spanOf(element) } : {};
    return { kind: "element", tag: element.name, attributes: element.attribs, style: style.computed, language, children, ...(source && { source }), ...place };
  };

  const rootStyle = styleOf(html, undefined);
  return { root: styleElement(html, rootStyle, options.languages(html) ?? defaultLanguage), rootStyle };
}

function sharedStyles({ rules, inlineStyles }: StyleTreeOptions): StyleOf {
  const byParent = new Map<ElementStyle | undefined, Map<string, ElementStyle>>();
  let root: ElementStyle | undefined;
  return (element, parent) => {
    const matched = rules(element);
    const inline = inlineStyles(element);
    let known = byParent.get(parent);
    if (!known) {
      known = new Map();
      byParent.set(parent, known);
    }
    const hints = presentationalHints(element);
    const numbers = matched.map(({ number }) => number).join(" ");
    const key = `${numbers}${hints === undefined ? "" : ` ${hints.text}`}${inline ? `;${element.attribs["style"] ?? ""}` : ""}`;
    let style = known.get(key);
    if (!style) {
      style = computeStyle(hints ? hints.among(matched) : matched, inline, { parent, root });
      root ??= style;
      known.set(key, style);
    }
    return style;
  };
}

function sourceOf(element: Element, { sources, spanOf, report }: StyleTreeOptions): SourceSpan | undefined {
  const index = element.attribs["data-source"];
  if (index === undefined) return undefined;
  const source = /^\d+$/.test(index) ? sources[Number(index)] : undefined;
  if (!source) {
    report({
      severity: "warning",
      code: "style/source",
      message: `\`data-source="${index}"\` points to no place in the copy.`,
      hint: "Write the attribute with the template's own helper.",
      span: spanOf(element),
    });
  }
  return source;
}
