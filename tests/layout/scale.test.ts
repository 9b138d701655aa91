import { expect, test } from "vitest";
import { layoutPages } from "../../src/layout/index.ts";
import { composeFixed, element, face, layOut, paragraph, samePages, styled, textsOf } from "./stage.ts";

const page = samePages({ width: 500, height: 20 + 60 * 12 });

test("a paragraph of 100,000 lines comes out whole", async () => {
  const { document, diagnostics } = await layOut(styled([element("div", { columnCount: 3 }, [paragraph("a", 100_000)])], page));
  const texts = document?.pages.flatMap((each) => textsOf(each).map(({ text }) => text)) ?? [];
  expect(texts.length).toBe(100_000);
  expect(texts.every((text, index) => text === `a${index + 1}`)).toBe(true);
  expect(document?.pages.length).toBe(Math.ceil(100_000 / 180));
  expect(diagnostics).toEqual([]);
}, 20_000);

test("every paragraph is composed once for its measure, however its columns are balanced", async () => {
  let composed = 0;
  const articles = Array.from({ length: 40 }, (_, article) =>
    element("article", {}, [paragraph(`h${article}.`, 1, {}, "h1"), element("div", { columnCount: 2 }, Array.from({ length: 6 }, (_, index) => paragraph(`${article}.${index}.`, 7)))]),
  );
  const document = await layoutPages(styled(articles, page), {
    compose: (each, measure) => {
      composed++;
      return composeFixed(each, measure);
    },
    fonts: { match: () => [face] },
    report: () => undefined,
  });
  expect(document?.pages.length).toBeGreaterThan(10);
  expect(composed).toBe(40 * 7);
});

test("nesting 500 blocks deep is laid out", async () => {
  let nested = paragraph("a", 1);
  for (let depth = 0; depth < 500; depth++) nested = element("div", {}, [nested]);
  const { document } = await layOut(styled([nested], page));
  expect(textsOf(document?.pages[0]).map(({ text }) => text)).toEqual(["a1"]);
});

test("the same document gives the same pages", async () => {
  const body = [element("div", { columnCount: 3 }, [paragraph("a", 40), element("div", { display: "flex" }, ["x", element("p", {}, ["y"])]), paragraph("b", 9)])];
  const [one, other] = [await layOut(styled(body, page)), await layOut(styled(body, page))];
  expect(JSON.stringify(one.document)).toBe(JSON.stringify(other.document));
});
