import type { Nearness } from "../../../src/archive/catalogue/catalogue.ts";
import type { FoldedArticle } from "../../../src/archive/words/foldArticle.ts";
import type { Query, QueryTerm, QueryWord } from "../../../src/archive/words/query.ts";

type Asking = (word: QueryWord, folded: string) => boolean;

const asWord: Asking = ({ folded, prefix }, word) => (prefix ? word.startsWith(folded) : word === folded);
const asForm: Asking = (asked, word) => asWord(asked, word) || asked.forms.includes(word);

function stands({ words }: QueryTerm, text: string, asking: Asking): boolean {
  const all = text.split(" ");
  return all.some((_, index) => words.every((word, offset) => asking(word, all[index + offset] ?? "")));
}

/** Says how near an article comes to a query, from the meaning of both alone and without an index; `undefined` where the query does not find it. An oracle for catalogues. */
export function nearnessOf({ headline, body, spellings }: Pick<FoldedArticle, "headline" | "body" | "spellings">, { terms }: Query): Nearness | undefined {
  const holds = (term: QueryTerm, asking: Asking): boolean => stands(term, headline, asking) || stands(term, body, asking);
  const wanted = terms.filter(({ excluded }) => !excluded);
  if (terms.some((term) => term.excluded && holds(term, asForm))) return undefined;
  if (!wanted.every((term) => holds(term, asForm))) return undefined;
  if (!wanted.every((term) => holds(term, asWord))) return "form";
  const spelled = spellings.split(" ");
  const isSpelled = ({ spelling, prefix }: QueryWord): boolean => spelled.some((word) => (prefix ? word.startsWith(spelling) : word === spelling));
  return wanted.every(({ words }) => words.every(isSpelled)) ? "spelling" : "word";
}
