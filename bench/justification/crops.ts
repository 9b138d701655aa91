/**
 * Sets one paragraph by Nashra, Typst and Chromium and lays the pictures side by side: `tsx crops.ts OUT.png`. `--paragraph N` takes the corpus's
 * N-th paragraph, `--measure MM` (45), `--family NAME`, `--by NAME` (may be repeated) other producers. 300 dpi.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { benchTexts } from "../corpus/corpus.ts";
import { producers } from "./producers/index.ts";
import { runCommand } from "./producers/command.ts";
import { inFolder } from "./results.ts";
import { fontFiles, pointsOf, type BenchFamily, type Producer } from "./setting.ts";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    paragraph: { type: "string", default: "2" },
    measure: { type: "string", default: "45" },
    family: { type: "string", default: "Amiri" },
    by: { type: "string", multiple: true, default: ["Nashra newspaper", "Typst", "Chromium"] },
  },
});

function isFamily(name: string): name is BenchFamily {
  return name in fontFiles;
}

function present(name: string): Producer[] {
  const producer = producers.find((other) => other.name === name);
  const reason = producer ? producer.missing() : `there is no producer of that name, only ${producers.map((other) => other.name).join("; ")}`;
  if (reason !== undefined) console.log(`${name} is left out: ${reason}.`);
  return producer && reason === undefined ? [producer] : [];
}

const { family } = options;
if (!isFamily(family)) throw new Error(`The families are ${Object.keys(fontFiles).join(", ")}.`);
const paragraph = benchTexts().flatMap(({ paragraphs }) => paragraphs)[Number(options.paragraph) - 1];
if (paragraph === undefined) throw new Error("The corpus has no such paragraph.");
const setting = { paragraphs: [paragraph], family, measure: pointsOf(Number(options.measure)) };
const chosen = options.by.flatMap(present);
const picture = positionals[0] ?? "crops.png";

await inFolder(async (folder) => {
  const files: string[] = [];
  for (const producer of chosen) {
    const pdf = join(folder, `${files.length}.pdf`);
    await inFolder((own) => producer.set(setting, pdf, own));
    files.push(pdf);
  }
  const script = fileURLToPath(new URL("sideBySide.py", import.meta.url));
  runCommand(process.env["PYTHON"] ?? "python3", [script, picture, ...files.flatMap((file, index) => [chosen[index]?.name ?? "", file])]);
});
