import { createRequire } from "node:module";
import type * as CssTreeModule from "css-tree";

type CssTree = typeof CssTreeModule;

let lexer: CssTree["lexer"] | undefined;

/** css-tree's lexer holds the grammar of all of CSS and takes long to load: only a diagnostic is worth that. */
function loadLexer(): CssTree["lexer"] {
  if (!lexer) {
    const load = createRequire(import.meta.url);
    // The types are the package's own for the entry that is loaded here.
    lexer = (load("css-tree") as CssTree).lexer;
  }
  return lexer;
}

/** Whether CSS has a property of this name. */
export function isCssProperty(name: string): boolean {
  return loadLexer().getProperty(name) !== null;
}

/** Whether the value is right by the grammar of CSS, whatever is made of it here. */
export function isCssValue(property: string, value: string): boolean {
  return loadLexer().matchProperty(property, value).error === null;
}

/** Whether CSS has an at-rule of this name (without its `@`). */
export function isCssAtRule(name: string): boolean {
  return loadLexer().getAtrule(name) !== null;
}
