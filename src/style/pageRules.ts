import type { Atrule } from "css-tree";
import { nearestName, type Report, type SourceSpan } from "../diagnostics/index.ts";
import { computeStyle, type ElementStyle, type Origin, type WeightedBlock } from "./cascade.ts";
import type { LengthPercentageAuto, MarginBox, MarginBoxName, PageStyle, PageStyles, PrinterMarks, Sides } from "./computed.ts";
import { toColor } from "./computedStyle.ts";
import { readBlock, type DeclarationBlock, type Sheet } from "./declarations.ts";

/** In the order of CSS Paged Media 3, section 4.2, clockwise. */
export const marginBoxNames: readonly MarginBoxName[] = [
  "top-left-corner", "top-left", "top-center", "top-right", "top-right-corner",
  "right-top", "right-middle", "right-bottom",
  "bottom-right-corner", "bottom-right", "bottom-center", "bottom-left", "bottom-left-corner",
  "left-bottom", "left-middle", "left-top",
];

export const pagePseudoClasses = ["first", "left", "right"] as const;
type PagePseudoClass = (typeof pagePseudoClasses)[number];

interface PageSelector {
  /** All of them must hold. */
  readonly pseudoClasses: readonly PagePseudoClass[];
}

export interface PageRule {
  readonly origin: Origin;
  readonly selectors: readonly PageSelector[];
  readonly block: DeclarationBlock;
  readonly marginBoxes: readonly { readonly name: MarginBoxName; readonly block: DeclarationBlock }[];
  readonly span: () => SourceSpan;
}

/**
 * Reads `@page` (CSS Paged Media 3, section 5): its selectors `:first`, `:left` and `:right`, its declarations and margin boxes.
 *
 * Reports `style/invalid-selector`, `style/unsupported-selector`, `style/unknown-at-rule`, and what declarations report.
 */
export function readPageRule(node: Atrule, origin: Origin, sheet: Sheet): PageRule | undefined {
  const span = (): SourceSpan => sheet.span(node.loc?.start ?? { line: 1, column: 1 }, node.loc?.end);
  const selectors = readSelectors(node, sheet);
  const nodes = node.block?.children.toArray() ?? [];
  const marginBoxes: { name: MarginBoxName; block: DeclarationBlock }[] = [];
  for (const inner of nodes) {
    if (inner.type !== "Atrule") continue;
    const name = marginBoxNames.find((candidate) => candidate === inner.name.toLowerCase());
    if (name === undefined) reportUnknownBox(inner, sheet);
    else marginBoxes.push({ name, block: readBlock(inner.block?.children.toArray() ?? [], "margin box", sheet) });
  }
  const block = readBlock(nodes, "page", sheet);
  return selectors && { origin, selectors, block, marginBoxes, span };
}

function reportUnknownBox(node: Atrule, sheet: Sheet): void {
  const near = nearestName(node.name.toLowerCase(), marginBoxNames);
  const { line, column } = node.loc?.start ?? { line: 1, column: 1 };
  sheet.report({
    severity: "warning",
    code: "style/unknown-at-rule",
    message: `There is no margin box @${node.name}.`,
    hint: near === undefined ? `The margin boxes are ${marginBoxNames.join(", ")}.` : `Did you mean @${near}?`,
    span: sheet.span({ line, column }, { line, column: column + 1 + node.name.length }),
  });
}

function readSelectors(node: Atrule, sheet: Sheet): readonly PageSelector[] | undefined {
  if (!node.prelude) return [{ pseudoClasses: [] }];
  const start = node.prelude.loc?.start;
  const text = sheet.text.slice(start?.offset, node.prelude.loc?.end.offset).replace(/\/\*[^]*?\*\//g, " ").trim();
  const selectors: PageSelector[] = [];
  for (const part of text.split(",").map((selector) => selector.trim())) {
    const [, name = "", pseudo = ""] = /^([^:\s]*)((?::[^:\s]+)*)$/.exec(part) ?? [undefined, part, ""];
    const asked = pseudo.split(":").slice(1).map((word) => word.toLowerCase());
    const pseudoClasses = asked.map((word) => pagePseudoClasses.find((known) => known === word));
    const known = pseudoClasses.filter((word) => word !== undefined);
    if (name === "" && part !== "" && known.length === asked.length) {
      selectors.push({ pseudoClasses: known });
      continue;
    }
    const unknown = asked.find((_, i) => pseudoClasses[i] === undefined);
    const near = unknown === undefined ? undefined : nearestName(unknown, pagePseudoClasses);
    sheet.report({
      severity: "warning",
      code: name === "" || asked.length > 0 ? "style/invalid-selector" : "style/unsupported-selector",
      message: name === "" ? `\`${part}\` names no kind of page.` : `Named pages (\`${name}\`) are not supported.`,
      hint: near === undefined ? "The rule is left out; @page takes :first, :left and :right." : `The rule is left out. Did you mean \`:${near}\`?`,
      span: sheet.span(start ?? { line: 1, column: 1 }, node.prelude.loc?.end),
    });
    return undefined;
  }
  return selectors;
}

/** CSS Paged Media 3, section 5.3: `:first` weighs more than `:left` and `:right`. */
function specificityOf({ pseudoClasses }: PageSelector): number {
  return pseudoClasses.reduce((total, name) => total + (name === "first" ? 1024 : 1), 0);
}

interface MatchingRule {
  readonly rule: PageRule;
  readonly specificity: number;
}

function matchingRules(rules: readonly PageRule[], kinds: ReadonlySet<PagePseudoClass>): readonly MatchingRule[] {
  const matching: MatchingRule[] = [];
  for (const rule of rules) {
    const fitting = rule.selectors.filter(({ pseudoClasses }) => pseudoClasses.every((name) => kinds.has(name)));
    if (fitting.length > 0) matching.push({ rule, specificity: Math.max(...fitting.map(specificityOf)) });
  }
  return matching.sort((a, b) => originRank(a.rule.origin) - originRank(b.rule.origin) || a.specificity - b.specificity);
}

function originRank(origin: Origin): number {
  return origin === "user-agent" ? 0 : 1;
}

/**
 * Resolves `@page` for each kind of page. The page inherits from the root element, its margin boxes from the page. The first page of
 * a document that runs right to left is a left page (CSS Paged Media 3, section 5.2).
 *
 * Reports `style/no-room` where size and margins leave nothing for text.
 *
 * @param autoMarks What `marks: auto` comes to.
 * @returns `undefined` if a page has no room.
 */
export function computePages(rules: readonly PageRule[], root: ElementStyle, autoMarks: PrinterMarks, report: Report): PageStyles | undefined {
  const firstSide = root.values.direction === "rtl" ? "left" : "right";
  const compute = (...kinds: PagePseudoClass[]): PageStyle | undefined => computePage(matchingRules(rules, new Set(kinds)), root, autoMarks, report);
  const first = compute("first", firstSide);
  const left = first && compute("left");
  const right = left && compute("right");
  return right && { first, left, right };
}

function computePage(matching: readonly MatchingRule[], root: ElementStyle, autoMarks: PrinterMarks, report: Report): PageStyle | undefined {
  const blocks: WeightedBlock[] = matching.map(({ rule }) => ({ origin: rule.origin, block: rule.block }));
  const page = computeStyle(blocks, undefined, { parent: root, root });
  const { size, bleed } = page.values;
  const marks = page.values.marks === "auto" ? autoMarks : page.values.marks;
  const margin: Sides<number> = {
    top: resolveMargin(page.values["margin-top"], size.height),
    right: resolveMargin(page.values["margin-right"], size.width),
    bottom: resolveMargin(page.values["margin-bottom"], size.height),
    left: resolveMargin(page.values["margin-left"], size.width),
  };
  if (size.width - margin.left - margin.right <= 0 || size.height - margin.top - margin.bottom <= 0) {
    const span = matching.at(-1)?.rule.span();
    report({
      severity: "error",
      code: "style/no-room",
      message: "The page's margins leave no room for text.",
      hint: "Make `size` larger or the margins smaller.",
      ...(span && { span }),
    });
    return undefined;
  }
  return {
    width: size.width,
    height: size.height,
    margin,
    bleed: bleed === "auto" ? (marks.crop ? 6 : 0) : bleed,
    marks,
    marginBoxes: marginBoxNames.flatMap((name) => computeMarginBox(name, matching, page, root) ?? []),
    backgroundColor: toColor(page.values["background-color"], page.computed.color),
  };
}

function resolveMargin(margin: LengthPercentageAuto, whole: number): number {
  if (margin === "auto") return 0;
  return typeof margin === "number" ? margin : (margin.percent / 100) * whole + (margin.offset ?? 0);
}

function computeMarginBox(name: MarginBoxName, matching: readonly MatchingRule[], page: ElementStyle, root: ElementStyle): MarginBox | undefined {
  const blocks = matching.flatMap(({ rule }) =>
    rule.marginBoxes.filter((box) => box.name === name).map(({ block }) => ({ origin: rule.origin, block })),
  );
  const style = computeStyle(blocks, undefined, { parent: page, root });
  const { content, display } = style.values;
  return content === "none" || display === "none" ? undefined : { name, content, style: { ...style.computed, display: "block" } };
}
