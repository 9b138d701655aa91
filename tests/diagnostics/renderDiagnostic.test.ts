import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import bidiFactory from "bidi-js";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { collectDiagnostics, foldRepeats, renderDiagnostic, sourceLines, sourceMap, type Diagnostic, type SourceMap } from "../../src/diagnostics/index.ts";
import { encode } from "./legacyEncodings.ts";

let folder = "";
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), "nashra-diagnostics-")); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const plain = { color: false };

/** A source map over one text. */
function over(text: string): SourceMap {
  const lines = sourceLines(text);
  return { line: (_, number) => lines.line(number) };
}

function at(line: number, column: number, end?: { line: number; column: number }): Diagnostic {
  return { severity: "warning", code: "edition/x", message: "Something.", hint: "Do it.", span: { file: "copy.txt", start: { line, column }, ...(end && { end }) } };
}

/** The source line and the underline as rendered, without gutter and isolates. */
function excerpt(rendered: string): { line: string; underline: string } {
  const rows = rendered.split("\n").filter((row) => /^\s*\d* \| /u.test(row));
  const content = (row = ""): string => row.slice(row.indexOf("| ") + 2).replace(/[\u2066-\u2069]/gu, "");
  return { line: content(rows[0]), underline: content(rows[1]) };
}

describe("a diagnostic", () => {
  test("is told with severity, code, message, place, line, underline and hint", () => {
    const rendered = renderDiagnostic(
      { severity: "error", code: "style/unknown-property", message: "There is no property fnt-size.", hint: "Did you mean font-size?", span: { file: "style.css", start: { line: 3, column: 5 }, end: { line: 3, column: 13 } } },
      over("h1 {}\n\np { fnt-size: 12pt }\n"),
      plain,
    );
    expect(rendered).toBe(
      ["error[style/unknown-property]: There is no property fnt-size.", " --> style.css:3:5", "  |", "3 | p { fnt-size: 12pt }", "  |     ^^^^^^^^", "  = hint: Did you mean font-size?"].join("\n"),
    );
  });

  test("without a place is told in a line, with the hint in another", () => {
    expect(renderDiagnostic({ severity: "notice", code: "a/b", message: "So it is.", hint: "Look.\nAgain." }, over(""), plain)).toBe("notice[a/b]: So it is.\n = hint: Look.\n   Again.");
  });

  test("of a file without such a line is told without it", () => {
    expect(renderDiagnostic(at(9, 1), over("one"), plain)).toBe("warning[edition/x]: Something.\n --> copy.txt:9:1\n  = hint: Do it.");
  });

  test("over several lines is underlined to the end of the first", () => {
    expect(excerpt(renderDiagnostic(at(1, 3, { line: 2, column: 2 }), over("abcdef\nghi"), plain)).underline).toBe("  ^^^^");
  });

  test("at the end of a line, or beyond, has one caret after it", () => {
    for (const column of [4, 9]) expect(excerpt(renderDiagnostic(at(1, column), over("abc"), plain))).toEqual({ line: "abc", underline: "   ^" });
  });

  test("is coloured when asked for, and reads the same without the colours", () => {
    const source = over("نص ، نص");
    const colored = renderDiagnostic(at(1, 3, { line: 1, column: 5 }), source, { color: true });
    expect(colored).toContain("\u001b[1;33m ،\u001b[0m");
    expect(colored.replace(/\u001b\[[\d;]*m/gu, "")).toBe(renderDiagnostic(at(1, 3, { line: 1, column: 5 }), source, plain));
  });
});

describe("the line and its underline", () => {
  test("agree column by column in a terminal that does not turn text", () => {
    const { line, underline } = excerpt(renderDiagnostic(at(1, 8, { line: 1, column: 14 }), over("قائماً لافروف ، أن"), plain));
    expect(line).toBe("قائماً لافروف ، أن");
    expect(underline.trim()).toBe("^^^^^^");
    expect(underline.indexOf("^"), "six letters and a space; the tanwin takes no column").toBe(6);
  });

  const bidi = bidiFactory();
  /** The visual order of a row's characters, left to right, in a terminal that follows UAX #9 (L1, L2). */
  const visual = (row: string): string[] => {
    const levels = [...bidi.getEmbeddingLevels(row, "ltr").levels];
    levels.fill(0, row.search(/[ \t\u2066-\u2069]*$/u));
    const order = levels.map((_, index) => index);
    for (let level = Math.max(...levels); level > 0; level--) {
      for (let start = 0; start < order.length; start++) {
        let end = start;
        while (end < order.length && levels[order[end] ?? 0]! >= level) end++;
        order.splice(start, end - start, ...order.slice(start, end).reverse());
        start = Math.max(start, end - 1);
      }
    }
    return order.map((index) => row.charAt(index)).filter((character) => !/[\u2066-\u2069]/u.test(character));
  };

  test("agree column by column in one that does", () => {
    const words = fc.array(fc.constantFrom("كلمة", "لافروف", "من", "و"), { minLength: 1, maxLength: 30 }).map((each) => each.join(" "));
    fc.assert(
      fc.property(words, fc.nat(), fc.integer({ min: 1, max: 8 }), (text, place, length) => {
        const start = place % text.length;
        const end = Math.min(start + length, text.length);
        const rendered = renderDiagnostic(at(1, start + 1, { line: 1, column: end + 1 }), over(text), plain).split("\n");
        const [line, underline] = [visual(rendered[3] ?? ""), visual(rendered[4] ?? "")];
        expect(underline.length).toBe(line.length);
        const marked = line.filter((_, index) => underline[index] === "^").reverse().join("");
        expect(marked).toBe(text.slice(start, end));
      }),
    );
  });

  test("are clipped to a window round the place in a line however long, and quickly", () => {
    const text = `${"ا".repeat(3_000_000)}ب${"ت".repeat(3_000_000)}`;
    const source = over(text);
    const before = performance.now();
    for (let round = 0; round < 200; round++) renderDiagnostic(at(1, 3_000_001), source, plain);
    expect(performance.now() - before).toBeLessThan(4000);
    const { line, underline } = excerpt(renderDiagnostic(at(1, 3_000_001), source, plain));
    expect(line.length).toBeLessThanOrEqual(74);
    expect([line[0], line.at(-1)]).toEqual(["…", "…"]);
    expect(line[underline.indexOf("^")]).toBe("ب");
  });

  test("show the beginning and the end of a long line when the place is there", () => {
    const text = "abcdefghij".repeat(20);
    expect(excerpt(renderDiagnostic(at(1, 1), over(text), plain)).line).toMatch(/^abc.*…$/u);
    expect(excerpt(renderDiagnostic(at(1, 200), over(text), plain)).line).toMatch(/^….*hij$/u);
  });

  test("are whole for every place in a line that fits, and mark that place", () => {
    const piece = fc.constantFrom("a", "b ", "ا", "ب", "漢", "😀", "é", "e\u0301", "ّ", "\t", "\u200c", " ");
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 15 }), fc.nat(), (pieces, place) => {
        const text = pieces.join("");
        const index = place % pieces.length;
        const start = pieces.slice(0, index).join("").length;
        const { line, underline } = excerpt(renderDiagnostic(at(1, start + 1, { line: 1, column: start + 1 + (pieces[index] ?? "").length }), over(text), plain));
        expect(line).toBe(text.replaceAll("\t", "    "));
        const columns = (shown: string): number => [...shown.matchAll(/./gsu)].reduce((sum, [character]) => sum + (/\p{M}|\u200c/u.test(character) ? 0 : /漢|😀/u.test(character) ? 2 : 1), 0);
        const before = columns(pieces.slice(0, index).join("").replaceAll("\t", "    "));
        expect(underline.replaceAll("\u00a0", " ").trimEnd()).toBe(" ".repeat(before) + "^".repeat(Math.max(1, columns((pieces[index] ?? "").replaceAll("\t", "    ")))));
      }),
    );
  });
});

test("no control character of a source, a path or a message reaches the terminal", () => {
  const nasty = fc.string({ unit: fc.oneof(fc.constantFrom("\u001b", "\u009b", "\r", "\u0007", "\u0000", "\u202e", "\u2066", "\u200f", "\u007f", "\n"), fc.constantFrom("a", "ا", " ")) });
  fc.assert(
    fc.property(nasty, nasty, fc.nat(40), (text, message, column) => {
      const rendered = renderDiagnostic({ severity: "error", code: message, message, hint: text, span: { file: text, start: { line: 1, column: column + 1 } } }, { line: () => text }, plain);
      expect(rendered).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e]/u);
      expect(rendered.match(/[\u2066\u2067]/gu)?.length ?? 0).toBe(rendered.match(/\u2069/gu)?.length ?? 0);
    }),
    { numRuns: 500 },
  );
});

describe("the source map", () => {
  test("shows the lines of files as they are decoded, each read once", () => {
    const path = join(folder, "copy.txt");
    writeFileSync(path, "\uFEFFأول\r\nثان\rثالث\n");
    const sources = sourceMap();
    expect([1, 2, 3, 4, 5].map((number) => sources.line(path, number))).toEqual(["أول", "ثان", "ثالث", "", undefined]);
    rmSync(path);
    expect(sources.line(path, 2)).toBe("ثان");
  });

  test("shows Windows-1256 as letters, and damaged UTF-8 with U+FFFD", () => {
    const path = join(folder, "old.txt");
    writeFileSync(path, encode("عنوان الخبر\nوكالة الأنباء", "windows-1256"));
    expect(sourceMap().line(path, 2)).toBe("وكالة الأنباء");
    const damaged = join(folder, "damaged.txt");
    writeFileSync(damaged, Buffer.concat([Buffer.from("نص "), Buffer.from([0xff])]));
    expect(sourceMap().line(damaged, 1)).toBe("نص \uFFFD");
  });

  test("has nothing to show of a file that is gone, of a folder, a device, a binary file, a path that is none", () => {
    const binary = join(folder, "binary");
    writeFileSync(binary, Uint8Array.from([0x89, 0x50, 0, 1, 2]));
    const sources = sourceMap();
    for (const path of [join(folder, "gone.txt"), folder, "/dev/zero", binary, "", "\0"]) expect(sources.line(path, 1), path).toBeUndefined();
  });
});

test("the place of an offset and the line of a place agree", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "ا", "😀", "\n", "\r", "\r\n", " ")), fc.nat(30), (pieces, offset) => {
      const text = pieces.join("");
      const within = Math.min(offset, text.length);
      const lines = sourceLines(text);
      const { line, column } = lines.position(within);
      const before = text.slice(0, within).split(/\r\n|\r(?!\n)|\n/u);
      const splitsLineEnd = text[within - 1] === "\r" && text[within] === "\n";
      if (splitsLineEnd) return;
      expect({ line, column }).toEqual({ line: before.length, column: (before.at(-1) ?? "").length + 1 });
      expect(lines.line(line)).toBe(text.split(/\r\n|\r|\n/u)[line - 1]);
    }),
  );
});

test("reports are collected in their order", () => {
  const { report, diagnostics } = collectDiagnostics();
  report(at(2, 1));
  report(at(1, 1));
  expect(diagnostics).toEqual([at(2, 1), at(1, 1)]);
});

test("of many diagnostics alike three are shown, the third with the number of the others", () => {
  const other = { ...at(1, 1), message: "Something else." };
  const folded = foldRepeats([at(1, 1), other, ...Array.from({ length: 499 }, (_, index) => at(index + 2, 1))]);
  expect(folded).toEqual([at(1, 1), other, at(2, 1), { ...at(3, 1), message: "Something. (And 497 more like this.)" }]);
  expect(foldRepeats([at(1, 1), at(2, 1), at(3, 1)])).toEqual([at(1, 1), at(2, 1), at(3, 1)]);
});
