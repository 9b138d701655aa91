import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KNOCKOUT, opacityName, openContentStream, OVERPRINT, type ContentStream } from "../../src/pdf/contentStream.ts";
import { decimal } from "../../src/pdf/decimal.ts";
import { REGISTRATION } from "../../src/pdf/inks.ts";
import type { Color } from "../../src/style/index.ts";
import { contentColours } from "./outputs.ts";
import { readContent } from "./pdfObjects.ts";

const black: Color = { space: "cmyk", c: 0, m: 0, y: 0, k: 1, alpha: 1 };
const red: Color = { space: "rgb", r: 1, g: 0.2, b: 0.25, alpha: 1 };
const veil: Color = { ...black, alpha: 0.25 };

/** What a stream holds after the given calls, one operation a line. */
function written(write: (content: ContentStream) => void, blackOverprints = false): string[] {
  const content = openContentStream(contentColours(blackOverprints));
  write(content);
  return readContent(content.bytes()).map(({ operator, operands }) => [...operands.map((operand) => (Array.isArray(operand) ? `[${operand.join(" ")}]` : String(operand))), operator].join(" "));
}

describe("numbers", () => {
  test("have three decimals at most, are as near as that allows and never have an exponent", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (value) => {
        const text = decimal(value);
        expect(text).toMatch(/^(0|-?(0\.(?!0+$)|[1-9]\d*\.?)\d{0,3})$/);
        expect(text).not.toMatch(/\.$|\.\d*0$/);
        expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(0.0005 + 1e-9);
      }),
    );
  });

  test.each([[0, "0"], [-0, "0"], [0.0004, "0"], [-0.0004, "0"], [0.0005, "0.001"], [1e-9, "0"], [12, "12"], [-1.5, "-1.5"], [841.8898, "841.89"], [0.1 + 0.2, "0.3"]])(
    "%d is %s", (value, text) => { expect(decimal(value)).toBe(text); },
  );

  test("are the same written digit by digit as by the language", () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        const content = openContentStream(contentColours());
        for (const value of values) {
          content.writeInteger(value);
          content.write(" ");
        }
        expect(Buffer.from(content.bytes()).toString("latin1").trim()).toBe(values.join(" "));
      }),
    );
  });

  test("in hundredths lose nothing", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e7, max: 1e7 }), (value) => {
        const content = openContentStream(contentColours());
        content.writeHundredths(value);
        const text = Buffer.from(content.bytes()).toString("latin1");
        expect(text).toMatch(/^-?\d+(\.\d?[1-9])?$/);
        expect(Math.round(Number(text) * 100)).toBe(value);
      }),
    );
  });
});

test("codes have two bytes each, from the first to the last, those among them that strings escape", () => {
  const escaped = Array.from(Buffer.from("\r\n()\\<>%", "latin1"), (byte) => [byte, byte * 0x101, byte * 0x100 + 0x41]);
  for (const code of [0, 1, 0xff, 0x100, 0xabcd, 0xffff, ...escaped.flat()]) {
    const content = openContentStream(contentColours());
    content.write("<");
    content.writeCode(code);
    content.write(">");
    expect(Buffer.from(content.bytes()).toString("latin1")).toBe(`<${code.toString(16).padStart(4, "0")}>`);
    expect(written((stream) => { stream.writeShow(0, code); })).toEqual([`<${code.toString(16).padStart(4, "0")}> Tj`]);
  }
});

test("a string is shown after a step where there is one, and shows and lines can follow each other in any order", () => {
  expect(
    written((content) => {
      content.writeShow(0, 1);
      content.writeShow(-250, 2);
      content.writeLine("0 Ts");
      content.writeLine("ET");
      content.writeShow(12, 3);
      content.setFill(black);
    }),
  ).toEqual(["<0001> Tj", "[-250 <0002>] TJ", "0 Ts", "ET", "[12 <0003>] TJ", "0 0 0 1 k"]);
});

test("content of any length comes back whole", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[ -~]{0,40000}$/), { maxLength: 12 }), (parts) => {
      const content = openContentStream(contentColours());
      for (const part of parts) content.write(part);
      expect(Buffer.from(content.bytes()).toString("latin1")).toBe(parts.join(""));
    }),
    { numRuns: 20 },
  );
});

describe("colours", () => {
  test("are said in their own space: black is the black plate alone", () => {
    expect(written((content) => { content.setFill(black); content.setStroke(black); })).toEqual(["0 0 0 1 k", "0 0 0 1 K"]);
    expect(written((content) => { content.setFill(red); content.setStroke(red); })).toEqual(["1 0.2 0.25 rg", "1 0.2 0.25 RG"]);
  });

  test("are said once, filling and stroking apart, until they change", () => {
    expect(
      written((content) => {
        for (const color of [black, { ...black }, red, red, black]) content.setFill(color);
        content.setStroke(red);
        content.setStroke(red);
        content.setFill(black);
      }),
    ).toEqual(["0 0 0 1 k", "1 0.2 0.25 rg", "0 0 0 1 k", "1 0.2 0.25 RG"]);
  });

  test("are said even where they are PDF's initial ones", () => {
    expect(written((content) => { content.setFill({ space: "rgb", r: 0, g: 0, b: 0, alpha: 1 }); })).toEqual(["0 0 0 rg"]);
  });

  test("for strokes may be a Separation's full ink, after which a colour is said again", () => {
    expect(
      written((content) => {
        content.setFill(red);
        content.setStroke(black);
        content.setRegistration();
        content.setRegistration();
        content.setFill(red);
        content.setStroke(black);
      }),
    ).toEqual(["1 0.2 0.25 rg", "0 0 0 1 K", `/${REGISTRATION} CS`, "1 SCN", "0 0 0 1 K"]);
  });
});

describe("black ink", () => {
  test("overprints where that is asked for, and nothing else does", () => {
    expect(
      written((content) => {
        content.setFill(black, true);
        content.setFill(red, true);
        content.setStroke(black, true);
        content.setFill(black);
        content.setFill(veil, true);
      }, true),
    ).toEqual([
      `/${OVERPRINT} gs`, "0 0 0 1 k", `/${KNOCKOUT} gs`, "1 0.2 0.25 rg", `/${OVERPRINT} gs`, "0 0 0 1 K", `/${KNOCKOUT} gs`, "0 0 0 1 k", "/O250 gs",
    ]);
  });

  test("overprints nowhere in files that are not for the press", () => {
    const content = openContentStream(contentColours());
    content.setFill(black, true);
    expect(content.overprintStates.size).toBe(0);
  });

  test("is black ink alone: not a darker mixture, not a grey", () => {
    const rich: Color = { ...black, c: 0.4 };
    const grey: Color = { ...black, k: 0.9 };
    expect(written((content) => { content.setFill(rich, true); content.setFill(grey, true); }, true)).toEqual(["0.4 0 0 1 k", "0 0 0 0.9 k"]);
  });
});

describe("opacity", () => {
  test("is a graphics state, said when it changes and asked of the page's resources", () => {
    const content = openContentStream(contentColours());
    for (const color of [black, veil, veil, black]) content.setFill(color);
    expect(readContent(content.bytes()).map(({ operator, operands }) => `${operands.join(" ")} ${operator}`)).toEqual([
      "0 0 0 1 k", `/${opacityName(250)} gs`, `/${opacityName(1000)} gs`,
    ]);
    expect([...content.opacities]).toEqual([250, 1000]);
  });

  test("of what is drawn before does not reach a Separation's ink", () => {
    expect(written((content) => { content.setFill(veil); content.setRegistration(); })).toEqual(["/O250 gs", "0 0 0 1 k", "/O1000 gs", `/${REGISTRATION} CS`, "1 SCN"]);
  });

  test("needs no resource where everything is opaque", () => {
    const content = openContentStream(contentColours());
    content.setFill(black);
    content.setStroke(red);
    expect(content.opacities.size).toBe(0);
  });
});
