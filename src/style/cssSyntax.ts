import type { CssNode, StyleSheet, DeclarationList, SyntaxParseError, Value } from "css-tree";
import parse from "css-tree/parser";

export type ValueNode = CssNode;

/** Told of each piece that the parser could not read, and of the node that it kept of it. */
export type OnSyntaxError = (error: SyntaxParseError, recovered: CssNode) => void;

/** Parses a stylesheet, or the text of a `style` attribute (CSS Syntax 3); never throws. */
export function parseCss(text: string, context: "stylesheet" | "declarationList", onError: OnSyntaxError): StyleSheet | DeclarationList {
  const tree = parse(text, { context, positions: true, parseCustomProperty: false, onParseError: onError });
  if (tree.type !== "StyleSheet" && tree.type !== "DeclarationList") throw new TypeError(`css-tree made a ${tree.type} of a ${context}`);
  return tree;
}

/** Parses the value of one declaration into its components; `undefined` if it is no value at all. */
export function parseValue(text: string): readonly ValueNode[] | undefined {
  const errors: SyntaxParseError[] = [];
  try {
    const value = parse(text, { context: "value", positions: true, onParseError: (error) => errors.push(error) });
    return errors.length > 0 || value.type !== "Value" ? undefined : components(value);
  } catch {
    return undefined;
  }
}

/** A value's components, white space and comments left out. */
export function components(value: Value): readonly ValueNode[] {
  return value.children.toArray().filter(({ type }) => type !== "WhiteSpace" && type !== "Comment");
}

/** Lower-case name of an identifier, `undefined` of anything else. */
export function identifier(node: ValueNode | undefined): string | undefined {
  return node?.type === "Identifier" ? node.name.toLowerCase() : undefined;
}

export function isComma(node: ValueNode | undefined): boolean {
  return node?.type === "Operator" && node.value === ",";
}

export function isSlash(node: ValueNode | undefined): boolean {
  return node?.type === "Operator" && node.value === "/";
}

/** The parts between top-level commas; `undefined` if one of them is empty. */
export function commaSeparated(nodes: readonly ValueNode[]): readonly (readonly ValueNode[])[] | undefined {
  const parts: ValueNode[][] = [[]];
  for (const node of nodes) {
    if (isComma(node)) parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts.every((part) => part.length > 0) ? parts : undefined;
}
