/**
 * Times the built program: the sample as a cold process, an edition of 200 articles cold and warm. Prints a Markdown
 * table; medians, with minimum and maximum. Build first (`npm run build`); after `npm ci` in `bench/peers`, Typst is
 * measured in the same run.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const root = fileURLToPath(new URL("..", import.meta.url));
const articles = 200;

interface Measured {
  readonly milliseconds: number[];
  readonly peakMegabytes: number[];
}

/** Runs a command `runs` times after one that is not counted; `/proc` gives no peak of a dead child, so each reports its own. */
function cold(words: readonly string[], runs: number): Measured {
  const measured: Measured = { milliseconds: [], peakMegabytes: [] };
  for (let run = 0; run <= runs; run++) {
    const since = performance.now();
    const child = spawnSync(process.execPath, ["--import", new URL("peakMemory.mjs", import.meta.url).href, ...words], {
      cwd: root,
      stdio: ["ignore", "ignore", "pipe", "pipe"],
      encoding: "utf8",
    });
    const spent = performance.now() - since;
    if (child.status !== 0) throw new Error(child.stderr);
    if (run === 0) continue;
    measured.milliseconds.push(spent);
    measured.peakMegabytes.push(Number(child.output[3]) / 1024);
  }
  return measured;
}

const warmReport = z.object({
  pages: z.number(),
  bytes: z.number(),
  runs: z.array(z.object({ total: z.number(), stages: z.record(z.string(), z.number()) })),
  peakMegabytes: z.number(),
});

function warm(sources: readonly string[], runs: number): z.infer<typeof warmReport> {
  const child = spawnSync(process.execPath, [fileURLToPath(new URL("warm.mjs", import.meta.url)), String(runs), ...sources], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (child.status !== 0) throw new Error(child.stderr);
  return warmReport.parse(JSON.parse(child.stdout));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function spread(values: readonly number[], digits = 0): string {
  return `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})`;
}

function edition(folder: string): string[] {
  const copy = readFileSync(join(root, "examples/wire-article.txt"), "utf8");
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: articles }, (_, index) => {
    const path = join(folder, `${String(index + 1).padStart(3, "0")}.txt`);
    writeFileSync(path, copy);
    return path;
  });
}

const scratch = mkdtempSync(join(tmpdir(), "nashra-bench-"));
try {
  const sources = edition(join(scratch, "edition"));
  const out = join(scratch, "out.pdf");
  const sample = cold(["dist/cli.js", "build", "examples/wire-article.txt", "--out", out], 9);
  const large = cold(["dist/cli.js", "build", ...sources, "--out", out], 5);
  const small = warm([join(root, "examples/wire-article.txt")], 25);
  const many = warm(sources, 7);
  const peer = existsSync(join(root, "bench/peers/node_modules"))
    ? { sample: cold(["bench/peers/typst.mjs", out, "examples/wire-article.txt"], 9), large: cold(["bench/peers/typst.mjs", out, ...sources], 5) }
    : undefined;
  const settled = many.runs.slice(2);
  const totals = settled.map(({ total }) => total);

  console.log(`${cpus()[0]?.model ?? "unknown processor"}, Node ${process.version}\n`);
  console.log("| | median (min–max) |\n|---|---|");
  console.log(`| sample, cold process | ${spread(sample.milliseconds)} ms, ${median(sample.peakMegabytes).toFixed(0)} MB |`);
  console.log(`| sample, warm | ${spread(small.runs.slice(5).map(({ total }) => total), 1)} ms |`);
  console.log(`| ${articles} articles (${many.pages} pages, ${(many.bytes / 1024).toFixed(0)} kB), cold process | ${spread(large.milliseconds)} ms, ${median(large.peakMegabytes).toFixed(0)} MB |`);
  console.log(`| ${articles} articles, warm | ${spread(totals)} ms, ${(many.pages / (median(totals) / 1000)).toFixed(0)} pages/s, ${many.peakMegabytes.toFixed(0)} MB |`);
  if (peer) {
    console.log(`| Typst: sample, cold process | ${spread(peer.sample.milliseconds)} ms, ${median(peer.sample.peakMegabytes).toFixed(0)} MB |`);
    console.log(`| Typst: ${articles} articles, cold process | ${spread(peer.large.milliseconds)} ms, ${median(peer.large.peakMegabytes).toFixed(0)} MB |`);
  }
  console.log("\n| stage | sample, first run in a process, ms | sample, warm, ms | edition, warm, ms |\n|---|---|---|---|");
  const stage = (runs: typeof many.runs, name: string): string => median(runs.map(({ stages }) => stages[name] ?? 0)).toFixed(1);
  for (const name of Object.keys(many.runs[0]?.stages ?? {})) {
    console.log(`| ${name} | ${stage(small.runs.slice(0, 1), name)} | ${stage(small.runs.slice(5), name)} | ${stage(settled, name)} |`);
  }
} finally {
  rmSync(scratch, { recursive: true });
}
