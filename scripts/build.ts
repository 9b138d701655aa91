/**
 * Builds `dist/`: the command line as one file with its code cache, the library with its types, the facts about the
 * built-in fonts.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type BuildOptions } from "esbuild";
import { indexFonts } from "./index-fonts.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);

const shared: BuildOptions = { bundle: true, platform: "node", target: "node20", logLevel: "warning" };

rmSync("dist", { recursive: true, force: true });
await Promise.all([
  buildProgram(),
  build({ ...shared, entryPoints: ["src/cli/launch.ts"], outfile: "dist/cli.js", format: "esm" }),
  build({ ...shared, entryPoints: ["src/index.ts"], outfile: "dist/index.js", format: "esm", packages: "external" }),
]);
await indexFonts("fonts", "dist/fonts.json");
execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], { stdio: "inherit" });
writeCodeCache();

/** The command line as one script, whose imports of ES modules go through the function that `launch.ts` hands it. */
async function buildProgram(): Promise<void> {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: ["src/cli/nashra.ts"],
    write: false,
    format: "cjs",
    minify: true,
    mainFields: ["module", "main"],
    external: ["harfbuzzjs", "yoga-layout", "@pdf-lib/fontkit"],
    alias: Object.fromEntries(["fontkit", "linebreak", "png-js", "@noble/ciphers/aes"].map((unused) => [unused, "./scripts/leftOut.ts"])),
    define: { "import.meta.url": "__bundleUrl" },
    banner: { js: 'const __bundleUrl=require("node:url").pathToFileURL(__filename).href;' },
  });
  const script = outputFiles[0]?.text ?? "";
  mkdirSync("dist", { recursive: true });
  writeFileSync("dist/nashra.cjs", script.replaceAll(/\bimport\(/gu, "importModule("));
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
