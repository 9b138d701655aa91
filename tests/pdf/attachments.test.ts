import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { writeAttachments, type Attachment } from "../../src/pdf/attachments.ts";
import { addPages, fileWith } from "./pdfFiles.ts";
import type { PdfNode } from "./pdfObjects.ts";

const copy: Attachment = { name: "wire-article.txt", mediaType: "text/plain", relationship: "Source", description: "Copy", bytes: new TextEncoder().encode("لافروف: لم نتوجه") };
const articles: Attachment = { name: "articles.jsonld", mediaType: "application/ld+json", relationship: "Data", description: "Articles", bytes: new TextEncoder().encode("{}") };

async function attached(attachments: readonly Attachment[], date?: Date): Promise<{ readonly named: readonly (readonly [string, PdfNode])[]; readonly catalogue: PdfNode }> {
  const { catalogue } = await fileWith((file) => {
    addPages(file, 1);
    writeAttachments(file, attachments, date);
  });
  const names = catalogue.at("Names");
  const entries = names.has("EmbeddedFiles") ? names.at("EmbeddedFiles", "Names").items : [];
  const named = entries.flatMap((entry, index) => (index % 2 === 0 ? [[entry.text, entries[index + 1]!] as const] : []));
  return { named, catalogue };
}

describe("files that go along", () => {
  test("come out byte for byte, each with its name, media type, size, checksum, date and relationship", async () => {
    const { named } = await attached([copy, articles], new Date(Date.UTC(2022, 10, 24)));
    for (const { name, mediaType, relationship, description, bytes } of [copy, articles]) {
      const specification = named.find(([found]) => found === name)![1];
      expect([specification.at("Type").value, specification.at("F").text, specification.at("UF").text, specification.at("Desc").text]).toEqual(["/Filespec", name, name, description]);
      expect(specification.at("AFRelationship").value).toBe(`/${relationship}`);
      const content = specification.at("EF", "F");
      expect(specification.at("EF", "UF").id).toBe(content.id);
      expect(content.at("Subtype").value).toBe(`/${mediaType}`);
      expect(Buffer.compare(content.stream, bytes)).toBe(0);
      expect(content.at("Params", "Size").value).toBe(bytes.length);
      expect(content.at("Params", "CheckSum").bytes.toString("hex")).toBe(createHash("md5").update(bytes).digest("hex"));
      expect(content.at("Params", "ModDate").text).toBe("D:20221124000000Z");
    }
  });

  test("are sorted by name in the name tree, and all the document's associated files", async () => {
    const { named, catalogue } = await attached([copy, articles]);
    expect(named.map(([name]) => name)).toEqual(["articles.jsonld", "wire-article.txt"]);
    expect(catalogue.at("AF").items.map(({ id }) => id)).toEqual([named[1]![1].id, named[0]![1].id]);
  });

  test("are sorted by the bytes of their names: all that ASCII cannot write come last", async () => {
    const { named } = await attached(["خبر.txt", "b.txt", "a خبر.txt", "a.txt"].map((name) => ({ ...copy, name })));
    expect(named.map(([name]) => name)).toEqual(["a.txt", "b.txt", "a خبر.txt", "خبر.txt"]);
  });

  test("with the same name get numbers", async () => {
    const bare = { ...copy, name: "copy" };
    const { named } = await attached([copy, copy, bare, copy, bare]);
    expect(named.map(([name]) => name)).toEqual(["copy", "copy-2", "wire-article-2.txt", "wire-article-3.txt", "wire-article.txt"]);
  });

  test("of an undated document have no date", async () => {
    const { named } = await attached([copy]);
    expect(named[0]![1].at("EF", "F", "Params").keys).toEqual(["Size", "CheckSum"]);
  });

  test("that are none leave nothing in the catalogue", async () => {
    const { named, catalogue } = await attached([]);
    expect(named).toEqual([]);
    expect(catalogue.has("AF")).toBe(false);
  });
});
