import { spawnSync } from "node:child_process";

/** What became of a program that was run to its end. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program; only one that is not there throws. */
export function ran(program: string, words: readonly string[]): Ran {
  const { status, stdout, stderr, error } = spawnSync(program, words, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (error) throw new Error(`${program} cannot be run (${error.message}): install Debian's ghostscript, qpdf, mupdf-tools and poppler-utils.`);
  return { status, stdout, stderr };
}

/** The lines of a text that say something. */
export const lines = (text: string): string[] => text.split("\n").map((line) => line.trimEnd()).filter((line) => line !== "");
