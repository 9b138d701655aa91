import { describe, expect, test } from "vitest";
import { profileNames } from "../../src/press/profiles.ts";
import { compare, pdfiumReader, pdfJs } from "./readers.ts";
import { sampleBulletin, sampleParagraphs } from "./sampleBulletin.ts";

describe.each(profileNames)("the sample's bulletin for %s", (profile) => {
  test("gives its nine paragraphs back whole in pdf.js and PDFium", async () => {
    expect(sampleParagraphs).toHaveLength(9);
    const pdf = await sampleBulletin(profile);
    for (const reader of [pdfJs, pdfiumReader]) expect(compare(sampleParagraphs, await reader.read(pdf)), reader.name).toEqual({ exact: 9, missing: [] });
  });
});
