/** A role of the masthead with all who hold it. */
export interface CreditGroup {
  readonly role: unknown;
  readonly names: readonly unknown[];
}

/** The tatweel lengthens a word on the page and is none of its letters. */
const tatweel = /\u0640/g;

/**
 * Brings the names that stand under the same role together, in the order of the roles' first appearance; a name that a role has already is left out.
 *
 * @param textOf The text of a role or a name.
 */
export function groupCredits(credits: readonly unknown[], textOf: (value: unknown) => string | undefined): CreditGroup[] {
  const groups = new Map<string, { role: unknown; names: unknown[] }>();
  const key = (value: unknown): string => (textOf(value) ?? "").replace(tatweel, "").replace(/\s+/g, " ").trim();
  for (const credit of credits) {
    if (typeof credit !== "object" || credit === null || !("role" in credit) || !("name" in credit)) continue;
    const { role, name } = credit;
    const group = groups.get(key(role)) ?? { role, names: [] };
    groups.set(key(role), group);
    if (!group.names.some((known) => key(known) === key(name))) group.names.push(name);
  }
  return [...groups.values()];
}
