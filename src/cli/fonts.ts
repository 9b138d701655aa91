import { relative } from "node:path";
import { directionOf, foldRepeats, holdsRightToLeft, isolate, printable, renderDiagnostic, sourceMap, terminalCells, type Diagnostic } from "../diagnostics/index.ts";
import { listFonts, type ListedFont } from "../fonts/index.ts";
import { builtInFolders } from "../resources.ts";

/** The options of `nashra fonts` as the command line gives them. */
export interface FontsOptions {
  readonly fonts?: readonly string[];
  readonly json?: true;
}

/**
 * `nashra fonts`: lists the fonts that a build may use, those of the folders given and the built-in ones, on stdout: a table, or with `--json` one object. What is
 * wrong with a file is told on stderr, and the others are listed.
 */
export async function fonts({ fonts: folders = [], json }: FontsOptions): Promise<"listed" | "inputAtFault"> {
  const builtIn = builtInFolders();
  const diagnostics: Diagnostic[] = [];
  const listed = await listFonts([...folders, builtIn.fonts], builtIn.fontIndex, (diagnostic) => diagnostics.push(diagnostic));
  const sources = sourceMap();
  const color = process.stderr.isTTY && process.env.NO_COLOR === undefined;
  for (const diagnostic of foldRepeats(diagnostics)) process.stderr.write(`${renderDiagnostic(diagnostic, sources, { color })}\n`);
  if (json === true) process.stdout.write(`${JSON.stringify({ fonts: listed ?? [], diagnostics }, undefined, 2)}\n`);
  else if (listed !== undefined) process.stdout.write(tableOf(listed));
  return listed === undefined ? "inputAtFault" : "listed";
}

const embeddingWords: Readonly<Record<ListedFont["embedding"], string>> = {
  "installable": "installable", "editable": "editable", "preview-and-print": "preview & print", "restricted": "restricted",
};

const headings = ["family", "style", "version", "embedding", "writes", "licence", "file"];

function tableOf(listed: readonly ListedFont[]): string {
  const rows = [headings, ...listed.toSorted(byFamilyAndStyle).map(rowOf)];
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ""))));
  const lines = rows.map((row) => row.map((cell, column) => padded(cell, column === row.length - 1 ? 0 : (widths[column] ?? 0))).join("  ").trimEnd());
  const refused = listed.flatMap(({ path, refusal }) => (refusal === undefined ? [] : [`${printable(shortPath(path))} ${refusal}: no build uses it.`]));
  return `${[...lines, ...(refused.length > 0 ? ["", ...refused] : [])].join("\n")}\n`;
}

function byFamilyAndStyle(a: ListedFont, b: ListedFont): number {
  return compare(a.families[0], b.families[0]) || compare(b.style, a.style) || a.weight.from - b.weight.from || compare(a.path, b.path);
}

/** By code units: the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function rowOf({ families, style, weight, version, embedding, writes, licence, path }: ListedFont): string[] {
  const weights = weight.from === weight.to ? `${weight.from}` : `${weight.from}–${weight.to}`;
  const [number = version] = /\d+(?:\.\d+)+/u.exec(version) ?? [];
  return [families.join(", "), `${weights}${style === "italic" ? " italic" : ""}`, number, embeddingWords[embedding], writes.join(", ") || "–", licence?.name ?? "not stated", shortPath(path)];
}

/** From the working folder where the file lies in it. */
function shortPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short;
}

function widthOf(text: string): number {
  return terminalCells(text).reduce((sum, { width }) => sum + width, 0);
}

/** A cell of the table. Font files come from anywhere: nothing in their names acts on the terminal, and a name from right to left moves nothing beside it. */
function padded(text: string, width: number): string {
  const filled = `${printable(text)}${" ".repeat(Math.max(0, width - widthOf(text)))}`;
  return holdsRightToLeft(text) ? isolate(filled, directionOf(text)) : filled;
}
