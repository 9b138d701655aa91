import { realpath, stat } from "node:fs/promises";
import { basename, extname, join, sep } from "node:path";
import { setFlagsFromString } from "node:v8";
import type { Added } from "../archive/index.ts";
import { buildBulletin, type BuildResult } from "../build.ts";
import type { Diagnostic, Report } from "../diagnostics/index.ts";
import type { Built } from "./archive/keepBuilt.ts";
import { describeAdded } from "./archive/describe.ts";
import { readRequest, type RequestOptions } from "./buildRequest.ts";
import { tellDiagnostics } from "./tellDiagnostics.ts";
import { linearize } from "./linearize.ts";
import { writeWhole } from "./writeOutput.ts";

/** The options of `nashra build` as the command line gives them. */
export interface BuildOptions extends RequestOptions {
  readonly out?: string;
  readonly linearize?: true;
  readonly archive?: string | true;
  readonly objects?: string;
  readonly json?: true;
}

export type Outcome = "built" | "inputAtFault" | "wrongUsage";

/**
 * `nashra build`: sets the sources, writes the PDF whole or not at all, and tells how it went: messages on stderr, with
 * `--json` one object on stdout.
 */
export async function build(sources: readonly string[], options: BuildOptions): Promise<Outcome> {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): unknown => diagnostics.push(diagnostic);
  const read = readRequest(sources, options, report);
  if (read && "usage" in read) return refuse(read.usage);
  if (options.out === "") return refuse("--out wants a path, not an empty text");
  const output = await outputPath(sources, options.out);
  const request = read?.request;
  const source = await sourceAt(output, [...sources, ...(request?.sources ?? [])]);
  if (source !== undefined) return refuse(`the PDF would replace its own source ${source}: give --out another path`);

  if (request && request.sources.length > fewSources) spareMemory();
  const result = request ? await buildBulletin({ ...request, ...(options.archive !== undefined && { withMatter: true }) }) : nothingBuilt;
  diagnostics.push(...result.diagnostics);
  const pdf = options.linearize && result.bulletin ? await linearize(result.bulletin.pdf, report) : result.bulletin?.pdf;
  const written = pdf && (await writeWhole(output, pdf, report));
  const kept = request && pdf && result.bulletin && written === true && options.archive !== undefined
    ? await keepBuilt({ request, bulletin: result.bulletin, pdf, linearized: options.linearize === true }, options, report) : undefined;
  const bulletin = result.bulletin && pdf && { ...result.bulletin, pdf };
  const told = { ...result, bulletin, diagnostics, output: written === true ? output : undefined, kept };

  tellDiagnostics(diagnostics);
  tellOutcome(told);
  if (options.json) process.stdout.write(`${JSON.stringify(asJson(told), undefined, 2)}\n`);
  return told.output === undefined || (options.archive !== undefined && !kept) ? "inputAtFault" : "built";
}

const nothingBuilt: BuildResult = { bulletin: undefined, diagnostics: [], milliseconds: {} };

/** Loaded only where an archive is asked for. */
async function keepBuilt(built: Built, options: BuildOptions, report: Report): Promise<Added | undefined> {
  const { keepBuilt: keep } = await import("./archive/keepBuilt.ts");
  return keep(built, options, report);
}

/** Up to so many articles V8 takes little memory in any case. */
const fewSources = 20;

/** V8 lets its young generation grow to 48 MB, which an edition of many articles would fill with what is soon garbage. */
function spareMemory(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}

type Told = BuildResult & { readonly output: string | undefined; readonly kept: Added | undefined };

function refuse(message: string): Outcome {
  process.stderr.write(`error: ${message}\n`);
  return "wrongUsage";
}

async function outputPath(sources: readonly string[], out: string | undefined): Promise<string> {
  const first = sources[0] ?? "bulletin";
  const name = `${basename(first, extname(first))}.pdf`;
  if (out === undefined) return name;
  if (out.endsWith("/") || out.endsWith(sep) || (await isFolder(out))) return join(out, name);
  return out;
}

/** The source that stands where the PDF is to go. */
async function sourceAt(output: string, sources: readonly string[]): Promise<string | undefined> {
  const place = await realpath(output).catch(() => undefined);
  if (place === undefined) return undefined;
  for (const source of sources) if ((await realpath(source).catch(() => undefined)) === place) return source;
  return undefined;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then((found) => found.isDirectory(), () => false);
}

function tellOutcome({ bulletin, output, diagnostics, milliseconds, kept }: Told): void {
  if (!bulletin || output === undefined) {
    const errors = diagnostics.filter(({ severity }) => severity === "error").length;
    process.stderr.write(`no PDF written: ${errors} ${errors === 1 ? "error" : "errors"}\n`);
    return;
  }
  const pages = `${bulletin.pages} ${bulletin.pages === 1 ? "page" : "pages"}`;
  const kilobytes = `${Math.ceil(bulletin.pdf.length / 1024)} kB`;
  const total = Object.values(milliseconds).reduce((sum, stage) => sum + stage, 0);
  const edits = bulletin.copyEdits.length;
  const corrections = edits === 0 ? "" : `, ${edits} ${edits === 1 ? "correction" : "corrections"} to the copy (listed by --json)`;
  process.stderr.write(`${output}: ${pages}, ${kilobytes}, ${Math.round(total)} ms${corrections}\n`);
  if (kept) process.stderr.write(`${describeAdded(kept)}\n`);
}

function asJson({ bulletin, output, diagnostics, milliseconds, kept }: Told): unknown {
  const written = output === undefined ? undefined : bulletin;
  return {
    output: output ?? null,
    ...(kept && { archived: { outcome: kept.outcome, edition: kept.summary.name, revision: kept.summary.revision, digest: kept.summary.digest } }),
    pages: written?.pages ?? 0,
    bytes: written?.pdf.length ?? 0,
    fonts: written?.fonts ?? [],
    diagnostics,
    copyEdits: bulletin?.copyEdits ?? [],
    milliseconds: Object.fromEntries(Object.entries(milliseconds).map(([stage, spent]) => [stage, Math.round(spent * 100) / 100])),
  };
}
