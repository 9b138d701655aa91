import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rules } from "../../src/preflight/index.ts";
import { rowOf } from "./rulesTable.ts";

const page = readFileSync(new URL("../../docs/preflight.md", import.meta.url), "utf8");

test("docs/preflight.md has every rule as the code has it, in the same order", () => {
  expect(page.split("\n").filter((line) => /^\| `[a-z]+\/[a-z0-9-]+` \| (?:error|warning|notice) \|/.test(line))).toEqual(rules.map(rowOf));
});

test("docs/preflight.md counts the rules", () => {
  expect(page).toContain(`${rules.length} rules`);
});
