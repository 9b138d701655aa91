import { readFileSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test, vi } from "vitest";
import { edition, find, folder, render, template } from "./stage.ts";

afterEach(() => { vi.restoreAllMocks(); });

const secret = "the secret of another folder";
const story = edition([{ headline: "عنوان", sourceLine: "وكالة", body: ["نص"] }], [["رئيس التحرير", "أحمد"]]);

test.each([
  "constructor", "__proto__", "toString", "hasOwnProperty", "this.constructor", "this.__proto__", "@root.constructor", "@root.__proto__", "settings.constructor", "settings.__proto__",
  "articles.constructor", "articles.[0].constructor", "articles.[0].headline.constructor", "articles.[0].headline.text.constructor", "articles.map", "articles.[0].headline.text.link",
  'lookup this "constructor"', 'lookup this "__proto__"', 'lookup articles "constructor"', 'lookup (lookup this "constructor") "prototype"',
  'lookup (lookup articles.[0].headline.text "constructor") "constructor"', 'lookup (lookup (byRole credits) 0) "constructor"', "byRole.constructor", "@_parent.constructor",
])("{{%s}} reaches no prototype: it prints nothing and is told as missing", (expression) => {
  const noise = [vi.spyOn(console, "error"), vi.spyOn(console, "warn"), vi.spyOn(console, "log"), vi.spyOn(console, "info")];
  const { html, told } = render(`[{{${expression}}}]`, story);
  expect([html, told]).toEqual(["[]", ["template/missing-value 1:2"]]);
  for (const spy of noise) expect(spy).not.toHaveBeenCalled();
});

test.each([
  ["{{#each (lookup this \"constructor\")}}x{{/each}}", ""],
  ["{{#with (lookup this \"__proto__\")}}x{{/with}}", ""],
  ["{{#if (lookup articles \"map\")}}x{{/if}}", ""],
  ["{{#each articles.[0].headline.text}}x{{/each}}", ""],
])("%s finds nothing to go through", (page, html) => {
  expect(render(page, story).html).toBe(html);
});

test("blocks can't reach prototypes by block parameters, @key or ../", () => {
  const { html } = render('{{#each articles as |article|}}{{#each article}}{{@key}} {{lookup ../article "constructor"}}{{../constructor}}{{/each}}{{/each}}', story);
  expect(html).toBe("headline sourceLine body ");
});

test.each(["log", "helperMissing", "blockHelperMissing", "lookup", "date", "print a value", "choose a partial"])("the internal name [%s] can't be called as a block or with values", (name) => {
  for (const page of [`{{#[${name}]}}x{{/[${name}]}}`, `{{#[${name}] settings}}x{{/[${name}]}}`, `{{^[${name}]}}x{{/[${name}]}}`]) {
    const { markup, told } = render(page, story);
    expect(markup, page).toBeUndefined();
    expect(told[0]).toMatch(/^template\/(unknown-helper|wrong-call) 1:1$/u);
  }
  if (name === "lookup" || name === "date") return;
  for (const page of [`{{[${name}] settings}}`, `{{#if ([${name}])}}x{{/if}}`, `{{> ([${name}])}}`]) {
    expect(render(page, story).told[0], page).toMatch(/^template\/unknown-helper 1:/u);
  }
});

test("rendering leaves the edition and the prototypes of the program as they were", () => {
  const before = JSON.stringify(story);
  render(template("{{> item headline=1 constructor=2}}", { item: "{{headline}}{{constructor}}" }), story);
  expect(JSON.stringify(story)).toBe(before);
  expect(({} as Record<string, unknown>)["headline"]).toBeUndefined();
});

test("a setting called __proto__ is a setting like others", () => {
  const settings = Object.fromEntries([["__proto__", "polluted"]]);
  const { html } = render(template("{{settings.__proto__}}"), edition(), settings);
  expect(html).toBe("polluted");
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test.each(["../secret", "/etc/passwd", "./item", "item.hbs", "sub/../item", "%2e%2e/secret", "..\\\\secret"])("a partial named “%s” is no path: it isn't found", (name) => {
  const root = folder({ "secret.hbs": secret, "t/page.hbs": `{{> [${name}]}}`, "t/partials/item.hbs": "x" });
  const found = find(join(root, "t"));
  if (!found.template) throw new Error("the folder is a template");
  const { markup, told, diagnostics } = render(found.template);
  expect(markup).toBeUndefined();
  expect(told).toEqual(["template/unknown-partial 1:1"]);
  expect(diagnostics[0]?.hint).toContain("item");
});

test("a partial whose name is computed is looked for among the template's own alone", () => {
  const page = template('{{> (lookup settings "block")}}', { item: "the item" }, { block: "item" });
  expect(render(page, edition(), { block: "item" }).html).toBe("the item");
  for (const block of ["../../../etc/passwd", "constructor", "__proto__", "toString", "no partial", "@partial-block", "", "itme"]) {
    const { markup, told } = render(page, edition(), { block });
    expect(markup, block).toBeUndefined();
    expect(told, block).toEqual(["template/unknown-partial 1:5"]);
  }
  expect(render(page, edition(), { block: "itme" }).diagnostics[0]?.hint).toContain("Did you mean “item”?");
});

test.each(["page.hbs", "partials/item.hbs", "style.css", "template.yaml"])("a %s that is a link out of the folder is refused and not read", (path) => {
  const root = folder({ "secret": secret, "t/partials/other.hbs": "x", ...(path !== "page.hbs" && { "t/page.hbs": "x" }) });
  symlinkSync(join(root, "secret"), join(root, "t", path));
  const { template: found, diagnostics, told } = find(join(root, "t"));
  expect(found).toBeUndefined();
  expect(told).toEqual(["template/outside-folder 1:1"]);
  expect(diagnostics[0]?.span?.file).toBe(join(root, "t", path));
  expect(JSON.stringify(diagnostics)).not.toContain(secret);
});

test.each(["icc-profile: ../shop.icc", "condition: ../shop.icc", "icc-profile: press/linked.icc"])("an ICC profile outside the template is refused: %s", (line) => {
  const root = folder({ "shop.icc": secret, "t/page.hbs": "x", "t/press/own.icc": "x", "t/template.yaml": `output:\n  ${line}\n` });
  symlinkSync(join(root, "shop.icc"), join(root, "t/press/linked.icc"));
  const { template: found, told } = find(join(root, "t"));
  expect([found, told]).toEqual([undefined, ["template/outside-folder 1:1"]]);
});

test("a folder of partials that is a link out of the template is refused", () => {
  const root = folder({ "elsewhere/item.hbs": secret, "t/page.hbs": "x" });
  symlinkSync(join(root, "elsewhere"), join(root, "t", "partials"));
  const { template: found, told } = find(join(root, "t"));
  expect([found, told]).toEqual([undefined, ["template/outside-folder 1:1"]]);
});

test("a folder inside partials that is a link is not followed", () => {
  const root = folder({ "elsewhere/item.hbs": secret, "t/page.hbs": "x", "t/partials/own.hbs": "own" });
  symlinkSync(join(root, "elsewhere"), join(root, "t", "partials", "linked"));
  symlinkSync(root, join(root, "t", "partials", "loop"));
  const { template: found, told } = find(join(root, "t"));
  expect(told).toEqual([]);
  expect([...(found?.partials.keys() ?? [])]).toEqual(["own"]);
});

test("a link that stays in the folder, and a template's folder that is itself a link, are read", () => {
  const root = folder({ "t/page.hbs": "x", "t/shared/one.txt": "from within", "t/partials/sub/two.hbs": "2" });
  symlinkSync("../shared/one.txt", join(root, "t", "partials", "one.hbs"));
  symlinkSync("t", join(root, "link"));
  const { template: found, told } = find(join(root, "link"));
  expect(told).toEqual([]);
  expect([...(found?.partials ?? [])].map(([name, { text }]) => [name, text])).toEqual([["one", "from within"], ["sub/two", "2"]]);
});

test("a loop of links is told and not followed", () => {
  const root = folder({ "page.hbs": "x" });
  symlinkSync("style.css", join(root, "style.css"));
  expect(find(root).told).toEqual(["template/unreadable 1:1"]);
});

test("no part of the stage can open a socket, run a program or evaluate text, and only the readers of folders open files", () => {
  const stage = fileURLToPath(new URL("../../src/template/", import.meta.url));
  const sources = readdirSync(stage).map((name) => [name, readFileSync(join(stage, name), "utf8")] as const);
  const modules = sources.flatMap(([name, text]) => [...text.matchAll(/from "([^"]+)"/gu)].map(([, module = ""]) => `${name} ${module}`));
  expect(modules.filter((line) => line.includes(" node:")).sort()).toEqual([
    "findTemplate.ts node:fs", "findTemplate.ts node:path", "templateFolder.ts node:fs", "templateFolder.ts node:path",
  ]);
  for (const [name, text] of sources) expect(text, name).not.toMatch(/\b(?:fetch|eval|import)\(|new Function|process\.|Date\.now|Math\.random|new Date\(\)/u);
});
