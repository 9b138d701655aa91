import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { buildBulletin } from "../../src/index.ts";
import { preflight } from "../../src/preflight/index.ts";

const sample = fileURLToPath(new URL("../../examples/wire-article.txt", import.meta.url));

async function findingsIn(profile: "print" | "archive" | "screen", standards?: readonly ("x4" | "a" | "ua" | "shop")[]) {
  const { bulletin, diagnostics } = await buildBulletin({ sources: [sample], settings: { date: "2022-11-24", number: "1" }, output: { profile } });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return preflight(bulletin!.pdf, standards === undefined ? {} : { standards });
}

test("a bulletin for print is clean by all rules, those of print shops among them", async () => {
  const { findings, standards } = await findingsIn("print");
  expect(findings).toEqual([]);
  expect(standards).toEqual(["x4", "a", "ua", "shop"]);
});

test("a bulletin for the archive is clean by the rules of archives and accessibility", async () => {
  expect((await findingsIn("archive", ["a", "ua"])).findings).toEqual([]);
});

test("a bulletin for the screen is clean by the rules of accessibility", async () => {
  expect((await findingsIn("screen", ["ua"])).findings).toEqual([]);
});
