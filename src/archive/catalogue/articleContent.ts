import { deflateRawSync, inflateRawSync } from "node:zlib";
import * as z from "zod/mini";
import type { ArchivedArticle } from "../model.ts";

const optionalText = z.exactOptional(z.string());

const schema = z.object({
  position: z.number(),
  kind: z.enum(["article", "page"]),
  headline: z.string(),
  author: optionalText,
  section: optionalText,
  source: optionalText,
  body: z.string(),
  page: z.exactOptional(z.number()),
  pageStarts: z.array(z.object({ offset: z.number(), page: z.number() })),
});

/** An article as databases keep it: JSON, deflated (RFC 1951) to less than half of it. */
export function packArticle(article: ArchivedArticle): Uint8Array {
  return deflateRawSync(JSON.stringify(article));
}

/** @returns `undefined` where the bytes are not what {@link packArticle} made of an article */
export function unpackArticle(deflated: Uint8Array): ArchivedArticle | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(inflateRawSync(deflated).toString("utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // zlib and the reader of JSON have their own errors for bytes that were damaged.
    return undefined;
  }
}
