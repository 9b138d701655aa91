import fc from "fast-check";
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
    ["what an inline element holds after a block after it", [element("div", {}, ["t ", element("a", {}, ["u", element("p", {}, ["v"]), "w ", element("span", {}, ["x", element("p", {}, ["y"]), "z"], { lang: "en" }), " v"], { href: "#" }), " w"])], "Document(Div(P(Link) Link(P) P(Link(Span@en)) Link(P@en) P(Link(Span@en))))"],
    ["flex items in the order of the copy", [element("div", { display: "flex" }, [element("p", {}, ["t"]), element("h2", {}, ["u"]), "v"])], "Document(Div(P H1 P))"],
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

  test("has an element for each run, be it a space or a control alone", async () => {
    const empty = element("a", { display: "inline" }, [element("span", { unicodeBidi: "isolate" }, [])], { href: "#" });
    const { structure, pages } = await laidOut(element("p", {}, ["t", element("a", {}, [" "], { href: "#" }), "u", empty]));
    expect(shape(structure)).toBe("Document(P(Link))");
    expect(pages[0]?.items.flatMap((item) => (item.kind === "text" ? item.runs.map((run) => run.tag.structure) : []))).toEqual([undefined, 2, undefined, undefined]);
  });

  test("leaves furniture out", async () => {
    const document = await laidOut(element("div", {}, [element("p", {}, ["t"])], { "data-artifact": "pagination" }), element("p", {}, ["u"], { role: "presentation" }), element("p", {}, ["v"]));
    expect(shape(document.structure)).toBe("Document(P)");
    expect(document.pages[0]?.items.map((item) => item.role)).toEqual([
      { kind: "artifact", type: "Pagination" }, { kind: "artifact", type: "Layout" }, { kind: "content", structure: 1 },
    ]);
  });
});

const inline = (tag: string, text: string, attributes: Draft["attributes"] = {}): Draft => element(tag, { display: "inline" }, [text], attributes);
const all = (node: StructureNode): StructureNode[] => [node, ...node.children.flatMap(all)];

describe("the table of roles", () => {
  test.each([
    ["an inline quotation, a work's title and code", [element("p", {}, [inline("q", "t"), " ", inline("cite", "u"), " ", inline("code", "v")])], "Document(P(Quote Quote Code))"],
    ["contents with an entry inside another", [element("nav", {}, [element("h2", {}, ["h"]), element("ul", {}, [element("li", {}, ["t", element("ol", {}, [element("li", {}, ["u"])])])])])], "Document(Sect(H1 TOC(TOCI(TOC(TOCI)))))"],
    ["a list by its role as contents", [element("ol", {}, [element("li", {}, ["t"])], { role: "doc-toc" })], "Document(TOC(TOCI))"],
    ["what stands in a list and is no item, as one", [element("ul", {}, ["t", element("p", {}, ["u"]), element("li", {}, ["v"])])], "Document(L(LI(LBody(P)) LI(LBody(P)) LI(LBody)))"],
    ["an item outside a list as a block", [element("li", {}, ["t"]), element("div", {}, [element("li", {}, [element("p", {}, ["u"])])])], "Document(P Div(Div(P)))"],
    ["terms and what is said of each", [element("dl", {}, [element("dt", {}, ["a"]), element("dd", {}, ["b"]), element("dd", {}, ["c"]), element("dt", {}, ["d"]), element("div", {}, [element("dt", {}, ["e"]), element("dd", {}, ["f"])])])], "Document(L(LI(LBody(P P P)) LI(LBody(P)) LI(LBody(P P))))"],
    ["notes and references to them", [element("p", {}, ["t", element("a", {}, ["1"], { href: "#n", role: "doc-noteref" })]), element("div", {}, ["n"], { role: "doc-footnote", id: "n" }), element("aside", {}, ["s"])], "Document(P(Reference(Link)) Note(P) Note(P))"],
    ["a figure's caption beside it", [element("figure", {}, [element("p", {}, ["t"]), element("figcaption", {}, ["c"])])], "Document(Div(P Caption))"],
    ["roles before tags", [element("div", {}, [element("p", {}, ["t"], { role: "heading", "aria-level": "1" })], { role: "article" })], "Document(Art(H1))"],
    ["a heading whose text stands in blocks as one", [element("h1", {}, [element("div", {}, ["one"]), element("div", {}, ["two"], { lang: "en" })])], "Document(H1(Span@en))"],
    ["a link that is a block, and one with blocks inside", [element("a", { display: "block" }, ["t"], { href: "#" }), element("a", {}, [element("h2", {}, ["u"]), element("p", {}, ["v"])], { href: "#" })], "Document(P(Link) Link(H1) Link(P))"],
  ] as const)("has %s", async (_, body, expected) => {
    expect(await shapeOf(...body)).toBe(expected);
  });

  const cell = (tag: "th" | "td", text: string, attributes: Draft["attributes"] = {}): Draft => element(tag, {}, text === "" ? [] : [text], attributes);
  const row = (...cells: Draft[]): Draft => element("tr", {}, cells);

  test("has a table, its header cells with what they head", async () => {
    const { structure } = await laidOut(element("table", {}, [
      element("caption", {}, ["c"]),
      element("thead", {}, [row(cell("th", "a"), cell("th", "b"), cell("th", ""))]),
      element("tbody", {}, [row(cell("th", "x"), cell("td", "1", { rowspan: "9" }), cell("td", "2")), row(cell("td", "3"))]),
      element("tfoot", {}, [row(cell("th", "y", { scope: "row", colspan: "2" }))]),
    ]));
    expect(shape(structure)).toBe("Document(Table(Caption THead(TR(TH TH TH)) TBody(TR(TH TD TD) TR(TD TD)) TFoot(TR(TH TD))))");
    expect(all(structure).filter(({ type }) => type === "TH" || type === "TD").map(({ cell: said }) => said)).toEqual([
      { scope: "Column" }, { scope: "Column" }, { scope: "Column" }, { scope: "Row" }, { rowSpan: 2 }, undefined, undefined, undefined, { scope: "Row", columnSpan: 2 }, undefined,
    ]);
  });

  test("has no columns in which no cell begins, however far one reaches", async () => {
    const { structure } = await laidOut(element("table", {}, [row(cell("td", "a"), cell("td", "b")), row(cell("td", "c", { colspan: "1000" })), row(cell("td", "d"), cell("td", "e", { colspan: "2" }))]));
    expect(shape(structure)).toBe("Document(Table(TR(TD TD) TR(TD) TR(TD TD)))");
    expect(all(structure).filter(({ type }) => type === "TD").map(({ cell: said }) => said?.columnSpan ?? 1)).toEqual([1, 1, 2, 1, 1]);
  });

  test("puts what is no cell into one, and cells outside a row into blocks", async () => {
    expect(await shapeOf(element("table", {}, [element("p", {}, ["t"]), row(element("p", {}, ["u"]))]), element("td", {}, ["v"]))).toBe("Document(Table(TR(TD(P)) TR(TD(P))) P)");
  });

  test("makes every table regular, whatever spans its cells ask for", async () => {
    const span = fc.integer({ min: 1, max: 3 });
    await fc.assert(fc.asyncProperty(fc.array(fc.array(fc.tuple(span, span), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }), async (rows) => {
      const { structure } = await laidOut(element("table", {}, rows.map((cells) => row(...cells.map(([columns, below]) => cell("td", "t", { colspan: String(columns), rowspan: String(below) }))))));
      const [table] = structure.children;
      const lengths = new Array<number>(rows.length).fill(0);
      for (const [y, tr] of (table?.children ?? []).entries()) {
        for (const { cell: said } of tr.children) {
          expect(y + (said?.rowSpan ?? 1)).toBeLessThanOrEqual(rows.length);
          for (let below = y; below < y + (said?.rowSpan ?? 1); below++) lengths[below]! += said?.columnSpan ?? 1;
        }
      }
      expect(new Set(lengths).size).toBe(1);
    }), { numRuns: 100, seed: 1 });
  });

  test("gives notes names of their own", async () => {
    const { structure } = await laidOut(element("aside", {}, ["s"]), element("aside", {}, ["t"]));
    const names = all(structure).flatMap(({ identifier }) => identifier ?? []);
    expect(new Set(names).size).toBe(2);
  });

  test("numbers headings without gaps, the first one 1, whatever the copy skips", async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 12 }), async (ranks) => {
      const { structure } = await laidOut(...ranks.map((rank) => element(`h${rank}`, {}, ["h"])));
      const levels = structure.children.map(({ type }) => Number(type.slice(1)));
      expect(levels[0]).toBe(1);
      for (const [index, level] of levels.entries()) {
        if (index === 0) continue;
        expect(level).toBeLessThanOrEqual(levels[index - 1]! + 1);
        expect(Math.sign(level - levels[index - 1]!) * Math.sign(ranks[index]! - ranks[index - 1]!)).toBeGreaterThanOrEqual(0);
      }
    }), { numRuns: 60, seed: 1 });
  });
});

describe("links", () => {
  const link = (href: string, attributes: Draft["attributes"] = {}): Draft => element("p", {}, [element("a", {}, ["t  u"], { href, ...attributes })]);
  const linksOf = (node: StructureNode): unknown[] => all(node).flatMap((each) => (each.link === undefined ? [] : [each.link]));

  test("lead to addresses, in ASCII, and say their text or their title", async () => {
    const { structure } = await laidOut(link("https://example.org/\u0645?a=b&c"), link(" mailto:desk@example.org ", { title: " Desk " }), link("tel:+20212345"));
    expect(linksOf(structure)).toEqual([
      { target: { kind: "uri", uri: "https://example.org/%D9%85?a=b&c" }, contents: "t u", plain: "Span" },
      { target: { kind: "uri", uri: "mailto:desk@example.org" }, contents: "Desk", plain: "Span" },
      { target: { kind: "uri", uri: "tel:+20212345" }, contents: "t u", plain: "Span" },
    ]);
  });

  test("say no more of their text than the first 300 characters, in whole words", async () => {
    const contents = async (text: string): Promise<unknown> => (await laidOut(element("p", {}, [element("a", {}, [text], { href: "#" })]))).structure.children[0]?.children[0]?.link?.contents;
    expect(await contents("word ".repeat(60))).toBe("word ".repeat(60).trim());
    expect(await contents("word ".repeat(5000))).toBe(`${"word ".repeat(60).trim()}…`);
    expect(await contents("\u{10400}".repeat(5000))).toBe(`${"\u{10400}".repeat(300)}…`);
  });

  test("lead to where the text of an element stands, a block, an inline one or an empty one", async () => {
    const { document } = await layOut(styled([
      link("#one"), link("#%D9%85"), link("#three"), link("#"), paragraph("a", 8),
      element("section", {}, [element("h2", {}, ["h"])], { id: "one" }), element("p", {}, [element("span", {}, ["v"], { id: "\u0645" })]), element("div", {}, [], { id: "three" }), element("p", {}, ["w"]),
    ]));
    const places = (document?.structure.children ?? []).flatMap(({ children }) => children.flatMap((child) => child.link?.target ?? []));
    const placeOf = (text: string): unknown => document?.pages.flatMap(({ number, items }) => items.flatMap((item) => (item.kind === "text" && item.text === text ? [{ kind: "place", page: number, y: item.baseline - 9 }] : [])))[0];
    expect(places).toEqual([placeOf("h"), placeOf("v"), placeOf("w"), { kind: "place", page: 1, y: 0 }]);
    expect(new Set(places.map((place) => (place.kind === "place" ? place.page : 0)))).toContain(2);
  });

  test.each(["#nowhere", "page.html", "javascript:alert(1)", "", "https://"])("to %j lead nowhere, which is told, and are text", async (href) => {
    const { document, diagnostics } = await layOut(styled([element("p", {}, [element("a", {}, ["t"], { href, "data-source": "7" })])]));
    expect(diagnostics).toMatchObject([{ severity: "warning", code: "layout/broken-link", span: { start: { line: 7 } } }]);
    expect(document && shape(document.structure)).toBe("Document(P(Span))");
  });
});

describe("text in the order of the structure", () => {
  const ends = async (...body: (Draft | string)[]): Promise<unknown[]> =>
    (await laidOut(...body)).pages.flatMap(({ items }) => items.map((item) => (item.kind === "text" ? [item.text, item.breaks ?? false] : undefined)));

  test("says where a line is followed by another one by force, in the same paragraph", async () => {
    expect(await ends(element("p", {}, ["a", element("br"), "b"]), element("p", {}, ["c"]))).toEqual([["a", true], ["b", false], ["c", false]]);
  });

  test("says where a heading goes on in a block of its own", async () => {
    expect(await ends(element("h1", {}, [element("div", {}, ["a"]), element("div", {}, ["b"])]))).toEqual([["a", true], ["b", false]]);
  });
});

test("an article that runs over columns and pages is one, and so are its paragraphs", async () => {
  const { document } = await layOut(styled([element("article", {}, [element("div", { columnCount: 2 }, [paragraph("a", 30), paragraph("b", 30)])])]));
  expect(document?.pages.length).toBeGreaterThan(2);
  expect(document && shape(document.structure)).toBe("Document(Art(Div(P P)))");
});

test("a page's ground is a background that says how far it reaches", async () => {
  const { pages } = await laidOut("t");
  expect(pages[0]?.items.filter(({ role }) => role.kind === "artifact")).toEqual([]);
  const { document } = await layOut(styled(["t"], samePages({ backgroundColor: { space: "cmyk", c: 0, m: 0, y: 0.2, k: 0, alpha: 1 }, bleed: 5 })));
  const page = document?.pages[0];
  expect(page?.items[0]?.role).toEqual({ kind: "artifact", type: "Background", box: page?.bleedBox, attached: ["Top", "Bottom", "Left", "Right"] });
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
