import { expect, test } from "vitest";
import { dump, element, grey, layOut, marginBox, paragraph, samePages, sides, solid, styled, type Draft } from "./stage.ts";
import type { StyledDocument } from "../../src/style/index.ts";

/** The display list as text, compared with the reviewed one of that name. */
async function matchReference(name: string, document: StyledDocument): Promise<void> {
  const { document: laidOut, diagnostics } = await layOut(document);
  if (laidOut === undefined) throw new Error("nothing was laid out");
  expect(diagnostics).toEqual([]);
  await expect(dump(laidOut)).toMatchFileSnapshot(`references/${name}.txt`);
}

const words = "نفى وزير الخارجية الروسي أن تكون بلاده قد توجهت إلى شركائها في المنظمة بطلب المساعدة في العملية".split(" ");
const prose = (from: number, count: number, style: Draft["style"] = {}): Draft =>
  element("p", { textAlign: "justify", textIndent: 8, ...style }, [Array.from({ length: count }, (_, index) => words[(from + index) % words.length] ?? "").join(" ")]);

test("a bulletin: nameplate, rule, headline over two columns, folio, marks", async () => {
  const folio = marginBox("bottom-center", [{ kind: "counter", name: "page", numerals: "arabic-indic" }], { textAlign: "center" });
  const page = samePages({ width: 300, height: 300, margin: sides(30), bleed: 9, marks: { crop: true, cross: true, bars: false, slug: false }, marginBoxes: [folio] });
  const nameplate = element("header", { display: "flex", justifyContent: "space-between", alignItems: "flex-end", border: { ...sides(solid(0)), bottom: solid(2) }, padding: sides(0, 0, 4, 0) }, [
    element("div", { fontSize: 24, lineHeight: 30 }, ["نشرة"]),
    element("div", { fontSize: 8, lineHeight: 10 }, ["العدد ١"]),
  ]);
  const article = element("article", { columnCount: 2, columnGap: 12, columnRule: solid(0.5), margin: sides(6, 0, 0, 0) }, [
    element("h1", { columnSpan: "all", fontSize: 18, lineHeight: 24, margin: sides(0, 0, 6, 0), textAlign: "center" }, ["لافروف: لم نتوجه إلى أحد"]),
    element("p", { columnSpan: "all", backgroundColor: grey, padding: sides(2, 4), margin: sides(0, 0, 6, 0) }, ["صدى ", element("b", { fontWeight: 700, textDecorationLine: "underline" }, ["البلد"])]),
    prose(0, 60),
    element("h2", { margin: sides(6, 0, 2, 0) }, ["عنوان فرعي"]),
    prose(7, 90),
    prose(3, 80),
  ]);
  await matchReference("bulletin", styled([nameplate, article], page));
});

test("boxes that break: borders and backgrounds sliced over columns and pages", async () => {
  const box = element("aside", { border: sides(solid(1)), padding: sides(3), backgroundColor: grey, margin: sides(4, 0) }, [paragraph("a", 9), element("div", { border: { ...sides(solid(0)), right: solid(2) } }, [paragraph("b", 8)])]);
  await matchReference("sliced-boxes", styled([element("div", { columnCount: 2, columnGap: 10 }, [paragraph("x", 2), box, paragraph("y", 3)])], samePages({ height: 20 + 6 * 12 })));
});

test("headings, spanners and forced breaks in three columns", async () => {
  const body = [paragraph("a", 5), paragraph("h", 1, {}, "h2"), paragraph("b", 7), paragraph("s", 1, { columnSpan: "all", margin: sides(6, 0) }, "h1"), paragraph("c", 4), paragraph("d", 6, { breakBefore: "column" }), paragraph("e", 4, { breakBefore: "page" })];
  await matchReference("breaks", styled([element("div", { columnCount: 3, columnGap: 10, columnRule: solid(0.5) }, body)], samePages({ height: 20 + 8 * 12 })));
});

test("flex rows and columns from right to left", async () => {
  const cell = (text: string, style: Draft["style"] = {}): Draft => element("div", { backgroundColor: grey, padding: sides(2), ...style }, [text]);
  const credits = element("section", { display: "flex", columnGap: 6, border: sides(solid(0.5)), padding: sides(4) }, [
    element("div", { display: "flex", flexDirection: "column", rowGap: 3, flexGrow: 2 }, [cell("رئيس التحرير"), cell("أحمد صبري")]),
    cell("الإشراف العام", { flexGrow: 1, alignSelf: "center" }),
    cell("x", { flexShrink: 0, width: 30 }),
  ]);
  await matchReference("flex", styled([element("p", {}, ["قبل"]), credits, element("p", {}, ["بعد"])]));
});
