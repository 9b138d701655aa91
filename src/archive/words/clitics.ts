/** The article ال with what may stand before it; ل and the article are written لل. */
const withArticle: readonly string[] = ["ال", "وال", "بال", "لل", "فال", "كال", "وبال", "ولل", "وكال", "فبال", "فلل", "فكال"];
/** Conjunctions و ف and prepositions ب ك ل, alone or one of each. */
const bareClitics: readonly string[] = ["و", "ب", "ل", "ف", "ك", "ول", "وب", "وك", "فل", "فب", "فك"];

const arabicLetters = /^\p{Script=Arabic}+$/u;

/** Letters that must be left. */
const leastUnderArticle = 3;
const leastUnderClitic = 4;
/** Letters of a word that takes something. */
const leastToTakeArticle = 2;
const leastToTakeClitic = 3;

/**
 * Other forms of an Arabic word: with the article ال and the proclitics و ف ب ك ل put on or taken off. The nearest come first; none is the word itself; at most 60.
 *
 * @param folded one word as `foldWords` writes it; one of another script has no forms
 * @param spelling as it was typed: «إلهام» does not begin with the article, «الهام» may
 */
export function formsOf(folded: string, spelling: string): string[] {
  if (!arabicLetters.test(folded)) return [];
  const forms = new Set<string>();
  const underArticle = /^[وف]?[بك]?[أإآ]ل/u.test(spelling) ? [] : withoutArticle(folded);
  for (const stem of underArticle) {
    forms.add(stem);
    putOn(stem, forms);
  }
  const isOnlyWithArticle = underArticle.length > 0 && /^[وف]?لل/u.test(folded);
  if (!isOnlyWithArticle) putOn(folded, forms);
  if (underArticle.length === 0) {
    for (const clitic of bareClitics) {
      const stem = folded.slice(clitic.length);
      if (!folded.startsWith(clitic) || stem.length < leastUnderClitic) continue;
      forms.add(stem);
      forms.add(putArticle("ال", stem));
    }
  }
  forms.delete(folded);
  return [...forms];
}

/** What is left without the article and what stands before it. After لل a word may have lost its own ل: «للجنة» is ل and «اللجنة». */
function withoutArticle(folded: string): string[] {
  const prefix = withArticle.find((article) => folded.startsWith(article));
  if (prefix === undefined) return [];
  const rest = folded.slice(prefix.length);
  const stems = prefix.endsWith("لل") ? [rest, `ل${rest}`] : [rest];
  return stems.filter((stem) => stem.length >= leastUnderArticle);
}

function putOn(stem: string, forms: Set<string>): void {
  if (stem.length >= leastToTakeArticle) for (const article of withArticle) forms.add(putArticle(article, stem));
  if (stem.length >= leastToTakeClitic) for (const clitic of bareClitics) forms.add(clitic + stem);
}

/** Three ل are written as two: ل and «اللجنة» are «للجنة». */
function putArticle(article: string, stem: string): string {
  return article.endsWith("لل") && stem.startsWith("ل") ? article.slice(0, -1) + stem : article + stem;
}
