import { describe, expect, test } from "vitest";
import { glyphOutlinesOf } from "../../src/fonts/index.ts";
import { drawn, harfBuzzFont } from "../pdf/outlines.ts";
import { builtInFonts, faceOf } from "../text/faces.ts";

const fonts = await builtInFonts();
const everyNth = 7;

describe("outlines are those that HarfBuzz draws", () => {
  test.each(["Amiri", "Noto Naskh Arabic", "Noto Nastaliq Urdu", "Noto Kufi Arabic", "Scheherazade New", "Reem Kufi", "Source Serif 4"])("of %s, composites too", (family) => {
    const face = faceOf(fonts, family);
    const { contours, bounds } = glyphOutlinesOf(face);
    const font = harfBuzzFont(face.data);
    let compared = 0;
    for (let glyph = 0; glyph < face.glyphCount; glyph += everyNth) {
      const theirs = drawn(font, glyph).map(({ coordinates }) => coordinates);
      const ours = contours(glyph).filter((contour) => contour.length > 1);
      expect(ours.length, `${glyph}`).toBe(theirs.length);
      const box = bounds(glyph);
      expect(box === undefined, `${glyph}`).toBe(contours(glyph).length === 0);
      for (const [index, contour] of ours.entries()) {
        const points = theirs[index] ?? [];
        for (const { x, y } of contour) {
          const distance = Math.min(...points.map((value, at) => (at % 2 === 0 ? Math.hypot(value - x, (points[at + 1] ?? 0) - y) : Infinity)));
          expect(distance, `${glyph}`).toBeLessThan(1);
        }
        const [xs, ys] = [points.filter((_, at) => at % 2 === 0), points.filter((_, at) => at % 2 === 1)];
        expect(Math.min(...xs)).toBeLessThanOrEqual((box?.xMax ?? 0) + 1);
        expect(Math.max(...ys)).toBeGreaterThanOrEqual((box?.yMin ?? 0) - 1);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(50);
  });

  test("a glyph that the font does not have is blank", () => {
    const face = faceOf(fonts, "Amiri");
    const { contours, bounds } = glyphOutlinesOf(face);
    expect([contours(face.glyphCount), bounds(face.glyphCount)]).toEqual([[], undefined]);
  });
});
