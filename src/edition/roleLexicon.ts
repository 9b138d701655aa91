import builtIn from "./roles.json" with { type: "json" };
import { foldSpelling } from "./spelling.ts";

/** A role of the masthead as the lexicon knows it. */
export interface KnownRole {
  /** The role is one that several hold: more than one name may follow. */
  readonly several: boolean;
}

/** Finds a role by the way in which a line is written. */
export interface RoleLexicon {
  /** The role that `line` names, however it is spelt; `undefined` if it names none. */
  readonly find: (line: string) => KnownRole | undefined;
}

/** No role is longer; a longer line need not be folded to know that it is none. */
const longestRole = 80;

/**
 * The roles that a masthead may name: those of `roles.json`, and more.
 *
 * @param more Roles of one's own, each as its line is written.
 */
export function roleLexicon(more: readonly string[]): RoleLexicon {
  const roles = new Map<string, KnownRole>();
  for (const role of builtIn.several) roles.set(foldSpelling(role), { several: true });
  for (const role of [...builtIn.one, ...more]) roles.set(foldSpelling(role), { several: false });
  roles.delete("");
  return { find: (line) => (line.length > longestRole ? undefined : findFolded(foldSpelling(line), roles)) };
}

/** Two roles in one hand stand joined by «و»: رئيس مجلس الإدارة ورئيس التحرير. */
function findFolded(line: string, roles: ReadonlyMap<string, KnownRole>): KnownRole | undefined {
  const known = roles.get(line);
  if (known) return known;
  for (let at = line.indexOf(" و"); at >= 0; at = line.indexOf(" و", at + 1)) {
    const rest = roles.has(line.slice(0, at)) && findFolded(line.slice(at + 2), roles);
    if (rest) return rest;
  }
  return undefined;
}
