import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { root } from "../../cli/command.ts";

/** A process that adds editions. */
export interface Adder {
  /** Lets it begin. */
  readonly begin: (firstNumber: number, count: number, salt?: string) => void;
  readonly kill: () => void;
  /** What it said of each edition, once it has ended. */
  readonly ended: Promise<readonly string[]>;
}

/** Bundles the program that adds, which starts faster than from its sources; packages with native code lie beside it. */
export async function bundleAdder(folder: string): Promise<string> {
  const script = join(folder, "adder.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("adder.ts", import.meta.url))], outfile: script, bundle: true, format: "esm", platform: "node", target: "node20", logLevel: "error",
    // Packages that are CommonJS ask for Node's modules by require.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    external: ["better-sqlite3", "pg", "@aws-sdk/*", "@hyzyla/pdfium", "sharp"],
  });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return script;
}

/** Starts a process; it has loaded the program and waits when the promise is kept. */
export async function startAdder(script: string, archive: string): Promise<Adder> {
  const child: ChildProcess = spawn(process.execPath, [script, archive], { stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  let errors = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => { errors += text; });
  child.stdin?.on("error", () => undefined);
  const ready = new Promise<void>((resolve) => {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.startsWith("ready\n")) resolve();
    });
  });
  const ended = once(child, "close").then(() => {
    if (errors !== "") throw new Error(errors);
    return said.split("\n").slice(1, -1);
  });
  await Promise.race([ready, ended]);
  return {
    begin: (firstNumber, count, salt = "") => { child.stdin?.end(`${firstNumber} ${count} ${salt}\n`); },
    kill: () => { child.kill("SIGKILL"); },
    ended,
  };
}
