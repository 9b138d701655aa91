import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { glyphOutlinesOf } from "../../src/fonts/index.ts";
import type { Glyph, GlyphRun, Line, Paragraph } from "../../src/text/index.ts";
import { compose, edges, plainStyle, visualText, type Setting } from "./paragraphs.ts";

const article =
  "قال وزير الخارجية إن بلاده لم تتوجه إلى شركائها في منظمة معاهدة الأمن الجماعي بطلب المساعدة في العملية وإن لديها كل ما هو ضروري لحل المهام " +
  "وأضاف في مقابلة مشتركة مع القناة أن أعضاء المنظمة يرون ما يسعى إليه الغرب ويريدون إنشاء آليات إضافية للتعاون بعيدة عن تأثيره " +
  "وأعلن الوزير أن اقتراح نشر البعثة لا يزال قائما وأن الأمين العام اقترح في وقت سابق إرسال بعثة مراقبة إلى الحدود";
const latin = "Once upon a time there was a paragraph that began with a large letter and the lines beside it were shorter than those below it as it has to be in any language";

/** Lines stand 16 pt apart. */
const leading = 16;
const initial = (lines: number, of: "letter" | "word" = "letter"): Partial<Paragraph<string>> => ({ initial: { of, lines, drop: (lines - 1) * leading } });
const set = (text: string, lines: number, of: "letter" | "word" = "letter", { paragraph, ...setting }: Setting = {}): Line<string>[] => [
  ...compose(text, { ...setting, paragraph: { ...initial(lines, of), ...paragraph } }).lines,
];
const runsOf = (line: Line<string> | undefined): GlyphRun<string>[] => (line?.runs ?? []).filter((run) => run.initial === true);
const large = (line: Line<string> | undefined): string => runsOf(line).sort((a, b) => a.start - b.start).map(({ start, end }) => line?.text.slice(start, end)).join("");
/** Of the text beside or below the initial. */
const textEdges = (line: Line<string>): { left: number; right: number } => edges({ ...line, runs: line.runs.filter((run) => run.initial !== true) });
const round = (value: number): number => Math.round(value * 1000) / 1000;

/** What is drawn of an initial: pt from the line's left edge and from the first baseline. */
function drawn(runs: readonly GlyphRun<string>[]): { left: number; right: number; bottom: number; top: number } {
  const parts = runs.flatMap(({ face, size, x, glyphs }) => {
    const { bounds } = glyphOutlinesOf(face);
    let pen = x;
    return glyphs().flatMap(({ id, advance, xOffset, yOffset, enlarged = 1 }) => {
      const box = bounds(id);
      const [left, bottom, scale] = [pen + xOffset, yOffset, (size * enlarged) / face.unitsPerEm];
      pen += advance;
      return box === undefined ? [] : [{ left: left + box.xMin * scale, right: left + box.xMax * scale, bottom: bottom + box.yMin * scale, top: bottom + box.yMax * scale }];
    });
  });
  const most = (pick: (part: (typeof parts)[number]) => number): number => Math.max(...parts.map(pick));
  return { left: -most(({ left }) => -left), right: most(({ right }) => right), bottom: -most(({ bottom }) => -bottom), top: most(({ top }) => top) };
}

describe("what is set large", () => {
  test.each([
    ["قال وزير", "letter", "ق"], ["قَال وزير", "letter", "قَ"], ["«قال» وزير", "letter", "«ق"], ["قال وزير", "word", "قال "], ["«قال»: وزير", "word", "«قال»: "],
    ["لا شك", "letter", "لا "], ["لأن ذلك", "letter", "لأ"], ["و قال", "letter", "و "], ["قـال", "letter", "قـ"],
    ["2022 عام", "letter", "2022 "], ["٪٥٠ من", "letter", "٪٥٠ "], ["NATO قال", "letter", "NATO "], ["(١) قال", "letter", "(١) "],
  ] as const)("of %s, %s: “%s”", (text, of, expected) => {
    expect(large(set(text, 2, of)[0])).toBe(expected);
  });

  test("nothing where the text begins with neither letter nor number", () => {
    for (const text of ["– قال وزير", "…", "   قال", ""]) expect(set(text, 2).flatMap(runsOf), text).toEqual([]);
  });

  test("a letter of the paragraph's own direction, from left to right too, and a word of the other", () => {
    expect(large(set(latin, 2, "letter", { paragraph: { direction: "ltr" } })[0])).toBe("O");
    expect(large(set("قال minister", 2, "letter", { paragraph: { direction: "ltr" } })[0])).toBe("قال ");
  });

  test("a word that would take more than half of the measure gives way to its letter, and that to nothing, which is told", () => {
    const narrow = compose(article, { measure: 70, paragraph: initial(3, "word") });
    expect(large(narrow.lines[0])).toBe("ق");
    expect(narrow.diagnostics.map(({ code }) => code)).toContain("text/initial");
    const narrower = compose(article, { measure: 40, paragraph: initial(4) });
    expect(narrower.lines.flatMap(runsOf)).toEqual([]);
    expect(narrower.diagnostics.map(({ code }) => code)).toContain("text/initial");
  });

  test("a word that leaves room for all the rest beside it may take more than that", () => {
    const whole = compose("قال وزير", { measure: 1000, paragraph: initial(3, "word") }).lines[0]?.width ?? 0;
    for (const [measure, expected] of [[whole + 0.001, "قال "], [whole - 0.001, "ق"]] as const) {
      expect(large(compose("قال وزير", { measure, paragraph: initial(3, "word") }).lines[0])).toBe(expected);
    }
    expect(large(compose("قال", { measure: 70, paragraph: initial(3, "word") }).lines[0])).toBe("قال");
  });

  test("no letter that is wider than a font can hold", () => {
    const { lines, diagnostics } = compose(article, { measure: 8000, paragraph: initial(200) });
    expect(lines.map(large).join("")).toBe("");
    expect(diagnostics.map(({ code }) => code)).toContain("text/initial");
  });
});

describe("the lines beside it", () => {
  test.each([2, 3, 4])("are shorter at their start, %i of them", (count) => {
    const lines = set(article, count);
    const { left } = drawn(runsOf(lines[0]));
    const rights = lines.slice(0, -1).map((line) => round(textEdges(line).right));
    expect(new Set(rights.slice(0, count)).size).toBe(1);
    expect(rights[0]).toBeCloseTo(left - 4, 2);
    expect(new Set(rights.slice(count))).toEqual(new Set([200]));
    for (const line of lines.slice(0, -1)) expect(textEdges(line).left).toBeCloseTo(0, 6);
  });

  test("are shorter on the left in text from left to right", () => {
    const lines = set(latin, 3, "letter", { paragraph: { direction: "ltr" } });
    const { right } = drawn(runsOf(lines[0]));
    for (const [index, line] of lines.slice(0, -1).entries()) {
      expect(textEdges(line).left).toBeCloseTo(index < 3 ? right + 4 : 0, 2);
      expect(textEdges(line).right).toBeCloseTo(200, 6);
    }
  });

  test("stay so over a forced break, and take no indent", () => {
    const lines = set(`قال\n${article}`, 3, "letter", { paragraph: { indent: 30 } });
    const rights = lines.map((line) => round(textEdges(line).right));
    expect(lines[0]?.last).toBe(true);
    expect(new Set(rights.slice(0, 3)).size).toBe(1);
    expect(rights[3]).toBe(200);
  });

  test("are none where the initial is all there is", () => {
    const lines = set("قال", 3, "word");
    expect(lines.map(({ text }) => text)).toEqual(["قال"]);
    expect(lines[0]?.runs.map((run) => run.initial)).toEqual([true]);
  });

  test("are set in the same room ragged, and as even as can be", () => {
    for (const balance of [false, true]) {
      const rights = set(article, 3, "letter", { paragraph: { align: "start", balance } }).map((line) => round(textEdges(line).right));
      expect(new Set(rights.slice(0, 3)).size).toBe(1);
      expect(new Set(rights.slice(3))).toEqual(new Set([200]));
    }
  });
});

describe("its drawing", () => {
  const alef = drawn(compose("ا").lines[0]?.runs ?? []).top;

  test("stands on the last line's baseline and is as high as the first line's alef, flush with the measure", () => {
    for (const [text, count] of [["ا ب", 2], ["ا ب", 3], ["كتب", 3], ["قال", 4]] as const) {
      const { top, right } = drawn(runsOf(set(text, count, "letter", { measure: 400 })[0]));
      expect(top, text).toBeLessThanOrEqual(alef + 0.01);
      expect(top, text).toBeGreaterThan(alef - 3);
      expect(right, text).toBeCloseTo(400, 6);
    }
    expect(drawn(runsOf(set("ا ب", 3)[0])).top).toBeCloseTo(alef, 6);
  });

  test("never reaches above the first line's alef, nor farther down than half of the white above the next line's", () => {
    const letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي".split("");
    for (const letter of letters) {
      for (const text of [`${letter}اب`, `${letter} اب`, `${letter}َّاب`, `«${letter}اب`, `أ${letter}ِ`]) {
        for (const of of ["letter", "word"] as const) {
          const { top, bottom } = drawn(runsOf(set(text, 3, of, { measure: 500 })[0]));
          expect(top, text).toBeLessThan(alef + 0.01);
          expect(bottom, text).toBeGreaterThan(-2 * leading - (leading - alef) / 2 - 0.01);
        }
      }
    }
  });

  test("has the forms that its letters have in their word, and so has the rest", () => {
    const shapes = (glyphs: readonly Glyph[]): string[] => glyphs.map(({ id, cluster }) => `${cluster}:${id}`).sort();
    for (const family of ["Amiri", "Noto Naskh Arabic"]) {
      const style = { font: { ...plainStyle.font, families: [family] } };
      for (const text of ["قال", "عندما", "هذا", "يقول", "سار", "كتب", "وقال", "أكد"]) {
        const plain = compose(text, { style }).lines[0]?.runs.flatMap((run) => [...run.glyphs()]) ?? [];
        const parted = set(text, 2, "letter", { style })[0]?.runs.flatMap((run) => [...run.glyphs()]) ?? [];
        expect(shapes(parted), `${family} ${text}`).toEqual(shapes(plain));
      }
    }
  });
});

test("an initial in parts keeps each part's tag", () => {
  const [line] = compose(
    [{ text: "قا", style: { ...plainStyle, tag: "a" } }, { text: "ل ثم", style: { ...plainStyle, tag: "b" } }],
    { paragraph: initial(2, "word") },
  ).lines;
  expect(runsOf(line).sort((a, b) => a.start - b.start).map(({ tag, start, end }) => [tag, start, end])).toEqual([["a", 0, 2], ["b", 2, 4]]);
});

test("nothing is lost, and all stands in its room, whatever the text", () => {
  const letters = fc.constantFrom(...Array.from("ابجدرسعفقكلمنهوي"), "لا", "أ", "قَ", "«", "»", "،", "12", "NATO", "x");
  const words = fc.array(fc.array(letters, { minLength: 1, maxLength: 6 }).map((parts) => parts.join("")), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(words, fc.integer({ min: 2, max: 5 }), fc.constantFrom("letter", "word"), fc.boolean(), fc.integer({ min: 120, max: 400 }), (parts, count, of, justified, measure) => {
      const text = parts.join(" ");
      const lines = set(text, count, of, { measure, paragraph: { align: justified ? "justify" : "start" } });
      expect(lines.map((line) => line.text).join("")).toBe(text);
      for (const [index, line] of lines.entries()) {
        const { left, right } = edges(line);
        expect(left).toBeGreaterThan(-0.01);
        expect(right).toBeLessThan(measure + 0.01);
        expect(index > 0 && runsOf(line).length > 0).toBe(false);
        const shown = new Set(line.runs.flatMap((run) => run.glyphs().map(({ cluster }) => cluster)));
        expect(shown.size).toBeGreaterThan(0);
        expect(visualText(line).length).toBeGreaterThan(0);
        let pen = left;
        for (const run of line.runs) {
          expect(run.x).toBeCloseTo(pen, 6);
          expect(run.glyphs().reduce((sum, { advance }) => sum + advance, 0)).toBeCloseTo(run.width, 6);
          pen += run.width;
        }
      }
    }),
    { numRuns: 200, seed: 7 },
  );
});
