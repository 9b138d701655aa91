import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/index.ts";
import { knownConditions, openOutput, type ConditionRequest, type Output } from "../../src/press/index.ts";
import { coatedPath, coatedProfile, profileFolder } from "./profiles.ts";

const folder = mkdtempSync(join(tmpdir(), "nashra-"));
afterAll(() => { rmSync(folder, { recursive: true }); });

async function open(request: ConditionRequest): Promise<{ readonly output: Output | undefined; readonly diagnostics: readonly Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [];
  const output = await openOutput({ profile: "print", ...request }, profileFolder, (diagnostic) => diagnostics.push(diagnostic));
  return { output, diagnostics };
}

describe("the known output conditions", () => {
  test("have names of their own, and a profile that is there or none", () => {
    expect(new Set(knownConditions.map(({ name }) => name)).size).toBe(knownConditions.length);
    for (const { profile } of knownConditions) if (profile !== undefined) expect(existsSync(join(profileFolder, profile))).toBe(true);
  });

  test("are each known by the description of their own profile, and by no other's", () => {
    const descriptions = ["ISO Coated v2 300% (basICColor)", "PSO Coated v3", "PSO Uncoated ISO12647 (ECI)", "PSO Uncoated v3 (FOGRA52)", "WAN-IFRAnewspaper26v5"];
    expect(descriptions.map((description) => knownConditions.filter(({ recognised }) => new RegExp(recognised, "i").test(description)).map(({ name }) => name))).toEqual(
      [["coated"], ["premium-coated"], ["uncoated"], ["wood-free-uncoated"], ["newsprint"]],
    );
  });
});

describe("an output condition", () => {
  test("is offset on coated paper if nothing is said", async () => {
    const { output, diagnostics } = await open({});
    expect(diagnostics).toEqual([]);
    expect(output?.condition).toMatchObject({ identifier: "FOGRA39", registry: "http://www.color.org", inkLimit: 300 });
  });

  test("is found by its name or by its registry's, with the print shop's profile and limit", async () => {
    for (const condition of ["newsprint", "IFRA26"]) {
      const { output } = await open({ condition, iccProfile: coatedPath, inkLimit: 220 });
      expect(output?.condition).toMatchObject({ identifier: "IFRA26", inkLimit: 220 });
    }
    expect((await open({ condition: "newsprint", iccProfile: coatedPath })).output?.condition.inkLimit).toBe(240);
  });

  test("asks for the print shop's profile where there is no free one", async () => {
    const { output, diagnostics } = await open({ condition: "newsprint" });
    expect(output).toBeUndefined();
    expect(diagnostics).toMatchObject([{ severity: "error", code: "press/profile-wanted" }]);
    expect(diagnostics[0]?.hint).toContain("--icc-profile");
  });

  test("is known by a profile alone, whose description tells which it is", async () => {
    expect((await open({ condition: coatedPath })).output?.condition).toMatchObject({ identifier: "FOGRA39", inkLimit: 300, description: "ISO Coated v2 300% (basICColor)" });
  });

  test("of a profile that nobody knows is a custom one, without a registry", async () => {
    const bytes = coatedProfile();
    bytes.set(new TextEncoder().encode("Web press 4 at Dar Al-Tibaa 24%"), 276 + 12);
    const path = join(folder, "shop.icc");
    writeFileSync(path, bytes);
    const { output } = await open({ condition: path });
    expect(output?.condition).toMatchObject({ identifier: "Custom", description: "Web press 4 at Dar Al-Tibaa 24%" });
    expect(output?.condition).not.toHaveProperty("registry");
  });

  test.each([[join(folder, "none.icc"), "cannot be read: there is none of that name."], [folder, "cannot be read: it is a folder."], [join(import.meta.filename, "x.icc"), "cannot be read: part of the path is a file and no folder."]])(
    "says in plain words why the profile %s cannot be read", async (iccProfile, reason) => {
      expect((await open({ iccProfile })).diagnostics[0]?.message).toBe(`The ICC profile ${iccProfile} ${reason}`);
    },
  );

  test("is doubted where the profile says that it is another's", async () => {
    for (const request of [{ condition: "newsprint", iccProfile: coatedPath }, { condition: "IFRA26", iccProfile: coatedPath }]) {
      const { output, diagnostics } = await open(request);
      expect(output?.condition.identifier).toBe("IFRA26");
      expect(diagnostics).toMatchObject([{ severity: "warning", code: "press/other-condition", message: expect.stringContaining("“ISO Coated v2 300% (basICColor)”") as string, hint: expect.stringContaining("coated") as string }]);
    }
    expect((await open({ condition: "coated", iccProfile: coatedPath })).diagnostics).toEqual([]);
  });

  test.each<readonly [string, ConditionRequest, string, RegExp]>([
    ["a name that nobody knows", { condition: "coted" }, "press/unknown-condition", /Did you mean “coated”/],
    ["a profile that is not there", { condition: join(folder, "none.icc") }, "press/profile-unreadable", /print shop/],
    ["a folder", { condition: "coated", iccProfile: folder }, "press/profile-unreadable", /print shop/],
    ["a profile that is none", { condition: "coated", iccProfile: import.meta.filename }, "press/bad-profile", /prtr, CMYK/],
  ])("is not %s", async (_, request, code, hint) => {
    const { output, diagnostics } = await open(request);
    expect(output).toBeUndefined();
    expect(diagnostics).toMatchObject([{ severity: "error", code }]);
    expect(diagnostics[0]?.hint).toMatch(hint);
  });
});
