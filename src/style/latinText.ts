import type { ComputedStyle, StyledDocument, StyledElement } from "./computed.ts";

/** Text in Latin letters that may be hyphenated: its element's language, and what `-nashra-hyphenate-language` names; both BCP 47. */
export interface LatinText {
  readonly language: string;
  readonly hyphenateLanguage?: string;
}

const latinLetter = /\p{Script=Latin}/u;

/** What a document's styles ask to have hyphenated, each once; nothing where `hyphens` is `auto` nowhere, or no text there has Latin letters. */
export function latinTextToHyphenate({ root, language, pages }: StyledDocument): LatinText[] {
  const asked = new Map<string, LatinText>();
  const add = ({ hyphens, hyphenateLanguage }: ComputedStyle, own: string, texts: readonly string[]): void => {
    if (hyphens !== "auto" || !texts.some((text) => latinLetter.test(text))) return;
    asked.set(`${own} ${hyphenateLanguage}`, { language: own, ...(hyphenateLanguage !== "auto" && { hyphenateLanguage }) });
  };
  const addElement = ({ style, language: own, children }: StyledElement): void => {
    add(style, own, children.flatMap((child) => (child.kind === "text" ? [child.text] : [])));
    for (const child of children) if (child.kind === "element") addElement(child);
  };
  addElement(root);
  for (const { marginBoxes } of [pages.first, pages.left, pages.right]) {
    for (const { style, content } of marginBoxes) add(style, language, content.flatMap((part) => (part.kind === "string" ? [part.text] : [])));
  }
  return [...asked.values()];
}
