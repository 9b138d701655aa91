import { ArchiveFault } from "./archiveFault.ts";
import type { Catalogue } from "./catalogue/catalogue.ts";
import { sha256Of } from "./digest.ts";
import type { RevisionRecord } from "./model.ts";
import type { ObjectStore } from "./objects/objectStore.ts";
import { beginsAsRecord, readRecord } from "./readRecord.ts";
import { foldArticle } from "./words/foldArticle.ts";

/** What a catalogue was made anew from. */
export interface Reindexed {
  readonly added: number;
  readonly known: number;
  /** Records that lie there damaged, by their place. */
  readonly damaged: readonly string[];
  /** Records that only a newer version of the program can read. */
  readonly newer: readonly string[];
}

/**
 * Writes every record among the objects into a catalogue, in the order in which they were added: a new catalogue becomes what the lost one was. Records that it has already are left as they are.
 */
export async function reindexArchive({ catalogue, objects }: { readonly catalogue: Catalogue; readonly objects: ObjectStore }): Promise<Reindexed> {
  const records: { readonly sha256: string; readonly addedAt: string }[] = [];
  const damaged: string[] = [];
  const newer: string[] = [];
  for await (const { sha256, place } of objects.list()) {
    if (sha256 === undefined) continue;
    const record = await recordAt(sha256, objects);
    if (record === "damaged") damaged.push(place);
    else if (record === "newer") newer.push(place);
    else if (record) records.push({ sha256, addedAt: record.addedAt });
  }
  records.sort((a, b) => (a.addedAt < b.addedAt ? -1 : a.addedAt > b.addedAt ? 1 : 0));
  let added = 0;
  for (const { sha256 } of records) {
    const record = await recordAt(sha256, objects);
    if (typeof record !== "object") continue;
    const { outcome } = await catalogue.add({ record, recordSha256: sha256, folded: record.articles.map(foldArticle) });
    if (outcome !== "known") added++;
  }
  return { added, known: records.length - added, damaged, newer };
}

async function recordAt(sha256: string, objects: ObjectStore): Promise<RevisionRecord | "damaged" | "newer" | undefined> {
  const bytes = await objects.get(sha256).catch((error: unknown) => {
    if (error instanceof ArchiveFault && error.diagnostic.code === "archive/not-readable") return "damaged" as const;
    throw error;
  });
  if (bytes === undefined || bytes === "damaged") return bytes;
  // A damaged file of another kind is for verifying to tell.
  if (sha256Of(bytes) !== sha256) return looksLikeRecord(bytes) ? "damaged" : undefined;
  return readRecord(bytes) ?? (beginsAsRecord(bytes) ? "newer" : undefined);
}

function looksLikeRecord(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 64)).includes("nashra-revision");
}
