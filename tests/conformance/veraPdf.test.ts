import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ProfileName } from "../../src/press/profiles.ts";
import { built, exampleSubjects, plan, workFolder, type Subject } from "./bulletins.ts";
import { ran } from "./processes.ts";
import { flavours } from "./promises.ts";
import { faults, validate, type Flavour, type Verdict } from "./veraPdf.ts";

const folder = workFolder();
const subjects = plan(folder);

/** What a file is held to. The rules of level u are among those of level a: for hundreds of pages, once is enough. */
const flavoursOf = (subject: Subject, profile: ProfileName): readonly Flavour[] => flavours[profile].filter((flavour) => flavour !== "2u" || subject.request.sources.length === 1);

const cases = subjects.flatMap(([subject, profiles]) =>
  profiles.flatMap((profile) => flavoursOf(subject, profile).map((flavour): [name: string, profile: ProfileName, flavour: Flavour] => [subject.name, profile, flavour])),
);

const verdicts = new Map<string, Verdict>();
const unbuilt = new Map<string, string>();
const key = (name: string, profile: ProfileName, flavour: string): string => `${profile} ${flavour} ${name}`;

beforeAll(async () => {
  const claims: { key: string; path: string; flavour: Flavour }[] = [];
  for (const [subject, profiles] of subjects) {
    for (const profile of profiles) {
      try {
        const { path } = await built(folder, subject, profile);
        claims.push(...flavoursOf(subject, profile).map((flavour) => ({ key: key(subject.name, profile, flavour), path, flavour })));
      } catch (error) {
        unbuilt.set(`${profile} ${subject.name}`, String(error));
      }
    }
  }
  for (const [index, verdict] of (await validate(claims)).entries()) verdicts.set(claims[index]?.key ?? "", verdict);
}, 600_000);

afterAll(() => {
  const judged = [...verdicts.values()];
  const rules = new Map<string, Set<string>>();
  for (const [name, verdict] of verdicts) {
    for (const fault of faults(verdict)) {
      const rule = fault.replace(/ \(\d+ times\)/u, "").replace(/ — .*/u, "");
      rules.set(rule, (rules.get(rule) ?? new Set()).add(name));
    }
  }
  const checks = judged.reduce((sum, verdict) => sum + verdict.checks, 0);
  console.log(`veraPDF ${judged[0]?.version ?? "?"}: ${judged.length} claims, ${checks} checks, ${judged.filter(({ compliant }) => compliant).length} claims kept`);
  for (const [rule, names] of rules) console.log(`${names.size} × ${rule}\n    in ${[...names].slice(0, 5).join("; ")}`);
});

describe("veraPDF finds nothing that breaks what a profile promises", () => {
  test.each(cases)("%s, %s: %s", (name, profile, flavour) => {
    expect(unbuilt.get(`${profile} ${name}`)).toBeUndefined();
    const verdict = verdicts.get(key(name, profile, flavour));
    if (verdict === undefined) throw new Error("there is no verdict");
    expect(faults(verdict)).toEqual([]);
  });
});

describe("veraPDF is no rubber stamp", () => {
  /** The sample's file with all objects in sight, which changes nothing that veraPDF looks for. */
  async function plainFile(): Promise<string> {
    const [subject] = exampleSubjects();
    if (subject === undefined) throw new Error("there is no example");
    const { path } = await built(folder, subject, "print");
    const plain = join(folder, "plain.pdf");
    expect(ran("qpdf", ["--object-streams=disable", "--newline-before-endstream", path, plain])).toMatchObject({ status: 0 });
    return plain;
  }

  /** A file with bytes exchanged for as many others, so that all else stays in place. */
  function damaged(path: string, name: string, from: string, to: string): string {
    const pdf = readFileSync(path, "latin1");
    expect({ found: pdf.includes(from), length: to.length }).toEqual({ found: true, length: from.length });
    const bad = join(folder, `${name}.pdf`);
    writeFileSync(bad, pdf.replaceAll(from, to), "latin1");
    return bad;
  }

  test("it fails a file without its claim to PDF/A or to PDF/UA, without its output intents or its marked content, and one that is no PDF", async () => {
    const plain = await plainFile();
    const noPdf = join(folder, "no.pdf");
    writeFileSync(noPdf, "not a PDF\n");
    const [whole, ...judged] = await validate([
      { path: plain, flavour: "2a" },
      { path: damaged(plain, "no-pdfa", "pdfaid:part", "pdfaxx:part"), flavour: "2a" },
      { path: damaged(plain, "no-pdfua", "pdfuaid:part", "pdfuaxx:part"), flavour: "ua1" },
      { path: damaged(plain, "no-intents", "/OutputIntents", "/XutputIntents"), flavour: "2u" },
      { path: damaged(plain, "no-marks", "/MarkInfo", "/XarkInfo"), flavour: "2a" },
      { path: noPdf, flavour: "ua1" },
    ]);
    expect(whole && faults(whole)).toEqual([]);
    expect(judged.map((verdict) => verdict.compliant)).toEqual(judged.map(() => false));
    expect(judged.map((verdict) => faults(verdict).length > 0)).toEqual(judged.map(() => true));
  });
});
