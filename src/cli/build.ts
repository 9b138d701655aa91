import { realpath, stat } from "node:fs/promises";
import { basename, extname, join, sep } from "node:path";
import { setFlagsFromString } from "node:v8";
import { buildBulletin, type BuildResult } from "../build.ts";
import { foldRepeats, knownNamesHint, renderDiagnostic, sourceMap, type Diagnostic } from "../diagnostics/index.ts";
import { copyEditRules, type CopyEditRule } from "../edition/index.ts";
import { profileNames, type OutputRequest } from "../press/index.ts";
import { justifyProfiles, marksChoices, type MarksChoice } from "../style/index.ts";
import { linearize } from "./linearize.ts";
import { writeWhole } from "./writeOutput.ts";

/** The options of `nashra build` as the command line gives them. */
export interface BuildOptions {
  readonly template: string;
  readonly out?: string;
  readonly language?: string;
  readonly set?: readonly string[];
  readonly role?: readonly string[];
  /** The rules of `--no-edit`; commander names the option without its `no`, and its value is true where it isn't given. */
  readonly edit: readonly string[] | true;
  readonly justify?: string;
  readonly marks?: string;
  readonly fonts?: readonly string[];
  readonly profile?: string;
  readonly outputCondition?: string;
  readonly iccProfile?: string;
  readonly inkLimit?: string;
  readonly lateBinding?: true;
  readonly linearize?: true;
  readonly json?: true;
}

export type Outcome = "built" | "inputAtFault" | "wrongUsage";

/**
 * `nashra build`: sets the sources, writes the PDF whole or not at all, and tells how it went: messages on stderr, with
 * `--json` one object on stdout.
 */
export async function build(sources: readonly string[], options: BuildOptions): Promise<Outcome> {
  const settings = parseSettings(options.set ?? []);
  if (typeof settings === "string") return refuse(settings);
  const justify = justifyProfiles.find((known) => known === options.justify);
  if (options.justify !== undefined && justify === undefined) {
    return refuse(`--justify knows no profile “${options.justify}”. ${knownNamesHint(options.justify, justifyProfiles, "profiles")}`);
  }
  const { marks } = options;
  if (marks !== undefined && !isMarksChoice(marks)) {
    return refuse(`--marks knows no “${marks}”. ${knownNamesHint(marks, Object.keys(marksChoices), "marks")}`);
  }
  const withoutEdits = parseRules(options.edit === true ? [] : options.edit);
  if (typeof withoutEdits === "string") return refuse(withoutEdits);
  const press = parseOutput(options);
  if (typeof press === "string") return refuse(press);
  if (options.out === "") return refuse("--out wants a path, not an empty text");
  const output = await outputPath(sources, options.out);
  const source = await sourceAt(output, sources);
  if (source !== undefined) return refuse(`the PDF would replace its own source ${source}: give --out another path`);

  if (sources.length > fewSources) spareMemory();
  const result = await buildBulletin({
    sources,
    template: options.template,
    settings,
    ...(options.language !== undefined && { language: options.language }),
    ...(justify !== undefined && { justify }),
    ...(marks !== undefined && { marks }),
    roles: options.role ?? [],
    withoutEdits,
    fontFolders: options.fonts ?? [],
    output: press,
  });
  const diagnostics = [...result.diagnostics];
  const report = (diagnostic: Diagnostic): unknown => diagnostics.push(diagnostic);
  const pdf = options.linearize && result.bulletin ? await linearize(result.bulletin.pdf, report) : result.bulletin?.pdf;
  const written = pdf && (await writeWhole(output, pdf, report));
  const bulletin = result.bulletin && pdf && { ...result.bulletin, pdf };
  const told = { ...result, bulletin, diagnostics, output: written === true ? output : undefined };

  tellDiagnostics(diagnostics);
  tellOutcome(told);
  if (options.json) process.stdout.write(`${JSON.stringify(asJson(told), undefined, 2)}\n`);
  return told.output === undefined ? "inputAtFault" : "built";
}

/** Up to so many articles V8 takes little memory in any case. */
const fewSources = 20;

/** V8 lets its young generation grow to 48 MB, which an edition of many articles would fill with what is soon garbage. */
function spareMemory(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}

type Told = BuildResult & { readonly output: string | undefined };

function refuse(message: string): Outcome {
  process.stderr.write(`error: ${message}\n`);
  return "wrongUsage";
}

function parseSettings(pairs: readonly string[]): Record<string, string> | string {
  const settings: Record<string, string> = {};
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    if (at < 1) return `--set wants key=value, not “${pair}”: write for instance --set date=2026-11-24`;
    settings[pair.slice(0, at)] = pair.slice(at + 1);
  }
  return settings;
}

function isMarksChoice(name: string): name is MarksChoice {
  return Object.hasOwn(marksChoices, name);
}

function parseRules(names: readonly string[]): CopyEditRule[] | string {
  const rules: CopyEditRule[] = [];
  for (const name of names) {
    const rule = copyEditRules.find((known) => known === name);
    if (name === "all") rules.push(...copyEditRules);
    else if (!rule) return `--no-edit knows no rule “${name}”. ${knownNamesHint(name, [...copyEditRules, "all"], "rules")}`;
    else rules.push(rule);
  }
  return rules;
}

function parseOutput({ profile, outputCondition, iccProfile, inkLimit, lateBinding }: BuildOptions): OutputRequest | string {
  if (profile !== undefined && !profileNames.some((name) => name === profile)) return `--profile knows no profile “${profile}”. ${knownNamesHint(profile, profileNames, "profiles")}`;
  const limit = inkLimit === undefined ? undefined : Number(inkLimit);
  if (limit !== undefined && !(limit >= 100 && limit <= 400)) return `--ink-limit wants per cent from 100 to 400, not “${inkLimit ?? ""}”`;
  return { profile, condition: outputCondition, iccProfile, inkLimit: limit, lateBinding };
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

function tellDiagnostics(diagnostics: readonly Diagnostic[]): void {
  const sources = sourceMap();
  const color = process.stderr.isTTY && process.env.NO_COLOR === undefined;
  for (const diagnostic of foldRepeats(diagnostics)) process.stderr.write(`${renderDiagnostic(diagnostic, sources, { color })}\n`);
}

function tellOutcome({ bulletin, output, diagnostics, milliseconds }: Told): void {
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
}

function asJson({ bulletin, output, diagnostics, milliseconds }: Told): unknown {
  const written = output === undefined ? undefined : bulletin;
  return {
    output: output ?? null,
    pages: written?.pages ?? 0,
    bytes: written?.pdf.length ?? 0,
    fonts: written?.fonts ?? [],
    diagnostics,
    copyEdits: bulletin?.copyEdits ?? [],
    milliseconds: Object.fromEntries(Object.entries(milliseconds).map(([stage, spent]) => [stage, Math.round(spent * 100) / 100])),
  };
}
