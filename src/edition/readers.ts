import { extname } from "node:path";
import type { SourceReader } from "./source.ts";
import { readWireText } from "./wireText.ts";

/** The kinds of source by their file's extension, in lower case. */
const readers: ReadonlyMap<string, SourceReader> = new Map([[".txt", { kind: "wire text", read: readWireText }]]);

/** The reader for a file, by its extension in whatever case. */
export function readerFor(path: string): SourceReader | undefined {
  return readers.get(extname(path).toLowerCase());
}

/** Names the kinds of source with their extensions: `wire text (.txt)`. */
export function kindsOfSource(): string {
  return [...readers].map(([extension, { kind }]) => `${kind} (${extension})`).join(", ");
}
