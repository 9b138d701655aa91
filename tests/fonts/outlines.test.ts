import { join } from "node:path";
import fc from "fast-check";
import { Blob, DrawFuncs, Face, Font } from "harfbuzzjs";
import { expect, test } from "vitest";
import type { FontFace } from "../../src/fonts/index.ts";
import { quadraticControls, type Cubic, type Point } from "../../src/fonts/quadratics.ts";
import { readSfntTables } from "../../src/fonts/sfnt.ts";
import { builtIn, fontsFolder, open, opened, rule, scratchFolder, view, withEmbeddingBits } from "./fontFiles.ts";
import { cffFont, firstCffCharacter, variableFont } from "./madeFonts.ts";

const fontOf = (data: Uint8Array): Font => new Font(new Face(new Blob(data)));

const mix = (a: Point, b: Point, t: number): Point => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });
const onQuadratic = (a: Point, b: Point, c: Point, t: number): Point => mix(mix(a, b, t), mix(b, c, t), t);
const onCubic = ([a, b, c, d]: Cubic, t: number): Point => onQuadratic(mix(a, b, t), mix(b, c, t), mix(c, d, t), t);
const apart = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

const point = fc.record({ x: fc.integer({ min: -2000, max: 2000 }), y: fc.integer({ min: -2000, max: 2000 }) });
const cubic: fc.Arbitrary<Cubic> = fc.oneof(
  fc.tuple(point, point, point, point),
  // Without a handle, without both, and closed on itself.
  fc.tuple(point, point, point).map(([a, b, c]): Cubic => [a, a, b, c]),
  fc.tuple(point, point).map(([a, b]): Cubic => [a, a, b, b]),
  fc.tuple(point, point, point).map(([a, b, c]): Cubic => [a, b, c, a]),
);

test("quadratic curves stay within half a unit of the cubic one that they stand for", () => {
  fc.assert(
    fc.property(cubic, (curve) => {
      const controls = quadraticControls(curve, 0.5);
      const meeting = (index: number): Point =>
        index === 0 ? curve[0] : index === controls.length ? curve[3] : mix(controls[index - 1]!, controls[index]!, 0.5);
      for (const [index, control] of controls.entries()) {
        for (let t = 0; t <= 1; t += 0.125) {
          const near = onQuadratic(meeting(index), control, meeting(index + 1), t);
          expect(apart(near, onCubic(curve, (index + t) / controls.length))).toBeLessThanOrEqual(0.5 + 1e-6);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test("a curve that is quadratic in truth comes back as the one that it is", () => {
  const control = { x: 40, y: 120 };
  const [start, end] = [{ x: 0, y: 0 }, { x: 90, y: 10 }];
  const [only, ...more] = quadraticControls([start, mix(start, control, 2 / 3), mix(end, control, 2 / 3), end], 0.5);
  expect(more).toEqual([]);
  expect(apart(only!, control)).toBeLessThan(1e-9);
});

type Segment = readonly [Point, Point];

/** A glyph's contours as short straight segments, with the area that they enclose: positive if counter-clockwise. */
function flattened(font: Font, glyph: number): { segments: Segment[]; area: number; contours: number } {
  const segments: Segment[] = [];
  let contours = 0;
  let pen: Point = { x: 0, y: 0 };
  let start = pen;
  const along = (curve: (t: number) => Point): void => {
    for (let step = 1; step <= 24; step++) {
      const next = curve(step / 24);
      segments.push([pen, next]);
      pen = next;
    }
  };
  const draw = new DrawFuncs();
  draw.setMoveToFunc((x, y) => { pen = start = { x, y }; contours++; });
  draw.setLineToFunc((x, y) => { segments.push([pen, { x, y }]); pen = { x, y }; });
  draw.setQuadraticToFunc((cx, cy, x, y) => { const from = pen; along((t) => onQuadratic(from, { x: cx, y: cy }, { x, y }, t)); });
  draw.setCubicToFunc((ax, ay, bx, by, x, y) => { const from = pen; along((t) => onCubic([from, { x: ax, y: ay }, { x: bx, y: by }, { x, y }], t)); });
  draw.setClosePathFunc(() => { segments.push([pen, start]); });
  font.drawGlyphOrFail(glyph, draw);
  return { segments, contours, area: segments.reduce((sum, [a, b]) => sum + (a.x * b.y - b.x * a.y) / 2, 0) };
}

function fromSegment(point: Point, [a, b]: Segment): number {
  const square = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
  const share = square === 0 ? 0 : ((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / square;
  return apart(point, mix(a, b, Math.min(Math.max(share, 0), 1)));
}

/** How far the farthest point of one outline lies from the other. */
function farthest(outline: readonly Segment[], other: readonly Segment[]): number {
  return Math.max(...outline.map(([point]) => Math.min(...other.map((segment) => fromSegment(point, segment)))));
}

async function only(font: Uint8Array, weight = 400): Promise<FontFace> {
  const { library, said } = await opened({ folders: [scratchFolder({ "made.otf": font })] });
  expect(said).toEqual([]);
  return library.match({ families: [], weight, style: "normal" })[0]!;
}

test.each(["FoxitSerif", "FoxitSerifItalic", "FoxitFixed"])("the CFF outlines of %s become TrueType outlines that look the same", async (name) => {
  const { font, glyphs } = cffFont(name);
  const face = await only(font);
  expect([face.outlines, face.glyphCount, face.covers(firstCffCharacter + glyphs - 1), face.covers(firstCffCharacter + glyphs)]).toEqual(["truetype", glyphs, true, false]);
  const tables = readSfntTables(face.data);
  expect([...tables.keys()].sort()).toEqual(["OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"]);
  expect([...face.data.subarray(0, 4)]).toEqual([0, 1, 0, 0]);

  const before = fontOf(font);
  const after = fontOf(face.data);
  let drawn = 0;
  for (let glyph = 0; glyph < glyphs; glyph++) {
    expect(after.glyphHAdvance(glyph)).toBe(300 + glyph);
    const was = flattened(before, glyph);
    const is = flattened(after, glyph);
    expect(is.contours, `glyph ${glyph}`).toBe(was.contours);
    if (was.segments.length === 0) continue;
    drawn++;
    // TrueType's contours run the other way round.
    expect(Math.abs(is.area + was.area), `glyph ${glyph}`).toBeLessThan(0.01 * Math.abs(was.area) + 20);
    // Half a unit, a rounded point's 0.71, and a little for segments instead of curves.
    if (glyph % 4 === 0) expect(Math.max(farthest(was.segments, is.segments), farthest(is.segments, was.segments)), `glyph ${glyph}`).toBeLessThan(1.5);
    const leftSideBearing = view(tables.get("hmtx")!).getInt16(glyph * 4 + 2);
    expect(leftSideBearing).toBe(after.glyphExtents(glyph)?.xBearing);
  }
  expect(drawn).toBeGreaterThan(100);
});

test("the same CFF font gives the same TrueType bytes", async () => {
  const { font } = cffFont("FoxitSerif");
  const [one, other] = [await only(font), await only(font)];
  expect(one.id).toBe(other.id);
  expect(Buffer.compare(one.data, other.data)).toBe(0);
});

const reem = variableFont(builtIn("reem-kufi/ReemKufi-Regular.ttf"), builtIn("reem-kufi/ReemKufi-Bold.ttf"), { from: 400, to: 700 });

test("a variable font gives a static instance of the weight asked for, under its own family name", async () => {
  const folder = scratchFolder({ "variable.ttf": reem.font });
  const { library, said } = await opened({ folders: [folder] });
  const at = (weight: number): FontFace => library.match({ families: ["Reem Kufi"], weight, style: "normal" })[0]!;
  expect(said).toEqual([]);
  expect(at(550)).toBe(at(550));
  expect(at(900)).toBe(at(700));
  expect([at(100).weight, at(550).weight, at(900).weight]).toEqual([400, 550, 700]);
  expect([at(400), at(550), at(700)].map(({ family, postscriptName }) => [family, postscriptName])).toEqual([
    ["Reem Kufi", "ReemKufi_400wght"], ["Reem Kufi", "ReemKufi_550wght"], ["Reem Kufi", "ReemKufi_700wght"],
  ]);
  expect(new Set([at(400), at(550), at(700)].map(({ id }) => id)).size).toBe(3);
  expect(readSfntTables(at(550).data).has("gvar")).toBe(false);
  expect(view(readSfntTables(at(550).data).get("OS/2")!).getUint16(4)).toBe(550);
  expect([at(550).ascentUnits, at(550).capHeightUnits, at(550).glyphCount]).toEqual([1100, 725, 815]);
});

test("the instances at the ends of the axis have the outlines and advances of the fonts that the variable one was made of", async () => {
  expect(reem.varying.length).toBeGreaterThan(300);
  const folder = scratchFolder({ "variable.ttf": reem.font });
  const { library } = await opened({ folders: [folder] });
  for (const [weight, name] of [[400, "Regular"], [700, "Bold"]] as const) {
    const instance = fontOf(library.match({ families: ["Reem Kufi"], weight, style: "normal" })[0]!.data);
    const made = fontOf(builtIn(`reem-kufi/ReemKufi-${name}.ttf`));
    for (const glyph of reem.varying) {
      expect(instance.glyphToPath(glyph), `glyph ${glyph}`).toBe(made.glyphToPath(glyph));
      expect(instance.glyphHAdvance(glyph)).toBe(made.glyphHAdvance(glyph));
    }
  }
});

test("the font-weight range of an @font-face bounds the instances of its font, and a single weight is the only one", async () => {
  const path = join(scratchFolder({ "variable.ttf": reem.font }), "variable.ttf");
  const { library } = await opened({ faces: [rule(path, { weight: { from: 450, to: 600 } }), rule(path, { family: "One", weight: 500 })] });
  const weightAt = (family: string, weight: number): number => library.match({ families: [family], weight, style: "normal" })[0]!.weight;
  expect([100, 520, 900].map((weight) => weightAt("Mine", weight))).toEqual([450, 520, 600]);
  expect([100, 520, 900].map((weight) => weightAt("One", weight))).toEqual([500, 500, 500]);
});

test("a range of weights beyond the font's axis ends where the axis does", async () => {
  const path = join(scratchFolder({ "variable.ttf": reem.font }), "variable.ttf");
  const { library } = await opened({ faces: [rule(path, { weight: { from: 100, to: 900 } })] });
  expect([100, 900].map((weight) => library.match({ families: ["Mine"], weight, style: "normal" })[0]!.weight)).toEqual([400, 700]);
});

test("a variable font that forbids embedding is refused like any other", async () => {
  const path = join(scratchFolder({ "variable.ttf": withEmbeddingBits(reem.font, 2) }), "variable.ttf");
  const { library, said } = await open({ folders: [fontsFolder], faces: [rule(path)] });
  library?.match({ families: ["Mine"], weight: 400, style: "normal" });
  expect(said).toMatchObject([{ severity: "error", code: "fonts/embedding-forbidden" }]);
});
