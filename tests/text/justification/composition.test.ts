import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { profileNamed, requestedProfile, type JustificationProfile, type Line } from "../../../src/text/index.ts";
import { declarations, sampleArticle } from "../../corpus/texts.ts";
import { elongationsOf } from "../elongations.ts";
import { compose, edges, visualText } from "../paragraphs.ts";

const profiles = ["newspaper", "book", "display", "spaces-only"] as const;
const texts = [sampleArticle(), ...declarations()];
const anyText = fc.constantFrom(...texts.flatMap(({ paragraphs }) => paragraphs)).chain((text) => {
  const words = text.split(" ");
  return fc.tuple(fc.nat(words.length - 1), fc.integer({ min: 1, max: 60 })).map(([from, count]) => words.slice(from, from + count).join(" "));
});
const anySetting = fc.record({
  measure: fc.integer({ min: 110, max: 320 }),
  profile: fc.constantFrom(...profiles),
  family: fc.constantFrom("Amiri", "Noto Naskh Arabic", "Scheherazade New"),
});

function composed(text: string, { measure, profile, family }: { measure: number; profile: (typeof profiles)[number]; family: string }): readonly Line<string>[] {
  return compose(text, { measure, style: { font: { families: [family], weight: 400, style: "normal" } }, paragraph: { justification: profileNamed(profile) } }).lines;
}

describe("justified lines, whatever the text, the measure, the profile and the font", () => {
  test("are as wide as the measure, to a hundredth of a point, punctuation in the margins aside", () => {
    fc.assert(
      fc.property(anyText, anySetting, (text, setting) => {
        for (const line of composed(text, setting)) {
          const room = setting.measure;
          const glyphs = line.runs.reduce((sum, run) => sum + run.glyphs().reduce((width, { advance }) => width + advance, 0), 0);
          expect(Math.abs(glyphs - line.width)).toBeLessThan(1e-6);
          if (line.last || !line.text.trim().includes(" ")) expect(line.width).toBeLessThan(room + 0.01);
          else expect(Math.abs(line.width - room)).toBeLessThan(0.01);
          if (line.last) continue;
          expect(edges(line).right).toBeCloseTo(setting.measure, 6);
        }
      }),
    );
  });

  test("hold the letters of the paragraph, each once", () => {
    fc.assert(
      fc.property(anyText, anySetting, (text, setting) => {
        const lines = composed(text, setting);
        expect(lines.map((line) => line.text).join("")).toBe(text);
        for (const line of lines) expect(Array.from(visualText(line)).sort()).toEqual(Array.from(line.text.trimEnd()).sort());
      }),
    );
  });

  test("come out the same each time", () => {
    fc.assert(
      fc.property(anyText, anySetting, (text, setting) => {
        const [one, other] = [composed(text, setting), composed(text, setting)].map((lines) =>
          JSON.stringify(lines.map(({ text: own, runs, width }) => [own, width, runs.map((run) => run.glyphs())])),
        );
        expect(one).toBe(other);
      }),
      { numRuns: 40 },
    );
  });

  test("keep to what the profile allows of elongations", () => {
    fc.assert(
      fc.property(anyText, anySetting, (text, setting) => {
        const { elongation } = profileNamed(setting.profile);
        for (const line of composed(text, setting)) {
          const words = line.text.trim().split(/\s+/u).length;
          expect(elongationsOf(line).length).toBeLessThanOrEqual(Math.min(elongation.perLine, Math.max(1, Math.floor(elongation.share * words))));
        }
      }),
    );
  });
});

const sample = sampleArticle().paragraphs;
const linesBy = (justification: JustificationProfile, measure = 142): Line[] => sample.flatMap((text) => [...compose(text, { measure, paragraph: { justification } }).lines]);
const worst = (lines: readonly Line[]): number => Math.max(...lines.filter(({ last }) => !last).map(({ spaceStretch }) => spaceStretch));
const elongated = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + elongationsOf(line).length, 0);

describe("profiles", () => {
  test("spaces-only sets by word spaces, and the others make them more even", () => {
    const spaces = linesBy(profileNamed("spaces-only"));
    expect(elongated(spaces)).toBe(0);
    for (const name of ["newspaper", "book", "display"] as const) expect(worst(linesBy(profileNamed(name))), name).toBeLessThan(worst(spaces));
  });

  test("newspaper elongates no more than twelve words in a hundred of the sample", () => {
    const words = sample.join(" ").split(" ").length;
    for (const measure of [127.6, 155.9, 184.3]) expect((100 * elongated(linesBy(profileNamed("newspaper"), measure))) / words).toBeLessThan(12);
  });

  test("inter-word leaves out all means but word spaces", () => {
    const lines = linesBy(requestedProfile({ profile: "display", means: "inter-word", limits: { hanging: false } }));
    expect(elongated(lines)).toBe(0);
    for (const { id, advance, advanceUnits } of lines.flatMap((line) => line.runs.flatMap((run) => [...run.glyphs()]))) {
      if (Math.abs(advance - advanceUnits / 100) > 1e-6) expect(id).toBe(spaceGlyph);
    }
  });

  test("kashida elongates more than the profile alone", () => {
    const alone = elongated(linesBy(profileNamed("newspaper")));
    expect(elongated(linesBy(requestedProfile({ profile: "newspaper", means: "kashida", limits: {} })))).toBeGreaterThan(alone);
  });

  test.each([
    ["no elongation", { elongationsPerLine: 0 }, (lines: readonly Line[]) => { expect(elongated(lines)).toBe(0); }],
    ["shorter ones", { elongationLongest: 0.25 }, (lines: readonly Line[]) => { expect(Math.max(...lines.flatMap((line) => elongationsOf(line).map(({ width }) => width)))).toBeLessThan(2.8); }],
    ["fewer of them", { elongationsPerHundred: 4 }, (lines: readonly Line[]) => { expect(elongated(lines)).toBeLessThan(elongated(linesBy(profileNamed("newspaper"))) / 1.5); }],
    ["nothing in the margins", { hanging: false }, (lines: readonly Line[]) => { for (const { hang } of lines) expect(hang).toEqual({ left: 0, right: 0 }); }],
    ["spaces that give less", { spaceLeast: 0.95 }, (lines: readonly Line[]) => { for (const { spaceStretch } of lines) expect(spaceStretch).toBeGreaterThanOrEqual(-0.0501); }],
  ])("limits may ask for %s", (_, limits, check) => {
    check(linesBy(requestedProfile({ profile: "newspaper", means: "auto", limits })));
  });
});

const spaceGlyph = compose("ا ب", { measure: 1e6 }).lines[0]?.runs.flatMap((run) => [...run.glyphs()]).find(({ cluster }) => cluster === 1)?.id;
