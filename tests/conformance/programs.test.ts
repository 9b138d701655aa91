import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, test } from "vitest";
import { profiles, type ProfileName } from "../../src/press/profiles.ts";
import { built, plan, workFolder, type Subject } from "./bulletins.ts";
import { lines, ran } from "./processes.ts";

const folder = workFolder();
const cases = plan(folder).flatMap(([subject, names]) => names.map((profile): [name: string, profile: ProfileName, subject: Subject] => [subject.name, profile, subject]));

/** pdfcpu is in no package of Debian's: who has it in the path has its word too. */
const pdfcpu = (process.env["PATH"] ?? "").split(delimiter).map((place) => join(place, "pdfcpu")).find((path) => existsSync(path));

/** mutool says on its own account that it was built without colour management. */
const saidByMuPdf = (stderr: string): string[] => lines(stderr).filter((line) => !line.includes("ICC support"));

describe.each(cases)("%s, %s", (_, profile, subject) => {
  const pathOf = async (): Promise<string> => (await built(folder, subject, profile)).path;
  let path: Promise<string> | undefined;
  const file = (): Promise<string> => (path ??= pathOf());

  test("qpdf finds no fault in syntax, streams and cross-references", async () => {
    const { status, stdout, stderr } = ran("qpdf", ["--check", await file()]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("No syntax or stream encoding errors found");
    expect(stdout).toContain(`PDF Version: ${profiles[profile].version}\n`);
    expect(stdout).toContain("File is not encrypted");
  });

  test("Ghostscript interprets it without an error or a warning", async () => {
    // What pdfwrite would say of a file it has to mend, the interpreter says on any device.
    const { status, stdout, stderr } = ran("gs", ["-dBATCH", "-dNOPAUSE", "-dSAFER", "-dPDFSTOPONERROR", "-dPDFSTOPONWARNING", "-sDEVICE=nullpage", "-o", "/dev/null", await file()]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).not.toMatch(/warning|error|repair|recover|not conform/iu);
  });

  test("MuPDF opens it and writes it anew without a warning", async () => {
    const from = await file();
    const { status, stderr } = ran("mutool", ["clean", "-gggg", from, `${from}.clean`]);
    expect({ status, said: saidByMuPdf(stderr) }).toEqual({ status: 0, said: [] });
  });

  test("poppler finds it tagged, its boxes one in the other, and every font a subset with a map to Unicode", async () => {
    const info = ran("pdfinfo", ["-box", await file()]);
    expect({ status: info.status, stderr: info.stderr }).toEqual({ status: 0, stderr: "" });
    expect(info.stdout).toMatch(/^Title: +\S/mu);
    expect(info.stdout).toMatch(/^Tagged: +yes$/mu);
    expect(info.stdout).toMatch(/^JavaScript: +no$/mu);
    const box = (name: string): number[] => (new RegExp(`^${name}Box: +(.*)$`, "mu").exec(info.stdout)?.[1] ?? "").trim().split(/ +/u).map(Number);
    for (const [outer, inner] of [[box("Media"), box("Bleed")], [box("Bleed"), box("Trim")]] as const) {
      expect([...outer, ...inner].filter((side) => !Number.isFinite(side))).toEqual([]);
      expect(outer[0]! <= inner[0]! && outer[1]! <= inner[1]! && outer[2]! >= inner[2]! && outer[3]! >= inner[3]!).toBe(true);
    }
    const fonts = ran("pdffonts", [await file()]);
    expect({ status: fonts.status, stderr: fonts.stderr }).toEqual({ status: 0, stderr: "" });
    for (const font of lines(fonts.stdout).slice(2)) expect(font).toMatch(/^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes /u);
  });

  test.skipIf(pdfcpu === undefined)("pdfcpu validates it", async () => {
    const { status, stderr } = ran(pdfcpu ?? "pdfcpu", ["validate", "-conf", "disable", "-mode", "relaxed", await file()]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});
