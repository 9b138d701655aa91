/**
 * Builds `dist/`: the command line as one file with its code cache, the library with its types, the facts about the
 * built-in fonts, the views of the archive in the browser.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { knownConditions, PACKED } from "../src/press/conditions.ts";
import { deflateProfile } from "../src/press/iccProfile.ts";
import { indexFonts } from "./index-fonts.ts";
import { bundleProgram, sharedOptions } from "./programBundle.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);

rmSync("dist", { recursive: true, force: true });
mkdirSync("dist");
await Promise.all([
  bundleProgram().then((script) => { writeFileSync("dist/nashra.cjs", script); }),
  build({ ...sharedOptions, entryPoints: ["src/cli/launch.ts"], outfile: "dist/cli.js", format: "esm" }),
  build({ ...sharedOptions, entryPoints: ["src/index.ts"], outfile: "dist/index.js", format: "esm", packages: "external" }),
]);
copyProfiles("src/press/icc", "dist/icc");
cpSync("src/archive/serve/views", "dist/serve", { recursive: true });
await indexFonts("fonts", "dist/fonts.json");
execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], { stdio: "inherit" });
writeCodeCache();

/** Profiles of presses deflated, as PDF files hold them, so that a run need not; the rest, with all licences, as it is. */
function copyProfiles(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  const pressProfiles = new Set(knownConditions.map(({ profile }) => profile));
  for (const name of readdirSync(to)) {
    if (!pressProfiles.has(name)) continue;
    writeFileSync(join(to, `${name}${PACKED}`), deflateProfile(readFileSync(join(to, name))));
    rmSync(join(to, name));
  }
}

/** The cache is written after the program has set a bulletin once, so that it holds the functions which that needs. */
function writeCodeCache(): void {
  const scratch = mkdtempSync(join(tmpdir(), "nashra-"));
  try {
    execFileSync(process.execPath, ["dist/cli.js", "build", "examples/wire-article.txt", "--out", join(scratch, "warm.pdf")], {
      env: { ...process.env, NASHRA_WRITE_CODE_CACHE: "dist/nashra.cache" },
      stdio: ["ignore", "ignore", "pipe"],
    });
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
