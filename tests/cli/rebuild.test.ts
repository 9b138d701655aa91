import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { indexFonts } from "../../scripts/index-fonts.ts";
import { bundleProgram, sharedOptions } from "../../scripts/programBundle.ts";
import { profileNames, type ProfileName } from "../../src/press/profiles.ts";
import { end, root, sample } from "./command.ts";

const folder = mkdtempSync(join(tmpdir(), "nashra-rebuild-"));
const program = join(folder, "program/dist/cli.js");
const clock = new URL("shiftedClock.mjs", import.meta.url).href;
const hasTaskset = spawnSync("taskset", ["--version"]).status === 0;

/** The program as it is shipped, built of the source as it stands and put elsewhere: nothing of the source tree can be found by chance. */
beforeAll(async () => {
  const dist = join(folder, "program/dist");
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, "nashra.cjs"), await bundleProgram());
  await build({ ...sharedOptions, entryPoints: ["src/cli/launch.ts"], outfile: program, format: "esm" });
  cpSync(join(root, "src/press/icc"), join(dist, "icc"), { recursive: true });
  for (const name of ["package.json", "templates", "fonts"]) cpSync(join(root, name), join(folder, "program", name), { recursive: true });
  await indexFonts(join(root, "fonts"), join(dist, "fonts.json"));
  symlinkSync(join(root, "node_modules"), join(folder, "program/node_modules"));
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

interface Circumstances {
  readonly environment?: Readonly<Record<string, string>>;
  /** Copies the source there, works there, and names it as it is called from there. */
  readonly copy?: { readonly to: string; readonly as: string };
  /** Goes before the program's own command. */
  readonly through?: readonly string[];
}

let outputs = 0;

/** The digest of a bulletin that a process of its own made. */
async function digest(profile: ProfileName, { environment = {}, copy, through = [] }: Circumstances = {}): Promise<string> {
  const out = join(folder, `${String(outputs++)}.pdf`);
  const cwd = copy === undefined ? root : join(folder, copy.to);
  if (copy !== undefined) {
    mkdirSync(cwd, { recursive: true });
    cpSync(sample, join(cwd, copy.as));
  }
  const [command, ...words] = [
    ...through, process.execPath, program, "build", copy?.as ?? sample, "--set", "date=2022-11-24", "--set", "number=1", "--profile", profile, "--out", out,
  ];
  const ended = await end(spawn(command, words, { cwd, env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"] }));
  expect({ code: ended.code, stderr: ended.stderr }).toMatchObject({ code: 0 });
  return createHash("sha256").update(readFileSync(out)).digest("hex");
}

describe.each(profileNames)("the sample's bulletin for %s has the same bytes", (profile) => {
  let usual: string;
  beforeAll(async () => { usual = await digest(profile); });

  test("in a second run", async () => {
    expect(await digest(profile)).toBe(usual);
  });

  test.each(["Pacific/Kiritimati", "America/St_Johns"])("in the time zone of %s", async (zone) => {
    expect(await digest(profile, { environment: { TZ: zone } })).toBe(usual);
  });

  test.each(["C", "ar_EG.UTF-8"])("in the locale %s", async (locale) => {
    expect(await digest(profile, { environment: { LANG: locale, LC_ALL: locale, LANGUAGE: locale } })).toBe(usual);
  });

  test("from a copy of the source in another folder, called by a relative path", async () => {
    expect(await digest(profile, { copy: { to: "another place/with spaces", as: "wire-article.txt" } })).toBe(usual);
  });

  test("on another day, with a clock that runs and another source of random numbers", async () => {
    expect(await digest(profile, { environment: { NODE_OPTIONS: `--import=${clock}` } })).toBe(usual);
  });

  test.skipIf(!hasTaskset)("on one processor", async () => {
    expect(await digest(profile, { through: ["taskset", "-c", "0"] })).toBe(usual);
  });
});

test("the shifted clock is in force in the process that it is given to", () => {
  expect(existsSync(new URL(clock))).toBe(true);
  const year = execFileSync(process.execPath, ["-p", "new Date().getUTCFullYear()"], { encoding: "utf8", env: { ...process.env, NODE_OPTIONS: `--import=${clock}` } });
  expect(Number(year)).toBe(2031);
});

test("the digests tell bulletins apart", async () => {
  const digests = await Promise.all(profileNames.map((profile) => digest(profile)));
  expect(new Set(digests).size).toBe(profileNames.length);
});
