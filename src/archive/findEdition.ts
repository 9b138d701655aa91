import { nearestName } from "../diagnostics/index.ts";
import { writeDigits } from "../numerals/index.ts";
import { ArchiveFault } from "./archiveFault.ts";
import type { Catalogue } from "./catalogue/catalogue.ts";
import type { RevisionSummary } from "./model.ts";

/** What a person wrote to name an edition, taken apart. */
interface EditionName {
  readonly publication: string | undefined;
  /** A number, a day or a digest's beginning. */
  readonly which: string;
  readonly revision: number | undefined;
}

/**
 * Finds one revision by what a person calls it: an edition's number or day, with the publication before it where there are several (`النشرة/12`, `2022-11-24`), a revision after `@`, or the beginning of a digest.
 *
 * Throws `ArchiveFault`: `archive/no-edition`, `archive/no-revision`, `archive/ambiguous`.
 */
export async function findEdition(name: string, catalogue: Catalogue): Promise<RevisionSummary> {
  const parts = parseName(name);
  const { publication, which, revision } = parts;
  const within = publication === undefined ? {} : { publication };
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(which);
  const named = await catalogue.list(isDay ? { ...within, from: which, to: which } : { ...within, number: which });
  const found = named.length > 0 || publication !== undefined || !/^[0-9a-f]{8,64}$/.test(which) ? named : await catalogue.byDigest(which);
  const [only, ...others] = found;
  if (!only) throw await noEdition(name, catalogue);
  if (others.length > 0) throw ambiguous(name, found);
  if (revision === undefined || revision === only.revision) return only;
  const all = await catalogue.list(isDay ? { publication: only.publication, from: which, to: which } : { publication: only.publication, number: which }, { allRevisions: true });
  const older = all.find((summary) => summary.revision === revision);
  if (older) return older;
  throw new ArchiveFault("archive/no-revision", `The edition ${only.name} has no revision ${revision}.`, only.revisions === 1 ? "It has one, the first." : `It has revisions 1 to ${only.revisions}.`);
}

function parseName(name: string): EditionName {
  const [, stem = name, revision] = /^(.*)@(\d+)$/su.exec(name.trim()) ?? [];
  const slash = stem.lastIndexOf("/");
  const publication = slash > 0 ? stem.slice(0, slash).trim() : undefined;
  return { publication, which: writeDigits(stem.slice(slash + 1).trim(), "european"), revision: revision === undefined ? undefined : Number(revision) };
}

async function noEdition(name: string, catalogue: Catalogue): Promise<ArchiveFault> {
  const known = (await catalogue.list({}, { limit: 500 })).map((summary) => summary.name);
  const nearest = nearestName(name, known);
  const listing = known.length === 0 ? "The archive holds no edition yet: nashra archive add adds one." : "nashra archive list names those that are there.";
  const hint = nearest === undefined ? listing : `Did you mean “${nearest}”? ${listing}`;
  return new ArchiveFault("archive/no-edition", `There is no edition “${name}” in the archive.`, hint);
}

function ambiguous(name: string, found: readonly RevisionSummary[]): ArchiveFault {
  const names = found.slice(0, 5).map((summary) => summary.name);
  return new ArchiveFault("archive/ambiguous", `“${name}” names ${found.length} editions.`, `Say which: ${names.join(", ")}${found.length > names.length ? " …" : ""}.`);
}
