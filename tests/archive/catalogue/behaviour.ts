import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ArticleFilter, Catalogue, Nearness } from "../../../src/archive/catalogue/catalogue.ts";
import type { ArchivedArticle, RevisionSummary } from "../../../src/archive/model.ts";
import type { Query, QueryTerm, QueryWord } from "../../../src/archive/words/query.ts";
import { foldWords, spelledWords } from "../../../src/archive/words/foldWords.ts";
import { findInPlainText } from "./plainSearch.ts";
import { newRevision, sha256, type ToldRevision } from "./revisions.ts";

/** A catalogue with nothing in it. */
export interface OpenedCatalogue {
  readonly catalogue: Catalogue;
  /** Opens the same one again, as another process would. */
  readonly again: () => Promise<Catalogue>;
  /** Closes it and takes it away. */
  readonly discard: () => Promise<void>;
}

/** A word of a query as the reader of queries makes it, without forms. */
export function queryWord(spelling: string, more: Partial<QueryWord> = {}): QueryWord {
  return { spelling: spelledWords(spelling).join(" "), folded: foldWords(spelling).join(" "), forms: [], prefix: false, ...more };
}

export function queryTerm(words: string, { excluded = false }: { readonly excluded?: boolean } = {}): QueryTerm {
  const [first, ...others] = words.split(" ").map((word) => queryWord(word));
  if (first === undefined) throw new Error("no words");
  return { words: [first, ...others], excluded };
}

/** Every word a term of its own. */
export function query(...terms: readonly (string | QueryTerm)[]): Query {
  return { terms: terms.map((term) => (typeof term === "string" ? queryTerm(term) : term)) };
}

const wholePage = { limit: 1000, offset: 0 };

/** What every catalogue does, whatever it is made of. `open` gives an empty one. */
export function describeCatalogue(name: string, open: () => Promise<OpenedCatalogue>): void {
  describe(name, () => {
    let opened: OpenedCatalogue;
    let catalogue: Catalogue;
    beforeEach(async () => {
      opened = await open();
      catalogue = opened.catalogue;
    });
    afterEach(() => opened.discard());

    const add = async (told: ToldRevision): Promise<RevisionSummary> => (await catalogue.add(newRevision(told))).summary;
    const names = async (...asked: Parameters<Catalogue["list"]>): Promise<string[]> => (await catalogue.list(...asked)).map((summary) => summary.name);
    const found = async (asked: Query, filter: ArticleFilter = {}): Promise<[Nearness, string][]> =>
      (await catalogue.search(asked, filter, wholePage)).hits.map(({ nearness, article }) => [nearness, article.headline === "" ? article.body : article.headline]);

    test("the editions of each month are counted, the newest month first, each edition once and those without a date last", async () => {
      expect(await catalogue.months()).toEqual([]);
      await add({ edition: { number: "1", date: "2022-11-24" } });
      await add({ edition: { number: "2", date: "2022-11-01" } });
      await add({ edition: { number: "3", date: "2023-01-31" } });
      await add({ edition: { number: "4" } });
      // A revision that moves its edition to another month takes it along.
      await add({ edition: { number: "1", date: "2022-12-01" }, salt: "b" });
      expect(await catalogue.months()).toEqual([{ month: "2023-01", editions: 1 }, { month: "2022-12", editions: 1 }, { month: "2022-11", editions: 1 }, { editions: 1 }]);
    });

    describe("adding", () => {
      test("a first revision is added and told with all that its record says of it", async () => {
        const revision = newRevision({ edition: { number: "12", date: "2022-11-24", title: "نشرة الصباح", language: "ar-EG", pages: 8 }, articles: ["أول", "ثان"] });
        expect(await catalogue.add(revision)).toEqual({
          outcome: "added",
          summary: {
            name: "النشرة/12", revision: 1, revisions: 1, digest: revision.record.digest, record: revision.recordSha256, addedAt: "2026-01-02T03:04:05.678Z", addedBy: "nashra 0.1.0",
            publication: "النشرة", number: "12", date: "2022-11-24", title: "نشرة الصباح", language: "ar-EG", pages: 8, articles: 2,
          },
        });
      });

      test("the same revision again is known, and nothing changes", async () => {
        const revision = newRevision({ edition: { number: "1" }, files: [{}] });
        const first = await catalogue.add(revision);
        const counts = await catalogue.counts();
        expect(await catalogue.add(revision)).toEqual({ outcome: "known", summary: first.summary });
        expect(await catalogue.counts()).toEqual(counts);
      });

      test("another revision under the same number becomes the newest, and the old one stays", async () => {
        await add({ edition: { number: "1", date: "2022-01-01" }, salt: "a" });
        const second = await catalogue.add(newRevision({ edition: { number: "1", date: "2022-01-02" }, salt: "b" }));
        expect(second).toMatchObject({ outcome: "revised", summary: { name: "النشرة/1", revision: 2, revisions: 2, date: "2022-01-02" } });
        expect(await names({})).toEqual(["النشرة/1"]);
        expect(await names({}, { allRevisions: true })).toEqual(["النشرة/1", "النشرة/1@1"]);
      });

      test("an older revision again is known and does not become the newest", async () => {
        const old: ToldRevision = { edition: { number: "1" }, salt: "a" };
        await add(old);
        await add({ edition: { number: "1" }, salt: "b" });
        expect(await catalogue.add(newRevision(old))).toMatchObject({ outcome: "known", summary: { name: "النشرة/1@1", revision: 1, revisions: 2 } });
        expect(await catalogue.list({})).toMatchObject([{ revision: 2 }]);
      });

      test("an edition without a number is known by its day, with one by its number alone", async () => {
        expect(await add({ edition: { date: "2022-11-24" } })).toMatchObject({ name: "النشرة/2022-11-24", revision: 1 });
        expect(await add({ edition: { date: "2022-11-24" }, salt: "b" })).toMatchObject({ name: "النشرة/2022-11-24", revision: 2 });
        expect(await add({ edition: { number: "2022-11-24", date: "2022-11-24" } })).toMatchObject({ revision: 1, revisions: 1 });
        expect(await add({ edition: { number: "7" } })).toMatchObject({ name: "النشرة/7", revision: 1 });
        expect(await add({ edition: { number: "7", date: "2022-11-25" } })).toMatchObject({ name: "النشرة/7", revision: 2 });
      });

      test("publications whose names fold together are one", async () => {
        await add({ edition: { publication: "أخبار المدينة", number: "1" } });
        expect(await add({ edition: { publication: "اخبار  المدينه", number: "1" }, salt: "b" })).toMatchObject({ name: "اخبار  المدينه/1", revision: 2 });
        expect((await catalogue.counts()).publications).toBe(1);
        expect(await names({ publication: "أخبارُ المدينة" })).toEqual(["اخبار  المدينه/1"]);
      });

      test("what one connection adds another one finds", async () => {
        const other = await opened.again();
        await add({ edition: { number: "1" }, articles: ["كتاب"] });
        expect((await other.search(query("كتاب"), {}, wholePage)).total).toBe(1);
        expect(await other.add(newRevision({ edition: { number: "1" }, articles: ["بيت"] }))).toMatchObject({ outcome: "revised" });
        await other.close();
        expect(await found(query("بيت"))).toEqual([["spelling", "بيت"]]);
        expect(await found(query("كتاب"))).toEqual([]);
      });

      test("an edition without articles is kept too", async () => {
        expect(await add({ edition: { number: "1" }, articles: [] })).toMatchObject({ articles: 0 });
        expect(await add({ edition: { number: "2" }, articles: [] })).toMatchObject({ articles: 0 });
        expect(await names({})).toEqual(["النشرة/1", "النشرة/2"]);
      });
    });

    describe("listing", () => {
      test("the newest date comes first, those without a date last, then by publication and number", async () => {
        for (const edition of [
          { number: "9", date: "2022-01-02" }, { number: "10", date: "2022-01-02" }, { publication: "البيان", number: "30", date: "2022-01-02" }, { number: "3" }, { date: "2023-05-01" }, { number: "8", date: "2022-01-01" },
        ]) await add({ edition });
        const expected = ["النشرة/2023-05-01", "البيان/30", "النشرة/9", "النشرة/10", "النشرة/8", "النشرة/3"];
        expect(await names({})).toEqual(expected);
        expect(await names({}, { limit: 2 })).toEqual(expected.slice(0, 2));
        expect(await names({}, { limit: 2, offset: 3 })).toEqual(expected.slice(3, 5));
        expect(await names({}, { offset: 4 })).toEqual(expected.slice(4));
      });

      test("publication, number and dates choose; editions without a date are outside any range", async () => {
        for (const edition of [{ number: "1", date: "2022-01-01" }, { number: "2", date: "2022-01-02" }, { number: "3", date: "2022-01-03" }, { number: "4" }, { publication: "البيان", number: "2", date: "2022-01-02" }]) await add({ edition });
        expect(await names({ from: "2022-01-02" })).toEqual(["النشرة/3", "البيان/2", "النشرة/2"]);
        expect(await names({ to: "2022-01-02" })).toEqual(["البيان/2", "النشرة/2", "النشرة/1"]);
        expect(await names({ from: "2022-01-02", to: "2022-01-02", publication: "النشرة" })).toEqual(["النشرة/2"]);
        expect(await names({ number: "2" })).toEqual(["البيان/2", "النشرة/2"]);
        expect(await names({ number: "4" })).toEqual(["النشرة/4"]);
        expect(await names({ publication: "لا شيء" })).toEqual([]);
      });

      test("a newest revision is chosen by its own facts, an older one only among all revisions", async () => {
        await add({ edition: { number: "1", date: "2022-01-01" } });
        await add({ edition: { number: "1", date: "2022-06-01" } });
        expect(await names({ to: "2022-02-01" })).toEqual([]);
        expect(await names({ to: "2022-02-01" }, { allRevisions: true })).toEqual(["النشرة/1@1"]);
      });
    });

    describe("finding by content", () => {
      test("a digest or its beginning finds its revision alone", async () => {
        const first = await add({ edition: { number: "1" }, salt: "a" });
        const second = await add({ edition: { number: "1" }, salt: "b" });
        expect(await catalogue.byDigest(first.digest)).toMatchObject([{ name: "النشرة/1@1", revision: 1 }]);
        expect(await catalogue.byDigest(second.digest.slice(0, 8))).toEqual([second]);
        expect(await catalogue.byDigest(sha256("another"))).toEqual([]);
      });

      test("what is no digest finds nothing", async () => {
        await add({ edition: { number: "1" } });
        for (const beginning of ["%%%%%%%%", "________", "", "'; --"]) expect(await catalogue.byDigest(beginning)).toEqual([]);
      });

      test("a file's hash finds every revision that keeps it, with the name it has there", async () => {
        const shared = { sha256: sha256("shared"), name: "pdf/archive.pdf" };
        await add({ edition: { number: "1" }, files: [shared], salt: "a" });
        await add({ edition: { number: "1" }, files: [{}, { ...shared, name: "sources/kept.pdf" }], salt: "b" });
        const owners = await catalogue.byFile(sha256("shared"));
        expect(owners.map(({ name, fileName }) => [name, fileName]).sort()).toEqual([["النشرة/1", "sources/kept.pdf"], ["النشرة/1@1", "pdf/archive.pdf"]]);
        expect(await catalogue.byFile(sha256("another"))).toEqual([]);
      });

      test("all needed objects are told with their names and revisions, and of records the digests", async () => {
        const revision = newRevision({ edition: { number: "1" }, files: [{ name: "sources/a.txt" }, { name: "sources/b.txt" }] });
        await catalogue.add(revision);
        const needed = [];
        for await (const object of catalogue.objects()) needed.push(object);
        const expected = [
          ...revision.record.files.map((file) => ({ sha256: file.sha256, name: file.name, revision: "النشرة/1@1" })),
          { sha256: revision.recordSha256, name: "record.json", revision: "النشرة/1@1", digest: revision.record.digest },
        ];
        const bySha = (a: { readonly sha256: string }, b: { readonly sha256: string }): number => (a.sha256 < b.sha256 ? -1 : 1);
        expect(needed.sort(bySha)).toEqual(expected.sort(bySha));
      });

      test("thousands of objects are told each, also while something is added", async () => {
        const files = Array.from({ length: 2500 }, (_, index) => ({ name: `sources/${index}.txt` }));
        await add({ edition: { number: "1" }, files });
        const told = new Set<string>();
        for await (const { name } of catalogue.objects()) {
          if (told.size === 10) await add({ edition: { number: "2" } });
          told.add(name);
        }
        for (const { name } of files) expect(told).toContain(name);
      });
    });

    describe("counting", () => {
      test("an empty catalogue counts nothing and is whole", async () => {
        const { databaseBytes, ...counts } = await catalogue.counts();
        expect(counts).toEqual({ publications: 0, editions: 0, revisions: 0, articles: 0, files: 0, fileBytes: 0, textBytes: 0 });
        expect(databaseBytes).toBeGreaterThanOrEqual(0);
        expect(await catalogue.check()).toEqual([]);
        expect(await catalogue.list({})).toEqual([]);
        expect(await catalogue.search(query("كتاب"), {}, wholePage)).toEqual({ total: 0, hits: [] });
      });

      test("everything of all revisions is counted, files once each", async () => {
        const shared = { sha256: sha256("shared"), bytes: 1000 };
        await add({ edition: { number: "1", date: "2022-01-01" }, articles: [{ headline: "كتاب", body: "بيت" }], files: [shared, { bytes: 7 }], salt: "a" });
        await add({ edition: { number: "1", date: "2022-01-03" }, articles: ["ab", "c"], files: [shared], salt: "b" });
        await add({ edition: { publication: "البيان", number: "1", date: "2022-01-02" }, articles: [] });
        expect(await catalogue.counts()).toMatchObject({ publications: 2, editions: 2, revisions: 3, articles: 3, files: 2, fileBytes: 1007, textBytes: 14 + 3, firstDate: "2022-01-01", lastDate: "2022-01-03" });
        expect(await catalogue.check()).toEqual([]);
      });
    });

    describe("searching", () => {
      test("a hit has its article and its revision as they were added", async () => {
        const article: ArchivedArticle = {
          position: 2, kind: "page", headline: "عنوان", author: "كاتب", section: "رأي", source: "وكالة", body: "فقرة أولى 😀\nفقرة «ثانية»\u200f", page: 3, pageStarts: [{ offset: 0, page: 3 }, { offset: 9, page: 4 }],
        };
        const summary = await add({ edition: { number: "1", date: "2022-01-01" }, articles: [{ body: "غيرها" }, article] });
        expect(await catalogue.search(query("ثانية"), {}, wholePage)).toEqual({ total: 1, hits: [{ nearness: "spelling", article, revision: summary }] });
        const bare: ArchivedArticle = { position: 1, kind: "article", headline: "", body: "مفردة", pageStarts: [] };
        await add({ edition: { number: "2" }, articles: [bare] });
        expect((await catalogue.search(query("مفردة"), {}, wholePage)).hits[0]?.article).toEqual(bare);
      });

      test("as spelled comes first, then as folded, then with article and clitics", async () => {
        await add({ edition: { number: "1" }, articles: ["والكتاب", "مدينه جديدة", "المدينة المدينة", "مدينة", "مدينة"] });
        const asked = query({ words: [queryWord("مدينة", { forms: ["المدينه", "والمدينه"] })], excluded: false });
        expect(await found(asked)).toEqual([["spelling", "مدينة"], ["spelling", "مدينة"], ["word", "مدينه جديدة"], ["form", "المدينة المدينة"]]);
      });

      test("harakat and tatweel make no difference to the spelling", async () => {
        await add({ edition: { number: "1" }, articles: ["كِتَابٌ", "كتـــاب"] });
        expect((await found(query("كتاب"))).map(([nearness]) => nearness)).toEqual(["spelling", "spelling"]);
      });

      test("all words must stand in the article, in headline or body; none of those that are excluded", async () => {
        await add({ edition: { number: "1" }, articles: [{ headline: "بيت", body: "كتاب" }, { headline: "كتاب", body: "قلم" }, { headline: "بيت وقلم", body: "كتاب" }] });
        expect((await found(query("بيت", "كتاب"))).map(([, headline]) => headline)).toEqual(["بيت", "بيت وقلم"]);
        expect((await found(query("كتاب", queryTerm("بيت", { excluded: true })))).map(([, headline]) => headline)).toEqual(["كتاب"]);
      });

      test("an excluded word's forms are excluded with it", async () => {
        await add({ edition: { number: "1" }, articles: ["كتاب بيت", "كتاب البيت", "كتاب"] });
        expect(await found(query("كتاب", { words: [queryWord("بيت", { forms: ["البيت"] })], excluded: true }))).toEqual([["spelling", "كتاب"]]);
      });

      test("a phrase's words stand one after another, in the headline or in the body and not across", async () => {
        await add({ edition: { number: "1" }, articles: ["مجلس الأمن الدولي", "الأمن مجلس", "مجلس وزراء الأمن", { headline: "مجلس", body: "الأمن" }, { headline: "قرار مجلس الأمن" }] });
        expect((await found(query("مجلس الأمن"))).map(([, text]) => text).sort()).toEqual(["قرار مجلس الأمن", "مجلس الأمن الدولي"]);
      });

      test("a phrase begins with any form of its first word", async () => {
        await add({ edition: { number: "1" }, articles: ["ومجلس الأمن", "مجلس الامن", "مجلس والأمن"] });
        const asked: Query = { terms: [{ words: [queryWord("مجلس", { forms: ["ومجلس"] }), queryWord("الأمن")], excluded: false }] };
        expect(await found(asked)).toEqual([["word", "مجلس الامن"], ["form", "ومجلس الأمن"]]);
      });

      test("a word is found by its beginning, alone and at a phrase's end", async () => {
        await add({ edition: { number: "1" }, articles: ["مكتبة", "مكتوب", "كتاب", "دار مكتبة", "مكتبه"] });
        expect((await found({ terms: [{ words: [queryWord("مكت", { prefix: true })], excluded: false }] })).map(([, text]) => text).sort()).toEqual(["دار مكتبة", "مكتبة", "مكتبه", "مكتوب"].sort());
        expect(await found({ terms: [{ words: [queryWord("دار"), queryWord("مكت", { prefix: true })], excluded: false }] })).toEqual([["spelling", "دار مكتبة"]]);
        expect((await found({ terms: [{ words: [queryWord("مكتبة", { prefix: true })], excluded: false }] })).map(([nearness, text]) => `${nearness} ${text}`).sort()).toEqual(["spelling دار مكتبة", "spelling مكتبة", "word مكتبه"].sort());
      });

      test("words that a query language could take for its own are words", async () => {
        await add({ edition: { number: "1" }, articles: ["and or not near", "AND", "x"] });
        for (const word of ["and", "or", "not", "near"]) expect((await found(query(word))).length, word).toBe(word === "and" ? 2 : 1);
      });

      test("a word in the headline weighs more than one in the body", async () => {
        const filling = Array.from({ length: 20 }, (_, index) => `كلمة${index}`).join(" ");
        await add({ edition: { number: "1" }, articles: [{ headline: "ا", body: `كتاب ${filling}` }, { headline: "كتاب", body: filling }, ...Array.from({ length: 8 }, () => "غيره")] });
        expect((await catalogue.search(query("كتاب"), {}, wholePage)).hits.map(({ article }) => article.position)).toEqual([2, 1]);
      });

      test("of equally relevant articles the newest edition's comes first, in whatever order they were added", async () => {
        for (const date of ["2022-01-02", "2022-01-04", "2022-01-01", "2022-01-03"]) await add({ edition: { date }, articles: ["كتاب"] });
        const { hits } = await catalogue.search(query("كتاب"), {}, wholePage);
        expect(hits.map(({ revision }) => revision.date)).toEqual(["2022-01-04", "2022-01-03", "2022-01-02", "2022-01-01"]);
      });

      test("dates, section, author and publication choose", async () => {
        await add({ edition: { number: "1", date: "2022-01-01" }, articles: [{ body: "كتاب 1", section: "رأي", author: "سلمى أحمد الحسن" }, { body: "كتاب 2", section: "ثقافة", source: "وكالة الأنباء" }] });
        await add({ edition: { number: "2", date: "2022-01-02" }, articles: [{ body: "كتاب 3", section: "رَأي", author: "سلمي الحسن", source: "رويترز" }] });
        await add({ edition: { publication: "البيان", number: "3" }, articles: [{ body: "كتاب 4" }] });
        const chosen = async (filter: ArticleFilter): Promise<string[]> => (await found(query("كتاب"), filter)).map(([, text]) => text.slice(-1)).sort();
        expect(await chosen({})).toEqual(["1", "2", "3", "4"]);
        expect(await chosen({ from: "2022-01-02" })).toEqual(["3"]);
        expect(await chosen({ to: "2022-01-01" })).toEqual(["1", "2"]);
        expect(await chosen({ from: "2022-01-01", to: "2022-01-02" })).toEqual(["1", "2", "3"]);
        expect(await chosen({ section: "رأى" })).toEqual(["1", "3"]);
        expect(await chosen({ author: "سلمى" })).toEqual(["1", "3"]);
        expect(await chosen({ author: "احمد الحسن" })).toEqual(["1"]);
        expect(await chosen({ author: "سلم" })).toEqual([]);
        expect(await chosen({ author: "الأنباء" })).toEqual(["2"]);
        expect(await chosen({ author: "رويترز" })).toEqual([]);
        expect(await chosen({ publication: "البيان" })).toEqual(["4"]);
        expect(await chosen({ number: "2" })).toEqual(["3"]);
        expect(await chosen({ section: "رأي", to: "2022-01-01", author: "الحسن" })).toEqual(["1"]);
        expect(await chosen({ section: "لا شيء" })).toEqual([]);
        expect(await chosen({ author: "%" })).toEqual([]);
      });

      test("older revisions are searched only where they are asked for", async () => {
        await add({ edition: { number: "1", date: "2022-01-01" }, articles: ["كتاب قديم"] });
        await add({ edition: { number: "1", date: "2022-01-01" }, articles: ["كتاب جديد"] });
        expect(await found(query("كتاب"))).toEqual([["spelling", "كتاب جديد"]]);
        expect((await found(query("كتاب"), { allRevisions: true })).map(([, text]) => text).sort()).toEqual(["كتاب جديد", "كتاب قديم"]);
        const { hits } = await catalogue.search(query("قديم"), { allRevisions: true }, wholePage);
        expect(hits).toMatchObject([{ revision: { name: "النشرة/1@1", revisions: 2 } }]);
      });

      test("pages of a result follow each other without gap or repeat, over all degrees of nearness", async () => {
        const bodies = ["سنة", "سنه", "السنة", "سنة وسنة", "بالسنة", "سنه سنه", "السنة السنة", "سنة"];
        for (const [index, body] of bodies.entries()) await add({ edition: { number: String(index), date: `2022-01-0${index + 1}` }, articles: [body, "غيره", body] });
        const asked = query({ words: [queryWord("سنة", { forms: ["السنه", "بالسنه"] })], excluded: false });
        const key = ({ revision, article }: { readonly revision: RevisionSummary; readonly article: ArchivedArticle }): string => `${revision.name}:${article.position}`;
        const whole = await catalogue.search(asked, {}, wholePage);
        expect(whole.total).toBe(16);
        for (const limit of [1, 3, 5, 16]) {
          const paged: string[] = [];
          for (let offset = 0; offset < 16; offset += limit) {
            const page = await catalogue.search(asked, {}, { limit, offset });
            expect(page.total).toBe(16);
            paged.push(...page.hits.map(key));
          }
          expect(paged, `pages of ${limit}`).toEqual(whole.hits.map(key));
        }
        expect(await catalogue.search(asked, {}, { limit: 5, offset: 16 })).toEqual({ total: 16, hits: [] });
        expect(await catalogue.search(asked, {}, { limit: 0, offset: 0 })).toEqual({ total: 16, hits: [] });
      });
    });

    test("in random archives a search finds what a reading of every article finds, in the order of nearness", async () => {
      await fc.assert(fc.asyncProperty(fc.array(anyRevision, { minLength: 1, maxLength: 6 }), fc.array(fc.tuple(anyQuery, anyFilter), { minLength: 1, maxLength: 8 }), async (revisions, searches) => {
        const fresh = await open();
        try {
          const known: { readonly told: ToldRevision; readonly summary: RevisionSummary }[] = [];
          for (const told of revisions) {
            const { outcome, summary } = await fresh.catalogue.add(newRevision(told));
            if (outcome !== "known") known.push({ told, summary });
          }
          for (const [asked, filter] of searches) {
            const expected = findInPlainText(known, asked, filter);
            const { total, hits } = await fresh.catalogue.search(asked, filter, wholePage);
            const told = hits.map(({ nearness, article, revision }) => `${nearness} ${revision.digest} ${article.position}`);
            expect([...told].sort()).toEqual([...expected].sort());
            expect(told.map((hit) => hit.split(" ")[0])).toEqual([...told].map((hit) => hit.split(" ")[0] ?? "").sort((a, b) => degrees.indexOf(a) - degrees.indexOf(b)));
            expect(total).toBe(expected.length);
          }
        } finally {
          await fresh.discard();
        }
      }), { numRuns: 40 });
    });
  });
}

const degrees: readonly string[] = ["spelling", "word", "form"] satisfies Nearness[];

/** Few words, many of which fold together or differ by a clitic. */
const pool = ["علي", "على", "أحمد", "احمد", "كتاب", "الكتاب", "والكتاب", "بيت", "سنة", "سنه", "السنة", "١٢", "12", "news", "News"];
const anyWord = fc.constantFrom(...pool);
const anyText = (maxLength: number): fc.Arbitrary<string> => fc.array(anyWord, { maxLength }).map((words) => words.join(" "));
const anyDate = fc.integer({ min: 1, max: 5 }).map((day) => `2022-01-0${day}`);
const anySection = fc.constantFrom("رأي", "رأى", "ثقافة");
const anyAuthor = fc.constantFrom("سلمى أحمد", "احمد", "أحمد علي");

const anyRevision: fc.Arbitrary<ToldRevision> = fc.record({
  edition: fc.record({ number: fc.integer({ min: 1, max: 3 }).map(String), date: anyDate, publication: fc.constantFrom("النشرة", "البيان") }, { requiredKeys: ["publication", "number"] }),
  articles: fc.array(fc.record({ headline: anyText(3), body: anyText(8), section: anySection, author: anyAuthor, source: anyAuthor }, { requiredKeys: ["headline", "body"] }), { maxLength: 4 }),
});

const anyQueryWord: fc.Arbitrary<QueryWord> = fc.record({ word: anyWord, forms: fc.subarray([...new Set(pool.flatMap((word) => foldWords(word)))], { maxLength: 3 }), prefix: fc.boolean(), length: fc.integer({ min: 1, max: 6 }) })
  .map(({ word, forms, prefix, length }) => (prefix ? queryWord(word.slice(0, length), { prefix }) : queryWord(word, { forms: forms.filter((form) => !foldWords(word).includes(form)) })));

const anyTerm: fc.Arbitrary<QueryTerm> = fc.record({ words: fc.array(anyQueryWord, { minLength: 1, maxLength: 3 }), excluded: fc.boolean() }).map(({ words: [first, ...others], excluded }) => {
  if (first === undefined) throw new Error("no words");
  const within = ({ spelling }: QueryWord): QueryWord => queryWord(spelling);
  const last = others.at(-1);
  return { words: last === undefined ? [first] : [{ ...within(first), forms: first.forms }, ...others.slice(0, -1).map(within), { ...last, forms: [] }], excluded };
});

const anyQuery: fc.Arbitrary<Query> = fc.array(anyTerm, { minLength: 1, maxLength: 3 }).map(([first, ...others]) => ({ terms: first === undefined ? [] : [{ ...first, excluded: false }, ...others] }));

const anyFilter: fc.Arbitrary<ArticleFilter> = fc.record({
  from: anyDate, to: anyDate, section: anySection, author: fc.constantFrom("سلمي", "احمد", "أحمد علي", "علي احمد"), publication: fc.constantFrom("النشرة", "البيان"), number: fc.constantFrom("1", "2"), allRevisions: fc.constant(true as const),
}, { requiredKeys: [] });
