import { beforeAll, describe, expect, test } from "vitest";
import type { ProfileName } from "../../src/press/profiles.ts";
import { muPdf, output, poppler, withFile } from "../debian/programs.ts";
import { sampleBulletin, sampleParagraphs } from "../pdf/sampleBulletin.ts";
import { compare, plain } from "../pdf/readers.ts";
import { profileNames } from "./promises.ts";

/** Text in the order of its tags, not of its places; lines of a paragraph are parted by spaces. */
const taggedText = (pdf: Uint8Array): string => {
  const tree = withFile(pdf, (path) => output("pdfinfo", ["-struct-text", path]));
  return plain([...tree.matchAll(/"(.*)"/gu)].map(([, part]) => part).join(" "));
};

describe.each(profileNames)("the sample's paragraphs, set for %s,", (profile: ProfileName) => {
  let pdf: Uint8Array;
  beforeAll(async () => { pdf = await sampleBulletin(profile); });

  test.each([poppler, muPdf].map((reader) => [reader.name, reader] as const))("come back whole from %s", async (_, reader) => {
    expect(sampleParagraphs).toHaveLength(9);
    expect(compare(sampleParagraphs, await reader.read(pdf))).toEqual({ exact: 9, missing: [] });
  });

  test("come back whole from the tagged text", () => {
    expect(compare(sampleParagraphs, taggedText(pdf))).toEqual({ exact: 9, missing: [] });
  });
});
