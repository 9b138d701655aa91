import { describe, expect, it } from "vitest";
import { mirrored } from "../../src/text/bidi.ts";
import type { Line } from "../../src/text/index.ts";
import { mixedOrders, type MixedOrder } from "./mixedOrder.ts";
import { compose } from "./paragraphs.ts";

const invisible = /[\u200b-\u200f\u2066-\u2069]/gu;
const readFromTheRight = /^[\p{Script=Arabic}ـ](?:.*[\p{Script=Arabic}ـ])?$/u;
const readFromTheLeft = /[\p{Script=Latin}\p{Nd}]/u;

/** A line's pieces as characters from left to right. */
function charactersOf(seen: string): string {
  const pieces = seen.split(/( ?ǀ ?)/u).map((piece) => (piece.includes("ǀ") ? piece.replace(/ǀ /u, "").replace("ǀ", "") : readDirection(piece)));
  return pieces.join("");
}

function readDirection(piece: string): string {
  return isReadFromTheRight(piece) ? reversed(piece) : piece;
}

function isReadFromTheRight(piece: string): boolean {
  return readFromTheRight.test(piece) && /\p{L}/u.test(piece);
}

function reversed(text: string): string {
  return Array.from(text).reverse().join("");
}

/** A line's characters from left to right, each mirrored that is read from the right; the letters of a ligature one by one. */
function shownCharacters({ text, runs }: Line<string>): string {
  const shown = runs.flatMap(({ glyphs, start, end, level }) => {
    const clusters = [...new Set(glyphs().map(({ cluster }) => cluster))];
    const ends = [...clusters].sort((a, b) => a - b);
    return clusters.map((cluster) => {
      const characters = text.slice(Math.max(start, cluster), ends.find((other) => other > cluster) ?? end);
      return level % 2 === 0 ? characters : reversed(characters).replace(/./gu, (character) => String.fromCodePoint(mirrored(character.codePointAt(0) ?? 0)));
    });
  });
  return shown.join("").replace(invisible, "");
}

function composed({ text, room, direction }: MixedOrder) {
  const paragraph = { direction: direction ?? "rtl", align: "start" } as const;
  const measure = room === undefined ? 1000 : Math.max(...compose(room, { measure: 1000, paragraph }).lines.map(({ width }) => width)) + 0.01;
  return compose(text, { measure, paragraph });
}

describe("a mixed line stands on paper as an editor reads it", () => {
  it.each(mixedOrders.map((order) => [order.title, order] as const))("%s", (_, order) => {
    const { lines, diagnostics } = composed(order);
    expect(lines.map(shownCharacters)).toEqual(order.seen.map(charactersOf));
    expect(diagnostics).toEqual([]);
  });
});

/** The only glyph of a text. */
function glyphOf(text: string, direction: "rtl" | "ltr"): number | undefined {
  return compose(text, { paragraph: { direction } }).lines[0]?.runs[0]?.glyphs()[0]?.id;
}

describe("what is mirrored from right to left", () => {
  it.each(Array.from("()[]{}«»‹›<>≤≥"))("is drawn so: %s", (sign) => {
    expect(glyphOf(sign, "rtl")).toBe(glyphOf(String.fromCodePoint(mirrored(sign.codePointAt(0) ?? 0)), "ltr"));
    expect(glyphOf(sign, "rtl")).not.toBe(glyphOf(sign, "ltr"));
  });

  it.each(Array.from("“”﴾﴿"))("is drawn as typed: %s", (sign) => {
    expect(glyphOf(sign, "rtl")).toBe(glyphOf(sign, "ltr"));
  });
});

describe("the set of mixed lines", () => {
  it("is of one direction in every piece, and says all of the text", () => {
    for (const { title, text, seen } of mixedOrders) {
      for (const piece of seen.flatMap((line) => line.split(/ ?ǀ ?/u))) {
        expect(piece, title).not.toBe("");
        if (isReadFromTheRight(piece)) expect(piece, title).not.toMatch(/[\p{Script=Latin}\p{Nd}()[\]«»]/u);
        else if (readFromTheLeft.test(piece)) expect(piece, title).not.toMatch(/(?=\p{L})\p{Script=Arabic}/u);
      }
      const letters = (any: string) => Array.from(any.replace(invisible, "").replace(/[\s()[\]«»<>]/gu, "")).sort().join("");
      expect(letters(seen.join("").replaceAll("ǀ", "")), title).toBe(letters(text));
    }
  });

  it("has no case twice, and enough of them", () => {
    expect(new Set(mixedOrders.map(({ title }) => title)).size).toBe(mixedOrders.length);
    expect(mixedOrders.length).toBeGreaterThanOrEqual(75);
  });
});
