/**
 * Builds `dist/`: the command line as one file with its code cache, the library with its types, the facts about the
 * built-in fonts.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
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
await indexFonts("fonts", "dist/fonts.json");
execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], { stdio: "inherit" });
writeCodeCache();

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
