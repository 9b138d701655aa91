import { distance } from "fastest-levenshtein";

/**
 * The known name that a misspelt one most probably means, without regard to case.
 *
 * @returns `undefined` where none is near: more than a third of the letters (or two, in short names) would have to change
 */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  const allowed = Math.max(2, Math.ceil(name.length / 3));
  let nearest: string | undefined;
  let least = allowed + 1;
  for (const candidate of known) {
    const wrong = distance(name.toLowerCase(), candidate.toLowerCase());
    if (wrong < least && wrong < candidate.length) {
      nearest = candidate;
      least = wrong;
    }
  }
  return nearest;
}

/** A hint that names the nearest known name first, then all of them. */
export function knownNamesHint(name: string, known: Iterable<string>, what: string): string {
  const names = [...known].sort();
  const nearest = nearestName(name, names);
  const list = names.length === 0 ? `There are no ${what}.` : `Known ${what}: ${names.join(", ")}.`;
  return nearest === undefined ? list : `Did you mean “${nearest}”? ${list}`;
}
