import type { Diagnostic } from "../../diagnostics/index.ts";
import type { ArticleFilter } from "../catalogue/catalogue.ts";
import type { SearchHit, SearchResult } from "../search.ts";
import { addresses } from "./addresses.ts";
import { arabicNumber, counted, directionOfLanguage, hitsCounted } from "./arabicInterface.ts";
import { dayOf, numberOf } from "./editionCard.ts";
import { pagerOf, type Pager } from "./editionsByDate.ts";
import { segmentsOf, type Segment } from "./pageReading.ts";

/** What a search form holds, as it was typed. */
export interface Asked {
  readonly words: string;
  readonly from: string;
  readonly to: string;
  readonly section: string;
  readonly author: string;
  /** Of the results, from 1. */
  readonly page: number;
}

/** The fields that narrow a search. */
export interface Filters extends Pick<Asked, "from" | "to" | "section" | "author"> {
  readonly used: boolean;
}

interface ShownHit {
  readonly href: string;
  readonly language: string;
  readonly direction: string;
  readonly section: string | undefined;
  readonly author: string | undefined;
  readonly headline: readonly Segment[];
  readonly excerpt: readonly Segment[];
  readonly edition: { readonly href: string; readonly publication: string; readonly number: string | undefined };
  readonly day: string;
  readonly page: string | undefined;
}

export interface ResultsView {
  readonly title: string;
  /** What is wrong with the query, or was done to it. */
  readonly problems: readonly Problem[];
  readonly sum: string | undefined;
  /** The number of the first hit shown. */
  readonly first: number;
  readonly hits: readonly ShownHit[];
  readonly pager: Pager | undefined;
  /** Whether to tell how to search. */
  readonly advice: boolean;
}

interface Problem {
  readonly text: string;
  readonly advice: string;
}

/** Hits on one page of results. */
export const HITS = 20;

export function filtersOf({ from, to, section, author }: Asked): Filters {
  return { from, to, section, author, used: [from, to, section, author].some((value) => value !== "") };
}

/** Which articles a form means; days that are none of the calendar are left out. */
export function articleFilterOf({ from, to, section, author }: Asked): ArticleFilter {
  return { ...(isDay(from) && { from }), ...(isDay(to) && { to }), ...(section.trim() !== "" && { section }), ...(author.trim() !== "" && { author }) };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** @param diagnostics what was reported of the query */
export function resultsView(asked: Asked, result: SearchResult | undefined, diagnostics: readonly Diagnostic[]): ResultsView {
  const none = { first: 1, hits: [], pager: undefined, advice: true };
  if (asked.words.trim() === "") return { ...none, title: "البحث", problems: [], sum: undefined };
  const title = "نتائج البحث";
  const told = problemsOf(result === undefined ? diagnostics.filter(({ severity }) => severity === "error") : diagnostics);
  if (result === undefined) return { ...none, title, problems: told.length > 0 ? told : [anyProblem], sum: undefined };
  const { total, totalIsAtLeast, hits } = result;
  return {
    title, problems: told, sum: `${counted(total, hitsCounted)}${totalIsAtLeast ? " على الأقل" : ""}`, first: (asked.page - 1) * HITS + 1,
    hits: hits.map((hit) => shownHit(hit, asked.words)),
    pager: pagerOf(asked.page, Math.ceil(total / HITS), (page) => addressOf(asked, page)),
    advice: total === 0,
  };
}

function addressOf({ words, from, to, section, author }: Asked, page: number): string {
  return addresses.search({ q: words, from, to, section, author, page: page === 1 ? undefined : String(page) });
}

function shownHit({ revision: { digest, publication, number, language, date }, article, page, headlineMatches, excerpt }: SearchHit, words: string): ShownHit {
  const direction = directionOfLanguage(language);
  return {
    href: page === undefined ? addresses.edition(digest) : `${addresses.page(digest, page, { words })}#hit`,
    language, direction, section: article.section, author: article.author,
    headline: article.headline === "" ? [{ text: "بلا عنوان", marked: false }] : segmentsOf(article.headline, headlineMatches),
    excerpt: excerptSegments(excerpt),
    edition: { href: addresses.edition(digest), publication, number: numberOf(number) },
    day: dayOf(date), page: page === undefined ? undefined : `صفحة ${arabicNumber(page)}`,
  };
}

function excerptSegments({ text, marks, cutBefore, cutAfter }: SearchHit["excerpt"]): Segment[] {
  return [...(cutBefore ? [{ text: "… ", marked: false }] : []), ...segmentsOf(text, marks), ...(cutAfter ? [{ text: " …", marked: false }] : [])];
}

/** What is wrong with a query, in the language of the pages. */
const problems: ReadonlyMap<string, Problem> = new Map([
  ["archive/empty-query", { text: "ليس في البحث كلمة مطلوبة.", advice: "اكتب كلمة واحدة على الأقل من حروف أو أرقام، غير مسبوقة بعلامة -." }],
  ["archive/long-query", { text: "كلمات البحث كثيرة.", advice: "كلمات قليلة نادرة أو عبارة قصيرة تكفي." }],
  ["archive/short-prefix", { text: "كلمات كثيرة تبدأ بما قبل النجمة.", advice: "اكتب حرفين على الأقل قبلها." }],
  ["archive/unbalanced-quotation-mark", { text: "علامة اقتباس بلا أخرى تُغلقها.", advice: "بُحث عن كل ما بعدها كعبارة واحدة." }],
  ["archive/stray-asterisk", { text: "نجمة في غير موضعها.", advice: "تُكتب في آخر الكلمة؛ وقد أُهملت هنا." }],
]);

const anyProblem: Problem = { text: "تعذّر فهم كلمات البحث.", advice: "اكتب كلمة واحدة على الأقل من حروف أو أرقام." };

function problemsOf(diagnostics: readonly Diagnostic[]): Problem[] {
  return [...new Set(diagnostics.map(({ code }) => problems.get(code) ?? anyProblem))];
}
