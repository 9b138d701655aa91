import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DOMParser, type Element } from "@xmldom/xmldom";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { exportEdition } from "../../../src/archive/export/exportEdition.ts";
import { sampleExport } from "./sampleExport.ts";

const source = await sampleExport();
const scratch = mkdtempSync(join(tmpdir(), "nashra-export-"));
const bag = join(scratch, "new", "bag");
beforeAll(async () => { await exportEdition(source, bag); });
afterAll(() => { rmSync(scratch, { recursive: true }); });

const xml = (path: string): Element => {
  const root = new DOMParser().parseFromString(readFileSync(join(bag, "data", path), "utf8"), "text/xml").documentElement;
  if (root === null) throw new Error(`${path} is empty`);
  return root;
};
const all = (element: Element, name: string): Element[] => [...element.getElementsByTagName(name)];
const attributes = (elements: readonly Element[], name: string): (string | null)[] => elements.map((element) => element.getAttribute(name));

test("all that is kept is in it, the record as it was kept", async () => {
  for (const { name, sha256 } of source.record.files) expect(readFileSync(join(bag, "data", name)).equals(await source.readFile({ name, sha256 }))).toBe(true);
  expect(JSON.parse(readFileSync(join(bag, "data", "record.json"), "utf8"))).toEqual(source.record);
});

test("the same revision gives the same bag, though others have come after it", async () => {
  const again = join(scratch, "again");
  await exportEdition({ ...source, summary: { ...source.summary, name: "النشرة/1@1", revisions: 3 } }, again);
  for (const manifest of ["tagmanifest-sha256.txt", "tagmanifest-sha512.txt"]) expect(readFileSync(join(again, manifest), "utf8")).toBe(readFileSync(join(bag, manifest), "utf8"));
});

test("METS names every other file of the payload, each with its checksum, and no more", () => {
  const files = all(xml("mets.xml"), "file");
  const manifest = new Map(readFileSync(join(bag, "manifest-sha256.txt"), "utf8").trimEnd().split("\n").map((line) => [line.slice(66), line.slice(0, 64)]));
  const named = files.map((file) => [`data/${decodeURIComponent(all(file, "FLocat")[0]?.getAttribute("xlink:href") ?? "")}`, file.getAttribute("CHECKSUM")] as const);
  manifest.delete("data/mets.xml");
  expect(new Map(named)).toEqual(manifest);
});

test("METS leads from each article to the blocks of ALTO that its words stand in, in their order", () => {
  const mets = xml("mets.xml");
  const logical = all(mets, "structMap").find((map) => map.getAttribute("TYPE") === "LOGICAL");
  const articles = all(logical!, "div").filter((div) => div.getAttribute("TYPE") === "Article");
  expect(articles).toHaveLength(source.record.articles.length);
  const paths = new Map(all(mets, "file").map((file) => [file.getAttribute("ID"), all(file, "FLocat")[0]?.getAttribute("xlink:href")]));
  for (const [index, article] of articles.entries()) {
    const text = all(article, "area").flatMap((area) => {
      const block = all(xml(paths.get(area.getAttribute("FILEID")) ?? ""), "TextBlock").find((each) => each.getAttribute("ID") === area.getAttribute("BEGIN"));
      return attributes(all(block!, "String"), "CONTENT");
    });
    const { headline, body } = source.record.articles[index]!;
    expect(text).toEqual(`${headline} ${body}`.split(/\s+/u));
  }
  const ids = new Set(["div", "file", "dmdSec", "amdSec"].flatMap((name) => attributes(all(mets, name), "ID")));
  for (const reference of [...attributes(all(mets, "fptr"), "FILEID"), ...attributes(all(mets, "area"), "FILEID"), ...attributes(all(mets, "div"), "DMDID"), ...attributes(all(mets, "smLink"), "xlink:to"), ...attributes(all(mets, "smLink"), "xlink:from")]) {
    if (reference !== null) expect(ids).toContain(reference);
  }
});

test("Dublin Core and JSON-LD say what the record says", () => {
  const { edition, articles } = source.record;
  const core = xml("metadata/dublin-core.xml");
  const values = (name: string): string[] => all(core, `dc:${name}`).map(({ textContent }) => textContent ?? "");
  expect(values("title")).toEqual([edition.title]);
  expect(values("contributor")).toEqual(edition.credits.map(({ role, name }) => `${name} (${role})`));
  expect([values("publisher"), values("date"), values("language")]).toEqual([[edition.publication], [edition.date], [edition.language]]);
  expect(values("identifier")).toEqual(["النشرة/1@1", `sha256:${source.summary.digest}`]);
  const issue = z.object({ "@context": z.literal("https://schema.org"), "@type": z.literal("PublicationIssue"), name: z.string(), issueNumber: z.string(), datePublished: z.string(), inLanguage: z.string(), publisher: z.object({ name: z.string() }), hasPart: z.array(z.record(z.string(), z.unknown())) })
    .parse(JSON.parse(readFileSync(join(bag, "data", "metadata", "articles.jsonld"), "utf8")));
  expect(issue).toMatchObject({ name: edition.title, issueNumber: edition.number, datePublished: edition.date, publisher: { name: edition.publication } });
  expect(issue.hasPart).toEqual(articles.map(({ headline, author, section, source: agency, body, page, position }) => ({
    "@type": "NewsArticle", position, headline, articleSection: section, author: { "@type": "Person", name: author }, sourceOrganization: { "@type": "Organization", name: agency }, datePublished: edition.date, inLanguage: edition.language,
    wordCount: body.split(/\s+/u).length, pageStart: page, pageEnd: page, pagination: String(page), articleBody: body,
  })));
});

test("a file that is damaged is told, and no bag is left", async () => {
  const lost = new Error("damaged");
  await expect(exportEdition({ ...source, readFile: ({ name, sha256 }) => (name === "template/page.hbs" ? Promise.reject(lost) : source.readFile({ name, sha256 })) }, join(scratch, "lost"))).rejects.toBe(lost);
  expect(readdirSync(scratch).sort()).toEqual(["again", "new"]);
});
