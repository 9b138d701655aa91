import { expect, test } from "vitest";
import { ContentTokens } from "../../src/preflight/contentTokens.ts";
import { PdfArray, PdfDictionary, PdfName, PdfText, type PdfObject } from "../../src/preflight/objects.ts";

function plain(object: PdfObject | undefined): unknown {
  if (object instanceof PdfName) return `/${object.value}`;
  if (object instanceof PdfText) return Buffer.from(object.bytes).toString("latin1");
  if (object instanceof PdfArray) return object.items.map(plain);
  if (object instanceof PdfDictionary) return { ...Object.fromEntries([...object.entries].map(([key, value]) => [key, plain(value)])), ...(object.stream && { stream: Buffer.from(object.stream).toString("latin1") }) };
  return object;
}

function read(content: string): unknown[] {
  const tokens = new ContentTokens(Buffer.from(content, "latin1"), "1 0 R");
  const operations: unknown[] = [];
  for (let operation = tokens.next(); operation; operation = tokens.next()) operations.push([operation.operator, ...operation.operands.map(plain)]);
  return operations;
}

test.each<[string, string, unknown[]]>([
  ["numbers in all their forms", "1 -2 +3 .5 4. -.25 0.0 --5 re", [["re", 1, -2, 3, 0.5, 4, -0.25, 0, -5]]],
  ["operators next to delimiters", "/F 12 Tf(ab)Tj[(a)-3(b)]TJ", [["Tf", "/F", 12], ["Tj", "ab"], ["TJ", ["a", -3, "b"]]]],
  ["escapes in strings", String.raw`(\(\)\\\n\101\7\
x(y)) Tj`, [["Tj", "()\\\nA\u0007x(y)"]]],
  ["hexadecimal strings with space and an odd digit", "<48 656c6C 6> Tj", [["Tj", "Hell`"]]],
  ["names with escapes", "/A#20B gs", [["gs", "/A B"]]],
  ["comments", "q % not Q\nQ", [["q"], ["Q"]]],
  ["marked content with a dictionary", "/P <</MCID 1 /Sub <</A [true null]>>>> BDC EMC", [["BDC", "/P", { MCID: 1, Sub: { A: [true, null] } }], ["EMC"]]],
  ["inline images, whose data may hold EI", "BI /W 2 /H 1 ID aEI b\nEI Q", [["BI", { W: 2, H: 1, stream: "aEI b" }], ["Q"]]],
  ["quote operators", "(a) ' 1 2 (b) \"", [["'", "a"], ['"', 1, 2, "b"]]],
  ["stray delimiters, which are passed over", "> ) ] >> q", [["q"]]],
  ["what is never closed", "[1 (a", []],
])("%s are read", (_, content, operations) => {
  expect(read(content)).toEqual(operations);
});
