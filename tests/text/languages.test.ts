import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as hb from "harfbuzzjs";
import { describe, expect, test } from "vitest";
import type { FontFace } from "../../src/fonts/index.ts";
import { profileNamed, type TextStyle } from "../../src/text/index.ts";
import { glyphFields, loadHarfBuzz } from "../../src/text/shaper.ts";
import { nashra, scratchFolder } from "../cli/command.ts";
import { sindhiNews, soraniNews } from "../corpus/libraryNews.ts";
import { declarations } from "../corpus/texts.ts";
import { apart, drawn, harfBuzzFont } from "../pdf/outlines.ts";
import { shownCodes } from "../pdf/shownText.ts";
import { folder } from "../template/stage.ts";
import { builtInFonts, faceOf } from "./faces.ts";
import { compose, plainStyle } from "./paragraphs.ts";

const library = await builtInFonts();
const fonts = new Map<string, hb.Font>();

function fontOf(family: string): hb.Font {
  const font = fonts.get(family) ?? harfBuzzFont(faceOf(library, family).data);
  fonts.set(family, font);
  return font;
}

/** Glyph ids by HarfBuzz, of text in no particular language where none is named. */
function shaped(family: string, text: string, language?: string, direction: hb.Direction = hb.Direction.RTL): number[] {
  const buffer = new hb.Buffer();
  buffer.addText(text, 0, text.length);
  buffer.setDirection(direction);
  buffer.setScript("Arab");
  buffer.setLanguage(language ?? "und");
  hb.shape(fontOf(family), buffer, []);
  return buffer.getGlyphInfos().map(({ codepoint }) => codepoint);
}

function inLanguage(family: string, language: string): TextStyle<string> {
  return { ...plainStyle, language, font: { families: [family], weight: 400, style: "normal" } };
}

/** Glyph ids of a text by the composer, from left to right; those of an extension left out. */
function composed(family: string, text: string, language: string): number[] {
  return compose(text, { style: inLanguage(family, language) }).lines.flatMap(({ runs }) => runs.flatMap((run) => run.glyphs().map(({ id }) => id)));
}

const urduDigits = "۴۶۷";
const sindhiDigits = ["۶", "۷"];
const digitsOfUrdu = Array.from(urduDigits);

describe("letters and digits that a font draws otherwise for a language", () => {
  test.each([
    ["Amiri", "ur", digitsOfUrdu],
    ["Amiri", "sd", [...sindhiDigits, "ب،", "ب؛"]],
    ["Amiri", "ks", digitsOfUrdu],
    ["Noto Naskh Arabic", "ur", digitsOfUrdu],
    ["Noto Naskh Arabic", "sd", [...sindhiDigits, "ب،", "م", "بم", "بھ", "بھب", "۾"]],
    ["Noto Naskh Arabic", "ckb", ["بھ", "شاھ وھ بھ"]],
    ["Noto Naskh Arabic", "fa", ["۱٫۵", "۱٬۰۰۰"]],
    ["Scheherazade New", "ur", [...digitsOfUrdu, "بِ"]],
    ["Scheherazade New", "sd", [...sindhiDigits, "م", "بم", "بِ"]],
    ["Scheherazade New", "ckb", ["بھ"]],
    ["Scheherazade New", "wo", ["د", "بُ"]],
    ["Noto Kufi Arabic", "ur", digitsOfUrdu],
    ["Noto Kufi Arabic", "sd", [...sindhiDigits, "ب،", "م", "۾"]],
    ["Reem Kufi", "ur", digitsOfUrdu],
    ["Reem Kufi", "sd", sindhiDigits],
    ["Noto Nastaliq Urdu", "fa", [...digitsOfUrdu, "ک", "أ", "ۓ"]],
    ["Noto Nastaliq Urdu", "sd", ["۴", "۶", "أ"]],
  ])("%s in %s", (family, language, texts) => {
    for (const text of texts) {
      const direction = /\p{Nd}/u.test(text) ? hb.Direction.LTR : hb.Direction.RTL;
      expect([text, composed(family, text, language)]).toEqual([text, shaped(family, text, language, direction)]);
      expect([text, composed(family, text, language)]).not.toEqual([text, shaped(family, text, undefined, direction)]);
    }
  });

  test("are those of the span, not of the paragraph", () => {
    const family = "Noto Naskh Arabic";
    const spans = ["ar", "ur", "sd", "fa"].map((language) => ({ text: `${urduDigits} `, style: inLanguage(family, language) }));
    const glyphs = compose(spans).lines.flatMap(({ runs }) => runs.filter(({ level }) => level === 2).map((run) => [run.language, run.glyphs().map(({ id }) => id)]));
    const expected = ["ar", "ur", "sd", "fa"].map((language) => [language, shaped(family, urduDigits, language, hb.Direction.LTR)]);
    expect(glyphs.sort()).toEqual(expected.sort());
  });

  test.each(["ur", "sd", "fa", "ckb"])("stand beside Latin, too: %s", (language) => {
    for (const family of ["Amiri", "Noto Naskh Arabic", "Scheherazade New", "Reem Kufi"]) {
      const alone = composed(family, urduDigits, language);
      expect(composed(family, `ص BBC ${urduDigits}`, language).join(" ")).toContain(alone.join(" "));
    }
  });

  const texts = [...declarations().filter(({ language }) => language !== "ar"), soraniNews, sindhiNews];
  test.each(texts)("stay in elongated and justified lines: $name", ({ language, paragraphs }) => {
    const plainForms = { ...profileNamed("display"), alternates: { perLine: 0, cost: 0 }, ligatures: { perLine: 0, cost: 0 } };
    // The Nastaliq has not all letters of the others: their words are of several fonts.
    const nastaliq = ["fa", "ur", "ps"].includes(language) ? ["Noto Nastaliq Urdu"] : [];
    for (const family of ["Noto Naskh Arabic", "Scheherazade New", ...nastaliq]) {
      for (const paragraph of paragraphs.slice(0, 8)) {
        const { lines } = compose(paragraph, { measure: 150, style: inLanguage(family, language), paragraph: { justification: plainForms } });
        for (const { text, runs } of lines) {
          for (const run of runs.filter(({ level, face }) => level === 1 && face.family === family)) {
            const typed = text.slice(run.start, run.end);
            const letters = run.glyphs().filter(({ widened }) => widened === undefined);
            expect([typed, letters.map(({ id }) => id)]).toEqual([typed, shaped(family, typed, language)]);
          }
        }
      }
    }
  });
});

/** A face whose font has the forms of one language system for another: its tags are written over, one after the other. */
function retagged(family: string, tags: Readonly<Record<string, string>>): FontFace {
  const face = faceOf(library, family);
  const data = Buffer.from(face.data);
  for (const [from, to] of Object.entries(tags)) {
    for (let at = data.indexOf(from); at >= 0; at = data.indexOf(from, at + 1)) data.write(to, at, "latin1");
  }
  return { ...face, id: `${face.id} ${JSON.stringify(tags)}`, data };
}

describe("language systems of OpenType", async () => {
  const shape = await loadHarfBuzz();
  const digits = (face: FontFace, language: string): number[] => {
    const glyphs = shape({ face, rightToLeft: false, script: "Arab", language, features: {} }, { text: urduDigits, before: "", after: "" });
    return Array.from({ length: urduDigits.length }, (_, index) => glyphs[index * glyphFields.count + glyphFields.id] ?? 0);
  };
  const family = "Reem Kufi";
  const urdu = digits(faceOf(library, family), "ur");
  const plain = digits(faceOf(library, family), "ar");

  // The order of the font's systems, in which HarfBuzz searches, stays: KSH, SND, URD.
  test.each([
    ["FAR ", { "URD ": "XXX ", "KSH ": "FAR " }, ["fa", "fa-IR", "prs", "fa-AF"]],
    ["KUR ", { "KSH ": "KUR " }, ["ckb", "ckb-IQ", "ckb-Arab", "ku-Arab", "sdh"]],
    ["PAS ", { "SND ": "SNE ", "URD ": "XXX ", "KSH ": "PAS " }, ["ps", "ps-AF", "pbu", "pbt", "pst"]],
    ["SND ", { "SND ": "SNE ", "KSH ": "SND " }, ["sd", "sd-PK", "sd-Arab"]],
    ["URD ", {}, ["ur", "ur-PK", "ur-Arab-IN", "UR"]],
    ["UYG ", { "URD ": "UYG " }, ["ug", "ug-CN", "ug-Arab"]],
  ])("%s are those of %s", (_, tags, languages) => {
    const face = retagged(family, tags);
    for (const language of languages) expect([language, digits(face, language)]).toEqual([language, urdu]);
    for (const language of ["ar", "arz", "und"]) expect([language, digits(face, language)]).toEqual([language, plain]);
  });
});

describe("through the whole pipeline", () => {
  const page = `<html lang="{{language}}" dir="rtl"><head><title>ص</title></head><body><p>۴</p><p lang="fa">۴</p><p>ص <span lang="ks">۴</span> <span lang="sd">۴</span></p><div lang="ur"><p>ب<b>ب</b> ۴</p></div></body></html>`;
  const css = `@page { size: 80mm 80mm; @bottom-center { content: "۴" } } html { font: 10pt "Noto Naskh Arabic" } b { font-weight: normal }`;

  /** The languages' forms of each ۴ on the page, the margin's last. */
  async function forms(...words: readonly string[]): Promise<string[]> {
    const work = scratchFolder();
    writeFileSync(join(work, "copy.txt"), "عنوان الخبر\n\nوكالة\n\nنص الخبر في سطر واحد طويل بعض الشيء.\n");
    const { code, stderr } = await nashra(["build", "copy.txt", "--template", folder({ "page.hbs": page, "style.css": css }), "--out", "page.pdf", ...words], work);
    expect([code, stderr]).toEqual([0, expect.any(String)]);
    const glyphs = new Map(["ur", "fa"].map((language) => [language, shaped("Noto Naskh Arabic", "۴", language)[0] ?? 0]));
    return shownCodes(readFileSync(join(work, "page.pdf")))
      .flat()
      .filter(({ text }) => text === "۴")
      .map(({ code: shown, font: { program } }) => {
        const outline = drawn(harfBuzzFont(program), shown);
        return [...glyphs].find(([, glyph]) => apart(outline, drawn(fontOf("Noto Naskh Arabic"), glyph)) < 1)?.[0] ?? "?";
      });
  }

  test("the copy's language is that of --language, an element's that of lang", async () => {
    expect(await forms("--language", "ur")).toEqual(["ur", "fa", "ur", "fa", "ur", "ur"]);
    expect(await forms("--language", "ps")).toEqual(["fa", "fa", "ur", "fa", "ur", "fa"]);
    expect(await forms()).toEqual(["fa", "fa", "ur", "fa", "ur", "fa"]);
  });
});
