import type { Diagnostic } from "../../src/diagnostics/index.ts";
import { composeParagraph, openShaper, profileNamed, type Hyphenators, type Line, type Paragraph, type TextSpan, type TextStyle } from "../../src/text/index.ts";
import { builtInFonts } from "./faces.ts";

const fonts = await builtInFonts();
const shaper = await openShaper();

export const plainStyle: TextStyle<string> = {
  font: { families: ["Amiri"], weight: 400, style: "normal" },
  size: 10, features: {}, letterSpacing: 0, wordSpacing: 0, rise: 0, language: "ar", tag: "plain",
};

export interface Setting {
  readonly measure?: number;
  readonly style?: Partial<TextStyle<string>>;
  readonly paragraph?: Partial<Paragraph<string>>;
  readonly hyphenators?: Hyphenators;
}

export interface Composed {
  readonly lines: readonly Line<string>[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Composes text or spans as a justified right-to-left paragraph of Amiri at 10 pt. */
export function compose(text: string | readonly TextSpan<string>[], { measure = 200, style, paragraph, hyphenators }: Setting = {}): Composed {
  const diagnostics: Diagnostic[] = [];
  const spans = typeof text === "string" ? [{ text, style: { ...plainStyle, ...style } }] : text;
  const whole: Paragraph<string> = { spans, direction: "rtl", align: "justify", alignLast: "start", indent: 0, wrap: true, balance: false, divisibleFrom: 0, justification: profileNamed("spaces-only"), ...paragraph };
  return { lines: composeParagraph(whole, measure, { fonts, shaper, ...(hyphenators && { hyphenators }), report: (diagnostic) => diagnostics.push(diagnostic) }), diagnostics };
}

/** A line's characters from left to right, as the page shows them: each cluster where its glyph stands. */
export function visualText({ text, runs }: Line<string>): string {
  return runs
    .map(({ glyphs, start, end }) => {
      const clusters = [...new Set(glyphs().map(({ cluster }) => cluster))];
      const ends = [...clusters].sort((a, b) => a - b);
      return clusters.map((cluster) => text.slice(Math.max(start, cluster), ends.find((other) => other > cluster) ?? end)).join("");
    })
    .join("");
}

/** Where a line's first and last glyph's advances begin and end, pt. */
export function edges({ runs }: Line<string>): { readonly left: number; readonly right: number } {
  const last = runs.at(-1);
  return { left: runs[0]?.x ?? 0, right: (last?.x ?? 0) + (last?.width ?? 0) };
}
