import type { EditionIdentity } from "./model.ts";

/** What a person calls an edition by: its publication with its number, or its day where it has no number. */
export function editionName({ publication, number, date }: EditionIdentity): string {
  return [publication, number ?? date].filter((part) => part !== undefined).join("/");
}

/** What a person calls a revision by, whichever of its edition it is. */
export function revisionName(edition: EditionIdentity, revision: number): string {
  return `${editionName(edition)}@${revision}`;
}
