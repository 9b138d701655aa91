import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { bundleProgram, inAscii } from "../../scripts/programBundle.ts";

it("is ASCII, for it is read as Latin-1", async () => {
  const script = await bundleProgram();
  expect(/[^\0-\x7f]/.exec(script)?.[0]).toBeUndefined();
  // A regular expression of src/edition/punctuation.ts
  expect(script).toMatch(/\/\[\\u060c\\u061b[^/]*\\u061f!,;\?\]\+\/gu/u);
});

it("says the same in ASCII, in texts and regular expressions", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("ب", "،", "é", "😀", "a", "-") }), (text) => {
      const letters = text.replaceAll("-", "");
      const script = `JSON.stringify(["${text}", \`${text}\`, /^[${letters}x]*$/u.test("${letters}")])`;
      expect(inAscii(script)).not.toMatch(/[\u0080-\uffff]/);
      expect(runInNewContext(inAscii(script))).toBe(JSON.stringify([text, text, true]));
    }),
  );
  expect(() => inAscii(String.raw`/\؛/`)).toThrow("backslash");
});
