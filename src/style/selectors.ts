import type { CssNode, Selector, SelectorList } from "css-tree";
import { compile } from "css-select";
import type { AnyNode, Element } from "domhandler";
import { nearestName, type SourcePosition } from "../diagnostics/index.ts";
import type { Sheet } from "./declarations.ts";
import { directionality } from "./directionality.ts";
import { isInProgression, readProgression, siblingPositions, type Progression, type SiblingPositions } from "./siblingPositions.ts";

/** One complex selector, ready to be asked about elements. */
export interface CompiledSelector {
  /** a, b and c of CSS Selectors 4, section 17, packed so that the larger number is the more specific. */
  readonly specificity: number;
  /** What an element must have for the selector to be worth asking. */
  readonly key: { readonly kind: "id" | "class" | "tag"; readonly name: string } | undefined;
  /** Absent where the key says it all. */
  readonly matches?: (element: Element) => boolean;
}

const structuralPseudoClasses = ["root", "empty", "first-child", "last-child", "only-child", "first-of-type", "last-of-type", "only-of-type"] as const;
const countingPseudoClasses = ["nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"] as const;
const selectorPseudoClasses = ["is", "where", "not", "has"] as const;

/** Every pseudo-class that is known. */
export const supportedPseudoClasses: readonly string[] = [
  ...structuralPseudoClasses, ...countingPseudoClasses, ...selectorPseudoClasses, "lang", "dir", "link", "any-link",
];

const takesNoArgument: ReadonlySet<string> = new Set([...structuralPseudoClasses, "link", "any-link"]);

/** Pseudo-classes of CSS that say something of a screen, a form or a mouse, or are not supported. */
const otherPseudoClasses: ReadonlySet<string> = new Set([
  "hover", "active", "focus", "focus-visible", "focus-within", "visited", "target", "checked", "disabled", "enabled", "required", "optional",
  "valid", "invalid", "read-only", "read-write", "placeholder-shown", "default", "defined", "scope", "host", "fullscreen", "indeterminate",
  "in-range", "out-of-range", "autofill", "open", "modal", "popover-open", "local-link", "target-within", "current", "past", "future",
]);

const specificityBase = 1024;

/**
 * Compiles a rule's selectors.
 *
 * Reports `style/invalid-selector` (which drops the whole rule, as in CSS) and `style/unsupported-selector` (which drops that
 * selector alone).
 *
 * @returns `undefined` if one of them is invalid.
 */
export function compileSelectors(list: SelectorList, sheet: Sheet): readonly CompiledSelector[] | undefined {
  const compiled: CompiledSelector[] = [];
  for (const selector of list.children.toArray()) {
    if (selector.type !== "Selector") return undefined;
    const fault = findFault(selector, { first: true });
    if (fault) {
      report(fault, selector, sheet);
      if (fault.kind === "invalid") return undefined;
      continue;
    }
    const result = compileSelector(selector, sheet);
    if (!result) {
      report({ kind: "invalid", node: selector, message: "This is no selector.", hint: "The rule is left out." }, selector, sheet);
      return undefined;
    }
    compiled.push(result);
  }
  return compiled;
}

interface Fault {
  readonly kind: "invalid" | "unsupported";
  readonly node: CssNode;
  readonly message: string;
  readonly hint: string;
}

function report({ kind, node, message, hint }: Fault, selector: Selector, sheet: Sheet): void {
  const loc = node.loc ?? selector.loc;
  sheet.report({
    severity: "warning",
    code: `style/${kind}-selector`,
    message,
    hint,
    span: sheet.span(loc?.start ?? { line: 1, column: 1 }, loc?.end),
  });
}

/** What is wrong in a selector: css-tree reads more than CSS allows, and css-select knows things that are not CSS. */
function findFault(selector: Selector, { first }: { readonly first: boolean }): Fault | undefined {
  const nodes = selector.children.toArray();
  for (const [i, node] of nodes.entries()) {
    const next = nodes[i + 1];
    const misplaced = node.type === "Combinator" && ((i === 0 && first) || !next || next.type === "Combinator");
    if (misplaced) return { kind: "invalid", node, message: `Nothing to combine with \`${node.name.trim()}\`.`, hint: "The rule is left out; write a selector on both sides." };
    const fault = findSimpleFault(node);
    if (fault) return fault;
  }
  return undefined;
}

function findSimpleFault(node: CssNode): Fault | undefined {
  const unsupported = (message: string): Fault => ({ kind: "unsupported", node, message, hint: "docs/css.md lists the selectors that are supported." });
  switch (node.type) {
    case "ClassSelector":
    case "IdSelector":
      return undefined;
    case "TypeSelector":
      return node.name.includes("|") ? unsupported("Namespaces are not supported.") : undefined;
    case "AttributeSelector":
      return node.name.name.includes("|") ? unsupported("Namespaces are not supported.") : undefined;
    case "Combinator":
      return [" ", ">", "+", "~"].includes(node.name) ? undefined : unsupported(`The combinator \`${node.name}\` is not supported.`);
    case "PseudoElementSelector":
      return unsupported(`The pseudo-element \`::${node.name}\` is not supported.`);
    case "PseudoClassSelector":
      return findPseudoClassFault(node.name.toLowerCase(), node.children?.toArray(), node);
    default:
      return { kind: "invalid", node, message: "This is no selector.", hint: "The rule is left out." };
  }
}

function findPseudoClassFault(name: string, argument: readonly CssNode[] | undefined, node: CssNode): Fault | undefined {
  if (otherPseudoClasses.has(name)) {
    return { kind: "unsupported", node, message: `\`:${name}\` is not supported, or says nothing of a printed page.`, hint: "The selector is left out." };
  }
  if (["before", "after", "first-line", "first-letter"].includes(name)) {
    return { kind: "unsupported", node, message: `The pseudo-element \`::${name}\` is not supported.`, hint: "The selector is left out." };
  }
  if (!supportedPseudoClasses.includes(name)) {
    const near = nearestName(name, supportedPseudoClasses);
    const hint = near === undefined ? "The rule is left out; docs/css.md lists the selectors that there are." : `The rule is left out. Did you mean \`:${near}\`?`;
    return { kind: "invalid", node, message: `There is no pseudo-class \`:${name}\`.`, hint };
  }
  if (takesNoArgument.has(name) !== (argument === undefined)) {
    const message = argument === undefined ? `\`:${name}()\` needs an argument.` : `\`:${name}\` takes no argument.`;
    return { kind: "invalid", node, message, hint: "The rule is left out." };
  }
  for (const part of argument ?? []) {
    if (part.type === "Raw") return { kind: "invalid", node: part, message: `This is no argument of \`:${name}()\`.`, hint: "The rule is left out." };
    const list = part.type === "Nth" ? part.selector : part.type === "SelectorList" ? part : undefined;
    for (const inner of list?.children.toArray() ?? []) {
      const fault = inner.type === "Selector" ? findFault(inner, { first: name !== "has" }) : undefined;
      if (fault) return fault;
    }
  }
  return undefined;
}

/** CSS Selectors 4, section 17. */
export function specificityOf(selector: Selector): number {
  let total = 0;
  for (const node of selector.children.toArray()) total += simpleSpecificity(node);
  return total;
}

function simpleSpecificity(node: CssNode): number {
  switch (node.type) {
    case "IdSelector":
      return specificityBase * specificityBase;
    case "ClassSelector":
    case "AttributeSelector":
      return specificityBase;
    case "TypeSelector":
      return node.name === "*" ? 0 : 1;
    case "PseudoClassSelector": {
      const name = node.name.toLowerCase();
      if (name === "where") return 0;
      const inner = (node.children?.toArray() ?? []).map(greatestInList);
      const greatest = Math.max(0, ...inner);
      return name === "is" || name === "not" || name === "has" ? greatest : specificityBase + greatest;
    }
    default:
      return 0;
  }
}

function greatestInList(node: CssNode): number {
  if (node.type === "Nth") return node.selector ? greatestInList(node.selector) : 0;
  if (node.type !== "SelectorList") return 0;
  return Math.max(0, ...node.children.toArray().map((selector) => (selector.type === "Selector" ? specificityOf(selector) : 0)));
}

function compileSelector(selector: Selector, sheet: Sheet): CompiledSelector | undefined {
  const nodes = selector.children.toArray();
  const key = keyOf(nodes);
  const specificity = specificityOf(selector);
  const [only] = nodes;
  const keySaysItAll = nodes.length === 1 && key !== undefined;
  const matchesAll = nodes.length === 1 && only?.type === "TypeSelector" && only.name === "*";
  if (keySaysItAll || matchesAll) return { specificity, key };
  const matches = matcherOf(withoutComments(sheet.text.slice(selector.loc?.start.offset, selector.loc?.end.offset)));
  return matches && { specificity, key, matches };
}

function matcherOf(text: string): ((element: Element) => boolean) | undefined {
  try {
    return compile<AnyNode, Element>(text, { relativeSelector: false, cacheResults: false, pseudos: pseudoClasses });
  } catch {
    // css-what refuses by throwing, in words that speak of its own syntax.
    return undefined;
  }
}

const amongAll = siblingPositions(() => "");
const amongType = siblingPositions(({ name }) => name);

interface Counting {
  readonly positions: SiblingPositions;
  readonly numbers: Progression | undefined;
}

/** `:nth-child()` and its kin, which css-select counts anew for each element. */
function counting(positions: SiblingPositions, end: "fromStart" | "fromEnd"): (element: Element, argument?: string | null) => boolean {
  const read = new Map<string, Counting>();
  return (element, argument) => {
    const text = argument ?? "";
    let count = read.get(text);
    if (!count) {
      const [, numbers = text, of] = /^(.*?)\sof\s(.*)$/is.exec(text) ?? [];
      count = { positions: of === undefined ? positions : amongMatching(of), numbers: readProgression(numbers) };
      read.set(text, count);
    }
    return count.numbers !== undefined && isInProgression(count.positions(element)[end], count.numbers);
  };
}

function amongMatching(selectors: string): SiblingPositions {
  const matches = matcherOf(selectors);
  return siblingPositions((element) => (matches?.(element) === true ? "" : undefined));
}

const pseudoClasses: Record<string, (element: Element, argument?: string | null) => boolean> = {
  "nth-child": counting(amongAll, "fromStart"),
  "nth-last-child": counting(amongAll, "fromEnd"),
  "nth-of-type": counting(amongType, "fromStart"),
  "nth-last-of-type": counting(amongType, "fromEnd"),
  dir: (element, argument) => argument?.trim().toLowerCase() === directionality(element),
};

/** css-what takes no comments; as in CSS, one leaves nothing behind, not even a descendant combinator. */
function withoutComments(text: string): string {
  return text.includes("/*") ? text.replace(/("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|\/\*[^]*?\*\//g, (_, quoted?: string) => quoted ?? "") : text;
}

/** The most telling simple selector of the last compound; names with escapes are left to css-select. */
function keyOf(nodes: readonly CssNode[]): CompiledSelector["key"] {
  const last = nodes.slice(nodes.findLastIndex(({ type }) => type === "Combinator") + 1);
  const id = last.find((node) => node.type === "IdSelector" && !node.name.includes("\\"));
  if (id?.type === "IdSelector") return { kind: "id", name: id.name };
  const byClass = last.find((node) => node.type === "ClassSelector" && !node.name.includes("\\"));
  if (byClass?.type === "ClassSelector") return { kind: "class", name: byClass.name };
  const tag = last.find((node) => node.type === "TypeSelector" && node.name !== "*" && !node.name.includes("\\"));
  return tag?.type === "TypeSelector" ? { kind: "tag", name: tag.name.toLowerCase() } : undefined;
}

/** A place in a sheet where a selector list could not be read. */
export function reportUnreadableSelector(text: string, message: string, place: SourcePosition, sheet: Sheet): void {
  const lost = /[;}]/.exec(text);
  sheet.report(
    lost
      ? {
          severity: "error",
          code: "style/syntax",
          message: `A \`${lost[0]}\` stands outside any rule.`,
          hint: "Remove it; the rule after it is lost.",
          span: sheet.span(place),
        }
      : {
          severity: "warning",
          code: "style/invalid-selector",
          message: `\`${text.trim()}\` is no selector: ${message.charAt(0).toLowerCase()}${message.slice(1)}.`,
          hint: "The whole rule is left out.",
          span: sheet.span(place),
        },
  );
}
