import { gunzipSync, gzipSync } from "node:zlib";
import * as z from "zod/mini";
import { ArchiveFault } from "../archiveFault.ts";
import type { PageText } from "../model.ts";
import type { SubmittedFile } from "../submission.ts";

const place = { x: z.number(), y: z.number(), width: z.number(), height: z.number() };
const pagesSchema = z.array(z.object({
  number: z.number(), width: z.number(), height: z.number(),
  blocks: z.array(z.object({ ...place, lines: z.array(z.object({ ...place, words: z.array(z.object({ ...place, text: z.string() })) })) })),
}));

/** A hundredth of a point is finer than any eye or press. */
const rounded = (_key: string, value: unknown): unknown => (typeof value === "number" ? Math.round(value * 100) / 100 : value);

/** The words of an edition's pages as a file that is kept with it: JSON, which gzip makes a sixth of. */
export function pagesFile(pages: readonly PageText[]): SubmittedFile {
  return { role: "pages", name: "pages.json.gz", mediaType: "application/gzip", bytes: gzipSync(JSON.stringify(pages, rounded)) };
}

/**
 * Reads such a file again.
 *
 * Throws `ArchiveFault` `archive/damaged-object` for what is none.
 */
export function readPagesFile(bytes: Uint8Array): readonly PageText[] {
  const parsed = pagesSchema.safeParse(parse(bytes));
  if (parsed.success) return parsed.data;
  throw new ArchiveFault("archive/damaged-object", "The kept words of an edition's pages cannot be read.", "Run nashra archive verify; the object has to be restored from a copy of the archive.");
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(gunzipSync(bytes)));
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && "code" in error)) return undefined;
    throw error;
  }
}
