import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getuid } from "node:process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { collectDiagnostics, type Diagnostic } from "../../src/diagnostics/index.ts";
import { readEdition, readSourceFile, type OpenedSource } from "../../src/edition/index.ts";
import { encode } from "../diagnostics/legacyEncodings.ts";

const sample = readFileSync(fileURLToPath(new URL("../../examples/wire-article.txt", import.meta.url)), "utf8");

let folder = "";
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), "nashra-edition-")); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

function readPath(path: string): { source: OpenedSource | undefined; diagnostics: readonly Diagnostic[] } {
  const { report, diagnostics } = collectDiagnostics();
  return { source: readSourceFile(path, report), diagnostics };
}

/** Writes a file and reads it. */
function readBytes(content: string | Uint8Array, name = "copy.txt"): { source: OpenedSource | undefined; diagnostics: readonly Diagnostic[]; path: string } {
  const path = join(folder, name);
  writeFileSync(path, content);
  return { ...readPath(path), path };
}

/** The one error that was reported, which must have a place and a hint. */
function onlyError({ source, diagnostics }: { source: OpenedSource | undefined; diagnostics: readonly Diagnostic[] }): Diagnostic {
  expect(source).toBeUndefined();
  expect(diagnostics.map(({ severity }) => severity)).toEqual(["error"]);
  const error = diagnostics[0]!;
  expect(error.code).toMatch(/^edition\//u);
  expect(error.hint).toBeTruthy();
  expect(error.span?.file).toBeTruthy();
  return error;
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const joined = (...parts: (string | Uint8Array)[]): Buffer => Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part)));
const utf16 = (text: string, bigEndian: boolean): Buffer => (bigEndian ? Buffer.from(text, "utf16le").swap16() : Buffer.from(text, "utf16le"));

describe("encodings", () => {
  test.each<[string, string | Uint8Array]>([
    ["UTF-8", sample],
    ["UTF-8 with a byte order mark", `\uFEFF${sample}`],
    ["UTF-16, little-endian, with a byte order mark", utf16(`\uFEFF${sample}`, false)],
    ["UTF-16, big-endian, with a byte order mark", utf16(`\uFEFF${sample}`, true)],
  ])("%s is read without a word", (_, content) => {
    const { source, diagnostics, path } = readBytes(content);
    expect(diagnostics).toEqual([]);
    expect(source).toMatchObject({ path, text: sample });
    expect(Buffer.compare(source?.bytes ?? new Uint8Array(), readFileSync(path))).toBe(0);
  });

  test("a byte order mark takes no column", () => {
    const { source } = readBytes("\uFEFFعنوان الخبر\nنص");
    const edition = readEdition(source ? [source] : [], { roles: [], without: [], report: () => undefined });
    expect(edition?.articles[0]?.headline.span.start).toEqual({ line: 1, column: 1 });
  });

  test("Windows-1256 is recognised, with a notice, and gives the same edition", () => {
    const { source, diagnostics } = readBytes(encode(sample, "windows-1256"));
    expect(source?.text).toBe(sample);
    expect(diagnostics).toMatchObject([{ severity: "notice", code: "edition/windows-1256" }]);
    expect(diagnostics[0]?.hint).toBeTruthy();
  });

  test("a short headline in Windows-1256 is enough", () => {
    expect(readBytes(encode("عنوان الخبر\r\n\r\nوكالة\r\n\r\nنص الخبر", "windows-1256")).source?.text).toBe("عنوان الخبر\r\n\r\nوكالة\r\n\r\nنص الخبر");
  });
});

describe("bytes that mean nothing", () => {
  const before = "عنوان\n\nنص ";
  test.each<[string, Uint8Array, string, RegExp]>([
    ["a byte that begins nothing", bytes(0xff), "edition/invalid-encoding", /byte FF is/u],
    ["a sequence cut short", bytes(0xd8, 0x20), "edition/invalid-encoding", /byte D8 is/u],
    ["a long sequence cut short", bytes(0xf0, 0x9f, 0x98), "edition/invalid-encoding", /bytes F0 9F 98 are/u],
    ["a continuation byte alone", bytes(0x80), "edition/invalid-encoding", /byte 80 is/u],
    ["an overlong form", bytes(0xc0, 0xaf), "edition/invalid-encoding", /byte C0 is/u],
    ["a high surrogate", bytes(0xed, 0xa0, 0x80), "edition/unpaired-surrogate", /bytes ED A0 80 are one half/u],
    ["a low surrogate", bytes(0xed, 0xbf, 0xbf), "edition/unpaired-surrogate", /bytes ED BF BF are one half/u],
  ])("%s is an error at its line and column", (_, bad, code, message) => {
    for (const after of [" نص", "", "\n\nنص آخر \uFFFD"]) {
      const error = onlyError(readBytes(joined(before, bad, after)));
      expect(error).toMatchObject({ code, span: { start: { line: 3, column: 4 } } });
      expect(error.message).toMatch(message);
    }
  });

  test("a U+FFFD of the copy itself is not taken for them", () => {
    const error = onlyError(readBytes(joined("\uFFFDعنوان\n\uFFFD 😀 ", bytes(0xff))));
    expect(error.span?.start).toEqual({ line: 2, column: 6 });
  });

  test.each([false, true])("half a surrogate pair in UTF-16 (big-endian: %s) is an error at its place", (bigEndian) => {
    const error = onlyError(readBytes(utf16("\uFEFFعنوان \uFFFD\nنص \ud83d نص", bigEndian)));
    expect(error).toMatchObject({ code: "edition/unpaired-surrogate", span: { start: { line: 2, column: 4 } } });
  });

  test("UTF-16 with an odd byte at its end is an error", () => {
    expect(onlyError(readBytes(joined(utf16("\uFEFFعنوان", false), bytes(0x46)))).code).toBe("edition/invalid-encoding");
  });

  test("no damage to UTF-8 makes it pass for Windows-1256", () => {
    const whole = Buffer.from(sample);
    for (let at = 0; at < whole.length; at += 37) {
      const damaged = Buffer.from(whole);
      for (let each = at; each < damaged.length; each += 501) damaged[each] = 0xff;
      expect(onlyError(readBytes(damaged)).code, `at ${at}`).toBe("edition/invalid-encoding");
    }
    for (const cut of [101, 333, 1001]) {
      expect(onlyError(readBytes(joined(whole.subarray(0, cut), whole.subarray(cut + 1)))).code, `cut at ${cut}`).toBe("edition/invalid-encoding");
    }
  });
});

describe("what is no copy", () => {
  test.each(["", "\uFEFF", " \n\u00a0\r\n\t", "\u0002 \u0003".repeat(1) + " ".repeat(300)])("a file of %j is empty", (content) => {
    const error = onlyError(readBytes(content));
    expect(error).toMatchObject({ code: "edition/empty", span: { start: { line: 1, column: 1 } } });
  });

  test("a folder", () => {
    mkdirSync(join(folder, "folder.txt"), { recursive: true });
    expect(onlyError(readPath(join(folder, "folder.txt")))).toMatchObject({ code: "edition/not-a-file" });
    expect(onlyError(readPath(folder))).toMatchObject({ code: "edition/not-a-file" });
  });

  test("a device", () => {
    expect(onlyError(readPath("/dev/null"))).toMatchObject({ code: "edition/not-a-file" });
  });

  test("a pipe is refused and not waited for", () => {
    const pipe = join(folder, "pipe.txt");
    expect(spawnSync("mkfifo", [pipe]).status).toBe(0);
    expect(onlyError(readPath(pipe))).toMatchObject({ code: "edition/not-a-file" });
  });

  test("a file that is not there, with the name that was probably meant", () => {
    writeFileSync(join(folder, "wire-article.txt"), sample);
    writeFileSync(join(folder, "wire-articl.pdf"), "");
    const error = onlyError(readPath(join(folder, "wire-artcle.txt")));
    expect(error.code).toBe("edition/not-found");
    expect(error.hint).toContain(join(folder, "wire-article.txt"));
    expect(onlyError(readPath(join(folder, "no/such/folder.txt"))).code).toBe("edition/not-found");
    expect(onlyError(readPath(join(folder, "wire-article.txt/beneath.txt"))).code).toBe("edition/not-found");
  });

  test("a file that is not there, without the name of another source or the very name that was asked for", () => {
    const own = join(folder, "sources");
    mkdirSync(own);
    writeFileSync(join(own, "a.txt"), sample);
    symlinkSync(join(own, "gone"), join(own, "b.txt"));
    const hint = (path: string, sources: readonly string[] = []): string | undefined => {
      const { report, diagnostics } = collectDiagnostics();
      expect(readSourceFile(path, report, sources)).toBeUndefined();
      expect(diagnostics).toMatchObject([{ code: "edition/not-found" }]);
      return diagnostics[0]?.hint;
    };
    expect(hint(join(own, "c.txt"))).toContain(join(own, "a.txt"));
    expect(hint(join(own, "c.txt"), [join(own, "../sources/a.txt"), join(own, "c.txt")])).not.toContain("a.txt");
    expect(hint(join(own, "b.txt"), [join(own, "a.txt")])).not.toContain("Did you mean");
    expect(hint(`${join(own, "a.txt")}/`)).not.toContain("Did you mean “a.txt");
    expect(hint(`${join(own, "a.txt")}/`)).not.toContain(join(own, "a.txt"));
  });

  test.skipIf(getuid?.() === 0)("a file that may not be read", () => {
    const path = join(folder, "shut.txt");
    writeFileSync(path, sample);
    chmodSync(path, 0);
    expect(onlyError(readPath(path)).code).toBe("edition/unreadable");
  });

  test.each(["copy.docx", "copy", "copy.txt.bak", "copy.pdf"])("%s is of no known kind, and the hint lists the kinds", (name) => {
    const error = onlyError(readBytes("نص", name));
    expect(error.code).toBe("edition/unknown-kind");
    expect(error.hint).toContain("wire text (.txt)");
  });

  test("the case of the extension does not matter", () => {
    expect(readBytes(sample, "COPY.TXT").source?.text).toBe(sample);
  });

  test("a file beyond the limit is refused with the limit, before it is read", () => {
    const path = join(folder, "large.txt");
    spawnSync("truncate", ["-s", "50M", path]);
    const error = onlyError(readPath(path));
    expect(error.code).toBe("edition/too-large");
    expect(error.message).toBe("The file has 50 MB; at most 32 MB are read.");
  });

  test("a file of 20 MB is read", () => {
    const text = "كلمة ".repeat(2_200_000);
    expect(readBytes(text).source?.text.length).toBe(text.length);
  });

  test.each<[string, Uint8Array, RegExp]>([
    ["bytes of every kind", Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919) % 251), /not text\.$/u],
    ["a PDF", joined("%PDF-1.7\n", bytes(0, 1, 2, 3)), /a PDF/u],
    ["a Word document", joined("PK", bytes(3, 4, 0x14, 0, 6, 0)), /ZIP/u],
    ["UTF-8 with a zero in it", joined("نص ", bytes(0), " نص"), /not text/u],
    ["control characters", joined("نص ", bytes(1, 2, 3, 4, 5)), /not text/u],
  ])("%s: binary", (_, content, message) => {
    const error = onlyError(readBytes(content));
    expect(error.code).toBe("edition/binary");
    expect(error.message).toMatch(message);
  });

  test("compressed data without a zero are refused, too", () => {
    const noise = Uint8Array.from({ length: 20_000 }, (_, index) => 1 + ((Math.imul(index + 1, 2654435761) >>> 13) % 255));
    expect(["edition/binary", "edition/invalid-encoding"]).toContain(onlyError(readBytes(noise)).code);
  });
});

test("a wire's control characters become spaces, with a warning at the first", () => {
  const { source, diagnostics } = readBytes(`عنوان الخبر\n\n${"نص ".repeat(200)}\n\u0002نص\u0003 آخر\u0085`);
  expect(source?.text).toBe(`عنوان الخبر\n\n${"نص ".repeat(200)}\n نص  آخر\u0085`);
  expect(diagnostics).toMatchObject([{ severity: "warning", code: "edition/control-character", span: { start: { line: 4, column: 1 } } }]);
  expect(diagnostics[0]?.message).toContain("2 control characters (here U+0002)");
});

test("a letter that was lost before is a warning at its place", () => {
  const { source, diagnostics } = readBytes("عنوان\n\nالخ\uFFFDر");
  expect(source?.text).toBe("عنوان\n\nالخ\uFFFDر");
  expect(diagnostics).toMatchObject([{ severity: "warning", code: "edition/lost-character", span: { start: { line: 3, column: 4 } } }]);
});
