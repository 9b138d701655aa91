import * as z from "zod/mini";
import type { RevisionRecord } from "./model.ts";

const text = z.string();
const optional = z.exactOptional(text);
const hash = text.check(z.regex(/^[0-9a-f]{64}$/));

const edition = z.object({
  publication: text, number: optional, date: optional, title: text, language: text, volume: optional, pages: z.number(),
  credits: z.array(z.object({ role: text, name: text })),
  fonts: z.array(z.object({ family: text, postscriptName: text, version: text })),
});

const article = z.object({
  position: z.number(), kind: z.enum(["article", "page"]), headline: text, author: optional, section: optional, source: optional, body: text,
  page: z.exactOptional(z.number()), pageStarts: z.array(z.object({ offset: z.number(), page: z.number() })),
});

const file = z.object({
  role: z.enum(["pdf", "source", "template", "image", "profile", "pages"]), name: text, mediaType: text, sha256: hash, bytes: z.number(),
  profile: z.exactOptional(z.enum(["print", "archive", "screen", "given"])),
});

const recipe = z.object({
  template: z.object({ folder: text }), sources: z.array(text), settings: z.record(text, text), language: optional, roles: z.array(text), withoutEdits: z.array(text), justify: optional, marks: optional,
  articles: z.record(text, z.object({ author: optional, section: optional })),
  outputs: z.record(text, z.object({
    profile: text, condition: optional, iccProfile: optional, inkLimit: z.exactOptional(z.number()), lateBinding: z.exactOptional(z.literal(true)), linearize: z.exactOptional(z.literal(true)),
  })),
});

const recordSchema = z.object({
  format: z.literal("nashra-revision"), formatVersion: z.literal(1), digest: hash, addedAt: text, addedBy: text, edition, articles: z.array(article), files: z.array(file), recipe: z.exactOptional(recipe),
});

/** How a record's bytes begin; whatever else is kept begins otherwise. */
const BEGINNING = '{"format":"nashra-revision"';

/** Whether an object is some version's record of a revision. */
export function beginsAsRecord(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, BEGINNING.length)).toString("latin1") === BEGINNING;
}

/** Reads an object as the record of a revision; `undefined` where it is none, damaged or of a newer version. */
export function readRecord(bytes: Uint8Array): RevisionRecord | undefined {
  if (!beginsAsRecord(bytes)) return undefined;
  try {
    const parsed = recordSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
