import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Reader } from "../pdf/readers.ts";

/** What a program prints; throws if it fails. */
export function output(program: string, words: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, words, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${words.join(" ")}: ${stderr}`);
  return stdout;
}

/** Hands a file over to programs under a path that ends with the call. */
export function withFile<T>(pdf: Uint8Array, use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "nashra-readers-"));
  try {
    const path = join(folder, "file.pdf");
    writeFileSync(path, pdf);
    return use(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The version that a program names on its own, on whichever stream. */
function versionOf(program: string, word: string): string {
  const { stdout, stderr } = spawnSync(program, [word], { encoding: "utf8" });
  return /\d+\.\d+(\.\d+)?/.exec(`${stdout}${stderr}`)?.[0] ?? "unknown";
}

/** The reader of Evince and Okular. */
export const poppler: Reader = {
  name: "poppler",
  version: versionOf("pdftotext", "-v"),
  read: (pdf) => Promise.resolve(withFile(pdf, (path) => output("pdftotext", [path, "-"]))),
};

/** The reader of SumatraPDF and many phones. */
export const muPdf: Reader = {
  name: "MuPDF",
  version: versionOf("mutool", "-v"),
  read: (pdf) => Promise.resolve(withFile(pdf, (path) => output("mutool", ["draw", "-q", "-F", "txt", "-o", "-", path]))),
};
