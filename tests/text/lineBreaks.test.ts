import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BREAK_ALLOWED, BREAK_MANDATORY, lineBreaks, NO_BREAK } from "../../src/text/lineBreaks.ts";
import { readUnicodeData } from "./unicodeData.ts";

interface BreakTest {
  readonly line: string;
  readonly text: string;
  /** UTF-16 offsets at which a line may end, the text's end included. */
  readonly breaks: readonly number[];
}

function breakTests(): BreakTest[] {
  return readUnicodeData("LineBreakTest.txt")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      let text = "";
      const breaks: number[] = [];
      for (const field of line.replace(/#.*/, "").trim().split(/\s+/)) {
        if (field === "÷") breaks.push(text.length);
        else if (field !== "×") text += String.fromCodePoint(Number.parseInt(field, 16));
      }
      return { line, text, breaks };
    });
}

function offsetsOf(breaks: Uint8Array): number[] {
  return [...breaks].flatMap((kind, offset) => (kind === NO_BREAK ? [] : [offset]));
}

describe("Unicode's conformance test", () => {
  it("breaks every line of LineBreakTest.txt where it says", () => {
    const tests = breakTests();
    const failures = tests.filter(({ text, breaks }) => offsetsOf(lineBreaks(text, false)).join() !== breaks.join());
    console.log(`LineBreakTest: ${tests.length - failures.length} of ${tests.length}`);
    expect(failures.map(({ line }) => line)).toEqual([]);
    expect(tests.length).toBe(7654);
  });

  it("is departed from only where the tailoring says", () => {
    const quotes = "[\"'«»‘’“”][\\p{M}\\u200d]*";
    const lineStart = "(?:^|[\\n\\r\\v\\f\\u0085\\u2028\\u00a0\\u200b\\ufffc ])";
    // What stands about a break that is not there (| is the place), and about one that is there on top.
    const fewer = [
      new RegExp(`${quotes} +\\|`, "u"),
      / \|[’”›»]/u,
      /(?:\p{Nd}|[%$€№])[\p{M}\u200d]* +\|/u,
      new RegExp(`${lineStart}[-\\u2010][\\p{M}\\u200d]*\\|`, "u"),
    ];
    const more = [new RegExp(`${quotes} +\\|[\\p{Ps}¡¿]`, "u")];
    const counts = { fewer: 0, more: 0 };
    for (const { text, breaks } of breakTests()) {
      const tailored = offsetsOf(lineBreaks(text));
      const unexplained = (offsets: number[], reasons: RegExp[]) =>
        offsets.map((offset) => `${text.slice(0, offset)}|${text.slice(offset)}`).filter((place) => !reasons.some((reason) => reason.test(place)));
      const missing = breaks.filter((offset) => !tailored.includes(offset));
      const added = tailored.filter((offset) => !breaks.includes(offset));
      expect(unexplained(missing, fewer)).toEqual([]);
      expect(unexplained(added, more)).toEqual([]);
      counts.fewer += missing.length;
      counts.more += added.length;
    }
    expect(counts).toEqual({ fewer: 22, more: 6 });
  });
});

/** A text with | where a line may end and ¶ where it must, the end of the text left out. */
function shown(text: string): string {
  const breaks = lineBreaks(text);
  return Array.from({ length: text.length }, (_, i) => (breaks[i] === BREAK_ALLOWED ? "|" : breaks[i] === BREAK_MANDATORY ? "¶" : "") + text[i]!).join("");
}

describe("Arabic copy breaks", () => {
  it.each([
    ["at spaces, never before closing punctuation, be there a space before it", "نفى وزير ، ثم قال ؛ ما هذا ؟ لا ! نعم .", "نفى |وزير ، |ثم |قال ؛ |ما |هذا ؟ |لا ! |نعم ."],
    ["never inside quotation marks and brackets", "قال « نعم » ثم «لا» (ص 5) ( ص ) ﴿بسم الله﴾", "قال |« نعم » |ثم |«لا» |(ص 5) |( ص ) |﴿بسم |الله﴾"],
    ["outside quotation marks that are turned the other way", "قال »نعم« ثم", "قال |»نعم« |ثم"],
    ["between a closing quotation mark and a bracket", "قال \"نعم\" (ص 5) و“لا” [كذا]", "قال |\"نعم\" |(ص 5) |و“لا” |[كذا]"],
    ["nowhere in a number", "1,234.56 و١٬٢٣٤٫٥٦ و15/3/2022 و10:30 و24-11", "1,234.56 |و١٬٢٣٤٫٥٦ |و15/3/2022 |و10:30 |و24-11"],
    ["never between a number and its sign or currency", "50% و٥٠ ٪ و$100 و $ 100 و100 € و-5 و20 °م", "50% |و٥٠ ٪ |و$100 |و $ 100 |و100 € |و-5 |و20 °م"],
    ["between numbers and words, and between a number and the next one's currency", "15 مايو 1992 و5 $7 و5 $(7)", "15 |مايو |1992 |و5 |$7 |و5 |$(7)"],
    ["after a hyphen in a compound, not after one that begins a word", "كوفيد-فلو كلمة -معترضة- كلمة", "كوفيد-|فلو |كلمة |-معترضة- |كلمة"],
    ["before and after a dash", "كلمة — كلمة—كلمة", "كلمة |— |كلمة|—|كلمة"],
    ["after an ellipsis only", "كلمة… ثم ... ثم", "كلمة… |ثم ... |ثم"],
    ["nowhere in a range with an en dash", "من 250–1500 كلم و١٠–١٥ يوما", "من |250–1500 كلم |و١٠–١٥ |يوما"],
    ["nowhere in a range, score or date with spaces", "2 - 1 و10 – 15 و5%–10% و$5–$10 و18°–27° و٢٤ / ١١ / ٢٠٢٢ و5 × 3", "2 - 1 |و10 – 15 |و5%–10% |و$5–$10 |و18°–27° |و٢٤ / ١١ / ٢٠٢٢ |و5 × 3"],
    ["at a dash that parts no numbers, and before a minus", "5 -10 و5 - قال – 10", "5 |-10 |و5 |- |قال |– |10"],
    ["nowhere in a telephone number", "هاتف +20 2 2578-1234 أو 0100 123 4567 أو (02) 2578 1234 أو ٠١٠٠ ١٢٣ ٤٥٦٧", "هاتف |+20 2 2578-1234 |أو |0100 123 4567 |أو |(02) 2578 1234 |أو |٠١٠٠ ١٢٣ ٤٥٦٧"],
    ["nowhere in thousands that spaces set apart, but between a year and a number", "1 234 567 نسمة، وفي 2022 150 نسمة", "1 234 567 |نسمة، |وفي |2022 |150 |نسمة"],
    ["never between a number and its unit, currency or era", "150 ر.س و١٥٠ ج.م. و100 USD و15 كم/س و70 km/h و20 م² و20 °C و١٤٤٤ هـ و٢٠٠ ق.م", "150 ر.س |و١٥٠ ج.م. |و100 USD |و15 كم/س |و70 km/h |و20 م² |و20 °C |و١٤٤٤ هـ |و٢٠٠ ق.م"],
    ["never between a number and the half of the day, but between it and a word", "10 ص و5 م، 5 و 6 و10 صباحا و5 ملايين و5 من و19 F-16", "10 ص |و5 م، |5 |و 6 |و10 |صباحا |و5 |ملايين |و5 |من |و19 |F-16"],
    ["never between an abbreviation or currency and its number", "ص ١٢–١٥ وص. 12 وج ٢ وUSD 100 وUS$ 5 ور.س 150 أو 5 لا 5", "ص ١٢–١٥ |وص. 12 |وج ٢ |وUSD 100 |وUS$ 5 |ور.س 150 |أو |5 |لا |5"],
    ["never after a prefix that is written on", "الـ BBC بـ 5 وبالـ «نعم» و 6 و ٧ و BBC و (أ) و كلمة ال-BBC وال-F", "الـ BBC |بـ 5 |وبالـ «نعم» |و 6 |و ٧ |و BBC |و (أ) |و |كلمة |ال-BBC |وال-F"],
    ["never at the slash of a unit, a short pair or a file number, nor at a number's letter", "كم/س km/h و/أو (ب/2) 15/ق/2022 المادة 5-أ سياسي/ثقافي/", "كم/س |km/h |و/أو |(ب/2) |15/ق/2022 |المادة |5-أ |سياسي/|ثقافي/"],
    ["never before the number of a verse", "قل هو الله أحد ﴿١﴾ الله الصمد", "قل |هو |الله |أحد ﴿١﴾ |الله |الصمد"],
    ["at the slashes and the question mark of an address", "https://www.example.com/news/2022/11/a-b?id=5&x=1#top", "https://www.example.com/|news/|2022/11/|a-|b?|id=5&x=1#top"],
    ["nowhere in an e-mail address", "info@example.com press-office@my-paper.example @user-name #وسم_طويل", "info@example.com |press-office@my-paper.example |@user-name |#وسم_طويل"],
    ["at a zero-width space, not at joiners, no-break spaces or tatweels", "ا\u200bب می\u200cخواهم ه\u200d. 5\u00a0كم كـتـاب", "ا\u200b|ب |می\u200cخواهم |ه\u200d. |5\u00a0كم |كـتـاب"],
    ["never before a mark", "مُحَمَّدٌ \u064b", "مُحَمَّدٌ |\u064b"],
    ["of Urdu after its full stop", "یہ اردو ہے۔ جملہ", "یہ |اردو |ہے۔ |جملہ"],
    ["at forced breaks", "سطر\nسطر\r\n\nسطر\u2028سطر", "سطر\n¶سطر\r\n¶\n¶سطر\u2028¶سطر"],
    ["not within flags and emoji with their modifiers", "🇪🇬🇸🇦 👍🏽👨\u200d👩", "🇪🇬|🇸🇦 |👍🏽|👨\u200d👩"],
  ])("%s", (_, text, expected) => {
    expect(shown(text)).toBe(expected);
  });
});

describe("the breaks of any text", () => {
  const pieces = ["ب", "كلمة", " ", "  ", "1", "٢", ".", "،", "؛", "؟", "!", ")", "»", "]", "(", "«", "-", "/", "%", "$", "a", "\u0651", "\u200d", "\n", "\u{1f1ea}", "\u200b", "\u00a0", "ש", "\ud800"];
  const text = fc.string({ unit: fc.constantFrom(...pieces), maxLength: 40 });

  it("end it, never start it, and part no surrogate pair and no mark from its base", () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: "binary" })), (any) => {
        const breaks = lineBreaks(any);
        expect(breaks).toHaveLength(any.length + 1);
        expect(breaks[any.length]).toBe(any === "" ? NO_BREAK : BREAK_MANDATORY);
        if (any !== "") expect(breaks[0]).toBe(NO_BREAK);
        for (let i = 1; i < any.length; i++) {
          if (any.codePointAt(i - 1)! > 0xffff) expect(breaks[i]).toBe(NO_BREAK);
          if (/^[\u064b-\u0655]/.test(any.slice(i)) && /[^\s\u200b]$/.test(any.slice(0, i))) expect(breaks[i]).toBe(NO_BREAK);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("never part closing punctuation from what stands before it, spaces or none, but at a zero-width space", () => {
    fc.assert(
      fc.property(text, fc.constantFrom("", " ", "  "), fc.constantFrom("،", "؛", "؟", "!", ".", ")", "]", "»", "۔", "…", "٪"), (start, spaces, mark) => {
        fc.pre(!/(?:^|[\n\u200b]) *$/.test(start + spaces));
        const isBound = !["…", "٪"].includes(mark) || (spaces === "" && /[\p{L}\p{N}]$/u.test(start));
        fc.pre(isBound && !(spaces === "" && start.endsWith(" ") && ["…", "٪"].includes(mark)));
        expect(lineBreaks(start + spaces + mark)[start.length + spaces.length]).toBe(NO_BREAK);
      }),
      { numRuns: 1000 },
    );
  });

  it("never part a number from the sign that touches it", () => {
    const figures = fc.string({ unit: fc.constantFrom(...Array.from("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳")), minLength: 1, maxLength: 5 });
    const amount = fc.tuple(fc.constantFrom("", "-", "+", "$", "€", "(", "$("), figures, fc.constantFrom(".", ",", "٫", "٬", "/", ":"), figures, fc.constantFrom("", "%", "٪", "€", "$", "°", ")", ")%"));
    fc.assert(
      fc.property(amount, (parts) => {
        const whole = parts.join("");
        expect(offsetsOf(lineBreaks(whole))).toEqual([whole.length]);
      }),
    );
  });

  it("are every space's, in words of letters", () => {
    const word = fc.string({ unit: fc.constantFrom(...Array.from("ابتثجحخدـًُّ")), minLength: 1, maxLength: 8 }).map((letters) => `م${letters}`);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        const joined = words.join(" ");
        const ends = words.map((_, i) => words.slice(0, i + 1).join(" ").length + (i + 1 < words.length ? 1 : 0));
        expect(offsetsOf(lineBreaks(joined))).toEqual(ends);
      }),
    );
  });

  it("before a forced break do not hang on what comes after it", () => {
    fc.assert(
      fc.property(text, text, (first, second) => {
        const line = `${first}\n`;
        expect([...lineBreaks(line + second)].slice(0, line.length)).toEqual([...lineBreaks(line)].slice(0, line.length));
        expect([...lineBreaks(line + second)].slice(line.length + 1)).toEqual([...lineBreaks(second)].slice(1));
      }),
    );
  });
});

describe("a paragraph of 100,000 letters", () => {
  const long = 100_000;
  it.each([
    ["one word", "ب".repeat(long)],
    ["marks", "ب" + "\u0651".repeat(long)],
    ["signs and marks", "$\u0651\u0651(\u0651\u0651".repeat(long / 6)],
    ["quotation marks and marks", " »\u0651\u0651".repeat(long / 4)],
    ["spaces", " ".repeat(long)],
    ["digits", "1,".repeat(long / 2)],
    ["numbers", "100 ".repeat(long / 4)],
    ["ranges", "1 - ".repeat(long / 4)],
    ["telephone numbers", "+1-0".repeat(long / 4)],
    ["slashes", "ب/".repeat(long / 2)],
    ["addresses", "a@".repeat(long / 2)],
    ["one address", "@".repeat(long / 2) + "a".repeat(long / 2)],
  ])("is read: %s", (_, any) => {
    expect(lineBreaks(any)).toHaveLength(any.length + 1);
  }, 5000);
});
