import type { Demand, Rule } from "../../src/preflight/index.ts";

const named: Readonly<Record<Demand, string>> = { x4: "X-4", a: "A", au: "A (U)", aa: "A (A)", ua: "UA", shop: "shop" };
const order: readonly Demand[] = ["x4", "a", "au", "aa", "ua", "shop"];

/** A rule as its row stands in docs/preflight.md. */
export function rowOf({ id, severity, demanded, subject, what }: Rule): string {
  const demands = order.filter((demand) => demanded[demand] !== undefined).map((demand) => `${named[demand]} ${demanded[demand] ?? ""}`.trim());
  return `| \`${id}\` | ${severity} | ${demands.join(", ")} | ${subject} | ${what} |`;
}
