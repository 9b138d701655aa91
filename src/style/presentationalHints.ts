import type { Element } from "domhandler";
import type { WeightedBlock } from "./cascade.ts";
import { parseCss } from "./cssSyntax.ts";
import { readBlock, type DeclarationBlock } from "./declarations.ts";

/** What attributes of an element say of its style. */
export interface PresentationalHints {
  /** Tells them from others. */
  readonly text: string;
  /** Puts them among the rules that match: weaker than all of the author's, stronger than the built-in ones (CSS Cascade 4, section 6.5). */
  readonly among: (matched: readonly WeightedBlock[]) => readonly WeightedBlock[];
}

const blocks = new Map<string, DeclarationBlock>();

/**
 * Reads `width` and `height` of an image (HTML Living Standard, 15.4.3): whole or broken px, or percentages. Other values say nothing, as in
 * browsers, and so does 0.
 */
export function presentationalHints({ name, attribs }: Element): PresentationalHints | undefined {
  if (name !== "img") return undefined;
  const declarations = (["width", "height"] as const).flatMap((dimension) => {
    const value = dimensionOf(attribs[dimension]);
    return value === undefined ? [] : [`${dimension}: ${value}`];
  });
  if (declarations.length === 0) return undefined;
  const text = declarations.join("; ");
  return { text, among: (matched) => between(matched, { origin: "author", block: blockOf(text) }) };
}

/** HTML Living Standard, 2.3.4.4: what follows the number is passed over. */
function dimensionOf(attribute: string | undefined): string | undefined {
  const [, number = "", percent = ""] = /^[\t\n\f\r ]*(\d+(?:\.\d+)?)(%?)/.exec(attribute ?? "") ?? [];
  return Number(number) > 0 ? `${Number(number)}${percent === "" ? "px" : "%"}` : undefined;
}

function between(matched: readonly WeightedBlock[], hints: WeightedBlock): readonly WeightedBlock[] {
  const authored = matched.findIndex(({ origin }) => origin === "author");
  const at = authored < 0 ? matched.length : authored;
  return [...matched.slice(0, at), hints, ...matched.slice(at)];
}

function blockOf(text: string): DeclarationBlock {
  let block = blocks.get(text);
  if (block === undefined) {
    const list = parseCss(text, "declarationList", ({ message }) => { throw new Error(`an attribute gives CSS at fault: ${message}`); });
    const start = { line: 1, column: 1 };
    const report = (): void => { throw new Error(`an attribute gives declarations at fault: ${text}`); };
    block = readBlock(list.children.toArray(), "element", { text, report, span: () => ({ file: "attributes", start }), errors: new Map() });
    blocks.set(text, block);
  }
  return block;
}
