import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { buildBulletin } from "../../src/index.ts";
import { newspaper, paint, setColumns } from "./columns.ts";
import { setHyphenated } from "./hyphenatedTexts.ts";
import { compare, openInPdfJs, pdfiumReader, pdfJs, plain } from "./readers.ts";

const readers = [pdfJs, pdfiumReader];

test.each(["Amiri", "Noto Naskh Arabic", "Noto Kufi Arabic", "Scheherazade New"])("a word that is divided comes back in two parts without a hyphen, a soft hyphen as nothing, in %s", async (family) => {
  const { document, expected } = setHyphenated(family);
  const dividedLines = document.pages.flatMap(({ items }) => items.filter((item) => item.kind === "text" && /[a-z]\u00ad?$/u.test(item.text) && !item.last));
  expect(dividedLines.length).toBeGreaterThanOrEqual(4);
  const pdf = await paint(document);
  for (const reader of readers) {
    const read = await reader.read(pdf);
    expect(compare(expected, read).missing, reader.name).toEqual([]);
    expect(read).not.toMatch(/[-\u00ad\u2010\ufffe]/u);
  }
});

test("any text with soft hyphens comes back without them", async () => {
  const word = fc.constantFrom("inter\u00adnational", "قال", "عر\u00adبية", "مساء", "\u00adof", "all\u00ad", "\u00ad", "Federation", "وأضاف");
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 3, maxLength: 20 }), async (words) => {
      const { document, expected } = setColumns(["بداية", words.join(" "), "نهاية"], { ...newspaper, hyphens: "auto", columns: 3 });
      const read = await pdfJs.read(await paint(document));
      expect(read).not.toContain("\u00ad");
      const letters = (text: string): string => plain(text).replace(/[\s\u00ad]/gu, "");
      expect(letters(read)).toBe(letters(expected.join(" ")));
    }),
    { numRuns: 30, seed: 20221124 },
  );
});

test("a template asks for it, headings have none, and the outline has no soft hyphens", async () => {
  const folder = mkdtempSync(join(tmpdir(), "nashra-"));
  try {
    const words = "international federation confederation association communications";
    writeFileSync(join(folder, "template.yaml"), "title: T\ndescription: T\n");
    writeFileSync(join(folder, "copy.txt"), "عنوان\n\nمصدر\n\nنص\n");
    writeFileSync(join(folder, "page.hbs"), `<!DOCTYPE html><html lang="ar"><body><h1>${words.replace("inter", "inter\u00ad")}</h1><p>قال ${words} أمس</p><p lang="fr">gouvernements internationaux extraordinairement populaires ici</p></body></html>`);
    writeFileSync(join(folder, "style.css"), '@page { size: 50mm 150mm; margin: 5mm } html { font: 11pt Amiri; hyphens: auto; -nashra-hyphenate-language: "en" } h1 { font-size: 1em }');
    const { bulletin, diagnostics } = await buildBulletin({ sources: [join(folder, "copy.txt")], template: folder, output: { profile: "screen" } });
    expect(diagnostics).toEqual([]);
    const pdf = bulletin?.pdf ?? new Uint8Array();
    const lines = (await pdfJs.read(pdf)).split("\n").map(plain).filter((line) => line !== "");
    expect(lines).toEqual([
      ...words.split(" "),
      "قال international federa", "tion confederation associ", "ation communications", "أمس",
      "gouvernements interna", "tionaux extraordinaire", "ment populaires ici",
    ]);
    const document = await openInPdfJs(pdf);
    expect((await document.getOutline()).map(({ title }) => title)).toEqual([words]);
    await document.destroy();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
