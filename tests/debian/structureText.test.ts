import { describe, expect, test } from "vitest";
import { newspaper, paint, setColumns, type TextPart } from "../pdf/columns.ts";
import { exactTexts } from "../pdf/extractionTexts.ts";
import { hyphenatedParagraphs, setHyphenated } from "../pdf/hyphenatedTexts.ts";
import { plain } from "../pdf/readers.ts";
import { initialSettings, setInitials } from "../pdf/initials.ts";
import { output, withFile } from "./programs.ts";

/** The text of each paragraph by the structure tree: what stands in it and in the elements inside it, nothing put between. */
function paragraphsOf(pdf: Uint8Array): string[] {
  const paragraphs: string[] = [];
  let quoted: string | undefined;
  for (const line of withFile(pdf, (path) => output("pdfinfo", ["-struct-text", path])).split("\n")) {
    if (quoted === undefined && /^ *P\b/u.test(line)) paragraphs.push("");
    const begins: RegExpExecArray | null = quoted === undefined ? /^ *"(.*)$/u.exec(line) : null;
    if (begins === null && quoted === undefined) continue;
    quoted = begins === null ? `${quoted ?? ""}\n${line}` : (begins[1] ?? "");
    if (!quoted.endsWith('"')) continue;
    paragraphs.push(`${paragraphs.pop() ?? ""}${quoted.slice(0, -1)}`);
    quoted = undefined;
  }
  return paragraphs.map(plain);
}

const everyThird = (text: string): TextPart[] => {
  let words = 0;
  return (text.match(/\s+|\S+/gu) ?? []).map((part) => ({ text: part, linked: !/^\s/u.test(part) && words++ % 3 === 1 }));
};

/** poppler binds a joiner to the letter before it, which is shown after it. */
const bare = (text: string): string => plain(text).replace(/[\u200c\u200d]/gu, "");

describe("poppler gives back each paragraph of the structure, word for word, with one space between lines", () => {
  test.each(exactTexts.map(({ text, settings }) => [text.name, text.paragraphs, settings[0] ?? newspaper] as const))("%s", async (_, paragraphs, setting) => {
    for (const manner of [setting, { ...setting, parts: everyThird }]) {
      const { document } = setColumns(paragraphs, manner);
      expect(paragraphsOf(await paint(document)).map(bare)).toEqual(paragraphs.map(bare));
    }
  });

  test("with initials", async () => {
    for (const [family, of, lines] of initialSettings.slice(0, 4)) {
      const { document, expected } = setInitials(family, of, lines);
      expect(paragraphsOf(await paint(document)).map(bare)).toEqual(expected.map(bare));
    }
  });

  test("with words divided over lines, whole and without hyphens", async () => {
    expect(paragraphsOf(await paint(setHyphenated("Amiri").document))).toEqual(hyphenatedParagraphs.map((text) => plain(text).replaceAll("\u00ad", "")));
  });
});
