import { describe, expect, test } from "vitest";
import type { PagedDocument, StructureNode } from "../../src/layout/index.ts";
import { element, layOut, paragraph, samePages, styled, type Draft } from "./stage.ts";

const laidOut = async (...body: (Draft | string)[]): Promise<PagedDocument> => {
  const { document } = await layOut(styled(body, samePages({ height: 600 })));
  if (document === undefined) throw new Error("nothing was laid out");
  return document;
};
const shape = (node: StructureNode): string =>
  `${node.type}${node.language === undefined ? "" : `@${node.language}`}${node.children.length === 0 ? "" : `(${node.children.map(shape).join(" ")})`}`;
const shapeOf = async (...body: (Draft | string)[]): Promise<string> => shape((await laidOut(...body)).structure);

describe("the logical structure", () => {
  test.each([
    ["headings and paragraphs in articles and sections", [element("article", {}, [element("h1", {}, ["h"]), element("section", {}, [element("h2", {}, ["i"]), element("p", {}, ["t"])])])], "Document(Art(H1 Sect(H2 P)))"],
    ["a block with inline content alone as a paragraph", [element("header", {}, ["t ", element("b", {}, ["u"])])], "Document(P)"],
    ["a block with blocks inside as a division, bare text in it as paragraphs", [element("div", {}, ["t", element("p", {}, ["u"]), "v"])], "Document(Div(P P P))"],
    ["a quotation and its paragraph", [element("blockquote", {}, ["t"])], "Document(BlockQuote(P))"],
    ["a list", [element("ul", {}, [element("li", {}, ["t"]), element("li", {}, [element("p", {}, ["u"])])])], "Document(L(LI(LBody) LI(LBody(P))))"],
    ["links, and inlines in another language", [element("p", {}, [element("a", {}, ["t"], { href: "#" }), " ", element("span", {}, ["u"], { lang: "en" })])], "Document(P(Link Span@en))"],
    ["another language of a block", [element("p", {}, ["t"], { lang: "fa" })], "Document(P@fa)"],
    ["nothing for what is empty or not shown", [element("p"), element("div", {}, [element("p", {}, [" "])]), element("p", { display: "none" }, ["t"])], "Document"],
    ["flex items in the order of the copy", [element("div", { display: "flex" }, [element("p", {}, ["t"]), element("h2", {}, ["u"]), "v"])], "Document(Div(P H2 P))"],
  ] as const)("has %s", async (_, body, expected) => {
    expect(await shapeOf(...body)).toBe(expected);
  });

  test("numbers its elements in reading order", async () => {
    const ids: number[] = [];
    const visit = (node: StructureNode): void => {
      ids.push(node.id);
      node.children.forEach(visit);
    };
    visit((await laidOut(element("p"), element("div", {}, ["t", element("p", {}, ["u"]), "v"]), element("p", {}, ["w"]))).structure);
    expect(ids).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test("has an element for every text, one and the same over columns and pages", async () => {
    const { document } = await layOut(styled([element("div", { columnCount: 2 }, [paragraph("a", 50)])]));
    const structures = document?.pages.flatMap((page) => page.items.map((item) => (item.role.kind === "content" ? item.role.structure : -1)));
    expect(document?.pages.length).toBeGreaterThan(1);
    expect(new Set(structures)).toEqual(new Set([2]));
    expect(document && shape(document.structure)).toBe("Document(Div(P))");
  });

  test("marks the runs of links and foreign words with their elements", async () => {
    const { pages } = await laidOut(element("p", {}, ["t ", element("a", {}, ["u"], { href: "#" })]));
    const [item] = pages[0]?.items ?? [];
    expect(item?.kind === "text" && item.runs.map((run) => run.tag.structure)).toEqual([undefined, 2]);
  });

  test("leaves furniture out", async () => {
    const document = await laidOut(element("div", {}, [element("p", {}, ["t"])], { "data-artifact": "pagination" }), element("p", {}, ["u"], { role: "presentation" }), element("p", {}, ["v"]));
    expect(shape(document.structure)).toBe("Document(P)");
    expect(document.pages[0]?.items.map((item) => item.role)).toEqual([
      { kind: "artifact", type: "Pagination" }, { kind: "artifact", type: "Layout" }, { kind: "content", structure: 1 },
    ]);
  });
});

describe("the outline", () => {
  test("lists h1 to h3 with their text, page and place, levels without gaps", async () => {
    const { document } = await layOut(
      styled([
        element("h2", {}, ["  one \n", element("b", {}, ["bold"]), element("br"), "two "]),
        paragraph("a", 4), element("h3", {}, ["three"]), paragraph("b", 2), element("h1", { breakBefore: "page" }, ["four"]), element("h3", {}, ["five"]), element("h4", {}, ["no"]),
        paragraph("c", 1), element("h2", {}, ["furniture"], { "data-artifact": "" }),
      ], samePages({ height: 400 })),
    );
    expect(document?.outline).toEqual([
      { title: "one bold two", level: 1, page: 1, y: 10 },
      { title: "three", level: 2, page: 1, y: 10 + 6 * 12 },
      { title: "four", level: 1, page: 2, y: 10 },
      { title: "five", level: 2, page: 2, y: 22 },
    ]);
  });

  test("finds a heading whose text stands in blocks of its own, and one in a flex container", async () => {
    const { outline } = await laidOut(element("h1", {}, [element("div", {}, ["one"]), element("div", {}, ["two"])]), element("div", { display: "flex" }, [element("h2", {}, ["three"])]));
    expect(outline.map(({ title, level, y }) => [title, level, y])).toEqual([["one two", 1, 10], ["three", 2, 34]]);
  });
});
