import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { knownConditions } from "../../src/press/index.ts";
import { rules, type Demand, type Rule } from "../../src/preflight/index.ts";

const page = readFileSync(new URL("../../docs/conformance.md", import.meta.url), "utf8");
const rows = page.split("\n").flatMap((line) => {
  const cells = line.split(" | ").map((cell) => cell.replace(/^\| ?| ?\|$/g, "").trim());
  const [clause = "", rule = "", what = "", how = "", tests = ""] = cells;
  return /^`[a-z]+\/[a-z0-9-]+`$/.test(rule) ? [{ clause, rule: rule.slice(1, -1), what, how, tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, path]) => path ?? "") }] : [];
});

const names: Readonly<Record<Demand, string>> = { x4: "X-4", a: "A", au: "A (U)", aa: "A (A)", ua: "UA", shop: "shop" };
const demands: readonly Demand[] = ["x4", "a", "au", "aa", "ua", "shop"];

function clauseOf({ demanded, subject }: Rule): string {
  const clauses = demands.filter((demand) => demanded[demand] !== undefined).map((demand) => `${names[demand]} ${demanded[demand] ?? ""}`.trim());
  return `${clauses.join(", ")}; ${subject}`;
}

describe("docs/conformance.md", () => {
  test("has every rule once, with its clauses and what must hold", () => {
    const listed = rows.map(({ rule, clause, what }) => ({ rule, clause, what }));
    const byRule = (a: { rule: string }, b: { rule: string }): number => (a.rule < b.rule ? -1 : 1);
    expect(listed.sort(byRule)).toEqual(rules.map((rule) => ({ rule: rule.id, clause: clauseOf(rule), what: rule.what })).sort(byRule));
  });

  test("says of each how it is kept, and by which tests, which are there", () => {
    for (const { rule, how, tests } of rows) {
      expect(how, rule).not.toBe("");
      expect(tests.length, rule).toBeGreaterThan(0);
      for (const path of tests) expect(existsSync(fileURLToPath(new URL(`../${path}.test.ts`, import.meta.url))), path).toBe(true);
    }
  });

  test("has every output condition as the program knows it", () => {
    const listed = page.split("\n").filter((line) => /^\| `[a-z-]+` \| FOGRA|^\| `[a-z-]+` \| IFRA/.test(line));
    expect(listed).toEqual(knownConditions.map(({ name, identifier, description, profile, inkLimit, dotGain }) =>
      `| \`${name}\` | ${identifier} | ${description} | ${profile === undefined ? "the print shop’s" : `\`${profile}\``} | ${inkLimit} % | ${dotGain} |`));
  });

  test("names no other file that is not there", () => {
    for (const [, path] of page.matchAll(/`((?:src|tests|docs)\/[\w./-]+)`/g)) expect(existsSync(fileURLToPath(new URL(`../../${path ?? ""}`, import.meta.url))), path).toBe(true);
  });
});
