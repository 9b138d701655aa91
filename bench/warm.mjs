/** Builds the same edition several times in one process: `node warm.mjs RUNS SOURCE…`; prints JSON for run.ts. */
import { buildBulletin } from "../dist/index.js";

const [runs, ...sources] = process.argv.slice(2);
const report = { pages: 0, bytes: 0, runs: [], peakMegabytes: 0 };
for (let run = 0; run < Number(runs); run++) {
  const since = performance.now();
  const { bulletin, diagnostics, milliseconds } = await buildBulletin({ sources });
  const total = performance.now() - since;
  if (!bulletin) throw new Error(JSON.stringify(diagnostics));
  report.pages = bulletin.pages;
  report.bytes = bulletin.pdf.length;
  report.runs.push({ total, stages: milliseconds });
}
report.peakMegabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify(report));
