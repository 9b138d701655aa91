import { openDocument, type Claims } from "./preflightDocument.ts";
import { openFile } from "./openFile.ts";
import type { Demand, Fault, Rule } from "./rule.ts";
import { rules } from "./rules.ts";

/** What a file can be held against: PDF/X-4, PDF/A-2 or -3, PDF/UA-1, the practice of print shops. */
export const standards = ["x4", "a", "ua", "shop"] as const;
export type Standard = (typeof standards)[number];

/** What to check a file against. */
export interface PreflightOptions {
  /** PDF/X-4 and the print shop's rules, and what the file claims to be, if absent. */
  readonly standards?: readonly Standard[];
  /** Most ink, in per cent of one full ink; 300 if absent. */
  readonly inkLimit?: number;
  /** How many operators of content are read at most, those of repeated forms each time; 20 million if absent. */
  readonly operationLimit?: number;
}

/** What stands where against which rule. */
export interface Finding extends Fault {
  readonly rule: string;
  readonly severity: Rule["severity"];
  /** Who demands it, as in `PDF/A 6.2.3; ISO 32000-1 14.11.5`; absent where the file could not be read. */
  readonly clause?: string;
  readonly hint: string;
}

/** What a file was checked against, and what was found. */
export interface PreflightResult {
  readonly standards: readonly Standard[];
  readonly claims: Claims;
  readonly pages: number;
  readonly findings: readonly Finding[];
}

const demands: readonly Demand[] = ["x4", "a", "au", "aa", "ua", "shop"];
const noClaims: Claims = { pdfx: undefined, pdfa: undefined, pdfua: undefined };
const defaultInkLimit = 300;
const defaultOperationLimit = 20_000_000;

/**
 * Checks a PDF, whoever made it, against PDF/X-4 (ISO 15930-7:2010), PDF/A-2 or -3 (ISO 19005-2, -3), PDF/UA-1 (ISO 14289-1) and what print shops ask
 * for. Only the file is read. What cannot be read at all is the finding `file/unreadable`; nothing is thrown for what a file holds.
 */
export async function preflight(bytes: Uint8Array, options: PreflightOptions = {}): Promise<PreflightResult> {
  const asked = options.standards ?? ["x4", "shop"];
  const opened = await openFile(bytes);
  if ("hint" in opened) return failed(asked, { ...opened, rule: "file/unreadable", severity: "error", object: "file" });
  const catalog = opened.trailer.dictionary("Root");
  const encrypted = rules.find(({ id }) => id === "file/encrypted");
  if (catalog === undefined || opened.trailer.has("Encrypt")) {
    return failed(asked, { rule: "file/encrypted", severity: "error", object: "trailer", message: "The file is encrypted.", hint: encrypted?.hint ?? "" });
  }
  const document = await openDocument(opened, catalog, options.operationLimit ?? defaultOperationLimit);
  const judged = options.standards ?? claimed(document.claims);
  const settings = { inForce: demandsOf(judged, document.claims.pdfa?.level), inkLimit: options.inkLimit ?? defaultInkLimit };
  const findings = rules.filter(({ demanded }) => demands.some((demand) => demanded[demand] !== undefined && settings.inForce.has(demand)))
    .flatMap((rule) => [...rule.check(document, settings)].map((fault) => ({ rule: rule.id, severity: rule.severity, clause: clauseOf(rule, settings.inForce), ...fault, hint: rule.hint })));
  return { standards: judged, claims: document.claims, pages: document.pages.length, findings };
}

const names: Readonly<Record<Demand, string>> = { x4: "PDF/X-4", a: "PDF/A", au: "PDF/A (U)", aa: "PDF/A (A)", ua: "PDF/UA", shop: "print shops" };

/** The clauses by which a rule is demanded here, and the one that defines its subject. */
function clauseOf({ demanded, subject }: Rule, inForce: ReadonlySet<Demand>): string {
  const clauses = demands.filter((demand) => inForce.has(demand) && demanded[demand] !== undefined).map((demand) => `${names[demand]} ${demanded[demand] ?? ""}`.trim());
  return [...clauses, `ISO 32000-1 ${subject}`].join("; ");
}

function failed(asked: readonly Standard[], finding: Finding): PreflightResult {
  return { standards: asked, claims: noClaims, pages: 0, findings: [finding] };
}

function claimed({ pdfa, pdfua }: Claims): Standard[] {
  return standards.filter((standard) => standard === "x4" || standard === "shop" || (standard === "a" && pdfa !== undefined) || (standard === "ua" && pdfua !== undefined));
}

/** PDF/A's level A demands what U and B demand, and more. */
function demandsOf(judged: readonly Standard[], level: string | undefined): Set<Demand> {
  const demands = new Set<Demand>(judged);
  if (demands.has("a") && (level === "A" || level === "U")) demands.add("au");
  if (demands.has("a") && level === "A") demands.add("aa");
  return demands;
}
