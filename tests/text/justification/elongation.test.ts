import { readFileSync } from "node:fs";
import * as hb from "harfbuzzjs";
import { describe, expect, test } from "vitest";
import { reachable } from "../../../src/text/justification/wordForms.ts";
import { profileNamed, type Glyph, type GlyphRun, type Line, type TextStyle } from "../../../src/text/index.ts";
import { declarations, sampleArticle, vocalisedText } from "../../corpus/texts.ts";
import { elongationsOf, type LineElongation } from "../elongations.ts";
import { compose } from "../paragraphs.ts";

const display = { justification: profileNamed("display") };
const paragraphs = [sampleArticle(), ...declarations()].flatMap(({ paragraphs: texts, language }) => texts.slice(0, 12).map((text) => ({ text, language })));

function inFamily(family: string, language = "ar"): Partial<TextStyle<string>> {
  return { language, font: { families: [family], weight: 400, style: "normal" } };
}

const faces = new Map<string, hb.Font>();

/** Glyph ids by HarfBuzz, shaping a text at once. */
function shaped(run: GlyphRun, text: string): number[] {
  const font = faces.get(run.face.id) ?? new hb.Font(new hb.Face(new hb.Blob(readFileSync(run.face.path))));
  faces.set(run.face.id, font);
  const buffer = new hb.Buffer();
  buffer.addText(text, 0, text.length);
  buffer.setDirection(hb.Direction.RTL);
  buffer.setScript("Arab");
  buffer.setLanguage(run.language);
  hb.shape(font, buffer, []);
  return buffer.getGlyphInfos().map(({ codepoint }) => codepoint);
}

interface Extended {
  readonly run: GlyphRun;
  readonly text: string;
  readonly glyphs: readonly Glyph[];
}

/** The runs in which something is elongated. */
function extendedRuns(lines: readonly Line[]): Extended[] {
  return lines.flatMap((line) =>
    line.runs.map((run) => ({ run, text: line.text.slice(run.start, run.end), glyphs: run.glyphs() })).filter(({ glyphs }) => glyphs.some(({ widened }) => widened !== undefined)),
  );
}

/** The words of a run that have an extension, each with the offsets in the run after which it stands. */
function extensions({ run, glyphs }: Extended): Map<number, number> {
  const units = new Map<number, number>();
  for (const { widened, cluster, advanceUnits } of glyphs) {
    if (widened !== undefined) units.set(cluster - run.start, (units.get(cluster - run.start) ?? 0) + advanceUnits / widened);
  }
  return units;
}

describe.each(["Amiri", "Noto Naskh Arabic", "Scheherazade New", "Noto Kufi Arabic"])("elongated words in %s", (family) => {
  const lines = paragraphs.flatMap(({ text, language }) => compose(text, { measure: 140, style: inFamily(family, language), paragraph: display }).lines);
  const runs = extendedRuns(lines);

  test("there are many", () => {
    expect(runs.length).toBeGreaterThan(50);
  });

  test("have the glyphs that HarfBuzz gives where tatweels are typed there", () => {
    const tatweel = shaped(runs[0]!.run, "ـ").length === 1 ? hbAdvance(runs[0]!.run, "ـ") : 0;
    for (const extended of runs) {
      let typed = extended.text;
      for (const [cluster, units] of [...extensions(extended)].sort((a, b) => b[0] - a[0])) {
        let end = cluster + 1;
        while (/\p{M}/u.test(extended.text.charAt(end))) end++;
        const standing = /^ـ*/u.exec(extended.text.slice(cluster))?.[0].length ?? 0;
        typed = typed.slice(0, end) + "ـ".repeat(Math.round(units / tatweel) - standing) + typed.slice(end);
      }
      expect(extended.glyphs.map(({ id }) => id), typed).toEqual(shaped(extended.run, typed));
    }
  });

  test("are drawn with extensions that are widened within a half", () => {
    for (const { glyphs } of runs) for (const { widened = 1 } of glyphs) expect(Math.abs(widened - 1)).toBeLessThanOrEqual(0.5);
  });

  test("are not much longer than the profile allows, one place a word, none below another, none in last lines", () => {
    const { elongation } = profileNamed("display");
    let above: LineElongation[] = [];
    for (const line of lines) {
      const own = elongationsOf(line);
      for (const { x, width } of own) {
        expect(width).toBeLessThanOrEqual(elongation.longest * 10 * 1.1);
        expect(above.some((other) => other.x < x + width && x < other.x + other.width)).toBe(false);
      }
      expect(own.length).toBeLessThanOrEqual(elongation.perLine);
      if (line.last) expect(own).toEqual([]);
      above = line.last ? [] : own;
    }
  });
});

function hbAdvance(run: GlyphRun, text: string): number {
  const font = faces.get(run.face.id)!;
  const buffer = new hb.Buffer();
  buffer.addText(text, 0, text.length);
  buffer.setDirection(hb.Direction.RTL);
  buffer.setScript("Arab");
  hb.shape(font, buffer, []);
  return buffer.getGlyphPositions().reduce((sum, { xAdvance }) => sum + xAdvance, 0);
}

test("Nastaliq, whose tatweel has no width, is never elongated", () => {
  for (const { text, language } of paragraphs) {
    for (const line of compose(text, { measure: 140, style: inFamily("Noto Nastaliq Urdu", language), paragraph: display }).lines) expect(elongationsOf(line)).toEqual([]);
  }
});

test("vocalised words keep their marks on their letters", () => {
  let found = 0;
  for (const text of vocalisedText(90, 100).paragraphs) {
    for (const { run, text: runText, glyphs } of extendedRuns(compose(text, { measure: 120, paragraph: display }).lines)) {
      found++;
      const marks = Array.from(runText).filter((character) => /\p{M}/u.test(character)).length;
      const plain = shaped(run, runText);
      expect(glyphs.filter(({ widened }) => widened === undefined)).toHaveLength(plain.length);
      expect(marks).toBeGreaterThan(0);
    }
  }
  expect(found).toBeGreaterThan(5);
});

test("a typed tatweel is stretched and stays in the text", () => {
  const text = "أحمــد صبري وآخرون معه في مدينتهم ".repeat(8).trim();
  const { lines } = compose(text, { measure: 118, paragraph: display });
  expect(lines.map((line) => line.text).join("")).toBe(text);
});

test("a length is reached by the number of tatweels nearest to it, widened no further than allowed", () => {
  expect([100, 185, 250, 300, 370, 500].map((wish) => reachable(wish, 185, { scaling: 0.35 }))).toEqual([120, 185, 250, 300, 370, 500]);
  expect([250, 300].map((wish) => reachable(wish, 185, { scaling: 0.1 }))).toEqual([204, 333]);
});
