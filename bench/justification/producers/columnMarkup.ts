import { pageWidth, sheet, type Setting } from "../setting.ts";

export function escapeMarkup(text: string): string {
  return text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/>/gu, "&gt;");
}

/** The column's stylesheet: what Nashra and a browser both understand. */
export function columnStyle(setting: Setting): string {
  const { size, leading, paragraphGap, margin, height } = sheet;
  return `@page { size: ${pageWidth(setting)}pt ${height}pt; margin: ${margin}pt }
html, body { margin: 0; padding: 0 }
html { font: ${size}pt/${leading}pt "${setting.family}" }
p { margin: 0 0 ${paragraphGap}pt; text-align: justify; orphans: 1; widows: 1 }`;
}

/** The column's document, without its style. */
export function columnBody({ paragraphs }: Setting): string {
  return paragraphs.map((text) => `<p>${escapeMarkup(text)}</p>`).join("\n");
}
