import { readFile } from "node:fs/promises";
import { knownNamesHint } from "../diagnostics/index.ts";
import { isSystemError, readingReasonOf } from "../files/index.ts";
import { preflight as check, renderFindings, standards, type Finding, type PreflightResult, type Standard } from "../preflight/index.ts";

/** The options of `nashra preflight` as the command line gives them. */
export interface PreflightCommandOptions {
  readonly standard?: string;
  readonly inkLimit?: string;
  readonly json?: true;
}

export type PreflightOutcome = "passed" | "refused" | "wrongUsage";

/**
 * `nashra preflight`: checks PDFs and tells on stdout what a printer or an archive would refuse, with `--json` as one array with an object for each file.
 */
export async function preflight(files: readonly string[], options: PreflightCommandOptions): Promise<PreflightOutcome> {
  const asked = parseStandards(options.standard);
  if (typeof asked === "string") return refuse(asked);
  const inkLimit = Number(options.inkLimit ?? 300);
  if (!(inkLimit > 0 && inkLimit <= 400)) return refuse(`--ink-limit wants per cent between 1 and 400, not “${options.inkLimit ?? ""}”`);

  const told: { readonly file: string; readonly result: PreflightResult }[] = [];
  const color = process.stdout.isTTY && process.env.NO_COLOR === undefined;
  for (const file of files) {
    const result = await checkFile(file, { inkLimit, ...(asked !== undefined && { standards: asked }) });
    told.push({ file, result });
    if (options.json !== true) process.stdout.write(`${renderFindings(file, result, { color })}\n`);
  }
  if (options.json === true) process.stdout.write(`${JSON.stringify(told.map(asJson), undefined, 2)}\n`);
  return told.some(({ result }) => result.findings.some(({ severity }) => severity === "error")) ? "refused" : "passed";
}

function refuse(message: string): PreflightOutcome {
  process.stderr.write(`error: ${message}\n`);
  return "wrongUsage";
}

function parseStandards(list: string | undefined): readonly Standard[] | undefined | string {
  if (list === undefined) return undefined;
  const asked: Standard[] = [];
  for (const name of list.split(",").map((part) => part.trim())) {
    const standard = standards.find((known) => known === name);
    if (standard === undefined) return `--standard knows no standard “${name}”. ${knownNamesHint(name, standards, "standards")}`;
    asked.push(standard);
  }
  return asked;
}

async function checkFile(file: string, options: Parameters<typeof check>[1]): Promise<PreflightResult> {
  try {
    return await check(await readFile(file), options);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const finding: Finding = {
      rule: "file/unreadable", severity: "error", object: "file", message: `The file cannot be read: ${readingReasonOf(error)}.`, hint: "Give the path of a PDF.",
    };
    return { standards: [], claims: { pdfx: undefined, pdfa: undefined, pdfua: undefined }, pages: 0, findings: [finding] };
  }
}

function asJson({ file, result }: { readonly file: string; readonly result: PreflightResult }): unknown {
  const { pdfx, pdfa, pdfua } = result.claims;
  return {
    file, pages: result.pages, standards: result.standards,
    claims: { pdfx: pdfx ?? null, pdfa: pdfa === undefined ? null : `${pdfa.part}${pdfa.level.toLowerCase()}`, pdfua: pdfua ?? null },
    errors: result.findings.filter(({ severity }) => severity === "error").length,
    findings: result.findings,
  };
}
