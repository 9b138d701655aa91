import { accessSync, constants, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

/** A font file as the file system knows it. */
export interface FontFile {
  /** Absolute. */
  readonly path: string;
  readonly size: number;
  readonly modified: number;
}

/** Looks at a file without opening it; `undefined` if it is not there, is no file or may not be read. */
export function lookAtFile(path: string): FontFile | undefined {
  try {
    const { size, mtimeMs, ...stats } = statSync(path);
    if ((stats.mode & constants.S_IFMT) !== constants.S_IFREG) return undefined;
    accessSync(path, constants.R_OK);
    return { path, size, modified: mtimeMs };
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}

/** Font files in a folder and below it, absolute paths in the order of their names. */
export interface FoundFonts {
  /** TrueType and OpenType by the ending of their name. */
  readonly fonts: readonly string[];
  /** Web fonts and collections, which are not read. */
  readonly others: readonly string[];
}

/** Looks for font files; `undefined` if the folder is none or may not be read. */
export function findFontFiles(folder: string): FoundFonts | undefined {
  try {
    const names = readdirSync(resolve(folder), { recursive: true, encoding: "utf8" }).sort();
    const ending = (pattern: RegExp): string[] => names.filter((name) => pattern.test(name)).map((name) => join(resolve(folder), name));
    return { fonts: ending(/\.(?:ttf|otf)$/i), others: ending(/\.(?:woff2?|ttc|otc)$/i) };
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}
