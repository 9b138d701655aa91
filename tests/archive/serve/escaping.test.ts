import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { parse, type DefaultTreeAdapterMap } from "parse5";
import { describe, expect, test } from "vitest";
import { servedApplication } from "../../../src/archive/serve/application.ts";
import { openPagePictures } from "../../../src/archive/serve/pagePictures.ts";
import { digest, madeUpArchive } from "./madeUpArchive.ts";

type Node = DefaultTreeAdapterMap["node"];
type Element = DefaultTreeAdapterMap["element"];

function elementsIn(node: Node): Element[] {
  const children = "childNodes" in node ? node.childNodes.flatMap(elementsIn) : [];
  return "tagName" in node ? [node, ...children] : children;
}

function textIn(node: Node): string {
  if (node.nodeName === "#text" && "value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textIn).join("") : "";
}

const attributeOf = ({ attrs }: Element, name: string): string | undefined => attrs.find((attribute) => attribute.name === name)?.value;

/** What would show in markup that it was taken for markup. */
const hostile = fc.constantFrom(
  "<script>alert(1)</script>", "<x-foreign>", "</title><x-foreign>", "\" x-foreign=\"", "' x-foreign='", "\"><img src=x onerror=alert(1)>", "</p></main><x-foreign a=\"", "<!--", "-->", "&lt;x-foreign&gt;", "&", "{{frame}}",
  "{{{headline}}}", "javascript:alert(1)", "\u202e", "\u2067", "\u2069", "</textarea>", "<svg onload=alert(1)>", "`", "\\", "كلمة", "«خبر»", "لافروف", "news", " ",
);
const text = fc.oneof(fc.array(hostile, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(" ")), fc.string({ unit: "grapheme", minLength: 1 }), fc.string({ unit: "binary", minLength: 1 })).map((some) => some.toWellFormed());
const texts = fc.record({
  publication: text, number: text, title: text, language: fc.oneof(text, fc.constantFrom("ar", "fa", "ur", "en")), headline: text, author: text, section: text, source: text, body: text, role: text, name: text,
  fileName: text.filter((name) => name !== "." && name !== ".."),
});

const attributesKnown = new Set([
  "lang", "dir", "charset", "name", "content", "rel", "href", "type", "src", "class", "id", "role", "action", "method", "for", "value", "placeholder", "autocomplete", "enterkeyhint", "maxlength", "aria-keyshortcuts", "aria-label",
  "aria-labelledby", "aria-hidden", "aria-current", "tabindex", "srcset", "sizes", "width", "height", "alt", "loading", "start", "scope", "title", "open", "download", "viewbox", "preserveaspectratio", "x", "y",
].map((name) => name.toLowerCase()));

/** Whether a page is made of what templates write, and only of that. */
function expectOwnMarkup(html: string): Element[] {
  const elements = elementsIn(parse(html));
  expect(elements.filter(({ tagName }) => tagName === "script").map((script) => attributeOf(script, "src"))).toEqual(["/assets/page.mjs"]);
  expect(elements.filter(({ tagName }) => tagName.startsWith("x-") || tagName === "style" || tagName === "iframe")).toEqual([]);
  expect(elements.flatMap(({ attrs }) => attrs.map(({ name }) => name.toLowerCase())).filter((name) => !attributesKnown.has(name))).toEqual([]);
  const led = elements.flatMap((element) => ["href", "src", "action"].map((name) => attributeOf(element, name)).filter((address) => address !== undefined));
  expect(led.filter((address) => !/^(?:\/(?!\/)|#)/.test(address))).toEqual([]);
  return elements;
}

/** HTML has no NUL, and reads a carriage return as a line feed (HTML Living Standard, 13.2.3.5). */
const asHtmlReads = (some: string): string => some.replace(/\r\n?/gu, "\n").replaceAll("\0", "");

describe("what an archive holds and a person types", () => {
  const pictures = openPagePictures();
  const applicationFor = (archive: Parameters<typeof servedApplication>[0]): ReturnType<typeof servedApplication> =>
    servedApplication(archive, { pictures, fontFolder: undefined, loopback: false, report: ({ message }) => { throw new Error(message); } });

  test("is never markup on any page, and is read as it is", async () => {
    await fc.assert(fc.asyncProperty(texts, text, async (held, typed) => {
      const application = applicationFor(madeUpArchive(held));
      const asked = new URLSearchParams({ q: typed, from: typed, to: typed, section: typed, author: typed }).toString();
      const pages: Record<string, Element[]> = {};
      for (const path of ["/", "/months/2022-11", `/editions/${digest}`, `/editions/${digest}/pages/1?${asked}`, `/search?${asked}`]) {
        const answer = await application.request(path);
        expect(answer.status, path).toBe(200);
        pages[path.replace(/[?].*/u, "")] = expectOwnMarkup(await answer.text());
      }
      const [headline] = (pages[`/editions/${digest}`] ?? []).filter(({ tagName }) => tagName === "h3");
      expect(headline && textIn(headline)).toBe(asHtmlReads(held.headline));
      const field = pages["/search"]?.find((element) => attributeOf(element, "id") === "words");
      expect(field && attributeOf(field, "value")).toBe(asHtmlReads(typed.slice(0, 500)).replaceAll("\0", "\ufffd"));
      const download = pages[`/editions/${digest}`]?.find((element) => attributeOf(element, "download") !== undefined);
      expect(download && attributeOf(download, "href")).toMatch(/^\/files\//);
    }), { numRuns: 40 });
  });

  test("is in elements of its own, so that directional controls reach no further", async () => {
    const turned = "\u202eعنوان";
    const application = applicationFor(madeUpArchive({ publication: turned, number: "1", title: "", language: "ar", headline: turned, author: turned, section: turned, source: turned, body: turned, role: turned, name: turned, fileName: "a.txt" }));
    for (const path of ["/", `/editions/${digest}`, `/editions/${digest}/pages/1`, "/search?q=عنوان"]) {
      const body = elementsIn(parse(await (await application.request(path)).text())).find(({ tagName }) => tagName === "main");
      const isolating = new Set(["bdi", "p", "h1", "h2", "h3", "dt", "dd", "a", "mark"]);
      const holders = elementsIn(body!).filter((element) => element.childNodes.some((child) => child.nodeName === "#text" && textIn(child).includes("\u202e")));
      expect(holders.length).toBeGreaterThan(0);
      expect(holders.filter(({ tagName }) => !isolating.has(tagName)).map(({ tagName }) => tagName)).toEqual([]);
    }
  });
});

test("templates write nothing unescaped, no script and no style of their own", () => {
  const folder = fileURLToPath(new URL("../../../src/archive/serve/views", import.meta.url));
  const templates = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".hbs"));
  expect(templates.length).toBeGreaterThan(5);
  for (const name of templates) expect(readFileSync(`${folder}/${name}`, "utf8"), name).not.toMatch(/\{\{\{|\{\{&|<style|\sstyle=|\son\w+=|<script>/u);
});
