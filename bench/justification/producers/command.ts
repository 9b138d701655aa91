import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The path of the first of some commands that is installed. */
export function findCommand(...names: readonly string[]): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

/** Runs a command to its end and gives what it printed; throws with its complaint if it fails. */
export function runCommand(command: string, words: readonly string[], options: { readonly folder?: string; readonly variables?: Readonly<Record<string, string>> } = {}): string {
  const child = spawnSync(command, words, {
    cwd: options.folder,
    env: { ...process.env, ...options.variables },
    encoding: "utf8",
    maxBuffer: 1 << 28,
    timeout: 300_000,
  });
  if (child.error) throw child.error;
  if (child.status !== 0) throw new Error(`${command} failed: ${(child.stderr + child.stdout).slice(-2000)}`);
  return child.stdout;
}
