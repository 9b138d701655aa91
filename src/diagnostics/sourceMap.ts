import { readFileSync, statSync } from "node:fs";
import { decodeSource } from "./sourceEncoding.ts";
import { sourceLines, type SourceLines } from "./sourceLines.ts";

/** The source files of a run, to show their lines beside what is said of them. */
export interface SourceMap {
  /** The text of a file's line, counted from 1; `undefined` where there is none to show: the file is gone, is not text, or has fewer lines. */
  readonly line: (file: string, number: number) => string | undefined;
}

/** A file larger than this is not read only to show one of its lines. */
const largest = 64 * 1024 * 1024;

/** Opens the source files by their paths, each when one of its lines is first asked for. */
export function sourceMap(): SourceMap {
  const files = new Map<string, SourceLines | undefined>();
  return {
    line(file, number) {
      if (!files.has(file)) files.set(file, readLines(file));
      return files.get(file)?.line(number);
    },
  };
}

function readLines(file: string): SourceLines | undefined {
  const bytes = readIfSmall(file);
  if (bytes === undefined) return undefined;
  const { text } = decodeSource(bytes);
  return text.includes("\0") ? undefined : sourceLines(text);
}

/** Whatever keeps a file from being read is not told here: showing a line is a courtesy, and the diagnostic itself is told without it. */
function readIfSmall(file: string): Uint8Array | undefined {
  try {
    const found = statSync(file);
    return found.isFile() && found.size <= largest ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  }
}
