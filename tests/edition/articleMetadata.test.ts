import { expect, test } from "vitest";
import { describeArticles, type Article, type CopyText, type Edition } from "../../src/edition/index.ts";

const copy = (text: string): CopyText => ({ text, span: { file: "copy.txt", start: { line: 1, column: 1 } } });
const article = (headline: string, ...paragraphs: readonly string[]): Article => ({ headline: copy(headline), body: paragraphs.map((text) => ({ kind: "paragraph", content: copy(text) })) });

function described(articles: readonly Article[], outline: readonly { readonly title: string; readonly page: number }[]): Record<string, unknown> {
  const edition: Edition = { language: "ar", credits: [{ role: copy("تحرير"), name: copy("أحمد") }], articles, copyEdits: [] };
  const issue: unknown = JSON.parse(describeArticles(edition, { title: "النشرة", metadata: { date: "2022-11-24", publisher: "دار", number: "12", volume: "السنة ٤٧" }, outline }));
  expect(issue).toBeTypeOf("object");
  return { ...(issue as object) };
}

test("an edition is described with its articles, the pages on which they begin among the rest", () => {
  const issue = described([{ ...article("عنوان ١", "كلمتان اثنتان", "وثلاث  كلمات أخرى"), sourceLine: copy("وكالة"), section: copy("سياسة"), author: copy("سلمى") }, article("بلا صفحة")], [{ title: "النشرة", page: 1 }, { title: " عنوان 1", page: 2 }]);
  expect(issue).toEqual({
    "@context": "https://schema.org", "@type": "PublicationIssue", name: "النشرة", issueNumber: "12", isPartOf: { "@type": "PublicationVolume", volumeNumber: "السنة ٤٧", isPartOf: { "@type": "Newspaper", name: "دار" } }, datePublished: "2022-11-24", inLanguage: "ar",
    publisher: { "@type": "Organization", name: "دار" },
    contributor: [{ "@type": "Role", roleName: "تحرير", contributor: { "@type": "Person", name: "أحمد" } }],
    hasPart: [
      {
        "@type": "NewsArticle", headline: "عنوان ١", articleSection: "سياسة", author: { "@type": "Person", name: "سلمى" }, sourceOrganization: { "@type": "Organization", name: "وكالة" },
        datePublished: "2022-11-24", inLanguage: "ar", wordCount: 5, articleBody: "كلمتان اثنتان\nوثلاث  كلمات أخرى", position: 1, pageStart: 2,
      },
      { "@type": "NewsArticle", headline: "بلا صفحة", datePublished: "2022-11-24", inLanguage: "ar", wordCount: 0, articleBody: "", position: 2 },
    ],
  });
});

test("articles with the same headline begin each on its own page, those without a letter in theirs on none", () => {
  const { hasPart } = described([article("عاجل"), article("1948"), article("عاجل"), article("عاجل")], [{ title: "عاجل", page: 1 }, { title: "1967", page: 2 }, { title: "عاجل", page: 3 }]);
  expect(hasPart).toMatchObject([{ pageStart: 1 }, {}, { pageStart: 3 }, {}]);
  expect(Array.isArray(hasPart) && hasPart.map((part: unknown) => typeof part === "object" && part !== null && "pageStart" in part)).toEqual([true, false, true, false]);
});
