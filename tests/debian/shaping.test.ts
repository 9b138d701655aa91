import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { GlyphRun } from "../../src/text/index.ts";
import { declarations, sampleArticle, vocalisedText, type CorpusText } from "../corpus/texts.ts";
import { compose } from "../text/paragraphs.ts";

type Placement = readonly [glyph: number, advance: number, xOffset: number, yOffset: number];

const shapedLine = z.array(z.object({ g: z.number(), ax: z.number(), dx: z.number(), dy: z.number() }));

/** What stands beside a run in its word, where a face ends within the word: letters join to it. */
interface Context {
  readonly before: string;
  readonly after: string;
}

/** Shapes texts of one face, direction, language and context by HarfBuzz's own command line, one a line. */
function hbShape(run: GlyphRun, script: string, { before, after }: Context, texts: readonly string[]): Placement[][] {
  const { status, stdout, stderr } = spawnSync(
    "hb-shape",
    [
      run.face.path, `--direction=${run.level % 2 === 1 ? "rtl" : "ltr"}`, `--script=${script}`, `--language=${run.language}`,
      "--no-glyph-names", "--no-clusters", "--output-format=json", `--text-before=${before}`, `--text-after=${after}`, "--text-file=-",
    ],
    { input: `${texts.join("\n")}\n`, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  if (status !== 0) throw new Error(stderr);
  const lines = stdout.trim().split("\n");
  return lines.map((line) => shapedLine.parse(JSON.parse(line)).map(({ g, ax, dx, dy }) => [g, ax, dx, dy] as const));
}

/** What the run holds, in font units and without what justification added. */
function placementOf({ glyphs, size, face }: GlyphRun): Placement[] {
  const units = (points: number): number => Math.round((points * face.unitsPerEm) / size) + 0;
  return glyphs().map(({ id, advanceUnits, xOffset, yOffset }) => [id, advanceUnits, units(xOffset), units(yOffset)] as const);
}

const families = ["Amiri", "Noto Naskh Arabic", "Scheherazade New", "Noto Kufi Arabic", "Reem Kufi", "Noto Nastaliq Urdu"];
const texts: CorpusText[] = [sampleArticle(), ...declarations(), vocalisedText(16, 16), vocalisedText(90, 114)];

describe.each(families)("lines of %s", (family) => {
  test.each(texts.map((text) => [text.name, text] as const))("have HarfBuzz's glyphs, advances and offsets: %s", (_, { language, paragraphs }) => {
    const groups = new Map<string, { readonly runs: GlyphRun[]; readonly texts: string[]; readonly script: string; readonly context: Context }>();
    for (const paragraph of paragraphs) {
      for (const line of compose(paragraph, { measure: 170, style: { language, font: { families: [family], weight: 400, style: "normal" } } }).lines) {
        for (const run of line.runs) {
          const text = line.text.slice(run.start, run.end);
          const script = /\p{Script=Latin}/u.test(text) ? "Latn" : "Arab";
          const context = {
            before: /\S*$/u.exec(line.text.slice(Math.max(0, run.start - 5), run.start))?.[0] ?? "",
            after: /^\S*/u.exec(line.text.slice(run.end, run.end + 5))?.[0] ?? "",
          };
          const key = JSON.stringify([script, run.level % 2, run.face.id, context]);
          const group = groups.get(key) ?? { runs: [], texts: [], script, context };
          groups.set(key, group);
          group.runs.push(run);
          group.texts.push(text);
        }
      }
    }
    const different: unknown[] = [];
    let compared = 0;
    for (const { runs, texts: runTexts, script, context } of groups.values()) {
      const [first] = runs;
      if (!first) continue;
      hbShape(first, script, context, runTexts).forEach((expected, index) => {
        const run = runs[index];
        if (!run) return;
        compared++;
        const ours = JSON.stringify(placementOf(run));
        if (ours !== JSON.stringify(expected)) different.push({ text: runTexts[index], script, ours, expected: JSON.stringify(expected) });
      });
    }
    expect(compared).toBeGreaterThan(0);
    expect(different.slice(0, 3), `${different.length} of ${compared} runs`).toEqual([]);
  });
});
