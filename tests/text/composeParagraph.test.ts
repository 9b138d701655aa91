import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { declarations, sampleArticle, vocalisedText } from "../corpus/texts.ts";
import { compose, edges, plainStyle, visualText } from "./paragraphs.ts";

const arabic = sampleArticle().paragraphs[1] ?? "";

describe("lines", () => {
  test("hold the paragraph's text, each character once and in order", () => {
    for (const { paragraphs, language } of [sampleArticle(), ...declarations(), vocalisedText(112, 114)]) {
      for (const text of paragraphs) {
        const { lines } = compose(text, { style: { language } });
        expect(lines.map((line) => line.text).join("")).toBe(text);
        expect(lines.map((line) => line.offset)).toEqual(lines.map((_, index) => lines.slice(0, index).reduce((sum, line) => sum + line.text.length, 0)));
      }
    }
  });

  test("have a glyph for each character that shows", () => {
    for (const line of compose(arabic).lines) {
      const covered = new Set(line.runs.flatMap(({ glyphs, start, end }) => glyphs().map(({ cluster }) => (cluster >= start && cluster < end ? cluster : -1))));
      expect(covered.has(-1)).toBe(false);
      const shown = Array.from({ length: line.text.trimEnd().length }, (_, index) => index).filter((index) => !/\p{M}/u.test(line.text[index] ?? ""));
      // A lam-alef is one glyph for two letters.
      const uncovered = shown.filter((index) => !covered.has(index));
      expect(uncovered.every((index) => line.text[index - 1] === "ل")).toBe(true);
    }
  });

  test("but the last fill the measure when they are justified", () => {
    const { lines } = compose(arabic, { measure: 150 });
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines.slice(0, -1)) {
      expect(edges(line).left).toBeCloseTo(0, 6);
      expect(edges(line).right).toBeCloseTo(150, 6);
      expect(line.last).toBe(false);
    }
    expect(edges(lines.at(-1)!).right).toBeCloseTo(150, 6);
    expect(edges(lines.at(-1)!).left).toBeGreaterThan(0);
    expect(lines.at(-1)?.last).toBe(true);
  });

  test("never stick out of the measure, the last one included", () => {
    for (const text of [sampleArticle(), ...declarations()].flatMap(({ paragraphs }) => paragraphs)) {
      for (const measure of [130, 155, 180, 243]) {
        const { lines } = compose(text, { measure });
        for (const line of lines) {
          expect(line.width).toBeLessThanOrEqual(measure + 1e-6);
          expect(edges(line).left).toBeGreaterThanOrEqual(-1e-6);
          expect(edges(line).right).toBeLessThanOrEqual(measure + 1e-6);
        }
      }
    }
  });

  test("stretch nothing but word spaces", () => {
    const natural = compose(arabic, { measure: 100_000, paragraph: { align: "start" } }).lines[0]!;
    const widths = new Map(natural.runs.flatMap(({ glyphs }) => glyphs().map(({ cluster, advance }) => [cluster, advance] as const)));
    for (const line of compose(arabic, { measure: 150 }).lines.slice(0, -1)) {
      for (const { cluster, advance } of line.runs.flatMap(({ glyphs }) => glyphs())) {
        if (line.text[cluster] !== " ") expect(advance).toBeCloseTo(widths.get(line.offset + cluster) ?? Number.NaN, 9);
      }
    }
  });

  test("follow one another without a gap between their runs", () => {
    const mixed = "قال لافروف لقناة Russia 24 يوم 15 مايو 1992 إن (الاقتراح) لا يزال مطروحا بنسبة 12.5% من أصل 1,250 مقترحا";
    for (const { runs } of compose(mixed, { measure: 120 }).lines) {
      runs.slice(1).forEach((run, index) => {
        expect(run.x).toBeCloseTo((runs[index]?.x ?? 0) + (runs[index]?.width ?? 0), 6);
      });
      for (const run of runs) expect(run.width).toBeCloseTo(run.glyphs().reduce((sum, glyph) => sum + glyph.advance, 0), 6);
    }
  });

  test("are set without the spaces that end them", () => {
    for (const line of compose(arabic, { measure: 150 }).lines.slice(0, -1)) {
      expect(line.text.endsWith(" ")).toBe(true);
      expect(Math.max(...line.runs.map(({ end }) => end))).toBe(line.text.trimEnd().length);
    }
  });

  test("break at forced breaks, which leave no trace in their text", () => {
    const { lines } = compose("سطر أول\nسطر ثان\n\nسطر رابع");
    expect(lines.map(({ text }) => text)).toEqual(["سطر أول", "سطر ثان", "", "سطر رابع"]);
    expect(lines.map(({ last }) => last)).toEqual([true, true, true, true]);
    expect(lines[2]?.ascent).toBeGreaterThan(5);
  });

  test("do not break where wrapping is off", () => {
    expect(compose(arabic, { measure: 50, paragraph: { wrap: false } }).lines).toHaveLength(1);
  });

  test("are none for a paragraph without text", () => {
    expect(compose("").lines).toEqual([]);
  });

  test("of any text at any measure hold all of it, are finite and never throw", () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from("ابتثلمنهويةىًٌَُِّْـ 0123456789٠١٢٣۴۵abcXYZ.,:;!?()[]«»“”\"'%/-+\u200c\u200d\u200e\u200f\u00a0\u2066\u2069\n\t")), maxLength: 80 });
    fc.assert(
      fc.property(text, fc.integer({ min: 5, max: 300 }), (copy, measure) => {
        const { lines } = compose(copy, { measure });
        const ended = copy.replace(/\n$/u, "");
        expect(lines.map((line) => line.text).join("").replaceAll("\n", "")).toBe(ended.replaceAll("\n", ""));
        for (const line of lines) {
          for (const run of line.runs) {
            expect(Number.isFinite(run.x) && Number.isFinite(run.width)).toBe(true);
            for (const glyph of run.glyphs()) expect(Number.isFinite(glyph.advance)).toBe(true);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe("alignment", () => {
  const place = (align: "start" | "end" | "left" | "right" | "center"): [number, number] => {
    const { left, right } = edges(compose("كلمة", { paragraph: { align, alignLast: align } }).lines[0]!);
    return [Math.round(left), Math.round(right)];
  };
  const width = Math.round(compose("كلمة").lines[0]!.width);

  test("start is right, end is left in Arabic", () => {
    expect(place("start")).toEqual([200 - width, 200]);
    expect(place("end")).toEqual([0, width]);
    expect(place("left")).toEqual([0, width]);
    expect(place("right")).toEqual([200 - width, 200]);
  });

  test("the middle has as much room on either side", () => {
    const { left, right } = edges(compose("كلمة", { paragraph: { align: "center", alignLast: "center" } }).lines[0]!);
    expect(left).toBeCloseTo(200 - right, 9);
  });

  test("an indent takes room at the first line's start alone", () => {
    const { lines } = compose(arabic, { measure: 150, paragraph: { indent: 20 } });
    expect(edges(lines[0]!).right).toBeCloseTo(130, 6);
    expect(edges(lines[0]!).left).toBeCloseTo(0, 6);
    expect(edges(lines[1]!).right).toBeCloseTo(150, 6);
    const english = compose("A few words of English that fill more than one line of this measure", { measure: 100, paragraph: { indent: 20, direction: "ltr" } });
    expect(edges(english.lines[0]!).left).toBeCloseTo(20, 6);
    expect(edges(english.lines[1]!).left).toBeCloseTo(0, 6);
  });

  test("balanced lines are no more than filled ones, and more even", () => {
    const headline = "لافروف: لم نتوجه إلى دول معاهدة الأمن الجماعي للمساعدة بخصوص العملية في أوكرانيا";
    const centred = { align: "center", alignLast: "center" } as const;
    for (const measure of [90, 120, 200, 260, 300]) {
      const filled = compose(headline, { measure, paragraph: centred }).lines.map(({ width }) => width);
      const balanced = compose(headline, { measure, paragraph: { ...centred, balance: true } }).lines.map(({ width }) => width);
      expect(balanced).toHaveLength(filled.length);
      expect(Math.max(...balanced)).toBeLessThanOrEqual(Math.max(...filled) + 1e-6);
      expect(Math.min(...balanced)).toBeGreaterThanOrEqual(Math.min(...filled) - 1e-6);
    }
    const [first = 0, second = 0] = compose(headline, { measure: 200, paragraph: { ...centred, balance: true } }).lines.map(({ width }) => width);
    expect(Math.abs(first - second)).toBeLessThan(40);
  });

  test("the direction of a paragraph that says auto is that of its first letter", () => {
    const auto = { direction: "auto", align: "start", alignLast: "start" } as const;
    expect(edges(compose("كلمة", { paragraph: auto }).lines[0]!).right).toBeCloseTo(200, 9);
    expect(edges(compose("word", { paragraph: auto }).lines[0]!).left).toBeCloseTo(0, 9);
  });
});

describe("order on the line", () => {
  // Each line as it reads from left to right on the page.
  const cases: [name: string, text: string, visual: string][] = [
    ["European digits keep their order", "عام 1992 من", "نم 1992 ماع"],
    ["Arabic-Indic digits keep their order", "عام ١٩٩٢ من", "نم ١٩٩٢ ماع"],
    ["a Latin name keeps its order", "شركة Nashra Press اليوم", "مويلا Nashra Press ةكرش"],
    ["a date with slashes", "يوم 24/11/2022 مساء", "ءاسم 24/11/2022 موي"],
    ["a percent sign stands left of its number", "بنسبة 12% من", "نم %12 ةبسنب"],
    ["a full stop ends the line at its left", "انتهى الخبر.", ".ربخلا ىهتنا"],
    ["brackets open at the right", "(بعد التعليق)", ")قيلعتلا دعب("],
    ["guillemets open at the right", "قناة «روسيا 24»", "»24 ايسور« ةانق"],
  ];
  test.each(cases)("%s", (_, text, visual) => {
    expect(visualText(compose(text).lines[0]!)).toBe(visual);
  });

  test("a tab between left-to-right words has the paragraph's direction", () => {
    expect(visualText(compose("one\ttwo", { paragraph: { wrap: false } }).lines[0]!)).toBe("two\tone");
  });

  test("brackets in right-to-left text are mirrored", () => {
    const naskh = { font: { families: ["Noto Naskh Arabic"], weight: 400, style: "normal" } } as const;
    const glyphs = (text: string, direction: "rtl" | "ltr"): number[] =>
      compose(text, { style: naskh, paragraph: { direction } }).lines[0]?.runs.flatMap((run) => run.glyphs().map(({ id }) => id)) ?? [];
    const rtl = glyphs("(أ)", "rtl");
    const ltr = glyphs("(a)", "ltr");
    expect([rtl[0], rtl.at(-1)]).toEqual([ltr[0], ltr.at(-1)]);
    expect(rtl[0]).not.toBe(rtl.at(-1));
  });

  test("a left-to-right phrase that wraps keeps its first words on the first line", () => {
    const { lines } = compose("كلمة the quick brown fox jumps over كلمة", { measure: 90, paragraph: { align: "start" } });
    expect(lines.length).toBeGreaterThan(1);
    expect(lines[0]?.text).toContain("the quick");
    expect(visualText(lines[0]!)).toMatch(/^the quick/u);
  });
});

describe("fonts", () => {
  test("a character that the family lacks comes from another, the rest does not", () => {
    const { lines, diagnostics } = compose("كلمة ۋ كلمة", { style: { font: { families: ["Reem Kufi"], weight: 400, style: "normal" } } });
    expect(diagnostics).toEqual([]);
    expect(lines[0]?.runs.map(({ face }) => face.family)).toContain("Reem Kufi");
    for (const run of lines[0]?.runs ?? []) for (const glyph of run.glyphs()) expect(glyph.id).not.toBe(0);
  });

  test("characters that no font has are one error that names each once", () => {
    const { diagnostics } = compose("نص 𒀀 و𒀀 و𒁀", { paragraph: { source: { file: "copy.txt", start: { line: 3, column: 1 } } } });
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ severity: "error", code: "text/missing-glyph", span: { file: "copy.txt", start: { line: 3 } } });
    expect(diagnostics[0]?.message).toBe("No font has the characters “𒀀” (U+12000), “𒁀” (U+12040).");
  });

  test("letters join where the style changes within a word", () => {
    const whole = compose("بيت").lines[0]!.runs.flatMap(({ glyphs }) => glyphs().map(({ id }) => id));
    const red = { ...plainStyle, tag: "red" };
    const { lines } = compose([{ text: "ب", style: plainStyle }, { text: "ي", style: red }, { text: "ت", style: plainStyle }]);
    expect(lines[0]?.runs.map(({ tag }) => tag)).toEqual(["plain", "red", "plain"]);
    expect(lines[0]?.runs.flatMap(({ glyphs }) => glyphs().map(({ id }) => id))).toEqual(whole);
  });
});

describe("spacing", () => {
  test("letter spacing parts Latin letters and leaves Arabic ones joined", () => {
    const width = (text: string, letterSpacing: number): number => compose(text, { style: { letterSpacing } }).lines[0]?.width ?? 0;
    expect(width("word", 2) - width("word", 0)).toBeCloseTo(8, 6);
    expect(width("كلمة", 2)).toBeCloseTo(width("كلمة", 0), 9);
  });

  test("word spacing widens every word space", () => {
    const width = (wordSpacing: number): number => compose("كلمة من كلمات", { style: { wordSpacing } }).lines[0]?.width ?? 0;
    expect(width(3) - width(0)).toBeCloseTo(6, 6);
  });

  test("a no-break space holds its line together and stretches like another", () => {
    const { lines } = compose("كلمات كثيرة جدا ومنها 15\u00a0مايو وبعدها كلمات أخرى كثيرة", { measure: 90 });
    expect(lines.filter(({ text }) => /15\u00a0مايو/u.test(text))).toHaveLength(1);
  });
});

describe("a word wider than the measure", () => {
  test("is broken between letters that keep their joined form, with a warning at its place", () => {
    const source = { file: "copy.txt", start: { line: 5, column: 1 } };
    const { lines, diagnostics } = compose("ب".repeat(400), { paragraph: { source } });
    expect(diagnostics).toMatchObject([{ severity: "warning", code: "text/overfull", span: source }]);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(line.width).toBeLessThanOrEqual(200 + 1e-6);
    const medial = lines[1]!.runs.flatMap(({ glyphs }) => glyphs().map(({ id }) => id));
    expect(new Set(medial.slice(1, -1)).size).toBeLessThanOrEqual(2);
    expect(lines.map(({ text }) => text).join("")).toHaveLength(400);
  });

  test("of 100,000 letters comes out whole", () => {
    const { lines } = compose("ب".repeat(100_000));
    expect(lines.reduce((sum, { text }) => sum + text.length, 0)).toBe(100_000);
  });
});
