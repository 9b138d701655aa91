import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { justifyLimits } from "../../../src/style/justifyLimits.ts";
import { profileNamed } from "../../../src/text/index.ts";

const text = readFileSync(new URL("../../../docs/justification.md", import.meta.url), "utf8");

/** The cells of the rows whose first cell begins so. */
function row(start: string): string[] {
  const line = text.split("\n").find((candidate) => candidate.startsWith(`| ${start}`)) ?? "";
  return line.split(" | ").slice(1).map((cell) => cell.replace(/ \|$/u, "").trim());
}

const profiles = (["newspaper", "book", "display", "spaces-only"] as const).map(profileNamed);

test("docs/justification.md gives the profiles' limits and costs as they are", () => {
  expect(row("word space, least")).toEqual(profiles.map(({ spaces }) => `${spaces.least} … ${spaces.most}`));
  expect(row("told of when wider")).toEqual(profiles.map(({ spaces }) => String(spaces.worst)));
  expect(row("gap after letters")).toEqual(profiles.map(({ gaps }) => String(gaps.most)));
  expect(row("elongations in a line")).toEqual(profiles.map(({ elongation }) => String(elongation.perLine)));
  expect(row("… of its words")).toEqual(profiles.map(({ elongation }) => String(elongation.share)));
  expect(row("… in a paragraph's hundred")).toEqual(profiles.map(({ elongation }) => String(elongation.density)));
  expect(row("an elongation, shortest")).toEqual(profiles.map(({ elongation }) => `${elongation.shortest} … ${elongation.longest}`));
  expect(row("words with fewer letters")).toEqual(profiles.map(({ elongation }) => String(elongation.fewestLetters)));
  expect(row("demerits of an elongation")).toEqual(profiles.map(({ elongation: { costs } }) => (costs.length === 0 ? "–" : `${costs[0]} … ${costs.at(-1)}`)));
  expect(row("… more for each further")).toEqual(profiles.map(({ elongation }) => String(elongation.costOfMore)));
  expect(row("clear of those")).toEqual(profiles.map(({ elongation }) => String(elongation.clearance)));
  expect(row("alternate forms in a line")).toEqual(profiles.map(({ alternates }) => `${alternates.perLine}, ${alternates.cost}`));
  expect(row("ligatures changed")).toEqual(profiles.map(({ ligatures }) => `${ligatures.perLine}, ${ligatures.cost}`));
  expect(row("demerits of a hyphen")).toEqual(profiles.map(({ hyphenation: { cost, consecutive } }) => `${cost}, ${consecutive}`));
  expect(row("punctuation hangs")).toEqual(profiles.map(({ hanging }) => (hanging ? "yes" : "no")));
});

test("… and the custom properties that change them", () => {
  for (const [name, { syntax }] of Object.entries(justifyLimits)) expect(row(`\`${name}\``)[0], name).toBe(`\`${syntax.replaceAll("|", "\\|")}\``);
});
