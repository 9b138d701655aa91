import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { edition, find, folder, render } from "./stage.ts";

const builtIn = folder({ "bulletin/page.hbs": "the bulletin", "magazine/page.hbs": "the magazine", "notes.txt": "no template" });

test("a name finds the built-in template of that name", () => {
  const { template: found, told } = find("bulletin", builtIn);
  expect(told).toEqual([]);
  expect([found?.name, found?.folder, found?.page.text]).toEqual(["bulletin", join(builtIn, "bulletin"), "the bulletin"]);
});

test("a path finds a folder, from the root or from the working folder", () => {
  const root = folder({ "mine/page.hbs": "mine" });
  const before = process.cwd();
  try {
    process.chdir(root);
    for (const path of [join(root, "mine"), "mine", "./mine", "mine/"]) {
      const { template: found, told } = find(path, builtIn);
      expect([path, found?.name, found?.folder, found?.page.text, told]).toEqual([path, "mine", join(root, "mine"), "mine", []]);
    }
    mkdirSync("bulletin");
    writeFileSync("bulletin/page.hbs", "my bulletin");
    expect(find("bulletin", builtIn).template?.page.text).toBe("the bulletin");
    expect(find("./bulletin", builtIn).template?.page.text).toBe("my bulletin");
  } finally {
    process.chdir(before);
  }
});

test.each([
  ["buletin", "There is no template “buletin”.", "Did you mean “bulletin”?"],
  ["Magazin", "There is no template “Magazin”.", "Did you mean “magazine”?"],
  ["poster", "There is no template “poster”.", "Known templates: bulletin, magazine."],
  ["notes.txt", "There is no template's folder “notes.txt”.", "Known templates: bulletin, magazine."],
  ["", "There is no template's folder “”.", "Known templates: bulletin, magazine."],
  ["no/such/folder", "There is no template's folder “no/such/folder”.", "path of a template's folder"],
  ["../bulletin", "There is no template's folder “../bulletin”.", "path of a template's folder"],
  ["a\0b", "There is no template's folder “a\0b”.", "path of a template's folder"],
])("the template “%s” is not found, and the hint names those that are", (name, message, hint) => {
  const { template: found, diagnostics } = find(name, builtIn);
  expect(found).toBeUndefined();
  expect(diagnostics.map(({ severity, code, message: said }) => [severity, code, said])).toEqual([["error", "template/not-found", message]]);
  expect(diagnostics[0]?.hint).toContain(hint);
});

test("where no template is built in, that is what the hint says", () => {
  expect(find("bulletin", join(builtIn, "nowhere")).diagnostics[0]?.hint).toContain("There are no templates.");
});

test("partials are named by their path in partials/, style.css comes first among the stylesheets, other files are left alone", () => {
  const root = folder({
    "page.hbs": "x", "z.css": "z", "a.css": "a", "style.css": "s", "partials/credits.hbs": "c", "partials/blocks/quote.hbs": "q", "partials/notes.md": "", "partials/blocks/x.css": "", "README.md": "", "sub/other.css": "",
  });
  const { template: found, told } = find(root);
  expect(told).toEqual([]);
  expect([...(found?.partials ?? [])].map(([name, { path, text }]) => [name, path, text])).toEqual([
    ["blocks/quote", join(root, "partials/blocks/quote.hbs"), "q"], ["credits", join(root, "partials/credits.hbs"), "c"],
  ]);
  expect(found?.stylesheets.map(({ path, text }) => [path, text])).toEqual([[join(root, "style.css"), "s"], [join(root, "a.css"), "a"], [join(root, "z.css"), "z"]]);
});

test("diagnostics name a template's files as the user named its folder", () => {
  const root = folder({ "mine/page.hbs": "{{x", "mine/partials/one.hbs": "{{y" });
  const before = process.cwd();
  try {
    process.chdir(root);
    const { template: found } = find("./mine");
    if (!found) throw new Error("the folder is a template");
    expect(render(found).diagnostics.map(({ span }) => span?.file)).toEqual(["mine/page.hbs", "mine/partials/one.hbs"]);
  } finally {
    process.chdir(before);
  }
});

test.each([
  ["no page.hbs", { "style.css": "" }, "template/no-page", "page.hbs"],
  ["a folder in place of page.hbs", { "page.hbs/x": "" }, "template/unreadable", "page.hbs"],
  ["a folder in place of a partial", { "page.hbs": "x", "partials/one.hbs": "", "style.css/x": "" }, undefined, undefined],
  ["a page in Windows-1256", { "page.hbs": Uint8Array.of(0xc7, 0xe1, 0xca) }, "template/encoding", "page.hbs"],
  ["a stylesheet that is no text", { "page.hbs": "x", "style.css": Uint8Array.of(0xff, 0xfe, 0) }, "template/encoding", "style.css"],
  ["a partial of 5 MB", { "page.hbs": "x", "partials/one.hbs": "x".repeat(5_000_000) }, "template/too-large", "partials/one.hbs"],
  ["a file in place of partials/", { "page.hbs": "x", "partials": "x" }, "template/unreadable", "partials"],
])("%s is told at the file at fault", (_, files, code, file) => {
  const root = folder(files);
  const { template: found, diagnostics } = find(root);
  expect(diagnostics.map((diagnostic) => [diagnostic.severity, diagnostic.code, diagnostic.span?.file])).toEqual(code === undefined ? [] : [["error", code, join(root, file)]]);
  expect(found === undefined).toBe(code !== undefined);
  for (const { hint } of diagnostics) expect(hint).toBeTruthy();
});

function manifest(text: string) {
  return find(folder({ "page.hbs": "{{settings.number}}", "template.yaml": text }));
}

test("template.yaml gives a title, roles, and settings with defaults that are taken as they are written", () => {
  const { template: found, told } = manifest(`
title: نشرة الصباح
description: for the morning
roles: [مدير التحرير, سكرتير التحرير]
settings:
  publication: الصباح
  number: 0007
  date: 2022-11-24
  yes: yes
  price:
    default: 2.50
    description: with the currency
  city: { description: where it appears }
  marks: { default: none, values: [none, crop] }
  ear: ""
`);
  expect(told).toEqual([]);
  expect([found?.title, found?.description, found?.roles]).toEqual(["نشرة الصباح", "for the morning", ["مدير التحرير", "سكرتير التحرير"]]);
  expect([...(found?.settings ?? [])]).toEqual([
    ["publication", { default: "الصباح" }], ["number", { default: "0007" }], ["date", { default: "2022-11-24" }], ["yes", { default: "yes" }],
    ["price", { default: "2.50", description: "with the currency" }], ["city", { description: "where it appears" }], ["marks", { default: "none", values: ["none", "crop"] }], ["ear", {}],
  ]);
  if (found) expect(render(found).html).toBe("0007");
  if (found) expect(render(found, edition(), { number: "8" }).html).toBe("8");
});

test.each([
  ["no yaml", "title: [a\nroles: b", "template/yaml 2:1"],
  ["a tab for indentation", "settings:\n\tdate: x", "template/yaml 2:1"],
  ["a key twice", "title: a\ntitle: b", "template/yaml 2:1"],
  ["a list", "- a\n- b", "template/manifest 1:1"],
  ["a text", "bulletin", "template/manifest 1:1"],
  ["roles that are no list", "title: x\nroles: محرر", "template/manifest 2:8"],
  ["a role that is no text", "roles:\n  - a\n  - {b: c}", "template/manifest 3:5"],
  ["settings that are a list", "settings: [a]", "template/manifest 1:11"],
  ["a setting that is a list", "settings:\n  date: [a]", "template/manifest 2:9"],
  ["a default that is a map", "settings:\n  date:\n    default: {a: b}", "template/manifest 3:14"],
  ["a title that is a map", "title: {a: b}", "template/manifest 1:8"],
  ["values that are no list", "settings:\n  marks:\n    values: crop", "template/manifest 3:13"],
  ["values that are none", "settings:\n  marks:\n    values: []", "template/manifest 3:13"],
  ["a default that is not among the values", "settings:\n  marks:\n    default: x\n    values: [none, crop]", "template/invalid-setting 3:14"],
  ["a default that is no date", "settings:\n  date: tomorrow", "template/invalid-setting 2:9"],
  ["an unknown key", "title: x\nsetings:\n  a: b", "template/unknown-key 3:3"],
  ["an unknown key of a setting", "settings:\n  date:\n    defualt: x", "template/unknown-key 3:14"],
  ["an output that is a text", "output: print", "template/manifest 1:9"],
  ["an unknown key of the output", "output:\n  profil: print", "template/unknown-key 2:11"],
  ["an ink limit that is no number", "output:\n  ink-limit: much", "template/manifest 2:14"],
  ["an ink limit that no paper has", "output:\n  ink-limit: 900", "template/manifest 2:14"],
  ["aliases that grow without end", `a: &a [x,x,x,x,x,x,x,x,x,x]\n${["b", "c", "d", "e", "f", "g", "h"].map((name, index) => `${name}: &${name} [${Array(10).fill(`*${"abcdefgh"[index] ?? ""}`).join(",")}]`).join("\n")}`, "template/yaml 1:1"],
  ["an alias of nothing", "title: *nothing", "template/yaml 1:1"],
])("a template.yaml with %s is an error at its place", (_, text, told) => {
  const { template: found, diagnostics, told: all } = manifest(text);
  expect(found).toBeUndefined();
  expect(all).toEqual([told]);
  expect(diagnostics[0]?.severity).toBe("error");
  expect(diagnostics[0]?.hint).toBeTruthy();
});

test.each([["newsprint", "newsprint"], ["press/shop.icc", "/press/shop.icc"], ["shop.ICM", "/shop.ICM"]])("the output condition %s of a template is a name, or a path from its folder", (condition, expected) => {
  const root = folder({ "page.hbs": "x", "template.yaml": `output:\n  condition: ${condition}\n` });
  const { template: found, told } = find(root);
  expect([found?.output?.condition, told]).toEqual([expected.startsWith("/") ? `${root}${expected}` : expected, []]);
});

test("an unknown key's hint names the nearest one", () => {
  expect(manifest("setings:\n  a: b").diagnostics[0]?.hint).toContain("Did you mean “settings”?");
  expect(manifest("settings:\n  date:\n    defualt: x").diagnostics[0]?.hint).toContain("Did you mean “default”?");
});

test.each(["", "# nothing yet\n", "---\n", "settings: {}\nroles: []"])("the template.yaml %j holds nothing and is fine", (text) => {
  const { template: found, told } = manifest(text);
  expect([told, found?.roles, found?.settings.size]).toEqual([[], [], 0]);
});

test("a setting named constructor is a setting like others, one named __proto__ is left out", () => {
  const { template: found, told } = manifest("settings:\n  __proto__: polluted\n  constructor: b");
  expect(told).toEqual([]);
  expect([...(found?.settings ?? [])]).toEqual([["constructor", { default: "b" }]]);
  expect(({} as Record<string, unknown>)["default"]).toBeUndefined();
});

test("no template.yaml makes the program fail, whatever stands in it", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("title", "settings", "roles", ":", " ", "\n", "-", "[", "]", "{", "}", "&a", "*a", "|", ">", "'", '"', "!!", "#", "?", "<<", "%", "x") }), (text) => {
      const { template: found, diagnostics } = manifest(text);
      expect(found === undefined).toBe(diagnostics.length > 0);
    }),
    { numRuns: 500 },
  );
});
