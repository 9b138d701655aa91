import { expect, test } from "vitest";
import { latinTextToHyphenate } from "../../src/style/index.ts";
import { byTag, codesOf, styled, valueOf } from "./stage.ts";

test("words are divided at soft hyphens alone unless a stylesheet says otherwise", () => {
  expect(valueOf("", "hyphens")).toBe("manual");
  expect(valueOf("", "hyphenateLanguage")).toBe("auto");
  for (const value of ["none", "manual", "auto"] as const) expect(valueOf(`hyphens: ${value}`, "hyphens")).toBe(value);
  expect(valueOf('-nashra-hyphenate-language: "en-GB"', "hyphenateLanguage")).toBe("en-GB");
  expect(codesOf("hyphens: always")).toEqual(["style/invalid-value"]);
  expect(codesOf("-nashra-hyphenate-language: en")).toEqual(["style/invalid-value"]);
  expect(codesOf('-nashra-hyphenate-language: ""')).toEqual(["style/invalid-value"]);
});

test("both are inherited, and headings have manual unless they ask for more", () => {
  const html = "<html><body><p>نص</p><h2>عنوان</h2><h1>عنوان</h1></body></html>";
  const document = styled({ html, css: 'html { hyphens: auto; -nashra-hyphenate-language: "en" } h1 { hyphens: auto }' });
  const told = ["p", "h2", "h1"].map((tag) => byTag(document, tag).style);
  expect(told.map(({ hyphens }) => hyphens)).toEqual(["auto", "manual", "auto"]);
  expect(told.map(({ hyphenateLanguage }) => hyphenateLanguage)).toEqual(["en", "en", "en"]);
});

test("only text in Latin letters with auto asks for a language", () => {
  const html = '<html lang="ar"><body><p>نص Reuters</p><p>نص</p><p lang="fr">Le <b>Monde</b></p><h1 lang="de">Zeitung</h1><p lang="tr"></p></body></html>';
  expect(latinTextToHyphenate(styled({ html }))).toEqual([]);
  expect(latinTextToHyphenate(styled({ html, css: 'html { hyphens: auto; -nashra-hyphenate-language: "en" }' }))).toEqual([
    { language: "ar", hyphenateLanguage: "en" },
    { language: "fr", hyphenateLanguage: "en" },
  ]);
  expect(latinTextToHyphenate(styled({ html, css: 'p { hyphens: auto }' }))).toEqual([{ language: "ar" }, { language: "fr" }]);
  expect(latinTextToHyphenate(styled({ html, css: '@page { hyphens: auto; @top-center { content: "Nashra" } @top-left { content: "نشرة" } }' }))).toEqual([{ language: "ar" }]);
});
