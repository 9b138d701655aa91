import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { parse, type DefaultTreeAdapterTypes } from "parse5";
import { beforeAll, expect, test } from "vitest";
import { buildBulletin } from "../../src/build.ts";
import { styleMarkup } from "../../src/style/index.ts";
import type { Template } from "../../src/template/index.ts";
import { edition, find, folder, render, type ArticleText } from "./stage.ts";

const templates = fileURLToPath(new URL("../../templates", import.meta.url));
const sample = fileURLToPath(new URL("../../examples/wire-article.txt", import.meta.url));

let bulletin: Template;
beforeAll(() => {
  const { template, told } = find("bulletin", templates);
  if (!template) throw new Error(told.join(", "));
  bulletin = template;
});

const story: ArticleText = { headline: "عنوان الخبر", sourceLine: "صدى البلد", body: ["الفقرة الأولى.", "الفقرة الثانية."] };
const credits: [string, string][] = [["الإشراف العام", "إلهام أبو الفتح"], ["رئيس التحرير", "أحمــد صبـري"]];

/** Every way to set or leave out what the nameplate carries. */
const settings = fc.record(
  {
    publication: fc.constantFrom("النشرة", "صدى المدينة", "الأهرام المسائي", "جريدة الأنباء العربية الدولية", 'A "quoted" <name>'),
    motto: fc.constantFrom("", "تصدر كل خميس"),
    date: fc.constantFrom("2022-11-24", "٢٠٢٦-٠٣-٠٤"),
    number: fc.constantFrom("1", "16542"),
    volume: fc.constant("47"),
    price: fc.constantFrom("3 جنيهات", "جنيهان"),
    city: fc.constant("القاهرة"),
    website: fc.constant("www.example.org"),
    numerals: fc.constantFrom("arabic-indic", "persian", "european"),
    months: fc.constantFrom("egyptian", "levantine", "maghrebi", "moroccan", "pan-arab"),
    "hijri-days": fc.constantFrom("0", "-1"),
    marks: fc.constantFrom("auto", "none", "crop", "all"),
    accent: fc.constantFrom("device-cmyk(1 0.6 0 0)", "#c8102e", "crimson"),
    spot: fc.constantFrom("PANTONE 186 C", "حبر \"أحمر\""),
  },
  { requiredKeys: [] },
);

/** The text of each element of a class. */
function texts(html: string, className: string): string[] {
  const found: string[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ("attrs" in node && node.attrs.some(({ name, value }) => name === "class" && value.split(" ").includes(className))) found.push(textIn(node).replace(/\s+/gu, " ").trim());
    if ("childNodes" in node) node.childNodes.forEach(visit);
  };
  visit(parse(html));
  return found;
}

function textIn(node: DefaultTreeAdapterTypes.Node): string {
  return "value" in node ? node.value : "childNodes" in node ? node.childNodes.map(textIn).join("") : "";
}

test("whatever is set or left out, there is nothing to say about the page and the copy stands in it once", () => {
  const anyStory: fc.Arbitrary<ArticleText> = fc.record({
    headline: fc.string({ unit: fc.constantFrom("ك", "ل", "م", " "), minLength: 1, maxLength: 160 }).map((text) => `عنوان ${text}`),
    sourceLine: fc.constantFrom("وكالة", ""),
    body: fc.array(fc.constantFrom("فقرة أولى.", "فقرة ثانية."), { maxLength: 4 }),
  }).map(({ sourceLine, ...rest }) => ({ ...rest, ...(sourceLine !== "" && { sourceLine }) }));
  const anyCredits = fc.array(fc.tuple(fc.constantFrom("الإشراف العام", "رئيس التحرير", "مدير التحرير", "المحرر", "المخرج"), fc.constantFrom("أحمد", "سعاد", "ليلى")), { maxLength: 6 });
  fc.assert(
    fc.property(settings, fc.array(anyStory, { maxLength: 4 }), anyCredits, (given, articles, masthead) => {
      const of = edition(articles, masthead);
      const { html, told } = render(bulletin, of, given);
      expect(told).toEqual([]);
      expect(texts(html, "headline")).toEqual(articles.map(({ headline }) => headline.trim().replace(/ +/gu, " ")));
      expect(texts(html, "columns")).toEqual(articles.map(({ sourceLine, body }, index) => [...(index > 0 && sourceLine !== undefined ? [sourceLine] : []), ...body].join(" ")));
      expect(texts(html, "source").length).toBe(articles.filter(({ sourceLine }) => sourceLine !== undefined).length);
      const roles = [...new Set(masthead.map(([role]) => role))];
      expect(texts(html, "role")).toEqual(roles);
      expect(texts(html, "person").length).toBe(new Set(masthead.map(([role, name]) => `${role} ${name}`)).size);
      expect(html).not.toContain("undefined");
    }),
    { numRuns: 200 },
  );
});

test("the nameplate, the date line and the credits carry what is set", () => {
  const { html } = render(bulletin, edition([story], [...credits, ...credits]), {
    publication: "الشرق", date: "2022-11-24", number: "16542", volume: "47", price: "3 جنيهات", city: "القاهرة", months: "levantine",
  });
  expect(texts(html, "nameplate")).toEqual(["الشرق"]);
  expect(texts(html, "dateline")).toEqual(["القاهرة، الخميس ٣٠ ربيع الآخر ١٤٤٤ هـ، الموافق ٢٤ تشرين الثاني ٢٠٢٢ م السنة ٤٧ العدد ١٦٥٤٢ الثمن ٣ جنيهات"]);
  expect(texts(html, "credit")).toEqual(["الإشراف العام إلهام أبو الفتح", "رئيس التحرير أحمــد صبـري"]);
  expect(html).toContain("<title>الشرق، العدد ١٦٥٤٢، الخميس ٢٤ تشرين الثاني ٢٠٢٢</title>");
});

test("without a date, a number and the like there is no date line, and with one of them nothing else in it", () => {
  const line = (given: Record<string, string>): string[] => texts(render(bulletin, edition([story]), given).html, "dateline");
  expect(line({})).toEqual([]);
  expect(line({ number: "7" })).toEqual(["العدد ٧"]);
  expect(line({ price: "جنيهان" })).toEqual(["الثمن جنيهان"]);
  expect(line({ city: "تونس" })).toEqual(["تونس"]);
  expect(line({ date: "2022-11-24" })).toEqual(["الخميس ٣٠ ربيع الآخر ١٤٤٤ هـ، الموافق ٢٤ نوفمبر ٢٠٢٢ م"]);
});

test("each text of the copy leads back to its place", () => {
  const of = edition([story, { headline: "ثان", body: ["فقرة."] }], credits);
  const { markup } = render(bulletin, of);
  const spans = [...of.credits.flatMap(({ role, name }) => [role, name]), ...of.articles.flatMap(({ headline, sourceLine, body }) => [headline, ...(sourceLine ? [sourceLine] : []), ...body.map(({ content }) => content)])].map(({ span }) => span);
  expect(markup?.sources).toEqual(spans);
});

test("every partial of the template is used, and every setting that it declares is read", () => {
  const sources = [bulletin.page, ...bulletin.partials.values()].map(({ text }) => text).join("\n");
  for (const name of bulletin.partials.keys()) expect(sources.includes(`{{> ${name}`) || name === "paragraph", name).toBe(true);
  const readByHelpers = ["months", "hijri-days"];
  for (const name of bulletin.settings.keys()) expect(sources.includes(`settings.${name}`) || readByHelpers.includes(name), name).toBe(true);
  for (const [name, { description }] of bulletin.settings) expect(description, name).toBeTruthy();
  expect(readdirSync(join(templates, "bulletin")).sort()).toEqual(["page.hbs", "partials", "style.css", "template.yaml"]);
});

test("colours are the printer's: black on the black plate alone, one second colour in four, nothing in RGB", () => {
  const css = readFileSync(join(templates, "bulletin", "style.css"), "utf8").replace(/\/\*[^]*?\*\//gu, "");
  expect(css.match(/device-cmyk\([^)]*\)/gu)).toEqual(["device-cmyk(0 0 0 1)"]);
  expect(bulletin.settings.get("accent")?.default).toMatch(/^device-cmyk\(/u);
  expect(css).not.toMatch(/#[0-9a-f]{3}|rgb|hsl|: *(?:black|white|gr[ae]y|red)\b/iu);
});

/** What the bulletin paints with, by the names that its page styles and elements have. */
function accentOf(given: Record<string, string>): unknown {
  const { markup } = render(bulletin, edition([story], credits), given);
  const styled = markup && styleMarkup(markup, ({ code, message }) => { throw new Error(`${code}: ${message}`); });
  const box = styled?.pages.left.marginBoxes.find(({ name }) => name === "top-right");
  return box?.style.color;
}

test("the second colour is the one that is set, or a spot ink that it shows elsewhere", () => {
  expect(accentOf({})).toEqual({ space: "cmyk", c: 0, m: 1, y: 0.85, k: 0.2, alpha: 1 });
  expect(accentOf({ accent: "device-cmyk(1 60% 0 0)" })).toEqual({ space: "cmyk", c: 1, m: 0.6, y: 0, k: 0, alpha: 1 });
  expect(accentOf({ accent: "#ff0000" })).toEqual({ space: "rgb", r: 1, g: 0, b: 0, alpha: 1 });
  expect(accentOf({ spot: "PANTONE 186 C", accent: "device-cmyk(0 100% 81% 4%)" })).toEqual({ space: "spot", name: "PANTONE 186 C", tint: 1, alternate: { c: 0, m: 1, y: 0.81, k: 0.04 }, alpha: 1 });
  expect(accentOf({ spot: 'حبر "أحمر"; }' })).toMatchObject({ space: "spot", name: 'حبر "أحمر"; }', alternate: { m: 1 } });
});

test("a spot ink that no press takes, and an accent that is no colour, are errors", async () => {
  const codes = async (given: Record<string, string>) => (await buildBulletin({ sources: [sample], settings: { date: "2022-11-24", ...given } })).diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code);
  expect(new Set(await codes({ spot: "Cyan" }))).toEqual(new Set(["style/spot-ink"]));
  expect(new Set(await codes({ spot: "PANTONE 186 C", accent: "crimson" }))).toEqual(new Set(["style/spot-ink"]));
  expect(await codes({ accent: "red; } @page { size: a5" })).toEqual(["template/invalid-colour"]);
});

test.each([
  ["all that can be set", { date: "2022-11-24", number: "16542", volume: "47", price: "3 جنيهات", city: "القاهرة", website: "www.example.org", motto: "تصدر كل خميس", numerals: "persian", months: "moroccan", marks: "crop", accent: "device-cmyk(0 1 0.8 0)", spot: "PANTONE 186 C" }, []],
  ["nothing", {}, ["pdf/no-date"]],
] as const)("the sample is set on one page with %s, and there is nothing to say about it but that it has no date", async (_, given, told) => {
  const { bulletin: set, diagnostics } = await buildBulletin({ sources: [sample], settings: given });
  expect(diagnostics.map(({ code }) => code)).toEqual(told);
  expect(set?.pages).toBe(1);
});

test("an edition of thirty articles fills its pages two by two", async () => {
  const root = folder(Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`${index}.txt`, readFileSync(sample, "utf8")])));
  const { bulletin: set, diagnostics } = await buildBulletin({ sources: Array.from({ length: 30 }, (_, index) => join(root, `${index}.txt`)), settings: { date: "2022-11-24" } });
  expect(diagnostics).toEqual([]);
  expect(set?.pages).toBeLessThanOrEqual(16);
});

test("addresses in paragraphs are links, and all else is as it was", () => {
  const { html } = render(bulletin, edition([{ ...story, body: ['راسلوا desk@example.org أو https://example.org/?a="b"&c=<d>.', "بلا عنوان."] }], credits));
  expect(html).toContain('راسلوا <a href="mailto:desk@example.org">desk@example.org</a> أو <a href="https://example.org/?a&#x3D;">https://example.org/?a&#x3D;</a>&quot;b&quot;&amp;c&#x3D;&lt;d&gt;.</p>');
  expect(html).toContain(">بلا عنوان.</p>");
});
