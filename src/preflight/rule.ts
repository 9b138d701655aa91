import type { PreflightDocument } from "./preflightDocument.ts";

/**
 * What a rule can be demanded by: PDF/X-4, PDF/A-2 and -3 at every level (`a`), at levels U and A (`au`), at level A alone (`aa`), PDF/UA-1, and the
 * print shop, which no standard speaks for.
 */
export type Demand = "x4" | "a" | "au" | "aa" | "ua" | "shop";

/** What stands where against a rule. */
export interface Fault {
  /** The indirect object, `12 0 R`; `page 3`, where a page has none of its own; `trailer`, `header` … */
  readonly object: string;
  /** From 1. */
  readonly page?: number;
  /** One sentence without its place. */
  readonly message: string;
}

/** What a run asks for. */
export interface RuleSettings {
  readonly inForce: ReadonlySet<Demand>;
  /** Most ink, in per cent of one full ink. */
  readonly inkLimit: number;
}

/** One row of the table of rules. */
export interface Rule {
  /** Stable, kebab-case, prefixed by its subject. */
  readonly id: string;
  /** An error is what a standard forbids, a warning what a print shop would complain about, a notice what it may want to know. */
  readonly severity: "error" | "warning" | "notice";
  /**
   * Who demands it, with the clause of ISO 19005-2:2011 for `a`, `au` and `aa`, of ISO 14289-1:2014 for `ua`. Empty where only the standard is named, as
   * ISO 15930-7:2010 is for `x4`.
   */
  readonly demanded: Readonly<Partial<Record<Demand, string>>>;
  /** Where ISO 32000-1:2008 defines what the rule is about. */
  readonly subject: string;
  /** What must hold, one sentence. */
  readonly what: string;
  /** What to do about it. */
  readonly hint: string;
  readonly check: (document: PreflightDocument, settings: RuleSettings) => Iterable<Fault>;
}

/** A fault or none. */
export function when(holds: boolean, object: string, message: string, page?: number): Fault[] {
  return holds ? [{ object, message, ...(page !== undefined && { page }) }] : [];
}

/** Whether X-4 is asked for, which wants an output intent in any case and so says itself where there is none. */
export function wantsIntent({ inForce }: RuleSettings): boolean {
  return inForce.has("x4");
}
