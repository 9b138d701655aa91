import axe from "axe-core";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Archive, RevisionSummary } from "../../src/archive/index.ts";
import { serveArchive, type ServedPages } from "../../src/archive/serve/index.ts";
import { builtInFolders } from "../../src/resources.ts";
import { longEdition, sampleEdition } from "../archive/serve/sampleEditions.ts";
import { temporaryArchive } from "../archive/serve/temporaryArchive.ts";
import { output, withFile } from "./programs.ts";

let archive: Archive;
let remove: () => Promise<void>;
let served: ServedPages;
let browser: Browser;
let sample: RevisionSummary;
let long: RevisionSummary;
let urdu: RevisionSummary;

beforeAll(async () => {
  ({ archive, remove } = await temporaryArchive());
  ({ summary: sample } = await archive.add(await sampleEdition()));
  ({ summary: long } = await archive.add(await longEdition("ar", { date: "2022-12-01", number: "2" })));
  ({ summary: urdu } = await archive.add(await longEdition("ur", { date: "2023-01-02", number: "3" })));
  served = await serveArchive(archive, { port: 0, fontFolder: builtInFolders().fonts });
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
});

afterAll(async () => {
  await browser.close();
  await served.close();
  await remove();
});

const desk: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };
const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

/** Opens a browser's page, and expects at the end that nothing was complained of: no script error, nothing that the pages' own policy forbids, nothing missing. */
async function browse(options: BrowserContextOptions, use: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ baseURL: served.url, ...options });
  const complaints: string[] = [];
  try {
    const page = await context.newPage();
    page.on("console", (message) => { if (["error", "warning"].includes(message.type())) complaints.push(message.text()); });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => { if (!request.url().startsWith(served.url)) complaints.push(`asks for ${request.url()}`); });
    page.on("response", (response) => { if (response.status() >= 400) complaints.push(`${response.status()} for ${response.url()}`); });
    await use(page);
  } finally {
    await context.close();
  }
  expect(complaints).toEqual([]);
}

const places = (): string[] => [
  "/", "/months/2022-12", `/editions/${long.digest}`, `/editions/${urdu.digest}`, `/editions/${long.digest}/pages/1?q=حقوق`, `/editions/${long.digest}/pages/2?zoom=3`, `/editions/${urdu.digest}/pages/1`,
  "/search", "/search?q=حقوق", "/search?q=لافروف&from=2022-01-01&author=x", "/search?q=%22",
];

async function measure<T>(page: Page, expression: string, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(await page.evaluate(expression));
}

describe("a reader with a mouse", () => {
  test("goes by year, month and day to an edition and turns its pages", async () => {
    await browse(desk, async (page) => {
      await page.goto("/");
      await page.getByText("٢٠٢٢", { exact: false }).and(page.locator("summary")).click();
      await page.getByRole("link", { name: /^ديسمبر/u }).click();
      await page.getByRole("link", { name: "الخميس، ١ ديسمبر ٢٠٢٢: عدد واحد" }).click();
      expect(await page.locator(":target").count()).toBe(1);
      await page.locator(":target a").click();
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("العدد ٢");
      await page.getByRole("link", { name: "صفحة ٢" }).click();
      expect(new URL(page.url()).pathname).toBe(`/editions/${long.digest}/pages/2`);
      await page.getByRole("link", { name: "التالية" }).click();
      expect(new URL(page.url()).pathname).toBe(`/editions/${long.digest}/pages/3`);
      expect(await page.getByRole("link", { name: "التالية" }).count()).toBe(0);
      await page.getByRole("link", { name: "السابقة" }).click();
      await page.getByRole("link", { name: "المقالات" }).click();
      await page.getByRole("link", { name: "الإعلان العالمي لحقوق الإنسان" }).click();
      expect(new URL(page.url()).pathname).toBe(`/editions/${long.digest}/pages/1`);
    });
  });

  test("saves the kept PDF", async () => {
    await browse(desk, async (page) => {
      await page.goto(`/editions/${sample.digest}`);
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "نسخة الأرشيف" }).click()]);
      expect(download.suggestedFilename()).toBe("النشرة 1 archive.pdf");
    });
  });

  test("reads in the fonts of the project, in the language of each edition", async () => {
    await browse(desk, async (page) => {
      await page.goto(`/editions/${urdu.digest}/pages/1`, { waitUntil: "networkidle" });
      expect(await measure(page, "[...document.fonts].filter(({status}) => status === 'loaded').map(({family}) => family.replaceAll('\"', ''))", z.array(z.string()))).toEqual(expect.arrayContaining(["Nashra Naskh", "Nashra Headline", "Nashra Nameplate", "Nashra Nastaliq"]));
      expect(await page.locator("section.text [lang=ur][dir=rtl]").count()).toBe(1);
    });
  });
});

describe("a reader with keys alone", () => {
  test("searches, opens what was found, turns pages and enlarges them", async () => {
    await browse(desk, async (page) => {
      await page.goto("/");
      await page.keyboard.press("/");
      await page.keyboard.type("لافروف");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/search?**");
      const onHit = "document.activeElement?.matches('.hits h2 a') ?? false";
      let steps = 0;
      while (!(await measure(page, onHit, z.boolean())) && steps < 15) {
        await page.keyboard.press("Tab");
        steps += 1;
        const outline = await measure(page, "getComputedStyle(document.activeElement).outlineStyle", z.string());
        expect(outline, "the focus is seen").not.toBe("none");
      }
      expect(steps).toBeLessThan(15);
      await page.keyboard.press("Enter");
      await page.waitForURL("**/pages/**");
      expect(decodeURIComponent(page.url())).toContain("?q=لافروف#hit");
      const shown = await page.locator("#hit").boundingBox();
      expect(shown !== null && shown.y > 0 && shown.y < 900).toBe(true);

      await page.goto(`/editions/${long.digest}/pages/1?q=حقوق`);
      for (const [key, number] of [["ArrowLeft", 2], ["ArrowLeft", 3], ["ArrowLeft", 3], ["ArrowRight", 2]] as const) {
        await page.keyboard.press(key);
        await page.waitForURL(`**/pages/${number}?**`);
      }
      await page.keyboard.press("+");
      await page.waitForURL("**&zoom=2");
      await page.keyboard.press("-");
      await page.waitForURL((url) => !url.search.includes("zoom"));
    });
  });

  test("finds the search field by the same key of an Arabic keyboard, and types a slash in it", async () => {
    await browse(desk, async (page) => {
      await page.goto("/");
      await page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ظ', code: 'Slash', bubbles: true, cancelable: true }))");
      await page.keyboard.type("1/2");
      expect(await page.locator("#words").inputValue()).toBe("1/2");
      await page.keyboard.press("Escape");
      expect(await measure(page, "document.activeElement === document.body", z.boolean())).toBe(true);
    });
  });

  test("skips to the content first of all", async () => {
    await browse(desk, async (page) => {
      await page.goto(`/editions/${long.digest}`);
      await page.keyboard.press("Tab");
      expect(await page.locator(":focus").textContent()).toBe("إلى المحتوى");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      expect(await measure(page, "document.querySelector('main').contains(document.activeElement)", z.boolean())).toBe(true);
    });
  });
});

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where poppler finds the letters of an Arabic word side by side on a file's first page, as shares of the page. It takes each letter for a word, and lines from left to right. */
function popplerBoxes(pdf: Uint8Array, word: string): Box[] {
  const page = withFile(pdf, (path) => output("pdftotext", ["-bbox", "-f", "1", "-l", "1", path, "-"]));
  const [, width = "", height = ""] = /<page width="([\d.]+)" height="([\d.]+)">/u.exec(page) ?? [];
  const letters = [...page.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<\u0640])</gu)]
    .map(([, left, top, right, bottom, letter = ""]) => ({ letter, left: Number(left) / Number(width), top: Number(top) / Number(height), right: Number(right) / Number(width), bottom: Number(bottom) / Number(height) }))
    .sort((a, b) => a.top - b.top || b.right - a.right);
  const text = letters.map(({ letter }) => letter).join("");
  return [...text.matchAll(new RegExp(word, "gu"))].map(({ index }) => letters.slice(index, index + word.length)).map((own) => ({
    left: Math.min(...own.map(({ left }) => left)), top: Math.min(...own.map(({ top }) => top)), right: Math.max(...own.map(({ right }) => right)), bottom: Math.max(...own.map(({ bottom }) => bottom)),
  }));
}

/** Which share of two boxes' width they have in common, where they are on one line. */
function inCommon(a: Box, b: Box): number {
  const middle = (b.top + b.bottom) / 2;
  return a.top < middle && a.bottom > middle ? (Math.min(a.right, b.right) - Math.max(a.left, b.left)) / (Math.max(a.right, b.right) - Math.min(a.left, b.left)) : 0;
}

const boxSchema = z.object({ left: z.number(), top: z.number(), right: z.number(), bottom: z.number() });
/** The highlights of a page as shares of its picture, as the browser lays both out. */
const shownBoxes = `(() => {
  const picture = document.querySelector(".leaf img").getBoundingClientRect();
  return [...document.querySelectorAll(".highlights rect")].map((rect) => rect.getBoundingClientRect()).map(({ left, top, right, bottom }) =>
    ({ left: (left - picture.left) / picture.width, top: (top - picture.top) / picture.height, right: (right - picture.left) / picture.width, bottom: (bottom - picture.top) / picture.height }));
})()`;

describe("what was searched for", () => {
  test("is marked on the page's picture where poppler finds it and ink is, at any size", async () => {
    const { record } = await archive.resolve(sample.digest);
    const expected = popplerBoxes(await archive.readFile(record.files.find(({ role }) => role === "pdf")!), "لافروف");
    expect(expected.length).toBeGreaterThan(5);
    for (const [options, zoom] of [[desk, 1], [desk, 3], [phone, 1], [phone, 2]] as const) {
      await browse(options, async (page) => {
        await page.goto(`/editions/${sample.digest}/pages/1?q=لافروف&zoom=${zoom}`, { waitUntil: "networkidle" });
        const shown = await measure(page, shownBoxes, z.array(boxSchema));
        expect(shown).toHaveLength(expected.length);
        for (const box of expected) {
          // A word's highlight goes over its clitics and punctuation too.
          expect(Math.max(...shown.map((other) => inCommon(other, box))), "the same place").toBeGreaterThan(0.7);
        }
        const picture = await page.request.get(`/images/${sample.digest}/1@1600.webp`);
        const { data, info: { width, height } } = await sharp(await picture.body()).greyscale().raw().toBuffer({ resolveWithObject: true });
        for (const box of shown) {
          const rows = Array.from({ length: Math.floor((box.bottom - box.top) * height) }, (_, index) => Math.floor(box.top * height) + index);
          const dark = rows.map((y) => data.subarray(y * width + Math.floor(box.left * width), y * width + Math.floor(box.right * width)).filter((value) => value < 128).length);
          expect(dark.reduce((sum, row) => sum + row, 0) / (rows.length * (box.right - box.left) * width), "ink in the box").toBeGreaterThan(0.05);
        }
      });
    }
  });
});

describe("on a phone", () => {
  test("no page is wider than its window, and what is touched is large enough", async () => {
    await browse(phone, async (page) => {
      for (const place of places()) {
        await page.goto(place);
        expect(await measure(page, "document.documentElement.scrollWidth - document.documentElement.clientWidth", z.number()), place).toBe(0);
        const small = await measure(page, "[...document.querySelectorAll('button, input, summary, .pager a, .months a, .days a, .cards a, .sheets a')].map((e) => e.getBoundingClientRect().height).filter((h) => h > 0 && h < 44)", z.array(z.number()));
        expect(small, place).toEqual([]);
      }
    });
  });

  test("all can be done without scripts", async () => {
    await browse({ ...phone, javaScriptEnabled: false }, async (page) => {
      await page.goto("/");
      await page.getByRole("searchbox").fill("لافروف");
      await page.getByRole("button", { name: "ابحث" }).tap();
      await page.waitForURL("**/search?**");
      await page.locator(".hits h2 a").first().tap();
      await page.waitForURL("**/pages/**");
      expect(await page.locator(".highlights rect").count()).toBeGreaterThan(0);
      await page.getByRole("link", { name: "كبّر" }).tap();
      await page.waitForURL("**&zoom=2");
      const [picture, view] = [await page.locator(".leaf img").boundingBox(), await page.locator(".view").boundingBox()];
      expect(picture && view && picture.width / view.width).toBeGreaterThan(1.9);
    });
  });
});

describe("readers with other needs", () => {
  const foundSchema = z.object({ violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })), passes: z.array(z.object({ id: z.string() })) });

  test.each([["light, on a phone", { ...phone, colorScheme: "light" }], ["dark, at a desk", { ...desk, colorScheme: "dark" }]] as const)("are met by all pages, as far as axe can tell: %s", async (_name, options) => {
    await browse(options, async (page) => {
      for (const place of places()) {
        await page.goto(place);
        await page.evaluate(axe.source);
        const { violations, passes } = await measure(page, "axe.run().then((found) => JSON.parse(JSON.stringify(found)))", foundSchema);
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`), place).toEqual([]);
        expect(passes.map(({ id }) => id)).toEqual(expect.arrayContaining(["color-contrast", "label", "html-has-lang", "heading-order"]));
      }
    });
  });
});
