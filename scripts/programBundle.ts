import { fileURLToPath } from "node:url";
import { build, type BuildOptions } from "esbuild";

/** What all bundles have in common. */
export const sharedOptions: BuildOptions = {
  bundle: true, platform: "node", target: "node20", logLevel: "warning", absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
};

/** The command line as one script in ASCII, whose imports of ES modules go through the function that `launch.ts` hands it. */
export async function bundleProgram(): Promise<string> {
  const { outputFiles } = await build({
    ...sharedOptions,
    entryPoints: ["src/cli/nashra.ts"],
    write: false,
    format: "cjs",
    minify: true,
    mainFields: ["module", "main"],
    external: [
      "harfbuzzjs", "hyphen", "yoga-layout", "@pdf-lib/fontkit", "sharp", "@cantoo/pdf-lib", "@xmldom/xmldom",
      "better-sqlite3", "pg", "@aws-sdk/client-s3", "@hyzyla/pdfium", "hono", "@hono/node-server", "open",
    ],
    alias: Object.fromEntries(["fontkit", "linebreak", "png-js", "@noble/ciphers/aes"].map((unused) => [unused, "./scripts/leftOut.ts"])),
    define: { "import.meta.url": "__bundleUrl" },
    banner: { js: 'const __bundleUrl=require("node:url").pathToFileURL(__filename).href;' },
  });
  return inAscii((outputFiles[0]?.text ?? "").replaceAll(/\bimport\(/gu, "importModule("));
}

/** `launch.ts` reads the program as Latin-1, and esbuild escapes what is not ASCII in strings but not in regular expressions. */
export function inAscii(script: string): string {
  const escaped = /\\[\u0080-\uffff]/.exec(script);
  if (escaped) throw new Error(`the bundle has a backslash before ${escaped[0].slice(1)}, which no escape may follow`);
  return script.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
