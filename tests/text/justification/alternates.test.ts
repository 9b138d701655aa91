import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { openFontLibrary, type FontLibrary } from "../../../src/fonts/index.ts";
import { mayTake, type FormOption } from "../../../src/text/justification/formOptions.ts";
import { composeParagraph, openShaper, profileNamed, type JustificationProfile, type Line } from "../../../src/text/index.ts";
import { sampleArticle } from "../../corpus/texts.ts";
import { builtInFonts } from "../faces.ts";
import { plainStyle } from "../paragraphs.ts";

const shaper = await openShaper();
const builtIn = await builtInFonts();

/** A library with one font under another name, and features of it that make words wider. */
async function withRule(file: string, wider: readonly Readonly<Record<string, number>>[]): Promise<FontLibrary> {
  const path = fileURLToPath(new URL(`../../../fonts/${file}`, import.meta.url));
  const rule = { family: "Ruled", path, weight: 400, style: "normal" as const, wider, narrower: [], span: { file: "style.css", start: { line: 1, column: 1 } } };
  const library = await openFontLibrary({ folders: [], faces: [rule], report: ({ message }) => { throw new Error(message); } });
  if (!library) throw new Error("there are no fonts");
  return library;
}

function lines(fonts: FontLibrary, family: string, justification: JustificationProfile, measure: number): Line[] {
  const style = { ...plainStyle, font: { families: [family], weight: 400, style: "normal" as const } };
  return sampleArticle().paragraphs.flatMap((text) => [
    ...composeParagraph(
      { spans: [{ text, style }], direction: "rtl", align: "justify", alignLast: "start", indent: 0, wrap: true, balance: false, divisibleFrom: 0, justification },
      measure,
      { fonts, shaper, report: () => undefined },
    ),
  ]);
}

const glyphIds = (all: readonly Line[]): Set<number> => new Set(all.flatMap((line) => line.runs.flatMap((run) => run.glyphs().map(({ id }) => id))));
const spread = (all: readonly Line[]): number => Math.max(...all.filter(({ last }) => !last).map(({ spaceStretch }) => spaceStretch));

const noElongation = (profile: JustificationProfile): JustificationProfile => ({ ...profile, elongation: { ...profile.elongation, perLine: 0 } });
const eager: JustificationProfile = { ...noElongation(profileNamed("newspaper")), alternates: { perLine: 2, cost: 10 } };
const without: JustificationProfile = { ...eager, alternates: { perLine: 0, cost: 0 } };

describe("wider forms that a rule names", () => {
  test("fill lines that would be loose", async () => {
    const fonts = await withRule("scheherazade-new/ScheherazadeNew-Regular.ttf", [{ cv44: 1 }, { cv48: 1 }]);
    const [withForms, plain] = [lines(fonts, "Ruled", eager, 150), lines(fonts, "Ruled", without, 150)];
    const added = [...glyphIds(withForms)].filter((id) => !glyphIds(plain).has(id));
    expect(added.length).toBeGreaterThan(0);
    expect(spread(withForms)).toBeLessThanOrEqual(spread(plain));
    for (const line of withForms.filter(({ last }) => !last)) expect(line.width).toBeCloseTo(150, 2);
  });

  test("are nothing to a font without them", async () => {
    const fonts = await withRule("amiri/Amiri-Regular.ttf", [{ zz99: 1 }]);
    expect(glyphIds(lines(fonts, "Ruled", eager, 150))).toEqual(glyphIds(lines(fonts, "Ruled", without, 150)));
  });
});

test("narrower forms of the font's own save lines that would be tight: Amiri's ss01", () => {
  const tight: JustificationProfile = { ...eager, spaces: { least: 0.6, most: 1.1, worst: 3 }, alternates: { perLine: 3, cost: 10 } };
  const advances = (profile: JustificationProfile): string[] =>
    lines(builtIn, "Amiri", profile, 141).map((line) => JSON.stringify(line.runs.map((run) => run.glyphs().map(({ id, advanceUnits }) => [id, advanceUnits]))));
  const kerned = advances(tight).filter((line) => !advances({ ...tight, alternates: { perLine: 0, cost: 0 } }).includes(line));
  expect(kerned.length).toBeGreaterThan(0);
});

describe("what a line may take", () => {
  const profile = profileNamed("newspaper");
  const option = (kind: FormOption["kind"], index: number): FormOption =>
    kind === "elongation"
      ? { kind, index, cost: 1, least: 1, most: 2, scale: 0.01, step: 1, candidate: { offset: 1, order: 1, tatweel: 185, distance: 100 } }
      : { kind, index, cost: 1, least: 1, most: 1, scale: 0.01, word: { glyphs: new Int32Array(), length: 1, inkLength: 1, advance: 0, trailing: 0, trailingSpaces: 0, trailingSpaceAdvance: 0, spaces: 0, spaceAdvance: 0, clusters: 0, gaps: [] } };

  test("is one form a word", () => {
    expect(mayTake(option("elongation", 3), [option("alternate", 3)], 8, profile)).toBe(false);
  });

  test("is never two wide forms side by side", () => {
    expect(mayTake(option("alternate", 3), [option("alternate", 2)], 8, profile)).toBe(false);
    expect(mayTake(option("alternate", 3), [option("alternate", 1)], 8, profile)).toBe(true);
  });

  test("is no more than the profile's number and share of words", () => {
    const three = [option("elongation", 0), option("elongation", 2), option("elongation", 4)];
    expect(mayTake(option("elongation", 6), three, 8, profile)).toBe(false);
    expect(mayTake(option("elongation", 6), three.slice(1), 8, profile)).toBe(true);
    expect(mayTake(option("elongation", 2), [option("elongation", 0)], 3, profile)).toBe(false);
    expect(mayTake(option("ligature", 6), [option("ligature", 1), option("ligature", 3)], 8, profile)).toBe(false);
  });
});
