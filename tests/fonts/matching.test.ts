import fc from "fast-check";
import { expect, test } from "vitest";
import { bestMatch, type Matchable } from "../../src/fonts/matching.ts";

const face = (weight: number | readonly [number, number], style: Matchable["style"] = "normal", width = 5): Matchable => ({
  weight: typeof weight === "number" ? { from: weight, to: weight } : { from: weight[0], to: weight[1] },
  style,
  width,
});

const hundreds = [100, 200, 300, 400, 500, 600, 700, 800, 900];

/** The weights that 100 to 900 lead to in a family of the given ones. */
const mapped = (weights: readonly number[]): number[] => hundreds.map((weight) => bestMatch(weights.map((one) => face(one)), { weight, style: "normal" })!.weight.from);

// The figures “Weight mappings for a family with …” of the chapter on font-weight.
test("a family of weights 400, 700 and 900 is mapped as in the specification's figure", () => {
  expect(mapped([400, 700, 900])).toEqual([400, 400, 400, 400, 400, 700, 700, 900, 900]);
});

test("a family of weights 300 and 600 is mapped as in the specification's figure", () => {
  expect(mapped([300, 600])).toEqual([300, 300, 300, 300, 300, 600, 600, 600, 600]);
});

test.each<[string, (number | readonly [number, number])[], number, number]>([
  ["from 400 to 500 first goes up to 500", [300, 450, 500, 600], 420, 450],
  ["then below", [300, 350, 501], 420, 350],
  ["then above 500", [501, 600], 420, 501],
  ["500 looks below before above", [400, 600], 500, 400],
  ["below 400 first goes down", [100, 200, 350], 300, 200],
  ["then up", [350, 400], 300, 350],
  ["above 500 first goes up", [500, 650, 900], 600, 650],
  ["then down", [400, 500], 600, 500],
  ["a range that holds the weight is exact", [[200, 300], 400, [500, 800]], 650, 500],
  ["a range counts from its nearer end", [[100, 300], 950], 900, 950],
  ["below 400 the upper end of a range counts", [[100, 250], 240], 300, 100],
])("a weight %s", (_, weights, wanted, chosen) => {
  for (const order of [weights, weights.toReversed()]) {
    expect(bestMatch(order.map((weight) => face(weight)), { weight: wanted, style: "normal" })?.weight.from).toBe(chosen);
  }
});

test("style counts before weight, and width before style", () => {
  const faces = [face(400), face(700, "italic"), face(400, "italic", 3), face(400, "normal", 7)];
  expect(bestMatch(faces, { weight: 400, style: "italic" })).toBe(faces[1]);
  expect(bestMatch(faces, { weight: 700, style: "normal" })).toBe(faces[0]);
  expect(bestMatch(faces.slice(0, 1), { weight: 400, style: "italic" })).toBe(faces[0]);
  expect(bestMatch(faces.slice(2), { weight: 400, style: "normal" })).toBe(faces[2]);
  expect(bestMatch([face(400, "normal", 9), face(400, "normal", 6)], { weight: 400, style: "normal" })?.width).toBe(6);
});

test("of faces that serve alike the first is taken, and of none nothing", () => {
  const faces = [face(400), face(400)];
  expect(bestMatch(faces, { weight: 400, style: "normal" })).toBe(faces[0]);
  const none: readonly Matchable[] = [];
  expect(bestMatch(none, { weight: 400, style: "normal" })).toBeUndefined();
});

const anyWeight = fc.integer({ min: 1, max: 1000 });
const anyFace = fc.tuple(anyWeight, anyWeight, fc.constantFrom("normal" as const, "italic" as const)).map(([a, b, style]) => face([Math.min(a, b), Math.max(a, b)], style));

/** Section 5.2, step 4.3, as it is written: one search after another. */
function asWritten(faces: readonly Matchable[], wanted: number): Matchable {
  const exact = faces.find(({ weight: { from, to } }) => from <= wanted && wanted <= to);
  if (exact) return exact;
  const up = (limit: number): Matchable[] => faces.filter(({ weight: { from } }) => from > wanted && from <= limit).sort((a, b) => a.weight.from - b.weight.from);
  const down = faces.filter(({ weight: { to } }) => to < wanted).sort((a, b) => b.weight.to - a.weight.to);
  if (wanted >= 400 && wanted <= 500) return [...up(500), ...down, ...up(1000)][0]!;
  return (wanted < 400 ? [...down, ...up(1000)] : [...up(1000), ...down])[0]!;
}

test("the weight chosen is the one that the specification's searches find", () => {
  fc.assert(
    fc.property(fc.array(anyFace, { minLength: 1 }), anyWeight, fc.constantFrom("normal" as const, "italic" as const), (faces, weight, style) => {
      const ofStyle = faces.filter((one) => one.style === style);
      expect(bestMatch(faces, { weight, style })).toBe(asWritten(ofStyle.length > 0 ? ofStyle : faces, weight));
    }),
  );
});
