import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linkAddresses } from "../../src/edition/index.ts";

describe("addresses in copy", () => {
  const shown = (text: string): string => linkAddresses(text).map((part) => (part.href === undefined ? part.text : `[${part.text}|${part.href}]`)).join("");

  test.each([
    ["زر https://example.org/a?b=c&d=e.", "زر [https://example.org/a?b=c&d=e|https://example.org/a?b=c&d=e]."],
    ["(HTTP://EXAMPLE.ORG)، ثم", "([HTTP://EXAMPLE.ORG|HTTP://EXAMPLE.ORG])، ثم"],
    ["وwww.example.com/path، أو www.example.org!", "و[www.example.com/path|https://www.example.com/path]، أو [www.example.org|https://www.example.org]!"],
    ["البريد desk.one+two@mail.example.org؛", "البريد [desk.one+two@mail.example.org|mailto:desk.one+two@mail.example.org]؛"],
    ["إلى «desk@example.org».", "إلى «[desk@example.org|mailto:desk@example.org]»."],
    ["https://user@example.org/www.x.com", "[https://user@example.org/www.x.com|https://user@example.org/www.x.com]"],
  ])("%s", (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  test.each(["ftp://example.org", "javascript://x", "@user و#وسم", "a@b", "www.", "http://", "example.org", "x@-.", "أ@example.org", ""])("are not seen in %j", (text) => {
    expect(shown(text)).toBe(text);
  });

  test("leave the text as it is, whatever that is", () => {
    const piece = fc.constantFrom("https://", "www.", "a@b.org", "example.org", "/", ".", "، ", " ", "و", "نص", "(", ")", "@");
    fc.assert(fc.property(fc.oneof(fc.string(), fc.array(piece).map((pieces) => pieces.join(""))), (text) => {
      const parts = linkAddresses(text);
      expect(parts.map((part) => part.text).join("")).toBe(text);
      expect(parts.every((part) => part.text !== "")).toBe(true);
    }));
  });
});
