import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fontkit from "@pdf-lib/fontkit";
import { beforeAll, expect, test } from "vitest";
import { openFontLibrary, type FontFace } from "../../src/fonts/index.ts";
import { layoutPages, type Page, type PagedDocument, type TextItem } from "../../src/layout/index.ts";
import { readEdition, readSourceFile, type Edition } from "../../src/edition/index.ts";
import { builtInFolders } from "../../src/resources.ts";
import { styleMarkup } from "../../src/style/index.ts";
import type { Template } from "../../src/template/index.ts";
import { composeParagraph, openShaper } from "../../src/text/index.ts";
import { edition, find, folder, render, type ArticleText } from "./stage.ts";

const folders = builtInFolders();
const sample = fileURLToPath(new URL("../../examples/wire-article.txt", import.meta.url));
const never = ({ message }: { readonly message: string }): never => { throw new Error(message); };

let bulletin: Template;
beforeAll(() => {
  const { template, told } = find("bulletin", folders.templates);
  if (!template) throw new Error(told.join(", "));
  bulletin = template;
});

async function setPages(template: Template, of: Edition, settings: Readonly<Record<string, string>> = {}): Promise<PagedDocument> {
  const { markup, told } = render(template, of, settings);
  const styled = markup && styleMarkup(markup, never);
  if (!styled) throw new Error(told.join(", "));
  const fonts = await openFontLibrary({ folders: [folders.fonts], faces: styled.fontFaces, index: folders.fontIndex, report: never });
  if (!fonts) throw new Error("no fonts");
  const shaper = await openShaper();
  const pages = await layoutPages(styled, { compose: (paragraph, measure) => composeParagraph(paragraph, measure, { fonts, shaper, report: never }), fonts, report: never });
  if (!pages) throw new Error("no pages");
  return pages;
}

const lines = (page: Page | undefined): TextItem[] => (page?.items ?? []).filter((item) => item.kind === "text");
const content = (page: Page | undefined): TextItem[] => lines(page).filter(({ role }) => role.kind === "content");

interface Box { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number; readonly line: TextItem }

const opened = new Map<string, ReturnType<typeof fontkit.create>>();
function fontOf(face: FontFace): ReturnType<typeof fontkit.create> {
  const font = opened.get(face.id) ?? fontkit.create(face.data);
  opened.set(face.id, font);
  return font;
}

/** The boxes of ink of a line's glyphs, pt on the page. */
function ink(line: TextItem): Box[] {
  return line.runs.flatMap((run) => {
    const scale = run.size / run.face.unitsPerEm;
    let pen = line.x + run.x;
    return run.glyphs().flatMap((glyph) => {
      const { minX, minY, maxX, maxY } = fontOf(run.face).getGlyph(glyph.id).bbox;
      const [x, y] = [pen + glyph.xOffset, line.baseline - run.rise - glyph.yOffset];
      pen += glyph.advance;
      return maxX > minX ? [{ left: x + minX * scale, right: x + maxX * scale, top: y - maxY * scale, bottom: y - minY * scale, line }] : [];
    });
  });
}

/** Texts of lines that reach into one another. */
function touching(set: readonly TextItem[]): [string, string][] {
  const boxes = set.map(ink);
  return boxes.flatMap((upper) => boxes.flatMap((lower): [string, string][] => {
    const [a, b] = [upper[0], lower[0]];
    if (!a || !b || a.line.baseline >= b.line.baseline) return [];
    const touch = upper.some((one) => lower.some((other) => one.bottom > other.top && one.left < other.right && other.left < one.right));
    return touch ? [[a.line.text, b.line.text]] : [];
  }));
}

const bare = "قفا نبك من ذكرى حبيب ومنزل";
const verses = [
  "قِفَا نَبْكِ مِنْ ذِكْرَى حَبِيبٍ وَمَنْزِلِ بِسِقْطِ اللِّوَى بَيْنَ الدَّخُولِ فَحَوْمَلِ فَتُوضِحَ فَالْمِقْرَاةِ لَمْ يَعْفُ رَسْمُهَا لِمَا نَسَجَتْهَا مِنْ جَنُوبٍ وَشَمْأَلِ",
  "تَرَى بَعَرَ الآرَامِ فِي عَرَصَاتِهَا وَقِيعَانِهَا كَأَنَّهُ حَبُّ فُلْفُلِ كَأَنِّي غَدَاةَ البَيْنِ يَوْمَ تَحَمَّلُوا لَدَى سَمُرَاتِ الحَيِّ نَاقِفُ حَنْظَلِ",
];
const debt =
  "يَٰٓأَيُّهَا ٱلَّذِينَ ءَامَنُوٓاْ إِذَا تَدَايَنتُم بِدَيۡنٍ إِلَىٰٓ أَجَلٖ مُّسَمّٗى فَٱكۡتُبُوهُۚ وَلۡيَكۡتُب بَّيۡنَكُمۡ كَاتِبُۢ بِٱلۡعَدۡلِۚ وَلَا يَأۡبَ كَاتِبٌ أَن يَكۡتُبَ كَمَا عَلَّمَهُ ٱللَّهُۚ فَلۡيَكۡتُبۡ وَلۡيُمۡلِلِ ٱلَّذِي عَلَيۡهِ ٱلۡحَقُّ وَلۡيَتَّقِ ٱللَّهَ رَبَّهُۥ وَلَا يَبۡخَسۡ مِنۡهُ شَيۡـٔٗاۚ فَإِن كَانَ ٱلَّذِي عَلَيۡهِ ٱلۡحَقُّ سَفِيهًا أَوۡ ضَعِيفًا";
const headline = verses[0]?.split(" ").slice(0, 11).join(" ") ?? "";

test.each([
  ["a poem as lead and as second story", [{ headline, sourceLine: "ديوان العرب", body: verses }, { headline, sourceLine: "ديوان العرب", body: verses }]],
  ["a poem that has the page to itself", [{ headline, body: verses }]],
  ["a long vocalised headline", [{ headline: `${verses[0] ?? ""} ${verses[1] ?? ""}`, body: verses }]],
  ["a verse of the Quran as lead and as second story", [{ headline: bare, body: [debt, debt] }, { headline: bare, body: [debt, debt] }]],
  ["a verse of the Quran in stories that are bare", [{ headline: bare, body: [bare.repeat(9), debt] }, { headline: bare, body: [bare.repeat(9), debt, bare.repeat(9)] }]],
] satisfies [string, ArticleText[]][])("no letter or mark of %s touches the lines beside its own", async (_, articles) => {
  const { pages } = await setPages(bulletin, edition(articles));
  expect(pages.flatMap((page) => touching(content(page)))).toEqual([]);
});

/** The heights at which rules cross the page, pt from its top. */
const rulesAcross = (page: Page | undefined): number[] => [
  ...new Set((page?.items ?? []).flatMap((item) => (item.kind === "rule" && item.from.y === item.to.y && item.to.x - item.from.x > 500 ? [item.from.y] : []))),
].sort((a, b) => a - b);

test("a story without a headline stands as far below its rule as whole lines of the grid ask, and keeps to the grid", async () => {
  const body = [`${bare} `.repeat(9), `${bare} `.repeat(9)];
  const baselines = async (second: string): Promise<{ readonly lead: number; readonly story: number; readonly rule: number }> => {
    const { pages } = await setPages(bulletin, edition([{ headline: "أول", body: ["نص"] }, { headline: second, body }]));
    const found = content(pages[0]);
    const story = found.filter(({ text }) => text.startsWith(bare) || text.trimStart().startsWith("قفا")).map(({ baseline }) => baseline);
    const first = Math.min(...story);
    return { lead: found.find(({ text }) => text.trim() === "نص")?.baseline ?? NaN, story: first, rule: Math.max(...rulesAcross(pages[0]).filter((y) => y < first)) };
  };
  const without = await baselines("");
  const within = await baselines("ثان");
  expect(without.story - without.rule).toBeGreaterThan(14.5);
  expect(within.story - without.story).toBeCloseTo(29, 3);
});

test("a lead without headline and source line has no rule but that of the date line above it", async () => {
  const settings = { date: "2022-11-24" };
  const count = async (article: ArticleText): Promise<number> => rulesAcross((await setPages(bulletin, edition([article]), settings)).pages[0]).length;
  const withHeadline = await count({ headline: "عنوان", body: ["نص"] });
  expect(await count({ headline: "", body: ["نص"] })).toBe(withHeadline - 1);
});

test("pages after the first have 51 lines", async () => {
  const { pages } = await setPages(bulletin, edition([{ headline: "أول", body: ["نص"] }, { headline: "", body: Array.from({ length: 400 }, () => "سطر") }]));
  const inRightColumn = content(pages[1]).map(({ x, runs }) => x + (runs[0]?.x ?? 0) > (pages[1]?.mediaBox.width ?? 0) / 2);
  expect([inRightColumn.filter((right) => right).length, inRightColumn.filter((right) => !right).length]).toEqual([51, 51]);
});

test.each([
  ["النشرة", 1], ["صحيفة الأنباء العربية الدولية", 1], ["شششششش شششش شششششششش شششش ششش", 1],
  ["صحيفة الأنباء العربية الدولية المستقلة للسياسة والاقتصاد والثقافة والفنون والرياضة", 0],
] as const)("the name %s stands on %i line of the running head, which never reaches the text", async (publication, count) => {
  const { pages } = await setPages(bulletin, edition([{ headline: "أول", body: Array.from({ length: 200 }, () => "سطر") }]), { publication, date: "2022-11-24" });
  const heads = lines(pages[1]).filter(({ role }) => role.kind === "artifact");
  const firstLine = Math.min(...content(pages[1]).map(({ baseline }) => baseline));
  for (const { baseline } of heads) expect(firstLine - baseline).toBeGreaterThan(20);
  expect(heads.filter(({ text }) => publication.includes(text.trim())).map(({ text }) => text)).toEqual(count === 1 ? [publication] : []);
  expect(new Set(heads.map(({ baseline }) => Math.round(baseline / 4)))).toHaveProperty("size", 1);
});

test("without the paper's name the document has the first headline for its title", async () => {
  const of = edition([{ headline: "", body: ["نص"] }, { headline: "عنوان الثاني", body: ["نص"] }]);
  expect((await setPages(bulletin, of, { publication: "", number: "7" })).title).toBe("عنوان الثاني");
  expect((await setPages(bulletin, of, { number: "7" })).title).toBe("النشرة، العدد ٧");
});

test("the smallest template of the documentation sets the sample's headline in lines that don't touch", async () => {
  const docs = readFileSync(new URL("../../docs/templates.md", import.meta.url), "utf8");
  const fenced = (language: string): string => new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, "mu").exec(docs)?.[1] ?? "";
  const { template } = find(folder({ "page.hbs": fenced("hbs"), "style.css": fenced("css"), "template.yaml": fenced("yaml") }));
  const file = readSourceFile(sample, never);
  const copy = file && readEdition([file], { roles: [], without: [], report: () => undefined });
  if (!template || !copy) throw new Error("the example or the sample is refused");
  const { pages } = await setPages(template, copy);
  const headlines = content(pages[0]).filter(({ runs }) => runs[0]?.size === 24);
  expect(headlines.length).toBeGreaterThan(1);
  expect(touching(headlines)).toEqual([]);
});
