import { spawn, type ChildProcess } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const sample = join(root, "examples/wire-article.txt");

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the command line from source, as a process of its own. */
export function start(words: readonly string[], cwd: string): ChildProcess {
  return spawn(process.execPath, ["--import", import.meta.resolve("tsx"), join(root, "src/cli/nashra.ts"), ...words], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Waits for a process's end, its output gathered. */
export async function end(child: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => { stdout += text; });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => { stderr += text; });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => { resolve({ code, signal, stdout, stderr }); });
  });
}

/** Runs the command line to its end. */
export async function nashra(words: readonly string[], cwd: string): Promise<Ended> {
  return end(start(words, cwd));
}

/** A folder of its own for one test, removed when the test ends. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "nashra-test-"));
  onTestFinished(() => { rmSync(folder, { recursive: true, force: true }); });
  return folder;
}

/** A copy of the built-in template under `folder`, to be damaged. */
export function templateCopy(folder: string, files: readonly string[]): string {
  const copy = join(folder, "template");
  mkdirSync(copy);
  for (const file of files) copyFileSync(join(root, "templates/bulletin", file), join(copy, file));
  return copy;
}
