import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { foldArticle } from "../../../src/archive/words/foldArticle.ts";
import { findMatches } from "../../../src/archive/words/matches.ts";
import { parseQuery, type Query } from "../../../src/archive/words/query.ts";
import type { Diagnostic } from "../../../src/diagnostics/index.ts";
import { nearnessOf } from "./nearness.ts";

const page = readFileSync(new URL("../../../docs/archive.md", import.meta.url), "utf8");

interface Row {
  readonly what: string;
  readonly typed: string;
  readonly cells: readonly (readonly string[])[];
}

/** Examples in a cell stand in code marks. */
function examples(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/gu)].map(([, example]) => example ?? "");
}

/** The rows of the table whose head begins so. */
function tableUnder(head: string): Row[] {
  const lines = page.split("\n");
  const first = lines.findIndex((line) => line.startsWith(`| ${head} | typed |`)) + 2;
  const after = lines.findIndex((line, index) => index >= first && !line.startsWith("|"));
  return lines.slice(first, after).map((line) => {
    const [, what = "", typed = "", ...cells] = line.split("|");
    return { what: what.trim(), typed: examples(typed)[0] ?? "", cells: cells.slice(0, -1).map(examples) };
  });
}

function parsed(typed: string): { readonly query: Query | undefined; readonly codes: readonly string[] } {
  const reported: Diagnostic[] = [];
  const query = parseQuery(typed, (diagnostic) => reported.push(diagnostic));
  expect(reported.filter(({ hint }) => hint === undefined)).toEqual([]);
  return { query, codes: reported.map(({ code }) => code) };
}

function queryOf(typed: string): Query {
  const { query, codes } = parsed(typed);
  expect(codes).toEqual([]);
  if (query === undefined) throw new Error(typed);
  return query;
}

/** As it stands in running text. */
function nearness(text: string, query: Query): string | undefined {
  const article = { position: 1, kind: "article", headline: "", body: `ثم (${text}): أين؟`, pageStarts: [] } as const;
  return nearnessOf(foldArticle(article), query);
}

const folding = tableUnder("what counts as one");
const clitics = tableUnder("rule");
const syntax = tableUnder("meaning");
const faults = tableUnder("what is wrong with a query");

test("docs/archive.md has all of its tables, each row with its examples", () => {
  expect([folding.length, clitics.length, syntax.length, faults.length].filter((rows) => rows < 5)).toEqual([]);
  for (const { what, typed, cells } of [...folding, ...clitics, ...syntax, ...faults]) {
    expect(typed, what).not.toBe("");
    expect(cells.filter((cell) => cell.length === 0), what).toEqual([]);
  }
});

describe.each(folding)("$what: $typed", ({ typed, cells: [finds = [], butNot = []] }) => {
  const query = queryOf(typed);
  test.each(finds)("finds %s, and not as another form", (text) => { expect(nearness(text, query)).toMatch(/spelling|word/u); });
  test.each(butNot)("does not find %s", (text) => { expect(nearness(text, query)).toBeUndefined(); });
});

describe.each([...clitics, ...syntax])("$what: $typed", ({ typed, cells: [finds = [], butNot = []] }) => {
  const query = queryOf(typed);
  test.each(finds)("finds %s, and marks it", (text) => {
    expect(nearness(text, query)).toBeDefined();
    expect(findMatches(text, query)).not.toEqual([]);
  });
  test.each(butNot)("does not find %s", (text) => { expect(nearness(text, query)).toBeUndefined(); });
});

describe("what is typed stands first among what is found", () => {
  test.each([...folding, ...clitics])("$typed", ({ typed }) => { expect(nearness(typed, queryOf(typed))).toBe("spelling"); });
});

test.each(faults)("$what: $typed", ({ typed, cells: [told = []] }) => {
  const { query, codes } = parsed(typed);
  expect(codes).toEqual(told);
  const isWarning = ["archive/unbalanced-quotation-mark", "archive/stray-asterisk"].includes(told[0] ?? "");
  expect(query !== undefined).toBe(isWarning);
});
