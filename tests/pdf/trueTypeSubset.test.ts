import fontkit from "@pdf-lib/fontkit";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSfntTables } from "../../src/fonts/index.ts";
import { createTrueTypeSubset, type PlacedOutline } from "../../src/pdf/trueTypeSubset.ts";
import { altered, builtIn } from "../fonts/fontFiles.ts";
import { apart, contoursOf, drawn, glyphTableOf, harfBuzzFont, viewOf, type Contour } from "./outlines.ts";

const strut = { bottom: -200, top: 600 };

// Amiri's are composites for the greater part, Source Serif's composites of composites.
const sources = [
  "amiri/Amiri-Regular.ttf", "noto-naskh-arabic/NotoNaskhArabic-Bold.ttf", "noto-nastaliq-urdu/NotoNastaliqUrdu-Regular.ttf", "reem-kufi/ReemKufi-Regular.ttf",
  "scheherazade-new/ScheherazadeNew-Regular.ttf", "source-serif/SourceSerif4-Regular.ttf",
].map((name) => {
  const data = builtIn(name);
  return { name, data, font: harfBuzzFont(data), glyphs: glyphTableOf(data) };
});
const amiri = sources[0]!;

interface Asked {
  readonly outlines: readonly PlacedOutline[];
  readonly advance: number;
}

const offset = fc.integer({ min: -3000, max: 3000 });

function askedOf(glyphCount: number): fc.Arbitrary<Asked[]> {
  const outline = fc.record({ glyph: fc.nat({ max: glyphCount - 1 }), dx: offset, dy: offset });
  return fc.array(fc.record({ outlines: fc.array(outline, { maxLength: 4 }), advance: fc.oneof(fc.constant(0), fc.nat({ max: 4000 }), fc.constant(65_535)) }), { minLength: 1, maxLength: 20 });
}

describe.each(sources)("a subset of $name", ({ data, font, glyphs }) => {
  const asked = askedOf(glyphs.count);

  test("draws the source's outlines at the places asked for, in glyphs of the widths asked for, to HarfBuzz", () => {
    fc.assert(
      fc.property(asked, (cells) => {
        const subset = createTrueTypeSubset(data, strut);
        const ids = cells.map(({ outlines, advance }) => subset.add(outlines, advance)!);
        const written = harfBuzzFont(subset.write());
        cells.forEach(({ outlines, advance }, index) => {
          expect(apart(drawn(written, ids[index]!), outlines.flatMap(({ glyph, dx, dy }) => drawn(font, glyph, dx, dy)))).toBeLessThan(0.01);
          expect(written.glyphHAdvance(ids[index]!)).toBe(advance);
          expect(subset.advanceOf(ids[index]!)).toBe(advance);
        });
      }),
      { numRuns: 30 },
    );
  });

  test("draws the same to fontkit", () => {
    const path = (of: ReturnType<typeof fontkit.create>, glyph: number, dx = 0, dy = 0): Contour[] => contoursOf(of.getGlyph(glyph).path.toSVG(), dx, dy);
    const source = fontkit.create(data);
    fc.assert(
      fc.property(asked, (cells) => {
        const subset = createTrueTypeSubset(data, strut);
        const ids = cells.map(({ outlines, advance }) => subset.add(outlines, advance)!);
        const written = fontkit.create(subset.write());
        expect(written.numGlyphs).toBe(subset.glyphCount());
        cells.forEach(({ outlines, advance }, index) => {
          const id = ids[index]!;
          expect(written.getGlyph(id).advanceWidth).toBe(advance);
          expect(apart(path(written, id), outlines.flatMap(({ glyph, dx, dy }) => path(source, glyph, dx, dy)))).toBeLessThan(0.01);
        });
      }),
      { numRuns: 5 },
    );
  });

  test("says in maxp, head and hhea what its glyphs need", () => {
    fc.assert(
      fc.property(asked, (cells) => {
        const subset = createTrueTypeSubset(data, strut);
        for (const { outlines, advance } of cells) subset.add(outlines, advance);
        const file = subset.write();
        const tables = readSfntTables(file);
        const written = glyphTableOf(file);
        const ids = Array.from({ length: written.count }, (_, id) => id);
        const table = (tag: string): DataView => viewOf(tables.get(tag)!);
        const atLeast = (place: number, needed: (id: number) => number): void => { expect(table("maxp").getUint16(place)).toBeGreaterThanOrEqual(Math.max(...ids.map(needed))); };
        expect(written.count).toBe(subset.glyphCount());
        atLeast(6, (id) => (written.components(id).length === 0 ? written.size(id).points : 0));
        atLeast(8, (id) => (written.components(id).length === 0 ? written.size(id).contours : 0));
        atLeast(10, (id) => (written.components(id).length > 0 ? written.size(id).points : 0));
        atLeast(12, (id) => (written.components(id).length > 0 ? written.size(id).contours : 0));
        atLeast(28, (id) => written.components(id).length);
        atLeast(30, written.depth);

        const boxes = ids.filter((id) => written.description(id).byteLength > 0).map((id) => {
          const [xMin, yMin, xMax, yMax] = [2, 4, 6, 8].map((place) => viewOf(written.description(id)).getInt16(place));
          return { xMin: xMin!, yMin: yMin!, xMax: xMax!, yMax: yMax!, right: table("hmtx").getUint16(id * 4) - xMax!, bearing: table("hmtx").getInt16(id * 4 + 2) };
        });
        const least = (of: (box: (typeof boxes)[number]) => number): number => Math.min(...boxes.map(of));
        const greatest = (of: (box: (typeof boxes)[number]) => number): number => Math.max(...boxes.map(of));
        expect([36, 38, 40, 42].map((place) => table("head").getInt16(place))).toEqual([least((box) => box.xMin), least((box) => box.yMin), greatest((box) => box.xMax), greatest((box) => box.yMax)]);
        expect(boxes.map((box) => box.bearing)).toEqual(boxes.map((box) => box.xMin));
        expect(table("hhea").getUint16(10)).toBe(Math.max(...ids.map((id) => table("hmtx").getUint16(id * 4))));
        expect([12, 14, 16].map((place) => table("hhea").getInt16(place))).toEqual([least((box) => box.bearing), least((box) => box.right), greatest((box) => box.xMax)]);
        expect(table("hhea").getUint16(34)).toBe(written.count);
      }),
      { numRuns: 10 },
    );
  });
});

/** A sample of glyphs with one composite at the least, and some blanks. */
function filledSubset(): Uint8Array {
  const subset = createTrueTypeSubset(amiri.data, strut);
  for (let glyph = 0; glyph < amiri.glyphs.count; glyph += 13) subset.add([{ glyph, dx: glyph % 100, dy: 0 }], 500);
  subset.add([], 250);
  subset.add([], 0);
  return subset.write();
}

describe("the file", () => {
  const file = filledSubset();
  const tables = readSfntTables(file);

  test("has the tables that PDF wants of TrueType fonts, hinting programs among them, and no others", () => {
    expect([...tables.keys()]).toEqual(["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"].filter((tag) => tables.has(tag)));
    for (const tag of ["glyf", "head", "hhea", "hmtx", "loca", "maxp"]) expect(tables.has(tag)).toBe(true);
    for (const tag of ["cvt ", "fpgm", "prep"]) expect(tables.get(tag)).toEqual(readSfntTables(new Uint8Array(amiri.data)).get(tag));
  });

  test("has right checksums, and tables in order on four-byte bounds", () => {
    const sum = (data: Uint8Array): number => {
      const padded = new Uint8Array((data.byteLength + 3) & ~3);
      padded.set(data);
      let total = 0;
      for (let place = 0; place < padded.byteLength; place += 4) total = (total + viewOf(padded).getUint32(place)) >>> 0;
      return total;
    };
    expect(sum(file)).toBe(0xb1b0afba);
    const directory = viewOf(file);
    const count = directory.getUint16(4);
    expect(count).toBe(tables.size);
    for (let entry = 0; entry < count; entry++) {
      const place = 12 + entry * 16;
      const tag = Buffer.from(file.subarray(place, place + 4)).toString("latin1");
      const table = tables.get(tag)!.slice();
      if (tag === "head") viewOf(table).setUint32(8, 0);
      expect(directory.getUint32(place + 4), tag).toBe(sum(table));
      expect(directory.getUint32(place + 8) % 4).toBe(0);
    }
  });

  test("has offsets, rising, each on a two-byte bound, to the glyph table's end: short ones as long as they reach", () => {
    const long = viewOf(tables.get("head")!).getInt16(50) === 1;
    expect(long).toBe((tables.get("glyf")?.byteLength ?? 0) > 0x1fffe);
    const loca = viewOf(tables.get("loca")!);
    const offsets = Array.from({ length: loca.byteLength / (long ? 4 : 2) }, (_, index) => (long ? loca.getUint32(index * 4) : loca.getUint16(index * 2) * 2));
    expect(offsets).toHaveLength(viewOf(tables.get("maxp")!).getUint16(4) + 1);
    expect(offsets.every((value, index) => value % 2 === 0 && value >= (offsets[index - 1] ?? 0))).toBe(true);
    expect(offsets.at(-1)).toBe(tables.get("glyf")?.byteLength);
  });

  test("is the same for the same glyphs", () => {
    expect(Buffer.compare(filledSubset(), file)).toBe(0);
  });
});

describe("glyphs", () => {
  test("begin with the source's .notdef", () => {
    const subset = createTrueTypeSubset(amiri.data, strut);
    const written = harfBuzzFont(subset.write());
    expect(apart(drawn(written, 0), drawn(amiri.font, 0))).toBe(0);
    expect(written.glyphHAdvance(0)).toBe(amiri.font.glyphHAdvance(0));
  });

  test("keep the source's composites, with its scales and flags, their components stored once", () => {
    const composite = Array.from({ length: amiri.glyphs.count }, (_, glyph) => glyph).find((glyph) => amiri.glyphs.components(glyph).some(({ flags }) => (flags & 0x00c8) !== 0))!;
    const subset = createTrueTypeSubset(amiri.data, strut);
    const moved = subset.add([{ glyph: composite, dx: 7, dy: 9 }], 400)!;
    const before = subset.glyphCount();
    subset.add([{ glyph: composite, dx: -30, dy: 0 }], 401);
    expect(subset.glyphCount()).toBe(before + 1);
    const written = glyphTableOf(subset.write());
    const outer = written.components(moved).map(({ glyph }) => glyph);
    const kept = outer.find((glyph) => written.components(glyph).length > 0)!;
    expect(written.components(kept).map(({ flags, placing }) => ({ flags, placing }))).toEqual(amiri.glyphs.components(composite).map(({ flags, placing }) => ({ flags, placing })));
    for (const [index, { glyph }] of amiri.glyphs.components(composite).entries()) {
      const source = amiri.glyphs.description(glyph);
      // Padding may differ.
      expect([...written.description(written.components(kept)[index]!.glyph).subarray(0, source.byteLength)]).toEqual([...source]);
    }
  });

  test("that are blank and wide have bounds from the strut at their left edge to the one at their right; those without width have none", () => {
    const subset = createTrueTypeSubset(amiri.data, strut);
    const [wide, none] = [subset.add([], 250)!, subset.add([], 0)!];
    const file = subset.write();
    const font = harfBuzzFont(file);
    expect(drawn(font, wide)).toEqual([]);
    expect(font.glyphExtents(wide)).toMatchObject({ xBearing: 0, yBearing: 600, width: 250, height: -800 });
    expect(glyphTableOf(file).description(none)).toHaveLength(0);
  });

  test("are no wider than the format allows, and a wide blank's bounds go as far as coordinates do", () => {
    const subset = createTrueTypeSubset(amiri.data, strut);
    const [blank, letter] = [subset.add([], 100_000)!, subset.add([{ glyph: 100, dx: 0, dy: 0 }], 70_000)!];
    const font = harfBuzzFont(subset.write());
    for (const id of [blank, letter]) expect([font.glyphHAdvance(id), subset.advanceOf(id)]).toEqual([65_535, 65_535]);
    expect(font.glyphExtents(blank)).toMatchObject({ xBearing: 0, width: 32_767 });
  });

  test("of outlines that the source has blank are blank, and ones that it has not are too", () => {
    const space = Array.from({ length: amiri.glyphs.count }, (_, glyph) => glyph).find((glyph) => amiri.glyphs.description(glyph).byteLength === 0)!;
    const subset = createTrueTypeSubset(amiri.data, strut);
    const ids = [space, 60_000].map((glyph) => subset.add([{ glyph, dx: 0, dy: 0 }], 300)!);
    const font = harfBuzzFont(subset.write());
    expect(ids.map((id) => drawn(font, id))).toEqual([[], []]);
  });

  test("with a width take in the strut, so that readers see them on one line", () => {
    const subset = createTrueTypeSubset(amiri.data, strut);
    const dot = subset.add([{ glyph: 100, dx: 0, dy: 2000 }], 300)!;
    const mark = subset.add([{ glyph: 100, dx: 0, dy: 2000 }], 0)!;
    const font = harfBuzzFont(subset.write());
    const [withStrut, without] = [font.glyphExtents(dot)!, font.glyphExtents(mark)!];
    expect(withStrut.yBearing + withStrut.height).toBe(-200);
    expect(without.yBearing + without.height).toBeGreaterThan(2000);
  });

  test("stand where the source shows them even if it has them moved by their left side bearings", () => {
    const shifted = altered(new Uint8Array(amiri.data), "hmtx", (hmtx) => {
      const metrics = viewOf(readSfntTables(new Uint8Array(amiri.data)).get("hhea")!).getUint16(34);
      for (let glyph = 0; glyph < metrics; glyph++) hmtx.setInt16(glyph * 4 + 2, hmtx.getInt16(glyph * 4 + 2) + 37);
    });
    const source = harfBuzzFont(shifted);
    const glyph = Array.from({ length: amiri.glyphs.count }, (_, id) => id).find((id) => id > 50 && amiri.glyphs.components(id).length === 0 && amiri.glyphs.description(id).byteLength > 0)!;
    expect(apart(drawn(source, glyph), drawn(amiri.font, glyph, 37))).toBeLessThan(0.01);
    const subset = createTrueTypeSubset(shifted, strut);
    const id = subset.add([{ glyph, dx: 100, dy: -5 }], 800)!;
    expect(apart(drawn(harfBuzzFont(subset.write()), id), drawn(source, glyph, 100, -5))).toBeLessThan(0.01);
  });

  test("may be as many as 65,535, and then there is no room", () => {
    const subset = createTrueTypeSubset(amiri.data, strut);
    let added = 0;
    for (let id = subset.add([{ glyph: 100, dx: 0, dy: 0 }], 1); id !== undefined; id = subset.add([{ glyph: 100, dx: 0, dy: added % 3000 }], 1 + (added % 60_000))) {
      expect(id).toBeLessThan(65_535);
      added++;
    }
    expect(subset.glyphCount()).toBeGreaterThan(65_500);
    expect(subset.glyphCount()).toBeLessThanOrEqual(65_535);
    const file = subset.write();
    expect(glyphTableOf(file).count).toBe(subset.glyphCount());
    expect(drawn(harfBuzzFont(file), subset.glyphCount() - 1).length).toBeGreaterThan(0);
  });
});

test("the em may be another than the source's; outlines and widths stay as they are in units", () => {
  const subset = createTrueTypeSubset(amiri.data, strut, 4000);
  const id = subset.add([{ glyph: 100, dx: 0, dy: 0 }], 321)!;
  const file = subset.write();
  expect(viewOf(readSfntTables(file).get("head")!).getUint16(18)).toBe(4000);
  expect(harfBuzzFont(file).glyphHAdvance(id)).toBe(321);
});

test("the source's bytes stay as they were, in a Buffer too", () => {
  const before = Buffer.from(amiri.data);
  const subset = createTrueTypeSubset(amiri.data, strut, 4000);
  for (let glyph = 0; glyph < 500; glyph++) subset.add([{ glyph, dx: 1, dy: 1 }], 10);
  subset.write();
  expect(amiri.data.equals(before)).toBe(true);
});
