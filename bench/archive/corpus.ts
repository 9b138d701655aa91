import type { ArchivedArticle } from "../../src/archive/model.ts";
import { declarations, sampleArticle } from "../../tests/corpus/texts.ts";
import { benchTexts } from "../corpus/corpus.ts";

/** An edition of a newspaper that never was: its articles are made of the words and the sentences of the bench's texts. */
export interface MadeEdition {
  readonly publication: string;
  readonly number: string;
  readonly date: string;
  readonly articles: readonly ArchivedArticle[];
}

/** Numbers in [0, 1), the same for the same seed (Mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Words from the most frequent to the rarest, and the sentences and names that stay whole. */
export interface Language {
  readonly words: readonly string[];
  readonly sentences: readonly string[];
  /** Two or three words that always stand together. */
  readonly names: readonly string[];
}

const vocabularySize = 300_000;
const nameCount = 20_000;
const proclitics = ["", "ال", "و", "ب", "ل", "وال", "بال", "لل", "ف", "ك"];
const suffixes = ["", "ه", "ها", "هم", "ات", "ين", "ون", "ة", "ي", "نا", "تين", "اً"];
const arabicWord = /^[\u0621-\u064A]{2,}$/u;

/** The language of all editions. The texts' own words come first, by their frequency; then words made of them with clitics, endings and letters that changed places, as rare words are mostly such. */
export function makeLanguage(): Language {
  const random = randomNumbers(1);
  const arabic = declarations().filter(({ language }) => language === "ar");
  const paragraphs = [...benchTexts(), ...arabic, sampleArticle()].flatMap((text) => text.paragraphs);
  const frequencies = new Map<string, number>();
  for (const word of paragraphs.flatMap((text) => text.match(/\p{L}+/gu) ?? [])) if (arabicWord.test(word)) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  const own = [...frequencies].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([word]) => word);
  const words = new Set(own);
  while (words.size < vocabularySize) words.add(derived(one(own, random), random));
  const ranked = [...words];
  const nouns = ranked.slice(200, 20_000);
  const names = Array.from({ length: nameCount }, () => Array.from({ length: random() < 0.7 ? 2 : 3 }, () => one(nouns, random)).join(" "));
  return { words: ranked, sentences: paragraphs.flatMap((text) => text.split(/(?<=[.؟!])\s+/u)).filter((sentence) => sentence.length > 40), names };
}

function derived(word: string, random: () => number): string {
  const letters = Array.from(word);
  for (let swaps = Math.floor(random() * 3); swaps > 0; swaps--) {
    const [a, b] = [Math.floor(random() * letters.length), Math.floor(random() * letters.length)];
    [letters[a], letters[b]] = [letters[b] ?? "", letters[a] ?? ""];
  }
  return one(proclitics, random) + letters.join("") + one(suffixes, random);
}

function one<T>(choices: readonly T[], random: () => number): T {
  const chosen = choices[Math.floor(random() * choices.length)];
  if (chosen === undefined) throw new Error("nothing to choose from");
  return chosen;
}

/** A rank drawn by Zipf's law with Mandelbrot's shift, P(rank) ∝ 1 / (rank + 2.7): the inverse of its integral. */
export function zipfRank(size: number, random: () => number): number {
  const shift = 2.7;
  return Math.min(size - 1, Math.floor(shift * Math.pow((size + shift) / shift, random()) - shift));
}

const sections = ["محليات", "اقتصاد", "ثقافة", "رياضة", "العالم", "علوم", "رأي", "مجتمع"];
const agencies = ["وكالة الأنباء", "رويترز", "فرانس برس", "سانا", "الأناضول"];
const dayMilliseconds = 86_400_000;

/** Editions of 20 to 40 articles of about 300 words, one a day from 2000 on, until there are `articles` articles. */
export function* makeEditions(language: Language, articles: number, seed = 2): Generator<MadeEdition> {
  const random = randomNumbers(seed);
  for (let made = 0, number = 1; made < articles; number++) {
    const size = Math.min(20 + Math.floor(random() * 21), articles - made);
    made += size;
    yield {
      publication: "النشرة اليومية",
      number: String(number),
      date: new Date(Date.UTC(2000, 0, 1) + number * dayMilliseconds).toISOString().slice(0, 10),
      articles: Array.from({ length: size }, (_, index) => makeArticle(language, index + 1, random)),
    };
  }
}

function makeArticle({ words, sentences, names }: Language, position: number, random: () => number): ArchivedArticle {
  const topic = Array.from({ length: 8 }, () => words[200 + zipfRank(60_000, random)] ?? "");
  const actors = Array.from({ length: 2 }, () => names[zipfRank(names.length, random)] ?? "");
  const wanted = 200 + Math.floor(random() * 200);
  const paragraphs: string[] = [];
  let length = 0;
  while (length < wanted) {
    const paragraph = random() < 0.1 ? one(sentences, random) : sentence(words, topic, actors, random);
    length += paragraph.split(" ").length;
    paragraphs.push(paragraph);
  }
  const body = paragraphs.reduce((text, next, index) => text + (index === 0 ? "" : index % 3 === 0 ? "\n" : " ") + next, "");
  const page = Math.ceil(position / 3);
  const author = names[zipfRank(400, random)] ?? "";
  return {
    position,
    kind: "article",
    headline: [actors[0] ?? "", ...topic.slice(0, 4)].join(" "),
    ...(random() < 0.6 ? { author } : { source: one(agencies, random) }),
    section: one(sections, random),
    body,
    page,
    pageStarts: [{ offset: 0, page }],
  };
}

function sentence(words: readonly string[], topic: readonly string[], actors: readonly string[], random: () => number): string {
  const drawn = Array.from({ length: 8 + Math.floor(random() * 18) }, () => {
    const kind = random();
    return kind < 0.06 ? one(topic, random) : kind < 0.08 ? one(actors, random) : (words[zipfRank(words.length, random)] ?? "");
  });
  return `${drawn.join(" ")}.`;
}
