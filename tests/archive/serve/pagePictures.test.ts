import { buildBulletin } from "../../../src/build.ts";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { openPagePictures } from "../../../src/archive/serve/pagePictures.ts";

let pdf: Uint8Array;

beforeAll(async () => {
  const { bulletin } = await buildBulletin({ sources: [fileURLToPath(new URL("../../../examples/wire-article.txt", import.meta.url))], output: { profile: "archive" } });
  pdf = bulletin?.pdf ?? new Uint8Array();
});

describe("drawing pages", () => {
  test("reads one file at a time, and each drawing once however many ask for it", async () => {
    const pictures = openPagePictures();
    const log: string[] = [];
    const file = (name: string): Parameters<typeof pictures.draw>[0] => ({
      sha256: name,
      read: async () => {
        log.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        log.push(`${name} ends`);
        return pdf;
      },
    });
    const [a, b] = [file("a"), file("b")];
    const drawn = await Promise.all([pictures.draw(a, 1, 240), pictures.draw(b, 1, 240), pictures.draw(a, 1, 240), pictures.draw(b, 1, 240), pictures.draw(b, 1, 480)]);
    expect(log).toEqual(["a begins", "a ends", "b begins", "b ends"]);
    expect(await Promise.all(drawn.map(async (bytes) => (await sharp(bytes).metadata()).width))).toEqual([240, 240, 240, 240, 480]);
    expect(await pictures.draw(a, 1, 240)).toBe(drawn[0]);
    expect(log).toHaveLength(4);
    await pictures.close();
  });

  test("a file that cannot be drawn stands in no other's way", async () => {
    const pictures = openPagePictures();
    const good = { sha256: "good", read: () => Promise.resolve(pdf) };
    const bad = { sha256: "bad", read: () => Promise.resolve(pdf.slice(0, 300)) };
    const [first, second, third] = await Promise.allSettled([pictures.draw(good, 1, 240), pictures.draw(bad, 1, 240), pictures.draw(good, 1, 480)]);
    expect([first.status, third.status]).toEqual(["fulfilled", "fulfilled"]);
    expect(second).toMatchObject({ status: "rejected", reason: { diagnostic: { code: "archive/page-not-drawn" } } });
    expect(await pictures.draw(good, 2, 240)).toBeUndefined();
    await pictures.close();
  });

  test("a page far longer than wide is drawn smaller, not in a picture that fills the memory", async () => {
    const { default: PDFDocument } = await import("pdfkit");
    const document = new PDFDocument({ size: [50, 14000] });
    const parts: Buffer[] = [];
    document.on("data", (part: Buffer) => parts.push(part));
    const done = new Promise((resolve) => document.on("end", resolve));
    document.end();
    await done;
    const pictures = openPagePictures();
    const picture = await pictures.draw({ sha256: "long", read: () => Promise.resolve(Buffer.concat(parts)) }, 1, 2400);
    const { width, height } = await sharp(picture).metadata();
    expect(width * height).toBeLessThan(12_100_000);
    await pictures.close();
  });
});
