import { describe, expect, test } from "vitest";
import { profileNamed, type Line } from "../../../src/text/index.ts";
import { compose, edges, type Setting } from "../paragraphs.ts";

const hanging = { ...profileNamed("spaces-only"), hanging: true };

/** Lines of words as wide as the measure holds, `first` beginning and `last` ending the second line. */
function secondLine(text: string, setting: Setting = {}): Line {
  const { lines } = compose(text, { measure: 120, ...setting, paragraph: { justification: hanging, ...setting.paragraph } });
  return lines[1]!;
}

/** Where the first glyph's own room, as the font has it, begins, and the last one's ends, pt. */
function drawn({ runs }: Line): { readonly left: number; readonly right: number } {
  const [first, last] = [runs[0]!, runs.at(-1)!];
  const glyphs = last.glyphs();
  const end = glyphs.at(-1)!;
  const pen = last.x + glyphs.slice(0, -1).reduce((sum, { advance }) => sum + advance, 0);
  return { left: first.x + first.glyphs()[0]!.xOffset, right: pen + (end.advanceUnits * last.size) / last.face.unitsPerEm };
}

const filler = "كلمات تملأ السطر كله هنا";

describe("punctuation at the edges of justified lines", () => {
  test.each(["،", "؛", ".", ":", "»", "؟", "…"])("%s stands out at a line's end, on the left", (mark) => {
    const first = `${filler}${mark}`;
    const measure = compose(first, { measure: 1000, paragraph: { align: "start" } }).lines[0]!.width + 1;
    const line = compose(`${first} والسطر التالي كله`, { measure, paragraph: { justification: { ...hanging, breaks: "first-fit" } } }).lines[0]!;
    expect(line.text.trim()).toBe(first);
    expect(line.hang.left).toBeGreaterThan(0);
    expect(line.hang.right).toBe(0);
    expect(drawn(line).left).toBeCloseTo(-line.hang.left, 6);
    expect(edges(line).left).toBeCloseTo(0, 6);
    expect(edges(line).right).toBeCloseTo(measure, 6);
  });

  test("an opening quotation mark stands out at a line's start, on the right", () => {
    const { lines } = compose(`${"كلمة ".repeat(12)}«قول ${"كلمة ".repeat(12)}`.trim(), { measure: 113, paragraph: { justification: hanging } });
    const line = lines.find(({ text }) => text.startsWith("«"));
    const wanted = line ?? compose(`«${"قول كلمة ".repeat(12)}`, { measure: 113, paragraph: { justification: hanging } }).lines[0]!;
    expect(wanted.hang.right).toBeGreaterThan(0);
    expect(edges(wanted).right).toBeCloseTo(113, 6);
    expect(drawn(wanted).right).toBeCloseTo(113 + wanted.hang.right, 6);
  });

  test("letters and digits do not", () => {
    expect(secondLine(filler.repeat(4)).hang).toEqual({ left: 0, right: 0 });
  });

  test("nor what ends a left-to-right phrase within the line, away from its edge", () => {
    for (const line of compose("قال إن شركة Example Inc. وشركة Other Ltd. وغيرهما في السوق ".repeat(4), { measure: 110, paragraph: { justification: hanging } }).lines) {
      const ends = line.text.trimEnd();
      if (/[A-Za-z]\.$/u.test(ends)) expect(drawn(line).left).toBeCloseTo(-line.hang.left, 6);
    }
  });

  test("a last line begins with it and ends where it ends, unless it is full", () => {
    const [only] = compose("«نص.", { measure: 200, paragraph: { justification: hanging } }).lines;
    expect(only?.hang.right).toBeGreaterThan(0);
    expect(only?.hang.left).toBe(0);
  });

  test("the other way round in a paragraph that runs from left to right", () => {
    const text = `${"Words that fill a line of text, ".repeat(6)}end`;
    const { lines } = compose(text, { measure: 140, style: { language: "en" }, paragraph: { direction: "ltr", justification: hanging } });
    for (const line of lines.filter(({ last, text: own }) => !last && own.trimEnd().endsWith(","))) {
      expect(line.hang.right).toBeGreaterThan(0);
      expect(drawn(line).right).toBeCloseTo(140 + line.hang.right, 6);
    }
  });

  test("nothing hangs in ragged text, or where the profile does not want it", () => {
    expect(secondLine(`${filler}، `.repeat(6), { paragraph: { align: "start" } }).hang).toEqual({ left: 0, right: 0 });
    expect(secondLine(`${filler}، `.repeat(6), { paragraph: { justification: profileNamed("spaces-only") } }).hang).toEqual({ left: 0, right: 0 });
  });
});
