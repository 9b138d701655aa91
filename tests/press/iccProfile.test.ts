import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPressProfile } from "../../src/press/iccProfile.ts";
import { coatedProfile, profileFolder } from "./profiles.ts";

const write = (bytes: Uint8Array, offset: number, text: string): Uint8Array => {
  bytes.set(new TextEncoder().encode(text), offset);
  return bytes;
};

describe("a press's ICC profile", () => {
  test("is read with its description, and held deflated as it is", () => {
    const bytes = coatedProfile();
    const profile = readPressProfile(bytes);
    if (typeof profile === "string") throw new Error(profile);
    expect(profile.description).toBe("ISO Coated v2 300% (basICColor)");
    expect(profile.bytes()).toBe(bytes);
    expect(Buffer.compare(inflateSync(profile.deflated()), bytes)).toBe(0);
  });

  test.each<readonly [string, () => Uint8Array, RegExp]>([
    ["no profile at all", () => new TextEncoder().encode("%PDF-1.7\n".repeat(40)), /no ICC profile/],
    ["an empty file", () => new Uint8Array(), /no ICC profile/],
    ["one that is cut off", () => coatedProfile().subarray(0, 500_000), /cut off: it says that it has 1052612 bytes, and has 500000/],
    ["a monitor's", () => write(coatedProfile(), 12, "mntr"), /class is “mntr”, not “prtr”/],
    ["one for RGB printers", () => write(coatedProfile(), 16, "RGB "), /colour space is RGB, not CMYK/],
    ["a screen's", () => readFileSync(join(profileFolder, "sRGB.icc")), /class is “mntr”/],
    ["version 5", () => { const bytes = coatedProfile(); bytes[8] = 5; return bytes; }, /version 5/],
    ["one without a transform to its inks", () => write(coatedProfile(), 132 + 7 * 12, "XXXX"), /no tag B2A0/],
    ["one with a tag outside", () => { const bytes = coatedProfile(); new DataView(bytes.buffer).setUint32(132 + 4, 0x7fffffff); return bytes; }, /tag desc reaches beyond/],
    ["one with a table of tags that is cut off", () => { const bytes = coatedProfile(); new DataView(bytes.buffer).setUint32(128, 0x00ffffff); return bytes; }, /table of tags/],
  ])("is not %s", (_, damaged, why) => {
    const fault = readPressProfile(damaged());
    expect(typeof fault).toBe("string");
    expect(fault).toMatch(why);
  });

  test("with any bytes changed is read or refused, and never throws", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ at: fc.nat(500), value: fc.integer({ min: 0, max: 255 }) }), { minLength: 1, maxLength: 12 }), (changes) => {
        const bytes = coatedProfile();
        for (const { at, value } of changes) bytes[at] = value;
        expect(["string", "object"]).toContain(typeof readPressProfile(bytes));
      }),
      { numRuns: 200 },
    );
  });
});
