import { renderDiagnostic, sourceMap } from "../diagnostics/index.ts";
import type { Finding, PreflightResult } from "./preflight.ts";

/** How many different messages of one rule, and objects of one message, a report names. */
const named = 6;

const severities: readonly Finding["severity"][] = ["error", "warning", "notice"];

/**
 * Tells what was found, for people: the rules that are broken, errors first, each with what stands where and what to do; the last line sums up.
 *
 * @param name The file's, as the user gave it.
 * @param options `color`: whether the terminal knows ECMA-48 colours.
 * @returns Several lines, without a line end after the last.
 */
export function renderFindings(name: string, { findings }: PreflightResult, options: { readonly color: boolean } = { color: false }): string {
  const ordered = severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
  const sources = sourceMap();
  const rules = grouped(ordered, ({ rule }) => rule).map(([rule, broken]) => {
    const { severity = "error", hint = "", clause } = broken[0] ?? {};
    const because = clause === undefined ? hint : `${hint} (${clause})`;
    return renderDiagnostic({ severity, code: rule, message: messagesOf(broken).join("\n"), hint: because }, sources, options);
  });
  return [...rules, summary(name, findings)].join("\n");
}

function grouped<T>(things: readonly T[], keyOf: (thing: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const thing of things) groups.set(keyOf(thing), [...(groups.get(keyOf(thing)) ?? []), thing]);
  return [...groups];
}

function messagesOf(findings: readonly Finding[]): string[] {
  const byMessage = grouped(findings, ({ message }) => message);
  const more = byMessage.length - named;
  return [...byMessage.slice(0, named).map(([message, same]) => `${message} (${placesOf(same)})`), ...(more > 0 ? [`And ${more} more.`] : [])];
}

/** Pages where they are known, with ranges folded; else objects. */
function placesOf(findings: readonly Finding[]): string {
  const pages = [...new Set(findings.flatMap(({ page }) => (page === undefined || page === 0 ? [] : [page])))].sort((a, b) => a - b);
  const objects = [...new Set(findings.map(({ object }) => object))];
  const shown = `${objects.slice(0, named).join(", ")}${objects.length > named ? " …" : ""}`;
  if (pages.length === 0) return shown;
  const where = `${pages.length === 1 ? "page" : "pages"} ${foldRanges(pages)}`;
  return objects.length === 1 ? `${where}, ${shown}` : where;
}

/** 1–3, 5, 7–12 */
function foldRanges(pages: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const page of pages) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === page - 1) last[1] = page;
    else ranges.push([page, page]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(", ");
}

/** Counts what the report tells, messages by rule, not their places. */
function summary(name: string, findings: readonly Finding[]): string {
  const counts = severities.map((severity) => {
    const told = findings.filter((finding) => finding.severity === severity).map(({ rule, message }) => `${rule} ${message}`);
    return { severity, count: new Set(told).size };
  });
  const text = counts.filter(({ count }) => count > 0).map(({ severity, count }) => `${count} ${severity}${count === 1 ? "" : "s"}`).join(", ");
  const isRefused = findings.some(({ severity }) => severity !== "notice");
  return `${name}: ${isRefused ? text : ["nothing to refuse", ...(text === "" ? [] : [text])].join(", ")}`;
}
