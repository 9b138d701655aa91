import * as tokens from "css-tree/tokenizer";
import { tokenize } from "css-tree/tokenizer";

/** Values of custom properties by name, var() filled in. */
export type CustomValues = ReadonlyMap<string, string>;

export const noCustomValues: CustomValues = new Map();

/** A value may grow no longer than this by filling in: doubling references would eat all memory. */
const longestValue = 65_536;

interface Token {
  readonly type: number;
  readonly start: number;
  readonly end: number;
}

function tokensOf(text: string): Token[] {
  const list: Token[] = [];
  tokenize(text, (type, start, end) => { list.push({ type, start, end }); });
  return list;
}

function closerOf(type: number): number | undefined {
  if (type === tokens.Function || type === tokens.LeftParenthesis) return tokens.RightParenthesis;
  if (type === tokens.LeftSquareBracket) return tokens.RightSquareBracket;
  return type === tokens.LeftCurlyBracket ? tokens.RightCurlyBracket : undefined;
}

/** The index of the token that closes the block opened at `open`, or the end of the text. */
function closingIndex(list: readonly Token[], open: number, to: number): number {
  const expected: number[] = [];
  for (let i = open; i < to; i++) {
    const type = list[i]?.type ?? 0;
    const closer = closerOf(type);
    if (closer !== undefined) expected.push(closer);
    else if (type === expected.at(-1)) expected.pop();
    if (expected.length === 0) return i;
  }
  return to;
}

function isVar(text: string, { type, start, end }: Token): boolean {
  return type === tokens.Function && text.slice(start, end).toLowerCase() === "var(";
}

interface Reference {
  readonly name: string;
  /** Range of tokens; absent if there is no comma. */
  readonly fallback?: { readonly from: number; readonly to: number };
}

/** `var( <custom-property-name> [, <declaration-value>? ]? )` whose arguments are the tokens `from` to `to`. */
function readReference(text: string, list: readonly Token[], from: number, to: number): Reference | undefined {
  let i = from;
  const skipSpace = (): void => {
    while (i < to && (list[i]?.type === tokens.WhiteSpace || list[i]?.type === tokens.Comment)) i++;
  };
  skipSpace();
  const first = list[i];
  const name = first?.type === tokens.Ident ? text.slice(first.start, first.end) : "";
  if (i >= to || !name.startsWith("--") || name.length === 2) return undefined;
  i++;
  skipSpace();
  if (i >= to) return { name };
  return list[i]?.type === tokens.Comma ? { name, fallback: { from: i + 1, to } } : undefined;
}

/**
 * Fills in var() (CSS Custom Properties 1, section 3), fallbacks included.
 *
 * @param lookup The value of a custom property, `undefined` if it has none.
 * @returns The value's text, or `undefined` if a reference has neither value nor fallback, or the whole grows beyond 64 KiB.
 */
export function fillIn(text: string, lookup: (name: string) => string | undefined): string | undefined {
  const list = tokensOf(text);
  const fill = (from: number, to: number): string | undefined => {
    let filled = "";
    for (let i = from; i < to; i++) {
      const token = list[i];
      if (!token) break;
      if (!isVar(text, token)) {
        filled += text.slice(token.start, token.end);
        continue;
      }
      const close = closingIndex(list, i, to);
      const reference = readReference(text, list, i + 1, close);
      if (!reference) return undefined;
      const value = lookup(reference.name) ?? (reference.fallback && fill(reference.fallback.from, reference.fallback.to));
      if (value === undefined) return undefined;
      // An empty comment keeps the value's last token from growing together with the next one.
      filled += `/**/${value}/**/`;
      if (filled.length > longestValue) return undefined;
      i = close;
    }
    return filled.length > longestValue ? undefined : filled;
  };
  return fill(0, list.length)?.replaceAll("/**//**/", "/**/");
}

/** The names that a value refers to, those in fallbacks included. */
export function referencesIn(text: string): readonly string[] {
  if (!/var\(/i.test(text)) return [];
  const list = tokensOf(text);
  return list.flatMap((token, i) => {
    if (!isVar(text, token)) return [];
    const reference = readReference(text, list, i + 1, closingIndex(list, i, list.length));
    return reference ? [reference.name] : [];
  });
}

/**
 * Computes an element's custom properties: fills in their references to each other. Those in a cycle, and those that refer to
 * nothing, have no value (CSS Custom Properties 1, sections 2.3 and 3.1).
 *
 * @param inherited The parent's, or an ancestor's own where nothing changed.
 * @param declared The element's own by name, `undefined` for those set to have no value.
 */
export function computeCustomValues(inherited: CustomValues, declared: ReadonlyMap<string, string | undefined>): CustomValues {
  const values = new Map(inherited);
  for (const name of declared.keys()) values.delete(name);
  for (const { name, cyclic } of dependencyOrder(declared)) {
    const text = cyclic ? undefined : declared.get(name);
    const value = text === undefined ? undefined : fillIn(text, (other) => values.get(other));
    if (value !== undefined) values.set(name, value);
  }
  return values;
}

interface Visit {
  readonly name: string;
  readonly index: number;
  readonly references: readonly string[];
  /** How many of the references have been followed. */
  followed: number;
  lowest: number;
}

interface Ordered {
  readonly name: string;
  readonly cyclic: boolean;
}

/** Each name after those that it refers to: Tarjan's strongly connected components, without recursion since chains may be long. */
function dependencyOrder(declared: ReadonlyMap<string, string | undefined>): readonly Ordered[] {
  const ordered: Ordered[] = [];
  const visits = new Map<string, Visit>();
  const unsettled: string[] = [];
  const isUnsettled = new Set<string>();
  const enter = (name: string): Visit => {
    const index = visits.size;
    const references = referencesIn(declared.get(name) ?? "").filter((other) => declared.has(other));
    const visit: Visit = { name, index, references, followed: 0, lowest: index };
    visits.set(name, visit);
    unsettled.push(name);
    isUnsettled.add(name);
    return visit;
  };
  const settle = ({ name, references }: Visit): void => {
    const component = unsettled.splice(unsettled.lastIndexOf(name));
    const cyclic = component.length > 1 || references.includes(name);
    for (const member of component) {
      isUnsettled.delete(member);
      ordered.push({ name: member, cyclic });
    }
  };

  for (const start of declared.keys()) {
    const path = visits.has(start) ? [] : [enter(start)];
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      const next = visit.references[visit.followed++];
      if (next !== undefined) {
        const known = visits.get(next);
        if (!known) path.push(enter(next));
        else if (isUnsettled.has(next)) visit.lowest = Math.min(visit.lowest, known.index);
        continue;
      }
      path.pop();
      const before = path.at(-1);
      if (before) before.lowest = Math.min(before.lowest, visit.lowest);
      if (visit.lowest === visit.index) settle(visit);
    }
  }
  return ordered;
}
