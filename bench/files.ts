/**
 * Compares the sizes of files: the same copy in two columns of Amiri by Nashra in each profile, by Typst (after `npm ci` in `bench/peers`) and by Chromium (where it is
 * installed). Prints a Markdown table; kB, the press's ICC profile counted apart. Build first (`npm run build`).
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "nashra-bench-"));
const articles = 200;

type Maker = (sources: readonly string[], out: string) => void;

function nashra(...words: readonly string[]): Maker {
  return (sources, out) => {
    execFileSync(process.execPath, [join(root, "dist/cli.js"), "build", ...sources, "--template", join(root, "bench/plain"), "--marks", "none", "--out", out, ...words], { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, SOURCE_DATE_EPOCH: "1669248000" } });
  };
}

const typst: Maker = (sources, out) => {
  execFileSync(process.execPath, [join(root, "bench/peers/typst.mjs"), out, ...sources], { stdio: ["ignore", "ignore", "pipe"] });
};

const chromium: Maker = (sources, out) => {
  const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const body = sources.map((path) => {
    const [, article = ""] = readFileSync(path, "utf8").split(/\r?\n\r?\n(.*)/su);
    const [headline = "", ...paragraphs] = article.split("\n").map((line) => escape(line.trim())).filter((line) => line !== "");
    return `<h1>${headline}</h1>\n${paragraphs.map((text) => `<p>${text}</p>`).join("\n")}`;
  }).join("\n");
  const face = (file: string, weight: number): string => `@font-face { font-family: Amiri; font-weight: ${weight}; src: url("file://${join(root, "fonts/amiri", file)}") }`;
  const page = join(scratch, "page.html");
  const style = [face("Amiri-Regular.ttf", 400), face("Amiri-Bold.ttf", 700), readFileSync(join(root, "bench/plain/style.css"), "utf8")].join("\n");
  writeFileSync(page, `<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>Columns</title><style>${style}</style></head><body>${body}</body></html>`);
  execFileSync("chromium", ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--allow-file-access-from-files", `--print-to-pdf=${out}`, `file://${page}`], { stdio: ["ignore", "ignore", "pipe"] });
};

/** Bytes of the press's profile, where a file has one. */
function profileBytes(profile: string): number {
  return profile === "screen" ? 0 : statSync(join(root, "dist/icc/ISOcoated_v2_300_bas.icc.zz")).size;
}

interface Row {
  readonly name: string;
  readonly make: Maker;
  readonly profile?: string;
}

const rows: readonly Row[] = [
  { name: "Nashra, `screen`", make: nashra("--profile", "screen") },
  { name: "Nashra, `screen`, word spaces alone", make: nashra("--profile", "screen", "--justify", "spaces-only") },
  { name: "Nashra, `print`", make: nashra("--profile", "print"), profile: "print" },
  ...(existsSync(join(root, "bench/peers/node_modules")) ? [{ name: "Typst", make: typst }] : []),
  ...(spawnSync("chromium", ["--version"]).status === 0 ? [{ name: "Chromium", make: chromium }] : []),
];

try {
  const copy = join(root, "examples/wire-article.txt");
  const edition = Array.from({ length: articles }, (_, index) => {
    const path = join(scratch, `${String(index).padStart(3, "0")}.txt`);
    writeFileSync(path, readFileSync(copy));
    return path;
  });
  console.log(`| | the sample, kB | ${articles} articles, kB |\n|---|---|---|`);
  for (const { name, make, profile } of rows) {
    const sizes = [[copy], edition].map((sources) => {
      const out = join(scratch, "out.pdf");
      make(sources, out);
      return statSync(out).size - (profile === undefined ? 0 : profileBytes(profile));
    });
    console.log(`| ${name} | ${sizes.map((size) => (size / 1024).toFixed(1)).join(" | ")} |`);
  }
} finally {
  rmSync(scratch, { recursive: true });
}
