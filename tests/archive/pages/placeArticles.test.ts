import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PageText } from "../../../src/archive/model.ts";
import { blocksOfArticles, placeArticles } from "../../../src/archive/pages/placeArticles.ts";
import type { SubmittedArticle } from "../../../src/archive/submission.ts";
import { declarations, type CorpusText } from "../../corpus/texts.ts";

const article = (headline: string, ...paragraphs: string[]): SubmittedArticle => ({ kind: "article", headline, paragraphs });
const place = { x: 0, y: 0, width: 1, height: 1 };

/** Pages of blocks, each given by its words. */
function pagesOf(...pages: readonly (readonly string[])[]): PageText[] {
  return pages.map((blocks, index) => ({
    number: index + 1, width: 100, height: 100,
    blocks: blocks.map((text) => ({ ...place, lines: [{ ...place, words: (text.match(/\S+/gu) ?? []).map((word) => ({ ...place, text: word })) }] })),
  }));
}

/** Of each article: the page of its headline, and the words that begin its pages. */
function placed(articles: readonly SubmittedArticle[], pages: readonly PageText[]): unknown[] {
  return placeArticles(articles, pages).map(({ page, pageStarts, body }) => [page, ...pageStarts.map((start) => [start.page, /\S+/u.exec(body.slice(start.offset))?.[0]])]);
}

const lead = "أعلنت الوزارة اليوم أن المدارس تفتح أبوابها يوم الأحد المقبل في جميع المحافظات بعد عطلة طويلة";
const rest = "وأضاف البيان أن الكتب وزعت على التلاميذ كلهم وأن المعلمين استعدوا للعام الجديد منذ شهر كامل";
const other = "فاز المنتخب على ضيفه بهدفين دون رد في مباراة حضرها آلاف المشجعين وانتهت قبل منتصف الليل بقليل";

describe("articles are found", () => {
  test("where headline and body stand one after the other", () => {
    expect(placed([article("عودة المدارس", lead, rest), article("فوز المنتخب", other)], pagesOf(["عودة المدارس", lead, rest], ["فوز المنتخب", other]))).toEqual([[1, [1, "أعلنت"]], [2, [2, "فاز"]]]);
  });

  test("over pages, with captions, bylines and jump lines between, digits set otherwise", () => {
    const counted = "وقال إن 1,250 مدرسة في 27 محافظة جاهزة";
    const pages = pagesOf(["عودة المدارس", "كتب: سامي خليل", lead, "صورة: تلاميذ في الطريق إلى المدرسة", counted.slice(0, 14), "البقية ص ٣"], ["فوز المنتخب", other], ["تتمة", counted.slice(14).replace("250", "٢٥٠").replace("27", "٢٧"), rest]);
    expect(placed([article("عودة المدارس", lead, counted, rest), article("فوز المنتخب", other)], pages)).toEqual([[1, [1, "أعلنت"], [3, "مدرسة"]], [2, [2, "فاز"]]]);
  });

  test("though the headline stands on the first page and in its table of contents too, and in the text of another", () => {
    const mention = `${other} وكانت عودة المدارس حديث الناس أمس`;
    expect(placed([article("فوز المنتخب", mention), article("عودة المدارس", lead)], pagesOf(["في هذا العدد", "عودة المدارس", "فوز المنتخب"], ["فوز المنتخب", mention], ["عودة المدارس", lead]))).toEqual([[2, [2, "فاز"]], [3, [3, "أعلنت"]]]);
  });

  test("each in its own place where they are equal, in their order", () => {
    expect(placed([article("إعلان", lead), article("إعلان", lead), article("إعلان", lead)], pagesOf(["إعلان", lead], ["إعلان", lead, other], ["إعلان", lead]))).toEqual([[1, [1, "أعلنت"]], [2, [2, "أعلنت"]], [3, [3, "أعلنت"]]]);
  });

  test("where a line's end divides a word of the headline or the body", () => {
    const english = "The ministry announced today that international organisations will participate in the conference next month";
    expect(placed([article("International conference", english)], pagesOf(["Interna tional confe rence", "The ministry announced today that inter"], ["national organisations will participate in the conference next month"]))).toEqual([[1, [1, "The"], [2, "organisations"]]]);
  });

  test("without a headline, without a body, with few words, with harakat set or left out", () => {
    const pages = pagesOf(["تهنئة", "عيد مبارك", other], ["تنويه", lead]);
    expect(placed([article("", other), article("تنويه"), article("تهنئة", "عيدٌ مباركٌ"), article("", lead)], pages)).toEqual([[1, [1, "فاز"]], [2], [1, [1, "عيدٌ"]], [2, [2, "أعلنت"]]]);
  });

  test("or not at all, and say so", () => {
    expect(placeArticles([article("عودة المدارس", lead)], pagesOf([other], []))).toEqual([{ position: 1, kind: "article", headline: "عودة المدارس", body: lead, pageStarts: [] }]);
    expect(placeArticles([article("", "")], [])).toEqual([{ position: 1, kind: "article", headline: "", body: "", pageStarts: [] }]);
  });

  test("by the blocks that they stand in", () => {
    expect(blocksOfArticles([{ headline: "عودة المدارس", body: `${lead}\n${rest}` }], pagesOf([other, "عودة المدارس", lead, "صورة"], [rest]))).toEqual([[{ page: 1, block: 1 }, { page: 1, block: 2 }, { page: 2, block: 0 }]]);
  });
});

const wordsOf = (text: CorpusText | undefined): string[] => (text?.paragraphs ?? []).flatMap((paragraph) => paragraph.match(/\p{L}{2,}/gu) ?? []);
const [arabic, persian] = declarations();
/** Running text in which no four words stand in a row twice: where the same is printed twice, nobody can tell which is whose. */
const running = (() => {
  const known = new Set<string>();
  return wordsOf(arabic).reduce<string[]>((text, word) => {
    const four = [...text.slice(-3), word].join(" ");
    if (known.has(four)) return text;
    known.add(four);
    return [...text, word];
  }, []);
})();
const besides = wordsOf(persian);

/** A part of an article in a column, and what stands above it: numbers of words. */
const part = fc.record({ words: fc.integer({ min: 12, max: 60 }), above: fc.integer({ min: 0, max: 8 }) });
const edition = fc.array(fc.record({ headline: fc.integer({ min: 3, max: 8 }), first: part, later: fc.array(part, { maxLength: 2 }) }), { minLength: 1, maxLength: 6 });

test("however an edition is set, every page with some words of an article is told, where it begins in it to within three words, and none without", () => {
  fc.assert(fc.property(edition, fc.integer({ min: 15, max: 90 }), fc.boolean(), (shape, room, teased) => {
    let [taken, aside] = [0, 0];
    const take = (count: number): string[] => running.slice(taken, (taken += count));
    const read = ({ words: count, above }: (typeof shape)[number]["first"]): { words: string[]; above: string[] } => ({ words: take(count), above: besides.slice(aside, (aside += above)) });
    const articles = shape.map(({ headline, first, later }) => ({ headline: take(headline), first: read(first), later: later.map(read) }));
    // Articles begin one after the other; what is left of them follows.
    const foreign = (texts: readonly string[]): Column[] => texts.map((word) => ({ word, of: -1, index: -1, begins: false }));
    const columns: Column[] = [
      ...(teased ? articles.flatMap(({ headline }) => foreign(headline)) : []),
      ...articles.flatMap(({ headline, first }, of) => [
        ...headline.map((word, index) => ({ word, of, index: -1, begins: index === 0 })), ...foreign(first.above), ...first.words.map((word, index) => ({ word, of, index, begins: false })),
      ]),
      ...[0, 1].flatMap((which) => articles.flatMap(({ first, later }, of) => {
        const before = first.words.length + (which === 1 ? (later[0]?.words.length ?? 0) : 0);
        return [...foreign(later[which]?.above ?? []), ...(later[which]?.words ?? []).map((word, index) => ({ word, of, index: before + index, begins: false }))];
      })),
    ];
    const pages = Array.from({ length: Math.ceil(columns.length / room) }, (_, page) => [columns.slice(page * room, (page + 1) * room).map(({ word }) => word).join(" ")]);
    const found = placeArticles(articles.map(({ headline, first, later }) => article(headline.join(" "), [...first.words, ...later.flatMap((own) => own.words)].join(" "))), pagesOf(...pages));
    for (const [of, { page, pageStarts, body }] of found.entries()) {
      const own = columns.map((column, at) => ({ ...column, page: Math.floor(at / room) + 1 })).filter((column) => column.of === of);
      expect(page).toBe(own.find(({ begins }) => begins)?.page);
      const ofBody = own.filter(({ index }) => index >= 0);
      const wordsOn = (of: number): number => ofBody.filter((column) => column.page === of).length;
      expect(pageStarts.filter((start) => wordsOn(start.page) === 0)).toEqual([]);
      const told = pageStarts.map((start) => start.page);
      expect(ofBody.map(({ page: on }) => on).filter((on) => wordsOn(on) >= 8 && !told.includes(on))).toEqual([]);
      for (const [at, start] of pageStarts.entries()) {
        const index = (body.slice(0, start.offset).match(/\S+/gu) ?? []).length;
        // Beside a break may stand by chance what goes on after it.
        if (at > 0) expect(Math.min(...ofBody.filter((column, before) => column.page === start.page && ofBody[before - 1]?.page !== start.page).map((column) => Math.abs(column.index - index)))).toBeLessThanOrEqual(3);
      }
    }
  }), { numRuns: 300 });
});

/** A word on the pages: the article that it is of, -1 for none, its number in the body, whether it begins the headline. */
interface Column {
  readonly word: string;
  readonly of: number;
  readonly index: number;
  readonly begins: boolean;
}
