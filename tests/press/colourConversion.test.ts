import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openColours, openOutput, type ConvertColour, type Promises } from "../../src/press/index.ts";
import type { Color } from "../../src/style/index.ts";
import { profileFolder } from "./profiles.ts";

const output = await openOutput({ profile: "print" }, profileFolder, ({ message }) => { throw new Error(message); });
if (output === undefined) throw new Error("no output");
const condition = output.condition;
const cmyk = (c: number, m: number, y: number, k: number, alpha = 1): Color => ({ space: "cmyk", c, m, y, k, alpha });
const rgb = (r: number, g: number, b: number, alpha = 1): Color => ({ space: "rgb", r, g, b, alpha });
const conversionOf = (wanted: Promises["colours"], ...colours: Color[]): Promise<ConvertColour> => openColours(wanted, { condition }, colours);
const toInks = await conversionOf("inks", rgb(0.5, 0.2, 0.1));
const toScreen = await conversionOf("sRGB", cmyk(1, 0, 0, 0));
const levels = (color: Color): number[] => (color.space === "rgb" ? [color.r, color.g, color.b].map((share) => Math.round(share * 255)) : []);
const inks = (color: Color): number[] => (color.space === "cmyk" ? [color.c, color.m, color.y, color.k] : []);

describe("colours for the press", () => {
  test("that are inks already stay as they are", () => {
    for (const color of [cmyk(0.1, 0.2, 0.3, 0.4), { space: "spot", name: "PANTONE 186 C", tint: 0.5, alternate: { c: 0, m: 1, y: 0.8, k: 0 }, alpha: 1 } as const]) expect(toInks(color)).toBe(color);
  });

  test("that are grey are printed with black ink alone, the lighter the less", () => {
    const shares = Array.from({ length: 17 }, (_, step) => inks(toInks(rgb(step / 16, step / 16, step / 16))));
    for (const [c, m, y] of shares) expect([c, m, y]).toEqual([0, 0, 0]);
    const blacks = shares.map(([, , , k]) => k ?? Number.NaN);
    expect([blacks[0], blacks.at(-1)]).toEqual([1, 0]);
    expect(blacks).toEqual([...blacks].sort((a, b) => b - a));
  });

  test("keep within the ink that the profile was made for, and keep their transparency", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (r, g, b) => {
        const printed = toInks(rgb(r, g, b, 0.5));
        expect(printed.alpha).toBe(0.5);
        expect(inks(printed).reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(3.02);
      }),
      { numRuns: 60 },
    );
  });

  test("that the press can print come back from the inks as they were, to the eye", async () => {
    for (const color of [rgb(0.7, 0.3, 0.3), rgb(0.35, 0.5, 0.6), rgb(0.8, 0.75, 0.4), rgb(0.5, 0.4, 0.55)]) {
      const printed = toInks(color);
      const shown = (await conversionOf("sRGB", printed))(printed);
      levels(color).forEach((level, channel) => { expect(Math.abs((levels(shown)[channel] ?? 0) - level)).toBeLessThanOrEqual(6); });
    }
  });
});

describe("colours for the screen", () => {
  test("are what Little CMS makes of them, relative colorimetric with black point compensation", () => {
    for (const [color, expected] of [[cmyk(0, 1, 0.85, 0.2), [192, 0, 28]], [cmyk(1, 0, 0, 0), [0, 158, 224]], [cmyk(0, 0, 1, 0), [255, 237, 0]]] as const) {
      levels(toScreen(color)).forEach((level, channel) => { expect(Math.abs(level - (expected[channel] ?? 0))).toBeLessThanOrEqual(3); });
    }
  });

  test("of black ink alone are greys, black as black and paper as white", () => {
    expect([levels(toScreen(cmyk(0, 0, 0, 1))), levels(toScreen(cmyk(0, 0, 0, 0)))]).toEqual([[0, 0, 0], [255, 255, 255]]);
    const [half] = [levels(toScreen(cmyk(0, 0, 0, 0.5)))];
    expect(new Set(half).size).toBe(1);
    expect(half[0]).toBeGreaterThan(100);
    expect(half[0]).toBeLessThan(190);
  });

  test("of a spot ink are those of its mixture, at its tint", async () => {
    const spot: Color = { space: "spot", name: "PANTONE 186 C", tint: 0.5, alternate: { c: 0, m: 1, y: 0.8, k: 0 }, alpha: 0.25 };
    const mixture = cmyk(0, 0.5, 0.4, 0, 0.25);
    const convert = await conversionOf("sRGB", spot, mixture);
    expect(convert(spot)).toEqual(convert(mixture));
  });
});

test("colours that are kept are kept", async () => {
  const color = rgb(0.1, 0.2, 0.3);
  expect((await conversionOf("kept", color))(color)).toBe(color);
});

test("every grey is printed in black ink alone, the darker the more, and comes back from it as it was", async () => {
  const greys = Array.from({ length: 256 }, (_, level): Color => ({ space: "rgb", r: level / 255, g: level / 255, b: level / 255, alpha: 1 }));
  const convert = await conversionOf("inks", ...greys);
  const inks = greys.map((grey) => {
    const printed = convert(grey);
    if (printed.space !== "cmyk") throw new Error("a grey was not converted");
    expect([printed.c, printed.m, printed.y]).toEqual([0, 0, 0]);
    return printed;
  });
  const shares = inks.map(({ k }) => k);
  expect(shares).toEqual(shares.toSorted((one, other) => other - one));
  const back = await conversionOf("sRGB", ...inks);
  for (const [level, ink] of inks.entries()) {
    const shown = back(ink);
    expect(shown.space === "rgb" ? Math.abs(shown.r * 255 - level) : 255).toBeLessThan(1);
  }
});
