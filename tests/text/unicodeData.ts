import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";

/** A file of Unicode's test data; `tests/data/unicode/README.md` says how each is stored. */
export function readUnicodeData(name: string): string {
  return brotliDecompressSync(readFileSync(new URL(`../data/unicode/${name}.br`, import.meta.url))).toString();
}
