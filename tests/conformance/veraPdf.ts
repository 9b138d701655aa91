import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** What veraPDF can hold a file to: a part of PDF/A with its level, or PDF/UA. */
export type Flavour = "2u" | "2a" | "3a" | "ua1";

/** A file and what it is to be held to. */
export interface Claim {
  readonly path: string;
  readonly flavour: Flavour;
}

const failureSchema = z.object({
  specification: z.string(),
  clause: z.string(),
  test: z.number(),
  /** How often the rule is broken; the first places have a failure each. */
  times: z.number(),
  rule: z.string(),
  message: z.string().nullable(),
  object: z.string(),
});

const verdictSchema = z.object({
  file: z.string(),
  flavour: z.string(),
  version: z.string(),
  /** Why the file could not be judged at all. */
  unread: z.string().optional(),
  flavourChecked: z.string().optional(),
  ended: z.string().optional(),
  checks: z.number().default(0),
  compliant: z.boolean().default(false),
  failures: z.array(failureSchema).default([]),
});

/** veraPDF's judgement of a claim. */
export type Verdict = z.infer<typeof verdictSchema>;

const folder = fileURLToPath(new URL("verapdf", import.meta.url));
const cache = fileURLToPath(new URL("../../node_modules/.cache/nashra-conformance", import.meta.url));

/** Fails with what to install, before a stack trace says less. */
function need(program: string, word: string): void {
  const { error, status } = spawnSync(program, [word], { stdio: "ignore" });
  if (error !== undefined || status !== 0) {
    throw new Error(`The conformance tests need ${program}: install a Java development kit (17 or later) and Maven, on Debian \`apt-get install default-jdk-headless maven\`.`);
  }
}

/** Where the validator's classes are: Maven fetches them once, and says so into a file that is kept until `pom.xml` changes. */
function classPath(): string {
  const pom = join(folder, "pom.xml");
  const kept = join(cache, `verapdf-${createHash("sha256").update(readFileSync(pom)).digest("hex").slice(0, 12)}.classpath`);
  if (existsSync(kept)) {
    const path = readFileSync(kept, "utf8").trim();
    if (path.split(delimiter).every((file) => existsSync(file))) return path;
  }
  need("mvn", "--version");
  mkdirSync(cache, { recursive: true });
  const { status, stdout, stderr } = spawnSync("mvn", ["-q", "-B", "-f", pom, "dependency:build-classpath", `-Dmdep.outputFile=${kept}.new`], { encoding: "utf8" });
  if (status !== 0) throw new Error(`Maven could not fetch veraPDF:\n${stdout}${stderr}`);
  const path = readFileSync(`${kept}.new`, "utf8").trim();
  writeFileSync(kept, path);
  return path;
}

/** Has veraPDF judge files, all in one process; the verdicts come in the order of the claims. */
export async function validate(claims: readonly Claim[]): Promise<Verdict[]> {
  need("javac", "-version");
  // Compiling less pays in a run of seconds; an edition of hundreds of pages needs room.
  const java = spawn("java", ["-XX:+UseSerialGC", "-Xmx2g", "-Djava.awt.headless=true", "-cp", classPath(), join(folder, "Validate.java")], { stdio: ["pipe", "pipe", "pipe"] });
  let answers = "";
  let complaints = "";
  java.stdout.setEncoding("utf8").on("data", (text: string) => { answers += text; });
  java.stderr.setEncoding("utf8").on("data", (text: string) => { complaints += text; });
  java.stdin.end(claims.map(({ flavour, path }) => `${flavour}\t${path}\n`).join(""));
  const code = await new Promise<number | null>((resolve, reject) => { java.once("error", reject).once("close", resolve); });
  const verdicts = answers.split("\n").filter((line) => line !== "").map((line) => verdictSchema.parse(JSON.parse(line)));
  if (code !== 0 || verdicts.length !== claims.length) throw new Error(`veraPDF judged ${verdicts.length} of ${claims.length} claims and ended with ${String(code)}:\n${complaints}`);
  return verdicts;
}

/** What is wrong with a file, a line for each rule and place; empty if it keeps what it claims. */
export function faults(verdict: Verdict): string[] {
  if (verdict.unread !== undefined) return [`cannot be judged: ${verdict.unread}`];
  // A verdict about something else, or half of one, is no verdict.
  if (verdict.flavourChecked !== verdict.flavour || verdict.ended !== "normal" || verdict.checks === 0) {
    return [`was judged as ${verdict.flavourChecked ?? "nothing"} in ${verdict.checks} checks, which ended as ${verdict.ended ?? "nothing"}`];
  }
  const lines = verdict.failures.map(
    ({ specification, clause, test, times, message, rule, object }) => `${specification} ${clause}-${test} (${times} times): ${message ?? rule} — ${object}`,
  );
  return verdict.compliant || lines.length > 0 ? lines : ["is not compliant, for no reason given"];
}
