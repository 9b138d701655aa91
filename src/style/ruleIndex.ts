import type { Element } from "domhandler";
import type { WeightedBlock } from "./cascade.ts";
import type { CompiledSelector } from "./selectors.ts";
import type { StyleRule } from "./stylesheet.ts";

/** A rule that matches an element; `number` tells it from all others. */
export interface MatchedRule extends WeightedBlock {
  readonly number: number;
}

/** Finds the rules that match an element, in ascending order of origin, specificity and place (CSS Cascade 4, section 6.1). */
export type RuleIndex = (element: Element) => readonly MatchedRule[];

interface Entry {
  readonly rule: MatchedRule;
  readonly selector: CompiledSelector;
  /** Place in the order of the cascade. */
  rank: number;
}

type Buckets = Map<string, Entry[]>;

/**
 * Indexes rules by what their selectors ask of the element itself, so that few of them have to be tried on each element.
 *
 * @param rules In the order of their sources.
 */
export function indexRules(rules: readonly StyleRule[]): RuleIndex {
  const entries = rules.flatMap(({ origin, block, selectors }, number) => {
    const rule: MatchedRule = { origin, block, number };
    return selectors.map((selector): Entry => ({ rule, selector, rank: 0 }));
  });
  entries.sort((a, b) => precedence(a.rule) - precedence(b.rule) || a.selector.specificity - b.selector.specificity || a.rule.number - b.rule.number);

  const byKey: Record<"id" | "class" | "tag", Buckets> = { id: new Map(), class: new Map(), tag: new Map() };
  const others: Entry[] = [];
  for (const [rank, entry] of entries.entries()) {
    entry.rank = rank;
    const { key } = entry.selector;
    if (key) bucketOf(byKey[key.kind], key.name).push(entry);
    else others.push(entry);
  }

  return (element) => {
    const matching: Entry[] = [];
    const tryAll = (candidates: readonly Entry[] | undefined): void => {
      for (const entry of candidates ?? []) if (entry.selector.matches?.(element) ?? true) matching.push(entry);
    };
    const { id, class: classes } = element.attribs;
    tryAll(others);
    tryAll(byKey.tag.get(element.name));
    if (classes !== undefined) for (const name of new Set(classes.split(/[\t\n\f\r ]+/))) tryAll(byKey.class.get(name));
    if (id !== undefined) tryAll(byKey.id.get(id));
    return strongestOfEach(matching);
  };
}

function precedence({ origin }: MatchedRule): number {
  return origin === "user-agent" ? 0 : 1;
}

function bucketOf(buckets: Buckets, name: string): Entry[] {
  let bucket = buckets.get(name);
  if (!bucket) {
    bucket = [];
    buckets.set(name, bucket);
  }
  return bucket;
}

/** A rule takes the place of the most specific of its selectors that match. */
function strongestOfEach(matching: Entry[]): readonly MatchedRule[] {
  if (matching.length < 2) return matching.map(({ rule }) => rule);
  matching.sort((a, b) => b.rank - a.rank);
  return [...new Set(matching.map(({ rule }) => rule))].reverse();
}
