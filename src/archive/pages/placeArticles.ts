import type { ArchivedArticle, PageText } from "../model.ts";
import type { SubmittedArticle } from "../submission.ts";
import { ANCHOR, anchorAt, copyWords, openFolding, readPageWords, type Folding, type PageWords } from "./pageWords.ts";

/** A word of the copy, by its number, and the word on the pages that it is. */
interface Match {
  readonly word: number;
  readonly at: number;
}

/** How far apart copy and pages may go before they are the same again: words that one has and the other has not, captions and jump lines. */
const MOST_LEFT_OUT = 4;
const MOST_BETWEEN = 32;

/** How many places are weighed where the same words stand often, and how many of their words are compared. */
const MOST_PLACES = 64;
const MOST_COMPARED = 24;

/** So many words of an article say that it goes on on a page. */
const FEWEST_ON_PAGE = 3;

/** How many words above an article's first one its headline is sought that is not found by its first word. */
const MOST_ABOVE = 64;

/** Where an article stands among the words of the pages. */
interface Found {
  /** UTF-16 offsets of the body's words. */
  readonly offsets: readonly number[];
  /** Of its body. */
  readonly matches: readonly Match[];
  /** Its headline's first word, and the end of the last, exclusive. */
  readonly headline?: { readonly at: number; readonly end: number };
}

/**
 * Finds articles on the pages that they were set on: the words of their copy, folded, are followed through the words of the pages. Other words may stand between (captions, bylines), some may be set otherwise,
 * and an article may go on on other pages. Equal articles have each their own place, in their order. A headline is sought before the article's first word, and found nearest to it, since it may stand in other places too.
 *
 * Takes time in proportion to the words of copy and pages.
 *
 * @param articles in the order of the edition
 */
export function placeArticles(articles: readonly SubmittedArticle[], pages: readonly PageText[]): ArchivedArticle[] {
  const fold = openFolding();
  const shown = readPageWords(pages, fold);
  const texts = articles.map(({ headline, paragraphs }) => ({ headline, body: paragraphs.join("\n") }));
  const found = findArticles(texts, shown, fold);
  return articles.map(({ kind, headline, author, section, source }, index): ArchivedArticle => {
    const body = texts[index]?.body ?? "";
    const { matches, offsets, headline: place } = found[index] ?? { matches: [], offsets: [] };
    const at = headline === "" ? matches[0]?.at : place?.at;
    const page = at === undefined ? undefined : shown.pages[at];
    return {
      position: index + 1, kind, headline, ...(author !== undefined && { author }), ...(section !== undefined && { section }), ...(source !== undefined && { source }),
      body, ...(page !== undefined && { page }), pageStarts: pageStartsOf(matches, offsets, shown),
    };
  });
}

/** A block of a page, by its number in the page's blocks. */
export interface BlockPlace {
  readonly page: number;
  readonly block: number;
}

/** The blocks of the pages in which words of each article stand, its headline's first. */
export function blocksOfArticles(articles: readonly Pick<ArchivedArticle, "headline" | "body">[], pages: readonly PageText[]): BlockPlace[][] {
  const fold = openFolding();
  const shown = readPageWords(pages, fold);
  const places = pages.flatMap(({ number, blocks }) => blocks.map((_, block): BlockPlace => ({ page: number, block })));
  return findArticles(articles, shown, fold).map(({ matches, headline }) => {
    const words = [...(headline === undefined ? [] : Array.from({ length: headline.end - headline.at }, (_, index) => headline.at + index)), ...matches.map(({ at }) => at)];
    return [...new Set(words.map((at) => shown.blocks[at]))].flatMap((block) => places[block ?? -1] ?? []);
  });
}

function findArticles(articles: readonly Pick<ArchivedArticle, "headline" | "body">[], shown: PageWords, fold: Folding): Found[] {
  const taken = new Uint8Array(shown.words.length);
  let cursor = 0;
  const bodies = articles.map(({ body }) => {
    const words = copyWords(body, fold);
    const matches = follow(words.map(({ folded }) => folded), shown, taken, cursor);
    cursor = (matches.at(-1)?.at ?? cursor - 1) + 1;
    return { matches, offsets: words.map(({ offset }) => offset) };
  });
  let behind = 0;
  return articles.map(({ headline }, index): Found => {
    const { matches, offsets } = bodies[index] ?? { matches: [], offsets: [] };
    const place = placeOfHeadline(copyWords(headline, fold).map(({ folded }) => folded), shown, taken, matches[0]?.at, behind);
    behind = Math.max(behind, matches[0]?.at ?? place?.at ?? 0);
    return { matches, offsets, ...(place && { headline: place }) };
  });
}

/** Follows words of copy on the pages, and takes the words that they are, so that no other article is found there. */
function follow(words: readonly string[], shown: PageWords, taken: Uint8Array, from: number): Match[] {
  const matches: Match[] = [];
  const isNext = (word: number, at: number): boolean => at < shown.words.length && taken[at] === 0 && words[word] === shown.words[at];
  let at = from;
  // Where the article has not begun there is nothing to go on from.
  let begun = false;
  for (let word = 0; word < words.length;) {
    if (begun && isNext(word, at)) {
      taken[at] = 1;
      matches.push({ word: word++, at: at++ });
      continue;
    }
    const near = begun ? nearby(words, word, at, isNext) : undefined;
    const far = elsewhere(words, word, shown, at, isNext);
    const length = (match: Match | undefined): number => (match === undefined ? 0 : sameFrom(words, match.word, match.at, isNext, MOST_COMPARED));
    const next = length(far) > length(near) ? far : near;
    if (next === undefined) word++;
    else {
      ({ word, at } = goingBack(next, matches, words, shown, taken));
      begun = true;
    }
  }
  return matches;
}

/** Words of another article may be the same by chance as those that go on elsewhere: what stands before that place and is the copy's goes with it. */
function goingBack(next: Match, matches: Match[], words: readonly string[], shown: PageWords, taken: Uint8Array): Match {
  let { word, at } = next;
  for (let last = matches.at(-1); last?.word === word - 1 && taken[at - 1] === 0 && words[word - 1] === shown.words[at - 1]; last = matches.at(-1)) {
    taken[last.at] = 0;
    matches.pop();
    word--;
    at--;
  }
  return { word, at };
}

type IsSame = (word: number, at: number) => boolean;

/** How many words from here on are the same, of so many at most. */
function sameFrom(words: readonly string[], word: number, at: number, isSame: IsSame, most: number): number {
  let same = 0;
  while (same < most && word + same < words.length && isSame(word + same, at + same)) same++;
  return same;
}

/** Where copy and pages are the same again a little later; as many words as an anchor has, or all that are left, must be. */
function nearby(words: readonly string[], word: number, at: number, isSame: IsSame): Match | undefined {
  for (let between = 0; between <= MOST_BETWEEN; between++) {
    for (let leftOut = 0; leftOut <= MOST_LEFT_OUT && word + leftOut < words.length; leftOut++) {
      const wanted = Math.min(ANCHOR, words.length - word - leftOut);
      if (leftOut > 0 && wanted < 2) break;
      if (sameFrom(words, word + leftOut, at + between, isSame, wanted) === wanted) return { word: word + leftOut, at: at + between };
    }
  }
  return undefined;
}

/** Where the next words stand anywhere: where most of them do, and of such places the first one after the last. */
function elsewhere(words: readonly string[], word: number, shown: PageWords, from: number, isSame: IsSame): Match | undefined {
  const anchor = anchorAt(words, word);
  const places = anchor === undefined ? (word === 0 ? shown.places.get(words[0] ?? "") : undefined) : shown.anchors.get(anchor);
  if (places === undefined) return undefined;
  const start = firstFrom(places, from);
  // The whole of a text that is shorter than an anchor.
  const wanted = Math.min(ANCHOR, words.length);
  let best: { readonly at: number; readonly same: number } | undefined;
  for (let count = 0; count < Math.min(places.length, MOST_PLACES); count++) {
    const at = places[(start + count) % places.length] ?? 0;
    const same = sameFrom(words, word, at, isSame, MOST_COMPARED);
    if (same >= wanted && same > (best?.same ?? 0)) best = { at, same };
  }
  return best && { word, at: best.at };
}

/** The index of the first of ascending numbers that is no smaller. */
function firstFrom(numbers: readonly number[], least: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The copy's words that are the first on a page other than the one before it; the article's first word found stands for all before it. One word or two alone on a page may be there by chance. */
function pageStartsOf(matches: readonly Match[], offsets: readonly number[], { pages }: PageWords): ArchivedArticle["pageStarts"] {
  const visits: { readonly word: number; readonly page: number; words: number }[] = [];
  for (const { word, at } of matches) {
    const page = pages[at] ?? 1;
    const visit = visits.at(-1);
    if (visit?.page === page) visit.words++;
    else visits.push({ word, page, words: 1 });
  }
  const sure = visits.filter(({ words }) => words >= FEWEST_ON_PAGE);
  const told = sure.length === 0 ? visits.slice(0, 1) : sure;
  return told.filter(({ page }, index) => told[index - 1]?.page !== page).map(({ word, page }, index) => ({ offset: index === 0 ? 0 : (offsets[word] ?? 0), page }));
}

/**
 * @param body where the article's first word stands
 * @param behind where the article before this one begins
 */
function placeOfHeadline(words: readonly string[], shown: PageWords, taken: Uint8Array, body: number | undefined, behind: number): Found["headline"] {
  const letters = words.join("");
  const free = (places: readonly number[]): { readonly at: number; readonly end: number }[] => places.flatMap((at) => {
    const end = endOfHeadline(letters, shown, taken, at);
    return end === undefined ? [] : [{ at, end }];
  });
  const whole = free(shown.places.get(words[0] ?? "") ?? []);
  // The first word itself may be divided.
  const above = body === undefined || whole.length > 0 ? [] : free(Array.from({ length: Math.min(body, MOST_ABOVE) }, (_, index) => body - Math.min(body, MOST_ABOVE) + index));
  const all = [...whole, ...above];
  const found = body === undefined ? all.find(({ at }) => at >= behind) ?? all[0] : all.findLast(({ end }) => end <= body) ?? all[0];
  if (found !== undefined) taken.fill(1, found.at, found.end);
  return found;
}

/** Letter by letter: a line's end may divide a word in two. */
function endOfHeadline(letters: string, { words }: PageWords, taken: Uint8Array, at: number): number | undefined {
  if (letters === "") return undefined;
  let [end, length] = [at, 0];
  while (length < letters.length) {
    const word = taken[end] === 0 ? words[end] : undefined;
    if (word === undefined || !letters.startsWith(word, length)) return undefined;
    length += word.length;
    end++;
  }
  return end;
}
