import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/index.ts";
import { openHyphenators, profileNamed, type Line, type ProfileName, type TextSpan, type TextStyle } from "../../src/text/index.ts";
import { hyphenPlaces } from "../../src/text/hyphenation/hyphenPlaces.ts";
import { patternsOf } from "../../src/text/hyphenation/languages.ts";
import patterns from "../../src/text/hyphenation/patterns.json" with { type: "json" };
import { compose, edges, plainStyle, type Setting } from "./paragraphs.ts";

const languages = ["en", "en-GB", "fr", "de", "es", "it", "pt", "nl", "tr", "ku", "sv", "pl"];
const hyphenators = await openHyphenators(languages.map((language) => ({ language })), () => undefined);

const english: Partial<TextStyle<string>> = { language: "en", hyphens: "auto" };
/** Arabic in which Latin words are English. */
const arabic: Partial<TextStyle<string>> = { language: "ar", hyphens: "auto", hyphenateLanguage: "en" };

const paragraphOf = (spans: readonly TextSpan<string>[]): Parameters<typeof hyphenPlaces>[0] => ({
  spans, direction: "auto", align: "justify", alignLast: "start", indent: 0, wrap: true, balance: false, divisibleFrom: 0, justification: profileNamed("newspaper"),
});

/** The text with a bar at each place where a line may end with a hyphen; soft hyphens shown as `~`. */
function divided(texts: string | readonly (readonly [text: string, style: Partial<TextStyle<string>>])[], style: Partial<TextStyle<string>> = english): string {
  const spans = (typeof texts === "string" ? [[texts, style] as const] : texts).map(([text, own]) => ({ text, style: { ...plainStyle, ...own } }));
  const text = spans.map((span) => span.text).join("");
  const places = hyphenPlaces(paragraphOf(spans), text, hyphenators);
  return Array.from({ length: text.length }, (_, offset) => `${places.has(offset) ? "|" : ""}${text.charAt(offset)}`).join("").replaceAll("\u00ad", "~");
}

describe("words are divided where their language has it", () => {
  test.each([
    ["en", "international journalists condemned the", "in|ter|na|tional jour|nal|ists con|demned the"],
    ["en-GB", "photography and organisation of", "pho|to|graphy and or|gan|isa|tion of"],
    ["fr", "l’internationale des élections et", "l’in|ter|na|tio|nale des élec|tions et"],
    ["de", "Bundesregierung und Zeitung mit", "Bun|des|re|gie|rung und Zei|tung mit"],
    ["es", "gobierno y constitución de", "go|bierno y cons|ti|tu|ción de"],
    ["it", "repubblica e governo di", "re|pub|blica e go|verno di"],
    ["pt", "presidente da república em", "pre|si|dente da re|pú|blica em"],
    ["nl", "regering en ministerie van", "re|ge|ring en mi|nis|te|rie van"],
    ["tr", "Türkiye Cumhuriyeti ve", "Tür|kiye Cum|hu|ri|yeti ve"],
    ["ku", "rojnamevanî û", "roj|na|me|vanî û"],
    ["sv", "regeringen och", "re|ge|ringen och"],
    ["pl", "prezydent oraz", "pre|zy|dent oraz"],
  ])("%s", (language, text, expected) => {
    expect(divided(text, { language, hyphens: "auto" })).toBe(expected);
  });

  test("as the language of their own element is, or in Arabic as the one named for Latin words", () => {
    expect(divided("قال Federation أمس", arabic)).toBe("قال Fed|er|a|tion أمس");
    expect(divided("قال Federation أمس", { language: "ar", hyphens: "auto" })).toBe("قال Federation أمس");
    expect(divided("قال Federation أمس", { ...arabic, hyphenateLanguage: "xx" })).toBe("قال Federation أمس");
    expect(divided([["قال ", arabic], ["gouvernement", { ...arabic, language: "fr" }], [" أمس", arabic]])).toBe("قال gou|ver|ne|ment أمس");
    expect(divided("Federation of", { ...english, language: "und", hyphenateLanguage: "en" })).toBe("Federation of");
    expect(divided("Federation of", { ...english, language: "cs", hyphenateLanguage: "en" })).toBe("Federation of");
  });

  test.each([
    ["with fewer than six letters", "Paris later agrees"],
    ["in capitals", "UNESCO INTERNATIONAL FEDERATION of"],
    ["with a capital inside", "YouTube WhatsApp McDonaldson of"],
    ["with digits", "Windows11edition version2federation of"],
    ["of web addresses", "www.international.org/federation https://federation international.org of"],
    ["of e-mail addresses", "federation@international.org of"],
    ["of hashtags and names of users", "#International @federation federation_international of"],
    ["with a hyphen of their own", "Franco-American self‐determination non‑governmental of"],
    ["with combining marks", "fe\u0301de\u0301ration internationale\u0301 of"],
    ["that are the last", "the federation"],
    ["that are the last before a forced break", "the federation\nof the federation."],
  ])("but not words %s", (_, text) => {
    expect(divided(text)).toBe(text);
  });

  test("two letters stand before a hyphen and three after it, apostrophes not counted", () => {
    expect(divided("about association couldn’t of")).toBe("about as|so|ci|a|tion couldn’t of");
    expect(divided("l’élection d’opinion et", { language: "fr", hyphens: "auto" })).toBe("l’élec|tion d’opi|nion et");
  });

  test("punctuation beside a word does not matter", () => {
    expect(divided("«Federation»، (Federation) وFederation، \u2067Federation\u2069 ثم", arabic)).toBe("«Fed|er|a|tion»، (Fed|er|a|tion) وFed|er|a|tion، \u2067Fed|er|a|tion\u2069 ثم");
  });

  test("not where lines do not wrap, nor with manual and none", () => {
    const text = "the federation of";
    for (const hyphens of ["manual", "none"] as const) expect(divided(text, { language: "en", hyphens })).toBe(text);
    expect(divided(text, { language: "en" })).toBe(text);
    expect(hyphenPlaces({ ...paragraphOf([{ text, style: { ...plainStyle, ...english } }]), wrap: false }, text, hyphenators).size).toBe(0);
  });
});

describe("soft hyphens", () => {
  test("divide words of Latin, Greek and Cyrillic letters, whatever their form", () => {
    const text = "INTER\u00adNATIONAL F\u00ad16 а\u00adг Ελ\u00adλάς a\u00ad";
    for (const hyphens of ["manual", "auto"] as const) expect(divided(text, { language: "en", hyphens })).toBe("INTER~|NATIONAL F~16 а~|г Ελ~|λάς a~");
    expect(divided(text)).toBe(divided(text, { language: "en" }));
    expect(divided(text, { language: "en", hyphens: "none" })).toBe(text.replaceAll("\u00ad", "~"));
  });

  test("take the place of the language's own divisions in their word", () => {
    expect(divided("the fede\u00adration of")).toBe("the fede~|ration of");
  });

  test("do nothing in Arabic", () => {
    expect(divided("كلمة عر\u00adبية", arabic)).toBe("كلمة عر~بية");
    for (const measure of [40, 50, 60]) {
      const { lines } = compose("كتابة المس\u00adتقبل والمس\u00adتشفيات والمس\u00adتقبل", { measure });
      for (const { text } of lines) expect(text).not.toMatch(/\u00ad$/u);
      expect(hyphensOf(lines)).toEqual([]);
    }
  });

  test("are invisible where no line ends", () => {
    const widthOf = (text: string): number => compose(text, { measure: 1000 }).lines[0]!.width;
    expect(widthOf("قال inter\u00adnational of\u00adfice عر\u00adبية")).toBeCloseTo(widthOf("قال international office عربية"), 6);
  });
});

/** Of each line that ends with a hyphen: the character that the hyphen belongs to, and whether it stands last in its run. */
function hyphensOf(lines: readonly Line<string>[]): { readonly letter: string; readonly last: boolean }[] {
  return lines.flatMap(({ text, runs }) =>
    runs.flatMap(({ glyphs, face }) => {
      const hyphen = hyphenGlyph(face.family);
      return glyphs().flatMap(({ id, cluster }, index, all) => (id === hyphen && !/[-‐]/u.test(text.charAt(cluster)) ? [{ letter: text.charAt(cluster), last: index === all.length - 1 }] : []));
    }),
  );
}

function hyphenGlyph(family: string): number {
  const run = compose("\u2010", { style: { font: { ...plainStyle.font, families: [family] } }, paragraph: { direction: "ltr" } }).lines[0]?.runs[0];
  return run?.glyphs()[0]?.id ?? 0;
}

const names = "قال International Federation of Journalists إن Transparency International ومنظمة Constellation Communications أصدرتا تقريرا عن Electronic Frontier Foundation في بوسطن أمس الأحد";

describe("lines", () => {
  const inArabic: Setting = { style: arabic, hyphenators };

  test.each(["newspaper", "book", "display", "spaces-only"] as const)("fill the measure, hyphens included, and hold the paragraph's letters, with %s", (profile) => {
    let count = 0;
    for (let measure = 90; measure <= 170; measure += 5) {
      const { lines } = compose(names, { ...inArabic, measure, paragraph: { justification: profileNamed(profile) } });
      expect(lines.map(({ text }) => text).join("")).toBe(names);
      count += hyphensOf(lines).length;
      for (const line of lines.slice(0, -1)) {
        if (!line.text.trimEnd().includes(" ")) continue;
        expect(edges(line).left).toBeCloseTo(0, 6);
        expect(edges(line).right).toBeCloseTo(measure, 6);
      }
      for (const { runs } of lines) {
        for (const run of runs) expect(run.width).toBeCloseTo(run.glyphs().reduce((sum, { advance }) => sum + advance, 0), 6);
      }
    }
    expect(count).toBeGreaterThan(5);
  });

  test("that divide a word have its hyphen right of its first part, which stands at the line's left end, and belongs to the letter before", () => {
    const { lines } = compose("كان هذا رأي International Federation أمس", { ...inArabic, measure: 92 });
    const index = lines.findIndex(({ text }) => /[A-Za-z]$/u.test(text));
    const line = lines[index];
    expect(`${line?.text}|${lines[index + 1]?.text}`).toBe("كان هذا رأي Interna|tional Federation أمس");
    expect(hyphensOf(lines)).toEqual([{ letter: "a", last: true }]);
    expect(line?.runs[0]?.level).toBe(2);
    expect(line?.text.slice(line.runs[0]?.start, line.runs[0]?.end)).toBe("Interna");
  });

  test("are as wide as the same with a hyphen typed, kerning and ligatures parted", () => {
    const text = "The affiliated office differed, efficiently fulfilling traditional Venetian requirements of international federations AVERY often.";
    let count = 0;
    for (const family of ["Amiri", "Noto Naskh Arabic", "Scheherazade New"]) {
      for (let measure = 60; measure < 140; measure += 4) {
        const setting: Setting = { measure, hyphenators, style: { ...english, font: { ...plainStyle.font, families: [family] } }, paragraph: { direction: "ltr", align: "start" } };
        for (const { text: own, width } of compose(text, setting).lines) {
          if (/[\s.]$/u.test(own)) continue;
          count++;
          expect(width).toBeCloseTo(compose(`${own}\u2010`, { ...setting, measure: 1000 }).lines[0]!.width, 6);
          expect(width).toBeLessThanOrEqual(measure + 1e-6);
        }
      }
    }
    expect(count).toBeGreaterThan(20);
  });

  test("have fewer hyphens the more these cost, and fewer in a row", () => {
    const countAt = (cost: number, consecutive: number): readonly [all: number, inRow: number] => {
      let all = 0;
      let inRow = 0;
      for (let measure = 150; measure <= 300; measure += 5) {
        const { lines } = compose(`${names} و${names}`, { ...inArabic, measure, paragraph: { justification: { ...profileNamed("newspaper"), hyphenation: { cost, consecutive } } } });
        const ends = lines.map(({ text }) => /[A-Za-z]$/u.test(text));
        all += ends.filter(Boolean).length;
        inRow += ends.filter((end, index) => end && ends[index - 1] === true).length;
      }
      return [all, inRow];
    };
    const [free, freeInRow] = countAt(0, 0);
    const [parted, partedInRow] = countAt(0, 1e6);
    const [dear] = countAt(1e12, 1e12);
    expect(partedInRow).toBeLessThan(freeInRow);
    expect(parted).toBeLessThanOrEqual(free);
    expect(dear).toBeLessThan(free / 3);
  });

  test("that are ragged divide a word where they were too short otherwise, and no other", () => {
    const ragged = (text: string, measure: number): string[] => compose(text, { measure, hyphenators, style: english, paragraph: { direction: "ltr", align: "start" } }).lines.map((line) => line.text);
    expect(ragged("the international federation of all", 60)).toEqual(["the interna", "tional federa", "tion of all"]);
    expect(ragged("the internal confederation of all", 60)).toEqual(["the internal ", "confederation ", "of all"]);
  });

  test("that a word wider than the measure needs are broken at its divisions first", () => {
    const { lines, diagnostics } = compose("the internationalization of all", { measure: 40, hyphenators, style: english, paragraph: { direction: "ltr" } });
    expect(lines.map(({ text }) => text)).toEqual(["the inter", "national", "ization of ", "all"]);
    expect(diagnostics.map(({ code }) => code)).not.toContain("text/overfull");
  });

  test("that divide a word where another element begins have the hyphen of its first part", () => {
    const spans = (["قال المتحدث باسم ", "Inter\u00ad", "national وغيره في المدينة"] as const).map((text, index) => ({ text, style: { ...plainStyle, size: index === 1 ? 14 : 10 } }));
    const { lines } = compose(spans, { measure: 105 });
    const [line] = lines;
    expect(line?.text).toBe("قال المتحدث باسم Inter\u00ad");
    expect(line?.runs[0]?.size).toBe(14);
    expect(hyphensOf(lines)).toEqual([{ letter: "r", last: true }]);
    expect(edges(line!).left).toBeCloseTo(0, 6);
    expect(edges(line!).right).toBeCloseTo(105, 6);
  });

  test("of a face without U+2010 have a hyphen-minus", () => {
    const style = { ...english, font: { ...plainStyle.font, families: ["Noto Kufi Arabic"] } };
    const lastGlyph = (text: string, measure: number): number | undefined => compose(text, { measure, hyphenators, style, paragraph: { direction: "ltr" } }).lines[0]?.runs.at(-1)?.glyphs().at(-1)?.id;
    expect(lastGlyph("the international federation of all", 60)).toBe(lastGlyph("-", 60));
  });

  /** pt by which a line may stick out without a warning: no eye sees it. */
  const untold = 0.01;

  test("of any mixture at any measure hold all of it and stay within the measure", () => {
    const word = fc.constantFrom("International", "office", "Federation", "of", "inter\u00adnational", "a\u00adb", "f\u00adi", "عر\u00adبية", "قال", "المتحدث", "وConstellation،", "(efficient)", "UNESCO", "2022", "\u00ad", "\u2067afflicted\u2069", "a-b", "\n");
    const profile = fc.constantFrom<ProfileName>("newspaper", "book", "display", "spaces-only");
    fc.assert(
      fc.property(fc.array(word, { maxLength: 25 }), fc.integer({ min: 10, max: 200 }), profile, fc.constantFrom("justify", "start"), fc.constantFrom("rtl", "ltr"), (words, measure, name, align, direction) => {
        const text = words.join(" ");
        const { lines, diagnostics } = compose(text, { ...inArabic, measure, paragraph: { justification: profileNamed(name), align, direction } });
        expect(lines.map((line) => line.text).join("").replaceAll("\n", "")).toBe(text.replaceAll("\n", ""));
        const torn = diagnostics.some(({ code }) => code === "text/overfull");
        for (const line of lines) {
          if (!torn) expect(line.width).toBeLessThanOrEqual(measure + untold);
          if (!torn) expect(line.text).not.toMatch(/\p{Script=Arabic}\u00ad$/u);
          for (const run of line.runs) expect(Number.isFinite(run.x) && Number.isFinite(run.width)).toBe(true);
        }
      }),
      // A word that is 0.003 pt wider than the measure.
      { numRuns: 400, examples: [[["عر\u00adبية", "المتحدث"], 30, "display", "justify", "rtl"]] },
    );
  });
});

describe("hyphenators", () => {
  test("are opened for languages in Latin letters, by region", () => {
    expect(["en", "en-US", "en-GB", "en-AU", "de-AT", "pt-BR", "nb", "no", "kmr", "sr-Latn"].map(patternsOf)).toEqual(["en-us", "en-us", "en-gb", "en-gb", "de-1996", "pt", "nb", "nb", "kmr", "sh-latn"]);
    expect(["ar", "fa", "und", "sr", "ku-Arab", "", "no language", "qqq"].map(patternsOf)).toEqual(Array(8).fill(undefined));
  });

  test("whose patterns are under the GPL, or under no licence, are not there", () => {
    expect(["cs", "id", "lv", "ro"].map(patternsOf)).toEqual(Array(4).fill(undefined));
  });

  test("have patterns that are in the package, and whose licence the documents tell", async () => {
    const names = [...new Set(Object.values(patterns))].sort();
    const documented = /The patterns of hyphen are[^]*?The package also/u.exec(readFileSync(new URL("../../docs/dependencies.md", import.meta.url), "utf8"))?.[0] ?? "";
    expect([...documented.matchAll(/`([a-z0-9-]+)`/gu)].map(([, name]) => name).sort()).toEqual(names);
    for (const language of Object.keys(patterns)) {
      const opened = await openHyphenators([{ language: language === "sr" ? "sr-Latn" : language }], () => undefined);
      expect(opened.of(language === "sr" ? "sr-Latn" : language)?.("internacionalizacije").length, language).toBeGreaterThan(1);
    }
  });

  test("do not depend on the language of the machine, nor on case", () => {
    expect(hyphenators.of("tr")?.("İSTANBUL")).toEqual(hyphenators.of("tr")?.("istanbul"));
    expect(hyphenators.of("en")?.("FEDERATION")).toEqual(hyphenators.of("en")?.("federation"));
  });

  test("that a stylesheet names but that are not known are told of, once", async () => {
    const diagnostics: Diagnostic[] = [];
    const asked = ["ar", "fa", "ar"].map((language) => ({ language, hyphenateLanguage: "cs" }));
    await openHyphenators([...asked, { language: "cs" }, { language: "ar" }, { language: "und", hyphenateLanguage: "xx" }], (diagnostic) => diagnostics.push(diagnostic));
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([["text/hyphenation", "warning"]]);
  });
});
