import { ArchiveFault } from "./archiveFault.ts";
import type { Catalogue } from "./catalogue/catalogue.ts";
import { sha256Of } from "./digest.ts";
import { editionName } from "./editionName.ts";
import type { RevisionRecord } from "./model.ts";
import type { ObjectStore } from "./objects/objectStore.ts";
import { readRecord } from "./readRecord.ts";

/** What is not as it was kept. Only `leftover` and `unlisted` are harmless: an interrupted add leaves them. */
export type VerifyKind =
  /** Its content does not hash to its name, or the disk does not give it any more. */
  | "damaged"
  | "missing"
  /** Nothing that this program puts there. */
  | "foreign"
  /** The database says so of itself, or says something else than the kept record. */
  | "database"
  /** Written half by an add that was interrupted. */
  | "leftover"
  /** Kept whole, but no edition has it. */
  | "unlisted";

export interface VerifyFinding {
  readonly kind: VerifyKind;
  /** Where it lies, or should. */
  readonly place: string;
  /** Whose it is, as in `pdf/archive.pdf of النشرة/12`; absent where nobody's. */
  readonly of?: string;
  readonly message: string;
}

export interface Verification {
  /** Objects that were hashed, and their bytes. */
  readonly objects: number;
  readonly bytes: number;
  readonly revisions: number;
  readonly findings: readonly VerifyFinding[];
}

const harmless: ReadonlySet<VerifyKind> = new Set(["leftover", "unlisted"]);

/** Whether everything that was kept is there as it was kept. */
export function isWhole({ findings }: Verification): boolean {
  return findings.every(({ kind }) => harmless.has(kind));
}

/**
 * Hashes every object, asks the database for faults of its own, and holds the one against the other: what is damaged, missing, foreign or left over. Changes nothing.
 *
 * Throws `ArchiveFault` where the stores cannot be read at all.
 */
export async function verifyArchive({ catalogue, objects }: { readonly catalogue: Catalogue; readonly objects: ObjectStore }): Promise<Verification> {
  const findings: VerifyFinding[] = (await catalogue.check()).map((message) => ({ kind: "database", place: catalogue.place, message }));
  const owners = await ownersOf(catalogue);
  const digests = new Set([...owners.values()].map(({ digest }) => digest));
  const seen = new Set<string>();
  let bytes = 0;
  for await (const { kind, place, sha256, bytes: size } of objects.list()) {
    if (kind !== "object" || sha256 === undefined) {
      findings.push({ kind: kind === "leftover" ? "leftover" : "foreign", place, message: kind === "leftover" ? "An interrupted add left it." : "Nothing of the archive's." });
      continue;
    }
    seen.add(sha256);
    bytes += size;
    const finding = await checkObject(sha256, place, { owners, digests }, objects);
    if (finding) findings.push(finding);
  }
  for (const [sha256, owner] of owners) {
    if (!seen.has(sha256)) findings.push({ kind: "missing", place: sha256, of: owner.told, message: "It is not there." });
  }
  const records = [...owners.values()].filter(({ isRecord }) => isRecord);
  return { objects: seen.size, bytes, revisions: records.length, findings };
}

interface Owner {
  /** For people: every file and edition that the object serves. */
  readonly told: string;
  readonly isRecord: boolean;
  readonly digest?: string;
}

async function ownersOf(catalogue: Catalogue): Promise<ReadonlyMap<string, Owner>> {
  const owners = new Map<string, Owner>();
  for await (const { sha256, name, revision, digest } of catalogue.objects()) {
    const told = `${name} of ${revision}`;
    const known = owners.get(sha256);
    owners.set(sha256, { told: known ? `${known.told}, ${told}` : told, isRecord: digest !== undefined, ...(digest !== undefined && { digest }) });
  }
  return owners;
}

/** What is known of an archive when its objects are looked at. */
interface Known {
  readonly owners: ReadonlyMap<string, Owner>;
  readonly digests: ReadonlySet<string | undefined>;
}

async function checkObject(sha256: string, place: string, { owners, digests }: Known, objects: ObjectStore): Promise<VerifyFinding | undefined> {
  const owner = owners.get(sha256);
  const of = owner && { of: owner.told };
  const content = await objects.get(sha256).catch((error: unknown) => {
    if (error instanceof ArchiveFault && error.diagnostic.code === "archive/not-readable") return error;
    throw error;
  });
  if (content instanceof ArchiveFault) return { kind: "damaged", place, ...of, message: content.message };
  if (content === undefined) return { kind: "missing", place, ...of, message: "It went while it was looked at." };
  if (sha256Of(content) !== sha256) return { kind: "damaged", place, ...of, message: "Its content is not what was kept." };
  const record = readRecord(content);
  if (!owner) return { kind: "unlisted", place, message: record && !digests.has(record.digest) ? unlistedRecord(record) : "It is whole, and no edition has it: an interrupted add left it." };
  if (owner.digest === undefined) return undefined;
  if (record?.digest !== owner.digest) return { kind: "database", place, ...of, message: "The database has another edition under this record." };
  const forgotten = record.files.find((file) => !owners.has(file.sha256));
  return forgotten && { kind: "database", place, ...of, message: `The database does not know of its file ${forgotten.name}.` };
}

function unlistedRecord({ edition }: RevisionRecord): string {
  return `It is the record of ${editionName(edition)}, which the database does not have: an interrupted add left it, or the database is an older one; nashra archive reindex takes it up.`;
}
