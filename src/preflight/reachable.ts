import { PdfArray, PdfDictionary, PdfName, PdfReference, PdfText, type PdfObject } from "./objects.ts";
import type { PdfFile } from "./openFile.ts";

/** Everything that hangs on the trailer; what an older state of the file left behind is not part of the document. */
export interface Reachable {
  readonly dictionaries: readonly PdfDictionary[];
  readonly longestText: { readonly length: number; readonly id: string };
  readonly longestName: { readonly length: number; readonly id: string };
}

/** Walks from the trailer to every object, each once. */
export function reachableFrom(file: PdfFile): Reachable {
  const dictionaries: PdfDictionary[] = [];
  const references = new Set<string>();
  const waiting: { readonly object: PdfObject; readonly id: string }[] = [{ object: file.trailer, id: "trailer" }];
  let longestText = { length: 0, id: "" };
  let longestName = { length: 0, id: "" };
  const meetName = (name: string, id: string): void => { if (name.length > longestName.length) longestName = { length: name.length, id }; };

  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { object, id } = next;
    if (object instanceof PdfReference) {
      if (references.has(object.id)) continue;
      references.add(object.id);
      waiting.push({ object: file.object(object), id: object.id });
    } else if (object instanceof PdfName) meetName(object.value, id);
    else if (object instanceof PdfText) {
      if (object.bytes.length > longestText.length) longestText = { length: object.bytes.length, id };
    } else if (object instanceof PdfArray) for (const item of object.items) waiting.push({ object: item, id });
    else if (object instanceof PdfDictionary) {
      dictionaries.push(object);
      for (const [key, value] of object.entries) {
        meetName(key, id);
        waiting.push({ object: value, id });
      }
    }
  }
  return { dictionaries, longestText, longestName };
}
