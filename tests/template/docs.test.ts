import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readManifest } from "../../src/template/manifest.ts";
import { callForms } from "../../src/template/calls.ts";
import { edition, find, folder, render, template } from "./stage.ts";

const page = readFileSync(new URL("../../docs/templates.md", import.meta.url), "utf8");

const story = edition(
  [{ headline: "الوزير ينفي", sourceLine: "صدى البلد", body: ["نفى الوزير الخبر.", "ولم يزد."] }],
  [["رئيس التحرير", "أحمــد صبـري"], ["مدير التحرير", "سعاد حسن"], ["مدير التحرير", "ليلى"]],
);
const settings = { date: "2022-11-24", number: "16", publication: "الصباح" };
/** Declares what the examples ask for, so that nothing but what they show is told. */
const declared = { ...settings, numerals: "arabic-indic" };

/** The rows of all tables with this heading: their cells, without the backticks of code. */
function rows(heading: string): string[][] {
  const tables = page.split(/\n{2,}/u).filter((block) => block.startsWith(heading));
  return tables.flatMap((table) => table.trim().split("\n").slice(2).map((row) => row.slice(1, -1).split("|").map((cell) => cell.trim().replace(/^`(.*)`$/u, "$1"))));
}

function fenced(language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, "gmu"))].map(([, text = ""]) => text);
}

const examples = rows("| template | gives |");
const refused = rows("| template | is refused as | because |");

test("the page has examples to check", () => {
  expect(examples.length).toBeGreaterThan(20);
  expect(refused.length).toBeGreaterThan(15);
});

test.each(examples)("%s gives what the page says", (example = "", output = "") => {
  const { html, told } = render(template(example, {}, declared), story);
  expect(told).toEqual([]);
  expect(html).toBe(output);
});

test.each(refused)("%s is refused as the page says", (example = "", code = "") => {
  const { markup, diagnostics } = render(template(example, {}, declared), story);
  expect(markup).toBeUndefined();
  expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
});

test("every helper that can be called has an example", () => {
  const shown = examples.map(([example]) => example).join("\n");
  for (const name of callForms.keys()) expect(shown).toMatch(new RegExp(`(?:\\{\\{#?|\\()${name} `, "u"));
});

test("the smallest template works as it is printed", () => {
  const [hbs = ""] = fenced("hbs");
  const [css = ""] = fenced("css");
  const [yaml = ""] = fenced("yaml");
  const found = find(folder({ "page.hbs": hbs, "style.css": css, "template.yaml": yaml }));
  if (!found.template) throw new Error(`the smallest template is refused: ${found.told.join(", ")}`);
  const { html, told } = render(found.template, story);
  expect(told).toEqual([]);
  expect(html).toContain('<h1 data-source="0">الوزير ينفي</h1>');
  expect(html).toContain("<title>الصباح</title>");
});

test("the example of template.yaml is a manifest", () => {
  const [, yaml = ""] = fenced("yaml");
  const manifest = readManifest({ path: "template.yaml", text: yaml }, ({ message }) => { throw new Error(message); });
  expect(manifest?.roles).toEqual(["سكرتير التحرير", "المدير الفني"]);
  expect(manifest?.output).toEqual({ profile: "print", condition: "newsprint", iccProfile: "press/shop.icc", inkLimit: 220 });
  expect(manifest?.settings.get("price")).toEqual({ default: "3 جنيهات", description: "with the currency" });
});

test("the bulletin's settings are those of the table", () => {
  const bulletin = find("bulletin", fileURLToPath(new URL("../../templates", import.meta.url))).template;
  const declarations = [...(bulletin?.settings ?? [])].map(([name, { default: value = "", description = "" }]) => [name, value, description]);
  expect(rows("| setting | default | what it is |")).toEqual(declarations);
});

test("the values that a template sees are those of the table", () => {
  const { html, told } = render("{{#each this}}{{@key}} {{/each}}{{#each articles.[0]}}{{@key}} {{/each}}{{#each articles.[0].body.[0]}}{{@key}} {{/each}}{{#each credits.[0]}}{{@key}} {{/each}}", story);
  expect(told).toEqual([]);
  const named = new Set([...page.slice(page.indexOf("## What a template sees"), page.indexOf("## Settings")).matchAll(/`([a-zA-Z]+)`/gu)].map(([, name]) => name));
  for (const value of html.trim().split(" ")) expect(named).toContain(value);
});
