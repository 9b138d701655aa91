import type { OutlineEntry } from "../layout/index.ts";
import type { PdfFile, PdfReference } from "./pdfkitDocument.ts";
import { textString } from "./pdfkitDocument.ts";

interface OutlineNode {
  readonly entry: OutlineEntry;
  readonly children: OutlineNode[];
}

/** Puts entries under the nearest one before them of a higher rank; skipped ranks do no harm. */
function nest(entries: readonly OutlineEntry[]): OutlineNode[] {
  const top: OutlineNode[] = [];
  const open: OutlineNode[] = [];
  for (const entry of entries) {
    while ((open.at(-1)?.entry.level ?? 0) >= entry.level) open.pop();
    const node = { entry, children: [] };
    (open.at(-1)?.children ?? top).push(node);
    open.push(node);
  }
  return top;
}

/**
 * Writes the outline (ISO 32000-1, 12.3.3), each entry leading to its place on its page, and enters it in the catalogue; nothing if there is
 * no entry.
 *
 * @param heightOf the page's height in pt, by index from 0
 */
export function writeOutline(file: PdfFile, entries: readonly OutlineEntry[], pages: readonly PdfReference[], heightOf: (pageIndex: number) => number): void {
  const nodes = nest(entries.filter(({ page }) => pages[page - 1] !== undefined));
  if (nodes.length === 0) return;

  function writeLevel(level: readonly OutlineNode[], parent: PdfReference): number {
    const references = level.map(({ entry }) => file.object({ Title: textString(entry.title), Parent: parent }));
    let count = level.length;
    level.forEach(({ entry, children }, index) => {
      const reference = references[index];
      const page = pages[entry.page - 1];
      if (reference === undefined || page === undefined) return;
      reference.data["Dest"] = [page, "XYZ", null, heightOf(entry.page - 1) - entry.y, null];
      const previous = references[index - 1];
      const next = references[index + 1];
      if (previous !== undefined) reference.data["Prev"] = previous;
      if (next !== undefined) reference.data["Next"] = next;
      if (children.length > 0) count += writeLevel(children, reference);
      reference.end();
    });
    const first = references[0];
    const last = references.at(-1);
    if (first !== undefined && last !== undefined) Object.assign(parent.data, { First: first, Last: last });
    parent.data["Count"] = count;
    return count;
  }

  const root = file.object({ Type: "Outlines" });
  writeLevel(nodes, root);
  root.end();
  file.setCatalogEntry("Outlines", root);
}
