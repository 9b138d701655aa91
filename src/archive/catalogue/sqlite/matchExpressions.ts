import type { Query, QueryTerm, QueryWord } from "../../words/query.ts";

/** A query in FTS5's language, https://www.sqlite.org/fts5.html#full_text_query_syntax, once for each degree of nearness. */
export interface MatchExpressions {
  /** Of the index of spellings: all words that must stand in an article, as they were typed. */
  readonly spelling: string;
  /** Whether an article with all spellings is found for certain: no words must stand together, none is excluded. */
  readonly spellingsSuffice: boolean;
  /** Of the index of words. */
  readonly word: string;
  /** Absent where no word has forms. */
  readonly form?: string;
}

/**
 * Writes a query in FTS5's language.
 *
 * @param inUse those of some folded words that stand anywhere in the archive; forms that do not are left out
 */
export function matchExpressions({ terms }: Query, inUse: (folded: readonly string[]) => ReadonlySet<string>): MatchExpressions {
  const known = inUse(terms.flatMap(({ words: [first] }) => first.forms));
  const pruned = terms.map((term) => withFormsInUse(term, known));
  const wanted = pruned.filter(({ excluded }) => !excluded);
  const excluded = pruned.filter((term) => term.excluded).map((term) => anyForm(term));
  const expression = (alternatives: (term: QueryTerm) => string): string => {
    const needed = wanted.map(alternatives).join(" AND ");
    return excluded.length === 0 ? needed : `(${needed}) NOT (${excluded.join(" OR ")})`;
  };
  const hasForms = wanted.some(({ words: [first] }) => first.forms.length > 0);
  return {
    spelling: wanted.flatMap(({ words }) => words.map(({ spelling, prefix }) => phrase([spelling], prefix))).join(" AND "),
    spellingsSuffice: excluded.length === 0 && wanted.every(({ words }) => words.length === 1),
    word: expression(asFolded),
    ...(hasForms && { form: expression(anyForm) }),
  };
}

function withFormsInUse({ words: [first, ...others], excluded }: QueryTerm, inUse: ReadonlySet<string>): QueryTerm {
  return { words: [{ ...first, forms: first.forms.filter((form) => inUse.has(form)) }, ...others], excluded };
}

function asFolded({ words }: QueryTerm): string {
  return phrase(words.map(({ folded }) => folded), endsOpen(words));
}

function anyForm({ words }: QueryTerm): string {
  const [first, ...others] = words;
  const rest = others.map(({ folded }) => folded);
  const variants = [first.folded, ...first.forms].map((form) => phrase([form, ...rest], endsOpen(words)));
  return `(${variants.join(" OR ")})`;
}

function endsOpen(words: readonly QueryWord[]): boolean {
  return words.at(-1)?.prefix === true;
}

/** Words are letters or digits, and need no escape within quotation marks. */
function phrase(words: readonly string[], prefix: boolean): string {
  return `"${words.join(" ")}"${prefix ? " *" : ""}`;
}
