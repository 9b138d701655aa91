import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numeralSets, writeCopyNumerals } from "../../src/numerals/index.ts";

const docs = readFileSync(new URL("../../docs/css.md", import.meta.url), "utf8");

/** The table of docs/css.md. */
function documented(): (readonly [typed: string, written: string])[] {
  const [, section = ""] = docs.split("### Numerals\n");
  const rows = (section.split("\n## ")[0] ?? "").matchAll(/^\| `([^`]+)` \| (?:`([^`]+)`|the same) \| /gm);
  return [...rows].flatMap(([, typed = "", written]) => (typed.startsWith("arabic-indic") ? [] : [[typed, written ?? typed] as const]));
}

describe("copy in Arabic digits", () => {
  it.each(documented())("is written as docs/css.md says: %s", (typed, written) => {
    expect(writeCopyNumerals(typed, "arabic-indic")).toBe(written);
  });

  it("finds the document's rows", () => {
    expect(documented()).toHaveLength(8);
  });

  it.each([
    ["all three sets of digits", "في 12 و١٢ و۱۲", "في ١٢ و١٢ و١٢"],
    ["dates and times keep their signs", "في 24/11/2022 و24-11-2022 و2022-11-24 الساعة 10:30", "في ٢٤/١١/٢٠٢٢ و٢٤-١١-٢٠٢٢ و٢٠٢٢-١١-٢٤ الساعة ١٠:٣٠"],
    ["decimals that no thousands can be", "من 3.5 إلى 12.75 و0.125 و1234.567", "من ٣٫٥ إلى ١٢٫٧٥ و٠٫١٢٥ و١٢٣٤٫٥٦٧"],
    ["thousands", "نحو 1,234 و1,234,567.89 شخصا", "نحو ١٬٢٣٤ و١٬٢٣٤٬٥٦٧٫٨٩ شخصا"],
    ["the full stop and comma after a number stay", "عام 2012. و2013، و2014, ثم", "عام ٢٠١٢. و٢٠١٣، و٢٠١٤, ثم"],
    ["European separators between Arabic digits follow, too", "نحو ١,٢٣٤ و٣.٥", "نحو ١٬٢٣٤ و٣٫٥"],
    ["thousands with points and decimals with commas stay", "نحو 1.234,56 و1.234.567 و5,50", "نحو ١.٢٣٤,٥٦ و١.٢٣٤.٥٦٧ و٥,٥٠"],
    ["numbers of a list without spaces stay apart by commas", "المواد 1,2,3", "المواد ١,٢,٣"],
    ["a Persian time with a point", "ساعت 10.30 و10.5 متر", "ساعت ١٠.٣٠ و١٠٫٥ متر"],
    ["per cent signs before and after", "%5 و5 % و5%–10%", "٪٥ و٥ ٪ و٥٪–١٠٪"],
    ["a per cent sign by no number, or by one that stays", "نسبة % من iPhone 14% و%", "نسبة % من iPhone 14% و%"],
    ["currencies, scores, temperatures and telephone numbers", "سعر $85.50 و2-1 و20° وهاتف +20 2 2578-1234", "سعر $٨٥٫٥٠ و٢-١ و٢٠° وهاتف +٢٠ ٢ ٢٥٧٨-١٢٣٤"],
    ["words with Latin letters, prefixes joined to them, too", "وF-16 والـG20 وCOP27 وH2O و22H2 ومن5G", "وF-16 والـG20 وCOP27 وH2O و22H2 ومن5G"],
    ["addresses with brackets and dashes", "انظر https://example.com/a_(2022)–5?x=1 في 2022", "انظر https://example.com/a_(2022)–5?x=1 في ٢٠٢٢"],
    ["e-mail addresses and handles", "راسل info24@example.com و@user_24 و@أحمد24 في 24", "راسل info24@example.com و@user_24 و@أحمد24 في ٢٤"],
    ["a number after an Arabic hashtag, and a number with a number sign", "#كأس_2022 50 هدفا #5", "#كأس_2022 ٥٠ هدفا #٥"],
    ["numbers of a Latin phrase, one after the other", "قال ISO 9001:2015 وBoeing 737–800 وTel. +20 2 2578 وFoo (2022) 5", "قال ISO 9001:2015 وBoeing 737–800 وTel. +20 2 2578 وFoo (2022) ٥"],
    ["a Latin sentence", "قال “In 2022, 50 people 3.5% came” في 2022", "قال “In 2022, 50 people 3.5% came” في ٢٠٢٢"],
    ["a number that a bracket, guillemet or dash parts from Latin", "(AFP) 50 و«BBC» 50 وAFP - 50 وBBC… 50", "(AFP) ٥٠ و«BBC» ٥٠ وAFP - ٥٠ وBBC… ٥٠"],
    ["Arabic digits after a Latin word are put right", "هاتف iPhone ١٤ و۱۴", "هاتف iPhone ١٤ و١٤"],
    ["left-to-right isolates, embeddings and those without letters", "هاتف \u2066+20 2 2578\u2069 و\u202a5 6\u202c و\u20685 6\u2069 و5", "هاتف \u2066+20 2 2578\u2069 و\u202a5 6\u202c و\u20685 6\u2069 و٥"],
    ["right-to-left isolates, also in left-to-right ones", "\u20675\u2069 \u2068ص 5\u2069 \u2066a \u2067ص 5\u2069 6\u2069 7", "\u2067٥\u2069 \u2068ص ٥\u2069 \u2066a \u2067ص ٥\u2069 6\u2069 ٧"],
    ["an isolate that a forced break ends, open again after it", "\u20665\u2069\n\u20665\u2069 5", "\u20665\u2069\n\u20665\u2069 ٥"],
    ["numbers after a prefix with a tatweel", "قال BBC وبـ 5 والـ 6 و الـ7", "قال BBC وبـ ٥ والـ ٦ و الـ٧"],
    ["fractions and exponents of one character", "½ كوب و5 م²", "½ كوب و٥ م²"],
  ])("%s", (_, typed, written) => {
    expect(writeCopyNumerals(typed, "arabic-indic")).toBe(written);
  });
});

describe("copy in other digits", () => {
  it.each([
    ["european", "بلغ ١٬٢٣٤٫٥ و٥٠٪ و۱۲٫۵ و٢٤/١١/٢٠٢٢ و٥,٥٠", "بلغ 1,234.5 و50% و12.5 و24/11/2022 و5,50"],
    ["european", "هاتف iPhone ١٤ وF-١٦ و\u2066٢٠ ٢\u2069", "هاتف iPhone 14 وF-١٦ و\u2066٢٠ ٢\u2069"],
    ["persian", "نرخ 12.5% و١٬٢٣٤ و5G", "نرخ ۱۲٫۵٪ و۱٬۲۳۴ و5G"],
  ] as const)("%s: %s", (numerals, typed, written) => {
    expect(writeCopyNumerals(typed, numerals)).toBe(written);
  });
});

describe("any copy", () => {
  const pieces = ["ب", "م", "a", "F", " ", " ", "\u00a0", ".", ",", "٫", "٬", "،", "%", "٪", "-", "–", "(", ")", "«", "»", ":", "/", "#", "@", "1", "2", "345", "٦", "٧٨٩", "۰", "\u0651", "\n", "\u2066", "\u2067", "\u2068", "\u2069", "www.", "الساعة "];
  const copy = fc.oneof({ weight: 5, arbitrary: fc.string({ unit: fc.constantFrom(...pieces), maxLength: 40 }) }, fc.string({ unit: "binary", maxLength: 20 }));
  const numerals = fc.constantFrom(...numeralSets);
  const property = (check: (typed: string, own: (typeof numeralSets)[number]) => void) => { fc.assert(fc.property(copy, numerals, check), { numRuns: 3000 }); };
  const digits = /[0-9٠-٩۰-۹]/g;
  const value = (text: string) => (text.match(digits) ?? []).map((digit) => digit.charCodeAt(0) & 0xf).join("");

  it("keeps its length, the value of each digit, and all but digits, separators and per cent signs", () => {
    property((typed, own) => {
      const written = writeCopyNumerals(typed, own);
      expect(written).toHaveLength(typed.length);
      expect(value(written)).toBe(value(typed));
      const kinds = (text: string) => text.replace(digits, "0").replace(/[.٫]/g, ".").replace(/[,٬]/g, ",").replace(/[%٪]/g, "%");
      expect(kinds(written)).toBe(kinds(typed));
    });
  });

  it("changes nothing the second time", () => {
    property((typed, own) => {
      const once = writeCopyNumerals(typed, own);
      expect(writeCopyNumerals(once, own)).toBe(once);
    });
  });

  it("comes to the same European copy whichever digits it was in before", () => {
    property((typed, own) => {
      const european = writeCopyNumerals(typed, "european");
      expect(writeCopyNumerals(writeCopyNumerals(european, own), "european")).toBe(european);
    });
  });

  it("has no other digits where nothing is Latin", () => {
    const arabic = fc.string({ unit: fc.constantFrom(...pieces.filter((piece) => !/[a-zA-Z#@\u2066-\u2069]/.test(piece))), maxLength: 40 });
    fc.assert(
      fc.property(arabic, (typed) => {
        expect(writeCopyNumerals(typed, "persian")).not.toMatch(/[0-9٠-٩]/);
      }),
    );
  });

  it.each([
    ["digits", "1".repeat(100_000)],
    ["separators", "1.".repeat(50_000)],
    ["one Latin word", "a1".repeat(50_000)],
    ["signs", "#-".repeat(50_000) + "1"],
    ["isolates", "\u2068".repeat(50_000) + "1".repeat(50_000)],
    ["isolates side by side", "\u20681\u2069".repeat(33_000)],
  ])("of 100,000 characters is written: %s", (_, typed) => {
    expect(writeCopyNumerals(typed, "persian")).toHaveLength(typed.length);
  }, 5000);
});
