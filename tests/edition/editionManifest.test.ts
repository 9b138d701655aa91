import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { collectDiagnostics, type Diagnostic } from "../../src/diagnostics/index.ts";
import { isEditionManifest, readEdition, readEditionManifest, type EditionManifest } from "../../src/edition/index.ts";

function read(yaml: string | Uint8Array): { readonly folder: string; readonly manifest: EditionManifest | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const folder = mkdtempSync(join(tmpdir(), "nashra-test-"));
  onTestFinished(() => { rmSync(folder, { recursive: true }); });
  writeFileSync(join(folder, "edition.yaml"), yaml);
  const { report, diagnostics } = collectDiagnostics();
  return { folder, manifest: readEditionManifest(join(folder, "edition.yaml"), report), diagnostics };
}

test("a manifest names its copy relative to itself, with what is told of each article and where that stands", () => {
  const { folder, manifest, diagnostics } = read("articles:\n  - a.txt\n  - source: more/b.txt\n    section: سياسة\n    author: سلمى حسن\n");
  expect(diagnostics).toEqual([]);
  expect(manifest?.sources).toEqual([join(folder, "a.txt"), join(folder, "more/b.txt")]);
  expect(manifest?.articleFacts.get(join(folder, "more/b.txt"))).toEqual({
    section: { text: "سياسة", span: { file: join(folder, "edition.yaml"), start: { line: 4, column: 14 } } },
    author: { text: "سلمى حسن", span: { file: join(folder, "edition.yaml"), start: { line: 5, column: 13 } } },
  });
  expect(manifest?.articleFacts.get(join(folder, "a.txt"))).toEqual({});
});

test("settings are taken as they are written, and paths are told from names", () => {
  const { folder, manifest } = read("articles: [a.txt]\ntemplate: ./paper\nsettings: {date: 2022-11-24, number: 0012}\nfonts: [faces]\noutput: {profile: print, condition: coated, icc-profile: our.icc, ink-limit: 300}\n");
  expect(manifest).toMatchObject({
    template: join(folder, "paper"), settings: { date: "2022-11-24", number: "0012" }, fontFolders: [join(folder, "faces")],
    output: { profile: "print", condition: "coated", iccProfile: join(folder, "our.icc"), inkLimit: 300 },
  });
  expect(read("articles: [a.txt]\ntemplate: bulletin\n").manifest?.template).toBe("bulletin");
});

test.each([
  ["no articles at all", "settings: {}\n", "edition/manifest", 1],
  ["an empty list of articles", "articles: []\n", "edition/manifest", 1],
  ["an article without a source", "articles:\n  - {section: رياضة}\n", "edition/manifest", 2],
  ["an ink limit that is none", "articles: [a.txt]\noutput: {ink-limit: much}\n", "edition/manifest", 2],
  ["a key that means nothing", "articles: [a.txt]\nsetings: {}\n", "edition/unknown-key", 2],
  ["what is not YAML", "articles: [a.txt\n", "edition/yaml", 2],
])("%s is an error with its place", (_fault, yaml, code, line) => {
  const { manifest, diagnostics } = read(yaml);
  expect(manifest).toBeUndefined();
  expect(diagnostics[0]).toMatchObject({ severity: "error", code });
  expect(diagnostics[0]?.span?.start.line).toBe(line);
  expect(diagnostics[0]?.hint).toBeTruthy();
});

test("a manifest that is not there, or no text, is an error", () => {
  const { report, diagnostics } = collectDiagnostics();
  expect(readEditionManifest("nowhere/edition.yaml", report)).toBeUndefined();
  expect(diagnostics[0]).toMatchObject({ code: "edition/no-manifest" });
  expect(readEditionManifest("docs", report)).toBeUndefined();
  expect(diagnostics[1]?.message).toBe("The edition docs cannot be read: it is a folder.");
  const shown = /docs\/\S+\.md/.exec(diagnostics[0]?.hint ?? "")?.[0] ?? "";
  expect(readFileSync(shown, "utf8")).toMatch(/^articles:/m);
  expect(read(new Uint8Array([0xff, 0xfe, 0x00])).diagnostics[0]).toMatchObject({ code: "edition/no-manifest" });
});

test("a manifest is told from copy by its ending", () => {
  expect(["edition.yaml", "EDITION.YML", "a.txt", "a.yaml.txt"].map(isEditionManifest)).toEqual([true, true, false, false]);
});

test("what a manifest tells of a file's articles is told of each of them", () => {
  const { folder, manifest, diagnostics } = read("articles: [{source: a.txt, section: سياسة}, b.txt]\n");
  const file = (name: string): { path: string; text: string } => ({ path: join(folder, name), text: "عنوان الخبر\n\nنفى الوزير ، الخبر ولم يزد على ذلك شيئا في حديثه." });
  const edition = readEdition([file("a.txt"), file("b.txt")], { roles: [], without: [], articleFacts: manifest?.articleFacts ?? new Map(), report: () => undefined });
  expect(edition?.articles.map(({ section, author }) => [section?.text, author?.text])).toEqual([["سياسة", undefined], [undefined, undefined]]);
  expect(diagnostics).toEqual([]);
});
