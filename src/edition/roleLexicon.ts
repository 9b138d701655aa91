import builtIn from "./roles.json" with { type: "json" };
import { foldSpelling } from "./spelling.ts";

/** A role of the masthead as the lexicon knows it. */
export interface KnownRole {
  /** The role is one that several hold: more than one name may follow. */
  readonly several: boolean;
  /** Others than a newspaper have it, too (a team's technical director, a company's head), or its word means something else besides. */
  readonly common: boolean;
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
 * @param more Roles of one's own, each as its line is written; none of them counts as common.
 */
export function roleLexicon(more: readonly string[]): RoleLexicon {
  const common = new Set(builtIn.common.map(foldSpelling));
  const roles = new Map<string, KnownRole>();
  const add = (role: string, several: boolean): void => {
    const folded = foldSpelling(role);
    roles.set(folded, { several, common: common.has(folded) });
  };
  for (const role of builtIn.several) add(role, true);
  for (const role of builtIn.one) add(role, false);
  for (const role of more.map(foldSpelling)) roles.set(role, { several: roles.get(role)?.several ?? false, common: false });
  roles.delete("");
  return { find: (line) => (line.length > longestRole ? undefined : findFolded(foldSpelling(line), roles)) };
}

/** Two roles in one hand stand joined by «و»: رئيس مجلس الإدارة ورئيس التحرير, and in other languages than Arabic apart from it: صاحب امتیاز و مدیرمسئول. */
function findFolded(line: string, roles: ReadonlyMap<string, KnownRole>): KnownRole | undefined {
  const known = roles.get(line);
  if (known) return known;
  for (let at = line.indexOf(" و"); at >= 0; at = line.indexOf(" و", at + 1)) {
    const first = roles.get(line.slice(0, at));
    const rest = first && findFolded(line.slice(at + 2).trimStart(), roles);
    if (rest) return { several: rest.several, common: first.common && rest.common };
  }
  return undefined;
}
