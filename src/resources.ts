import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folders that the program brings along, absolute. */
export interface BuiltInFolders {
  readonly templates: string;
  readonly fonts: string;
  /** Facts about the built-in fonts, gathered when the program was built; the file may be absent. */
  readonly fontIndex: string;
  /** ICC profiles: of the press as their makers give them in `src/`, deflated in `dist/`. */
  readonly icc: string;
}

/** Finds them beside this file's folder, which is `src/` or `dist/`. */
export function builtInFolders(): BuiltInFolders {
  const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
  const icc = [path("press/icc"), path("icc")].find((folder) => existsSync(folder)) ?? path("icc");
  return { icc, templates: path("../templates"), fonts: path("../fonts"), fontIndex: path("../dist/fonts.json") };
}
