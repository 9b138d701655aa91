import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { naturalSize } from "../../src/images/index.ts";
import { coatedPath } from "../press/profiles.ts";
import { barePng, gradient, openBytes, openNamed, pngOf, rawRgb } from "./made.ts";

const scratch = mkdtempSync(join(tmpdir(), "nashra-images-"));
afterAll(() => { rmSync(scratch, { recursive: true }); });

const template = join(scratch, "template");
const copy = join(scratch, "copy");
for (const folder of [template, copy, join(template, "photos")]) mkdirSync(folder);

const picture = await pngOf(gradient(30, 20), 30, 20);
const jpeg = await rawRgb(gradient(300, 200), 300, 200).jpeg().toBuffer();
writeFileSync(join(template, "plain.png"), picture);
writeFileSync(join(template, "photos", "صورة 1.png"), picture);
writeFileSync(join(copy, "beside.png"), picture);
writeFileSync(join(scratch, "outside.png"), picture);
symlinkSync(join(scratch, "outside.png"), join(template, "link.png"));
writeFileSync(join(template, "text.png"), "هذا نص\n");
writeFileSync(join(template, "empty.png"), "");
writeFileSync(join(template, "drawing.svg"), '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="5" height="5"/>');
writeFileSync(join(template, "half.png"), picture.subarray(0, 40));
writeFileSync(join(template, "zero.png"), barePng(0, 0, 2, 8, Buffer.alloc(0)));
writeFileSync(join(template, "moving.gif"), await sharp(picture).gif().toBuffer());
writeFileSync(join(template, "huge.png"), barePng(20_000, 10_001, 0, 1, Buffer.alloc(10_001)));

const open = (...sources: string[]) => openNamed([template, copy], ...sources);

describe("what an image's header says", () => {
  test.each([
    ["a JPEG", () => jpeg, { width: 300, height: 200, space: "rgb", hasAlpha: false, lossy: true, uprightJpeg: true, profile: undefined }],
    ["a PNG", () => picture, { width: 30, height: 20, space: "rgb", hasAlpha: false, lossy: false, uprightJpeg: false, profile: undefined }],
    ["a PNG with alpha", () => pngOf(gradient(8, 8, 4), 8, 8, 4), { space: "rgb", hasAlpha: true }],
    ["a PNG of one channel", () => barePng(4, 1, 0, 8, Buffer.from([0, 80, 160, 255])), { width: 4, height: 1, space: "grey", hasAlpha: false }],
    ["a PNG of 16 bits", () => barePng(1, 1, 2, 16, Buffer.from([1, 2, 3, 4, 5, 6])), { space: "rgb", hasAlpha: false }],
    ["a WebP of a photograph", () => sharp(picture).webp().toBuffer(), { space: "rgb", lossy: true }],
    ["a WebP without loss", () => sharp(picture).webp({ lossless: true }).toBuffer(), { space: "rgb", lossy: false }],
    ["a TIFF in inks", () => sharp(picture).toColourspace("cmyk").tiff().toBuffer(), { space: "cmyk", hasAlpha: false, lossy: false }],
    ["a JPEG in inks", () => sharp(picture).toColourspace("cmyk").jpeg().toBuffer(), { space: "cmyk", lossy: true, uprightJpeg: true }],
    ["a JPEG that lies on its side", () => sharp(jpeg).withMetadata({ orientation: 6 }).jpeg().toBuffer(), { width: 200, height: 300, uprightJpeg: false }],
    ["a JPEG with the profile of sRGB", () => sharp(jpeg).withIccProfile("srgb").jpeg().toBuffer(), { profile: undefined }],
  ] as const)("%s", async (_, make, facts) => {
    expect(await openBytes(await make())).toMatchObject(facts);
  });

  test("an image keeps the profile of its colours", async () => {
    const inks = await openBytes(await sharp(jpeg).withIccProfile(coatedPath).jpeg().toBuffer());
    expect([inks.space, inks.profile?.byteLength]).toEqual(["cmyk", 1052612]);
    const wide = await openBytes(await sharp(jpeg).withIccProfile("p3").jpeg().toBuffer());
    expect(wide.profile?.byteLength).toBeGreaterThan(400);
  });

  test("images with the same profile share it, so that it is converted by once", async () => {
    const wide = (width: number): Promise<Buffer> => rawRgb(gradient(width, 20), width, 20).withIccProfile("p3").png().toBuffer();
    writeFileSync(join(scratch, "one.png"), await wide(30));
    writeFileSync(join(scratch, "other.png"), await wide(31));
    const { images } = await openNamed([scratch], "one.png", "other.png");
    expect(images?.get("one.png")?.profile).toBeDefined();
    expect(images?.get("one.png")?.profile).toBe(images?.get("other.png")?.profile);
  });

  test("a pixel is a px, whatever density the file claims", async () => {
    const dense = await openBytes(await rawRgb(gradient(300, 200), 300, 200).withMetadata({ density: 300 }).jpeg().toBuffer());
    expect(naturalSize(dense)).toEqual({ width: 225, height: 150 });
  });

  test("a profile for other colours is passed over with a warning", async () => {
    const bytes = Buffer.from(await sharp(jpeg).withIccProfile("p3").jpeg().toBuffer());
    bytes.write("GRAY", bytes.indexOf("RGB XYZ"), "latin1");
    const src = `data:image/jpeg;base64,${bytes.toString("base64")}`;
    const { images, said } = await openNamed([], src);
    expect(images?.get(src)?.profile).toBeUndefined();
    expect(said).toMatchObject([{ severity: "warning", code: "image/bad-profile", span: { file: "copy.txt", start: { line: 1 } } }]);
    expect(said[0]?.message).toContain("is for GRAY, and the image is RGB");
  });
});

describe("where images are looked for", () => {
  test.each([
    ["beside the template's page", "plain.png"],
    ["below it, by a name percent-encoded or not", "photos/%D8%B5%D9%88%D8%B1%D8%A9%201.png"],
    ["below it, by a name in letters", "photos/صورة 1.png"],
    ["without what a browser passes over", "plain.png?v=2#top"],
    ["beside the copy", "beside.png"],
    ["by an absolute path into one of the folders", join(template, "plain.png")],
    ["by a file: URL", pathToFileURL(join(copy, "beside.png")).href],
    ["in the markup itself", `data:image/png;base64,${picture.toString("base64")}`],
  ])("%s", async (_, src) => {
    const { images, said } = await open(src);
    expect(said).toEqual([]);
    expect(images?.get(src)).toMatchObject({ src, width: 30, height: 20 });
  });

  test("a file is opened once however often it is named", async () => {
    const { images } = await open("plain.png", "plain.png", "beside.png");
    expect([...(images?.keys() ?? [])]).toEqual(["plain.png", "beside.png"]);
  });
});

test.each([
  ["", "missing", "names no file"],
  ["absent.png", "missing", "There is no image “absent.png”"],
  ["plain.png/inside", "missing", "There is no image"],
  ["photos", "unreadable", "EISDIR"],
  ["https://example.org/a.jpg", "network", "from which nothing is fetched"],
  ["//example.org/a.jpg", "network", "network"],
  ["mailto:someone", "unknown-address", "is no path"],
  ["../outside.png", "outside-folder", "outside the folders"],
  [join(scratch, "outside.png"), "outside-folder", "outside the folders"],
  ["link.png", "outside-folder", "outside the folders"],
  ["text.png", "unknown-format", "whatever its name says"],
  ["empty.png", "unknown-format", "no image"],
  ["moving.gif", "unknown-format", "no image that can be read."],
  ["drawing.svg", "svg", "SVG"],
  ["half.png", "damaged", "damaged or cut off"],
  ["zero.png", "damaged", "damaged or cut off"],
  ["huge.png", "too-large", "20000 × 10001 pixels, 200 million"],
  ["data:image/png;base64", "damaged", "holds no image"],
  ["data:image/png;base64,", "damaged", "holds no image"],
])("the image “%s” is an error, %s, with its place and what to do", async (src, code, message) => {
  const { images, said } = await open("plain.png", src, src);
  expect(images).toBeUndefined();
  expect(said).toHaveLength(1);
  expect(said[0]).toMatchObject({ severity: "error", code: `image/${code}`, span: { file: "copy.txt", start: { line: 2, column: 1 } } });
  expect(said[0]?.message).toContain(message);
  expect(said[0]?.hint).toMatch(/\.$/);
  expect(`${said[0]?.message}${said[0]?.hint}`).not.toMatch(/Vips|undefined|\n/);
});

test("all images at fault are told of at once", async () => {
  const { said } = await open("absent.png", "text.png", "plain.png", "half.png");
  expect(said.map(({ span }) => span?.start.line)).toEqual([1, 2, 4]);
});
