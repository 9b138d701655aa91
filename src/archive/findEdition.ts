import { nearestName } from "../diagnostics/index.ts";
import { writeDigits } from "../numerals/index.ts";
import { ArchiveFault } from "./archiveFault.ts";
import type { Catalogue } from "./catalogue/catalogue.ts";
import type { EditionIdentity, RevisionSummary } from "./model.ts";

/** One way to read what a person wrote to name an edition. */
interface Reading {
  readonly publication: string | undefined;
  /** A number, a day or a digest's beginning. */
  readonly which: string;
}

/**
 * Finds one revision by what a person calls it: an edition's number or day, with the publication before it where there are several (`النشرة/12`, `2022-11-24`), a revision after `@`, or the beginning of a digest.
 *
 * Throws `ArchiveFault`: `archive/no-edition`, `archive/no-revision`, `archive/ambiguous`.
 */
export async function findEdition(name: string, catalogue: Catalogue): Promise<RevisionSummary> {
  const { readings, revision } = parseName(name);
  const found = await firstFound(readings, catalogue);
  const [only, ...others] = found;
  if (!only) throw await noEdition(name, catalogue);
  if (others.length > 0) throw ambiguous(name, found);
  if (revision === undefined || revision === only.revision) return only;
  const wanted = (await revisionsOf(only, catalogue)).find((summary) => summary.revision === revision);
  if (wanted) return wanted;
  throw new ArchiveFault("archive/no-revision", `The edition ${only.name} has no revision ${revision}.`, only.revisions === 1 ? "It has one, the first." : `It has revisions 1 to ${only.revisions}.`);
}

/** All revisions of the edition that one of them is of, the newest first. */
export async function revisionsOf({ publication, number, date }: EditionIdentity, { list }: Pick<Catalogue, "list">): Promise<readonly RevisionSummary[]> {
  const named = number !== undefined ? { number } : date !== undefined ? { from: date, to: date } : {};
  const listed = await list({ publication, ...named }, { allRevisions: true });
  // A day may have editions with a number, too.
  return listed.filter((other) => other.number === number && (number !== undefined || other.date === date)).toSorted((a, b) => b.revision - a.revision);
}

async function firstFound(readings: readonly Reading[], catalogue: Catalogue): Promise<readonly RevisionSummary[]> {
  const [alone] = readings;
  // No paper counts to 64 digits.
  if (alone && /^[0-9a-f]{64}$/.test(alone.which)) return catalogue.byDigest(alone.which);
  for (const { publication, which } of readings) {
    const within = publication === undefined ? {} : { publication };
    const named = await catalogue.list(/^\d{4}-\d{2}-\d{2}$/.test(which) ? { ...within, from: which, to: which } : { ...within, number: which });
    if (named.length > 0) return named;
    if (publication === undefined && /^[0-9a-f]{8,64}$/.test(which)) return catalogue.byDigest(which);
  }
  return [];
}

/** A publication's name may have slashes, and so may a number: `النشرة/5/2022`. */
function parseName(name: string): { readonly readings: readonly Reading[]; readonly revision: number | undefined } {
  const [, stem = name, revision] = /^(.*)@(\d+)$/su.exec(name.trim()) ?? [];
  const slashes = [...stem.matchAll(/\//gu)].map(({ index }) => index).filter((index) => index > 0).reverse();
  const readings = [...slashes.map((slash) => ({ publication: stem.slice(0, slash).trim(), which: stem.slice(slash + 1) })), { publication: undefined, which: stem }];
  return { readings: readings.map(({ publication, which }) => ({ publication, which: writeDigits(which.trim(), "european") })), revision: revision === undefined ? undefined : Number(revision) };
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
