import type { PdfNode } from "./pdfObjects.ts";

/** What each code of a font reads as, by its ToUnicode map. */
export function toUnicodeOf(font: PdfNode): Map<number, string> {
  const map = font.at("ToUnicode").stream.toString("latin1");
  if (!/begincodespacerange\s*<0000>\s*<ffff>\s*endcodespacerange/.test(map)) throw new Error("codes have two bytes");
  const texts = new Map<number, string>();
  for (const [, block] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code, text] of (block ?? "").matchAll(/<([0-9a-f]{4})>\s*<((?:[0-9a-f]{4})+)>/g)) {
      texts.set(Number.parseInt(code ?? "", 16), Buffer.from(text ?? "", "hex").swap16().toString("utf16le"));
    }
  }
  return texts;
}
