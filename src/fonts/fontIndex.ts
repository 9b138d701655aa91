import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import * as z from "zod/mini";
import { fontFactsSchema, type FontFacts } from "./facts.ts";
import type { FontFile } from "./fontFiles.ts";

const indexSchema = z.object({
  /** The folder that the files lie in, from the index's own folder. */
  folder: z.string(),
  fonts: z.array(z.object({ file: z.string(), size: z.int(), facts: fontFactsSchema })),
});

export interface IndexedFont {
  readonly file: FontFile;
  readonly facts: FontFacts;
}

/** Facts gathered before, found again by file. */
export interface FontIndex {
  /** Nothing where the file is not in the index or no longer has the size that it had. */
  readonly factsOf: (file: FontFile) => FontFacts | undefined;
}

/** Facts of fonts as the text of an index that will lie at `path`; the same fonts give the same text. */
export function writeFontIndex(path: string, folder: string, fonts: readonly IndexedFont[]): string {
  const slashed = (name: string): string => name.replaceAll(sep, "/");
  const index: z.infer<typeof indexSchema> = {
    folder: slashed(relative(dirname(resolve(path)), resolve(folder))),
    fonts: fonts.map(({ file, facts }) => ({ file: slashed(relative(resolve(folder), file.path)), size: file.size, facts })),
  };
  return `${JSON.stringify(index, null, 1)}\n`;
}

/** Reads an index. One that is absent, or was written by another version, has nothing in it. */
export function readFontIndex(path: string): FontIndex {
  const index = indexSchema.safeParse(parseFile(path));
  if (!index.success) return { factsOf: () => undefined };
  const folder = resolve(dirname(path), index.data.folder);
  const fonts = new Map(index.data.fonts.map(({ file, size, facts }) => [join(folder, file), { size, facts }]));
  return {
    factsOf(file) {
      const indexed = fonts.get(file.path);
      return indexed?.size === file.size ? indexed.facts : undefined;
    },
  };
}

function parseFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && "code" in error)) return undefined;
    throw error;
  }
}
