import { readFileSync } from "node:fs";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { openColours } from "../../src/press/index.ts";
import type { Color } from "../../src/style/index.ts";
import { coatedPath, coatedProfile } from "../press/profiles.ts";
import { barePng, gradient, openBytes, outputOf, pngOf, prepared, rawRgb } from "./made.ts";
import { largestDifference, samplesOf } from "./samples.ts";

const [width, height] = [48, 32];
const pixels = gradient(width, height);
const png = await pngOf(pixels, width, height);
const photo = await rawRgb(pixels, width, height).withMetadata({ density: 300 }).withExif({ IFD0: { Artist: "Hana" } }).jpeg({ quality: 95 }).toBuffer();
const output = await outputOf();

/** CMYK bytes of a TIFF or PNG-like lossless file, sure to be those given. */
async function inkTiff(samples: Buffer, profile?: string): Promise<Buffer> {
  const flat = sharp({ create: { width: 1, height: 1, channels: 3, background: "white" } }).toColourspace("cmyk");
  const made = await (profile === undefined ? flat : sharp({ create: { width: 1, height: 1, channels: 3, background: "white" } }).withIccProfile(profile)).tiff({ compression: "none" }).toBuffer();
  const copy = Buffer.from(made);
  const strip = stripOffset(copy);
  samples.copy(copy, strip);
  return copy;
}

/** Where a little-endian TIFF file's only strip begins. */
function stripOffset(tiff: Buffer): number {
  const directory = tiff.readUInt32LE(4);
  for (let entry = 0; entry < tiff.readUInt16LE(directory); entry++) {
    const at = directory + 2 + entry * 12;
    if (tiff.readUInt16LE(at) === 273) return tiff.readUInt16LE(at + 2) === 3 ? tiff.readUInt16LE(at + 8) : tiff.readUInt32LE(at + 8);
  }
  throw new Error("a TIFF file without a strip");
}

async function image(...given: Parameters<typeof prepared>) {
  const { image: made, said } = await prepared(...given);
  if (made === undefined) throw new Error(said.map(({ message }) => message).join("\n"));
  return { ...made, said };
}

describe("for the press", () => {
  test("RGB becomes the inks that flat colours become, to within 2 of 255", async () => {
    const { space, profile, samples, said } = await image(png);
    expect([space, profile, samples.channels, samples.coding, said]).toEqual(["cmyk", undefined, 4, "deflate", []]);
    const colours = Array.from({ length: width * height }, (_, pixel): Color => {
      const [r = 0, g = 0, b = 0] = pixels.subarray(pixel * 3, pixel * 3 + 3);
      return { space: "rgb", r: r / 255, g: g / 255, b: b / 255, alpha: 1 };
    });
    const convert = await openColours("inks", output, colours);
    const inks = await samplesOf(samples);
    const differences = colours.map((color, pixel) => {
      const printed = convert(color);
      if (printed.space !== "cmyk" || (color.space === "rgb" && color.r === color.g && color.g === color.b)) return 0;
      return largestDifference([printed.c, printed.m, printed.y, printed.k].map((share) => share * 255), inks.subarray(pixel * 4, pixel * 4 + 4));
    });
    expect(Math.max(...differences)).toBeLessThan(2);
  });

  test("a photograph stays one, in its full colour resolution", async () => {
    const { space, samples } = await image(photo);
    expect([space, samples.coding, samples.inverted]).toEqual(["cmyk", "jpeg", true]);
    expect((await sharp(samples.data).metadata()).chromaSubsampling).toBe("4:4:4:4");
    const exact = await samplesOf((await image(await sharp(photo).png().toBuffer())).samples);
    expect(largestDifference(await samplesOf(samples), exact)).toBeLessThan(24);
  });

  test("greys become black ink, as light as the grey was", async () => {
    const levels = Buffer.from(Array.from({ length: 256 }, (_, level) => level));
    const { space, samples } = await image(barePng(256, 1, 0, 8, levels));
    expect([space, samples.channels]).toEqual(["grey", 1]);
    const grey: Color = { space: "rgb", r: 128 / 255, g: 128 / 255, b: 128 / 255, alpha: 1 };
    const printed = (await openColours("inks", output, [grey]))(grey);
    const inked = await samplesOf(samples);
    expect([inked[0], inked[255]]).toEqual([0, 255]);
    expect(printed.space === "cmyk" && Math.abs((1 - printed.k) * 255 - inked[128]!)).toBeLessThan(1);
  });

  test("RGB without a colour in it is a grey", async () => {
    const { space } = await image(await rawRgb(pixels, width, height).greyscale().toColourspace("srgb").png().toBuffer());
    expect(space).toBe("grey");
  });

  test("inks of the press stay, those of another are converted, and that is told", async () => {
    const samples = Buffer.from([200, 10, 30, 77]);
    for (const profile of [undefined, coatedPath]) {
      const kept = await image(await inkTiff(samples, profile));
      expect([kept.space, kept.profile, [...(await samplesOf(kept.samples))], kept.said]).toEqual(["cmyk", undefined, [...samples], []]);
    }
    const other = coatedProfile();
    Buffer.from(other.buffer).fill("Another", Buffer.from(other.buffer).indexOf("ISO Coated"), Buffer.from(other.buffer).indexOf("ISO Coated") + 7, "latin1");
    const converted = await prepared(await withProfile(await inkTiff(samples, coatedPath), other));
    expect(converted.said).toMatchObject([{ severity: "notice", code: "image/other-press" }]);
    expect(converted.said[0]?.message).toContain("Another");
  });

  test("bound late, RGB keeps its values and has a profile that says what they mean", async () => {
    const { space, profile, samples } = await image(photo, { lateBinding: true });
    expect([space, samples.coding]).toEqual(["rgb", "jpeg"]);
    expect(profile).toEqual((await outputOf()).sRGB);
    const wide = await image(await sharp(photo).withIccProfile("p3").jpeg().toBuffer(), { lateBinding: true });
    expect(Buffer.from(wide.profile ?? []).subarray(36, 40).toString("latin1")).toBe("acsp");
    expect(wide.profile).not.toEqual(profile);
  });

  test("too much ink is measured, single pixels aside, and told with figures", async () => {
    const heavy = Buffer.from([255, 255, 255, 200]);
    const { said } = await prepared(await inkTiff(heavy));
    expect(said).toMatchObject([{ severity: "warning", code: "image/ink-limit" }]);
    expect(said[0]?.message).toContain("up to 378 % of ink on the paper, which takes 300 %; 100 % of its pixels are above that");
    expect((await prepared(png)).said).toEqual([]);
    expect((await prepared(png, { inkLimit: 180 })).said).toMatchObject([{ code: "image/ink-limit" }]);
  });
});

/** Puts a profile of the same length in the place of the one a file has. */
async function withProfile(file: Buffer, profile: Uint8Array): Promise<Buffer> {
  const at = file.indexOf(Buffer.from(readFileSync(coatedPath)).subarray(0, 200));
  const copy = Buffer.from(file);
  copy.set(profile, at);
  return Promise.resolve(copy);
}

describe("for the archive", () => {
  test("all keep their values, and JPEGs their coding byte for byte, without what is told beside the picture", async () => {
    const { space, profile, samples } = await image(photo, { profile: "archive" });
    expect([space, profile, samples.coding]).toEqual(["rgb", undefined, "jpeg"]);
    expect(photo.includes("Hana")).toBe(true);
    expect(Buffer.from(samples.data).includes("Hana")).toBe(false);
    const scan = photo.indexOf(Buffer.from([0xff, 0xda]));
    expect(Buffer.from(samples.data).subarray(-(photo.length - scan))).toEqual(photo.subarray(scan));
    expect(await samplesOf(samples)).toEqual(await sharp(photo).raw().toBuffer());
  });

  test.each([["jpeg"], ["tiff"]] as const)("inks in a %s are read as they were given", async (format) => {
    const file = await rawRgb(pixels, width, height).toColourspace("cmyk")[format]({ quality: 95 }).toBuffer();
    const { space, samples } = await image(file, { profile: "archive" });
    expect([space, samples.inverted]).toEqual(["cmyk", format === "jpeg"]);
    const given = await sharp(file).pipelineColourspace("cmyk").toColourspace("cmyk").raw().toBuffer();
    expect(largestDifference(await samplesOf(samples), given)).toBe(0);
  });
});

describe("for screens", () => {
  test("all become sRGB", async () => {
    const wide = await image(await rawRgb(pixels, width, height).withIccProfile("p3").png().toBuffer(), { profile: "screen" });
    expect([wide.space, wide.profile]).toEqual(["rgb", undefined]);
    const byLcms = await sharp(await rawRgb(pixels, width, height).withIccProfile("p3").png().toBuffer()).raw().toBuffer();
    expect(largestDifference(await samplesOf(wide.samples), byLcms)).toBeLessThan(3);
    const inks = await image(await rawRgb(pixels, width, height).toColourspace("cmyk").tiff().toBuffer(), { profile: "screen" });
    expect(inks.space).toBe("rgb");
  });

  test("no more than 200 pixels to the inch are kept", async () => {
    const large = await pngOf(gradient(900, 600), 900, 600);
    expect((await image(large, { profile: "screen" }, 108)).samples).toMatchObject({ width: 450, height: 300 });
    expect((await image(large, { profile: "screen" }, 320)).samples).toMatchObject({ width: 900, height: 600 });
    expect((await image(large, {}, 72)).samples).toMatchObject({ width: 900, height: 600 });
  });

  test("a JPEG that is small enough stays as it is", async () => {
    const { samples } = await image(photo, { profile: "screen" });
    expect(await samplesOf(samples)).toEqual(await sharp(photo).raw().toBuffer());
  });
});

describe("pixels", () => {
  test("what is translucent keeps its colour, and has a mask of its own", async () => {
    const see = gradient(16, 16, 4);
    const { samples, mask } = await image(await pngOf(see, 16, 16, 4), { profile: "archive" });
    expect([...(await samplesOf(mask!))]).toEqual([...see.filter((_, at) => at % 4 === 3)]);
    expect([...(await samplesOf(samples))]).toEqual([...see.filter((_, at) => at % 4 !== 3)]);
    expect(mask).toMatchObject({ width: 16, height: 16, channels: 1, bits: 8 });
  });

  test("an alpha channel that hides nothing makes no mask", async () => {
    const opaque = gradient(16, 16, 4).map((sample, at) => (at % 4 === 3 ? 255 : sample));
    expect((await image(await pngOf(Buffer.from(opaque), 16, 16, 4), { profile: "archive" })).mask).toBeUndefined();
  });

  test("16 bits are reduced to 8", async () => {
    const grey = barePng(4, 1, 0, 16, Buffer.from([0x00, 0x00, 0x80, 0x40, 0x12, 0xff, 0xff, 0xff]));
    expect([...(await samplesOf((await image(grey, { profile: "screen" })).samples))]).toEqual([0, 0x80, 0x12, 0xff]);
    const colour = barePng(1, 1, 2, 16, Buffer.from([0x12, 0x00, 0x34, 0x80, 0x56, 0x40]));
    expect([...(await samplesOf((await image(colour, { profile: "screen" })).samples))]).toEqual([0x12, 0x34, 0x56]);
  });

  test("nothing but black and white takes one bit", async () => {
    const lines = barePng(10, 2, 0, 8, Buffer.from([...Array<number>(10).fill(0), ...Array<number>(10).fill(255)]));
    const { samples } = await image(lines);
    expect([samples.bits, ...(await samplesOf(samples))]).toEqual([1, 0, 0, 0xff, 0xc0]);
  });

  test("a picture stands upright whatever way the camera was held", async () => {
    const turned = await rawRgb(pixels, width, height).rotate(90).withMetadata({ orientation: 8 }).png().toBuffer();
    const opened = await openBytes(turned);
    expect([opened.width, opened.height]).toEqual([width, height]);
    expect(await samplesOf((await image(turned, { profile: "screen" })).samples)).toEqual(new Uint8Array(pixels));
  });
});

test.each(["print", "archive", "screen"] as const)("a file cut off in the midst of its pixels is an error for %s", async (profile) => {
  const large = await rawRgb(gradient(300, 200), 300, 200).jpeg().toBuffer();
  for (const cut of [large.subarray(0, large.length >> 1), (await pngOf(gradient(300, 200), 300, 200)).subarray(0, 3000)]) {
    const { image: nothing, said } = await prepared(Buffer.from(cut), { profile });
    expect(nothing).toBeUndefined();
    expect(said).toMatchObject([{ severity: "error", code: "image/damaged", span: { file: "copy.txt" } }]);
  }
});

test.each(["print", "archive", "screen"] as const)("the same image gives the same bytes for %s", async (profile) => {
  for (const file of [photo, png]) expect((await image(file, { profile })).samples).toEqual((await image(file, { profile })).samples);
});
