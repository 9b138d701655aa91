import { expect, test } from "vitest";
import { sampleArticle, vocalisedText } from "../corpus/texts.ts";
import { newspaper, paint, setColumns } from "./columns.ts";
import { pdfiumReader, pdfJs, plain } from "./readers.ts";

const tatweel = "\u0640";

function isElongated(set: ReturnType<typeof setColumns>): boolean {
  return set.document.pages.some(({ items }) => items.some((item) => item.kind === "text" && item.runs.some((run) => run.glyphs().some(({ widened }) => widened !== undefined))));
}

test.each(["Amiri", "Noto Naskh Arabic", "Noto Kufi Arabic"])("what justification elongates is read as it was typed: %s", async (family) => {
  const paragraphs = [...sampleArticle().paragraphs, ...vocalisedText(110, 112).paragraphs];
  const set = setColumns(paragraphs, { ...newspaper, family, columns: 3, size: 10, leading: family === "Amiri" ? 22 : 20, profile: "display" });
  expect(isElongated(set)).toBe(true);
  const pdf = await paint(set.document);
  for (const { read, name } of [pdfJs, pdfiumReader]) {
    const text = plain(await read(pdf));
    expect(text, name).not.toContain(tatweel);
    for (const paragraph of sampleArticle().paragraphs) expect(text, name).toContain(plain(paragraph));
  }
});

test("a tatweel that was typed stays, stretched or not", async () => {
  const paragraph = "وقال أحمــد صبـري في مقابلة مع قناة محليـة إن الاجتمــاع سيعقد في موعده يوم الخميس المقبل بمشاركة جميع الأعضاء. ".repeat(4).trim();
  const set = setColumns([paragraph], { ...newspaper, columns: 3, profile: "display" });
  expect(isElongated(set)).toBe(true);
  const pdf = await paint(set.document);
  for (const { read, name } of [pdfJs, pdfiumReader]) expect(plain(await read(pdf)), name).toBe(plain(paragraph));
});
