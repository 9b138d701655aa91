import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { buildBulletin, type BuildResult } from "../../src/build.ts";
import { readPdf } from "../pdf/pdfObjects.ts";

const trace = vi.hoisted(() => ({ loaded: [] as string[] }));

vi.mock("sharp", async (original) => {
  trace.loaded.push("sharp");
  return await original();
});

beforeEach(() => {
  trace.loaded = [];
});

const scratch = mkdtempSync(join(tmpdir(), "nashra-images-"));
afterAll(() => { rmSync(scratch, { recursive: true }); });
mkdirSync(join(scratch, "template"));
writeFileSync(join(scratch, "copy.txt"), "عنوان الخبر\n\nنص الخبر في سطر واحد.\n");
writeFileSync(join(scratch, "template", "style.css"), "@page { size: A5; margin: 10mm } html { font: 12pt/17pt Amiri }\n");

async function built(body: string, settings: Record<string, string> = {}): Promise<BuildResult> {
  const page = `<!DOCTYPE html>\n<html lang="ar" dir="rtl"><head><title>النشرة</title><meta name="date" content="2026-11-25"></head>\n<body>${body}</body></html>\n`;
  writeFileSync(join(scratch, "template", "page.hbs"), page);
  return buildBulletin({ sources: [join(scratch, "copy.txt")], template: join(scratch, "template"), settings });
}

// This test comes first: a module that another test has loaded stays loaded.
test("a bulletin without images does not load what reads them", async () => {
  const { bulletin } = await built("<p>{{articles.0.headline}}</p>");
  expect([bulletin?.pages, trace.loaded]).toEqual([1, []]);
});

test("an image lies beside the template's page, or beside the copy where a setting names it", async () => {
  const { gradient, pngOf } = await import("./made.ts");
  writeFileSync(join(scratch, "template", "logo.png"), await pngOf(gradient(300, 60), 300, 60));
  writeFileSync(join(scratch, "port.png"), await pngOf(gradient(600, 400), 600, 400));
  const { bulletin, diagnostics } = await built(
    '<img src="logo.png" alt="" width="72"><figure><img src="{{settings.photo}}" alt="{{settings.shows}}" style="width: 60mm"><figcaption>تعليق</figcaption></figure>',
    { photo: "port.png", shows: "الميناء" },
  );
  expect(diagnostics).toEqual([]);
  const [page] = readPdf(bulletin?.pdf ?? new Uint8Array()).pages;
  const objects = page!.at("Resources", "XObject");
  const widths = objects.keys.filter((name) => objects.at(name, "Subtype").value === "/Image").map((name) => objects.at(name, "Width").value);
  expect(widths).toEqual([300, 600]);
});

test("an image that is not there is an error at its place in the markup, and there is no bulletin", async () => {
  const { bulletin, diagnostics } = await built('\n  <img src="absent.png" alt="غائبة">');
  expect(bulletin).toBeUndefined();
  expect(diagnostics).toMatchObject([{ severity: "error", code: "image/missing", span: { file: join(scratch, "template", "page.hbs"), start: { line: 4, column: 3 } } }]);
  expect(diagnostics[0]?.hint).toContain(join(scratch, "template", "absent.png"));
});

test("attributes give an image its size where the stylesheet gives none", async () => {
  const { gradient, pngOf } = await import("./made.ts");
  writeFileSync(join(scratch, "template", "logo.png"), await pngOf(gradient(300, 60), 300, 60));
  const placeOf = async (body: string): Promise<string | undefined> => {
    const [page] = readPdf((await built(body)).bulletin?.pdf ?? new Uint8Array()).pages;
    return /([\d.]+) 0 0 ([\d.]+) [\d.]+ [\d.]+ cm/.exec(page!.at("Contents").stream.toString("latin1"))?.slice(1, 3).join(" × ");
  };
  expect(await placeOf('<img src="logo.png" alt="" width="100">')).toBe("75 × 15");
  expect(await placeOf('<img src="logo.png" alt="" height="40px">')).toBe("150 × 30");
  expect(await placeOf('<img src="logo.png" alt="" width="100" style="width: 50pt">')).toBe("50 × 10");
  expect(await placeOf('<img src="logo.png" alt="" width="0" height="wide">')).toBe("225 × 45");
});
