import createBidi from "bidi-js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineLevels, mirrored, resolveLevels, visualOrder } from "../../src/text/bidi.ts";
import { bidiClass, classify } from "../../src/text/bidiCharacters.ts";
import { B, L, LRE } from "../../src/text/bidiClasses.ts";
import { resolveExplicit } from "../../src/text/bidiExplicit.ts";
import { readBidiTest, testClasses } from "./bidiTestFile.ts";
import { readUnicodeData } from "./unicodeData.ts";

/** A character of each class of BidiTest.txt, none of them a bracket. */
const exampleOfClass: Readonly<Record<string, string>> = {
  L: "a", R: "\u05d0", AL: "\u0627", EN: "1", ES: "-", ET: "%", AN: "\u0661", CS: ",", NSM: "\u0300", BN: "\u00ad", B: "\u2029",
  S: "\t", WS: " ", ON: "!", LRE: "\u202a", LRO: "\u202d", RLE: "\u202b", RLO: "\u202e", PDF: "\u202c", LRI: "\u2066", RLI: "\u2067",
  FSI: "\u2068", PDI: "\u2069",
};
const examples = testClasses.map((name) => exampleOfClass[name]!);

/** The place of what rule X9 removes in the levels of the test files. */
const removed = -1;

/** A list of the test files: numbers apart by spaces, `x` for what is removed. */
function numbers(list: string): number[] {
  return list === "" ? [] : list.split(" ").map((field) => (field === "x" ? removed : Number(field)));
}

/**
 * Resolves a text as one line and compares it with what a test file says.
 *
 * @param expectedLevels One level for each UTF-16 unit.
 * @returns What differs, as text, or `undefined`.
 */
function difference(text: string, direction: "rtl" | "ltr" | "auto", expectedLevels: readonly number[], expectedOrder: readonly number[]): string | undefined {
  const { levels, paragraphLevel } = resolveLevels(text, direction);
  const line = lineLevels(levels, paragraphLevel, text, 0, text.length);
  const shown: number[] = [];
  const places: number[] = [];
  let same = line.length === expectedLevels.length;
  let place = 0;
  for (let offset = 0; offset < text.length; place++) {
    const expected = expectedLevels[offset];
    if (expected !== removed) {
      if (line[offset] !== expected) same = false;
      shown.push(line[offset]!);
      places.push(place);
    }
    offset += text.codePointAt(offset)! > 0xffff ? 2 : 1;
  }
  const order = visualOrder(shown).map((i) => places[i]!);
  if (same && order.length === expectedOrder.length && order.every((own, i) => own === expectedOrder[i])) return undefined;
  return `${JSON.stringify(text)} ${direction}: ${line.join(" ")} / ${order.join(" ")}, not ${expectedLevels.join(" ")} / ${expectedOrder.join(" ")}`;
}

describe("Unicode's conformance tests", () => {
  it("gives the levels and the order of every case of BidiTest.txt", () => {
    const directions = ["auto", "ltr", "rtl"] as const;
    const failures: string[] = [];
    let cases = 0;
    for (const group of readBidiTest(readUnicodeData("BidiTest.txt"))) {
      const levels = numbers(group.levels);
      const order = numbers(group.order);
      for (const sequence of group.sequences) {
        let text = "";
        for (let i = 0; i < sequence.length; i++) text += examples[sequence.charCodeAt(i) - 65]!;
        for (const [bit, direction] of directions.entries()) {
          if (!(group.directions & (1 << bit))) continue;
          cases++;
          const found = difference(text, direction, levels, order);
          if (found !== undefined) failures.push(found);
        }
      }
    }
    console.log(`BidiTest: ${cases - failures.length} of ${cases}`);
    expect(failures.slice(0, 20)).toEqual([]);
    expect(cases).toBe(770241);
  });

  it("gives the levels and the order of every case of BidiCharacterTest.txt", () => {
    const directions = ["ltr", "rtl", "auto"] as const;
    const failures: string[] = [];
    let cases = 0;
    for (const line of readUnicodeData("BidiCharacterTest.txt").split("\n")) {
      if (line === "" || line.startsWith("#")) continue;
      const [codes = "", direction = "", level = "", levels = "", order = ""] = line.split(";");
      const characters = codes.split(" ").map((code) => String.fromCodePoint(Number.parseInt(code, 16)));
      const text = characters.join("");
      const unitLevels = numbers(levels).flatMap((own, place) => Array<number>(characters[place]!.length).fill(own));
      cases++;
      const found = difference(text, directions[Number(direction)]!, unitLevels, numbers(order));
      if (found !== undefined) failures.push(found);
      else if (resolveLevels(text, directions[Number(direction)]!).paragraphLevel !== Number(level)) failures.push(`paragraph level: ${line}`);
    }
    console.log(`BidiCharacterTest: ${cases - failures.length} of ${cases}`);
    expect(failures.slice(0, 20)).toEqual([]);
    expect(cases).toBe(91707);
  });
});

const directions = ["rtl", "ltr"] as const;
const direction = fc.constantFrom(...directions);
const letters = ["ب", "ا", "א"];
const neutrals = [" ", "،", ".", "(", ")", "[", "]", "«", "»", "-", "%", ":", "\u0651", "\u200c", "\t", "\u{1f600}", "\u{1e8d0}"];
const numbersAndLatin = ["1", "2", "٣", "a", "Z", "\u{1d7d8}"];
const formatting = Array.from("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069");
const textOf = (...characters: string[]) => fc.string({ unit: fc.constantFrom(...characters), maxLength: 60 });
const anyText = textOf(...letters, ...neutrals, ...numbersAndLatin, ...formatting);
const anyPiece = fc.string({ unit: "binary", maxLength: 30 }).map((text) => Array.from(text).filter((character) => bidiClass(character.codePointAt(0)!) !== B).join(""));

/** By the rules in full, whatever the text holds. */
function fullLevels(text: string, paragraphLevel: number): number[] {
  const classes = new Uint8Array(text.length);
  const levels = new Uint8Array(text.length);
  classify(text, classes);
  resolveExplicit(text, classes, levels, paragraphLevel);
  return [...levels];
}

function levelsOf(text: string, direction: "rtl" | "ltr" | "auto"): number[] {
  return [...resolveLevels(text, direction).levels];
}

describe("the shortcuts", () => {
  it.each([
    ["of one direction", textOf(...letters, ...neutrals), textOf("a", "é", "1", ...neutrals)],
    ["without formatting characters", textOf(...letters, ...neutrals, ...numbersAndLatin), textOf(...letters, ...neutrals, ...numbersAndLatin)],
    ["of any kind", anyPiece, anyPiece],
  ])("give what the full rules give: text %s", (_, rightToLeft, leftToRight) => {
    fc.assert(fc.property(rightToLeft, (text) => { expect(levelsOf(text, "rtl")).toEqual(fullLevels(text, 1)); }), { numRuns: 1000 });
    fc.assert(fc.property(leftToRight, (text) => { expect(levelsOf(text, "ltr")).toEqual(fullLevels(text, 0)); }), { numRuns: 1000 });
  });

  it("give Arabic with digits, Latin and brackets as the full rules give it, at newspaper length", () => {
    const words = fc.constantFrom("قال", "الوزير", "(BBC)", "«روسيا 24»", "50%", "١٬٢٣٤", "15/3/2022", "می‌خواهم", "،", "24-1", "[ص 5]", "\u2067a1\u2069");
    const paragraph = fc.array(words, { minLength: 20, maxLength: 80 }).map((list) => list.join(" "));
    fc.assert(fc.property(paragraph, (text) => { expect(levelsOf(text, "rtl")).toEqual(fullLevels(text, 1)); }), { numRuns: 200 });
  });
});

describe("another implementation", () => {
  it("agrees about every character but white space and what is removed", () => {
    const other = createBidi();
    // bidi-js has applied L1 already, and resolves half of a surrogate pair by itself.
    const compared = (text: string) => Array.from({ length: text.length }, (_, i) => !/[\s\u200c\u202a-\u202e\u2066-\u2069]/.test(text[i]!));
    const pairless = anyText.map((text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, ""));
    fc.assert(
      fc.property(pairless, fc.constantFrom("rtl", "ltr", "auto"), (text, wanted) => {
        fc.pre(text !== "");
        const own = resolveLevels(text, wanted);
        const { levels, paragraphs } = other.getEmbeddingLevels(text, wanted === "auto" ? undefined : wanted);
        const shown = compared(text);
        expect(own.paragraphLevel).toBe(paragraphs[0]?.level);
        expect([...own.levels].filter((_, i) => shown[i])).toEqual([...levels].filter((_, i) => shown[i]));
      }),
      { numRuns: 3000 },
    );
  });
});

describe("a paragraph", () => {
  it("takes its direction from the first strong character outside isolates", () => {
    const level = (text: string) => resolveLevels(text, "auto").paragraphLevel;
    expect(level("12 (قال) abc")).toBe(1);
    expect(level("abc قال")).toBe(0);
    expect(level("\u2066abc\u2069 قال")).toBe(1);
    expect(level("\u2066abc قال")).toBe(0);
    expect(level("😀 قال")).toBe(1);
    expect(level("\u{1ee00}")).toBe(1);
    expect(level("… 12")).toBe(0);
    expect(level("12\nقال")).toBe(1);
    expect(level("")).toBe(0);
  });

  it("gives both halves of a surrogate pair one level, and takes halves that stand alone", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), direction, (text, wanted) => {
        const levels = levelsOf(text, wanted);
        for (let i = 0; i < text.length; i++) if (text.codePointAt(i)! > 0xffff) expect(levels[i + 1]).toBe(levels[i]);
      }),
    );
    expect(levelsOf("ب\ud800ب\udc00", "rtl")).toEqual([1, 2, 1, 2]);
  });

  it("resolves what stands between forced breaks by itself, in one direction", () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 4 }), direction, (parts, wanted) => {
        const paragraphLevel = wanted === "rtl" ? 1 : 0;
        const apart = parts.flatMap((part, i) => [...(i > 0 ? [paragraphLevel] : []), ...levelsOf(part, wanted)]);
        expect(levelsOf(parts.join("\n"), wanted)).toEqual(apart);
      }),
    );
  });

  it("gives what is removed the level of what stands before it", () => {
    expect(levelsOf("می\u200cخواهم 12\u200c", "rtl")).toEqual([...Array<number>(9).fill(1), 2, 2, 2]);
    fc.assert(
      fc.property(anyText, direction, (text, wanted) => {
        const levels = levelsOf(text, wanted);
        for (let i = 0; i < text.length; i++) {
          const before = i === 0 ? (wanted === "rtl" ? 1 : 0) : levels[i - 1];
          if (/[\u200c\u202a-\u202e]/.test(text[i]!)) expect(levels[i]).toBe(before);
        }
      }),
    );
  });
});

describe("a line", () => {
  /** The characters of a line as they stand on paper, from left to right. */
  function onPaper(text: string, wanted: "rtl" | "ltr"): string {
    const { levels, paragraphLevel } = resolveLevels(text, wanted);
    const line = lineLevels(levels, paragraphLevel, text, 0, text.length);
    return visualOrder(line)
      .map((i) => (line[i]! & 1 ? String.fromCodePoint(mirrored(text.codePointAt(i)!)) : text[i]!))
      .join("");
  }

  // Latin capitals stand for Arabic letters, so that a person can read what is expected.
  const arabic = (text: string) => text.replace(/[A-Z]/g, (capital) => String.fromCodePoint(0x627 + capital.charCodeAt(0) - 65));
  it.each([
    ["numbers stay left-to-right", "QAL 1992 SNH", "HNS 1992 LAQ"],
    ["brackets are mirrored and stay about their words", "QAL (bbc) ANH", "HNA (bbc) LAQ"],
    ["brackets about two directions", "QAL (bbc ARBY) ANH", "HNA (YBRA bbc) LAQ"],
    ["guillemets are mirrored", "QAL «NM»", "«MN» LAQ"],
    ["a date with slashes stays left-to-right", "FY 15/3/2022", "15/3/2022 YF"],
    ["a time stays left-to-right", "ALSAAH 10:30", "10:30 HAASLA"],
    ["a range with a hyphen is turned", "ALSFHAT 24-30", "30-24 TAHFSLA"],
    ["a range with a hyphen after Latin is not", "ALSFHAT pp 24-30", "pp 24-30 TAHFSLA"],
    ["a percent sign stands at the left of its number", "NSBH 50% MN", "NM %50 HBSN"],
    ["a sign before a number stands at its right", "DRJH -5 FQT", "TQF 5- HJRD"],
    ["a full stop ends the line at its left", "QAL bbc.", ".bbc LAQ"],
    ["two Latin words keep their order", "QAL bbc news ALYWM", "MWYLA bbc news LAQ"],
    ["white space at the end stands at the left", "QAL bbc  ", "  bbc LAQ"],
  ])("%s", (_, logical, visual) => {
    expect(onPaper(arabic(logical), "rtl")).toBe(arabic(visual));
  });

  it("lets separators and the white space before them fall back, and nothing else", () => {
    fc.assert(
      fc.property(anyText, direction, fc.nat(60), fc.nat(60), (text, wanted, from, to) => {
        const [start = 0, end = 0] = [Math.min(from, text.length), Math.min(to, text.length)].sort((a, b) => a - b);
        fc.pre([start, end].every((offset) => !(text.codePointAt(offset - 1)! > 0xffff)));
        const { levels, paragraphLevel } = resolveLevels(text, wanted);
        const untouched = levels.slice();
        const line = [...lineLevels(levels, paragraphLevel, text, start, end)];
        const blank = "[ \\u200c\\u202a-\\u202e\\u2066-\\u2069]";
        const expected = [...levels.slice(start, end)];
        for (const match of text.slice(start, end).matchAll(new RegExp(`${blank}*(?:\\t|$)`, "g"))) {
          expected.fill(paragraphLevel, match.index, match.index + match[0].length);
        }
        expect(line).toEqual(expected);
        expect(levels).toEqual(untouched);
      }),
    );
  });

  it("counts what is removed as white space, beyond the basic plane, too", () => {
    const text = "ab\u{e0001}";
    const { levels, paragraphLevel } = resolveLevels(text, "rtl");
    expect([...levels]).toEqual([2, 2, 2, 2]);
    expect([...lineLevels(levels, paragraphLevel, text, 0, text.length)]).toEqual([2, 2, 1, 1]);
  });

  it("is ordered as by turning round, level by level, every stretch of that level or deeper", () => {
    const naive = (levels: number[]): number[] => {
      let order = levels.map((_, i) => i);
      for (let level = Math.max(0, ...levels); level >= 1; level--) {
        const turned: number[] = [];
        for (let i = 0; i < order.length; ) {
          let end = i;
          while (end < order.length && levels[order[end]!]! >= level) end++;
          turned.push(...order.slice(i, end).reverse());
          if (end === i) turned.push(order[end++]!);
          i = end;
        }
        order = turned;
      }
      return order;
    };
    fc.assert(fc.property(fc.array(fc.nat(6)), (levels) => { expect(visualOrder(levels)).toEqual(naive(levels)); }));
    expect(visualOrder([])).toEqual([]);
  });
});

describe("mirroring", () => {
  it("pairs characters both ways, and only such as Unicode mirrors", () => {
    let pairs = 0;
    for (let codePoint = 0; codePoint <= 0xffff; codePoint++) {
      const image = mirrored(codePoint);
      if (image === codePoint) continue;
      pairs++;
      expect(mirrored(image)).toBe(codePoint);
      expect(String.fromCodePoint(codePoint)).toMatch(/\p{Bidi_Mirrored}/u);
    }
    expect(pairs).toBe(428);
    expect(Array.from("()«»<≤‹﴿", (character) => String.fromCodePoint(mirrored(character.codePointAt(0)!))).join("")).toBe(")(»«>≥›﴿");
    expect(mirrored(0x1f600)).toBe(0x1f600);
  });
});

describe("a paragraph of 100,000 letters", () => {
  const long = 100_000;
  it.each([
    ["one word", "ب".repeat(long)],
    ["words and numbers", "كلمة 12 (abc) ".repeat(long / 14)],
    ["brackets that open", "(".repeat(long / 2) + ")".repeat(long / 2)],
    ["brackets that close nothing", "([".repeat(30) + "a}".repeat(long / 2)],
    ["neutrals before brackets", ".".repeat(long / 2) + "(a)".repeat(long / 6)],
    ["isolates in isolates", "\u2067".repeat(long / 2) + "ب" + "\u2069".repeat(long / 2)],
    ["isolates that ask for their direction", "\u2068 ".repeat(long / 2)],
    ["isolates side by side", "\u2068a\u2069ب".repeat(long / 4)],
    ["embeddings", "\u202bب\u202aa".repeat(long / 4)],
    ["forced breaks", "ب1\n".repeat(long / 3)],
    ["marks", "ب" + "\u0651".repeat(long)],
  ])("is resolved: %s", (_, text) => {
    const { levels, paragraphLevel } = resolveLevels(text, "rtl");
    const line = lineLevels(levels, paragraphLevel, text, 0, text.length);
    expect(visualOrder(line)).toHaveLength(text.length);
  }, 5000);

  it("keeps the deepest level that the standard allows", () => {
    const { levels } = resolveLevels("\u202b\u202a".repeat(100) + "a", "ltr");
    expect(levels.at(-1)).toBe(126);
    expect(Math.max(...resolveLevels("\u202b".repeat(200) + "a", "ltr").levels)).toBe(126);
    expect(bidiClass(0x202a)).toBe(LRE);
    expect(bidiClass(0xd800)).toBe(L);
  });
});
