import { expect, test } from "vitest";
import { preflight, rules } from "../../src/preflight/index.ts";
import { damages } from "./damages.ts";
import { goodFile, write } from "./goodFile.ts";

test("a file that is PDF/X-4, PDF/A-2a and PDF/UA-1 at once is clean by all rules", async () => {
  const { findings, standards, claims, pages } = await preflight(await write(goodFile()));
  expect(findings).toEqual([]);
  expect([standards, claims, pages]).toEqual([["x4", "a", "ua", "shop"], { pdfx: "PDF/X-4", pdfa: { part: "2", level: "A" }, pdfua: "1" }, 2]);
});

test("so it is as PDF/A-3a", async () => {
  const file = goodFile();
  file.xmp = file.xmp.replace("<pdfaid:part>2", "<pdfaid:part>3");
  expect((await preflight(await write(file))).findings).toEqual([]);
});

test("every rule has a damage that breaks it, and every damage a rule", () => {
  expect([...new Set(damages.map(({ rule }) => rule))].sort()).toEqual(rules.map(({ id }) => id).sort());
});

test("identifiers are unique, in kebab-case and prefixed by a subject", () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const { id } of rules) expect(id).toMatch(/^[a-z]+\/[a-z0-9]+(?:-[a-z0-9]+)*$/);
});

test.each(damages.map(({ rule, by, ...rest }) => [by === undefined ? rule : `${rule}, by ${by}`, rule, rest] as const))("%s is broken alone", async (_, rule, { damage, options }) => {
  const file = goodFile();
  damage(file);
  const { findings } = await preflight(await write(file), options);
  expect([...new Set(findings.map((finding) => finding.rule))], JSON.stringify(findings, undefined, 1)).toEqual([rule]);
  const known = rules.find(({ id }) => id === rule);
  for (const finding of findings) {
    expect(finding.severity).toBe(known?.severity);
    expect(finding.object).not.toBe("");
    expect(finding.message).toMatch(/^[A-Z].*\.$/s);
    expect(finding.hint).toMatch(/[.:…]/);
  }
});

test("a finding names the clauses of those who demand it in this run", async () => {
  const file = goodFile();
  const damage = damages.find(({ rule }) => rule === "fonts/embedded");
  damage?.damage(file);
  const bytes = await write(file);
  const clauses = async (...standards: readonly ("x4" | "a" | "ua")[]): Promise<string | undefined> => (await preflight(bytes, { standards })).findings.find(({ rule }) => rule === "fonts/embedded")?.clause;
  expect(await clauses("x4")).toBe("PDF/X-4; ISO 32000-1 9.9");
  expect(await clauses("a", "ua")).toBe("PDF/A 6.2.11.4.1; PDF/UA 7.21.4.1; ISO 32000-1 9.9");
});
