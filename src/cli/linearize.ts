import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "../diagnostics/index.ts";

/** qpdf ends with 3 where it has written the file and warned. */
const done = new Set([0, 3]);

/**
 * Puts a PDF's objects into the order of its pages (ISO 32000-1, Annex F), so that readers show the first page while the rest is on its way. qpdf does it, which is a program of its own.
 *
 * Reports errors: `output/no-qpdf` (it is not installed), `output/not-linearised` (what it says).
 *
 * @returns the file linearised, always the same for the same file
 */
export async function linearize(pdf: Uint8Array, report: Report): Promise<Uint8Array | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "nashra-"));
  try {
    const [plain, linear] = [join(folder, "plain.pdf"), join(folder, "linear.pdf")];
    await writeFile(plain, pdf);
    const { code, said } = await run("qpdf", ["--linearize", "--object-streams=generate", "--deterministic-id", plain, linear]);
    if (code === "ENOENT") {
      report({ severity: "error", code: "output/no-qpdf", message: "--linearize needs qpdf, which is not installed.", hint: "Install it (Debian: apt-get install qpdf; macOS: brew install qpdf), or leave the option out." });
      return undefined;
    }
    if (typeof code === "string" || !done.has(code)) {
      report({ severity: "error", code: "output/not-linearised", message: `qpdf could not linearise the file: ${said.trim() || String(code)}`, hint: "Leave --linearize out." });
      return undefined;
    }
    return await readFile(linear);
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Ended {
  /** The exit code, or the system's word for why it did not begin. */
  readonly code: number | string;
  readonly said: string;
}

function run(program: string, words: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    let said = "";
    const child = spawn(program, words, { stdio: ["ignore", "ignore", "pipe"] });
    child.stderr.setEncoding("utf8").on("data", (text: string) => { said += text; });
    child.on("error", (error: NodeJS.ErrnoException) => { resolve({ code: error.code ?? error.message, said }); });
    child.on("close", (code, signal) => { resolve({ code: code ?? signal ?? "ended", said }); });
  });
}
